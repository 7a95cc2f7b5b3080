import Engine
import Foundation
import JournalSQLite
import Journaling
import MatterIndexSQLite
import Notation
import Rules
import Services
import Testing

/// A journal, an office and an index that is kept up with it.
private struct Desk {
    let shelf: Shelf
    let folder: DataFolder
    let journal: SQLiteJournal
    let office: Office
    let bell: EntryBell
    let indexing: MatterIndexing
    static let now = Instant(milliseconds: 1_780_000_000_000)

    init() async throws {
        shelf = try Shelf()
        folder = try DataFolder.create(at: shelf.folder + "/data")
        try folder.addOrganisation("org")
        journal = try folder.openJournal(of: "org", projections: [MatterList()])
        let bell = EntryBell()
        self.bell = bell
        office = Self.office(journal, bell)
        indexing = Self.indexing(office, shelf.index, bell)
        let long = Instant(milliseconds: 0)
        try await office.enter(
            [
                .organisationNamed(.init(name: Label(ja: "例示"), timezone: "Asia/Tokyo", zone: .japan)),
                .personEntered(.init(id: "ada")), .personEntered(.init(id: "ben")), .vacancySet(person: "ada"),
                .rulebookAdopted(.init(rulebook: "small", edition: "1", digest: "")),
                .holdingBegun(.init(post: "clerk", person: "ada", from: long)),
                .holdingBegun(.init(post: "head", person: "ben", from: long)),
            ], by: "ada")
    }

    static func office(_ journal: any Journal, _ bell: EntryBell) -> Office {
        Office(
            journal: journal, clock: { now }, digest: { "\($0.count)" }, entered: { _ in bell.ring() },
            programs: { key in
                guard key.edition != "lost" else { throw OfficeError(.unknownEdition, "ない", "none") }
                return Program(book)
            })
    }

    static func indexing(_ office: Office, _ index: any MatterIndex, _ bell: EntryBell) -> MatterIndexing {
        MatterIndexing(office: office, index: index, bell: bell, prefixes: ["seen:"]) { matter, _, house, at in
            // Everybody who holds the clerk's post is concerned, and who is bound as suspect never.
            let clerks = house.holdings.filter { $0.post == "clerk" && $0.from <= at }.map { "person:\($0.person)" }
            let due = matter.isOpen ? [Owed(key: "post:clerk", due: matter.openedAt.adding(milliseconds: 1000))] : []
            return MatterConcern(keys: ["post:clerk"] + clerks, owed: due, level: matter.isOpen ? "軽微" : "")
        }
    }

    private static var book: Rulebook {
        var book = Rulebook()
        book.identity = .init(id: "small", edition: "1")
        book.posts = [Post(id: "clerk"), Post(id: "head")]
        book.acts = [Act(id: "finish")]
        book.facts = [
            Fact(id: "what", domain: .text, fromAnyone: true),
            Fact(id: "size", domain: .number(unit: "records"), fromAnyone: true),
        ]
        book.matters = [MatterKind(id: "incident", label: Label(ja: "事故", en: "incident"), playbooks: ["work"])]
        book.playbooks = [
            Playbook(
                id: "work", matters: ["incident"],
                steps: [Step(id: "end", act: "finish", by: Choice(.post("clerk", unit: nil)))])
        ]
        return book
    }

    func command(_ verb: String, by person: String = "ada", _ text: String = "") -> Command {
        var command = Command(verb: verb, person: person, happened: Self.now, entered: Self.now)
        command.text = text
        if verb == "open" { command.matterKind = "incident" }
        return command
    }

    func find(_ search: String) async throws -> [String] {
        try await shelf.find(search, as: MatterViewer(person: "eve", sight: .keys(["post:clerk"])))
    }

    func lines() async throws -> [MatterLine] {
        try await shelf.index.query(MatterQuery(viewer: Samples.auditor)).lines
    }
}

@Suite struct `The index is kept up with the journal` {
    @Test func `what was entered before is taken in at the start, and what is entered then as well`() async throws {
        let desk = try await Desk()
        let first = try await desk.office.open(desk.command("open", "校舎の停電")).matter
        #expect(try await desk.find("停電").isEmpty)
        try await desk.indexing.flush()
        #expect(try await desk.find("停電") == [first])
        #expect(try await desk.shelf.index.head() == desk.journal.head())
        let second = try await desk.office.open(desk.command("open", "停電のつづき")).matter
        try await desk.office.perform(desk.command("note", "復旧の見込み"), on: first)
        try await desk.indexing.flush()
        #expect(try await desk.find("停電") == [first, second].sorted())
        #expect(try await desk.find("復旧") == [first])
        #expect(try await desk.find("事故").count == 2)
        #expect(try await desk.find(first) == [first])
    }

