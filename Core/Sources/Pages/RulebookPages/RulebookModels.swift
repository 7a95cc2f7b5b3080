import Books
import Engine
import Notation
import ReadModels
import Rules

/// The rulebook as a book: its contents, one section, or all of it for printing.
public struct RulebookModel: Sendable {
    /// What is shown of the book.
    public enum Shown: Sendable, Hashable {
        case contents
        /// One section, the first being 1.
        case section(Int)
        case all
    }

    /// The book, in the language of the page.
    public var book: Book
    /// What is shown.
    public var shown: Shown
    /// The clauses in the order of the ledger.
    public var clauses: [ClauseLine]
    /// Since when the edition has been in force; empty when the rulebook does not say.
    public var effectiveFrom: String
    /// How many readings nobody has confirmed.
    public var unconfirmed: Int
    /// The places of the sections in the order in which they are needed: the procedures first, danger to life before
    /// all, then those with which every reported matter begins; the rest of the book.
    public private(set) var order: (procedures: [Int], rest: [Int]) = ([], [])

    /// Makes a model; nil when there is no such section.
    public init?(
        book: Book, shown: Shown = .contents, ledger: Ledger, words: Words, unconfirmed: Int = 0
    ) {
        if case .section(let number) = shown, !book.sections.indices.contains(number - 1) { return nil }
        self.book = book
        self.shown = shown
        clauses = ledger.clauses.map { ClauseLine($0.id, words: words) }
        effectiveFrom = words.program.rulebook.identity.effectiveFrom
        self.unconfirmed = unconfirmed
        let rank = Self.rank(words.program.rulebook)
        let procedures = book.sections.indices.filter { book.sections[$0].playbook != nil }
        order.procedures = (0...2).flatMap { wanted in
            procedures.filter { book.sections[$0].playbook.map(rank) == wanted }
        }
        order.rest = book.sections.indices.filter { book.sections[$0].playbook == nil }
    }

    /// 0 for a playbook that needs the danger that reports ask about, 1 for one that every reported matter begins with.
    private static func rank(_ book: Rulebook) -> (Name<Playbook>) -> Int {
        let danger = Set(book.reporting.compactMap(\.danger))
        let reported = Set(book.reporting.map(\.matter))
        let terms = Dictionary(book.terms.map { ($0.id, $0.condition) }, uniquingKeysWith: { first, _ in first })
        func needsDanger(_ condition: Condition, depth: Int = 0) -> Bool {
            switch condition {
            case .fact(let fact, .oneOf(["yes"])): danger.contains(fact)
            case .all(let parts): parts.contains { needsDanger($0, depth: depth + 1) }
            // A term that named itself would never end.
            case .term(let term): depth < 20 && terms[term].map { needsDanger($0, depth: depth + 1) } ?? false
            default: false
            }
        }
        return { id in
            guard let playbook = book.playbooks.first(where: { $0.id == id }) else { return 2 }
            if needsDanger(playbook.begins) { return 0 }
            return playbook.begins == .always && !reported.isDisjoint(with: playbook.matters) ? 1 : 2
        }
    }
}

extension Book {
    /// The address of an entry: its section, and its place there.
    func path(of kind: Kind, _ id: String) -> String? {
        for (index, section) in sections.enumerated()
        where section.entries.contains(where: { $0.kind == kind && $0.id == id }) {
            return "/rulebook/sections/\(index + 1)#\(kind.rawValue)-\(pathPart(id))"
        }
        return nil
    }
}

/// One clause: what it says, where it acts, what shows it, how it is read.
public struct ClauseModel: Sendable {
    /// A place of the rulebook that carries it.
    public struct Carrier: Sendable, Hashable {
        /// The sentence.
        public var sentence: String
        /// The address in the book.
        public var path: String
        /// What kind of thing it is.
        public var kind: Book.Kind
    }

    /// The clause of the ledger.
    public var clause: Clause
    /// The sentence, in the language of the page.
    public var sentence: String
    /// Where it acts.
    public var carriers: [Carrier]
    /// The clause that it merely repeats.
    public var repeats: ClauseLine?
    /// The scenarios that show it, by name.
    public var scenarios: [String]
    /// The readings that touch it.
    public var readings: [ReadingLine]

    /// Collects what there is of a clause; nil when the ledger has none of this id.
    ///
    /// - Parameters:
    ///   - scenarios: the names of the scenarios that show it.
    ///   - confirmations: who confirmed which alternative of each reading.
    public init?(
        _ id: Clause.ID, ledger: Ledger, book: Book, words: Words, scenarios: [String],
        confirmations: [Name<Reading>: ReadingLine.Confirmation] = [:]
    ) {
        guard let clause = ledger.clauses.first(where: { $0.id == id }) else { return nil }
        self.clause = clause
        sentence = words.pick(clause.label)
        carriers = book.entries(naming: id).filter { $0.kind != .reading && $0.kind != .restatement }.map {
            Carrier(sentence: $0.text, path: book.path(of: $0.kind, $0.id) ?? "/rulebook", kind: $0.kind)
        }
        repeats = words.program.rulebook.restatements[id].map { ClauseLine($0, words: words) }
        self.scenarios = scenarios
        readings = words.program.rulebook.readings.filter { $0.clauses.contains(id) }.map {
            ReadingLine($0, words: words, confirmation: confirmations[$0.id])
        }
    }
}

/// How an unclear place of the text is read here.
public struct ReadingLine: Sendable, Hashable {
    /// That the organisation has adopted an alternative.
    public struct Confirmation: Sendable, Hashable {
        /// The alternative.
        public var choice: String
        /// Who confirmed it, in words; empty while nobody has.
        public var by: String
        /// When it was confirmed, or adopted unconfirmed.
        public var at: Instant

        /// Makes a confirmation.
        public init(choice: String, by: String, at: Instant) {
            self.choice = choice
            self.by = by
            self.at = at
        }
    }

    /// One of the ways of reading.
    public struct Alternative: Sendable, Hashable {
        /// Its id, by which it is confirmed.
        public var id: String
        /// What it says.
        public var text: String
        /// Whether the rulebook takes it without being told.
        public var isStandard: Bool
        /// Whether it is in force here.
        public var isAdopted: Bool
    }

    /// Its id.
    public var id: String
    /// What is unclear.
    public var title: String
    /// The clauses it touches.
    public var clauses: [ClauseLine]
    /// The alternatives; empty when software is not touched.
    public var alternatives: [Alternative]
    /// Why the default is the default.
    public var because: String
    /// Why software is not touched; empty when it is.
    public var untouched: String
    /// Who confirmed it; nil or with an empty name while nobody has.
    public var confirmation: Confirmation?

    /// Takes a reading of the rulebook.
    public init(_ reading: Reading, words: Words, confirmation: Confirmation?) {
        id = reading.id.text
        let title = words.pick(reading.label)
        self.title = title.isEmpty ? id : title
        clauses = reading.clauses.map { ClauseLine($0, words: words) }
        let adopted = confirmation?.choice ?? words.program.rulebook.adopted[reading.id] ?? reading.standard
        alternatives = reading.choices.map { option in
            let text = words.pick(option.label)
            return Alternative(
                id: option.id, text: text.isEmpty ? option.id : text, isStandard: option.id == reading.standard,
                isAdopted: option.id == adopted)
        }
        because = words.pick(reading.because)
        untouched = words.pick(reading.untouched)
        self.confirmation = confirmation
    }

    /// Whether somebody still has to confirm it.
    public var isOpen: Bool { !alternatives.isEmpty && (confirmation?.by ?? "").isEmpty }
}
