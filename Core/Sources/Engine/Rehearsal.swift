import Notation
import Rules

/// What one rehearsal assumes: an answer to each fact, and how each branch that people decide turns out.
public struct Assumptions: Hashable, Sendable {
    public var answers: [Name<Fact>: Answer] = [:]
    /// Which state a step with several targets moves to.
    public var moves: [Name<Step>: String] = [:]
    /// Approvals that are refused, or returned once, instead of granted.
    public var refused: Set<Name<Approval>> = []
    public var returned: Set<Name<Approval>> = []
    /// Optional steps are done too.
    public var optional = false
    /// Which of several optional steps that would move the same item is done; nil: whichever comes first.
    public var turn: Int?
    /// The first act that a gate holds is done in fact.
    public var deviates = false
    public var afterHours = false
    public var exercise = false

    public init() {}
}

/// Plays a matter to where nothing more can be done, doing every lawful duty, without people and without files.
///
/// The check of a rulebook uses it: within a round marks only grow, so any order comes to the same end. Every duty
/// of one moment is done at once.
public struct Rehearsal: Sendable {
    public let program: Program
    public private(set) var house: House
    public private(set) var matter: Matter
    public private(set) var at: Instant
    public var assumptions: Assumptions
    /// What was met on the way, by the keys of carriers.
    public private(set) var met: Set<String> = []
    private var restarted: Set<Name<Playbook>> = []
    private var hasDeviated = false
    private var waited: Set<Name<Clock>> = []
    /// The steps that stop a clock.
    private let stopping: Set<Name<Step>>

    public init(
        program: Program, house: House, kind: Name<MatterKind>, items: [Change.Item], assumptions: Assumptions
    ) {
        self.program = program
        self.house = house
        self.assumptions = assumptions
        stopping = Set(program.rulebook.clocks.flatMap { $0.stops?.steps ?? [] })
        matter = Matter(id: "rehearsal")
        // A Monday in office hours, or its night.
        at = Instant(milliseconds: assumptions.afterHours ? 1_780_326_000_000 : 1_780_279_200_000)
        var changes: [Change] = [
            .opened(
                .init(
                    kind: kind, rulebook: "", edition: "", adopted: [:], exercise: assumptions.exercise, parent: ""))
        ]
        for part in program.rulebook.parts where part.binding == .opening {
            changes.append(.bound(part: part.id, person: Self.opener))
        }
        changes += items.map(Change.itemAdded)
        for (fact, answer) in assumptions.answers.sorted(by: { $0.key < $1.key }) {
            changes += answered(fact, answer)
        }
        apply(changes)
    }

    static let opener = "opener"

    /// An organisation in which every post is held by a person of its own, and the opener holds none.
    public static func house(for program: Program, units: [String], registers: [Name<Register>: [String: House.Row]])
        -> House
    {
        var house = House()
        house.people[opener] = .init(id: opener, unit: units.first ?? "")
        for post in program.rulebook.posts where !post.outside || post.recordedBy != nil {
            for unit in post.perUnit == nil ? [""] : units.isEmpty ? [""] : units {
                let id = "p-\(post.id)" + (unit.isEmpty ? "" : "-\(unit)")
                house.people[id] = .init(id: id, unit: unit)
                house.holdings.append(
                    .init(post: post.id, unit: unit, person: id, from: Instant(milliseconds: 0)))
            }
        }
        for post in program.rulebook.posts where post.outside && post.recordedBy == nil {
            house.people["p-\(post.id)"] = .init(id: "p-\(post.id)")
        }
        house.registers = registers
        return house
    }

    private func answered(_ fact: Name<Fact>, _ answer: Answer) -> [Change] {
        guard let rules = program.facts[fact] else { return [] }
        guard let kind = rules.per else {
            return [.answered(.init(fact: fact, item: nil, value: answer, weight: .asked))]
        }
        return matter.items.filter { $0.kind == kind }.map {
            .answered(.init(fact: fact, item: $0.id, value: answer, weight: .asked))
        }
    }

    private mutating func apply(_ changes: [Change], by actor: Actor = Actor(person: opener)) {
        matter.apply(Event(act: "rehearse", happened: at, entered: at, actor: actor, changes: changes))
    }

