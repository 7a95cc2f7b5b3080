import Crypto
import Dispatch
import Foundation

/// What is known of a kept file without opening it.
public struct EvidenceFile: Hashable, Sendable {
    /// SHA-256 over the whole content: the file's name for ever.
    public var hash: Hash256
    /// The length of the content in bytes.
    public var size: Int
    /// Whether it is illegal or malicious: never previewed, opened only by named posts.
    public var isSealed: Bool
}

/// The permission to open a sealed file. Whoever makes one has checked the post and journals the opening.
public struct SealedOpening: Hashable, Sendable {
    /// The person who opens it, as an opaque id.
    public var person: String
    /// The entry that records the opening; it must be durable before the file is opened.
    public var receipt: Receipt

    /// Makes a permission.
    public init(person: String, receipt: Receipt) {
        self.person = person
        self.receipt = receipt
    }
}

/// Evidence files by their SHA-256, each encrypted in pieces under the key of the stream that it belongs to.
///
/// Files are never whole in memory. The line of custody (from whom, to whom, when) is entries, made by the caller.
/// A disposal of the stream makes its files unreadable. Format: the bytes `shodo.file/1` and 16 of chance, then for
/// each piece of at most 64 KiB its sealed length as four bytes, big-endian, and nonce, ciphertext, tag of AES-GCM;
/// what is authenticated beside it is the chance, the piece's number and whether it is the last.
public struct EvidenceStore: Sendable {
    private let folder: String
    private let canWrite: Bool
    private let key: @Sendable (StreamName) async throws(JournalError) -> StreamKey

    package init(
        folder: String, canWrite: Bool,
        key: @escaping @Sendable (StreamName) async throws(JournalError) -> StreamKey
    ) {
        self.folder = folder
        self.canWrite = canWrite
        self.key = key
    }

    /// Keeps a file; durable when it returns. The same content kept twice in a stream is one file.
    ///
    /// - Parameters:
    ///   - chunks: The content in order, in pieces of any size.
    ///   - stream: A stream that has entries already, since its key must be there.
    ///   - sealed: Whether it is illegal or malicious. A file once sealed stays so.
    /// - Throws: `JournalError` (`notFound`, `erased`, `readOnly`, `diskFull`, `io`) or what the sequence throws.
    ///   Nothing is kept then.
    public func keep<Chunks: AsyncSequence & Sendable>(
        _ chunks: Chunks, in stream: StreamName, sealed: Bool = false
    ) async throws -> EvidenceFile where Chunks.Element == [UInt8] {
        guard canWrite else { throw JournalError.readOnly() }
        let key = try await key(stream)
        let home = home(stream)
        let temporary = "\(home)/\(UUID().uuidString).part"
        var writer = try await offload { () throws(JournalError) in
            try FileSystem.makeFolder(home)
            return try PieceWriter(temporary, key)
        }
        do {
            var rest: [UInt8] = []
            for try await chunk in chunks {
                rest += chunk
                guard rest.count > PieceWriter.size else { continue }
                let (full, step) = (rest, writer)
                (rest, writer) = try await offload { () throws(JournalError) in
                    var step = step
                    let used = try step.writeFull(full)
                    return (Array(full[used...]), step)
                }
            }
            let (last, step) = (rest, writer)
            return try await offload { () throws(JournalError) in
                var step = step
                let (hash, size) = try step.finish(last)
                let target = "\(home)/\(hash)"
                if sealed, !FileSystem.exists(target + ".sealed") { try FileSystem.create(target + ".sealed", []) }
                guard rename(temporary, target) == 0 else { throw FileSystem.failure(target) }
                try FileSystem.syncFolder(home)
                try FileSystem.syncFolder(folder)
                return EvidenceFile(hash: hash, size: size, isSealed: FileSystem.exists(target + ".sealed"))
            }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Marks a kept file as illegal or malicious; nothing takes the mark off again.
    ///
    /// - Throws: `notFound`, `readOnly`, `diskFull`, `io`.
    public func seal(_ hash: Hash256, in stream: StreamName) async throws(JournalError) {
        guard canWrite else { throw .readOnly() }
        let target = "\(home(stream))/\(hash)"
        try await offload { () throws(JournalError) in
            guard FileSystem.exists(target) else { throw FileSystem.failure(target, ENOENT) }
            if !FileSystem.exists(target + ".sealed") { try FileSystem.create(target + ".sealed", []) }
        }
    }

    /// Takes away a file that no entry names, because its entry was refused.
    public func discard(_ hash: Hash256, in stream: StreamName) async {
        let target = "\(home(stream))/\(hash)"
        _ = try? await offload { () throws(JournalError) in
            for end in ["", ".sealed"] { unlink(target + end) }
        }
    }

    /// Whether a file is kept and is sealed; nil when it is not kept.
    public func isSealed(_ hash: Hash256, in stream: StreamName) async -> Bool? {
        let target = "\(home(stream))/\(hash)"
        return try? await offload { () throws(JournalError) -> Bool? in
            FileSystem.exists(target) ? FileSystem.exists(target + ".sealed") : nil
        }
    }

    /// Reads a file piece by piece, each authenticated before it is handed over.
    ///
    /// - Parameters:
    ///   - opening: The permission that a sealed file asks for.
    ///   - receive: Takes the next piece. What it got is the whole file only when this method returns.
    /// - Throws: `sealed` without a permission, `notFound`, `erased`, `corrupt` when the file was altered or cut, or
    ///   what `receive` throws.
    public func read(
        _ hash: Hash256, in stream: StreamName, opening: SealedOpening? = nil,
        receive: ([UInt8]) async throws -> Void
    ) async throws {
        let target = "\(home(stream))/\(hash)"
        if await isSealed(hash, in: stream) == true, opening == nil {
            throw JournalError(.sealed, "封印されたファイルです。許可された役職だけが開けます", "the file is sealed and asks for a permission")
        }
        let key = try await key(stream)
        var reader = try await offload { () throws(JournalError) in try PieceReader(target, key) }
        while true {
            let step = reader
            let (piece, next) = try await offload { () throws(JournalError) in
                var step = step
                return (try step.next(), step)
            }
            reader = next
            guard let piece else { break }
            try await receive(piece)
        }
        guard reader.hash == hash else { throw JournalError.corrupt("the file is not what its name says: \(hash)") }
    }

    /// The stream's folder is named by a hash, since names of streams may hold anything.
    private func home(_ stream: StreamName) -> String {
        "\(folder)/\(Hash256(of: Array(stream.text.utf8)).description.prefix(32))"
    }

    private func offload<R: Sendable>(
        _ body: @escaping @Sendable () throws(JournalError) -> R
    ) async throws(JournalError) -> R {
        let result = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                do throws(JournalError) {
                    continuation.resume(returning: Result<R, JournalError>.success(try body()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }
}
