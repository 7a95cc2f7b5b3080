import Notation
import Rules

/// What an organisation has set for itself: who holds what, who is away, its hours, its targets, its registers.
///
/// It is given to the engine, never owned by a matter.
public struct House: Hashable, Sendable {
    /// Somebody who can be named; the display name lies in the record's protected part.
    public struct Person: Hashable, Sendable {
        public var id: String
        public var name: String
        public var unit: String
        /// Nobody, but what enters things: the page for reports, or the administrator's account before it is given to
        /// somebody.
        public var isSystem: Bool

        public init(id: String, name: String = "", unit: String = "", isSystem: Bool = false) {
            self.id = id
            self.name = name
            self.unit = unit
            self.isSystem = isSystem
        }
    }

    /// A person holds a post for a time.
    public struct Holding: Hashable, Sendable {
        public var post: Name<Post>
        public var unit: String
        public var person: String
        public var from: Instant
        /// Nil while it lasts.
        public var to: Instant?

        public init(post: Name<Post>, unit: String = "", person: String, from: Instant, to: Instant? = nil) {
            self.post = post
            self.unit = unit
            self.person = person
            self.from = from
            self.to = to
        }
    }

    /// A person is away from one moment to another.
    public struct Absence: Hashable, Sendable {
        public var person: String
        public var from: Instant
        public var to: Instant

        public init(person: String, from: Instant, to: Instant) {
            self.person = person
            self.from = from
            self.to = to
        }
    }

    /// A person who may act when no holder of the post can.
    public struct StandIn: Hashable, Sendable {
        public var post: Name<Post>
        public var unit: String
        public var person: String

        public init(post: Name<Post>, unit: String = "", person: String) {
            self.post = post
            self.unit = unit
            self.person = person
        }
    }

    /// A row of a register: its columns, each with its values.
    public struct Row: Hashable, Sendable {
        public var values: [String: [String]]
        /// The row is closed: kept, not in force.
        public var closed: Bool

        public init(values: [String: [String]], closed: Bool = false) {
            self.values = values
            self.closed = closed
        }
    }

    /// A telephone number of a post or of a person.
    public struct Contact: Hashable, Sendable {
        /// When somebody answers it.
        public enum Hours: String, Hashable, Sendable, CaseIterable {
            case always
            case office
            case afterHours = "after-hours"
        }

        /// Empty when the number is a person's.
        public var post: Name<Post>
        public var unit: String
        /// Empty when the number is a post's.
        public var person: String
        /// What is rung, such as 内線 or 公用携帯.
        public var label: String
        public var number: String
        public var hours: Hours

        public init(
            post: Name<Post> = "", unit: String = "", person: String = "", label: String = "", number: String,
            hours: Hours = .always
        ) {
            self.post = post
            self.unit = unit
            self.person = person
            self.label = label
            self.number = number
            self.hours = hours
        }

        /// The number as a telephone dials it: figures, `+`, `*` and `#`.
        public var dialled: String { String(number.filter { Self.keys.contains($0) }) }

        /// Whether the number can be dialled: 3 to 20 keys, and nothing else but what parts them.
        public var isRingable: Bool {
            (3...20).contains(dialled.count) && number.allSatisfy { Self.keys.contains($0) || " -()".contains($0) }
        }

        private static let keys: Set<Character> = Set("0123456789+*#")
    }

    public var people: [String: Person] = [:]
    /// What units are called; a unit that is not here is called by its id.
    public var units: [String: Label] = [:]
    public var holdings: [Holding] = []
    public var standIns: [StandIn] = []
    public var absences: [Absence] = []
    /// Office hours in minutes of the day.
    public var opens = 8 * 60 + 30
    public var closes = 17 * 60 + 15
    /// Days on which the office is closed, besides Saturdays and Sundays.
    public var closedDays: Set<Day> = []
    /// What the organisation means by a word such as 速やかに.
    public var targets: [Name<TimingWord>: Duration] = [:]
    public var registers: [Name<Register>: [String: Row]] = [:]
    public var contacts: [Contact] = []
    public var zone = Zone.japan
    /// Who takes what nobody holds.
    public var vacancy = ""
    /// The posts that may open sealed evidence.
    public var openers: [Name<Post>] = []

    public init() {}
}

extension House {
    /// Whether the office is open on a day.
    public func isWorkingDay(_ day: Day) -> Bool {
        day.weekday != 0 && day.weekday != 6 && !closedDays.contains(day)
    }

    /// Whether a moment falls in office hours.
    public func isOffice(_ at: Instant) -> Bool {
        let minute = at.minuteOfDay(in: zone)
        return isWorkingDay(at.day(in: zone)) && minute >= opens && minute < closes
    }

    /// Whether somebody can be named for something: everybody who is somebody, or was appointed to a post.
    public func canBeNamed(_ person: String) -> Bool {
        guard let known = people[person] else { return false }
        return !known.isSystem || holdings.contains { $0.person == person }
    }

    /// The ids of everybody who can be named, in order.
    public var namable: [String] { people.keys.filter(canBeNamed).sorted() }

    func isAbsent(_ person: String, at: Instant) -> Bool {
        absences.contains { $0.person == person && $0.from <= at && at < $0.to }
    }

    /// The rows of a register that are in force on a moment's day, by the columns that say from and to.
    func rowsInForce(_ register: Register, at: Instant) -> [(id: String, row: Row)] {
        guard let rows = registers[register.id] else { return [] }
        return rows.filter { isInForce($0.value, of: register, at: at) }.map { ($0.key, $0.value) }
            .sorted { $0.id < $1.id }
    }

    func isInForce(_ row: Row, of register: Register, at: Instant) -> Bool {
        guard !row.closed else { return false }
        let today = at.day(in: zone)
        for column in register.columns {
            guard let role = column.role, role != .unit, let text = row.values[column.id]?.first,
                let day = Day(reading: String(text.prefix(10)))
            else { continue }
            if role == .from, today < day { return false }
            if role == .to, today > day { return false }
        }
        return true
    }
}

/// A post, of a unit where there is one in each, or a person bound as a part.
public struct Seat: Hashable, Sendable {
    /// The post, or empty when the seat is a person's.
    public var post: Name<Post>
    public var unit: String
    /// The part through which it was reached.
    public var part: Name<Part>?
    /// The person, when a part is bound to one.
    public var person: String
    /// Any known person.
    public var anyone: Bool

    init(post: Name<Post>, unit: String = "", part: Name<Part>? = nil) {
        self.post = post
        self.unit = unit
        self.part = part
        person = ""
        anyone = false
    }

    init(person: String, part: Name<Part>) {
        post = ""
        unit = ""
        self.part = part
        self.person = person
        anyone = false
    }

    private init() {
        post = ""
        unit = ""
        part = nil
        person = ""
        anyone = true
    }

    static let anyone = Seat()

    /// The name by which rules speak of it: the post, or the part.
    public var name: String { anyone ? "anyone" : part.map(\.text) ?? post.text }
}

/// How a person comes to act for a seat.
enum Fitting: Hashable, Sendable {
    case holder
    case standIn
}
