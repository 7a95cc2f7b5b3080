/// Acts that are refused while a condition is not false and another is not true, with the ways through.
public struct Forbid: Hashable, Sendable {
    public var id: Name<Forbid>
    public var label: Label
    public var clauses: [Clause.ID]
    public var selectors: [Selector]
    public var when: Condition
    /// From when on the acts are lawful; nil means never.
    public var until: Condition?
    public var ways: [Way]
    /// Warns and records that the person went on, instead of refusing.
    public var warns: Bool
    /// In force only while this playbook runs.
    public var playbook: Name<Playbook>?

    public init(
        id: Name<Forbid>, label: Label = Label(), clauses: [Clause.ID] = [], selectors: [Selector],
        when: Condition = .always, until: Condition? = nil, ways: [Way] = [], warns: Bool = false,
        playbook: Name<Playbook>? = nil
    ) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.selectors = selectors
        self.when = when
        self.until = until
        self.ways = ways
        self.warns = warns
        self.playbook = playbook
    }
}

/// What lets an act pass a prohibition, or stands for an approval.
public struct Way: Hashable, Sendable {
    public var id: Name<Way>
    public var label: Label
    public var clauses: [Clause.ID]
    public var when: Condition
    /// The acts it is for; empty means all that the gate is about.
    public var only: [Selector]
    /// Steps that are owed afterwards.
    public var owes: [Name<Step>]
    /// The act must cite a row in force of this register.
    public var cites: Name<Register>?

    public init(
        id: Name<Way>, label: Label = Label(), clauses: [Clause.ID] = [], when: Condition = .always,
        only: [Selector] = [], owes: [Name<Step>] = [], cites: Name<Register>? = nil
    ) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.when = when
        self.only = only
        self.owes = owes
        self.cites = cites
    }
}

/// A decision that must be given on a paper before certain acts.
public struct Approval: Hashable, Sendable {
    public var id: Name<Approval>
    public var label: Label
    public var clauses: [Clause.ID]
    /// What is approved; nil means the request itself.
    public var paper: Step.PaperUse?
    public var askedBy: Choice
    public var after: [Name<Step>]
    public var when: Condition
    public var before: [Selector]
    public var givenBy: Choice
    /// Who may not give it: `asker`, `author`, or parts.
    public var notBy: [String]
    /// Persons of `all-of` must differ.
    public var different: Bool
    /// Readers in order, before the decision.
    public var through: [Choice]
    /// Shown to them afterwards.
    public var shownTo: [Choice]
    /// Steps to be done again when it is returned.
    public var redo: [Name<Step>]
    public var ways: [Way]
    /// Asking is not owed; the gate stands all the same.
    public var may: Bool
    public var playbook: Name<Playbook>?

    public init(
        id: Name<Approval>, label: Label = Label(), clauses: [Clause.ID] = [], paper: Step.PaperUse? = nil,
        askedBy: Choice, after: [Name<Step>] = [], when: Condition = .always, before: [Selector], givenBy: Choice,
        notBy: [String] = ["asker"], different: Bool = true, through: [Choice] = [], shownTo: [Choice] = [],
        redo: [Name<Step>] = [], ways: [Way] = [], may: Bool = false, playbook: Name<Playbook>? = nil
    ) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.paper = paper
        self.askedBy = askedBy
        self.after = after
        self.when = when
        self.before = before
        self.givenBy = givenBy
        self.notBy = notBy
        self.different = different
        self.through = through
        self.shownTo = shownTo
        self.redo = redo
        self.ways = ways
        self.may = may
        self.playbook = playbook
    }
}
