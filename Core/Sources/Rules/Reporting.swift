/// How somebody reports under a rulebook: what the form opens and asks, and what whoever reports is told at once.
public struct Reporting: Hashable, Sendable {
    public var id: Name<Reporting>
    /// What the form is called.
    public var label: Label
    public var clauses: [Clause.ID]
    /// The kind of matter that a report opens.
    public var matter: Name<MatterKind>
    /// The yes-no fact that is asked first: is anyone in danger. Nil where the rulebook has none; it is asked all the same.
    public var danger: Name<Fact>?
    /// The yes-no fact that says that whoever reports is no member of the organisation.
    public var outside: Name<Fact>?
    /// What may have happened, in words that need no explanation.
    public var kinds: [Kind]
    /// What to do at once.
    public var dos: [Sentence]
    /// What to leave alone.
    public var donts: [Sentence]
    /// Whom to telephone now, in order.
    public var calls: [Call]
    /// What comes before everything else when somebody is in danger.
    public var life: Life

    public init(
        id: Name<Reporting>, label: Label = Label(), clauses: [Clause.ID] = [], matter: Name<MatterKind>,
        danger: Name<Fact>? = nil, outside: Name<Fact>? = nil, kinds: [Kind] = [], dos: [Sentence] = [],
        donts: [Sentence] = [], calls: [Call] = [], life: Life = Life()
    ) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.matter = matter
        self.danger = danger
        self.outside = outside
        self.kinds = kinds
        self.dos = dos
        self.donts = donts
        self.calls = calls
        self.life = life
    }

    /// A kind of happening in plain words, and the answers that it stands for.
    public struct Kind: Hashable, Sendable {
        public var id: String
        public var label: Label
        public var clauses: [Clause.ID]
        public var answers: [Name<Fact>: [String]]

        public init(
            id: String, label: Label = Label(), clauses: [Clause.ID] = [], answers: [Name<Fact>: [String]] = [:]
        ) {
            self.id = id
            self.label = label
            self.clauses = clauses
            self.answers = answers
        }
    }

    /// A sentence that is told; told too while its condition is unknown.
    public struct Sentence: Hashable, Sendable {
        public var id: String
        /// The words; empty means the ledger's sentence of its clause.
        public var label: Label
        public var clauses: [Clause.ID]
        public var when: Condition

        public init(id: String, label: Label = Label(), clauses: [Clause.ID] = [], when: Condition = .always) {
            self.id = id
            self.label = label
            self.clauses = clauses
            self.when = when
        }
    }

    /// Somebody to telephone; named too while it is unknown whether the condition holds.
    public struct Call: Hashable, Sendable {
        public var id: String
        /// What for; may be empty.
        public var label: Label
        public var clauses: [Clause.ID]
        public var whom: Choice
        public var when: Condition

        public init(
            id: String, label: Label = Label(), clauses: [Clause.ID] = [], whom: Choice, when: Condition = .always
        ) {
            self.id = id
            self.label = label
            self.clauses = clauses
            self.whom = whom
            self.when = when
        }
    }

    /// A public emergency number, such as that of the police.
    public struct Emergency: Hashable, Sendable {
        public var id: String
        public var label: Label
        public var clauses: [Clause.ID]
        public var number: String

        public init(id: String, label: Label = Label(), clauses: [Clause.ID] = [], number: String) {
            self.id = id
            self.label = label
            self.clauses = clauses
            self.number = number
        }
    }

    /// What is said when life or body is in danger.
    public struct Life: Hashable, Sendable {
        public var clauses: [Clause.ID]
        /// The numbers to ring first.
        public var emergencies: [Emergency]
        public var dos: [Sentence]
        /// Whom of the organisation to ring then.
        public var calls: [Call]

        public init(
            clauses: [Clause.ID] = [], emergencies: [Emergency] = [], dos: [Sentence] = [], calls: [Call] = []
        ) {
            self.clauses = clauses
            self.emergencies = emergencies
            self.dos = dos
            self.calls = calls
        }
    }
}
