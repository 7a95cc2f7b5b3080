import GRDB
import Journaling

extension SQLiteJournal {
    /// See `Journal`.
    public func entries(of stream: StreamName, after version: Int) async throws(JournalError) -> [RecordedEntry] {
        try await read { db throws(JournalError) in
            var keys = KeyReader(self.vault, db)
            let statement = try RawStatement(
                db, EntryColumns.recorded + " WHERE e.stream = ? AND e.version > ? ORDER BY e.version")
            statement.bind(1, stream.text)
            statement.bind(2, version)
            return try keys.entries(statement)
        }
    }

    /// See `Journal`.
    public func entries(ofAll prefix: String) async throws(JournalError) -> [RecordedEntry] {
        try await read { db throws(JournalError) in
            var keys = KeyReader(self.vault, db)
            // A prefix is a range of the index over streams.
            let statement = try RawStatement(
                db,
                EntryColumns.recorded + " WHERE e.stream >= ? AND e.stream < ? || char(0x10FFFF) ORDER BY e.position")
            statement.bind(1, prefix)
            statement.bind(2, prefix)
            return try keys.entries(statement)
        }
    }

    /// See `Journal`.
    public func entries(after position: Int, limit: Int) async throws(JournalError) -> [RecordedEntry] {
        try await read { db throws(JournalError) in
            var keys = KeyReader(self.vault, db)
            let statement = try RawStatement(
                db, EntryColumns.recorded + " WHERE e.position > ? ORDER BY e.position LIMIT ?")
            statement.bind(1, position)
            statement.bind(2, limit)
            return try keys.entries(statement)
        }
    }

    /// See `Journal`.
    public func streams(prefix: String) async throws(JournalError) -> [StreamSummary] {
        try await read { db throws(JournalError) in
            let statement = try RawStatement(
                db,
                """
                SELECT r.stream, r.key, r.sort, r.value, r.personal, e.version, e.kind, e.entered_at
                FROM projection_rows r JOIN entries e ON e.stream = r.stream
                    AND e.version = (SELECT max(version) FROM entries WHERE stream = r.stream)
                WHERE r.projection = 'streams' AND r.stream >= ? AND substr(r.stream, 1, ?) = ? ORDER BY r.stream
                """)
            statement.bind(1, prefix)
            statement.bind(2, prefix.unicodeScalars.count)
            statement.bind(3, prefix)
            var keys = KeyReader(self.vault, db)
            var summaries: [StreamSummary] = []
            defer { statement.reset() }
            while try statement.step() {
                let row = try keys.row(statement)
                let summary = StreamList.summary(
                    row.stream, row.row.value, version: statement.int(5), lastKind: statement.text(6),
                    enteredAt: Int64(statement.int(7)))
                if let summary { summaries.append(summary) }
            }
            return summaries
        }
    }

    /// See `Journal`.
    public func rows(of projection: String, _ query: RowQuery) async throws(JournalError) -> [StreamRow] {
        guard projections.contains(where: { $0.name == projection }) else {
            throw JournalError(.notFound, "一覧がありません：\(projection)", "no such projection: \(projection)")
        }
        return try await read { db throws(JournalError) in
            var keys = KeyReader(self.vault, db)
            // A prefix is a range of keys, so that the index serves; and an order above '' lets the other index serve.
            let bounded = query.from.map { !$0.isEmpty } ?? false
            let statement = try RawStatement(
                db,
                """
                SELECT stream, key, sort, value, personal FROM projection_rows
                WHERE projection = ? AND stream >= ? AND substr(stream, 1, ?) = ? \(bounded ? "AND sort <> ''" : "")
                    AND sort >= ? \(query.below == nil ? "" : "AND sort < ?")
                ORDER BY sort, stream, key LIMIT ?
                """)
            statement.bind(1, projection)
            statement.bind(2, query.streamPrefix)
            statement.bind(3, query.streamPrefix.unicodeScalars.count)
            statement.bind(4, query.streamPrefix)
            statement.bind(5, query.from ?? "")
            if let below = query.below { statement.bind(6, below) }
            statement.bind(query.below == nil ? 6 : 7, query.limit)
            return try keys.rows(statement)
        }
    }

