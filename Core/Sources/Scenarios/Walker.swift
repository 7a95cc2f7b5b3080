import Engine
import Notation
import Rules

/// A source of chance that is the same for the same seed. Algorithm: SplitMix64 (Steele, Lea, Flood 2014).
public struct Chance: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts from a seed.
    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// True once in so many times.
    mutating func oneIn(_ number: UInt64) -> Bool { next() % number == 0 }

    mutating func pick<Element>(_ elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[Int(next() % UInt64(elements.count))]
    }
}

/// Plays a matter by chance, as people would: it answers what is asked and does what is owed or allowed.
///
/// Demo folders, the bench and the random walks that hold the engine to its invariants use it.
public struct Walker: Sendable {
    public let program: Program
    public var house: House
    let digest: @Sendable ([UInt8]) -> String
    public var chance: Chance
    /// How often each step was done, so that rare ones are preferred.
    public var done: [Name<Step>: Int] = [:]
    /// How often a walk set out for each step, so that those which nobody reaches do not take every walk.
    private var aimedAt: [Name<Step>: Int] = [:]
    /// What leads to the step this walk is for.
    private var aim: Aim
    /// How often each playbook had begun at the end of a walk.
    public var begun: [Name<Playbook>: Int] = [:]

    public init(program: Program, house: House, seed: UInt64, digest: @escaping @Sendable ([UInt8]) -> String) {
        self.program = program
        self.house = house
        self.digest = digest
        chance = Chance(seed: seed)
        aim = Aim(program: program)
    }

    public var setting: Setting { Setting(program: program, house: house, digest: digest) }

    /// Sets out for one of the steps that were done least often, or that walks set out for least often.
    public mutating func setOut() {
        aim = Aim(program: program)
        let steps = program.rulebook.playbooks.flatMap(\.steps)
        let counts = chance.oneIn(2) ? done : aimedAt
        let least = steps.map { counts[$0.id, default: 0] }.min() ?? 0
        guard let target = chance.pick(steps.filter { counts[$0.id, default: 0] <= least + 1 }) else { return }
        aimedAt[target.id, default: 0] += 1
        aim.take(target, &chance)
    }

    /// The kind of matter that the walk's playbook runs on.
    private func matterKind() -> Name<MatterKind>? {
        program.rulebook.playbooks.first { playbook in playbook.steps.contains { aim.path.contains($0.id) } }?.matters
            .first
    }

    /// An opening that makes some playbook likely to begin; nil when nobody may open that kind of matter.
    public mutating func opening(at: Instant, kind: Name<MatterKind>? = nil) -> Command? {
        let kinds = program.rulebook.matters
        let wanted = kind ?? matterKind()
        guard let matter = wanted.flatMap({ id in kinds.first { $0.id == id } }) ?? chance.pick(kinds) else {
            return nil
        }
        var people = house.namable
        if case .post(let post, _) = matter.openedBy.shape { people = house.actors(for: post, at: at, in: program) }
        guard let person = chance.pick(people) else { return nil }
        var command = Command(verb: "open", person: person, happened: at, entered: at)
        command.matterKind = matter.id
        command.text = "例示の報告"
        let playbooks = program.rulebook.playbooks.filter { $0.matters.isEmpty || $0.matters.contains(matter.id) }
        if aim.path.isEmpty || chance.oneIn(3), let playbook = chance.pick(playbooks) {
            aim.wish(playbook.begins, &chance)
        }
        var answers: [Name<Fact>: Answer] = [:]
        aim.settle(&chance)
        for (fact, answer) in aim.wishes.sorted(by: { $0.key < $1.key }) where !chance.oneIn(8) {
            if program.rulebook.facts.contains(where: { $0.id == fact && $0.per == nil }) { answers[fact] = answer }
        }
        let common = program.rulebook.facts.filter { $0.fromAnyone && $0.per == nil && answers[$0.id] == nil }
        for fact in common where chance.oneIn(2) { answers[fact.id] = value(of: fact.domain, at: at) }
        command.answers = answers.sorted { $0.key < $1.key }.map { .init(fact: $0.key, value: $0.value) }
        return command
    }

    /// A command that could come next, or nil when there is nothing to do.
    public mutating func next(on matter: Matter, _ now: Situation, at: Instant) -> Command? {
        if chance.oneIn(40) { return note(on: matter, at: at) }
        if chance.oneIn(12), let added = addItem(to: matter, at: at) { return added }
        if chance.oneIn(3) || now.duties.allSatisfy({ !$0.held.isEmpty }), let question = chance.pick(now.questions) {
            return answer(question, at: at)
        }
        let free = (now.duties + now.permitted).filter { $0.held.isEmpty }
        let onTheWay = free.filter { $0.step.map(aim.path.contains) ?? ($0.kind != .act) }
        if !chance.oneIn(6), let duty = chance.pick(onTheWay) { return command(for: duty, on: matter, at: at) }
        let rare = free.sorted { count($0) < count($1) }.prefix(3)
        guard let duty = chance.oneIn(3) ? chance.pick(free) : chance.pick(Array(rare)) else {
            return chance.pick(now.questions).flatMap { answer($0, at: at) } ?? note(on: matter, at: at)
        }
        return command(for: duty, on: matter, at: at)
    }

    private func count(_ duty: Duty) -> Int { duty.step.map { done[$0, default: 0] } ?? 0 }

