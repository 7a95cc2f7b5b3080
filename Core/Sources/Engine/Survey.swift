import Notation
import Rules

/// A situation with what a reader of the whole matter wants besides: where every step is, and what is forbidden now.
public struct Survey: Hashable, Sendable {
    public var situation: Situation
    /// The steps of the playbooks that have begun, or of which it is unknown whether they have, in their order.
    public var steps: [StepState]
    /// What is forbidden now, whoever would do it.
    public var prohibitions: [Prohibition]
    /// The playbooks of which it is not known yet whether they begin.
    public var undecided: [Name<Playbook>]
    /// Who is excluded from the matter now.
    public var excluded: Set<String>
    /// The matters opened from here that it waits for: something else would follow, had one of them ended.
    public var awaited: [Matter.Child]
}

/// Where a step is, for one item where it is for each.
public struct StepState: Hashable, Sendable {
    public enum State: String, Hashable, Sendable, CaseIterable {
        case done, open, waiting, unknown
        case notOwed = "not-owed"
    }

    /// Who did it, and when.
    public struct Doing: Hashable, Sendable {
        public var actor: Actor
        public var at: Instant
        public var entry: Int
    }

    public var playbook: Name<Playbook>
    public var step: Name<Step>
    public var item: String?
    public var state: State
    public var clauses: [Clause.ID]
    /// Who does it: now, or once it is open; empty when it is done or not owed.
    public var bearers: [Duty.Bearer]
    /// It may be done and is not owed.
    public var may: Bool
    /// The steps it waits for.
    public var waitsFor: [Name<Step>]
    /// The facts that decide it.
    public var questions: [Name<Fact>]
    /// The last time it was done in this round.
    public var done: Doing?
}

/// A prohibition that is in force, as it stands for acts in general.
public struct Prohibition: Hashable, Sendable {
    public var gate: Name<Forbid>
    public var label: Label
    public var clauses: [Clause.ID]
    /// The acts it is about: words and kinds of acts, as the rulebook names them.
    public var acts: [String]
    /// The steps of running playbooks that it can meet.
    public var steps: [Name<Step>]
    /// The clauses of what would make the acts lawful.
    public var lawfulBy: [Clause.ID]
    /// The facts that would decide whether it holds.
    public var questions: [Name<Fact>]
    /// It warns and does not refuse.
    public var warns: Bool
}

/// Computes what follows from a record at a moment, with the state of every step, in one look.
public func survey(_ matter: Matter, in program: Program, house: House, at: Instant) -> Survey {
    let frame = Frame(program: program, matter: matter, house: house, at: at)
    let situation = frame.situation()
    return Survey(
        situation: situation, steps: frame.stepStates(), prohibitions: frame.prohibitions(),
        undecided: program.playbooks(of: matter.kind).map(\.id).filter { frame.begun($0) == .unknown },
        excluded: Set(frame.excluded), awaited: frame.awaited(now: situation))
}

extension Frame {
    /// The matters opened from here without whose end what follows stays as it is.
    ///
    /// Whether a rule asks for it was noted while the situation was computed; only then is it computed once more, with
    /// the ending that the rule names.
    func awaited(now: Situation) -> [Matter.Child] {
        guard matter.isOpen else { return [] }
        return matter.children.indices.filter { index in
            guard matter.children[index].ending == nil else { return false }
            return childrenAsked[matter.children[index].kind, default: []].contains { ending in
                var then = matter
                then.children[index].ending = ending ?? Change.Ended.How.closed.rawValue
                return Frame(program: program, matter: then, house: house, at: at).situation() != now
            }
        }.map { matter.children[$0] }
    }

    /// Where each step of the playbooks is that have begun.
    func stepStates() -> [StepState] {
        program.playbooks(of: matter.kind).filter { begun($0.id) == .yes }.flatMap { playbook in
            playbook.steps.flatMap { step in itemsOf(step).map { state(of: step, in: playbook.id, item: $0?.id) } }
        }
    }

    private func state(of step: Step, in playbook: Name<Playbook>, item: String?) -> StepState {
        var state = StepState(
            playbook: playbook, step: step.id, item: item, state: .notOwed, clauses: step.clauses, bearers: [],
            may: step.may, waitsFor: [], questions: [], done: nil)
        switch status(step, item: item) {
        case .notOwed: return state
        case .done: state.state = .done
        case .open: state.state = .open
        case .waiting(let steps):
            state.state = .waiting
            state.waitsFor = steps.unique
        case .unknown(let unknowns):
            state.state = .unknown
            state.questions = unknowns.asks.map(\.fact).unique
        }
        state.done = liveMarks(step.id, item: step.each == nil ? nil : item).last.map {
            .init(actor: $0.actor, at: $0.at, entry: $0.entry)
        }
        if state.state != .done { state.bearers = bearers(resolve(step.by, scope(of: item)).seats) }
        return state
    }

    /// The prohibitions in force on the matter as a whole.
    func prohibitions() -> [Prohibition] {
        var met: [Name<Forbid>: [Name<Step>]] = [:]
        for playbook in program.playbooks(of: matter.kind) where begun(playbook.id) == .yes {
            for step in playbook.steps {
                for forbid in program.forbidsOnStep[step.id, default: []] {
                    met[forbid.id, default: []].append(step.id)
                }
            }
        }
        return program.rulebook.forbids.compactMap { forbid in
            if let playbook = forbid.playbook, begun(playbook) != .yes { return nil }
            var unknowns = Unknowns()
            if truth(forbid.when, asking: &unknowns) == .no { return nil }
            if let until = forbid.until, truth(until, asking: &unknowns) == .yes { return nil }
            let steps = met[forbid.id] ?? []
            let acts = forbid.selectors.flatMap(\.acts).unique
            // Nothing that runs can meet it, and no free act can: it would only be noise.
            guard !steps.isEmpty || !acts.isEmpty else { return nil }
            return Prohibition(
                gate: forbid.id, label: forbid.label, clauses: forbid.clauses, acts: acts, steps: steps,
                lawfulBy: (forbid.ways.flatMap(\.clauses) + program.grounds(of: forbid.until).clauses).unique,
                questions: unknowns.asks.map(\.fact).unique, warns: forbid.warns)
        }
    }
}
