import Crypto
import Journaling

/// Keeps what people typed unreadable in a copy of the file: AES-GCM, each under its place in the tables.
struct Seal: Sendable {
    private let key: SymmetricKey

    init(installation: InstallationKey) { key = installation.derived(for: "shodo.drafts/1") }

    func seal(_ text: String, as place: String...) throws(JournalError) -> [UInt8] {
        do {
            let box = try AES.GCM.seal(Array(text.utf8), using: key, authenticating: Self.bytes(place))
            guard let combined = box.combined else { throw JournalError.io("AES-GCM", cause: "no nonce") }
            return Array(combined)
        } catch {
            throw .io("AES-GCM", cause: "\(error)")
        }
    }

    func open(_ sealed: [UInt8], as place: String...) throws(JournalError) -> String {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            let bytes = try AES.GCM.open(box, using: key, authenticating: Self.bytes(place))
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            throw .corrupt("a draft in accounts.sqlite does not open with this installation's key", cause: "\(error)")
        }
    }

    /// Lengths stand before what they measure, so that no two places make the same bytes.
    private static func bytes(_ place: [String]) -> [UInt8] {
        place.flatMap { Array("\($0.utf8.count) \($0) ".utf8) }
    }
}
