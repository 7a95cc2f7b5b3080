import Engine
import Notation
import ReadModels
import Rules
import Testing

@Suite("What is recorded is said in words")
struct WordsTests {
    let words = SmallVillage.words

    @Test("a value is said as its domain has it, and what cannot be read stays as it was written")
    func values() {
        func said(_ value: String, _ domain: Domain) -> String { words.value(value, of: domain) }
        #expect(said("2026-06-01T09:05:30+09:00", .instant) == "2026-06-01 09:05")
        #expect(said("2026-06-01T00:05Z", .instant) == "2026-06-01 09:05")
        #expect(said("昼ごろ", .instant) == "昼ごろ")
        #expect(said("2026-06-01", .date) == "2026-06-01")
        #expect(said("12", .number(unit: "persons")) == "12人")
        #expect(said("3", .number(unit: "巻")) == "3巻")
        #expect(said("kinko", .row("place")) == "耐火金庫")
        #expect(said("lost", .row("place")) == "lost")
        #expect(said("hashida", .person) == "橋田 みちる")
        #expect(said("no", .yesNo) == "いいえ")
        #expect(said("C1", .choice([SmallVillage.option("C1", "機密性1")], several: false)) == "機密性1")
    }

    @Test("a unit is called by its name, in a post, beside who acted, and in the columns that hold one")
    func units() throws {
        let actor = Actor(person: "hashida", post: "staff", unit: "kensetsu", standsIn: true)
        #expect(words.actor(actor) == "橋田 みちる（職員・建設課・代理）")
        #expect(words.actor(Actor(person: "hashida", post: "staff", unit: "gikai")) == "橋田 みちる（職員・gikai）")
        let section = try #require(SmallVillage.asset.columns.first { $0.id == "section" })
        #expect(words.value(["soumu"], of: section) == "総務課")
        #expect(words.unitID(of: "総務課") == "soumu")
        #expect(words.unitID(of: "") == "")
        #expect(words.bearer(key: "post:staff@kensetsu") == "職員（建設課）")
        #expect(words.bearer(key: "post:officer") == "情報セキュリティ責任者")
        #expect(words.bearer(key: "person:hashida") == "橋田 みちる")
        // A unit is no name of what it owns.
        let row = House.Row(values: ["section": ["soumu"]])
        #expect(words.title(row, of: SmallVillage.asset) == "")
    }

    @Test("labels stand one after the other, and in quotes where one has a comma itself")
    func lists() {
        #expect(["写しを取る", "本部に報告する"].listed == "写しを取る，本部に報告する")
        #expect(["理由を確かめ，手段を検討する", "絞る"].listed == "「理由を確かめ，手段を検討する」「絞る」")
        #expect([String]().listed.isEmpty)
    }

    @Test("a moment in a paper is said like every other")
    func papers() throws {
        var book = Rulebook.small
        var paper = try #require(book.papers.first)
        paper.fields.append(Field(id: "when", label: Label(ja: "発生日時"), shape: .datetime))
        book.papers = [paper]
        var trial = try MatterTrial.begin(book)
        for moment in ["2026-05-29T09:00+09:00", "2026-05-29T09:30+09:00"] {
            try trial.do("enter", by: "kato") { command in
                command.paper = "first-report"
                command.fields = [.init("what", "感染した疑い"), .init("when", moment)]
            }
        }
        let sheet = try #require(PaperSheet("first-report", of: trial.matter, words: trial.words))
        let line = try #require(sheet.parts.flatMap(\.fields).first { $0.label == "発生日時" })
        #expect(line.value == "2026-05-29 09:30")
        #expect(line.before == "2026-05-29 09:00")
    }
}
