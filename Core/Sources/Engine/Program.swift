import Rules

/// A rulebook made ready to run: everything by its id, and what each thing touches worked out once.
public final class Program: Sendable {
    /// The rules, readings already applied.
    public let rulebook: Rulebook
    let posts: [Name<Post>: Post]
    let parts: [Name<Part>: Part]
    let facts: [Name<Fact>: Fact]
    let terms: [Name<Term>: Term]
    let acts: [Name<Act>: Act]
    let playbooks: [Name<Playbook>: Playbook]
    let steps: [Name<Step>: Step]
    let playbookOf: [Name<Step>: Name<Playbook>]
    let approvals: [Name<Approval>: Approval]
    let forbids: [Name<Forbid>: Forbid]
    let clocks: [Name<Clock>: Clock]
    let papers: [Name<Paper>: Paper]
    let registers: [Name<Register>: Register]
    let items: [Name<ItemKind>: ItemKind]
    let matters: [Name<MatterKind>: MatterKind]
    /// The gates whose selectors can match each step, in the order of the rulebook.
    let forbidsOnStep: [Name<Step>: [Forbid]]
    let approvalsOnStep: [Name<Step>: [Approval]]
    /// The playbooks of each kind of matter, in the order of the rulebook.
    private let playbooksOfKind: [Name<MatterKind>: [Playbook]]
    /// Steps that are owed by one and to one, and so are done with one mark.
    let single: Set<Name<Step>>
    /// The steps to do again when an approval is returned; those it names, else those before it that write its paper.
    let drafting: [Name<Approval>: Set<Name<Step>>]
    /// The approvals whose return asks for a step again.
    let redoneBy: [Name<Step>: [Name<Approval>]]
    /// The parts and facts that exclude the persons they name.
    let excludingParts: [Part]
    let excludingFacts: [Fact]
    /// The posts that the steps of each playbook and each approval name, as choices of one post.
    let concernedBy: Concerned
    /// The steps that wait for each approval.
    let gatedBy: [Name<Approval>: [Step]]
    /// The steps that bring items of a kind to each of their states.
    let movers: [Name<ItemKind>: [String: [Name<Step>]]]

    /// Makes a rulebook ready to run.
    public init(_ rulebook: Rulebook) {
        func table<Value, Subject>(_ values: [Value], _ id: (Value) -> Name<Subject>) -> [Name<Subject>: Value] {
            Dictionary(values.map { (id($0), $0) }, uniquingKeysWith: { first, _ in first })
        }
        self.rulebook = rulebook
        posts = table(rulebook.posts, \.id)
        parts = table(rulebook.parts, \.id)
        facts = table(rulebook.facts, \.id)
        terms = table(rulebook.terms, \.id)
        acts = table(rulebook.acts, \.id)
        playbooks = table(rulebook.playbooks, \.id)
        approvals = table(rulebook.approvals, \.id)
        forbids = table(rulebook.forbids, \.id)
        clocks = table(rulebook.clocks, \.id)
        papers = table(rulebook.papers, \.id)
        registers = table(rulebook.registers, \.id)
        items = table(rulebook.items, \.id)
        matters = table(rulebook.matters, \.id)
        excludingParts = rulebook.parts.filter { $0.excludes != nil }
        excludingFacts = rulebook.facts.filter { $0.excludes != nil }
        concernedBy = Concerned(rulebook)
        var steps: [Name<Step>: Step] = [:]
        var playbookOf: [Name<Step>: Name<Playbook>] = [:]
        for playbook in rulebook.playbooks {
            for step in playbook.steps {
                steps[step.id] = step
                playbookOf[step.id] = playbook.id
            }
        }
        self.steps = steps
        self.playbookOf = playbookOf
        var drafting: [Name<Approval>: Set<Name<Step>>] = [:]
        for approval in rulebook.approvals {
            drafting[approval.id] = Set(approval.redo)
            guard approval.redo.isEmpty, let paper = approval.paper?.paper else { continue }
            drafting[approval.id] = Set(approval.after.filter { steps[$0]?.paper?.paper == paper })
        }
        self.drafting = drafting
        var redoneBy: [Name<Step>: [Name<Approval>]] = [:]
        for (approval, steps) in drafting { for step in steps { redoneBy[step, default: []].append(approval) } }
        self.redoneBy = redoneBy
        var forbidsOnStep: [Name<Step>: [Forbid]] = [:]
        var approvalsOnStep: [Name<Step>: [Approval]] = [:]
        for step in steps.values {
            let deed = Deed(step: step, playbook: playbookOf[step.id], acts: acts, posts: posts, parts: parts)
            forbidsOnStep[step.id] = rulebook.forbids.filter { $0.selectors.contains { deed.mayMatch($0) } }
            approvalsOnStep[step.id] = rulebook.approvals.filter { $0.before.contains { deed.mayMatch($0) } }
        }
        self.forbidsOnStep = forbidsOnStep
        self.approvalsOnStep = approvalsOnStep
        var gatedBy: [Name<Approval>: [Step]] = [:]
        for step in rulebook.playbooks.flatMap(\.steps) {
            for approval in approvalsOnStep[step.id, default: []] { gatedBy[approval.id, default: []].append(step) }
        }
        self.gatedBy = gatedBy
        var movers: [Name<ItemKind>: [String: [Name<Step>]]] = [:]
        for step in rulebook.playbooks.flatMap(\.steps) {
            guard let kind = step.each else { continue }
            for state in step.moves.flatMap(\.to).unique {
                movers[kind, default: [:]][state, default: []].append(step.id)
            }
        }
        self.movers = movers
        var playbooksOfKind: [Name<MatterKind>: [Playbook]] = [:]
        for kind in rulebook.matters {
            playbooksOfKind[kind.id] = rulebook.playbooks.filter { playbook in
                (playbook.matters.isEmpty || playbook.matters.contains(kind.id))
                    && (kind.playbooks.isEmpty || kind.playbooks.contains(playbook.id))
            }
        }
        self.playbooksOfKind = playbooksOfKind
        single = Set(
            steps.values.filter { !$0.by.mayBeSeveral(rulebook) && !($0.to?.mayBeSeveral(rulebook) ?? false) }.map(\.id)
        )
    }

