import Engine
import Notation
import Rules

/// What the exhaustive check of a rulebook found.
public struct CheckReport: Sendable {
    public struct Finding: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable {
            case unreachable
            case deadEnd = "dead-end"
            case conflict
            case noEnding = "no-ending"
            case undecided
            case stuck
            case flip
        }
        public var kind: Kind
        /// The step, gate, playbook or carrier.
        public var subject: String
        public var clauses: [Clause.ID]
        /// The fewest facts that lead there; what is not named is answered as quietly as can be.
        public var facts: [String]
    }

    public var findings: [Finding] = []
    public var assignments = 0
    /// The cones that were not tried in every combination, with their sizes.
    public var bounded: [String] = []
    public var cones = 0
}

/// Tries a rulebook over the facts on which each playbook depends, and plays every case to its end.
public struct RulebookCheck: Sendable {
    let rulebook: Rulebook
    let program: Program
    /// At most so many assignments for each cone; beyond that, every pair of values occurs at least once.
    let limit: Int

    public init(rulebook: Rulebook, limit: Int = 256) {
        self.rulebook = rulebook
        program = Program(rulebook)
        self.limit = limit
    }

    public func run() -> CheckReport {
        var report = CheckReport()
        var met: Set<String> = []
        var known: Set<String> = []
        var builder = ConeBuilder(rulebook: rulebook)
        var chance = Chance(seed: 1)
        let stage = Stage(rulebook: rulebook, program: program)
        for matter in rulebook.matters {
            for playbook in rulebook.playbooks
            where (playbook.matters.isEmpty || playbook.matters.contains(matter.id))
                && (matter.playbooks.isEmpty || matter.playbooks.contains(playbook.id))
            {
                let cone = builder.cone(of: playbook, kind: matter.id, program: program)
                let (rows, isAll) = cone.assignments(atMost: limit, chance: &chance)
                report.cones += 1
                if !isAll {
                    report.bounded.append(
                        "\(matter.id)/\(playbook.id): \(cone.axes.count) facts and branches, "
                            + "\(cone.size.map(String.init) ?? "over a billion") combinations; \(rows.count) tried")
                }
                let aimed = self.aimed(at: playbook, of: matter.id, &chance)
                for (index, row) in rows.enumerated() {
                    // Most cases are let begin; the rest show what follows where the playbook does not.
                    let aim = index % 4 == 3 || isAll ? [:] : aimed.begins
                    let outcome = stage.play(cone, row, items: index, flip: Int(chance.next() % 64), wishes: aim)
                    report.assignments += 1
                    met.formUnion(outcome.met)
                    for found in outcome.found where known.insert("\(found.kind) \(found.subject)").inserted {
                        report.findings.append(stage.shortest(found, cone, row, items: index, wishes: aim))
                    }
                }
                for (index, wishes) in aimed.steps.enumerated() {
                    let row = cone.axes.map { axis in
                        axis.axis == .optional || axis.axis == .rows && index % 2 == 0
                            ? axis.values.count - 1 : Int(chance.next() % UInt64(axis.values.count))
                    }
                    let calm = cone.axes.indices.map { index -> Int in
                        if case .outcome = cone.axes[index].axis { return 0 }
                        if case .deviates = cone.axes[index].axis { return 0 }
                        return row[index]
                    }
                    let outcome = stage.play(cone, calm, items: index, flip: 0, wishes: wishes)
                    report.assignments += 1
                    met.formUnion(outcome.met)
                    for found in outcome.found where known.insert("\(found.kind) \(found.subject)").inserted {
                        report.findings.append(stage.shortest(found, cone, calm, items: index, wishes: wishes))
                    }
                    for things in [Stage.Things.none, .later, .alike] {
                        let other = stage.play(cone, calm, items: index, flip: 0, wishes: wishes, things: things)
                        met.formUnion(other.met)
                    }
                }
            }
        }
        seek(&met, stage, &builder, &chance, &report)
        report.findings += unreachable(met)
        return report
    }

