import Foundation
import Testing

/// The ledgers are also kept beside the repository while rulebooks are made; the copies here must be the same.
@Suite struct `Ledgers` {
    static let shelf = Shelved.root.deletingLastPathComponent().appending(path: "shared/ledger")
    static let isThere = FileManager.default.fileExists(atPath: shelf.path)

    @Test(.enabled(if: isThere), arguments: Shelved.whole)
    func `are the same as where they come from`(book: Shelved) throws {
        let own = book.url.appending(path: "ledger")
        let names = try FileManager.default.contentsOfDirectory(atPath: own.path).filter { $0.hasSuffix(".yaml") }
        #expect(!names.isEmpty)
        for name in names {
            let copy = try Data(contentsOf: own.appending(path: name))
            #expect(try copy == Data(contentsOf: Self.shelf.appending(path: name)), "\(book.name)/ledger/\(name)")
        }
    }

    @Test(.enabled(if: isThere), arguments: Shelved.whole)
    func `are carried as far as the list says`(book: Shelved) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: book.url.path).filter { $0.hasSuffix(".ids") }
        for name in names {
            let copy = try Data(contentsOf: book.url.appending(path: name))
            let list = Self.shelf.appending(path: "\(book.name)-\(name)")
            #expect(try copy == Data(contentsOf: list), "\(book.name)/\(name)")
        }
    }
}
