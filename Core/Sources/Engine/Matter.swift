import Notation
import Rules

/// What has been recorded of one matter, folded from its events.
///
/// It holds what happened, never what follows: duties, questions and refusals are computed by `situation`.
public struct Matter: Hashable, Sendable {
    public internal(set) var id: String
    public internal(set) var kind: Name<MatterKind> = ""
    public internal(set) var rulebook = ""
    public internal(set) var edition = ""
    public internal(set) var adopted: [Name<Reading>: String] = [:]
    /// A drill; set at opening and never changed.
    public internal(set) var exercise = false
    public internal(set) var parent = ""
    public internal(set) var openedAt = Instant(milliseconds: 0)
    public internal(set) var openedBy = Actor(person: "")
    /// The number of events applied; also the version of its stream.
    public internal(set) var entries = 0
    /// When the last event was entered.
    public internal(set) var lastEntered = Instant(milliseconds: .min)
    var answers: [Key<Fact>: [Statement]] = [:]
    var marks: [Key<Step>: [Mark]] = [:]
    var freeActs: [Mark] = []
    var passes: [Key<Step>: [Mark]] = [:]
    var rounds: [Name<Playbook>: Round] = [:]
    var papers: [Name<Paper>: [Version]] = [:]
    var requests: [Name<Approval>: [Request]] = [:]
    var decisions: [Name<Approval>: [Decision]] = [:]
    var bound: [Name<Part>: String] = [:]
    public internal(set) var items: [Change.Item] = []
    /// When each item came into the state it is in.
    var moved: [String: Instant] = [:]
    /// What made the items, parts and rounds what they are, so that it can be struck.
    var made: [Made] = []
    var ways: [UsedWay] = []
    public internal(set) var deviations: [Deviation] = []
    public internal(set) var children: [Child] = []
    public internal(set) var links: [String] = []
    /// The matters that were split off from this one.
    var splitOff: [String] = []
    /// The files of evidence, in the order in which they came.
    public internal(set) var evidence: [Evidence] = []
    public internal(set) var ended: Change.Ended?
    /// The entry by which each part was bound.
    var boundBy: [Name<Part>: Int] = [:]
    /// Who was excluded by an entry, and by which.
    var excludedBy: [String: Int] = [:]
    /// Who was excluded from the matter that this one was opened from, and by which entry that is known here.
    var excludedAbove: [String: Int] = [:]
    /// Who was readmitted, and by which entry: what excluded them before it no longer counts.
    var readmittedBy: [String: Int] = [:]
    /// The persons who were named as readers, each with the entry.
    public internal(set) var readers: [String: Int] = [:]
    /// Everybody who has entered something here, and as what.
    var acted: Set<Acted> = []
    /// Who entered each entry; nobody for what another matter told.
    var authors: [String] = []

    /// Somebody who has acted in a matter; as a stand-in, for which post.
    struct Acted: Hashable, Sendable {
        var person: String
        var standsInFor: Name<Post>?
        var unit = ""
    }

    /// An id that means one thing of the matter, or one thing of one of its items.
    struct Key<Subject>: Hashable, Sendable {
        var id: Name<Subject>
        var item: String?
    }

    struct Statement: Hashable, Sendable {
        var value: Answer
        var weight: Change.Weight
        var at: Instant
        var entry: Int
        var person: String
        var post: String
    }

    struct Mark: Hashable, Sendable {
        var act: Name<Act>
        var at: Instant
        var entered: Instant
        var entry: Int
        var actor: Actor
        var to: [String]
        var inFact: Bool
    }

    struct Made: Hashable, Sendable {
        enum What: Hashable, Sendable {
            case added(Change.Item)
            case moved(item: String, state: String)
            case bound(Name<Part>, person: String)
            case round(Name<Playbook>)
            case excluded(String)
            case readmitted(String)
            case excludedAbove(String)
            case readmittedAbove(String)
            case shown(String)
            case unshown(String)
        }
        var what: What
        var at: Instant
        var entry: Int
    }

    struct Round: Hashable, Sendable {
        var number: Int
        /// Marks of entries before this one belong to earlier rounds.
        var from: Int
    }

    /// A frozen, numbered version of a paper.
    struct Version: Hashable, Sendable {
        var number: Int
        var fields: [Name<Field>: String]
        var marks: [String]
        var digests: [String: String]
        var author: String
        var at: Instant
        var entry: Int
    }

    struct Request: Hashable, Sendable {
        var subject: String
        var digest: String
        var items: [String]
        var by: Actor
        var at: Instant
        var entry: Int
    }

    struct Decision: Hashable, Sendable {
        var subject: String
        var digest: String
        var outcome: Change.Decided.Outcome
        var by: Actor
        var at: Instant
        var entry: Int
    }

    struct UsedWay: Hashable, Sendable {
        var gate: String
        var way: Name<Way>
        var row: String
        var at: Instant
        var entry: Int
    }

    /// An act that was done against the rules, recorded and never refused.
    public struct Deviation: Hashable, Sendable {
        public var gate: String
        public var clauses: [Clause.ID]
        public var reason: String
        public var at: Instant
        public var person: String
        public var entry: Int
    }

