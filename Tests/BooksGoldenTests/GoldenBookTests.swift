import Books
import Commands
import Foundation
import RulebookFiles
import Rules
import Testing

/// What people read of the rulebooks, as it was when somebody last read it. `make record` records them anew.
@Suite struct `Books as they were last read` {
    @Test(arguments: ["kosen", "village"])
    func `the gates touch the recorded steps`(name: String) throws {
        let folder = RulebookFolder.read(at: Places.rulebook(name))
        try Places.expect(Explanation.touched(folder.rulebook()), recorded: "\(name).touched.txt")
    }

    @Test(arguments: [
        ("kosen", Language.ja), ("village", .ja), ("library", .ja), ("library", .en),
    ])
    func `the book reads as recorded`(name: String, language: Language) throws {
        let folder = RulebookFolder.read(at: Places.rulebook(name))
        let book = Book(rulebook: folder.rulebook(), ledger: folder.ledger, language: language)
        try Places.expect(book.markdown, recorded: "\(name).book.\(language.rawValue).md")
    }

    @Test(arguments: ["kosen", "village", "library"], Language.allCases)
    func `every clause that the rules name is in the book with its number`(name: String, language: Language) {
        let folder = RulebookFolder.read(at: Places.rulebook(name))
        let rulebook = folder.rulebook()
        let book = Book(rulebook: rulebook, ledger: folder.ledger, language: language)
        let cites = Dictionary(folder.ledger.clauses.map { ($0.id, $0.cite) }, uniquingKeysWith: { first, _ in first })
        for clause in Set(rulebook.carriers.flatMap(\.clauses)) {
            let text = book.entries(naming: clause).map(\.text).joined()
            #expect(text.contains(cites[clause] ?? clause.text), "\(clause)")
        }
    }

    @Test(arguments: ["kosen", "village", "library"])
    func `every step has a sentence of its own`(name: String) {
        let rulebook = RulebookFolder.read(at: Places.rulebook(name)).rulebook()
        let book = Book(rulebook: rulebook, ledger: Ledger(), language: .ja)
        for step in rulebook.playbooks.flatMap(\.steps) {
            #expect(book.sentence(of: step.id)?.hasSuffix("。") == true)
        }
        #expect(book.sentence(of: "no-such-step") == nil)
    }
}

/// Where the rulebooks and the recorded files lie.
enum Places {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func rulebook(_ name: String) -> URL {
        let own = root.appending(path: "Rulebooks/\(name)")
        return FileManager.default.fileExists(atPath: own.path)
            ? own : root.appending(path: "Tests/Fixtures/rulebooks/\(name)")
    }

    /// Compares with the recorded file, or records.
    static func expect(_ text: String, recorded file: String) throws {
        let url = root.appending(path: "Tests/Golden/\(file)")
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
            return
        }
        let recorded = String(decoding: try Data(contentsOf: url), as: UTF8.self)
        let lines = zip(text.split(separator: "\n"), recorded.split(separator: "\n"))
        let difference = lines.first { $0 != $1 }.map { "now: \($0)\nrecorded: \($1)" } ?? "one is longer"
        #expect(text == recorded, "\(file) changed: `make record`, then read the difference\n\(difference)")
    }
}
