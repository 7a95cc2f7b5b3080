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
        let known = matter.evidence.first { $0.file == kept.hash.description }
        if file.sealed, known?.isSealed == false {
            // The same content is there already: from now on it is sealed.
            command.verb = "seal-evidence"
            if command.reason.isEmpty { command.reason = "封印するものとして添えられた。" }
        }
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

    /// Enters that a file of evidence is opened; with the answer it is read.
    ///
    /// - Throws: as `open(_:)`; `missingFile` when its content is not there, and then nothing is entered.
    @discardableResult
    public func openEvidence(
        by command: Command, on id: String, in store: EvidenceStore, expecting: Int? = nil
    ) async throws -> Accepted {
        var command = command
        command.verb = "open-evidence"
        let file = try await folded(id)?.evidence.first { $0.file == command.file?.hash }
        if let file, let hash = Hash256(hex: file.file), await store.isSealed(hash, in: Self.stream(id)) == nil {
            throw OfficeError.missingFile(file.name)
        }
        return try await perform(command, on: id, expecting: expecting)
    }

    /// Hands over a file of evidence whose opening has been entered.
    ///
    /// - Parameter receive: takes the next piece; what it got is the whole file only when this method returns.
    /// - Throws: those of the store, and what `receive` throws.
    public func readEvidence(
        of command: Command, on id: String, opened accepted: Accepted, in store: EvidenceStore,
        receive: ([UInt8]) async throws -> Void
    ) async throws {
        guard let file = command.file, let hash = Hash256(hex: file.hash) else { return }
        // The record says what is sealed. A mark that a crash kept from being made is made now.
        if file.sealed { try await store.seal(hash, in: Self.stream(id)) }
        try await store.read(
            hash, in: Self.stream(id), opening: SealedOpening(person: command.person, receipt: accepted.receipt),
            receive: receive)
    }
}
