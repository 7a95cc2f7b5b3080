import Notation

/// Who looks: what they are shown is decided by this, in the index itself.
public struct MatterViewer: Hashable, Sendable {
    /// Which matters they may see.
    public enum Sight: Hashable, Sendable {
        /// Those that carry at least one of these keys; without a key, none.
        case keys([String])
        /// All: for an auditor, and for programs.
        case all
    }

    /// The person; a matter that excludes them is not shown, whatever keys they have.
    public var person: String
    /// Which matters they may see.
    public var sight: Sight

    /// Makes a viewer.
    ///
    /// - Parameter person: empty for a program.
    public init(person: String, sight: Sight) {
        self.person = person
        self.sight = sight
    }
}

/// Which matters to list, in which order, and which page of them.
public struct MatterQuery: Hashable, Sendable {
    /// The order of a list.
    public enum Order: String, Hashable, Sendable, CaseIterable {
        /// Where something was entered last comes first.
        case lastEntered = "last-entered"
        /// What is due first comes first; what is never due comes last.
        case due
    }

    /// Who looks.
    public var viewer: MatterViewer
    /// What the matters must keep to.
    public var filter: Filter
    /// The order of the list.
    public var order: Order
    /// At most so many lines; 1 to 500.
    public var size: Int
    /// Where the page before ended; nil for the first.
    public var cursor: String?

    /// What matters must keep to; empty lets all through.
    public struct Filter: Hashable, Sendable {
        /// In one of these states; empty means any.
        public var states: Set<MatterState> = []
        /// Of one of these kinds; empty means any.
        public var kinds: Set<String> = []
        /// Only drills, or none; nil means both.
        public var exercise: Bool?
        /// Opened from this matter.
        public var parent: String?
        /// Opened at or after this moment.
        public var openedFrom: Instant?
        /// Opened before this moment.
        public var openedBefore: Instant?
        /// Whether something with a time is due on it; nil means both.
        public var hasDue: Bool?
        /// Only what nobody has opened yet.
        public var unopened = false
        /// Words of which each must be in the matter's texts; empty means no search.
        public var search = ""

        /// Makes a filter that lets all through.
        public init() {}
    }

    /// Makes a query for the first page.
    public init(viewer: MatterViewer, filter: Filter = Filter(), order: Order = .lastEntered, size: Int = 50) {
        self.viewer = viewer
        self.filter = filter
        self.order = order
        self.size = size
    }
}

/// A page of a list of matters.
public struct MatterPage: Hashable, Sendable {
    /// The lines, in order.
    public var lines: [MatterLine]
    /// How many matters there are by state, on all pages; a state that has none is not in it.
    public var counts: [MatterState: Int]
    /// What the next page is asked for with; nil when this is the last.
    public var next: String?

    /// How many matters there are on all pages.
    public var total: Int { counts.values.reduce(0, +) }

    /// Makes a page.
    public init(lines: [MatterLine], counts: [MatterState: Int], next: String?) {
        self.lines = lines
        self.counts = counts
        self.next = next
    }
}

extension MatterQuery.Filter {
    /// The filter as a view that somebody saved; the words in it are kept for ever.
    public var json: JSON {
        func moment(_ at: Instant?) -> JSON? { at.map { .int(Int($0.milliseconds)) } }
        return .compact(
            ("states", states.isEmpty ? nil : .strings(states.map(\.word).sorted())),
            ("kinds", kinds.isEmpty ? nil : .strings(kinds.sorted())), ("exercise", exercise.map(JSON.bool)),
            ("parent", parent.map(JSON.string)), ("from", moment(openedFrom)), ("before", moment(openedBefore)),
            ("due", hasDue.map(JSON.bool)), ("unopened", unopened ? true : nil),
            ("search", search.isEmpty ? nil : .string(search)))
    }

    /// Reads a saved view; what this program does not know is left out.
    public init(json: JSON) {
        func moment(_ name: String) -> Instant? { json[name]?.int.map { Instant(milliseconds: Int64($0)) } }
        states = Set((json["states"]?.array ?? []).compactMap(\.string).compactMap(MatterState.init(word:)))
        kinds = Set((json["kinds"]?.array ?? []).compactMap(\.string))
        exercise = json["exercise"]?.bool
        parent = json["parent"]?.string
        openedFrom = moment("from")
        openedBefore = moment("before")
        hasDue = json["due"]?.bool
        unopened = json["unopened"]?.bool ?? false
        search = json["search"]?.string ?? ""
    }
}

extension MatterState {
    /// The word for it in addresses, saved views and JSON.
    public var word: String {
        switch self {
        case .open: "open"
        case .closed: "closed"
        case .withdrawn: "withdrawn"
        case .merged: "merged"
        case .falseAlarm: "false-alarm"
        case .erased: "erased"
        }
    }

    /// Reads a word; nil for one that is none of them.
    public init?(word: String) {
        guard let found = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = found
    }
}
