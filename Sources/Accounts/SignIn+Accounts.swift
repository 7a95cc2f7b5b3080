import Journaling
import Notation

extension SignIn {
    /// All accounts, by sign-in name.
    public func accounts() async throws(JournalError) -> [Account] { try await store.accounts() }

    /// The account of a person.
    public func account(of person: String) async throws(JournalError) -> Account? {
        try await store.account(of: person)
    }

    /// Makes an account. Without a password nobody can sign in until a link was redeemed.
    ///
    /// - Throws: `name`, `taken`, `password`, `wait`, `store`.
    @discardableResult
    public func makeAccount(
        person: String, name typed: String, password: String? = nil, isAdministrator: Bool = false,
        isDemo: Bool = false, at now: Instant
    ) async throws(AccountFailure) -> Account {
        guard let name = SignInName(typed), !person.isEmpty else { throw .name }
        var account = Account(
            person: person, name: name, createdAt: now, isAdministrator: isAdministrator, isDemo: isDemo)
        if let password { account.password = try await hash(new: password, name: name) }
        do throws(JournalError) {
            try await store.write([.addAccount(account)])
        } catch {
            throw error.code == .conflict ? .taken : .store(error)
        }
        return account
    }

    /// Puts an account out of use: all its sessions end at once, and its links and devices count no more.
    ///
    /// - Throws: `unknownAccount`, `lastAdministrator`, `store`.
    public func disable(_ person: String, at now: Instant) async throws(AccountFailure) {
        try await mustLeaveAnAdministrator(beside: person)
        let changes: [AccountChange] = [
            .setDisabled(of: person, at: now), .endSessions(of: person, except: nil, at: now),
            .forgetDevices(of: person, except: nil),
        ]
        try await stored { () throws(JournalError) in try await store.write(changes) }
        cache.forget(person: person)
    }

    /// Puts an account back into use, with the password that it had.
    public func enable(_ person: String) async throws(AccountFailure) {
        try await change(person, .setDisabled(of: person, at: nil))
    }

    /// Makes somebody an administrator, or an administrator somebody who is none.
    ///
    /// - Throws: `unknownAccount`, `lastAdministrator`, `store`.
    public func setAdministrator(_ person: String, to isAdministrator: Bool) async throws(AccountFailure) {
        if !isAdministrator { try await mustLeaveAnAdministrator(beside: person) }
        try await change(person, .setAdministrator(of: person, to: isAdministrator))
    }

    /// Makes a link with which a person sets a password, once. The person's earlier links count no more.
    ///
    /// - Returns: The token for the link's address. It is told once and kept nowhere.
    /// - Throws: `unknownAccount`, `disabled`, `store`.
    public func makeLink(
        for person: String, purpose: OneTimeLink.Purpose, at now: Instant
    ) async throws(AccountFailure) -> String {
        let account = try await known(person)
        guard account.disabledAt == nil else { throw .disabled }
        let token = chance.token()
        let link = OneTimeLink(
            id: TokenHash(of: token.utf8), person: person, purpose: purpose,
            expiresAt: now.adding(milliseconds: settings.link.milliseconds))
        try await stored { () throws(JournalError) in try await store.write([.addLink(link)]) }
        return token
    }

    /// What a link is for and whose password it sets; nil when it counts no more. Looking at it does not use it up.
    public func link(
        _ token: String, at now: Instant
    ) async throws(JournalError) -> (link: OneTimeLink, account: Account)? {
        guard let id = TokenHash(token: token), let link = try await store.link(id), now < link.expiresAt,
            let account = try await store.account(of: link.person), account.disabledAt == nil,
            settings.allowsDemo || !account.isDemo
        else { return nil }
        return (link, account)
    }

    /// Sets the password that goes with a link, which is used up; all sessions end and a new one begins.
    ///
    /// It is not throttled, for nobody guesses a link: this is how somebody gets in whose account strangers are trying
    /// to open at that moment. A password that is not taken leaves the link as it was.
    ///
    /// - Throws: `linkGone`, `password`, `wait` when too much is to be done, `store`.
    public func redeem(
        _ token: String, password: String, from origin: Origin, at now: Instant
    ) async throws(AccountFailure) -> NewSession {
        let found = try await stored { () throws(JournalError) in try await link(token, at: now) }
        guard let (link, account) = found else { throw .linkGone }
        let hash = try await hash(new: password, name: account.name)
        let person = account.person
        let devices = try await stored { () throws(JournalError) in try await store.devices(of: person) }
        let presented = origin.device.flatMap { TokenHash(token: $0) }
        let changes: [AccountChange] = [
            .useLink(link.id), .setPassword(of: person, to: hash), .endSessions(of: person, except: nil, at: now),
        ]
        do throws(AccountFailure) {
            let new = try await begin(
                account, hash: hash, device: devices.contains { $0.id == presented }, from: origin, at: now,
                after: changes)
            cache.forget(person: person)
            return new
        } catch {
            throw error == .refused ? .linkGone : error
        }
    }

    /// Forgets what has had its time: ended sessions and unused links after 30 days, drafts after 90, devices after 400.
    public func sweep(at now: Instant) async throws(JournalError) {
        func ago(_ days: Int64) -> Instant { now.adding(milliseconds: -days * 86_400_000) }
        try await store.write([.sweep(sessions: ago(30), links: ago(30), drafts: ago(90), devices: ago(400))])
    }

    private func known(_ person: String) async throws(AccountFailure) -> Account {
        let account = try await stored { () throws(JournalError) in try await store.account(of: person) }
        guard let account else { throw .unknownAccount }
        return account
    }

    private func change(_ person: String, _ change: AccountChange) async throws(AccountFailure) {
        _ = try await known(person)
        try await stored { () throws(JournalError) in try await store.write([change]) }
        cache.forget(person: person)
    }

    /// An administrator who goes leaves another one who can sign in.
    private func mustLeaveAnAdministrator(beside person: String) async throws(AccountFailure) {
        let account = try await known(person)
        guard account.isAdministrator, account.disabledAt == nil else { return }
        let all = try await stored { () throws(JournalError) in try await store.accounts() }
        let others = all.filter { other in
            other.person != person && other.isAdministrator && other.disabledAt == nil && other.password != nil
        }
        if others.isEmpty { throw .lastAdministrator }
    }
}
