import Notation
import Rules

/// What follows from a record at a moment: who must do what and why, what is not known, what is forbidden.
///
/// Nothing of it is stored. It is the same for the same rules, record, organisation and moment.
public struct Situation: Hashable, Sendable {
    public var matter: String
    public var at: Instant
    public var exercise: Bool
    /// What is owed now.
    public var duties: [Duty]
    /// What may be done but is not owed.
    public var permitted: [Duty]
    public var questions: [Question]
    public var clocks: [ClockFace]
    /// The playbooks that have begun, in the order of the rulebook.
    public var playbooks: [Name<Playbook>]
    /// The endings that are true now.
    public var endings: [String]
    public var notices: [ShownNotice]
    public var closing: Closing

    /// The requests that wait for somebody's decision.
    public var gates: [Duty] { duties.filter { $0.kind == .decide || $0.kind == .read } }
}

/// A step that is open now for somebody.
public struct Duty: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        /// Do the act of a step.
        case act
        /// Pass on what goes through this post.
        case pass
        /// Ask for an approval.
        case ask
        /// Decide a request.
        case decide
        /// Read a request on its way.
        case read
        /// Read what was decided meanwhile.
        case readLater = "read-later"
    }

    /// Somebody a duty falls to.
    public struct Bearer: Hashable, Sendable {
        public var seat: Seat
        /// Who can act for the seat now, and whether they stand in.
        public var persons: [String]
        public var standsIn: Bool
    }

    /// Why an act cannot be done yet.
    public struct Hold: Hashable, Sendable {
        public var gate: String
        public var clauses: [Clause.ID]
        public var lawfulBy: [Clause.ID]
        public var questions: [Name<Fact>]
    }

    public enum Because: Hashable, Sendable {
        case answered(Name<Fact>, Answer, by: String, entry: Int)
        case done(Name<Step>, by: String, entry: Int)
        case asked(Name<Approval>, by: String, entry: Int)
        case opened
    }

    public var kind: Kind
    public var act: String
    public var label: Label
    public var step: Name<Step>?
    public var approval: Name<Approval>?
    /// For an approval without a paper: the step it is about.
    public var subject: String
    public var item: String?
    public var clauses: [Clause.ID]
    public var bearers: [Bearer]
    public var to: [String]
    public var since: Instant
    /// The word of the text, when it gives one.
    public var word: Name<TimingWord>?
    public var due: Instant?
    public var held: [Hold]
    /// Facts that the act must answer and that have no answer yet.
    public var asks: [Name<Fact>]
    /// Fields that are still to be filled.
    public var missing: [Name<Field>]
    public var because: [Because]
}

/// A fact that somebody must answer.
public struct Question: Hashable, Sendable {
    public var fact: Name<Fact>
    public var label: Label
    public var item: String?
    /// The clauses of the fact, of what asks for it, and of what waits for it.
    public var clauses: [Clause.ID]
    public var bearers: [Duty.Bearer]
    /// The steps, playbooks, gates and choices that wait for the answer.
    public var hangs: [String]
    /// Somebody said that it is not known yet.
    public var askedBefore: Bool
    /// What may be answered.
    public var options: [Domain.Option]
}

/// A sentence shown at a place.
public struct ShownNotice: Hashable, Sendable {
    public var id: Name<Notice>
    public var label: Label
    public var clauses: [Clause.ID]
    public var place: Notice.Place
}

/// Whether a matter may close, and what stands against it.
public struct Closing: Hashable, Sendable {
    public enum Obstacle: Hashable, Sendable {
        case duty(step: String, clauses: [Clause.ID])
        case unknown(fact: Name<Fact>, clauses: [Clause.ID])
        case forbidden(gate: String, clauses: [Clause.ID])
        /// No ending of the matter, or of this playbook, is true; where nothing else names a clause, the clauses are those of what its endings wait for.
        case noEnding(of: String, clauses: [Clause.ID])

        /// The clauses that it stands on.
        public var clauses: [Clause.ID] {
            switch self {
            case .duty(_, let clauses), .unknown(_, let clauses), .forbidden(_, let clauses), .noEnding(_, let clauses):
                clauses
            }
        }
    }
    public var may: Bool
    public var obstacles: [Obstacle]
    /// Who can do what is left: whoever owes something, else whoever does what an ending waits for.
    public var who: [Seat]
    /// Listed at closing, never an obstacle by themselves.
    public var deviations: [Matter.Deviation]

    /// Every clause that stands against closing.
    public var clauses: [Clause.ID] { obstacles.flatMap(\.clauses).unique }

    /// The answer to closing while something stands against it.
    public var refusal: Refusal? {
        guard !may else { return nil }
        let names = obstacles.map { obstacle in
            switch obstacle {
            case .duty(let step, _): step
            case .unknown(let fact, _): fact.text
            case .forbidden(let gate, _): gate
            case .noEnding(let of, _): of
            }
        }
        return Refusal(
            .mayNotClose, clauses: clauses, "まだ終えられません。残っていることがあります。",
            "It cannot be closed yet. Something is left.", who: who, missing: Array(names.unique.prefix(12)))
    }
}

/// Computes what follows from a record at a moment. Pure, and nothing is written.
public func situation(_ matter: Matter, in program: Program, house: House, at: Instant) -> Situation {
    Frame(program: program, matter: matter, house: house, at: at).situation()
}
