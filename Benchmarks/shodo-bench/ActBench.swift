import Engine
import Foundation
import JournalSQLite
import Journaling
import Notation
import RulebookFiles
import Rules
import Scenarios
import Services

/// A whole act: fold, decide, seal, append, acknowledge.
enum ActBench {
    static func run(_ report: inout Report) async throws {
        let kosen = URL(fileURLWithPath: EngineBench.rulebooks + "/kosen")
        let book = RulebookFolder.read(at: kosen)
        let program = Program(book.rulebook())
        let sheet = try OrganisationFiles.read(at: kosen.appending(path: "demo/organisation.yaml"))
        let house = House(organisation: sheet.json, zone: .japan)
        let folder = try DataFolder.create(at: report.scratch + "/act")
        try folder.addOrganisation("org")
        let journal = try folder.openJournal(of: "org", projections: [MatterList()])
        let office = Office(
            journal: journal, clock: { Instant(milliseconds: JournalClock.system.wall()) },
            digest: EngineBench.digest, programs: { _ in program })
        try await found(office, house, program)
        let ids = try await prepared(office, program, house, matters: 200, entries: 29)
        try await warm(office, program, house, ids, &report)
        try await cold(journal, program, house, &report)
        try await journal.close()
    }

    private static func found(_ office: Office, _ house: House, _ program: Program) async throws {
        var events: [HouseEvent] = [
            .organisationNamed(.init(name: Label(ja: "例示高専"), timezone: "Asia/Tokyo", zone: .japan))
        ]
        events += house.people.values.sorted { $0.id < $1.id }.map(HouseEvent.personEntered)
        events += [
            .vacancySet(person: house.vacancy),
            .rulebookAdopted(
                .init(
                    rulebook: program.rulebook.identity.id, edition: program.rulebook.identity.edition, digest: "")),
        ]
        events += house.holdings.map(HouseEvent.holdingBegun) + house.standIns.map(HouseEvent.standInNamed)
        try await office.enter(events, by: house.vacancy)
    }

    /// Matters with so many entries, each worked on as people would.
    private static func prepared(
        _ office: Office, _ program: Program, _ house: House, matters: Int, entries: Int
    ) async throws -> [String] {
        var ids: [String] = []
        var walker = Walker(program: program, house: house, seed: 11, digest: EngineBench.digest)
        while ids.count < matters {
            walker.setOut()
            guard let opening = walker.opening(at: office.now, kind: "incident") else { continue }
            let id = try await office.open(opening).matter
            var known = 1
            while known < entries {
                let now = office.now
                let (seen, matter, _) = try await office.situation(id)
                guard let command = walker.next(on: matter, seen, at: now) else { break }
                if (try? await office.perform(command, on: id)) != nil { known += 1 }
            }
            if known == entries { ids.append(id) }
        }
        return ids
    }

    private static func warm(
        _ office: Office, _ program: Program, _ house: House, _ ids: [String], _ report: inout Report
    ) async throws {
        let raw = RawStore(report.scratch + "/raw-act.sqlite")
        let sealed = [UInt8](repeating: 0xA5, count: 260)
        let hash = [UInt8](repeating: 0x5A, count: 32)
        var walker = Walker(program: program, house: house, seed: 12, digest: EngineBench.digest)
        var acts: [Double] = []
        var bare: [Double] = []
        for (index, id) in ids.enumerated() {
            let (seen, matter, _) = try await office.situation(id)
            let setting = Setting(program: program, house: house, digest: EngineBench.digest)
            // Choosing the act is not measured, only doing it.
            var chosen: Command?
            for _ in 0..<50 where chosen == nil {
                guard let command = walker.next(on: matter, seen, at: office.now) else { continue }
                if (try? decide(command, on: matter, in: setting)) != nil { chosen = command }
            }
            guard let chosen else { continue }
            bare.append(
                await seconds { raw.append(stream: "matter:\(index)", version: 1, sealed: sealed, hash: hash) })
            acts.append(await seconds { _ = try? await office.perform(chosen, on: id) })
        }
        report.add("a whole act on the 30th entry, warm", median(acts) * 1e6, "µs")
        report.add("the same over the C library", median(bare) / median(acts), "×", .atLeast(0.25))
    }

    private static func cold(
        _ journal: SQLiteJournal, _ program: Program, _ house: House, _ report: inout Report
    ) async throws {
        let busy = try EngineBench.busy(program, house, entries: 499, playbooks: 5)
        var times: [Double] = []
        for round in 0..<9 {
            let id = "2026-9\(round)0000"
            let drafts = busy.events.map { event in
                Draft(
                    kind: "matter." + event.act, happenedAt: event.happened.milliseconds, actor: event.actor.person,
                    post: event.actor.post.isEmpty ? nil : event.actor.post, payload: event.json)
            }
            try await journal.append(drafts, to: StreamName("matter:" + id), expecting: 0)
            let later = busy.at.adding(milliseconds: 60_000)
            let office = Office(
                journal: journal, clock: { later }, digest: EngineBench.digest, programs: { _ in program })
            // The house and the rules are there; the matter is not.
            _ = try await office.house()
            _ = try await office.programInForce()
            var command = Command(verb: "note", person: house.vacancy, happened: later, entered: later)
            command.text = "例示の覚え"
            times.append(try await seconds { try await office.perform(command, on: id) })
        }
        report.add("a whole act on the 500th entry, cold", median(times) * 1e3, "ms", .atMost(10))
    }
}
