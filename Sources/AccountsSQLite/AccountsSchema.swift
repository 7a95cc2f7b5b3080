import GRDB

/// The tables of one organisation's accounts. A migration that was ever shipped is never changed.
enum AccountsSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 accounts") { db in try db.execute(sql: first) }
        return migrator
    }

    /// Moments are milliseconds since 1970; ids of sessions, links, devices and browsers are SHA-256 of their secrets.
    private static let first = """
        CREATE TABLE accounts (
            person TEXT PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            password TEXT,
            created_at INTEGER NOT NULL,
            disabled_at INTEGER,
            is_administrator INTEGER NOT NULL CHECK (is_administrator IN (0, 1)),
            is_demo INTEGER NOT NULL CHECK (is_demo IN (0, 1))
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE sessions (
            id BLOB PRIMARY KEY,
            person TEXT NOT NULL REFERENCES accounts (person),
            created_at INTEGER NOT NULL,
            seen_at INTEGER NOT NULL,
            confirmed_at INTEGER NOT NULL,
            ended_at INTEGER,
            user_agent TEXT NOT NULL,
            address TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sessions_of_person ON sessions (person, created_at);
        CREATE INDEX sessions_seen ON sessions (seen_at);

        CREATE TABLE devices (
            person TEXT NOT NULL REFERENCES accounts (person),
            id BLOB NOT NULL,
            used_at INTEGER NOT NULL,
            network TEXT NOT NULL,
            PRIMARY KEY (person, id, network)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE links (
            id BLOB PRIMARY KEY,
            person TEXT NOT NULL UNIQUE REFERENCES accounts (person),
            purpose TEXT NOT NULL,
            expires_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE drafts (
            owner TEXT NOT NULL,
            form TEXT NOT NULL,
            sealed BLOB NOT NULL,
            saved_at INTEGER NOT NULL,
            PRIMARY KEY (owner, form)
        ) STRICT;
        CREATE INDEX drafts_saved ON drafts (saved_at);

        CREATE TABLE views (
            person TEXT NOT NULL,
            name TEXT NOT NULL,
            sealed BLOB NOT NULL,
            PRIMARY KEY (person, name)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE tickets (
            receipt TEXT PRIMARY KEY,
            matter TEXT NOT NULL,
            visitor BLOB,
            given_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX tickets_of_visitor ON tickets (visitor, given_at) WHERE visitor IS NOT NULL;

        CREATE TABLE openings (
            matter TEXT NOT NULL,
            person TEXT NOT NULL,
            first_at INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            PRIMARY KEY (matter, person)
        ) STRICT, WITHOUT ROWID;
        """
}
