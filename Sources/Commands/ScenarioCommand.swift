import ArgumentParser
import Engine
import Foundation
import Notation
import RulebookFiles
import Rules
import Scenarios

/// What one can do with scenarios.
struct ScenarioCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenario", abstract: "Play scenarios.", subcommands: [RunScenario.self])
}

struct RunScenario: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Play scenario files on a rulebook and compare.")

    @Argument(help: "Scenario files, or folders of them.")
    var files: [String]

    @Option(name: .long, help: "The folder of the rulebook.")
    var rulebook: String

    @OptionGroup var output: FormatOption

    func run() throws {
        let folder = try openRulebook(rulebook)
        let report = ScenarioReport(ScenarioSet(files: files.map { URL(fileURLWithPath: $0) }), folder: folder)
        report.print(as: output.format)
        if !report.allPassed { throw ExitCode(1) }
    }
}

/// What came of playing scenarios.
struct ScenarioReport {
    private struct Line {
        var member: ScenarioSet.Member
        var failures: [Failure]
    }

    private var lines: [Line] = []
    private var diagnostics: [Diagnostic]
    private var checkpoints = 0
    private var openCheckpoints = 0

    var allPassed: Bool { diagnostics.isEmpty && lines.allSatisfy(\.failures.isEmpty) && !tooManyOpen }

    /// At most one checkpoint in ten may leave its lists open.
    private var tooManyOpen: Bool { openCheckpoints * 10 > max(checkpoints, 10) }

    init(_ set: ScenarioSet, folder: RulebookFolder) {
        diagnostics = set.diagnostics
        var programs: [[Name<Reading>: String]: Program] = [:]
        for member in set.members {
            guard let scenario = member.scenario else {
                let failure = Failure(
                    step: member.fault?.entry ?? -1, effect: .fault, expected: "a scenario",
                    found: member.fault?.message ?? "")
                lines.append(Line(member: member, failures: [failure]))
                continue
            }
            let program = programs[scenario.readings] ?? Program(folder.rulebook(adopting: scenario.readings))
            programs[scenario.readings] = program
            let result = Play(program: program, digest: paperDigest).run(scenario)
            checkpoints += result.checkpoints
            openCheckpoints += result.openCheckpoints
            lines.append(Line(member: member, failures: result.failures))
        }
    }

    func print(as format: Format) {
        switch format {
        case .json: Swift.print(JSON.array(lines.map(json)).text)
        case .text:
            for diagnostic in diagnostics { Swift.print(diagnostic) }
            for line in lines where !line.failures.isEmpty {
                Swift.print("✗ \(line.member.title)")
                for failure in line.failures { Swift.print("  " + words(failure, of: line.member)) }
            }
            if tooManyOpen {
                Swift.print("\(openCheckpoints) of \(checkpoints) checkpoints are open; at most one in ten may be")
            }
            let failed = lines.count { !$0.failures.isEmpty } + (diagnostics.isEmpty ? 0 : 1) + (tooManyOpen ? 1 : 0)
            Swift.print("\(lines.count { $0.failures.isEmpty }) passed, \(failed) failed")
        }
    }

    private func words(_ failure: Failure, of member: ScenarioSet.Member) -> String {
        let place = member.place(failure.step)
        let clause = failure.clause.map { " [\($0)]" } ?? ""
        return "\(place.file):\(place.line): \(failure.effect.rawValue)\(clause): expected \(failure.expected); "
            + "found \(failure.found)"
    }

    private func json(_ line: Line) -> JSON {
        let failures = line.failures.map { failure in
            JSON.object([
                .init("step", .int(failure.step + 1)), .init("expected", .string(failure.expected)),
                .init("found", .string(failure.found)),
                .init("clause", failure.clause.map { .string($0.text) } ?? .null),
            ])
        }
        return .object([
            .init("scenario", .string(line.member.title)), .init("passed", .bool(line.failures.isEmpty)),
            .init("failures", .array(failures)),
        ])
    }
}