    /// Goes on until nothing changes any more; then that is the situation.
    public mutating func settle(waves: Int = 60) -> Situation {
        for wave in 0..<waves {
            at = at.adding(milliseconds: 60_000)
            let frame = Frame(program: program, matter: matter, house: house, at: at)
            let now = frame.situation()
            note(now)
            // What would be owed if nobody did anything until a clock ends.
            for clock in now.clocks where clock.state == .running && waited.insert(clock.id).inserted {
                guard let end = clock.end else { continue }
                note(Frame(program: program, matter: matter, house: house, at: end).situation())
            }
            let before = matter
            // What stops a clock is done late, as people do, so that its end is seen.
            for duty in now.duties where wave >= 3 || !(duty.step.map(stopping.contains) ?? false) {
                perform(duty, frame)
            }
            if assumptions.optional { for duty in now.permitted where isItsTurn(duty) { perform(duty, frame) } }
            for question in now.questions { answer(question) }
            for child in matter.children where child.ending == nil {
                let ending = program.matters[child.kind]?.endings.first?.id ?? "closed"
                apply([.childEnded(id: child.id, ending: ending)])
            }
            if wave >= 3, matter.isSame(as: before) {
                guard let next = now.clocks.compactMap(\.end).filter({ $0 > at }).min() else { return now }
                at = next
            }
        }
        return Frame(program: program, matter: matter, house: house, at: at).situation()
    }

    /// Changes one answer, as somebody would who learns better.
    public mutating func change(_ fact: Name<Fact>, to answer: Answer) {
        assumptions.answers[fact] = answer
        at = at.adding(milliseconds: 60_000)
        apply(answered(fact, answer))
    }

    private mutating func answer(_ question: Question) {
        guard let fact = program.facts[question.fact] else { return }
        met.insert("fact:\(fact.id)")
        let value = assumptions.answers[fact.id] ?? fact.domain.quiet(at: at, zone: house.zone)
        apply([.answered(.init(fact: fact.id, item: question.item, value: value, weight: .asked))])
    }

    /// Whether nobody would rather do something else with the item: strike it instead of taking it out.
    private func isItsTurn(_ duty: Duty) -> Bool {
        guard let turn = assumptions.turn, let id = duty.item, let step = duty.step.flatMap({ program.steps[$0] }),
            let index = matter.items.firstIndex(where: { $0.id == id }), step.moves.isEmpty == false
        else { return true }
        let item = matter.items[index]
        let rivals = program.rulebook.playbooks.flatMap(\.steps).filter { other in
            other.may && other.each == item.kind && other.moves.contains { $0.from == item.state }
        }
        guard rivals.count > 1 else { return true }
        return rivals[(turn + index) % rivals.count].id == step.id
    }

    // MARK: Doing what is owed

    private mutating func perform(_ duty: Duty, _ frame: Frame) {
        switch duty.kind {
        case .act:
            guard let step = duty.step.flatMap({ program.steps[$0] }) else { return }
            let approach = Frame.Approach(
                deed: Deed(
                    act: step.act, to: frame.reached(step.to?.named ?? []), paper: step.paper?.paper, marks: [],
                    step: step,
                    playbook: program.playbookOf[step.id], program: program),
                step: step, item: duty.item)
            guard let passage = duty.held.isEmpty ? frame.pass(approach) : citing(approach, duty, frame) else {
                if assumptions.deviates, !hasDeviated, let hold = duty.held.first {
                    hasDeviated = true
                    met.insert("deviation:\(hold.gate)")
                    act(step, duty, extra: [.deviated(gate: hold.gate, clauses: hold.clauses)], inFact: true)
                }
                return
            }
            for way in passage.ways { met.insert("way:\(way.gate)/\(way.way)") }
            act(step, duty, extra: passage.ways.map { .wayUsed(gate: $0.gate, way: $0.way, row: $0.row) })
        case .pass:
            guard let step = duty.step else { return }
            apply([.passedOn(step: step, item: duty.item)], by: actor(duty))
        case .ask:
            guard let approval = duty.approval.flatMap({ program.approvals[$0] }) else { return }
            ask(approval, duty)
        case .decide: decide(duty)
        case .read, .readLater: read(duty)
        }
    }

