import Accounts
import AccountsSQLite
import Foundation
import GRDB
import Journaling
import Notation
import Testing

@Suite struct `The file of accounts is durable and tells nothing` {
    private let now = Rig.start

    private func path(_ rig: Rig) -> String { rig.folder.folder(of: "org") + "/accounts.sqlite" }

    private func sqlite(_ rig: Rig) throws -> SQLiteAccountStore { try #require(rig.store as? SQLiteAccountStore) }

    @Test func `it is readable by its owner alone, with its companions`() async throws {
        let rig = try Rig(.sqlite)
        try await rig.signIn().makeAccount(person: "p-1", name: "shiro", password: Rig.password, at: now)
        for end in ["", "-wal", "-shm"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path(rig) + end)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "accounts.sqlite\(end)")
        }
    }

    @Test func `no token, password, pass-phrase, draft or search is in it`() async throws {
        let rig = try Rig(.sqlite)
        let signIn = rig.signIn()
        let drafts = Drafts(store: rig.store)
        let receipts = rig.folder.receipts(of: "org", store: rig.store)
        try await signIn.makeAccount(person: "p-1", name: "shiro", password: Rig.password, at: now)
        let new = try await signIn.signIn(name: "shiro", password: Rig.password, from: .desk, at: now)
        let link = try await signIn.makeLink(for: "p-1", purpose: .reset, at: now)
        let phrase = try await receipts.give("R-1", for: "m-1", visitor: "visitor-cookie-secret", at: now)
        try await drafts.save(#"{"who":"架空 花子"}"#, of: .person("p-1"), form: "report", at: now)
        try await drafts.save(SavedView(person: "p-1", name: "view", query: "q=kakuu-hanako"))
        var bytes = Data()
        for end in ["", "-wal"] { bytes += try Data(contentsOf: URL(fileURLWithPath: path(rig) + end)) }
        for secret in [
            new.token, new.device, link, Rig.password, "visitor-cookie-secret", "架空 花子", "kakuu-hanako",
            phrase.description, phrase.words.joined(),
        ] {
            #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(secret) is in the file")
        }
        // The search would find what is there.
        #expect(bytes.range(of: Data("$argon2id$".utf8)) != nil)
        #expect(bytes.range(of: Data("Desk/1.0".utf8)) != nil)
    }

    @Test func `what was written is there when it is opened again`() async throws {
        let rig = try Rig(.sqlite)
        let drafts = Drafts(store: rig.store)
        let signIn = rig.signIn()
        try await signIn.makeAccount(person: "p-1", name: "shiro", password: Rig.password, at: now)
        let new = try await signIn.signIn(name: "shiro", password: Rig.password, from: .desk, at: now)
        try await drafts.save("{}", of: .person("p-1"), form: "report", at: now)
        try await sqlite(rig).close()
        let store = try rig.folder.openAccounts(of: "org")
        let again = SignIn(store: store, settings: Rig.settings)
        #expect(try await again.session(new.token, at: now)?.account.person == "p-1")
        #expect(try await Drafts(store: store).draft(of: .person("p-1"), form: "report")?.text == "{}")
        try await store.close()
        await #expect(throws: JournalError.self) { try await store.write([.useLink(TokenHash(of: []))]) }
    }

    @Test func `a draft that was moved to another place in the file does not open`() async throws {
        let rig = try Rig(.sqlite)
        let drafts = Drafts(store: rig.store)
        try await drafts.save("secret", of: .person("p-1"), form: "report", at: now)
        let queue = try DatabaseQueue(path: path(rig))
        try await queue.write { try $0.execute(sql: "UPDATE drafts SET owner = 'person:p-2'") }
        await #expect(throws: JournalError.self) { try await drafts.draft(of: .person("p-2"), form: "report") }
    }

    @Test func `many who write at once share commits, and one who conflicts takes nobody along`() async throws {
        let rig = try Rig(.sqlite)
        let store = rig.store
        let taken = ReportTicket(receipt: "R-0", matter: "m", visitor: nil, givenAt: now)
        try await store.write([.addTicket(taken)])
        let written = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<400 {
                group.addTask {
                    let ticket = ReportTicket(
                        receipt: number.isMultiple(of: 4) ? "R-0" : "R-\(number)", matter: "m", visitor: nil,
                        givenAt: Rig.start)
                    return (try? await store.write([.addTicket(ticket)])) != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(written == 300)
        for number in 0..<400 where !number.isMultiple(of: 4) {
            #expect(try await store.ticket("R-\(number)") != nil)
        }
    }

    @Test func `commits are synced`() async throws {
        let rig = try Rig(.sqlite)
        let (mode, synchronous) = try sqlite(rig).durability()
        #expect(mode == "wal")
        #expect(synchronous == 2)
    }

    @Test func `a file of a newer program is refused`() async throws {
        let rig = try Rig(.sqlite)
        try await sqlite(rig).close()
        let queue = try DatabaseQueue(path: path(rig))
        try await queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 later')") }
        try queue.close()
        do throws(JournalError) {
            _ = try rig.folder.openAccounts(of: "org")
            Issue.record("it was opened")
        } catch {
            #expect(error.code == .newerFormat)
        }
    }

    @Test func `an unknown organisation and a folder for reading have none`() throws {
        let rig = try Rig(.memory)
        #expect(throws: JournalError.self) { try rig.folder.openAccounts(of: "nobody") }
        let reading = try DataFolder.open(at: rig.folder.path, for: .reading)
        #expect(throws: JournalError.self) { try reading.openAccounts(of: "org") }
    }

    @Test func `a backup brings back accounts and drafts, and no session or link that may have ended since`()
        async throws
    {
        let rig = try Rig(.sqlite)
        let signIn = rig.signIn()
        try await signIn.makeAccount(person: "p-1", name: "shiro", password: Rig.password, at: now)
        let new = try await signIn.signIn(name: "shiro", password: Rig.password, from: .desk, at: now)
        let link = try await signIn.makeLink(for: "p-1", purpose: .reset, at: now)
        try await Drafts(store: rig.store).save("typed", of: .person("p-1"), form: "report", at: now)
        let copy = rig.temporary.path + "/copy"
        let target = copy + "/orgs/org/accounts.sqlite"
        try FileManager.default.createDirectory(atPath: copy + "/orgs/org", withIntermediateDirectories: true)
        try await rig.folder.copyAccounts(into: copy)
        #expect(try FileManager.default.attributesOfItem(atPath: target)[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: copy + "/orgs/org") == ["accounts.sqlite"])

        try await sqlite(rig).close()
        for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path(rig) + end) }
        try FileManager.default.copyItem(atPath: target, toPath: path(rig))
        let store = try rig.folder.openAccounts(of: "org")
        let restored = SignIn(store: store, settings: Rig.settings)
        #expect(try await restored.session(new.token, at: now) == nil)
        #expect(try await restored.link(link, at: now) == nil)
        _ = try await restored.signIn(name: "shiro", password: Rig.password, from: .desk, at: now)
        #expect(try await Drafts(store: store).draft(of: .person("p-1"), form: "report")?.text == "typed")
    }

    @Test func `lists are found by an index`() async throws {
        let rig = try Rig(.sqlite)
        let queue = try DatabaseQueue(path: path(rig))
        for sql in [
            "SELECT * FROM sessions WHERE id = x'00'",
            "SELECT * FROM sessions WHERE person = '' ORDER BY created_at DESC",
            "SELECT * FROM accounts WHERE name = ''", "SELECT * FROM devices WHERE person = ''",
            "SELECT * FROM drafts WHERE owner = '' AND form = ''", "SELECT * FROM tickets WHERE receipt = ''",
            "SELECT * FROM tickets WHERE visitor = x'00' ORDER BY given_at DESC",
            "SELECT min(first_at) FROM openings WHERE matter = ''", "DELETE FROM sessions WHERE seen_at < 0",
        ] {
            let plan = try await queue.read { db in
                try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql).map { row -> String in row["detail"] }
            }
            #expect(plan.allSatisfy { !$0.hasPrefix("SCAN") }, "\(sql): \(plan)")
        }
    }
}

