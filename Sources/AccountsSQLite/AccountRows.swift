import Accounts
import Foundation
import GRDB
import Journaling
import Notation

/// Rows of the tables as values, inside one transaction.
struct AccountRows {
    let db: Database
    let seal: Seal

    private func rows(_ sql: String, _ arguments: StatementArguments) throws -> [Row] {
        try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
    }

    func accounts(_ condition: String, _ arguments: StatementArguments) throws -> [Account] {
        let list = "person, name, password, created_at, disabled_at, is_administrator, is_demo"
        return try rows("SELECT \(list) FROM accounts WHERE \(condition)", arguments).map { row in
            guard let name = SignInName(row[1]) else { throw JournalError.corrupt("accounts.sqlite has an odd name") }
            var password: PasswordHash?
            if let phc: String = row[2] {
                password = PasswordHash(phc: phc)
                if password == nil { throw JournalError.corrupt("accounts.sqlite has an odd password hash") }
            }
            return Account(
                person: row[0], name: name, password: password, createdAt: instant(row[3]),
                disabledAt: (row[4] as Int64?).map(instant), isAdministrator: row[5], isDemo: row[6])
        }
    }

    func sessions(_ condition: String, _ arguments: StatementArguments) throws -> [Session] {
        let list = "id, person, created_at, seen_at, confirmed_at, ended_at, user_agent, address"
        return try rows("SELECT \(list) FROM sessions WHERE \(condition)", arguments).map { row in
            Session(
                id: try hash(row[0]), person: row[1], createdAt: instant(row[2]), seenAt: instant(row[3]),
                confirmedAt: instant(row[4]), endedAt: (row[5] as Int64?).map(instant), userAgent: row[6],
                address: row[7])
        }
    }

    func devices(of person: String) throws -> [KnownDevice] {
        try rows("SELECT id, used_at, network FROM devices WHERE person = ?", [person]).map { row in
            KnownDevice(id: try hash(row[0]), person: person, usedAt: instant(row[1]), network: row[2])
        }
    }

    func link(_ id: TokenHash) throws -> OneTimeLink? {
        try rows("SELECT person, purpose, expires_at FROM links WHERE id = ?", [id.data]).first.map { row in
            guard let purpose = OneTimeLink.Purpose(rawValue: row[1]) else {
                throw JournalError.corrupt("accounts.sqlite has an odd link")
            }
            return OneTimeLink(id: id, person: row[0], purpose: purpose, expiresAt: instant(row[2]))
        }
    }

    func drafts(of owner: DraftOwner, _ rest: String, _ arguments: StatementArguments) throws -> [FormDraft] {
        let sql = "SELECT form, sealed, saved_at FROM drafts WHERE owner = ? \(rest)"
        return try rows(sql, [owner.text] + arguments).map { row in
            let form: String = row[0]
            let text = try seal.open(bytes(row[1]), as: "draft", owner.text, form)
            return FormDraft(owner: owner, form: form, text: text, savedAt: instant(row[2]))
        }
    }

    func views(of person: String) throws -> [SavedView] {
        try rows("SELECT name, sealed FROM views WHERE person = ? ORDER BY name", [person]).map { row in
            let name: String = row[0]
            let query = try seal.open(bytes(row[1]), as: "view", person, name)
            return SavedView(person: person, name: name, query: query)
        }
    }

    func tickets(_ condition: String, _ arguments: StatementArguments) throws -> [ReportTicket] {
        let sql = "SELECT receipt, matter, visitor, given_at FROM tickets WHERE \(condition)"
        return try rows(sql, arguments).map { row in
            let visitor: Data? = row[2]
            return ReportTicket(
                receipt: row[0], matter: row[1], visitor: try visitor.map(hash), givenAt: instant(row[3]))
        }
    }

    func openings(of matter: String) throws -> [Opening] {
        let sql = "SELECT person, first_at, last_at FROM openings WHERE matter = ? ORDER BY first_at, person"
        return try rows(sql, [matter]).map { row in
            Opening(matter: matter, person: row[0], first: instant(row[1]), last: instant(row[2]))
        }
    }

    func firstOpenings(among matters: [String]) throws -> [String: Instant] {
        var first: [String: Instant] = [:]
        for matter in Set(matters) {
            let row = try rows("SELECT min(first_at) FROM openings WHERE matter = ?", [matter]).first
            if let at: Int64 = row?[0] { first[matter] = Instant(milliseconds: at) }
        }
        return first
    }

    private func instant(_ milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }

    private func bytes(_ data: Data) -> [UInt8] { Array(data) }

    private func hash(_ data: Data) throws -> TokenHash {
        guard let hash = TokenHash(bytes: Array(data)) else {
            throw JournalError.corrupt("accounts.sqlite has an odd hash")
        }
        return hash
    }
}

extension TokenHash {
    /// The 32 bytes, as GRDB binds them.
    var data: Data { Data(bytes) }
}