    /// A matter that was opened from this one.
    public struct Child: Hashable, Sendable {
        public var id: String
        public var kind: Name<MatterKind>
        /// How it ended; nil while it runs.
        public var ending: String?
    }

    /// A matter of which nothing has been recorded yet.
    public init(id: String) { self.id = id }

    /// Whether it has been opened and has not ended.
    public var isOpen: Bool { entries > 0 && ended == nil }
}

extension Matter {
    /// Folds events from the beginning.
    public init(id: String, events: some Sequence<Event>) {
        self.init(id: id)
        for event in events { apply(event) }
    }

    /// Applies one recorded event.
    ///
    /// Total, forever: every event that was ever entered applies, in any rulebook, and nothing is refused here.
    public mutating func apply(_ event: Event) {
        entries += 1
        lastEntered = max(lastEntered, event.entered)
        remember(event)
        for change in event.changes { apply(change, of: event) }
    }

    private mutating func apply(_ change: Change, of event: Event) {
        let entry = entries
        switch change {
        case .opened(let opened):
            if kind.text.isEmpty { exercise = opened.exercise }
            kind = opened.kind
            rulebook = opened.rulebook
            edition = opened.edition
            adopted = opened.adopted
            parent = opened.parent
            openedAt = event.happened
            openedBy = event.actor
        case .answered(let answered):
            answers[Key(id: answered.fact, item: answered.item), default: []].append(
                Statement(
                    value: answered.value, weight: answered.weight, at: event.happened, entry: entry,
                    person: event.actor.person, post: event.actor.post))
        case .done(let done):
            let mark = mark(of: event, act: done.act, to: done.to, inFact: done.inFact)
            if let step = done.step {
                marks[Key(id: step, item: done.item), default: []].append(mark)
            } else {
                freeActs.append(mark)
            }
        case .passedOn(let step, let item):
            passes[Key(id: step, item: item), default: []].append(
                mark(of: event, act: "pass", to: [], inFact: false))
        case .written(let written):
            papers[written.paper, default: []].append(
                Version(
                    number: written.number,
                    fields: Dictionary(written.fields.map { ($0.field, $0.value) }, uniquingKeysWith: { $1 }),
                    marks: written.marks, digests: written.digests, author: event.actor.person, at: event.happened,
                    entry: entry))
        case .asked(let asked):
            requests[asked.approval, default: []].append(
                Request(
                    subject: asked.subject, digest: asked.digest, items: asked.items, by: event.actor,
                    at: event.happened, entry: entry))
        case .decided(let decided):
            decisions[decided.approval, default: []].append(
                Decision(
                    subject: decided.subject, digest: decided.digest, outcome: decided.outcome, by: event.actor,
                    at: event.happened,
                    entry: entry))
        case .itemAdded(let item): make(.added(item), of: event)
        case .itemMoved(let item, let state): make(.moved(item: item, state: state), of: event)
        case .bound(let part, let person): make(.bound(part, person: person), of: event)
        case .roundBegun(let playbook): make(.round(playbook), of: event)
        case .wayUsed(let gate, let way, let row):
            ways.append(UsedWay(gate: gate, way: way, row: row, at: event.happened, entry: entry))
        case .deviated(let gate, let clauses):
            deviations.append(
                Deviation(
                    gate: gate, clauses: clauses, reason: event.reason, at: event.happened,
                    person: event.actor.person, entry: entry))
        case .warned, .statement, .handedOver: break
        case .childOpened(let id, let kind, _): children.append(Child(id: id, kind: kind, ending: nil))
        case .childEnded(let id, let ending):
            if let index = children.firstIndex(where: { $0.id == id }) { children[index].ending = ending }
        case .childReopened(let id):
            if let index = children.firstIndex(where: { $0.id == id }) { children[index].ending = nil }
        case .struck(let struck): strike(struck)
        case .linked(let other):
            links.append(other)
            // The first entry of the one that was split off links back.
            if event.act == "split", entry > 1 { splitOff.append(other) }
        case .ended(let ended): self.ended = ended
        case .reopened: ended = nil
        // Records before `excluded-above` say only `excluded` of what a matter was opened with.
        case .excluded(let person):
            make(entry == 1 && !parent.isEmpty ? .excludedAbove(person) : .excluded(person), of: event)
        case .readmitted(let person): make(.readmitted(person), of: event)
        case .excludedAbove(let person): make(.excludedAbove(person), of: event)
        case .readmittedAbove(let person): make(.readmittedAbove(person), of: event)
        case .shown(let person): make(.shown(person), of: event)
        case .unshown(let person): make(.unshown(person), of: event)
        case .evidenceKept, .evidencePassed, .evidenceSealed, .evidenceOpened: applyEvidence(change, of: event)
        case .moved(let edition, let adopted):
            self.edition = edition
            self.adopted = adopted
        }
    }

    private mutating func make(_ what: Made.What, of event: Event) {
        let made = Made(what: what, at: event.happened, entry: entries)
        self.made.append(made)
        make(made)
    }

