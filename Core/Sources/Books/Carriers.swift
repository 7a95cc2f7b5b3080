import Rules

extension Choice {
    /// Every clause named in it, at any depth.
    var deepClauses: [Clause.ID] {
        let inner: [Clause.ID] =
            switch shape {
            case .post, .part, .anyone: []
            case .anyOf(let choices), .eachOf(let choices), .allOf(let choices): choices.flatMap(\.deepClauses)
            case .first(let rows): rows.flatMap(\.choice.deepClauses)
            }
        return clauses + inner
    }
}

extension Step {
    /// The clauses of the step and of everything that its own sentence says.
    var deepClauses: [Clause.ID] {
        clauses + by.deepClauses + (to?.deepClauses ?? []) + (via?.deepClauses ?? []) + asks.flatMap(\.clauses)
            + (paper?.clauses ?? []) + (due?.clauses ?? []) + (opens?.clauses ?? [])
    }
}

extension Approval {
    /// The clauses of the approval and of everything that its own sentence says; those of the ways are theirs.
    var deepClauses: [Clause.ID] {
        clauses + (paper?.clauses ?? []) + askedBy.deepClauses + givenBy.deepClauses
            + through.flatMap(\.deepClauses) + shownTo.flatMap(\.deepClauses)
    }
}

extension Act {
    /// Whether there is more to say of it than that it is a word.
    var isTelling: Bool { !clauses.isEmpty || !kinds.isEmpty || reachesOutside || needsStep }
}

extension Array where Element: Hashable {
    /// The same elements, each once, in the order of their first place.
    var unique: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
