import Notation
import Rules

/// What somebody wants to do, or says has been done.
///
/// One shape for every verb, so that a form, a command line and a scenario fill in the same things. What a verb does
/// not use is left empty.
public struct Command: Hashable, Sendable {
    /// A verb of the engine, or an act word of the rulebook.
    public var verb: String
    public var person: String
    /// The post to act for; nil lets the engine find the one that fits.
    public var post: String?
    /// For whom it is entered, when somebody else did it.
    public var onBehalf = ""
    public var happened: Instant
    public var entered: Instant
    public var step: Name<Step>?
    public var clause: Clause.ID?
    public var approval: Name<Approval>?
    /// For an approval of no paper: the step (or its clause) the request is about.
    public var subject: String?
    public var item: String?
    public var itemKind: Name<ItemKind>?
    public var row = ""
    public var answers: [Given] = []
    public var paper: Name<Paper>?
    public var fields: [Change.FieldValue] = []
    public var marks: [String] = []
    public var to: [String] = []
    public var names: [Name<Part>: String] = [:]
    public var cites: String?
    public var way: Name<Way>?
    /// The state to move the item to, when several are possible.
    public var moves: String?
    public var text = ""
    public var reason = ""
    /// It has already happened: record it, whatever the rules say.
    public var inFact = false
    public var exercise = false
    public var matterKind: Name<MatterKind>?
    public var playbook: Name<Playbook>?
    /// Another matter: to link with, to merge into, the parent of a new one.
    public var other = ""
    /// The file of evidence that is kept, passed on, sealed or opened.
    public var file: File?
    /// From whom evidence came.
    public var from = ""
    /// The entry to strike, for `correct`.
    public var entry: Int?
    public var adopted: [Name<Reading>: String] = [:]
    public var edition = ""
    /// Ids for matters that the act opens; the engine makes none.
    public var newIDs: [String] = []

    /// A file of evidence; its content lies beside the record.
    public struct File: Hashable, Sendable {
        /// The SHA-256 of the content, as 64 hexadecimal digits.
        public var hash: String
        /// The length in bytes.
        public var size: Int
        public var name: String
        public var sealed: Bool

        public init(hash: String, size: Int = 0, name: String = "", sealed: Bool = false) {
            self.hash = hash
            self.size = size
            self.name = name
            self.sealed = sealed
        }
    }

    /// An answer that comes with an act.
    public struct Given: Hashable, Sendable {
        public var fact: Name<Fact>
        public var item: String?
        public var value: Answer

        public init(fact: Name<Fact>, item: String? = nil, value: Answer) {
            self.fact = fact
            self.item = item
            self.value = value
        }
    }

    public init(verb: String, person: String, happened: Instant, entered: Instant) {
        self.verb = verb
        self.person = person
        self.happened = happened
        self.entered = entered
    }

    /// The verbs that every matter has, whatever its rulebook; a rulebook may not declare them.
    public static let engineVerbs: Set<String> = [
        "open", "answer", "ask", "grant", "return", "refuse", "take-up", "pass", "note", "statement", "correct",
        "link", "merge", "split", "false-alarm", "withdraw", "close", "reopen", "hand-over", "add-item", "enter",
        "begin-again", "add-row", "amend-row", "move", "exclude", "readmit", "show-to", "unshow", "keep-evidence",
        "pass-evidence", "seal-evidence", "open-evidence",
    ]
}

/// Why an act is not done: an answer of the rules, not a failure.
public struct Refusal: Error, Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case forbidden
        case notGranted = "not-granted"
        /// Whoever asked may not decide.
        case applicant
        /// One person where two are asked.
        case samePerson = "same-person"
        case notThePost = "not-the-post"
        case closedStep = "closed-step"
        case incomplete
        case unanswered
        case undecided
        case unknownValue = "unknown-value"
        case register
        case excluded
        /// The matter has ended.
        case closed
        /// The matter may not close yet.
        case mayNotClose = "may-not-close"
        /// Two open steps fit.
        case ambiguous
        /// The command itself makes no sense: an unknown id, an impossible time, a word too many.
        case malformed
    }

    public var kind: Kind
    /// The clauses it stands on.
    public var clauses: [Clause.ID]
    public var reason: Label
    /// Who may do it, or lift it.
    public var who: [Seat]
    /// Clauses of what would make it lawful.
    public var lawfulBy: [Clause.ID]
    public var questions: [Name<Fact>]
    /// What is missing: facts, fields or columns.
    public var missing: [String]
    /// The steps that fit, or that are in the way.
    public var steps: [Name<Step>]

    init(
        _ kind: Kind, clauses: [Clause.ID] = [], _ ja: String, _ en: String, who: [Seat] = [],
        lawfulBy: [Clause.ID] = [], questions: [Name<Fact>] = [], missing: [String] = [], steps: [Name<Step>] = []
    ) {
        self.kind = kind
        self.clauses = clauses
        reason = Label(ja: ja, en: en)
        self.who = who
        self.lawfulBy = lawfulBy
        self.questions = questions
        self.missing = missing
        self.steps = steps
    }
}

/// What the engine has decided: one event for the matter, and the openings of matters that follow from it.
public struct Outcome: Hashable, Sendable {
    public var event: Event
    public var opened: [Opening]
    /// Prohibitions that only warn, and the person went on.
    public var warnings: [Clause.ID]

    /// A matter that an act opens.
    public struct Opening: Hashable, Sendable {
        public var id: String
        public var event: Event
    }
}

/// What the engine is given besides the command and the record.
public struct Setting: Sendable {
    public var program: Program
    public var house: House
    /// A collision-resistant hash of bytes as text; the pure half has none of its own.
    public var digest: @Sendable ([UInt8]) -> String

    public init(program: Program, house: House, digest: @escaping @Sendable ([UInt8]) -> String) {
        self.program = program
        self.house = house
        self.digest = digest
    }
}

/// Decides what follows from a command: an event, or a refusal with its ground.
///
/// Pure: the times and ids are in the command, the hash is an argument, and nothing is read or written.
public func decide(_ command: Command, on matter: Matter, in setting: Setting) throws(Refusal) -> Outcome {
    try Decider(command: command, matter: matter, setting: setting).outcome()
}
