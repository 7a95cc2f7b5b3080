import Foundation
import Notation

/// The built program, run in a process of its own as an administrator would.
struct ShodoProgram {
    struct Result {
        var code: Int32
        var output: String
        var complaint: String

        /// What was printed, as data.
        var json: JSON? { try? JSON(reading: Array(output.utf8)) }
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let library = root.appending(path: "Tests/Fixtures/rulebooks/library").path

    static let binary: String = {
        // Beside the test bundle, wherever that was built.
        let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "shodo")
        return FileManager.default.isExecutableFile(atPath: beside.path)
            ? beside.path : root.appending(path: ".build/debug/shodo").path
    }()

    /// Runs it to its end.
    ///
    /// - Parameters:
    ///   - input: what stands on standard input; nil for nothing.
    ///   - directory: where it is run.
    ///   - environment: what is added to the environment.
    static func run(
        _ arguments: [String], input: Data? = nil, in directory: String? = nil, environment: [String: String] = [:]
    ) throws -> Result {
        try start(arguments, input: input, in: directory, environment: environment).result()
    }

    /// Begins to run it.
    static func start(
        _ arguments: [String], input: Data? = nil, in directory: String? = nil, environment: [String: String] = [:]
    ) throws -> Running {
        let running = Running()
        let process = running.process
        process.executableURL = URL(fileURLWithPath: binary)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        if let input {
            let path = running.folder.path + "/in"
            try input.write(to: URL(fileURLWithPath: path))
            process.standardInput = FileHandle(forReadingAtPath: path)
        }
        if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
        if !environment.isEmpty {
            process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        }
        // Into files: two pipes could block each other.
        process.standardOutput = FileHandle(forWritingAtPath: running.files[0])
        process.standardError = FileHandle(forWritingAtPath: running.files[1])
        try process.run()
        return running
    }

    /// A run that has begun.
    struct Running {
        let process = Process()
        fileprivate let folder = TemporaryFolder()
        fileprivate var files: [String] { ["out", "err"].map { folder.path + "/" + $0 } }

        fileprivate init() {
            for file in files { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        }

        /// Waits for its end.
        func result() -> Result {
            process.waitUntilExit()
            let texts = files.map {
                String(decoding: FileManager.default.contents(atPath: $0) ?? Data(), as: UTF8.self)
            }
            return Result(code: process.terminationStatus, output: texts[0], complaint: texts[1])
        }
    }
}

/// A folder that goes away with its owner.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.path + "/shodo-test-" + UUID().uuidString
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A library with aoki at the counter and mori as director.
struct Library {
    let temporary = TemporaryFolder()
    var data: String { temporary.path + "/data" }

    init() throws {
        try run("init", "--rulebook", ShodoProgram.library, "--organisation", "例示図書館")
        try run("post", "assign", "counter", "aoki", "--name", "例示 青木", "--from", "2026-01-01")
        try run("post", "assign", "director", "mori", "--name", "例示 森", "--from", "2026-01-01")
    }

    @discardableResult
    func run(_ arguments: String...) throws -> ShodoProgram.Result {
        try ShodoProgram.run(arguments + ["--data", data])
    }

    /// Reports a missing book and returns the matter's number.
    func report() throws -> String {
        let result = try run("report", "--by", "aoki", "--text", "貴重書が一冊ない", "--format", "json")
        return result.json?["matter"]?.string ?? ""
    }

    /// The head of the journal, as verify prints it.
    func head() throws -> String { try run("verify", "--format", "json").json?["head"]?.string ?? "" }

    /// All files of the data folder with their contents, to see that nothing was written.
    func files() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for case let name as String in FileManager.default.enumerator(atPath: data) ?? .init()
        where !name.hasSuffix("-shm") {
            files[name] = FileManager.default.contents(atPath: data + "/" + name)
        }
        return files
    }
}
