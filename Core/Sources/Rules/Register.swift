/// Things that exist and are kept up to date, as rows.
public struct Register: Hashable, Sendable {
    public struct Column: Hashable, Sendable {
        public enum Role: String, Hashable, Sendable {
            /// The row is in force from this day.
            case from
            /// The row is in force to this day.
            case to
            /// The unit that owns the row.
            case unit
        }

        public var id: String
        public var label: Label
        public var clauses: [Clause.ID]
        public var domain: Domain
        /// When it must be filled; nil means never.
        public var required: Condition?
        public var role: Role?

        public init(
            id: String, label: Label = Label(), clauses: [Clause.ID] = [], domain: Domain,
            required: Condition? = nil, role: Role? = nil
        ) {
            self.id = id
            self.label = label
            self.clauses = clauses
            self.domain = domain
            self.required = required
            self.role = role
        }
    }

    /// A row that may not be entered.
    public struct Refused: Hashable, Sendable {
        public var id: String
        public var label: Label
        public var clauses: [Clause.ID]
        public var when: Condition

        public init(id: String, label: Label = Label(), clauses: [Clause.ID] = [], when: Condition) {
            self.id = id
            self.label = label
            self.clauses = clauses
            self.when = when
        }
    }

    public var id: Name<Register>
    public var label: Label
    public var clauses: [Clause.ID]
    public var owner: Choice?
    public var columns: [Column]
    public var refuses: [Refused]

    public init(
        id: Name<Register>, label: Label = Label(), clauses: [Clause.ID] = [], owner: Choice? = nil,
        columns: [Column] = [], refuses: [Refused] = []
    ) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.owner = owner
        self.columns = columns
        self.refuses = refuses
    }
}

/// A kind of thing that a matter holds as a list, each with a state.
public struct ItemKind: Hashable, Sendable {
    public var id: Name<ItemKind>
    public var label: Label
    public var clauses: [Clause.ID]
    /// The states, the first being the one an item is added in.
    public var states: [Domain.Option]
    /// The register that its rows are in.
    public var register: Name<Register>?

    public init(
        id: Name<ItemKind>, label: Label = Label(), clauses: [Clause.ID] = [], states: [Domain.Option],
        register: Name<Register>? = nil
    ) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.states = states
        self.register = register
    }
}

/// A kind of matter.
public struct MatterKind: Hashable, Sendable {
    public var id: Name<MatterKind>
    public var label: Label
    public var clauses: [Clause.ID]
    public var openedBy: Choice
    /// The part that the opener is bound to.
    public var applicant: Name<Part>?
    public var items: [Name<ItemKind>]
    /// The playbooks that run on it; empty means every playbook that allows this kind.
    public var playbooks: [Name<Playbook>]
    public var endings: [Ending]

    public init(
        id: Name<MatterKind>, label: Label = Label(), clauses: [Clause.ID] = [],
        openedBy: Choice = Choice(.anyone), applicant: Name<Part>? = nil, items: [Name<ItemKind>] = [],
        playbooks: [Name<Playbook>] = [], endings: [Ending] = []
    ) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.openedBy = openedBy
        self.applicant = applicant
        self.items = items
        self.playbooks = playbooks
        self.endings = endings
    }
}
