import Engine
import Journaling
import Notation
import Rules
import Services
import Testing

@Suite struct `The office` {
    @Test(arguments: Rig.Store.allCases)
    func `gives a matter the year and the position of its first entry as its number`(store: Rig.Store) async throws {
        let rig = try Rig(store)
        let office = try await rig.founded()
        let accepted = try await office.open(rig.command("open"))
        #expect(accepted.matter == "2026-000008")
        #expect(accepted.receipt.positions == 8..<9)
        #expect(accepted.receipt.head.position == 8)
    }

    @Test(arguments: Rig.Store.allCases)
    func `tells the parent of a child that is reopened, and the other of a matter merged into it`(
        store: Rig.Store
    ) async throws {
        let rig = try Rig(store)
        let office = try await rig.founded()
        let id = try await office.open(rig.command("open")).matter
        let child = try #require(try await office.perform(rig.command("start"), on: id).opened.first)
        var withdraw = rig.command("withdraw")
        withdraw.reason = "a mistake"
        try await office.perform(withdraw, on: child)
        #expect(try await office.matter(id).children.map(\.ending) == ["withdrawn"])
        var reopen = rig.command("reopen")
        reopen.reason = "no mistake"
        let reopened = try await office.perform(reopen, on: child)
        #expect(reopened.receipt.positions.count == 2)
        #expect(try await office.matter(id).children.map(\.ending) == [nil])
        // The parent is at once the matter that it is merged into.
        var merge = rig.command("merge")
        (merge.other, merge.reason) = (id, "the same")
        let merged = try await office.perform(merge, on: child)
        #expect(merged.receipt.positions.count == 3)
        let read = try await rig.office().matter(id)
        #expect(read.links == [child])
        #expect(read.children.map(\.ending) == ["merged"])
        #expect(try await office.timeline(id).map(\.event.act).suffix(2) == ["child-ended", "merged-in"])
    }

    @Test(arguments: Rig.Store.allCases)
    func `gives no number twice, neither to a child nor to a report, and not after a new start`(
        store: Rig.Store
    ) async throws {
        let rig = try Rig(store)
        let office = try await rig.founded()
        let id = try await office.open(rig.command("open")).matter
        // Numbers are taken by reports that are then not entered, so that they run ahead of the journal.
        for _ in 0..<3 {
            await #expect(throws: OfficeError.self) { try await office.open(rig.command("open", by: "nobody")) }
        }
        let started = try await office.perform(rig.command("start"), on: id)
        let child = try #require(started.opened.first)
        var ids = [id, child]
        for office in [office, rig.office()] {
            for _ in 0..<3 { ids.append(try await office.open(rig.command("open")).matter) }
        }
        #expect(Set(ids).count == 8)
    }

    @Test(arguments: Rig.Store.allCases)
    func `decides again when another office was first`(store: Rig.Store) async throws {
        let rig = try Rig(store)
        let office = try await rig.founded()
        let other = rig.office()
        let id = try await office.open(rig.command("open")).matter
        _ = try await other.matter(id)
        var note = rig.command("note")
        note.text = "first"
        try await office.perform(note, on: id)
        note.text = "second"
        try await other.perform(note, on: id)
        #expect(try await other.matter(id).entries == 3)
        #expect(try await other.timeline(id).map(\.event.text) == ["", "first", "second"])
    }

    @Test(arguments: Rig.Store.allCases)
    func `lets many act on one matter at once, and loses nothing`(store: Rig.Store) async throws {
        let rig = try Rig(store)
        let office = try await rig.founded()
        let ids = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<20 { group.addTask { try await office.open(rig.command("open")).matter } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(ids.count == 20)
        #expect(try await office.list().count == 20)
    }

    @Test(arguments: Rig.Store.allCases)
    func `opens a child and tells the parent how it ended, each in one append`(store: Rig.Store) async throws {
        let rig = try Rig(store)
        let office = try await rig.founded()
        let id = try await office.open(rig.command("open")).matter
        let begun = try await office.perform(rig.command("start"), on: id)
        let child = try #require(begun.opened.first)
        #expect(begun.receipt.positions.count == 2)
        #expect(try await office.matter(child).parent == id)
        try await office.perform(rig.command("finish"), on: child)
        let closed = try await office.perform(rig.command("close"), on: child)
        #expect(closed.receipt.positions.count == 2)
        #expect(try await office.matter(id).children.map(\.ending) == ["closed"])
        #expect(try await office.list(MatterFilter(open: true)).map(\.id) == [id])
    }

    @Test(arguments: Rig.Store.allCases)
    func `folds the same after a restart as while it was warm`(store: Rig.Store) async throws {
        let rig = try Rig(store)
        let office = try await rig.founded()
        let id = try await office.open(rig.command("open")).matter
        try await office.perform(rig.command("start"), on: id)
        try await office.perform(rig.command("sign", by: "ben"), on: id)
        let cold = rig.office()
        #expect(try await cold.matter(id) == office.matter(id))
        #expect(try await cold.house().house == office.house().house)
        #expect(try await cold.situation(id).0 == office.situation(id).0)
    }

    @Test(arguments: Rig.Store.allCases)
    func `enters a paper log whole or not at all`(store: Rig.Store) async throws {
        let rig = try Rig(store)
        let office = try await rig.founded()
        let id = try await office.open(rig.command("open")).matter
        let position = try await rig.journal.head().position
        await #expect(throws: Refused.self) {
            try await office.performAll([rig.command("start"), rig.command("sign")], on: id)
        }
        #expect(try await office.matter(id).entries == 1)
        #expect(try await rig.journal.head().position == position + 1, "only the refused attempt is entered")
        let both = try await office.performAll([rig.command("start"), rig.command("sign", by: "ben")], on: id)
        #expect(both.receipt.positions.count == 3)
        #expect(try await office.matter(id).entries == 3)
    }

