import Foundation
import JournalSQLite
import JournalTesting
import Journaling

/// A folder that goes away with its owner.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.path + "/shodo-test-" + UUID().uuidString
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A data folder with one organisation and its journal.
struct Fixture {
    let temporary = TemporaryFolder()
    let folder: DataFolder
    let journal: SQLiteJournal
    var path: String { folder.path }
    var database: String { folder.folder(of: "org") + "/journal.sqlite" }

    init(projections: [any Projection] = [TextProjection()], clock: JournalClock = TestClock().clock) throws {
        folder = try DataFolder.create(at: temporary.path + "/data")
        try folder.addOrganisation("org")
        journal = try folder.openJournal(of: "org", projections: projections, clock: clock)
    }

    /// Appends entries to several streams.
    func fill(_ count: Int) async throws {
        for index in 0..<count {
            try await journal.append(
                [Sample.draft("note.made", "text \(index)")], to: StreamName("matter:\(index % 3)"), expecting: .any)
        }
    }
}

extension SQLiteJournal {
    /// Waits until somebody has written the entry at a position; a minute at most.
    func reaches(_ position: Int) async throws {
        for _ in 0..<6000 where try await head().position < position { try await Task.sleep(for: .milliseconds(10)) }
    }
}

/// Runs a program and returns its exit code and what it wrote to standard output.
@discardableResult
func run(_ program: String, _ arguments: String...) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}
