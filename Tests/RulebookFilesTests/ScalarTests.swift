import Foundation
import Notation
import RulebookFiles
import Rules
import Testing

@Suite struct `Scalars are text` {
    private func labels(_ text: String) throws -> (ja: String, en: String) {
        let folder = try Fixtures.read("timings: {word: {ja: \(text), en: word}}\n")
        #expect(folder.check().map(\.description) == [])
        let label = try #require(folder.rulebook().timings.first).label
        return (label.ja, label.en)
    }

    @Test(
        arguments: [
            "on", "off", "yes", "no", "true", "False", "null", "~", "1e3", "0x1F", "0o17", "012", "1_000", "12:30:45",
            "2026-04-01", "2026-04-01T10:00:00Z", ".inf", ".nan", "-1", "+1", "=", "<<", "NULL", "Yes", "y", "n",
        ])
    func `no word of YAML turns into anything else`(word: String) throws { #expect(try labels(word).ja == word) }

    @Test func `ids may be such words as well`() throws {
        let folder = try Fixtures.read(
            """
            facts: {on: {ja: 入, en: on, choices: {yes: {ja: はい, en: yes}, 1e3: {ja: 千, en: thousand}, null: {ja: 無, en: null}}}}
            terms: {off: {is: {on: [yes, 1e3, null]}}}
            """)
        #expect(folder.check().map(\.description) == [])
        #expect(folder.rulebook().terms.first?.condition == .fact("on", .oneOf(["yes", "1e3", "null"])))
    }

    @Test(arguments: ["yes", "true", "no", "false"])
    func `yes and true are one value, no and false the other`(word: String) throws {
        let folder = try Fixtures.read(
            "facts: {late: {ja: 遅い, en: late, type: yes-no}}\nterms: {one: {is: {late: \(word)}}}\n")
        #expect(folder.check().map(\.description) == [])
        let value = ["yes", "true"].contains(word) ? "yes" : "no"
        #expect(folder.rulebook().terms.first?.condition == .fact("late", .oneOf([value])))
    }

    @Test(
        arguments: [
            "葛\u{E0100}城市と葛\u{E0101}飾区", "𠮷野家の髙﨑さん", "𩸽\u{3099}か\u{3099}", "👩‍👩‍👧‍👦", "한국어 עברית", "①㈱㍻",
        ])
    func `rare kanji, variation selectors and joined signs survive reading and writing`(text: String) throws {
        let folder = try Fixtures.read("timings: {word: {ja: \"\(text)\", en: word}}\n")
        #expect(folder.check().map(\.description) == [])
        #expect(folder.rulebook().timings.first.map { Array($0.label.ja.unicodeScalars) } == Array(text.unicodeScalars))
    }

    @Test func `a text of a megabyte survives reading and writing`() throws {
        let text = String(repeating: "長い文。", count: 1_000_000 / 12 + 1)
        try Fixtures.withFolder { source in
            let yaml = """
                rulebook: {id: test, edition: "1", title: {ja: 試し, en: test}, issuer: {ja: "\(text)", en: x}}
                """
            try Data(yaml.utf8).write(to: source.appending(path: "rulebook.yaml"))
            let folder = RulebookFolder.read(at: source)
            #expect(folder.check().map(\.description) == [])
            #expect(folder.rulebook().identity.issuer.ja == text)
            try Fixtures.withFolder { target in
                try folder.writeReduced(without: "none", to: target)
                #expect(RulebookFolder.read(at: target).rulebook() == folder.rulebook())
            }
        }
    }

    @Test(
        arguments: [
            "a: b", "- a", "{a", "[", "*x", "&x", "#x", "x #y", "!x", "%x", "@x", "'", "\"", "\\", "\\n", " 前後 ", "",
            "行\n行", "tab\tin", "\u{85}\u{2028}\u{2029}", "yes", "null", "no\r\nno", "\u{7F}\u{80}",
        ])
    func `any text is written so that it is read back`(text: String) throws {
        try Fixtures.withFolder { source in
            let json = JSON.string(text).text.replacing("\u{7F}", with: "\\u007f").replacing("\u{80}", with: "\\u0080")
                .replacing("\u{85}", with: "\\u0085").replacing("\u{2028}", with: "\\u2028")
                .replacing("\u{2029}", with: "\\u2029")
            let yaml = "rulebook: {id: t, edition: \"1\", title: {ja: \(json), en: test}}\n"
            try Data(yaml.utf8).write(to: source.appending(path: "rulebook.yaml"))
            let folder = RulebookFolder.read(at: source)
            #expect(folder.check().map(\.description) == [])
            #expect(folder.rulebook().identity.title.ja == text)
            try Fixtures.withFolder { target in
                try folder.writeReduced(without: "none", to: target)
                #expect(RulebookFolder.read(at: target).rulebook().identity.title.ja == text)
            }
        }
    }
}
