import GRDB
import Journaling

extension SQLiteJournal {
    /// See `Journal`.
    public func verify(against head: Head?, deep: Bool) async throws(JournalError) -> Verification {
        try await read { db throws(JournalError) in
            var run = VerifyRun(db: db, genesis: self.genesis, head: head, keys: KeyReader(self.vault, db), deep: deep)
            return try run.verify()
        }
    }
}

/// One walk over the chain. Nothing is allocated for an entry that is whole.
private struct VerifyRun {
    let db: Database
    let genesis: Hash256
    let head: Head?
    var keys: KeyReader
    let deep: Bool
    var last: Head
    var encoder = EntryEncoder()

    init(db: Database, genesis: Hash256, head: Head?, keys: KeyReader, deep: Bool) {
        self.db = db
        self.genesis = genesis
        self.head = head
        self.keys = keys
        self.deep = deep
        last = Head(position: 0, hash: genesis)
    }

    mutating func verify() throws(JournalError) -> Verification {
        var found = try walk()
        if found == nil { found = try tail() }
        if found == nil { found = try keyDomains() }
        if found == nil { found = try contents() }
        if found == nil { found = try protection() }
        var erased: [StreamName] = []
        var count = 0
        let statement = try RawStatement(
            db,
            """
            SELECT stream, (SELECT count(*) FROM entries e WHERE e.stream = k.stream) FROM key_domains k
            WHERE erased_by IS NOT NULL ORDER BY stream
            """)
        while try statement.step() {
            erased.append(StreamName(statement.text(0)))
            count += statement.int(1)
        }
        return Verification(
            entries: last.position, head: last, erased: erased, erasedEntries: count, finding: found)
    }

    /// Goes from entry to entry; stops at the first that does not fit.
    private mutating func walk() throws(JournalError) -> Verification.Finding? {
        if let head, head.position == 0, head.hash != genesis { return .init(position: 0, damage: .rewritten) }
        let row = try RawStatement(
            db,
            deep
                ? EntryColumns.recorded + " ORDER BY e.position"
                : "SELECT \(EntryColumns.list) FROM entries ORDER BY position")
        defer { row.reset() }
        while try row.step() {
            encode(row)
            let hash = encoder.hash()
            guard row.int(0) == last.position + 1, Hash256(bytes: row.raw(11)) == last.hash,
                Hash256(bytes: row.raw(12)) == hash
            else { return try diagnose(row) }
            last = Head(position: last.position + 1, hash: hash)
            if let head, head.position == last.position, head.hash != hash {
                return .init(position: last.position, damage: .rewritten)
            }
            if deep, let finding = try content(row) { return finding }
        }
        return nil
    }

    private mutating func encode(_ row: RawStatement) {
        encoder.begin()
        encoder.add(Int64(row.int(0)))
        encoder.add(row.raw(1))
        encoder.add(Int64(row.int(2)))
        encoder.add(row.raw(3))
        for column: Int32 in 4...6 { encoder.add(Int64(row.int(column))) }
        encoder.add(row.raw(7))
        for column: Int32 in 8...9 {
            if row.isNull(column) { encoder.addNothing() } else { encoder.add(row.raw(column)) }
        }
        encoder.add(row.raw(10))
        encoder.add(row.raw(11))
    }

    /// Opens the content and compares it with its commitment.
    private mutating func content(_ row: RawStatement) throws(JournalError) -> Verification.Finding? {
        let stream = StreamName(row.text(1))
        guard let key = try keys.key(stream) else {
            if case .erased = try keys.find(stream) { return nil }
            return .init(position: last.position, damage: .keyMissing(stream))
        }
        guard !row.isNull(13) else { return .init(position: last.position, damage: .contentMissing) }
        guard let content = try? key.open(content: row.bytes(13)), content.hash == Hash256(bytes: row.raw(10)) else {
            return .init(position: last.position, damage: .altered(.content))
        }
        return nil
    }

    /// What the end of the chain and what lies beside it say of entries that are no longer there.
    private func tail() throws(JournalError) -> Verification.Finding? {
        if let head, head.position > last.position {
            return .init(position: head.position, damage: .cutTail(end: last.position))
        }
        if let content = try db.number("SELECT max(position) FROM payloads"), content > last.position {
            return .init(position: last.position + 1, damage: .missing)
        }
        return nil
    }

    /// Whether each erased key has the entry that says why.
    private func keyDomains() throws(JournalError) -> Verification.Finding? {
        let unexplained = try RawStatement(
            db,
            """
            SELECT k.stream, coalesce(k.erased_by, 0) FROM key_domains k LEFT JOIN entries e ON e.position = k.erased_by
            WHERE k.wrapped_key IS NULL AND (e.kind IS NOT 'stream.erased' OR e.stream <> 'journal') ORDER BY 1
            """)
        defer { unexplained.reset() }
        guard try unexplained.step() else { return nil }
        return .init(position: unexplained.int(1), damage: .keyMissing(StreamName(unexplained.text(0))))
    }

    /// Whether each entry has a content.
    private func contents() throws(JournalError) -> Verification.Finding? {
        guard try db.number("SELECT count(*) FROM payloads") != last.position else { return nil }
        let first = try db.number(
            "SELECT min(position) FROM entries e WHERE NOT EXISTS (SELECT 1 FROM payloads p WHERE p.position = e.position)"
        )
        return first.map { .init(position: $0, damage: .contentMissing) }
    }

    /// Whether the triggers that forbid changes are all there.
    private func protection() throws(JournalError) -> Verification.Finding? {
        let statement = try RawStatement(db, "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        var present: Set<String> = []
        while try statement.step() { present.insert(statement.text(0)) }
        let missing = Schema.triggers.first { !present.contains($0) }
        return missing.map { .init(position: last.position, damage: .unprotected($0)) }
    }

    private mutating func diagnose(_ row: RawStatement) throws(JournalError) -> Verification.Finding {
        let db = db
        func one(_ condition: String, _ bind: (RawStatement) -> Void) throws(JournalError) -> Entry? {
            let statement = try RawStatement(db, "SELECT \(EntryColumns.list) FROM entries WHERE \(condition)")
            bind(statement)
            defer { statement.reset() }
            return try statement.step() ? try EntryColumns.entry(statement) : nil
        }
        var keys = keys
        let check = ChainCheck(
            last: last,
            following: { hash throws(JournalError) in try one("previous = ? LIMIT 1") { $0.bind(1, hash) } },
            at: { position throws(JournalError) in try one("position = ?") { $0.bind(1, position) } },
            version: { stream, position throws(JournalError) in
                let statement = try RawStatement(
                    db, "SELECT coalesce(max(version), 0) FROM entries WHERE stream = ? AND position < ?")
                statement.bind(1, stream.text)
                statement.bind(2, position)
                defer { statement.reset() }
                return try statement.step() ? statement.int(0) : 0
            },
            commitment: { entry throws(JournalError) in
                guard let key = try keys.key(entry.stream) else { return nil }
                let statement = try RawStatement(db, "SELECT sealed FROM payloads WHERE position = ?")
                statement.bind(1, entry.position)
                defer { statement.reset() }
                guard try statement.step() else { return nil }
                return try? key.open(content: statement.bytes(0)).hash
            })
        guard row.raw(10).count == 32, row.raw(11).count == 32, row.raw(12).count == 32 else {
            return .init(position: last.position + 1, damage: .altered(.hash))
        }
        return try check.diagnose(try EntryColumns.entry(row))
    }
}
