import GRDB
import Journaling
import Synchronization

/// The journal of one organisation in one SQLite file, at `synchronous = FULL`.
///
/// One write at a time; appends that come in while it commits share the next commit, and each returns only when its
/// own commit is on the disk. Readers never wait for the writer. `DataFolder.openJournal` makes one.
public final class SQLiteJournal: Journal {
    /// The organisation's id.
    public let organisation: String
    let reader: any DatabaseReader
    let genesis: Hash256
    let vault: KeyVault
    let projections: [any Projection]
    private let writer: Writer?
    private let lastHead: HeadCell
    /// Kept so that no other process may write while this journal is there.
    private let lock: FolderLock?
    private let isClosed = Atomic<Bool>(false)

    /// Powers for tests alone.
    package struct Options: Sendable {
        /// Acknowledges before the commit, which loses entries in a crash. Exists to show that the tests find it.
        package var acknowledgesEarly = false

        package init() {}
    }

    /// Opens the file, making it when it is missing and may be written.
    ///
    /// - Parameter lock: The right to write; nil to read only.
    /// - Throws: `corrupt`, `readOnly`, `diskFull`, `notFound`, `io`.
    package init(
        path: String, organisation: String, key: InstallationKey, lock: FolderLock?, projections: [any Projection],
        clock: JournalClock = .system, options: Options = Options()
    ) throws(JournalError) {
        let projections = [StreamList()] + projections
        let vault = KeyVault(installation: key)
        self.organisation = organisation
        self.projections = projections
        self.vault = vault
        self.lock = lock
        guard lock != nil else {
            try Opening.checkFile(path)
            reader = try Opening.readOnly(path)
            let state = try Opening.state(reader, organisation: organisation, checking: false)
            genesis = state.genesis
            lastHead = HeadCell(nil)
            writer = nil
            return
        }
        let isNew = !FileSystem.exists(path)
        if !isNew { try Opening.checkFile(path) }
        let pool = try Opening.pool(path)
        if isNew { try Opening.create(pool, path, organisation: organisation, now: clock.wall()) }
        let lastHead = HeadCell(nil)
        let makeSession: @Sendable (Opening.State) -> WriteSession = { state in
            WriteSession(
                chain: ChainBuilder(head: state.head, lastEntered: state.lastEntered), vault: vault,
                projections: projections, clock: clock, acknowledgesEarly: options.acknowledgesEarly,
                published: { head in lastHead.head.withLock { $0 = head } })
        }
        let found = try Opening.state(pool, organisation: organisation, checking: true)
        try Opening.freshen(pool, projections, makeSession(found))
        let state = try Opening.state(pool, organisation: organisation, checking: true)
        lastHead.head.withLock { $0 = state.head }
        reader = pool
        genesis = state.genesis
        self.lastHead = lastHead
        let session = Mutex(makeSession(state))
        writer = Writer { group in
            session.withLock { session in pool.writeWithoutTransaction { db in session.write(group, db) } }
        }
    }

    /// See `Journal`.
    @discardableResult
    public func append(_ batches: [StreamBatch]) async throws(JournalError) -> Receipt {
        var prepared: [[PreparedDraft]] = []
        for batch in batches {
            try batch.validate()
            let key = vault.cached(batch.stream)
            var drafts: [PreparedDraft] = []
            for draft in batch.drafts { drafts.append(try PreparedDraft(draft, key: key)) }
            prepared.append(drafts)
        }
        let ready = zip(batches, prepared).map { (stream: $0.stream, expecting: $0.expecting, drafts: $1) }
        let isShort = ready.reduce(0) { $0 + $1.drafts.count } <= 16
        return try await write(isShort: isShort) { transaction throws(JournalError) in
            // All streams are looked at before anything is written, so that a conflict costs the group nothing.
            var found: [StreamName: Int] = [:]
            for batch in ready {
                let known = try transaction.stream(batch.stream)
                if let known, known.key == nil { throw .erased(batch.stream) }
                let version = found[batch.stream] ?? known?.version ?? 0
                if case .exactly(let expected) = batch.expecting, expected != version {
                    throw .conflict(batch.stream, expected: expected, found: version)
                }
                found[batch.stream] = version + batch.drafts.count
            }
            try transaction.tick()
            let first = transaction.chain.head.position + 1
            for batch in ready { try transaction.append(batch.drafts, to: batch.stream) }
            let head = transaction.chain.head
            return Receipt(positions: first..<(head.position + 1), head: head)
        }
    }

