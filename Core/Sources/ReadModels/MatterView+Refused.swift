import Engine
import Notation
import Rules

/// An act that is refused to the reader now: why, who may, and what would make it lawful.
public struct RefusedAct: Hashable, Sendable {
    /// Why it is refused.
    public enum Ground: Hashable, Sendable {
        /// Another post does it.
        case others
        /// A gate holds it.
        case held
        /// The rules forbid it.
        case forbidden
        /// Steps before it are not done.
        case waiting
    }

    /// The key of its form, where there is one; it explains, and takes what was done in fact.
    public var key: ActKey?
    public var what: String
    public var ground: Ground
    public var reason: String
    public var clauses: [ClauseLine]
    /// Who may do it, or lift it.
    public var who: String
    /// What next: what would make it lawful.
    public var next: [String]
    public var lifts: [ClauseLine]
}

/// A verb that every matter has, and whether the reader may use it now.
public struct VerbView: Hashable, Sendable {
    public var key: ActKey
    public var text: String
    /// Nil when it may be done.
    public var refusal: RefusalNotice?

    /// Whether it is of the daily work; the others change what the matter is, or who sees it.
    public var isUsual: Bool {
        guard case .verb(let verb) = key else { return true }
        return ["note", "statement", "answer", "enter", "add-item", "act", "close"].contains(verb)
    }
}

extension MatterSight {
    /// The verbs in the order in which people need them.
    static let verbs = [
        "note", "statement", "answer", "enter", "add-item", "act", "correct", "link", "hand-over", "begin-again",
        "merge",
        "split", "show-to", "unshow", "exclude", "readmit", "pass-evidence", "seal-evidence", "open-evidence",
        "false-alarm", "withdraw", "close", "reopen",
    ]

    /// How many refused acts are listed at most; the steps list them all.
    static let mostRefused = 60

    /// Each verb, tried with words in place of what a form would bring.
    func verbs() -> [VerbView] {
        let setting = Setting(program: words.program, house: words.house) { _ in "" }
        return Self.verbs.compactMap { verb in
            let key = ActKey.verb(verb)
            let view = VerbView(key: key, text: words.verb(verb), refusal: nil)
            switch verb {
            case "answer", "enter", "add-item", "act", "begin-again":
                // What they are about is chosen in the form, which then says whether it may.
                if verb == "add-item", words.program.rulebook.items.isEmpty { return nil }
                if verb == "enter", words.program.rulebook.papers.isEmpty { return nil }
                return matter.isOpen ? view : nil
            case "unshow", "readmit":
                // There is nobody whom it could be about.
                if whom(verb) == nil { return nil }
            case "pass-evidence", "seal-evidence", "open-evidence":
                if evidence(verb) == nil { return nil }
            case "close":
                // The situation is at hand and says it without working everything out a second time.
                guard matter.isOpen, let refusal = situation.closing.refusal else { break }
                return VerbView(key: key, text: view.text, refusal: notice(refusal, view.text))
            default: break
            }
            do throws(Refusal) {
                _ = try decide(trial(verb), on: matter, in: setting)
                return view
            } catch {
                // A verb without a meaning here, such as reopening what is open, is not shown at all.
                if error.kind == .malformed || error.kind == .closed { return nil }
                return VerbView(key: key, text: view.text, refusal: notice(error, view.text))
            }
        }
    }

    private func notice(_ refusal: Refusal, _ act: String) -> RefusalNotice {
        RefusalNotice(refusal, act: act, words: words, at: at)
    }

    private func trial(_ verb: String) -> Command {
        var command = Command(verb: verb, person: reader, happened: at, entered: max(at, matter.lastEntered))
        command.text = verb
        command.reason = verb
        command.onBehalf = reader
        command.other = matter.id + "-"
        command.entry = matter.lastEntry(of: reader) ?? matter.entries
        command.to = [whom(verb) ?? reader]
        command.newIDs = [matter.id + "-"]
        command.file = evidence(verb).map { .init(hash: $0.file) }
        return command
    }

    /// A file that the verb could be about.
    private func evidence(_ verb: String) -> Matter.Evidence? {
        matter.evidence.first { verb == "pass-evidence" || $0.isSealed == (verb == "open-evidence") }
    }

    /// Somebody whom the verb could be about.
    private func whom(_ verb: String) -> String? {
        let others = words.house.namable.filter { $0 != reader }
        return switch verb {
        case "show-to": others.first { matter.readers[$0] == nil }
        case "unshow": matter.readers.keys.min()
        case "exclude": others.last
        case "readmit": others.first { survey.excluded.contains($0) }
        default: nil
        }
    }

