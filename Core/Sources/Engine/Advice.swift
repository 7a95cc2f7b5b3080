import Notation
import Rules

/// What whoever has reported is told at once: what to do and not to do, and whom to telephone now.
///
/// Unknown never hides anything here: a sentence or a call whose condition is unknown is told, and where it is
/// undecided who is rung, everybody whom it may be is named.
public struct Advice: Hashable, Sendable {
    /// Whom to ring for one reason.
    public struct Call: Hashable, Sendable {
        /// What for; may be empty.
        public var label: Label
        /// The clauses of the call and of the rows that were taken.
        public var clauses: [Clause.ID]
        /// The posts, each with the numbers at which somebody answers now.
        public var lines: [Line]
    }

    /// A post, and how to reach it now.
    public struct Line: Hashable, Sendable {
        public var seat: Seat
        /// Who holds it, or stands in, now.
        public var persons: [String]
        /// Empty when the organisation has entered none.
        public var contacts: [House.Contact]
    }

    public var dos: [Reporting.Sentence]
    public var donts: [Reporting.Sentence]
    public var calls: [Call]
    public var lifeDos: [Reporting.Sentence]
    public var lifeCalls: [Call]
}

/// Works out what to tell whoever has reported, from what is known of the matter at a moment. Pure.
///
/// A matter without entries stands for a report that has not been sent yet.
public func advice(
    _ reporting: Reporting, on matter: Matter, in program: Program, house: House, at: Instant
) -> Advice {
    let frame = Frame(program: program, matter: matter, house: house, at: at)
    return Advice(
        dos: frame.told(reporting.dos), donts: frame.told(reporting.donts), calls: frame.calls(reporting.calls),
        lifeDos: frame.told(reporting.life.dos), lifeCalls: frame.calls(reporting.life.calls))
}

extension Frame {
    func told(_ sentences: [Reporting.Sentence]) -> [Reporting.Sentence] {
        sentences.filter { truth($0.when) != .no }
    }

    func calls(_ calls: [Reporting.Call]) -> [Advice.Call] {
        calls.filter { truth($0.when) != .no }.map { call in
            var clauses = call.clauses
            var seats: [Seat] = []
            for bound in possible(call.whom) {
                clauses += bound.clauses
                for seat in bound.seats where seat.person.isEmpty && !seat.anyone && !seats.contains(seat) {
                    seats.append(seat)
                }
            }
            return Advice.Call(label: call.label, clauses: clauses.unique, lines: seats.map(line))
        }
    }

    private func line(_ seat: Seat) -> Advice.Line {
        Advice.Line(
            seat: seat,
            persons: house.holders(of: seat.post, unit: seat.unit, at: at, in: program).map(\.person),
            contacts: house.contacts(for: seat, at: at, in: program))
    }

    /// What a choice may come to: one row where it is decided, every row that is not false where it is not.
    private func possible(_ choice: Choice) -> [Bound] {
        guard case .first(let rows) = choice.shape else { return [resolve(choice)] }
        var found: [Bound] = []
        for row in rows {
            let holds = truth(row.when)
            if holds == .no { continue }
            found += possible(row.choice)
            if holds == .yes { break }
        }
        for index in found.indices { found[index].clauses = choice.clauses + found[index].clauses }
        return found
    }
}

extension House {
    /// The numbers at which somebody for the seat answers at a moment.
    ///
    /// Those of the post; else those of the post whose holder holds it too; else those of whoever can act for it.
    public func contacts(for seat: Seat, at: Instant, in program: Program) -> [Contact] {
        let now = contacts.filter { $0.hours == .always || ($0.hours == .office) == isOffice(at) }
        var post: Name<Post>? = seat.post
        var seen: Set<Name<Post>> = []
        while let id = post, seen.insert(id).inserted {
            let own = now.filter {
                $0.post == id && !id.text.isEmpty && ($0.unit.isEmpty || seat.unit.isEmpty || $0.unit == seat.unit)
            }
            if !own.isEmpty { return own }
            post = program.posts[id]?.heldBy
        }
        let persons =
            seat.person.isEmpty
            ? holders(of: seat.post, unit: seat.unit, at: at, in: program).map(\.person) : [seat.person]
        return persons.flatMap { person in now.filter { $0.person == person } }
    }

    /// Enters a number; one of the same post or person, label and hours is replaced, an empty number takes it out.
    public mutating func set(_ contact: Contact) {
        let place = contacts.firstIndex {
            $0.post == contact.post && $0.unit == contact.unit && $0.person == contact.person
                && $0.label == contact.label && $0.hours == contact.hours
        }
        switch (place, contact.number.isEmpty) {
        case (let place?, true): contacts.remove(at: place)
        case (let place?, false): contacts[place] = contact
        case (nil, true): break
        case (nil, false): contacts.append(contact)
        }
    }
}
