import Engine
import Notation
import Rules

/// One version of a paper with its fields in words, part by part.
public struct PaperSheet: Hashable, Sendable {
    /// A part with its fields.
    public struct Part: Hashable, Sendable {
        public var label: String
        public var clauses: [ClauseLine]
        public var fields: [FieldLine]
    }

    /// A field and what stands in it.
    public struct FieldLine: Hashable, Sendable {
        public var label: String
        public var value: String
        /// Its words are always there.
        public var isFixed: Bool
        /// The value of the version before, where it was another.
        public var before: String?
    }

    public var id: Name<Paper>
    public var title: String
    public var clauses: [ClauseLine]
    public var number: Int
    /// The newest version's number.
    public var newest: Int
    public var author: String
    public var at: Instant
    public var entry: Int
    /// The hash of the whole version.
    public var digest: String
    public var marks: [String]
    public var parts: [Part]
}

extension PaperSheet {
    /// A version of a paper, the newest when no number is given; nil when there is none.
    public init?(_ id: Name<Paper>, number: Int? = nil, of matter: Matter, words: Words) {
        let versions = matter.versions(of: id)
        guard let index = number.map({ n in versions.firstIndex { $0.number == n } }) ?? versions.indices.last,
            let newest = versions.last
        else { return nil }
        let version = versions[index]
        let before = index > 0 ? versions[index - 1] : nil
        let paper = words.program.paper(id)
        self.id = id
        title = words.paper(id)
        clauses = words.lines(paper?.clauses ?? [])
        self.number = version.number
        self.newest = newest.number
        author = words.person(version.author)
        at = version.at
        entry = version.entry
        digest = version.digest
        marks = version.marks.map { mark in
            let label = paper?.marks.first { $0.id == mark }.map { words.pick($0.label) } ?? ""
            return label.isEmpty ? mark : label
        }
        let fields = paper?.fields ?? []
        let order: [Paper.Section?] = [nil] + (paper?.parts ?? []).map { $0 }
        parts = order.compactMap { part in
            let lines = fields.filter { $0.part == part?.id }.map { field in
                FieldLine(
                    label: words.field(field),
                    value: words.value(of: field, version.fields[field.id] ?? "", in: matter),
                    isFixed: field.fixed != nil,
                    before: before.flatMap { old in
                        let was = old.fields[field.id] ?? ""
                        return was == version.fields[field.id] ?? "" ? nil : words.value(of: field, was, in: matter)
                    })
            }
            guard !lines.isEmpty else { return nil }
            let label = part.map { words.pick($0.label) } ?? ""
            return Part(
                label: label.isEmpty ? part?.id ?? "" : label, clauses: words.lines(part?.clauses ?? []), fields: lines)
        }
        // Fields that the present rulebook no longer has were written all the same.
        let lost = version.fields.keys.filter { key in !fields.contains { $0.id == key } }.sorted()
        if !lost.isEmpty {
            parts.append(
                Part(
                    label: "", clauses: [],
                    fields: lost.map {
                        .init(label: $0.text, value: version.fields[$0] ?? "", isFixed: false, before: nil)
                    }))
        }
    }
}

extension Words {
    /// The label of a field.
    public func field(_ field: Field) -> String {
        let label = pick(field.label)
        return label.isEmpty ? field.id.text : label
    }

    /// What stands in a field: options by their labels; a field that shows a fact shows the answer when it is empty.
    public func value(of field: Field, _ value: String, in matter: Matter) -> String {
        if value.isEmpty, let fact = field.fact, let answer = matter.answer(to: fact) {
            return self.value(answer, of: fact)
        }
        func option(_ id: String) -> String {
            let label = field.options.first { $0.id == id }.map { pick($0.label) } ?? ""
            return label.isEmpty ? id : label
        }
        switch field.shape {
        case .bool where !value.isEmpty: return value == "yes" ? say("はい", "yes") : say("いいえ", "no")
        case .choice: return option(value)
        case .multichoice where !field.options.isEmpty:
            return value.split(separator: ",").map { option(String($0)) }.joined(separator: say("・", ", "))
        case .person: return person(value)
        case .datetime: return moment(value)
        case .date, .bool, .text, .table, .multichoice, .seal: return value
        }
    }
}
