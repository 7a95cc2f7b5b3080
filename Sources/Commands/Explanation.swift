import Books
import Engine
import Rules

/// What a clause of the ledger comes to in a rulebook.
public struct Explanation {
    private let book: Book
    private let touched: [String: [Name<Step>]]

    /// Works out the sentences of a rulebook and what its gates touch.
    public init(rulebook: Rulebook, ledger: Ledger, language: Language) {
        book = Book(rulebook: rulebook, ledger: ledger, language: language)
        touched = Dictionary(
            Program(rulebook).touched.map { ($0.gate, $0.steps) }, uniquingKeysWith: { first, _ in first })
    }

    /// Every gate with the steps it touches, a line each; gates that touch none are listed too.
    public static func touched(_ rulebook: Rulebook) -> String {
        let lines = Program(rulebook).touched.flatMap { gate, steps in
            steps.isEmpty ? ["\(gate) -> nothing"] : steps.map { "\(gate) -> \($0)" }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The clause, then each carrier with its sentence and, for gates, the steps.
    public func text(_ clause: Clause) -> String {
        let words = book.language == .ja ? clause.label.ja : clause.label.en
        var lines = ["\(clause.id)  \(clause.cite)  \(clause.kind.rawValue), \(clause.tier.rawValue)", "  \(words)"]
        let entries = book.entries(naming: clause.id)
        if entries.isEmpty { lines.append(book.language == .ja ? "  これを担う規則はない。" : "  Nothing carries it.") }
        for entry in entries {
            lines.append("\(entry.kind.rawValue) \(entry.id)")
            lines.append("  \(entry.sentence)")
            lines += entry.lines.map { "  - \($0.sentence)" }
            guard entry.kind == .forbid || entry.kind == .approval else { continue }
            lines += touched[entry.id, default: []].map { "  -> \($0)" }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
