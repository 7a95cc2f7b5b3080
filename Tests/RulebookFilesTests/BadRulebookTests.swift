import Foundation
import RulebookFiles
import Testing

@Suite struct `Bad rulebooks` {
    @Test(arguments: Fixtures.badNames)
    func `every mistake is said with its place, in both languages`(name: String) throws {
        let folder = Fixtures.bad.appending(path: name)
        let found = RulebookFolder.read(at: folder).check()
        let lines = found.map(\.description) + [""] + found.map(\.ja)
        let text = lines.joined(separator: "\n") + "\n"
        let golden = folder.appending(path: "expected.txt")
        if Fixtures.isRecording { try Data(text.utf8).write(to: golden) }
        #expect(!found.isEmpty)
        #expect(text == (try? String(contentsOf: golden, encoding: .utf8)))
    }

    @Test func `there are at least thirty of them`() { #expect(Fixtures.badNames.count >= 30) }

    @Test func `a folder without files is a mistake too`() throws {
        try Fixtures.withFolder { url in
            #expect(RulebookFolder.read(at: url).check().map(\.code) == ["no-files"])
        }
    }

    @Test func `a rulebook with mistakes still builds what can be built`() {
        for name in Fixtures.badNames {
            _ = RulebookFolder.read(at: Fixtures.bad.appending(path: name)).rulebook()
        }
    }
}
