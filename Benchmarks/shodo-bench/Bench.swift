import Foundation
import Notation

/// Measures what the project promises, prints a table and writes `.build/bench.json`.
///
/// ```
/// shodo-bench [--only SECTION…] [--entries N] [--output FILE]
/// shodo-bench --multiply FOLDER ENTRIES
/// ```
///
/// Exit 1 when a target is missed. Run it in release and alone on the machine.
@main struct Bench {
    static func sections(entries: Int) -> [Section] {
        [
            Section(name: "engine") { report in try await EngineBench.run(&report) },
            Section(name: "act") { report in try await ActBench.run(&report) },
            Section(name: "house") { report in try await HouseBench.run(&report) },
            Section(name: "commands") { report in try CommandBench.run(&report) },
            Section(name: "append") { report in try await AppendBench.run(&report) },
            Section(name: "matters") { report in try await MatterBench.run(&report) },
            Section(name: "verify") { report in try await VerifyBench.run(&report, entries: entries) },
        ]
    }

    static func main() async throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "--open", arguments.count == 2 { return try await VerifyBench.open(arguments[1]) }
        if arguments.first == "--multiply", arguments.count == 3, let entries = Int(arguments[2]) {
            return try await Multiply.run(arguments[1], to: entries)
        }
        func value(_ name: String) -> String? {
            guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else { return nil }
            defer { arguments.removeSubrange(index...(index + 1)) }
            return arguments[index + 1]
        }
        let entries = value("--entries").flatMap(Int.init) ?? 1_000_000
        let output = value("--output") ?? ".build/bench.json"
        let only = Set(arguments.filter { $0 != "--only" })
        let scratch = FileManager.default.currentDirectoryPath + "/.build/bench-\(getpid())"
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        var report = Report(scratch: scratch)
        for section in sections(entries: entries) where only.isEmpty || only.contains(section.name) {
            say("— \(section.name)")
            try await section.run(&report)
        }
        try (report.json.pretty + "\n").write(toFile: output, atomically: true, encoding: .utf8)
        if report.figures.contains(where: { !$0.isKept }) {
            try? FileManager.default.removeItem(atPath: scratch)
            exit(1)
        }
    }
}
