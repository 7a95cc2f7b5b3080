import Notation
import Rules

/// That somebody has lost sight of a matter, and on what ground.
public struct Exclusion: Hashable, Sendable {
    public enum Ground: Hashable, Sendable {
        /// The person is bound as a part that excludes.
        case part(Name<Part>)
        /// The standing answer of a fact that excludes names the person.
        case fact(Name<Fact>)
        /// Somebody entered it.
        case entered
        /// The person is excluded from the matter that this one was opened from.
        case above
    }

    public var person: String
    public var ground: Ground
    /// The entry from which it holds.
    public var entry: Int
    public var clauses: [Clause.ID]
}

/// Who has lost sight of a matter: by its rulebook, and by what was entered.
///
/// A readmission lifts whatever excluded the person before it; a later binding, answer or entry excludes anew. It
/// depends on the record and the rules alone, never on the moment or on who holds what.
public func exclusions(of matter: Matter, in program: Program) -> [Exclusion] {
    var found: [Exclusion] = []
    func add(_ person: String, _ ground: Exclusion.Ground, _ entry: Int, _ clauses: [Clause.ID]) {
        guard entry > matter.readmittedBy[person] ?? 0 else { return }
        found.append(Exclusion(person: person, ground: ground, entry: entry, clauses: clauses))
    }
    for part in program.excludingParts {
        guard let person = matter.bound[part.id], let entry = matter.boundBy[part.id] else { continue }
        add(person, .part(part.id), entry, (part.clauses + (part.excludes?.clauses ?? [])).unique)
    }
    for fact in program.excludingFacts {
        let items = fact.per == nil ? [nil] : matter.items.filter { $0.kind == fact.per }.map { $0.id as String? }
        for item in items {
            guard let given = matter.standing(fact.id, item: item), case .values(let persons) = given.value else {
                continue
            }
            for person in persons {
                add(person, .fact(fact.id), given.entry, (fact.clauses + (fact.excludes?.clauses ?? [])).unique)
            }
        }
    }
    for (person, entry) in matter.excludedBy.sorted(by: { $0.value < $1.value }) { add(person, .entered, entry, []) }
    for (person, entry) in matter.excludedAbove.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
        add(person, .above, entry, [])
    }
    return found
}

extension Matter {
    /// The persons who have lost sight of it.
    public func excluded(in program: Program) -> Set<String> { Set(exclusions(of: self, in: program).map(\.person)) }
}

extension Frame {
    /// The persons who can act for a post in this matter.
    func holders(of post: Name<Post>, unit: String) -> [(person: String, fitting: Fitting)] {
        house.holders(of: post, unit: unit, at: at, in: program, excluding: excluded)
    }

    /// The seats as somebody can act for them: in the place of a person who is excluded, whoever takes what nobody holds.
    func acting(_ seats: [Seat]) -> [Seat] {
        guard !excluded.isEmpty else { return seats }
        return seats.map { seat in
            guard !seat.person.isEmpty, excluded.contains(seat.person), let part = seat.part,
                let other = substitute
            else { return seat }
            return Seat(person: other, part: part)
        }
    }

    /// Whoever takes what nobody holds; when that person is excluded too, the first who holds a post and is not.
    private var substitute: String? {
        if !house.vacancy.isEmpty, !excluded.contains(house.vacancy) { return house.vacancy }
        return program.rulebook.postsInside.lazy
            .compactMap { self.holders(of: $0.id, unit: "").first?.person }.first
    }

    /// Whether all who hold a post are excluded, so that whoever steps in for them loses sight with them.
    func isBarred(_ post: Name<Post>, unit: String) -> Bool {
        let direct = house.direct(post, unit: unit, at: at, in: program)
        return !direct.isEmpty && direct.allSatisfy(excluded.contains)
    }
}
