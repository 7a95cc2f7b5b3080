/// A typed answer about a matter; unknown is an answer too.
public struct Fact: Hashable, Sendable {
    public var id: Name<Fact>
    public var label: Label
    public var clauses: [Clause.ID]
    public var domain: Domain
    /// Whose answer stands.
    public var askedOf: Choice?
    /// Whether anybody's answer stands until an asked post answers.
    public var fromAnyone: Bool
    /// One answer for each item of this kind.
    public var per: Name<ItemKind>?
    /// It can be brought about, not only found.
    public var made: Bool
    /// Whoever the standing answer names loses sight of the matter.
    public var excludes: Excludes?

    public init(
        id: Name<Fact>, label: Label = Label(), clauses: [Clause.ID] = [], domain: Domain, askedOf: Choice? = nil,
        fromAnyone: Bool = false, per: Name<ItemKind>? = nil, made: Bool = false,
        excludes: Excludes? = nil
    ) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.domain = domain
        self.askedOf = askedOf
        self.fromAnyone = fromAnyone
        self.per = per
        self.made = made
        self.excludes = excludes
    }
}

/// What values an answer, a column or a field may have.
public enum Domain: Hashable, Sendable {
    case yesNo
    case choice([Option], several: Bool)
    /// Whole numbers of a unit (persons, records, households); never without one.
    case number(unit: String)
    case text
    /// A moment.
    case instant
    /// A day.
    case date
    case person
    case people
    /// A row of this register.
    case row(Name<Register>)

    /// One value of a choice.
    public struct Option: Hashable, Sendable {
        public var id: String
        public var label: Label
        public var clauses: [Clause.ID]
        /// The item of a definition that this value carries.
        public var item: String?

        public init(id: String, label: Label = Label(), clauses: [Clause.ID] = [], item: String? = nil) {
            self.id = id
            self.label = label
            self.clauses = clauses
            self.item = item
        }
    }

    /// The options of a choice; empty for every other domain.
    public var options: [Option] {
        guard case .choice(let options, _) = self else { return [] }
        return options
    }

    /// Whether several values may be given at once.
    public var isSeveral: Bool {
        guard case .choice(_, let several) = self else { return false }
        return several
    }
}

/// A word for what can be done.
public struct Act: Hashable, Sendable {
    public var id: Name<Act>
    public var label: Label
    public var clauses: [Clause.ID]
    /// Kinds it belongs to; selectors may name a kind.
    public var kinds: [String]
    /// It goes to the outside, whoever the addressee is.
    public var reachesOutside: Bool
    /// It can be done only under an open step, so that its basis is recorded.
    public var needsStep: Bool

    public init(
        id: Name<Act>, label: Label = Label(), clauses: [Clause.ID] = [], kinds: [String] = [],
        reachesOutside: Bool = false, needsStep: Bool = false
    ) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.kinds = kinds
        self.reachesOutside = reachesOutside
        self.needsStep = needsStep
    }
}
