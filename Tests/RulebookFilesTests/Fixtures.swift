import Foundation
import RulebookFiles
import Rules

/// Where the files of the tests are.
enum Fixtures {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")

    /// The folders directly below a folder, by name.
    static func folders(in url: URL) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.sorted().filter { name in
            var isFolder: ObjCBool = false
            let there = FileManager.default.fileExists(atPath: url.appending(path: name).path, isDirectory: &isFolder)
            return there && isFolder.boolValue
        }
    }

    static let bad = folder.appending(path: "bad-rulebooks")
    static let badNames = folders(in: bad)

    /// The rulebooks that must be without mistakes and are small enough to be read once for each clause.
    static let small: [URL] =
        [folder.appending(path: "every-key")]
        + folders(in: folder.appending(path: "rulebooks")).map {
            folder.appending(path: "rulebooks").appending(path: $0)
        }

    /// The rulebooks that people use.
    static let whole: [URL] = {
        let all = folder.deletingLastPathComponent().deletingLastPathComponent().appending(path: "Rulebooks")
        return folders(in: all).map { all.appending(path: $0) }
    }()

    /// Whether golden files are written anew.
    static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

    /// Runs with a new empty folder, which is deleted afterwards.
    static func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let url = FileManager.default.temporaryDirectory.appending(path: "shodo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: url) }
        return try body(url)
    }

    /// A rulebook of one file besides its identity.
    static func read(_ text: String) throws -> RulebookFolder {
        try withFolder { url in
            let identity = "rulebook: {id: test, edition: \"1\", title: {ja: 試し, en: test}}\n"
            try Data((identity + text).utf8).write(to: url.appending(path: "rulebook.yaml"))
            return RulebookFolder.read(at: url)
        }
    }
}