    /// What is refused: the reader's duties that are held, what others must do, what is forbidden, what waits.
    func refused(_ duties: [DutyView]) -> [RefusedAct] {
        guard matter.isOpen else { return [] }
        var acts: [RefusedAct] = []
        for duty in duties where duty.isMine && !duty.held.isEmpty {
            acts.append(
                RefusedAct(
                    key: duty.key, what: duty.what, ground: .held,
                    reason: duty.held.map(\.gate).joined(separator: words.say("，", "; ")),
                    clauses: duty.held.flatMap(\.clauses).uniqued, who: "",
                    next: duty.held.flatMap { $0.questions.map(\.text) + $0.ways }.uniqued,
                    lifts: duty.held.flatMap(\.lifts).uniqued))
        }
        for prohibition in survey.prohibitions where !prohibition.warns { acts.append(forbidden(prohibition)) }
        for duty in duties where !duty.isMine {
            acts.append(
                RefusedAct(
                    key: duty.key, what: duty.what, ground: .others,
                    reason: words.say("行うのは別の役職です。", "Another post does this."), clauses: duty.clauses,
                    who: duty.bearers, next: [], lifts: []))
        }
        for state in survey.steps
        where state.state == .waiting && state.bearers.contains(where: { $0.includes(reader) }) {
            acts.append(
                RefusedAct(
                    key: .act(state.step, item: state.item),
                    what: words.step(state.step.text) + words.about(state.item), ground: .waiting,
                    reason: words.say("先に済ませる手順があります。", "Another step comes first."),
                    clauses: words.lines(state.clauses), who: words.bearers(state.bearers),
                    next: state.waitsFor.map { words.step($0.text) }, lifts: []))
        }
        return Array(acts.prefix(Self.mostRefused))
    }

    private func forbidden(_ prohibition: Prohibition) -> RefusedAct {
        let label = words.pick(prohibition.label)
        let acts = prohibition.acts.map { words.act($0) }.joined(separator: words.say("・", ", "))
        let clauses = words.lines(prohibition.clauses)
        let sentence = clauses.first?.sentence ?? ""
        let next =
            prohibition.questions.map(words.fact)
            + words.program.ways(of: prohibition.gate.text).map { words.way($0.id) }
        let isLifted = !next.isEmpty || !prohibition.lawfulBy.isEmpty
        return RefusedAct(
            key: form(of: prohibition), what: label.isEmpty ? (sentence.isEmpty ? acts : sentence) : label,
            ground: .forbidden,
            reason: words.say("規程がこれを認めていません。", "The rules do not allow it."), clauses: clauses,
            who: isLifted
                ? words.say("今はいません（「次にすること」が済めば行えます）", "nobody, unless what follows is met")
                : words.say("なし", "nobody"),
            next: next, lifts: words.lines(prohibition.lawfulBy))
    }

    /// Where what is forbidden would be entered: the form of the act or step it is about, or the choice among acts.
    private func form(of prohibition: Prohibition) -> ActKey? {
        if prohibition.acts.count == 1, let act = words.program.act(Name(prohibition.acts[0])) { return .free(act.id) }
        if !prohibition.acts.isEmpty { return .verb("act") }
        let step = prohibition.steps.first { words.program.step($0)?.each == nil }
        return step.map { .act($0, item: nil) }
    }
}

extension Words {
    /// A verb as something to do, for a link.
    public func verb(_ verb: String) -> String {
        switch verb {
        case "note": say("メモを書く", "Write a note")
        case "statement": say("聞き取りを書く", "Write down what somebody said")
        case "answer": say("確認事項に答える・改める", "Answer a fact, or answer it anew")
        case "enter": say("文書を書く・改める", "Write a paper")
        case "add-item": say("対象を加える", "Add an item")
        case "act": say("手順にない行為を記録する", "Enter an act that no step foresaw")
        case "correct": say("記録を訂正する", "Correct an entry")
        case "link": say("他の案件と関連付ける", "Link with another matter")
        case "hand-over": say("引き継ぐ", "Hand over")
        case "begin-again": say("対応手順をやり直す", "Begin a playbook again")
        case "show-to": say("閲覧者に加える", "Name a reader")
        case "unshow": say("閲覧者から除く", "Take a reader's name back")
        case "exclude": say("案件から除外する", "Exclude somebody")
        case "readmit": say("除外を解除する", "Readmit somebody")
        case "pass-evidence": say("証拠を引き渡す", "Pass evidence on")
        case "seal-evidence": say("証拠を封印する", "Seal evidence")
        case "open-evidence": say("封印された証拠を取り出す", "Take sealed evidence out")
        case "merge": say("他の案件にまとめる", "Merge into another matter")
        case "split": say("案件を分ける", "Split off a matter")
        case "false-alarm": say("誤報とする", "Mark as false alarm")
        case "withdraw": say("取り下げる", "Withdraw")
        case "close": say("案件を終える", "Close the matter")
        case "reopen": say("案件を再開する", "Reopen the matter")
        default: act(verb)
        }
    }
}