@Suite struct `What is typed survives` {
    private let now = Rig.start

    @Test(arguments: Kind.allCases)
    func `the end of a session`(kind: Kind) async throws {
        let rig = try Rig(kind)
        let drafts = Drafts(store: rig.store)
        let signIn = rig.signIn()
        try await signIn.makeAccount(person: "p-1", name: "shiro", password: Rig.password, at: now)
        let new = try await signIn.signIn(name: "shiro", password: Rig.password, from: .desk, at: now)
        try await drafts.save("one", of: .person("p-1"), form: "a", at: now)
        try await signIn.signOut(new.token, at: now)
        // The page was still open: what is sent now belongs to the browser, and then to whoever signs in.
        let visitor = DraftOwner.visitor(TokenHash(of: Array("cookie".utf8)))
        try await drafts.save("two", of: visitor, form: "b", at: now.after(1))
        try await drafts.move(from: visitor, form: "b", to: .person("p-1"))
        #expect(try await drafts.drafts(of: .person("p-1")).map(\.text) == ["two", "one"])
        try await signIn.disable("p-1", at: now)
        #expect(try await drafts.drafts(of: .person("p-1")).count == 2)
    }

    @Test func `up to 256 KiB for a form`() async throws {
        let drafts = Drafts(store: try Rig(.memory).store)
        let most = String(repeating: "a", count: Drafts.longest)
        try await drafts.save(most, of: .person("p-1"), form: "a", at: now)
        let found = await failure { () throws(AccountFailure) in
            try await drafts.save(most + "a", of: .person("p-1"), form: "a", at: now)
        }
        #expect(found == .tooLong(limit: Drafts.longest))
        #expect(try await drafts.draft(of: .person("p-1"), form: "a")?.text == most)
    }

    @Test func `ninety days without a save, and no longer`() async throws {
        let rig = try Rig(.sqlite)
        let drafts = Drafts(store: rig.store)
        try await drafts.save("x", of: .person("p-1"), form: "a", at: now)
        try await rig.signIn().sweep(at: now.after(90 * 86_400))
        #expect(try await drafts.drafts(of: .person("p-1")).count == 1)
        try await rig.signIn().sweep(at: now.after(90 * 86_400 + 1))
        #expect(try await drafts.drafts(of: .person("p-1")).isEmpty)
    }
}

@Suite struct `Who has opened a matter is known` {
    @Test(arguments: Kind.allCases)
    func `the first time at once, later ones to the minute`(kind: Kind) async throws {
        let rig = try Rig(kind)
        let openings = Openings(store: rig.store)
        let now = Rig.start
        #expect(try await openings.first(among: ["m-1"]) == [:])
        for seconds in [Int64(0), 30, 59, 60, 100] {
            try await openings.note(matter: "m-1", by: "p-1", at: now.after(seconds))
        }
        try await openings.note(matter: "m-1", by: "p-2", at: now.after(70))
        let found = try await openings.of(matter: "m-1")
        #expect(found.map(\.person) == ["p-1", "p-2"])
        #expect(found.map(\.first) == [now, now.after(70)])
        #expect(found.map(\.last) == [now.after(60), now.after(70)])
        #expect(try await openings.first(among: ["m-1", "m-2"]) == ["m-1": now])
    }
}
