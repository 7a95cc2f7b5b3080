import Engine
import Notation
import Rules

/// What acts that are entered together would cause, tried without entering anything.
public enum ActCheck: Sendable {
    /// The first that is refused, by its place among them.
    case refused(Refusal, index: Int)
    case causes(Consequences)

    /// Tries commands one after the other on the matter as it is.
    ///
    /// - Parameter before: the situation at the same moment.
    public static func trying(
        _ commands: [Command], on matter: Matter, in setting: Setting, before: Situation, words: Words
    ) -> ActCheck {
        var later = matter
        var done: [Consequences.Done] = []
        for (index, var command) in commands.enumerated() {
            command.entered = max(command.entered, later.lastEntered)
            if command.newIDs.isEmpty { command.newIDs = ["\(matter.id)+\(index)"] }
            do throws(Refusal) {
                let outcome = try decide(command, on: later, in: setting)
                later.apply(outcome.event)
                done.append(.init(command: command, outcome: outcome))
            } catch {
                return .refused(error, index: index)
            }
        }
        let after = situation(later, in: setting.program, house: setting.house, at: before.at)
        return .causes(Consequences(done, before: before, after: after, matter: later, words: words))
    }
}

/// The difference that an act makes, in words: to be read before it is done.
public struct Consequences: Hashable, Sendable {
    /// A duty with those it falls to.
    public struct Owed: Hashable, Sendable {
        public var what: String
        public var who: String
        public var clauses: [ClauseLine]
        public var due: Instant?
        public var isMine: Bool
    }

    /// What is entered: each change in words.
    public var changes: [String]
    /// Rules that are not kept, entered as deviations.
    public var deviations: [String]
    /// Prohibitions that only warn.
    public var warnings: [MatterView.Sentence]
    /// What cannot be taken back.
    public var cautions: [String]
    /// What goes to whom.
    public var sent: [String]
    /// It leaves the house.
    public var reachesOutside: Bool
    public var newDuties: [Owed]
    /// What is owed no longer.
    public var endedDuties: [String]
    public var newQuestions: [String]
    public var clocks: [String]
    /// What holds what others or the actor want to do, from now on.
    public var newHolds: [String]
    /// What is held no longer.
    public var liftedHolds: [String]
    public var begun: [String]
    /// Playbooks that no longer run, and endings that become true.
    public var ended: [String]
    /// The kinds of matter that are opened.
    public var opened: [String]
    /// The matter itself ends.
    public var ends: Bool
    /// A file of evidence changes hands, is sealed or is taken out.
    public var movesEvidence: Bool

    /// Nothing follows from it but the entry.
    public var isQuiet: Bool {
        newDuties.isEmpty && endedDuties.isEmpty && newQuestions.isEmpty && clocks.isEmpty && newHolds.isEmpty
            && liftedHolds.isEmpty && begun.isEmpty && ended.isEmpty && opened.isEmpty && !ends && !movesEvidence
    }
}

extension Consequences {
    /// What a duty is, whoever it has come to fall to.
    private struct Mark: Hashable {
        var key: ActKey
        var to: [String]
        var seats: [Seat]

        init(_ duty: Duty) {
            key = ActKey(duty)
            to = duty.to
            seats = duty.bearers.map(\.seat)
        }
    }

    /// A command with what it came to.
    struct Done {
        var command: Command
        var outcome: Outcome
    }

