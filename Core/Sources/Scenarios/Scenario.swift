import Engine
import Notation
import Rules

/// A case that an official can read: who holds what, what they do, and what must follow.
///
/// Nothing in it is resolved before it is played, so an unknown name fails at its own place.
public struct Scenario: Hashable, Sendable {
    public var title: String
    /// The clauses it means to show.
    public var clauses: [Clause.ID]
    public var house: House
    public var readings: [Name<Reading>: String]
    public var start: Instant
    public var entries: [Entry]

    /// One line of `do`.
    public struct Entry: Hashable, Sendable {
        public enum Body: Hashable, Sendable {
            case act(JSON)
            case expect(JSON)
            case wait
        }
        /// When it is, by the scenario's own clock.
        public var at: Instant
        public var body: Body
    }

    /// What is wrong with the text of a scenario, before it is played.
    public struct Fault: Error, Hashable, Sendable {
        public var message: String
        /// Index into `do`, or nil for the head.
        public var entry: Int?
    }

    /// Reads a scenario from its tree; every scalar is text.
    ///
    /// - Parameter zone: the zone of times that name none.
    public init(json: JSON, zone: Zone) throws(Fault) {
        title = json["scenario"]?.string ?? ""
        clauses = json["clauses"].texts.map { Name($0) }
        readings = Dictionary(
            (json["readings"]?.members ?? []).map { (Name<Reading>($0.name), $0.value.string ?? "") },
            uniquingKeysWith: { $1 })
        let known: Set = [
            "scenario", "en", "clauses", "people", "readings", "house", "start", "do", "matter", "note", "because",
        ]
        for member in json.members where !known.contains(member.name) {
            throw Fault(message: "unknown key “\(member.name)”", entry: nil)
        }
        guard !title.isEmpty else { throw Fault(message: "`scenario` (its title) is missing", entry: nil) }
        guard let text = json["start"]?.string, let start = Instant(reading: text, zone: zone) else {
            throw Fault(message: "`start` is no time such as 2026-06-01T21:10+09:00", entry: nil)
        }
        self.start = start
        house = try Self.house(json, zone: zone, start: start)
        entries = []
        var now = start.adding(milliseconds: -60_000)
        for (index, entry) in (json["do"]?.array ?? []).enumerated() {
            let isExpectation = entry["expect"] != nil
            if let text = entry["at"]?.string {
                guard let at = Self.time(text, after: now, zone: zone, isFirst: index == 0, start: start) else {
                    throw Fault(message: "`at: \(text)` is no time", entry: index)
                }
                now = at
            } else if !isExpectation {
                now = index == 0 ? start : now.adding(milliseconds: 60_000)
            }
            if let expect = entry["expect"] {
                entries.append(Entry(at: now, body: .expect(expect)))
            } else if entry["act"] != nil {
                entries.append(Entry(at: now, body: .act(entry)))
            } else if entry["at"] != nil {
                entries.append(Entry(at: now, body: .wait))
            } else {
                throw Fault(message: "an entry of `do` needs `act`, `expect` or `at`", entry: index)
            }
        }
    }

    private static func time(_ text: String, after now: Instant, zone: Zone, isFirst: Bool, start: Instant) -> Instant?
    {
        if text.hasPrefix("+") {
            return Duration(iso: String(text.dropFirst())).map { now.adding(milliseconds: $0.milliseconds) }
        }
        if text.utf8.count == 5, text.dropFirst(2).first == ":" {
            let day = (isFirst ? start : now).day(in: zone)
            guard let at = Instant(reading: day.text + "T" + text, zone: zone) else { return nil }
            return at < now && !isFirst ? at.adding(milliseconds: 86_400_000) : at
        }
        return Instant(reading: text, zone: zone)
    }
}

extension JSON? {
    /// The texts of an array, or the one text.
    var texts: [String] {
        switch self {
        case .array(let elements)?: elements.compactMap(\.string)
        case .string(let text)?: [text]
        default: []
        }
    }
}

extension JSON {
    var texts: [String] { JSON?.some(self).texts }
}
