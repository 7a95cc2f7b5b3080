import Engine
import Notation
import Rules

/// A fact that somebody must answer, in words.
public struct QuestionView: Hashable, Sendable {
    public var key: ActKey
    public var text: String
    public var clauses: [ClauseLine]
    public var bearers: String
    /// What waits for the answer.
    public var hangs: [String]
    /// Somebody said that it is not known yet.
    public var askedBefore: Bool
    /// Whether the reader is asked.
    public var isMine: Bool
}

extension QuestionView {
    /// Puts a question into words for a reader.
    public init(_ question: Question, words: Words, reader: String) {
        key = .answer(question.fact, item: question.item)
        text = words.fact(question.fact) + words.about(question.item)
        clauses = words.lines(question.clauses)
        bearers = words.bearers(question.bearers)
        hangs = question.hangs.map(words.anything).uniqued
        askedBefore = question.askedBefore
        isMine = question.bearers.contains { $0.includes(reader) }
    }
}

/// A clock with every way of counting it.
public struct ClockView: Hashable, Sendable {
    /// One way of counting, from one start.
    public struct Reckoning: Hashable, Sendable {
        public var text: String
        public var clauses: [ClauseLine]
        public var from: Instant?
        public var end: Instant?
        /// It gives the end that counts.
        public var counts: Bool
    }

    public var text: String
    public var clauses: [ClauseLine]
    public var kind: Clock.Kind
    public var state: ClockFace.State
    /// The end that counts; nil while a start is unknown.
    public var end: Instant?
    public var reckonings: [Reckoning]
    /// How days or hours are counted, in words.
    public var counting: String
    /// The law that stands beside the body's own text, never merged with it.
    public var beside: String

    /// The ways of counting give different ends.
    public var differs: Bool { Set(reckonings.map(\.end)).count > 1 }
}

extension ClockView {
    /// Puts a clock into words.
    public init(_ face: ClockFace, words: Words) {
        let label = words.pick(face.label)
        text = label.isEmpty ? face.id.text : label
        clauses = words.lines(face.clauses)
        kind = face.kind
        state = face.state
        end = face.end
        reckonings = face.reckonings.map { it in
            let label = words.pick(it.label)
            return Reckoning(
                text: label.isEmpty ? it.start : label, clauses: words.lines(it.clauses), from: it.from, end: it.end,
                counts: it.end != nil && it.end == face.end)
        }
        let clock = words.program.rulebook.clocks.first { $0.id == face.id }
        counting = clock.map(words.counting) ?? ""
        beside = face.beside
    }
}

extension Words {
    /// How a clock counts.
    public func counting(_ clock: Clock) -> String {
        let length = clock.lasts.map(length) ?? ""
        return switch clock.counting {
        case .daysFirstOut: say("\(length)（初日を数えない）", "\(length), the first day not counted")
        case .daysFirstInRolled:
            say("\(length)（初日を数え，末日が休日なら次の開庁日まで）", "\(length), the first day counted, rolled over closed days")
        case .hours: length
        case .toInstant: say("入力された日時まで", "until the time entered")
        }
    }
}

/// A running playbook as a list of its steps.
public struct PlaybookView: Hashable, Sendable {
    /// One step, for one item where it is for each.
    public struct Line: Hashable, Sendable {
        public var key: ActKey
        /// It is its turn, and a gate holds it.
        public var isHeld: Bool
        public var text: String
        public var state: StepState.State
        public var may: Bool
        /// Who does it, or who did it.
        public var who: String
        /// When it was done.
        public var doneAt: Instant?
        public var entry: Int?
        public var clauses: [ClauseLine]
        /// What it waits for: steps, or facts to answer.
        public var waitsFor: [String]
    }

    public var id: String
    public var text: String
    public var lines: [Line]

    /// The steps that are done, and those that are done or still owed.
    public var progress: (done: Int, of: Int) {
        (lines.count { $0.state == .done }, lines.count { $0.state != .notOwed && !($0.may && $0.state != .done) })
    }
}

/// The things of one kind.
public struct ItemGroup: Hashable, Sendable {
    public struct Line: Hashable, Sendable {
        public var id: String
        public var text: String
        /// The row of the register, with its path; empty when it is of none.
        public var row: String
        public var register: String
        public var state: String
        public var since: Instant?
    }

    public var kind: String
    public var clauses: [ClauseLine]
    /// The key of the form that adds one.
    public var adds: ActKey
    public var lines: [Line]
}

/// What is known of one fact, with every answer that was given.
public struct FactView: Hashable, Sendable {
    public struct Given: Hashable, Sendable {
        public var value: String
        public var person: String
        public var at: Instant
        public var entry: Int
        public var stands: Bool
    }

