import Accounts
import Foundation
import Journaling
import Notation
import Testing

@Suite struct `People sign in with a name and a password` {
    private let now = Rig.start

    @Test(arguments: Kind.allCases)
    func `the right password begins a session that a page finds`(kind: Kind) async throws {
        let signIn = try Rig(kind).signIn()
        try await signIn.makeAccount(person: "p-1", name: "Shiro", password: Rig.password, at: now)
        let new = try await signIn.signIn(name: "ｓｈｉｒｏ", password: Rig.password, from: .desk, at: now)
        #expect(new.token.utf8.count == 43 && new.device.utf8.count == 43 && new.token != new.device)
        let open = try #require(try await signIn.session(new.token, at: now))
        #expect(open == new.open)
        #expect(open.account.person == "p-1")
        #expect(open.session.userAgent == "Desk/1.0")
        #expect(try await signIn.session(new.device, at: now) == nil)
        #expect(try await signIn.session("", at: now) == nil)
        #expect(try await signIn.session(String(new.token.dropLast()) + "!", at: now) == nil)
    }

    @Test func `wrong name, wrong password, no password yet and nonsense are refused alike`() async throws {
        let signIn = try Rig(.memory).signIn()
        try await signIn.makeAccount(person: "p-1", name: "shiro", password: Rig.password, at: now)
        try await signIn.makeAccount(person: "p-2", name: "kuro", at: now)
        for (name, password) in [
            ("shiro", Rig.other), ("midori", Rig.password), ("kuro", Rig.password), ("", Rig.password), ("shiro", ""),
            ("shiro", String(repeating: "長", count: 4000)), ("a\u{0}", Rig.password),
        ] {
            let found = await failure { () throws(AccountFailure) in
                try await signIn.signIn(name: name, password: password, from: .desk, at: now)
            }
            #expect(found == .refused)
        }
    }

    @Test func `an unknown name and one without a password are hashed like a known one`() async throws {
        let rig = try Rig(.memory)
        try await rig.signIn().makeAccount(person: "p-1", name: "shiro", password: Rig.password, at: now)
        try await rig.signIn().makeAccount(person: "p-2", name: "kuro", at: now)
        // Threads that take nothing turn away whoever comes to be hashed. What a decoy costs is tested with the hash.
        let full = SignIn(
            store: rig.store, settings: Rig.settings, threads: HashingThreads(count: 1, waitingAtMost: 0))
        for name in ["shiro", "kuro", "nobody", "", "a\u{0}"] {
            let found = await failure { () throws(AccountFailure) in
                try await full.signIn(name: name, password: Rig.other, from: .stranger, at: now)
            }
            #expect(found == .wait(seconds: 5))
        }
    }

    @Test(arguments: Kind.allCases)
    func `a hash that has become cheap is made anew at the next sign-in`(kind: Kind) async throws {
        let rig = try Rig(kind)
        try await rig.signIn().makeAccount(person: "p-1", name: "shiro", password: Rig.password, at: now)
        var settings = Rig.settings
        settings.cost = .init(memory: 128, passes: 2, lanes: 1)
        let later = rig.signIn(settings, chance: Rig.chance(seed: 2))
        let new = try await later.signIn(name: "shiro", password: Rig.password, from: .desk, at: now)
        let hash = try #require(try await rig.store.account(of: "p-1")?.password)
        #expect(hash.cost == settings.cost)
        #expect(new.open.account.password == hash)
        _ = try await later.signIn(name: "shiro", password: Rig.password, from: .desk, at: now)
        #expect(try await rig.store.account(of: "p-1")?.password == hash)
    }

    @Test func `only the right password learns that an account is out of use`() async throws {
        let signIn = try Rig(.memory).signIn()
        try await signIn.makeAccount(person: "p-1", name: "shiro", password: Rig.password, at: now)
        try await signIn.disable("p-1", at: now)
        for (password, wanted) in [(Rig.other, AccountFailure.refused), (Rig.password, .disabled)] {
            let found = await failure { () throws(AccountFailure) in
                try await signIn.signIn(name: "shiro", password: password, from: .desk, at: now)
            }
            #expect(found == wanted)
        }
    }

    @Test func `demo accounts work only where the settings say so`() async throws {
        let rig = try Rig(.memory)
        var settings = Rig.settings
        settings.allowsDemo = true
        let demo = rig.signIn(settings)
        try await demo.makeAccount(person: "p-1", name: "shiro", password: Rig.password, isDemo: true, at: now)
        let new = try await demo.signIn(name: "shiro", password: Rig.password, from: .desk, at: now)
        let link = try await demo.makeLink(for: "p-1", purpose: .reset, at: now)
        #expect(try await demo.session(new.token, at: now) != nil)
        let real = rig.signIn(chance: Rig.chance(seed: 3))
        #expect(try await real.session(new.token, at: now) == nil)
        #expect(try await real.link(link, at: now) == nil)
        let found = await failure { () throws(AccountFailure) in
            try await real.signIn(name: "shiro", password: Rig.password, from: .desk, at: now)
        }
        #expect(found == .refused)
    }

    @Test func `strangers cannot lock an officer out of a known browser or a known network`() async throws {
        let signIn = try Rig(.sqlite).signIn()
        try await signIn.makeAccount(person: "p-1", name: "shiro", password: Rig.password, at: now)
        let first = try await signIn.signIn(name: "shiro", password: Rig.password, from: .desk, at: now)
        for number in 0..<50 {
            let origin = Origin(address: "198.51.100.\(number)", device: String(repeating: "A", count: 43))
            let found = await failure { () throws(AccountFailure) in
                try await signIn.signIn(name: "shiro", password: Rig.other, from: origin, at: now)
            }
            #expect(found == (number < 5 ? .refused : .wait(seconds: 1)))
        }
        let phone = Origin(address: "203.0.113.5", device: first.device)
        let again = try await signIn.signIn(name: "shiro", password: Rig.password, from: phone, at: now)
        #expect(again.device == first.device)
        _ = try await signIn.signIn(name: "shiro", password: Rig.password, from: .desk, at: now)
        let elsewhere = await failure { () throws(AccountFailure) in
            try await signIn.signIn(name: "shiro", password: Rig.password, from: .stranger, at: now)
        }
        #expect(elsewhere == .wait(seconds: 1))
    }

    @Test func `a device token that a browser made up is not taken over`() async throws {
        let signIn = try Rig(.memory).signIn()
        try await signIn.makeAccount(person: "p-1", name: "shiro", password: Rig.password, at: now)
        let made = String(repeating: "A", count: 43)
        let origin = Origin(address: "192.0.2.10", device: made)
        let new = try await signIn.signIn(name: "shiro", password: Rig.password, from: origin, at: now)
        #expect(new.device != made)
    }

    @Test func `a thousand attempts at once are counted as a thousand`() async throws {
        let signIn = try Rig(.memory).signIn()
        try await signIn.makeAccount(person: "p-1", name: "shiro", password: Rig.password, at: now)
        let tried = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let found = await failure { () throws(AccountFailure) in
                        try await signIn.signIn(
                            name: "shiro", password: Rig.other, from: Origin(address: "n\(number)"), at: Rig.start)
                    }
                    return found == .refused
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(tried == 5)
    }
}
