import Foundation

/// Whole commands, timed from outside: what somebody at a terminal waits for.
enum CommandBench {
    static func run(_ report: inout Report) throws {
        let books = ["Rulebooks/kosen", "Rulebooks/village"]
        report.add(
            "rulebook test of both", try books.reduce(0) { try $0 + time(["rulebook", "test", $1]) }, "s", .atMost(10))
        report.add(
            "rulebook check of both", try books.reduce(0) { try $0 + time(["rulebook", "check", $1]) }, "s",
            .atMost(60))
        report.add("coverage of kosen by taking out", try time(["rulebook", "coverage", books[0]]), "s", .atMost(120))
    }

    /// The seconds of one run of the program beside this one. What it answers is not looked at here.
    private static func time(_ arguments: [String]) throws -> Double {
        let process = Process()
        let own = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        process.executableURL = own.appending(path: "shodo")
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        let start = ContinuousClock.now
        try process.run()
        process.waitUntilExit()
        let time = ContinuousClock.now - start
        return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    }
}
