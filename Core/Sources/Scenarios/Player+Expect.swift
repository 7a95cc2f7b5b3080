import Engine
import Notation
import Rules

extension Player {
    static let expectations: Set = [
        "duties", "permitted", "questions", "gates", "clocks", "playbooks", "notices", "papers", "items", "deviations",
        "matters", "may-close", "ending", "refused-now", "at-least", "matter", "ended", "excluded",
        "readers",
    ]

    /// Compares the situation with what is expected; lists are exact unless the entry says `at-least`.
    mutating func expect(_ json: JSON, at: Instant, index: Int) {
        for member in json.members where !Self.expectations.contains(member.name) {
            fail(index, .fault, expected: "a known expectation", found: "“\(member.name)”")
            return
        }
        guard let id = matterID(json), let matter = matters[id] else {
            fail(index, .fault, expected: "a matter", found: "none")
            return
        }
        let now = situation(matter, in: program, house: house, at: at)
        let isOpen = json["at-least"] != nil
        if probing {
            for probed in probe(matter, in: program, house: house, at: at) {
                result.conditions[
                    probed.carrier,
                    default: .init(clauses: probed.clauses, overFacts: probed.overFacts, values: [])
                ].values.insert(probed.value)
            }
        }
        if let list = json["duties"] { compare(list, now.duties, index, isOpen, .duty) }
        if let list = json["permitted"] { compare(list, now.permitted, index, isOpen, .permitted) }
        if let list = json["gates"] { compare(list, now.gates, index, isOpen, .gate) }
        if let list = json["questions"] { compare(list, now.questions, index, isOpen) }
        if let list = json["clocks"] { compare(list, now.clocks, index, isOpen) }
        if let list = json["playbooks"] {
            compareTexts(list, now.playbooks.map(\.text), index, isOpen, .playbook)
            for text in list.texts { observe(index, .playbook(Name(text))) }
        }
        if let list = json["notices"] { compare(list, now.notices, index, isOpen) }
        if let list = json["deviations"] {
            compareTexts(list, matter.deviations.flatMap(\.clauses).map(\.text), index, true, .deviation)
            let extra = matter.deviations.flatMap(\.clauses).filter { !list.texts.contains($0.text) }
            if !isOpen, list.texts.isEmpty, !extra.isEmpty {
                fail(index, .deviation, expected: "none", found: extra.map(\.text).joined(separator: ", "))
            }
        }
        if let list = json["ending"] { compareTexts(list, now.endings, index, isOpen, .ending) }
        if let ended = json["ended"]?.string, matter.ended?.how.rawValue != ended {
            fail(index, .ending, expected: ended, found: matter.ended?.how.rawValue ?? "not ended")
        }
        compareSight(json, matter, index, isOpen)
        compareItems(json["items"], matter, index)
        comparePapers(json["papers"], matter, index)
        compareMatters(json["matters"], matter, index)
        if let wanted = json["may-close"] { compareClosing(wanted, now.closing, index) }
        for wanted in json["refused-now"]?.array ?? [] { compareRefused(wanted, now, index) }
    }

    // MARK: Duties

    private mutating func compare(
        _ list: JSON, _ duties: [Duty], _ index: Int, _ isOpen: Bool, _ effect: Failure.Effect
    ) {
        var left = duties
        for wanted in list.array {
            let (clause, post) = Self.pair(wanted, "clause", "post")
            guard let found = left.firstIndex(where: { matches($0, wanted, clause: clause, post: post) }) else {
                let near = duties.first { $0.clauses.contains(Clause.ID(clause)) }
                fail(
                    index, effect, expected: Self.words(wanted), found: near.map(words) ?? "no such entry",
                    clause: clause.isEmpty ? nil : Clause.ID(clause))
                continue
            }
            let duty = left.remove(at: found)
            let id = Clause.ID(clause)
            switch effect {
            case .permitted: observe(index, .permitted(id))
            case .gate: observe(index, .gate(id))
            default: observe(index, .duty(id, due: duty.word != nil || duty.due != nil))
            }
        }
        guard !isOpen else { return }
        for duty in left {
            fail(index, effect, expected: "nothing more", found: words(duty), clause: nil)
        }
    }

