import Foundation
import GRDB
import Journaling

/// A draft whose content the caller has salted and, when the key was at hand, sealed already.
struct PreparedDraft: Sendable {
    var draft: Draft
    var content: Commitment
    var sealed: [UInt8]?

    init(_ draft: Draft, key: StreamKey?) throws(JournalError) {
        self.draft = draft
        content = Commitment(salting: draft.payload)
        sealed = try key?.seal(content)
    }
}

/// One transaction of the writer.
final class WriteTransaction {
    let db: Database
    private let session: WriteSession
    private var hasTicked = false
    private(set) var chain: ChainBuilder
    /// What this transaction knows of streams, its own changes included; a stream without a key is erased.
    private(set) var streams: [StreamName: WriteSession.Stream] = [:]
    /// Whether the request under way has changed anything.
    var hasWritten = false
    /// What to do when the transaction is durable.
    var afterCommit: [(Database) -> Void] = []

    init(db: Database, chain: ChainBuilder, session: WriteSession) {
        self.db = db
        self.chain = chain
        self.session = session
    }

    /// Reads the clock, once for the transaction, and enters a jump of it. Whoever appends calls it first.
    func tick() throws(JournalError) {
        guard !hasTicked else { return }
        hasTicked = true
        guard let jump = chain.tick(session.clock) else { return }
        try append([PreparedDraft(.clockJumped(jump, heldAt: chain.time.last), key: nil)], to: .journal)
    }

    /// The last version of a stream, 0 when there is none.
    func version(_ name: StreamName) throws(JournalError) -> Int { try stream(name)?.version ?? 0 }

    /// What is known of a stream; nil when there is none yet.
    func stream(_ name: StreamName) throws(JournalError) -> WriteSession.Stream? {
        if let known = streams[name] { return known }
        var found = session.stream(name)
        if found == nil {
            let key: StreamKey?
            switch try session.vault.find(name, in: db) {
            case .nothing: return nil
            case .erased: key = nil
            case .key(let unwrapped): key = unwrapped
            }
            let statement = try RawStatement(db, "SELECT max(version) FROM entries WHERE stream = ?")
            statement.bind(1, name.text)
            defer { statement.reset() }
            found = WriteSession.Stream(version: try statement.step() ? statement.int(0) : 0, key: key)
        }
        streams[name] = found
        return found
    }

    /// Appends without asking for a version; makes the stream and its key when it is new.
    func append(_ drafts: [PreparedDraft], to name: StreamName) throws(JournalError) {
        let known = try stream(name)
        if let known, known.key == nil { throw .erased(name) }
        hasWritten = true
        let key: StreamKey
        if let known = known?.key { key = known } else { key = try open(name) }
        var version = known?.version ?? 0
        for prepared in drafts {
            version += 1
            let entry = chain.add(prepared.draft, to: name, version: version, commitment: prepared.content.hash)
            try insert(entry)
            let payload = try RawStatement(db, "INSERT INTO payloads VALUES (?, ?)")
            payload.bind(1, entry.position)
            if known != nil, let sealed = prepared.sealed {
                payload.bind(2, sealed)
            } else {
                payload.bind(2, try key.seal(prepared.content))
            }
            try payload.run()
            streams[name] = WriteSession.Stream(version: version, key: key)
            let recorded = RecordedEntry(entry: entry, payload: .content(prepared.content.payload ?? []))
            for projection in session.projections { try apply(projection, recorded) }
        }
    }

    private func open(_ name: StreamName) throws(JournalError) -> StreamKey {
        let key = StreamKey()
        let statement = try RawStatement(
            db, "INSERT INTO key_domains (stream, wrapped_key, key_id, created_at) VALUES (?, ?, ?, ?)")
        statement.bind(1, name.text)
        statement.bind(2, try key.wrapped(by: session.vault.installation, stream: name))
        statement.bind(3, session.vault.installation.id)
        statement.bind(4, chain.time.last)
        try statement.run()
        return key
    }

