import Rules

/// A clause as it stands under what rests on it: number and sentence.
public struct ClauseLine: Hashable, Sendable {
    public var id: Clause.ID
    /// The printed number, or the id where the source prints none.
    public var cite: String
    /// What it says, in our own words; empty when the ledger does not have it.
    public var sentence: String
}

extension Words {
    /// Clauses with their numbers and sentences, each once.
    public func lines(_ clauses: [Clause.ID]) -> [ClauseLine] {
        var seen: Set<Clause.ID> = []
        return clauses.filter { seen.insert($0).inserted }.map { id in
            let cite = cite(id)
            return ClauseLine(id: id, cite: cite.isEmpty ? id.text : cite, sentence: sentence(id))
        }
    }
}