    @Test func `a report is called by what happened, not by the heading of its first line`() async throws {
        let desk = try await Desk()
        _ = try await desk.office.open(desk.command("open", "【何が起きたか】校舎の停電\n【どこで】二号館"))
        try await desk.indexing.flush()
        #expect(try await desk.lines().first?.title == "校舎の停電")
        _ = try await desk.office.open(desk.command("open", "【至急】校舎の停電"))
        try await desk.indexing.flush()
        #expect(try await desk.lines().contains { $0.title == "【至急】校舎の停電" })
    }

    @Test func `a line says what the record says`() async throws {
        let desk = try await Desk()
        let id = try await desk.office.open(desk.command("open", "校舎の停電\n二号館")).matter
        try await desk.indexing.flush()
        let line = try #require(try await desk.lines().first)
        #expect(line.id == id && line.kind == "incident" && line.state == .open && line.edition == "1")
        #expect(line.title == "校舎の停電" && line.summary == "校舎の停電 二号館" && line.entries == 1)
        #expect(line.level == "軽微" && line.nextDue == line.openedAt.adding(milliseconds: 1000))
        #expect(line.firstOpened == nil)
        try await desk.office.perform(desk.command("note", by: "ben", "拝見しました"), on: id)
        var over = desk.command("false-alarm")
        over.reason = "点検のための停電でした"
        try await desk.office.perform(over, on: id)
        try await desk.indexing.flush()
        let ended = try #require(try await desk.lines().first)
        #expect(ended.state == .falseAlarm && ended.entries == 3 && ended.firstOpened != nil && ended.nextDue == nil)
    }

    @Test func `whoever acts waits for nothing, and the index follows by itself`() async throws {
        let desk = try await Desk()
        try await desk.indexing.flush()
        let running = Task { await desk.indexing.run() }  // Ended below by taking the bell down.
        let id = try await desk.office.open(desk.command("open", "停電")).matter
        for _ in 0..<6000 where try await desk.find("停電").isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        #expect(try await desk.find("停電") == [id])
        desk.bell.takeDown()
        await running.value
        #expect(await desk.indexing.failure == nil)
    }

