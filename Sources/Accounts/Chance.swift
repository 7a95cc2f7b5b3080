import Foundation
import Journaling

/// Where random bytes come from; tests bring their own.
public struct Chance: Sendable {
    /// So many new random bytes.
    public var bytes: @Sendable (_ count: Int) -> [UInt8]

    /// Takes a source.
    public init(bytes: @escaping @Sendable (_ count: Int) -> [UInt8]) { self.bytes = bytes }

    /// The system's source, fit for keys.
    public static let system = Chance { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// A new secret for a cookie or a link: 32 bytes as 43 characters of base64url (RFC 4648, section 5).
    public func token() -> String { bytes(32).base64URL }
}

/// What the store keeps of a secret that a browser holds: its SHA-256.
///
/// The secret has 256 random bits, so a plain hash cannot be guessed backwards, and a copy of the store opens nothing.
public typealias TokenHash = Hash256

extension TokenHash {
    /// The hash of a token as it stands in a cookie; nil when that can be no token.
    public init?(token: String) {
        guard token.utf8.count == 43 else { return nil }
        self.init(of: token.utf8)
    }
}

extension [UInt8] {
    /// Base64 with the alphabet for addresses and without padding.
    var base64URL: String {
        Data(self).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Reads base64url without padding; nil when the text is anything else.
    init?(base64URL text: String) {
        let standard = text.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: standard + padding), Array(data).base64URL == text else { return nil }
        self = Array(data)
    }
}
