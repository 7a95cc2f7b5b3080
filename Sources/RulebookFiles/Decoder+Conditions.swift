import Rules

/// Where a condition stands: what `item`, `row` and bare keys mean there.
struct Scope {
    /// The kind of the item at hand, under `each` or `where`.
    var item: String?
    /// The register whose columns are the keys, in rows and registers.
    var register: String?
    /// How many lists and `all`/`any` are around.
    var depth = 0

    /// One level further in.
    var inner: Scope { Scope(item: item, register: register, depth: depth + 1) }
}

extension Decoder {
    /// The deepest nesting of `all` and `any` in one condition.
    private static let deepest = 2

    /// A condition; nil when it is broken or nothing is left of it.
    func condition(_ node: Node, _ scope: Scope) -> Condition? {
        switch node.content {
        case .scalar: return word(node, scope)
        case .sequence: return several(node, scope).map { .all($0) }
        case .mapping(let entries):
            var parts: [Condition] = []
            var contents: [Node] = []
            for entry in entries {
                switch entry.key.text {
                case "clause": if !isGone(entry.value) { _ = clauses(entry.value, of: node) }
                case "in-reading": inReading(entry.value, of: node)
                case "ja", "en", "where", "except": break
                default:
                    contents.append(entry.value)
                    if !isGone(entry.value), let part = statement(entry, in: node, scope) { parts.append(part) }
                }
            }
            if contents.isEmpty, node["where"] == nil { report(node, .emptyCondition()) }
            if node["some"] == nil, node["every"] == nil,
                let key = entries.first(where: { $0.key.text == "where" })?.key
            {
                report(key, .whereAlone())
            }
            collapses(node, with: contents)
            return parts.count > 1 ? .all(parts) : parts.first
        }
    }

    /// The members of a list, which goes when the last of them goes.
    private func several(_ node: Node, _ scope: Scope) -> [Condition]? {
        guard case .sequence = node.content else {
            report(node, .notAList())
            return nil
        }
        if scope.depth >= Self.deepest { report(node, .nestedConditions()) }
        let elements = elements(node)
        collapses(node, with: elements)
        let conditions = elements.compactMap { condition($0, scope.inner) }
        return conditions.isEmpty ? nil : conditions
    }

    /// A bare name.
    private func word(_ node: Node, _ scope: Scope) -> Condition? {
        guard let name = text(node) else { return nil }
        if let register = scope.register { return column(node, test: .oneOf(["yes"]), register: register) }
        if name == "always" { return .always }
        if names.terms.contains(name) { return refer(.term, node).map { .term(Name($0)) } }
        guard log == nil || names.facts[name] != nil else {
            let known = names.all(.fact, in: "") + names.all(.term, in: "")
            report(node, .unknownID(name, "condition", words: ("fact or term", "事実・用語"), known: known))
            return nil
        }
        guard let fact = refer(.fact, node) else { return nil }
        guard names.facts[fact] == .yesNo else {
            report(node, .bareFact(fact))
            return nil
        }
        checkItem(of: fact, node, scope)
        return .fact(Name(fact), .oneOf(["yes"]))
    }

    /// One key of a mapping with its value.
    private func statement(_ entry: Node.Entry, in mapping: Node, _ scope: Scope) -> Condition? {
        let value = entry.value
        switch entry.key.text {
        case "all": return several(value, scope).map { .all($0) }
        case "any": return several(value, scope).map { .any($0) }
        case "not": return condition(value, scope).map { .not($0) }
        case "unless-sure": return condition(value, scope).map { .unlessSure($0) }
        default: break
        }
        if let register = scope.register { return columnStatement(entry, register: register) }
        switch entry.key.text {
        case "done": return nonempty(references(.step, value, key: "step")).map { .done($0) }
        case "begun": return refer(.playbook, value).map { .begun(Name($0)) }
        case "round": return round(value)
        case "ended": return refer(.clock, value).map { .ended(Name($0)) }
        case "granted": return refer(.approval, value).map { .granted(Name($0)) }
        case "asked": return refer(.approval, value).map { .asked(Name($0)) }
        case "rejected": return refer(.approval, value).map { .rejected(Name($0)) }
        case "way": return way(value)
        case "deviated": return deviated(value)
        case "filled": return filled(value)
        case "written": return refer(.paper, value).map { .written(Name($0)) }
        case "marked": return marked(value)
        case "same": return persons(value).map { .same($0) }
        case "differ": return persons(value).map { .not(.same($0)) }
        case "some", "every": return items(entry, in: mapping, scope)
        case "item": return itemState(value, at: entry.key, scope)
        case "row": return row(value, at: entry.key, scope)
        case "in-register": return inRegister(value)
        case "child": return child(value)
        case "hour": return hours(value).map { .hour($0) }
        case "opened": return opened(value)
        case "exercise": return yesNo(value).map { $0 ? .exercise : .not(.exercise) }
        default: return factStatement(entry, scope)
        }
    }

    private func nonempty<Element>(_ elements: [Element]) -> [Element]? { elements.isEmpty ? nil : elements }

