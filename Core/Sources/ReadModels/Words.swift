import Books
import Engine
import Notation
import Rules

/// Says in one language what ids stand for: posts, persons, facts, clauses, steps.
public struct Words: Sendable {
    public let language: Language
    public let house: House
    public let program: Program
    private let labels: [String: Label]
    private let clauses: [Clause.ID: Clause]
    /// What the things on a matter's list, and its files, are called, by their ids; empty where the words are of no matter.
    private var things: [String: String] = [:]

    /// Collects the words of a rulebook and of the organisation under it.
    public init(language: Language, house: House, program: Program, ledger: Ledger) {
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

    /// The same words about one matter: its things are called what they are, and no longer `i2`.
    public func about(_ matter: Matter) -> Words {
        guard !matter.items.isEmpty || !matter.evidence.isEmpty else { return self }
        var words = self
        for file in matter.evidence { words.things[file.file] = file.name }
        let names = matter.items.map { ($0.id, thing($0)) }
        let bearers = names.reduce(into: [:]) { $0[$1.1, default: 0] += 1 }
        for (id, name) in names where !name.isEmpty {
            // In a heading there is room for a name, not for a description.
            let short = name.count > 40 ? name.prefix(39) + "…" : name[...]
            let isAlone = bearers[name] == 1 && short.count == name.count
            words.things[id] = isAlone ? name : "\(id)　\(short)"
        }
        return words
    }

    /// Which thing something is about, behind what it is; nothing where it is about none.
    public func about(_ item: String?) -> String { item.map { "（\(name(of: $0))）" } ?? "" }

    /// What a thing on the matter's list is called; its id where the words are of no matter, or it has no name.
    public func name(of item: String) -> String { things[item] ?? item }

    /// A file of evidence by its name and the beginning of its hash.
    func name(ofFile hash: String) -> String {
        let mark = String(hash.prefix(12))
        return things[hash].map { "\($0)　\(mark)" } ?? mark
    }

    /// The label in the language; the other one when it is empty.
    public func pick(_ label: Label) -> String {
        switch language {
        case .ja: label.ja.isEmpty ? label.en : label.ja
        case .en: label.en.isEmpty ? label.ja : label.en
        }
    }

    /// One of two sentences.
    public func say(_ ja: String, _ en: String) -> String { language == .ja ? ja : en }

    private func label(_ kind: String, _ id: String) -> String {
        let words = labels["\(kind):\(id)"].map(pick) ?? ""
        return words.isEmpty ? id : words
    }

    /// A post or a part.
    public func post(_ id: String) -> String { label("post", id) }
    /// A fact.
    public func fact(_ id: Name<Fact>) -> String { label("fact", id.text) }
    /// A kind of matter.
    public func matter(_ kind: String) -> String { label("matter", kind) }
    /// A rulebook by its title; by its id when it is another one.
    public func rulebook(_ id: String) -> String {
        let identity = program.rulebook.identity
        let title = identity.id == id ? pick(identity.title) : ""
        return title.isEmpty ? id : title
    }
    /// A register.
    public func register(_ id: Name<Register>) -> String { label("register", id.text) }
    /// A playbook.
    public func playbook(_ id: Name<Playbook>) -> String { label("playbook", id.text) }
    /// A step, an approval or a subject of one.
    public func step(_ id: String) -> String { label("step", id) }
    /// A prohibition or an approval.
    public func gate(_ id: String) -> String { label("gate", id) }
    /// A verb or an act word.
    public func act(_ id: String) -> String {
        if let word = Self.engineVerbs[id] { return pick(word) }
        return label("act", id)
    }

    /// The verbs that every matter has.
    private static let engineVerbs: [String: Label] = [
        "open": Label(ja: "案件を起こした", en: "opened"), "answer": Label(ja: "答えた", en: "answered"),
        "ask": Label(ja: "決裁を求めた", en: "asked"), "grant": Label(ja: "決裁した", en: "granted"),
        "return": Label(ja: "差し戻した", en: "returned"), "refuse": Label(ja: "否決した", en: "refused"),
        "take-up": Label(ja: "引き上げた", en: "took up"), "pass": Label(ja: "取り次いだ", en: "passed on"),
        "enter": Label(ja: "文書に書いた", en: "wrote in a paper"), "add-item": Label(ja: "対象を加えた", en: "added an item"),
        "note": Label(ja: "メモ", en: "note"), "statement": Label(ja: "聞き取り", en: "statement"),
        "correct": Label(ja: "訂正", en: "correction"), "link": Label(ja: "案件を関連付けた", en: "linked"),
        "merge": Label(ja: "一つにまとめた", en: "merged"), "split": Label(ja: "分けた", en: "split"),
        "false-alarm": Label(ja: "誤報とした", en: "marked as false alarm"),
        "withdraw": Label(ja: "取り下げた", en: "withdrawn"), "close": Label(ja: "終えた", en: "closed"),
        "reopen": Label(ja: "再開した", en: "reopened"), "hand-over": Label(ja: "引き継いだ", en: "handed over"),
        "keep-evidence": Label(ja: "証拠を保全した", en: "kept evidence"),
        "pass-evidence": Label(ja: "証拠を引き渡した", en: "passed evidence on"),
        "seal-evidence": Label(ja: "証拠を封印した", en: "sealed evidence"),
        "open-evidence": Label(ja: "証拠を開いた", en: "opened evidence"),
        "begin-again": Label(ja: "やり直した", en: "began again"), "move": Label(ja: "版を移した", en: "moved"),
        "exclude": Label(ja: "案件から除外した", en: "excluded"), "readmit": Label(ja: "除外を解除した", en: "readmitted"),
        "excluded-above": Label(ja: "元の案件での除外がこの案件に及んだ", en: "an exclusion of the matter above holds here"),
        "readmitted-above": Label(ja: "元の案件での除外が解除された", en: "an exclusion of the matter above was lifted"),
        "show-to": Label(ja: "閲覧者に加えた", en: "named a reader"),
        "unshow": Label(ja: "閲覧者から除いた", en: "took a reader's name back"),
        "child-ended": Label(ja: "開いた案件が終わった", en: "a matter opened from here ended"),
        "child-reopened": Label(ja: "開いた案件が再開された", en: "a matter opened from here was reopened"),
        "merged-in": Label(ja: "別の案件がここにまとめられた", en: "another matter was merged into this one"),
    ]

    /// The ways through a gate that rest on one of these clauses: what `--way` takes.
    public func ways(_ clauses: [Clause.ID]) -> [String] {
        let book = program.rulebook
        var found: [String] = []
        for way in book.forbids.flatMap(\.ways) + book.approvals.flatMap(\.ways)
        where way.clauses.contains(where: clauses.contains) && !found.contains(way.id.text) {
            found.append(way.id.text)
        }
        return found
    }
    /// A paper.
    public func paper(_ id: Name<Paper>) -> String { label("paper", id.text) }
    /// A word such as 速やかに.
    public func timing(_ id: Name<TimingWord>) -> String { label("timing", id.text) }

    /// A step, playbook, gate, fact or clock that something hangs on.
    public func anything(_ id: String) -> String {
        for kind in ["step", "playbook", "gate", "clock", "fact", "matter"] {
            if let found = labels["\(kind):\(id)"].map(pick), !found.isEmpty { return found }
        }
        return id
    }

    /// A person by name.
    public func person(_ id: String) -> String {
        let name = house.people[id]?.name ?? ""
        return name.isEmpty ? id : name
    }

    /// A unit by name.
    public func unit(_ id: String) -> String {
        let name = house.units[id].map(pick) ?? ""
        return name.isEmpty ? id : name
    }

    /// A unit in brackets; nothing when there is none.
    public func inUnit(_ id: String) -> String { id.isEmpty ? "" : "（\(unit(id))）" }

    /// The unit that somebody means who writes its name or its id.
    public func unitID(of text: String) -> String {
        guard !text.isEmpty else { return "" }
        return house.units.filter { $0.value.ja == text || $0.value.en == text }.keys.min() ?? text
    }

    /// Whom a duty falls to.
    public func seat(_ seat: Seat) -> String {
        if seat.anyone { return say("だれでも", "anyone") }
        if !seat.person.isEmpty { return person(seat.person) }
        return post(seat.name) + inUnit(seat.unit)
    }

    /// Whom a key of `MatterAccess` means: a post, a post of a unit, or a person.
    public func bearer(key: String) -> String {
        let parts = key.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return key }
        guard parts[0] == "post" else { return person(String(parts[1])) }
        let seat = parts[1].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return post(seat[0]) + (seat.count > 1 ? inUnit(seat[1]) : "")
    }