    public var key: ActKey
    public var text: String
    /// The answer that stands; nil when only statements were made.
    public var value: String?
    public var given: [Given]
    /// The answers contradict each other.
    public var isContradicted: Bool
}

/// What somebody said.
public struct StatementView: Hashable, Sendable {
    public var speaker: String
    public var text: String
    /// Who entered it.
    public var by: String
    public var at: Instant
    public var entry: Int
    public var isStruck: Bool
}

/// A paper with its versions.
public struct PaperLine: Hashable, Sendable {
    public struct VersionLine: Hashable, Sendable {
        public var number: Int
        public var author: String
        public var at: Instant
        public var entry: Int
        public var marks: [String]
    }

    public var id: Name<Paper>
    public var text: String
    public var clauses: [ClauseLine]
    public var versions: [VersionLine]
}

extension MatterSight {
    func playbooks() -> [PlaybookView] {
        var views: [PlaybookView] = []
        let held = Set((situation.duties + situation.permitted).filter { !$0.held.isEmpty }.map(ActKey.init))
        for state in survey.steps {
            if views.last?.id != state.playbook.text {
                views.append(.init(id: state.playbook.text, text: words.playbook(state.playbook), lines: []))
            }
            let waits =
                state.state == .unknown ? state.questions.map(words.fact) : state.waitsFor.map { words.step($0.text) }
            let key = ActKey.act(state.step, item: state.item)
            views[views.count - 1].lines.append(
                .init(
                    key: key, isHeld: state.state == .open && held.contains(key),
                    text: words.step(state.step.text) + words.about(state.item), state: state.state,
                    may: state.may,
                    who: state.state == .done
                        ? state.done.map { words.actor($0.actor) } ?? ""
                        : state.state == .notOwed ? "" : words.bearers(state.bearers),
                    doneAt: state.state == .done ? state.done?.at : nil,
                    entry: state.state == .done ? state.done?.entry : nil, clauses: words.lines(state.clauses),
                    waitsFor: waits))
        }
        return views
    }

    func items() -> [ItemGroup] {
        let kinds = words.program.matterKind(matter.kind)?.items ?? []
        let all = (kinds + matter.items.map(\.kind)).uniqued
        return all.compactMap { id in
            guard let kind = words.program.itemKind(id) else { return nil }
            let label = words.pick(kind.label)
            return ItemGroup(
                kind: label.isEmpty ? id.text : label, clauses: words.lines(kind.clauses), adds: .add(id),
                lines: matter.items.filter { $0.kind == id }.map { item in
                    let state = kind.states.first { $0.id == item.state }.map { words.pick($0.label) } ?? ""
                    return .init(
                        id: item.id, text: words.thing(item), row: item.row, register: kind.register?.text ?? "",
                        state: state.isEmpty ? item.state : state, since: matter.since(item: item.id))
                })
        }
    }

    func facts() -> [FactView] {
        var views: [FactView] = []
        for said in matter.said {
            let key = ActKey.answer(said.fact, item: said.item)
            let value = words.value(said.value, of: said.fact)
            if views.last?.key != key {
                views.append(
                    .init(
                        key: key, text: words.fact(said.fact) + words.about(said.item), value: nil,
                        given: [], isContradicted: false))
            }
            let last = views.count - 1
            if said.stands { views[last].value = value }
            views[last].given.append(
                .init(
                    value: value, person: words.person(said.person), at: said.at, entry: said.entry,
                    stands: said.stands))
            views[last].isContradicted = Set(views[last].given.map(\.value)).count > 1
        }
        return views
    }

    func statements() -> [StatementView] {
        entries.sorted { $0.number < $1.number }.compactMap { entry in
            for case .statement(let speaker) in entry.event.changes {
                return StatementView(
                    speaker: words.person(speaker), text: entry.event.text, by: words.actor(entry.event.actor),
                    at: entry.event.happened, entry: entry.number, isStruck: entry.struck != nil)
            }
            return nil
        }
    }

    func papers() -> [PaperLine] {
        var lines: [PaperLine] = []
        for version in matter.paperVersions {
            let paper = words.program.paper(version.paper)
            if lines.last?.id != version.paper {
                lines.append(
                    .init(
                        id: version.paper, text: words.paper(version.paper), clauses: words.lines(paper?.clauses ?? []),
                        versions: []))
            }
            let marks = version.marks.map { mark in
                let label = paper?.marks.first { $0.id == mark }.map { words.pick($0.label) } ?? ""
                return label.isEmpty ? mark : label
            }
            lines[lines.count - 1].versions.append(
                .init(
                    number: version.number, author: words.person(version.author), at: version.at,
                    entry: version.entry, marks: marks))
        }
        return lines
    }
}
