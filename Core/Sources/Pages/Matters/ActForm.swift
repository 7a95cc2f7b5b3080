import Engine
import Notation
import ReadModels
import Rules

/// The form of one act on a matter: what it asks for comes from the rules, and nothing else is read.
///
/// It is made anew for every request. The names of its inputs are `fact.*`, `field.*`, `mark`, `name.*`, `to`, `item`,
/// `row`, `file`, `moves`, `way`, `cites`, `outcome`, `text`, `reason`, `speaker`, `other`, `entry`, `playbook`, `edition`,
/// `post`, `behalf`, `happened`, `infact` and `infact-reason`; `seen` is the number of entries the person has seen. An
/// act on several things has those of each behind `thing.N.`, N being its place on the matter's list.
public struct ActForm: Sendable {
    /// Inputs that belong together.
    public struct Group: Sendable, Hashable {
        /// What they are about; empty for the first.
        public var heading: String
        public var note: String
        /// Words that are always there and cannot be changed.
        public var fixed: [Fixed]
        public var inputs: [Input]
        /// It records what was done against the rules: set apart, and never by accident.
        public var isDeviation = false

        /// A field with words that cannot be changed.
        public struct Fixed: Sendable, Hashable {
            public var label: String
            public var text: String
        }

        init(_ heading: String = "", note: String = "", fixed: [Fixed] = [], inputs: [Input] = []) {
            self.heading = heading
            self.note = note
            self.fixed = fixed
            self.inputs = inputs
        }
    }

    public let key: ActKey
    let sight: MatterSight
    let entered: Entered
    /// What a refusal asked for besides: facts and fields that became necessary by what was entered.
    let demanded: Set<String>
    /// The duties with this key, the reader's own first.
    let duties: [Duty]
    /// For an act on several things: the form of each of them.
    private(set) var parts: [Part] = []
    /// What is asked for, part by part.
    public private(set) var groups: [Group] = []

    /// The form of a key.
    ///
    /// - Parameters:
    ///   - entered: what was posted or kept as a draft; what comes without `seen` only fills inputs in advance.
    ///   - refusal: the answer to an attempt, so that what it asks for is on the form.
    /// - Returns: nil when the rulebook has nothing of that name.
    public init?(_ key: ActKey, on sight: MatterSight, entered: Entered = Entered(), after refusal: Refusal? = nil) {
        self.key = key
        self.sight = sight
        self.entered = entered
        demanded = Set((refusal?.questions.map(\.text) ?? []) + (refusal?.missing ?? []))
        let situation = sight.survey.situation
        let all = (situation.duties + situation.permitted).filter { ActKey($0) == key }
        duties = all.filter { $0.falls(to: sight.reader) } + all.filter { !$0.falls(to: sight.reader) }
        guard isKnown else { return nil }
        parts = makeParts(after: refusal)
        groups = makeGroups().filter { !$0.inputs.isEmpty || !$0.fixed.isEmpty }
    }

    /// The duty that is meant, the reader's own if there is one.
    public var duty: Duty? { duties.first }
    /// The inputs in their order.
    public var inputs: [Input] { groups.flatMap(\.inputs) }
    /// What the matter is about.
    var gist: Gist? { Gist(sight) }
    /// The number of entries that the person had seen when the form was made; nil where none came.
    public var seen: Int? { Int(entered["seen"]) }
    /// Entries have come since the form was made.
    public var isStale: Bool { seen.map { $0 != sight.matter.entries } ?? false }

    var words: Words { sight.words }
    var program: Program { sight.words.program }
    var matter: Matter { sight.matter }
    var step: Step? {
        switch key {
        case .act(let id, _), .pass(let id, _), .each(let id): program.step(id)
        default: nil
        }
    }
    var approval: Approval? {
        switch key {
        case .ask(let id, _), .decide(let id, _), .read(let id, _): program.approval(id)
        default: nil
        }
    }
    var item: String? {
        switch key {
        case .act(_, let item), .pass(_, let item), .answer(_, let item): item
        default: nil
        }
    }

    private var isKnown: Bool {
        switch key {
        case .act(let id, _), .pass(let id, _): program.step(id) != nil
        case .each(let id): program.step(id).map(program.isDoneTogether) ?? false
        case .ask(let id, _), .decide(let id, _), .read(let id, _): program.approval(id) != nil
        case .answer(let id, let item):
            program.fact(id).map { ($0.per == nil) == (item == nil) } ?? false
        case .enter(let id): program.paper(id) != nil
        case .add(let id): program.itemKind(id) != nil
        case .free(let id): program.act(id) != nil
        case .verb(let verb): Self.verbs.contains(verb)
        }
    }

