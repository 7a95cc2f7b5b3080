import Foundation
import JournalSQLite
import JournalTesting
import Journaling
import Notation
import Testing

/// A small file system in memory, unmounted with its owner.
final class SmallDisk: Sendable {
    let path: String

    /// Why there can be none here; nil when there can. Asked once.
    static let refusal: String? = {
        do {
            _ = try SmallDisk(megabytes: 1)
            return nil
        } catch { return "\(error)" }
    }()

    struct Refused: Error, CustomStringConvertible {
        var description: String
    }

    init(megabytes: Int) throws {
        path = FileManager.default.temporaryDirectory.path + "/shodo-disk-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let mounted = try run("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", path)
        guard mounted.code == 0 else {
            try? FileManager.default.removeItem(atPath: path)
            throw Refused(description: "mounting a tmpfs is not permitted: \(mounted.output)")
        }
    }

    func makeReadOnly() throws { try run("mount", "-o", "remount,ro", path) }

    deinit {
        _ = try? run("umount", "-l", path)
        try? FileManager.default.removeItem(atPath: path)
    }
}

@Suite(.enabled(if: SmallDisk.refusal == nil, "a test mounts a small tmpfs, which is not permitted here"))
struct `A disk that refuses` {
    @Test func `full, gives a clear error, loses nothing and goes on when there is room`() async throws {
        let disk = try SmallDisk(megabytes: 3)
        let folder = try DataFolder.create(at: disk.path + "/data")
        try folder.addOrganisation("org")
        let journal = try folder.openJournal(of: "org", projections: [TextProjection()])
        let large = String(repeating: "あ", count: 20_000)
        var acknowledged: [Receipt] = []
        var failure: JournalError?
        for version in 0..<1000 {
            do throws(JournalError) {
                acknowledged.append(
                    try await journal.append(
                        [Sample.draft("note.made", large)], to: "matter:1", expecting: .exactly(version)))
            } catch {
                failure = error
                break
            }
        }
        #expect(failure?.code == .diskFull)
        #expect(acknowledged.count > 5)
        let last = try #require(acknowledged.last)
        #expect(try await journal.head() == last.head)
        #expect(try await journal.verify(against: last.head, deep: true).isWhole)
        #expect(try await journal.entries(of: "matter:1").count == acknowledged.count)
        // Several at once fail together, each with its own answer.
        let codes = await withTaskGroup(of: JournalError.Code?.self) { group in
            for index in 0..<8 {
                group.addTask {
                    do throws(JournalError) {
                        try await journal.append(
                            [Sample.draft("note.made", large)], to: StreamName("other:\(index)"), expecting: 0)
                        return nil
                    } catch { return error.code }
                }
            }
            return await group.reduce(into: [JournalError.Code?]()) { $0.append($1) }
        }
        #expect(codes.contains(.diskFull))
        #expect(codes.allSatisfy { $0 == nil || $0 == .diskFull })
        let after = try await journal.head()
        #expect(after.position == acknowledged.count + codes.count { $0 == nil })
        #expect(try run("mount", "-o", "remount,size=20m", disk.path).code == 0)
        let receipt = try await journal.append(
            [Sample.draft()], to: "matter:1", expecting: .exactly(acknowledged.count))
        #expect(receipt.positions.lowerBound == after.position + 1)
        let digest = try await journal.projectionDigest()
        #expect(try await journal.rebuild() == digest)
        #expect(try await journal.verify(against: receipt.head, deep: true).isWhole)
        try await journal.close()
    }

    @Test func `full, keeps no half of an evidence file`() async throws {
        let disk = try SmallDisk(megabytes: 3)
        let folder = try DataFolder.create(at: disk.path + "/data")
        try folder.addOrganisation("org")
        let journal = try folder.openJournal(of: "org")
        try await journal.append([Sample.draft()], to: "matter:1", expecting: 0)
        let store = folder.evidence(of: journal)
        let upload = AsyncStream<[UInt8]> { continuation in
            for _ in 0..<80 { continuation.yield([UInt8](repeating: 1, count: 65536)) }
            continuation.finish()
        }
        let error = await #expect(throws: JournalError.self) { try await store.keep(upload, in: "matter:1") }
        #expect(error?.code == .diskFull)
        #expect(try run("find", disk.path + "/data/orgs/org/files", "-type", "f").output.isEmpty)
        try await journal.append([Sample.draft()], to: "matter:1", expecting: 1)
        try await journal.close()
    }

    @Test func `full, leaves no folder that could be taken for a whole one`() async throws {
        let disk = try SmallDisk(megabytes: 1)
        _ = FileManager.default.createFile(atPath: disk.path + "/fill", contents: Data(count: 1 << 20))
        let create = #expect(throws: JournalError.self) { try DataFolder.create(at: disk.path + "/data") }
        #expect(create?.code == .diskFull)
        #expect(throws: JournalError.self) { try DataFolder.open(at: disk.path + "/data") }
    }

    @Test func `to be written, is still read and verified, and says so to who writes`() async throws {
        let disk = try SmallDisk(megabytes: 5)
        let path = disk.path + "/data"
        let head = try await { () async throws -> Head in
            let folder = try DataFolder.create(at: path)
            try folder.addOrganisation("org")
            let journal = try folder.openJournal(of: "org")
            let receipt = try await journal.append([Sample.draft()], to: "matter:1", expecting: 0)
            try await journal.close()
            return receipt.head
        }()
        try disk.makeReadOnly()
        let error = #expect(throws: JournalError.self) { try DataFolder.open(at: path) }
        #expect(error?.code == .readOnly)
        let reading = try DataFolder.open(at: path, for: .reading)
        let journal = try reading.openJournal(of: "org")
        #expect(try await journal.verify(against: head, deep: true).isWhole)
        #expect(try await journal.entries(of: "matter:1").first?.payload.json()["text"] == "本文")
        let append = await #expect(throws: JournalError.self) {
            try await journal.append([Sample.draft()], to: "matter:1", expecting: 1)
        }
        #expect(append?.code == .readOnly)
        #expect(throws: JournalError.self) { try reading.addOrganisation("new") }
        try await journal.close()
    }
}
