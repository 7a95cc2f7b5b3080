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
            CheckRulebook.self, TestRulebook.self, CoverRulebook.self, ReduceRulebook.self,
            AdoptRulebook.self,
        ])
}

/// Opens a rulebook, or prints everything that is wrong with it.
func openRulebook(_ path: String) throws -> RulebookFolder {
    let folder = RulebookFolder.read(at: URL(fileURLWithPath: path))
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

    func run() throws {
        _ = try openRulebook(directory)
        print("no mistakes")
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
