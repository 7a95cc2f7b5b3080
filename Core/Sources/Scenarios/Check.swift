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
                    let aim = Stage.Wishes(answers: index % 4 == 3 || isAll ? [:] : aimed.begins)
                    let outcome = stage.play(cone, row, items: index, flip: Int(chance.next() % 64), wishes: aim)
                    report.assignments += 1
                    met.formUnion(outcome.met)
                    for found in outcome.found where known.insert("\(found.kind) \(found.subject)").inserted {
                        report.findings.append(stage.shortest(found, cone, row, items: index, wishes: aim))
                    }
                }
                var number = 0
                func take(_ target: Aim) {
                    defer { number += 1 }
                    let row = cone.axes.map { axis in
                        switch axis.axis {
                        case .optional: axis.values.count - 1
                        case .rows where number % 2 == 0: axis.values.count - 1
                        case .outcome, .deviates: 0
                        default: Int(chance.next() % UInt64(axis.values.count))
                        }
                    }
                    let wishes = Stage.Wishes(
                        answers: target.wishes, without: target.without, refused: target.refused)
                    let outcome = stage.play(cone, row, items: number, flip: 0, wishes: wishes)
                    report.assignments += 1
                    met.formUnion(outcome.met)
                    for found in outcome.found where known.insert("\(found.kind) \(found.subject)").inserted {
                        report.findings.append(stage.shortest(found, cone, row, items: number, wishes: wishes))
                    }
                }
                for target in aimed.steps { take(target) }
                // What needs much at once gets more tries.
                for step in playbook.steps {
                    for _ in 0..<120 where !met.contains("step:\(step.id)") {
                        var aim = Aim(program: program)
                        aim.take(step, &chance)
                        aim.settle(&chance)
                        take(aim)
                    }
                }
                for ending in playbook.endings {
                    for _ in 0..<60 where !met.contains("ending:\(ending.id)") {
                        take(aim(at: ending, of: playbook, &chance))
                    }
                }
            }
        }
        report.findings += unreachable(met)
        return report
    }

    /// Answers that lead to the beginning of a playbook, and to each of its steps.
    private func aimed(
        at playbook: Playbook, of kind: Name<MatterKind>, _ chance: inout Chance
    ) -> (begins: [Name<Fact>: Answer], steps: [Aim]) {
        var begins = Aim(program: program)
        begins.wish(playbook.begins, &chance)
        var steps: [Aim] = []
        for step in playbook.steps {
            for _ in 0..<3 {
                var aim = Aim(program: program)
                aim.take(step, &chance)
                aim.settle(&chance)
                steps.append(aim)
            }
        }
        for ending in playbook.endings { steps.append(aim(at: ending, of: playbook, &chance)) }
        for forbid in rulebook.forbids where forbid.playbook == playbook.id {
            var aim = begins
            aim.wish(forbid.when, &chance)
            aim.settle(&chance)
            steps.append(aim)
        }
        begins.settle(&chance)
        return (begins.wishes, steps)
    }

    /// Answers that lead to an ending. One by refusal is sought by having what was asked for refused.
    private func aim(at ending: Ending, of playbook: Playbook, _ chance: inout Chance) -> Aim {
        var aim = Aim(program: program)
        aim.wish(playbook.begins, &chance)
        aim.wish(ending.when, &chance)
        aim.settle(&chance)
        return aim
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
        // Asked for in good time, an approval never holds anything.
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
