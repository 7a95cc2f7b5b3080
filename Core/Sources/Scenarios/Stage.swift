import Engine
import Notation
import Rules

/// Where assignments are played: an organisation with somebody in every post, and rows for every register.
struct Stage {
    let rulebook: Rulebook
    let program: Program
    private let house: House
    private let empty: House
    private var shapes: [Name<Register>: [String]] = [:]

    struct Found: Hashable {
        var kind: CheckReport.Finding.Kind
        var subject: String
        var clauses: [Clause.ID]
    }

    /// What an aim asks for beyond the values of a row.
    struct Wishes {
        var answers: [Name<Fact>: Answer] = [:]
        var without: Set<Name<ItemKind>> = []
        var refused: Set<Name<Approval>> = []
    }

    struct Outcome {
        var met: Set<String>
        var found: [Found]
    }

    init(rulebook: Rulebook, program: Program) {
        self.rulebook = rulebook
        self.program = program
        var registers: [Name<Register>: [String: House.Row]] = [:]
        for register in rulebook.registers {
            let rows = Self.rows(of: register)
            shapes[register.id] = rows.keys.sorted()
            registers[register.id] = rows
        }
        house = Rehearsal.house(for: program, units: ["unit-1", "unit-2"], registers: registers)
        var bare = registers
        let listed = Set(rulebook.items.compactMap(\.register))
        for register in bare.keys where !listed.contains(register) { bare[register] = [:] }
        empty = Rehearsal.house(for: program, units: ["unit-1", "unit-2"], registers: bare)
    }

    /// Rows in which each choice of each column occurs, and pairs of them by chance.
    private static func rows(of register: Register) -> [String: House.Row] {
        var chance = Chance(seed: 7)
        var rows: [String: House.Row] = [:]
        let widest = register.columns.map { $0.domain.options.count }.max() ?? 1
        for index in 0..<max(8, widest * 8) {
            var values: [String: [String]] = [:]
            for column in register.columns {
                switch column.domain {
                case .choice(let options, _):
                    let turn = index < options.count ? index : Int(chance.next() % UInt64(max(1, options.count)))
                    values[column.id] = options.indices.contains(turn) ? [options[turn].id] : nil
                case .yesNo: values[column.id] = [chance.next() % 2 == 0 ? "yes" : "no"]
                case .person, .people:
                    // Nobody, the opener, somebody else.
                    values[column.id] = [nil, ["opener"], ["other"]][Int(chance.next() % 3)]
                case .number: values[column.id] = ["1"]
                case .date, .instant: values[column.id] = column.role == .to ? nil : ["2026-01-01"]
                case .text: values[column.id] = [column.role == .unit ? "unit-\(index % 2 + 1)" : "x"]
                case .row: values[column.id] = nil
                }
                if column.role == .unit || column.id == "section" { values[column.id] = ["unit-\(index % 2 + 1)"] }
            }
            rows["row-\(index)"] = House.Row(values: values)
        }
        return rows
    }

    func assumptions(_ cone: Cone, _ row: [Int]) -> (Assumptions, rows: Bool) {
        var assumed = Assumptions()
        var rows = false
        for (axis, index) in zip(cone.axes, row) {
            let value = axis.values[index]
            switch axis.axis {
            case .fact(let id):
                let several = rulebook.facts.first { $0.id == id }?.domain.isSeveral ?? false
                assumed.answers[id] = .values(value.isEmpty && several ? [] : [value])
            case .move(let step): assumed.moves[step] = value
            case .outcome(let approval):
                if value == "refused" { assumed.refused.insert(approval) }
                if value == "returned" { assumed.returned.insert(approval) }
            case .optional: assumed.optional = value == "yes"
            case .afterHours: assumed.afterHours = value == "yes"
            case .deviates: assumed.deviates = value == "yes"
            case .exercise: assumed.exercise = value == "yes"
            case .rows: rows = value == "yes"
            }
        }
        return (assumed, rows)
    }

    private func items(_ kind: Name<MatterKind>, _ number: Int, without: Set<Name<ItemKind>>) -> [Change.Item] {
        var items: [Change.Item] = []
        for id in rulebook.matters.first(where: { $0.id == kind })?.items ?? [] where !without.contains(id) {
            guard let item = rulebook.items.first(where: { $0.id == id }) else { continue }
            // One or two of each, and other pairs of rows each time.
            for copy in 0..<(number % 3 == 2 && item.register != nil ? 1 : 2) {
                let rows = item.register.flatMap { shapes[$0] } ?? []
                let row = rows.isEmpty ? "" : rows[(number + copy * (1 + number / rows.count)) % rows.count]
                items.append(
                    Change.Item.rehearsed(id: "\(id)-\(copy)", kind: id, state: item.states.first?.id ?? "", row: row))
            }
        }
        return items
    }

