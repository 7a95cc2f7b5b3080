import Engine
import Foundation
import Notation
import RulebookFiles
import Rules
import Testing

@Suite struct `A rulebook that rests on another` {
    static let shop = Fixtures.folder.appending(path: "layers/shop")

    /// The situation on the day after a sale.
    private func faces(_ book: Rulebook, sold: String) throws -> ClockFace {
        let program = Program(book)
        var house = House()
        house.people["mise"] = .init(id: "mise")
        house.holdings = [.init(post: "keeper", person: "mise", from: Instant(milliseconds: 0))]
        let at = try #require(Instant(reading: sold, zone: .japan)).adding(milliseconds: 86_400_000)
        var open = Command(verb: "open", person: "mise", happened: at, entered: at)
        open.matterKind = "return"
        let setting = Setting(program: program, house: house) { "\($0)" }
        var matter = Matter(id: "m1")
        matter.apply(try decide(open, on: matter, in: setting).event)
        var back = Command(verb: "take-back", person: "mise", happened: at, entered: at)
        back.answers = [.init(fact: "sold-at", value: .values([sold]))]
        matter.apply(try decide(back, on: matter, in: setting).event)
        let situation = Engine.situation(matter, in: program, house: house, at: at)
        #expect(situation.duties.map(\.word) == ["law-small/without-delay"])
        #expect(situation.duties.first?.clauses.contains("law-small/LAW-2") == true)
        return try #require(situation.clocks.first)
    }

    @Test func `shows its own deadline and the law's side by side, by the row of the day it counts from`() throws {
        let folder = RulebookFolder.read(at: Self.shop)
        #expect(folder.check().map(\.description) == [])
        let book = folder.rulebook()
        let before = try faces(book, sold: "2026-05-20T10:00")
        #expect(before.end?.text(in: .japan).prefix(10) == "2026-05-28")
        #expect(before.law?.end == before.end)
        #expect(before.law?.rows.map(\.lasts.days) == [7])
        let after = try faces(book, sold: "2026-06-01T10:00")
        #expect(after.end?.text(in: .japan).prefix(10) == "2026-06-09", "the shop's own rule stays what it is")
        #expect(after.law?.end?.text(in: .japan).prefix(10) == "2026-06-16")
        #expect(after.law?.clauses == ["law-small/LAW-1"])
        #expect(after.law?.rows.first?.source == "例示返品法第1条（令和8年改正）")
        #expect(after.law?.rows.first?.checkedOn == "2026-04-01")
        let old = try faces(book, sold: "1999-06-01T10:00")
        #expect(old.law?.rows == [])
        #expect(old.law?.end == nil)
        #expect(old.end != nil)
    }

    @Test func `takes over names and words, and nothing that acts`() throws {
        let folder = RulebookFolder.read(at: Self.shop)
        let book = folder.rulebook()
        #expect(book.bases.map(\.id) == ["law-small"])
        #expect(book.bases.first?.edition == "2026-1")
        #expect(book.timings.map(\.id) == ["law-small/without-delay"])
        #expect(book.periods.map(\.id) == ["law-small/return-period"])
        #expect(folder.ledger.clauses.map(\.id) == ["S-1", "S-2"])
        #expect(folder.wholeLedger.clauses.map(\.id) == ["S-1", "S-2", "law-small/LAW-1", "law-small/LAW-2"])
    }

    @Test func `is written and renamed with what it rests on left as it is`() throws {
        try Fixtures.withFolder { url in
            let reduced = url.appending(path: "reduced")
            try RulebookFolder.read(at: Self.shop).writeReduced(without: "S-2", to: reduced)
            let read = RulebookFolder.read(at: reduced)
            #expect(read.check().map(\.description) == [])
            #expect(read.rulebook().playbooks.flatMap(\.steps).map(\.id) == ["take-back"])
            #expect(read.rulebook().clocks.first?.period == "law-small/return-period")
            let renamed = RulebookFolder.read(at: Self.shop).renamed { _, id in "new-" + id.lowercased() }.folder
            #expect(renamed.check().map(\.description) == [])
            #expect(renamed.rulebook().clocks.first?.id == "new-return-time")
            #expect(renamed.rulebook().clocks.first?.period == "law-small/return-period")
        }
    }

    private func codes(_ change: (URL) throws -> Void) throws -> [String] {
        try Fixtures.withFolder { url in
            for name in ["shop", "law-small"] {
                try FileManager.default.copyItem(
                    at: Fixtures.folder.appending(path: "layers/" + name), to: url.appending(path: name))
            }
            try change(url)
            return RulebookFolder.read(at: url.appending(path: "shop")).check().map(\.code)
        }
    }

    private func edit(_ file: URL, _ old: String, _ new: String) throws {
        let text = try String(contentsOf: file, encoding: .utf8)
        try #require(text.contains(old))
        try text.replacingOccurrences(of: old, with: new).write(to: file, atomically: true, encoding: .utf8)
    }

    @Test func `names what is wrong with what it rests on`() throws {
        #expect(try codes { _ in } == [])
        #expect(
            try codes { try FileManager.default.removeItem(at: $0.appending(path: "law-small")) }.contains("no-base"))
        let law = "law-small/rulebook.yaml"
        let shop = "shop/rulebook.yaml"
        #expect(
            try codes { try edit($0.appending(path: law), "edition: 2026-1", "edition: 2027-1") }.contains("other-base")
        )
        #expect(try codes { try edit($0.appending(path: law), "periods:", "perriods:") }.contains("broken-base"))
        #expect(
            try codes {
                try edit(
                    $0.appending(path: law), "edition: 2026-1\n",
                    "edition: 2026-1\n  rests-on: [{rulebook: x, edition: y}]\n")
            }.contains("base-on-base"))
        #expect(
            try codes {
                try edit(
                    $0.appending(path: shop), "[{rulebook: law-small, edition: 2026-1}]",
                    "[{rulebook: law-small, edition: 2026-1}, {rulebook: law-small, edition: 2026-1}]")
            } == ["base-twice"])
        #expect(
            try codes { try edit($0.appending(path: shop), "law-small/return-period", "law-small/refund") } == [
                "unknown-period"
            ])
        #expect(
            try codes { try edit($0.appending(path: shop), "rulebook: law-small", "rulebook: shop") }.contains(
                "no-base"))
    }

    @Test func `has dated rows of which one holds on each day`() throws {
        func codes(_ rows: String) throws -> [String] {
            try Fixtures.read("periods: {p: {ja: 期間, en: period, rows: [\(rows)]}}\n").check().map(\.code)
        }
        let row = "lasts: P7D, counts: hours, source: s, checked-on: 2026-01-01"
        #expect(try codes("{\(row), valid-from: 2026-01-01}") == [])
        #expect(
            try codes("{\(row), valid-from: 2026-01-01, valid-to: 2026-01-31}, {\(row), valid-from: 2026-02-01}") == [])
        #expect(try codes("{\(row), valid-from: 2026-01-01}, {\(row), valid-from: 2026-02-01}") == ["rows-overlap"])
        #expect(try codes("{\(row), valid-from: 2026-02-01, valid-to: 2026-01-01}") == ["row-ends-before"])
        #expect(try codes("{\(row)}") == ["missing-key"])
        #expect(try codes("{\(row), valid-from: 2026-02-30}") == ["not-a-day"])
        #expect(
            try codes("{lasts: soon, counts: hours, source: s, checked-on: 2026-01-01, valid-from: 2026-01-01}").count
                == 1)
    }
}
