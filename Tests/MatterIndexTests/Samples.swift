import Engine
import Foundation
import Journaling
import MatterIndexSQLite
import Notation
import Services

/// An index in a folder that goes away with it.
final class Shelf: Sendable {
    let folder: String
    let index: SQLiteMatterIndex
    var path: String { folder + "/" + SQLiteMatterIndex.fileName }

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/shodo-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        index = try SQLiteMatterIndex(folder: folder)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// An index with a matter for each text, seen by the clerk, numbered from 1.
    static func holding(_ texts: String...) async throws -> Shelf {
        let shelf = try Shelf()
        try await shelf.index.put(
            texts.enumerated().map { Samples.matter($0 + 1, texts: [$1]) }, upTo: Samples.head)
        return shelf
    }

    /// The numbers of the matters that a search finds.
    func find(_ search: String, as viewer: MatterViewer = Samples.clerk) async throws -> [String] {
        var query = MatterQuery(viewer: viewer)
        query.filter.search = search
        return try await index.query(query).lines.map(\.id).sorted()
    }

    /// All that the index answers, for comparing two of them.
    func answers() async throws -> [MatterPage] {
        var pages: [MatterPage] = []
        for viewer in [Samples.clerk, Samples.head(of: "ben"), Samples.auditor] {
            for search in ["", "障害", "一", "端末 故障"] {
                for order in MatterQuery.Order.allCases {
                    var query = MatterQuery(viewer: viewer, order: order)
                    query.filter.search = search
                    pages.append(try await index.query(query))
                }
            }
        }
        return pages
    }
}

enum Samples {
    static let clerk = MatterViewer(person: "ada", sight: .keys(["post:clerk", "person:ada"]))
    static let auditor = MatterViewer(person: "zoe", sight: .all)
    static let head = Head(position: 1, hash: Hash256(of: [1]))
    static let start = Instant(milliseconds: 1_780_000_000_000)

    static func head(of person: String) -> MatterViewer {
        MatterViewer(person: person, sight: .keys(["post:head", "person:\(person)"]))
    }

    static func id(_ number: Int) -> String { "2026-" + String(String(1_000_000 + number).dropFirst()) }

    /// A matter that began and was last worked on `number` minutes after the start.
    static func matter(
        _ number: Int, texts: [String] = [], keys: [String] = ["post:clerk"],
        _ change: (inout MatterLine) -> Void = { _ in }
    ) -> IndexedMatter {
        let at = start.adding(milliseconds: Int64(number) * 60_000)
        var line = MatterLine(
            id: id(number), kind: "incident", openedAt: at, lastEntered: at, entries: 1, title: texts.first ?? "",
            edition: "1")
        change(&line)
        return IndexedMatter(line: line, keys: keys, texts: texts)
    }
}
