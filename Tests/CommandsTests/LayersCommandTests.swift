import Foundation
import Notation
import Testing

@Suite struct `A rulebook that rests on another, on the command line` {
    @Test func `is adopted with what it rests on, and shows both deadlines`() throws {
        let folder = TemporaryFolder()
        let data = folder.path + "/data"
        let shop = ShodoProgram.root.appending(path: "Tests/Fixtures/layers/shop").path
        func run(_ arguments: String...) throws -> ShodoProgram.Result {
            try ShodoProgram.run(arguments + ["--data", data])
        }
        let made = try run("init", "--rulebook", shop, "--organisation", "例示商店")
        #expect(made.code == 0, "\(made.complaint)")
        let opened = try run("report", "--by", "admin", "--format", "json")
        let id = try #require(opened.json?["matter"]?.string, "\(opened.output)\(opened.complaint)")
        let back = try run(
            "matter", "act", id, "take-back", "--by", "admin", "--answer", "sold-at=2026-06-01T10:00")
        #expect(back.code == 0, "\(back.output)\(back.complaint)")
        let shown = try run("matter", "show", id, "--format", "json")
        let clock = shown.json?["clocks"]?.array.first
        #expect(clock?["end"]?.string?.hasPrefix("2026-06-09") == true)
        #expect(clock?["law"]?["end"]?.string?.hasPrefix("2026-06-16") == true)
        #expect(clock?["law"]?["period"] == "law-small/return-period")
        let text = try run("matter", "show", id).output
        #expect(text.contains("法令では："))
        #expect(text.contains("例示返品法1 law-small/LAW-1"))
        #expect(try run("verify").code == 0)
        // What was adopted holds the law too: who alters it there is found.
        let law = data + "/orgs/main/rulebooks/shop/2026-1/rests-on/law-small/rulebook.yaml"
        let content = try String(contentsOfFile: law, encoding: .utf8)
        try content.replacingOccurrences(of: "P14D", with: "P30D").write(toFile: law, atomically: true, encoding: .utf8)
        #expect(try run("verify").code == 1)
    }
}
