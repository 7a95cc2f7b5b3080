import Engine
import Foundation
import Notation
import RulebookFiles
import Rules
import Scenarios
import Testing

/// A rulebook of the repository with its scenarios, for tests that play it.
struct Shelved: Sendable, CustomTestStringConvertible {
    var name: String
    var url: URL

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The rulebooks that people use.
    static let whole = all(in: "Rulebooks")
    /// The short invented ones on which the language was tried.
    static let invented = all(in: "Tests/Fixtures/rulebooks")

    private static func all(in folder: String) -> [Shelved] {
        let base = root.appending(path: folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: base.path)) ?? []
        return names.sorted().map { Shelved(name: $0, url: base.appending(path: $0)) }
            .filter { FileManager.default.fileExists(atPath: $0.url.appending(path: "rulebook.yaml").path) }
    }

    var testDescription: String { name }
    var folder: RulebookFolder { RulebookFolder.read(at: url) }

    /// Plays every scenario on the rulebook, under the readings that it asks for.
    func played() throws -> [Played] {
        let folder = self.folder
        let files = ScenarioFiles.read([url.appending(path: "scenarios")])
        var programs: [[Name<Reading>: String]: Program] = [:]
        return try files.documents.map { document in
            let scenario = try Scenario(json: document.json, zone: .japan)
            let program = programs[scenario.readings] ?? Program(folder.rulebook(adopting: scenario.readings))
            programs[scenario.readings] = program
            let result = Play(program: program, digest: digest).run(scenario)
            return Played(place: "\(document.file):\(document.line)", result: result)
        }
    }

    /// How much of the ledger the rulebook carries and its scenarios show.
    func coverage() throws -> Coverage {
        let folder = self.folder
        let documents = ScenarioFiles.read([url.appending(path: "scenarios")]).documents
        let scenarios = try documents.map { document in
            try NamedScenario(name: document.file, scenario: Scenario(json: document.json, zone: .japan))
        }
        return CoverageRun(
            ledger: folder.ledger, scenarios: scenarios, digest: digest,
            rulebook: { folder.rulebook(adopting: $0, without: $1) }
        ).run()
    }
}

/// A scenario that was played.
struct Played {
    var place: String
    var result: Play.Result
}

/// A hash that is good enough to tell versions of a paper apart, and the same on every run. Algorithm: FNV-1a.
@Sendable private func digest(_ bytes: [UInt8]) -> String {
    let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    return String(hash, radix: 16)
}
