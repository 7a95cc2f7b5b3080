import Crypto
import Journaling

/// Marks forms, so that no other site can send one in a visitor's name (CSRF).
///
/// A mark is HMAC-SHA256 over who the visitor is and which form it is, under a key that only the server has. It needs no
/// store, and it is worth nothing in another session or for another form.
public struct FormKey: Sendable {
    /// Whose form it is.
    public enum Holder: Hashable, Sendable {
        /// Somebody who is signed in.
        case session(TokenHash)
        /// Somebody without an account, by the cookie that every visitor gets.
        case visitor(String)
    }

    private let key: SymmetricKey

    /// Takes the key.
    public init(_ key: SymmetricKey) { self.key = key }

    /// The mark for a form: 43 characters of base64url for a hidden field.
    public func mark(for holder: Holder, form: String) -> String {
        Array(HMAC<SHA256>.authenticationCode(for: Self.message(holder, form), using: key)).base64URL
    }

    /// Whether a mark is the one for this form, in constant time.
    public func accepts(_ mark: String, for holder: Holder, form: String) -> Bool {
        guard mark.utf8.count == 43, let code = [UInt8](base64URL: mark) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(
            code, authenticating: Self.message(holder, form), using: key)
    }

    /// Lengths stand before what they measure, so that no two pairs make the same bytes.
    private static func message(_ holder: Holder, _ form: String) -> [UInt8] {
        let (kind, text) =
            switch holder {
            case .session(let id): ("session", id.description)
            case .visitor(let cookie): ("visitor", cookie)
            }
        return Array("shodo.form/1 \(kind) \(text.utf8.count) \(text) \(form.utf8.count) \(form)".utf8)
    }
}
