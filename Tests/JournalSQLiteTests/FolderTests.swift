import Foundation
import JournalSQLite
import JournalTesting
import Journaling
import Synchronization
import Testing

@Suite struct `The data folder` {
    private func code(_ body: () async throws -> Void) async -> JournalError.Code? {
        do {
            try await body()
            return nil
        } catch let error as JournalError {
            // Every failure says what it is in both languages.
            #expect(!error.japanese.isEmpty && !error.english.isEmpty)
            return error.code
        } catch {
            Issue.record("not one of ours: \(error)")
            return nil
        }
    }

    @Test func `of a newer program is refused and left as it is`() async throws {
        let fixture = try Fixture()
        try await fixture.journal.close()
        let path = fixture.path
        try "7\n".write(toFile: path + "/VERSION", atomically: true, encoding: .utf8)
        for access in [DataFolder.Access.writing, .reading] {
            #expect(await code { _ = try DataFolder.open(at: path, for: access) } == .newerFormat)
        }
        #expect(try String(contentsOfFile: path + "/VERSION", encoding: .utf8) == "7\n")
        #expect(!FileManager.default.fileExists(atPath: path + "/backups"))
    }

    @Test func `of an older program is copied and then migrated`() async throws {
        let path = try await madeAndClosed()
        let step = FolderMigration(from: 1) { path throws(JournalError) in
            try FileSystem.create(path + "/new-in-2", [])
        }
        #expect(
            await code {
                _ = try DataFolder.open(at: path, for: .reading, format: 2, migrations: [step])
            } == .readOnly)
        _ = try DataFolder.open(at: path, for: .writing, format: 2, migrations: [step])
        #expect(try String(contentsOfFile: path + "/VERSION", encoding: .utf8) == "2\n")
        #expect(FileManager.default.fileExists(atPath: path + "/new-in-2"))
        let copies = try FileManager.default.contentsOfDirectory(atPath: path + "/backups")
        let copy = try #require(copies.first)
        #expect(copy.hasPrefix("format-1-"))
        let old = try DataFolder.open(at: "\(path)/backups/\(copy)").openJournal(of: "org")
        #expect(try await old.verify(against: nil, deep: true).entries == 3)
        #expect(await code { _ = try DataFolder.open(at: path) } == .newerFormat)
    }

    /// A folder with three entries that nobody has open.
    private func madeAndClosed() async throws -> String {
        let path = FileManager.default.temporaryDirectory.path + "/shodo-test-" + UUID().uuidString + "/data"
        let folder = try DataFolder.create(at: path)
        try folder.addOrganisation("org")
        let journal = try folder.openJournal(of: "org")
        for version in 0..<3 {
            try await journal.append([Sample.draft()], to: "matter:1", expecting: .exactly(version))
        }
        try await journal.close()
        // On a busy machine the log may outlive a closing; the next one takes it in.
        for _ in 0..<500 where FileSystem.size(path + "/orgs/org/journal.sqlite-wal") > 0 {
            try await Task.sleep(for: .milliseconds(10))
            try await DataFolder.open(at: path).openJournal(of: "org").close()
        }
        return path
    }

    @Test func `is written by one process at a time and read by many`() async throws {
        let fixture = try Fixture()
        try await fixture.fill(2)
        #expect(await code { _ = try DataFolder.open(at: fixture.path) } == .locked)
        let reader = try DataFolder.open(at: fixture.path, for: .reading).openJournal(of: "org")
        #expect(try await reader.verify(against: nil, deep: true).entries == 2)
        try await fixture.fill(1)
        #expect(try await reader.head().position == 3)
        #expect(await code { try await reader.append([Sample.draft()], to: "x", expecting: 0) } == .readOnly)
    }

    @Test func `that is truncated or filled with garbage says so`() async throws {
        func damaged(_ change: (String) throws -> Void) async throws -> JournalError.Code? {
            let path = try await madeAndClosed()
            defer { try? FileManager.default.removeItem(atPath: String(path.dropLast("/data".count))) }
            try change(path)
            return await code {
                let journal = try DataFolder.open(at: path).openJournal(of: "org")
                try await journal.append([Sample.draft()], to: "matter:1", expecting: 3)
                try await journal.close()
            }
        }
        let database = "/orgs/org/journal.sqlite"
        func cut(_ path: String, to length: UInt64) throws {
            let file = try #require(FileHandle(forWritingAtPath: path))
            try file.truncate(atOffset: length)
        }
        let garbage = Data((0..<8192).map { _ in UInt8.random(in: 0...255) })
        let manager = FileManager.default
        #expect(try await damaged { try manager.removeItem(atPath: $0) } == .notFound)
        #expect(try await damaged { try manager.removeItem(atPath: $0 + "/VERSION") } == .corrupt)
        #expect(try await damaged { try cut($0 + "/VERSION", to: 0) } == .corrupt)
        #expect(try await damaged { try garbage.write(to: URL(fileURLWithPath: $0 + "/VERSION")) } == .corrupt)
        #expect(try await damaged { try manager.removeItem(atPath: $0 + "/keys") } == .corrupt)
        #expect(try await damaged { try manager.removeItem(atPath: $0 + "/keys/installation.key") } == .notFound)
        #expect(try await damaged { try cut($0 + "/keys/installation.key", to: 40) } == .corrupt)
        #expect(try await damaged { try manager.removeItem(atPath: $0 + "/orgs") } == .corrupt)
        #expect(try await damaged { try manager.removeItem(atPath: $0 + "/orgs/org") } == .notFound)
        #expect(try await damaged { try cut($0 + database, to: 0) } == .corrupt)
        #expect(try await damaged { try cut($0 + database, to: 50) } == .corrupt)
        #expect(try await damaged { try cut($0 + database, to: 8192) } == .corrupt)
        #expect(try await damaged { try garbage.write(to: URL(fileURLWithPath: $0 + database)) } == .corrupt)
        #expect(try await damaged { _ in } == nil)
    }

    @Test func `that was killed while its log was moved into the file opens with everything acknowledged`() async throws
    {
        let fixture = try Fixture()
        try await fixture.fill(40)
        let manager = FileManager.default
        let kept = fixture.temporary.path + "/kept"
        try manager.copyItem(atPath: fixture.path, toPath: kept)
        try await fixture.journal.close()
        // What a kill after the first page leaves: the header of the whole file, the pages still in the log alone.
        let page = try Data(contentsOf: URL(fileURLWithPath: fixture.database)).prefix(4096)
        let database = kept + "/orgs/org/journal.sqlite"
        let file = try #require(FileHandle(forWritingAtPath: database))
        try file.write(contentsOf: page)
        try file.close()
        let sizes = try [fixture.database, database].map {
            try manager.attributesOfItem(atPath: $0)[.size] as? Int ?? 0
        }
        #expect(sizes[1] < sizes[0])
        for access in [DataFolder.Access.reading, .writing] {
            let journal = try DataFolder.open(at: kept, for: access).openJournal(of: "org")
            let verified = try await journal.verify(against: nil, deep: true)
            #expect(verified.isWhole && verified.entries == 40)
            try await journal.close()
        }
    }

    @Test func `is made only where nothing is, with a key that only its owner may read`() async throws {
        let fixture = try Fixture()
        #expect(await code { _ = try DataFolder.create(at: fixture.path) } == .notEmpty)
        #expect(await code { try fixture.folder.addOrganisation("org") } == .notEmpty)
        #expect(await code { try fixture.folder.addOrganisation("../x") } == .invalid)
        let attributes = try FileManager.default.attributesOfItem(atPath: fixture.path + "/keys/installation.key")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `is backed up while eight writers run, and restored whole`() async throws {
        let fixture = try Fixture(clock: .system)
        try await fixture.fill(50)
        let stop = Stop()
        let journal = fixture.journal
        let target = fixture.temporary.path
        let record = try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    var version = 0
                    while !stop.isAsked {
                        try await journal.append(
                            [Sample.draft()], to: StreamName("busy:\(writer)"), expecting: .exactly(version))
                        version += 1
                    }
                }
            }
            // However slow the disk is: writing has begun before, and goes on after.
            try await journal.reaches(51)
            let record = try await fixture.folder.backup(to: target + "/backup", journals: [fixture.journal])
            try await journal.reaches(journal.head().position + 1)
            stop.ask()
            try await group.waitForAll()
            return record
        }
        let head = try #require(record.heads["org"])
        #expect(head.position > 50)
        #expect(try await fixture.journal.head().position > head.position)
        #expect(try await fixture.journal.verify(against: head, deep: true).isWhole)
        #expect(!FileManager.default.fileExists(atPath: target + "/backup/keys/installation.key"))
        #expect(
            await code { _ = try await DataFolder.restore(from: target + "/backup", to: target + "/b") } == .notFound)
        #expect(
            await code { _ = try await DataFolder.restore(from: target + "/backup", to: fixture.path) } == .notEmpty)
        let back = try await DataFolder.restore(
            from: target + "/backup", to: target + "/back", keyFile: fixture.path + "/keys/installation.key")
        #expect(back == record)
        let restored = try DataFolder.open(at: target + "/back")
            .openJournal(of: "org", projections: [TextProjection()])
        #expect(try await restored.head() == head)
        #expect(try await restored.verify(against: head, deep: true).isWhole)
        let digest = try await restored.projectionDigest()
        #expect(try await restored.rebuild() == digest)
    }

    @Test func `is not restored from a backup that was altered`() async throws {
        let fixture = try Fixture()
        try await fixture.fill(5)
        let target = fixture.temporary.path
        _ = try await fixture.folder.backup(to: target + "/backup", journals: [fixture.journal], includingKey: true)
        let text = try String(contentsOfFile: target + "/backup/backup.json", encoding: .utf8)
        try text.replacingOccurrences(of: "\"5:", with: "\"6:")
            .write(toFile: target + "/backup/backup.json", atomically: true, encoding: .utf8)
        #expect(
            await code { _ = try await DataFolder.restore(from: target + "/backup", to: target + "/b") } == .corrupt)
        #expect(await code { _ = try DataFolder.open(at: target + "/b") } == .corrupt)
    }
}

/// Tells writers to end.
private final class Stop: Sendable {
    private let asked = Atomic<Bool>(false)

    var isAsked: Bool { asked.load(ordering: .relaxed) }

    func ask() { asked.store(true, ordering: .relaxed) }
}