    /// The steps that each prohibition and approval touches, by id: what `rulebook explain` prints.
    public var touched: [(gate: String, steps: [Name<Step>])] {
        let all = rulebook.playbooks.flatMap(\.steps)
        return rulebook.forbids.map { forbid in
            (forbid.id.text, all.filter { forbidsOnStep[$0.id, default: []].contains(forbid) }.map(\.id))
        }
            + rulebook.approvals.map { approval in
                (approval.id.text, all.filter { approvalsOnStep[$0.id, default: []].contains(approval) }.map(\.id))
            }
    }

    /// Whether a prohibition or an approval can meet the act of a step.
    public func touches(_ gate: String, _ step: Name<Step>) -> Bool {
        forbidsOnStep[step, default: []].contains { $0.id.text == gate }
            || approvalsOnStep[step, default: []].contains { $0.id.text == gate }
    }

    /// The ways through a prohibition or an approval.
    public func ways(of gate: String) -> [Way] {
        forbids[Name(gate)]?.ways ?? approvals[Name(gate)]?.ways ?? []
    }

    /// The playbooks that can run on a kind of matter.
    func playbooks(of kind: Name<MatterKind>) -> [Playbook] { playbooksOfKind[kind] ?? [] }

    /// Whether an act word is this word or of this kind.
    func act(_ act: Name<Act>, is word: String) -> Bool {
        act.text == word || acts[act]?.kinds.contains(word) ?? false
    }
}

/// An act as selectors see it.
struct Deed {
    var act: Name<Act>
    var kinds: [String]
    var to: [String]
    var outside: Bool
    var paper: Name<Paper>?
    var marks: [String]
    var step: Name<Step>?
    var playbook: Name<Playbook>?
    var close = false
    /// Marks and addressees are not settled yet, so they could still match.
    var open = false

    init(
        act: Name<Act>, to: [String], paper: Name<Paper>?, marks: [String], step: Step?, playbook: Name<Playbook>?,
        program: Program
    ) {
        self.act = act
        kinds = program.acts[act]?.kinds ?? []
        self.to = to
        outside =
            program.acts[act]?.reachesOutside ?? false
            || to.contains { program.posts[Name($0)]?.outside ?? false }
        self.paper = paper
        self.marks = marks
        self.step = step?.id
        self.playbook = playbook
    }

    /// The closing of the matter.
    static func closing(program: Program) -> Deed {
        var deed = Deed(act: "close", to: [], paper: nil, marks: [], step: nil, playbook: nil, program: program)
        deed.close = true
        return deed
    }

