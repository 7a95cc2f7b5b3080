import Foundation
import Notation
import Testing

@Suite struct `Posts and registers on the command line` {
    @Test func `say who acts, through absence and the end of a holding`() throws {
        let library = try Library()
        func counter() throws -> [String?] {
            let posts = try library.run("post", "list", "--format", "json").json?.array ?? []
            return posts.first { $0["post"] == "counter" }?["persons"]?.array.map(\.string) ?? []
        }
        #expect(try counter() == ["aoki"])
        #expect(try library.run("post", "absence", "aoki", "--until", "2999-01-01").code == 0)
        #expect(try counter() == ["mori"], "the superior stands in")
        #expect(try library.run("post", "stand-in", "counter", "admin").code == 0)
        #expect(try counter() == ["admin"])
        #expect(try library.run("post", "end", "counter", "aoki").code == 0)
        #expect(try library.run("post", "end", "counter", "aoki").code == 64)
    }

    @Test func `begin with a file of the house, or not at all`() throws {
        let folder = TemporaryFolder()
        let file = folder.path + "/house.yaml"
        let data = folder.path + "/data"
        let text = """
            people:
              aoki: {name: 例示 青木, posts: [counter]}
            targets: {promptly: P1D}
            hours: {open: "09:00", close: "17:00"}
            """
        func make() throws -> ShodoProgram.Result {
            try ShodoProgram.run(
                [
                    "init", "--rulebook", ShodoProgram.library, "--organisation", "例示図書館", "--house", file, "--data",
                    data,
                ])
        }
        try (text + "\nholders: [{post: emperor, person: aoki}]\n").write(
            toFile: file, atomically: true, encoding: .utf8)
        #expect(try make().code == 64)
        #expect(!FileManager.default.fileExists(atPath: data))
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try make().code == 0)
        let report = try ShodoProgram.run(["report", "--by", "aoki", "--data", data, "--format", "json"])
        #expect(report.code == 0, "\(report.complaint)")
    }

    @Test func `let only the keepers of a register enter a row`() throws {
        let folder = TemporaryFolder()
        let village = ShodoProgram.root.appending(path: "Rulebooks/village").path
        let data = folder.path + "/data"
        let made = try ShodoProgram.run(["demo", "--data", data, "--rulebook", village, "--matters", "0"])
        #expect(made.code == 0, "\(made.complaint)")
        let rows = try ShodoProgram.run(["register", "show", "asset", "--data", data, "--format", "json"])
        #expect((rows.json?.array.count ?? 0) > 0)
        let unknown = try ShodoProgram.run(
            ["register", "add", "asset", "x", "--by", "admin", "--value", "no-such=1", "--data", data])
        #expect(unknown.code == 2)
        let twice = try ShodoProgram.run(
            ["register", "add", "asset", rows.json?.array.first?["row"]?.string ?? "", "--by", "admin", "--data", data])
        #expect(twice.code == 2)
        let after = try ShodoProgram.run(["register", "show", "asset", "--data", data, "--format", "json"])
        #expect(after.json == rows.json)
    }
}
