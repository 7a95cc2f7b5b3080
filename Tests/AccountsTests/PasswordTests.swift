import Accounts
import Dispatch
import Glibc
import Journaling
import Synchronization
import Testing

@Suite struct `Passwords are kept as Argon2id` {
    private let salt: [UInt8] = Array(1...16)

    private func password(_ text: String) throws -> Password { try #require(Password(text)) }

    @Test func `the standard cost is 19 MiB, two passes, one lane`() throws {
        let hash = try PasswordHash(of: password(Rig.password), salt: salt)
        #expect(hash.phc.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$AQIDBAUGBwgJCgsMDQ4PEA$"))
        #expect(try hash.matches(password(Rig.password)))
        #expect(try hash.matches(password(Rig.password + "。")) == false)
        #expect(PasswordHash(phc: hash.phc) == hash)
    }

    @Test func `a hash made by another program is verified`() throws {
        // The reference implementation's own test: version 19, t=2, m=65536, p=1, password "password", salt "somesalt".
        let known = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
        let hash = try #require(PasswordHash(phc: known))
        #expect(try hash.matches(password("password")))
        #expect(try hash.matches(password("Password")) == false)
    }

    @Test func `two people with the same password have different hashes`() throws {
        let one = try PasswordHash(of: password(Rig.password), salt: salt, cost: Rig.cheap)
        let two = try PasswordHash(of: password(Rig.password), salt: salt.reversed(), cost: Rig.cheap)
        #expect(one != two)
    }

    @Test func `full-width and composed characters are the same password on every keyboard`() throws {
        let hash = try PasswordHash(of: password("Ｋanji ガ 123456"), salt: salt, cost: Rig.cheap)
        #expect(try hash.matches(password("Kanji カ\u{3099} 123456")))
        #expect(try hash.matches(password("Kanji ｶﾞ 123456")))
        #expect(try hash.matches(password("kanji ガ 123456")) == false)
    }

    @Test func `no password matches a decoy`() throws {
        let decoy = PasswordHash.decoy(cost: Rig.cheap, chance: Rig.chance())
        #expect(PasswordHash(phc: decoy.phc) == decoy)
        #expect(try decoy.matches(password(Rig.password)) == false)
    }

    @Test func `a decoy costs what a hash costs`() throws {
        let hash = try PasswordHash(of: password(Rig.password), salt: salt)
        let decoy = PasswordHash.decoy(cost: .standard, chance: Rig.chance())
        let wrong = try password(Rig.other)
        func quickest(_ hash: PasswordHash) throws -> Double {
            try (0..<5).map { _ in
                let start = clock()
                _ = try hash.matches(wrong)
                return clock() - start
            }.min() ?? 0
        }
        /// What this thread has worked: waiting for others on a busy machine does not count.
        func clock() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        let ratio = try quickest(decoy) / quickest(hash)
        #expect((0.5...2).contains(ratio), "a decoy takes \(ratio) of a hash")
    }

    @Test(arguments: [
        "", "password", "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$AAAA", "$argon2id$v=16$m=64,t=1,p=1$c29tZXNhbHQ$AAAA",
        "$argon2id$v=19$m=64,t=1$c29tZXNhbHQ$AAAA", "$argon2id$v=19$m=x,t=1,p=1$c29tZXNhbHQ$AAAA",
        "$argon2id$v=19$m=64,t=1,p=1$$AAAA",
    ])
    func `anything else is no hash`(text: String) { #expect(PasswordHash(phc: text) == nil) }

    @Test func `a hash is cheaper when any part of its cost is`() throws {
        let hash = try PasswordHash(
            of: password(Rig.password), salt: salt, cost: .init(memory: 128, passes: 2, lanes: 1))
        #expect(hash.isCheaper(than: .init(memory: 256, passes: 1, lanes: 1)))
        #expect(hash.isCheaper(than: .init(memory: 128, passes: 3, lanes: 1)))
        #expect(hash.isCheaper(than: .init(memory: 128, passes: 2, lanes: 1)) == false)
        #expect(hash.isCheaper(than: .init(memory: 64, passes: 1, lanes: 1)) == false)
    }

    @Test func `neither password nor hash gets into a log`() throws {
        let password = try password(Rig.password)
        let hash = try PasswordHash(of: password, salt: salt, cost: Rig.cheap)
        #expect("\(password) \(hash)" == "password argon2id(m=64,t=1,p=1)")
    }

    @Test func `an empty password and one of more than 1,024 bytes are none`() {
        #expect(Password("") == nil)
        #expect(Password(String(repeating: "a", count: 1024)) != nil)
        #expect(Password(String(repeating: "a", count: 1025)) == nil)
    }
}

@Suite struct `New passwords are long and not the first that anybody tries` {
    private func fault(_ text: String, name: String = "shiro") throws -> PasswordRule.Fault? {
        PasswordRule.fault(in: text, name: try #require(SignInName(name)))
    }

    @Test(arguments: [
        ("", PasswordRule.Fault.short), ("elevenchars", .short), ("こんにちは", .short),
        (String(repeating: "長", count: 400), .long), ("aaaaaaaaaaaaaa", .common), ("passwordpassword", .common),
        ("Password1234", .common), ("ｐａｓｓｗｏｒｄ１２３４", .common), ("123456789012", .common),
    ])
    func `what is refused`(text: String, wanted: PasswordRule.Fault) throws {
        #expect(try fault(text) == wanted)
    }

    @Test func `the sign-in name is refused, alone, doubled and with figures`() throws {
        #expect(try fault("shiro.hanako", name: "Shiro.Hanako") == .name)
        #expect(try fault("shiroshiroshiro") == .name)
        #expect(try fault("shiro1234567") == .name)
        #expect(try fault("shiro walks far") == nil)
    }

    @Test(arguments: ["correct horse battery", "ゆきどけの朝に歩く三人で", "passwordとは言わせない", "            1a"])
    func `what is long is taken, whatever it is composed of`(text: String) throws { #expect(try fault(text) == nil) }

    @Test func `a hundred common passwords are known`() throws {
        var refused = 0
        for word in [
            "123456", "password", "12345678", "qwerty", "abc123", "letmein", "dragon", "iloveyou", "monkey", "sakura",
        ] {
            if try fault(String(repeating: word, count: 12 / word.count + 1)) == .common { refused += 1 }
        }
        #expect(refused == 10)
        #expect(Set(PasswordRule.commonPasswords).count >= 100)
    }
}

@Suite struct `Sign-in names mean the same on every keyboard` {
    @Test func `width, case and spaces at the ends do not matter`() {
        #expect(SignInName(" Ｓｈｉｒｏ ") == SignInName("shiro"))
        #expect(SignInName("しろ")?.text == "しろ")
    }

    @Test(arguments: [
        "", "   ", "a\u{0}b", "a\nb", String(repeating: "a", count: 65), String(repeating: "𠮷", count: 65),
    ])
    func `what can be no name`(text: String) { #expect(SignInName(text) == nil) }
}

@Suite struct `Work that blocks has threads of its own` {
    @Test func `what is too much is turned away at once`() async {
        let threads = HashingThreads(count: 1, waitingAtMost: 2)
        let answers = await withTaskGroup(of: Int?.self) { group in
            for number in 0..<20 {
                group.addTask {
                    await threads.run {
                        var sum = 0
                        for index in 0..<3_000_000 { sum &+= index ^ number }
                        return sum
                    }
                }
            }
            return await group.reduce(into: [Int?]()) { $0.append($1) }
        }
        #expect(answers.contains { $0 != nil })
        #expect(answers.contains { $0 == nil })
    }

    @Test func `a flood of strangers does not keep the known out`() async {
        let threads = HashingThreads(count: 1, waitingAtMost: 20)
        let gate = DispatchSemaphore(value: 0)
        let notes = Notes()
        await withTaskGroup(of: String?.self) { group in
            group.addTask {
                await threads.run {
                    notes.add("gate")
                    gate.wait()
                    return "gate"
                }
            }
            while notes.names.isEmpty { await Task.yield() }
            // Who is turned away says that the line is full.
            for isKnown in [false, true] {
                for _ in 0..<21 {
                    group.addTask {
                        await threads.run(isKnown: isKnown) {
                            notes.add(isKnown ? "known" : "stranger")
                            return "done"
                        }
                    }
                }
                while let answer = await group.next(), answer != nil {}
            }
            gate.signal()
        }
        let order = ["gate"] + Array(repeating: "known", count: 20) + Array(repeating: "stranger", count: 20)
        #expect(notes.names == order)
    }

    private final class Notes: Sendable {
        private let kept = Mutex<[String]>([])
        var names: [String] { kept.withLock { $0 } }

        func add(_ name: String) { kept.withLock { $0.append(name) } }
    }

    @Test func `everything that was taken is done`() async {
        let threads = HashingThreads(count: 3, waitingAtMost: 1000)
        let sum = await withTaskGroup(of: Int?.self) { group in
            for number in 1...100 { group.addTask { await threads.run { number } } }
            return await group.reduce(0) { $0 + ($1 ?? 0) }
        }
        #expect(sum == 5050)
    }
}
