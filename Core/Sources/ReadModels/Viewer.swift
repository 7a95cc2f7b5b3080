import Engine
import Notation
import Rules

/// Somebody who is signed in.
///
/// What posts they hold and for whom they stand in is never kept with them: it is worked out from the organisation at
/// the moment of asking, so that it is right the second somebody leaves.
public struct Viewer: Hashable, Sendable {
    public var person: String
    /// Keeps accounts, posts and settings; by that alone sees no matter.
    public var isAdministrator: Bool

    public init(person: String, isAdministrator: Bool = false) {
        self.person = person
        self.isAdministrator = isAdministrator
    }

    /// Whether they hold, or stand in now for, a post that does more than receive notices (`sees: no`).
    public func holdsSeeingPost(at: Instant, program: Program, house: House) -> Bool {
        let units = house.units(of: program)
        return program.rulebook.posts.contains { post in
            guard post.sees, !post.outside else { return false }
            return ([""] + (post.perUnit == nil ? [] : units)).contains { unit in
                house.actors(for: post.id, unit: unit, at: at, in: program).contains(person)
            }
        }
    }

    /// The keys that a matter's own are compared with: the person, and each post they hold or stand in for now.
    ///
    /// A post that exists once in each unit gives one key for each unit in which they act. The answer holds until the
    /// organisation changes or somebody's holding or absence begins or ends; it may be kept until then.
    public func keys(at: Instant, program: Program, house: House) -> Set<String> {
        var keys: Set = ["person:" + person]
        let units = house.units(of: program)
        for post in program.rulebook.posts where !post.outside {
            for unit in [""] + (post.perUnit == nil ? [] : units) {
                let actors = house.actors(for: post.id, unit: unit, at: at, in: program)
                if actors.contains(person) { keys.insert(MatterAccess.key(post.id, unit: unit)) }
            }
        }
        return keys
    }
}

extension House {
    /// Every unit that a holder, a person or a row of a register names.
    func units(of program: Program) -> [String] {
        var units = Set(holdings.map(\.unit)).union(people.values.map(\.unit)).union(standIns.map(\.unit))
        for register in program.rulebook.registers {
            let perUnit = Set(program.rulebook.posts.compactMap(\.perUnit))
            for column in register.columns where column.role == .unit || perUnit.contains(column.id) {
                for row in registers[register.id, default: [:]].values {
                    units.formUnion(row.values[column.id]?.prefix(1) ?? [])
                }
            }
        }
        return units.subtracting([""]).sorted()
    }
}
