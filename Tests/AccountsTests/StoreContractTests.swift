import Accounts
import AccountsSQLite
import Foundation
import GRDB
import Journaling
import Notation
import Testing

/// What both stores do alike.
@Suite struct `Every store of accounts keeps the contract` {
    private let now = Rig.start
    private let hash = PasswordHash.decoy(cost: Rig.cheap, chance: Rig.chance(seed: 5))

    private func id(_ text: String) -> TokenHash { TokenHash(of: text.utf8) }

    private func account(_ person: String, _ name: String? = nil) throws -> Account {
        Account(
            person: person, name: try #require(SignInName(name ?? person)), password: hash, createdAt: now,
            isAdministrator: person == "p-1")
    }

    private func session(_ text: String, of person: String = "p-1", at: Instant? = nil) -> Session {
        Session(id: id(text), person: person, at: at ?? now, userAgent: "Desk/1.0", address: "192.0.2.10")
    }

    private func code(_ body: () async throws(JournalError) -> Void) async -> JournalError.Code? {
        do throws(JournalError) {
            try await body()
            return nil
        } catch {
            return error.code
        }
    }

    @Test(arguments: Kind.allCases)
    func `an account is found by person and by name`(kind: Kind) async throws {
        let store = try Rig(kind).store
        let one = try account("p-1", "b")
        var two = try account("p-2", "A")
        two.password = nil
        two.isDemo = true
        try await store.write([.addAccount(one), .addAccount(two)])
        #expect(try await store.account(of: "p-1") == one)
        #expect(try await store.account(named: #require(SignInName("ａ"))) == two)
        #expect(try await store.account(of: "p-3") == nil)
        #expect(try await store.accounts() == [two, one])
    }

    @Test(arguments: Kind.allCases)
    func `a person has one account and a name is of one person, and nothing of a list is made when one fails`(
        kind: Kind
    ) async throws {
        let store = try Rig(kind).store
        try await store.write([.addAccount(account("p-1", "a"))])
        let changes: [AccountChange] = [
            .setAdministrator(of: "p-1", to: false), .addAccount(try account("p-2", "b")),
            .addAccount(try account("p-3", "a")),
        ]
        #expect(await code { () throws(JournalError) in try await store.write(changes) } == .conflict)
        #expect(try await store.accounts().map(\.person) == ["p-1"])
        #expect(try await store.account(of: "p-1")?.isAdministrator == true)
        let again = AccountChange.addAccount(try account("p-1", "c"))
        #expect(await code { () throws(JournalError) in try await store.write([again]) } == .conflict)
    }

    @Test(arguments: Kind.allCases)
    func `a password is hashed anew only while it is the one that was verified`(kind: Kind) async throws {
        let store = try Rig(kind).store
        let chance = Rig.chance(seed: 9)
        let other = PasswordHash.decoy(cost: Rig.cheap, chance: chance)
        let third = PasswordHash.decoy(cost: Rig.cheap, chance: chance)
        try await store.write([.addAccount(account("p-1"))])
        try await store.write([.rehash(of: "p-1", from: other, to: third)])
        #expect(try await store.account(of: "p-1")?.password == hash)
        try await store.write([.rehash(of: "p-1", from: hash, to: third)])
        #expect(try await store.account(of: "p-1")?.password == third)
        try await store.write([.setPassword(of: "p-1", to: other)])
        #expect(try await store.account(of: "p-1")?.password == other)
    }

    @Test(arguments: Kind.allCases)
    func `a session begins only for an account in use whose password was verified`(kind: Kind) async throws {
        let store = try Rig(kind).store
        try await store.write([.addAccount(account("p-1"))])
        let new = AccountChange.addSession(session("s"), verified: hash)
        let stale = AccountChange.addSession(
            session("s"), verified: PasswordHash.decoy(cost: Rig.cheap, chance: Rig.chance(seed: 7)))
        #expect(await code { () throws(JournalError) in try await store.write([stale]) } == .conflict)
        try await store.write([.setDisabled(of: "p-1", at: now)])
        #expect(await code { () throws(JournalError) in try await store.write([new]) } == .conflict)
        try await store.write([.setDisabled(of: "p-1", at: nil), new])
        #expect(try await store.session(id("s")) == OpenSession(session: session("s"), account: account("p-1")))
    }

