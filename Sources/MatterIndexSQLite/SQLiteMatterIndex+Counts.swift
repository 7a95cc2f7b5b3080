import GRDB
import Services

extension SQLiteMatterIndex {
    /// See `MatterIndex`.
    public func openByEdition() async throws(MatterIndexError) -> [String: Int] {
        try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT l.edition, count(*) FROM matter m JOIN line l ON l.number = m.number
                    WHERE m.state = 0 GROUP BY l.edition
                    """)
            return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String, $0[1] as Int) })
        }
    }
}
