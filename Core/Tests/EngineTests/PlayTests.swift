import Engine
import Notation
import Rules
import Scenarios
import Testing

@Suite struct `Scenarios` {
    static let rulebook = rules([step("a"), step("b", after: ["a"]) { $0.may = true }, step("c", "fix", after: ["a"])])
    {
        $0.approvals = [approval { $0.after = ["a"] }]
    }

    /// What fails when these entries are played: the kind of expectation, its entry and its clause.
    static func failures(_ entries: String) throws -> [String] {
        let text =
            #"{"scenario":"x","people":{"aoki":"lead","mori":"officer","nagai":[]},"start":"2026-06-01T10:00","do":["#
            + #"{"by":"nagai","act":"open","matter":"case"},"# + entries + "]}"
        let scenario = try Scenario(json: try JSON(reading: Array(text.utf8)), zone: .japan)
        let play = Play(program: Program(rulebook)) { "\($0)" }
        return play.run(scenario).failures.map { "\($0.step) \($0.effect.rawValue) \($0.clause?.text ?? "-")" }
    }

    @Test func `what comes out as it says passes`() throws {
        let entries =
            #"{"expect":{"duties":["C-a lead"],"permitted":[],"questions":[]}},{"by":"aoki","act":"do","clause":"C-a"},"#
            + #"{"by":"aoki","act":"fix","clause":"C-c","refused":{"clause":"C-ok","why":"not-granted"}},"#
            + #"{"by":"aoki","act":"ask","clause":"C-ok"},{"expect":{"gates":["C-ok officer"],"permitted":["C-b lead"]}},"#
            + #"{"by":"mori","act":"grant","clause":"C-ok"},{"by":"aoki","act":"fix","clause":"C-c"},"#
            + #"{"expect":{"duties":[],"may-close":"yes"}}"#
        #expect(try Self.failures(entries) == [])
    }

    @Test func `a duty too many and a duty too few fail, and at-least forgives only the first`() throws {
        #expect(try Self.failures(#"{"expect":{"duties":[]}}"#) == ["1 duty -"])
        #expect(try Self.failures(#"{"expect":{"duties":["C-a lead","C-b lead"]}}"#) == ["1 duty C-b"])
        #expect(try Self.failures(#"{"expect":{"at-least":"x","duties":[]}}"#) == [])
        #expect(try Self.failures(#"{"expect":{"at-least":"x","duties":["C-b lead"]}}"#) == ["1 duty C-b"])
        #expect(try Self.failures(#"{"expect":{"duties":["C-a officer"]}}"#) == ["1 duty C-a", "1 duty -"])
    }

    @Test func `an act that is refused fails, and so does a refusal that does not come or has another ground`() throws {
        #expect(try Self.failures(#"{"by":"mori","act":"do","clause":"C-a"}"#) == ["1 accepted C-a"])
        #expect(try Self.failures(#"{"by":"aoki","act":"do","clause":"C-a","refused":"C-a"}"#) == ["1 refused C-a"])
        #expect(try Self.failures(#"{"by":"mori","act":"do","clause":"C-a","refused":"C-x"}"#) == ["1 refused C-x"])
        #expect(
            try Self.failures(#"{"by":"mori","act":"do","clause":"C-a","refused":{"clause":"C-a","why":"applicant"}}"#)
                == ["1 refused C-a"])
        #expect(try Self.failures(#"{"by":"mori","act":"do","clause":"C-a","refused":"C-a"}"#) == [])
    }

    @Test func `what is not known fails at its own place, and the rest is played all the same`() throws {
        let entries =
            #"{"by":"nobody","act":"do","clause":"C-a"},{"by":"aoki","act":"do","clause":"C-zz"},"#
            + #"{"by":"aoki","act":"do","clause":"C-a","wrong":"x"},{"expect":{"wrong":[]}},"#
            + #"{"by":"aoki","act":"do","clause":"C-a"},{"expect":{"permitted":["C-b lead"]}}"#
        #expect(try Self.failures(entries) == ["1 fault C-a", "2 accepted C-zz", "3 fault -", "4 fault -"])
    }

    @Test func `a head that cannot be read is a fault before anything is played`() throws {
        for text in [
            #"{}"#, #"{"scenario":"x"}"#, #"{"scenario":"x","start":"noon"}"#,
            #"{"scenario":"x","start":"2026-06-01","wrong":"x"}"#,
            #"{"scenario":"x","start":"2026-06-01","do":[{"at":"soon","act":"x"}]}"#,
            #"{"scenario":"x","start":"2026-06-01","do":[{"by":"x"}]}"#,
        ] {
            let json = try JSON(reading: Array(text.utf8))
            #expect(throws: Scenario.Fault.self) { try Scenario(json: json, zone: .japan) }
        }
    }

    @Test func `an earlier hour is that of the next day, and a length counts on`() throws {
        let text =
            #"{"scenario":"x","start":"2026-06-01T21:10","do":[{"by":"a","act":"note"},{"by":"a","act":"note"},"#
            + #"{"at":"08:00"},{"at":"+P7D","expect":{}},{"expect":{}}]}"#
        let scenario = try Scenario(json: try JSON(reading: Array(text.utf8)), zone: .japan)
        #expect(
            scenario.entries.map { $0.at.text(in: .japan) } == [
                "2026-06-01T21:10+09:00", "2026-06-01T21:11+09:00", "2026-06-02T08:00+09:00", "2026-06-09T08:00+09:00",
                "2026-06-09T08:00+09:00",
            ])
    }
}