    /// See `Journal`.
    @discardableResult
    public func setRetention(
        _ retention: Retention, of stream: StreamName, by authority: Authority
    ) async throws(JournalError) -> Receipt {
        try await write { transaction throws(JournalError) in
            try transaction.setRetention(retention, of: stream, by: authority)
            let head = transaction.chain.head
            return Receipt(positions: head.position..<(head.position + 1), head: head)
        }
    }

    /// See `Journal`.
    @discardableResult
    public func erase(_ stream: StreamName, by authority: Authority) async throws(JournalError) -> Receipt {
        try await write { transaction throws(JournalError) in
            try transaction.erase(stream, by: authority)
            let head = transaction.chain.head
            return Receipt(positions: head.position..<(head.position + 1), head: head)
        }
    }

    /// See `Journal`.
    @discardableResult
    public func rebuild() async throws(JournalError) -> Hash256 {
        try await write { transaction throws(JournalError) in try transaction.rebuild() }
        return try await projectionDigest()
    }

    /// See `Journal`.
    public func countAnonymousRefusal(on day: String) async throws(JournalError) {
        try await write { transaction throws(JournalError) in
            transaction.hasWritten = true
            let statement = try RawStatement(
                transaction.db,
                "INSERT INTO anonymous_refusals VALUES (?, 1) ON CONFLICT DO UPDATE SET count = count + 1")
            statement.bind(1, day)
            try statement.run()
        }
    }

    /// See `Journal`.
    public func head() async throws(JournalError) -> Head {
        if isClosed.load(ordering: .acquiring) { throw .closed }
        if let head = lastHead.head.withLock({ $0 }) { return head }
        return try await read { db throws(JournalError) in
            try Opening.head(db, genesis: self.genesis, checking: false).head
        }
    }

    /// See `Journal`.
    public func close() async throws(JournalError) {
        guard !isClosed.exchange(true, ordering: .acquiringAndReleasing) else { return }
        await writer?.close()
        do {
            try await offload { [reader] in
                if let pool = reader as? DatabasePool, !pool.configuration.readonly {
                    // A folder at rest is one file, which can be read where nothing can be written.
                    _ = try? pool.writeWithoutTransaction { db in try db.number("PRAGMA wal_checkpoint(TRUNCATE)") }
                }
                try reader.close()
            }
        } catch {
            throw JournalError(sqlite: error)
        }
    }

    /// Has work done by the writer and waits until it is durable.
    func write<R: Sendable>(
        isShort: Bool = false, _ work: @escaping @Sendable (WriteTransaction) throws(JournalError) -> R
    ) async throws(JournalError) -> R {
        guard let writer else { throw .readOnly() }
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<R, JournalError>, Never>) in
            let request = WriteRequest(
                isShort: isShort,
                run: { transaction throws(JournalError) in
                    let value = try work(transaction)
                    return { continuation.resume(returning: .success(value)) }
                }, fail: { error in continuation.resume(returning: .failure(error)) })
            if !writer.submit(request) { continuation.resume(returning: .failure(.closed)) }
        }
        return try result.get()
    }

    /// Reads in one transaction of a reader.
    func read<R: Sendable>(
        _ body: @escaping @Sendable (Database) throws(JournalError) -> R
    ) async throws(JournalError) -> R {
        if isClosed.load(ordering: .acquiring) { throw .closed }
        do {
            return try await reader.read { db in try body(db) }
        } catch {
            throw JournalError(sqlite: error)
        }
    }
}

/// The last durable head, shared with the writer.
private final class HeadCell: Sendable {
    let head: Mutex<Head?>

    init(_ head: Head?) { self.head = Mutex(head) }
}
