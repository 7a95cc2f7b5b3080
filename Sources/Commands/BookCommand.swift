import ArgumentParser
import Books
import Foundation
import RulebookFiles
import Rules

struct PrintBook: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "book", abstract: "Print every rule as a sentence that an official can check.",
        discussion: "The output is Markdown. Behind each sentence stand the printed numbers of its clauses.")

    @Argument(help: "The folder of the rulebook.")
    var directory: String

    @OptionGroup var language: LanguageOption

    func run() throws {
        let folder = try openRulebook(directory)
        let book = Book(rulebook: folder.rulebook(), ledger: folder.wholeLedger, language: language.language)
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
        let found = folder.wholeLedger.clauses.filter { $0.id.text == clause || $0.cite == clause }
        guard !found.isEmpty else {
            complain("no clause \(clause) in the ledger")
            throw ExitCode(1)
        }
        let explanation = Explanation(rulebook: rulebook, ledger: folder.wholeLedger, language: language.language)
        print(found.map(explanation.text).joined(separator: "\n"), terminator: "")
    }
}