    static let verbs: Set = [
        "note", "statement", "answer", "enter", "add-item", "act", "correct", "link", "hand-over", "begin-again",
        "merge",
        "split", "false-alarm", "withdraw", "close", "reopen", "move", "show-to", "unshow", "exclude", "readmit",
        "pass-evidence", "seal-evidence", "open-evidence",
    ]

    /// What is done by it, as a heading.
    public var title: String {
        if let duty { return words.what(duty) }
        switch key {
        case .act(let id, let item), .pass(let id, let item):
            return words.step(id.text) + words.about(item)
        case .each(let id): return words.step(id.text)
        case .ask(let id, _), .decide(let id, _), .read(let id, _): return words.gate(id.text)
        case .answer(let id, let item): return words.fact(id) + words.about(item)
        case .enter(let id): return words.paper(id)
        case .add(let id):
            let label = program.itemKind(id).map { words.pick($0.label) } ?? ""
            return words.verb("add-item") + "：" + (label.isEmpty ? id.text : label)
        case .free(let id): return words.act(id.text)
        case .verb(let verb): return words.verb(verb)
        }
    }

    /// The clauses that it rests on.
    public var clauses: [ClauseLine] {
        if let duty { return words.lines(duty.clauses) }
        switch key {
        case .act(let id, _), .pass(let id, _), .each(let id): return words.lines(program.step(id)?.clauses ?? [])
        case .ask(let id, _), .decide(let id, _), .read(let id, _):
            return words.lines(program.approval(id)?.clauses ?? [])
        case .answer(let id, _): return words.lines(program.fact(id)?.clauses ?? [])
        case .enter(let id): return words.lines(program.paper(id)?.clauses ?? [])
        case .add(let id): return words.lines(program.itemKind(id)?.clauses ?? [])
        case .free(let id): return words.lines(program.act(id)?.clauses ?? [])
        case .verb: return []
        }
    }

    /// The forms among which one is chosen first, for verbs that are about one of many things.
    public var picks: [DutyView.Link] {
        guard case .verb(let verb) = key else { return [] }
        func link(_ key: ActKey, _ text: String) -> DutyView.Link { .init(key: key, text: text) }
        switch verb {
        case "answer":
            return program.rulebook.facts.flatMap { fact -> [DutyView.Link] in
                guard let kind = fact.per else { return [link(.answer(fact.id, item: nil), words.fact(fact.id))] }
                return matter.items.filter { $0.kind == kind }.map {
                    link(.answer(fact.id, item: $0.id), words.fact(fact.id) + words.about($0.id))
                }
            }
        case "enter": return program.rulebook.papers.map { link(.enter($0.id), words.paper($0.id)) }
        case "add-item":
            let kinds = program.matterKind(matter.kind)?.items ?? []
            let all = kinds.isEmpty ? program.rulebook.items.map(\.id) : kinds
            return all.compactMap { program.itemKind($0) }.map { kind in
                let label = words.pick(kind.label)
                return link(.add(kind.id), label.isEmpty ? kind.id.text : label)
            }
        case "act": return program.rulebook.acts.map { link(.free($0.id), words.act($0.id.text)) }
        default: return []
        }
    }

    /// The paper that the act is about, as it stands: for reading before deciding.
    public var paper: PaperSheet? {
        let use: Name<Paper>? =
            switch key {
            case .ask(_, let subject), .decide(_, let subject), .read(_, let subject):
                approval?.paper?.paper ?? paperOf(subject)
            case .pass: step?.paper?.paper
            default: nil
            }
        return use.flatMap { PaperSheet($0, of: matter, words: words) }
    }

    func paperOf(_ subject: String) -> Name<Paper>? {
        if let step = program.step(Name(subject)) { return step.paper?.paper }
        guard subject.hasPrefix("act:"), let slash = subject.firstIndex(of: "/") else { return nil }
        return Name(String(subject[subject.index(after: slash)...]))
    }

    /// What stands in an input: what was posted, what was asked for in the address, or what was there before.
    func values(_ name: String, or before: [String] = []) -> [String] {
        let given = entered.all(name)
        return given.isEmpty && !isPosted ? before : given
    }

    /// What a typed time comes to; nil when it is none.
    func time(_ text: String) throws(LooseTime.Misread) -> LooseTime? {
        try LooseTime.read(text, now: sight.at, zone: words.house.zone)
    }

    /// Whether the inputs were posted, so that an empty one was left empty.
    var isPosted: Bool { !entered["seen"].isEmpty }
}
