import Rules

// What tests change before it is made: steps, prohibitions and approvals are never changed once made.

struct StepDraft {
    var id: Name<Step>
    var label: Label
    var clauses: [Clause.ID]
    var act: Name<Act>
    var by: Choice
    var to: Choice?
    var via: Choice?
    var after: [Name<Step>]
    var afterAny: [Name<Step>]
    var when: Condition
    var asks: [Step.Ask]
    var paper: Step.PaperUse?
    var each: Name<ItemKind>?
    var inStates: [String]
    var moves: [Step.Move]
    var due: Step.Due?
    var may: Bool
    var names: Name<Part>?
    var opens: Step.Opening?
    var restarts: Name<Playbook>?
    var recordedByAnyone: Bool

    init(_ made: Step) {
        id = made.id
        label = made.label
        clauses = made.clauses
        act = made.act
        by = made.by
        to = made.to
        via = made.via
        after = made.after
        afterAny = made.afterAny
        when = made.when
        asks = made.asks
        paper = made.paper
        each = made.each
        inStates = made.inStates
        moves = made.moves
        due = made.due
        may = made.may
        names = made.names
        opens = made.opens
        restarts = made.restarts
        recordedByAnyone = made.recordedByAnyone
    }

    var made: Step {
        Step(
            id: id, label: label, clauses: clauses, act: act, by: by, to: to, via: via, after: after,
            afterAny: afterAny, when: when, asks: asks, paper: paper, each: each, inStates: inStates, moves: moves,
            due: due, may: may, names: names, opens: opens, restarts: restarts, recordedByAnyone: recordedByAnyone)
    }
}

extension Step {
    func with(_ edit: (inout StepDraft) -> Void) -> Step {
        var draft = StepDraft(self)
        edit(&draft)
        return draft.made
    }
}

struct ForbidDraft {
    var id: Name<Forbid>
    var label: Label
    var clauses: [Clause.ID]
    var selectors: [Selector]
    var when: Condition
    var until: Condition?
    var ways: [Way]
    var warns: Bool
    var playbook: Name<Playbook>?

    init(_ made: Forbid) {
        id = made.id
        label = made.label
        clauses = made.clauses
        selectors = made.selectors
        when = made.when
        until = made.until
        ways = made.ways
        warns = made.warns
        playbook = made.playbook
    }

    var made: Forbid {
        Forbid(
            id: id, label: label, clauses: clauses, selectors: selectors, when: when, until: until, ways: ways,
            warns: warns, playbook: playbook)
    }
}

extension Forbid {
    func with(_ edit: (inout ForbidDraft) -> Void) -> Forbid {
        var draft = ForbidDraft(self)
        edit(&draft)
        return draft.made
    }
}

struct ApprovalDraft {
    var id: Name<Approval>
    var label: Label
    var clauses: [Clause.ID]
    var paper: Step.PaperUse?
    var askedBy: Choice
    var after: [Name<Step>]
    var when: Condition
    var before: [Selector]
    var givenBy: Choice
    var notBy: [String]
    var different: Bool
    var through: [Choice]
    var shownTo: [Choice]
    var redo: [Name<Step>]
    var ways: [Way]
    var may: Bool
    var playbook: Name<Playbook>?

    init(_ made: Approval) {
        id = made.id
        label = made.label
        clauses = made.clauses
        paper = made.paper
        askedBy = made.askedBy
        after = made.after
        when = made.when
        before = made.before
        givenBy = made.givenBy
        notBy = made.notBy
        different = made.different
        through = made.through
        shownTo = made.shownTo
        redo = made.redo
        ways = made.ways
        may = made.may
        playbook = made.playbook
    }

    var made: Approval {
        Approval(
            id: id, label: label, clauses: clauses, paper: paper, askedBy: askedBy, after: after, when: when,
            before: before, givenBy: givenBy, notBy: notBy, different: different, through: through, shownTo: shownTo,
            redo: redo, ways: ways, may: may, playbook: playbook)
    }
}

extension Approval {
    func with(_ edit: (inout ApprovalDraft) -> Void) -> Approval {
        var draft = ApprovalDraft(self)
        edit(&draft)
        return draft.made
    }
}