    @Test(arguments: Kind.allCases)
    func `sessions are seen, confirmed and ended`(kind: Kind) async throws {
        let store = try Rig(kind).store
        try await store.write([
            .addAccount(account("p-1")), .addAccount(account("p-2")), .addSession(session("a"), verified: hash),
            .addSession(session("b", at: now.after(1)), verified: hash),
            .addSession(session("c", at: now.after(2)), verified: hash),
            .addSession(session("d", of: "p-2"), verified: hash),
        ])
        try await store.write([.seeSession(id("a"), at: now.after(60)), .seeSession(id("a"), at: now.after(30))])
        try await store.write([.confirmSession(id("a"), at: now.after(90))])
        let found = try #require(try await store.session(id("a")))
        #expect(found.session.seenAt == now.after(60))
        #expect(found.session.confirmedAt == now.after(90))
        #expect(try await store.sessions(of: "p-1").map(\.id) == [id("c"), id("b"), id("a")])

        try await store.write([.endSession(id("a"), of: "p-2", at: now)])
        #expect(try await store.session(id("a")) != nil)
        try await store.write([.endSession(id("a"), of: "p-1", at: now.after(100))])
        #expect(try await store.session(id("a")) == nil)
        let confirm = AccountChange.confirmSession(id("a"), at: now)
        #expect(await code { () throws(JournalError) in try await store.write([confirm]) } == .conflict)

        try await store.write([.endSessions(of: "p-1", except: id("b"), at: now.after(200))])
        #expect(try await store.session(id("b")) != nil)
        #expect(try await store.session(id("c")) == nil)
        #expect(try await store.session(id("d")) != nil)
        #expect(try await store.sessions(of: "p-1").map(\.endedAt) == [now.after(200), nil, now.after(100)])
        try await store.write([.endSessions(of: "p-1", except: nil, at: now.after(300))])
        #expect(try await store.session(id("b")) == nil)
    }

    @Test(arguments: Kind.allCases)
    func `a session of an account out of use is none`(kind: Kind) async throws {
        let store = try Rig(kind).store
        try await store.write([.addAccount(account("p-1")), .addSession(session("a"), verified: hash)])
        try await store.write([.setDisabled(of: "p-1", at: now)])
        #expect(try await store.session(id("a")) == nil)
    }

    @Test(arguments: Kind.allCases)
    func `of devices those used latest are known`(kind: Kind) async throws {
        let store = try Rig(kind).store
        try await store.write([.addAccount(account("p-1")), .addAccount(account("p-2"))])
        for number in 0..<5 {
            let device = KnownDevice(
                id: id("d\(number)"), person: "p-1", usedAt: now.after(Int64(number)), network: "n\(number)")
            try await store.write([.addDevice(device, keeping: 3)])
        }
        let shared = KnownDevice(id: id("d4"), person: "p-2", usedAt: now, network: "n")
        try await store.write([.addDevice(shared, keeping: 3)])
        #expect(Set(try await store.devices(of: "p-1").map(\.network)) == ["n2", "n3", "n4"])
        let again = KnownDevice(id: id("d2"), person: "p-1", usedAt: now.after(9), network: "n9")
        try await store.write([.addDevice(again, keeping: 3)])
        #expect(Set(try await store.devices(of: "p-1").map(\.network)) == ["n9", "n3", "n4"])
        try await store.write([.forgetDevices(of: "p-1", except: id("d4"))])
        #expect(try await store.devices(of: "p-1").map(\.network) == ["n4"])
        try await store.write([.forgetDevices(of: "p-1", except: nil)])
        #expect(try await store.devices(of: "p-1") == [])
        #expect(try await store.devices(of: "p-2") == [shared])
    }

    @Test(arguments: Kind.allCases)
    func `a link is redeemed once and replaces the earlier one`(kind: Kind) async throws {
        let store = try Rig(kind).store
        try await store.write([.addAccount(account("p-1"))])
        let old = OneTimeLink(id: id("old"), person: "p-1", purpose: .first, expiresAt: now)
        let new = OneTimeLink(id: id("new"), person: "p-1", purpose: .reset, expiresAt: now.after(1))
        try await store.write([.addLink(old)])
        #expect(try await store.link(id("old")) == old)
        try await store.write([.addLink(new)])
        #expect(try await store.link(id("old")) == nil)
        try await store.write([.useLink(id("new"))])
        let changes: [AccountChange] = [.setAdministrator(of: "p-1", to: false), .useLink(id("new"))]
        #expect(await code { () throws(JournalError) in try await store.write(changes) } == .conflict)
        #expect(try await store.account(of: "p-1")?.isAdministrator == true)
    }

