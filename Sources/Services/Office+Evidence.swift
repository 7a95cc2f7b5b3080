import Engine
import Journaling
import Notation
import Rules

extension Office {
    /// Takes a file of evidence in: its content under the matter's key, and a line of custody as an entry.
    ///
    /// - Parameters:
    ///   - chunks: the content, in pieces of any size.
    ///   - command: who, from whom, to whom and when; its file says the name and whether it is sealed.
    /// - Throws: as `open(_:)`, and those of the store. Nothing is kept then.
    @discardableResult
    public func keepEvidence<Chunks: AsyncSequence & Sendable>(
        _ chunks: Chunks, by command: Command, on id: String, in store: EvidenceStore
    ) async throws -> Accepted where Chunks.Element == [UInt8] {
        guard let matter = try await folded(id) else { throw OfficeError.unknownMatter(id) }
        var command = command
        command.verb = "keep-evidence"
        let file = command.file ?? Command.File(hash: "")
        let kept = try await store.keep(chunks, in: Self.stream(id), sealed: file.sealed)
        command.file = .init(
            hash: kept.hash.description, size: kept.size, name: file.name, sealed: file.sealed)
        do {
            return try await perform(command, on: id)
        } catch {
            let known = try await folded(id) ?? matter
            if !known.evidence.contains(where: { $0.file == kept.hash.description }) {
                await store.discard(kept.hash, in: Self.stream(id))
            }
            throw error
        }
    }

    /// Seals a file of evidence that was kept unsealed; nothing takes the seal off again.
    ///
    /// - Throws: as `open(_:)`, and those of the store.
    @discardableResult
    public func sealEvidence(
        by command: Command, on id: String, in store: EvidenceStore, expecting: Int? = nil
    ) async throws -> Accepted {
        var command = command
        command.verb = "seal-evidence"
        let accepted = try await perform(command, on: id, expecting: expecting)
        if let hash = command.file.flatMap({ Hash256(hex: $0.hash) }) {
            try await store.seal(hash, in: Self.stream(id))
        }
        return accepted
    }

    /// Opens a file of evidence. The opening is an entry before the first byte is handed over.
    ///
    /// - Parameter receive: takes the next piece; what it got is the whole file only when this method returns.
    /// - Throws: as `open(_:)`, those of the store, and what `receive` throws.
    @discardableResult
    public func openEvidence(
        by command: Command, on id: String, in store: EvidenceStore, receive: ([UInt8]) async throws -> Void
    ) async throws -> Accepted {
        var command = command
        command.verb = "open-evidence"
        let accepted = try await perform(command, on: id)
        guard let hash = command.file.flatMap({ Hash256(hex: $0.hash) }) else { return accepted }
        try await store.read(
            hash, in: Self.stream(id), opening: SealedOpening(person: command.person, receipt: accepted.receipt),
            receive: receive)
        return accepted
    }

    /// Hands over a file of evidence whose opening has been entered.
    ///
    /// - Parameter receive: takes the next piece; what it got is the whole file only when this method returns.
    public func read(
        _ hash: String, of id: String, opening: SealedOpening, in store: EvidenceStore,
        receive: ([UInt8]) async throws -> Void
    ) async throws {
        guard let hash = Hash256(hex: hash) else { return }
        try await store.read(hash, in: Self.stream(id), opening: opening, receive: receive)
    }
}
