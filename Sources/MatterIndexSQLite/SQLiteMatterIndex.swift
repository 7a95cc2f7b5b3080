import Dispatch
import GRDB
import GRDBSQLite
import Glibc
import Journaling
import Services
import Synchronization

/// The index of matters in one SQLite file beside the journal.
///
/// The file can be thrown away at any time: whatever is wrong with it at opening, it is made anew, empty. It is never
/// part of a backup. It holds what people wrote in the clear, as any index of it must, for nobody but the owner of the
/// folder (0600).
public final class SQLiteMatterIndex: MatterIndex {
    /// Where the file lies.
    public let path: String
    private let pool: Mutex<DatabasePool?>

    /// The file's name in an organisation's folder.
    public static let fileName = "index.sqlite"

    /// Opens the index in an organisation's folder; makes it when it is missing, damaged or of another version.
    ///
    /// It blocks for as long as SQLite needs to open a file.
    ///
    /// - Throws: `diskFull`, `io`.
    public init(folder: String) throws(MatterIndexError) {
        path = "\(folder)/\(Self.fileName)"
        do {
            pool = Mutex(try Self.opened(path))
        } catch {
            throw MatterIndexError(error)
        }
    }

    private static func opened(_ path: String) throws -> DatabasePool {
        guard FileSystem.size(path) > 0 else { return try made(path) }
        do {
            return try current(path)
        } catch {
            guard MatterIndexError(error).code == .damaged else { throw error }
            return try made(path)
        }
    }

    private static func current(_ path: String) throws -> DatabasePool {
        let pool = try connected(path)
        guard try pool.read({ db in try IndexSchema.isCurrent(db) }) else {
            try pool.close()
            return try made(path)
        }
        return pool
    }

    private static func made(_ path: String) throws -> DatabasePool {
        for end in ["", "-wal", "-shm"] { unlink(path + end) }
        try FileSystem.create(path, [], mode: 0o600)
        let pool = try connected(path)
        try pool.write { db in try IndexSchema.create(db) }
        return pool
    }

    private static func connected(_ path: String) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.label = "index"
        configuration.maximumReaderCount = 3
        configuration.prepareDatabase { db in
            db.add(tokenizer: BigramTokenizer.self)
            // What was erased must not stay in a free page.
            try db.execute(sql: "PRAGMA secure_delete = ON; PRAGMA cache_size = -4000")
        }
        return try DatabasePool(path: path, configuration: configuration)
    }

    /// See `MatterIndex`.
    public func clear() async throws(MatterIndexError) {
        do {
            try await offload { [self] in
                try pool.withLock { pool in
                    try? pool?.close()
                    pool = nil
                    pool = try Self.made(path)
                }
            }
        } catch {
            throw MatterIndexError(error)
        }
    }

    /// See `MatterIndex`.
    public func close() async throws(MatterIndexError) {
        do {
            try await offload { [self] in
                try pool.withLock { pool in
                    try pool?.close()
                    pool = nil
                }
            }
        } catch {
            throw MatterIndexError(error)
        }
    }

    /// Reads in one transaction, on a thread of GRDB's.
    func read<R: Sendable>(_ body: @escaping @Sendable (Database) throws -> R) async throws(MatterIndexError) -> R {
        guard let pool = pool.withLock({ $0 }) else { throw MatterIndexError(.closed) }
        do {
            return try await pool.read(body)
        } catch {
            throw MatterIndexError(error)
        }
    }

    /// Writes in one transaction, on a thread of GRDB's; `after` follows outside of it.
    func write(
        _ body: @escaping @Sendable (Database) throws -> Void, after: @escaping @Sendable (Database) throws -> Void
    ) async throws(MatterIndexError) {
        guard let pool = pool.withLock({ $0 }) else { throw MatterIndexError(.closed) }
        do {
            try await pool.writeWithoutTransaction { db in
                try db.inTransaction(.immediate) {
                    try body(db)
                    return .commit
                }
                try after(db)
            }
        } catch {
            throw MatterIndexError(error)
        }
    }
}

extension MatterIndexError {
    /// Says in our words what SQLite, GRDB or the file system threw.
    init(_ error: any Error) {
        switch error {
        case let error as MatterIndexError: self = error
        case let error as JournalError:
            self.init(error.code == .diskFull ? .diskFull : .io, cause: error.cause ?? error.english)
        case let error as DatabaseError:
            let cause = "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "")"
            switch error.resultCode {
            case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: self.init(.damaged, cause: cause)
            case .SQLITE_FULL: self.init(.diskFull, cause: cause)
            case .SQLITE_MISUSE: self.init(.closed, cause: cause)
            default:
                let isCut = error.extendedResultCode.rawValue == SQLITE_IOERR | 2 << 8
                self.init(isCut ? .damaged : .io, cause: cause)
            }
        default: self.init(.io, cause: "\(error)")
        }
    }
}

/// Runs blocking work on a thread of its own, so that it keeps no thread of the cooperative pool.
private func offload(_ body: @escaping @Sendable () throws -> Void) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        DispatchQueue.global().async { continuation.resume(with: Result { try body() }) }
    }
}
