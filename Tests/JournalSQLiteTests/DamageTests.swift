import Foundation
import GRDB
import JournalSQLite
import JournalTesting
import Journaling
import Testing

/// One way to change a journal behind its back, and what verify must say of it.
struct Damage: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var sql: [String]
    var position: Int
    var damage: Verification.Damage
    var deep = false

    init(_ sentence: String, _ sql: String..., at position: Int, is damage: Verification.Damage, deep: Bool = false) {
        testDescription = sentence
        self.sql = sql
        self.position = position
        self.damage = damage
        self.deep = deep
    }

    private static func flip(_ column: String, in table: String = "entries", at position: Int = 4) -> String {
        "UPDATE \(table) SET \(column) = CAST(x'00' || substr(\(column), 2) AS BLOB) WHERE position = \(position)"
    }

    static let all: [Damage] = [
        .init(
            "another stream", "UPDATE entries SET stream = 'matter:x' WHERE position = 4", at: 4, is: .altered(.fields)),
        .init("another version", "UPDATE entries SET version = 99 WHERE position = 4", at: 4, is: .altered(.version)),
        .init("another kind", "UPDATE entries SET kind = 'note.mude' WHERE position = 4", at: 4, is: .altered(.fields)),
        .init(
            "another kind's version", "UPDATE entries SET kind_version = 2 WHERE position = 4", at: 4,
            is: .altered(.fields)),
        .init(
            "another time of happening", "UPDATE entries SET happened_at = happened_at + 1 WHERE position = 4", at: 4,
            is: .altered(.fields)),
        .init(
            "another time of entry", "UPDATE entries SET entered_at = entered_at - 1 WHERE position = 4", at: 4,
            is: .altered(.fields)),
        .init("another person", "UPDATE entries SET actor = 'p-2' WHERE position = 4", at: 4, is: .altered(.fields)),
        .init("another post", "UPDATE entries SET post = 'head' WHERE position = 4", at: 4, is: .altered(.fields)),
        .init("no post", "UPDATE entries SET post = NULL WHERE position = 4", at: 4, is: .altered(.fields)),
        .init(
            "somebody behind it", "UPDATE entries SET on_behalf = '' WHERE position = 4", at: 4, is: .altered(.fields)),
        .init("another commitment", flip("commitment"), at: 4, is: .altered(.commitment)),
        .init("another link", flip("previous"), at: 4, is: .altered(.link)),
        .init("another hash", flip("hash"), at: 4, is: .altered(.hash)),
        .init(
            "a hash that is too short", "UPDATE entries SET hash = x'00' WHERE position = 4", at: 4,
            is: .altered(.hash)),
        .init("the last entry's hash", flip("hash", at: 9), at: 9, is: .altered(.fields)),
        .init("an entry taken out", "DELETE FROM entries WHERE position = 4", at: 4, is: .missing),
        .init("the first entry taken out", "DELETE FROM entries WHERE position = 1", at: 1, is: .missing),
        .init(
            "an entry taken out and the rest moved up", "DELETE FROM entries WHERE position = 4",
            "UPDATE entries SET position = position - 1 WHERE position > 4", at: 4, is: .altered(.fields)),
        .init(
            "two entries exchanged", "UPDATE entries SET position = 100 WHERE position = 4",
            "UPDATE entries SET position = 4 WHERE position = 6",
            "UPDATE entries SET position = 6 WHERE position = 100",
            at: 4, is: .reordered(foundAt: 6)),
        .init(
            "an entry moved to the end", "UPDATE entries SET position = 100 WHERE position = 4", at: 4,
            is: .reordered(foundAt: 100)),
        .init("the tail cut off with its content left", "DELETE FROM entries WHERE position > 7", at: 8, is: .missing),
        .init("a content taken out", "DELETE FROM payloads WHERE position = 5", at: 5, is: .contentMissing),
        .init(
            "a content with another byte", flip("sealed", in: "payloads", at: 5), at: 5, is: .altered(.content),
            deep: true),
        .init(
            "two contents of one stream exchanged", "UPDATE payloads SET position = 100 WHERE position = 1",
            "UPDATE payloads SET position = 1 WHERE position = 4",
            "UPDATE payloads SET position = 4 WHERE position = 100",
            at: 1, is: .altered(.content), deep: true),
        .init(
            "a key destroyed by hand",
            "UPDATE key_domains SET wrapped_key = NULL, erased_by = 2 WHERE stream = 'matter:1'", at: 2,
            is: .keyMissing("matter:1")),
        .init(
            "a stream's key taken out", "DELETE FROM key_domains WHERE stream = 'matter:0'", at: 1,
            is: .keyMissing("matter:0"), deep: true),
    ]
}

