import Foundation
import GRDB
import JournalSQLite
import JournalTesting
import Journaling
import Testing

@Suite struct `A journal in SQLite` {
    @Test(arguments: JournalCompliance.checks)
    func `keeps the contract`(check: JournalCompliance.Check) async throws {
        let temporary = TemporaryFolder()
        let folder = try DataFolder.create(at: temporary.path + "/data")
        try folder.addOrganisation("org")
        try await check.run { projections, clock in
            try folder.openJournal(of: "org", projections: projections, clock: clock)
        }
    }

    @Test func `is written at full synchronisation with deleted content zeroed`() async throws {
        let fixture = try Fixture()
        #expect(try await fixture.journal.settings() == ["wal", "2", "1"])
    }

    @Test(arguments: [
        "UPDATE entries SET actor = 'x' WHERE position = 1", "DELETE FROM entries WHERE position = 3",
        "UPDATE payloads SET sealed = x'00'", "DELETE FROM payloads", "DELETE FROM key_domains",
        "UPDATE key_domains SET wrapped_key = x'00'", "UPDATE journal SET organisation = 'x'", "DELETE FROM journal",
        "INSERT OR REPLACE INTO entries SELECT 2, stream, version, 'x', 1, 0, 0, 'x', NULL, NULL, hash, hash, hash "
            + "FROM entries WHERE position = 2",
        "INSERT OR REPLACE INTO payloads VALUES (1, x'00')",
        "INSERT INTO entries SELECT 9, 'new', 1, 'x', 1, 0, 0, 'x', NULL, NULL, hash, hash, hash FROM entries LIMIT 1",
    ])
    func `lets nobody change what was entered`(statement: String) async throws {
        let fixture = try Fixture()
        try await fixture.fill(3)
        let outside = try DatabaseQueue(path: fixture.database)
        #expect(throws: DatabaseError.self) { try outside.write { db in try db.execute(sql: statement) } }
        #expect(try await fixture.journal.verify(against: nil, deep: true).isWhole)
    }

    @Test func `is the same after it was closed and opened again`() async throws {
        let fixture = try Fixture()
        try await fixture.fill(5)
        let head = try await fixture.journal.head()
        let digest = try await fixture.journal.projectionDigest()
        try await fixture.journal.close()
        let again = try fixture.folder.openJournal(of: "org", projections: [TextProjection()], clock: TestClock().clock)
        #expect(try await again.head() == head)
        #expect(try await again.projectionDigest() == digest)
        try await again.append([Sample.draft()], to: "matter:0", expecting: 2)
        #expect(try await again.verify(against: head, deep: true).isWhole)
    }

    @Test func `is closed while many append, and keeps what it acknowledged and nothing else`() async throws {
        let fixture = try Fixture()
        let journal = fixture.journal
        let acknowledged = try await withThrowingTaskGroup(of: Int.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for version in 0..<10_000 {
                        do throws(JournalError) {
                            try await journal.append(
                                [Sample.draft()], to: StreamName("matter:\(writer)"), expecting: .exactly(version))
                        } catch {
                            guard error.code == .closed else { throw error }
                            return version
                        }
                    }
                    return 10_000
                }
            }
            try await journal.reaches(9)
            try await journal.close()
            return try await group.reduce(0, +)
        }
        let again = try fixture.folder.openJournal(of: "org", projections: [TextProjection()])
        #expect(acknowledged > 8)
        #expect(try await again.head().position == acknowledged)
        #expect(try await again.verify(against: nil, deep: true).isWhole)
    }

    @Test func `enters a clock that was set back while it was closed`() async throws {
        let clock = TestClock()
        let fixture = try Fixture(clock: clock.clock)
        try await fixture.fill(1)
        try await fixture.journal.close()
        clock.move(-5000)
        let again = try fixture.folder.openJournal(of: "org", projections: [TextProjection()], clock: clock.clock)
        try await again.append([Sample.draft()], to: "matter:0", expecting: 1)
        let entries = try await again.entries(after: 0, limit: 9).map(\.entry)
        #expect(entries.map(\.kind) == ["note.made", "clock.jumped", "note.made"])
        #expect(Set(entries.map(\.enteredAt)) == [Sample.start])
    }

    @Test func `derives a read model at opening that is new or was changed, and drops one it does not know`()
        async throws
    {
        let fixture = try Fixture(projections: [])
        try await fixture.fill(4)
        try await fixture.journal.close()
        let with = try fixture.folder.openJournal(of: "org", projections: [TextProjection()])
        #expect(try await with.rows(of: "texts").count == 4)
        let digest = try await with.projectionDigest()
        #expect(try await with.rebuild() == digest)
        try await with.close()
        let without = try fixture.folder.openJournal(of: "org")
        try await without.append([Sample.draft()], to: "matter:new", expecting: 0)
        try await without.close()
        let again = try fixture.folder.openJournal(of: "org", projections: [TextProjection()])
        #expect(try await again.rows(of: "texts").count == 5)
    }

    @Test func `stores the same bytes after a rebuild`() async throws {
        let fixture = try Fixture()
        try await fixture.fill(20)
        try await fixture.journal.erase("matter:1", by: Sample.authority)
        func dump() throws -> [Row] {
            try DatabaseQueue(path: fixture.database).read { db in
                try Row.fetchAll(db, sql: "SELECT * FROM projection_rows ORDER BY projection, stream, key")
            }
        }
        let before = try dump()
        _ = try await fixture.journal.rebuild()
        #expect(try dump() == before)
        #expect(before.count > 20)
    }

    @Test func `leaves no trace of a destroyed key or of the text in its files`() async throws {
        let fixture = try Fixture()
        try await fixture.journal.append([Sample.draft("note.made", "秘密の本文")], to: "matter:1", expecting: 0)
        let wrapped = try await DatabaseQueue(path: fixture.database).read { db in
            try Data.fetchOne(db, sql: "SELECT wrapped_key FROM key_domains WHERE stream = 'matter:1'")
        }
        let key = try #require(wrapped)
        func traces(of bytes: Data) -> Int {
            ["", "-wal"].count { end in
                guard let file = FileManager.default.contents(atPath: fixture.database + end) else { return false }
                return file.range(of: bytes) != nil
            }
        }
        #expect(traces(of: key) > 0)
        #expect(traces(of: Data("秘密の本文".utf8)) == 0)
        try await fixture.journal.erase("matter:1", by: Sample.authority)
        #expect(traces(of: key) == 0)
    }
}
