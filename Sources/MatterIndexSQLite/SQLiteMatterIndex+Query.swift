import GRDB
import GRDBSQLite
import Notation
import ReadModels
import Services

extension SQLiteMatterIndex {
    /// The most lines of a page.
    static let longestPage = 500
    /// Words beyond these, and letters of a word beyond these, are not looked for.
    static let mostWords = 16
    static let longestWord = 100

    /// See `MatterIndex`.
    public func query(_ query: MatterQuery) async throws(MatterIndexError) -> MatterPage {
        let cursor = try query.cursor.map(Place.init(cursor:))
        let size = min(max(query.size, 1), Self.longestPage)
        return try await read { db in
            var scan = Scan(order: query.order, size: size, after: cursor)
            try scan.run(db, query)
            let places = scan.first
            let lines = try Self.lines(db, places.prefix(size).map(\.number), for: query.viewer)
            return MatterPage(
                lines: lines, counts: scan.counts, next: places.count > size ? places[size - 1].cursor : nil)
        }
    }

    /// See `MatterIndex`.
    public func owed(
        to viewer: MatterViewer, from first: Int, limit: Int
    ) async throws(MatterIndexError) -> [OwedMatter] {
        try await read { db in
            var conditions = [Fragment(sql: "m.state = 0")]
            if case .keys(let keys) = viewer.sight {
                let list = Visible.list(keys)
                conditions.append(Fragment(sql: "o.key IN " + list.sql, arguments: list.arguments))
            }
            let statement = try Visible.statement(
                db, "m.id, min(o.due) AS earliest, m.entered",
                from: "owed o CROSS JOIN matter m ON m.number = o.matter", for: viewer, where: conditions,
                Fragment(
                    sql: "GROUP BY m.number ORDER BY earliest, m.number LIMIT ? OFFSET ?", arguments: [limit, first]))
            return try Row.fetchAll(statement).map { row in
                let due: Int64 = row[1]
                return OwedMatter(
                    id: row[0], due: due == IndexSchema.never ? nil : Instant(milliseconds: due),
                    lastEntered: Instant(milliseconds: row[2]))
            }
        }
    }

    /// See `MatterIndex`.
    public func unopened(
        for viewer: MatterViewer, before: Instant, limit: Int
    ) async throws(MatterIndexError) -> [MatterLine] {
        try await read { db in
            let statement = try Visible.statement(
                db, "m.number", from: "matter m", for: viewer,
                where: [
                    Fragment(sql: "m.first_opened IS NULL AND m.state = 0"),
                    Fragment(sql: "m.opened < ?", arguments: [before.milliseconds]),
                ], Fragment(sql: "ORDER BY m.opened, m.number LIMIT ?", arguments: [limit]))
            return try Self.lines(db, try Int64.fetchAll(statement), for: viewer)
        }
    }

    /// See `MatterIndex`.
    public func outdated(at: Instant) async throws(MatterIndexError) -> [String] {
        try await read { db in
            try String.fetchAll(
                db, sql: "SELECT id FROM matter WHERE recheck <= ? ORDER BY number",
                arguments: [at.milliseconds])
        }
    }