    @Test func `the answers of many acts at once are those of an index made anew`() async throws {
        let desk = try await Desk()
        try await desk.indexing.flush()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    let id = try await desk.office.open(desk.command("open", "障害\(number)")).matter
                    try await desk.office.perform(desk.command("note", "一覧"), on: id)
                    try await desk.indexing.flush()
                }
            }
            try await group.waitForAll()
        }
        // Matters of one millisecond stand in the order in which the index took them in.
        let before = try await desk.lines().sorted { $0.id < $1.id }
        #expect(before.count == 20)
        try await desk.indexing.rebuild()
        #expect(try await desk.lines().sorted { $0.id < $1.id } == before)
    }

    @Test func `an erased matter loses its words and stays in the list as erased`() async throws {
        let desk = try await Desk()
        let id = try await desk.office.open(desk.command("open", "停電")).matter
        try await desk.indexing.flush()
        try await desk.journal.erase(
            StreamName("matter:\(id)"), by: Authority(actor: "ada", reference: "D-1", happenedAt: 1))
        try await desk.indexing.flush()
        #expect(try await desk.find("停電").isEmpty)
        let erased = try await desk.lines()
        #expect(erased.map(\.state) == [.erased])
        #expect(erased.map(\.title) == [""])
        try await desk.indexing.rebuild()
        #expect(try await desk.lines() == erased)
    }

    @Test func `struck words find nothing`() async throws {
        let desk = try await Desk()
        let id = try await desk.office.open(desk.command("open", "停電")).matter
        try await desk.office.perform(desk.command("note", "書き間違い"), on: id)
        var strike = desk.command("correct")
        strike.entry = 2
        strike.reason = "別の案件"
        try await desk.office.perform(strike, on: id)
        try await desk.indexing.flush()
        #expect(try await desk.find("書き間違い").isEmpty)
        #expect(try await desk.find("別の案件") == [id])
    }

    @Test func `an index that is lost or damaged is made anew`() async throws {
        let desk = try await Desk()
        let id = try await desk.office.open(desk.command("open", "停電")).matter
        try await desk.indexing.flush()
        try await desk.shelf.index.clear()
        try await desk.indexing.flush()
        #expect(try await desk.find("停電") == [id])
    }

    @Test func `an index of another journal is made anew`() async throws {
        let desk = try await Desk()
        let id = try await desk.office.open(desk.command("open", "停電")).matter
        let head = try await desk.journal.head()
        try await desk.shelf.index.put(
            [Samples.matter(1)], upTo: Head(position: head.position, hash: Samples.head.hash))
        try await desk.indexing.flush()
        #expect(try await desk.lines().map(\.id) == [id])
        let far = Head(position: head.position + 5, hash: head.hash)
        try await desk.shelf.index.put([Samples.matter(1)], upTo: far)
        try await desk.indexing.flush()
        #expect(try await desk.lines().map(\.id) == [id])
    }

    @Test func `a change of the house takes in what is open anew`() async throws {
        let desk = try await Desk()
        let id = try await desk.office.open(desk.command("open", "停電")).matter
        try await desk.indexing.flush()
        let ben = MatterViewer(person: "ben", sight: .keys(["person:ben"]))
        #expect(try await desk.shelf.find("", as: ben).isEmpty)
        try await desk.office.enter(
            [.holdingBegun(.init(post: "clerk", person: "ben", from: Instant(milliseconds: 1)))], by: "ada")
        try await desk.indexing.flush()
        #expect(try await desk.shelf.find("", as: ben) == [id])
    }

    @Test func `an entry of a stream that belongs to a matter takes it in anew`() async throws {
        let desk = try await Desk()
        let id = try await desk.office.open(desk.command("open", "停電")).matter
        try await desk.indexing.flush()
        // A row that is wrong shows that it is written again.
        try await desk.shelf.index.put([IndexedMatter(line: try await desk.lines()[0])], upTo: desk.journal.head())
        try await desk.journal.append(
            [Draft(kind: "seen", happenedAt: 1, actor: "ben")], to: StreamName("seen:\(id)"), expecting: .any)
        try await desk.indexing.flush()
        #expect(try await desk.find("停電") == [id])
    }

    @Test func `a matter that comes out differently with time is taken in anew when its time has come`() async throws {
        let desk = try await Desk()
        let id = try await desk.office.open(desk.command("open", "停電")).matter
        try await desk.indexing.flush()
        var stale = IndexedMatter(line: try await desk.lines()[0])
        stale.recheck = Desk.now.adding(milliseconds: 1)
        try await desk.shelf.index.put([stale], upTo: desk.journal.head())
        try await desk.indexing.refresh()
        #expect(try await desk.find("停電").isEmpty)
        stale.recheck = Desk.now
        try await desk.shelf.index.put([stale], upTo: desk.journal.head())
        try await desk.indexing.refresh()
        #expect(try await desk.find("停電") == [id])
    }

    @Test func `a matter whose edition cannot be loaded keeps no other out`() async throws {
        let desk = try await Desk()
        let id = try await desk.office.open(desk.command("open", "停電")).matter
        // As the first, under an edition whose files are gone.
        let first = try await desk.journal.entries(of: StreamName("matter:\(id)"))[0].payload.json()
        let text = first.text.replacing("\"edition\":\"1\"", with: "\"edition\":\"lost\"")
        let lost = try JSON(reading: Array(text.utf8))
        try await desk.journal.append(
            [Draft(kind: "matter.open", happenedAt: Desk.now.milliseconds, actor: "ada", payload: lost)],
            to: "matter:2026-999999", expecting: 0)
        try await desk.indexing.flush()
        #expect(try await desk.find("停電") == [id])
        #expect(await desk.indexing.unreadable.keys.sorted() == ["2026-999999"])
        #expect(try await desk.lines().count == 2)
    }

    @Test func `one that is told to end leaves nothing that the next one does not mend`() async throws {
        let desk = try await Desk()
        for number in 0..<5 { try await desk.office.open(desk.command("open", "停電\(number)")) }
        let indexing = desk.indexing
        let ended = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await indexing.flush()
        }
        await #expect(throws: (any Error).self) { try await ended.value }
        #expect(try await desk.shelf.index.head() == nil)
        try await desk.indexing.flush()
        #expect(try await desk.lines().count == 5)
        #expect(try await desk.shelf.index.head() == desk.journal.head())
    }
}