    /// The passage through what holds a duty, by a register row that can be cited; nil when no row opens it.
    private func citing(_ approach: Frame.Approach, _ duty: Duty, _ frame: Frame) -> Passage? {
        let gates = Set(duty.held.map(\.gate))
        let ways =
            program.rulebook.forbids.filter { gates.contains($0.id.text) }.flatMap(\.ways)
            + program.rulebook.approvals.filter { gates.contains($0.id.text) }.flatMap(\.ways)
        for register in ways.compactMap(\.cites).unique {
            for row in house.registers[register, default: [:]].keys.sorted() {
                var cited = approach
                cited.cites = row
                let passage = frame.pass(cited)
                if passage.blocks.isEmpty { return passage }
            }
        }
        return nil
    }

    private func actor(_ duty: Duty) -> Actor {
        let seat = duty.bearers.first?.seat
        return Actor(
            person: duty.bearers.first?.persons.first ?? Self.opener,
            post: seat?.post.text.isEmpty == false ? seat?.post.text ?? "" : seat?.part?.text ?? "",
            unit: seat?.unit ?? "")
    }

    private mutating func act(_ step: Step, _ duty: Duty, extra: [Change], inFact: Bool = false) {
        if let playbook = step.restarts, !restarted.insert(playbook).inserted {
            // Nothing goes round for ever: the second time, the answers that lead back turn out the other way.
            for fact in turns(step.when) { change(fact.id, to: .values([fact.isYes ? "no" : "yes"])) }
            return
        }
        var changes = extra
        for ask in step.asks {
            guard let fact = program.facts[ask.fact] else { continue }
            met.insert("fact:\(fact.id)")
            let scope = fact.per == nil ? nil : duty.item
            if fact.per != nil, scope == nil { continue }
            let standing = matter.standing(fact.id, item: scope)?.value
            let value = standing ?? assumptions.answers[fact.id] ?? fact.domain.quiet(at: at, zone: house.zone)
            changes.append(.answered(.init(fact: fact.id, item: scope, value: value, weight: .asked)))
        }
        changes += written(step.paper)
        changes.append(
            .done(.init(step: step.id, act: step.act, item: duty.item, to: duty.to, inFact: inFact)))
        if let item = matter.items.first(where: { $0.id == duty.item }),
            let move = step.moves.first(where: { $0.from == item.state })
        {
            let wanted = assumptions.moves[step.id].flatMap { move.to.contains($0) ? $0 : nil }
            if let state = wanted ?? move.to.first {
                changes.append(.itemMoved(item: item.id, state: state))
                met.insert("state:\(item.kind)/\(state)")
            }
        }
        if let part = step.names { changes.append(.bound(part: part, person: "p-\(part)")) }
        if let playbook = step.restarts { changes.append(.roundBegun(playbook)) }
        if let opening = step.opens {
            changes.append(
                .childOpened(id: "child-\(matter.children.count)", kind: opening.matter, step: step.id))
        }
        apply(changes, by: actor(duty))
    }

    /// The yes-no facts that a condition asks for, with the answers it asks for.
    private func turns(_ condition: Condition) -> [(id: Name<Fact>, isYes: Bool)] {
        switch condition {
        case .all(let parts), .any(let parts): parts.flatMap(turns)
        case .fact(let id, .oneOf(let values)) where program.facts[id]?.domain == .yesNo: [(id, values.contains("yes"))]
        default: []
        }
    }

    private func written(_ use: Step.PaperUse?) -> [Change] {
        guard let use, let paper = program.papers[use.paper] else { return [] }
        var fields = matter.papers[use.paper]?.last?.fields ?? [:]
        for field in paper.fields where field.required != nil && (use.part == nil || field.part == use.part) {
            fields[field.id] = "x"
        }
        if fields == matter.papers[use.paper]?.last?.fields { return [] }
        var digests = ["": fields.keys.map(\.text).sorted().joined(separator: ",")]
        for part in paper.parts {
            digests[part.id] = paper.fields.filter { $0.part == part.id && fields[$0.id] != nil }.map(\.id.text)
                .joined(separator: ",")
        }
        return [
            .written(
                .init(
                    paper: use.paper, number: (matter.papers[use.paper]?.last?.number ?? 0) + 1,
                    fields: fields.map { .init($0.key, $0.value) }, marks: [], digests: digests))
        ]
    }

