import ArgumentParser
import Books
import Engine
import Foundation
import RulebookFiles
import Rules

extension Language: @retroactive ExpressibleByArgument {}

struct LanguageOption: ParsableArguments {
    @Option(name: .long, help: "ja or en.")
    var language: Language = .ja
}

struct PrintBook: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "book", abstract: "Print every rule as a sentence that an official can check.",
        discussion: "The output is Markdown. Behind each sentence stand the printed numbers of its clauses.")

    @Argument(help: "The folder of the rulebook.")
    var directory: String

    @OptionGroup var language: LanguageOption

    func run() throws {
        let folder = try openRulebook(directory)
        let book = Book(rulebook: folder.rulebook(), ledger: folder.ledger, language: language.language)
        print(book.markdown, terminator: "")
    }
}

struct ExplainRulebook: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Show what carries a clause, and which steps its gates touch.",
        discussion: """
            Without a clause, --touched lists every prohibition and approval with the steps that its selectors touch. \
            Exit 1: no clause of the ledger has this id or printed number.
            """)

    @Argument(help: "The folder of the rulebook.")
    var directory: String

    @Argument(help: "The id of a clause, or its number as printed.")
    var clause: String?

    @Flag(name: .long, help: "Print the whole list of gates and the steps they touch.")
    var touched = false

    @OptionGroup var language: LanguageOption

    func validate() throws {
        if (clause == nil) != touched { throw ValidationError("Name a clause, or ask for --touched.") }
    }

    func run() throws {
        let folder = try openRulebook(directory)
        let rulebook = folder.rulebook()
        guard let clause else {
            print(Explanation.touched(rulebook), terminator: "")
            return
        }
        let found = folder.ledger.clauses.filter { $0.id.text == clause || $0.cite == clause }
        guard !found.isEmpty else {
            FileHandle.standardError.write(Data("no clause \(clause) in the ledger\n".utf8))
            throw ExitCode(1)
        }
        let explanation = Explanation(rulebook: rulebook, ledger: folder.ledger, language: language.language)
        print(found.map(explanation.text).joined(separator: "\n"), terminator: "")
    }
}

/// What a clause of the ledger comes to in a rulebook.
struct Explanation {
    let rulebook: Rulebook
    let book: Book
    private let touched: [String: [Name<Step>]]

    init(rulebook: Rulebook, ledger: Ledger, language: Language) {
        self.rulebook = rulebook
        book = Book(rulebook: rulebook, ledger: ledger, language: language)
        touched = Dictionary(
            Program(rulebook).touched.map { ($0.gate, $0.steps) }, uniquingKeysWith: { first, _ in first })
    }

    /// Every gate with the steps it touches, a line each; gates that touch none are listed too.
    static func touched(_ rulebook: Rulebook) -> String {
        let lines = Program(rulebook).touched.flatMap { gate, steps in
            steps.isEmpty ? ["\(gate) -> nothing"] : steps.map { "\(gate) -> \($0)" }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The clause, then each carrier with its sentence and, for gates, the steps.
    func text(_ clause: Clause) -> String {
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
