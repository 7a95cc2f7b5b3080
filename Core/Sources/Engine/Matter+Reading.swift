import Notation
import Rules

/// What somebody answered, and whether it is the answer that stands.
public struct Said: Hashable, Sendable {
    public var fact: Name<Fact>
    public var item: String?
    public var value: Answer
    public var weight: Change.Weight
    public var at: Instant
    public var entry: Int
    public var person: String
    public var post: String
    /// The answer that counts now; the others are kept beside it.
    public var stands: Bool
}

/// A frozen version of a paper, as it was entered.
public struct PaperVersion: Hashable, Sendable {
    public var paper: Name<Paper>
    public var number: Int
    public var fields: [Name<Field>: String]
    public var marks: [String]
    /// The hash of the whole.
    public var digest: String
    public var author: String
    public var at: Instant
    public var entry: Int
}

extension Matter {
    /// A request that was given back and has not been made again.
    public struct Returned: Hashable, Sendable {
        public var approval: Name<Approval>
        /// Who had asked.
        public var asker: String
        public var by: Actor
        public var at: Instant
        public var entry: Int
    }

    /// The requests whose last decision gave them back, the oldest first.
    public var returned: [Returned] {
        requests.flatMap { approval, all in
            Dictionary(grouping: all, by: \.subject).compactMap { subject, requests -> Returned? in
                guard let request = requests.last,
                    let decision = decisions[approval]?.last(where: { $0.subject == subject }),
                    decision.outcome == .returned, decision.entry > request.entry
                else { return nil }
                return Returned(
                    approval: approval, asker: request.by.person, by: decision.by, at: decision.at,
                    entry: decision.entry)
            }
        }.sorted { $0.entry < $1.entry }
    }

    /// Every answer that was given and not struck, fact by fact in the order of their first answers.
    public var said: [Said] {
        let groups = answers.filter { !$0.value.isEmpty }
            .sorted { ($0.value.first?.entry ?? 0, $0.key.id.text) < ($1.value.first?.entry ?? 0, $1.key.id.text) }
        return groups.flatMap { key, statements in
            let standing = standing(key.id, item: key.item)
            return statements.map {
                Said(
                    fact: key.id, item: key.item, value: $0.value, weight: $0.weight, at: $0.at, entry: $0.entry,
                    person: $0.person, post: $0.post, stands: $0 == standing)
            }
        }
    }

    /// The answer that stands for a fact, of an item where it is asked for each.
    public func answer(to fact: Name<Fact>, item: String? = nil) -> Answer? { standing(fact, item: item)?.value }

    /// The versions of every paper, oldest first.
    public var paperVersions: [PaperVersion] {
        papers.keys.sorted().flatMap { versions(of: $0) }
    }

    /// The versions of one paper, oldest first.
    public func versions(of paper: Name<Paper>) -> [PaperVersion] {
        (papers[paper] ?? []).map {
            PaperVersion(
                paper: paper, number: $0.number, fields: $0.fields, marks: $0.marks, digest: $0.digests[""] ?? "",
                author: $0.author, at: $0.at, entry: $0.entry)
        }
    }

    /// Since when an item has been in its state.
    public func since(item: String) -> Instant? { moved[item] }

    /// Who was bound to which part.
    public var parts: [Name<Part>: String] { bound }
}
