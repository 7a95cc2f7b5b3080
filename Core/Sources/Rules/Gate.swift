/// Acts that are refused while a condition is not false and another is not true, with the ways through.
public final class Forbid: Hashable, Sendable {
    public let id: Name<Forbid>
    public let label: Label
    public let clauses: [Clause.ID]
    public let selectors: [Selector]
    public let when: Condition
    /// From when on the acts are lawful; nil means never.
    public let until: Condition?
    public let ways: [Way]
    /// Warns and records that the person went on, instead of refusing.
    public let warns: Bool
    /// In force only while this playbook runs.
    public let playbook: Name<Playbook>?

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

    public static func == (left: Forbid, right: Forbid) -> Bool {
        if left === right { return true }
        return left.id == right.id
            && left.label == right.label
            && left.clauses == right.clauses
            && left.selectors == right.selectors
            && left.when == right.when
            && left.until == right.until
            && left.ways == right.ways
            && left.warns == right.warns
            && left.playbook == right.playbook
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
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
public final class Approval: Hashable, Sendable {
    public let id: Name<Approval>
    public let label: Label
    public let clauses: [Clause.ID]
    /// What is approved; nil means the request itself.
    public let paper: Step.PaperUse?
    public let askedBy: Choice
    public let after: [Name<Step>]
    public let when: Condition
    public let before: [Selector]
    public let givenBy: Choice
    /// Who may not give it: `asker`, `author`, or parts.
    public let notBy: [String]
    /// Persons of `all-of` must differ.
    public let different: Bool
    /// Readers in order, before the decision.
    public let through: [Choice]
    /// Shown to them afterwards.
    public let shownTo: [Choice]
    /// Steps to be done again when it is returned.
    public let redo: [Name<Step>]
    public let ways: [Way]
    /// Asking is not owed; the gate stands all the same.
    public let may: Bool
    public let playbook: Name<Playbook>?

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

    public static func == (left: Approval, right: Approval) -> Bool {
        if left === right { return true }
        return left.id == right.id
            && left.label == right.label
            && left.clauses == right.clauses
            && left.paper == right.paper
            && left.askedBy == right.askedBy
            && left.after == right.after
            && left.when == right.when
            && left.before == right.before
            && left.givenBy == right.givenBy
            && left.notBy == right.notBy
            && left.different == right.different
            && left.through == right.through
            && left.shownTo == right.shownTo
            && left.redo == right.redo
            && left.ways == right.ways
            && left.may == right.may
            && left.playbook == right.playbook
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
