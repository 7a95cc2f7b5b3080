import Notation
import Rules

extension Coverage {
    /// The report as outside tools read it.
    public var json: JSON {
        func tally(_ tier: Clause.Tier) -> JSON {
            let (total, carried, shown) = self.tally(tier)
            return ["total": .int(total), "carried": .int(carried), "shown": .int(shown)]
        }
        let restated = clauses.compactMap { entry in
            entry.restates.map {
                JSON.object([.init("clause", .string(entry.clause.id.text)), .init("restates", .string($0.text))])
            }
        }
        let byClause = clauses.compactMap { entry -> JSON.Member? in
            var members: [JSON.Member] = []
            if let fails = entry.fails {
                members = [
                    .init("scenario", .string(fails.scenario)), .init("expectation", .string(fails.expectation)),
                ]
            }
            if !entry.lacking.isEmpty { members.append(.init("lacking", .strings(entry.lacking))) }
            return members.isEmpty ? nil : .init(entry.clause.id.text, .object(members))
        }
        return .object([
            .init("clauses", .int(clauses.count)), .init("enforce", tally(.enforce)), .init("guide", tally(.guide)),
            .init("state", tally(.state)), .init("items", .int(items)), .init("playbooks", .int(playbooks)),
            .init("forms", .int(forms)), .init("fields", .int(fields)), .init("readings", .int(readings)),
            .init("missing", .strings(missing.map(\.text))), .init("unshown", .strings(unshown.map(\.text))),
            .init("without_effect", .strings(withoutEffect.map(\.text))),
            .init("knock_on", .strings(clauses.filter(\.knockOn).map(\.clause.id.text))),
            .init("restatements", .array(restated)),
            .init("identical", .array(identical.map { .strings($0.map(\.text)) })),
            .init("by_clause", .object(byClause)),
        ])
    }
}
