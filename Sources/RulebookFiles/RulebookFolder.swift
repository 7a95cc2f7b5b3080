import Foundation
import Rules

/// A rulebook as files: its nodes, its ledger and everything that was wrong with them.
///
/// Taking a clause out, applying readings and renaming work on the nodes; `rulebook(adopting:without:)` builds the
/// typed rules from what is left. Nothing is read again for it.
public struct RulebookFolder: Sendable {
    /// The folder.
    public let url: URL
    /// The clauses and forms of the source.
    public let ledger: Ledger
    /// The files of rules, with their documents.
    let files: [(name: String, roots: [Node])]
    /// The files of the ledger.
    let ledgerFiles: [(name: String, roots: [Node])]
    /// The entries of each section, over all files.
    let sections: [String: [Node.Entry]]
    let identity: Node?
    let names: Names
    let hanging: Hanging
    /// The readings with their alternatives and defaults.
    package let readings: [Reading]
    /// Every use of an id in the rules.
    let uses: [Log.Use]
    /// How many nodes there are.
    let counter: Int
    /// Whether the nodes differ from the files.
    let isRenamed: Bool
    private let found: [Diagnostic]

    /// Reads all rules below a folder, its ledger included.
    ///
    /// Never fails: what is wrong is in `check()`, and what can be built is built.
    public static func read(at url: URL) -> RulebookFolder {
        var source = Source(url: url)
        source.readAll()
        return RulebookFolder(url: url, source: source)
    }

    init(url: URL, source: Source, isRenamed: Bool = false) {
        self.url = url
        self.isRenamed = isRenamed
        counter = source.counter
        files = source.files
        ledgerFiles = source.ledgerFiles
        var ledgerFile = LedgerFile()
        for file in source.ledgerFiles { file.roots.forEach { ledgerFile.add($0) } }
        ledger = ledgerFile.ledger
        let log = Log()
        let unreadable = source.diagnostics + ledgerFile.diagnostics
        let isReadable = unreadable.isEmpty
        let merged = Merged(source.files, folder: source.name, log: log)
        sections = merged.sections
        identity = merged.identity
        let bases = Bases.read(merged.identity, at: url)
        names = Names(sections: sections, ledger: ledgerFile, bases: bases.books, log: log)
        let book = Decoder(names: names, log: log).rulebook(sections, identity: identity)
        readings = book.readings
        uses = log.uses
        hanging = Hanging(log: log, roots: source.files.flatMap(\.roots), count: source.counter)
        guard isReadable else {
            found = Diagnostic.sorted(unreadable)
            return
        }
        found = Diagnostic.sorted(
            log.diagnostics + bases.diagnostics
                + Self.cycles(in: book, hanging, sections: sections, identity: identity, names: names))
    }

    /// Cycles that stand under the defaults or under one other alternative.
    ///
    /// Alternatives of readings lie side by side in the files, so an order that only seems circular is built again
    /// under each of them.
    private static func cycles(
        in book: Rulebook, _ hanging: Hanging, sections: [String: [Node.Entry]], identity: Node?, names: Names
    ) -> [Diagnostic] {
        guard !Order.cycles(in: book, at: names).isEmpty else { return [] }
        var standard: [Name<Reading>: String] = [:]
        for reading in book.readings { standard[reading.id] = reading.standard }
        var variants = [standard]
        for reading in book.readings {
            for choice in reading.choices where choice.id != reading.standard {
                variants.append(standard.merging([reading.id: choice.id]) { $1 })
            }
        }
        return variants.flatMap { adopted in
            let gone = hanging.gone(without: nil, adopted: adopted)
            let variant = Decoder(names: names, gone: gone).rulebook(sections, identity: identity)
            return Order.cycles(in: variant, at: names)
        }
    }

    /// Everything that is wrong, by place; empty when the rulebook can be used.
    public func check() -> [Diagnostic] { found }

    /// The rules with the readings applied and, if asked, everything that names a clause taken out.
    ///
    /// - Parameters:
    ///   - adopting: the alternative of each reading; its default where nothing is said.
    ///   - without: the clause to take out with all that names it and all that hangs on that.
    public func rulebook(adopting: [Name<Reading>: String] = [:], without: Clause.ID? = nil) -> Rulebook {
        var adopted: [Name<Reading>: String] = [:]
        for reading in readings where !reading.choices.isEmpty {
            adopted[reading.id] = adopting[reading.id] ?? reading.standard
        }
        let gone = hanging.gone(without: without, adopted: adopted)
        var book = Decoder(names: names, gone: gone).rulebook(sections, identity: identity)
        book.adopted = adopted
        return book
    }
}

