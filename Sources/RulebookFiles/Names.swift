import Rules

/// What sort of value a fact or column has, as far as conditions must know.
enum ValueKind: Hashable {
    case yesNo, number, text, instant, date, person, people
    case choice(several: Bool)
    case row(register: String)
}

/// Every id of a rulebook, gathered before anything is decoded.
struct Names {
    /// Where each id is defined.
    private(set) var places: [Key: Place] = [:]
    private(set) var facts: [String: ValueKind] = [:]
    /// The item kind of facts that have one answer per item.
    private(set) var perItem: [String: String] = [:]
    private(set) var columns: [Key: ValueKind] = [:]
    /// The register of an item kind.
    private(set) var registers: [String: String] = [:]
    private(set) var clauses: Set<String> = []
    /// What the rulebook rests on; its ids are `base/id`.
    let bases: [RulebookFolder.BaseBook]
    private var foreign: Set<Key> = []
    private(set) var entries: Set<String> = []
    private(set) var parts: Set<String> = []
    private(set) var terms: Set<String> = []
    private(set) var timings: Set<String> = []
    /// The posts that exist once in each unit.
    private(set) var perUnit: Set<String> = []
    /// How each part is bound.
    private(set) var binding: [String: String] = [:]
    /// The parts that exclude whoever is bound as them.
    private(set) var excluding: Set<String> = []
    /// The item kind that a step is done for each of.
    private(set) var eachOfStep: [String: String] = [:]

    /// No names at all.
    init() { bases = [] }

    init(
        sections: [String: [Node.Entry]], ledger: LedgerFile, bases: [RulebookFolder.BaseBook], log: Log
    ) {
        self.bases = bases
        for base in bases {
            for clause in base.ledger.clauses { foreign.insert(Key(.clause, clause.id.text)) }
            for word in base.timings { foreign.insert(Key(.timing, word.id.text)) }
            for period in base.periods { foreign.insert(Key(.period, period.id.text)) }
        }
        clauses = Set(ledger.ledger.clauses.map(\.id.text))
        entries = ledger.entries
        for (section, space) in Self.plain { declare(sections[section] ?? [], space, log: log) }
        for entry in sections["facts"] ?? [] { fact(entry, log: log) }
        for entry in sections["papers"] ?? [] { paper(entry, log: log) }
        for entry in sections["registers"] ?? [] { register(entry, log: log) }
        for entry in sections["items"] ?? [] {
            declare(options: entry.value["states"], .state, in: entry.key.text ?? "", log: log)
            if let id = entry.key.text { registers[id] = reference(entry.value["of"]) }
        }
        for entry in sections["posts"] ?? [] where entry.value["per"] != nil { perUnit.insert(owner(entry)) }
        for entry in sections["parts"] ?? [] {
            binding[owner(entry)] = entry.value["bound"]?.text
            if let excludes = entry.value["excludes"], !["no", "false"].contains(excludes.text) {
                excluding.insert(owner(entry))
            }
        }
        for entry in sections["matters"] ?? [] { declare(entry.value["endings"], .ending, in: owner(entry), log: log) }
        for entry in sections["readings"] ?? [] {
            declare(entry.value["choices"], .alternative, in: entry.key.text ?? "", log: log)
        }
        for entry in sections["reporting"] ?? [] { reporting(entry, log: log) }
        gates(forbids: sections["forbids"] ?? [], approvals: sections["approvals"] ?? [], log: log)
        clocks(sections["clocks"] ?? [], log: log)
        for entry in sections["playbooks"] ?? [] {
            declare(entry.value["steps"], .step, log: log)
            for step in entry.value["steps"]?.entries ?? [] { eachOfStep[owner(step)] = step.value["each"]?.text }
            declare(entry.value["endings"], .ending, in: "playbook " + (entry.key.text ?? ""), log: log)
            let (forbids, approvals) = (entry.value["forbids"], entry.value["approvals"])
            gates(forbids: forbids?.entries ?? [], approvals: approvals?.entries ?? [], log: log)
            clocks(entry.value["clocks"]?.entries ?? [], log: log)
        }
        parts = Set(places.keys.filter { $0.space == .part }.map(\.id))
        terms = Set(places.keys.filter { $0.space == .term }.map(\.id))
        timings = Set(places.keys.filter { $0.space == .timing }.map(\.id)).union(foreign(.timing))
    }

    private func foreign(_ space: Namespace) -> [String] { foreign.filter { $0.space == space }.map(\.id) }