    private func factStatement(_ entry: Node.Entry, _ scope: Scope) -> Condition? {
        guard let id = text(entry.key) else { return nil }
        if names.terms.contains(id) {
            guard refer(.term, entry.key, target: entry.value) != nil, let holds = yesNo(entry.value) else {
                return nil
            }
            return holds ? .term(Name(id)) : .not(.term(Name(id)))
        }
        guard let kind = names.facts[id] else {
            let known = names.all(.fact, in: "") + names.all(.term, in: "")
            report(entry.key, .unknownCondition(id, near: nearest(to: id, in: known + conditionKeys)))
            return nil
        }
        _ = refer(.fact, entry.key, target: entry.value)
        checkItem(of: id, entry.key, scope)
        return test(entry.value, kind, owner: id).map { combine($0) { .fact(Name(id), $0) } }
    }

    /// Several tests of one value, all of which must hold.
    func combine(_ tests: [ValueTest], _ make: (ValueTest) -> Condition) -> Condition {
        tests.count == 1 ? make(tests[0]) : .all(tests.map(make))
    }

    /// A fact that has one answer per item can be asked about only where an item is at hand.
    private func checkItem(of fact: String, _ node: Node, _ scope: Scope) {
        guard log != nil, let kind = names.perItem[fact], kind != scope.item else { return }
        report(node, .factPerItem(fact, item: kind, here: scope.item))
    }

    private func round(_ node: Node) -> Condition? {
        guard let entry = single(node) else { return nil }
        guard let id = refer(.playbook, entry.key, target: node) else { return nil }
        guard let count = number(entry.value) else { return nil }
        return .round(Name(id), atLeast: count)
    }

    private func way(_ node: Node) -> Condition? {
        guard let id = text(node) else { return nil }
        guard let log else { return .way(Name(id)) }
        let owners = names.owners(of: .way, id)
        if owners.isEmpty {
            report(node, .unknownID(id, .way, owner: "", known: names.everywhere(.way)))
            return nil
        }
        log.alternatives.append((node.index, owners.map { Key(.way, id, in: $0) }))
        log.uses.append(.init(key: Key(.way, id, in: owners[0]), node: node.index, piece: nil, target: nil))
        return .way(Name(id))
    }

    private func deviated(_ node: Node) -> Condition? {
        guard let id = text(node) else { return nil }
        if id == "any" { return .deviated(nil) }
        return gate(node).map { .deviated($0) }
    }

    /// A forbid or an approval.
    func gate(_ node: Node) -> String? {
        guard let id = text(node) else { return nil }
        let space: Namespace = names.has(Key(.approval, id)) ? .approval : .forbid
        guard log == nil || names.has(Key(space, id)) else {
            let known = names.all(.forbid, in: "") + names.all(.approval, in: "")
            report(node, .unknownID(id, "gate", words: ("forbid or approval", "禁止・承認"), known: known))
            return nil
        }
        return refer(space, node)
    }

    private func filled(_ node: Node) -> Condition? {
        guard let text = text(node) else { return nil }
        let pieces = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard pieces.count == 2 else {
            report(node, .notPaperField(text))
            return nil
        }
        guard let paper = refer(.paper, node, id: pieces[0], piece: 0) else { return nil }
        guard let field = refer(.field, in: paper, node, id: pieces[1], piece: 1) else { return nil }
        return .filled(Name(paper), Name(field))
    }

    private func marked(_ node: Node) -> Condition? {
        guard let entry = single(node) else { return nil }
        guard let paper = refer(.paper, entry.key, target: node) else { return nil }
        return refer(.mark, in: paper, entry.value, target: node).map { .marked(Name(paper), $0) }
    }

    private func persons(_ node: Node) -> [Name<Part>]? {
        let elements = node.elements
        if elements.count < 2 { report(node, .twoParts()) }
        for element in elements { link(element, to: node) }
        let parts = elements.compactMap { refer(.part, $0) }
        return parts.count < 2 ? nil : parts.map { Name($0) }
    }

    /// The one entry of a mapping.
    func single(_ node: Node) -> Node.Entry? {
        let entries = entries(node)
        if entries.count != 1 { report(node, .oneEntry()) }
        return entries.first
    }

    func number(_ node: Node) -> Int? {
        guard let text = node.text, let number = Int(text), number >= 0, text.first != "+" else {
            report(node, .notANumber(node.text ?? ""))
            return nil
        }
        return number
    }

    private func hours(_ node: Node) -> Condition.Hours? {
        guard let hours = node.text.flatMap(Condition.Hours.init(rawValue:)) else {
            report(node, .notOneOf(node.text ?? "", ["office", "after-hours"]))
            return nil
        }
        return hours
    }

    private func opened(_ node: Node) -> Condition? {
        var reader = reader(node)
        defer { reader.finish() }
        return reader.required("hour", what: ("office or after-hours", "office か after-hours")).flatMap { hours($0) }
            .map { .openedAt($0) }
    }
}

/// The words that can be keys of a condition, for suggestions.
let conditionKeys = [
    "all", "any", "not", "unless-sure", "done", "begun", "round", "ended", "granted", "asked", "rejected", "way",
    "deviated", "filled", "written", "marked", "same", "differ", "some", "every", "item", "row", "in-register", "child",
    "hour", "opened", "exercise",
]
