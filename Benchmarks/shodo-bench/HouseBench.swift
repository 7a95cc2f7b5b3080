import Engine
import Foundation
import JournalSQLite
import Journaling
import Notation
import RulebookFiles
import Rules
import Scenarios
import Services

/// Reading an organisation with a large ledger: what every verb that opens a folder pays.
enum HouseBench {
    static func run(_ report: inout Report) async throws {
        let village = URL(fileURLWithPath: EngineBench.rulebooks + "/village")
        let sheet = try OrganisationFiles.read(at: village.appending(path: "demo/organisation.yaml"))
        let registers = House(organisation: sheet.json, zone: .japan).registers
        guard let row = registers["asset"]?.min(by: { $0.key < $1.key })?.value else { return }
        let folder = try DataFolder.create(at: report.scratch + "/house")
        try folder.addOrganisation("org")
        let journal = try folder.openJournal(of: "org", projections: [MatterList()])
        for hundred in 0..<100 {
            try await journal.append(
                (0..<100).map { one in
                    let id = "asset-\(hundred * 100 + one)"
                    let values = row.values.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .strings($0.value)) }
                    return StreamBatch(
                        StreamName("register:asset/" + id), expecting: 0,
                        drafts: [
                            Draft(
                                kind: "register.row-entered", happenedAt: 1_775_001_600_000, actor: "admin",
                                payload: [
                                    "register": "asset", "row": .string(id), "values": .object(values),
                                    "actor": ["person": "admin"], "happened": 1_775_001_600_000,
                                    "entered": 1_775_001_600_000,
                                ])
                        ])
                })
        }
        try await journal.close()
        var times: [Double] = []
        for _ in 0..<5 {
            times.append(
                try await seconds {
                    let journal = try folder.openJournal(of: "org", projections: [MatterList()])
                    let office = Office(
                        journal: journal, clock: { Instant(milliseconds: JournalClock.system.wall()) },
                        digest: EngineBench.digest, programs: { _ in Program(Rulebook()) })
                    guard try await office.house().house.registers["asset"]?.count == 10_000 else {
                        throw Unmeasured("rows are missing")
                    }
                    try await journal.close()
                })
        }
        report.add("opening an organisation with 10,000 assets", median(times) * 1e3, "ms", .atMost(300))
    }
}
