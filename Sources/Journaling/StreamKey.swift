import Crypto
import Foundation

/// The key of one stream: who destroys it destroys the content of the stream.
package struct StreamKey: Sendable {
    private let key: SymmetricKey

    package init() { key = SymmetricKey(size: .bits256) }

    private init(_ key: SymmetricKey) { self.key = key }

    /// Encrypts: nonce, ciphertext, tag.
    package func seal(_ plain: [UInt8], for purpose: some DataProtocol) throws(JournalError) -> [UInt8] {
        try Self.sealing(plain, key: key, nonce: nil, purpose: purpose)
    }

    /// Encrypts so that the same content under the same purpose gives the same bytes; the nonce is a keyed hash.
    package func sealSteadily(_ plain: [UInt8], for purpose: [UInt8]) throws(JournalError) -> [UInt8] {
        var mac = HMAC<SHA256>(key: key)
        mac.update(data: Array("shodo.steady/1".utf8))
        mac.update(data: withUnsafeBytes(of: UInt64(purpose.count).bigEndian) { Array($0) })
        mac.update(data: purpose)
        mac.update(data: plain)
        return try Self.sealing(plain, key: key, nonce: Array(mac.finalize()).prefix(12), purpose: purpose)
    }

    /// Decrypts what `seal` made for the same purpose.
    package func open(_ sealed: [UInt8], for purpose: some DataProtocol) throws(JournalError) -> [UInt8] {
        try Self.opening(sealed, key: key, purpose: purpose)
    }

    /// Encrypts a salted payload.
    package func seal(_ content: Commitment) throws(JournalError) -> [UInt8] {
        try seal(content.salted, for: Self.content)
    }

    /// Decrypts a salted payload; whoever reads it compares its hash with the entry's commitment.
    package func open(content sealed: [UInt8]) throws(JournalError) -> Commitment {
        Commitment(salted: try open(sealed, for: Self.content))
    }

    private static let content = Array("shodo.content/1".utf8)

    /// The key under the installation's key.
    package func wrapped(by installation: InstallationKey, stream: StreamName) throws(JournalError) -> [UInt8] {
        try Self.sealing(
            key.withUnsafeBytes { Array($0) }, key: installation.key, nonce: nil, purpose: Self.wrapping(stream))
    }

    /// Takes the key out of its wrapping.
    package init(
        unwrapping bytes: [UInt8], by installation: InstallationKey, stream: StreamName
    ) throws(JournalError) {
        key = SymmetricKey(
            data: try Self.opening(bytes, key: installation.key, purpose: Self.wrapping(stream)))
    }

    private static func wrapping(_ stream: StreamName) -> [UInt8] { Array("shodo.key/1 \(stream)".utf8) }

    private static func sealing(
        _ plain: [UInt8], key: SymmetricKey, nonce: ArraySlice<UInt8>?, purpose: some DataProtocol
    ) throws(JournalError) -> [UInt8] {
        do {
            let nonce = try nonce.map { try AES.GCM.Nonce(data: $0) } ?? AES.GCM.Nonce()
            let box = try AES.GCM.seal(plain, using: key, nonce: nonce, authenticating: purpose)
            var out: [UInt8] = []
            out.reserveCapacity(plain.count + 28)
            out.append(contentsOf: box.nonce)
            out.append(contentsOf: box.ciphertext)
            out.append(contentsOf: box.tag)
            return out
        } catch {
            throw .io("AES-GCM", cause: "\(error)")
        }
    }

    private static func opening(
        _ sealed: [UInt8], key: SymmetricKey, purpose: some DataProtocol
    ) throws(JournalError) -> [UInt8] {
        guard sealed.count >= 28 else { throw .corrupt("a sealed content is too short") }
        do {
            let box = try AES.GCM.SealedBox(
                nonce: AES.GCM.Nonce(data: sealed[..<12]), ciphertext: sealed[12..<(sealed.count - 16)],
                tag: sealed[(sealed.count - 16)...])
            return Array(try AES.GCM.open(box, using: key, authenticating: purpose))
        } catch {
            throw .corrupt("a sealed content does not open with its key", cause: "\(error)")
        }
    }
}

/// The key of the installation, which wraps the keys of all streams.
///
/// The file holds one line, `shodo-key-1 ID HEX`, readable by its owner alone (0600). Whoever loses it loses the
/// content of every stream; the chain can still be verified.
public struct InstallationKey: Sendable {
    /// The first 8 bytes of a hash of the key, in hexadecimal: says which key, and nothing about it.
    public let id: String
    let key: SymmetricKey

    /// Makes a new key from the system's source of chance.
    public init() { self.init(bytes: SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }) }

    init(bytes: [UInt8]) {
        key = SymmetricKey(data: bytes)
        id = String(Hash256(of: Array("shodo.key-id/1".utf8) + bytes).description.prefix(16))
    }

    /// A key for one purpose, from which nobody can work out this key or that of another purpose.
    ///
    /// Source: HKDF-SHA256, RFC 5869.
    ///
    /// - Parameter purpose: A name that is used for nothing else, with a version: `shodo.form/1`.
    public func derived(for purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Array(purpose.utf8), outputByteCount: 32)
    }

    /// Reads the key file.
    ///
    /// - Throws: `notFound`, `corrupt` when the file is no key or its id does not fit, `io`.
    public init(reading path: String) throws(JournalError) {
        let text = try FileSystem.read(path, limit: 1000)
        let parts = String(decoding: text, as: UTF8.self).split(whereSeparator: { $0 == " " || $0 == "\n" })
        guard parts.count == 3, parts[0] == "shodo-key-1", let bytes = [UInt8](hex: String(parts[2])), bytes.count == 32
        else { throw .corrupt("\(path) is no key file") }
        self.init(bytes: bytes)
        guard id == parts[1] else { throw .corrupt("\(path): the key does not have the id \(parts[1])") }
    }

    /// Writes a new key file, durable before it returns.
    ///
    /// - Throws: `notEmpty` when there is a file already; `diskFull`, `readOnly`, `io`.
    public func write(to path: String) throws(JournalError) {
        let line = "shodo-key-1 \(id) \(key.withUnsafeBytes { $0.hex })\n"
        try FileSystem.create(path, Array(line.utf8), mode: 0o600)
    }
}
