import Foundation
import JournalSQLite
import JournalTesting
import Journaling
import Notation
import Testing

/// The journals of all releases, which every later program must open.
///
/// `MAKE_FIXTURE=1 swift test --filter ReleasedJournalTests` makes the one of the present format when it is missing. A
/// journal that is there is never made anew: it stands for those that people have.
@Suite struct `The journal of every release` {
    static let folder = #filePath.components(separatedBy: "/Tests/")[0] + "/Tests/Fixtures/journals"

    static let formats = (try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()) ?? []

    @Test(.enabled(if: ProcessInfo.processInfo.environment["MAKE_FIXTURE"] != nil))
    func `is made once`() async throws {
        let path = Self.folder + "/\(DataFolder.format)"
        guard !FileManager.default.fileExists(atPath: path + "/VERSION") else { return }
        let clock = TestClock()
        let folder = try DataFolder.create(at: path)
        try folder.addOrganisation("org")
        let journal = try folder.openJournal(of: "org", projections: [TextProjection()], clock: clock.clock)
        try await journal.append([
            StreamBatch(
                "matter:2026-0001", expecting: 0,
                drafts: [Sample.draft("matter.opened", "端末の不審な動作"), Sample.draft("note.made", Sample.rareText)]),
            StreamBatch("register:asset:a1", expecting: 0, drafts: [Sample.draft("asset.added", "端末")]),
        ])
        clock.pass(60_000)
        clock.move(-10_000)
        try await journal.append([Sample.draft("matter.opened", "廃棄するもの")], to: "matter:2026-0002", expecting: 0)
        try await journal.setRetention(
            Retention(retentionClass: "5y", until: Sample.start + 1, legalHold: true), of: "matter:2026-0001",
            by: Sample.authority)
        try await journal.erase("matter:2026-0002", by: Sample.authority)
        try await journal.countAnonymousRefusal(on: "2026-04-01")
        let content = AsyncStream<[UInt8]> { continuation in
            continuation.yield(Array("証拠".utf8))
            continuation.finish()
        }
        let file = try await folder.evidence(of: journal).keep(content, in: "matter:2026-0001", sealed: true)
        let head = try await journal.head()
        try await journal.close()
        try "\(head)\n\(file.hash)\n".write(toFile: path + "/expected.txt", atomically: true, encoding: .utf8)
        for name in ["lock", "orgs/org/journal.sqlite-wal", "orgs/org/journal.sqlite-shm"] {
            try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
        }
    }

    @Test(arguments: formats)
    func `opens, verifies, is read and is written on`(format: String) async throws {
        let temporary = TemporaryFolder()
        let path = temporary.path + "/data"
        try FileManager.default.copyItem(atPath: "\(Self.folder)/\(format)", toPath: path)
        let expected = try String(contentsOfFile: path + "/expected.txt", encoding: .utf8).split(separator: "\n")
        let head = try #require(Head(String(expected[0])))
        let folder = try DataFolder.open(at: path)
        let journal = try folder.openJournal(of: "org", projections: [TextProjection()], clock: TestClock().clock)
        let verification = try await journal.verify(against: head, deep: true)
        #expect(verification.isWhole)
        #expect(verification.erased == ["matter:2026-0002"])
        let notes = try await journal.entries(of: "matter:2026-0001")
        #expect(try notes.map { try $0.payload.json()["text"] } == ["端末の不審な動作", .string(Sample.rareText)])
        let digest = try await journal.projectionDigest()
        #expect(try await journal.rebuild() == digest)
        #expect(try await journal.retention(of: "matter:2026-0001")?.legalHold == true)
        #expect(try await journal.anonymousRefusals() == ["2026-04-01": 1])
        let file = try #require(Hash256(hex: String(expected[1])))
        let store = folder.evidence(of: journal)
        #expect(await store.isSealed(file, in: "matter:2026-0001") == true)
        let receipt = try await journal.append([Sample.draft()], to: "matter:2026-0001", expecting: 2)
        try await store.read(
            file, in: "matter:2026-0001", opening: SealedOpening(person: "p-1", receipt: receipt)
        ) { piece in #expect(piece == Array("証拠".utf8)) }
        #expect(try await journal.verify(against: receipt.head, deep: true).isWhole)
        try await journal.close()
    }
}