    private mutating func ask(_ approval: Approval, _ duty: Duty) {
        let use = approval.paper ?? program.steps[Name(duty.subject)]?.paper
        let changes = written(use)
        if !changes.isEmpty { apply(changes, by: actor(duty)) }
        let frame = Frame(program: program, matter: matter, house: house, at: at)
        guard let digest = frame.currentDigest(approval, subject: duty.subject) else { return }
        apply(
            [
                .asked(
                    .init(
                        approval: approval.id, subject: duty.subject, digest: digest,
                        items: frame.coveredItems(approval)))
            ], by: actor(duty))
    }

    private mutating func decide(_ duty: Duty) {
        guard let approval = duty.approval.flatMap({ program.approvals[$0] }) else { return }
        let frame = Frame(program: program, matter: matter, house: house, at: at)
        guard let request = frame.liveRequest(approval, subject: duty.subject) else { return }
        let isFirst = matter.decisions[approval.id] == nil
        let outcome: Change.Decided.Outcome =
            assumptions.refused.contains(approval.id)
            ? .refused : assumptions.returned.contains(approval.id) && isFirst ? .returned : .granted
        met.insert("\(outcome.rawValue):\(approval.id)")
        apply(
            [
                .decided(
                    .init(
                        approval: approval.id, subject: duty.subject, digest: request.digest, outcome: outcome))
            ], by: actor(duty))
    }

    private mutating func read(_ duty: Duty) {
        guard let approval = duty.approval.flatMap({ program.approvals[$0] }) else { return }
        let frame = Frame(program: program, matter: matter, house: house, at: at)
        guard let request = frame.liveRequest(approval, subject: duty.subject) else { return }
        apply(
            [
                .decided(
                    .init(
                        approval: approval.id, subject: duty.subject, digest: request.digest, outcome: .read))
            ], by: actor(duty))
    }

    // MARK: What was met

    private mutating func note(_ now: Situation) {
        for playbook in now.playbooks { met.insert("playbook:\(playbook)") }
        for duty in now.duties + now.permitted {
            if let step = duty.step { met.insert("step:\(step)") }
            if let approval = duty.approval { met.insert("approval:\(approval)") }
            for hold in duty.held { met.insert("gate:\(hold.gate)") }
        }
        for clock in now.clocks { met.insert("clock:\(clock.id)") }
        for notice in now.notices { met.insert("notice:\(notice.id)") }
        for ending in now.endings { met.insert("ending:\(ending)") }
        for question in now.questions { met.insert("fact:\(question.fact)") }
        let frame = Frame(program: program, matter: matter, house: house, at: at)
        for forbid in program.rulebook.forbids where !met.contains("gate:\(forbid.id)") {
            if let playbook = forbid.playbook, frame.begun(playbook) != .yes { continue }
            if frame.truth(forbid.when) != .no { met.insert("gate:\(forbid.id)") }
        }
    }
}

extension Change.Item {
    /// An item for a rehearsal.
    public static func rehearsed(id: String, kind: Name<ItemKind>, state: String, row: String) -> Change.Item {
        Change.Item(id: id, kind: kind, state: state, row: row, text: "")
    }
}

extension Matter {
    /// The same but for the time and number of its entries.
    func isSame(as other: Matter) -> Bool { entries == other.entries }
}

extension Domain {
    /// The answer that sets the least in motion: no, none, or the first choice.
    public func quiet(at: Instant, zone: Zone) -> Answer {
        switch self {
        case .yesNo: .values(["no"])
        case .choice(let options, let several):
            several ? .values([]) : .values([options.first?.id].compactMap { $0 })
        case .number: .values(["0"])
        case .text, .row: .values(["x"])
        case .instant: .values([at.text(in: zone)])
        case .date: .values([at.day(in: zone).text])
        case .person, .people: .values([Rehearsal.opener])
        }
    }
}

extension Condition {
    /// The steps whose being done it asks for.
    fileprivate var steps: [Name<Step>] {
        switch self {
        case .done(let steps): steps
        case .all(let parts), .any(let parts): parts.flatMap(\.steps)
        default: []
        }
    }
}
