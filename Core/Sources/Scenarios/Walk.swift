import Engine
import Notation
import Rules

/// Random lawful walks over a rulebook that hold the engine to what must always be so.
public struct Walk: Sendable {
    public var walks = 0
    public var accepted = 0
    public var refused = 0
    /// Refusals by kind.
    public var refusals: [String: Int] = [:]
    public var stepsReached: [Name<Step>: Int] = [:]
    public var playbooksReached: [Name<Playbook>: Int] = [:]
    /// What was found broken: the walk's number and what.
    public var broken: [String] = []

    public init() {}

    /// Plays walks until each has so many accepted commands, or has nothing left to do.
    ///
    /// - Parameters:
    ///   - first: the number of the first walk, which is also its seed.
    public mutating func run(
        _ count: Int, first: Int, length: Int, walker given: Walker, at start: Instant
    ) {
        var walker = given
        for number in first..<(first + count) {
            walker.chance = Chance(seed: UInt64(number))
            walker.setOut()
            one(number, length: length, &walker, at: start)
            walks += 1
        }
        stepsReached.merge(walker.done) { $0 + $1 }
        playbooksReached.merge(walker.begun) { $0 + $1 }
    }

    private mutating func one(_ number: Int, length: Int, _ walker: inout Walker, at start: Instant) {
        // Some begin at night, some on a holiday.
        var at = start.adding(milliseconds: Int64(walker.chance.next() % 72) * 3_600_000)
        var matter = Matter(id: "w\(number)")
        var events: [Event] = []
        var kept = 0
        for _ in 0..<(length * 12) where kept < length {
            at = at.adding(milliseconds: Int64(walker.chance.next() % 7_200_000) + 60_000)
            if walker.chance.oneIn(15) { at = at.adding(milliseconds: 4 * 86_400_000) }
            let now = matter.entries == 0 ? nil : situation(matter, in: walker.program, house: walker.house, at: at)
            if let now { check(now, matter, number, walker) }
            guard
                let command = now.map({ walker.next(on: matter, $0, at: at) })
                    ?? walker.opening(at: at)
            else { continue }
            do throws(Refusal) {
                let outcome = try decide(command, on: matter, in: walker.setting)
                if let now { check(outcome.event, after: now, matter, number) }
                matter.apply(outcome.event)
                events.append(outcome.event)
                kept += 1
                accepted += 1
                for case .done(let done) in outcome.event.changes {
                    if let step = done.step { walker.done[step, default: 0] += 1 }
                }
            } catch {
                refused += 1
                refusals[error.kind.rawValue, default: 0] += 1
            }
        }
        guard matter.entries > 0 else { return }
        checkReplay(matter, events, number)
        let end = situation(matter, in: walker.program, house: walker.house, at: at)
        for playbook in end.playbooks { walker.begun[playbook, default: 0] += 1 }
        checkAdding(matter, end, number, walker, at: at)
        let far = at.adding(milliseconds: 400 * 86_400_000)
        _ = situation(matter, in: walker.program, house: walker.house, at: far)
        if Matter(id: matter.id, events: events) != matter { broken.append("walk \(number): time changed the record") }
    }

    private mutating func check(_ now: Situation, _ matter: Matter, _ number: Int, _ walker: Walker) {
        for duty in now.duties where duty.bearers.isEmpty {
            // Undecided who: then a question must say what is missing.
            let hangs = now.questions.contains { question in
                question.hangs.contains(duty.step?.text ?? duty.approval?.text ?? "")
            }
            if !hangs { broken.append("walk \(number): the duty of \(duty.step?.text ?? duty.act) has no post") }
        }
    }

    private mutating func check(_ event: Event, after now: Situation, _ matter: Matter, _ number: Int) {
        for change in event.changes {
            switch change {
            case .decided(let decided) where decided.outcome == .granted:
                if matter.asker(of: decided.approval, subject: decided.subject) == event.actor.person {
                    broken.append("walk \(number): \(decided.approval) was granted by who asked")
                }
                if matter.granters(of: decided.approval, subject: decided.subject).contains(event.actor.person) {
                    broken.append("walk \(number): \(decided.approval) was granted twice by one person")
                }
            case .done(let done) where !done.inFact:
                let held = now.duties.first { $0.kind == .act && $0.step == done.step && $0.item == done.item }
                let isPlain = event.changes.allSatisfy { change in
                    switch change {
                    case .wayUsed, .answered, .written: false
                    default: true
                    }
                }
                if let held, !held.held.isEmpty, isPlain, done.to.isEmpty {
                    broken.append("walk \(number): \(done.step?.text ?? "") passed a closed gate")
                }
            default: break
            }
        }
    }

    private mutating func checkReplay(_ matter: Matter, _ events: [Event], _ number: Int) {
        let texts = events.map(\.json.text)
        let read = texts.compactMap { text in (try? JSON(reading: text)).flatMap(Event.init(json:)) }
        if Matter(id: matter.id, events: read) != matter { broken.append("walk \(number): replay differs from live") }
    }

    /// With equal facts, a playbook more takes no duty away from the steps of another.
    private mutating func checkAdding(
        _ matter: Matter, _ with: Situation, _ number: Int, _ walker: Walker, at: Instant
    ) {
        var chance = Chance(seed: UInt64(number))
        guard number % 10 == 0, let added = chance.pick(with.playbooks),
            let playbook = walker.program.rulebook.playbooks.first(where: { $0.id == added })
        else { return }
        var book = walker.program.rulebook
        for index in book.playbooks.indices where book.playbooks[index].id == added {
            book.playbooks[index].begins = .not(.always)
        }
        let own = Set(playbook.steps.map(\.id))
        let without = situation(matter, in: Program(book), house: walker.house, at: at)
        let kept = Set((with.duties + with.permitted).compactMap(\.step))
        for duty in without.duties {
            guard let step = duty.step, !own.contains(step), !kept.contains(step) else { continue }
            let rules = walker.program.rulebook.playbooks.flatMap(\.steps).first { $0.id == step }
            // What is written to follow a step of the added playbook waits for it; that is said in the rulebook.
            guard let rules, rules.mentions(own, playbook: added, terms: walker.program.rulebook.terms) else {
                broken.append("walk \(number): adding \(added) took the duty of \(step) away")
                continue
            }
        }
    }
}

extension Step {
    func mentions(_ steps: Set<Name<Step>>, playbook: Name<Playbook>, terms: [Term]) -> Bool {
        !steps.isDisjoint(with: after + afterAny) || when.mentions(steps, playbook, terms)
    }
}

extension Condition {
    func mentions(_ steps: Set<Name<Step>>, _ playbook: Name<Playbook>, _ terms: [Term]) -> Bool {
        switch self {
        case .done(let done): !steps.isDisjoint(with: done)
        case .begun(let id), .round(let id, _): id == playbook
        case .all(let parts), .any(let parts): parts.contains { $0.mentions(steps, playbook, terms) }
        case .not(let inner), .unlessSure(let inner), .some(_, let inner, _), .every(_, let inner, _):
            inner.mentions(steps, playbook, terms)
        case .term(let id): terms.first { $0.id == id }?.condition.mentions(steps, playbook, terms) ?? false
        default: false
        }
    }
}