    @Test(arguments: Kind.allCases)
    func `drafts are kept per owner and form, replaced, moved and bounded`(kind: Kind) async throws {
        let store = try Rig(kind).store
        let person = DraftOwner.person("p-1")
        let visitor = DraftOwner.visitor(id("cookie"))
        func draft(_ owner: DraftOwner, _ form: String, _ text: String, _ seconds: Int64) -> FormDraft {
            FormDraft(owner: owner, form: form, text: text, savedAt: now.after(seconds))
        }
        let rare = draft(visitor, "report", #"{"who":"葛󠄀城 𠮷田 \u0000"}"#, 1)
        try await store.write([.saveDraft(draft(visitor, "report", "{}", 0), keeping: 2), .saveDraft(rare, keeping: 2)])
        #expect(try await store.draft(of: visitor, form: "report") == rare)
        #expect(try await store.draft(of: person, form: "report") == nil)
        try await store.write([.saveDraft(draft(person, "report", "old", 0), keeping: 2)])
        try await store.write([.moveDraft(from: visitor, form: "report", to: person)])
        #expect(try await store.drafts(of: visitor) == [])
        #expect(try await store.draft(of: person, form: "report")?.text == rare.text)
        for number in 2..<5 {
            try await store.write([.saveDraft(draft(person, "f\(number)", "{}", Int64(number)), keeping: 2)])
        }
        #expect(try await store.drafts(of: person).map(\.form) == ["f4", "f3"])
        try await store.write([.removeDraft(of: person, form: "f4")])
        #expect(try await store.drafts(of: person).map(\.form) == ["f3"])
        try await store.write([.moveDraft(from: visitor, form: "none", to: person)])
        #expect(try await store.drafts(of: person).map(\.form) == ["f3"])
    }

    @Test(arguments: Kind.allCases)
    func `views, receipts and openings are found again`(kind: Kind) async throws {
        let store = try Rig(kind).store
        let view = SavedView(person: "p-1", name: "未了", query: "state=open&q=協定")
        try await store.write([.saveView(SavedView(person: "p-1", name: "未了", query: "")), .saveView(view)])
        try await store.write([.saveView(SavedView(person: "p-2", name: "未了", query: "x"))])
        #expect(try await store.views(of: "p-1") == [view])
        try await store.write([.removeView(of: "p-1", name: "未了")])
        #expect(try await store.views(of: "p-1") == [])

        let one = ReportTicket(receipt: "R-1", matter: "m-1", visitor: id("cookie"), givenAt: now)
        let two = ReportTicket(receipt: "R-2", matter: "m-2", visitor: nil, givenAt: now.after(1))
        try await store.write([.addTicket(one), .addTicket(two)])
        #expect(try await store.ticket("R-2") == two)
        #expect(try await store.tickets(of: id("cookie")) == [one])
        #expect(await code { () throws(JournalError) in try await store.write([.addTicket(one)]) } == .conflict)

        try await store.write([
            .open(matter: "m-1", by: "p-2", at: now.after(5)), .open(matter: "m-1", by: "p-1", at: now.after(9)),
            .open(matter: "m-1", by: "p-2", at: now.after(20)),
        ])
        #expect(
            try await store.openings(of: "m-1") == [
                Opening(matter: "m-1", person: "p-2", first: now.after(5), last: now.after(20)),
                Opening(matter: "m-1", person: "p-1", first: now.after(9), last: now.after(9)),
            ])
        #expect(try await store.firstOpenings(among: ["m-1", "m-2", "m-1"]) == ["m-1": now.after(5)])
    }

    @Test(arguments: Kind.allCases)
    func `what has had its time is swept and the rest stays`(kind: Kind) async throws {
        let store = try Rig(kind).store
        try await store.write([
            .addAccount(account("p-1")), .addAccount(account("p-2")), .addSession(session("a"), verified: hash),
            .addSession(session("b", at: now.after(10)), verified: hash),
            .addLink(OneTimeLink(id: id("l1"), person: "p-1", purpose: .reset, expiresAt: now)),
            .addLink(OneTimeLink(id: id("l2"), person: "p-2", purpose: .reset, expiresAt: now.after(10))),
            .saveDraft(FormDraft(owner: .person("p-1"), form: "a", text: "", savedAt: now), keeping: 9),
            .saveDraft(FormDraft(owner: .person("p-1"), form: "b", text: "", savedAt: now.after(10)), keeping: 9),
            .addDevice(KnownDevice(id: id("d1"), person: "p-1", usedAt: now, network: "1"), keeping: 9),
            .addDevice(KnownDevice(id: id("d2"), person: "p-1", usedAt: now.after(10), network: "2"), keeping: 9),
        ])
        let then = now.after(10)
        try await store.write([.sweep(sessions: then, links: then, drafts: then, devices: then)])
        #expect(try await store.sessions(of: "p-1").map(\.id) == [id("b")])
        #expect(try await store.link(id("l1")) == nil)
        #expect(try await store.link(id("l2")) != nil)
        #expect(try await store.drafts(of: .person("p-1")).map(\.form) == ["b"])
        #expect(try await store.devices(of: "p-1").map(\.network) == ["2"])
    }
}
