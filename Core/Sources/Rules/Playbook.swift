/// A group of steps that begins together, is added to a matter and never chosen, and ends on its own.
public struct Playbook: Hashable, Sendable {
    public var id: Name<Playbook>
    public var label: Label
    public var clauses: [Clause.ID]
    /// The kinds of matter it runs on; empty means all.
    public var matters: [Name<MatterKind>]
    public var begins: Condition
    public var endings: [Ending]
    public var steps: [Step]

    public init(
        id: Name<Playbook>, label: Label = Label(), clauses: [Clause.ID] = [], matters: [Name<MatterKind>] = [],
        begins: Condition = .always, endings: [Ending] = [], steps: [Step] = []
    ) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.matters = matters
        self.begins = begins
        self.endings = endings
        self.steps = steps
    }
}

/// A named way in which a matter or a playbook ends.
public struct Ending: Hashable, Sendable {
    public var id: String
    public var label: Label
    public var clauses: [Clause.ID]
    public var when: Condition

    public init(id: String, label: Label = Label(), clauses: [Clause.ID] = [], when: Condition) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.when = when
    }
}

/// One act that a post owes, or may do, when what it follows is done and its condition is true.
///
/// A class, never changed once made: the engine hands steps about by the hundred, and a struct of thirty fields costs more
/// to copy than to look at.
public final class Step: Hashable, Sendable {
    /// A fact that the act must answer; *not known yet* is an answer.
    public struct Ask: Hashable, Sendable {
        public var fact: Name<Fact>
        public var when: Condition
        public var clauses: [Clause.ID]

        public init(fact: Name<Fact>, when: Condition = .always, clauses: [Clause.ID] = []) {
            self.fact = fact
            self.when = when
            self.clauses = clauses
        }
    }

    /// A paper, or one part of it, that the act completes.
    public struct PaperUse: Hashable, Sendable {
        public var paper: Name<Paper>
        public var part: String?
        public var clauses: [Clause.ID]

        public init(paper: Name<Paper>, part: String? = nil, clauses: [Clause.ID] = []) {
            self.paper = paper
            self.part = part
            self.clauses = clauses
        }
    }

    /// How soon.
    public struct Due: Hashable, Sendable {
        public enum Limit: Hashable, Sendable {
            /// A word of the text; the organisation sets what it means.
            case word(Name<TimingWord>)
            case duration(Duration)
            case clock(Name<Clock>)
        }
        public var limit: Limit
        public var clauses: [Clause.ID]

        public init(_ limit: Limit, clauses: [Clause.ID] = []) {
            self.limit = limit
            self.clauses = clauses
        }
    }

    /// A matter that the act opens, and what it hands over.
    public struct Opening: Hashable, Sendable {
        public enum Handed: Hashable, Sendable {
            case value([String])
            /// The standing answer of this fact here.
            case fact(Name<Fact>)
        }
        public var matter: Name<MatterKind>
        public var hands: [Name<Fact>: Handed]
        public var clauses: [Clause.ID]

        public init(matter: Name<MatterKind>, hands: [Name<Fact>: Handed] = [:], clauses: [Clause.ID] = []) {
            self.matter = matter
            self.hands = hands
            self.clauses = clauses
        }
    }

    /// A change of the item's state from one to one of several.
    public struct Move: Hashable, Sendable {
        public var from: String
        public var to: [String]

        public init(from: String, to: [String]) {
            self.from = from
            self.to = to
        }
    }

    public let id: Name<Step>
    public let label: Label
    public let clauses: [Clause.ID]
    public let act: Name<Act>
    public let by: Choice
    public let to: Choice?
    /// The post that passes the report on.
    public let via: Choice?
    /// Steps that must be done or not owed.
    public let after: [Name<Step>]
    /// Steps of which at least one must be done.
    public let afterAny: [Name<Step>]
    public let when: Condition
    public let asks: [Ask]
    public let paper: PaperUse?
    public let each: Name<ItemKind>?
    /// With `each`: only items in these states; empty means any state.
    public let inStates: [String]
    public let moves: [Move]
    public let due: Due?
    /// Allowed, not owed.
    public let may: Bool
    /// The part whose person the act names.
    public let names: Name<Part>?
    public let opens: Opening?
    /// The playbook that begins again.
    public let restarts: Name<Playbook>?
    /// Anyone who is there may enter it, not only those in `by`.
    public let recordedByAnyone: Bool

    public init(
        id: Name<Step>, label: Label = Label(), clauses: [Clause.ID] = [], act: Name<Act>, by: Choice,
        to: Choice? = nil, via: Choice? = nil, after: [Name<Step>] = [], afterAny: [Name<Step>] = [],
        when: Condition = .always, asks: [Ask] = [], paper: PaperUse? = nil, each: Name<ItemKind>? = nil,
        inStates: [String] = [], moves: [Move] = [], due: Due? = nil, may: Bool = false, names: Name<Part>? = nil,
        opens: Opening? = nil, restarts: Name<Playbook>? = nil, recordedByAnyone: Bool = false
    ) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.act = act
        self.by = by
        self.to = to
        self.via = via
        self.after = after
        self.afterAny = afterAny
        self.when = when
        self.asks = asks
        self.paper = paper
        self.each = each
        self.inStates = inStates
        self.moves = moves
        self.due = due
        self.may = may
        self.names = names
        self.opens = opens
        self.restarts = restarts
        self.recordedByAnyone = recordedByAnyone
    }

    public static func == (left: Step, right: Step) -> Bool {
        if left === right { return true }
        return left.id == right.id
            && left.label == right.label
            && left.clauses == right.clauses
            && left.act == right.act
            && left.by == right.by
            && left.to == right.to
            && left.via == right.via
            && left.after == right.after
            && left.afterAny == right.afterAny
            && left.when == right.when
            && left.asks == right.asks
            && left.paper == right.paper
            && left.each == right.each
            && left.inStates == right.inStates
            && left.moves == right.moves
            && left.due == right.due
            && left.may == right.may
            && left.names == right.names
            && left.opens == right.opens
            && left.restarts == right.restarts
            && left.recordedByAnyone == right.recordedByAnyone
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
