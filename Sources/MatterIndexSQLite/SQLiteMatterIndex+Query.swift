import GRDB
import Notation
import ReadModels
import Services

extension SQLiteMatterIndex {
    /// The most lines of a page.
    static let longestPage = 500
    /// Words beyond these, and letters of a word beyond these, are not looked for.
    static let mostWords = 16
    static let longestWord = 100

    /// See `MatterIndex`.
    public func query(_ query: MatterQuery) async throws(MatterIndexError) -> MatterPage {
        let cursor = try query.cursor.map(Place.init(cursor:))
        let size = min(max(query.size, 1), Self.longestPage)
        return try await read { db in
            var scan = Scan(order: query.order, size: size, after: cursor)
            try scan.run(db, query)
            let places = scan.first
            let lines = try Self.lines(db, places.prefix(size).map(\.number), for: query.viewer)
            return MatterPage(
                lines: lines, counts: scan.counts, next: places.count > size ? places[size - 1].cursor : nil)
        }
    }

    /// See `MatterIndex`.
    public func owed(
        to viewer: MatterViewer, from first: Int, limit: Int
    ) async throws(MatterIndexError) -> [OwedMatter] {
        try await read { db in
            var conditions = [Fragment(sql: "m.state = 0")]
            if case .keys(let keys) = viewer.sight {
                let list = Visible.list(keys)
                conditions.append(Fragment(sql: "o.key IN " + list.sql, arguments: list.arguments))
            }
            let statement = try Visible.statement(
                db, "m.id, min(o.due) AS earliest, m.entered",
                from: "owed o CROSS JOIN matter m ON m.number = o.matter", for: viewer, where: conditions,
                Fragment(
                    sql: "GROUP BY m.number ORDER BY earliest, m.number LIMIT ? OFFSET ?", arguments: [limit, first]))
            return try Row.fetchAll(statement).map { row in
                let due: Int64 = row[1]
                return OwedMatter(
                    id: row[0], due: due == IndexSchema.never ? nil : Instant(milliseconds: due),
                    lastEntered: Instant(milliseconds: row[2]))
            }
        }
    }

    /// See `MatterIndex`.
    public func unopened(
        for viewer: MatterViewer, before: Instant, limit: Int
    ) async throws(MatterIndexError) -> [MatterLine] {
        try await read { db in
            let statement = try Visible.statement(
                db, "m.number", from: "matter m", for: viewer,
                where: [
                    Fragment(sql: "m.first_opened IS NULL AND m.state = 0"),
                    Fragment(sql: "m.opened < ?", arguments: [before.milliseconds]),
                ], Fragment(sql: "ORDER BY m.opened, m.number LIMIT ?", arguments: [limit]))
            return try Self.lines(db, try Int64.fetchAll(statement), for: viewer)
        }
    }

    /// See `MatterIndex`.
    public func outdated(at: Instant) async throws(MatterIndexError) -> [String] {
        try await read { db in
            try String.fetchAll(
                db, sql: "SELECT id FROM matter WHERE recheck <= ? ORDER BY number",
                arguments: [at.milliseconds])
        }
    }

    /// See `MatterIndex`.
    public func dependent() async throws(MatterIndexError) -> [String] {
        try await read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT id FROM matter WHERE state = 0 OR recheck IS NOT NULL OR number IN (
                        SELECT matter FROM matter_key WHERE key >= :from AND key < :below) ORDER BY number
                    """,
                arguments: [
                    // The colon's neighbour ends the range of all keys that begin so.
                    "from": Visible.exclusionPrefix, "below": Visible.exclusionPrefix.replacing(":", with: ";"),
                ])
        }
    }

    /// The lines of these matters in this order, as far as the viewer may see them.
    private static func lines(
        _ db: Database, _ numbers: [Int64], for viewer: MatterViewer
    ) throws -> [MatterLine] {
        let list = Visible.list(numbers)
        let statement = try Visible.statement(
            db,
            """
            m.number, m.id, m.kind, m.state, m.exercise, m.parent, m.opened, m.entered, l.entries, l.title, l.summary,
            l.edition, l.level, m.first_opened, m.next_due
            """, from: "matter m JOIN line l ON l.number = m.number", for: viewer,
            where: [Fragment(sql: "m.number IN " + list.sql, arguments: list.arguments)])
        var found: [Int64: MatterLine] = [:]
        for row in try Row.fetchAll(statement) {
            func moment(_ column: Int) -> Instant { Instant(milliseconds: row[column]) }
            let firstOpened: Int64? = row[13]
            let due: Int64 = row[14]
            found[row[0]] = MatterLine(
                id: row[1], kind: row[2], state: MatterState(rawValue: row[3]) ?? .open, exercise: row[4],
                parent: row[5], openedAt: moment(6), lastEntered: moment(7), entries: row[8], title: row[9],
                summary: row[10], edition: row[11], level: row[12],
                firstOpened: firstOpened.map(Instant.init(milliseconds:)),
                nextDue: due == IndexSchema.never ? nil : Instant(milliseconds: due))
        }
        return numbers.compactMap { found[$0] }
    }
}
