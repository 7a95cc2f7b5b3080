import GRDB
import Journaling
import Notation
import ReadModels
import Services

extension SQLiteMatterIndex {
    /// See `MatterIndex`.
    public func head() async throws(MatterIndexError) -> Head? {
        try await read { db in
            try Row.fetchOne(db, sql: "SELECT position, hash FROM reached").flatMap { row in
                Hash256(hex: row[1]).map { Head(position: row[0], hash: $0) }
            }
        }
    }

    /// See `MatterIndex`.
    public func put(_ matters: [IndexedMatter], upTo head: Head?) async throws(MatterIndexError) {
        let erases = matters.contains { $0.line.state == .erased }
        // Folding is the most of the work; it needs no transaction.
        let folded = matters.map { $0.texts.map(SearchText.folded).joined(separator: " ") }
        try await write { db in
            for (matter, text) in zip(matters, folded) { try MatterRow(matter, text: text).write(to: db) }
            // FTS5 keeps the pairs of a deleted text until its segments are merged.
            if erases { try db.execute(sql: "INSERT INTO matter_text (matter_text) VALUES ('optimize')") }
            guard let head else { return }
            try db.execute(
                sql: "INSERT OR REPLACE INTO reached VALUES (1, ?, ?)", arguments: [head.position, "\(head.hash)"])
        } after: { db in
            // The write-ahead file still holds the pages as they were.
            if erases { try db.checkpoint(.truncate) }
        }
    }
}

/// One matter as it is written.
private struct MatterRow {
    let matter: IndexedMatter
    let text: String
    let shared: [String]
    let own: [String]

    init(_ matter: IndexedMatter, text: String) {
        self.matter = matter
        self.text = text
        let keys = Set(matter.keys)
        own = keys.filter(Self.isOwn).sorted()
        shared = keys.subtracting(own).sorted()
    }

    /// Keys of persons name few matters each, and a set of keys with one in it would be shared by few.
    private static func isOwn(_ key: String) -> Bool {
        key.hasPrefix(Visible.personPrefix) || key.hasPrefix(Visible.exclusionPrefix)
    }

    func write(to db: Database) throws {
        let line = matter.line
        let known = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT number FROM matter WHERE id = ?"), arguments: [line.id])
        try db.cachedStatement(
            sql: """
                INSERT INTO matter VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (number) DO UPDATE SET kind = excluded.kind, state = excluded.state,
                    exercise = excluded.exercise, parent = excluded.parent, opened = excluded.opened,
                    entered = excluded.entered, audience = excluded.audience, first_opened = excluded.first_opened,
                    next_due = excluded.next_due, recheck = excluded.recheck
                """
        ).execute(arguments: [
            known, line.state.rawValue, try audience(db), line.lastEntered.milliseconds, line.kind,
            line.nextDue?.milliseconds ?? IndexSchema.never, line.exercise, line.openedAt.milliseconds,
            line.firstOpened?.milliseconds, matter.recheck?.milliseconds, line.parent, line.id,
        ])
        let number = known ?? db.lastInsertedRowID
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO line VALUES (?, ?, ?, ?, ?, ?)").execute(arguments: [
            number, line.entries, line.title, line.summary, line.edition, line.level,
        ])
        try db.cachedStatement(sql: "DELETE FROM matter_key WHERE matter = ?").execute(arguments: [number])
        for key in own {
            try db.cachedStatement(sql: "INSERT INTO matter_key VALUES (?, ?)").execute(arguments: [key, number])
        }
        try db.cachedStatement(sql: "DELETE FROM owed WHERE matter = ?").execute(arguments: [number])
        for owed in Set(matter.owed) {
            try db.cachedStatement(sql: "INSERT INTO owed VALUES (?, ?, ?)").execute(arguments: [
                owed.key, owed.due?.milliseconds ?? IndexSchema.never, number,
            ])
        }
        try writeText(to: db, number)
    }

    /// Most acts change no text; cutting a long one anew costs more than comparing it.
    private func writeText(to db: Database, _ number: Int64) throws {
        let known = try String.fetchOne(
            db.cachedStatement(sql: "SELECT text FROM matter_text WHERE rowid = ?"), arguments: [number])
        guard known != text else { return }
        if known != nil {
            try db.cachedStatement(sql: "DELETE FROM matter_text WHERE rowid = ?").execute(arguments: [number])
        }
        guard !text.isEmpty else { return }
        try db.cachedStatement(sql: "INSERT INTO matter_text (rowid, text) VALUES (?, ?)").execute(arguments: [
            number, text,
        ])
    }

    /// The number of the set of shared keys.
    private func audience(_ db: Database) throws -> Int64 {
        // A line break is in no key: ids of posts and units have no control characters.
        let keys = shared.joined(separator: "\n")
        let known = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT number FROM audience WHERE keys = ?"), arguments: [keys])
        if let known { return known }
        try db.cachedStatement(sql: "INSERT INTO audience (keys) VALUES (?)").execute(arguments: [keys])
        let number = db.lastInsertedRowID
        for key in shared {
            try db.cachedStatement(sql: "INSERT INTO audience_key VALUES (?, ?)").execute(arguments: [key, number])
        }
        return number
    }
}
