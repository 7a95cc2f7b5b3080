import Foundation
import Journaling
import Notation

/// The right of one person to sign in.
public struct Account: Hashable, Sendable {
    /// The person, by the opaque id that the organisation's record and the journal use.
    public var person: String
    /// What the person types.
    public var name: SignInName
    /// The password's hash; nil until a one-time link was redeemed.
    public var password: PasswordHash?
    /// When it was made.
    public var createdAt: Instant
    /// Since when nobody may sign in with it; nil when it is in use.
    public var disabledAt: Instant?
    /// Whether the person may make, disable and reset accounts.
    public var isAdministrator: Bool
    /// Whether it was made with a demo folder; such accounts work only where the settings say so.
    public var isDemo: Bool

    /// Makes an account.
    public init(
        person: String, name: SignInName, password: PasswordHash? = nil, createdAt: Instant,
        disabledAt: Instant? = nil, isAdministrator: Bool = false, isDemo: Bool = false
    ) {
        self.person = person
        self.name = name
        self.password = password
        self.createdAt = createdAt
        self.disabledAt = disabledAt
        self.isAdministrator = isAdministrator
        self.isDemo = isDemo
    }
}

/// What a person types to say who they are: 1 to 64 characters, without spaces at the ends and control characters.
///
/// Full-width letters, capitals and compatibility forms mean the same as the plain ones (NFKC, lower case).
public struct SignInName: Hashable, Sendable, CustomStringConvertible {
    /// The name as it is compared and kept.
    public let text: String

    /// Reads what was typed; nil when it can be no name.
    public init?(_ typed: String) {
        guard typed.utf8.count <= 1024 else { return nil }
        let text = typed.compatible.lowercased()
            .trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...64).contains(text.count), text.utf8.count <= 256,
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { return nil }
        self.text = text
    }

    /// The name.
    public var description: String { text }
}

/// One browser in which a person is signed in.
public struct Session: Hashable, Sendable {
    /// The hash of the token in the cookie. It is no secret; forms and lists may name it.
    public var id: TokenHash
    /// Whose it is.
    public var person: String
    /// When the person signed in.
    public var createdAt: Instant
    /// When a page was last asked for, to the minute.
    public var seenAt: Instant
    /// When the person last typed the password.
    public var confirmedAt: Instant
    /// When it was ended by somebody; nil while nobody did. It may have expired all the same.
    public var endedAt: Instant?
    /// What the browser calls itself, at most 120 characters.
    public var userAgent: String
    /// Where it came from at sign-in.
    public var address: String

    /// Makes a session that begins now.
    public init(id: TokenHash, person: String, at: Instant, userAgent: String, address: String) {
        self.init(
            id: id, person: person, createdAt: at, seenAt: at, confirmedAt: at, endedAt: nil, userAgent: userAgent,
            address: address)
    }

    /// Takes a session from a store.
    public init(
        id: TokenHash, person: String, createdAt: Instant, seenAt: Instant, confirmedAt: Instant, endedAt: Instant?,
        userAgent: String, address: String
    ) {
        self.id = id
        self.person = person
        self.createdAt = createdAt
        self.seenAt = seenAt
        self.confirmedAt = confirmedAt
        self.endedAt = endedAt
        self.userAgent = userAgent
        self.address = address
    }
}

/// A session that counts, with the account that it belongs to.
public struct OpenSession: Hashable, Sendable {
    /// The session.
    public var session: Session
    /// The account.
    public var account: Account

    /// Makes a pair.
    public init(session: Session, account: Account) {
        self.session = session
        self.account = account
    }
}

/// A browser from which an account was signed in to before, on one network.
public struct KnownDevice: Hashable, Sendable {
    /// The hash of the token in its long-lived cookie.
    public var id: TokenHash
    /// Whose account.
    public var person: String
    /// When the account was last signed in to from it.
    public var usedAt: Instant
    /// The network that it came from (`Origin.network`).
    public var network: String

    /// Makes a device.
    public init(id: TokenHash, person: String, usedAt: Instant, network: String) {
        self.id = id
        self.person = person
        self.usedAt = usedAt
        self.network = network
    }
}

/// A link with which a person sets a password, once.
public struct OneTimeLink: Hashable, Sendable {
    /// What it is for.
    public enum Purpose: String, Hashable, Sendable, CaseIterable {
        /// The first administrator of a new installation.
        case first
        /// Somebody for whom an administrator made an account.
        case welcome
        /// Somebody who forgot the password or cannot wait.
        case reset
    }

    /// The hash of the token in the link.
    public var id: TokenHash
    /// Whose password it sets.
    public var person: String
    /// What it is for.
    public var purpose: Purpose
    /// The first moment at which it counts no more.
    public var expiresAt: Instant

    /// Makes a link.
    public init(id: TokenHash, person: String, purpose: Purpose, expiresAt: Instant) {
        self.id = id
        self.person = person
        self.purpose = purpose
        self.expiresAt = expiresAt
    }
}
