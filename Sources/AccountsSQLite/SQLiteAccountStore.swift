import Accounts
import Dispatch
import Foundation
import GRDB
import JournalSQLite
import Journaling
import Notation

/// Accounts in the file `accounts.sqlite` beside an organisation's journal, readable by its owner alone.
///
/// It holds no secret: passwords as Argon2id, tokens as SHA-256, pass-phrases not at all; drafts and saved searches are
/// encrypted under a key derived from the installation's. Nothing blocks a cooperative thread.
public final class SQLiteAccountStore: AccountStore {
    let pool: DatabasePool
    let seal: Seal
    private let commits: SharedCommits
    private let lock: FolderLock?
    private let readers = DispatchQueue(label: "accounts-readers", attributes: .concurrent)

    init(path: String, key: InstallationKey, lock: FolderLock?) throws(JournalError) {
        self.lock = lock
        seal = Seal(installation: key)
        // Made before SQLite opens it, so that there is no moment at which others can read it.
        if !FileSystem.exists(path) { try FileSystem.create(path, [], mode: 0o600) }
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            configuration.label = "accounts"
            configuration.maximumReaderCount = 4
            let pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB sets NORMAL for a pool, at which a power cut may take a password that was changed back.
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
            }
            try AccountsSchema.migrator.migrate(pool)
            guard try pool.read(AccountsSchema.migrator.hasBeenSuperseded) == false else {
                throw JournalError(
                    .newerFormat, "利用者の記録は新しい版の初動で作られました。初動を更新してください",
                    "accounts.sqlite was written by a newer Shodo: update it")
            }
            self.pool = pool
            commits = SharedCommits(pool)
        } catch {
            throw JournalError(sqlite: error, file: "accounts.sqlite")
        }
    }

    /// Finishes what was taken and closes the file.
    public func close() async throws(JournalError) {
        await commits.close()
        do {
            try pool.close()
        } catch {
            throw JournalError(sqlite: error, file: "accounts.sqlite")
        }
    }

    /// How commits are kept: the journal mode and SQLite's number for `synchronous`.
    package func durability() throws -> (mode: String?, synchronous: Int?) {
        try pool.writeWithoutTransaction { db in
            (try String.fetchOne(db, sql: "PRAGMA journal_mode"), try Int.fetchOne(db, sql: "PRAGMA synchronous"))
        }
    }

    public func write(_ changes: [AccountChange]) async throws(JournalError) {
        let seal = seal
        try await commits.write { db in
            for change in changes { try AccountRows(db: db, seal: seal).apply(change) }
        }
    }

    /// Reads on a thread that may block.
    func read<R: Sendable>(_ body: @escaping @Sendable (AccountRows) throws -> R) async throws(JournalError) -> R {
        let result: Result<R, JournalError> = await withCheckedContinuation { continuation in
            readers.async { [pool, seal] in
                do {
                    let found = try pool.read { db in try body(AccountRows(db: db, seal: seal)) }
                    continuation.resume(returning: .success(found))
                } catch {
                    continuation.resume(returning: .failure(JournalError(sqlite: error, file: "accounts.sqlite")))
                }
            }
        }
        return try result.get()
    }

    public func account(of person: String) async throws(JournalError) -> Account? {
        try await read { try $0.accounts("person = ?", [person]).first }
    }

    public func account(named name: SignInName) async throws(JournalError) -> Account? {
        try await read { try $0.accounts("name = ?", [name.text]).first }
    }

    public func accounts() async throws(JournalError) -> [Account] {
        try await read { try $0.accounts("1 ORDER BY name", []) }
    }

    public func devices(of person: String) async throws(JournalError) -> [KnownDevice] {
        try await read { try $0.devices(of: person) }
    }

    public func session(_ id: TokenHash) async throws(JournalError) -> OpenSession? {
        try await read { rows in
            guard let session = try rows.sessions("id = ? AND ended_at IS NULL", [id.data]).first,
                let account = try rows.accounts("person = ? AND disabled_at IS NULL", [session.person]).first
            else { return nil }
            return OpenSession(session: session, account: account)
        }
    }

    public func sessions(of person: String) async throws(JournalError) -> [Session] {
        try await read { try $0.sessions("person = ? ORDER BY created_at DESC", [person]) }
    }

    public func link(_ id: TokenHash) async throws(JournalError) -> OneTimeLink? {
        try await read { try $0.link(id) }
    }

    public func draft(of owner: DraftOwner, form: String) async throws(JournalError) -> FormDraft? {
        try await read { try $0.drafts(of: owner, "AND form = ?", [form]).first }
    }

    public func drafts(of owner: DraftOwner) async throws(JournalError) -> [FormDraft] {
        try await read { try $0.drafts(of: owner, "ORDER BY saved_at DESC, form", []) }
    }

    public func views(of person: String) async throws(JournalError) -> [SavedView] {
        try await read { try $0.views(of: person) }
    }

    public func ticket(_ receipt: String) async throws(JournalError) -> ReportTicket? {
        try await read { try $0.tickets("receipt = ?", [receipt]).first }
    }

    public func tickets(of visitor: TokenHash) async throws(JournalError) -> [ReportTicket] {
        try await read { try $0.tickets("visitor = ? ORDER BY given_at DESC", [visitor.data]) }
    }

    public func openings(of matter: String) async throws(JournalError) -> [Opening] {
        try await read { try $0.openings(of: matter) }
    }

    public func firstOpenings(among matters: [String]) async throws(JournalError) -> [String: Instant] {
        try await read { try $0.firstOpenings(among: matters) }
    }
}

extension DataFolder {
    /// Opens the accounts of an organisation; makes the file when it is new.
    ///
    /// The folder must be open for writing. It stays locked while folder or store live.
    ///
    /// - Throws: `notFound` for an unknown organisation, `newerFormat`, `corrupt`, `readOnly`, `diskFull`, `io`.
    public func openAccounts(of organisation: String) throws(JournalError) -> SQLiteAccountStore {
        guard FileSystem.isFolder(folder(of: organisation)) else {
            throw JournalError(.notFound, "組織がありません：\(organisation)", "there is no organisation \(organisation)")
        }
        guard access == .writing else { throw .readOnly() }
        return try SQLiteAccountStore(
            path: "\(folder(of: organisation))/accounts.sqlite", key: key, lock: lock)
    }

    /// The key with which forms are marked, derived from the installation's.
    public var formKey: FormKey { FormKey(key.derived(for: "shodo.form/1")) }

    /// The receipts of an organisation, whose pass-phrases are derived from the installation's key.
    public func receipts(of organisation: String, store: any AccountStore) -> Receipts {
        Receipts(store: store, key: key.derived(for: "shodo.receipt/1 \(organisation)"))
    }
}
