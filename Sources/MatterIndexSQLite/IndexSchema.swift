import GRDB

/// The tables of the index. They are never migrated: another version, and the file is made anew from the journal.
enum IndexSchema {
    /// `SHIX`, so that no other file is taken for an index.
    static let applicationID = 0x5348_4958
    /// Raised with every change of a table or of what is written in it, folding of texts included.
    static let version = 2

    /// Stands where no time is set, so that it comes last.
    static let never = Int64.max

    static func create(_ db: Database) throws {
        try db.execute(sql: tables)
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(version)")
    }

    static func isCurrent(_ db: Database) throws -> Bool {
        try Int.fetchOne(db, sql: "PRAGMA application_id") == applicationID
            && Int.fetchOne(db, sql: "PRAGMA user_version") == version
    }

    /// `matter` is read from end to end by lists without a search, and row by row by a search: it holds only what
    /// filters, order and counts need, so that many rows share a page, and what every list needs comes first, because
    /// SQLite reads a row from its beginning. `line` holds what only the lines shown need.
    ///
    /// Keys of posts are the same for many matters; each set of them is an audience, written once. Keys of persons
    /// and exclusions stand by matter.
    private static let tables = """
        CREATE TABLE reached (one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL, hash TEXT NOT NULL)
            STRICT;
        CREATE TABLE matter (
            number INTEGER PRIMARY KEY, state INTEGER NOT NULL, audience INTEGER NOT NULL, entered INTEGER NOT NULL,
            kind TEXT NOT NULL, next_due INTEGER NOT NULL, exercise INTEGER NOT NULL, opened INTEGER NOT NULL,
            first_opened INTEGER, recheck INTEGER, parent TEXT NOT NULL, id TEXT NOT NULL UNIQUE) STRICT;
        CREATE INDEX matter_parent ON matter (parent) WHERE parent <> '';
        CREATE INDEX matter_unopened ON matter (opened) WHERE first_opened IS NULL AND state = 0;
        CREATE INDEX matter_recheck ON matter (recheck) WHERE recheck IS NOT NULL;
        CREATE TABLE line (
            number INTEGER PRIMARY KEY, entries INTEGER NOT NULL, title TEXT NOT NULL, summary TEXT NOT NULL,
            edition TEXT NOT NULL, level TEXT NOT NULL) STRICT;
        CREATE TABLE audience (number INTEGER PRIMARY KEY, keys TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE audience_key (key TEXT NOT NULL, audience INTEGER NOT NULL, PRIMARY KEY (key, audience))
            STRICT, WITHOUT ROWID;
        CREATE TABLE matter_key (key TEXT NOT NULL, matter INTEGER NOT NULL, PRIMARY KEY (key, matter))
            STRICT, WITHOUT ROWID;
        CREATE INDEX matter_key_matter ON matter_key (matter);
        CREATE TABLE owed (
            key TEXT NOT NULL, due INTEGER NOT NULL, matter INTEGER NOT NULL, PRIMARY KEY (key, due, matter))
            STRICT, WITHOUT ROWID;
        CREATE INDEX owed_matter ON owed (matter);
        CREATE VIRTUAL TABLE matter_text USING fts5(
            text, tokenize = '\(BigramTokenizer.name)', prefix = '1', columnsize = 0);
        """
}
