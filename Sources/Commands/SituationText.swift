import Engine
import Notation
import ReadModels
import Rules

/// A situation in sentences, one line for each thing.
struct SituationText {
    let situation: Situation
    let matter: Matter
    let words: Words

    var text: String { lines.joined(separator: "\n") }

    /// What matters right after an act: who must do what now, and the deadlines.
    var brief: String {
        let lines =
            [head] + section(say("対応事項", "Duties"), situation.duties.map(duty))
            + section(say("期限", "Clocks"), situation.clocks.map(clock)) + closing.prefix(1)
        return lines.joined(separator: "\n")
    }

    private func say(_ ja: String, _ en: String) -> String { words.say(ja, en) }

    private var lines: [String] {
        var lines = [head]
        lines += section(say("対応事項", "Duties"), situation.duties.map(duty))
        lines += section(say("してよいこと", "Permitted"), situation.permitted.map(duty))
        lines += section(say("確認事項", "Questions"), situation.questions.map(question))
        lines += section(say("期限", "Clocks"), situation.clocks.map(clock))
        lines += section(say("決裁を待つもの", "Gates"), situation.gates.map(duty))
        lines += section(say("知っておくこと", "Notices"), situation.notices.map(notice))
        lines += closing
        return lines
    }

    private var head: String {
        let state =
            matter.ended.map { say("終了（\(words.ended($0.how))）", "ended (\($0.how.rawValue))") } ?? say("対応中", "open")
        let drill = situation.exercise ? say("【訓練】", "[exercise] ") : ""
        let playbooks = situation.playbooks.map { "\(words.playbook($0))(\($0))" }.joined(separator: "，")
        return "\(drill)" + say("案件 ", "Matter ") + "\(matter.id)　\(words.matter(matter.kind.text))　\(state)　"
            + say("規程集 ", "rulebook ") + "\(matter.rulebook) \(matter.edition)　" + say("記録 ", "entries ")
            + "\(matter.entries)　\(words.time(situation.at))" + say(" 現在", "")
            + (playbooks.isEmpty ? "" : "\n" + say("対応手順：", "Playbooks: ") + playbooks)
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["\(title)（\(lines.count)）"] + lines.map { "  ・" + $0 }
    }

    func duty(_ duty: Duty) -> String {
        var parts = ["\(words.bearers(duty.bearers))：\(what(duty))\(words.clauses(duty.clauses))"]
        if !duty.to.isEmpty {
            parts.append(say("相手：", "to: ") + duty.to.map { words.post($0) }.joined(separator: say("・", ", ")))
        }
        parts.append(say("起点 ", "since ") + words.time(duty.since))
        if let word = duty.word { parts.append(words.target(word)) }
        if let due = duty.due {
            parts.append(
                say("期限 ", "due ") + words.limit(due)
                    + (due < situation.at ? say("【超過】", " [overdue]") : ""))
        }
        if !duty.asks.isEmpty {
            parts.append(
                say("答えること：", "answers: ") + duty.asks.map { "\(words.fact($0))(\($0))" }.joined(separator: "，"))
        }
        if !duty.missing.isEmpty {
            parts.append(say("未記入：", "to fill: ") + duty.missing.map(\.text).joined(separator: "，"))
        }
        for hold in duty.held { parts.append(held(hold)) }
        parts.append(say("理由：", "why: ") + duty.because.map(words.because).joined(separator: "，"))
        return parts.joined(separator: "　")
    }

    private func what(_ duty: Duty) -> String {
        let id = duty.step?.text ?? duty.approval?.text ?? ""
        let verb =
            switch duty.kind {
            case .act: duty.act
            case .pass, .read, .readLater: "pass"
            case .ask: "ask"
            case .decide: "grant/return/refuse"
            }
        return "\(words.what(duty)) (\(verb) \(id))"
    }

    private func held(_ hold: Duty.Hold) -> String {
        var text = say("保留：", "held by: ") + words.gate(hold.gate) + words.clauses(hold.clauses)
        if !hold.lawfulBy.isEmpty {
            text += say("　解く道：", " lifted by: ") + words.clauses(hold.lawfulBy)
        }
        if !hold.questions.isEmpty {
            text += say("　先に答えること：", " first answer: ") + hold.questions.map { words.fact($0) }.joined(separator: "，")
        }
        return text
    }

