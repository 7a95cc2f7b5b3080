import Foundation
import Notation
import Testing

@Suite struct `Evidence on the command line` {
    private static let content = Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0 * 31 + $0 / 256) })

    private func file(_ library: Library, _ name: String = "画面.png", _ content: Data = content) throws -> String {
        let path = library.temporary.path + "/" + name
        try content.write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test func `is kept, listed with its custody, and comes out again as it was`() throws {
        let library = try Library()
        let id = try library.report()
        let path = try file(library)
        let kept = try library.run(
            "evidence", "keep", id, path, "--by", "aoki", "--from", "例示 学生", "--happened", "2026-06-01T10:00",
            "--format",
            "json")
        #expect(kept.code == 0, "\(kept.complaint)")
        let hash = try #require(kept.json?["file"]?.string)
        #expect(hash.count == 64)
        #expect(
            try library.run("evidence", "pass", id, String(hash.prefix(8)), "--by", "aoki", "--to", "警察署").code == 0)
        let out = library.temporary.path + "/out"
        let opened = try library.run("evidence", "open", id, hash, "--by", "mori", "--output", out)
        #expect(opened.code == 0, "\(opened.complaint)")
        #expect(FileManager.default.contents(atPath: out) == Self.content)
        let listed = try #require(
            try library.run("evidence", "list", id, "--format", "json").json?.array.first)
        #expect(listed["name"] == "画面.png")
        #expect(listed["size"] == 200_000)
        #expect(listed["custody"]?.array.map { $0["to"]?.string } == ["aoki", "警察署"])
        #expect(listed["custody"]?.array.last?["from"] == "aoki")
        #expect(listed["openings"]?.array.map { $0["person"]?.string } == ["mori"])
        #expect(try library.run("matter", "log", id).output.contains("証拠を保全した"))
        // Neither the content nor the name lies open in the folder.
        for (name, bytes) in try library.files() {
            #expect(bytes.range(of: Self.content.prefix(64)) == nil, "\(name)")
            #expect(bytes.range(of: Data("画面.png".utf8)) == nil, "\(name)")
        }
    }

    @Test func `that is sealed is opened only by the posts that were named, with a reason`() throws {
        let library = try Library()
        let id = try library.report()
        let path = try file(library)
        let kept = try library.run(
            "evidence", "keep", id, path, "--by", "aoki", "--from", "x", "--sealed", "--format", "json")
        let hash = try #require(kept.json?["file"]?.string)
        let out = library.temporary.path + "/out"
        func open(_ person: String, _ more: String...) throws -> Int32 {
            try ShodoProgram.run(
                ["evidence", "open", id, hash, "--by", person, "--output", out, "--data", library.data] + more
            ).code
        }
        #expect(try open("mori", "--reason", "捜査") == 2, "nobody was named")
        #expect(try library.run("organisation", "set", "--opener", "director").code == 0)
        #expect(try open("aoki", "--reason", "捜査") == 2)
        #expect(try open("mori") == 2, "there is no reason")
        #expect(!FileManager.default.fileExists(atPath: out))
        #expect(try open("mori", "--reason", "捜査") == 0)
        #expect(FileManager.default.contents(atPath: out) == Self.content)
    }

    @Test func `can be sealed later, and goes with its matter when that is disposed of`() throws {
        let library = try Library()
        let id = try library.report()
        let path = try file(library)
        let kept = try library.run("evidence", "keep", id, path, "--by", "aoki", "--from", "x", "--format", "json")
        let hash = try #require(kept.json?["file"]?.string)
        #expect(try library.run("evidence", "seal", id, hash, "--by", "aoki", "--reason", "マルウェア").code == 0)
        #expect(try library.run("evidence", "seal", id, hash, "--by", "aoki", "--reason", "x").code != 0)
        let out = library.temporary.path + "/out"
        #expect(try library.run("evidence", "open", id, hash, "--by", "aoki", "--output", out).code == 2)
        try library.run("matter", "act", id, "withdraw", "--by", "aoki", "--reason", "x")
        try library.run("retention", "set", id, "--until", "2026-01-01", "--by", "aoki")
        try library.run(
            "retention", "dispose", id, "--by", "aoki", "--approved-by", "mori", "--reason", "満了")
        #expect(try library.run("evidence", "list", id).code == 1)
        #expect(
            try library.run("evidence", "open", id, hash, "--by", "mori", "--output", out, "--reason", "x").code == 1)
        #expect(!FileManager.default.fileExists(atPath: out))
    }

    @Test func `that is kept again as sealed is sealed from then on`() throws {
        let library = try Library()
        let id = try library.report()
        let keep = ["evidence", "keep", id, try file(library), "--by", "aoki", "--from", "x", "--data", library.data]
        #expect(try ShodoProgram.run(keep).code == 0)
        #expect(try ShodoProgram.run(keep + ["--sealed"]).code == 0)
        let listed = try library.run("evidence", "list", id, "--format", "json").json?.array ?? []
        #expect(listed.count == 1 && listed.first?["sealed"] == true)
        #expect(listed.first?["custody"]?.array.count == 1)
        #expect(listed.first?["sealing"]?["person"] == "aoki")
        #expect(try library.run("evidence", "list", id).output.contains("封印した"))
        #expect(try ShodoProgram.run(keep + ["--sealed"]).code == 64, "it is there, and sealed")
    }

    @Test func `whose content is gone is not entered as opened`() throws {
        let library = try Library()
        let id = try library.report()
        let kept = try library.run(
            "evidence", "keep", id, try file(library), "--by", "aoki", "--from", "x", "--format", "json")
        let hash = try #require(kept.json?["file"]?.string)
        let place = try #require(try library.files().keys.first { $0.hasSuffix(hash) })
        try FileManager.default.removeItem(atPath: library.data + "/" + place)
        let head = try library.head()
        let out = library.temporary.path + "/out"
        let opened = try library.run("evidence", "open", id, hash, "--by", "aoki", "--output", out)
        #expect(opened.code == 74 && opened.complaint.contains("証拠のファイルが見つかりません（画面.png）"), "\(opened.complaint)")
        #expect(try library.head() == head)
        #expect(!FileManager.default.fileExists(atPath: out))
    }

    @Test func `refuses what it cannot take and keeps nothing of it`() throws {
        let library = try Library()
        let id = try library.report()
        let path = try file(library)
        let existing = try file(library, "there")
        let head = try library.head()
        let mistakes: [([String], Int32)] = [
            (["keep", id, "/no/such/file", "--by", "aoki", "--from", "x"], 64),
            (["keep", id, library.temporary.path, "--by", "aoki", "--from", "x"], 64),
            (["keep", "2026-999999", path, "--by", "aoki", "--from", "x"], 64),
            (["keep", id, path, "--by", "nobody", "--from", "x"], 64),
            (["keep", id, path, "--by", "aoki", "--from", "a\u{7}"], 64),
            (["keep", id, path, "--by", "aoki"], 64), (["list", "2026-999999"], 64),
            (["open", id, "abcdef", "--by", "aoki", "--output", "/tmp/none"], 64),
            (["open", id, "", "--by", "aoki", "--output", "/tmp/none"], 64),
            (["pass", id, "abcdef", "--by", "aoki", "--to", "x"], 64),
        ]
        for (arguments, code) in mistakes {
            let result = try ShodoProgram.run(["evidence"] + arguments + ["--data", library.data])
            #expect(result.code == code, "\(arguments): \(result.code) \(result.output)\(result.complaint)")
        }
        #expect(try library.head() == head)
        // A refusal of the rules is an attempt in the record, but no file.
        #expect(try library.run("evidence", "keep", id, path, "--by", "aoki", "--from", " ").code == 2)
        #expect(!(try library.files().keys.contains { $0.hasPrefix("orgs/main/files/") && $0.count > 70 }))
        #expect(try library.run("evidence", "keep", id, path, "--by", "aoki", "--from", "x").code == 0)
        #expect(try library.run("evidence", "keep", id, path, "--by", "aoki", "--from", "x").code == 64, "twice")
        let listed = try library.run("evidence", "list", id, "--format", "json").json?.array ?? []
        let hash = try #require(listed.first?["file"]?.string)
        #expect(listed.count == 1)
        #expect(try library.run("evidence", "open", id, hash, "--by", "aoki", "--output", existing).code == 64)
        #expect(FileManager.default.contents(atPath: existing) == Self.content)
        #expect(try library.run("evidence", "open", id, hash, "--by", "aoki", "--output", "/no/such/out").code == 64)
    }
}
