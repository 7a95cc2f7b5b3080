import Rules

/// The two languages in which a rulebook is printed.
public enum Language: String, Sendable, CaseIterable {
    case ja, en
}

/// A rulebook as sentences that an official can check against the source.
///
/// Everything that carries a clause is one entry; the printed numbers of its clauses stand in parentheses behind the
/// words that carry them. The pages show the same sentences.
public struct Book: Sendable {
    /// What kind of thing an entry says.
    public enum Kind: String, Sendable, CaseIterable {
        case post, part, fact, term, act, timing, matter, item, playbook, step, approval, forbid, clock, paper, period
        case register, notice, reporting, reading, restatement
    }

    /// A smaller thing under an entry: a way through a prohibition, a field, a column, an ending, a choice.
    public struct Line: Sendable, Hashable {
        /// Its id within the entry.
        public var id: String
        /// The clauses that it names.
        public var clauses: [Clause.ID]
        /// The sentence, its clauses' numbers at the end.
        public var sentence: String

        /// Makes a line.
        public init(id: String, clauses: [Clause.ID], sentence: String) {
            self.id = id
            self.clauses = clauses
            self.sentence = sentence
        }
    }

    /// One carrier of the rulebook.
    public struct Entry: Sendable, Hashable {
        /// What it is.
        public var kind: Kind
        /// Its id in the rulebook.
        public var id: String
        /// The clauses that it names itself or inside its sentence; those of the lines are theirs.
        public var clauses: [Clause.ID]
        /// What it is called, where the sentence does not say so.
        public var title: String?
        /// The sentence.
        public var sentence: String
        /// What stands under it.
        public var lines: [Line]

        /// All of it in one paragraph.
        public var text: String {
            ([sentence] + lines.map(\.sentence)).joined(separator: sentence.hasSuffix("。") ? "" : " ")
        }

        /// The clauses that it or a line of it names.
        public var allClauses: [Clause.ID] { clauses + lines.flatMap(\.clauses) }
    }

    /// The entries under one heading.
    public struct Section: Sendable, Hashable {
        /// The heading.
        public var title: String
        /// The playbook, when the section is one.
        public var playbook: Name<Playbook>?
        /// What it holds, in the order of the rulebook.
        public var entries: [Entry]
    }

    /// The language of the sentences.
    public let language: Language
    /// The title of the rulebook, its edition and its issuer.
    public let title: String
    /// How the sentences are to be read: what the set phrases mean.
    public let legend: [String]
    /// The whole book.
    public let sections: [Section]
    private let prose: any Prose

    /// Writes the book of a rulebook.
    ///
    /// - Parameters:
    ///   - rulebook: the rules, readings already applied.
    ///   - ledger: the clauses, for their printed numbers and for notices without words of their own.
    ///   - language: the language of the sentences.
    public init(rulebook: Rulebook, ledger: Ledger, language: Language) {
        let lookup = Lookup(rulebook: rulebook, ledger: ledger, language: language)
        switch language {
        case .ja: prose = JapaneseProse(lookup: lookup)
        case .en: prose = EnglishProse(lookup: lookup)
        }
        self.language = language
        title = prose.title(rulebook.identity)
        legend = prose.legend
        sections = Outline(lookup: lookup, prose: prose).sections
    }

    /// Every entry of the book.
    public var entries: [Entry] { sections.flatMap(\.entries) }

    /// The sentence of one step, or nil when the rulebook has no such step.
    public func sentence(of step: Name<Step>) -> String? { entry(.step, step.text)?.text }

    /// One entry by its kind and id.
    public func entry(_ kind: Kind, _ id: String) -> Entry? {
        entries.first { $0.kind == kind && $0.id == id }
    }

    /// The entries that name a clause, each with only those lines that name it; a step keeps all it asks.
    public func entries(naming clause: Clause.ID) -> [Entry] {
        entries.compactMap { entry in
            guard entry.allClauses.contains(clause) else { return nil }
            var entry = entry
            if entry.kind != .step { entry.lines = entry.lines.filter { $0.clauses.contains(clause) } }
            return entry
        }
    }

    /// A condition in words, as it stands in the sentences; empty when it always holds.
    public func words(for condition: Condition) -> String { prose.condition(condition) }
}
