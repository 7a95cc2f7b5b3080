import Rules

extension Decoder {
    func post(_ entry: Node.Entry) -> Post? {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        let id = Name<Post>(entry.key.text ?? "")
        var post = Post(id: id, label: head.label, clauses: head.clauses)
        post.holder = reader.text("holder") ?? ""
        post.heldBy = reader.take("held-by").flatMap { refer(.post, $0) }.map { Name($0) }
        post.superior = reader.take("superior").flatMap { refer(.post, $0) }.map { Name($0) }
        post.standIns = reader.take("stand-ins").map { references(.post, $0, key: "post") } ?? []
        post.perUnit = reader.take("per").flatMap { unit($0) }
        post.outside = reader.yesNo("outside")
        post.sees = reader.yesNo("sees", otherwise: true)
        post.recordedBy = reader.take("recorded-by").flatMap { refer(.post, $0) }.map { Name($0) }
        if let recorder = entry.value["recorded-by"], !post.outside { report(recorder, .recordedByInside(id.text)) }
        return post
    }

    /// The word for the unit of a post: a column, where a register has one of this name.
    private func unit(_ node: Node) -> String? {
        guard let id = text(node) else { return nil }
        if let log, let register = names.owners(of: .column, id).first {
            log.uses.append(.init(key: Key(.column, id, in: register), node: node.index, piece: nil, target: nil))
        }
        return id
    }

    func part(_ entry: Node.Entry) -> Part? {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        let id = Name<Part>(entry.key.text ?? "")
        if let rule = reader.essential("is") {
            if let bound = reader.take("bound") { report(bound, .boundTwice(id.text)) }
            if let excludes = reader.take("excludes") { report(excludes, .excludesByRule(id.text)) }
            return bearer(rule).map { Part(id: id, label: head.label, clauses: head.clauses, binding: .rule($0)) }
        }
        guard let bound = reader.required("bound", what: ("opening or named", "opening か named")) else { return nil }
        let excludes = reader.take("excludes").flatMap { self.excludes($0) }
        func part(_ binding: Part.Binding) -> Part {
            Part(id: id, label: head.label, clauses: head.clauses, binding: binding, excludes: excludes)
        }
        switch bound.text {
        case "opening": return part(.opening)
        case "named": return part(.named)
        default:
            report(bound, .notOneOf(bound.text ?? "", ["opening", "named"]))
            return nil
        }
    }

    func fact(_ entry: Node.Entry) -> Fact? {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        let id = Name<Fact>(entry.key.text ?? "")
        let types: [String] = ["yes-no", "number", "text", "instant", "date", "person"]
        guard let domain = domain(&reader, owner: id.text, types: types, rows: false) else { return nil }
        var fact = Fact(id: id, label: head.label, clauses: head.clauses, domain: domain)
        fact.askedOf = reader.take("asked-of").flatMap { bearer($0) }
        if let from = reader.take("from") {
            fact.fromAnyone = from.text == "anyone"
            if from.text != "anyone" { report(from, .notOneOf(from.text ?? "", ["anyone"])) }
        }
        fact.per = reader.essential("per").flatMap { refer(.item, $0) }.map { Name($0) }
        fact.made = reader.yesNo("made")
        if let excludes = reader.take("excludes") {
            fact.excludes = self.excludes(excludes)
            if domain != .person { report(excludes, .excludesNobody(id.text)) }
        }
        return fact
    }

    /// `excludes: yes`, or a mapping that names a clause or a reading of its own.
    private func excludes(_ node: Node) -> Excludes? {
        guard case .mapping = node.content else { return yesNo(node) == true ? Excludes() : nil }
        var reader = reader(node)
        defer { reader.finish() }
        return Excludes(clauses: reader.carrier())
    }

    /// What values something may have, from `choices`, `row-of` or `type`.
    func domain(_ reader: inout Reader, owner: String, types: [String], rows: Bool) -> Domain? {
        let several = reader.take("several")
        let unit = reader.take("unit")
        if let choices = reader.essential("choices") {
            if let type = reader.take("type") { report(type, .typeAndChoices()) }
            if let unit { report(unit, .unitOfNoNumber()) }
            let options = options(choices, .choice, in: owner)
            return options.isEmpty ? nil : .choice(options, several: several.flatMap { yesNo($0) } ?? false)
        }
        if let several { report(several, .severalWithoutChoices()) }
        if rows, let row = reader.essential("row-of") { return refer(.register, row).map { .row(Name($0)) } }
        let what = (en: "a type, or write 'choices:'", ja: "型（又は choices: に選択肢）")
        guard let type = reader.required("type", what: what) else { return nil }
        if type.text != "number", let unit { report(unit, .unitOfNoNumber()) }
        guard let word = type.text, types.contains(word) else {
            report(type, .notOneOf(type.text ?? "", types))
            return nil
        }
        switch word {
        case "yes-no", "bool": return .yesNo
        case "number":
            let words = unit.flatMap { text($0) } ?? ""
            if words.isEmpty { report(reader.node, .numberWithoutUnit(owner)) }
            return .number(unit: words)
        case "instant", "datetime": return .instant
        case "date": return .date
        case "person": return .person
        case "people": return .people
        default: return .text
        }
    }

    /// Options as a mapping by id, or as a list of ids.
    func options(_ node: Node, _ space: Namespace, in owner: String) -> [Domain.Option] {
        if case .sequence(let elements) = node.content {
            let left = elements.filter { !isGone($0) }
            collapses(node, with: elements)
            return left.compactMap { element in
                text(element).map { Domain.Option(id: $0, label: isPlainID($0) ? Label() : Label(ja: $0)) }
            }
        }
        let entries = entries(node)
        if entries.isEmpty { report(node, .noOptions()) }
        collapses(node, with: entries.map(\.value))
        return entries.map { entry in
            var option = Domain.Option(id: entry.key.text ?? "")
            if entry.value.isBlank { return option }
            var reader = reader(entry.value)
            defer { reader.finish() }
            let head = reader.head()
            (option.label, option.clauses) = (head.label, head.clauses)
            if space == .choice {
                option.item = reader.take("item").flatMap { refer(.entry, $0) }
            }
            return option
        }
    }

    func term(_ entry: Node.Entry) -> Term? {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        guard let node = reader.required("is", what: ("a condition", "条件")) else { return nil }
        guard let condition = condition(node, Scope()) else { return nil }
        return Term(id: Name(entry.key.text ?? ""), label: head.label, clauses: head.clauses, condition: condition)
    }

    func act(_ entry: Node.Entry) -> Act? {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        var act = Act(id: Name(entry.key.text ?? ""), label: head.label, clauses: head.clauses)
        act.kinds = reader.take("kinds").map { kinds($0) } ?? []
        if let reaches = reader.take("reaches") { act.reachesOutside = outside(reaches) }
        act.needsStep = reader.yesNo("needs-step")
        return act
    }

    /// `reaches: outside`.
    func outside(_ node: Node) -> Bool {
        if node.text != "outside" { report(node, .notOneOf(node.text ?? "", ["outside"])) }
        return node.text == "outside"
    }

    /// Acts or kinds of acts: one or a list.
    func kinds(_ node: Node) -> [String] {
        let elements = elements(node)
        if case .sequence = node.content { collapses(node, with: elements) }
        return elements.compactMap { element in
            guard let word = member(element, key: "act"), let id = text(word) else { return nil }
            return refer(names.has(Key(.kind, id)) ? .kind : .act, word)
        }
    }
}
