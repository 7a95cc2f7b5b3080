import Notation
import Rules

/// The value of a condition at a moment, as coverage counts it.
public enum ConditionValue: String, Hashable, Sendable {
    case no, unknown, yes
}

/// A condition that a carrier has, for asking whether scenarios have shown it every way.
public struct ProbedCondition: Hashable, Sendable {
    /// What holds the condition: `step:…`, `forbid:…`, `until:…`, `way:…`, `row:…`, `approval:…`, `ask:…`.
    public var carrier: String
    public var clauses: [Clause.ID]
    /// It asks for facts in such a way that it can be unknown.
    public var overFacts: Bool
    public var value: ConditionValue
}

/// The conditions of all carriers that are alive on a matter, with the values they have now.
///
/// Scenarios collect them at their checkpoints; nothing else uses them.
public func probe(_ matter: Matter, in program: Program, house: House, at: Instant) -> [ProbedCondition] {
    let frame = Frame(program: program, matter: matter, house: house, at: at)
    var found: [ProbedCondition] = []
    func add(_ carrier: String, _ clauses: [Clause.ID], _ condition: Condition, _ scope: Frame.Scope = .matter) {
        guard condition != .always, !clauses.isEmpty else { return }
        let value: ConditionValue =
            switch frame.truth(condition, scope) {
            case .no: .no
            case .unknown: .unknown
            case .yes: .yes
            }
        found.append(
            ProbedCondition(
                carrier: carrier, clauses: clauses, overFacts: program.canBeUnknown(condition), value: value))
    }
    func add(rowsOf choice: Choice, _ carrier: String) {
        switch choice.shape {
        case .first(let rows):
            for (index, row) in rows.enumerated() {
                add("row:\(carrier)/\(index)", row.choice.clauses, row.when)
                add(rowsOf: row.choice, "\(carrier)/\(index)")
            }
        case .anyOf(let choices), .eachOf(let choices), .allOf(let choices):
            for (index, inner) in choices.enumerated() { add(rowsOf: inner, "\(carrier)/\(index)") }
        case .post, .part, .anyone: break
        }
    }
    for playbook in program.playbooks(of: matter.kind) {
        add("playbook:\(playbook.id)", playbook.clauses, playbook.begins)
        guard frame.begun(playbook.id) == .yes else { continue }
        for step in playbook.steps {
            for item in frame.itemsOf(step) {
                let scope = frame.scope(of: item)
                add("step:\(step.id)", step.clauses, step.when, scope)
                for ask in step.asks { add("ask:\(step.id)/\(ask.fact)", ask.clauses, ask.when, scope) }
            }
            add(rowsOf: step.by, step.id.text)
            if let to = step.to { add(rowsOf: to, step.id.text + "/to") }
        }
    }
    for forbid in program.rulebook.forbids where forbid.playbook.map({ frame.begun($0) == .yes }) ?? true {
        add("forbid:\(forbid.id)", forbid.clauses, forbid.when)
        if let until = forbid.until { add("until:\(forbid.id)", forbid.clauses, until) }
        for way in forbid.ways { add("way:\(forbid.id)/\(way.id)", way.clauses, way.when) }
    }
    for approval in program.rulebook.approvals where approval.playbook.map({ frame.begun($0) == .yes }) ?? true {
        add("approval:\(approval.id)", approval.clauses, approval.when)
        add(rowsOf: approval.givenBy, approval.id.text)
        for way in approval.ways { add("way:\(approval.id)/\(way.id)", way.clauses, way.when) }
    }
    for part in program.rulebook.parts {
        if case .rule(let choice) = part.binding { add(rowsOf: choice, part.id.text) }
    }
    return found
}

extension Program {
    /// Whether a condition can be unknown: it asks for facts, through its terms too, and nothing settles it.
    func canBeUnknown(_ condition: Condition) -> Bool {
        switch condition {
        case .fact(_, let test): test != .known
        case .all(let parts), .any(let parts): parts.contains { canBeUnknown($0) }
        case .not(let inner): canBeUnknown(inner)
        case .some(_, let inner, _), .every(_, let inner, _): canBeUnknown(inner)
        case .term(let id): terms[id].map { canBeUnknown($0.condition) } ?? false
        case .begun(let id): playbooks[id].map { canBeUnknown($0.begins) } ?? false
        default: false
        }
    }
}
