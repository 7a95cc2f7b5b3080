import GRDB
import Services

/// A piece of SQL with what stands for its question marks.
struct Fragment {
    var sql: String
    var arguments: [(any DatabaseValueConvertible)?] = []
}

/// What a viewer may see, as a condition on `matter m`. Every answer to a viewer is selected by `statement`, and that
/// takes a viewer: there is no other way to the rows.
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
        // An exclusion is no key to anything.
        let keys = given.filter { !$0.hasPrefix(exclusionPrefix) }
        let shared = list(keys.filter { !$0.hasPrefix(personPrefix) })
        let own = list(keys.filter { $0.hasPrefix(personPrefix) })
        fragment.sql += """
             AND (+m.audience IN (SELECT audience FROM audience_key WHERE key IN \(shared.sql))
                OR m.number IN (SELECT matter FROM matter_key WHERE key IN \(own.sql)))
            """
        fragment.arguments += shared.arguments + own.arguments
        return fragment
    }

    /// A list of values for `IN`.
    static func list(_ values: some Collection<any DatabaseValueConvertible>) -> Fragment {
        Fragment(
            sql: "(" + repeatElement("?", count: values.count).joined(separator: ",") + ")", arguments: Array(values))
    }
}
