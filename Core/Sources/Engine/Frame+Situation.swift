import Notation
import Rules

extension Frame {
    func situation() -> Situation {
        var builder = SituationBuilder(frame: self)
        return builder.build()
    }

    func bearers(_ seats: [Seat]) -> [Duty.Bearer] {
        acting(seats).unique.map { seat in
            if seat.anyone { return Duty.Bearer(seat: seat, persons: [], standsIn: false) }
            if !seat.person.isEmpty {
                let persons = excluded.contains(seat.person) ? [] : [seat.person]
                return Duty.Bearer(seat: seat, persons: persons, standsIn: false)
            }
            let recorder = program.posts[seat.post]?.recordedBy
            let holders = holders(of: recorder ?? seat.post, unit: seat.unit)
            return Duty.Bearer(
                seat: seat, persons: holders.map(\.person).unique,
                standsIn: holders.first?.fitting == .standIn)
        }
    }

    func isReal(_ legs: Leg) -> Bool { !legs.by.isEmpty }

    /// When a duty opened: the latest of what it follows from.
    func since(_ step: Step, item: String?, because: [Duty.Because]) -> Instant {
        var latest = matter.openedAt
        for reason in because {
            switch reason {
            case .answered(let fact, _, _, _):
                latest = max(latest, stands(fact, since: scope(of: item)) ?? latest)
            case .done(let id, _, _):
                guard let before = program.steps[id] else { continue }
                let marks = related(before, step, item).flatMap { liveMarks(id, item: $0) }
                latest = max(latest, marks.last?.at ?? latest)
            case .asked, .opened: continue
            }
        }
        if !step.inStates.isEmpty, let item, let moved = matter.moved[item] { latest = max(latest, moved) }
        return max(latest, turned(step.when, scope(of: item)))
    }

    /// The latest moment at which something that is no fact and no step made a condition true.
    private func turned(_ condition: Condition, _ scope: Scope) -> Instant {
        let never = Instant(milliseconds: .min)
        switch condition {
        case .all(let parts): return parts.map { turned($0, scope) }.max() ?? never
        case .any(let parts):
            return parts.filter { truth($0, scope) == .yes }.map { turned($0, scope) }.min() ?? never
        case .term(let id): return program.terms[id].map { turned($0.condition, scope) } ?? never
        case .ended(let id): return clock(id)?.end ?? never
        case .granted(let id):
            return matter.decisions[id]?.last { $0.outcome == .granted }?.at ?? never
        case .rejected(let id): return matter.decisions[id]?.last { $0.outcome == .refused }?.at ?? never
        case .asked(let id): return matter.requests[id]?.last?.at ?? never
        case .way(let way): return matter.ways.first { $0.way == way }?.at ?? never
        case .deviated(let gate):
            return matter.deviations.first { gate == nil || $0.gate == gate }?.at ?? never
        case .written(let paper), .filled(let paper, _), .marked(let paper, _):
            return matter.papers[paper]?.last?.at ?? never
        case .itemState: return scope.item.flatMap { matter.moved[$0.id] } ?? never
        case .some(let kind, let inner, let except), .every(let kind, let inner, let except):
            return items(kind, except: except).filter { truth(inner, self.scope(of: $0)) == .yes }
                .map { turned(inner, self.scope(of: $0)) }.max() ?? never
        default: return never
        }
    }

    private func related(_ before: Step, _ step: Step, _ item: String?) -> [String?] {
        guard let kind = before.each else { return [nil] }
        return step.each == kind ? [item] : items(kind).map(\.id)
    }

    /// The answers and acts that a step follows from.
    func because(_ step: Step, item: String?) -> [Duty.Because] {
        var reasons: [Duty.Because] = []
        let scope = scope(of: item)
        if let playbook = program.playbookOf[step.id].flatMap({ program.playbooks[$0] }) {
            reasons += self.reasons(of: playbook.begins, .matter)
        }
        reasons += self.reasons(of: step.when, scope)
        for id in step.after + step.afterAny {
            guard let before = program.steps[id] else { continue }
            for beforeItem in related(before, step, item) {
                if let mark = liveMarks(id, item: beforeItem).last {
                    reasons.append(.done(id, by: mark.actor.person, entry: mark.entry))
                }
            }
        }
        return reasons.isEmpty ? [.opened] : reasons.unique
    }

