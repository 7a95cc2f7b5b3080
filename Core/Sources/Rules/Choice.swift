/// Who: performers, addressees, those who give an approval.
public struct Choice: Hashable, Sendable {
    public indirect enum Shape: Hashable, Sendable {
        case post(Name<Post>, unit: UnitOf?)
        case part(Name<Part>)
        case anyone
        /// One for all: shown to each, done when one does it.
        case anyOf([Choice])
        /// Each of them separately.
        case eachOf([Choice])
        /// All of them, by different persons; only for grants.
        case allOf([Choice])
        /// The first row that is true; a row that is unknown leaves the choice undecided.
        case first([Row])
    }

    /// From where the unit of a post that exists once in each unit is taken.
    public enum UnitOf: Hashable, Sendable {
        /// The unit column of the matter's items, or of the item under `each`.
        case items
        /// The unit of the person bound as this part.
        case part(Name<Part>)
    }

    /// One row of `first`.
    public struct Row: Hashable, Sendable {
        public var when: Condition
        public var choice: Choice

        public init(when: Condition, choice: Choice) {
            self.when = when
            self.choice = choice
        }
    }

    public var shape: Shape
    /// The clauses that this choice itself names.
    public var clauses: [Clause.ID]

    public init(_ shape: Shape, clauses: [Clause.ID] = []) {
        self.shape = shape
        self.clauses = clauses
    }
}

/// A post that the rules bind.
public struct Post: Hashable, Sendable {
    public var id: Name<Post>
    public var label: Label
    public var clauses: [Clause.ID]
    /// Who holds it by default, as the document says.
    public var holder: String
    /// Whoever holds that post acts as this one too.
    public var heldBy: Name<Post>?
    public var superior: Name<Post>?
    /// The posts whose holders may stand in, in order.
    public var standIns: [Name<Post>]
    /// The register column that says the unit, when there is one holder for each unit.
    public var perUnit: String?
    public var outside: Bool
    /// The post of ours that enters what this outside post does.
    public var recordedBy: Name<Post>?
    /// Whoever holds it may read a matter in which something is addressed to it.
    public var sees: Bool

    public init(
        id: Name<Post>, label: Label = Label(), clauses: [Clause.ID] = [], holder: String = "",
        heldBy: Name<Post>? = nil, superior: Name<Post>? = nil, standIns: [Name<Post>] = [], perUnit: String? = nil,
        outside: Bool = false, recordedBy: Name<Post>? = nil, sees: Bool = true
    ) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.holder = holder
        self.heldBy = heldBy
        self.superior = superior
        self.standIns = standIns
        self.perUnit = perUnit
        self.outside = outside
        self.recordedBy = recordedBy
        self.sees = sees
    }
}

/// That the person whom a part or a fact names must not see the matter: a suspect, the person complained of.
public struct Excludes: Hashable, Sendable {
    /// The clauses that this alone names.
    public var clauses: [Clause.ID]

    public init(clauses: [Clause.ID] = []) { self.clauses = clauses }
}

/// A role that a person has in one matter.
public struct Part: Hashable, Sendable {
    public enum Binding: Hashable, Sendable {
        /// Bound when the matter is opened: the person who opens it, or whom the opening names.
        case opening
        /// Bound by a step that names the person.
        case named
        /// Read from the rule each time.
        case rule(Choice)
    }

    public var id: Name<Part>
    public var label: Label
    public var clauses: [Clause.ID]
    public var binding: Binding
    /// Whoever is bound as it loses sight of the matter.
    public var excludes: Excludes?

    public init(
        id: Name<Part>, label: Label = Label(), clauses: [Clause.ID] = [], binding: Binding, excludes: Excludes? = nil
    ) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.binding = binding
        self.excludes = excludes
    }
}