    func play(
        _ cone: Cone, _ row: [Int], items number: Int, flip: Int, wishes: Wishes = Wishes()
    ) -> Outcome {
        var (assumed, withRows) = assumptions(cone, row)
        assumed.answers.merge(wishes.answers) { $1 }
        assumed.refused.formUnion(wishes.refused)
        assumed.turn = number
        var rehearsal = Rehearsal(
            program: program, house: withRows ? house : empty, kind: cone.kind,
            items: items(cone.kind, number, without: wishes.without),
            assumptions: assumed)
        let end = settled(&rehearsal)
        var found = findings(end)
        if found.isEmpty, !cone.axes.isEmpty {
            let axis = cone.axes[flip % cone.axes.count]
            if case .fact(let fact) = axis.axis, let index = cone.axes.firstIndex(where: { $0.axis == axis.axis }) {
                let other = axis.values[(row[index] + 1) % axis.values.count]
                rehearsal.change(fact, to: .values(other.isEmpty ? [] : [other]))
                let again = settled(&rehearsal)
                found = findings(again).map {
                    Found(kind: .flip, subject: "\(fact): \($0.subject)", clauses: $0.clauses)
                }
            }
        }
        return Outcome(met: rehearsal.met, found: found)
    }

    /// The end of a rehearsal. Nobody is stuck who could still do something that is allowed.
    private func settled(_ rehearsal: inout Rehearsal) -> Situation {
        var end = rehearsal.settle()
        if !end.closing.may, !rehearsal.assumptions.optional {
            rehearsal.assumptions.optional = true
            end = rehearsal.settle()
        }
        if !end.closing.may, rehearsal.assumptions.turn != nil {
            rehearsal.assumptions.turn = nil
            end = rehearsal.settle()
        }
        return end
    }

    private func findings(_ end: Situation) -> [Found] {
        guard !end.closing.may else { return [] }
        var found: [Found] = []
        for duty in end.duties where duty.kind != .readLater {
            let name = duty.step?.text ?? duty.approval?.text ?? duty.act
            if duty.bearers.isEmpty {
                found.append(Found(kind: .undecided, subject: name, clauses: duty.clauses))
            } else if let hold = duty.held.first {
                let forbid = rulebook.forbids.first { $0.id.text == hold.gate }
                let isAbsolute = forbid.map { $0.until == nil && $0.ways.isEmpty } ?? false
                found.append(
                    Found(
                        kind: isAbsolute ? .conflict : .deadEnd, subject: "\(name) held by \(hold.gate)",
                        clauses: (duty.clauses + hold.clauses)))
            } else {
                found.append(Found(kind: .stuck, subject: name, clauses: duty.clauses))
            }
        }
        if found.isEmpty {
            for obstacle in end.closing.obstacles {
                switch obstacle {
                case .noEnding(let of, let clauses): found.append(Found(kind: .noEnding, subject: of, clauses: clauses))
                case .forbidden(let gate, let clauses):
                    found.append(Found(kind: .deadEnd, subject: "close held by \(gate)", clauses: clauses))
                case .unknown(let fact, let clauses):
                    found.append(Found(kind: .undecided, subject: "question \(fact)", clauses: clauses))
                case .duty: break
                }
            }
        }
        return found
    }

    /// The same finding with as few facts as will do: each is set back to its quiet value while the finding stays.
    func shortest(
        _ found: Found, _ cone: Cone, _ row: [Int], items number: Int, wishes: Wishes
    ) -> CheckReport.Finding {
        guard found.kind != .flip else {
            return finding(found, cone, row, quiet: row.map { _ in false }, wishes.answers)
        }
        var row = row
        var quiet = row.map { _ in false }
        for index in row.indices {
            var tried = row
            tried[index] = quietIndex(cone.axes[index])
            let outcome = play(cone, tried, items: number, flip: 0, wishes: wishes)
            if outcome.found.contains(where: { $0.kind == found.kind && $0.subject == found.subject }) {
                row = tried
                quiet[index] = true
            }
        }
        return finding(found, cone, row, quiet: quiet, wishes.answers)
    }

    private func quietIndex(_ axis: (axis: Cone.Axis, values: [String])) -> Int {
        guard case .fact(let id) = axis.axis, let fact = rulebook.facts.first(where: { $0.id == id }),
            case .values(let values) = fact.domain.quiet(at: Instant(milliseconds: 0), zone: .japan)
        else { return 0 }
        return axis.values.firstIndex(of: values.first ?? "") ?? 0
    }

    private func finding(
        _ found: Found, _ cone: Cone, _ row: [Int], quiet: [Bool], _ wishes: [Name<Fact>: Answer]
    ) -> CheckReport.Finding {
        var facts = ["matter: \(cone.kind)"]
        for (fact, answer) in wishes.sorted(by: { $0.key < $1.key }) {
            guard case .values(let values) = answer else { continue }
            facts.append("\(fact): \(values.isEmpty ? "none" : values.joined(separator: "+"))")
        }
        for (index, axis) in cone.axes.enumerated() where !quiet[index] {
            if case .fact(let id) = axis.axis, wishes[id] != nil { continue }
            facts.append("\(axis.axis.name): \(axis.values[row[index]])")
        }
        return .init(kind: found.kind, subject: found.subject, clauses: found.clauses.unique, facts: facts)
    }
}

extension Cone.Axis {
    var name: String {
        switch self {
        case .fact(let id): id.text
        case .move(let id): "\(id) moves to"
        case .outcome(let id): "\(id) is"
        case .optional: "optional steps done"
        case .afterHours: "after hours"
        case .deviates: "done in fact"
        case .rows: "register rows"
        case .exercise: "exercise"
        }
    }
}

extension Array where Element: Hashable {
    var unique: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
