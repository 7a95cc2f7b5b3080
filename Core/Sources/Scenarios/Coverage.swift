import Engine
import Notation
import Rules

/// How much of a ledger a rulebook carries, and how much of that scenarios show by taking clauses out.
public struct Coverage: Sendable {
    /// Why a clause counts, or does not.
    public struct ByClause: Sendable {
        public var clause: Clause
        public var carried: Bool
        /// A scenario fails in an expectation that names the clause when it is taken out.
        public var fails: (scenario: String, expectation: String)?
        /// What the kind of the clause asks and no scenario has shown yet.
        public var lacking: [String]
        /// Scenarios name it, but all of them fail earlier, for another reason.
        public var knockOn: Bool
        /// The clause that it restates.
        public var restates: Clause.ID?

        public var shown: Bool { fails != nil && lacking.isEmpty }
    }

    public var clauses: [ByClause]
    /// Clauses that sit on exactly the same carriers and are not declared as restatements.
    public var identical: [[Clause.ID]]
    public var items: Int
    public var playbooks: Int
    public var forms: Int
    public var fields: Int
    public var readings: Int
    /// Clauses whose taking out changes nothing that follows, over the assignments that were tried.
    public var withoutEffect: [Clause.ID]

    public func tally(_ tier: Clause.Tier) -> (total: Int, carried: Int, shown: Int) {
        let all = clauses.filter { $0.clause.tier == tier }
        return (all.count, all.count(where: \.carried), all.count(where: \.shown))
    }

    /// The ids of `enforce` clauses that are not shown.
    public var unshown: [Clause.ID] {
        clauses.filter { $0.clause.tier == .enforce && !$0.shown }.map(\.clause.id)
    }

    /// The ids of clauses of any tier that nothing carries.
    public var missing: [Clause.ID] { clauses.filter { !$0.carried }.map(\.clause.id) }
}

/// A scenario with the name it is reported under.
public struct NamedScenario: Sendable {
    public var name: String
    public var scenario: Scenario

    public init(name: String, scenario: Scenario) {
        self.name = name
        self.scenario = scenario
    }
}

/// Measures a rulebook against a ledger by taking clauses out one by one.
public struct CoverageRun: Sendable {
    let ledger: Ledger
    let scenarios: [NamedScenario]
    let digest: @Sendable ([UInt8]) -> String
    /// The rulebook with readings adopted, and a clause taken out if one is named.
    let rulebook: @Sendable ([Name<Reading>: String], Clause.ID?) -> Rulebook

    public init(
        ledger: Ledger, scenarios: [NamedScenario], digest: @escaping @Sendable ([UInt8]) -> String,
        rulebook: @escaping @Sendable ([Name<Reading>: String], Clause.ID?) -> Rulebook
    ) {
        self.ledger = ledger
        self.scenarios = scenarios
        self.digest = digest
        self.rulebook = rulebook
    }

    /// Measures all clauses of the ledger, or only those named.
    public func run(only: Set<Clause.ID>? = nil) -> Coverage {
        let whole = rulebook([:], nil)
        let everywhere = allCarriers()
        let evidence = Evidence(scenarios: scenarios, digest: digest) { rulebook($0, nil) }
        let clauses = ledger.clauses.filter { only?.contains($0.id) ?? true }
        var measured: [Coverage.ByClause] = []
        for clause in clauses {
            let restates = whole.restatements[clause.id]
            var entry = Coverage.ByClause(
                clause: clause, carried: everywhere[clause.id] != nil || restates != nil, fails: nil, lacking: [],
                knockOn: false, restates: restates)
            if entry.carried { takeOut(clause, whole, evidence, &entry) }
            measured.append(entry)
        }
        for index in measured.indices {
            guard let restated = measured[index].restates,
                let original = measured.first(where: { $0.clause.id == restated })
            else { continue }
            measured[index].fails = original.fails
            measured[index].lacking = original.lacking
        }
        return Coverage(
            clauses: measured, identical: identical(everywhere, whole, Set(clauses.map(\.id))),
            items: items(whole, clauses), playbooks: whole.playbooks.count, forms: forms(whole).count,
            fields: forms(whole).reduce(0) { $0 + $1.fields },
            readings: whole.readings.count, withoutEffect: withoutEffect(clauses, whole, everywhere, evidence))
    }

