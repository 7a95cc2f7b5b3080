import Foundation
import JournalSQLite
import JournalTesting
import Journaling
import Synchronization
import Testing

@Suite struct `Evidence` {
    private func chunks(_ bytes: [UInt8], of size: Int) -> AsyncStream<[UInt8]> {
        AsyncStream { continuation in
            for start in stride(from: 0, to: bytes.count, by: size) {
                continuation.yield(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            continuation.finish()
        }
    }

    private func read(
        _ store: EvidenceStore, _ file: EvidenceFile, opening: SealedOpening? = nil
    ) async throws -> [UInt8] {
        let bytes = Mutex<[UInt8]>([])
        try await store.read(file.hash, in: "matter:1", opening: opening) { piece in bytes.withLock { $0 += piece } }
        return bytes.withLock { $0 }
    }

    private func prepared() async throws -> (Fixture, EvidenceStore) {
        let fixture = try Fixture()
        try await fixture.journal.append([Sample.draft()], to: "matter:1", expecting: 0)
        return (fixture, fixture.folder.evidence(of: fixture.journal))
    }

    @Test(arguments: [0, 1, 65535, 65536, 65537, 131_072, 1_000_003])
    func `comes back byte for byte under its own hash, and is nowhere in the clear`(length: Int) async throws {
        let (fixture, store) = try await prepared()
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let file = try await store.keep(chunks(bytes, of: 7777), in: "matter:1")
        #expect(file.hash == Hash256(of: bytes))
        #expect(file.size == length)
        #expect(try await read(store, file) == bytes)
        let again = try await store.keep(chunks(bytes, of: 100_000), in: "matter:1")
        #expect(again == file)
        let found = try run("find", fixture.path + "/orgs/org/files", "-type", "f").output
        #expect(found.split(separator: "\n").count == 1)
        let stored = try #require(FileManager.default.contents(atPath: found.trimmingCharacters(in: .newlines)))
        if length > 1000 { #expect(stored.range(of: Data(bytes[500..<600])) == nil) }
    }

    @Test func `that was altered or cut is not handed over as whole`() async throws {
        let (fixture, store) = try await prepared()
        let file = try await store.keep(chunks([UInt8](repeating: 7, count: 150_000), of: 9000), in: "matter:1")
        let path = try run("find", fixture.path + "/orgs/org/files", "-type", "f").output
            .trimmingCharacters(in: .newlines)
        let whole = try #require(FileManager.default.contents(atPath: path))
        var flipped = whole
        flipped[whole.count / 2] ^= 1
        let pieceEnd = 12 + 16 + 4 + 65536 + 28
        for bytes in [flipped, whole.dropLast(), whole.prefix(pieceEnd), whole.prefix(20), Data()] {
            try bytes.write(to: URL(fileURLWithPath: path))
            let error = await #expect(throws: JournalError.self) { try await read(store, file) }
            #expect(error?.code == .corrupt)
        }
    }

    @Test func `that is sealed opens only with a permission, and stays sealed`() async throws {
        let (fixture, store) = try await prepared()
        let file = try await store.keep(chunks([1, 2, 3], of: 1), in: "matter:1", sealed: true)
        #expect(file.isSealed)
        #expect(await #expect(throws: JournalError.self) { try await read(store, file) }?.code == .sealed)
        #expect(try await store.keep(chunks([1, 2, 3], of: 3), in: "matter:1").isSealed)
        let receipt = try await fixture.journal.append([Sample.draft("file.opened")], to: "matter:1", expecting: 1)
        #expect(try await read(store, file, opening: SealedOpening(person: "p-1", receipt: receipt)) == [1, 2, 3])
        let other = try await store.keep(chunks([9], of: 1), in: "matter:1")
        #expect(await store.isSealed(other.hash, in: "matter:1") == false)
        try await store.seal(other.hash, in: "matter:1")
        #expect(await #expect(throws: JournalError.self) { try await read(store, other) }?.code == .sealed)
    }

    @Test func `is gone with the matter's key`() async throws {
        let (fixture, store) = try await prepared()
        let file = try await store.keep(chunks([1, 2, 3], of: 1), in: "matter:1")
        try await fixture.journal.erase("matter:1", by: Sample.authority)
        #expect(await #expect(throws: JournalError.self) { try await read(store, file) }?.code == .erased)
        let error = await #expect(throws: JournalError.self) {
            try await store.keep(chunks([1], of: 1), in: "matter:1")
        }
        #expect(error?.code == .erased)
    }

    @Test func `leaves nothing behind when the upload breaks off`() async throws {
        struct Broken: Error {}
        let (fixture, store) = try await prepared()
        let upload = AsyncThrowingStream<[UInt8], any Error> { continuation in
            continuation.yield([UInt8](repeating: 1, count: 200_000))
            continuation.finish(throwing: Broken())
        }
        await #expect(throws: Broken.self) { try await store.keep(upload, in: "matter:1") }
        #expect(try run("find", fixture.path + "/orgs/org/files", "-type", "f").output.isEmpty)
    }
}
