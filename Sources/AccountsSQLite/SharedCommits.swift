import Dispatch
import GRDB
import JournalSQLite
import Journaling
import Synchronization

/// Lets those who write at the same time share one commit, and so one sync. Nobody is told before it.
///
/// Each list of changes has a savepoint of its own, so that one that conflicts takes none of the others with it.
final class SharedCommits: Sendable {
    private struct Request {
        var body: @Sendable (Database) throws -> Void
        var answer: @Sendable (JournalError?) -> Void
    }

    private struct Line {
        var waiting: [Request] = []
        var isRunning = false
        var isClosed = false
    }

    private let line = Mutex(Line())
    private let queue = DispatchQueue(label: "accounts")
    private let pool: DatabasePool
    private static let most = 256

    init(_ pool: DatabasePool) { self.pool = pool }

    /// Runs changes in a transaction and returns when they are durable.
    func write(_ body: @escaping @Sendable (Database) throws -> Void) async throws(JournalError) {
        let failure: JournalError? = await withCheckedContinuation { continuation in
            let request = Request(body: body) { continuation.resume(returning: $0) }
            let (isTaken, isFirst) = line.withLock { line in
                guard !line.isClosed else { return (false, false) }
                line.waiting.append(request)
                defer { line.isRunning = true }
                return (true, !line.isRunning)
            }
            if !isTaken { request.answer(.closed) }
            if isFirst { queue.async { self.work() } }
        }
        if let failure { throw failure }
    }

    /// Takes no more, and returns when what was taken is done.
    func close() async {
        line.withLock { $0.isClosed = true }
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume() }
        }
    }

    private func work() {
        while true {
            let group = line.withLock { line in
                let group = Array(line.waiting.prefix(Self.most))
                line.waiting.removeFirst(group.count)
                if group.isEmpty { line.isRunning = false }
                return group
            }
            guard !group.isEmpty else { return }
            var failures: [JournalError?] = []
            do {
                try pool.write { db in
                    for request in group { failures.append(try Self.run(request, db)) }
                }
                for (request, failure) in zip(group, failures) { request.answer(failure) }
            } catch {
                let failure = JournalError(sqlite: error, file: "accounts.sqlite")
                for request in group { request.answer(failure) }
            }
        }
    }

    /// What went wrong with one request, whose changes are then undone; throws when the whole group is lost.
    private static func run(_ request: Request, _ db: Database) throws -> JournalError? {
        var failure: JournalError?
        try db.inSavepoint {
            do {
                try request.body(db)
                return .commit
            } catch {
                failure = JournalError(sqlite: error, file: "accounts.sqlite")
                return .rollback
            }
        }
        return failure
    }
}