extension RulebookFolder {
    /// The files of a rulebook as they lie in its folder.
    struct Source: Sendable {
        let url: URL
        /// The name of the folder, which places begin with.
        let name: String
        var files: [(name: String, roots: [Node])] = []
        var ledgerFiles: [(name: String, roots: [Node])] = []
        var diagnostics: [Diagnostic] = []
        var counter = 0

        init(url: URL) {
            self.url = url
            name = url.lastPathComponent
        }

        mutating func readAll() {
            let rules = Self.yaml(below: url, except: ["ledger", "scenarios", "demo", Bases.folder])
            if rules.isEmpty {
                diagnostics.append(Diagnostic(.noFiles(), at: Place(file: name, line: 1, column: 1)))
            }
            for path in Self.yaml(below: url, except: [Bases.folder], suffix: ".yml") {
                diagnostics.append(Diagnostic(.otherSuffix(), at: Place(file: path, line: 1, column: 1)))
            }
            for path in rules {
                let file = YAMLFile(url: url.appending(path: path), name: path, counter: &counter)
                diagnostics += file.diagnostics
                if file.documents.count > 1 {
                    diagnostics.append(Diagnostic(.severalDocuments(), at: file.documents[1].place))
                }
                files.append((path, file.documents))
            }
            for (path, node) in ledgerPaths {
                if let node, !FileManager.default.fileExists(atPath: url.appending(path: path).path) {
                    diagnostics.append(Diagnostic(.noLedgerFile(path), at: node.place))
                    continue
                }
                let file = YAMLFile(url: url.appending(path: path), name: path, counter: &counter)
                diagnostics += file.diagnostics
                ledgerFiles.append((path, file.documents))
            }
        }

        /// The files that `rulebook.ledger` names; without it every file in `ledger/`.
        private var ledgerPaths: [(path: String, named: Node?)] {
            let identity = files.lazy.flatMap(\.roots).compactMap { $0["rulebook"] }.first
            if let named = identity?["ledger"] {
                let list = named.text == nil ? named.elements : [named]
                return list.compactMap { node in node.text.map { ("ledger/" + $0, node) } }
            }
            return Self.yaml(below: url.appending(path: "ledger"), except: []).map { ("ledger/" + $0, nil) }
        }

        /// The YAML files below a folder, by path.
        static func yaml(below url: URL, except: Set<String>, suffix: String = ".yaml") -> [String] {
            guard let walk = FileManager.default.enumerator(atPath: url.path) else { return [] }
            var paths: [String] = []
            for case let path as String in walk {
                if except.contains(path) { walk.skipDescendants() }
                if path.hasSuffix(suffix), !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
                    paths.append(path)
                }
            }
            return paths.sorted()
        }
    }
}

/// The sections of all files, put together.
struct Merged {
    var sections: [String: [Node.Entry]] = [:]
    var identity: Node?

    init(_ files: [(name: String, roots: [Node])], folder: String, log: Log) {
        for root in files.lazy.flatMap(\.roots) {
            if root.isBlank { continue }
            guard case .mapping(let entries) = root.content else {
                log.diagnostics.append(Diagnostic(.notAMapping(), at: root.place))
                continue
            }
            for entry in entries { add(entry, log: log) }
        }
        if identity == nil {
            let place = Place(file: files.first?.name ?? folder, line: 1, column: 1)
            log.diagnostics.append(Diagnostic(.noIdentity(), at: place))
        }
    }

    private mutating func add(_ entry: Node.Entry, log: Log) {
        let section = entry.key.text ?? ""
        guard Decoder.sections.contains(section) else {
            let near = nearest(to: section, in: Decoder.sections)
            let words = Diagnostic.Words.unknownKey(section, near: near, known: Decoder.sections)
            log.diagnostics.append(Diagnostic(words, at: entry.key.place))
            return
        }
        if section == "rulebook" {
            if let identity {
                log.diagnostics.append(Diagnostic(.secondIdentity(first: identity.place), at: entry.key.place))
            }
            identity = identity ?? entry.value
            return
        }
        guard case .mapping(let entries) = entry.value.content else {
            if !entry.value.isBlank { log.diagnostics.append(Diagnostic(.notAMapping(), at: entry.value.place)) }
            return
        }
        for entry in entries where isCarrierKey(entry.key.text) {
            let words = Diagnostic.Words.unknownKey(entry.key.text ?? "", near: nil, known: [section + " ids"])
            log.diagnostics.append(Diagnostic(words, at: entry.key.place))
        }
        sections[section, default: []] += entries.filter { !isCarrierKey($0.key.text) }
    }
}
