import Notation
import Rules

/// What the list of matters is narrowed to, as it stands in the address of the page.
public struct MatterListFilter: Sendable, Hashable {
    /// Whether drills are shown.
    public enum Exercises: String, Sendable, CaseIterable {
        case both = ""
        case only
        case without
    }

    /// Words of which each must be in the matter.
    public var search = ""
    /// Words of states (`open`, `closed`, `withdrawn`, `merged`, `false-alarm`); empty means any.
    public var states: [String] = []
    /// Ids of kinds; empty means any.
    public var kinds: [String] = []
    /// Whether drills are shown.
    public var exercises = Exercises.both
    /// Only where the reader must act.
    public var mine = false
    /// Only what nobody has opened.
    public var unopened = false
    /// Opened on or after this day.
    public var from: Day?
    /// Opened on or before this day.
    public var to: Day?
    /// Days that could not be read, as they were typed: by the name of the input.
    public var unread: [String: String] = [:]

    /// The states a matter can be in.
    public static let states = ["open", "closed", "withdrawn", "merged", "false-alarm"]

    /// Lets everything through.
    public init() {}

    /// Reads the query of the page, name by name; unknown words are left out.
    ///
    /// - Parameters:
    ///   - kinds: the ids that may be asked for.
    ///   - day: reads a day as people write it.
    public init(_ entered: Entered, kinds: [String], day: (String) -> Day?) {
        search = String(entered["q"].prefix(200))
        states = Self.states.filter(entered.all("state").contains)
        self.kinds = kinds.filter(entered.all("kind").contains)
        exercises = Exercises(rawValue: entered["exercise"]) ?? .both
        mine = entered["mine"] == "yes"
        unopened = entered["unopened"] == "yes"
        from = take(entered["from"], "from", day)
        to = take(entered["to"], "to", day)
    }

    private mutating func take(_ text: String, _ name: String, _ day: (String) -> Day?) -> Day? {
        guard !text.isEmpty else { return nil }
        if let day = day(text) { return day }
        unread[name] = text
        return nil
    }

    /// The names and values that make the same filter again.
    public var pairs: [(name: String, value: String)] {
        [("q", search)] + states.map { ("state", $0) } + kinds.map { ("kind", $0) }
            + [
                ("exercise", exercises.rawValue), ("mine", mine ? "yes" : ""), ("unopened", unopened ? "yes" : ""),
                ("from", from?.text ?? ""), ("to", to?.text ?? ""),
            ].filter { !$0.1.isEmpty }
    }

    /// The address of the list under this filter; the same filter always has the same address.
    public var path: String { path(cursor: "") }

    /// The address of a page of it.
    public func path(cursor: String) -> String { "/matters" + queryString(pairs + [("after", cursor)]) }
}

/// A filter that a person keeps under a name.
public struct SavedFilter: Sendable, Hashable {
    /// What the person calls it.
    public var name: String
    /// The filter.
    public var filter: MatterListFilter

    /// Makes a saved filter.
    public init(name: String, filter: MatterListFilter) {
        self.name = name
        self.filter = filter
    }

    /// Reads the form that saves what is shown; nil without a name, or with one of more than 60 characters.
    public init?(_ entered: Entered, kinds: [String]) {
        let name = entered["name"]
        guard !name.isEmpty, name.count <= 60 else { return nil }
        self.init(name: name, filter: MatterListFilter(entered, kinds: kinds) { Day(reading: $0) })
    }
}
