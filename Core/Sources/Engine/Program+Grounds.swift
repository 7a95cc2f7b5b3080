import Rules

/// What stands behind a condition: the clauses of everything it names, at any depth, and the steps among that.
struct Grounds {
    var clauses: [Clause.ID] = []
    var steps: [Name<Step>] = []
}

extension Program {
    /// What a condition rests on.
    func grounds(of condition: Condition?) -> Grounds {
        var grounds = Grounds()
        if let condition { add(condition, to: &grounds) }
        return Grounds(clauses: grounds.clauses.unique, steps: grounds.steps.unique)
    }

    /// What endings wait for: an ending stands on its own clauses, or without any on those of its condition.
    func grounds(of endings: [Ending]) -> Grounds {
        var grounds = Grounds()
        for ending in endings {
            let behind = self.grounds(of: ending.when)
            grounds.clauses += ending.clauses.isEmpty ? behind.clauses : ending.clauses
            grounds.steps += behind.steps
        }
        return Grounds(clauses: grounds.clauses.unique, steps: grounds.steps.unique)
    }

    private func add(_ condition: Condition, each kind: Name<ItemKind>? = nil, to grounds: inout Grounds) {
        switch condition {
        case .always, .same, .column, .hour, .openedAt, .exercise: break
        case .all(let parts), .any(let parts): for part in parts { add(part, each: kind, to: &grounds) }
        case .not(let inner), .unlessSure(let inner): add(inner, each: kind, to: &grounds)
        case .term(let id):
            guard let term = terms[id] else { return }
            grounds.clauses += term.clauses
            add(term.condition, each: kind, to: &grounds)
        case .fact(let id, _): grounds.clauses += facts[id]?.clauses ?? []
        case .done(let ids): add(ids, to: &grounds)
        case .itemState(let states):
            for state in states { add(kind.flatMap { movers[$0]?[state] } ?? [], to: &grounds) }
        case .begun(let id), .round(let id, _): grounds.clauses += playbooks[id]?.clauses ?? []
        case .ended(let id): grounds.clauses += clocks[id]?.clauses ?? []
        case .granted(let id), .asked(let id), .rejected(let id):
            grounds.clauses += approvals[id].map { $0.clauses + $0.givenBy.allClauses } ?? []
        case .way(let id):
            let ways = rulebook.forbids.flatMap(\.ways) + rulebook.approvals.flatMap(\.ways)
            for way in ways where way.id == id { grounds.clauses += way.clauses }
        case .deviated(let gate):
            let gate = gate ?? ""
            grounds.clauses += forbids[Name(gate)]?.clauses ?? approvals[Name(gate)]?.clauses ?? []
        case .filled(let id, _), .written(let id), .marked(let id, _): grounds.clauses += papers[id]?.clauses ?? []
        case .some(let kind, let inner, _), .every(let kind, let inner, _):
            grounds.clauses += items[kind]?.clauses ?? []
            add(inner, each: kind, to: &grounds)
        case .inRegister(let id, let inner):
            grounds.clauses += registers[id]?.clauses ?? []
            add(inner, to: &grounds)
        case .child(let kind, _): grounds.clauses += matters[kind]?.clauses ?? []
        }
    }

    private func add(_ ids: [Name<Step>], to grounds: inout Grounds) {
        grounds.steps += ids
        for id in ids { grounds.clauses += steps[id]?.clauses ?? [] }
    }
}
