import Engine
import Notation
import Rules

/// Something that is owed or allowed, in words, with the key of its form.
public struct DutyView: Hashable, Sendable {
    /// What holds it, and what would lift that.
    public struct Hold: Hashable, Sendable {
        public var gate: String
        public var clauses: [ClauseLine]
        public var lifts: [ClauseLine]
        public var questions: [Link]
        /// Ways through, as words.
        public var ways: [String]
    }

    /// A form by its key, with what it is for.
    public struct Link: Hashable, Sendable {
        public var key: ActKey
        public var text: String

        /// Names a form.
        public init(key: ActKey, text: String) {
            self.key = key
            self.text = text
        }
    }

    public var matter: String
    public var key: ActKey
    public var kind: Duty.Kind
    /// What is to be done.
    public var what: String
    /// The thing it is about, with its number; empty where that says it all, or where it is about none.
    public var thing: String
    public var clauses: [ClauseLine]
    /// The answers and acts it follows from, each in words.
    public var why: [String]
    public var since: Instant
    public var due: Instant?
    /// The word of the text with the organisation's target, such as `速やかに（目標 30分）`; empty without one.
    public var target: String
    /// Whose it is, with who can act now.
    public var bearers: String
    public var to: [String]
    public var held: [Hold]
    /// Facts to answer with it.
    public var asks: [String]
    /// Fields that are still empty.
    public var missing: [String]
    /// Whether the reader is one of those it falls to.
    public var isMine: Bool
    /// The reader stands in for the holder.
    public var standsIn: Bool
    /// The reader can do it now, together with the same act on other things.
    var isShared: Bool
    /// On how many things the reader can do the same at once; zero where it is one, and beside the first of them.
    public var together = 0

    /// Whether its time is over; something without a time is never overdue.
    public func isOverdue(at: Instant) -> Bool { due.map { $0 < at } ?? false }
}

/// The same act on several things of a matter.
private struct SharedAct: Hashable {
    var matter: String
    var step: Name<Step>
}

extension [DutyView] {
    /// Notes on the first of several that are the same act on several things how many they are.
    func notingTogether() -> [DutyView] {
        var places: [SharedAct: [Int]] = [:]
        for (place, duty) in enumerated() {
            guard duty.isShared, case .act(let step, _) = duty.key else { continue }
            places[SharedAct(matter: duty.matter, step: step), default: []].append(place)
        }
        var noted = self
        for places in places.values where places.count > 1 { noted[places[0]].together = places.count }
        return noted
    }
}

extension Program {
    /// Whether a step can be done on several things in one form: nothing in it is of the matter as a whole.
    public func isDoneTogether(_ step: Step) -> Bool {
        step.each != nil && step.paper == nil && step.names == nil
            && step.asks.allSatisfy { fact($0.fact)?.per != nil }
    }
}

extension Duty {
    /// Whether a person is one of those it falls to now.
    public func falls(to person: String) -> Bool { bearers.contains { $0.includes(person) } }
}

extension Duty.Bearer {
    /// Whether a person can act as it.
    public func includes(_ person: String) -> Bool { seat.anyone || persons.contains(person) }
}

extension DutyView {
    /// Puts a duty into words for a reader.
    public init(_ duty: Duty, of matter: Matter, words: Words, reader: String) {
        self.matter = matter.id
        key = ActKey(duty)
        kind = duty.kind
        what = words.what(duty)
        let item = matter.items.first { $0.id == duty.item }
        let name = item.map(words.thing) ?? ""
        thing = item.map { name.isEmpty ? "" : "\($0.id)　\(name)" } ?? ""
        clauses = words.lines(duty.clauses)
        why = duty.because.map(words.because)
        since = duty.since
        due = duty.due
        target = duty.word.map(words.target) ?? ""
        bearers = words.bearers(duty.bearers)
        to = duty.to.map(words.addressee)
        held = duty.held.map { words.hold($0, item: duty.item) }
        asks = duty.asks.map(words.fact)
        missing = duty.step.flatMap { words.fields($0, duty.missing) } ?? duty.missing.map(\.text)
        isMine = duty.falls(to: reader)
        standsIn = duty.bearers.contains { $0.includes(reader) && $0.standsIn }
        isShared =
            isMine && held.isEmpty && duty.kind == .act && duty.item != nil
            && duty.step.flatMap { words.program.step($0) }.map(words.program.isDoneTogether) ?? false
    }
}

extension Words {
    /// A post, a part or a person that is addressed.
    public func addressee(_ id: String) -> String { house.people[id] == nil ? post(id) : person(id) }

    /// What holds an act.
    func hold(_ hold: Duty.Hold, item: String?) -> DutyView.Hold {
        DutyView.Hold(
            gate: gate(hold.gate), clauses: lines(hold.clauses), lifts: lines(hold.lawfulBy),
            questions: hold.questions.map { .init(key: answerKey($0, item: item), text: fact($0)) },
            ways: program.ways(of: hold.gate).map { way($0.id) })
    }

    /// The key of the answer to a fact; of the item where the fact is asked for each.
    func answerKey(_ fact: Name<Fact>, item: String?) -> ActKey {
        .answer(fact, item: program.fact(fact)?.per == nil ? nil : item)
    }

    /// The labels of fields of a step's paper.
    func fields(_ step: Name<Step>, _ ids: [Name<Field>]) -> [String]? {
        guard let paper = program.step(step)?.paper.flatMap({ program.paper($0.paper) }) else { return nil }
        return ids.map { id in
            let label = paper.fields.first { $0.id == id }.map { pick($0.label) } ?? ""
            return label.isEmpty ? id.text : label
        }
    }
}
