import Engine
import Notation
import Rules

/// A refusal in words: what was refused, on which clauses, who may, what would make it lawful, what to do next.
public struct RefusalNotice: Sendable, Hashable {
    /// The sort of refusal; it decides the sentence of what to do next.
    public var kind: Refusal.Kind
    /// What was asked, as a person would say it; empty when it needs no saying.
    public var act: String
    /// Why not.
    public var reason: String
    /// The clauses it stands on.
    public var clauses: [ClauseLine]
    /// Who may do or lift it: post and, in brackets, who can act for it now.
    public var who: [String]
    /// Clauses of what would make it lawful.
    public var lawfulBy: [ClauseLine]
    /// The ways through the gate, by name.
    public var ways: [String]
    /// Facts that must be answered first.
    public var questions: [String]
    /// What is missing: facts, fields or columns, by name.
    public var missing: [String]
    /// The steps that fit, or that are in the way.
    public var steps: [String]

    /// Makes a notice from words that are there already.
    public init(
        kind: Refusal.Kind, act: String = "", reason: String, clauses: [ClauseLine] = [], who: [String] = [],
        lawfulBy: [ClauseLine] = [], ways: [String] = [], questions: [String] = [], missing: [String] = [],
        steps: [String] = []
    ) {
        self.kind = kind
        self.act = act
        self.reason = reason
        self.clauses = clauses
        self.who = who
        self.lawfulBy = lawfulBy
        self.ways = ways
        self.questions = questions
        self.missing = missing
        self.steps = steps
    }

    /// Puts a refusal of the engine into words.
    ///
    /// - Parameters:
    ///   - act: what was asked, in words.
    ///   - at: the moment for which the persons behind the posts are looked up.
    public init(_ refusal: Refusal, act: String = "", words: Words, at: Instant) {
        let book = words.program.rulebook
        func line(_ id: Clause.ID) -> ClauseLine { ClauseLine(id, words: words) }
        self.init(
            kind: refusal.kind, act: act, reason: words.pick(refusal.reason), clauses: refusal.clauses.map(line),
            who: refusal.who.map { Self.who($0, words: words, at: at) }, lawfulBy: refusal.lawfulBy.map(line),
            ways: words.ways(refusal.lawfulBy).map { id in
                let all = book.forbids.flatMap(\.ways) + book.approvals.flatMap(\.ways)
                let label = all.first { $0.id.text == id }.map { words.pick($0.label) } ?? ""
                return label.isEmpty ? id : label
            },
            questions: refusal.questions.map(words.fact),
            missing: refusal.missing.map { Self.name(of: $0, words: words) },
            steps: refusal.steps.map { words.step($0.text) })
    }

    private static func who(_ seat: Seat, words: Words, at: Instant) -> String {
        let name = words.seat(seat)
        guard !seat.anyone, seat.person.isEmpty else { return name }
        let persons = words.house.actors(for: seat.post, unit: seat.unit, at: at, in: words.program).map(words.person)
        return persons.isEmpty ? name : "\(name)（\(persons.joined(separator: "・"))）"
    }

    /// The label of a fact, a column, a field, a part, a step or an input of the form; the id where nothing has it.
    private static func name(of id: String, words: Words) -> String {
        let book = words.program.rulebook
        let label =
            book.facts.first { $0.id.text == id }?.label
            ?? book.registers.flatMap(\.columns).first { $0.id == id }?.label
            ?? book.papers.flatMap(\.fields).first { $0.id.text == id }?.label
            ?? inputs[id]
        let text = label.map(words.pick) ?? ""
        if !text.isEmpty { return text }
        let found = words.anything(id)
        return found == id && words.program.part(Name(id)) != nil ? words.post(id) : found
    }

    /// What the engine calls the inputs of its own verbs.
    private static let inputs: [String: Label] = [
        "text": Label(ja: "記録する言葉", en: "the words"), "reason": Label(ja: "理由", en: "the reason"),
        "speaker": Label(ja: "話した人", en: "the speaker"), "other": Label(ja: "相手の案件", en: "the other matter"),
        "entry": Label(ja: "記録の番号", en: "the number of the entry"), "to": Label(ja: "相手", en: "to whom"),
        "paper": Label(ja: "文書", en: "the paper"), "way": Label(ja: "当てはまる場合", en: "the way"),
    ]
}
