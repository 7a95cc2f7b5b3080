import Journaling
import Notation

/// Where accounts, sessions, drafts and receipts are kept. One contract, two stores: in memory and SQLite.
///
/// Everything that changes is one list of changes: all of them are durable when `write` returns, or none is made.
public protocol AccountStore: Sendable {
    /// Makes these changes, whole or not at all, durable before it returns.
    ///
    /// - Throws: `conflict` when a change finds something else than it expects; `diskFull`, `readOnly`, `io`, `closed`.
    func write(_ changes: [AccountChange]) async throws(JournalError)

    /// The account of a person.
    func account(of person: String) async throws(JournalError) -> Account?
    /// The account with this sign-in name.
    func account(named name: SignInName) async throws(JournalError) -> Account?
    /// All accounts, by sign-in name.
    func accounts() async throws(JournalError) -> [Account]
    /// The devices that an account was signed in to from.
    func devices(of person: String) async throws(JournalError) -> [KnownDevice]
    /// A session that nobody ended, of an account in use. Whether it has expired is for the caller to say.
    func session(_ id: TokenHash) async throws(JournalError) -> OpenSession?
    /// All sessions of a person that are still kept, the latest first, ended ones too.
    func sessions(of person: String) async throws(JournalError) -> [Session]
    /// A link that was not redeemed yet. Whether it has expired is for the caller to say.
    func link(_ id: TokenHash) async throws(JournalError) -> OneTimeLink?

    /// What was typed into a form.
    func draft(of owner: DraftOwner, form: String) async throws(JournalError) -> FormDraft?
    /// All that somebody typed and did not send, the latest first.
    func drafts(of owner: DraftOwner) async throws(JournalError) -> [FormDraft]
    /// A person's saved views, by name.
    func views(of person: String) async throws(JournalError) -> [SavedView]
    /// What a receipt number was given for.
    func ticket(_ receipt: String) async throws(JournalError) -> ReportTicket?
    /// The receipts that were given to a browser, the latest first.
    func tickets(of visitor: TokenHash) async throws(JournalError) -> [ReportTicket]
    /// Who has opened a matter, in the order of their first time.
    func openings(of matter: String) async throws(JournalError) -> [Opening]
    /// When each of these matters was first opened by anybody; those that nobody opened are left out.
    func firstOpenings(among matters: [String]) async throws(JournalError) -> [String: Instant]
}

/// One change of the store.
public enum AccountChange: Hashable, Sendable {
    /// A new account; `conflict` when the person has one or the name is taken.
    case addAccount(Account)
    /// Another password.
    case setPassword(of: String, to: PasswordHash)
    /// The same password, hashed anew; nothing happens when the password is another by now.
    case rehash(of: String, from: PasswordHash, to: PasswordHash)
    /// Out of use from then on, or in use again.
    case setDisabled(of: String, at: Instant?)
    /// Administrator or not.
    case setAdministrator(of: String, to: Bool)

    /// A new link; the person's earlier ones count no more.
    case addLink(OneTimeLink)
    /// A link is redeemed; `conflict` when somebody was faster.
    case useLink(TokenHash)

    /// A new session; `conflict` when the account is disabled or its password is not the one that was verified.
    case addSession(Session, verified: PasswordHash)
    /// The session was used.
    case seeSession(TokenHash, at: Instant)
    /// The password was typed again; `conflict` when the session was ended meanwhile.
    case confirmSession(TokenHash, at: Instant)
    /// One session ends; it must be this person's, or nothing happens.
    case endSession(TokenHash, of: String, at: Instant)
    /// All sessions of a person end, but for one.
    case endSessions(of: String, except: TokenHash?, at: Instant)

    /// A device on a network, or its latest use; of a person's those used latest are kept.
    case addDevice(KnownDevice, keeping: Int)
    /// A person's devices are unknown again, but for one.
    case forgetDevices(of: String, except: TokenHash?)

    /// What was typed so far; of an owner's drafts the latest are kept.
    case saveDraft(FormDraft, keeping: Int)
    /// The form was sent, or what was typed is thrown away.
    case removeDraft(of: DraftOwner, form: String)
    /// What somebody typed before signing in becomes the person's; it replaces an older draft of the same form.
    case moveDraft(from: DraftOwner, form: String, to: DraftOwner)

    /// A saved view; it replaces one with the same name.
    case saveView(SavedView)
    /// A saved view is taken away.
    case removeView(of: String, name: String)

    /// A receipt; `conflict` when the number was given before.
    case addTicket(ReportTicket)
    /// A person opened a matter.
    case open(matter: String, by: String, at: Instant)

    /// Forgets what has had its time: sessions last seen, links expired, drafts saved, devices used before then.
    case sweep(sessions: Instant, links: Instant, drafts: Instant, devices: Instant)
}

extension JournalError {
    /// What a store answers when a change finds something else than it expects.
    package static func accountsChanged(_ english: String) -> JournalError {
        JournalError(.conflict, "同時に変更されました。画面を開き直してください", "changed meanwhile: \(english)")
    }
}

/// Whose draft it is.
public enum DraftOwner: Hashable, Sendable {
    /// A person who is signed in, whatever the browser.
    case person(String)
    /// A browser without an account, by the hash of its cookie.
    case visitor(TokenHash)

    /// The owner in one word.
    package var text: String {
        switch self {
        case .person(let person): "person:\(person)"
        case .visitor(let id): "visitor:\(id)"
        }
    }
}

/// What somebody has typed into a form and not sent.
public struct FormDraft: Hashable, Sendable {
    /// Whose it is.
    public var owner: DraftOwner
    /// Which form, with its matter: the server's own id.
    public var form: String
    /// The fields, as JSON text.
    public var text: String
    /// When it was last saved.
    public var savedAt: Instant

    /// Makes a draft.
    public init(owner: DraftOwner, form: String, text: String, savedAt: Instant) {
        self.owner = owner
        self.form = form
        self.text = text
        self.savedAt = savedAt
    }
}

/// A search that a person keeps under a name.
public struct SavedView: Hashable, Sendable {
    /// Whose it is.
    public var person: String
    /// The name that the person gave.
    public var name: String
    /// The query part of the list's address.
    public var query: String

    /// Makes a view.
    public init(person: String, name: String, query: String) {
        self.person = person
        self.name = name
        self.query = query
    }
}

/// Which matter a receipt number leads to. The pass-phrase is not in it: it is derived (`Receipts`).
public struct ReportTicket: Hashable, Sendable {
    /// The receipt number as it was given.
    public var receipt: String
    /// The matter that the report opened.
    public var matter: String
    /// The browser that reported, by the hash of its cookie.
    public var visitor: TokenHash?
    /// When it was given.
    public var givenAt: Instant

    /// Makes a ticket.
    public init(receipt: String, matter: String, visitor: TokenHash?, givenAt: Instant) {
        self.receipt = receipt
        self.matter = matter
        self.visitor = visitor
        self.givenAt = givenAt
    }
}

/// That a person has looked at a matter.
public struct Opening: Hashable, Sendable {
    /// The matter.
    public var matter: String
    /// Who.
    public var person: String
    /// The first time.
    public var first: Instant
    /// The latest time, to the minute.
    public var last: Instant

    /// Makes an opening.
    public init(matter: String, person: String, first: Instant, last: Instant) {
        self.matter = matter
        self.person = person
        self.first = first
        self.last = last
    }
}
