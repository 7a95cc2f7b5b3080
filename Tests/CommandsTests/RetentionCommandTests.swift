import Foundation
import Notation
import Testing

@Suite struct `Retention on the command line` {
    /// A library with a matter that was withdrawn.
    private func ended() throws -> (Library, String) {
        let library = try Library()
        let id = try library.report()
        try library.run("matter", "act", id, "withdraw", "--by", "aoki", "--reason", "見付かった")
        return (library, id)
    }

    private func dispose(_ library: Library, _ id: String, by: String = "aoki", approved: String = "mori") throws
        -> ShodoProgram.Result
    {
        try library.run(
            "retention", "dispose", id, "--by", by, "--approved-by", approved, "--reason", "保存期間の満了", "--reference",
            "2031-12")
    }

    @Test func `is set, held, released and, when it is over, ends in a disposal that another approved`() throws {
        let (library, id) = try ended()
        #expect(try dispose(library, id).code == 1, "no end of retention is set")
        #expect(
            try library.run("retention", "set", id, "--class", "5y", "--until", "2999-04-01", "--by", "aoki").code == 0)
        #expect(try dispose(library, id).code == 1, "its retention has not ended")
        #expect(try library.run("retention", "list", "--due", "--format", "json").json == [])
        #expect(try library.run("retention", "set", id, "--until", "2026-01-01", "--by", "aoki").code == 0)
        let held = try library.run("retention", "hold", id, "--by", "mori", "--as", "director", "--reason", "訴訟")
        #expect(held.code == 0, "\(held.complaint)")
        #expect(try dispose(library, id).code == 1, "it is held")
        #expect(try library.run("retention", "release", id, "--by", "mori", "--reason", "和解").code == 0)
        let due = try library.run("retention", "list", "--due", "--format", "json").json?.array.first
        #expect(due?["subject"]?.string == id)
        #expect(due?["class"] == "5y")
        #expect(try library.run("matter", "log", id).output.contains("貴重書"))
        let disposed = try dispose(library, id)
        #expect(disposed.code == 0, "\(disposed.complaint)")
        #expect(disposed.output.contains("廃棄済"))
        #expect(try library.run("matter", "show", id).code == 1)
        #expect(try library.run("matter", "log", id).complaint.contains("廃棄済"))
        let verified = try library.run("verify", "--deep")
        #expect(verified.code == 0)
        #expect(verified.output.contains("廃棄済 1件"))
        #expect(try dispose(library, id).code == 1, "it was destroyed before")
        #expect(try library.run("rebuild", "--format", "json").json?["same"] == true)
        #expect(try library.run("retention", "list", id, "--format", "json").json?.array.first?["erased"] == true)
    }

    @Test func `refuses a disposal of what is open, by one person, without reason or by nobody known`() throws {
        let library = try Library()
        let open = try library.report()
        try library.run("retention", "set", open, "--until", "2026-01-01", "--by", "aoki")
        #expect(try dispose(library, open).code == 1)
        try library.run("matter", "act", open, "withdraw", "--by", "aoki", "--reason", "見付かった")
        let head = try library.head()
        #expect(try dispose(library, open, approved: "aoki").code == 64)
        #expect(try dispose(library, open, approved: "nobody").code == 64)
        #expect(try dispose(library, open, by: "nobody").code == 64)
        let mistakes: [[String]] = [
            ["dispose", open, "--by", "aoki", "--approved-by", "mori", "--reason", " "],
            ["dispose", open, "--by", "aoki", "--reason", "x"], ["hold", open, "--by", "aoki", "--reason", ""],
            ["hold", open, "--by", "aoki", "--reason", "x", "--as", "director"],
            ["hold", open, "--by", "aoki", "--reason", "x", "--as", "emperor"], ["set", open, "--by", "aoki"],
            ["set", open, "--by", "aoki", "--until", "someday"],
            ["set", "2026-999999", "--by", "aoki", "--class", "5y"],
            ["list", "2026-999999"], ["list", "no-such/row"], ["set", "journal", "--by", "aoki", "--class", "5y"],
        ]
        for arguments in mistakes {
            let result = try ShodoProgram.run(["retention"] + arguments + ["--data", library.data])
            #expect(result.code == 64, "\(arguments): \(result.code) \(result.output)\(result.complaint)")
        }
        #expect(try library.head() == head)
    }

    @Test func `lets a closed row of a register be disposed of, and only a closed one`() throws {
        let folder = TemporaryFolder()
        let village = ShodoProgram.root.appending(path: "Rulebooks/village").path
        let data = folder.path + "/data"
        func run(_ arguments: String...) throws -> ShodoProgram.Result {
            try ShodoProgram.run(arguments + ["--data", data])
        }
        #expect(try run("demo", "--rulebook", village, "--matters", "0").code == 0)
        let rows = try run("register", "show", "place", "--format", "json").json?.array ?? []
        let row = try #require(rows.first?["row"]?.string)
        let posts = try run("post", "list", "--format", "json").json?.array ?? []
        let people = Set(posts.flatMap { $0["persons"]?.array.compactMap(\.string) ?? [] }).sorted()
        #expect(try run("retention", "set", "place/" + row, "--until", "2026-01-01", "--by", people[0]).code == 0)
        func dispose() throws -> Int32 {
            try run(
                "retention", "dispose", "place/" + row, "--by", people[0], "--approved-by", people[1], "--reason", "満了"
            ).code
        }
        #expect(try dispose() == 1)
        #expect(
            try people.contains { person in
                try run("register", "add", "place", row, "--close", "--by", person, "--reason", "廃止").code == 0
            })
        #expect(try dispose() == 0)
        #expect(try run("register", "show", "place", "--format", "json").json?.array.count == rows.count - 1)
        #expect(try run("verify", "--deep").code == 0)
    }
}
