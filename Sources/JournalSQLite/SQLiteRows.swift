import GRDB
import Journaling
import Notation

/// The rows of one projection and one stream in `projection_rows`.
struct SQLiteRows: ProjectionRows {
    let db: Database
    let projection: String
    let stream: StreamName
    /// The stream's key; nil after a disposal, when personal content can no longer be kept.
    let key: StreamKey?

    func row(_ key: String) throws(JournalError) -> ProjectionRow? {
        let statement = try RawStatement(
            db, "SELECT sort, value, personal FROM projection_rows WHERE projection = ? AND stream = ? AND key = ?")
        statement.bind(1, projection)
        statement.bind(2, stream.text)
        statement.bind(3, key)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        return try Self.row(statement, from: 0, key: key, opening: self.key)
    }

    func put(_ row: ProjectionRow) throws(JournalError) {
        let statement = try RawStatement(
            db,
            """
            INSERT INTO projection_rows VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET sort = excluded.sort, value = excluded.value, personal = excluded.personal
            """)
        statement.bind(1, projection)
        statement.bind(2, stream.text)
        statement.bind(3, row.key)
        statement.bind(4, row.order)
        statement.bind(5, row.value.text)
        if let personal = row.personal, let key {
            statement.bind(6, try key.sealSteadily(personal.bytes, for: Self.purpose))
        } else {
            statement.bindNull(6)
        }
        try statement.run()
    }

    func remove(_ key: String) throws(JournalError) {
        let statement = try RawStatement(
            db, "DELETE FROM projection_rows WHERE projection = ? AND stream = ? AND key = ?")
        statement.bind(1, projection)
        statement.bind(2, stream.text)
        statement.bind(3, key)
        try statement.run()
    }

    private static let purpose = Array("shodo.row/1".utf8)

    /// Reads sort, value and personal from the columns that begin at `from`.
    static func row(
        _ statement: RawStatement, from: Int32, key: String, opening streamKey: StreamKey?
    ) throws(JournalError) -> ProjectionRow {
        var personal: JSON?
        if !statement.isNull(from + 2), let streamKey {
            personal = try json(streamKey.open(statement.bytes(from + 2), for: purpose))
        }
        return ProjectionRow(
            key: key, order: statement.text(from), value: try json(statement.bytes(from + 1)), personal: personal)
    }

    private static func json(_ bytes: [UInt8]) throws(JournalError) -> JSON {
        do throws(JSON.SyntaxError) {
            return try JSON(reading: bytes)
        } catch {
            throw .corrupt("a row of a read model is no JSON; rebuild mends it", cause: "\(error)")
        }
    }
}
