import Engine
import Notation
import Rules

/// What all scenarios together have shown on the whole rulebook.
struct Evidence {
    private struct Seen {
        var scenario: Int
        var step: Int
        var what: Observation
    }

    private var byClause: [Clause.ID: [Seen]] = [:]
    private var chosen: [Name<Fact>: Set<String>] = [:]
    private var acceptedSteps: [Int: [(step: Int, verb: String)]] = [:]
    private var conditions: [String: ShownCondition] = [:]
    /// States that scenarios reached under the default readings, for comparing rulebooks.
    private var states: [(matter: Matter, house: House, at: Instant, situation: Situation)] = []
    private var program: Program

    init(
        scenarios: [NamedScenario], digest: @escaping @Sendable ([UInt8]) -> String,
        rulebook: ([Name<Reading>: String]) -> Rulebook
    ) {
        program = Program(rulebook([:]))
        var programs: [[Name<Reading>: String]: Program] = [[:]: program]
        for (index, named) in scenarios.enumerated() {
            let readings = named.scenario.readings
            let program = programs[readings] ?? Program(rulebook(readings))
            programs[readings] = program
            let result = Play(program: program, digest: digest).run(named.scenario, probing: true)
            for (step, what) in result.observations { add(Seen(scenario: index, step: step, what: what)) }
            for (carrier, shown) in result.conditions {
                conditions[carrier, default: .init(clauses: shown.clauses, overFacts: shown.overFacts, values: [])]
                    .values.formUnion(shown.values)
            }
            guard readings.isEmpty else { continue }
            for (_, matter, events) in result.matters { addStates(matter.id, events, named.scenario.house) }
        }
    }

    private mutating func add(_ seen: Seen) {
        switch seen.what {
        case .chosen(let fact, let value): chosen[fact, default: []].insert(value)
        case .accepted(let clause, let verb):
            byClause[clause, default: []].append(seen)
            acceptedSteps[seen.scenario, default: []].append((seen.step, verb))
        case .question(let clause?, _): byClause[clause, default: []].append(seen)
        case .duty(let clause, _), .permitted(let clause), .refused(let clause, _), .lawfulBy(let clause, _),
            .acted(let clause, _), .warned(let clause), .gate(let clause), .clock(let clause, _), .notice(let clause),
            .closing(let clause), .excluded(let clause):
            byClause[clause, default: []].append(seen)
        case .question(nil, _), .playbook, .ending: break
        }
    }

    private mutating func addStates(_ id: String, _ events: [Event], _ house: House) {
        var matter = Matter(id: id)
        for event in events {
            matter.apply(event)
            states.append(
                (matter, house, event.entered, situation(matter, in: program, house: house, at: event.entered)))
        }
    }

    /// Whether another rulebook says the same at every state that was reached.
    func isSame(_ other: Program) -> Bool {
        states.allSatisfy { situation($0.matter, in: other, house: $0.house, at: $0.at) == $0.situation }
    }

    func scenarios(naming clause: Clause.ID) -> [Int] {
        var found: [Int] = []
        for seen in byClause[clause, default: []] where found.last != seen.scenario && !found.contains(seen.scenario) {
            found.append(seen.scenario)
        }
        return found
    }

