import Foundation
import JournalSQLite
import Journaling
import Notation
import Synchronization

/// Writes to a journal as hard as it can, for tests that kill it. It is in no release.
///
/// ```
/// journal-hammer run FOLDER [--writers N] [--appends N] [--intents] [--ack-early]
/// journal-hammer verify FOLDER [POSITION:HASH]
/// ```
///
/// `run` makes the folder when it is missing, prints `POSITION:HASH` for each acknowledged append and nothing else,
/// each with one write to standard output. `--intents` prints `> WRITER.NUMBER` before each append and
/// `= WRITER.NUMBER POSITION:HASH` after it. `--appends` ends after so many. `--ack-early` acknowledges before the
/// commit: a broken store, to show that the tests find it. `verify` prints the head, or what is wrong and exits 1.
@main struct Hammer {
    static func main() async {
        do {
            let arguments = Arguments(CommandLine.arguments.dropFirst())
            switch arguments.words.first {
            case "run" where arguments.words.count == 2: try await run(arguments)
            case "verify" where arguments.words.count >= 2: try await verify(arguments)
            default:
                complain("journal-hammer run|verify FOLDER")
                exit(64)
            }
        } catch {
            complain("\(error)")
            exit(1)
        }
    }

    private static func run(_ arguments: Arguments) async throws {
        let path = arguments.words[1]
        let isNew = !FileManager.default.fileExists(atPath: path + "/VERSION")
        let folder = try isNew ? DataFolder.create(at: path) : DataFolder.open(at: path)
        if try folder.organisations().isEmpty { try folder.addOrganisation("org") }
        var options = SQLiteJournal.Options()
        options.acknowledgesEarly = arguments.flags.contains("--ack-early")
        let journal = try folder.openJournal(of: "org", options: options)
        let intents = arguments.flags.contains("--intents")
        let writers = arguments.numbers["--writers"] ?? 64
        let left = Left(arguments.numbers["--appends"] ?? .max)
        let round = try await journal.head().position
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<writers {
                group.addTask {
                    var version = 0
                    while left.take() {
                        if intents { say("> \(writer).\(version)") }
                        let draft = Draft(
                            kind: "step.done", happenedAt: 0, actor: "p-\(writer)", post: "window",
                            payload: ["writer": .int(writer), "text": "初動の記録"])
                        let receipt = try await journal.append(
                            [draft], to: StreamName("matter:\(round)-\(writer)"), expecting: .exactly(version))
                        say(intents ? "= \(writer).\(version) \(receipt.head)" : "\(receipt.head)")
                        version += 1
                    }
                }
            }
            try await group.waitForAll()
        }
        try await journal.close()
    }

    private static func verify(_ arguments: Arguments) async throws {
        let folder = try DataFolder.open(at: arguments.words[1])
        let journal = try folder.openJournal(of: "org")
        let head = arguments.words.count > 2 ? Head(arguments.words[2]) : nil
        let result = try await journal.verify(against: head, deep: true)
        let digest = try await journal.projectionDigest()
        guard try await journal.rebuild() == digest else {
            say("the read models are not what a rebuild makes of the entries")
            exit(1)
        }
        say(result.finding.map(\.english) ?? "\(result.head)")
        try await journal.close()
        if !result.isWhole { exit(1) }
    }

    private static func say(_ line: String) { put(line, 1) }
    private static func complain(_ line: String) { put(line, 2) }

    private static func put(_ line: String, _ descriptor: Int32) {
        let bytes = Array((line + "\n").utf8)
        if write(descriptor, bytes, bytes.count) != bytes.count { exit(74) }
    }
}

/// How many appends are still to be made.
private final class Left: Sendable {
    private let count: Atomic<Int>

    init(_ count: Int) { self.count = Atomic(count) }

    func take() -> Bool { count.subtract(1, ordering: .relaxed).oldValue > 0 }
}

private struct Arguments {
    var words: [String] = []
    var flags: Set<String> = []
    var numbers: [String: Int] = [:]

    init(_ arguments: some Sequence<String>) {
        var name: String?
        for argument in arguments {
            if let known = name, let number = Int(argument) {
                numbers[known] = number
                name = nil
            } else if argument.hasPrefix("--") {
                flags.insert(argument)
                name = argument
            } else {
                words.append(argument)
            }
        }
    }
}
