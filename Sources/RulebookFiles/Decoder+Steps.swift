import Rules

extension Decoder {
    func step(_ entry: Node.Entry) -> Step? {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        let id = Name<Step>(entry.key.text ?? "")
        let by = reader.required("by", what: ("who does it", "だれがするか")).flatMap { bearer($0) }
        let act = reader.required("act", what: ("a word of acts", "行為の語")).flatMap { refer(.act, $0) }
        let to = reader.take("to").flatMap { choice($0) }
        let via = reader.take("via").flatMap { bearer($0) }
        let after: [Name<Step>] = reader.take("after").map { references(.step, $0, key: "step") } ?? []
        let afterAny: [Name<Step>] = reader.take("after-any").map { references(.step, $0, key: "step") } ?? []
        let each: Name<ItemKind>? = reader.essential("each").flatMap { refer(.item, $0) }.map { Name($0) }
        let scope = Scope(item: each?.text)
        let when = reader.take("when").flatMap { condition($0, scope) } ?? .always
        let asks = reader.take("asks").map { self.asks($0, scope) } ?? []
        let paper = reader.take("paper").flatMap { paperUse($0) }
        let (inStates, moves) = items(&reader, of: each)
        let due = reader.take("due").flatMap { self.due($0) }
        let may = reader.yesNo("may")
        let names = reader.take("names").flatMap { named($0) }
        let opens = reader.take("opens").flatMap { opening($0) }
        let restarts: Name<Playbook>? = reader.take("restarts").flatMap { name(.playbook, $0, key: "playbook") }
        let records = reader.yesNo("records")
        guard let by, let act else { return nil }
        return Step(
            id: id, label: head.label, clauses: head.clauses, act: Name(act), by: by, to: to, via: via, after: after,
            afterAny: afterAny, when: when, asks: asks, paper: paper, each: each, inStates: inStates, moves: moves,
            due: due, may: may, names: names, opens: opens, restarts: restarts, recordedByAnyone: records)
    }

    private func items(_ reader: inout Reader, of kind: Name<ItemKind>?) -> (inStates: [String], moves: [Step.Move]) {
        let (place, moves) = (reader.take("in"), reader.take("moves"))
        guard let kind = kind?.text else {
            for node in [place, moves].compactMap({ $0 }) { report(node, .needsEach()) }
            return ([], [])
        }
        return (place.map { states($0, of: kind) } ?? [], moves.map { self.moves($0, of: kind) } ?? [])
    }

    private func moves(_ node: Node, of kind: String) -> [Step.Move] {
        let entries = entries(node)
        collapses(node, with: entries.map(\.value))
        return entries.compactMap { entry in
            guard let from = refer(.state, in: kind, entry.key, target: entry.value) else { return nil }
            let to = states(entry.value, of: kind)
            return to.isEmpty ? nil : Step.Move(from: from, to: to)
        }
    }

    private func asks(_ node: Node, _ scope: Scope) -> [Step.Ask] {
        let elements = elements(node)
        if case .sequence = node.content { collapses(node, with: elements) }
        return elements.compactMap { element in
            guard case .mapping = element.content else {
                guard let fact = refer(.fact, element) else { return nil }
                checkAsk(fact, element, scope)
                return Step.Ask(fact: Name(fact))
            }
            var reader = reader(element)
            defer { reader.finish() }
            let clauses = reader.carrier()
            guard let place = reader.required("fact", what: Namespace.fact.words) else { return nil }
            guard let fact = refer(.fact, place) else { return nil }
            checkAsk(fact, place, scope)
            let when = reader.take("when").flatMap { condition($0, scope) } ?? .always
            return Step.Ask(fact: Name(fact), when: when, clauses: clauses)
        }
    }

    private func checkAsk(_ fact: String, _ node: Node, _ scope: Scope) {
        guard let kind = names.perItem[fact], kind != scope.item else { return }
        report(node, .askPerItem(fact, item: kind, here: scope.item))
    }

    /// A paper, or one part of it: `paper`, `paper.part`, or a mapping with `paper`.
    func paperUse(_ node: Node) -> Step.PaperUse? {
        guard case .mapping = node.content else { return paperUse(scalar: node) }
        var reader = reader(node)
        defer { reader.finish() }
        let clauses = reader.carrier()
        guard let place = reader.required("paper", what: Namespace.paper.words) else { return nil }
        guard var use = paperUse(scalar: place) else { return nil }
        use.clauses = clauses
        return use
    }

    private func paperUse(scalar node: Node) -> Step.PaperUse? {
        guard let text = text(node) else { return nil }
        guard let dot = text.firstIndex(of: ".") else {
            return refer(.paper, node).map { Step.PaperUse(paper: Name($0)) }
        }
        guard let paper = refer(.paper, node, id: String(text[..<dot]), piece: 0) else { return nil }
        let section = String(text[text.index(after: dot)...])
        guard refer(.section, in: paper, node, id: section, piece: 1) != nil else { return nil }
        return Step.PaperUse(paper: Name(paper), part: section)
    }

