import GRDB
import GRDBSQLite
import Journaling

/// A statement of GRDB's cache, stepped through the C interface: no row objects, no copies that nobody asked for.
///
/// Source: https://www.sqlite.org/c3ref/stmt.html. Columns count from 0, parameters from 1.
struct RawStatement {
    let handle: OpaquePointer
    private let connection: OpaquePointer

    init(_ db: Database, _ sql: String) throws(JournalError) {
        do {
            handle = try db.cachedStatement(sql: sql).sqliteStatement
        } catch {
            throw JournalError(sqlite: error)
        }
        guard let connection = db.sqliteConnection else { throw .closed }
        self.connection = connection
        sqlite3_reset(handle)
    }

    func bind(_ index: Int32, _ number: Int) { sqlite3_bind_int64(handle, index, Int64(number)) }
    func bind(_ index: Int32, _ number: Int64) { sqlite3_bind_int64(handle, index, number) }
    func bindNull(_ index: Int32) { sqlite3_bind_null(handle, index) }

    func bind(_ index: Int32, _ text: String) {
        var text = text
        text.withUTF8 { buffer in
            buffer.withMemoryRebound(to: CChar.self) { characters in
                _ = sqlite3_bind_text(
                    handle, index, characters.baseAddress ?? Self.empty, Int32(buffer.count), Self.transient)
            }
        }
    }

    func bind(_ index: Int32, _ text: String?) {
        if let text { bind(index, text) } else { bindNull(index) }
    }

    func bind(_ index: Int32, _ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bind(index, $0) }
    }

    func bind(_ index: Int32, _ bytes: [UInt8]?) {
        if let bytes { bind(index, bytes) } else { bindNull(index) }
    }

    func bind(_ index: Int32, _ hash: Hash256) { hash.withBytes { bind(index, $0) } }

    private func bind(_ index: Int32, _ buffer: UnsafeRawBufferPointer) {
        guard let start = buffer.baseAddress, !buffer.isEmpty else {
            sqlite3_bind_zeroblob(handle, index, 0)
            return
        }
        sqlite3_bind_blob(handle, index, start, Int32(buffer.count), Self.transient)
    }

    /// Goes to the next row; false, and ready to be used again, when there is none.
    func step() throws(JournalError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE:
            sqlite3_reset(handle)
            return false
        default:
            let error = JournalError(connection: connection)
            sqlite3_reset(handle)
            throw error
        }
    }

    /// Runs a statement that gives no rows.
    func run() throws(JournalError) {
        while try step() {}
    }

    /// Gives the statement back before its last row.
    func reset() { sqlite3_reset(handle) }

    func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }
    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    /// The bytes of a text or blob, valid until the next step.
    func raw(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(handle, column)))
    }

    func bytes(_ column: Int32) -> [UInt8] { Array(raw(column)) }
    func text(_ column: Int32) -> String { String(decoding: raw(column), as: UTF8.self) }
    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
    func hash(_ column: Int32) throws(JournalError) -> Hash256 {
        guard let hash = Hash256(bytes: raw(column)) else { throw .corrupt("a hash is not 32 bytes long") }
        return hash
    }

    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    nonisolated(unsafe) private static let empty = UnsafePointer<CChar>(
        UnsafeMutablePointer<CChar>.allocate(capacity: 1))
}

extension JournalError {
    init(connection: OpaquePointer) {
        self.init(
            resultCode: sqlite3_extended_errcode(connection), message: String(cString: sqlite3_errmsg(connection)))
    }

    /// Says in our words what SQLite or GRDB threw.
    package init(sqlite error: any Error, file: String = "journal.sqlite") {
        switch error {
        case let error as JournalError: self = error
        case let error as DatabaseError:
            self.init(
                resultCode: error.extendedResultCode.rawValue, message: error.message ?? "\(error)", file: file)
        case is CancellationError: self = .io("SQLite", cause: "cancelled")
        default: self = .io("SQLite", cause: "\(error)")
        }
    }

    private init(resultCode: Int32, message: String, file: String = "journal.sqlite") {
        let cause = "SQLite \(resultCode): \(message)"
        // SQLITE_IOERR_SHMSIZE: the file beside the write-ahead log could not be made longer.
        if resultCode == SQLITE_IOERR | 19 << 8 {
            self = .diskFull(cause: cause)
            return
        }
        switch resultCode & 0xFF {
        case SQLITE_FULL: self = .diskFull(cause: cause)
        case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: self = .readOnly(cause: cause)
        case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT: self = .corrupt(file, cause: cause)
        case SQLITE_CONSTRAINT: self = .corrupt("an entry breaks a rule of the tables", cause: cause)
        case SQLITE_BUSY, SQLITE_LOCKED:
            self.init(.locked, "他のプログラムが使用中です", "another program is using the journal", cause: cause)
        default: self = .io(file, cause: cause)
        }
    }
}

extension Database {
    /// Runs one statement without arguments and rows.
    func run(_ sql: String) throws(JournalError) { try RawStatement(self, sql).run() }

    /// The first column of the first row as a number.
    func number(_ sql: String) throws(JournalError) -> Int? {
        let statement = try RawStatement(self, sql)
        defer { statement.reset() }
        return try statement.step() && !statement.isNull(0) ? statement.int(0) : nil
    }
}
