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
    /// Kinds of item of which the matter is to have none.
    private(set) var without: Set<Name<ItemKind>> = []
    /// Approvals that are to be refused.
    private(set) var refused: Set<Name<Approval>> = []
    /// What is to be false. It is looked at last, so that avoiding one value does not use up a fact that is wanted.
    private var avoided: [Condition] = []

    init(program: Program) { self.program = program }

    /// Answers that make false what was to be avoided, where nothing else was wished of them.
    mutating func settle(_ chance: inout Chance) {
        while let condition = avoided.popLast() { avoid(condition, &chance) }
    }

    private var steps: [Step] { program.rulebook.playbooks.flatMap(\.steps) }

    mutating func take(_ step: Step, _ chance: inout Chance) {
        guard path.insert(step.id).inserted else { return }
        wish(step.when, &chance)
        if let playbook = program.rulebook.playbooks.first(where: { $0.steps.contains { $0.id == step.id } }) {
            wish(playbook.begins, &chance)
        }
        // A step for items in a state needs one that was brought there.
        let from = step.inStates + step.moves.map(\.from)
        if let kind = step.each, !from.isEmpty,
            let first = initial(kind), !from.contains(first)
        {
            bring(kind, to: from, &chance)
        }
        for forbid in program.rulebook.forbids where program.touches(forbid.id.text, step.id) {
            if let until = forbid.until {
                wish(until, &chance)
            } else if canBeAvoided(forbid.when) {
                avoided.append(forbid.when)
            } else if let way = chance.pick(forbid.ways) {
                wish(way.when, &chance)
            }
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
        case .not(let inner), .unlessSure(let inner): avoided.append(inner)
        case .done(let done):
            for id in done { if let before = steps.first(where: { $0.id == id }) { take(before, &chance) } }
        case .rejected(let id): refuse(id, &chance)
        case .begun(let id):
            if let playbook = program.rulebook.playbooks.first(where: { $0.id == id }) {
                wish(playbook.begins, &chance)
            }
        case .some(let kind, let inner, _), .every(let kind, let inner, _):
            if let states = Self.states(inner) { bring(kind, to: states, &chance) } else { wish(inner, &chance) }
        default: break
        }
    }

    /// Has an approval asked for, by coming to a step that it stands before, and refused.
    private mutating func refuse(_ id: Name<Approval>, _ chance: inout Chance) {
        guard refused.insert(id).inserted, let approval = program.rulebook.approvals.first(where: { $0.id == id })
        else { return }
        wish(approval.when, &chance)
        let held = steps.filter { program.touches(id.text, $0.id) && !path.contains($0.id) }
        let own = held.filter { step in
            program.rulebook.playbooks.contains { $0.id == approval.playbook && $0.steps.contains { $0.id == step.id } }
        }
        if let step = chance.pick(own.isEmpty ? held : own) { take(step, &chance) }
    }

    private func initial(_ kind: Name<ItemKind>) -> String? {
        program.rulebook.items.first { $0.id == kind }?.states.first?.id
    }

    private static func states(_ condition: Condition) -> [String]? {
        switch condition {
        case .itemState(let states): states
        case .all(let parts): parts.lazy.compactMap { states($0) }.first
        default: nil
        }
    }

    /// Takes a step that moves such an item into one of the states.
    private mutating func bring(_ kind: Name<ItemKind>, to states: [String], _ chance: inout Chance) {
        let movers = steps.filter { step in
            step.each == kind && !path.contains(step.id)
                && step.moves.contains { $0.to.contains(where: states.contains) }
        }
        if let mover = chance.pick(movers) { take(mover, &chance) }
    }

    /// Answers that would make a condition false.
    private mutating func avoid(_ condition: Condition, _ chance: inout Chance) {
        switch condition {
        case .all(let parts):
            let facts = parts.filter { if case .fact(let id, _) = $0 { wishes[id] == nil } else { false } }
            let others = parts.filter(canBeAvoided)
            if let part = chance.pick(facts.isEmpty ? others : facts) { avoid(part, &chance) }
        case .any(let parts): for part in parts { avoid(part, &chance) }
        case .not(let inner), .unlessSure(let inner): wish(inner, &chance)
        case .term(let id):
            if let term = program.rulebook.terms.first(where: { $0.id == id }) { avoid(term.condition, &chance) }
        case .fact(let id, .none):
            if wishes[id] == nil, let option = fact(id)?.domain.options.first { wishes[id] = .values([option.id]) }
        case .fact(let id, .oneOf(let values)):
            guard let fact = fact(id), wishes[id] == nil else { return }
            let others = fact.domain == .yesNo ? ["yes", "no"] : fact.domain.options.map(\.id)
            if let other = chance.pick(others.filter { !values.contains($0) }) { wishes[id] = .values([other]) }
        case .some(let kind, let inner, _):
            if let states = Self.states(inner) {
                if let first = initial(kind), states.contains(first) { without.insert(kind) }
            } else {
                avoid(inner, &chance)
            }
        case .every(_, let inner, _): avoid(inner, &chance)
        default: break
        }
    }

    /// Whether answers could make it false.
    private func canBeAvoided(_ condition: Condition) -> Bool {
        switch condition {
        case .fact, .not, .unlessSure: true
        case .all(let parts): parts.contains(where: canBeAvoided)
        case .any(let parts): parts.allSatisfy(canBeAvoided)
        case .term(let id):
            program.rulebook.terms.first { $0.id == id }.map { canBeAvoided($0.condition) } ?? false
        case .some(_, let inner, _), .every(_, let inner, _): canBeAvoided(inner)
        default: false
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
