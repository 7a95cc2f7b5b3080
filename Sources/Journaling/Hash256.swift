import Crypto

/// A SHA-256 digest: 32 bytes, kept without a heap allocation.
///
/// Written and read as 64 lower-case hexadecimal digits. Source: FIPS 180-4.
public struct Hash256: Hashable, Sendable, CustomStringConvertible {
    private var a: UInt64
    private var b: UInt64
    private var c: UInt64
    private var d: UInt64

    /// The digest of these bytes.
    public init(of bytes: some Collection<UInt8>) {
        if let hash = bytes.withContiguousStorageIfAvailable({ Hash256(hashing: UnsafeRawBufferPointer($0)) }) {
            self = hash
        } else {
            self = Array(bytes).withUnsafeBytes { Hash256(hashing: $0) }
        }
    }

    /// The digest of the bytes in this buffer.
    public init(hashing buffer: UnsafeRawBufferPointer) {
        var hasher = SHA256()
        hasher.update(bufferPointer: buffer)
        self.init(hasher.finalize())
    }

    /// Takes over a digest of swift-crypto.
    public init(_ digest: SHA256Digest) { self = digest.withUnsafeBytes { Hash256(loading: $0) } }

    /// Takes over 32 bytes; nil when there are more or fewer.
    public init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 32 else { return nil }
        self.init(loading: bytes)
    }

    /// Takes over 32 bytes; nil when there are more or fewer.
    public init?(bytes: [UInt8]) {
        guard let hash = bytes.withUnsafeBytes({ Hash256(bytes: $0) }) else { return nil }
        self = hash
    }

    /// Reads 64 hexadecimal digits; nil when the text is anything else.
    public init?(hex: String) {
        guard let bytes = [UInt8](hex: hex) else { return nil }
        self.init(bytes: bytes)
    }

    private init(loading bytes: UnsafeRawBufferPointer) {
        a = bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
        b = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        c = bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        d = bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
    }

    /// Lends the 32 bytes.
    public func withBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        var words = (a, b, c, d)
        let result: Result<R, E> = withUnsafeBytes(of: &words) { buffer in
            do throws(E) { return .success(try body(buffer)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { withBytes { Array($0) } }

    /// The 64 hexadecimal digits.
    public var description: String { bytes.hex }
}

extension Sequence<UInt8> {
    /// The lower-case hexadecimal digits of the bytes.
    package var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        var out: [UInt8] = []
        for byte in self {
            out.append(digits[Int(byte >> 4)])
            out.append(digits[Int(byte & 15)])
        }
        return String(decoding: out, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Reads an even number of hexadecimal digits.
    package init?(hex: String) {
        let digits = hex.utf8.map { byte -> UInt8? in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
            default: nil
            }
        }
        guard digits.count.isMultiple(of: 2) else { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[index], let low = digits[index + 1] else { return nil }
            out.append(high << 4 | low)
        }
        self = out
    }
}