@Suite struct `Verify` {
    /// Nine whole entries, and the database without its triggers, as somebody with the file can make it.
    private func broken(by sql: [String], restoringTriggers: Bool = true) async throws -> (Fixture, SQLiteJournal) {
        let fixture = try Fixture()
        try await fixture.fill(9)
        try await fixture.journal.close()
        let outside = try DatabaseQueue(path: fixture.database)
        try await outside.writeWithoutTransaction { db in
            let triggers = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            for row in triggers { try db.execute(sql: "DROP TRIGGER \(row[0] as String)") }
            for statement in sql { try db.execute(sql: statement) }
            if restoringTriggers { for row in triggers { try db.execute(sql: row[1] as String) } }
        }
        try outside.close()
        let reading = try DataFolder.open(at: fixture.path, for: .reading)
        return (fixture, try reading.openJournal(of: "org", projections: [TextProjection()]))
    }

    @Test(arguments: Damage.all)
    func `names what was altered, is missing or stands elsewhere`(damage: Damage) async throws {
        let (_, journal) = try await broken(by: damage.sql)
        let finding = try await journal.verify(against: nil, deep: damage.deep).finding
        #expect(finding?.position == damage.position)
        #expect(finding?.damage == damage.damage)
        #expect(finding?.japanese.isEmpty == false)
        #expect(finding?.english.isEmpty == false)
    }

    @Test func `says that a trigger was taken away`() async throws {
        let (_, journal) = try await broken(by: [], restoringTriggers: false)
        let finding = try await journal.verify(against: nil, deep: false).finding
        #expect(finding?.damage == .unprotected("entries_stay"))
    }

    @Test func `finds a cut tail only with a head that was kept elsewhere`() async throws {
        let fixture = try Fixture()
        try await fixture.fill(9)
        let head = try await fixture.journal.head()
        try await fixture.journal.close()
        let (_, cut) = try await broken(by: [
            "DELETE FROM entries WHERE position > 7", "DELETE FROM payloads WHERE position > 7",
        ])
        #expect(try await cut.verify(against: nil, deep: true).isWhole)
        let finding = try await cut.verify(against: head, deep: false).finding
        #expect(finding?.damage == .cutTail(end: 7))
    }

    @Test func `finds a chain that was written anew as a whole with a head that was kept elsewhere`() async throws {
        let original = try Fixture()
        try await original.fill(9)
        let receipt = try await original.journal.append([Sample.draft()], to: "matter:0", expecting: 3)
        let forged = try Fixture()
        try await forged.fill(10)
        #expect(try await forged.journal.verify(against: nil, deep: true).isWhole)
        #expect(try await forged.journal.verify(against: receipt.head, deep: false).finding?.damage == .rewritten)
        #expect(try await original.journal.verify(against: receipt.head, deep: false).isWhole)
    }

    @Test func `finds any single byte that was changed in the record's file, or the file does not open`() async throws {
        let fixture = try Fixture()
        try await fixture.fill(6)
        let head = try await fixture.journal.head()
        try await fixture.journal.close()
        let whole = try #require(FileManager.default.contents(atPath: fixture.database))
        var generator = SplitMix(seed: 20_260_401)
        var silent = 0
        for _ in 0..<150 {
            var bytes = whole
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            bytes[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &generator))
            try bytes.write(to: URL(fileURLWithPath: fixture.database))
            do {
                let journal = try DataFolder.open(at: fixture.path, for: .reading).openJournal(of: "org")
                let result = try await journal.verify(against: head, deep: true)
                // A byte that no entry is made of (free space, read models) may change; then all entries are the same.
                if result.isWhole {
                    silent += 1
                    #expect(result.head == head)
                    #expect(try await journal.entries(after: 0, limit: 100).count == 6)
                }
            } catch {
                #expect(!error.english.isEmpty)
            }
        }
        #expect(silent < 150)
    }

    @Test func `the verifier for outsiders agrees`() async throws {
        let fixture = try Fixture()
        try await fixture.fill(9)
        try await fixture.journal.append(
            [Draft(kind: "a", happenedAt: -5, actor: "辻\u{E0100}", onBehalf: "b")], to: "x", expecting: 0)
        let head = try await fixture.journal.head()
        try await fixture.journal.close()
        let page = try #require(
            FileManager.default.contents(
                atPath: #filePath.components(separatedBy: "/Tests/")[0] + "/docs/reference/journal.md"))
        let text = String(decoding: page, as: UTF8.self)
        let parts = text.components(separatedBy: "```python\n")
        let program = try #require(parts.dropFirst().first?.components(separatedBy: "```")[0])
        #expect(program.split(separator: "\n").count <= 30)
        try program.write(toFile: fixture.path + "/verify.py", atomically: true, encoding: .utf8)
        let good = try run("python3", fixture.path + "/verify.py", fixture.database)
        #expect(good.code == 0)
        #expect(good.output == "\(head)\n")
        let outside = try DatabaseQueue(path: fixture.database)
        try await outside.write { db in
            try db.execute(sql: "DROP TRIGGER entries_stay; UPDATE entries SET actor = 'x' WHERE position = 4")
        }
        try outside.close()
        let bad = try run("python3", fixture.path + "/verify.py", fixture.database)
        #expect(bad.code == 1)
        #expect(bad.output.contains("4"))
    }
}

/// A small generator with a seed, so that a test is the same every time.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
