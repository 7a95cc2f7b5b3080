import Engine
import Notation
import Rules

/// A matter as one reader sees it at one moment, all in words.
public struct MatterView: Hashable, Sendable {
    public var id: String
    /// What kind of matter it is.
    public var kind: String
    public var isOpen: Bool
    public var exercise: Bool
    /// The situation in one sentence.
    public var sentence: String
    /// What it is about.
    public var gist: Gist?
    /// The matters opened from here that it waits for.
    public var awaited: [Related.Child]
    /// Everything owed: the reader's first, then by urgency.
    public var duties: [DutyView]
    /// What the reader may do and does not owe.
    public var permitted: [DutyView]
    /// Requests that were given back and are not made again.
    public var returns: [ReturnView]
    public var questions: [QuestionView]
    public var clocks: [ClockView]
    /// What is refused to the reader now, with its ground.
    public var refused: [RefusedAct]
    /// The verbs that every matter has.
    public var verbs: [VerbView]
    public var playbooks: [PlaybookView]
    /// Playbooks of which it is not known yet whether they begin.
    public var undecided: [String]
    public var items: [ItemGroup]
    public var facts: [FactView]
    public var papers: [PaperLine]
    public var statements: [StatementView]
    public var files: [FileView]
    public var notices: [Sentence]
    public var closing: ClosingView
    public var related: Related
    /// Facts of the record for its foot: rulebook, edition, opened, entries.
    public var record: Record

    /// A sentence with its clauses.
    public struct Sentence: Hashable, Sendable {
        public var text: String
        public var clauses: [ClauseLine]
    }

    /// The matters around this one.
    public struct Related: Hashable, Sendable {
        public var parent: String
        public var children: [Child]
        public var links: [String]
        /// The matter it was merged into.
        public var into: String

        public struct Child: Hashable, Sendable {
            public var id: String
            public var kind: String
            /// How it ended; empty while it runs.
            public var ending: String
        }
    }

    /// What the record says of itself.
    public struct Record: Hashable, Sendable {
        public var rulebook: String
        public var edition: String
        public var openedAt: Instant
        public var openedBy: String
        public var entries: Int
        public var at: Instant
    }

    /// Whether it may close, and what stands against it.
    public struct ClosingView: Hashable, Sendable {
        public var may: Bool
        public var duties: Int
        public var questions: Int
        /// Prohibitions and endings that stand against it.
        public var obstacles: [Sentence]
        public var endings: [String]
        public var deviations: [DeviationView]
    }

    /// An act that was done against the rules.
    public struct DeviationView: Hashable, Sendable {
        public var what: String
        public var clauses: [ClauseLine]
        public var person: String
        public var at: Instant
        public var reason: String
        public var entry: Int
    }

    /// The reader's own duties.
    public var mine: [DutyView] { duties.filter(\.isMine) }
    /// What others owe.
    public var others: [DutyView] { duties.filter { !$0.isMine } }
}

/// What a matter is seen with: the record, what follows from it, and who looks.
public struct MatterSight: Sendable {
    public var matter: Matter
    public var survey: Survey
    /// The entries in which somebody says something.
    public var entries: [RecordedEntry]
    /// The first entry, which says what it is about.
    public var first: RecordedEntry?
    public var words: Words
    /// The person who looks.
    public var reader: String
    public var at: Instant

    /// Brings together what a look needs.
    public init(
        matter: Matter, survey: Survey, entries: [RecordedEntry] = [], first: RecordedEntry? = nil, words: Words,
        reader: String, at: Instant
    ) {
        self.matter = matter
        self.survey = survey
        self.entries = entries
        self.first = first
        self.words = words
        self.reader = reader
        self.at = at
    }

    var situation: Situation { survey.situation }
}

extension MatterView {
    /// Puts a matter into words for a reader.
    public init(_ sight: MatterSight) {
        let (matter, words, situation) = (sight.matter, sight.words, sight.situation)
        id = matter.id
        kind = words.matter(matter.kind.text)
        isOpen = matter.isOpen
        exercise = matter.exercise
        awaited = sight.survey.awaited.map { Related.Child($0, words: words) }
        let all = situation.duties.map { DutyView($0, of: matter, words: words, reader: sight.reader) }
        let mine = all.filter(\.isMine).byUrgency(at: sight.at).notingTogether()
        duties = mine + all.filter { !$0.isMine }.byUrgency(at: sight.at)
        permitted = situation.permitted.filter { $0.falls(to: sight.reader) }.map {
            DutyView($0, of: matter, words: words, reader: sight.reader)
        }.notingTogether()
        returns = sight.returns
        questions = situation.questions.map { QuestionView($0, words: words, reader: sight.reader) }
            .sortedStably { $0.isMine && !$1.isMine }
        clocks = situation.clocks.map { ClockView($0, words: words) }
        playbooks = sight.playbooks()
        undecided = sight.survey.undecided.map(words.playbook)
        verbs = sight.verbs()
        refused = sight.refused(duties)
        items = sight.items()
        facts = sight.facts()
        papers = sight.papers()
        statements = sight.statements()
        files = matter.evidence.map { FileView($0, words: words) }
        notices = situation.notices.map { .init(text: words.notice($0), clauses: words.lines($0.clauses)) }
        closing = sight.closing()
        related = Related(
            parent: matter.parent, children: matter.children.map { Related.Child($0, words: words) },
            links: matter.links.uniqued, into: matter.ended?.into ?? "")
        record = Record(
            rulebook: words.rulebook(matter.rulebook), edition: matter.edition, openedAt: matter.openedAt,
            openedBy: words.actor(matter.openedBy), entries: matter.entries, at: sight.at)
        gist = Gist(sight)
        sentence = ""
        sentence = sight.sentence(mine: mine, others: others, permitted: permitted.count, awaited: awaited)
    }
}