    @Test(arguments: Rig.Store.allCases)
    func `keeps a matter under the edition it began under`(store: Rig.Store) async throws {
        let rig = try Rig(store)
        let office = try await rig.founded()
        let old = try await office.open(rig.command("open")).matter
        try await office.enter([.rulebookAdopted(.init(rulebook: "small", edition: "2", digest: ""))], by: "ada")
        let new = try await office.open(rig.command("open")).matter
        #expect(try await office.matter(old).edition == "1")
        #expect(try await office.matter(new).edition == "2")
        #expect(try office.program(of: try await office.matter(old)).rulebook.identity.edition == "1")
        var move = rig.command("move")
        move.edition = "3"
        move.reason = "why not"
        await #expect(throws: OfficeError.self) { try await office.perform(move, on: old) }
        move.edition = "2"
        try await office.perform(move, on: old)
        #expect(try await office.matter(old).edition == "2")
    }

    @Test(arguments: Rig.Store.allCases)
    func `enters the refused attempt of a known person without what was typed`(store: Rig.Store) async throws {
        let rig = try Rig(store)
        let office = try await rig.founded()
        let id = try await office.open(rig.command("open")).matter
        var sign = rig.command("sign")
        sign.text = "secret words"
        let refused = await #expect(throws: Refused.self) { try await office.perform(sign, on: id) }
        #expect(refused?.refusal.kind == .notThePost)
        let entries = try await rig.journal.entries(of: StreamName("attempts:\(id)"))
        #expect(entries.map(\.entry.kind) == ["attempt.refused"])
        #expect(entries.first?.entry.actor == "ada")
        let payload = try #require(try entries.first?.payload.json())
        #expect(payload.text == #"{"verb":"sign","refused":"not-the-post","clauses":["C-1"]}"#)
    }

    @Test func `counts the attempt of somebody unknown and enters nothing`() async throws {
        let rig = try Rig(.memory)
        let office = try await rig.founded()
        let position = try await rig.journal.head().position
        let error = await #expect(throws: OfficeError.self) { try await office.open(rig.command("open", by: "eve")) }
        #expect(error?.code == .unknownPerson)
        #expect(try await rig.journal.head().position == position)
        #expect(try await rig.journal.anonymousRefusals().values.reduce(0, +) == 1)
    }

    @Test func `refuses a position that is no longer the last`() async throws {
        let rig = try Rig(.memory)
        let office = try await rig.founded()
        let id = try await office.open(rig.command("open")).matter
        var note = rig.command("note")
        note.text = "seen"
        try await office.perform(note, on: id, expecting: 1)
        let error = await #expect(throws: OfficeError.self) { try await office.perform(note, on: id, expecting: 1) }
        #expect(error?.code == .stale)
    }

    @Test func `shows a matter as it stood, and strikes what was corrected`() async throws {
        let rig = try Rig(.memory)
        let office = try await rig.founded()
        let id = try await office.open(rig.command("open")).matter
        let opened = rig.clock.now
        rig.clock.pass(10)
        var answer = rig.command("answer")
        answer.answers = [.init(fact: "size", value: .values(["3"]))]
        try await office.perform(answer, on: id)
        rig.clock.pass(10)
        var correct = rig.command("correct")
        correct.entry = 2
        correct.reason = "miscounted"
        try await office.perform(correct, on: id)
        #expect(try await office.timeline(id).map(\.struckBy) == [nil, 3, nil])
        rig.clock.pass(1)
        #expect(try await office.matter(id, at: opened).entries == 1)
        await #expect(throws: OfficeError.self) { try await office.matter(id, at: opened.adding(milliseconds: -1)) }
    }

    @Test func `exports entries whose hashes form a chain`() async throws {
        let rig = try Rig(.memory)
        let office = try await rig.founded()
        let id = try await office.open(rig.command("open")).matter
        try await office.perform(rig.command("start"), on: id)
        let entries = try await office.export(id)["entries"]?.array ?? []
        #expect(entries.count == 2)
        #expect(entries[1]["previous"] == entries[0]["hash"])
        await #expect(throws: OfficeError.self) { try await office.export("2026-999999") }
    }

    @Test(arguments: ["a\u{7}b", "a\u{0}b", "a\u{85}b", "a\rb"])
    func `refuses control characters`(text: String) async throws {
        let rig = try Rig(.memory)
        let office = try await rig.founded()
        var open = rig.command("open")
        open.text = text
        let error = await #expect(throws: OfficeError.self) { try await office.open(open) }
        #expect(error?.code == .badValue)
    }

    @Test func `keeps rare kanji, line breaks and a megabyte, and refuses more`() async throws {
        let rig = try Rig(.memory)
        let office = try await rig.founded()
        var open = rig.command("open")
        open.text = "葛\u{E0100}城の𠮷野\n二行目\t" + String(repeating: "あ", count: 300_000)
        let id = try await office.open(open).matter
        #expect(try await office.timeline(id).first?.event.text == open.text)
        open.text = String(repeating: "a", count: 1_048_576)
        try await office.open(open)
        open.text += "a"
        await #expect(throws: OfficeError.self) { try await office.open(open) }
    }
}
