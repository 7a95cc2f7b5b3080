import Crypto
import Journaling
import Notation
import Synchronization

/// Receipt numbers and their pass-phrases: how somebody without an account comes back to what they reported.
///
/// The pass-phrase is derived from the receipt number under a key of the server and kept nowhere: a copy of the store
/// tells nothing, a report waits for no slow hash, and a line that was lost after sending can be shown the same receipt
/// again. Four of 512 words are 36 bits; tries are throttled, so that a year of guessing at one receipt, by strangers
/// from everywhere at once, has about one chance in 130,000.
public final class Receipts: Sendable {
    private let store: any AccountStore
    private let key: SymmetricKey
    private let throttle: Mutex<Throttle>

    /// Takes a store and the key for pass-phrases.
    public init(store: any AccountStore, key: SymmetricKey, throttle settings: Throttle.Settings = .init()) {
        self.store = store
        self.key = key
        throttle = Mutex(Throttle(settings: settings))
    }

    /// Gives a receipt.
    ///
    /// - Parameter visitor: The cookie of the browser that reported; from there tries are never slowed by strangers.
    /// - Throws: `conflict` when the number was given before; `diskFull`, `readOnly`, `io`.
    public func give(
        _ receipt: String, for matter: String, visitor: String?, at now: Instant
    ) async throws(JournalError) -> PassPhrase {
        let ticket = ReportTicket(
            receipt: receipt, matter: matter, visitor: visitor.map { TokenHash(of: $0.utf8) }, givenAt: now)
        try await store.write([.addTicket(ticket)])
        return passPhrase(for: receipt)
    }

    /// The pass-phrase of a receipt, to show it again to the browser that it was given to.
    public func passPhrase(for receipt: String) -> PassPhrase {
        let code = HMAC<SHA256>.authenticationCode(for: Array("shodo.receipt/1 \(receipt)".utf8), using: key)
        return PassPhrase(bits: Array(code))
    }

    /// Opens a receipt with its pass-phrase.
    ///
    /// - Throws: `refused` when there is no such receipt or the pass-phrase is another; `wait`, `store`.
    public func open(
        _ receipt: String, passPhrase typed: String, from origin: Origin, at now: Instant
    ) async throws(AccountFailure) -> ReportTicket {
        guard receipt.utf8.count <= 100, typed.utf8.count <= 1024 else { throw .refused }
        let ticket = try await stored { () throws(JournalError) in try await store.ticket(receipt) }
        let visitor = origin.device.map { TokenHash(of: $0.utf8) }
        let isOwn = visitor != nil && ticket?.visitor == visitor
        let attempt = Throttle.Attempt(
            subject: receipt, network: origin.network, device: isOwn ? visitor : nil)
        if case .wait(let seconds) = throttle.withLock({ $0.admit(attempt, at: now) }) {
            throw .wait(seconds: seconds)
        }
        // Codes of both are compared, which takes the same time wherever they differ.
        let wanted = HMAC<SHA256>.authenticationCode(for: Array(passPhrase(for: receipt).plain.utf8), using: key)
        let isRight = HMAC<SHA256>.isValidAuthenticationCode(
            Array(wanted), authenticating: Array(PassPhrase.plain(typed).utf8), using: key)
        guard isRight, let ticket else { throw .refused }
        throttle.withLock { $0.succeeded(attempt) }
        return ticket
    }

    /// Takes the pass-phrase of a receipt number, whether or not a ticket of it was kept.
    ///
    /// The number must be looked up by the caller: a right pass-phrase of a number that was never given proves nothing.
    ///
    /// - Throws: `refused` when the pass-phrase is another; `wait`.
    public func prove(
        _ receipt: String, passPhrase typed: String, from origin: Origin, at now: Instant
    ) throws(AccountFailure) {
        guard receipt.utf8.count <= 100, typed.utf8.count <= 1024 else { throw .refused }
        let attempt = Throttle.Attempt(subject: receipt, network: origin.network, device: nil)
        if case .wait(let seconds) = throttle.withLock({ $0.admit(attempt, at: now) }) {
            throw .wait(seconds: seconds)
        }
        let wanted = HMAC<SHA256>.authenticationCode(for: Array(passPhrase(for: receipt).plain.utf8), using: key)
        let isRight = HMAC<SHA256>.isValidAuthenticationCode(
            Array(wanted), authenticating: Array(PassPhrase.plain(typed).utf8), using: key)
        guard isRight else { throw .refused }
        throttle.withLock { $0.succeeded(attempt) }
    }

    /// The receipts that were given to a browser, the latest first.
    public func given(to visitor: String) async throws(JournalError) -> [ReportTicket] {
        try await store.tickets(of: TokenHash(of: visitor.utf8))
    }
}
