import Engine
import Notation
import Rules

/// The facts and branches on which one playbook of one kind of matter can depend, each with the values that matter.
struct Cone {
    /// Something that an assignment decides.
    enum Axis: Hashable {
        case fact(Name<Fact>)
        case move(Name<Step>)
        case outcome(Name<Approval>)
        case optional, afterHours, deviates, rows, exercise
    }

    var kind: Name<MatterKind>
    var playbook: Name<Playbook>
    var axes: [(axis: Axis, values: [String])] = []

    /// The number of assignments there are, or nil beyond a billion.
    var size: Int? {
        var product = 1
        for axis in axes {
            product *= max(1, axis.values.count)
            if product > 1_000_000_000 { return nil }
        }
        return product
    }
}

/// Collects what conditions and choices of a rulebook ask for.
struct ConeBuilder {
    let rulebook: Rulebook
    private var facts: [Name<Fact>] = []
    private var terms: Set<Name<Term>> = []
    private var begun: Set<Name<Playbook>> = []
    private var usesHours = false
    private var usesRows = false
    private var usesDeviation = false
    private var usesExercise = false
    private let distinguished: [Name<Fact>: Set<String>]

    init(rulebook: Rulebook) {
        self.rulebook = rulebook
        distinguished = Self.distinguished(rulebook)
    }

    mutating func cone(of playbook: Playbook, kind: Name<MatterKind>, program: Program) -> Cone {
        facts = []
        (terms, begun) = ([], [playbook.id])
        (usesHours, usesRows, usesDeviation, usesExercise) = (false, false, false, false)
        add(playbook.begins)
        for ending in playbook.endings { add(ending.when) }
        var cone = Cone(kind: kind, playbook: playbook.id)
        let ids = Set(playbook.steps.map(\.id))
        for step in playbook.steps {
            add(step.when)
            add(step.by)
            for ask in step.asks {
                add(ask.when)
                add(ask.fact)
            }
            for move in step.moves where move.to.count > 1 { cone.axes.append((.move(step.id), move.to)) }
        }
        for forbid in rulebook.forbids where ids.contains(where: { program.touches(forbid.id.text, $0) }) {
            add(forbid.when)
            if let until = forbid.until { add(until) }
            for way in forbid.ways {
                add(way.when)
                if way.cites != nil { usesRows = true }
            }
        }
        for approval in rulebook.approvals where ids.contains(where: { program.touches(approval.id.text, $0) }) {
            add(approval.when)
            add(approval.givenBy)
            for way in approval.ways { add(way.when) }
            if approval.playbook == playbook.id {
                cone.axes.append((.outcome(approval.id), ["granted", "refused", "returned"]))
            }
        }
        cone.axes = facts.map { (.fact($0), values(of: $0)) } + cone.axes
        cone.axes.append((.optional, ["no", "yes"]))
        if usesHours { cone.axes.append((.afterHours, ["no", "yes"])) }
        if usesDeviation { cone.axes.append((.deviates, ["no", "yes"])) }
        if usesRows { cone.axes.append((.rows, ["no", "yes"])) }
        if usesExercise { cone.axes.append((.exercise, ["no", "yes"])) }
        cone.axes = cone.axes.filter { $0.values.count > 1 }
        return cone
    }

    private mutating func add(_ fact: Name<Fact>) {
        if !facts.contains(fact) { facts.append(fact) }
    }

    private mutating func add(_ choice: Choice) {
        switch choice.shape {
        case .anyOf(let inner), .eachOf(let inner), .allOf(let inner): for choice in inner { add(choice) }
        case .first(let rows):
            for row in rows {
                add(row.when)
                add(row.choice)
            }
        case .part(let id):
            if case .rule(let rule)? = rulebook.parts.first(where: { $0.id == id })?.binding { add(rule) }
        case .post, .anyone: break
        }
    }

    private mutating func add(_ condition: Condition) {
        switch condition {
        case .all(let parts), .any(let parts): for part in parts { add(part) }
        case .not(let inner), .unlessSure(let inner), .some(_, let inner, _), .every(_, let inner, _): add(inner)
        case .term(let id):
            guard terms.insert(id).inserted else { return }
            if let term = rulebook.terms.first(where: { $0.id == id }) { add(term.condition) }
        case .fact(let id, _): add(id)
        case .begun(let id):
            guard begun.insert(id).inserted else { return }
            if let playbook = rulebook.playbooks.first(where: { $0.id == id }) { add(playbook.begins) }
        case .hour, .openedAt: usesHours = true
        case .inRegister: usesRows = true
        case .deviated: usesDeviation = true
        case .exercise: usesExercise = true
        default: break
        }
    }

