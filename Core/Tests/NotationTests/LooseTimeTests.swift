import Notation
import Testing

@Suite struct `Eras` {
    struct Vector: Sendable, CustomTestStringConvertible {
        var day: String
        var long: String
        var short: String
        var testDescription: String { day }
    }

    static let vectors = [
        Vector(day: "1873-01-01", long: "明治6年1月1日", short: "M6.1.1"),
        Vector(day: "1912-07-29", long: "明治45年7月29日", short: "M45.7.29"),
        Vector(day: "1912-07-30", long: "大正元年7月30日", short: "T1.7.30"),
        Vector(day: "1926-12-24", long: "大正15年12月24日", short: "T15.12.24"),
        Vector(day: "1926-12-25", long: "昭和元年12月25日", short: "S1.12.25"),
        Vector(day: "1989-01-07", long: "昭和64年1月7日", short: "S64.1.7"),
        Vector(day: "1989-01-08", long: "平成元年1月8日", short: "H1.1.8"),
        Vector(day: "2019-04-30", long: "平成31年4月30日", short: "H31.4.30"),
        Vector(day: "2019-05-01", long: "令和元年5月1日", short: "R1.5.1"),
        Vector(day: "2026-11-21", long: "令和8年11月21日", short: "R8.11.21"),
        Vector(day: "2024-02-29", long: "令和6年2月29日", short: "R6.2.29"),
    ]

    @Test(arguments: vectors)
    func `a day is written with its era and read back`(vector: Vector) throws {
        let day = try #require(Day(reading: vector.day))
        #expect(day.japanese == vector.long)
        #expect(day.japaneseShort == vector.short)
        for text in [vector.long, vector.short] {
            #expect(try LooseTime.read(text, now: Instant(milliseconds: 0), zone: .japan) == LooseTime(day: day))
        }
    }

    @Test func `Meiji began on 25 January 1868, of a calendar that is not written here`() {
        #expect(Era.meiji.start == Day(reading: "1868-01-25"))
        #expect(Day(reading: "1872-12-31")?.japanese == nil)
        #expect(Era.firstDay == Day(reading: "1873-01-01"))
    }
}

@Suite struct `Dates as people write them` {
    static let now = Instant(reading: "2026-11-21T15:00", zone: .japan) ?? Instant(milliseconds: 0)

    func read(_ text: String, now: Instant = Self.now) throws(LooseTime.Misread) -> String? {
        try LooseTime.read(text, now: now, zone: .japan).map { found in
            found.minute == nil ? found.day.text : found.instant(in: .japan).text(in: .japan)
        }
    }

    @Test(arguments: [
        "令和8年11月21日 午後2時5分", "R8.11.21 14:05", "ｒ８．１１．２１　１４：０５", "2026/11/21 14:05", "2026年11月21日14時5分",
        "2026-11-21T14:05", "2026-11-21 14:05:30", "11月21日（土）午後2時5分頃", "11/21 14:05", "令和８年１１月２１日（土曜日）　１４時５分ごろ",
        "二〇二六年十一月二十一日 十四時五分", "㋿8年11月21日 2:05PM", "令8.11.21 PM2:05", "2026.11.21 14時5分30秒",
        "2026-11-21T05:05Z",
    ])
    func `many ways of one moment`(text: String) throws {
        #expect(try read(text) == "2026-11-21T14:05+09:00")
    }

    @Test(arguments: ["令和8年11月21日", "R8/11/21", "2026/11/21", "11月21日", "11/21", " 2026-11-21 ", "2026年11月21日 土曜日"])
    func `many ways of one day`(text: String) throws { #expect(try read(text) == "2026-11-21") }

    @Test func `half past, noon and the end of the day`() throws {
        #expect(try read("11月21日 14時半") == "2026-11-21T14:30+09:00")
        #expect(try read("11月21日 正午") == "2026-11-21T12:00+09:00")
        #expect(try read("11月21日 24:00") == "2026-11-22T00:00+09:00")
        #expect(try read("11月21日 午前0時") == "2026-11-21T00:00+09:00")
        #expect(try read("11月21日 午後12時30分") == "2026-11-21T12:30+09:00")
    }

    @Test(arguments: [
        "今朝", "", "昨日の夕方", "11月", "21日", "令和8年", "14:05", "2026/11", "2026年11月21", "11月21日 夕方", "2026/11/21 14:5",
        "令和", "R", "8", "11月21日 14時5", "2026/11/21/5", "99999/1/1", "令和8年11月21日令和", "11月21日 午後",
        "11月21日 (", String(repeating: "1", count: 5000), "\u{0}",
    ])
    func `what is no date is not guessed`(text: String) throws { #expect(try read(text) == nil) }

    @Test func `without a year it is the nearest one`() throws {
        let january = try #require(Instant(reading: "2027-01-05T09:00", zone: .japan))
        #expect(try read("12月28日", now: january) == "2026-12-28")
        #expect(try read("1月10日", now: january) == "2027-01-10")
        #expect(try read("1月4日", now: Self.now) == "2027-01-04")
    }

    @Test func `a day outside its era is refused with the era it is in`() {
        func message(_ text: String) -> String? {
            do throws(LooseTime.Misread) {
                _ = try read(text)
                return nil
            } catch { return error.ja }
        }
        #expect(message("平成32年11月21日") == "平成32年11月21日はありません。令和2年11月21日と書いてください。")
        #expect(message("令和元年4月30日") == "令和1年4月30日はありません。平成31年4月30日と書いてください。")
        #expect(message("S64.1.8") == "昭和64年1月8日はありません。平成元年1月8日と書いてください。")
        #expect(message("昭和101年11月21日") == "昭和101年11月21日はありません。令和8年11月21日と書いてください。")
        #expect(message("明治5年12月1日")?.contains("1873年") == true)
        #expect(message("1868/1/25")?.contains("1873年") == true)
    }

    @Test(arguments: [
        "2026/2/29", "2026年13月1日", "2月30日", "令和0年1月1日", "26/11/21", "8.11.21", "11月21日(日)", "11月21日 25時",
        "11月21日 14:75",
        "11月21日 午後13時", "11月21日 午後12時", "11月21日 午前12時", "0/0",
    ])
    func `what cannot be is refused with a reason`(text: String) {
        #expect(throws: LooseTime.Misread.self) { try read(text) }
    }
}