    /// Whether it is an id of a rulebook that this one rests on.
    func isForeign(_ key: Key) -> Bool { foreign.contains(key) }

    private static let plain: [(String, Namespace)] = [
        ("posts", .post), ("parts", .part), ("facts", .fact), ("terms", .term), ("acts", .act), ("kinds", .kind),
        ("timings", .timing), ("periods", .period), ("playbooks", .playbook), ("papers", .paper),
        ("registers", .register),
        ("items", .item), ("matters", .matter), ("notices", .notice), ("readings", .reading),
        ("reporting", .reporting),
    ]

    /// Kinds of ids that share one name space with others.
    private static let shared: [Namespace: [Namespace]] = [
        .part: [.post], .post: [.part], .term: [.fact], .fact: [.term], .kind: [.act], .act: [.kind],
        .approval: [.forbid], .forbid: [.approval],
    ]

    func has(_ key: Key) -> Bool {
        if isForeign(key) { return true }
        return switch key.space {
        case .clause: clauses.contains(key.id)
        case .entry: entries.contains(key.id)
        default: places[key] != nil
        }
    }

    /// All ids of a kind (within an owner), for suggestions.
    func all(_ space: Namespace, in owner: String) -> [String] {
        switch space {
        case .clause: (Array(clauses) + foreign(.clause)).sorted()
        case .entry: entries.sorted()
        default: (places.keys.filter { $0.space == space && $0.owner == owner }.map(\.id) + foreign(space)).sorted()
        }
    }

    /// The owners of an id that need not say its owner.
    func owners(of space: Namespace, _ id: String) -> [String] {
        places.keys.filter { $0.space == space && $0.id == id }.map(\.owner).sorted()
    }

    /// The ids of a kind, whatever their owner.
    func everywhere(_ space: Namespace) -> [String] {
        Set(places.keys.filter { $0.space == space }.map(\.id)).sorted()
    }

    private func owner(_ entry: Node.Entry) -> String { entry.key.text ?? "" }

    private func reference(_ node: Node?) -> String? { node?.text ?? node?["register"]?.text }

    private mutating func declare(_ key: Key, at node: Node, carrier: Node, log: Log) {
        log.definitions.append((key, carrier.index))
        log.uses.append(.init(key: key, node: node.index, piece: nil, target: nil))
        for space in [key.space] + (Self.shared[key.space] ?? []) {
            guard let first = places[Key(space, key.id, in: key.owner)] else { continue }
            log.diagnostics.append(Diagnostic(.duplicateID(key, as: space, first: first), at: node.place))
            return
        }
        places[key] = node.place
        let isFree = [.choice, .column, .field, .mark, .section].contains(key.space)
        if !(isFree ? isPlainID(key.id) : isKebabCase(key.id)) {
            log.diagnostics.append(Diagnostic(.badID(key.id, free: isFree), at: node.place))
        }
        if let words = reserved[key.space], words.contains(key.id) {
            log.diagnostics.append(Diagnostic(.reservedWord(key.id, key.space), at: node.place))
        }
    }

    private mutating func declare(_ entries: [Node.Entry], _ space: Namespace, in owner: String = "", log: Log) {
        for entry in entries where !isCarrierKey(entry.key.text) {
            guard let id = entry.key.text else { continue }
            declare(Key(space, id, in: owner), at: entry.key, carrier: entry.value, log: log)
        }
    }

    private mutating func declare(_ node: Node?, _ space: Namespace, in owner: String = "", log: Log) {
        declare(node?.entries ?? [], space, in: owner, log: log)
    }

    /// Options are a mapping by id, or a list of ids.
    private mutating func declare(options node: Node?, _ space: Namespace, in owner: String, log: Log) {
        declare(node, space, in: owner, log: log)
        for element in node?.elements ?? [] {
            if let id = element.text { declare(Key(space, id, in: owner), at: element, carrier: element, log: log) }
        }
    }

    private mutating func fact(_ entry: Node.Entry, log: Log) {
        guard let id = entry.key.text else { return }
        facts[id] = kind(of: entry.value)
        perItem[id] = entry.value["per"]?.text
        if facts[id] == .choice(several: true), let none = entry.value["choices"]?.entries.first(where: isNone) {
            log.diagnostics.append(Diagnostic(.reservedWord("none", .choice), at: none.key.place))
        }
        declare(options: entry.value["choices"], .choice, in: id, log: log)
    }

