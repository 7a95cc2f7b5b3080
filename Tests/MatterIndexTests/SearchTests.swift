import MatterIndexSQLite
import Notation
import Services
import Testing

@Suite struct `Matters are found by their words` {
    @Test func `one, two and many characters are found, wherever they stand`() async throws {
        let shelf = try await Shelf.holding("校内ＬＡＮに障害が発生した", "障子を破った", "個人情報の漏えい", "発火")
        #expect(try await shelf.find("障") == [Samples.id(1), Samples.id(2)])
        #expect(try await shelf.find("障害") == [Samples.id(1)])
        #expect(try await shelf.find("障害が発生") == [Samples.id(1)])
        #expect(try await shelf.find("発") == [Samples.id(1), Samples.id(4)])
        #expect(try await shelf.find("い") == [Samples.id(3)])
        #expect(try await shelf.find("個人情報の漏えい") == [Samples.id(3)])
        #expect(try await shelf.find("害障").isEmpty)
        #expect(try await shelf.find("謎").isEmpty)
    }

    @Test func `several words must all be there, in any order`() async throws {
        let shelf = try await Shelf.holding("端末の故障と盗難", "端末の盗難", "端末")
        #expect(try await shelf.find("盗難　端末") == [Samples.id(1), Samples.id(2)])
        #expect(try await shelf.find("端末 故 盗") == [Samples.id(1)])
        #expect(try await shelf.find("端末 火災").isEmpty)
    }

    @Test func `pairs that stand apart are not the word`() async throws {
        let shelf = try await Shelf.holding("個人と人情と情報", "個人情報", "個人\n情報")
        #expect(try await shelf.find("個人情報") == [Samples.id(2)])
        #expect(try await shelf.find("人情報").count == 1)
    }

    @Test func `width, kana and case do not matter, on either side`() async throws {
        let shelf = try await Shelf.holding("ﾒｰﾙｻｰﾊﾞｰが止まった", "Ｗｅｂ　Ｓｅｒｖｅｒ", "さーばー室", "か\u{3099}め")
        #expect(try await shelf.find("サーバー") == [Samples.id(1), Samples.id(3)])
        #expect(try await shelf.find("ｻｰﾊﾞｰ室") == [Samples.id(3)])
        #expect(try await shelf.find("web server") == [Samples.id(2)])
        #expect(try await shelf.find("ＳＥＲＶ") == [Samples.id(2)])
        #expect(try await shelf.find("ガメ") == [Samples.id(4)])
    }

    @Test func `a name is found with and without its variation selector, and no other kanji for it`() async throws {
        let shelf = try await Shelf.holding("葛\u{E0100}城さん", "葛城さん", "斎藤", "齋藤", "𠮷野家", "吉野家", "𩸽")
        #expect(try await shelf.find("葛城") == [Samples.id(1), Samples.id(2)])
        #expect(try await shelf.find("葛\u{E0101}城") == [Samples.id(1), Samples.id(2)])
        #expect(try await shelf.find("斎藤") == [Samples.id(3)])
        #expect(try await shelf.find("𠮷野") == [Samples.id(5)])
        #expect(try await shelf.find("𠮷") == [Samples.id(5)])
        #expect(try await shelf.find("𩸽") == [Samples.id(7)])
    }

    @Test(arguments: [
        "\"", "*", "-", "NEAR", "a AND b", "^", ":", "(", "a\"b*", "'", "%", "_", ";--", "text:", "+", "{}",
    ])
    func `characters and words of SQL and of FTS5 mean themselves`(word: String) async throws {
        let shelf = try await Shelf.holding("前\(word)後", "前後", "a b", "ab 障害")
        let found = try await shelf.find(word)
        #expect(found.contains(Samples.id(1)))
        #expect(!found.contains(Samples.id(2)))
    }

    @Test func `a search of nothing but spaces and marks is no search`() async throws {
        let shelf = try await Shelf.holding("一", "二")
        #expect(try await shelf.find(" \u{3000}\u{E0100}\n").count == 2)
    }

    @Test func `an over-long search is cut, not refused`() async throws {
        let long = String(repeating: "障害", count: 400)
        let shelf = try await Shelf.holding(long)
        #expect(try await shelf.find(long) == [Samples.id(1)])
        #expect(try await shelf.find(String(repeating: "障害 ", count: 4000)) == [Samples.id(1)])
    }

    @Test func `a word of nearly all matters is found by the same rules as one of next to none`() async throws {
        let shelf = try Shelf()
        let all = (1...200).map { number in
            Samples.matter(
                number, texts: ["報告" + (number % 50 == 0 ? "　漏えい" : "") + (number % 4 == 0 ? "" : "　端末")],
                keys: number % 5 == 0 ? ["post:head"] : number % 7 == 0 ? ["post:clerk", "not:ada"] : ["post:clerk"]
            ) { $0.state = number % 3 == 0 ? .closed : .open }
        }
        try await shelf.index.put(all, upTo: nil)
        for (word, divisor) in [("報告", 1), ("漏えい", 50), ("端末", 0), ("報", 1)] {
            for viewer in [Samples.clerk, Samples.auditor] {
                var query = MatterQuery(viewer: viewer, size: 30)
                query.filter.search = word
                query.filter.states = [.open]
                let wanted = (1...200).filter { number in
                    let isSeen = viewer == Samples.auditor || (number % 5 != 0 && number % 7 != 0)
                    return number % 3 != 0 && isSeen && (divisor == 0 ? number % 4 != 0 : number % divisor == 0)
                }
                var found: [String] = []
                repeat {
                    let page = try await shelf.index.query(query)
                    #expect(page.total == wanted.count, "\(word)")
                    found += page.lines.map(\.id)
                    query.cursor = page.next
                } while query.cursor != nil
                #expect(found == wanted.reversed().map(Samples.id), "\(word)")
            }
        }
    }

    @Test func `what a matter says no more does not find it`() async throws {
        let shelf = try await Shelf.holding("障害")
        try await shelf.index.put([Samples.matter(1, texts: ["復旧"])], upTo: nil)
        #expect(try await shelf.find("障害").isEmpty)
        #expect(try await shelf.find("復旧") == [Samples.id(1)])
    }
}