extension MatterSight {
    /// The situation in one sentence: where it is, what the reader owes, what comes next, what it waits for.
    func sentence(
        mine: [DutyView], others: [DutyView], permitted: Int, awaited: [MatterView.Related.Child]
    ) -> String {
        let drill = matter.exercise ? words.say("【訓練】", "[Exercise] ") : ""
        let kind = words.matter(matter.kind.text)
        if let ended = matter.ended {
            let endings = ended.endings.map(words.ending).joined(separator: words.say("・", ", "))
            return drill + words.say("\(kind)は終わっています（\(endings)）。", "\(kind): ended (\(endings)).")
        }
        let late = mine.count { $0.isOverdue(at: at) }
        let first: String =
            if mine.isEmpty, permitted > 0 {
                words.say(
                    "あなたの対応事項はありません。必要に応じて行えることが\(permitted)件あります。",
                    "You owe nothing; there are \(permitted) things that you may do.")
            } else if mine.isEmpty {
                words.say("今，あなたがすることはありません。", "You owe nothing now.")
            } else if late > 0 {
                words.say(
                    "あなたの対応事項が\(mine.count)件あり，うち\(late)件は期限を過ぎています。",
                    "You owe \(mine.count), \(late) of them overdue.")
            } else {
                words.say("あなたの対応事項が\(mine.count)件あります。", "You owe \(mine.count).")
            }
        var rest: [String] = []
        if !others.isEmpty { rest.append(words.say("他の人の対応事項\(others.count)件", "\(others.count) owed by others")) }
        if !situation.questions.isEmpty {
            rest.append(
                words.say("未回答の確認事項\(situation.questions.count)件", "\(situation.questions.count) open questions"))
        }
        let next = situation.clocks.filter { $0.state == .running }.compactMap(\.end).filter { $0 > at }.min()
        if let next { rest.append(words.say("次の期限は\(words.limit(next))", "next deadline \(words.limit(next))")) }
        let kinds = awaited.map(\.kind).uniqued.joined(separator: words.say("・", ", "))
        let waits = kinds.isEmpty ? "" : words.say("\(kinds)が終わるのを待っています。", " Waits for the end of: \(kinds).")
        let tail = rest.isEmpty ? "" : rest.joined(separator: words.say("，", ", ")) + words.say("。", ".")
        return drill + words.say("対応中です。", "Running. ") + first + tail + waits
    }

    func closing() -> MatterView.ClosingView {
        let closing = situation.closing
        var view = MatterView.ClosingView(
            may: closing.may && matter.isOpen, duties: 0, questions: 0, obstacles: [],
            endings: situation.endings.map(words.ending),
            deviations: closing.deviations.map {
                .init(
                    what: words.anything($0.gate), clauses: words.lines($0.clauses), person: words.person($0.person),
                    at: $0.at, reason: $0.reason, entry: $0.entry)
            })
        for obstacle in closing.obstacles {
            switch obstacle {
            case .duty: view.duties += 1
            case .unknown: view.questions += 1
            case .forbidden(let gate, let clauses):
                view.obstacles.append(
                    .init(text: words.say("禁じられている：", "Forbidden: ") + words.gate(gate), clauses: words.lines(clauses)))
            case .noEnding(let of, let clauses):
                view.obstacles.append(
                    .init(
                        text: words.say("どの終わり方にも当たらない：", "No ending is true: ") + words.anything(of),
                        clauses: words.lines(clauses)))
            }
        }
        return view
    }
}

extension MatterView.Related.Child {
    init(_ child: Matter.Child, words: Words) {
        self.init(id: child.id, kind: words.matter(child.kind.text), ending: child.ending.map(words.ending) ?? "")
    }
}

extension [DutyView] {
    /// Overdue first, then by due time, then what has no time by how long it has waited.
    public func byUrgency(at: Instant) -> [DutyView] {
        sortedStably { left, right in
            switch (left.due, right.due) {
            case (let left?, let right?): left < right
            case (_?, nil): true
            case (nil, _?): false
            case (nil, nil): left.since < right.since
            }
        }
    }
}

extension Array {
    /// Sorted so that equal elements keep their order.
    func sortedStably(by isBefore: (Element, Element) -> Bool) -> [Element] {
        enumerated().sorted { left, right in
            if isBefore(left.element, right.element) { return true }
            if isBefore(right.element, left.element) { return false }
            return left.offset < right.offset
        }.map(\.element)
    }
}

extension Array where Element: Hashable {
    /// The elements in their order, each once.
    public var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
