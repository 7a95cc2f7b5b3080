import Engine
import Foundation
import Markup
import Notation
import Pages
import ReadModels
import Rules
import Testing

/// A take-out of two things from the ledger, of which one is missing and has opened an incident.
@Suite("A take-out with something missing")
struct TakeOutPagesTests {
    static let rulebook: Rulebook = {
        var book = SmallVillage.rulebook
        let applicant = Choice(.part("applicant"))
        book.posts[2].perUnit = "section"
        book.facts.append(
            Fact(id: "returned", label: SmallVillage.ja("返却した日時"), domain: .instant, fromAnyone: true))
        book.facts.append(Fact(id: "kept", label: SmallVillage.ja("保管場所"), domain: .row("place"), fromAnyone: true))
        book.items[0].states.append(SmallVillage.option("settled", "始末済み"))
        book.matters.append(MatterKind(id: "incident", label: SmallVillage.ja("情報セキュリティインシデント")))
        book.playbooks[0].steps += [
            Step(
                id: "report", label: SmallVillage.ja("足りない物を報告する"), act: "check", by: applicant, each: "thing",
                inStates: ["missing"], opens: .init(matter: "incident")),
            Step(
                id: "settle", label: SmallVillage.ja("足りなかった物の始末を書き留める"), act: "draft", by: applicant,
                after: ["report"], when: .child("incident", ending: nil), each: "thing", inStates: ["missing"],
                moves: [.init(from: "missing", to: ["settled"])]),
        ]
        return book
    }()

    static func played() throws -> MatterTrial {
        var house = SmallVillage.house
        house.registers["asset"]?["usb-1"]?.values["section"] = ["kensetsu"]
        var trial = MatterTrial(rulebook, house: house)
        try trial.do("open", by: "hashida") { command in
            command.matterKind = "take-out"
            command.text = "現場の立会いに持って行く"
            command.post = "staff"
        }
        for (item, row) in [("i1", "zu-1"), ("i2", "usb-1")] {
            try trial.do("add-item", by: "hashida") { ($0.item, $0.row, $0.itemKind) = (item, row, "thing") }
        }
        try trial.do("answer", by: "hashida") { command in
            command.answers = [
                .init(fact: "returned", value: .values(["2026-06-01T09:40:05+09:00"])),
                .init(fact: "kept", value: .values(["kinko"])), .init(fact: "copies", value: .values(["2"])),
            ]
        }
        for item in ["i1", "i2"] {
            try trial.do("carry", by: "hashida") { command in
                (command.step, command.item, command.inFact) = ("carry", item, true)
                command.reason = "許可を待てなかった"
            }
        }
        for (item, state) in [("i1", "missing"), ("i2", "back")] {
            try trial.do("check", by: "somuta") { ($0.step, $0.item, $0.moves) = ("back", item, state) }
        }
        try trial.do("check", by: "hashida") { ($0.step, $0.item) = ("report", "i1") }
        return trial
    }

    private func page(_ trial: MatterTrial, linked: Set<String> = []) -> HTML {
        let around = MatterSurroundings(timeline: trial.timeline, linked: linked)
        let context = trial.context("hashida")
        return matterPage(context, MatterPiece(context, trial.view(of: "hashida"), around, words: trial.words))
    }

    @Test("the page says what it waits for, and leads there whoever may go there")
    func waits() throws {
        var trial = try Self.played()
        let view = trial.view(of: "hashida")
        #expect(view.sentence.hasSuffix("情報セキュリティインシデントが終わるのを待っています。"))
        #expect(view.awaited.map(\.id) == ["2026-000200"])
        try RecordedPage.expect(page(trial, linked: ["2026-000200"]), "take-out")
        let without = page(trial).string
        #expect(without.contains("情報セキュリティインシデント　2026-000200"))
        #expect(!without.contains("href=\"/matters/2026-000200\""))
        trial.matter.apply(
            Event(
                act: "child-ended", happened: trial.now, entered: trial.now, actor: Actor(person: "somuta"),
                changes: [.childEnded(id: "2026-000200", ending: "closed")]))
        let after = trial.view(of: "hashida")
        #expect(after.awaited.isEmpty && !after.sentence.contains("待っています"))
        #expect(after.mine.map(\.what).contains("足りなかった物の始末を書き留める（橋りょう保守図面）"))
        #expect(after.mine.first { $0.key == .act("settle", item: "i1") }?.thing == "i1　橋りょう保守図面")
    }

    @Test("a thing whose name another one has keeps its number in headings")
    func sameNames() throws {
        var trial = try Self.played()
        func called(_ item: String) -> String { trial.words.about(item) }
        #expect(called("i2") == "（工事写真のUSBメモリ）")
        try trial.do("add-item", by: "hashida") { ($0.item, $0.row, $0.itemKind) = ("i3", "usb-1", "thing") }
        #expect(called("i2") == "（i2　工事写真のUSBメモリ）" && called("i3") == "（i3　工事写真のUSBメモリ）")
        #expect(called("i1") == "（橋りょう保守図面）" && called("i9") == "（i9）")
        #expect(trial.words.about(nil as String?).isEmpty)
    }

    @Test("what comes from a register is called by the name of its row")
    func things() throws {
        let trial = try Self.played()
        let things = try #require(trial.view(of: "hashida").items.first)
        #expect(things.lines.map(\.text) == ["橋りょう保守図面", "工事写真のUSBメモリ"])
        let html = page(trial).string
        #expect(html.contains("加えた対象：i2　工事写真のUSBメモリ"))
        #expect(html.contains("橋田 みちる（職員・建設課）"))
        #expect(!html.contains("kensetsu") && !html.contains(">2026-06-01T"))
    }
}
