import Rules

/// Turns nodes into rules, skipping nodes that are gone.
///
/// With a log it checks everything and writes down what hangs on what; without one it only builds, which is what
/// taking out and choosing readings need to be fast.
final class Decoder {
    let names: Names
    /// Which nodes are gone, by number; empty when none is.
    let gone: [Bool]
    let log: Log?

    init(names: Names, gone: [Bool] = [], log: Log? = nil) {
        self.names = names
        self.gone = gone
        self.log = log
    }

    func isGone(_ node: Node) -> Bool { !gone.isEmpty && gone[node.index] }

    func report(_ node: Node, _ words: @autoclosure () -> Diagnostic.Words) {
        guard let log else { return }
        log.diagnostics.append(Diagnostic(words(), at: node.place))
    }

    /// When the first goes, the second goes.
    func link(_ from: Node, to: Node) { log?.links.append((from.index, to.index)) }

    /// The node goes when the last of its contents goes.
    func collapses(_ node: Node, with contents: [Node]) {
        guard let log, !contents.isEmpty else { return }
        log.collapsing.append((node.index, contents.map(\.index)))
    }

    // MARK: Shapes

    /// The entries of a mapping that are there, without what any mapping may carry.
    func entries(_ node: Node) -> [Node.Entry] {
        guard case .mapping(let entries) = node.content else {
            if !node.isBlank { report(node, .notAMapping()) }
            return []
        }
        return entries.filter { entry in
            guard isCarrierKey(entry.key.text) else { return !isGone(entry.value) }
            if entry.key.text == "clause" {
                _ = clauses(entry.value, of: node)
            } else {
                inReading(entry.value, of: node)
            }
            return false
        }
    }

    /// The elements of a list; one element may stand without brackets.
    func elements(_ node: Node) -> [Node] {
        guard case .sequence(let elements) = node.content else { return isGone(node) ? [] : [node] }
        if elements.isEmpty { report(node, .emptyList()) }
        return gone.isEmpty ? elements : elements.filter { !isGone($0) }
    }

    func text(_ node: Node) -> String? {
        guard let text = node.text else {
            report(node, .notAText())
            return nil
        }
        return text
    }

    func yesNo(_ node: Node) -> Bool? {
        switch node.text {
        case "yes", "true": return true
        case "no", "false": return false
        default:
            report(node, .notYesNo(node.text ?? ""))
            return nil
        }
    }

    /// A mapping, read key by key.
    func reader(_ node: Node) -> Reader {
        if case .mapping = node.content {} else { report(node, .notAMapping()) }
        return Reader(self, node)
    }

    // MARK: References

    /// One use of an id; nil when there is no such id.
    ///
    /// - Parameters:
    ///   - target: what goes when the id goes; the scalar itself unless said.
    @inline(never)  // The optimizer of Swift 6.3.1 crashes where it is inlined into a loop.
    func refer(
        _ space: Namespace, in owner: String = "", _ node: Node, id: String? = nil, piece: Int? = nil,
        target: Node? = nil
    ) -> String? {
        guard let id = id ?? text(node) else { return nil }
        guard let log else { return id }
        let key = Key(space, id, in: owner)
        guard names.has(key) else {
            report(node, .unknownID(id, space, owner: owner, known: names.all(space, in: owner)))
            return nil
        }
        // What another rulebook defines is neither renamed nor taken out here.
        if !names.isForeign(key) {
            log.uses.append(.init(key: key, node: node.index, piece: piece, target: (target ?? node).index))
        }
        return id
    }

    /// A list of ids, each a scalar or a mapping that carries it under `key`; it goes when the last of them goes.
    func references<Subject>(_ space: Namespace, in owner: String = "", _ node: Node, key: String) -> [Name<Subject>] {
        let elements = elements(node)
        if case .sequence = node.content { collapses(node, with: elements) }
        return elements.compactMap { name(space, in: owner, $0, key: key) }
    }

    /// The scalar of an id that may be carried by a mapping under `key`, with a clause or a reading of its own.
    func member(_ node: Node, key: String) -> Node? {
        guard case .mapping = node.content else { return node }
        var reader = reader(node)
        defer { reader.finish() }
        _ = reader.carrier()
        return reader.required(key, what: ("an id", "識別子"))
    }

    /// One id: a scalar, or a mapping that carries it under `key`.
    func name<Subject>(_ space: Namespace, in owner: String = "", _ node: Node, key: String) -> Name<Subject>? {
        guard let value = member(node, key: key) else { return nil }
        return refer(space, in: owner, value).map { Name($0) }
    }

    // MARK: What any mapping may carry

    func clauses(_ node: Node, of carrier: Node) -> [Clause.ID] {
        elements(node).compactMap { element in
            guard let id = text(element) else { return nil }
            guard let log else { return Clause.ID(id) }
            let key = Key(.clause, id)
            if !names.isForeign(key) {
                log.uses.append(.init(key: key, node: element.index, piece: nil, target: nil))
            }
            log.carriers.append((id, carrier.index))
            if !names.has(key) {
                report(
                    element, .unknownID(id, .clause, owner: "", known: names.all(.clause, in: "")))
            }
            return Clause.ID(id)
        }
    }

    func inReading(_ node: Node, of carrier: Node) {
        guard log != nil else { return }
        if case .mapping = node.content {} else { report(node, .notAMapping()) }
        for entry in node.entries { guardedBy(entry, carrier: carrier) }
    }

    private func guardedBy(_ entry: Node.Entry, carrier: Node) {
        guard let reading = refer(.reading, entry.key, target: entry.value) else { return }
        let alternatives = elements(entry.value).compactMap { refer(.alternative, in: reading, $0) }
        log?.guards.append(Log.Guard(node: carrier.index, reading: reading, alternatives: alternatives))
    }
}
