import Foundation
import Notation
import Testing

@Suite struct `The command line` {
    @Test func `plays a missing book from the report to the refusal and back`() throws {
        let library = try Library()
        let report = try library.run(
            "report", "--by", "aoki", "--text", "貴重書が一冊ない", "--answer", "book-kind=rare", "--format", "json")
        #expect(report.code == 0)
        let id = try #require(report.json?["matter"]?.string)
        #expect(report.json?["receipt"]?["head"]?.string?.contains(":") == true)
        #expect(report.json?["situation"]?["duties"]?.array.first?["clauses"]?.array.first?["id"] == "L-1")

        let bill = try library.run("matter", "act", id, "--by", "aoki", "--act", "bill", "--format", "json")
        #expect(bill.code == 2)
        #expect(bill.json?["refused"]?["clauses"]?.array.map { $0["id"]?.string } == ["L-5"])
        let words = try library.run("matter", "act", id, "--by", "aoki", "--act", "bill")
        #expect(words.output.contains("できません") && words.output.contains("L-5"))

        let write = try library.run(
            "matter", "act", id, "--by", "aoki", "--act", "write", "--clause", "L-1", "--field", "title=古記録",
            "--field", "reader-number=2048")
        #expect(write.code == 0, "\(write.output)")
        let fact = try library.run(
            "matter", "act", id, "--by", "aoki", "--act", "bill", "--in-fact", "既に渡してしまった", "--format", "json")
        #expect(fact.code == 0)
        let deviations = fact.json?["situation"]?["closing"]?["deviations"]?.array ?? []
        #expect(deviations.map { $0["reason"] } == ["既に渡してしまった"])

        let log = try library.run("matter", "log", id, "--format", "json")
        #expect(log.json?.array.count == 3)
        let export = try library.run("matter", "export", id, "--format", "json")
        #expect(export.json?["entries"]?.array.count == 3)
        let list = try library.run("matter", "list", "--open", "--format", "json")
        #expect(list.json?.array.map { $0["id"]?.string } == [id])
        #expect(try library.run("matter", "list", "--ended", "--format", "json").json == [])
    }

    @Test func `shows a matter at another moment and writes nothing`() throws {
        let library = try Library()
        let id = try library.report()
        let before = try library.files()
        let later = try library.run("matter", "show", id, "--at", "2030-01-01T10:00", "--format", "json")
        #expect(later.code == 0)
        #expect(later.json?["at"] == "2030-01-01T10:00:00+09:00" || later.json?["at"] == "2030-01-01T10:00+09:00")
        #expect(try library.run("matter", "show", id).code == 0)
        #expect(try library.files() == before)
        #expect(try library.run("matter", "show", id, "--at", "2020-01-01").code == 64)
    }

    @Test func `speaks English when asked`() throws {
        let library = try Library()
        let id = try library.report()
        let shown = try library.run("matter", "show", id, "--language", "en")
        #expect(shown.output.contains("Duties") && shown.output.contains("Write the slip"))
    }

