import Foundation
import Rules

extension RulebookFolder {
    /// What a rulebook takes over, under prefixed names, from one that it rests on.
    struct BaseBook: Sendable {
        let base: Base
        /// Where its files are.
        let url: URL
        let ledger: Ledger
        let timings: [TimingWord]
        let periods: [Period]

        init(_ folder: RulebookFolder) {
            let book = folder.rulebook()
            let prefix = book.identity.id + "/"
            func prefixed(_ clauses: [Clause.ID]) -> [Clause.ID] { clauses.map { Name(prefix + $0.text) } }
            base = Base(id: book.identity.id, edition: book.identity.edition, title: book.identity.title)
            url = folder.url
            var ledger = Ledger()
            ledger.clauses = folder.ledger.clauses.map { clause in
                var clause = clause
                clause.id = Name(prefix + clause.id.text)
                return clause
            }
            self.ledger = ledger
            timings = book.timings.map { word in
                TimingWord(id: Name(prefix + word.id.text), label: word.label, clauses: prefixed(word.clauses))
            }
            periods = book.periods.map { period in
                Period(
                    id: Name(prefix + period.id.text), label: period.label, clauses: prefixed(period.clauses),
                    rows: period.rows)
            }
        }
    }

    /// Finds the rulebooks that one rests on: in its own folder `rests-on/`, as a copy keeps them, or beside it.
    enum Bases {
        static let folder = "rests-on"

        /// The rulebooks that are named, with the nodes that name them.
        @discardableResult
        static func named(by node: Node, _ decoder: Decoder) -> [(id: String, edition: String, node: Node)] {
            decoder.elements(node).compactMap { element in
                var reader = decoder.reader(element)
                defer { reader.finish() }
                let id = reader.required("rulebook", what: ("its id", "識別子")).flatMap { decoder.text($0) }
                let edition = reader.required("edition", what: ("its edition", "版")).flatMap { decoder.text($0) }
                guard let id, let edition else { return nil }
                return (id, edition, element)
            }
        }

        /// Reads them; what cannot be used is named and left out.
        static func read(_ identity: Node?, at url: URL) -> (books: [BaseBook], diagnostics: [Diagnostic]) {
            guard let node = identity?["rests-on"], !node.isBlank else { return ([], []) }
            // Mistakes of the list itself are reported by the full pass.
            let decoder = Decoder(names: Names())
            var books: [BaseBook] = []
            var diagnostics: [Diagnostic] = []
            for (id, edition, node) in named(by: node, decoder) {
                func fail(_ words: Diagnostic.Words) { diagnostics.append(Diagnostic(words, at: node.place)) }
                let places = [
                    url.appending(path: "\(folder)/\(id)"),
                    url.deletingLastPathComponent().appending(path: id),
                ]
                guard isKebabCase(id),
                    let place = places.first(where: {
                        FileManager.default.fileExists(atPath: $0.appending(path: "rulebook.yaml").path)
                    }), place.standardizedFileURL != url.standardizedFileURL
                else {
                    fail(.noBase(id))
                    continue
                }
                var source = Source(url: place)
                source.readAll()
                // A base rests on nothing, so that no two can rest on each other.
                if source.files.lazy.flatMap(\.roots).contains(where: { $0["rulebook"]?["rests-on"] != nil }) {
                    fail(.baseOnBase(id))
                    continue
                }
                let read = RulebookFolder(url: place, source: source)
                let found = read.rulebook().identity
                if let first = read.check().first {
                    fail(.brokenBase(id, "\(first)"))
                } else if found.id != id || found.edition != edition {
                    fail(.otherBase(id, edition, found: "\(found.id) \(found.edition)"))
                } else if books.contains(where: { $0.base.id == id }) {
                    fail(.baseTwice(id))
                } else {
                    books.append(BaseBook(read))
                }
            }
            return (books, diagnostics)
        }
    }

    /// The ledger with the clauses of the rulebooks that this one rests on, under their prefixed ids: for words.
    public var wholeLedger: Ledger {
        var whole = ledger
        for base in names.bases { whole.clauses += base.ledger.clauses }
        return whole
    }

    /// Puts copies of the rulebooks that this one rests on into a copy of it, so that it needs nothing beside it.
    public func copyBases(into target: URL) throws {
        for base in names.bases {
            let copy = target.appending(path: "\(Bases.folder)/\(base.base.id)")
            guard !FileManager.default.fileExists(atPath: copy.path) else { continue }
            try FileManager.default.createDirectory(
                at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.copyItem(at: base.url, to: copy)
        }
    }
}
