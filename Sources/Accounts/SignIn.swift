import Journaling
import Notation
import Synchronization

/// Accounts, signing in and sessions, on any store.
///
/// Every time is an argument. Of what a browser holds only hashes are kept. Safe to use from everywhere at once.
public final class SignIn: Sendable {
    /// What an organisation may set.
    public struct Settings: Hashable, Sendable {
        /// A session ends after so long without a page.
        public var idle = Duration.seconds(8 * 3600)
        /// A session ends so long after signing in, whatever happens.
        public var absolute = Duration.seconds(7 * 86_400)
        /// The last use of a session is written down at most this often.
        public var seeing = Duration.seconds(60)
        /// How long a password that was typed again counts for the gravest acts.
        public var confirmation = Duration.seconds(600)
        /// How long a link counts.
        public var link = Duration.seconds(86_400)
        /// How many devices of a person are known, each network of a device counted.
        public var devices = 100
        /// What a hash costs.
        public var cost = PasswordHash.Cost.standard
        /// How fast passwords may be tried.
        public var throttle = Throttle.Settings()
        /// Whether demo accounts may sign in: only for a demo folder that is served on loopback.
        public var allowsDemo = false

        /// The standard settings.
        public init() {}
    }

    /// A session that just began: what the cookies hold, which is told once and kept nowhere.
    public struct NewSession: Hashable, Sendable {
        /// For the session cookie.
        public var token: String
        /// For the device cookie, which should live for a year.
        public var device: String
        /// The session and its account.
        public var open: OpenSession
    }

    /// The settings.
    public let settings: Settings
    let store: any AccountStore
    let chance: Chance
    let cache = SessionCache()
    private let threads: HashingThreads
    private let decoy: PasswordHash
    private let throttle: Mutex<Throttle>

    /// Takes a store.
    public init(
        store: any AccountStore, settings: Settings = Settings(), chance: Chance = .system,
        threads: HashingThreads = HashingThreads()
    ) {
        self.store = store
        self.settings = settings
        self.chance = chance
        self.threads = threads
        decoy = .decoy(cost: settings.cost, chance: chance)
        throttle = Mutex(Throttle(settings: settings.throttle))
    }

    /// Signs a person in.
    ///
    /// An unknown name takes as long as a known one. A hash that cost less than the settings ask is made anew.
    ///
    /// - Throws: `refused`, `wait`, `disabled`, `store`.
    public func signIn(
        name typed: String, password: String, from origin: Origin, at now: Instant
    ) async throws(AccountFailure) -> NewSession {
        guard let secret = Password(password) else { throw .refused }
        let name = SignInName(typed)
        let found = try await stored { () throws(JournalError) in try await find(name) }
        let person = found?.person ?? ""
        let devices = try await stored { () throws(JournalError) in try await store.devices(of: person) }
        let presented = origin.device.flatMap { TokenHash(token: $0) }
        let device = devices.first { $0.id == presented }
        let attempt = Throttle.Attempt(
            subject: name?.text ?? "", network: origin.network, device: device?.id,
            isNetworkKnown: devices.contains { $0.network == origin.network })
        let hash = try await verify(secret, found, attempt, at: now)
        guard let account = found, let hash else { throw .refused }
        guard account.disabledAt == nil else { throw .disabled }
        guard settings.allowsDemo || !account.isDemo else { throw .refused }
        return try await begin(account, hash: hash, device: device != nil, from: origin, at: now)
    }

    private func find(_ name: SignInName?) async throws(JournalError) -> Account? {
        guard let name else { return nil }
        return try await store.account(named: name)
    }