    /// Every carrier of every clause, in whatever reading it lives.
    private func allCarriers() -> [Clause.ID: Set<String>] {
        var found: [Clause.ID: Set<String>] = [:]
        let whole = rulebook([:], nil)
        var adoptions: [[Name<Reading>: String]] = [[:]]
        for reading in whole.readings {
            for choice in reading.choices where choice.id != reading.standard {
                adoptions.append([reading.id: choice.id])
            }
        }
        for adoption in adoptions {
            for carrier in rulebook(adoption, nil).carriers {
                for clause in carrier.clauses { found[clause, default: []].insert(carrier.key) }
            }
        }
        return found
    }

    private func takeOut(_ clause: Clause, _ whole: Rulebook, _ evidence: Evidence, _ entry: inout Coverage.ByClause) {
        let candidates = evidence.scenarios(naming: clause.id)
        var programs: [[Name<Reading>: String]: Program] = [:]
        for index in candidates where entry.fails == nil {
            let scenario = scenarios[index].scenario
            let program = programs[scenario.readings] ?? Program(rulebook(scenario.readings, clause.id))
            programs[scenario.readings] = program
            let result = Play(program: program, digest: digest).run(scenario, stopAtFirst: true)
            if let failure = result.failures.first(where: { $0.clause == clause.id }) {
                entry.fails = (scenarios[index].name, "\(failure.effect.rawValue): \(failure.expected)")
            } else if !result.failures.isEmpty {
                entry.knockOn = true
            }
        }
        if entry.fails != nil { entry.knockOn = false }
        entry.lacking = evidence.lacking(clause, whole)
    }

    private func identical(
        _ carriers: [Clause.ID: Set<String>], _ whole: Rulebook, _ only: Set<Clause.ID>
    ) -> [[Clause.ID]] {
        var groups: [Set<String>: [Clause.ID]] = [:]
        for (clause, keys) in carriers where only.contains(clause) { groups[keys, default: []].append(clause) }
        return groups.values.map { group in
            group.filter { whole.restatements[$0] == nil }.sorted()
        }.filter { $0.count > 1 }.sorted { ($0.first?.text ?? "") < ($1.first?.text ?? "") }
    }

    private func items(_ whole: Rulebook, _ clauses: [Clause]) -> Int {
        let options =
            whole.facts.flatMap(\.domain.options)
            + whole.registers.flatMap { $0.columns.flatMap(\.domain.options) }
        let carried = Set(options.compactMap(\.item))
        return clauses.flatMap(\.items).count { carried.contains($0) }
    }

    private func forms(_ whole: Rulebook) -> [(form: String, fields: Int)] {
        ledger.forms.compactMap { form in
            if let paper = whole.papers.first(where: { $0.id.text == form.id }) {
                return (form.id, form.fields.count { id in paper.fields.contains { $0.id.text == id } })
            }
            guard let register = whole.registers.first(where: { $0.id.text == form.id }) else { return nil }
            return (form.id, form.fields.count { id in register.columns.contains { $0.id == id } })
        }
    }

    /// Clauses whose taking out changes no duty, question, clock, ending, notice or refusal at any checkpoint reached.
    private func withoutEffect(
        _ clauses: [Clause], _ whole: Rulebook, _ carriers: [Clause.ID: Set<String>], _ evidence: Evidence
    ) -> [Clause.ID] {
        clauses.filter { clause in
            guard carriers[clause.id] != nil else { return false }
            let reduced = rulebook([:], clause.id)
            return evidence.isSame(Program(reduced))
        }.map(\.id)
    }
}