    @Test func `enters a paper log whole or not at all`() throws {
        let library = try Library()
        let id = try library.report()
        let file = library.temporary.path + "/log.yaml"
        let good = """
            - {by: aoki, act: write, clause: L-1, fields: {title: 古記録, reader-number: "2048"}}
            - {by: aoki, act: search, clause: L-2, answers: {book-kind: rare, found: no}}
            """
        try (good + "\n- {by: aoki, act: grant, approval: purchase}\n").write(
            toFile: file, atomically: true, encoding: .utf8)
        let bad = try library.run("matter", "act", id, "--log", file, "--format", "json")
        #expect(bad.code == 2 || bad.code == 64)
        #expect(bad.json?["refused"]?["act"] == 2)
        #expect(try library.run("matter", "log", id, "--format", "json").json?.array.count == 1)
        try good.write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try library.run("matter", "act", id, "--log", file).code == 0)
        #expect(try library.run("matter", "log", id, "--format", "json").json?.array.count == 3)
    }

    @Test func `finds a cut tail with a head that was kept, and a rulebook that was changed`() throws {
        let library = try Library()
        let head = try library.head()
        #expect(try library.run("verify", "--head", head, "--deep").code == 0)
        let cut = try library.run("verify", "--head", "999:" + String(repeating: "0", count: 64), "--format", "json")
        #expect(cut.code == 1)
        #expect(cut.json?["finding"]?["position"] == 999)
        let rules = library.data + "/orgs/main/rulebooks/library/2026-1/who.yaml"
        try "posts: {}\n".write(toFile: rules, atomically: true, encoding: .utf8)
        let changed = try library.run("verify", "--format", "json")
        #expect(changed.code == 1)
        #expect(changed.json?["alteredEditions"]?.array.count == 1)
    }

    @Test func `backs up, restores and rebuilds to the same`() throws {
        let library = try Library()
        let id = try library.report()
        let copy = library.temporary.path + "/copy"
        let back = library.temporary.path + "/back"
        #expect(try library.run("backup", "--output", copy, "--including-key").code == 0)
        #expect(try ShodoProgram.run(["restore", "--from", copy, "--data", back]).code == 0)
        let shown = try ShodoProgram.run(["matter", "show", id, "--data", back, "--format", "json"])
        #expect(shown.code == 0)
        #expect(shown.json?["matter"]?.string == id)
        #expect(try library.run("rebuild", "--format", "json").json?["same"] == true)
        #expect(try library.run("migrate").code == 0)
        #expect(try ShodoProgram.run(["restore", "--from", copy, "--data", back]).code == 74)
    }

    @Test func `makes a demo with people, registers and matters`() throws {
        let folder = TemporaryFolder()
        let kosen = ShodoProgram.root.appending(path: "Rulebooks/kosen").path
        let data = folder.path + "/demo"
        let made = try ShodoProgram.run(
            ["demo", "--data", data, "--rulebook", kosen, "--matters", "2", "--entries", "4", "--format", "json"])
        #expect(made.code == 0, "\(made.complaint)")
        #expect(made.json?["matters"]?.array.count == 2)
        #expect(try ShodoProgram.run(["verify", "--data", data, "--deep"]).code == 0)
        let registers = try ShodoProgram.run(["register", "list", "--data", data, "--format", "json"])
        #expect(registers.json?.array.contains { ($0["rows"]?.int ?? 0) > 0 } == true)
        let more = try ShodoProgram.run(
            ["demo", "--data", data, "--rulebook", kosen, "--matters", "1", "--format", "json"])
        #expect(more.json?["matters"]?.array.count == 1)
        #expect(try ShodoProgram.run(["matter", "list", "--data", data, "--format", "json"]).json?.array.count == 3)
    }

    @Test func `does not make a demo of real data`() throws {
        let library = try Library()
        let head = try library.head()
        #expect(try library.run("demo", "--rulebook", ShodoProgram.library).code == 74)
        #expect(try library.head() == head)
    }

    @Test func `adopts a new edition while old matters keep theirs`() throws {
        let library = try Library()
        let old = try library.report()
        let next = library.temporary.path + "/next"
        try FileManager.default.copyItem(atPath: ShodoProgram.library, toPath: next)
        let changed = try library.run("rulebook", "adopt", next, "--reading", "days-from=receipt", "--by", "mori")
        #expect(changed.code == 0, "\(changed.complaint)")
        let identity = next + "/rulebook.yaml"
        let text = try String(contentsOfFile: identity, encoding: .utf8)
        let pattern = "edition: 2026-1"
        try text.replacingOccurrences(of: pattern, with: "edition: 2026-2").write(
            toFile: identity, atomically: true, encoding: .utf8)
        #expect(try library.run("rulebook", "adopt", next).code == 0)
        let new = try library.report()
        func edition(_ id: String) throws -> JSON? {
            try library.run("matter", "show", id, "--format", "json").json?["edition"]
        }
        #expect(try edition(old) == "2026-1")
        #expect(try edition(new) == "2026-2")
        let moved = try library.run(
            "matter", "act", old, "--by", "mori", "--act", "move", "--edition", "2026-2", "--reason", "改正のため")
        #expect(moved.code == 0, "\(moved.complaint)\(moved.output)")
        #expect(try edition(old) == "2026-2")
    }
}