    init(
        step: Step, playbook: Name<Playbook>?, acts: [Name<Act>: Act], posts: [Name<Post>: Post],
        parts: [Name<Part>: Part]
    ) {
        act = step.act
        kinds = acts[step.act]?.kinds ?? []
        to = step.to?.named.reachable(parts) ?? []
        outside = acts[step.act]?.reachesOutside ?? false || to.contains { posts[Name($0)]?.outside ?? false }
        paper = step.paper?.paper
        marks = []
        self.step = step.id
        self.playbook = playbook
        open = true
    }

    func matches(_ selector: Selector) -> Bool {
        if selector.close { return close }
        guard !close else { return false }
        if !selector.acts.isEmpty, !selector.acts.contains(where: { $0 == act.text || kinds.contains($0) }) {
            return false
        }
        if !selector.to.isEmpty, !selector.to.contains(where: to.contains) { return false }
        if selector.reachesOutside, !outside { return false }
        if !selector.papers.isEmpty {
            guard let paper, selector.papers.contains(paper) else { return false }
        }
        if !selector.marks.isEmpty, !selector.marks.contains(where: marks.contains), !open { return false }
        if !selector.steps.isEmpty {
            guard let step, selector.steps.contains(step) else { return false }
        }
        if !selector.playbooks.isEmpty {
            guard let playbook, selector.playbooks.contains(playbook) else { return false }
        }
        return true
    }

    /// Whether some act under this step could match.
    func mayMatch(_ selector: Selector) -> Bool { matches(selector) }
}

extension [String] {
    /// These posts and parts, and all that the rules of the parts can come to.
    func reachable(_ parts: [Name<Part>: Part]) -> [String] {
        var found = self
        var next = 0
        while next < found.count {
            if case .rule(let choice)? = parts[Name(found[next])]?.binding {
                found += choice.named.filter { !found.contains($0) }
            }
            next += 1
        }
        return found
    }
}

extension Choice {
    /// Whether it can come to several duties or addressees, each of which counts.
    func mayBeSeveral(_ rulebook: Rulebook, seen: Set<Name<Part>> = []) -> Bool {
        switch shape {
        case .anyone, .anyOf: false
        case .post(_, let unit): unit != nil
        case .part(let id):
            if !seen.contains(id), case .rule(let choice)? = rulebook.parts.first(where: { $0.id == id })?.binding {
                choice.mayBeSeveral(rulebook, seen: seen.union([id]))
            } else {
                false
            }
        case .eachOf, .allOf: true
        case .first(let rows): rows.contains { $0.choice.mayBeSeveral(rulebook, seen: seen) }
        }
    }

    /// Every post and part that the choice can name.
    var named: [String] {
        switch shape {
        case .post(let post, _): [post.text]
        case .part(let part): [part.text]
        case .anyone: []
        case .anyOf(let choices), .eachOf(let choices), .allOf(let choices): choices.flatMap(\.named)
        case .first(let rows): rows.flatMap(\.choice.named)
        }
    }

    /// Every clause named in it, at any depth.
    var allClauses: [Clause.ID] {
        let inner: [Clause.ID] =
            switch shape {
            case .post, .part, .anyone: []
            case .anyOf(let choices), .eachOf(let choices), .allOf(let choices): choices.flatMap(\.allClauses)
            case .first(let rows): rows.flatMap(\.choice.allClauses)
            }
        return clauses + inner
    }
}

// What pages and forms look up by id.
extension Program {
    /// A step of any playbook.
    public func step(_ id: Name<Step>) -> Step? { steps[id] }
    /// A fact.
    public func fact(_ id: Name<Fact>) -> Fact? { facts[id] }
    /// A paper.
    public func paper(_ id: Name<Paper>) -> Paper? { papers[id] }
    /// An approval.
    public func approval(_ id: Name<Approval>) -> Approval? { approvals[id] }
    /// A kind of items.
    public func itemKind(_ id: Name<ItemKind>) -> ItemKind? { items[id] }
    /// A kind of matter.
    public func matterKind(_ id: Name<MatterKind>) -> MatterKind? { matters[id] }
    /// An act word.
    public func act(_ id: Name<Act>) -> Act? { acts[id] }
    /// A part.
    public func part(_ id: Name<Part>) -> Part? { parts[id] }
}