    /// See `MatterIndex`.
    public func dependent() async throws(MatterIndexError) -> [String] {
        try await read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT id FROM matter WHERE state = 0 OR recheck IS NOT NULL OR number IN (
                        SELECT matter FROM matter_key WHERE key >= :from AND key < :below) ORDER BY number
                    """,
                arguments: [
                    // The colon's neighbour ends the range of all keys that begin so.
                    "from": Visible.exclusionPrefix, "below": Visible.exclusionPrefix.replacing(":", with: ";"),
                ])
        }
    }

    /// The lines of these matters in this order, as far as the viewer may see them.
    private static func lines(
        _ db: Database, _ numbers: [Int64], for viewer: MatterViewer
    ) throws -> [MatterLine] {
        let list = Visible.list(numbers)
        let statement = try Visible.statement(
            db,
            """
            m.number, m.id, m.kind, m.state, m.exercise, m.parent, m.opened, m.entered, l.entries, l.title, l.summary,
            l.edition, l.level, m.first_opened, m.next_due
            """, from: "matter m JOIN line l ON l.number = m.number", for: viewer,
            where: [Fragment(sql: "m.number IN " + list.sql, arguments: list.arguments)])
        var found: [Int64: MatterLine] = [:]
        for row in try Row.fetchAll(statement) {
            func moment(_ column: Int) -> Instant { Instant(milliseconds: row[column]) }
            let firstOpened: Int64? = row[13]
            let due: Int64 = row[14]
            found[row[0]] = MatterLine(
                id: row[1], kind: row[2], state: MatterState(rawValue: row[3]) ?? .open, exercise: row[4],
                parent: row[5], openedAt: moment(6), lastEntered: moment(7), entries: row[8], title: row[9],
                summary: row[10], edition: row[11], level: row[12],
                firstOpened: firstOpened.map(Instant.init(milliseconds:)),
                nextDue: due == IndexSchema.never ? nil : Instant(milliseconds: due))
        }
        return numbers.compactMap { found[$0] }
    }
}

/// A matter's place in a list.
private struct Place: Hashable, Comparable {
    /// What the list is ordered by, ascending.
    var key: Int64
    var number: Int64

    init(key: Int64, number: Int64) {
        self.key = key
        self.number = number
    }

    /// At one moment the later number comes first.
    static func < (left: Place, right: Place) -> Bool { (left.key, right.number) < (right.key, left.number) }

    var cursor: String { "\(key).\(number)" }

    init(cursor: String) throws(MatterIndexError) {
        let parts = cursor.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
        guard parts.count == 2, let key = parts[0], let number = parts[1] else {
            throw MatterIndexError(.badCursor)
        }
        self.init(key: key, number: number)
    }
}

/// The matters that have words which many have: reading all matters in their order and looking here is quicker then
/// than going to each that was found.
private struct Marked {
    /// More than one in so many is many.
    private static let share: Int64 = 8

    private var bits: [UInt64]

    /// Nil where the words are not in many.
    init?(_ db: Database, match: String) throws {
        let last = try Int64.fetchOne(db, sql: "SELECT max(number) FROM matter") ?? 0
        bits = Array(repeating: 0, count: Int(last >> 6) + 1)
        let statement = try db.cachedStatement(sql: "SELECT rowid FROM matter_text WHERE text MATCH ?")
        try statement.setArguments([match])
        var found: Int64 = 0
        try SQLiteMatterIndex.rows(of: statement, db) { handle in
            let number = sqlite3_column_int64(handle, 0)
            guard number >= 0, number <= last else { return }
            bits[Int(number >> 6)] |= 1 << UInt64(number & 63)
            found += 1
        }
        guard found > last / Self.share else { return nil }
    }

    func contains(_ number: Int64) -> Bool { bits[Int(number >> 6)] & (1 << UInt64(number & 63)) != 0 }
}

extension SQLiteMatterIndex {
    /// Goes through what a statement finds; row objects would cost more than the rows.
    fileprivate static func rows(of statement: Statement, _ db: Database, _ take: (OpaquePointer?) -> Void) throws {
        let handle = statement.sqliteStatement
        defer { sqlite3_reset(handle) }
        while true {
            let code = sqlite3_step(handle)
            guard code == SQLITE_ROW else {
                guard code == SQLITE_DONE else {
                    let message = sqlite3_errmsg(db.sqliteConnection).map { String(cString: $0) }
                    throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
                }
                return
            }
            take(handle)
        }
    }
}

/// One pass over all that fits: the counts of all pages and the first places after a cursor.
private struct Scan {
    let order: MatterQuery.Order
    let size: Int
    let after: Place?
    private(set) var counts: [MatterState: Int] = [:]
    private var places: [Place] = []

    init(order: MatterQuery.Order, size: Int, after: Place?) {
        self.order = order
        self.size = size
        self.after = after
    }

    /// The first places in order, one more than a page has if there are more.
    var first: [Place] { Array(places.sorted().prefix(size + 1)) }

    mutating func run(_ db: Database, _ query: MatterQuery) throws {
        let words = SearchText.words(query.filter.search).prefix(SQLiteMatterIndex.mostWords)
        let key = order == .due ? "m.next_due" : "-m.entered"
        var tables = "matter m"
        var conditions = Self.conditions(query.filter)
        if query.filter.owed { conditions.append(Self.owed(by: query.viewer)) }
        var marked: Marked?
        if !words.isEmpty {
            let match = Self.match(words)
            marked = try Marked(db, match: match)
            if marked == nil {
                // A search begins at the words: the CROSS JOIN holds SQLite to it.
                tables = "matter_text t CROSS JOIN matter m ON m.number = t.rowid"
                conditions.insert(Fragment(sql: "t.text MATCH ?", arguments: [match]), at: 0)
            }
        }
        let statement = try Visible.statement(
            db, "m.number, m.state, \(key)", from: tables, for: query.viewer, where: conditions)
        var byState = Array(repeating: 0, count: MatterState.allCases.count)
        try SQLiteMatterIndex.rows(of: statement, db) { handle in
            let number = sqlite3_column_int64(handle, 0)
            if let marked, !marked.contains(number) { return }
            let state = Int(sqlite3_column_int64(handle, 1))
            if byState.indices.contains(state) { byState[state] += 1 }
            add(Place(key: sqlite3_column_int64(handle, 2), number: number))
        }
        for state in MatterState.allCases where byState[state.rawValue] > 0 {
            counts[state] = byState[state.rawValue]
        }
    }

    private mutating func add(_ place: Place) {
        if let after, place <= after { return }
        places.append(place)
        // Sorting now and then is cheaper than holding all in order.
        guard places.count > 4 * (size + 1) else { return }
        places = first
    }

    /// Each word as a phrase of FTS5, in which nothing but the quote has a meaning; one character as what begins so.
    private static func match(_ words: some Collection<String>) -> String {
        words.map { word in
            let word = word.prefix(SQLiteMatterIndex.longestWord)
            let phrase = "\"" + word.replacing("\"", with: "\"\"") + "\""
            return word.unicodeScalars.count == 1 ? phrase + " *" : phrase
        }.joined(separator: " AND ")
    }

    /// Open matters on which the viewer owes something; for who sees all, on which anybody does.
    private static func owed(by viewer: MatterViewer) -> Fragment {
        guard case .keys(let keys) = viewer.sight else {
            return Fragment(sql: "m.state = 0 AND m.number IN (SELECT matter FROM owed)")
        }
        let list = Visible.list(keys)
        return Fragment(
            sql: "m.state = 0 AND m.number IN (SELECT matter FROM owed WHERE key IN \(list.sql))",
            arguments: list.arguments)
    }

    private static func conditions(_ filter: MatterQuery.Filter) -> [Fragment] {
        var fragments: [Fragment] = []
        func add(_ sql: String, _ arguments: (any DatabaseValueConvertible)...) {
            fragments.append(Fragment(sql: sql, arguments: arguments))
        }
        func add(_ column: String, in values: [any DatabaseValueConvertible]) {
            guard !values.isEmpty else { return }
            let list = Visible.list(values)
            fragments.append(Fragment(sql: column + " IN " + list.sql, arguments: list.arguments))
        }
        add("m.state", in: filter.states.map(\.rawValue).sorted())
        add("m.kind", in: filter.kinds.sorted())
        if let exercise = filter.exercise { add("m.exercise = ?", exercise) }
        if let parent = filter.parent { add("m.parent = ? AND m.parent <> ''", parent) }
        if let from = filter.openedFrom { add("m.opened >= ?", from.milliseconds) }
        if let before = filter.openedBefore { add("m.opened < ?", before.milliseconds) }
        if let hasDue = filter.hasDue { add(hasDue ? "m.next_due < ?" : "m.next_due = ?", IndexSchema.never) }
        if filter.unopened { add("m.first_opened IS NULL") }
        return fragments
    }
}