    /// What the kind of a clause asks for and no scenario has shown.
    func lacking(_ clause: Clause, _ whole: Rulebook) -> [String] {
        let seen = byClause[clause.id, default: []]
        func has(_ test: (Observation) -> Bool) -> Bool { seen.contains { test($0.what) } }
        func refused(_ kinds: Set<Refusal.Kind>) -> Bool {
            has { if case .refused(_, let kind) = $0 { kinds.isEmpty || kinds.contains(kind) } else { false } }
        }
        let isDuty = has {
            switch $0 {
            case .duty, .gate, .permitted: true
            default: false
            }
        }
        var lacking: [String] = []
        if clause.tier == .state { return seen.isEmpty ? ["an expectation that names it"] : [] }
        switch clause.kind {
        case .duty:
            if !isDuty { lacking.append("a duty with its post") }
            if ["immediate", "prompt"].contains(clause.timing), isDuty,
                !has({ if case .duty(_, true) = $0 { true } else { false } })
            {
                lacking.append("when the duty is due")
            }
        case .approval:
            if !refused([.notGranted, .forbidden, .undecided]) { lacking.append("refused before the grant") }
            if !refused([.applicant]) { lacking.append("refused to the applicant") }
            if !acceptedAfterGrant(seen) { lacking.append("accepted after the grant") }
        case .prohibition:
            if clause.tier == .guide {
                if !has({ if case .warned = $0 { true } else { false } }), !refused([]) {
                    lacking.append("a warning or a refusal")
                }
            } else {
                if !refused([]) { lacking.append("a refusal") }
                if !has({ if case .lawfulBy = $0 { true } else { false } }), !hasLawfulEnd(clause.id, whole, seen) {
                    lacking.append("what would make the act lawful")
                }
            }
        case .clock:
            if !has({ if case .clock = $0 { true } else { false } }) { lacking.append("a due instant") }
        case .decision: if !hasTwoOutcomes(clause.id, whole) { lacking.append("two outcomes") }
        case .permission:
            let accepted = has {
                switch $0 {
                case .accepted, .permitted, .acted: true
                default: false
                }
            }
            if !accepted { lacking.append("accepted with it") }
            if !refused([]), !has({ if case .lawfulBy = $0 { true } else { false } }) {
                lacking.append("refused without it")
            }
        case .definition:
            let items = missingItems(clause, whole)
            if !items.isEmpty { lacking.append("items never chosen: " + items.joined(separator: " ")) }
            if seen.isEmpty { lacking.append("an expectation that names it") }
        case .role:
            if !isDuty, !has({ if case .question = $0 { true } else { false } }) { lacking.append("reaches the post") }
            if !refused([.notThePost]) { lacking.append("refused to another post") }
        case .register, .form:
            let closes = has { if case .question = $0 { true } else { false } }
            if !refused([.incomplete, .register, .unanswered]), !closes {
                lacking.append("an incomplete entry refused or asked for")
            }
        case .principle: if seen.isEmpty { lacking.append("an expectation that names it") }
        }
        if clause.tier == .enforce { lacking += missingConditions(clause.id) }
        return lacking
    }

    private func acceptedAfterGrant(_ seen: [Seen]) -> Bool {
        seen.contains { grant in
            guard case .accepted(_, "grant") = grant.what else { return false }
            return acceptedSteps[grant.scenario, default: []].contains {
                $0.step > grant.step && !Command.engineVerbs.contains($0.verb)
            }
        }
    }

    /// A ban that nothing lifts needs no way; one that ends is shown by an act accepted after the refusal.
    private func hasLawfulEnd(_ clause: Clause.ID, _ whole: Rulebook, _ seen: [Seen]) -> Bool {
        let forbids = whole.forbids.filter { $0.clauses.contains(clause) }
        if !forbids.isEmpty, forbids.allSatisfy({ $0.until == nil && $0.ways.isEmpty }) { return true }
        return seen.contains { refusal in
            guard case .refused = refusal.what else { return false }
            return acceptedSteps[refusal.scenario, default: []].contains { $0.step > refusal.step }
        }
    }

    private func hasTwoOutcomes(_ clause: Clause.ID, _ whole: Rulebook) -> Bool {
        let steps = whole.playbooks.flatMap(\.steps).filter {
            $0.clauses.contains(clause) || $0.asks.contains { $0.clauses.contains(clause) }
        }
        let asked =
            steps.flatMap { $0.asks.map(\.fact) }
            + whole.facts.filter { $0.clauses.contains(clause) }.map(\.id)
        if asked.contains(where: { chosen[$0, default: []].count >= 2 }) { return true }
        if steps.contains(where: { step in step.moves.contains { $0.to.count > 1 } }) { return true }
        // Without a question of its own: done in one case, and in another not owed.
        return conditions.contains { $0.value.clauses.contains(clause) && $0.value.values.isSuperset(of: [.yes, .no]) }
    }

    private func missingItems(_ clause: Clause, _ whole: Rulebook) -> [String] {
        var carried: [String: (Name<Fact>, String)] = [:]
        for fact in whole.facts {
            for option in fact.domain.options { if let item = option.item { carried[item] = (fact.id, option.id) } }
        }
        return clause.items.filter { item in
            guard let (fact, value) = carried[item] else { return true }
            return !chosen[fact, default: []].contains(value)
        }
    }

    private func missingConditions(_ clause: Clause.ID) -> [String] {
        conditions.filter { $0.value.clauses.contains(clause) }.sorted { $0.key < $1.key }.compactMap {
            carrier, shown in
            let wanted: Set<ConditionValue> = shown.overFacts ? [.yes, .no, .unknown] : [.yes, .no]
            let missing = wanted.subtracting(shown.values).map(\.rawValue).sorted()
            return missing.isEmpty ? nil : "\(carrier) never \(missing.joined(separator: ", never "))"
        }
    }
}
