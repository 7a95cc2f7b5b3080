import ArgumentParser
import Engine
import Foundation
import Notation
import RulebookFiles
import Rules
import Scenarios

/// What one can ask of a rulebook.
struct RulebookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rulebook",
        abstract: "Check, show and test a rulebook.",
        subcommands: [
            CheckRulebook.self, TestRulebook.self, CoverRulebook.self, ReduceRulebook.self, PrintBook.self,
            ExplainRulebook.self, ShowRulebook.self, WalkRulebook.self, AdoptRulebook.self,
        ])
}

/// Opens a rulebook, or prints everything that is wrong with it.
func openRulebook(_ path: String) throws -> RulebookFolder {
    let folder = RulebookFolder.read(at: URL(fileURLWithPath: Surroundings.path(path)))
    let diagnostics = folder.check()
    guard diagnostics.isEmpty else {
        for diagnostic in diagnostics { print(diagnostic) }
        print("\(diagnostics.count) mistakes")
        throw ExitCode(1)
    }
    return folder
}

struct CheckRulebook: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Find every mistake in a rulebook.")

    @Argument(help: "The folder of the rulebook.")
    var directory: String

    @Flag(name: .long, help: "Only read it: find mistakes of form, do not play it.")
    var quick = false

    @Option(name: .long, help: "At most so many assignments for each playbook; beyond it every pair of answers occurs.")
    var limit = 256

    func run() throws {
        let folder = try openRulebook(directory)
        guard !quick else {
            print("no mistakes")
            return
        }
        let report = RulebookCheck(rulebook: folder.rulebook(), limit: limit).run()
        for line in report.bounded { print("bounded: \(line)") }
        for finding in report.findings {
            let clauses = finding.clauses.map(\.text).joined(separator: ", ")
            print("\(finding.kind.rawValue): \(finding.subject) [\(clauses)]")
            if !finding.facts.isEmpty { print("    when " + finding.facts.joined(separator: ", ")) }
        }
        print("\(report.cones) cones, \(report.assignments) assignments, \(report.findings.count) findings")
        if !report.findings.isEmpty { throw ExitCode(1) }
    }
}

struct TestRulebook: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Play every scenario of a rulebook.")

    @Argument(help: "The folder of the rulebook.")
    var directory: String

    @OptionGroup var output: FormatOption

    func run() throws {
        let folder = try openRulebook(directory)
        let report = ScenarioReport(ScenarioSet(of: directory), folder: folder)
        report.print(as: output.format)
        if !report.allPassed { throw ExitCode(1) }
    }
}
