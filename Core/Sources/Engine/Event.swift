import Notation
import Rules

/// What was entered in a matter's record: who, when, and what it changed.
///
/// It names the resolved person and post, so that applying it needs neither rulebook nor organisation. The names of
/// kinds and changes are chosen once and written down in `Event+JSON.swift`; they never change.
public struct Event: Hashable, Sendable {
    /// The word for the whole act: `open`, a word of the rulebook, `answer`, `grant` …
    public var act: String
    /// When it happened.
    public var happened: Instant
    /// When it was entered.
    public var entered: Instant
    public var actor: Actor
    /// Words: the note, the statement, the report.
    public var text: String
    /// Why, where a reason is asked.
    public var reason: String
    /// The clauses it was done under.
    public var clauses: [Clause.ID]
    public var changes: [Change]

    public init(
        act: String, happened: Instant, entered: Instant, actor: Actor, text: String = "", reason: String = "",
        clauses: [Clause.ID] = [], changes: [Change] = []
    ) {
        self.act = act
        self.happened = happened
        self.entered = entered
        self.actor = actor
        self.text = text
        self.reason = reason
        self.clauses = clauses
        self.changes = changes
    }
}

/// Who acted, and as what.
public struct Actor: Hashable, Sendable {
    public var person: String
    /// The post acted for; empty for somebody who acts for no post.
    public var post: String
    /// The unit of that post, where it exists once in each unit.
    public var unit: String
    /// The person stood in for a holder who could not act (代決).
    public var standsIn: Bool
    /// For whom it was entered, when somebody else did it.
    public var onBehalf: String

    public init(person: String, post: String = "", unit: String = "", standsIn: Bool = false, onBehalf: String = "") {
        self.person = person
        self.post = post
        self.unit = unit
        self.standsIn = standsIn
        self.onBehalf = onBehalf
    }
}

/// One change of a matter.
public enum Change: Hashable, Sendable {
    case opened(Opened)
    case answered(Answered)
    case done(Done)
    case passedOn(step: Name<Step>, item: String?)
    case written(Written)
    case asked(Asked)
    case decided(Decided)
    case itemAdded(Item)
    case itemMoved(item: String, state: String)
    case bound(part: Name<Part>, person: String)
    case roundBegun(Name<Playbook>)
    case wayUsed(gate: String, way: Name<Way>, row: String)
    case deviated(gate: String, clauses: [Clause.ID])
    case warned(gate: String, clauses: [Clause.ID])
    case childOpened(id: String, kind: Name<MatterKind>, step: Name<Step>?)
    case childEnded(id: String, ending: String)
    case childReopened(id: String)
    case struck(entry: Int)
    case statement(speaker: String)
    case linked(String)
    case ended(Ended)
    case reopened
    case handedOver(post: String, from: String, to: String)
    /// The person loses sight of the matter and does nothing in it from now on.
    case excluded(person: String)
    /// An exclusion is lifted, whatever it rested on until now.
    case readmitted(person: String)
    /// The person lost sight of the matter that this one was opened from, and so of this one.
    case excludedAbove(person: String)
    /// That exclusion was lifted there, and is here; whatever else excludes the person here stays.
    case readmittedAbove(person: String)
    /// The person may read the matter, whatever post they hold.
    case shown(person: String)
    case unshown(person: String)
    case evidenceKept(Kept)
    case evidencePassed(file: String, from: String, to: String)
    case evidenceSealed(file: String)
    case evidenceOpened(file: String)
    case moved(edition: String, adopted: [Name<Reading>: String])

    /// The opening of a matter.
    public struct Opened: Hashable, Sendable {
        public var kind: Name<MatterKind>
        public var rulebook: String
        public var edition: String
        public var adopted: [Name<Reading>: String]
        public var exercise: Bool
        /// The matter that this one was opened from.
        public var parent: String
    }

    /// An answer to a fact.
    public struct Answered: Hashable, Sendable {
        public var fact: Name<Fact>
        public var item: String?
        public var value: Answer
        public var weight: Weight
    }

    /// How much an answer counts: the latest of the heaviest stands.
    public enum Weight: Int, Hashable, Sendable, Comparable {
        /// Somebody said so; it is kept and shown.
        case statement = 0
        /// Anybody's answer stands until an asked post answers.
        case anyone = 1
        /// The post that is asked answered.
        case asked = 2

        public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// A step, or a free act, that was done.
    public struct Done: Hashable, Sendable {
        /// Nil for an act that no step foresaw.
        public var step: Name<Step>?
        public var act: Name<Act>
        public var item: String?
        public var to: [String]
        /// Done in fact, though the rules were not kept or not asked.
        public var inFact: Bool
    }

    /// A frozen version of a paper.
    public struct Written: Hashable, Sendable {
        public var paper: Name<Paper>
        public var number: Int
        public var fields: [FieldValue]
        public var marks: [String]
        /// The hash of the whole (under the empty text) and of each part.
        public var digests: [String: String]
    }

    /// A field and its words.
    public struct FieldValue: Hashable, Sendable {
        public var field: Name<Field>
        public var value: String

        public init(_ field: Name<Field>, _ value: String) {
            self.field = field
            self.value = value
        }
    }

    /// A request for an approval.
    public struct Asked: Hashable, Sendable {
        public var approval: Name<Approval>
        /// The step that the request is for, where the approval is of no paper; else empty.
        public var subject: String
        public var digest: String
        /// The items on the list when it was asked.
        public var items: [String]
    }

    /// An answer to a request.
    public struct Decided: Hashable, Sendable {
        public enum Outcome: String, Hashable, Sendable {
            case granted, returned, refused
            case takenUp = "taken-up"
            /// A reader passed it on.
            case read
        }
        public var approval: Name<Approval>
        public var subject: String
        public var digest: String
        public var outcome: Outcome
    }

    /// A thing on the matter's list.
    public struct Item: Hashable, Sendable {
        public var id: String
        public var kind: Name<ItemKind>
        public var state: String
        /// The row of the register, if any.
        public var row: String
        public var text: String
    }

    /// A file of evidence that was taken in.
    public struct Kept: Hashable, Sendable {
        /// The SHA-256 of its content, as 64 hexadecimal digits.
        public var file: String
        /// The length in bytes.
        public var size: Int
        public var name: String
        /// Illegal or malicious: opened only by the posts that the organisation named.
        public var sealed: Bool
        /// From whom it came, and who keeps it now.
        public var from: String
        public var to: String
    }

    /// How the matter ended.
    public struct Ended: Hashable, Sendable {
        public enum How: String, Hashable, Sendable {
            case closed, withdrawn, merged
            case falseAlarm = "false-alarm"
        }
        public var how: How
        public var endings: [String]
        /// The matter that it was merged into.
        public var into: String
    }
}

/// An answer: values, or that it is not known yet.
public enum Answer: Hashable, Sendable {
    case notKnown
    /// No value means *none of the choices*.
    case values([String])

    /// The single value, if there is just one.
    public var single: String? {
        guard case .values(let values) = self, values.count == 1 else { return nil }
        return values.first
    }
}
