import Engine
import Notation
import Rules
import Services

/// Says in one language what ids stand for: posts, persons, facts, clauses, steps.
struct Words {
    let language: Language
    let house: House
    let program: Program
    private let labels: [String: Label]
    private let clauses: [Clause.ID: Clause]

    init(language: Language, house: House, program: Program, ledger: Ledger) {
        self.language = language
        self.house = house
        self.program = program
        let book = program.rulebook
        var labels: [String: Label] = [:]
        func add(_ kind: String, _ id: String, _ label: Label) { labels["\(kind):\(id)"] = label }
        for it in book.posts { add("post", it.id.text, it.label) }
        for it in book.parts { add("post", it.id.text, it.label) }
        for it in book.facts { add("fact", it.id.text, it.label) }
        for it in book.timings { add("timing", it.id.text, it.label) }
        for it in book.matters { add("matter", it.id.text, it.label) }
        for it in book.registers { add("register", it.id.text, it.label) }
        for it in book.clocks { add("clock", it.id.text, it.label) }
        for it in book.acts { add("act", it.id.text, it.label) }
        for it in book.papers { add("paper", it.id.text, it.label) }
        for it in book.playbooks {
            add("playbook", it.id.text, it.label)
            for step in it.steps { add("step", step.id.text, step.label) }
        }
        for it in book.forbids { add("gate", it.id.text, it.label) }
        for it in book.approvals {
            add("gate", it.id.text, it.label)
            add("step", it.id.text, it.label)
        }
        self.labels = labels
        clauses = Dictionary(ledger.clauses.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func pick(_ label: Label) -> String {
        switch language {
        case .ja: label.ja.isEmpty ? label.en : label.ja
        case .en: label.en.isEmpty ? label.ja : label.en
        }
    }

    func say(_ ja: String, _ en: String) -> String { language == .ja ? ja : en }

    private func label(_ kind: String, _ id: String) -> String {
        let words = labels["\(kind):\(id)"].map(pick) ?? ""
        return words.isEmpty ? id : words
    }

    func post(_ id: String) -> String { label("post", id) }
    func fact(_ id: Name<Fact>) -> String { label("fact", id.text) }
    func matter(_ kind: String) -> String { label("matter", kind) }
    func register(_ id: Name<Register>) -> String { label("register", id.text) }
    func playbook(_ id: Name<Playbook>) -> String { label("playbook", id.text) }
    func step(_ id: String) -> String { label("step", id) }
    func gate(_ id: String) -> String { label("gate", id) }
    func act(_ id: String) -> String { label("act", id) }
    func paper(_ id: Name<Paper>) -> String { label("paper", id.text) }
    func timing(_ id: Name<TimingWord>) -> String { label("timing", id.text) }

    /// A step, playbook, gate, fact or clock that something hangs on.
    func anything(_ id: String) -> String {
        for kind in ["step", "playbook", "gate", "clock", "fact", "matter"] {
            if let found = labels["\(kind):\(id)"].map(pick), !found.isEmpty { return found }
        }
        return id
    }

    func person(_ id: String) -> String {
        let name = house.people[id]?.name ?? ""
        return name.isEmpty ? id : name
    }

    func seat(_ seat: Seat) -> String {
        if seat.anyone { return say("だれでも", "anyone") }
        if !seat.person.isEmpty { return person(seat.person) }
        return post(seat.name) + (seat.unit.isEmpty ? "" : "（\(seat.unit)）")
    }

    func bearer(_ bearer: Duty.Bearer) -> String {
        if bearer.seat.anyone || !bearer.seat.person.isEmpty { return seat(bearer.seat) }
        let names = bearer.persons.map(person).joined(separator: say("・", ", "))
        guard !names.isEmpty else { return seat(bearer.seat) + say("［就任者なし］", " [nobody]") }
        let standsIn = bearer.standsIn ? say("・代理", ", standing in") : ""
        return "\(seat(bearer.seat))［\(names)\(standsIn)］"
    }

    func bearers(_ all: [Duty.Bearer]) -> String {
        all.isEmpty ? say("未定", "undecided") : all.map(bearer).joined(separator: say("，", "; "))
    }

    /// A clause by its printed number and its id.
    func clause(_ id: Clause.ID) -> String {
        guard let cite = clauses[id]?.cite, !cite.isEmpty else { return id.text }
        return "\(cite) \(id)"
    }

    func clauses(_ ids: [Clause.ID]) -> String {
        ids.isEmpty ? "" : "〔" + ids.map(clause).joined(separator: "，") + "〕"
    }

    /// What a clause says, in our own words.
    func sentence(_ id: Clause.ID) -> String { clauses[id].map { pick($0.label) } ?? "" }

    func cite(_ id: Clause.ID) -> String { clauses[id]?.cite ?? "" }

    func time(_ at: Instant) -> String {
        let text = at.text(in: house.zone)
        return String(text.prefix(16)).replacing("T", with: " ")
    }
}
