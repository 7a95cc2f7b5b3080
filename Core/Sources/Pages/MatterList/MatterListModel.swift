import Notation
import Rules

/// The list of matters as one reader may see it.
public struct MatterListModel: Sendable, Hashable {
    /// One matter.
    public struct Row: Sendable, Hashable {
        /// The number of the matter.
        public var matter: String
        /// What it is, in a line.
        public var title: String
        /// The kind, in words.
        public var kind: String
        /// The word of the state.
        public var state: String
        /// When it was opened.
        public var opened: Instant
        /// When something was entered last.
        public var lastEntered: Instant
        /// What is due next.
        public var due: Instant?
        /// Who must act: posts, in words.
        public var who: [String]
        /// Whether the reader is one of them.
        public var mine: Bool
        /// Whether it is a drill.
        public var exercise: Bool
        /// Whether nobody has opened it yet.
        public var unopened: Bool

        /// Makes a row.
        public init(
            matter: String, title: String, kind: String, state: String = "open", opened: Instant,
            lastEntered: Instant, due: Instant? = nil, who: [String] = [], mine: Bool = false,
            exercise: Bool = false, unopened: Bool = false
        ) {
            self.matter = matter
            self.title = title
            self.kind = kind
            self.state = state
            self.opened = opened
            self.lastEntered = lastEntered
            self.due = due
            self.who = who
            self.mine = mine
            self.exercise = exercise
            self.unopened = unopened
        }
    }

    /// What it is narrowed to.
    public var filter: MatterListFilter
    /// The kinds that can be asked for: id and words.
    public var kinds: [Input.Option]
    /// The rows of this page.
    public var rows: [Row]
    /// How many there are by the word of the state, on all pages.
    public var counts: [String: Int]
    /// What the next page begins after; nil when this is the last.
    public var next: String?
    /// Whether this is a page after the first.
    public var isLater: Bool
    /// What the reader has saved.
    public var saved: [SavedFilter]
    /// Whether the reader may open any kind of matter.
    public var mayOpen: Bool

    /// Makes a list.
    public init(
        filter: MatterListFilter = MatterListFilter(), kinds: [Input.Option] = [], rows: [Row] = [],
        counts: [String: Int] = [:], next: String? = nil, isLater: Bool = false, saved: [SavedFilter] = [],
        mayOpen: Bool = false
    ) {
        self.filter = filter
        self.kinds = kinds
        self.rows = rows
        self.counts = counts
        self.next = next
        self.isLater = isLater
        self.saved = saved
        self.mayOpen = mayOpen
    }
}