    /// Begins a session of an account whose password has just been verified or set.
    func begin(
        _ verified: Account, hash: PasswordHash, device known: Bool, from origin: Origin, at now: Instant,
        after changes: [AccountChange] = []
    ) async throws(AccountFailure) -> NewSession {
        let token = chance.token()
        // A device token that a browser makes up is not taken over: it could be that of everybody.
        let deviceToken = known ? origin.device ?? chance.token() : chance.token()
        let session = Session(
            id: TokenHash(of: token.utf8), person: verified.person, at: now, userAgent: origin.userAgent,
            address: origin.address)
        let device = KnownDevice(
            id: TokenHash(of: deviceToken.utf8), person: verified.person, usedAt: now, network: origin.network)
        let turn = cache.find(session.id).turn
        do throws(JournalError) {
            let new: [AccountChange] = [
                .addSession(session, verified: hash), .addDevice(device, keeping: settings.devices),
            ]
            try await store.write(changes + new)
        } catch {
            // The account was disabled or got another password while this one was verified.
            throw error.code == .conflict ? .refused : .store(error)
        }
        var account = verified
        account.password = hash
        let open = OpenSession(session: session, account: account)
        cache.keep(open, readAt: turn)
        return NewSession(token: token, device: deviceToken, open: open)
    }

    /// Verifies a password against an account, throttled; the hash that the account then has, or nil.
    ///
    /// - Throws: `wait`, `store`. `refused` is for the caller to say: it knows what else is to be looked at.
    func verify(
        _ password: Password, _ account: Account?, _ attempt: Throttle.Attempt, at now: Instant
    ) async throws(AccountFailure) -> PasswordHash? {
        if case .wait(let seconds) = throttle.withLock({ $0.admit(attempt, at: now) }) {
            throw .wait(seconds: seconds)
        }
        let known = account?.password
        let hash = known ?? decoy
        let salt = chance.bytes(16)
        let wanted = settings.cost
        let answer = await threads.run(isKnown: attempt.isKnown) {
            Self.check(password, against: hash, wanted: wanted, salt: salt)
        }
        guard let answer else {
            throttle.withLock { $0.withdrawn(attempt) }
            throw .wait(seconds: 5)
        }
        switch answer {
        case .failure(let error):
            throttle.withLock { $0.withdrawn(attempt) }
            throw .store(error)
        case .success(let found):
            guard let found, known != nil, let account else { return nil }
            throttle.withLock { $0.succeeded(attempt) }
            if found != hash {
                let change = AccountChange.rehash(of: account.person, from: hash, to: found)
                try await stored { () throws(JournalError) in try await store.write([change]) }
            }
            return found
        }
    }

    /// The hash, made anew where it was cheap, when the password is right.
    private static func check(
        _ password: Password, against hash: PasswordHash, wanted: PasswordHash.Cost, salt: [UInt8]
    ) -> Result<PasswordHash?, JournalError> {
        do throws(JournalError) {
            guard try hash.matches(password) else { return .success(nil) }
            guard hash.isCheaper(than: wanted) else { return .success(hash) }
            return .success(try PasswordHash(of: password, salt: salt, cost: wanted))
        } catch {
            return .failure(error)
        }
    }

    /// Hashes a new password that the rule takes.
    ///
    /// - Throws: `password`, `wait` when too much is to be done, `store`.
    func hash(new typed: String, name: SignInName) async throws(AccountFailure) -> PasswordHash {
        if let fault = PasswordRule.fault(in: typed, name: name) { throw .password(fault) }
        guard let password = Password(typed) else { throw .password(.long) }
        let salt = chance.bytes(16)
        let cost = settings.cost
        let answer = await threads.run(isKnown: true) { Self.make(password, salt: salt, cost: cost) }
        switch answer {
        case nil: throw .wait(seconds: 5)
        case .failure(let error): throw .store(error)
        case .success(let hash): return hash
        }
    }

    private static func make(
        _ password: Password, salt: [UInt8], cost: PasswordHash.Cost
    ) -> Result<PasswordHash, JournalError> {
        do throws(JournalError) {
            return .success(try PasswordHash(of: password, salt: salt, cost: cost))
        } catch {
            return .failure(error)
        }
    }
}