    private mutating func make(_ made: Made) {
        switch made.what {
        case .added(let item):
            items.append(item)
            moved[item.id] = made.at
        case .moved(let item, let state):
            if let index = items.firstIndex(where: { $0.id == item }) { items[index].state = state }
            moved[item] = made.at
        case .bound(let part, let person):
            bound[part] = person
            boundBy[part] = made.entry
        case .excluded(let person): excludedBy[person] = made.entry
        case .excludedAbove(let person): excludedAbove[person] = made.entry
        case .readmittedAbove(let person): excludedAbove[person] = nil
        case .readmitted(let person):
            excludedBy[person] = nil
            excludedAbove[person] = nil
            readmittedBy[person] = made.entry
        case .shown(let person): readers[person] = made.entry
        case .unshown(let person): readers[person] = nil
        case .round(let playbook):
            rounds[playbook] = Round(number: (rounds[playbook]?.number ?? 1) + 1, from: made.entry)
        }
    }

    /// Keeps who acted; what another matter tells is no act in this one, and opens it to nobody.
    private mutating func remember(_ event: Event) {
        let isTold = Tiding.acts.contains(event.act)
        authors.append(isTold ? "" : event.actor.person)
        guard !isTold, !event.actor.person.isEmpty else { return }
        let actor = event.actor
        acted.insert(
            Acted(
                person: actor.person, standsInFor: actor.standsIn ? Name(actor.post) : nil,
                unit: actor.standsIn ? actor.unit : ""))
    }

    private func mark(of event: Event, act: Name<Act>, to: [String], inFact: Bool) -> Mark {
        Mark(
            act: act, at: event.happened, entered: event.entered, entry: entries, actor: event.actor, to: to,
            inFact: inFact)
    }

    /// Takes the effects of one entry out; the entry itself stays in the record, struck through.
    ///
    /// A deviation stays listed, and so do evidence with its custody, the matters that were opened and how the matter
    /// itself ended.
    private mutating func strike(_ entry: Int) {
        for key in answers.keys { answers[key]?.removeAll { $0.entry == entry } }
        for key in marks.keys { marks[key]?.removeAll { $0.entry == entry } }
        for key in passes.keys { passes[key]?.removeAll { $0.entry == entry } }
        for key in papers.keys { papers[key]?.removeAll { $0.entry == entry } }
        for key in requests.keys { requests[key]?.removeAll { $0.entry == entry } }
        for key in decisions.keys { decisions[key]?.removeAll { $0.entry == entry } }
        freeActs.removeAll { $0.entry == entry }
        ways.removeAll { $0.entry == entry }
        guard made.contains(where: { $0.entry == entry }) else { return }
        made.removeAll { $0.entry == entry }
        (items, moved, bound, rounds, boundBy) = ([], [:], [:], [:], [:])
        (excludedBy, excludedAbove, readmittedBy, readers) = ([:], [:], [:], [:])
        for made in made { make(made) }
    }

    /// Since when the answer that stands has been what it is, whoever gave it again.
    func stands(_ fact: Name<Fact>, item: String?) -> Instant? {
        var best: Statement?
        var since: Instant?
        for statement in answers[Key(id: fact, item: item), default: []]
        where statement.weight > .statement && statement.weight >= best?.weight ?? .anyone {
            since = best?.value == statement.value ? min(since ?? statement.at, statement.at) : statement.at
            best = statement
        }
        return since
    }

    /// The matter with only what had been done, asked, decided and written by a moment, and all answers.
    func actsUntil(_ at: Instant) -> Matter {
        var then = self
        then.marks = marks.mapValues { $0.filter { $0.at <= at } }
        then.passes = passes.mapValues { $0.filter { $0.at <= at } }
        then.papers = papers.mapValues { $0.filter { $0.at <= at } }
        then.requests = requests.mapValues { $0.filter { $0.at <= at } }
        then.decisions = decisions.mapValues { $0.filter { $0.at <= at } }
        then.freeActs.removeAll { $0.at > at }
        return then
    }

    /// The answer that stands, or nil when nobody whose answer counts has given one.
    func standing(_ fact: Name<Fact>, item: String?) -> Statement? {
        guard let given = answers[Key(id: fact, item: item)] else { return nil }
        var best: Statement?
        for statement in given where statement.weight > .statement && statement.weight >= best?.weight ?? .anyone {
            best = statement
        }
        return best
    }
}

extension Matter {
    /// The number of the last version of a paper; 0 when there is none.
    public func versionNumber(of paper: Name<Paper>) -> Int { papers[paper]?.last?.number ?? 0 }

    /// Who asked last for an approval.
    public func asker(of approval: Name<Approval>, subject: String) -> String? {
        requests[approval]?.last { $0.subject == subject }?.by.person
    }

    /// Who has granted the last request for an approval so far.
    public func granters(of approval: Name<Approval>, subject: String) -> [String] {
        guard let request = requests[approval]?.last(where: { $0.subject == subject }) else { return [] }
        return (decisions[approval] ?? []).filter {
            $0.subject == subject && $0.outcome == .granted && $0.entry > request.entry && $0.digest == request.digest
        }.map(\.by.person)
    }
}
