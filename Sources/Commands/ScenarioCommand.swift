import ArgumentParser
import Crypto
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
        let report = try ScenarioReport(files: files.map { URL(fileURLWithPath: $0) }, folder: folder)
        report.print(as: output.format)
        if !report.allPassed { throw ExitCode(1) }
    }
}

/// The hash that papers are granted on.
func paperDigest(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
        let text = String(byte, radix: 16)
        return byte < 16 ? "0" + text : text
    }.joined()
}

/// What came of playing scenarios.
struct ScenarioReport {
    struct Line {
        var title: String
        var file: String
        var lines: [Int]
        var line: Int
        var failures: [Failure]
    }

    var lines: [Line] = []
    var diagnostics: [Diagnostic] = []

    var allPassed: Bool { diagnostics.isEmpty && lines.allSatisfy(\.failures.isEmpty) }

    init(files: [URL], folder: RulebookFolder) throws {
        let (documents, diagnostics) = ScenarioFiles.read(files)
        self.diagnostics = diagnostics
        var programs: [[Name<Reading>: String]: Program] = [:]
        for document in documents {
            do throws(Scenario.Fault) {
                let scenario = try Scenario(json: document.json, zone: .japan)
                let program = programs[scenario.readings] ?? Program(folder.rulebook(adopting: scenario.readings))
                programs[scenario.readings] = program
                let result = Play(program: program, digest: paperDigest).run(scenario)
                lines.append(
                    Line(
                        title: scenario.title, file: document.file, lines: document.entryLines, line: document.line,
                        failures: result.failures))
            } catch {
                let failure = Failure(
                    step: error.entry ?? -1, effect: .fault, expected: "a scenario", found: error.message, clause: nil)
                lines.append(
                    Line(
                        title: document.json["scenario"]?.string ?? "", file: document.file,
                        lines: document.entryLines, line: document.line, failures: [failure]))
            }
        }
    }

    func print(as format: Format) {
        switch format {
        case .json:
            let all = lines.map { line in
                JSON.object([
                    .init("scenario", .string(line.title)), .init("passed", .bool(line.failures.isEmpty)),
                    .init("failures", .array(line.failures.map(json))),
                ])
            }
            Swift.print(JSON.array(all).text)
        case .text:
            for diagnostic in diagnostics { Swift.print(diagnostic) }
            for line in lines where !line.failures.isEmpty {
                Swift.print("✗ \(line.title)")
                for failure in line.failures {
                    let place = line.lines.indices.contains(failure.step) ? line.lines[failure.step] : line.line
                    let clause = failure.clause.map { " [\($0)]" } ?? ""
                    Swift.print(
                        "  \(line.file):\(place): \(failure.effect.rawValue)\(clause): expected \(failure.expected); "
                            + "found \(failure.found)")
                }
            }
            let failed = lines.count { !$0.failures.isEmpty }
            Swift.print("\(lines.count - failed) passed, \(failed + (diagnostics.isEmpty ? 0 : 1)) failed")
        }
    }

    private func json(_ failure: Failure) -> JSON {
        .object([
            .init("step", .int(failure.step + 1)), .init("expected", .string(failure.expected)),
            .init("found", .string(failure.found)),
            .init("clause", failure.clause.map { .string($0.text) } ?? .null),
        ])
    }
}
