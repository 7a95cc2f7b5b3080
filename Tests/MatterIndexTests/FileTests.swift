import Foundation
import Journaling
import MatterIndexSQLite
import Notation
import Services
import Testing

@Suite struct `The index's file can be lost` {
    private static let secret = "騙衛門"

    private func matters() -> [IndexedMatter] {
        (1...30).map { number in
            Samples.matter(
                number, texts: [number % 2 == 0 ? "端末の故障 \(number)" : "障害 一覧"],
                keys: number % 7 == 0 ? ["post:clerk", "not:ada"] : ["post:clerk", "post:head"]
            ) { $0.nextDue = number % 3 == 0 ? Samples.start : nil }
        }
    }

    /// Each file of the index, its write-ahead file too.
    private func bytes(_ shelf: Shelf) throws -> Data {
        try FileManager.default.contentsOfDirectory(atPath: shelf.folder).reduce(into: Data()) { bytes, name in
            bytes += try Data(contentsOf: URL(fileURLWithPath: "\(shelf.folder)/\(name)"))
        }
    }

    @Test func `the same matters give the same answers in a new file`() async throws {
        let shelf = try Shelf()
        try await shelf.index.put(matters(), upTo: Samples.head)
        let before = try await shelf.answers()
        #expect(before.contains { !$0.lines.isEmpty })
        try await shelf.index.clear()
        #expect(try await shelf.index.head() == nil)
        #expect(try await shelf.answers().allSatisfy { $0.lines.isEmpty && $0.counts.isEmpty })
        var batches = [Array(matters().prefix(11)), Array(matters().dropFirst(11))][...]
        try await shelf.index.rebuild(upTo: Samples.head) { batches.popFirst() }
        #expect(try await shelf.answers() == before)
        #expect(try await shelf.index.head() == Samples.head)
    }

    @Test func `what was put is there after closing and opening`() async throws {
        let shelf = try Shelf()
        try await shelf.index.put(matters(), upTo: Samples.head)
        let before = try await shelf.answers()
        try await shelf.index.close()
        await #expect(throws: MatterIndexError.self) { try await shelf.index.head() }
        let again = try SQLiteMatterIndex(folder: shelf.folder)
        var query = MatterQuery(viewer: Samples.clerk)
        query.filter.search = "障害"
        #expect(try await again.query(query).total == before[2].total)
        #expect(try await again.head() == Samples.head)
        try await again.close()
    }

    @Test(arguments: ["no SQLite at all", "SQLite format 3\0", String(repeating: "x", count: 9000)])
    func `a file that is no index is made anew, empty`(content: String) async throws {
        let shelf = try Shelf()
        try await shelf.index.put(matters(), upTo: Samples.head)
        try await shelf.index.close()
        try Data(content.utf8).write(to: URL(fileURLWithPath: shelf.path))
        let again = try SQLiteMatterIndex(folder: shelf.folder)
        #expect(try await again.head() == nil)
        try await again.put(matters(), upTo: Samples.head)
        #expect(try await again.head() == Samples.head)
        try await again.close()
    }

    @Test func `a file of another version is made anew, empty`() async throws {
        let shelf = try Shelf()
        try await shelf.index.put(matters(), upTo: Samples.head)
        try await shelf.index.close()
        // The version of the tables lies at byte 60 of the file: https://www.sqlite.org/fileformat2.html#user_version
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: shelf.path))
        try file.seek(toOffset: 60)
        try file.write(contentsOf: Data([0, 0, 0x7F, 0xFF]))
        try file.close()
        let again = try SQLiteMatterIndex(folder: shelf.folder)
        #expect(try await again.head() == nil)
        try await again.close()
    }

    @Test func `nobody but the owner may read it`() async throws {
        let shelf = try Shelf()
        try await shelf.index.put(matters(), upTo: Samples.head)
        for name in try FileManager.default.contentsOfDirectory(atPath: shelf.folder) {
            let mode = try FileManager.default.attributesOfItem(atPath: "\(shelf.folder)/\(name)")[.posixPermissions]
            #expect(mode as? Int == 0o600, "\(name)")
        }
    }

    @Test func `nothing of an erased matter is left in the file`() async throws {
        let shelf = try Shelf()
        try await shelf.index.put(matters(), upTo: nil)
        var told = Samples.matter(31, texts: ["\(Self.secret)が端末を盗んだ"])
        told.line.summary = "\(Self.secret)が"
        try await shelf.index.put([told], upTo: Samples.head)
        #expect(try await shelf.find("騙衛") == [Samples.id(31)])
        let pair = Data("騙衛".utf8)
        #expect(try bytes(shelf).range(of: pair) != nil)
        try await shelf.index.put(
            [
                Samples.matter(31, keys: []) {
                    $0 = MatterLine(
                        id: $0.id, state: .erased, openedAt: $0.openedAt, lastEntered: $0.lastEntered, entries: 1)
                }
            ],
            upTo: Samples.head)
        #expect(try await shelf.find("騙衛", as: Samples.auditor).isEmpty)
        let left = try bytes(shelf)
        #expect(left.range(of: pair) == nil)
        #expect(left.range(of: Data("衛門".utf8)) == nil)
        #expect(try await shelf.find("端末", as: Samples.auditor).count == 15)
    }
}
