import Foundation
import RulebookFiles
import Rules
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

    @Test func `nesting as deep as the parser allows is a mistake, not a crash`() throws {
        for text in [String(repeating: "[", count: 900), String(repeating: "[", count: 100_000)] {
            let close = String(repeating: "]", count: text.count)
            #expect(try Fixtures.read("timings: \(text)\(close)\n").check().isEmpty == false)
        }
        #expect(try !Fixtures.read("timings:\n  " + String(repeating: "- ", count: 5_000) + "a\n").check().isEmpty)
        let word = String(repeating: "{a: ", count: 950) + "b" + String(repeating: "}", count: 950)
        #expect(try !Fixtures.read("terms: {x: {is: \(word)}}\n").check().isEmpty)
    }

    @Test func `whatever is damaged in a file, reading, building and renaming go through`() throws {
        let source = Fixtures.folder.appending(path: "every-key")
        let paths = ["rulebook.yaml", "more/playbooks.yaml", "more/things.yaml", "ledger/every-key.yaml"]
        let texts = try paths.map { try String(contentsOf: source.appending(path: $0), encoding: .utf8) }
        var state: UInt64 = 7
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % max(1, limit)
        }
        let signs = [
            "{", "}", "[", "]", ":", ",", "-", "&a ", "*a", "!", "\"", "'", "#", "|", ">", "\t", "\u{0}", "x", ".", "",
        ]
        for _ in 0..<120 {
            try Fixtures.withFolder { target in
                for (index, path) in paths.enumerated() {
                    var lines = texts[index].split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                    for _ in 0..<random(3) {
                        let at = random(lines.count)
                        switch random(4) {
                        case 0: lines.remove(at: at)
                        case 1: lines.swapAt(at, random(lines.count))
                        case 2: lines[at] = "  " + lines[at]
                        default:
                            var letters = Array(lines[at])
                            let place = random(letters.count)
                            if place < letters.count {
                                letters.replaceSubrange(place...place, with: Array(signs[random(signs.count)]))
                            }
                            lines[at] = String(letters)
                        }
                        if lines.isEmpty { lines = [""] }
                    }
                    let file = target.appending(path: path)
                    let folder = file.deletingLastPathComponent()
                    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                    try Data(lines.joined(separator: "\n").utf8).write(to: file)
                }
                let folder = RulebookFolder.read(at: target)
                _ = folder.rulebook(adopting: ["width": "narrow"], without: "E-15")
                _ = folder.renamed { _, id in id + "-x" }
                _ = folder.ids()
                for diagnostic in folder.check() {
                    #expect(diagnostic.line > 0 && !diagnostic.message.ja.isEmpty && !diagnostic.mend.en.isEmpty)
                }
            }
        }
    }

    @Test func `a rulebook with mistakes still builds what can be built`() {
        for name in Fixtures.badNames {
            _ = RulebookFolder.read(at: Fixtures.bad.appending(path: name)).rulebook()
        }
    }
}
