import Rules

/// The words of everything that has an id, in one language.
struct Lookup: Sendable {
    let rulebook: Rulebook
    let language: Language
    let clauses: [Clause.ID: Clause]
    private let labels: [String: Label]
    private let facts: [Name<Fact>: Fact]
    private let steps: [Name<Step>: Step]

    init(rulebook: Rulebook, ledger: Ledger, language: Language) {
        self.rulebook = rulebook
        self.language = language
        clauses = Dictionary(ledger.clauses.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        facts = Dictionary(rulebook.facts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let steps = rulebook.playbooks.flatMap(\.steps)
        self.steps = Dictionary(steps.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var labels: [String: Label] = [:]
        for post in rulebook.posts { labels["who " + post.id.text] = post.label }
        for part in rulebook.parts { labels["who " + part.id.text] = part.label }
        for term in rulebook.terms { labels["term " + term.id.text] = term.label }
        for (kind, label) in rulebook.actKinds { labels["act " + kind] = label }
        for act in rulebook.acts { labels["act " + act.id.text] = act.label }
        for word in rulebook.timings { labels["timing " + word.id.text] = word.label }
        for period in rulebook.periods { labels["period " + period.id.text] = period.label }
        for playbook in rulebook.playbooks { labels["playbook " + playbook.id.text] = playbook.label }
        for forbid in rulebook.forbids { labels["gate " + forbid.id.text] = forbid.label }
        for approval in rulebook.approvals { labels["gate " + approval.id.text] = approval.label }
        for way in rulebook.forbids.flatMap(\.ways) + rulebook.approvals.flatMap(\.ways) {
            labels["way " + way.id.text] = way.label
        }
        for clock in rulebook.clocks { labels["clock " + clock.id.text] = clock.label }
        for paper in rulebook.papers { labels["paper " + paper.id.text] = paper.label }
        for register in rulebook.registers { labels["register " + register.id.text] = register.label }
        for item in rulebook.items { labels["item " + item.id.text] = item.label }
        for matter in rulebook.matters { labels["matter " + matter.id.text] = matter.label }
        self.labels = labels
    }

    /// The words of a label in this language; in the other when it has none; the id when neither has.
    func words(_ label: Label?, or id: String) -> String {
        guard let label else { return id }
        let (first, second) = language == .ja ? (label.ja, label.en) : (label.en, label.ja)
        return first.isEmpty ? (second.isEmpty ? id : second) : first
    }

    private func words(_ kind: String, _ id: String) -> String { words(labels["\(kind) \(id)"], or: id) }

    func who(_ id: String) -> String { words("who", id) }
    func term(_ id: Name<Term>) -> String { words("term", id.text) }
    func act(_ id: String) -> String { words("act", id) }
    func timing(_ id: Name<TimingWord>) -> String { words("timing", id.text) }
    func period(_ id: Name<Period>) -> String { words("period", id.text) }
    func playbook(_ id: Name<Playbook>) -> String { words("playbook", id.text) }
    func gate(_ id: String) -> String { words("gate", id) }
    func way(_ id: Name<Way>) -> String { words("way", id.text) }
    func clock(_ id: Name<Clock>) -> String { words("clock", id.text) }
    func paper(_ id: Name<Paper>) -> String { words("paper", id.text) }
    func register(_ id: Name<Register>) -> String { words("register", id.text) }
    func item(_ id: Name<ItemKind>) -> String { words("item", id.text) }
    func matter(_ id: Name<MatterKind>) -> String { words("matter", id.text) }

    func fact(_ id: Name<Fact>) -> Fact? { facts[id] }
    func fact(_ id: Name<Fact>) -> String { words(facts[id]?.label, or: id.text) }
    func step(_ id: Name<Step>) -> String { words(steps[id]?.label, or: id.text) }

    func value(_ id: String, of domain: Domain?) -> String {
        words(domain?.options.first { $0.id == id }?.label, or: id)
    }

    func part(_ id: String, of paper: Name<Paper>) -> String {
        words(rulebook.papers.first { $0.id == paper }?.parts.first { $0.id == id }?.label, or: id)
    }

    func mark(_ id: String, of papers: [Name<Paper>] = []) -> String {
        let label = rulebook.papers.lazy.filter { papers.isEmpty || papers.contains($0.id) }.flatMap(\.marks)
            .first { $0.id == id }?.label
        return words(label, or: id)
    }

    func field(_ id: Name<Field>, of paper: Name<Paper>) -> String {
        words(rulebook.papers.first { $0.id == paper }?.fields.first { $0.id == id }?.label, or: id.text)
    }

    func state(_ id: String, of item: Name<ItemKind>? = nil) -> String {
        let label = rulebook.items.lazy.filter { item == nil || $0.id == item }.flatMap(\.states)
            .first { $0.id == id && !$0.label.isEmpty }?.label
        return words(label, or: id)
    }

    func ending(_ id: String, of matter: Name<MatterKind>) -> String {
        let endings =
            (rulebook.matters.first { $0.id == matter }?.endings ?? []) + rulebook.playbooks.flatMap(\.endings)
        return words(endings.first { $0.id == id }?.label, or: id)
    }

    /// The column that a path ends in, with the words of the whole path.
    func columns(_ path: [String], in register: Name<Register>?) -> (names: [String], domain: Domain?) {
        var names: [String] = []
        var domain: Domain?
        var register = register
        for id in path {
            let columns = rulebook.registers.lazy.filter { register == nil || $0.id == register }.flatMap(\.columns)
            let column = columns.first { $0.id == id }
            names.append(words(column?.label, or: id))
            domain = column?.domain
            if case .row(let next) = domain { register = next }
        }
        return (names, domain)
    }

    /// The name of the units that a post exists in once each, such as a section.
    func unit(of post: Name<Post>) -> String? {
        guard let column = rulebook.posts.first(where: { $0.id == post })?.perUnit else { return nil }
        let found = rulebook.registers.lazy.flatMap(\.columns).first { $0.id == column }
        return found.map { words($0.label, or: $0.id) } ?? (language == .ja ? "部署" : column)
    }

    /// The register behind a kind of item.
    func register(behind item: Name<ItemKind>?) -> Name<Register>? {
        guard let item else { return nil }
        return rulebook.items.first { $0.id == item }?.register
    }

    /// The words of a sentence that is told: its own, or those of its clauses.
    func told(_ sentence: Reporting.Sentence, joined separator: String) -> String {
        let own = words(sentence.label, or: "")
        guard own.isEmpty else { return own }
        return sentence.clauses.compactMap { clauses[$0] }.map { words($0.label, or: $0.id.text) }
            .joined(separator: separator)
    }

    /// The printed numbers of clauses, each once; an id stands for a number that is not printed.
    func numbers(_ ids: [Clause.ID]) -> [String] {
        ids.unique.map { id in
            let cite = clauses[id]?.cite ?? ""
            return cite.isEmpty ? id.text : cite
        }.unique
    }
}
