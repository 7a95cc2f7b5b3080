import GRDBSQLite
import JournalSQLite

/// The C library of SQLite and nothing else: the same tables, indexes and triggers, WAL, FULL.
final class RawStore {
    private var db: OpaquePointer?
    private let begin: OpaquePointer?
    private let entry: OpaquePointer?
    private let payload: OpaquePointer?
    private let commit: OpaquePointer?
    private var position = 0

    init(_ path: String) {
        var db: OpaquePointer?
        sqlite3_open(path, &db)
        sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", nil, nil, nil)
        sqlite3_exec(db, Schema.record, nil, nil, nil)
        func prepare(_ sql: String) -> OpaquePointer? {
            var statement: OpaquePointer?
            sqlite3_prepare_v2(db, sql, -1, &statement, nil)
            return statement
        }
        begin = prepare("BEGIN IMMEDIATE")
        entry = prepare("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        payload = prepare("INSERT INTO payloads VALUES (?, ?)")
        commit = prepare("COMMIT")
        self.db = db
    }

    deinit {
        for statement in [begin, entry, payload, commit] { sqlite3_finalize(statement) }
        sqlite3_close(db)
    }

    /// Inserts one row into both tables in one transaction.
    func append(stream: String, version: Int, sealed: [UInt8], hash: [UInt8]) {
        position += 1
        step(begin)
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        sqlite3_bind_int64(entry, 1, Int64(position))
        sqlite3_bind_text(entry, 2, stream, -1, transient)
        sqlite3_bind_int64(entry, 3, Int64(version))
        sqlite3_bind_text(entry, 4, "step.done", -1, transient)
        sqlite3_bind_int64(entry, 5, 1)
        for column: Int32 in 6...7 { sqlite3_bind_int64(entry, column, 1_775_001_600_000) }
        sqlite3_bind_text(entry, 8, "person-0001", -1, transient)
        sqlite3_bind_text(entry, 9, "window", -1, transient)
        sqlite3_bind_null(entry, 10)
        for column: Int32 in 11...13 { sqlite3_bind_blob(entry, column, hash, 32, transient) }
        step(entry)
        sqlite3_bind_int64(payload, 1, Int64(position))
        sqlite3_bind_blob(payload, 2, sealed, Int32(sealed.count), transient)
        step(payload)
        step(commit)
    }

    private func step(_ statement: OpaquePointer?) {
        let result = sqlite3_step(statement)
        precondition(result == SQLITE_DONE, String(cString: sqlite3_errmsg(db)))
        sqlite3_reset(statement)
    }
}
