import Accounts
import Journaling
import Notation
import Testing

@Suite struct `Passwords cannot be tried fast` {
    private static let device = TokenHash(of: Array("device".utf8))

    private func stranger(_ number: Int = 0, subject: String = "shiro") -> Throttle.Attempt {
        .init(subject: subject, network: "198.51.100.\(number)")
    }

    @Test func `waits double up to the longest`() {
        let pace = Throttle.Pace(free: 3, first: 2, longest: 60)
        #expect((0...10).map(pace.wait) == [0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60])
        #expect(pace.wait(after: 1_000_000) == 60)
    }

    @Test func `whoever fails waits, and the answer says how long`() {
        var throttle = Throttle()
        for _ in 0..<5 { #expect(throttle.admit(stranger(), at: Rig.start) == .go) }
        #expect(throttle.admit(stranger(), at: Rig.start) == .wait(seconds: 1))
        #expect(throttle.admit(stranger(), at: Rig.start.after(1)) == .go)
        #expect(throttle.admit(stranger(), at: Rig.start.after(2)) == .wait(seconds: 1))
        #expect(throttle.admit(stranger(), at: Rig.start.after(3)) == .go)
        #expect(throttle.admit(stranger(), at: Rig.start.after(3)) == .wait(seconds: 4))
    }

    @Test func `one network cannot try one password on many accounts`() {
        var throttle = Throttle()
        let passed = (0..<100).count { number in
            throttle.admit(stranger(subject: "person-\(number)"), at: Rig.start) == .go
        }
        #expect(passed == Throttle.Settings().network.free)
    }

    @Test func `many networks cannot try many passwords on one account`() {
        var throttle = Throttle()
        let passed = (0..<100).count { throttle.admit(stranger($0), at: Rig.start) == .go }
        #expect(passed == Throttle.Settings().account.free)
    }

    @Test func `a success gives the network one attempt back and no more`() {
        var throttle = Throttle()
        for number in 0..<20 { _ = throttle.admit(stranger(subject: "victim-\(number)"), at: Rig.start) }
        throttle.succeeded(stranger(subject: "victim-0"))
        #expect(throttle.admit(stranger(subject: "a"), at: Rig.start) == .go)
        #expect(throttle.admit(stranger(subject: "b"), at: Rig.start) != .go)
    }

    @Test func `what was never decided does not count`() {
        var throttle = Throttle()
        for _ in 0..<100 {
            #expect(throttle.admit(stranger(), at: Rig.start) == .go)
            throttle.withdrawn(stranger())
        }
        #expect(throttle.size == 0)
    }

    @Test func `after an hour without an attempt all is forgotten`() {
        var throttle = Throttle()
        for _ in 0..<5 { _ = throttle.admit(stranger(), at: Rig.start) }
        for _ in 0..<5 { #expect(throttle.admit(stranger(), at: Rig.start.after(3600)) == .go) }
    }

    @Test func `a clock that is set back makes nobody wait longer than the pace says`() {
        var throttle = Throttle()
        for _ in 0..<5 { _ = throttle.admit(stranger(), at: Rig.start) }
        #expect(throttle.admit(stranger(), at: Rig.start.after(-86_400)) == .wait(seconds: 1))
    }

    @Test(arguments: 1...40)
    func `nothing that strangers do makes a known device or network wait`(seed: UInt64) {
        var random = Seeded(seed: seed)
        var throttle = Throttle()
        var now = Rig.start
        let officers: [Throttle.Attempt] = [
            .init(subject: "shiro", network: "198.51.100.1", device: Self.device),
            .init(subject: "shiro", network: "192.0.2.1", isNetworkKnown: true),
        ]
        for _ in 0..<500 {
            now = now.adding(milliseconds: Int64(random.next() % 2000))
            let attempt = stranger(
                Int(random.next() % 20), subject: random.next().isMultiple(of: 3) ? "kuro" : "shiro")
            let isThrough = throttle.admit(attempt, at: now) == .go
            if isThrough, attempt.subject == "kuro", random.next().isMultiple(of: 4) { throttle.succeeded(attempt) }
            if random.next().isMultiple(of: 10) {
                for officer in officers {
                    #expect(throttle.admit(officer, at: now) == .go)
                    throttle.succeeded(officer)
                }
            }
        }
    }

    @Test(arguments: 1...40)
    func `no schedule of guesses gets more through than the pace allows`(seed: UInt64) {
        var random = Seeded(seed: seed)
        var throttle = Throttle()
        let settings = throttle.settings
        var now = Rig.start
        var passed = 0
        for _ in 0..<3000 {
            now = now.adding(milliseconds: Int64(random.next() % 3000))
            switch throttle.admit(stranger(Int(random.next() % 200)), at: now) {
            case .go: passed += 1
            case .wait(let seconds): #expect((1...settings.network.longest).contains(seconds))
            }
        }
        let elapsed = Int((now.milliseconds - Rig.start.milliseconds) / 1000)
        // The free ones, those while the wait grows to the longest, and from then on one in each longest wait.
        let growing = (0..<64).prefix { settings.account.first << $0 < settings.account.longest }.count
        #expect(passed <= settings.account.free + growing + elapsed / settings.account.longest + 1)
        #expect(passed > settings.account.free)
    }

    @Test(arguments: 1...20)
    func `waiting as long as the answer says is enough`(seed: UInt64) {
        var random = Seeded(seed: seed)
        var throttle = Throttle()
        var now = Rig.start
        for _ in 0..<60 {
            let attempt = stranger(Int(random.next() % 3))
            if case .wait(let seconds) = throttle.admit(attempt, at: now) {
                #expect(throttle.admit(attempt, at: now.adding(milliseconds: Int64(seconds) * 1000 - 1001)) != .go)
                now = now.after(Int64(seconds))
                #expect(throttle.admit(attempt, at: now) == .go)
            }
        }
    }

    @Test func `memory is bounded, and those who tried last are remembered`() {
        var settings = Throttle.Settings()
        settings.limit = 1000
        var throttle = Throttle(settings: settings)
        for number in 0..<20_000 {
            let attempt = Throttle.Attempt(subject: "s\(number)", network: "n\(number)")
            _ = throttle.admit(attempt, at: Rig.start.adding(milliseconds: Int64(number)))
            #expect(throttle.size <= 1001)
        }
        #expect(throttle.size > 400)
    }
}

@Suite struct `Networks are what one subscriber has` {
    @Test(arguments: [
        ("192.0.2.10", "192.0.2.10"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::1", "2001:db8:1:2::/64"), ("2001:db8::1", "2001:db8:0:0::/64"), ("::1", "0:0:0:0::/64"),
        ("fe80::1%eth0", "fe80:0:0:0::/64"), ("::ffff:192.0.2.10", "192.0.2.10"), ("::ffff:c000:20a", "192.0.2.10"),
        ("", ""), ("nonsense", "nonsense"),
    ])
    func `network`(address: String, network: String) { #expect(Origin(address: address).network == network) }

    @Test func `what a browser says of itself is cut to what a list can show`() {
        let origin = Origin(
            address: String(repeating: "1", count: 500), userAgent: "A\r\n" + String(repeating: "b", count: 500))
        #expect(origin.address.count == 64)
        #expect(origin.userAgent.count == 120)
        #expect(origin.userAgent.contains(where: \.isNewline) == false)
    }
}
