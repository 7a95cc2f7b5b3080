/// One organisation's rules as data, of one edition, with the adopted readings already applied.
public struct Rulebook: Hashable, Sendable {
    /// What the rulebook is and where it comes from.
    public struct Identity: Hashable, Sendable {
        public var id: String
        public var edition: String
        public var title: Label
        public var issuer: Label
        public var sourceTitle: String
        public var attribution: String
        /// First and last day of effect, `YYYY-MM-DD`; the last may be empty.
        public var effectiveFrom: String
        public var effectiveTo: String
        public var timezone: String

        public init(
            id: String = "", edition: String = "", title: Label = Label(), issuer: Label = Label(),
            sourceTitle: String = "", attribution: String = "", effectiveFrom: String = "", effectiveTo: String = "",
            timezone: String = "Asia/Tokyo"
        ) {
            self.id = id
            self.edition = edition
            self.title = title
            self.issuer = issuer
            self.sourceTitle = sourceTitle
            self.attribution = attribution
            self.effectiveFrom = effectiveFrom
            self.effectiveTo = effectiveTo
            self.timezone = timezone
        }
    }

    public var identity = Identity()
    public var posts: [Post] = []
    public var parts: [Part] = []
    public var facts: [Fact] = []
    public var terms: [Term] = []
    public var acts: [Act] = []
    /// Kinds of acts, by id.
    public var actKinds: [String: Label] = [:]
    public var timings: [TimingWord] = []
    /// Its own periods and, as `base/period`, those of the rulebooks that it rests on.
    public var periods: [Period] = []
    /// What it rests on. Clauses, timing words and periods of a base are named `base/id`; nothing of it is merged.
    public var bases: [Base] = []
    public var playbooks: [Playbook] = []
    /// All prohibitions; those of a playbook name it.
    public var forbids: [Forbid] = []
    public var approvals: [Approval] = []
    public var clocks: [Clock] = []
    public var papers: [Paper] = []
    public var registers: [Register] = []
    public var items: [ItemKind] = []
    public var matters: [MatterKind] = []
    public var notices: [Notice] = []
    /// How one reports; the first is the form for everybody.
    public var reporting: [Reporting] = []
    public var readings: [Reading] = []
    /// A clause that merely repeats another.
    public var restatements: [Clause.ID: Clause.ID] = [:]
    /// The alternative that is applied, for each reading that has alternatives.
    public var adopted: [Name<Reading>: String] = [:]

    public init() {}
}

/// A sentence that is shown at a place, for what software cannot do.
public struct Notice: Hashable, Sendable {
    public enum Place: Hashable, Sendable {
        case step(Name<Step>)
        case playbook(Name<Playbook>)
        case paper(Name<Paper>)
        case fact(Name<Fact>)
        case register(Name<Register>)
        case matter(Name<MatterKind>)
    }

    public var id: Name<Notice>
    /// The words; empty means the ledger's sentence of its clause.
    public var label: Label
    public var clauses: [Clause.ID]
    public var place: Place
    public var when: Condition

    public init(
        id: Name<Notice>, label: Label = Label(), clauses: [Clause.ID] = [], place: Place, when: Condition = .always
    ) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.place = place
        self.when = when
    }
}

/// How an unclear, contradictory or silent place of the text is read here.
public struct Reading: Hashable, Sendable {
    public var id: Name<Reading>
    public var label: Label
    public var clauses: [Clause.ID]
    /// Where the notes speak of it.
    public var source: String
    /// The alternatives; empty when software is not touched.
    public var choices: [Domain.Option]
    public var standard: String
    public var because: Label
    /// Why software is not touched; empty when it is.
    public var untouched: Label

    public init(
        id: Name<Reading>, label: Label = Label(), clauses: [Clause.ID] = [], source: String = "",
        choices: [Domain.Option] = [], standard: String = "", because: Label = Label(), untouched: Label = Label()
    ) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.source = source
        self.choices = choices
        self.standard = standard
        self.because = because
        self.untouched = untouched
    }
}
