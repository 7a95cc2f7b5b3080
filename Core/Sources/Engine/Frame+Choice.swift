import Notation
import Rules

/// What a choice comes to now.
struct Bound {
    enum Mode { case one, each, all }
    /// Groups of seats; any seat of a group is enough for the group.
    var groups: [[Seat]] = []
    /// `one`: a single group. `each`, `all`: each group separately.
    var mode = Mode.one
    /// The clauses of the rows and choices that were taken.
    var clauses: [Clause.ID] = []
    /// Facts that must be answered before it is decided who.
    var unknowns = Unknowns()
    /// A row is unknown, or a part is not bound yet.
    var isUndecided = false

    var seats: [Seat] { groups.flatMap { $0 } }
}

extension Frame {
    /// Who a choice means, for the matter or for one of its items.
    func resolve(_ choice: Choice, _ scope: Scope = .matter) -> Bound {
        var bound = Bound()
        bound.clauses = choice.clauses
        switch choice.shape {
        case .anyone: bound.groups = [[.anyone]]
        case .post(let post, let unit): add(post, of: unit, scope, to: &bound)
        case .part(let part): add(part, scope, to: &bound)
        case .anyOf(let choices):
            var group: [Seat] = []
            for inner in choices.map({ resolve($0, scope) }) {
                group += inner.seats
                bound.clauses += inner.clauses
            }
            bound.groups = group.isEmpty ? [] : [group]
            bound.isUndecided = group.isEmpty
        case .eachOf(let choices), .allOf(let choices):
            if case .allOf = choice.shape { bound.mode = .all } else { bound.mode = .each }
            for inner in choices.map({ resolve($0, scope) }) {
                bound.groups += inner.groups
                bound.clauses += inner.clauses
                if inner.isUndecided { bound.isUndecided = true }
                for ask in inner.unknowns.asks { bound.unknowns.add(ask) }
            }
        case .first(let rows):
            for row in rows {
                switch truth(row.when, scope) {
                case .no: continue
                case .yes:
                    var inner = resolve(row.choice, scope)
                    inner.clauses += bound.clauses
                    return inner
                case .unknown:
                    bound.isUndecided = true
                    bound.clauses += row.choice.allClauses
                    collect(row.when, scope, into: &bound.unknowns)
                    return bound
                }
            }
            bound.isUndecided = true
        }
        return bound
    }

    private func add(_ post: Name<Post>, of unit: Choice.UnitOf?, _ scope: Scope, to bound: inout Bound) {
        guard let unit else {
            bound.groups = [[Seat(post: post)]]
            return
        }
        let units: [String]
        switch unit {
        case .items: units = scope.item.map { [self.unit(of: $0, for: post)] } ?? self.units(for: post)
        case .part(let part):
            units = person(of: part).flatMap { house.people[$0]?.unit }.map { [$0] } ?? []
        }
        let named = units.filter { !$0.isEmpty }
        // Where no unit is known, the holders of the post in any unit bear it: never nobody.
        bound.groups = named.isEmpty ? [[Seat(post: post)]] : named.map { [Seat(post: post, unit: $0)] }
        bound.mode = named.count > 1 ? .all : .one
    }

    private func add(_ part: Name<Part>, _ scope: Scope, to bound: inout Bound) {
        if let person = matter.bound[part] {
            bound.groups = [[Seat(person: person, part: part)]]
            return
        }
        guard case .rule(let choice)? = program.parts[part]?.binding else {
            bound.isUndecided = true
            return
        }
        var cut = bound
        cut.isUndecided = true
        var inner = once(.part(part), or: cut) { resolve(choice, scope) }
        inner.clauses += bound.clauses + (program.parts[part]?.clauses ?? [])
        for group in inner.groups.indices {
            for seat in inner.groups[group].indices where inner.groups[group][seat].part == nil {
                inner.groups[group][seat].part = part
            }
        }
        bound = inner
    }

    /// The unit that owns an item: the unit column of its row.
    func unit(of item: Change.Item, for post: Name<Post>) -> String {
        guard let register = program.items[item.kind]?.register,
            let row = house.registers[register]?[item.row]
        else { return "" }
        let column =
            program.posts[post]?.perUnit
            ?? program.registers[register]?.columns.first { $0.role == .unit }?.id
        return column.flatMap { row.values[$0]?.first } ?? ""
    }

    private func units(for post: Name<Post>) -> [String] {
        var units: [String] = []
        for item in matter.items {
            let unit = unit(of: item, for: post)
            if !unit.isEmpty, !units.contains(unit) { units.append(unit) }
        }
        return units
    }

    /// How a person fits one of these seats; the seat they fit best.
    func fit(_ person: String, _ seats: [Seat], as post: String? = nil) -> (seat: Seat, fitting: Fitting)? {
        var standIn: (Seat, Fitting)?
        for seat in acting(seats) where post == nil || post == seat.post.text || post == seat.part?.text {
            switch house.fitting(person, seat, at: at, in: program, excluding: excluded) {
            case .holder: return (seat, .holder)
            case .standIn: standIn = standIn ?? (seat, .standIn)
            case nil: continue
            }
        }
        return standIn
    }
}