    /// The values of a fact that some condition can tell apart, and one of the rest.
    func values(of id: Name<Fact>) -> [String] {
        guard let fact = rulebook.facts.first(where: { $0.id == id }) else { return [] }
        let told = distinguished[id] ?? []
        switch fact.domain {
        case .yesNo: return ["no", "yes"]
        case .choice(let options, let several):
            let named = options.map(\.id).filter(told.contains)
            let rest = options.map(\.id).first { !told.contains($0) }
            return (several ? [""] : []) + named + (rest.map { [$0] } ?? [])
        case .number:
            let limits = told.compactMap { Int($0) }.sorted()
            return limits.isEmpty ? ["0"] : limits.flatMap { [String(max(0, $0 - 1)), String($0)] }
        case .text, .instant, .date, .person, .people, .row: return []
        }
    }

    private static func distinguished(_ rulebook: Rulebook) -> [Name<Fact>: Set<String>] {
        var found: [Name<Fact>: Set<String>] = [:]
        func walk(_ condition: Condition) {
            switch condition {
            case .all(let parts), .any(let parts): for part in parts { walk(part) }
            case .not(let inner), .unlessSure(let inner), .some(_, let inner, _), .every(_, let inner, _): walk(inner)
            case .fact(let id, .oneOf(let values)): found[id, default: []].formUnion(values)
            case .fact(let id, .atLeast(let number)), .fact(let id, .below(let number)):
                found[id, default: []].insert(String(number))
            default: break
            }
        }
        func walk(_ choice: Choice) {
            switch choice.shape {
            case .anyOf(let inner), .eachOf(let inner), .allOf(let inner): for choice in inner { walk(choice) }
            case .first(let rows):
                for row in rows {
                    walk(row.when)
                    walk(row.choice)
                }
            case .post, .part, .anyone: break
            }
        }
        for term in rulebook.terms { walk(term.condition) }
        for part in rulebook.parts { if case .rule(let choice) = part.binding { walk(choice) } }
        for playbook in rulebook.playbooks {
            walk(playbook.begins)
            for ending in playbook.endings { walk(ending.when) }
            for step in playbook.steps {
                walk(step.when)
                walk(step.by)
                for ask in step.asks { walk(ask.when) }
            }
        }
        for forbid in rulebook.forbids {
            walk(forbid.when)
            if let until = forbid.until { walk(until) }
            for way in forbid.ways { walk(way.when) }
        }
        for approval in rulebook.approvals {
            walk(approval.when)
            walk(approval.givenBy)
            for way in approval.ways { walk(way.when) }
        }
        for clock in rulebook.clocks { if let stops = clock.stops { walk(stops) } }
        for notice in rulebook.notices { walk(notice.when) }
        for matter in rulebook.matters { for ending in matter.endings { walk(ending.when) } }
        return found
    }
}

extension Cone {
    /// Assignments of indices into the axes' values: all of them, or so many that every pair of values occurs.
    func assignments(atMost limit: Int, chance: inout Chance) -> (rows: [[Int]], isAll: Bool) {
        if let size, size <= limit {
            return ((0..<size).map(decode), true)
        }
        var uncovered: Set<Pair> = []
        for first in axes.indices {
            for second in axes.indices where second > first {
                for one in axes[first].values.indices {
                    for two in axes[second].values.indices { uncovered.insert(Pair(first, one, second, two)) }
                }
            }
        }
        var rows: [[Int]] = []
        while !uncovered.isEmpty, rows.count < limit {
            var best: (row: [Int], gain: Int) = ([], -1)
            for _ in 0..<12 {
                let row = axes.map { Int(chance.next() % UInt64($0.values.count)) }
                let gain = pairs(row).count(where: uncovered.contains)
                if gain > best.gain { best = (row, gain) }
            }
            // A random row can miss the last pairs for long; then one is put in by hand.
            if best.gain == 0, let pair = uncovered.first {
                best.row[pair.first] = pair.one
                best.row[pair.second] = pair.two
            }
            for pair in pairs(best.row) { uncovered.remove(pair) }
            rows.append(best.row)
        }
        return (rows, false)
    }

    private struct Pair: Hashable {
        var first: Int
        var one: Int
        var second: Int
        var two: Int
        init(_ first: Int, _ one: Int, _ second: Int, _ two: Int) {
            (self.first, self.one, self.second, self.two) = (first, one, second, two)
        }
    }

    private func pairs(_ row: [Int]) -> [Pair] {
        row.indices.flatMap { first in
            row.indices.filter { $0 > first }.map { Pair(first, row[first], $0, row[$0]) }
        }
    }

    private func decode(_ number: Int) -> [Int] {
        var rest = number
        return axes.map { axis in
            defer { rest /= axis.values.count }
            return rest % axis.values.count
        }
    }
}