    private func insert(_ entry: Entry) throws(JournalError) {
        let statement = try RawStatement(db, "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        statement.bind(1, entry.position)
        statement.bind(2, entry.stream.text)
        statement.bind(3, entry.version)
        statement.bind(4, entry.kind)
        statement.bind(5, entry.kindVersion)
        statement.bind(6, entry.happenedAt)
        statement.bind(7, entry.enteredAt)
        statement.bind(8, entry.actor)
        statement.bind(9, entry.post)
        statement.bind(10, entry.onBehalf)
        statement.bind(11, entry.commitment)
        statement.bind(12, entry.previous)
        statement.bind(13, entry.hash)
        try statement.run()
    }

    // MARK: Retention and disposal

    /// Sets retention and hold, and enters it.
    func setRetention(_ retention: Retention, of name: StreamName, by authority: Authority) throws(JournalError) {
        try mustBeAlive(name)
        try tick()
        hasWritten = true
        let statement = try RawStatement(
            db, "UPDATE key_domains SET retention_class = ?, retention_until = ?, legal_hold = ? WHERE stream = ?")
        statement.bind(1, retention.retentionClass)
        if let until = retention.until { statement.bind(2, until) } else { statement.bindNull(2) }
        statement.bind(3, retention.legalHold ? 1 : 0)
        statement.bind(4, name.text)
        try statement.run()
        try append([PreparedDraft(.retentionSet(retention, of: name, by: authority), key: nil)], to: .journal)
    }

    /// Destroys a stream's key, enters it, and derives the stream's read models anew from what is left.
    func erase(_ name: StreamName, by authority: Authority) throws(JournalError) {
        let version = try mustBeAlive(name)
        if try Self.retention(of: name, in: db)?.legalHold == true { throw .held(name) }
        try tick()
        hasWritten = true
        try append([PreparedDraft(.streamErased(name, by: authority), key: nil)], to: .journal)
        let statement = try RawStatement(
            db, "UPDATE key_domains SET wrapped_key = NULL, erased_by = ? WHERE stream = ?")
        statement.bind(1, chain.head.position)
        statement.bind(2, name.text)
        try statement.run()
        streams[name] = WriteSession.Stream(version: version, key: nil)
        let rows = try RawStatement(db, "DELETE FROM projection_rows WHERE stream = ?")
        rows.bind(1, name.text)
        try rows.run()
        let entries = try RawStatement(
            db, "SELECT \(EntryColumns.list) FROM entries WHERE stream = ? ORDER BY version")
        entries.bind(1, name.text)
        defer { entries.reset() }
        while try entries.step() {
            let recorded = RecordedEntry(entry: try EntryColumns.entry(entries), payload: .erased)
            for projection in session.projections { try apply(projection, recorded) }
        }
        // The write-ahead file still holds the page with the key; it must not outlive the disposal.
        afterCommit.append { db in
            for _ in 0..<20 where (try? db.number("PRAGMA wal_checkpoint(TRUNCATE)")) != 0 { usleep(50_000) }
        }
    }

    @discardableResult
    private func mustBeAlive(_ name: StreamName) throws(JournalError) -> Int {
        guard name != .journal, let known = try stream(name) else { throw .unknown(name) }
        guard known.key != nil else { throw .erased(name) }
        return known.version
    }

    static func retention(of name: StreamName, in db: Database) throws(JournalError) -> Retention? {
        let statement = try RawStatement(
            db, "SELECT retention_class, retention_until, legal_hold FROM key_domains WHERE stream = ?")
        statement.bind(1, name.text)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        return Retention(
            retentionClass: statement.optionalText(0), until: statement.isNull(1) ? nil : Int64(statement.int(1)),
            legalHold: statement.int(2) == 1)
    }

    // MARK: Read models

    private func apply(_ projection: any Projection, _ recorded: RecordedEntry) throws(JournalError) {
        let name = recorded.entry.stream
        let rows = SQLiteRows(db: db, projection: projection.name, stream: name, key: try stream(name)?.key)
        try projection.apply(recorded, to: rows)
    }

    /// Derives the named read models anew; all when no names are given.
    func rebuild(_ names: Set<String>? = nil) throws(JournalError) {
        hasWritten = true
        let chosen = session.projections.filter { names?.contains($0.name) ?? true }
        for projection in chosen {
            let delete = try RawStatement(db, "DELETE FROM projection_rows WHERE projection = ?")
            delete.bind(1, projection.name)
            try delete.run()
        }
        let entries = try RawStatement(db, EntryColumns.recorded + " ORDER BY e.position")
        defer { entries.reset() }
        while try entries.step() {
            let entry = try EntryColumns.entry(entries)
            let key = try stream(entry.stream)?.key
            if streams.count > 10_000 { streams.removeAll() }
            let recorded = RecordedEntry(entry: entry, payload: try EntryColumns.payload(entries, entry, key))
            for projection in chosen { try apply(projection, recorded) }
        }
    }
}
