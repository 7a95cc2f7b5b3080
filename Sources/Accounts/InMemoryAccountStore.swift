import Journaling
import Notation
import Synchronization

/// A store that forgets everything with the process. For tests of what stands on accounts.
public final class InMemoryAccountStore: AccountStore {
    private let state = Mutex(State())

    /// Makes an empty store.
    public init() {}

    public func write(_ changes: [AccountChange]) async throws(JournalError) {
        let failure: JournalError? = state.withLock { state in
            var next = state
            do throws(JournalError) {
                for change in changes { try next.apply(change) }
            } catch {
                return error
            }
            state = next
            return nil
        }
        if let failure { throw failure }
    }

    public func account(of person: String) async throws(JournalError) -> Account? {
        state.withLock { $0.accounts[person] }
    }

    public func account(named name: SignInName) async throws(JournalError) -> Account? {
        state.withLock { $0.accounts.values.first { $0.name == name } }
    }

    public func accounts() async throws(JournalError) -> [Account] {
        state.withLock { $0.accounts.values.sorted { $0.name.text < $1.name.text } }
    }

    public func devices(of person: String) async throws(JournalError) -> [KnownDevice] {
        state.withLock { $0.devices.filter { $0.person == person } }
    }

    public func session(_ id: TokenHash) async throws(JournalError) -> OpenSession? {
        state.withLock { state in
            guard let session = state.sessions[id], session.endedAt == nil,
                let account = state.accounts[session.person], account.disabledAt == nil
            else { return nil }
            return OpenSession(session: session, account: account)
        }
    }

    public func sessions(of person: String) async throws(JournalError) -> [Session] {
        state.withLock { state in
            state.sessions.values.filter { $0.person == person }.sorted { $0.createdAt > $1.createdAt }
        }
    }

    public func link(_ id: TokenHash) async throws(JournalError) -> OneTimeLink? {
        state.withLock { $0.links[id] }
    }

    public func draft(of owner: DraftOwner, form: String) async throws(JournalError) -> FormDraft? {
        state.withLock { $0.drafts.first { $0.owner == owner && $0.form == form } }
    }

    public func drafts(of owner: DraftOwner) async throws(JournalError) -> [FormDraft] {
        state.withLock { $0.drafts(of: owner) }
    }

    public func views(of person: String) async throws(JournalError) -> [SavedView] {
        state.withLock { state in state.views.filter { $0.person == person }.sorted { $0.name < $1.name } }
    }

    public func ticket(_ receipt: String) async throws(JournalError) -> ReportTicket? {
        state.withLock { $0.tickets[receipt] }
    }

    public func tickets(of visitor: TokenHash) async throws(JournalError) -> [ReportTicket] {
        state.withLock { state in
            state.tickets.values.filter { $0.visitor == visitor }.sorted { $0.givenAt > $1.givenAt }
        }
    }

    public func openings(of matter: String) async throws(JournalError) -> [Opening] {
        state.withLock { state in state.openings.filter { $0.matter == matter }.sorted { $0.first < $1.first } }
    }

    public func firstOpenings(among matters: [String]) async throws(JournalError) -> [String: Instant] {
        let wanted = Set(matters)
        return state.withLock { state in
            Dictionary(
                state.openings.filter { wanted.contains($0.matter) }.map { ($0.matter, $0.first) },
                uniquingKeysWith: min)
        }
    }
}

