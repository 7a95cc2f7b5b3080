import Rules

extension Decoder {
    func forbid(_ entry: Node.Entry, playbook: Name<Playbook>? = nil) -> Forbid? {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        let id = Name<Forbid>(entry.key.text ?? "")
        let selected = reader.required("acts", what: ("the acts it is about", "対象の行為")).map { selectors($0) } ?? []
        let when = reader.essential("when").flatMap { condition($0, Scope()) } ?? .always
        let until = reader.essential("until").flatMap { condition($0, Scope()) }
        let ways = reader.take("ways").map { self.ways($0) } ?? []
        let warns = reader.yesNo("warns")
        guard !selected.isEmpty else { return nil }
        return Forbid(
            id: id, label: head.label, clauses: head.clauses, selectors: selected, when: when, until: until, ways: ways,
            warns: warns, playbook: playbook)
    }

    func ways(_ node: Node) -> [Way] {
        entries(node).map { entry in
            var reader = reader(entry.value)
            defer { reader.finish() }
            let head = reader.head()
            var way = Way(id: Name(entry.key.text ?? ""), label: head.label, clauses: head.clauses)
            way.when = reader.essential("when").flatMap { condition($0, Scope()) } ?? .always
            way.only = reader.essential("only").map { selectors($0) } ?? []
            way.owes = reader.take("owes").map { references(.step, $0, key: "step") } ?? []
            way.cites = reader.essential("cites").flatMap { refer(.register, $0) }.map { Name($0) }
            return way
        }
    }

    func approval(_ entry: Node.Entry, playbook: Name<Playbook>? = nil) -> Approval? {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        let asker = reader.required("asked-by", what: ("who asks", "だれが申請するか")).flatMap { bearer($0) }
        let giver = reader.required("given-by", what: ("who decides", "だれが決めるか"))
            .flatMap { bearer($0, granting: true) }
        let paper = reader.take("of").flatMap { paperUse($0) }
        let after: [Name<Step>] = reader.take("after").map { references(.step, $0, key: "step") } ?? []
        let when = reader.take("when").flatMap { condition($0, Scope()) } ?? .always
        let before = reader.take("before").map { selectors($0) } ?? []
        let notBy = reader.take("not-by").map { excluded($0) } ?? ["asker"]
        let different = reader.yesNo("different", otherwise: true)
        let readers = [reader.take("through"), reader.take("shown-to")]
        for readers in readers.compactMap({ $0 }) { checkBearers(readers) }
        let through = readers[0].flatMap { group($0) } ?? []
        let shownTo = readers[1].flatMap { group($0) } ?? []
        let redo: [Name<Step>] = reader.take("redo").map { references(.step, $0, key: "step") } ?? []
        let ways = reader.take("ways").map { self.ways($0) } ?? []
        let may = reader.yesNo("may")
        guard let asker, let giver else { return nil }
        return Approval(
            id: Name(entry.key.text ?? ""), label: head.label, clauses: head.clauses, paper: paper, askedBy: asker,
            after: after, when: when, before: before, givenBy: giver, notBy: notBy, different: different,
            through: through, shownTo: shownTo, redo: redo, ways: ways, may: may, playbook: playbook)
    }

    /// Who may not give it: `asker`, `author`, or parts. An empty list excludes nobody.
    private func excluded(_ node: Node) -> [String] {
        if case .sequence(let elements) = node.content, elements.isEmpty { return [] }
        return elements(node).compactMap { element in
            guard let word = member(element, key: "post") else { return nil }
            if word.text == "asker" || word.text == "author" { return word.text }
            return refer(.part, word)
        }
    }

    /// One selector or a list of them.
    func selectors(_ node: Node) -> [Selector] {
        let elements = elements(node)
        if case .sequence = node.content { collapses(node, with: elements) }
        return elements.compactMap { selector($0) }
    }

    /// Every key narrows the selector, so it goes when one of its keys goes.
    private func selector(_ node: Node) -> Selector? {
        var reader = reader(node)
        defer { reader.finish() }
        _ = reader.carrier()
        var selector = Selector()
        selector.acts = reader.essential("act").map { kinds($0) } ?? []
        selector.to = reader.essential("to").map { addressees($0) } ?? []
        selector.reachesOutside = reader.take("reaches").map { outside($0) } ?? false
        selector.papers = reader.essential("paper").map { references(.paper, $0, key: "paper") } ?? []
        if let marks = reader.essential("marked") { selector.marks = self.marks(marks, of: selector.papers) }
        selector.steps = reader.essential("step").map { references(.step, $0, key: "step") } ?? []
        selector.playbooks = reader.essential("playbook").map { references(.playbook, $0, key: "playbook") } ?? []
        selector.close = reader.yesNo("close")
        if node.entries.allSatisfy({ isCarrierKey($0.key.text) || $0.key.text == "close" }), !selector.close {
            report(node, .emptySelector())
        }
        return selector == Selector() ? nil : selector
    }

    /// Marks of the papers selected, or of any paper when none is.
    private func marks(_ node: Node, of papers: [Name<Paper>]) -> [String] {
        let elements = elements(node)
        if case .sequence = node.content { collapses(node, with: elements) }
        return elements.compactMap { element in
            guard let id = text(element) else { return nil }
            guard let log else { return id }
            let owners = names.owners(of: .mark, id).filter { papers.isEmpty || papers.contains(Name($0)) }
            guard let owner = owners.first else {
                let known = names.everywhere(.mark)
                report(element, .unknownID(id, .mark, owner: "", known: known))
                return nil
            }
            log.alternatives.append((element.index, owners.map { Key(.mark, id, in: $0) }))
            log.uses.append(.init(key: Key(.mark, id, in: owner), node: element.index, piece: nil, target: nil))
            return id
        }
    }

    /// Posts or parts: one or a list.
    private func addressees(_ node: Node) -> [String] {
        let elements = elements(node)
        if case .sequence = node.content { collapses(node, with: elements) }
        return elements.compactMap { element in
            guard let word = member(element, key: "post"), let id = text(word) else { return nil }
            guard log == nil || names.parts.contains(id) || names.has(Key(.post, id)) else {
                report(word, unknownPerson(id))
                return nil
            }
            return refer(names.parts.contains(id) ? .part : .post, word)
        }
    }
}
