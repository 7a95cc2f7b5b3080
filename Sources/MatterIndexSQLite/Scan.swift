import GRDB
import GRDBSQLite
import Notation
import ReadModels
import Services

/// A matter's place in a list.
struct Place: Hashable, Comparable {
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

/// One pass over all that fits: the counts of all pages and the first places after a cursor.
struct Scan {
    let order: MatterQuery.Order
    let size: Int
    let after: Place?
    private(set) var counts: [MatterState: Int] = [:]
    private var places: [Place] = []
    /// The last place that can still come onto the page; nil while there is room.
    private var last: Place?

    init(order: MatterQuery.Order, size: Int, after: Place?) {
        self.order = order
        self.size = size
        self.after = after
    }

    /// The first places in order, one more than a page has if there are more.
    var first: [Place] { Array(places.sorted().prefix(size + 1)) }

    mutating func run(_ db: Database, _ query: MatterQuery) throws {
        let numbers = try Int64.fetchOne(db, sql: "SELECT max(number) FROM matter") ?? 0
        var sieve = try Visible.Sieve(db, for: query.viewer, numbers: numbers)
        let words = SearchText.words(query.filter.search).prefix(SQLiteMatterIndex.mostWords)
        let key = order == .due ? "m.next_due" : "-m.entered"
        var tables = "matter m"
        var conditions = Self.conditions(query.filter)
        if query.filter.owed { conditions.append(Self.owed(by: query.viewer)) }
        var having: NumberSet?
        if !words.isEmpty {
            let match = Self.match(words)
            having = try Self.numbers(having: match, db, numbers: numbers)
            if having == nil {
                // A search begins at the words: the CROSS JOIN holds SQLite to it.
                tables = "matter_text t CROSS JOIN matter m ON m.number = t.rowid"
                conditions.insert(Fragment(sql: "t.text MATCH ?", arguments: [match]), at: 0)
            }
        }
        let such = conditions.map { "(\($0.sql))" }.joined(separator: " AND ")
        let statement = try db.cachedStatement(
            sql: "SELECT m.number, m.audience, m.state, \(key) FROM \(tables)" + (such.isEmpty ? "" : " WHERE \(such)"))
        try statement.setArguments(StatementArguments(conditions.flatMap(\.arguments)))
        var byState = Array(repeating: 0, count: MatterState.allCases.count)
        try SQLiteMatterIndex.rows(of: statement, db) { handle in
            let number = sqlite3_column_int64(handle, 0)
            if let having, !having.contains(number) { return }
            guard try sieve.passes(number, audience: sqlite3_column_int64(handle, 1)) else { return }
            let state = Int(sqlite3_column_int64(handle, 2))
            if byState.indices.contains(state) { byState[state] += 1 }
            add(Place(key: sqlite3_column_int64(handle, 3), number: number))
        }
        for state in MatterState.allCases where byState[state.rawValue] > 0 {
            counts[state] = byState[state.rawValue]
        }
    }

    private mutating func add(_ place: Place) {
        if let last, last < place { return }
        if let after, place <= after { return }
        places.append(place)
        // Sorting now and then is cheaper than holding all in order.
        guard places.count > 4 * (size + 1) else { return }
        places = first
        last = places.last
    }

    /// The matters that have words which many have: reading all matters in their order and looking here is quicker
    /// then than going to each that was found. Nil where the words are not in many.
    private static func numbers(having match: String, _ db: Database, numbers: Int64) throws -> NumberSet? {
        let statement = try db.cachedStatement(sql: "SELECT rowid FROM matter_text WHERE text MATCH ?")
        try statement.setArguments([match])
        let found = try NumberSet(statement, db, upTo: numbers)
        return found.count > numbers / manyShare ? found : nil
    }

    /// More than one in so many is many.
    private static let manyShare: Int64 = 8

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