    init(_ done: [Done], before: Situation, after: Situation, matter: Matter, words: Words) {
        changes = []
        deviations = []
        for change in done.flatMap(\.outcome.event.changes) {
            guard let said = words.change(change) else { continue }
            if case .deviated = change { deviations.append(said) } else { changes.append(said) }
        }
        warnings = words.lines(done.flatMap(\.outcome.warnings).uniqued).map { .init(text: $0.sentence, clauses: [$0]) }
        cautions = []
        movesEvidence = false
        for change in done.flatMap(\.outcome.event.changes) {
            switch change {
            case .evidenceSealed:
                movesEvidence = true
                cautions.append(words.sealing)
            case .evidencePassed, .evidenceOpened: movesEvidence = true
            default: break
            }
        }
        let sendings = done.map { Sending($0.command, before: before, words: words) }
        sent = sendings.flatMap(\.to).uniqued.map(words.addressee)
        reachesOutside = sendings.contains(where: \.reachesOutside)
        let person = done.first?.command.person ?? ""
        let old = Set(before.duties.map(Mark.init))
        let new = Set(after.duties.map(Mark.init))
        newDuties = after.duties.filter { !old.contains(Mark($0)) }.map {
            Owed(
                what: words.what($0), who: words.bearers($0.bearers), clauses: words.lines($0.clauses), due: $0.due,
                isMine: $0.falls(to: person))
        }
        endedDuties = before.duties.filter { !new.contains(Mark($0)) }.map(words.what).uniqued
        func key(_ question: Question) -> ActKey { .answer(question.fact, item: question.item) }
        let asked = Set(before.questions.map(key))
        newQuestions = after.questions.filter { !asked.contains(key($0)) }.map {
            words.fact($0.fact) + words.about($0.item) + words.say("：", ": ") + words.bearers($0.bearers)
        }
        clocks = Self.clocks(before.clocks, after.clocks, words: words)
        func holds(_ situation: Situation) -> [String] {
            situation.duties.flatMap { duty in
                duty.held.map { "\(words.what(duty))：\(words.gate($0.gate))" }
            }.uniqued
        }
        let (held, holding) = (holds(before), holds(after))
        newHolds = holding.filter { !held.contains($0) }
        liftedHolds = held.filter { !holding.contains($0) }
        begun = after.playbooks.filter { !before.playbooks.contains($0) }.map(words.playbook)
        ended =
            before.playbooks.filter { !after.playbooks.contains($0) }.map(words.playbook)
            + after.endings.filter { !before.endings.contains($0) }.map(words.ending)
        opened = done.flatMap(\.outcome.opened).compactMap { opening in
            for case .opened(let it) in opening.event.changes { return words.matter(it.kind.text) }
            return nil
        }
        ends = matter.ended != nil
    }

    /// Where an act goes.
    private struct Sending {
        /// Those named, or else all that the step is to go to.
        var to: [String]
        var reachesOutside: Bool

        init(_ command: Command, before: Situation, words: Words) {
            let program = words.program
            let duty = (before.duties + before.permitted).first {
                $0.kind == .act && $0.step == command.step && command.step != nil && $0.item == command.item
                    && $0.falls(to: command.person)
            }
            let to = command.to.isEmpty ? duty?.to ?? [] : command.to
            let act = command.step.flatMap { program.step($0) }?.act ?? Name(command.verb)
            self.to = to
            reachesOutside =
                program.act(act)?.reachesOutside ?? false
                || program.rulebook.posts.contains { $0.outside && to.contains($0.id.text) }
        }
    }

    private static func clocks(_ before: [ClockFace], _ after: [ClockFace], words: Words) -> [String] {
        func name(_ face: ClockFace) -> String {
            let label = words.pick(face.label)
            return label.isEmpty ? face.id.text : label
        }
        func end(_ face: ClockFace) -> String {
            face.end.map { words.say("（\(words.limit($0))まで）", " (until \(words.limit($0)))") } ?? ""
        }
        var lines: [String] = []
        for face in after {
            let old = before.first { $0.id == face.id }
            if old == nil {
                lines.append(words.say("動き出す：", "starts: ") + name(face) + end(face))
            } else if let old, old.state != face.state {
                lines.append(name(face) + words.say("：", ": ") + words.state(face.state))
            } else if let old, old.end != face.end {
                lines.append(words.say("変わる：", "changes: ") + name(face) + end(face))
            }
        }
        for old in before where !after.contains(where: { $0.id == old.id }) {
            lines.append(words.say("なくなる：", "is gone: ") + name(old))
        }
        return lines
    }
}
