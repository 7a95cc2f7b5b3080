import ArgumentParser
import Engine
import Foundation
import Notation
import RulebookFiles
import Rules
import Scenarios

struct CoverRulebook: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Measure which clauses are carried and shown, by taking each one out.",
        discussion:
            "A clause is shown when, with everything that names it taken out, a scenario fails in an expectation "
            + "that names it and that is of the effect its kind asks.")

    @Argument(help: "The folder of the rulebook.")
    var directory: String

    @Option(name: .long, help: "A ledger file; may be repeated. Default: the rulebook's own.")
    var ledger: [String] = []

    @Option(name: .long, help: "A file with the clause ids to measure, one on each line.")
    var only: String?

    @OptionGroup var output: FormatOption

    func run() throws {
        let folder = try openRulebook(directory)
        var measured = folder.ledger
        if !ledger.isEmpty {
            let (other, diagnostics) = Ledger.read(ledger.map { URL(fileURLWithPath: $0) })
            for diagnostic in diagnostics { print(diagnostic) }
            if !diagnostics.isEmpty { throw ExitCode(1) }
            measured = other
        }
        var chosen: Set<Clause.ID>?
        if let only {
            let text = try String(contentsOfFile: only, encoding: .utf8)
            chosen = Set(text.split(whereSeparator: \.isWhitespace).map { Clause.ID(String($0)) })
        }
        let coverage = CoverageRun(
            ledger: measured, scenarios: ScenarioSet(of: directory).named, digest: paperDigest,
            rulebook: { folder.rulebook(adopting: $0, without: $1) }
        ).run(only: chosen)
        switch output.format {
        case .json: print(coverage.json.text)
        case .text: print(coverage.table)
        }
    }
}

struct ReduceRulebook: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "without", abstract: "Write the rulebook without everything that names a clause.")

    @Argument(help: "The folder of the rulebook.")
    var directory: String

    @Option(name: .long, help: "The clause to take out.")
    var clause: String

    @Option(name: .long, help: "The folder to write; it must not exist.")
    var output: String

    func run() throws {
        let folder = try openRulebook(directory)
        guard folder.ledger.clauses.contains(where: { $0.id.text == clause }) else {
            print("There is no clause \(clause) in the ledger. 台帳に条項 \(clause) がありません。")
            throw ExitCode(1)
        }
        try folder.writeReduced(without: Clause.ID(clause), to: URL(fileURLWithPath: output))
    }
}

extension Coverage {
    /// The report for people.
    var table: String {
        var lines: [String] = []
        for tier in Clause.Tier.allCases {
            let (total, carried, shown) = tally(tier)
            lines.append("\(tier.rawValue): \(carried) of \(total) carried, \(shown) shown")
        }
        lines.append(
            "items \(items), playbooks \(playbooks), forms \(forms), fields \(fields), readings \(readings)")
        if !missing.isEmpty { lines.append("missing: " + missing.map(\.text).joined(separator: " ")) }
        for entry in clauses where entry.clause.tier == .enforce && !entry.shown {
            let why =
                (entry.fails == nil ? [entry.knockOn ? "knock-on only" : "no scenario fails"] : []) + entry.lacking
            lines.append("unshown \(entry.clause.id) (\(entry.clause.kind.rawValue)): " + why.joined(separator: "; "))
        }
        for group in identical { lines.append("identical: " + group.map(\.text).joined(separator: " ")) }
        if !withoutEffect.isEmpty {
            lines.append("without effect: " + withoutEffect.map(\.text).joined(separator: " "))
        }
        return lines.joined(separator: "\n")
    }
}
