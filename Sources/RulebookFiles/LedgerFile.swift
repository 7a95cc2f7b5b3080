import Foundation
import Rules

/// A ledger as it was read: the clauses, the forms, and the ids of items and rows.
struct LedgerFile {
    var ledger = Ledger()
    /// The ids of items and rows of clauses.
    var entries: Set<String> = []
    private var places: [String: Place] = [:]
    var diagnostics: [Diagnostic] = []

    /// Adds what one document holds.
    mutating func add(_ root: Node) {
        for clause in root["clauses"]?.elements ?? [] { add(clause: clause) }
        for form in root["forms"]?.elements ?? [] {
            guard let id = form["id"]?.text else { continue }
            let fields = form["fields"]?.elements.compactMap { $0["id"]?.text } ?? []
            ledger.forms.append(LedgerForm(id: id, fields: fields))
        }
    }

    private mutating func add(clause node: Node) {
        guard let id = node["id"]?.text, !id.isEmpty else {
            diagnostics.append(Diagnostic(.missingKey("id", what: ("its id", "識別子")), at: node.place))
            return
        }
        if let first = places.updateValue(node.place, forKey: id) {
            diagnostics.append(Diagnostic(.duplicateID(Key(.clause, id), as: .clause, first: first), at: node.place))
        }
        let kind = node["kind"]?.text.flatMap(Clause.Kind.init(rawValue:))
        let tier = node["tier"]?.text.flatMap(Clause.Tier.init(rawValue:))
        for (key, isMissing, words) in [
            ("kind", kind == nil, Clause.Kind.allCases.map(\.rawValue)),
            ("tier", tier == nil, Clause.Tier.allCases.map(\.rawValue)),
        ] where isMissing {
            let place = (node[key] ?? node).place
            diagnostics.append(Diagnostic(.notOneOf(node[key]?.text ?? "", words), at: place))
        }
        let rows = (node["items"]?.elements ?? []) + (node["rows"]?.elements ?? [])
        entries.formUnion(rows.compactMap { $0["id"]?.text })
        func text(_ key: String) -> String { node[key]?.text ?? "" }
        ledger.clauses.append(
            Clause(
                id: Name(id), cite: text("cite"), kind: kind ?? .duty, tier: tier ?? .enforce,
                label: Label(ja: text("ja"), en: text("en")), when: text("when"),
                timing: text("timing") == "none" ? "" : text("timing"),
                items: node["items"]?.elements.compactMap { $0["id"]?.text } ?? []))
    }
}

extension Ledger {
    /// Reads ledger files, one after the other; what cannot be read is left out of the ledger and named.
    public static func read(_ urls: [URL]) -> (ledger: Ledger, diagnostics: [Diagnostic]) {
        var ledger = LedgerFile()
        var diagnostics: [Diagnostic] = []
        var counter = 0
        for url in urls {
            let file = YAMLFile(url: url, name: url.lastPathComponent, counter: &counter)
            diagnostics += file.diagnostics
            file.documents.forEach { ledger.add($0) }
        }
        return (ledger.ledger, diagnostics + ledger.diagnostics)
    }
}
