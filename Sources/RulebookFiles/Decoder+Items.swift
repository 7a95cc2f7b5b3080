import Rules

extension Decoder {
    /// `some` or `every` with the `where` and `except` beside it.
    func items(_ entry: Node.Entry, in mapping: Node, _ scope: Scope) -> Condition? {
        guard let kind = refer(.item, entry.value) else { return nil }
        var inner = Condition.always
        if let place = mapping["where"] {
            link(place, to: entry.value)
            link(entry.value, to: place)
            guard let condition = condition(place, Scope(item: kind, depth: scope.depth)) else { return nil }
            inner = condition
        }
        var except: [String] = []
        if let place = mapping["except"], !isGone(place) {
            link(entry.value, to: place)
            except = states(place, of: kind)
        }
        let name = Name<ItemKind>(kind)
        return entry.key.text == "some"
            ? .some(name, where: inner, except: except) : .every(name, where: inner, except: except)
    }

    /// States of an item kind: one or a list.
    func states(_ node: Node, of kind: String) -> [String] {
        let elements = elements(node)
        if case .sequence = node.content { collapses(node, with: elements) }
        return elements.compactMap { member($0, key: "state").flatMap { refer(.state, in: kind, $0) } }
    }

    func itemState(_ node: Node, at key: Node, _ scope: Scope) -> Condition? {
        guard let kind = scope.item else {
            report(key, .outsideEach("item"))
            return nil
        }
        let states = states(node, of: kind)
        return states.isEmpty ? nil : .itemState(states)
    }

    func row(_ node: Node, at key: Node, _ scope: Scope) -> Condition? {
        guard let kind = scope.item else {
            report(key, .outsideEach("row"))
            return nil
        }
        guard let register = names.registers[kind] else {
            report(key, .itemWithoutRegister(kind))
            return nil
        }
        return condition(node, Scope(register: register, depth: scope.depth))
    }

    func inRegister(_ node: Node) -> Condition? {
        var reader = reader(node)
        defer { reader.finish() }
        _ = reader.carrier()
        guard let place = reader.required("register", what: Namespace.register.words) else { return nil }
        guard let register = refer(.register, place) else { return nil }
        guard let inner = reader.essential("where") else { return .inRegister(Name(register), where: .always) }
        return condition(inner, Scope(register: register)).map { .inRegister(Name(register), where: $0) }
    }

    func child(_ node: Node) -> Condition? {
        guard case .mapping = node.content else { return refer(.matter, node).map { .child(Name($0), ending: nil) } }
        guard let entry = single(node), let matter = refer(.matter, entry.key, target: node) else { return nil }
        if let text = entry.value.text, ["withdrawn", "false-alarm", "merged"].contains(text) {
            return .child(Name(matter), ending: text)
        }
        return refer(.ending, in: matter, entry.value, target: node).map { .child(Name(matter), ending: $0) }
    }

    // MARK: Columns

    func columnStatement(_ entry: Node.Entry, register: String) -> Condition? {
        guard let (path, kind, owner) = path(entry.key, register: register, target: entry.value) else { return nil }
        return test(entry.value, kind, owner: owner).map { combine($0) { .column(path, $0) } }
    }

    /// A bare name of a yes-no column.
    func column(_ node: Node, test: ValueTest, register: String) -> Condition? {
        guard let (path, kind, _) = path(node, register: register, target: node) else { return nil }
        guard kind == .yesNo else {
            report(node, .bareFact(node.text ?? ""))
            return nil
        }
        return .column(path, test)
    }

    /// A column, possibly through rows of other registers (`place.lockable`).
    private func path(_ node: Node, register: String, target: Node) -> ([String], ValueKind, owner: String)? {
        guard let text = text(node) else { return nil }
        let pieces = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        var register = register
        for (index, piece) in pieces.enumerated() {
            let place = pieces.count == 1 ? nil : index
            guard refer(.column, in: register, node, id: piece, piece: place, target: target) != nil else { return nil }
            guard let kind = names.columns[Key(.column, piece, in: register)] else { return nil }
            if index == pieces.count - 1 { return (pieces, kind, register + "." + piece) }
            guard case .row(let next) = kind else {
                report(node, .notARow(piece))
                return nil
            }
            register = next
        }
        return nil
    }

    // MARK: Values

    /// What a value in a condition asks of an answer or a column.
    func test(_ node: Node, _ kind: ValueKind, owner: String) -> [ValueTest]? {
        if case .mapping = node.content { return comparison(node, kind, owner: owner) }
        if node.text == "known" { return [.known] }
        if node.text == "none", !names.has(Key(.choice, "none", in: owner)) {
            guard kind == .choice(several: true) else {
                report(node, .noneOfOne(owner))
                return nil
            }
            return [.none]
        }
        if node.text == "unknown" {
            report(node, .unknownAsValue(owner))
            return nil
        }
        let elements = elements(node)
        if case .sequence = node.content { collapses(node, with: elements) }
        let values = elements.compactMap { value($0, kind, owner: owner) }
        return values.isEmpty ? nil : [.oneOf(values)]
    }

    private func comparison(_ node: Node, _ kind: ValueKind, owner: String) -> [ValueTest]? {
        guard kind == .number else {
            report(node, .comparisonOfNoNumber(owner))
            return nil
        }
        var reader = reader(node)
        defer { reader.finish() }
        _ = reader.carrier()
        var tests: [ValueTest] = []
        if let number = reader.take("at-least").flatMap({ number($0) }) { tests.append(.atLeast(number)) }
        if let number = reader.take("below").flatMap({ number($0) }) { tests.append(.below(number)) }
        if node.entries.isEmpty { report(node, .emptyComparison()) }
        return tests.isEmpty ? nil : tests
    }

    /// One value, as the domain allows it.
    func value(_ node: Node, _ kind: ValueKind, owner: String) -> String? {
        guard let text = text(node) else { return nil }
        switch kind {
        case .yesNo: return yesNo(node).map { $0 ? "yes" : "no" }
        case .choice: return refer(.choice, in: owner, node)
        case .number: return number(node).map(String.init)
        case .text: return text
        case .person, .people:
            if names.parts.contains(text) { return refer(.part, node) }
            guard log == nil || names.has(Key(.post, text)) else {
                report(node, unknownPerson(text))
                return nil
            }
            return refer(.post, node)
        case .instant, .date, .row:
            report(node, .onlyKnown(owner))
            return nil
        }
    }
}
