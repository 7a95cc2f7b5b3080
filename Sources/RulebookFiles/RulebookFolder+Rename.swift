import Rules

/// Old ids and their new ones, after `renamed(by:)`.
public struct Renaming: Sendable {
    private var table: [Namespace: [String: String]] = [:]
    /// The values of each choice, by its fact or `register.column`.
    private var choices: [String: [String: String]] = [:]

    /// The new id; the old one where nothing was renamed.
    public subscript(space: Namespace, id: String) -> String { table[space]?[id] ?? id }

    /// Whether there was such an id.
    public func has(_ space: Namespace, _ id: String) -> Bool { table[space]?[id] != nil }

    /// The new value of a choice, by the old id of its fact or `register.column`; other values stay as they are.
    public func value(_ id: String, of owner: String) -> String { choices[owner]?[id] ?? id }

    /// The new value of a choice in a field; scenarios seldom name the paper, so any paper with such a field will do.
    func value(_ id: String, ofField field: String, in paper: String?) -> String {
        if let paper, let new = choices[paper + "." + field]?[id] { return new }
        let owners = choices.keys.filter { $0.hasSuffix("." + field) }.sorted()
        return owners.lazy.compactMap { self.choices[$0]?[id] }.first ?? id
    }

    mutating func note(_ key: Key, _ new: String) {
        table[key.space, default: [:]][key.id] = new
        if key.space == .choice { choices[key.owner, default: [:]][key.id] = new }
    }
}

extension RulebookFolder {
    /// The same rulebook with every id renamed, and the table of old and new ids.
    ///
    /// - Parameters:
    ///   - name: gives the new id for a kind of id and an old id; it must be one-to-one within each kind, and within
    ///     posts and parts, and within facts and terms, taken together.
    public func renamed(by name: (Namespace, String) -> String) -> (folder: RulebookFolder, table: Renaming) {
        var table = Renaming()
        var changes: [Int: [(piece: Int?, new: String)]] = [:]
        for use in uses {
            let new = name(use.key.space, use.key.id)
            table.note(use.key, new)
            changes[use.node, default: []].append((use.piece, new))
        }
        for (node, space) in ledgerIDs() {
            guard let id = node.text else { continue }
            let new = name(space, id)
            table.note(Key(space, id), new)
            changes[node.index] = [(nil, new)]
        }
        var source = Source(url: url)
        source.files = files.map { ($0.name, $0.roots.map { $0.renamed(changes) }) }
        source.ledgerFiles = ledgerFiles.map { ($0.name, $0.roots.map { $0.renamed(changes) }) }
        source.counter = counter
        return (RulebookFolder(url: url, source: source, isRenamed: true), table)
    }

    /// The ids that the ledger defines.
    private func ledgerIDs() -> [(Node, Namespace)] {
        var found: [(Node, Namespace)] = []
        for root in ledgerFiles.lazy.flatMap(\.roots) {
            for clause in root["clauses"]?.elements ?? [] {
                if let id = clause["id"] { found.append((id, .clause)) }
                let rows = (clause["items"]?.elements ?? []) + (clause["rows"]?.elements ?? [])
                found += rows.compactMap { $0["id"] }.map { ($0, .entry) }
            }
            for form in root["forms"]?.elements ?? [] {
                if let id = form["id"] { found.append((id, .paper)) }
                found += (form["fields"]?.elements ?? []).compactMap { $0["id"] }.map { ($0, .field) }
            }
        }
        return found
    }
}

extension Node {
    /// The same tree with other texts in some scalars, whole or by dot-separated piece.
    fileprivate func renamed(_ changes: [Int: [(piece: Int?, new: String)]]) -> Node {
        let content: Content
        switch self.content {
        case .scalar(let text):
            guard let changes = changes[index] else { return self }
            var pieces = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            for change in changes {
                if let piece = change.piece, pieces.indices.contains(piece) {
                    pieces[piece] = change.new
                } else {
                    pieces = [change.new]
                }
            }
            content = .scalar(pieces.joined(separator: "."))
        case .mapping(let entries):
            content = .mapping(
                entries.map { Entry(key: $0.key.renamed(changes), value: $0.value.renamed(changes)) })
        case .sequence(let elements): content = .sequence(elements.map { $0.renamed(changes) })
        }
        return Node(content, place: place, index: index, end: end, isPlain: isPlain)
    }
}
