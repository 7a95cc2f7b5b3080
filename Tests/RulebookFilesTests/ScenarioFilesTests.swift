import Foundation
import Notation
import RulebookFiles
import Testing

@Suite struct `Scenarios and organisations as files` {
    let folder = Fixtures.folder.appending(path: "every-key")

    @Test func `every document of every file is read with its line`() {
        let files = ScenarioFiles.read([folder.appending(path: "scenarios")])
        #expect(files.diagnostics == [])
        #expect(files.documents.map(\.file) == ["scenarios/one.yaml", "scenarios/one.yaml"])
        #expect(files.documents.map(\.line) == [1, 16])
        #expect(files.documents.map { $0.json["scenario"] } == ["一つ目", "二つ目"])
    }

    @Test func `all scalars are strings`() throws {
        let document = try #require(ScenarioFiles.read([folder.appending(path: "scenarios")]).documents.first)
        let answers = try #require(document.json["do"]?.array.first?["answers"])
        #expect(answers == ["kind": ["system"], "urgent": "yes", "persons": "3"])
    }

    @Test func `a path of the JSON leads back to its place`() throws {
        let document = try #require(ScenarioFiles.read([folder.appending(path: "scenarios")]).documents.first)
        let path: [YAMLDocument.Piece] = [.key("do"), .index(2), .key("expect"), .key("questions")]
        #expect(document.place(at: path) == Place(file: "scenarios/one.yaml", line: 12, column: 7))
        #expect(document.place(at: path + [.index(7)]).line == 12)
        #expect(document.place(at: []).line == 1)
    }

    @Test func `a file that cannot be read is a diagnostic, and the others are read`() throws {
        try Fixtures.withFolder { url in
            try Data("scenario: {".utf8).write(to: url.appending(path: "a.yaml"))
            try Data("scenario: good\n".utf8).write(to: url.appending(path: "b.yaml"))
            let files = ScenarioFiles.read([url, url.appending(path: "missing.yaml")])
            #expect(files.documents.map { $0.json["scenario"] } == ["good"])
            #expect(Set(files.diagnostics.map(\.code)) == ["yaml", "unreadable"])
        }
    }

    @Test func `an organisation is one document`() throws {
        let document = try OrganisationFiles.read(at: folder.appending(path: "demo/organisation.yaml"))
        #expect(document.json["people"]?["sato"]?["posts"] == ["lead"])
        #expect(throws: Diagnostic.self) {
            try OrganisationFiles.read(at: folder.appending(path: "scenarios/one.yaml"))
        }
        #expect(throws: Diagnostic.self) { try OrganisationFiles.read(at: folder.appending(path: "nowhere.yaml")) }
    }
}