    private func question(_ question: Question) -> String {
        let item = question.item.map { "（\($0)）" } ?? ""
        var parts = [
            "\(words.bearers(question.bearers))：\(words.pick(question.label))\(item) (\(question.fact))"
                + words.clauses(question.clauses)
        ]
        let choices = question.options.map { "\($0.id)＝\(words.pick($0.label))" }
        if !choices.isEmpty { parts.append(say("選択肢：", "choices: ") + choices.joined(separator: "／")) }
        parts.append(say("これで決まること：", "hangs on it: ") + question.hangs.map(words.anything).joined(separator: "，"))
        if question.askedBefore { parts.append(say("前の答え：まだ分からない", "answered before: not known yet")) }
        return parts.joined(separator: "　")
    }

    private func clock(_ face: ClockFace) -> String {
        let end = face.end.map { words.limit($0) } ?? say("起点が未定", "a start is unknown")
        let ways = face.reckonings.map { it in
            let from = it.from.map { words.time($0) } ?? say("不明", "unknown")
            let end = it.end.map { words.limit($0) } ?? say("未定", "undecided")
            return "\(words.pick(it.label).isEmpty ? it.start : words.pick(it.label)) \(from)→\(end)"
        }
        let beside = face.beside.isEmpty ? "" : say("　参考：", " beside: ") + face.beside
        return
            "\(words.pick(face.label).isEmpty ? face.id.text : words.pick(face.label))\(words.clauses(face.clauses))　"
            + "\(words.state(face.state))　\(say("満了", "end")) \(end)（\(ways.joined(separator: "／"))）\(beside)"
            + (face.law.map(law) ?? "")
    }

    /// What a law says of the same, below the body's own words and apart from them.
    private func law(_ face: ClockFace.LawFace) -> String {
        let end = face.end.map { words.limit($0) } ?? say("定めがない", "nothing holds")
        let rows = face.rows.map { row in
            "\(row.lasts.iso) " + row.from + say("から", " to ") + row.to + say("　出典 ", " source ") + row.source
                + say("　確認 ", " checked on ") + row.checkedOn
        }
        let label = words.pick(face.label)
        return "\n      " + say("法令では：", "by law: ") + (label.isEmpty ? face.period.text : label)
            + words.clauses(face.clauses) + "　\(say("満了", "end")) \(end)　" + rows.joined(separator: "／")
    }

    private func notice(_ notice: ShownNotice) -> String {
        words.notice(notice) + words.clauses(notice.clauses)
    }

    private var closing: [String] {
        let closing = situation.closing
        var lines: [String] = []
        if matter.ended != nil {
            lines.append(say("終了済み", "Ended"))
        } else if closing.may {
            let endings = situation.endings.joined(separator: "，")
            lines.append(say("終えられます（\(endings)）", "It may close (\(endings))"))
        } else {
            // The duties and questions stand above already.
            let owed = closing.obstacles.count { if case .duty = $0 { true } else { false } }
            let unknown = closing.obstacles.count { if case .unknown = $0 { true } else { false } }
            lines.append(
                say(
                    "まだ終えられません（対応事項 \(owed)件，確認事項 \(unknown)件が残っています）",
                    "It may not close yet (\(owed) duties and \(unknown) questions are left)"))
            lines += closing.obstacles.compactMap(obstacle).map { "  ・" + $0 }
        }
        lines += section(
            say("逸脱", "Deviations"),
            closing.deviations.map {
                "\(words.time($0.at))　\(words.person($0.person))　\(words.gate($0.gate))\(words.clauses($0.clauses))　"
                    + say("理由：", "reason: ") + $0.reason + say("（記録\($0.entry)）", " (entry \($0.entry))")
            })
        return lines
    }

    private func obstacle(_ obstacle: Closing.Obstacle) -> String? {
        switch obstacle {
        case .duty, .unknown: nil
        case .forbidden(let gate, let clauses):
            say("禁じられている：", "forbidden: ") + words.gate(gate) + words.clauses(clauses)
        case .noEnding(let of, let clauses):
            say("どの終わり方にも当たらない：", "no ending is true: ") + words.anything(of) + words.clauses(clauses)
        }
    }

    /// Whom to tell now: the addressees of what is owed and not held, with who can be reached as them.
    var tells: [String] {
        var seen: Set<String> = []
        return situation.duties.filter { $0.kind == .act && $0.held.isEmpty && !$0.to.isEmpty }.flatMap { duty in
            duty.to.filter { seen.insert($0).inserted }.map { name in
                let holders = words.house.actors(for: Name(name), at: situation.at, in: words.program)
                let names = holders.map(words.person).joined(separator: "・")
                return "\(words.post(name))\(names.isEmpty ? "" : "［\(names)］")\(words.clauses(duty.clauses))"
            }
        }
    }
}
