import Notation
import Rules

/// Where a step is.
enum StepStatus: Hashable {
    /// Its playbook has not begun, its condition is false, or an optional step before it was not done.
    case notOwed
    /// A fact that decides it is unknown.
    case unknown(Unknowns)
    /// Steps before it are not done yet; they are still owed, or not known to be owed.
    case waiting(for: [Name<Step>])
    case open
    case done
}

extension Frame {
    /// The items a step is for: nil once for a step of the matter.
    func itemsOf(_ step: Step) -> [Change.Item?] {
        guard let kind = step.each else { return [nil] }
        return items(kind).map { $0 }
    }

    func makeStatus(_ step: Step, item itemID: String?) -> StepStatus {
        guard let playbook = program.playbookOf[step.id] else { return .notOwed }
        if isDone(step.id, item: itemID) { return .done }
        var unknowns = Unknowns()
        switch begun(playbook) {
        case .no: return .notOwed
        case .unknown:
            _ = truth(program.playbooks[playbook]?.begins ?? .always, asking: &unknowns)
            return .unknown(unknowns)
        case .yes: break
        }
        let scope = scope(of: itemID)
        if !step.inStates.isEmpty, let state = scope.item?.state, !step.inStates.contains(state) { return .notOwed }
        let condition = truth(step.when, scope)
        if condition == .no { return .notOwed }
        if program.approvalsOnStep[step.id, default: []].contains(where: { isRejected($0, for: step.id) }) {
            return .notOwed  // a refused request puts what waits for it to rest, until it is asked anew
        }
        switch after(step, item: itemID) {
        case .sleeps: return .notOwed
        case .waits(let steps): return .waiting(for: steps)
        case .ready: break
        }
        if condition == .unknown {
            collect(step.when, scope, into: &unknowns)
            return .unknown(unknowns)
        }
        return .open
    }

    private enum Readiness {
        case ready, sleeps
        case waits([Name<Step>])
    }

    private func after(_ step: Step, item: String?) -> Readiness {
        var waiting: [Name<Step>] = []
        for id in step.after {
            guard let before = program.steps[id] else { continue }
            for beforeItem in related(before, to: step, item: item) {
                switch status(before, item: beforeItem) {
                case .done: continue
                case .notOwed: if before.may { return .sleeps }
                case .open where before.may: return .sleeps
                case .open, .waiting, .unknown: waiting.append(id)
                }
            }
        }
        if !step.afterAny.isEmpty {
            let done = step.afterAny.contains { id in
                guard let before = program.steps[id] else { return false }
                return related(before, to: step, item: item).contains { isDone(id, item: $0) }
            }
            if !done {
                let hopeless = step.afterAny.allSatisfy { id in
                    guard let before = program.steps[id] else { return true }
                    return related(before, to: step, item: item).allSatisfy { status(before, item: $0) == .notOwed }
                }
                return hopeless ? .sleeps : .waits(waiting + step.afterAny)
            }
        }
        return waiting.isEmpty ? .ready : .waits(waiting)
    }

    /// The items for which a step before must be done: the same item, or all of them.
    private func related(_ before: Step, to step: Step, item: String?) -> [String?] {
        guard let kind = before.each else { return [nil] }
        if step.each == kind { return [item] }
        return items(kind).map(\.id)
    }

    /// Whether a step is done in the present round, hops and all addressees included.
    func isDone(_ id: Name<Step>, item: String?) -> Bool {
        guard let step = program.steps[id] else { return false }
        if step.each != nil, item == nil {
            let relevant = items(step.each ?? "")
            return !relevant.isEmpty && relevant.allSatisfy { isDone(id, item: $0.id) }
        }
        let itemID = step.each == nil ? nil : item
        let marks = liveMarks(id, item: itemID)
        guard !marks.isEmpty else { return false }
        let isWhole =
            program.single.contains(id)
            || once(.step(id, item: itemID), or: true) { undone(step, item: itemID, marks: marks).isEmpty }
        guard isWhole else { return false }
        guard step.via != nil else { return true }
        return isPassed(id, item: itemID, since: marks.last?.entry ?? 0)
    }

    func isPassed(_ id: Name<Step>, item: String?, since entry: Int) -> Bool {
        matter.passes[Matter.Key(id: id, item: item)]?.contains { $0.entry > entry } ?? false
    }

    /// The marks of a step that count: of this round, and not before a return that asks for it again.
    func liveMarks(_ id: Name<Step>, item: String?) -> [Matter.Mark] {
        guard let marks = matter.marks[Matter.Key(id: id, item: item)], !marks.isEmpty else { return [] }
        var from = program.playbookOf[id].flatMap { matter.rounds[$0]?.from } ?? 0
        for approval in program.redoneBy[id, default: []] {
            let returned = matter.decisions[approval]?.last { $0.outcome == .returned }
            from = max(from, returned?.entry ?? 0)
        }
        // A step that restarts its own playbook is the first of the new round, not the last of the old one.
        return marks.filter { $0.entry >= from && ($0.entry > from || program.steps[id]?.restarts == nil) }
    }

    /// A performer and an addressee that still owe each other, for `each-of`.
    struct Leg: Hashable {
        var by: [Seat]
        var to: [Seat]
    }

    /// What is left of a step: one leg, or several when it is owed by or to each of several.
    func undone(_ step: Step, item: String?, marks: [Matter.Mark]) -> [Leg] {
        let scope = scope(of: item)
        let by = resolve(step.by, scope)
        let to = step.to.map { resolve($0, scope) }
        let performers = by.mode == .one ? [by.seats] : by.groups
        let addressees = to.map { $0.mode == .each ? $0.groups : [$0.seats] } ?? [[]]
        var legs: [Leg] = []
        for performer in performers {
            for addressee in addressees {
                let isDone = marks.contains { mark in
                    (performers.count == 1 || acting(performer).contains { $0.isSeat(of: mark.actor) })
                        && (addressees.count == 1 || mark.to.isEmpty
                            || addressee.contains { mark.to.contains($0.post.text) || mark.to.contains($0.name) })
                }
                if !isDone { legs.append(Leg(by: performer, to: addressee)) }
            }
        }
        if performers.isEmpty, marks.isEmpty { legs.append(Leg(by: [], to: addressees.first ?? [])) }
        return legs
    }
}

extension Seat {
    /// Whether somebody acted for this seat: as this post, of this unit where there is one in each.
    func isSeat(of actor: Actor) -> Bool {
        if !person.isEmpty { return person == actor.person }
        return post.text == actor.post && (unit.isEmpty || actor.unit.isEmpty || unit == actor.unit)
    }
}
