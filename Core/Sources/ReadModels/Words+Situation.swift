import Engine
import Notation
import Rules

// What the command line and the pages say alike of what follows from a record.

extension Words {
    /// What a duty asks for.
    public func what(_ duty: Duty) -> String {
        let label = pick(duty.label)
        let subject =
            duty.subject.isEmpty ? "" : say("「\(self.subject(duty.subject))」の", "for “\(self.subject(duty.subject))” ")
        let name = label.isEmpty ? duty.step.map { step($0.text) } ?? duty.approval?.text ?? duty.act : label
        let item = about(duty.item)
        switch duty.kind {
        case .act: return "\(name)\(item)"
        case .pass: return say("取り次ぐ：", "pass on: ") + "\(name)\(item)"
        case .ask: return say("決裁を求める：", "ask for: ") + "\(subject)\(name)"
        case .decide: return say("決裁する：", "decide: ") + "\(subject)\(name)"
        case .read: return say("閲覧して次に回す：", "read and pass on: ") + "\(subject)\(name)"
        case .readLater: return say("後閲する：", "read later: ") + "\(subject)\(name)"
        }
    }

    /// What a request is about: a step, or `act:` with an act word and perhaps a paper.
    public func subject(_ subject: String) -> String {
        guard subject.hasPrefix("act:") else { return step(subject) }
        let parts = subject.dropFirst(4).split(separator: "/", maxSplits: 1).map(String.init)
        let paper = parts.count > 1 ? "（\(self.paper(Name(parts[1])))）" : ""
        return (parts.first.map(act) ?? subject) + paper
    }

    /// An answer or act that a duty follows from.
    public func because(_ because: Duty.Because) -> String {
        func by(_ person: String, _ entry: Int) -> String {
            entry == 0 ? "" : say("（\(self.person(person))，記録\(entry)）", " (\(self.person(person)), entry \(entry))")
        }
        switch because {
        case .answered(let fact, let answer, let person, let entry):
            return "\(self.fact(fact))＝\(value(answer, of: fact))\(by(person, entry))"
        case .done(let step, let person, let entry): return "\(self.step(step.text))\(by(person, entry))"
        case .asked(let approval, let person, let entry):
            let gate = gate(approval.text)
            return say("「\(gate)」が求められた", "asked: \(gate)") + by(person, entry)
        case .opened: return say("案件の開始", "the opening")
        }
    }

    /// A length of time in days, hours and minutes.
    public func length(_ length: Rules.Duration) -> String {
        var parts: [String] = []
        if length.days > 0 { parts.append(say("\(length.days)日", "\(length.days) d")) }
        if length.minutes >= 60 { parts.append(say("\(length.minutes / 60)時間", "\(length.minutes / 60) h")) }
        if length.minutes % 60 > 0 { parts.append(say("\(length.minutes % 60)分", "\(length.minutes % 60) min")) }
        return parts.isEmpty ? "0" : parts.joined()
    }

    /// How long it has been from one moment to another, to the minute, without small change: `3日4時間`, `12分`.
    public func elapsed(from: Instant, to: Instant) -> String {
        let minutes = Int(max(0, to.milliseconds - from.milliseconds) / 60_000)
        if minutes < 1 { return say("1分未満", "less than a minute") }
        let days = minutes / 1440
        return length(.init(days: days, minutes: days >= 10 ? 0 : days > 0 ? minutes % 1440 / 60 * 60 : minutes))
    }

    /// What the organisation means by a word of the text; that nothing is set, where nothing is.
    public func target(_ word: Name<TimingWord>) -> String {
        let target = house.targets[word].map { say("目標 ", "target ") + length($0) }
        return timing(word) + (target.map { "（\($0)）" } ?? say("（目標未設定）", " (no target set)"))
    }

    /// The state of a clock.
    public func state(_ state: ClockFace.State) -> String {
        switch state {
        case .notStarted: say("未開始", "not started")
        case .running: say("進行中", "running")
        case .ended: say("満了", "ended")
        case .stopped: say("停止", "stopped")
        }
    }

    /// A sentence shown at a place; the clauses' own words where the rulebook gives none.
    public func notice(_ notice: ShownNotice) -> String {
        let label = pick(notice.label)
        return label.isEmpty ? notice.clauses.map(sentence).joined(separator: " ") : label
    }

    /// How a matter ended.
    public func ended(_ how: Change.Ended.How) -> String {
        switch how {
        case .closed: say("終了", "closed")
        case .withdrawn: say("取下げ", "withdrawn")
        case .merged: say("他の案件にまとめた", "merged")
        case .falseAlarm: say("誤報", "false alarm")
        }
    }

    /// The label of a way in which a matter of the rulebook ends.
    public func ending(_ id: String) -> String {
        let book = program.rulebook
        let endings = book.matters.flatMap(\.endings) + book.playbooks.flatMap(\.endings)
        let label = endings.first { $0.id == id }.map { pick($0.label) } ?? ""
        if label.isEmpty, let how = Change.Ended.How(rawValue: id) { return ended(how) }
        return label.isEmpty ? id : label
    }

    /// The answer to a request.
    public func decided(_ outcome: Change.Decided.Outcome) -> String {
        switch outcome {
        case .granted: say("承認", "granted")
        case .returned: say("差戻し", "returned")
        case .refused: say("否決", "refused")
        case .takenUp: say("引上げ", "taken up")
        case .read: say("閲覧", "read")
        }
    }
}
