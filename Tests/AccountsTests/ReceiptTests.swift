import Accounts
import AccountsSQLite
import Journaling
import Notation
import Testing

@Suite struct `Whoever reported comes back with four words` {
    private let now = Rig.start

    private func receipts(_ rig: Rig) -> Receipts { rig.folder.receipts(of: "org", store: rig.store) }

    @Test func `the list has 512 words that sound different`() {
        #expect(PassPhrase.list.count == 512)
        let plain = Set(PassPhrase.list.map(PassPhrase.plain))
        #expect(plain.count == 512)
        for word in PassPhrase.list {
            #expect((2...4).contains(word.count), "\(word)")
            #expect(word.unicodeScalars.allSatisfy { ("ぁ"..."ん").contains($0) }, "\(word)")
        }
    }

    @Test func `each word comes as often as another`() {
        var counts: [String: Int] = [:]
        for high in UInt8.min...UInt8.max {
            for low in UInt8.min...UInt8.max {
                let phrase = PassPhrase(bits: [high, low, 0, 0, 0, 0, 0, 0])
                counts[phrase.words[0], default: 0] += 1
            }
        }
        #expect(Set(counts.values) == [128])
        #expect(counts.count == 512)
    }

    @Test(arguments: Kind.allCases)
    func `number and words open the report`(kind: Kind) async throws {
        let rig = try Rig(kind)
        let receipts = receipts(rig)
        let phrase = try await receipts.give("R-1", for: "m-1", visitor: "cookie", at: now)
        #expect(phrase.words.count == 4)
        #expect(receipts.passPhrase(for: "R-1") == phrase)
        let ticket = try await receipts.open("R-1", passPhrase: phrase.description, from: .desk, at: now)
        #expect(ticket.matter == "m-1")
        #expect(try await receipts.given(to: "cookie") == [ticket])
        #expect(try await receipts.given(to: "other") == [])
    }

    @Test func `words are read with spaces, dots, katakana, half width and large kana`() async throws {
        let rig = try Rig(.memory)
        let receipts = receipts(rig)
        let phrase = try await receipts.give("R-1", for: "m-1", visitor: nil, at: now)
        let katakana = phrase.description.unicodeScalars.map { scalar in
            ("ぁ"..."ん").contains(scalar) ? Character(Unicode.Scalar(scalar.value + 0x60) ?? scalar) : Character(scalar)
        }
        for typed in [
            phrase.words.joined(), phrase.words.joined(separator: "　"), phrase.words.joined(separator: ", "),
            String(katakana), " " + phrase.words.joined(separator: "\n") + "。",
        ] {
            let ticket = try await receipts.open("R-1", passPhrase: typed, from: .desk, at: now)
            #expect(ticket.matter == "m-1")
        }
        #expect(PassPhrase.plain("ｼﾞｬｶﾞｲﾓ・キッテ ちぢみ") == "じやがいもきつてちじみ")
    }

    @Test func `other words, another's words and an unknown number are refused alike`() async throws {
        let rig = try Rig(.memory)
        let receipts = receipts(rig)
        let one = try await receipts.give("R-1", for: "m-1", visitor: nil, at: now)
        let two = try await receipts.give("R-2", for: "m-2", visitor: nil, at: now)
        #expect(one != two)
        for (number, typed) in [
            ("R-1", two.description), ("R-1", ""), ("R-1", one.words.dropLast().joined()), ("R-3", one.description),
            ("R-3", receipts.passPhrase(for: "R-3").description), ("", ""),
            ("R-1", String(repeating: "あ", count: 10_000)),
        ] {
            let found = await failure { () throws(AccountFailure) in
                try await receipts.open(number, passPhrase: typed, from: .desk, at: now)
            }
            #expect(found == .refused)
        }
    }

    @Test func `guessing is slowed down, but not for the browser that reported`() async throws {
        let rig = try Rig(.memory)
        let receipts = receipts(rig)
        let phrase = try await receipts.give("R-1", for: "m-1", visitor: "cookie", at: now)
        var answers: [AccountFailure?] = []
        for number in 0..<8 {
            answers.append(
                await failure { () throws(AccountFailure) in
                    try await receipts.open("R-1", passPhrase: "あ", from: Origin(address: "n\(number)"), at: now)
                })
        }
        #expect(answers.suffix(3).allSatisfy { $0 == .wait(seconds: 1) })
        let own = Origin(address: "n1", device: "cookie")
        let ticket = try await receipts.open("R-1", passPhrase: phrase.description, from: own, at: now)
        #expect(ticket.matter == "m-1")
    }

    @Test func `another installation gives other words for the same number`() throws {
        let (one, two) = (try Rig(.memory), try Rig(.memory))
        #expect(receipts(one).passPhrase(for: "R-1") != receipts(two).passPhrase(for: "R-1"))
        #expect(
            one.folder.receipts(of: "a", store: one.store).passPhrase(for: "R-1")
                != one.folder.receipts(of: "b", store: one.store).passPhrase(for: "R-1"))
    }
}

@Suite struct `No other site can send a form in somebody's name` {
    private let session = FormKey.Holder.session(TokenHash(of: Array("a".utf8)))

    @Test func `a mark counts for its session and its form alone`() throws {
        let key = try Rig(.memory).folder.formKey
        let mark = key.mark(for: session, form: "act/recover")
        #expect(mark.utf8.count == 43)
        #expect(key.accepts(mark, for: session, form: "act/recover"))
        #expect(key.accepts(mark, for: session, form: "act/close") == false)
        #expect(key.accepts(mark, for: .session(TokenHash(of: Array("b".utf8))), form: "act/recover") == false)
        #expect(key.accepts(mark, for: .visitor("a"), form: "act/recover") == false)
        #expect(try Rig(.memory).folder.formKey.accepts(mark, for: session, form: "act/recover") == false)
    }

    @Test func `who and which form cannot be shifted into each other`() throws {
        let key = try Rig(.memory).folder.formKey
        let mark = key.mark(for: .visitor("a 1 b"), form: "c")
        #expect(key.accepts(mark, for: .visitor("a"), form: "1 b 1 c") == false)
        #expect(key.accepts(mark, for: .visitor("a 1"), form: "b c") == false)
    }

    @Test func `a mark that was altered anywhere is refused`() throws {
        let key = try Rig(.memory).folder.formKey
        let mark = key.mark(for: session, form: "f")
        for index in mark.indices {
            var other = mark
            other.replaceSubrange(index...index, with: mark[index] == "A" ? "B" : "A")
            #expect(key.accepts(other, for: session, form: "f") == false)
        }
        for other in ["", mark + "=", String(mark.dropLast()), mark + mark, "\u{0}", String(repeating: "あ", count: 43)]
        {
            #expect(key.accepts(other, for: session, form: "f") == false)
        }
    }

    @Test func `the key is the folder's and lasts`() throws {
        let rig = try Rig(.memory)
        let mark = rig.folder.formKey.mark(for: session, form: "f")
        let again = try DataFolder.open(at: rig.folder.path, for: .reading)
        #expect(again.formKey.accepts(mark, for: session, form: "f"))
    }
}
