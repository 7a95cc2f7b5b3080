import Foundation
import Notation
import Testing

@Suite struct `Bad input` {
    static let acts: [([String], Int32)] = [
        (["--answer", "no-such-fact=1"], 64), (["--answer", "book-kind=purple"], 2),
        (["--answer", "found=perhaps"], 2), (["--happened", "2026-02-30"], 64), (["--happened", "25:00"], 64),
        (["--happened", "2999-01-01T00:00"], 64), (["--happened", "1899-01-01T00:00"], 64),
        (["--text", "a\u{7}b"], 64), (["--kind", "no-such-kind"], 64), (["--answer", "book-kind"], 64),
        (["--answer", "found=yes", "--answer", "found=no"], 64), (["--no-such-option"], 64),
        (["--text-file", "/no/such/file"], 64),
    ]

    @Test func `gets a clear message and leaves nothing half done`() throws {
        let library = try Library()
        let count = try library.run("matter", "list", "--format", "json").json?.array.count
        for (arguments, code) in Self.acts {
            let result = try ShodoProgram.run(["report", "--by", "aoki"] + arguments + ["--data", library.data])
            #expect(result.code == code, "\(arguments): \(result.output)\(result.complaint)")
            #expect(!(result.output + result.complaint).isEmpty)
        }
        #expect(try library.run("matter", "list", "--format", "json").json?.array.count == count)
        #expect(try library.run("verify", "--deep").code == 0)
    }

    @Test func `names whoever and whatever is not known`() throws {
        let library = try Library()
        let id = try library.report()
        let cases: [[String]] = [
            ["report", "--by", "nobody"], ["matter", "show", "2026-999999"], ["matter", "log", "x"],
            ["matter", "export", ""], ["matter", "act", "2026-999999", "--by", "aoki", "--act", "note", "--text", "x"],
            ["matter", "act", id, "--by", "nobody", "--act", "note", "--text", "x"],
            ["matter", "act", id, "--by", "aoki", "--as", "emperor", "--act", "note", "--text", "x"],
            ["matter", "act", id, "--by", "aoki", "--act", "levitate"], ["post", "assign", "emperor", "aoki"],
            ["post", "assign", "counter", "nobody"], ["register", "show", "no-such"],
            ["register", "add", "no-such", "r", "--by", "aoki"], ["verify", "--head", "3:abc"],
        ]
        for arguments in cases {
            let result = try ShodoProgram.run(arguments + ["--data", library.data])
            #expect(result.code == 64, "\(arguments): \(result.code) \(result.output)")
            #expect((result.output + result.complaint).contains("。") || result.complaint.contains("："), "\(arguments)")
        }
        #expect(try library.run("matter", "log", id, "--format", "json").json?.array.count == 1)
    }

    @Test func `does not do an act twice or on a position that is no longer the last`() throws {
        let library = try Library()
        let id = try library.report()
        let write = [
            "matter", "act", id, "--by", "aoki", "--act", "write", "--clause", "L-1", "--field", "title=古記録",
            "--field", "reader-number=1", "--expecting", "1", "--data", library.data,
        ]
        #expect(try ShodoProgram.run(write).code == 0)
        #expect(try ShodoProgram.run(write).code == 1)
        #expect(try ShodoProgram.run(write.map { $0 == "1" ? "2" : $0 }).code == 2)
        let early = try library.run("matter", "act", id, "--by", "aoki", "--act", "buy", "--clause", "L-9")
        #expect(early.code == 2)
    }

    @Test func `keeps rare kanji and a megabyte of text, and refuses more`() throws {
        let library = try Library()
        let file = library.temporary.path + "/text"
        var text = "葛\u{E0100}城の𠮷野\n" + String(repeating: "a", count: 1_048_576)
        text = String(decoding: text.utf8.prefix(1_048_576), as: UTF8.self)
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        let result = try library.run("report", "--by", "aoki", "--text-file", file, "--format", "json")
        #expect(result.code == 0)
        let id = result.json?["matter"]?.string ?? ""
        let log = try library.run("matter", "log", id, "--format", "json")
        #expect(log.json?.array.first?["event"]?["text"]?.string == text)
        try (text + "a").write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try library.run("report", "--by", "aoki", "--text-file", file).code == 64)
        try Data([0xFF, 0xFE, 0x41]).write(to: URL(fileURLWithPath: file))
        #expect(try library.run("report", "--by", "aoki", "--text-file", file).code == 64)
    }

    @Test func `names a folder that is missing, truncated, newer or not empty`() throws {
        let library = try Library()
        _ = try library.report()
        #expect(try ShodoProgram.run(["matter", "list", "--data", "/no/such/folder"]).code == 74)
        let again = try library.run("init", "--rulebook", ShodoProgram.library, "--organisation", "x")
        #expect(again.code == 74)
        #expect(try library.run("verify").code == 0)
        let database = library.data + "/orgs/main/journal.sqlite"
        let content = try #require(FileManager.default.contents(atPath: database))
        try content.prefix(content.count / 3).write(to: URL(fileURLWithPath: database))
        for verb in [["matter", "list"], ["verify"], ["matter", "show", "2026-000005"]] {
            let result = try ShodoProgram.run(verb + ["--data", library.data])
            #expect(result.code == 74 || result.code == 1, "\(verb): \(result.code) \(result.output)")
        }
        try "99\n".write(toFile: library.data + "/VERSION", atomically: true, encoding: .utf8)
        #expect(try library.run("matter", "list").code == 74)
    }

    @Test func `makes no folder for a time zone or a rulebook that cannot be used`() throws {
        let folder = TemporaryFolder()
        let data = folder.path + "/data"
        for zone in ["Europe/Berlin", "Mars/Olympus", ""] {
            let result = try ShodoProgram.run(
                [
                    "init", "--rulebook", ShodoProgram.library, "--organisation", "x", "--timezone", zone, "--data",
                    data,
                ])
            #expect(result.code == 64, "\(zone): \(result.complaint)")
        }
        #expect(
            try ShodoProgram.run(["init", "--rulebook", folder.path, "--organisation", "x", "--data", data]).code == 1)
        #expect(
            try ShodoProgram.run(
                ["init", "--rulebook", ShodoProgram.library, "--organisation", " ", "--data", data]
            ).code == 64)
        #expect(!FileManager.default.fileExists(atPath: data))
    }
}
