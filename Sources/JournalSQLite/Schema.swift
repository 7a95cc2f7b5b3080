import GRDB
import Journaling

/// The tables of one organisation's journal, format 1. Changed only by a migration of the data folder.
package enum Schema {
    /// What `PRAGMA application_id` says: "SHOD".
    static let applicationID = 0x5348_4F44

    /// The tables of entries and contents alone, which the benchmark's bare store uses too.
    package static let record = """
        CREATE TABLE entries (
            position INTEGER PRIMARY KEY,
            stream TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version > 0),
            kind TEXT NOT NULL,
            kind_version INTEGER NOT NULL,
            happened_at INTEGER NOT NULL,
            entered_at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            post TEXT,
            on_behalf TEXT,
            commitment BLOB NOT NULL,
            previous BLOB NOT NULL,
            hash BLOB NOT NULL,
            UNIQUE (stream, version)
        ) STRICT;

        CREATE TABLE payloads (
            position INTEGER PRIMARY KEY,
            sealed BLOB NOT NULL
        ) STRICT;

        CREATE TRIGGER entries_stay BEFORE UPDATE ON entries
        BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
        CREATE TRIGGER entries_remain BEFORE DELETE ON entries
        BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
        CREATE TRIGGER entries_follow BEFORE INSERT ON entries
        WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM entries)
            OR EXISTS (SELECT 1 FROM entries WHERE stream = NEW.stream AND version = NEW.version)
        BEGIN SELECT RAISE(ABORT, 'an entry is only added at the end'); END;
        CREATE TRIGGER payloads_stay BEFORE UPDATE ON payloads
        BEGIN SELECT RAISE(ABORT, 'contents are never changed'); END;
        CREATE TRIGGER payloads_remain BEFORE DELETE ON payloads
        BEGIN SELECT RAISE(ABORT, 'contents are never deleted'); END;
        CREATE TRIGGER payloads_follow BEFORE INSERT ON payloads
        WHEN EXISTS (SELECT 1 FROM payloads WHERE position >= NEW.position)
        BEGIN SELECT RAISE(ABORT, 'a content is only added at the end'); END;
        """

    /// All other tables.
    static let rest = """
        CREATE TABLE journal (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            organisation TEXT NOT NULL,
            journal TEXT NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE key_domains (
            stream TEXT PRIMARY KEY,
            wrapped_key BLOB,
            key_id TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            retention_class TEXT,
            retention_until INTEGER,
            legal_hold INTEGER NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
            erased_by INTEGER,
            CHECK ((wrapped_key IS NULL) = (erased_by IS NOT NULL))
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE projections (
            name TEXT PRIMARY KEY,
            version INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE projection_rows (
            projection TEXT NOT NULL,
            stream TEXT NOT NULL,
            key TEXT NOT NULL,
            sort TEXT NOT NULL,
            value TEXT NOT NULL,
            personal BLOB,
            PRIMARY KEY (projection, stream, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX projection_rows_sorted ON projection_rows (projection, sort, stream, key) WHERE sort <> '';

        CREATE TABLE anonymous_refusals (
            day TEXT PRIMARY KEY,
            count INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER journal_stays BEFORE UPDATE ON journal
        BEGIN SELECT RAISE(ABORT, 'the identity of a journal is never changed'); END;
        CREATE TRIGGER journal_remains BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'the identity of a journal is never deleted'); END;
        CREATE TRIGGER key_domains_remain BEFORE DELETE ON key_domains
        BEGIN SELECT RAISE(ABORT, 'a stream is never forgotten'); END;
        CREATE TRIGGER key_domains_stay BEFORE UPDATE OF wrapped_key, key_id ON key_domains
        WHEN NEW.wrapped_key IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'a key is destroyed or stays as it is'); END;
        """

    /// What must be there for the journal to be protected.
    static let triggers = [
        "entries_stay", "entries_remain", "entries_follow", "payloads_stay", "payloads_remain", "payloads_follow",
        "journal_stays", "journal_remains", "key_domains_remain", "key_domains_stay",
    ]

    /// Makes all tables and the identity of a new journal.
    static func create(_ db: Database, organisation: String, now: Int64) throws {
        try db.execute(sql: record)
        try db.execute(sql: rest)
        var generator = SystemRandomNumberGenerator()
        let id = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }.hex
        try db.execute(
            sql: "INSERT INTO journal VALUES (1, ?, ?, ?)", arguments: [organisation, id, now])
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.execute(sql: "PRAGMA user_version = 1")
    }
}
