import Engine
import Rules

/// The answer of the rules to an act they do not allow, in words.
public struct RefusalView: Hashable, Sendable {
    public var kind: Refusal.Kind
    public var reason: String
    public var clauses: [ClauseLine]
    /// Who may do it, or lift it, with who can act now where that is known.
    public var who: [String]
    /// The clauses of what would make it lawful.
    public var lifts: [ClauseLine]
    /// The facts to answer first.
    public var questions: [DutyView.Link]
    /// What is missing, in words where it has some.
    public var missing: [String]
    /// The steps that come first or that fit.
    public var steps: [String]
    /// Ways through the gates, as words.
    public var ways: [String]
}

extension RefusalView {
    /// Puts a refusal into words.
    public init(_ refusal: Refusal, words: Words, item: String? = nil) {
        kind = refusal.kind
        reason = words.pick(refusal.reason)
        clauses = words.lines(refusal.clauses)
        who = refusal.who.map(words.seat).uniqued
        lifts = words.lines(refusal.lawfulBy)
        questions = refusal.questions.uniqued.map { .init(key: words.answerKey($0, item: item), text: words.fact($0)) }
        missing = refusal.kind == .unanswered && !refusal.questions.isEmpty ? [] : refusal.missing.map(words.missing)
        steps = refusal.steps.map { words.step($0.text) }
        let book = words.program.rulebook
        ways =
            (book.forbids.flatMap(\.ways) + book.approvals.flatMap(\.ways))
            .filter { $0.clauses.contains(where: refusal.lawfulBy.contains) }.map { words.way($0.id) }.uniqued
    }
}

extension Words {
    /// What a refusal names as missing: a field, a part, a fact, a step, or an input of the form.
    func missing(_ id: String) -> String {
        switch id {
        case "text": return say("文章", "the words")
        case "reason": return say("理由", "the reason")
        case "speaker": return say("話した人", "the speaker")
        case "other": return say("相手の案件", "the other matter")
        case "entry": return say("記録の番号", "the number of the entry")
        case "to": return say("相手", "to whom")
        case "paper": return say("文書", "the paper")
        case "way": return say("通り方", "the way")
        default: break
        }
        for field in program.rulebook.papers.flatMap(\.fields) where field.id.text == id {
            let label = pick(field.label)
            if !label.isEmpty { return label }
        }
        if program.part(Name(id)) != nil { return post(id) }
        let found = anything(id)
        return found == id ? itemState(id) : found
    }
}
