/// A deadline with its own way of counting.
public struct Clock: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        /// Others must wait for its end.
        case wait
        /// Something is to be done by its end.
        case due
    }

    public enum Counting: String, Hashable, Sendable {
        /// Civil Code 140, 141: the first day is not counted; it ends with the end of the last day.
        case daysFirstOut = "days-first-out"
        /// The first day is counted, and a last day on a closed day moves to the next open day.
        case daysFirstInRolled = "days-first-in-rolled"
        /// Plain hours from the moment.
        case hours
        /// To a moment that a person enters.
        case toInstant = "to-instant"
    }

    public enum Takes: Hashable, Sendable {
        case later, earlier
        case start(String)
    }

    public enum Source: Hashable, Sendable {
        case done(Name<Step>)
        case fact(Name<Fact>)
    }

    /// A moment from which it counts.
    public struct Start: Hashable, Sendable {
        public var id: String
        public var label: Label
        public var clauses: [Clause.ID]
        public var source: Source

        public init(id: String, label: Label = Label(), clauses: [Clause.ID] = [], source: Source) {
            self.id = id
            self.label = label
            self.clauses = clauses
            self.source = source
        }
    }

    public var id: Name<Clock>
    public var label: Label
    public var clauses: [Clause.ID]
    public var kind: Kind
    public var starts: [Start]
    public var takes: Takes
    public var lasts: Duration?
    /// The fact that holds the end, for `to-instant`.
    public var until: Name<Fact>?
    public var counting: Counting
    public var stops: Condition?
    /// The name of the law shown next to it, never merged.
    public var beside: String
    /// The period of a law that is reckoned next to it, never merged.
    public var period: Name<Period>?
    public var playbook: Name<Playbook>?

    public init(
        id: Name<Clock>, label: Label = Label(), clauses: [Clause.ID] = [], kind: Kind, starts: [Start],
        takes: Takes = .later, lasts: Duration? = nil, until: Name<Fact>? = nil, counting: Counting,
        stops: Condition? = nil, beside: String = "", period: Name<Period>? = nil,
        playbook: Name<Playbook>? = nil
    ) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.kind = kind
        self.starts = starts
        self.takes = takes
        self.lasts = lasts
        self.until = until
        self.counting = counting
        self.stops = stops
        self.beside = beside
        self.period = period
        self.playbook = playbook
    }
}

/// A word of the text for how soon (直ちに, 速やかに); the organisation sets its target.
public struct TimingWord: Hashable, Sendable {
    public var id: Name<TimingWord>
    public var label: Label
    public var clauses: [Clause.ID]

    public init(id: Name<TimingWord>, label: Label = Label(), clauses: [Clause.ID] = []) {
        self.id = id
        self.label = label
        self.clauses = clauses
    }
}

/// A length of time as ISO 8601 writes it: whole days, or hours and minutes.
public struct Duration: Hashable, Sendable {
    public var days: Int
    public var minutes: Int

    public init(days: Int = 0, minutes: Int = 0) {
        self.days = days
        self.minutes = minutes
    }

    /// Reads `P7D`, `PT24H`, `PT30M`, `P1DT12H`; nil for everything else, months and years included.
    public init?(iso text: String) {
        guard text.first == "P", text.count > 1 else { return nil }
        var days = 0
        var minutes = 0
        var inTime = false
        var digits = ""
        for character in text.dropFirst() {
            switch character {
            case "0"..."9": digits.append(character)
            case "T" where digits.isEmpty && !inTime: inTime = true
            case "D" where !inTime, "W" where !inTime, "H" where inTime, "M" where inTime:
                guard let number = Int(digits), number < 1_000_000 else { return nil }
                digits = ""
                switch character {
                case "D": days += number
                case "W": days += number * 7
                case "H": minutes += number * 60
                default: minutes += number
                }
            default: return nil
            }
        }
        guard digits.isEmpty, text.last != "T" else { return nil }
        self.init(days: days, minutes: minutes)
    }

    /// The ISO 8601 text.
    public var iso: String {
        var text = "P"
        if days > 0 { text += "\(days)D" }
        if minutes > 0 {
            text += "T"
            if minutes >= 60 { text += "\(minutes / 60)H" }
            if minutes % 60 > 0 { text += "\(minutes % 60)M" }
        }
        return text == "P" ? "PT0M" : text
    }

    /// All of it in milliseconds, a day taken as 24 hours.
    public var milliseconds: Int64 { Int64(days) * 86_400_000 + Int64(minutes) * 60_000 }
}
