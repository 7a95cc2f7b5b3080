/// A period that a law sets, as dated rows: what it was, is and will be, and who says so.
///
/// Numbers of a law change from outside. A row is never amended; a new one follows it.
public struct Period: Hashable, Sendable {
    /// What holds from one day to another.
    public struct Row: Hashable, Sendable {
        public var lasts: Duration
        public var counting: Clock.Counting
        /// First and last day on which it holds, `YYYY-MM-DD`; the last may be empty.
        public var from: String
        public var to: String
        /// Where it is printed.
        public var source: String
        /// The day on which somebody last compared it with the source, `YYYY-MM-DD`.
        public var checkedOn: String

        public init(
            lasts: Duration, counting: Clock.Counting, from: String, to: String = "", source: String, checkedOn: String
        ) {
            self.lasts = lasts
            self.counting = counting
            self.from = from
            self.to = to
            self.source = source
            self.checkedOn = checkedOn
        }

        /// Whether it holds on a day, `YYYY-MM-DD`.
        public func holds(on day: String) -> Bool { from <= day && (to.isEmpty || day <= to) }
    }

    public var id: Name<Period>
    public var label: Label
    public var clauses: [Clause.ID]
    /// By first day.
    public var rows: [Row]

    public init(id: Name<Period>, label: Label = Label(), clauses: [Clause.ID] = [], rows: [Row]) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.rows = rows
    }
}

/// A rulebook that another one rests on, such as the law under an organisation's rules.
public struct Base: Hashable, Sendable {
    public var id: String
    public var edition: String
    public var title: Label

    public init(id: String, edition: String, title: Label = Label()) {
        self.id = id
        self.edition = edition
        self.title = title
    }
}
