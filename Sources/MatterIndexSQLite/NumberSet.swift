import GRDB
import GRDBSQLite

/// Numbers of matters, a bit for each: asking it for each of a hundred thousand rows costs less than any look-up in SQL.
struct NumberSet {
    private var bits: [UInt64]
    private(set) var count: Int64 = 0

    /// What a statement finds in its first column, of the numbers from 0 to the last.
    init(_ statement: Statement, _ db: Database, upTo last: Int64) throws {
        bits = Array(repeating: 0, count: Int(last >> 6) + 1)
        try SQLiteMatterIndex.rows(of: statement, db) { handle in
            let number = sqlite3_column_int64(handle, 0)
            guard number >= 0, number <= last else { return }
            bits[Int(number >> 6)] |= 1 << UInt64(number & 63)
            count += 1
        }
    }

    func contains(_ number: Int64) -> Bool {
        let word = Int(number >> 6)
        return bits.indices.contains(word) && bits[word] & (1 << UInt64(number & 63)) != 0
    }
}

extension SQLiteMatterIndex {
    /// Goes through what a statement finds; row objects would cost more than the rows.
    static func rows(of statement: Statement, _ db: Database, _ take: (OpaquePointer?) throws -> Void) throws {
        let handle = statement.sqliteStatement
        defer { sqlite3_reset(handle) }
        while true {
            let code = sqlite3_step(handle)
            guard code == SQLITE_ROW else {
                guard code == SQLITE_DONE else {
                    let message = sqlite3_errmsg(db.sqliteConnection).map { String(cString: $0) }
                    throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
                }
                return
            }
            try take(handle)
        }
    }
}
