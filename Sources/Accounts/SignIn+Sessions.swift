import Journaling
import Notation

extension SignIn {
    /// The session of a cookie; nil when it is none, was ended, or has expired. Every page asks this.
    ///
    /// Its last use is written down at most once a minute; a store that cannot be written then stops no page.
    ///
    /// - Parameter isUse: whether somebody is there who asks; a session ends when nobody was for long.
    public func session(
        _ token: String, at now: Instant, isUse: Bool = true
    ) async throws(JournalError) -> OpenSession? {
        guard let id = TokenHash(token: token) else { return nil }
        let (kept, turn) = cache.find(id)
        let open: OpenSession
        if let kept {
            open = kept
        } else {
            guard let found = try await store.session(id) else { return nil }
            cache.keep(found, readAt: turn)
            open = found
        }
        guard !hasExpired(open.session, at: now), settings.allowsDemo || !open.account.isDemo else { return nil }
        if isUse, cache.see(id, at: now, every: settings.seeing.milliseconds) {
            try? await store.write([.seeSession(id, at: now)])
        }
        return open
    }

    /// Whether a session is over by its age or because nobody used it.
    public func hasExpired(_ session: Session, at now: Instant) -> Bool {
        now >= session.createdAt.adding(milliseconds: settings.absolute.milliseconds)
            || now >= session.seenAt.adding(milliseconds: settings.idle.milliseconds)
    }

    /// Whether the password was typed lately enough for the gravest acts.
    public func isConfirmed(_ session: Session, at now: Instant) -> Bool {
        now < session.confirmedAt.adding(milliseconds: settings.confirmation.milliseconds)
    }

    /// Takes the password again, before one of the gravest acts.
    ///
    /// Throttled for this session alone.
    ///
    /// - Throws: `signedOut`, `refused`, `wait`, `store`.
    public func confirm(
        _ token: String, password: String, at now: Instant
    ) async throws(AccountFailure) -> OpenSession {
        guard var open = try await stored({ () throws(JournalError) in try await session(token, at: now) })
        else { throw .signedOut }
        guard try await isPassword(password, of: open, at: now) != nil else { throw .refused }
        let id = open.session.id
        do throws(JournalError) {
            try await store.write([.confirmSession(id, at: now)])
        } catch {
            throw error.code == .conflict ? .signedOut : .store(error)
        }
        cache.forget(id)
        open.session.confirmedAt = now
        return open
    }

    /// Ends the session of a cookie.
    public func signOut(_ token: String, at now: Instant) async throws(JournalError) {
        guard let id = TokenHash(token: token), let open = try await store.session(id) else { return }
        try await end(id, of: open.session.person, at: now)
    }

    /// The sessions of a person that count now, the latest first.
    public func sessions(of person: String, at now: Instant) async throws(JournalError) -> [Session] {
        try await store.sessions(of: person).filter { $0.endedAt == nil && !hasExpired($0, at: now) }
    }

    /// The sessions of a person that are still kept, ended ones too.
    public func allSessions(of person: String) async throws(JournalError) -> [Session] {
        try await store.sessions(of: person)
    }

    /// When somebody last used a session of a person, ended ones too; nil when none is kept.
    public func lastUse(of person: String) async throws(JournalError) -> Instant? {
        try await store.sessions(of: person).map(\.seenAt).max()
    }

    /// Ends one session of a person; nothing happens when it is another's.
    public func end(_ id: TokenHash, of person: String, at now: Instant) async throws(JournalError) {
        try await store.write([.endSession(id, of: person, at: now)])
        cache.forget(id)
    }

    /// Ends all sessions of a person, but for one.
    public func endSessions(
        of person: String, except kept: TokenHash? = nil, at now: Instant
    ) async throws(JournalError) {
        try await store.write([.endSessions(of: person, except: kept, at: now)])
        cache.forget(person: person)
    }

    /// Sets another password; all other sessions end. Devices stay known: they open nothing, they only need not wait.
    ///
    /// - Throws: `signedOut`, `refused` when the current password is wrong, `wait`, `password`, `store`.
    public func changePassword(
        _ token: String, current: String, new: String, at now: Instant
    ) async throws(AccountFailure) {
        guard let open = try await stored({ () throws(JournalError) in try await session(token, at: now) })
        else { throw .signedOut }
        if let fault = PasswordRule.fault(in: new, name: open.account.name) { throw .password(fault) }
        guard try await isPassword(current, of: open, at: now) != nil else { throw .refused }
        let hash = try await hash(new: new, name: open.account.name)
        let person = open.account.person
        let changes: [AccountChange] = [
            .confirmSession(open.session.id, at: now), .setPassword(of: person, to: hash),
            .endSessions(of: person, except: open.session.id, at: now),
        ]
        do throws(JournalError) {
            try await store.write(changes)
        } catch {
            throw error.code == .conflict ? .signedOut : .store(error)
        }
        cache.forget(person: person)
    }

    /// Verifies the password of whoever is signed in.
    ///
    /// The account is read anew: another session may have changed the password.
    private func isPassword(
        _ typed: String, of open: OpenSession, at now: Instant
    ) async throws(AccountFailure) -> PasswordHash? {
        guard let password = Password(typed) else { return nil }
        let person = open.account.person
        let account = try await stored { () throws(JournalError) in try await store.account(of: person) }
        let attempt = Throttle.Attempt(
            subject: open.account.name.text, network: open.session.address, device: open.session.id)
        return try await verify(password, account, attempt, at: now)
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