    private func reasons(of condition: Condition, _ scope: Scope) -> [Duty.Because] {
        switch condition {
        case .all(let parts): return parts.flatMap { reasons(of: $0, scope) }
        case .any(let parts):
            return parts.filter { truth($0, scope) == .yes }.flatMap { reasons(of: $0, scope) }
        case .not(let inner), .unlessSure(let inner): return reasons(of: inner, scope)
        case .term(let id): return program.terms[id].map { reasons(of: $0.condition, scope) } ?? []
        case .fact(let id, _):
            guard let statement = standing(id, scope) else { return [] }
            return [.answered(id, statement.value, by: statement.person, entry: statement.entry)]
        case .done(let steps):
            return steps.compactMap { id in
                liveMarks(id, item: scope.item?.id).last.map {
                    .done(id, by: $0.actor.person, entry: $0.entry)
                }
            }
        case .some(let kind, let inner, let except), .every(let kind, let inner, let except):
            return items(kind, except: except).flatMap { reasons(of: inner, self.scope(of: $0)) }
        default: return []
        }
    }

    /// When a condition that is true came true, by the answers, acts and other moments it rests on.
    func moment(_ condition: Condition, _ scope: Scope) -> Instant {
        let never = Instant(milliseconds: .min)
        switch condition {
        case .all(let parts): return parts.map { moment($0, scope) }.max() ?? never
        case .any(let parts):
            return parts.filter { truth($0, scope) == .yes }.map { moment($0, scope) }.min() ?? never
        case .term(let id): return program.terms[id].map { moment($0.condition, scope) } ?? never
        default: break
        }
        var latest = turned(condition, scope)
        for reason in reasons(of: condition, scope) {
            switch reason {
            case .answered(let fact, _, _, _): latest = max(latest, stands(fact, since: scope) ?? latest)
            case .done(let step, _, _):
                latest = max(latest, liveMarks(step, item: scope.item?.id).last?.at ?? latest)
            case .asked, .opened: continue
            }
        }
        return latest
    }

    /// When a step is due, by the organisation's target, a length in the text, or a clock.
    func due(_ step: Step, since: Instant) -> (word: Name<TimingWord>?, at: Instant?) {
        switch step.due?.limit {
        case nil: return (nil, nil)
        case .word(let word):
            return (word, house.targets[word].map { since.adding(milliseconds: $0.milliseconds) })
        case .duration(let length): return (nil, since.adding(milliseconds: length.milliseconds))
        case .clock(let id): return (nil, clock(id)?.end)
        }
    }

    /// Facts that the act must answer and that nobody asked has answered, "not known yet" included.
    func openAsks(_ step: Step, item: String?) -> [Step.Ask] {
        let scope = scope(of: item)
        let from = program.playbookOf[step.id].flatMap { matter.rounds[$0]?.from } ?? 0
        return step.asks.filter { ask in
            guard truth(ask.when, scope) == .yes else { return false }
            guard let given = standing(ask.fact, scope) else { return true }
            return given.entry <= from && from > 0
        }
    }

    /// Fields of a paper's part that are required now and empty in the given words.
    func missingFields(_ use: Step.PaperUse, in fields: [Name<Field>: String], _ scope: Scope) -> [Field] {
        guard let paper = program.papers[use.paper] else { return [] }
        return paper.fields.filter { field in
            guard use.part == nil || field.part == use.part, field.fixed == nil, let required = field.required,
                truth(required, scope) != .no
            else { return false }
            if let fact = field.fact { return standing(fact, scope) == nil && (fields[field.id] ?? "").isEmpty }
            return (fields[field.id] ?? "").isEmpty
        }
    }
}
