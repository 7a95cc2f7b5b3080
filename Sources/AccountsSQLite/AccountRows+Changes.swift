import Accounts
import Foundation
import GRDB
import Journaling
import Notation

extension AccountRows {
    /// Makes one change. The caller undoes all of them when one throws.
    func apply(_ change: AccountChange) throws {
        switch change {
        case .addAccount(let account): try add(account)
        case .setPassword(let person, let hash):
            try run("UPDATE accounts SET password = ? WHERE person = ?", [hash.phc, person])
        case .rehash(let person, let old, let new):
            try run("UPDATE accounts SET password = ? WHERE person = ? AND password = ?", [new.phc, person, old.phc])
        case .setDisabled(let person, let at):
            try run("UPDATE accounts SET disabled_at = ? WHERE person = ?", [at?.milliseconds, person])
        case .setAdministrator(let person, let isAdministrator):
            try run("UPDATE accounts SET is_administrator = ? WHERE person = ?", [isAdministrator, person])
        case .addLink(let link):
            try run(
                "INSERT OR REPLACE INTO links (id, person, purpose, expires_at) VALUES (?, ?, ?, ?)",
                [link.id.data, link.person, link.purpose.rawValue, link.expiresAt.milliseconds])
        case .useLink(let id):
            guard try run("DELETE FROM links WHERE id = ?", [id.data]) == 1 else {
                throw JournalError.accountsChanged("the link was redeemed")
            }
        case .addSession(let session, let verified): try add(session, verified)
        case .seeSession(let id, let at):
            try run(
                "UPDATE sessions SET seen_at = max(seen_at, ?) WHERE id = ? AND ended_at IS NULL",
                [at.milliseconds, id.data])
        case .confirmSession(let id, let at):
            let sql = "UPDATE sessions SET confirmed_at = ? WHERE id = ? AND ended_at IS NULL"
            guard try run(sql, [at.milliseconds, id.data]) == 1 else {
                throw JournalError.accountsChanged("the session")
            }
        case .endSession(let id, let person, let at):
            try run(
                "UPDATE sessions SET ended_at = ? WHERE id = ? AND person = ? AND ended_at IS NULL",
                [at.milliseconds, id.data, person])
        case .endSessions(let person, let kept, let at):
            try run(
                "UPDATE sessions SET ended_at = ? WHERE person = ? AND ended_at IS NULL AND id IS NOT ?",
                [at.milliseconds, person, kept?.data])
        case .addDevice(let device, let limit): try add(device, keeping: limit)
        case .forgetDevices(let person, let kept):
            try run("DELETE FROM devices WHERE person = ? AND id IS NOT ?", [person, kept?.data])
        case .saveDraft(let draft, let limit): try save(draft, keeping: limit)
        case .removeDraft(let owner, let form):
            try run("DELETE FROM drafts WHERE owner = ? AND form = ?", [owner.text, form])
        case .moveDraft(let owner, let form, let other): try move(form, from: owner, to: other)
        case .saveView(let view):
            let sealed = try seal.seal(view.query, as: "view", view.person, view.name)
            try run(
                "INSERT OR REPLACE INTO views (person, name, sealed) VALUES (?, ?, ?)",
                [view.person, view.name, Data(sealed)])
        case .removeView(let person, let name):
            try run("DELETE FROM views WHERE person = ? AND name = ?", [person, name])
        case .addTicket(let ticket):
            let sql = "INSERT OR IGNORE INTO tickets (receipt, matter, visitor, given_at) VALUES (?, ?, ?, ?)"
            let row: StatementArguments = [
                ticket.receipt, ticket.matter, ticket.visitor?.data, ticket.givenAt.milliseconds,
            ]
            guard try run(sql, row) == 1 else { throw JournalError.accountsChanged("the receipt was given") }
        case .open(let matter, let person, let at):
            try run(
                """
                INSERT INTO openings (matter, person, first_at, last_at) VALUES (?1, ?2, ?3, ?3)
                ON CONFLICT DO UPDATE SET last_at = max(last_at, excluded.last_at)
                """, [matter, person, at.milliseconds])
        case .sweep(let seen, let expired, let saved, let used):
            try run("DELETE FROM sessions WHERE seen_at < ?", [seen.milliseconds])
            try run("DELETE FROM links WHERE expires_at < ?", [expired.milliseconds])
            try run("DELETE FROM drafts WHERE saved_at < ?", [saved.milliseconds])
            try run("DELETE FROM devices WHERE used_at < ?", [used.milliseconds])
        }
    }

    /// Runs a statement and says how many rows it changed.
    @discardableResult
    private func run(_ sql: String, _ arguments: StatementArguments) throws -> Int {
        try db.cachedStatement(sql: sql).execute(arguments: arguments)
        return db.changesCount
    }

    private func add(_ account: Account) throws {
        let sql = """
            INSERT OR IGNORE INTO accounts
                (person, name, password, created_at, disabled_at, is_administrator, is_demo)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """
        let row: StatementArguments = [
            account.person, account.name.text, account.password?.phc, account.createdAt.milliseconds,
            account.disabledAt?.milliseconds, account.isAdministrator, account.isDemo,
        ]
        guard try run(sql, row) == 1 else {
            throw JournalError.accountsChanged("the person or the name has an account")
        }
    }

    private func add(_ session: Session, _ verified: PasswordHash) throws {
        let sql = """
            INSERT INTO sessions
                (id, person, created_at, seen_at, confirmed_at, ended_at, user_agent, address)
            SELECT ?, person, ?, ?, ?, ?, ?, ? FROM accounts
            WHERE person = ? AND disabled_at IS NULL AND password = ?
            """
        let row: StatementArguments = [
            session.id.data, session.createdAt.milliseconds, session.seenAt.milliseconds,
            session.confirmedAt.milliseconds, session.endedAt?.milliseconds, session.userAgent, session.address,
            session.person, verified.phc,
        ]
        guard try run(sql, row) == 1 else { throw JournalError.accountsChanged("the account") }
    }

    private func add(_ device: KnownDevice, keeping limit: Int) throws {
        try run(
            "INSERT OR REPLACE INTO devices (person, id, used_at, network) VALUES (?, ?, ?, ?)",
            [device.person, device.id.data, device.usedAt.milliseconds, device.network])
        try run(
            """
            DELETE FROM devices WHERE person = ?1 AND (id, network) NOT IN
                (SELECT id, network FROM devices WHERE person = ?1 ORDER BY used_at DESC, id, network LIMIT ?2)
            """, [device.person, limit])
    }

    private func save(_ draft: FormDraft, keeping limit: Int) throws {
        let sealed = try seal.seal(draft.text, as: "draft", draft.owner.text, draft.form)
        try run(
            "INSERT OR REPLACE INTO drafts (owner, form, sealed, saved_at) VALUES (?, ?, ?, ?)",
            [draft.owner.text, draft.form, Data(sealed), draft.savedAt.milliseconds])
        try run(
            """
            DELETE FROM drafts WHERE owner = ?1 AND form NOT IN
                (SELECT form FROM drafts WHERE owner = ?1 ORDER BY saved_at DESC, form LIMIT ?2)
            """, [draft.owner.text, limit])
    }

    /// What was sealed for one owner is sealed anew for the other.
    private func move(_ form: String, from owner: DraftOwner, to other: DraftOwner) throws {
        guard owner != other, var draft = try drafts(of: owner, "AND form = ?", [form]).first else { return }
        try run("DELETE FROM drafts WHERE owner = ? AND form = ?", [owner.text, form])
        draft.owner = other
        try save(draft, keeping: .max)
    }
}
