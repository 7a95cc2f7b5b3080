import Rules

extension Decoder {
    /// Who; nil when nobody is left.
    func choice(_ node: Node, granting: Bool = false) -> Choice? {
        switch node.content {
        case .scalar: return person(node).map { Choice($0) }
        case .sequence(let elements):
            if elements.isEmpty { report(node, .emptyList()) }
            return group(node, granting: granting).map { $0.count == 1 ? $0[0] : Choice(.anyOf($0)) }
        case .mapping:
            var reader = reader(node)
            defer { reader.finish() }
            return choice(&reader, granting: granting)
        }
    }

    /// Who owes, asks, decides or reads something: nobody who is excluded.
    func bearer(_ node: Node, granting: Bool = false) -> Choice? {
        checkBearers(node)
        return choice(node, granting: granting)
    }

    func checkBearers(_ node: Node) {
        guard !names.excluding.isEmpty else { return }
        switch node.content {
        case .scalar(let id): if names.excluding.contains(id) { report(node, .excludedBears(id)) }
        case .sequence(let elements): for element in elements { checkBearers(element) }
        case .mapping(let entries):
            for entry in entries where ["post", "any-of", "each-of", "all-of", "first"].contains(entry.key.text) {
                checkBearers(entry.value)
            }
        }
    }

    /// The choices of a list, which goes when the last of them goes.
    func group(_ node: Node, granting: Bool = false) -> [Choice]? {
        let elements = elements(node)
        if case .sequence = node.content { collapses(node, with: elements) }
        let choices = elements.compactMap { choice($0, granting: granting) }
        return choices.isEmpty ? nil : choices
    }

    private func choice(_ reader: inout Reader, granting: Bool) -> Choice? {
        let clauses = reader.carrier()
        var shapes: [Choice.Shape?] = []
        let unit = reader.essential("unit")
        if let post = reader.essential("post") { shapes.append(person(post, unit: unit)) }
        if let all = reader.essential("any-of") { shapes.append(group(all, granting: granting).map { .anyOf($0) }) }
        if let all = reader.essential("each-of") { shapes.append(group(all, granting: granting).map { .eachOf($0) }) }
        if let all = reader.essential("all-of") {
            if !granting { report(all, .allOfOutsideGrant()) }
            shapes.append(group(all, granting: granting).map { .allOf($0) })
        }
        if let rows = reader.essential("first") { shapes.append(first(rows, granting: granting)) }
        if shapes.count != 1 { report(reader.node, .choiceShape(shapes.count)) }
        return shapes.first.flatMap { $0 }.map { Choice($0, clauses: clauses) }
    }

    private func first(_ node: Node, granting: Bool) -> Choice.Shape? {
        guard case .sequence = node.content else {
            report(node, .notAList())
            return nil
        }
        let elements = elements(node)
        collapses(node, with: elements)
        let rows = elements.compactMap { row($0, granting: granting) }
        return rows.isEmpty ? nil : .first(rows)
    }

    private func row(_ node: Node, granting: Bool) -> Choice.Row? {
        guard case .mapping = node.content else {
            return choice(node, granting: granting).map { Choice.Row(when: .always, choice: $0) }
        }
        var reader = reader(node)
        defer { reader.finish() }
        let when = reader.essential("when").map { condition($0, Scope()) }
        guard let choice = choice(&reader, granting: granting) else { return nil }
        if case .some(nil) = when { return nil }
        return Choice.Row(when: when.flatMap { $0 } ?? .always, choice: choice)
    }

    /// What is said of somebody who is neither post nor part.
    func unknownPerson(_ id: String) -> Diagnostic.Words {
        .unknownID(
            id, "post", words: ("post or part", "役割・当事者"), known: names.all(.post, in: "") + names.parts.sorted())
    }

    /// A post or part by its id.
    private func person(_ node: Node, unit: Node? = nil) -> Choice.Shape? {
        guard let id = text(node) else { return nil }
        if id == "anyone", unit == nil { return .anyone }
        if names.parts.contains(id) {
            if let unit { report(unit, .unitOfPart(id)) }
            return refer(.part, node).map { .part(Name($0)) }
        }
        guard names.has(Key(.post, id)) || log == nil else {
            report(node, unknownPerson(id))
            return nil
        }
        guard let post = refer(.post, node) else { return nil }
        guard let unit else { return .post(Name(post), unit: nil) }
        if !names.perUnit.contains(post) { report(unit, .unitOfOnePost(post)) }
        if unit.text == "items" { return .post(Name(post), unit: .items) }
        guard let part = refer(.part, unit) else { return nil }
        return .post(Name(post), unit: .part(Name(part)))
    }
}