    private func matches(_ duty: Duty, _ wanted: JSON, clause: String, post: String) -> Bool {
        if !clause.isEmpty, !duty.clauses.contains(Clause.ID(clause)) { return false }
        if !post.isEmpty, !duty.bearers.contains(where: { $0.seat.name == post || $0.seat.post.text == post }),
            !duty.bearers.contains(where: { $0.persons.contains(post) })
        {
            return false
        }
        if let item = wanted["item"]?.string, duty.item != item { return false }
        if let word = wanted["word"]?.string, duty.word?.text != word { return false }
        if let act = wanted["act"]?.string, duty.act != act { return false }
        if let step = wanted["step"]?.string, duty.step?.text != step { return false }
        if let held = wanted["held"] {
            if held.texts.isEmpty, !duty.held.isEmpty { return false }
            let clauses = duty.held.flatMap(\.clauses)
            if !held.texts.allSatisfy({ clauses.contains(Clause.ID($0)) }) { return false }
        }
        if let to = wanted["to"], !to.texts.allSatisfy(duty.to.contains) { return false }
        if let due = wanted["due"]?.string, time(due, near: duty.due) != duty.due || duty.due == nil { return false }
        return true
    }

    /// A time as an expectation writes it: a full date-time, or `HH:MM` of the day that is meant.
    private func time(_ text: String, near: Instant?) -> Instant? {
        if let full = Instant(reading: text, zone: house.zone), text.utf8.count > 5 { return full }
        guard let near else { return nil }
        return Instant(reading: near.day(in: house.zone).text + "T" + text, zone: house.zone)
    }

    private func words(_ duty: Duty) -> String {
        let clause = duty.clauses.first?.text ?? "(\(duty.step?.text ?? duty.approval?.text ?? ""))"
        let post = duty.bearers.first?.seat.name ?? "nobody"
        var extra = ""
        if duty.kind != .act { extra += ", act: \(duty.act)" }
        if let item = duty.item { extra += ", item: \(item)" }
        if let due = duty.due { extra += ", due: \"\(due.text(in: house.zone))\"" }
        if !duty.held.isEmpty {
            extra += ", held: [\(duty.held.flatMap(\.clauses).map(\.text).joined(separator: ", "))]"
        }
        return extra.isEmpty ? "\(clause) \(post)" : "{clause: \(clause), post: \(post)\(extra)}"
    }

    // MARK: Questions, clocks, notices

    private mutating func compare(_ list: JSON, _ questions: [Question], _ index: Int, _ isOpen: Bool) {
        var left = questions
        for wanted in list.array {
            let (fact, post) = Self.pair(wanted, "fact", "post")
            let clause = wanted["clause"]?.string.map { Clause.ID($0) }
            let found = left.firstIndex { question in
                question.fact.text == fact
                    && (post.isEmpty
                        || question.bearers.contains { $0.seat.name == post || $0.seat.post.text == post })
                    && (clause.map(question.clauses.contains) ?? true)
                    && (wanted["item"]?.string.map { $0 == question.item } ?? true)
            }
            guard let found else {
                let near = questions.first { $0.fact.text == fact }
                fail(
                    index, .question, expected: Self.words(wanted),
                    found: near.map { "\($0.fact) \($0.bearers.first?.seat.name ?? "nobody")" } ?? "no such question",
                    clause: clause)
                continue
            }
            let question = left.remove(at: found)
            observe(index, .question(clause, question.fact))
            for clause in question.clauses where clause != wanted["clause"]?.string.map({ Clause.ID($0) }) {
                observe(index, .question(clause, question.fact))
            }
        }
        guard !isOpen else { return }
        for question in left {
            fail(
                index, .question, expected: "nothing more",
                found: "\(question.fact) \(question.bearers.first?.seat.name ?? "nobody")")
        }
    }

    private mutating func compare(_ list: JSON, _ clocks: [ClockFace], _ index: Int, _ isOpen: Bool) {
        var left = clocks
        for wanted in list.array {
            let clause = Clause.ID(wanted["clause"]?.string ?? wanted.string ?? "")
            let end = wanted["end"]?.string
            let state = wanted["state"]?.string
            guard
                let found = left.firstIndex(where: { face in
                    (face.clauses.contains(clause) || face.reckonings.contains { $0.clauses.contains(clause) })
                        && (state.map { $0 == face.state.rawValue } ?? true)
                        && (end.map { Instant(reading: $0, zone: house.zone) == face.end && face.end != nil } ?? true)
                })
            else {
                let near = clocks.first { $0.clauses.contains(clause) }
                fail(
                    index, .clock, expected: Self.words(wanted), found: near.map(words) ?? "no such clock",
                    clause: clause)
                continue
            }
            let face = left.remove(at: found)
            observe(index, .clock(clause, face.state))
        }
        guard !isOpen else { return }
        for face in left { fail(index, .clock, expected: "nothing more", found: words(face)) }
    }

    private func words(_ face: ClockFace) -> String {
        "{clause: \(face.clauses.first?.text ?? face.id.text), end: \(face.end?.text(in: house.zone) ?? "none"), "
            + "state: \(face.state.rawValue)}"
    }

