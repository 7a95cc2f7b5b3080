import Engine
import Notation
import Rules

/// Who may see a matter, as keys that a store can compare.
///
/// A viewer sees the matter exactly when one of `keys` is among the viewer's own and `barred` is not: a query that joins
/// on the keys and the function `may` therefore give the same answer. It is worked out from the record, the rules and
/// the organisation at one moment, and must be worked out again when any of them changes, and at `holdsUntil`.
public struct MatterAccess: Hashable, Sendable {
    /// Something that is owed in the matter now.
    public struct Owed: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable {
            case duty, question
        }
        public var kind: Kind
        /// The step, approval or fact.
        public var subject: String
        public var item: String?
        /// Whose it is: comparable with a viewer's keys.
        public var keys: Set<String>
        public var since: Instant?
        public var due: Instant?
    }

    public var matter: String
    /// `post:x`, `post:x@unit`, `person:y`: one of them suffices.
    public var keys: Set<String>
    /// `not:z`, for everybody who has lost sight.
    public var barred: Set<String>
    /// What is owed, by whom and until when; empty once the matter has ended.
    public var owed: [Owed]
    /// The next moment at which the answer could change though nothing is entered; nil when there is none.
    public var holdsUntil: Instant?

    public init(_ matter: Matter, program: Program, house: House, at: Instant) {
        let concern = concern(matter, in: program, house: house, at: at)
        let naming = Naming(program: program, house: house, at: at, excluded: concern.excluded)
        self.matter = matter.id
        keys = Set(concern.seats.flatMap(naming.keys)).union(concern.persons.map { "person:" + $0 })
        barred = Set(concern.excluded.map { "not:" + $0 })
        owed = []
        holdsUntil = house.nextChange(after: at, isTold: !concern.excluded.isEmpty)
        guard matter.isOpen else { return }
        let now = situation(matter, in: program, house: house, at: at)
        owed = now.duties.map { duty in
            Owed(
                kind: .duty, subject: duty.step?.text ?? duty.approval?.text ?? duty.act, item: duty.item,
                keys: naming.keys(duty.bearers), since: duty.since, due: duty.due)
        }
        owed += now.questions.map { question in
            Owed(
                kind: .question, subject: question.fact.text, item: question.item,
                keys: naming.keys(question.bearers), since: nil, due: nil)
        }
        let ends = now.clocks.compactMap(\.end).filter { $0 > at } + [house.nextOfficeBoundary(after: at)]
        holdsUntil = (ends + [holdsUntil].compactMap { $0 }).min()
    }

    /// Whether a viewer with these keys sees the matter.
    public func isOpen(to viewer: Viewer, with keys: Set<String>) -> Bool {
        !barred.contains("not:" + viewer.person) && !self.keys.isDisjoint(with: keys)
    }

    /// What is owed by a viewer with these keys.
    public func owed(by keys: Set<String>) -> [Owed] { owed.filter { !$0.keys.isDisjoint(with: keys) } }

    static func key(_ post: Name<Post>, unit: String) -> String {
        unit.isEmpty ? "post:" + post.text : "post:" + post.text + "@" + unit
    }
}

/// Turns seats into keys.
///
/// A post is a key of its own as long as whoever acts for it here is whoever acts for it everywhere. Where an exclusion
/// makes a difference, or the unit is one that no viewer could have as a key, the persons who act are the keys.
private struct Naming {
    var program: Program
    var house: House
    var at: Instant
    var excluded: Set<String>
    let units: Set<String>

    init(program: Program, house: House, at: Instant, excluded: Set<String>) {
        self.program = program
        self.house = house
        self.at = at
        self.excluded = excluded
        units = Set(house.units(of: program))
    }

    func keys(_ seat: Seat) -> [String] {
        guard let post = program.rulebook.posts.first(where: { $0.id == seat.post }) else { return [] }
        let acting = post.recordedBy ?? post.id
        if post.outside, post.recordedBy == nil { return [] }
        let here = house.actors(for: acting, unit: seat.unit, at: at, in: program, excluding: excluded)
        let isPlain = seat.unit.isEmpty || post.perUnit != nil && units.contains(seat.unit)
        if isPlain {
            let isSame =
                excluded.isEmpty
                || Set(house.actors(for: acting, unit: seat.unit, at: at, in: program)) == Set(here)
            if isSame { return [MatterAccess.key(acting, unit: seat.unit)] }
        }
        return here.map { "person:" + $0 }
    }

    func keys(_ bearers: [Duty.Bearer]) -> Set<String> {
        Set(
            bearers.flatMap { bearer in
                if bearer.seat.anyone { return [String]() }
                return bearer.seat.person.isEmpty ? keys(bearer.seat) : bearer.persons.map { "person:" + $0 }
            })
    }
}

extension House {
    /// When a holding or an absence next begins or ends, if that is asked for.
    fileprivate func nextChange(after at: Instant, isTold: Bool) -> Instant? {
        guard isTold else { return nil }
        let moments =
            holdings.flatMap { [$0.from, $0.to].compactMap { $0 } } + absences.flatMap { [$0.from, $0.to] }
        return moments.filter { $0 > at }.min()
    }

    /// When office hours next begin or end: conditions may ask for them.
    fileprivate func nextOfficeBoundary(after at: Instant) -> Instant {
        let midnight = at.day(in: zone).start(in: zone)
        let moments = [opens, closes, 24 * 60].map { midnight.adding(milliseconds: Int64($0) * 60_000) }
        return moments.filter { $0 > at }.min() ?? midnight.adding(milliseconds: 86_400_000)
    }
}