extension InMemoryAccountStore {
    fileprivate struct State {
        var accounts: [String: Account] = [:]
        var sessions: [TokenHash: Session] = [:]
        var links: [TokenHash: OneTimeLink] = [:]
        var devices: [KnownDevice] = []
        var drafts: [FormDraft] = []
        var views: [SavedView] = []
        var tickets: [String: ReportTicket] = [:]
        var openings: [Opening] = []

        func drafts(of owner: DraftOwner) -> [FormDraft] {
            drafts.filter { $0.owner == owner }.sorted { ($1.savedAt, $0.form) < ($0.savedAt, $1.form) }
        }

        mutating func apply(_ change: AccountChange) throws(JournalError) {
            switch change {
            case .addAccount(let account):
                guard accounts[account.person] == nil, !accounts.values.contains(where: { $0.name == account.name })
                else { throw .accountsChanged("the person or the name has an account") }
                accounts[account.person] = account
            case .setPassword(let person, let password): accounts[person]?.password = password
            case .rehash(let person, let old, let new):
                if accounts[person]?.password == old { accounts[person]?.password = new }
            case .setDisabled(let person, let at): accounts[person]?.disabledAt = at
            case .setAdministrator(let person, let isAdministrator):
                accounts[person]?.isAdministrator = isAdministrator
            case .addLink(let link):
                links = links.filter { $0.value.person != link.person }
                links[link.id] = link
            case .useLink(let id):
                guard links.removeValue(forKey: id) != nil else { throw .accountsChanged("the link was redeemed") }
            case .addSession(let session, let verified):
                guard let account = accounts[session.person], account.disabledAt == nil, account.password == verified
                else { throw .accountsChanged("the account") }
                sessions[session.id] = session
            case .seeSession(let id, let at):
                if let seen = sessions[id]?.seenAt, seen < at { sessions[id]?.seenAt = at }
            case .confirmSession(let id, let at):
                guard sessions[id]?.endedAt == nil, sessions[id] != nil else { throw .accountsChanged("the session") }
                sessions[id]?.confirmedAt = at
            case .endSession(let id, let person, let at): end(at) { $0.id == id && $0.person == person }
            case .endSessions(let person, let kept, let at): end(at) { $0.person == person && $0.id != kept }
            case .addDevice(let device, let limit):
                devices.removeAll { known in
                    known.id == device.id && known.person == device.person && known.network == device.network
                }
                devices.append(device)
                let latest = devices.filter { $0.person == device.person }.sorted { $0.usedAt > $1.usedAt }
                let gone = Set(latest.dropFirst(limit))
                devices.removeAll { gone.contains($0) }
            case .forgetDevices(let person, let kept): devices.removeAll { $0.person == person && $0.id != kept }
            case .saveDraft(let draft, let limit):
                drafts.removeAll { $0.owner == draft.owner && $0.form == draft.form }
                drafts.append(draft)
                let gone = Set(drafts(of: draft.owner).dropFirst(limit))
                drafts.removeAll { gone.contains($0) }
            case .removeDraft(let owner, let form): drafts.removeAll { $0.owner == owner && $0.form == form }
            case .moveDraft(let owner, let form, let other):
                guard owner != other, var draft = drafts.first(where: { $0.owner == owner && $0.form == form })
                else { return }
                drafts.removeAll { $0.form == form && ($0.owner == owner || $0.owner == other) }
                draft.owner = other
                drafts.append(draft)
            case .saveView(let view):
                views.removeAll { $0.person == view.person && $0.name == view.name }
                views.append(view)
            case .removeView(let person, let name): views.removeAll { $0.person == person && $0.name == name }
            case .addTicket(let ticket):
                guard tickets[ticket.receipt] == nil else { throw .accountsChanged("the receipt was given") }
                tickets[ticket.receipt] = ticket
            case .open(let matter, let person, let at):
                if let index = openings.firstIndex(where: { $0.matter == matter && $0.person == person }) {
                    openings[index].last = max(openings[index].last, at)
                } else {
                    openings.append(Opening(matter: matter, person: person, first: at, last: at))
                }
            case .sweep(let seen, let expired, let saved, let used):
                sessions = sessions.filter { $0.value.seenAt >= seen }
                links = links.filter { $0.value.expiresAt >= expired }
                drafts.removeAll { $0.savedAt < saved }
                devices.removeAll { $0.usedAt < used }
            }
        }

        private mutating func end(_ at: Instant, where matches: (Session) -> Bool) {
            for (id, session) in sessions where session.endedAt == nil && matches(session) {
                sessions[id]?.endedAt = at
            }
        }
    }
}
