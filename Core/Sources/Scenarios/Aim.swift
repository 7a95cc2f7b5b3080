import Engine
import Notation
import Rules

/// The answers that lead to a step, as far as they can be read off its conditions.
///
/// It goes back from the step over its playbook, its condition, the steps before it and what holds it. It need not
/// succeed: a walk or a check that misses its aim is only less useful.
struct Aim: Sendable {
    let program: Program
    var wishes: [Name<Fact>: Answer] = [:]
    private(set) var path: Set<Name<Step>> = []

    init(program: Program) { self.program = program }

    private var steps: [Step] { program.rulebook.playbooks.flatMap(\.steps) }

    mutating func take(_ step: Step, _ chance: inout Chance) {
        guard path.insert(step.id).inserted else { return }
        if let playbook = program.rulebook.playbooks.first(where: { $0.steps.contains { $0.id == step.id } }) {
            wish(playbook.begins, &chance)
        }
        wish(step.when, &chance)
        for forbid in program.rulebook.forbids where program.touches(forbid.id.text, step.id) {
            if let until = forbid.until { wish(until, &chance) } else { wish(.not(forbid.when), &chance) }
        }
        for id in step.after + step.afterAny.prefix(1) {
            if let before = steps.first(where: { $0.id == id }) { take(before, &chance) }
        }
    }

    /// Answers that would make a condition true; what is wished already stays.
    mutating func wish(_ condition: Condition, _ chance: inout Chance) {
        switch condition {
        case .all(let parts): for part in parts { wish(part, &chance) }
        case .any(let parts): if let part = chance.pick(parts) { wish(part, &chance) }
        case .term(let id):
            if let term = program.rulebook.terms.first(where: { $0.id == id }) { wish(term.condition, &chance) }
        case .fact(let id, .oneOf(let values)): wish(id, among: values, &chance)
        case .fact(let id, .none): if wishes[id] == nil { wishes[id] = .values([]) }
        case .fact(let id, .atLeast(let number)): if wishes[id] == nil { wishes[id] = .values([String(number)]) }
        case .fact(let id, .known):
            if let fact = fact(id), wishes[id] == nil {
                wishes[id] = fact.domain.quiet(at: Instant(milliseconds: 1_780_000_000_000), zone: .japan)
            }
        case .not(let inner), .unlessSure(let inner): avoid(inner, &chance)
        case .done(let done):
            for id in done { if let before = steps.first(where: { $0.id == id }) { take(before, &chance) } }
        case .begun(let id):
            if let playbook = program.rulebook.playbooks.first(where: { $0.id == id }) {
                wish(playbook.begins, &chance)
            }
        case .some(_, let inner, _), .every(_, let inner, _): wish(inner, &chance)
        default: break
        }
    }

    /// Answers that would make a condition false.
    private mutating func avoid(_ condition: Condition, _ chance: inout Chance) {
        switch condition {
        case .all(let parts):
            // Of several that must not all be true, one that can be brought about is turned.
            let made = parts.filter { part in
                if case .fact(let id, _) = part { fact(id)?.made ?? false } else { false }
            }
            if let part = chance.pick(made.isEmpty ? parts : made) { avoid(part, &chance) }
        case .fact(let id, .none):
            guard let fact = fact(id), wishes[id] == nil, let one = chance.pick(fact.domain.options) else { return }
            wishes[id] = .values([one.id])
        case .any(let parts): for part in parts { avoid(part, &chance) }
        case .not(let inner), .unlessSure(let inner): wish(inner, &chance)
        case .term(let id):
            if let term = program.rulebook.terms.first(where: { $0.id == id }) { avoid(term.condition, &chance) }
        case .fact(let id, .oneOf(let values)):
            guard let fact = fact(id), wishes[id] == nil else { return }
            let others = fact.domain == .yesNo ? ["yes", "no"] : fact.domain.options.map(\.id)
            if let other = chance.pick(others.filter { !values.contains($0) }) { wishes[id] = .values([other]) }
        case .some(_, let inner, _), .every(_, let inner, _): avoid(inner, &chance)
        default: break
        }
    }

    private func fact(_ id: Name<Fact>) -> Fact? { program.rulebook.facts.first { $0.id == id } }

    private mutating func wish(_ id: Name<Fact>, among values: [String], _ chance: inout Chance) {
        guard let fact = fact(id), let value = chance.pick(values) else { return }
        if fact.domain.isSeveral, case .values(let before)? = wishes[id], !before.isEmpty {
            if !before.contains(where: values.contains) { wishes[id] = .values(before + [value]) }
        } else if wishes[id] == nil {
            wishes[id] = .values([value])
        }
    }
}
