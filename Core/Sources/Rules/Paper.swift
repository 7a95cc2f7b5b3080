/// A form, report or letter: named fields in parts, written as frozen, numbered versions.
public struct Paper: Hashable, Sendable {
    public struct Section: Hashable, Sendable {
        public var id: String
        public var label: Label
        public var clauses: [Clause.ID]

        public init(id: String, label: Label = Label(), clauses: [Clause.ID] = []) {
            self.id = id
            self.label = label
            self.clauses = clauses
        }
    }

    public var id: Name<Paper>
    public var label: Label
    public var clauses: [Clause.ID]
    public var parts: [Section]
    /// What a drafter may declare of a version, such as that it holds an apology.
    public var marks: [Section]
    public var fields: [Field]

    public init(
        id: Name<Paper>, label: Label = Label(), clauses: [Clause.ID] = [], parts: [Section] = [],
        marks: [Section] = [], fields: [Field] = []
    ) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.parts = parts
        self.marks = marks
        self.fields = fields
    }
}

/// One field of a paper.
public struct Field: Hashable, Sendable {
    public enum Shape: String, Hashable, Sendable {
        case text, date, datetime, choice, multichoice, bool, person, seal, table
    }

    public var id: Name<Field>
    public var label: Label
    public var clauses: [Clause.ID]
    public var shape: Shape
    public var options: [Domain.Option]
    public var part: String?
    /// When it must be filled before a step that uses its part is done; nil means never.
    public var required: Condition?
    /// Words that are always there and cannot be taken away.
    public var fixed: Label?
    /// The fact that it shows.
    public var fact: Name<Fact>?

    public init(
        id: Name<Field>, label: Label = Label(), clauses: [Clause.ID] = [], shape: Shape,
        options: [Domain.Option] = [], part: String? = nil, required: Condition? = nil, fixed: Label? = nil,
        fact: Name<Fact>? = nil
    ) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.shape = shape
        self.options = options
        self.part = part
        self.required = required
        self.fixed = fixed
        self.fact = fact
    }
}