    mutating func person(of bearers: [Duty.Bearer], at: Instant) -> String? {
        if bearers.contains(where: \.seat.anyone) { return chance.pick(house.namable) }
        return chance.pick(bearers.flatMap(\.persons))
    }

    mutating func answer(_ question: Question, at: Instant) -> Command? {
        guard let fact = program.rulebook.facts.first(where: { $0.id == question.fact }),
            let person = person(of: question.bearers, at: at) ?? chance.pick(house.namable)
        else { return nil }
        var command = Command(verb: "answer", person: person, happened: at, entered: at)
        command.answers = [.init(fact: fact.id, item: question.item, value: value(of: fact, at: at))]
        command.item = question.item
        return command
    }

    mutating func command(for duty: Duty, on matter: Matter, at: Instant) -> Command? {
        guard let person = person(of: duty.bearers, at: at) else { return nil }
        var command = Command(verb: duty.act, person: person, happened: at, entered: at)
        command.step = duty.step
        command.approval = duty.approval
        command.subject = duty.subject.isEmpty ? nil : duty.subject
        command.item = duty.item
        command.newIDs = ["\(matter.id).\(matter.entries)"]
        command.text = "例示の記録"
        switch duty.kind {
        case .decide:
            command.verb = chance.oneIn(12) ? "return" : chance.oneIn(15) ? "refuse" : "grant"
            command.reason = "例示の理由"
        case .ask: fill(&command, paperOf: duty, at: at)
        case .act:
            guard let step = program.rulebook.playbooks.flatMap(\.steps).first(where: { $0.id == duty.step }) else {
                return nil
            }
            for ask in step.asks {
                guard let fact = program.rulebook.facts.first(where: { $0.id == ask.fact }) else { continue }
                command.answers.append(
                    .init(fact: fact.id, item: fact.per == nil ? nil : duty.item, value: value(of: fact, at: at)))
            }
            if let part = step.names { command.names[part] = chance.pick(house.namable) }
            if let item = matter.items.first(where: { $0.id == duty.item }) {
                command.moves = step.moves.first { $0.from == item.state }.flatMap { chance.pick($0.to) }
            }
            fill(&command, step.paper, at: at)
        case .pass, .read, .readLater: command.verb = "pass"
        }
        return command
    }

    private mutating func fill(_ command: inout Command, paperOf duty: Duty, at: Instant) {
        guard let approval = program.rulebook.approvals.first(where: { $0.id == duty.approval }) else { return }
        let subject = program.rulebook.playbooks.flatMap(\.steps).first { $0.id.text == duty.subject }
        fill(&command, approval.paper ?? subject?.paper, at: at)
    }

    private mutating func fill(_ command: inout Command, _ use: Step.PaperUse?, at: Instant) {
        guard let use, let paper = program.rulebook.papers.first(where: { $0.id == use.paper }) else { return }
        for field in paper.fields where field.required != nil && (use.part == nil || field.part == use.part) {
            command.fields.append(.init(field.id, words(field, at: at)))
        }
    }

    private mutating func words(_ field: Field, at: Instant) -> String {
        switch field.shape {
        case .date: at.day(in: house.zone).text
        case .datetime: at.text(in: house.zone)
        case .bool: chance.oneIn(3) ? "no" : "yes"
        case .choice, .multichoice: chance.pick(field.options)?.id ?? "例示"
        case .text, .person, .seal, .table: "例示"
        }
    }

    private mutating func value(of fact: Fact, at: Instant) -> Answer {
        if let wish = aim.wishes[fact.id], !chance.oneIn(7) { return wish }
        return value(of: fact.domain, at: at)
    }

    mutating func value(of domain: Domain, at: Instant) -> Answer {
        if chance.oneIn(12) { return .notKnown }
        switch domain {
        case .yesNo: return .values([chance.oneIn(2) ? "yes" : "no"])
        case .choice(let options, let several):
            guard several else { return .values([chance.pick(options)?.id].compactMap { $0 }) }
            return .values(options.filter { _ in chance.oneIn(UInt64(max(2, options.count / 2))) }.map(\.id))
        case .number: return .values([String(chance.next() % 2000)])
        case .text: return .values(["例示"])
        case .instant: return .values([at.text(in: house.zone)])
        case .date: return .values([at.day(in: house.zone).text])
        case .person, .people: return .values([chance.pick(house.namable) ?? ""])
        case .row(let register):
            return chance.pick(house.registers[register]?.keys.sorted() ?? []).map { .values([$0]) } ?? .notKnown
        }
    }

    private mutating func note(on matter: Matter, at: Instant) -> Command? {
        guard let person = chance.pick(house.namable) else { return nil }
        var command = Command(verb: "note", person: person, happened: at, entered: at)
        command.text = "例示の覚え"
        return command
    }

    private mutating func addItem(to matter: Matter, at: Instant) -> Command? {
        guard let kinds = program.rulebook.matters.first(where: { $0.id == matter.kind })?.items,
            let kind = chance.pick(kinds), let person = chance.pick(house.namable)
        else { return nil }
        var command = Command(verb: "add-item", person: person, happened: at, entered: at)
        command.itemKind = kind
        command.item = "i\(matter.items.count + 1)"
        if let register = program.rulebook.items.first(where: { $0.id == kind })?.register {
            guard let row = chance.pick(house.registers[register]?.keys.sorted() ?? []) else { return nil }
            command.row = row
        }
        return command
    }
}