    /// `none` is the answer of somebody who chose nothing, so it cannot also be one of several values.
    private func isNone(_ entry: Node.Entry) -> Bool { entry.key.text == "none" }

    private mutating func paper(_ entry: Node.Entry, log: Log) {
        guard let id = entry.key.text else { return }
        declare(entry.value["parts"], .section, in: id, log: log)
        declare(entry.value["marks"], .mark, in: id, log: log)
        declare(entry.value["fields"], .field, in: id, log: log)
        for field in entry.value["fields"]?.entries ?? [] {
            declare(field.value["options"], .choice, in: id + "." + owner(field), log: log)
        }
    }

    private mutating func register(_ entry: Node.Entry, log: Log) {
        guard let id = entry.key.text else { return }
        declare(entry.value["columns"], .column, in: id, log: log)
        declare(entry.value["refuses"], .refusal, in: id, log: log)
        for column in entry.value["columns"]?.entries ?? [] {
            columns[Key(.column, owner(column), in: id)] = kind(of: column.value)
            declare(options: column.value["choices"], .choice, in: id + "." + owner(column), log: log)
        }
    }

    private mutating func reporting(_ entry: Node.Entry, log: Log) {
        let (id, life) = (owner(entry), entry.value["life"])
        declare(entry.value["kinds"], .plain, in: id, log: log)
        for node in [entry.value["do"], entry.value["do-not"], life?["do"]] { declare(node, .told, in: id, log: log) }
        for node in [entry.value["call"], life?["call"]] { declare(node, .call, in: id, log: log) }
        declare(life?["ring"], .emergency, in: id, log: log)
    }

    private mutating func gates(forbids: [Node.Entry], approvals: [Node.Entry], log: Log) {
        declare(forbids, .forbid, log: log)
        declare(approvals, .approval, log: log)
        for entry in forbids + approvals { declare(entry.value["ways"], .way, in: owner(entry), log: log) }
    }

    private mutating func clocks(_ entries: [Node.Entry], log: Log) {
        declare(entries, .clock, log: log)
        for entry in entries { declare(entry.value["from"], .start, in: owner(entry), log: log) }
    }

    /// The sort of value, by the keys that say it.
    private func kind(of node: Node) -> ValueKind {
        if node["choices"] != nil { return .choice(several: ["yes", "true"].contains(node["several"]?.text)) }
        if let register = reference(node["row-of"]) { return .row(register: register) }
        return switch node["type"]?.text {
        case "yes-no", "bool": .yesNo
        case "number": .number
        case "instant", "datetime": .instant
        case "date": .date
        case "person": .person
        case "people": .people
        default: .text
        }
    }
}

/// Words that cannot be ids of these kinds because the language means something else by them.
private let reserved: [Namespace: Set<String>] = [
    .act: engineWords,
    .kind: engineWords,
    .fact: conditionWords,
    .term: conditionWords,
    .column: ["all", "any", "not", "unless-sure", "clause", "in-reading"],
    .post: ["anyone", "items"],
    .part: ["anyone", "items", "asker", "author"],
    .choice: ["known", "unknown"],
]

private let engineWords: Set<String> = [
    "open", "answer", "ask", "grant", "return", "refuse", "take-up", "pass", "note", "statement", "correct", "link",
    "merge", "split", "false-alarm", "withdraw", "close", "reopen", "hand-over", "add-item", "enter", "begin-again",
    "keep-evidence", "pass-evidence", "seal-evidence", "open-evidence",
    "exclude", "readmit", "show-to", "unshow",
]

private let conditionWords: Set<String> = [
    "always", "all", "any", "not", "unless-sure", "done", "begun", "round", "ended", "granted", "asked", "rejected",
    "way", "deviated", "filled", "written", "marked", "same", "differ", "some", "every", "where", "except", "item",
    "row", "in-register", "child", "hour", "opened", "exercise", "clause", "in-reading", "ja", "en",
]

/// Keys that any mapping may carry beside its ids.
func isCarrierKey(_ key: String?) -> Bool { key == "clause" || key == "in-reading" }

/// Lower case letters and digits, joined by single hyphens.
func isKebabCase(_ id: String) -> Bool {
    !id.isEmpty
        && id.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { piece in
            !piece.isEmpty && piece.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
        }
}

/// Letters of both cases and digits, joined by single hyphens.
func isPlainID(_ id: String) -> Bool { isKebabCase(id.lowercased()) && id.utf8.allSatisfy { $0 < 0x80 } }
