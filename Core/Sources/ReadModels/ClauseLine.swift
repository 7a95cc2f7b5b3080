import Rules

/// A clause as it is shown under what rests on it: its printed number, and what it says.
public struct ClauseLine: Sendable, Hashable {
    /// The id in the ledger.
    public var id: Clause.ID
    /// The number as printed in the source; the id where there is none.
    public var cite: String
    /// What it says, in our own words; may be empty.
    public var sentence: String

    /// Makes a line.
    public init(id: Clause.ID, cite: String = "", sentence: String = "") {
        self.id = id
        self.cite = cite.isEmpty ? id.text : cite
        self.sentence = sentence
    }

    /// Takes number and sentence from the words of the rulebook.
    public init(_ id: Clause.ID, words: Words) {
        self.init(id: id, cite: words.cite(id), sentence: words.sentence(id))
    }
}

extension Words {
    /// Clauses with their numbers and sentences, each once.
    public func lines(_ clauses: [Clause.ID]) -> [ClauseLine] {
        var seen: Set<Clause.ID> = []
        return clauses.filter { seen.insert($0).inserted }.map { ClauseLine($0, words: self) }
    }
}
