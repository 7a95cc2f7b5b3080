import Engine
import Foundation
import JournalSQLite
import Journaling
import Notation
import RulebookFiles
import Rules
import Scenarios

/// The pure half: reading a rulebook, working out a situation, folding a record.
enum EngineBench {
    static let rulebooks = "Rulebooks"

    static func run(_ report: inout Report) async throws {
        let kosen = URL(fileURLWithPath: rulebooks + "/kosen")
        var loads: [Double] = []
        var folder = RulebookFolder.read(at: kosen)
        for _ in 0..<7 {
            loads.append(
                await seconds {
                    folder = RulebookFolder.read(at: kosen)
                    _ = folder.rulebook()
                })
        }
        report.add("loading kosen", median(loads) * 1e3, "ms", .atMost(300))
        let program = Program(folder.rulebook())
        let organisation = try OrganisationFiles.read(at: kosen.appending(path: "demo/organisation.yaml"))
        let house = House(organisation: organisation.json, zone: .japan)
        let busy = try Self.busy(program, house, entries: 500, playbooks: 5)
        report.add("entries of the measured matter", Double(busy.events.count), "")
        report.add(
            "playbooks running in it",
            Double(situation(busy.matter, in: program, house: house, at: busy.at).playbooks.count), "", .atLeast(5))
        var looks: [Double] = []
        for _ in 0..<30 {
            looks.append(
                await seconds {
                    for _ in 0..<20 { _ = situation(busy.matter, in: program, house: house, at: busy.at) }
                } / 20)
        }
        report.add("situation(), 500 entries, 5 playbooks", median(looks) * 1e6, "µs", .atMost(300))
        try await fold(busy.events, &report)
    }

    /// A hash that is the same in every run, unlike Swift's own. FNV-1a; nothing here needs more.
    @Sendable static func digest(_ bytes: [UInt8]) -> String {
        String(bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }, radix: 16)
    }

    /// A matter that somebody has worked on for long, played by chance.
    static func busy(
        _ program: Program, _ house: House, entries: Int, playbooks: Int
    ) throws -> (matter: Matter, events: [Event], at: Instant) {
        let start = Instant(milliseconds: 1_780_279_200_000)
        for seed in 1...200 {
            var walker = Walker(program: program, house: house, seed: UInt64(seed), digest: Self.digest)
            walker.setOut()
            var matter = Matter(id: "busy")
            var events: [Event] = []
            var at = start
            for _ in 0..<(entries * 8) where events.count < entries {
                at = at.adding(milliseconds: 600_000)
                let now = matter.entries == 0 ? nil : situation(matter, in: program, house: house, at: at)
                let command =
                    matter.entries == 0
                    ? walker.opening(at: at, kind: "incident") : now.flatMap { walker.next(on: matter, $0, at: at) }
                guard let command, let outcome = try? decide(command, on: matter, in: walker.setting) else { continue }
                matter.apply(outcome.event)
                events.append(outcome.event)
            }
            if events.count >= entries,
                situation(matter, in: program, house: house, at: at).playbooks.count == playbooks
            {
                return (matter, events, at)
            }
        }
        throw Unmeasured("no walk grew long enough; the rulebook has changed")
    }

    private static func fold(_ events: [Event], _ report: inout Report) async throws {
        let data = try DataFolder.create(at: report.scratch + "/fold")
        try data.addOrganisation("org")
        let journal = try data.openJournal(of: "org")
        let drafts = events.map { event in
            Draft(
                kind: "matter." + event.act, happenedAt: event.happened.milliseconds, actor: event.actor.person,
                post: event.actor.post.isEmpty ? nil : event.actor.post, payload: event.json)
        }
        try await journal.append(drafts, to: "matter:busy", expecting: 0)
        var folds: [Double] = []
        for _ in 0..<20 {
            folds.append(
                try await seconds {
                    let entries = try await journal.entries(of: "matter:busy")
                    let read = try entries.compactMap { try Event(json: $0.payload.json()) }
                    guard Matter(id: "busy", events: read).entries == events.count else {
                        throw Unmeasured("an entry was not read back")
                    }
                })
        }
        report.add("folding 500 entries from the store", median(folds) * 1e3, "ms", .atMost(5))
        try await journal.close()
    }
}
