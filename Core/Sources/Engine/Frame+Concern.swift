import Notation
import Rules

/// Whom a matter concerns at a moment, before anybody is taken out.
public struct Concern: Hashable, Sendable {
    /// The posts, of a unit where there is one in each; for an outside post, the one that enters what it does.
    public var seats: [Seat]
    /// Persons whom it concerns whatever they hold: who acted, who is bound as a part, named readers, who bears a part's duty.
    public var persons: Set<String>
    /// Who has lost sight of it.
    public var excluded: Set<String>
}

/// Whom a matter concerns at a moment.
///
/// The holders of the posts that a running playbook or an approval names as performer, addressee or approver; whoever
/// bears a duty or a question now; whoever has acted, is bound as a part, or was named as a reader. Somebody who only
/// stood in for a person that is excluded is not concerned by that. Nothing is inherited from the matter it was opened
/// from. Pure, and nothing is written.
public func concern(_ matter: Matter, in program: Program, house: House, at: Instant) -> Concern {
    Frame(program: program, matter: matter, house: house, at: at).concern
}

/// The posts that rules name, worked out once for a rulebook; each as a choice of one post.
struct Concerned: Sendable {
    var playbooks: [Name<Playbook>: [Choice]] = [:]
    var approvals: [Name<Approval>: [Choice]] = [:]

    init(_ rulebook: Rulebook) {
        let posts = Dictionary(rulebook.posts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let parts = Dictionary(rulebook.parts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        func leaves(_ choice: Choice, seen: Set<Name<Part>> = []) -> [Choice] {
            switch choice.shape {
            case .post: [Choice(choice.shape)]
            case .anyone: []
            case .part(let part):
                if !seen.contains(part), case .rule(let inner)? = parts[part]?.binding {
                    leaves(inner, seen: seen.union([part]))
                } else {
                    []
                }
            case .anyOf(let inner), .eachOf(let inner), .allOf(let inner): inner.flatMap { leaves($0, seen: seen) }
            case .first(let rows): rows.flatMap { leaves($0.choice, seen: seen) }
            }
        }
        func addressees(_ choice: Choice) -> [Choice] {
            leaves(choice).filter { leaf in
                guard case .post(let id, _) = leaf.shape, let post = posts[id] else { return false }
                return post.sees && !post.outside
            }
        }
        for playbook in rulebook.playbooks {
            playbooks[playbook.id] =
                playbook.steps.flatMap { step in
                    leaves(step.by) + (step.via.map { leaves($0) } ?? []) + (step.to.map(addressees) ?? [])
                }.unique
        }
        for approval in rulebook.approvals {
            let choices = [approval.askedBy, approval.givenBy] + approval.through
            approvals[approval.id] = (choices.flatMap { leaves($0) } + approval.shownTo.flatMap(addressees)).unique
        }
    }
}

extension Frame {
    func findConcern() -> Concern {
        var seats: [Seat] = []
        var persons: Set<String> = []
        func add(_ seat: Seat) {
            guard !seat.anyone, seat.person.isEmpty, let post = program.posts[seat.post] else { return }
            if post.outside, post.recordedBy == nil { return }
            seats.append(Seat(post: post.recordedBy ?? post.id, unit: seat.unit))
        }
        for playbook in program.playbooks(of: matter.kind) where begun(playbook.id) == .yes {
            for leaf in program.concernedBy.playbooks[playbook.id, default: []] { resolve(leaf).seats.forEach(add) }
        }
        for approval in program.rulebook.approvals {
            // An approval that belongs to no playbook concerns its posts only once something waits for it.
            let isAlive = approval.playbook.map { begun($0) == .yes } ?? (matter.requests[approval.id] != nil)
            guard isAlive else { continue }
            for leaf in program.concernedBy.approvals[approval.id, default: []] { resolve(leaf).seats.forEach(add) }
        }
        if matter.isOpen {
            let now = situation()
            for bearer in (now.duties + now.permitted).flatMap(\.bearers) + now.questions.flatMap(\.bearers) {
                if bearer.seat.person.isEmpty { add(bearer.seat) } else { persons.formUnion(bearer.persons) }
            }
        }
        for acted in matter.acted where acted.standsInFor.map({ !isBarred($0, unit: acted.unit) }) ?? true {
            persons.insert(acted.person)
        }
        persons.formUnion(matter.bound.values)
        persons.formUnion(matter.readers.keys)
        return Concern(seats: seats.unique, persons: persons.subtracting(excluded), excluded: excluded)
    }

    /// Whether the matter concerns a person, by a post that they hold or stand in for, or themselves.
    func isConcerned(_ person: String) -> Bool {
        let concern = concern
        if concern.excluded.contains(person) { return false }
        if concern.persons.contains(person) { return true }
        return concern.seats.contains {
            house.fitting(person, $0, at: at, in: program, excluding: concern.excluded) != nil
        }
    }
}

extension Frame {
    /// The seats of those who say who sees the matter: of the posts that it concerns, those that see.
    ///
    /// Having acted, being bound as a part or being named as a reader is not enough. Where nobody acts for any of these
    /// posts it is whoever takes what nobody holds, and without one the holder of any post that sees: what nobody may
    /// say could never be lifted.
    var sightSeats: [Seat] {
        let seats = concern.seats.filter { program.posts[$0.post]?.sees == true }
        if seats.contains(where: { !holders(of: $0.post, unit: $0.unit).isEmpty }) { return seats }
        if !house.vacancy.isEmpty, !excluded.contains(house.vacancy) {
            var seat = Seat(post: "")
            seat.person = house.vacancy
            return [seat]
        }
        return seeingSeats
    }

    private var seeingSeats: [Seat] {
        program.rulebook.posts.filter { $0.sees && !$0.outside }.map { Seat(post: $0.id) }
    }

    /// Whether somebody can say who sees it who does so by more than that nobody else is left.
    var isSightSettled: Bool {
        sightSeats.contains { seat in
            let persons = seat.person.isEmpty ? holders(of: seat.post, unit: seat.unit).map(\.person) : [seat.person]
            return persons.contains { person in
                person == house.vacancy
                    || seeingSeats.contains { house.fitting(person, $0, at: at, in: program) != nil }
            }
        }
    }
}
