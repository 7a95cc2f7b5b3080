import Rules

extension Decoder {
    /// The sections of a rulebook, in the order in which they are built.
    static let sections = [
        "rulebook", "posts", "parts", "facts", "terms", "acts", "kinds", "timings", "periods", "playbooks", "forbids",
        "approvals", "clocks", "papers", "registers", "items", "matters", "notices", "reporting",
        "readings",
    ]

    /// Builds the rulebook from the merged sections.
    func rulebook(_ sections: [String: [Node.Entry]], identity: Node?) -> Rulebook {
        func all<Element>(_ section: String, _ build: (Node.Entry) -> Element?) -> [Element] {
            (sections[section] ?? []).compactMap { isGone($0.value) ? nil : build($0) }
        }
        var book = Rulebook()
        if let identity { self.identity(identity, into: &book) }
        book.posts = all("posts") { post($0) }
        book.parts = all("parts") { part($0) }
        book.facts = all("facts") { fact($0) }
        book.terms = all("terms") { term($0) }
        book.acts = all("acts") { act($0) }
        for (id, label) in all("kinds", { ($0.key.text ?? "", self.label($0.value)) }) { book.actKinds[id] = label }
        book.timings = all("timings") { timing($0) } + names.bases.flatMap(\.timings)
        book.periods = all("periods") { period($0) } + names.bases.flatMap(\.periods)
        book.bases = names.bases.map(\.base)
        _ = all("playbooks") { playbook($0, into: &book) }
        book.forbids += all("forbids") { forbid($0) }
        book.approvals += all("approvals") { approval($0) }
        book.clocks += all("clocks") { clock($0) }
        book.papers = all("papers") { paper($0) }
        book.registers = all("registers") { register($0) }
        book.items = all("items") { item($0) }
        book.matters = all("matters") { matter($0) }
        book.notices = all("notices") { notice($0) }
        book.reporting = all("reporting") { reporting($0) }
        book.readings = all("readings") { reading($0) }
        return book
    }

    private func identity(_ node: Node, into book: inout Rulebook) {
        var reader = reader(node)
        defer { reader.finish() }
        _ = reader.carrier()
        func needed(_ key: String, _ en: String, _ ja: String) -> Node? { reader.required(key, what: (en, ja)) }
        book.identity.id = needed("id", "its id", "識別子").flatMap { text($0) } ?? ""
        book.identity.edition = needed("edition", "its edition", "版").flatMap { text($0) } ?? ""
        book.identity.title = needed("title", "its title", "題名").map { label($0) } ?? Label()
        book.identity.issuer = reader.take("issuer").map { label($0) } ?? Label()
        if let source = reader.take("source") {
            var reader = self.reader(source)
            book.identity.sourceTitle = reader.text("title") ?? ""
            book.identity.attribution = reader.text("attribution") ?? ""
            _ = reader.text("file")
            reader.finish()
        }
        if let effective = reader.take("effective") {
            var reader = self.reader(effective)
            book.identity.effectiveFrom = reader.take("from").flatMap { day($0) } ?? ""
            book.identity.effectiveTo = reader.take("to").flatMap { day($0) } ?? ""
            reader.finish()
        }
        book.identity.timezone = reader.text("timezone") ?? "Asia/Tokyo"
        _ = reader.take("rests-on").map { RulebookFolder.Bases.named(by: $0, self) }
        _ = reader.take("ledger").map { elements($0).compactMap { text($0) } }
        for entry in reader.take("restatements").map({ entries($0) }) ?? [] {
            guard let from = refer(.clause, entry.key), let to = refer(.clause, entry.value) else { continue }
            if from == to { report(entry.value, .restatesItself(from)) }
            book.restatements[Name(from)] = Name(to)
        }
    }

    /// A day, `YYYY-MM-DD`, that exists.
    func day(_ node: Node) -> String? {
        guard let text = text(node) else { return nil }
        let pieces = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard text.utf8.count == 10, pieces.count == 3, (1...12).contains(pieces[1]),
            (1...lengths[pieces[1] - 1]).contains(pieces[2]),
            pieces[1] != 2 || pieces[2] < 29
                || pieces[0].isMultiple(of: 4) && (!pieces[0].isMultiple(of: 100) || pieces[0].isMultiple(of: 400))
        else {
            report(node, .notADay(text))
            return nil
        }
        return text
    }

    private func notice(_ entry: Node.Entry) -> Notice? {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        let id = Name<Notice>(entry.key.text ?? "")
        if head.label.isEmpty, head.clauses.isEmpty { report(entry.value, .noticeWithoutWords(id.text)) }
        guard let at = reader.required("at", what: ("where it is shown", "示す場所")) else { return nil }
        guard let place = noticePlace(at) else { return nil }
        var scope = Scope()
        if case .step(let step) = place { scope.item = names.eachOfStep[step.text] }
        let when = reader.take("when").flatMap { condition($0, scope) } ?? .always
        return Notice(id: id, label: head.label, clauses: head.clauses, place: place, when: when)
    }

    private func noticePlace(_ node: Node) -> Notice.Place? {
        guard let entry = single(node) else { return nil }
        let value = entry.value
        link(value, to: node)
        switch entry.key.text {
        case "step": return refer(.step, value).map { .step(Name($0)) }
        case "playbook": return refer(.playbook, value).map { .playbook(Name($0)) }
        case "paper": return refer(.paper, value).map { .paper(Name($0)) }
        case "fact": return refer(.fact, value).map { .fact(Name($0)) }
        case "register": return refer(.register, value).map { .register(Name($0)) }
        case "matter": return refer(.matter, value).map { .matter(Name($0)) }
        default:
            let known = ["step", "playbook", "paper", "fact", "register", "matter"]
            let key = entry.key.text ?? ""
            report(entry.key, .unknownKey(key, near: nearest(to: key, in: known), known: known))
            return nil
        }
    }

    private func reading(_ entry: Node.Entry) -> Reading? {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let label = reader.label()
        let id = Name<Reading>(entry.key.text ?? "")
        var reading = Reading(id: id, label: label)
        reading.source = reader.text("source") ?? ""
        reading.clauses = reader.take("clauses").map { references(.clause, $0, key: "clause") } ?? []
        reading.choices = reader.take("choices").map { options($0, .alternative, in: id.text) } ?? []
        reading.untouched = reader.take("untouched").map { self.label($0) } ?? Label()
        reading.because = reader.take("because").map { self.label($0) } ?? Label()
        if let standard = reader.take("default") {
            reading.standard = refer(.alternative, in: id.text, standard) ?? ""
        } else if reading.choices.count >= 2 {
            report(entry.value, .missingKey("default", what: ("the alternative that is applied", "適用する選択肢")))
        }
        if reader.has("untouched") == (reading.choices.count >= 2) || reading.choices.count == 1 {
            report(entry.value, .readingShape(id.text, alternatives: reading.choices.count))
        }
        return reading
    }
}
