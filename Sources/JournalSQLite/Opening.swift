import Dispatch
import GRDB
import GRDBSQLite
import Glibc
import Journaling

/// How the file is opened, made and looked over before anybody trusts it.
enum Opening {
    struct State: Sendable {
        var genesis: Hash256
        var head: Head
        var lastEntered: Int64
    }

    /// Refuses a file that is no SQLite file, or shorter than its header says.
    ///
    /// With a write-ahead log beside it the length proves nothing: whoever moves the log into the file writes the first
    /// page before the last, and a kill, or a reader, can come between. What is missing is then still in the log, and
    /// SQLite reads it from there; what is missing from both it finds when it reads.
    static func checkFile(_ path: String) throws(JournalError) {
        // Asked before and after: it may go while the file is looked at.
        func hasLog() -> Bool { FileSystem.size(path + "-wal") > 0 }
        let hadLog = hasLog()
        let file = try OpenFile(path, O_RDONLY)
        guard let start = try file.read(upTo: 100), start.count == 100, start.starts(with: "SQLite format 3\0".utf8)
        else { throw .corrupt("\(path) is no SQLite file, or empty") }
        func number(_ range: Range<Int>) -> Int { start[range].reduce(0) { $0 << 8 | Int($1) } }
        let page = number(16..<18)
        let length = Int(lseek(file.descriptor, 0, SEEK_END))
        let isWhole = length >= (page == 1 ? 65536 : page) * number(28..<32)
        guard isWhole || hadLog || hasLog() else { throw .corrupt("\(path) is truncated") }
    }

    static func pool(_ path: String) throws(JournalError) -> DatabasePool {
        do {
            var configuration = configuration
            configuration.maximumReaderCount = 4
            let pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB sets NORMAL for a pool, at which a power cut may take acknowledged entries.
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
            }
            return pool
        } catch {
            throw JournalError(sqlite: error)
        }
    }

    /// A reader that needs no place to write: a folder that cannot be written is read as it lies.
    static func readOnly(_ path: String) throws(JournalError) -> any DatabaseReader {
        var configuration = configuration
        configuration.readonly = true
        do {
            let canWrite = access(FileSystem.parent(path), W_OK) == 0
            if canWrite || FileSystem.size(path + "-wal") > 0 {
                return try DatabasePool(path: path, configuration: configuration)
            }
            let escaped = path.flatMap { character -> String in
                "%?#".contains(character) ? character.utf8.map { "%" + [$0].hex }.joined() : String(character)
            }
            return try DatabaseQueue(path: "file:\(String(escaped))?immutable=1", configuration: configuration)
        } catch {
            throw JournalError(sqlite: error)
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.label = "journal"
        return configuration
    }

    static func create(
        _ pool: DatabasePool, _ path: String, organisation: String, now: Int64
    ) throws(JournalError) {
        do {
            try pool.write { db in try Schema.create(db, organisation: organisation, now: now) }
        } catch {
            try? pool.close()
            for end in ["", "-wal", "-shm"] { unlink(path + end) }
            throw JournalError(sqlite: error)
        }
        try FileSystem.syncFolder(of: path)
    }

    static func state(
        _ reader: any DatabaseReader, organisation: String, checking: Bool
    ) throws(JournalError) -> State {
        do {
            return try reader.read { db in
                guard try db.number("PRAGMA application_id") == Schema.applicationID else {
                    throw JournalError.corrupt("journal.sqlite has another application id")
                }
                let statement = try RawStatement(db, "SELECT organisation, journal FROM journal")
                defer { statement.reset() }
                guard try statement.step() else { throw JournalError.corrupt("the journal has no identity") }
                guard statement.text(0) == organisation else {
                    throw JournalError.corrupt("the journal is that of \(statement.text(0)), not of \(organisation)")
                }
                let genesis = EntryEncoder.genesis(organisation: organisation, journal: statement.text(1))
                let (head, entered) = try Self.head(db, genesis: genesis, checking: checking)
                return State(genesis: genesis, head: head, lastEntered: entered)
            }
        } catch {
            throw JournalError(sqlite: error)
        }
    }

    /// The last entry.
    ///
    /// - Parameter checking: Whether its hash is checked. Who appends does: appending to a damaged end would hide the
    ///   damage. Who reads does not: `verify` must be able to open what is damaged.
    static func head(
        _ db: Database, genesis: Hash256, checking: Bool
    ) throws(JournalError) -> (head: Head, entered: Int64) {
        let statement = try RawStatement(
            db, "SELECT \(EntryColumns.list) FROM entries ORDER BY position DESC LIMIT 1")
        defer { statement.reset() }
        guard try statement.step() else { return (Head(position: 0, hash: genesis), .min) }
        let entry = try EntryColumns.entry(statement)
        var encoder = EntryEncoder()
        guard !checking || encoder.hash(of: entry) == entry.hash else {
            throw .corrupt("the last entry, \(entry.position), was altered")
        }
        return (entry.head, entry.enteredAt)
    }

    /// Derives read models anew whose version is another than the program's, and drops those it does not know.
    static func freshen(
        _ pool: DatabasePool, _ projections: [any Projection], _ session: WriteSession
    ) throws(JournalError) {
        let wanted = Dictionary(uniqueKeysWithValues: projections.map { ($0.name, $0.version) })
        var failure: JournalError?
        do {
            let present = try pool.read { db in
                let rows = try Row.fetchAll(db, sql: "SELECT name, version FROM projections")
                return Dictionary(uniqueKeysWithValues: rows.map { row -> (String, Int) in (row[0], row[1]) })
            }
            guard present != wanted else { return }
            let stale = Set(wanted.filter { present[$0.key] != $0.value }.keys)
            let request = WriteRequest(
                run: { transaction throws(JournalError) in
                    transaction.hasWritten = true
                    try transaction.db.run("DELETE FROM projections")
                    for (name, version) in wanted.sorted(by: { $0.key < $1.key }) {
                        let statement = try RawStatement(transaction.db, "INSERT INTO projections VALUES (?, ?)")
                        statement.bind(1, name)
                        statement.bind(2, version)
                        try statement.run()
                    }
                    try transaction.db.run(
                        "DELETE FROM projection_rows WHERE projection NOT IN (SELECT name FROM projections)")
                    try transaction.rebuild(stale)
                    return {}
                }, fail: { _ in })
            pool.writeWithoutTransaction { db in
                failure = session.writeAlone(request, db)
            }
        } catch {
            throw JournalError(sqlite: error)
        }
        if let failure { throw failure }
    }
}

/// Runs blocking work on a thread of its own, so that it keeps no thread of the cooperative pool.
func offload<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Result { try body() }) }
    }
}