    /// Whom a duty falls to, with who can act now.
    public func bearer(_ bearer: Duty.Bearer) -> String {
        if bearer.seat.anyone || !bearer.seat.person.isEmpty { return seat(bearer.seat) }
        let names = bearer.persons.map(person).joined(separator: say("・", ", "))
        guard !names.isEmpty else { return seat(bearer.seat) + say("［就任者なし］", " [nobody]") }
        let standsIn = bearer.standsIn ? say("・代理", ", standing in") : ""
        return "\(seat(bearer.seat))［\(names)\(standsIn)］"
    }

    /// Whom a duty falls to, all of them.
    public func bearers(_ all: [Duty.Bearer]) -> String {
        all.isEmpty ? say("未定", "undecided") : all.map(bearer).joined(separator: say("，", "; "))
    }

    /// A clause by its printed number and its id.
    public func clause(_ id: Clause.ID) -> String {
        guard let cite = clauses[id]?.cite, !cite.isEmpty else { return id.text }
        return "\(cite) \(id)"
    }

    /// Clauses in brackets; nothing when there are none.
    public func clauses(_ ids: [Clause.ID]) -> String {
        ids.isEmpty ? "" : "〔" + ids.map(clause).joined(separator: "，") + "〕"
    }

    /// What a clause says, in our own words.
    public func sentence(_ id: Clause.ID) -> String { clauses[id].map { pick($0.label) } ?? "" }

    /// The printed number of a clause.
    public func cite(_ id: Clause.ID) -> String { clauses[id]?.cite ?? "" }

    /// An answer in words.
    public func value(_ answer: Answer, of fact: Name<Fact>) -> String {
        guard case .values(let values) = answer else { return say("まだ分からない", "not known yet") }
        if values.isEmpty { return say("どれでもない", "none of them") }
        guard let domain = program.fact(fact)?.domain else { return values.joined(separator: "・") }
        return values.map { self.value($0, of: domain) }.joined(separator: "・")
    }

    /// A moment to the minute, in the organisation's zone.
    public func time(_ at: Instant) -> String { at.minute(in: house.zone) }

    /// A moment until which something lasts or must be done.
    public func limit(_ at: Instant) -> String { at.limit(in: house.zone) }
}
