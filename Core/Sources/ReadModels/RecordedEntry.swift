import Engine
import Notation

/// One entry of a matter as it stands in the journal, and what became of it.
public struct RecordedEntry: Hashable, Sendable {
    /// Its place in the matter, from 1.
    public var number: Int
    public var event: Event
    /// Its place in the journal and its hash, as text.
    public var head: String
    /// The correction that struck it through, if any.
    public var struck: Striking?

    /// Puts an event in its place.
    public init(number: Int, event: Event, head: String = "", struck: Striking? = nil) {
        self.number = number
        self.event = event
        self.head = head
        self.struck = struck
    }
}

/// The correction that struck an entry through: who, when and why.
public struct Striking: Hashable, Sendable {
    /// The number of the correction.
    public var entry: Int
    public var person: String
    public var at: Instant
    public var reason: String

    /// Names the correction.
    public init(entry: Int, person: String, at: Instant, reason: String) {
        self.entry = entry
        self.person = person
        self.at = at
        self.reason = reason
    }
}

/// Which entries of a matter have been struck, kept up to date entry by entry.
public struct Strikings: Hashable, Sendable {
    private var found: [Int: Striking] = [:]

    /// Nothing struck yet.
    public init() {}

    /// The striking of an entry, if it was struck.
    public subscript(entry: Int) -> Striking? { found[entry] }

    /// Takes in the entry with this number; tells which entries it struck, so that what was made of them is made anew.
    @discardableResult
    public mutating func take(_ event: Event, number: Int) -> [Int] {
        var struck: [Int] = []
        for case .struck(let entry) in event.changes {
            found[entry] = Striking(
                entry: number, person: event.actor.person, at: event.entered, reason: event.reason)
            struck.append(entry)
        }
        return struck
    }
}

/// One entry in words.
public struct EntryView: Hashable, Sendable {
    public var number: Int
    public var happened: Instant
    public var entered: Instant
    /// It was entered more than a minute after it happened.
    public var isLate: Bool
    /// Who, with the post and on whose behalf.
    public var actor: String
    public var act: String
    public var clauses: [ClauseLine]
    /// What it changed, each in words; deviations and warnings are apart.
    public var changes: [String]
    public var deviations: [String]
    public var warnings: [String]
    public var text: String
    public var reason: String
    public var isInFact: Bool
    public var struck: Striking?
    /// Who struck it, in words.
    public var struckBy: String
    public var head: String

    /// Puts an entry into words.
    public init(_ entry: RecordedEntry, words: Words) {
        let event = entry.event
        number = entry.number
        happened = event.happened
        entered = event.entered
        isLate = event.entered.milliseconds - event.happened.milliseconds > 60_000
        actor = words.actor(event.actor)
        act = words.act(event.act)
        clauses = words.lines(event.clauses)
        (changes, deviations, warnings, isInFact) = ([], [], [], false)
        for change in event.changes {
            if case .done(let done) = change, done.inFact { isInFact = true }
            guard let said = words.change(change) else { continue }
            switch change {
            case .deviated: deviations.append(said)
            case .warned: warnings.append(said)
            default: changes.append(said)
            }
        }
        // What an item was said to be stands in the change already.
        let isSaid = event.changes.contains { if case .itemAdded(let it) = $0 { it.text == event.text } else { false } }
        text = isSaid ? "" : event.text
        reason = event.reason
        struck = entry.struck
        struckBy = entry.struck.map { words.person($0.person) } ?? ""
        head = entry.head
    }
}

extension Words {
    /// Who acted, as what, standing in or not, and for whom it was entered.
    public func actor(_ actor: Actor) -> String {
        let post =
            actor.post.isEmpty
            ? ""
            : "（\(self.post(actor.post))\(actor.unit.isEmpty ? "" : say("・", ", ") + unit(actor.unit))"
                + "\(actor.standsIn ? say("・代理", ", standing in") : "")）"
        let behalf =
            actor.onBehalf.isEmpty || actor.onBehalf == actor.post
            ? "" : say("　\(addressee(actor.onBehalf))に代わって", " for \(addressee(actor.onBehalf))")
        if !behalf.isEmpty, house.people[actor.person]?.isSystem == true {
            return addressee(actor.onBehalf) + say("（\(person(actor.person))から）", " (by \(person(actor.person)))")
        }
        return person(actor.person) + post + behalf
    }
}
