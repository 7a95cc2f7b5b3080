import Foundation
import Testing

/// What happens to a process that is killed, seen from outside of it.
@Suite(.serialized) struct `A writer that is killed` {
    /// The program journal-hammer, which is built beside the tests.
    static let hammer: String = {
        let here = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
        return here + "/journal-hammer"
    }()

    static let script = #filePath.components(separatedBy: "/Tests/")[0] + "/Tests/torture/torture.py"

    /// More by `TORTURE_ROUNDS=1000 swift test --filter TortureTests`, or by the script itself.
    static let rounds = ProcessInfo.processInfo.environment["TORTURE_ROUNDS"] ?? "50"

    @Test func `has lost nothing that it acknowledged`() throws {
        let result = try run("python3", Self.script, Self.hammer, "--rounds", Self.rounds)
        #expect(result.code == 0, "\(result.output)")
        print(result.output)
    }

    @Test func `would be found out if it acknowledged before the commit`() throws {
        let result = try run(
            "python3", Self.script, Self.hammer, "--rounds", "100", "--ack-early", "--expect-loss")
        #expect(result.code == 0, "\(result.output)")
    }

    /// The append under way between a line `> W.N` and its `= W.N`, and whether a sync lay wholly between the two.
    private func unsynced(_ arguments: String...) throws -> (appends: Int, unsynced: [String]) {
        let temporary = TemporaryFolder()
        let trace = temporary.path + "/trace"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            [
                "strace", "-f", "-e", "trace=fdatasync,fsync,write", "-o", trace, Self.hammer, "run",
                temporary.path + "/d",
            ]
            + ["--intents", "--appends", "300"] + arguments
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        var begun: [Substring: Int] = [:]
        var starts: [Substring: Int] = [:]
        var lastWhole = -1
        var found: [String] = []
        var appends = 0
        let lines = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
        for (number, line) in lines.enumerated() {
            let thread = line.prefix { $0 != " " }
            if line.contains("sync(") { starts[thread] = number }
            if line.contains("sync"), line.hasSuffix("= 0"), let start = starts[thread] {
                // Of the whole syncs the one that began last covers the most appends.
                lastWhole = max(lastWhole, start)
            }
            guard let text = line.firstRange(of: "write(1, \"").map({ line[$0.upperBound...] }) else { continue }
            let name = text.dropFirst(2).prefix { $0 != "\\" && $0 != " " }
            if text.hasPrefix("> ") { begun[name] = number }
            if text.hasPrefix("= "), let begin = begun[name] {
                appends += 1
                if lastWhole < begin { found.append(String(name)) }
            }
        }
        return (appends, found)
    }

    static let hasStrace = (try? run("strace", "-V").code) == 0

    @Test(.enabled(if: hasStrace, "strace is not installed"), arguments: ["1", "8", "64"])
    func `has synced between each append and its acknowledgement`(writers: String) throws {
        let result = try unsynced("--writers", writers)
        #expect(result.appends == 300)
        #expect(result.unsynced == [])
    }

    @Test(.enabled(if: hasStrace, "strace is not installed"))
    func `would be found without a sync if it acknowledged before the commit`() throws {
        #expect(try unsynced("--writers", "8", "--ack-early").unsynced.isEmpty == false)
    }
}