    /// Answers that lead to the beginning of a playbook, and to each of its steps.
    private func aimed(
        at playbook: Playbook, of kind: Name<MatterKind>, _ chance: inout Chance
    ) -> (begins: [Name<Fact>: Answer], steps: [[Name<Fact>: Answer]]) {
        var begins = Aim(program: program)
        begins.wish(playbook.begins, &chance)
        var steps: [[Name<Fact>: Answer]] = []
        for step in playbook.steps {
            for _ in 0..<3 {
                var aim = Aim(program: program)
                aim.take(step, &chance)
                steps.append(aim.wishes)
            }
        }
        for ending in playbook.endings {
            var aim = begins
            aim.wish(ending.when, &chance)
            steps.append(aim.wishes)
        }
        for forbid in rulebook.forbids where forbid.playbook == playbook.id {
            var aim = begins
            aim.wish(forbid.when, &chance)
            steps.append(aim.wishes)
        }
        return (begins.wishes, steps)
    }

    /// Looks harder for what no case has met yet; only what it meets counts.
    private func seek(
        _ met: inout Set<String>, _ stage: Stage, _ builder: inout ConeBuilder, _ chance: inout Chance,
        _ report: inout CheckReport
    ) {
        for playbook in rulebook.playbooks {
            let kinds = rulebook.matters.filter { playbook.matters.isEmpty || playbook.matters.contains($0.id) }
            var goals = playbook.steps.map { step in
                ("step:\(step.id)", { (aim: inout Aim, chance: inout Chance) in aim.take(step, &chance) })
            }
            for ending in playbook.endings {
                goals.append(
                    (
                        "ending:\(ending.id)",
                        { aim, chance in
                            aim.wish(playbook.begins, &chance)
                            aim.wish(ending.when, &chance)
                        }
                    ))
            }
            for approval in rulebook.approvals where approval.playbook == playbook.id {
                let steps = playbook.steps.filter {
                    approval.after.contains($0.id) || program.touches(approval.id.text, $0.id)
                }
                goals.append(
                    (
                        "approval:\(approval.id)",
                        { aim, chance in
                            for step in steps { aim.take(step, &chance) }
                            aim.wish(approval.when, &chance)
                        }
                    ))
            }
            for clock in rulebook.clocks where clock.playbook ?? playbook.id == playbook.id {
                let steps = playbook.steps.filter { step in clock.starts.contains { $0.source == .done(step.id) } }
                guard !steps.isEmpty else { continue }
                goals.append(("clock:\(clock.id)", { aim, chance in for step in steps { aim.take(step, &chance) } }))
            }
            for (key, take) in goals where !met.contains(key) {
                guard let kind = kinds.first else { continue }
                let cone = builder.cone(of: playbook, kind: kind.id, program: program)
                for attempt in 0..<60 where !met.contains(key) {
                    var aim = Aim(program: program)
                    take(&aim, &chance)
                    let row = cone.axes.map { axis in
                        switch axis.axis {
                        case .outcome, .deviates, .exercise: 0
                        case .optional: attempt % 4 == 3 ? 0 : axis.values.count - 1
                        default: Int(chance.next() % UInt64(axis.values.count))
                        }
                    }
                    let things: Stage.Things = [.fresh, .alike, .later, .none][attempt % 4]
                    let outcome = stage.play(cone, row, items: attempt, flip: 0, wishes: aim.wishes, things: things)
                    report.assignments += 1
                    met.formUnion(outcome.met)
                }
            }
        }
    }

    private func unreachable(_ met: Set<String>) -> [CheckReport.Finding] {
        var findings: [CheckReport.Finding] = []
        func check(_ key: String, _ clauses: [Clause.ID]) {
            if !met.contains(key) {
                findings.append(.init(kind: .unreachable, subject: key, clauses: clauses, facts: []))
            }
        }
        for playbook in rulebook.playbooks {
            check("playbook:\(playbook.id)", playbook.clauses)
            for step in playbook.steps { check("step:\(step.id)", step.clauses) }
            for ending in playbook.endings { check("ending:\(ending.id)", ending.clauses) }
        }
        for forbid in rulebook.forbids { check("gate:\(forbid.id)", forbid.clauses) }
        for approval in rulebook.approvals where !met.contains("approval:\(approval.id)") {
            check("gate:\(approval.id)", approval.clauses)
        }
        for clock in rulebook.clocks { check("clock:\(clock.id)", clock.clauses) }
        for notice in rulebook.notices {
            if case .register = notice.place { continue }
            check("notice:\(notice.id)", notice.clauses)
        }
        return findings
    }
}