    private mutating func compare(_ list: JSON, _ notices: [ShownNotice], _ index: Int, _ isOpen: Bool) {
        var left = notices
        for text in list.texts {
            guard let found = left.firstIndex(where: { $0.clauses.contains(Clause.ID(text)) || $0.id.text == text })
            else {
                fail(index, .notice, expected: text, found: "no such notice", clause: Clause.ID(text))
                continue
            }
            left.remove(at: found)
            observe(index, .notice(Clause.ID(text)))
        }
        guard !isOpen else { return }
        for notice in left {
            fail(index, .notice, expected: "nothing more", found: notice.clauses.first?.text ?? notice.id.text)
        }
    }

    // MARK: The rest

    private mutating func compareTexts(
        _ list: JSON, _ found: [String], _ index: Int, _ isOpen: Bool, _ effect: Failure.Effect
    ) {
        let wanted = list.texts
        for text in wanted {
            if found.contains(text) {
                if effect == .ending { observe(index, .ending(text)) }
                continue
            }
            fail(
                index, effect, expected: text, found: found.isEmpty ? "none" : found.joined(separator: ", "),
                clause: effect == .deviation ? Clause.ID(text) : nil)
        }
        guard !isOpen else { return }
        for text in found where !wanted.contains(text) {
            fail(index, effect, expected: "nothing more", found: text)
        }
    }

    /// Who has lost sight of the matter, and who was named as a reader.
    private mutating func compareSight(_ json: JSON, _ matter: Matter, _ index: Int, _ isOpen: Bool) {
        if let list = json["excluded"] {
            let found = exclusions(of: matter, in: program)
            compareTexts(list, Set(found.map(\.person)).sorted(), index, isOpen, .excluded)
            for clause in found.filter({ list.texts.contains($0.person) }).flatMap(\.clauses) {
                observe(index, .excluded(clause))
            }
        }
        if let list = json["readers"] { compareTexts(list, matter.readers.keys.sorted(), index, isOpen, .excluded) }
    }

    private mutating func compareItems(_ wanted: JSON?, _ matter: Matter, _ index: Int) {
        for member in wanted?.members ?? [] {
            let state = matter.items.first { $0.id == member.name }?.state
            if state != member.value.string {
                fail(
                    index, .item, expected: "\(member.name): \(member.value.string ?? "")",
                    found: state ?? "no such item")
            }
        }
    }

    private mutating func comparePapers(_ wanted: JSON?, _ matter: Matter, _ index: Int) {
        for entry in wanted?.array ?? [] {
            let paper = Name<Paper>(entry["paper"]?.string ?? entry.string ?? "")
            let number = matter.versionNumber(of: paper)
            let expected = entry["version"]?.string.flatMap { Int($0) }
            if number == 0 || expected.map({ $0 != number }) ?? false {
                fail(index, .paper, expected: Self.words(entry), found: "version \(number)")
            }
        }
    }

    private mutating func compareMatters(_ wanted: JSON?, _ matter: Matter, _ index: Int) {
        for member in wanted?.members ?? [] {
            let count = matter.children.count { $0.kind.text == member.name }
            if count != member.value.string.flatMap({ Int($0) }) {
                fail(
                    index, .matter, expected: "\(member.name): \(member.value.string ?? "")", found: String(count))
            }
        }
    }

    private mutating func compareClosing(_ wanted: JSON, _ closing: Closing, _ index: Int) {
        let found = closing.may ? "yes" : "no: \(closing.obstacles.map { "\($0)" }.prefix(8).joined(separator: "; "))"
        if let clauses = wanted["no"]?.texts {
            for text in clauses {
                if closing.may || !closing.clauses.contains(Clause.ID(text)) {
                    fail(index, .closing, expected: "no, by \(text)", found: found, clause: Clause.ID(text))
                } else {
                    observe(index, .closing(Clause.ID(text)))
                }
            }
        } else if (wanted.string == "yes" || wanted.string == "true") != closing.may {
            fail(index, .closing, expected: wanted.string ?? "", found: found)
        }
    }

    private mutating func compareRefused(_ wanted: JSON, _ now: Situation, _ index: Int) {
        let clause = Clause.ID(wanted["clause"]?.string ?? "")
        let act = wanted["act"]?.string
        let held = (now.duties + now.permitted).contains { duty in
            (act.map { $0 == duty.act } ?? true) && duty.held.contains { $0.clauses.contains(clause) }
        }
        if held {
            observe(index, .refused(clause, .forbidden))
        } else {
            fail(index, .refusedNow, expected: Self.words(wanted), found: "not refused", clause: clause)
        }
    }

    /// Two names from `A B`, or from the keys of a mapping.
    static func pair(_ json: JSON, _ first: String, _ second: String) -> (String, String) {
        if let text = json.string {
            let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
            return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
        }
        return (json[first]?.string ?? "", json[second]?.string ?? "")
    }

    static func words(_ json: JSON) -> String { json.string ?? json.text }
}
