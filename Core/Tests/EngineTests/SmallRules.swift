import Rules

// Small rulebooks in as few words as possible: what a test does not say is ordinary.

extension Choice {
    static func post(_ id: Name<Post>, unit: UnitOf? = nil, clauses: [Clause.ID] = []) -> Choice {
        Choice(.post(id, unit: unit), clauses: clauses)
    }
    static func part(_ id: Name<Part>) -> Choice { Choice(.part(id)) }
    static func any(of choices: Choice...) -> Choice { Choice(.anyOf(choices)) }
    static func each(of choices: Choice...) -> Choice { Choice(.eachOf(choices)) }
    static func all(of choices: Choice...) -> Choice { Choice(.allOf(choices)) }
    static func first(_ rows: (Condition, Choice)...) -> Choice {
        Choice(.first(rows.map { Row(when: $0.0, choice: $0.1) }))
    }
    static let anyone = Choice(.anyone)
    static let lead = Choice.post("lead")
    static let officer = Choice.post("officer")
    static let head = Choice.post("head")
    static let clerk = Choice.post("clerk")
    static let police = Choice.post("police")
}

extension Condition {
    /// The yes-no fact is `yes`.
    static func yes(_ fact: Name<Fact>) -> Condition { .fact(fact, .oneOf(["yes"])) }
}

/// A step of the act `do` by the lead, naming the clause `C-` and its id.
func step(
    _ id: String, _ act: Name<Act> = "do", by: Choice = .lead, after: [Name<Step>] = [], when: Condition = .always,
    _ edit: (inout StepDraft) -> Void = { _ in }
) -> Step {
    let step = Step(id: Name(id), clauses: [Name("C-" + id)], act: act, by: by, after: after, when: when)
    return step.with(edit)
}

/// An approval of the request itself, asked by the lead and given by the officer, before the act `fix`.
func approval(
    _ id: String = "ok", of paper: Name<Paper>? = nil, by: Choice = .officer,
    before: Selector = Selector(acts: ["fix"]),
    _ edit: (inout ApprovalDraft) -> Void = { _ in }
) -> Approval {
    let approval = Approval(
        id: Name(id), clauses: [Name("C-" + id)], paper: paper.map { Step.PaperUse(paper: $0) }, askedBy: .lead,
        before: [before], givenBy: by)
    return approval.with(edit)
}

/// A prohibition of the act `fix`.
func forbid(
    _ id: String = "no", _ selector: Selector = Selector(acts: ["fix"]), when: Condition = .always,
    until: Condition? = nil, _ edit: (inout ForbidDraft) -> Void = { _ in }
) -> Forbid {
    let forbid = Forbid(id: Name(id), clauses: [Name("C-" + id)], selectors: [selector], when: when, until: until)
    return forbid.with(edit)
}

func way(_ id: String, when: Condition = .always, _ edit: (inout Way) -> Void = { _ in }) -> Way {
    var way = Way(id: Name(id), clauses: [Name("C-" + id)], when: when)
    edit(&way)
    return way
}

func option(_ id: String) -> Domain.Option { Domain.Option(id: id) }

/// One playbook `work` of these steps, with posts, facts, acts and a paper that most tests can use.
func rules(_ steps: [Step], _ edit: (inout Rulebook) -> Void = { _ in }) -> Rulebook {
    var book = Rulebook()
    book.identity = .init(id: "small", edition: "2026-1")
    book.posts = [
        Post(id: "lead", superior: "officer"), Post(id: "officer", superior: "head"), Post(id: "head"),
        Post(id: "clerk"),
        Post(id: "police", outside: true), Post(id: "ministry", outside: true, recordedBy: "clerk"),
    ]
    book.parts = [Part(id: "finder", binding: .opening), Part(id: "responder", binding: .named)]
    book.facts = ["hot", "wide", "urgent"].map {
        Fact(id: Name($0), clauses: [Name("F-" + $0)], domain: .yesNo, askedOf: .lead)
    }
    book.facts += [
        Fact(id: "persons", clauses: ["F-persons"], domain: .number(unit: "persons"), askedOf: .lead),
        Fact(
            id: "kind", domain: .choice([option("physical"), option("system"), option("content")], several: true),
            askedOf: .lead, fromAnyone: true),
        Fact(id: "reach", domain: .choice([option("inside"), option("outside")], several: false), askedOf: .lead),
        Fact(id: "received", clauses: ["F-received"], domain: .instant, askedOf: .lead),
        Fact(id: "ends", domain: .instant, askedOf: .lead), Fact(id: "words", domain: .text, askedOf: .lead),
        Fact(id: "day", domain: .date, askedOf: .lead), Fact(id: "who", domain: .person, askedOf: .lead),
    ]
    book.acts = [
        Act(id: "do"), Act(id: "tell"), Act(id: "send", reachesOutside: true), Act(id: "stop", kinds: ["respond"]),
        Act(id: "fix", kinds: ["respond"]), Act(id: "wipe", clauses: ["A-wipe"], kinds: ["respond"], needsStep: true),
    ]
    book.actKinds = ["respond": Label()]
    book.papers = [
        Paper(
            id: "plan", clauses: ["P-plan"], parts: [.init(id: "first"), .init(id: "second")],
            marks: [.init(id: "apology")],
            fields: [
                Field(id: "what", clauses: ["P-what"], shape: .text, part: "first", required: .always),
                Field(id: "why", shape: .text, part: "second"),
            ])
    ]
    book.matters = [MatterKind(id: "case"), MatterKind(id: "visit")]
    book.playbooks = [Playbook(id: "work", clauses: ["C-work"], matters: ["case"], steps: steps)]
    edit(&book)
    return book
}
