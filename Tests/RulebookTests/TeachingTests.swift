import Foundation
import Testing

/// What the guides print is what the library's files say, to the letter.
@Suite struct `The guides` {
    struct Block {
        var file: String
        var text: String
        var line: Int
    }

    static let library = Shelved.root.appending(path: "Tests/Fixtures/rulebooks/library")

    /// The YAML blocks of a guide that stand under the name of a file.
    private func blocks(of guide: String) throws -> [Block] {
        let text = try String(contentsOf: Shelved.root.appending(path: guide), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var blocks: [Block] = []
        for (number, line) in lines.enumerated().dropFirst() where line == "```yaml" {
            let name = lines[number - 1].trimmingCharacters(in: ["`"])
            let body = lines[(number + 1)...].prefix { $0 != "```" }
            blocks.append(Block(file: name, text: body.map { $0 + "\n" }.joined(), line: number + 1))
        }
        return blocks
    }

    private func file(_ name: String) throws -> String {
        try String(contentsOf: Self.library.appending(path: name), encoding: .utf8)
    }

    @Test func `the guide to rulebooks prints pieces of the library`() throws {
        let blocks = try blocks(of: "docs/rulebook-language.md")
        for block in blocks {
            let text = try file(block.file)
            #expect("\n\(text)".contains("\n\(block.text)"), "line \(block.line) is not in \(block.file)")
        }
        // And nothing of the library is kept from the reader: only the keys that pieces hang under.
        for name in Set(blocks.map(\.file)) {
            let shown = Set(blocks.filter { $0.file == name }.flatMap { $0.text.split(separator: "\n") })
            for line in try file(name).split(separator: "\n") where !shown.contains(line) {
                let isFrame = ["ja:", "en:", "matter:", "begins:"].contains { line.contains(" \($0) ") }
                #expect(line.hasSuffix(":") || isFrame, "\(name): no block prints \(line)")
            }
        }
        #expect(blocks.count > 12)
    }

    @Test func `the guide to scenarios prints them whole`() throws {
        let blocks = try blocks(of: "docs/scenarios.md")
        #expect(blocks.map(\.file).count == 3)
        for block in blocks { #expect(try file(block.file) == block.text, "line \(block.line): \(block.file)") }
    }
}