    private func due(_ node: Node) -> Step.Due? {
        guard case .mapping = node.content else { return limit(node).map { Step.Due($0) } }
        var reader = reader(node)
        defer { reader.finish() }
        let clauses = reader.carrier()
        guard let place = reader.required("within", what: ("how soon", "いつまでか")) else { return nil }
        return limit(place).map { Step.Due($0, clauses: clauses) }
    }

    /// A timing word, a duration or a clock.
    private func limit(_ node: Node) -> Step.Due.Limit? {
        guard let word = text(node) else { return nil }
        if names.timings.contains(word) { return refer(.timing, node).map { .word(Name($0)) } }
        if names.has(Key(.clock, word)) { return refer(.clock, node).map { .clock(Name($0)) } }
        if let duration = Duration(iso: word) { return .duration(duration) }
        let known = names.all(.timing, in: "") + names.all(.clock, in: "")
        report(node, .unknownLimit(word, near: nearest(to: word, in: known)))
        return nil
    }

    private func named(_ node: Node) -> Name<Part>? {
        guard let part = refer(.part, node) else { return nil }
        if names.binding[part] != "named" { report(node, .notNamed(part)) }
        return Name(part)
    }

    private func opening(_ node: Node) -> Step.Opening? {
        var reader = reader(node)
        defer { reader.finish() }
        let clauses = reader.carrier()
        guard let place = reader.required("matter", what: Namespace.matter.words) else { return nil }
        guard let matter = refer(.matter, place) else { return nil }
        var opening = Step.Opening(matter: Name(matter), clauses: clauses)
        for entry in reader.take("hands").map({ entries($0) }) ?? [] {
            guard let fact = refer(.fact, entry.key, target: entry.value) else { continue }
            if let handed = handed(entry.value, fact: fact) { opening.hands[Name(fact)] = handed }
        }
        return opening
    }

    private func handed(_ node: Node, fact: String) -> Step.Opening.Handed? {
        if case .mapping = node.content {
            guard let entry = single(node) else { return nil }
            guard entry.key.text == "fact" else {
                report(entry.key, .unknownKey(entry.key.text ?? "", near: "fact", known: ["fact"]))
                return nil
            }
            guard let other = refer(.fact, entry.value, target: node) else { return nil }
            if let kind = names.facts[fact], let given = names.facts[other], !given.fits(kind) {
                report(entry.value, .handedOtherKind(other, to: fact))
            }
            return .fact(Name(other))
        }
        guard let kind = names.facts[fact] else { return nil }
        let elements = elements(node)
        if case .sequence = node.content { collapses(node, with: elements) }
        let values = elements.compactMap { value($0, kind, owner: fact) }
        return values.isEmpty ? nil : .value(values)
    }

    func playbook(_ entry: Node.Entry, into book: inout Rulebook) {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        let id = Name<Playbook>(entry.key.text ?? "")
        var playbook = Playbook(id: id, label: head.label, clauses: head.clauses)
        playbook.matters = reader.essential("matter").map { references(.matter, $0, key: "matter") } ?? []
        playbook.begins = reader.take("begins").flatMap { condition($0, Scope()) } ?? .always
        playbook.endings = reader.take("endings").map { endings($0) } ?? []
        playbook.steps = reader.take("steps").map { entries($0).compactMap { step($0) } } ?? []
        if !reader.has("steps") { report(entry.value, .missingKey("steps", what: ("its steps", "手順"))) }
        book.forbids += reader.take("forbids").map { entries($0).compactMap { forbid($0, playbook: id) } } ?? []
        book.approvals += reader.take("approvals").map { entries($0).compactMap { approval($0, playbook: id) } } ?? []
        book.clocks += reader.take("clocks").map { entries($0).compactMap { clock($0, playbook: id) } } ?? []
        book.playbooks.append(playbook)
    }

    func endings(_ node: Node) -> [Ending] {
        entries(node).compactMap { entry in
            var reader = reader(entry.value)
            defer { reader.finish() }
            let head = reader.head()
            guard let place = reader.required("when", what: ("a condition", "条件")) else { return nil }
            guard let when = condition(place, Scope()) else { return nil }
            return Ending(id: entry.key.text ?? "", label: head.label, clauses: head.clauses, when: when)
        }
    }
}

extension ValueKind {
    /// Whether an answer of this kind can be handed to a fact of the other.
    func fits(_ other: ValueKind) -> Bool {
        switch (self, other) {
        case (.choice, .choice): true
        default: self == other
        }
    }
}
