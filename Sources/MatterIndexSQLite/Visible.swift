import GRDB
import Services

/// A piece of SQL with what stands for its question marks.
struct Fragment {
    var sql: String
    var arguments: [(any DatabaseValueConvertible)?] = []
}

/// What a viewer may see, as a condition on `matter m`. Every line shown to a viewer is selected by `statement`, and that
/// takes a viewer; what is only counted and put in order passes a `Sieve`, which takes one too.
struct Visible {
    static let personPrefix = "person:"
    static let exclusionPrefix = "not:"

    /// Prepares a select of what the viewer may see among what the conditions let through.
    ///
    /// - Parameters:
    ///   - tables: what to select from; `matter m` is among it.
    ///   - tail: grouping, order and limit.
    static func statement(
        _ db: Database, _ columns: String, from tables: String, for viewer: MatterViewer, where conditions: [Fragment],
        _ tail: Fragment = Fragment(sql: "")
    ) throws -> Statement {
        let all = conditions + [condition(for: viewer)]
        let statement = try db.cachedStatement(
            sql: "SELECT \(columns) FROM \(tables) WHERE \(all.map { "(\($0.sql))" }.joined(separator: " AND ")) "
                + tail.sql)
        statement.arguments = StatementArguments(all.flatMap(\.arguments) + tail.arguments)
        return statement
    }

    /// The plus keeps SQLite from looking for matters by audience where another way is shorter.
    private static func condition(for viewer: MatterViewer) -> Fragment {
        var fragment = Fragment(
            sql: "m.number NOT IN (SELECT matter FROM matter_key WHERE key = ?)",
            arguments: [exclusionPrefix + viewer.person])
        guard case .keys(let given) = viewer.sight else { return fragment }
        let keys = keys(given)
        let (shared, own) = (list(keys.shared), list(keys.own))
        fragment.sql += """
             AND (+m.audience IN (SELECT audience FROM audience_key WHERE key IN \(shared.sql))
                OR m.number IN (SELECT matter FROM matter_key WHERE key IN \(own.sql)))
            """
        fragment.arguments += shared.arguments + own.arguments
        return fragment
    }

    /// The same condition for a pass over all matters: what a row would look up is held as sets. The lines of what it
    /// lets through are selected by `statement` once more.
    struct Sieve {
        private let db: Database
        private let numbers: Int64
        private let excluded: NumberSet
        /// Nil for who sees all that does not exclude them.
        private let audiences: NumberSet?
        private let ownKeys: [String]
        /// Looked up when the first matter comes whose posts the viewer has none of: many see all by their posts.
        private var own: NumberSet?

        /// - Parameter numbers: the highest number of a matter.
        init(_ db: Database, for viewer: MatterViewer, numbers: Int64) throws {
            (self.db, self.numbers) = (db, numbers)
            excluded = try Self.matters([exclusionPrefix + viewer.person], db, upTo: numbers)
            guard case .keys(let given) = viewer.sight else {
                (audiences, ownKeys) = (nil, [])
                return
            }
            let keys = keys(given)
            let last = try Int64.fetchOne(db, sql: "SELECT max(number) FROM audience") ?? 0
            audiences = try set(db, "SELECT audience FROM audience_key WHERE key IN", keys.shared, upTo: last)
            ownKeys = keys.own
        }

        mutating func passes(_ number: Int64, audience: Int64) throws -> Bool {
            if excluded.contains(number) { return false }
            guard let audiences else { return true }
            if audiences.contains(audience) { return true }
            let own = try self.own ?? Self.matters(ownKeys, db, upTo: numbers)
            self.own = own
            return own.contains(number)
        }

        private static func matters(_ keys: [String], _ db: Database, upTo last: Int64) throws -> NumberSet {
            try set(db, "SELECT matter FROM matter_key WHERE key IN", keys, upTo: last)
        }
    }

    private static func set(_ db: Database, _ select: String, _ keys: [String], upTo last: Int64) throws -> NumberSet {
        let list = list(keys)
        let statement = try db.cachedStatement(sql: "\(select) \(list.sql)")
        try statement.setArguments(StatementArguments(list.arguments))
        return try NumberSet(statement, db, upTo: last)
    }

    /// Keys of posts and keys of the person; an exclusion is no key to anything.
    private static func keys(_ given: some Collection<String>) -> (shared: [String], own: [String]) {
        let keys = given.filter { !$0.hasPrefix(exclusionPrefix) }
        return (keys.filter { !$0.hasPrefix(personPrefix) }, keys.filter { $0.hasPrefix(personPrefix) })
    }

    /// A list of values for `IN`.
    static func list(_ values: some Collection<any DatabaseValueConvertible>) -> Fragment {
        Fragment(
            sql: "(" + repeatElement("?", count: values.count).joined(separator: ",") + ")", arguments: Array(values))
    }
}
