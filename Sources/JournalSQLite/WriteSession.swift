import GRDB
import Glibc
import Journaling

/// What the writer remembers between transactions. Whoever writes has it alone.
final class WriteSession {
    /// What is known of a stream.
    struct Stream {
        var version: Int
        var key: StreamKey?
    }

    let vault: KeyVault
    let projections: [any Projection]
    let clock: JournalClock
    private let acknowledgesEarly: Bool
    private let published: @Sendable (Head) -> Void
    private var chain: ChainBuilder
    private var streams: [StreamName: Stream] = [:]

    init(
        chain: ChainBuilder, vault: KeyVault, projections: [any Projection], clock: JournalClock,
        acknowledgesEarly: Bool, published: @escaping @Sendable (Head) -> Void
    ) {
        self.chain = chain
        self.vault = vault
        self.projections = projections
        self.clock = clock
        self.acknowledgesEarly = acknowledgesEarly
        self.published = published
    }

    /// Writes a group in one transaction and tells everybody how it went.
    ///
    /// When one of several fails halfway, the group is rolled back and each is tried by itself, so that only the
    /// one at fault is told of a failure.
    func write(_ group: [WriteRequest], _ db: Database) {
        do throws(Failure) {
            try commit(group, db)
        } catch {
            switch error {
            case .transaction(let error): for request in group { request.fail(error) }
            case .request(let error) where group.count == 1: group[0].fail(error)
            case .request: for request in group { write([request], db) }
            }
        }
    }

    /// Writes one request before there is a writer, and returns what went wrong.
    func writeAlone(_ request: WriteRequest, _ db: Database) -> JournalError? {
        do throws(Failure) {
            try commit([request], db)
            return nil
        } catch {
            switch error {
            case .transaction(let error), .request(let error): return error
            }
        }
    }

    private enum Failure: Error {
        /// One request failed after it had written something.
        case request(JournalError)
        /// The transaction as a whole failed.
        case transaction(JournalError)
    }

    private func commit(_ group: [WriteRequest], _ db: Database) throws(Failure) {
        let transaction = WriteTransaction(db: db, chain: chain, session: self)
        var told: [@Sendable () -> Void] = []
        var refused: [(WriteRequest, JournalError)] = []
        told.reserveCapacity(group.count)
        do throws(JournalError) {
            try db.run("BEGIN IMMEDIATE")
        } catch {
            rollback(db)
            throw .transaction(error)
        }
        for request in group {
            transaction.hasWritten = false
            do throws(JournalError) {
                told.append(try request.run(transaction))
            } catch {
                guard !transaction.hasWritten else {
                    rollback(db)
                    throw .request(error)
                }
                refused.append((request, error))
            }
        }
        if acknowledgesEarly {
            for tell in told { tell() }
            usleep(1000)  // so that a kill finds the gap within a few rounds
        }
        do throws(JournalError) {
            try db.run("COMMIT")
        } catch {
            rollback(db)
            throw .transaction(error)
        }
        keep(transaction)
        published(chain.head)
        for after in transaction.afterCommit { after(db) }
        if !acknowledgesEarly { for tell in told { tell() } }
        for (request, error) in refused { request.fail(error) }
    }

    private func rollback(_ db: Database) {
        // After some failures SQLite has rolled back by itself; then there is nothing to do and this may fail.
        if db.isInsideTransaction { try? db.run("ROLLBACK") }
    }

    private func keep(_ transaction: WriteTransaction) {
        chain = transaction.chain
        if streams.count > 10_000 { streams.removeAll() }
        for (name, stream) in transaction.streams {
            streams[name] = stream
            if let key = stream.key { vault.keep(key, for: name) } else { vault.forget(name) }
        }
    }

    /// What the last transaction left of a stream, if it is remembered.
    func stream(_ name: StreamName) -> Stream? { streams[name] }
}
