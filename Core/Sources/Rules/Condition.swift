/// A three-valued statement about a matter, as data.
///
/// True, false and unknown combine by Kleene's rules. What unknown means is fixed by the place that holds the
/// condition, never by the condition.
public indirect enum Condition: Hashable, Sendable {
    case always
    case all([Condition])
    case any([Condition])
    case not(Condition)
    /// True when the inner condition is false or unknown.
    case unlessSure(Condition)
    case term(Name<Term>)
    case fact(Name<Fact>, ValueTest)
    /// All of these steps are done in the present round.
    case done([Name<Step>])
    case begun(Name<Playbook>)
    case round(Name<Playbook>, atLeast: Int)
    case ended(Name<Clock>)
    case granted(Name<Approval>)
    case asked(Name<Approval>)
    case rejected(Name<Approval>)
    /// Something was done through a way of this name.
    case way(Name<Way>)
    /// An act was done in fact against the forbid or approval of this id; nil means against any.
    case deviated(String?)
    case filled(Name<Paper>, Name<Field>)
    case written(Name<Paper>)
    case marked(Name<Paper>, String)
    /// The persons bound as these parts are one and the same (or, negated by `not`, differ).
    case same([Name<Part>])
    case some(Name<ItemKind>, where: Condition, except: [String])
    case every(Name<ItemKind>, where: Condition, except: [String])
    /// Inside `each` or `where`: the item is in one of these states.
    case itemState([String])
    /// Inside `each`, `where` or a register: a column of the row, possibly through a row it points to.
    case column([String], ValueTest)
    case inRegister(Name<Register>, where: Condition)
    /// A matter of this kind opened from here has ended, with this ending if one is named.
    case child(Name<MatterKind>, ending: String?)
    case hour(Hours)
    case openedAt(Hours)
    case exercise

    /// Whether a moment falls in the office hours of the organisation.
    public enum Hours: String, Hashable, Sendable {
        case office
        case afterHours = "after-hours"
    }
}

/// What is asked of an answer or a column.
public enum ValueTest: Hashable, Sendable {
    /// It is one of these values; for an answer with several values, it contains one of them.
    case oneOf([String])
    /// An answer of several values that holds none.
    case none
    /// There is an answer.
    case known
    case atLeast(Int)
    case below(Int)
}

/// A named condition: a definition of the text, or words used twice.
public struct Term: Hashable, Sendable {
    public var id: Name<Term>
    public var label: Label
    public var clauses: [Clause.ID]
    public var condition: Condition

    public init(id: Name<Term>, label: Label = Label(), clauses: [Clause.ID] = [], condition: Condition) {
        self.id = id
        self.label = label
        self.clauses = clauses
        self.condition = condition
    }
}

/// Which acts a prohibition or an approval is about. All parts that are given must match.
public struct Selector: Hashable, Sendable {
    /// Act words or kinds of acts.
    public var acts: [String]
    /// Posts or parts that are addressed.
    public var to: [String]
    public var reachesOutside: Bool
    public var papers: [Name<Paper>]
    /// Marks on the paper, any of which matches.
    public var marks: [String]
    public var steps: [Name<Step>]
    public var playbooks: [Name<Playbook>]
    /// The closing of the matter.
    public var close: Bool

    public init(
        acts: [String] = [], to: [String] = [], reachesOutside: Bool = false, papers: [Name<Paper>] = [],
        marks: [String] = [], steps: [Name<Step>] = [], playbooks: [Name<Playbook>] = [], close: Bool = false
    ) {
        self.acts = acts
        self.to = to
        self.reachesOutside = reachesOutside
        self.papers = papers
        self.marks = marks
        self.steps = steps
        self.playbooks = playbooks
        self.close = close
    }
}