    /// See `Journal`.
    public func retention(of stream: StreamName) async throws(JournalError) -> Retention? {
        try await read { db throws(JournalError) in try WriteTransaction.retention(of: stream, in: db) }
    }

    /// See `Journal`.
    public func anonymousRefusals() async throws(JournalError) -> [String: Int] {
        try await read { db throws(JournalError) in
            let statement = try RawStatement(db, "SELECT day, count FROM anonymous_refusals")
            var counts: [String: Int] = [:]
            while try statement.step() { counts[statement.text(0)] = statement.int(1) }
            return counts
        }
    }

    /// See `Journal`.
    public func projectionDigest() async throws(JournalError) -> Hash256 {
        try await read { db throws(JournalError) in
            var keys = KeyReader(self.vault, db)
            var digest = RowDigest()
            for name in self.projections.map(\.name).sorted() {
                let statement = try RawStatement(
                    db,
                    """
                    SELECT stream, key, sort, value, personal FROM projection_rows WHERE projection = ?
                    ORDER BY sort, stream, key
                    """)
                statement.bind(1, name)
                defer { statement.reset() }
                while try statement.step() { digest.add(name, try keys.row(statement)) }
            }
            return digest.hash
        }
    }

    /// The key of a stream, for the evidence files that lie beside the journal.
    package func key(of stream: StreamName) async throws(JournalError) -> StreamKey {
        try await read { db throws(JournalError) in
            switch try self.vault.find(stream, in: db) {
            case .key(let key): return key
            case .erased: throw .erased(stream)
            case .nothing: throw .unknown(stream)
            }
        }
    }
}

/// Looks up the keys of streams for one reading; nothing is kept for longer, since a disposal may come at any time.
struct KeyReader {
    private let vault: KeyVault
    private let db: Database
    private var keys: [StreamName: StreamKey?] = [:]
    private var last: (stream: StreamName, key: StreamKey?)?

    init(_ vault: KeyVault, _ db: Database) {
        self.vault = vault
        self.db = db
    }

    mutating func key(_ stream: StreamName) throws(JournalError) -> StreamKey? {
        if let last, last.stream == stream { return last.key }
        let key: StreamKey?
        if let known = keys[stream] {
            key = known
        } else {
            if case .key(let found) = try vault.find(stream, in: db) { key = found } else { key = nil }
            if keys.count > 10_000 { keys.removeAll() }
            keys[stream] = .some(key)
        }
        last = (stream, key)
        return key
    }

    /// What the tables say of the key, without remembering it.
    func find(_ stream: StreamName) throws(JournalError) -> KeyVault.Found { try vault.find(stream, in: db) }

    mutating func entries(_ statement: RawStatement) throws(JournalError) -> [RecordedEntry] {
        defer { statement.reset() }
        var entries: [RecordedEntry] = []
        while try statement.step() {
            let entry = try EntryColumns.entry(statement)
            let payload = try EntryColumns.payload(statement, entry, try key(entry.stream))
            entries.append(RecordedEntry(entry: entry, payload: payload))
        }
        return entries
    }

    mutating func row(_ statement: RawStatement) throws(JournalError) -> StreamRow {
        let stream = StreamName(statement.text(0))
        // Rows without personal content, which are most, need no key.
        let key = statement.isNull(4) ? nil : try key(stream)
        return StreamRow(
            stream: stream, row: try SQLiteRows.row(statement, from: 2, key: statement.text(1), opening: key))
    }

    mutating func rows(_ statement: RawStatement) throws(JournalError) -> [StreamRow] {
        defer { statement.reset() }
        var rows: [StreamRow] = []
        while try statement.step() { rows.append(try row(statement)) }
        return rows
    }
}

extension SQLiteJournal {
    /// The writing connection's journal mode, synchronisation and secure deletion, for tests.
    package func settings() async throws(JournalError) -> [String] {
        try await write { transaction throws(JournalError) in
            var values: [String] = []
            for name in ["journal_mode", "synchronous", "secure_delete"] {
                let statement = try RawStatement(transaction.db, "PRAGMA \(name)")
                defer { statement.reset() }
                values.append(try statement.step() ? statement.text(0) : "")
            }
            return values
        }
    }
}
