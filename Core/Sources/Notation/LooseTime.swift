/// A day, with or without a time of day, as people write it in a form.
public struct LooseTime: Hashable, Sendable {
    public var day: Day
    /// The minute of the day, 0 to 1440 (24:00); nil when only the day was written.
    public var minute: Int?

    public init(day: Day, minute: Int? = nil) {
        self.day = day
        self.minute = minute
    }

    /// The moment in a zone; the first of the day when no time was written.
    public func instant(in zone: Zone) -> Instant {
        day.start(in: zone).adding(milliseconds: Int64(minute ?? 0) * 60_000)
    }

    /// That a date was understood and cannot be: what is wrong with it, and what to write instead.
    public struct Misread: Error, Hashable, Sendable {
        public var ja: String
        public var en: String

        init(_ ja: String, _ en: String) {
            self.ja = ja
            self.en = en
        }
    }

    /// Reads a date as Japanese forms have it, with a time or without.
    ///
    /// `令和8年11月21日 午後2時5分`, `R8.11.21 14:05`, `2026/11/21`, `11月21日(土) 14時半頃`, `二〇二六年十一月二十一日`,
    /// `2026-11-21T14:05`. Widths of letters, 元年, kanji figures and spaces do not matter. Without a year it is the one in
    /// which the day is nearest to `now`. Seconds are read and dropped.
    ///
    /// - Returns: nil when it is no date (`今朝`): the person is asked again, nothing is guessed.
    /// - Throws: `Misread` for a date that is understood and cannot be: a day that does not exist, one outside its era
    ///   (平成32年, which names 令和2年), a year of two figures without an era, a weekday that is another's.
    public static func read(_ text: String, now: Instant, zone: Zone) throws(Misread) -> LooseTime? {
        if let exact = Instant(reading: text, zone: zone) {
            let hasTime = text.utf8.count > 10
            return LooseTime(day: exact.day(in: zone), minute: hasTime ? exact.minuteOfDay(in: zone) : nil)
        }
        guard text.unicodeScalars.count <= 60 else { return nil }
        var reader = LooseReader(text)
        guard let day = try reader.day(near: now.day(in: zone)) else { return nil }
        try reader.weekday(of: day)
        let minute = try reader.minute()
        reader.skipAbout()
        return reader.isAtEnd ? LooseTime(day: day, minute: minute) : nil
    }
}

/// Goes through the letters of a date, made narrow and plain.
private struct LooseReader {
    private var rest: ArraySlice<Character>

    init(_ text: String) {
        var letters: [Character] = []
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: letters += [Character(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))]
            case 0x3000, 0xA0, 0x09: letters.append(" ")
            case 0x32FF: letters += Array("令和")
            case 0x337B: letters += Array("平成")
            case 0x337C: letters += Array("昭和")
            case 0x337D: letters += Array("大正")
            case 0x337E: letters += Array("明治")
            default: letters.append(Character(scalar))
            }
        }
        rest = letters[...]
    }

    var isAtEnd: Bool { rest.allSatisfy { $0 == " " } }

    private mutating func skipSpaces() { rest = rest.drop { $0 == " " } }

    private mutating func take(_ words: String...) -> String? {
        skipSpaces()
        for word in words where rest.starts(with: word) {
            rest = rest.dropFirst(word.count)
            return word
        }
        return nil
    }

    /// A number in figures or kanji, and how many letters it had.
    private mutating func number() -> (value: Int, length: Int)? {
        skipSpaces()
        let figures = rest.prefix { $0.isASCII && $0.isNumber }
        if !figures.isEmpty {
            guard figures.count <= 4, let value = Int(String(figures)) else { return nil }
            rest = rest.dropFirst(figures.count)
            return (value, figures.count)
        }
        let kanji = rest.prefix { Self.kanji[$0] != nil || $0 == "十" }
        guard !kanji.isEmpty, let value = Self.value(of: kanji) else { return nil }
        rest = rest.dropFirst(kanji.count)
        return (value, value >= 1000 ? 4 : kanji.count)
    }

    private static let kanji: [Character: Int] = [
        "〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]

    /// `二〇二六`, `十一`, `二十一`.
    private static func value(of letters: ArraySlice<Character>) -> Int? {
        let parts = letters.split(separator: "十", omittingEmptySubsequences: false)
        func figures(_ part: ArraySlice<Character>) -> Int { part.reduce(0) { $0 * 10 + (kanji[$1] ?? 0) } }
        switch parts.count {
        case 1: return letters.count <= 4 ? figures(letters) : nil
        case 2 where parts[0].count <= 1 && parts[1].count <= 1:
            return (parts[0].isEmpty ? 1 : figures(parts[0])) * 10 + figures(parts[1])
        default: return nil
        }
    }

    private mutating func era() -> Era? {
        for era in Era.allCases.reversed() {
            let short = String(era.name.prefix(1))
            if take(era.name, era.letter, era.letter.lowercased(), short) != nil { return era }
        }
        return nil
    }

    /// The year, month and day, or the month and day.
    mutating func day(near today: Day) throws(LooseTime.Misread) -> Day? {
        let era = era()
        let first: (value: Int, length: Int)
        if era != nil, take("元") != nil {
            first = (1, 1)
        } else {
            guard let number = number() else { return nil }
            first = number
        }
        if era == nil, take("月") != nil { return try rest(ofMonth: first.value, near: today) }
        guard let separator = take("年", "/", ".", "-") else { return nil }
        guard let second = number() else { return nil }
        guard take(separator == "年" ? "月" : separator) != nil else {
            // 11/21: a month and a day.
            guard era == nil, separator == "/", first.length <= 2 else { return nil }
            return try Self.nearest(month: first.value, day: second.value, to: today)
        }
        guard let third = number() else { return nil }
        if separator == "年", take("日") == nil { return nil }
        if let era { return try Self.day(era, first.value, second.value, third.value) }
        guard first.length == 4 else {
            throw LooseTime.Misread(
                "年は，西暦の4桁か元号（令和，Rなど）を付けて書いてください。", "Write the year with four figures or with its era.")
        }
        return try Self.day(first.value, second.value, third.value)
    }

    private mutating func rest(ofMonth month: Int, near today: Day) throws(LooseTime.Misread) -> Day? {
        guard let day = number(), take("日") != nil else { return nil }
        return try Self.nearest(month: month, day: day.value, to: today)
    }

    private static func nearest(month: Int, day: Int, to today: Day) throws(LooseTime.Misread) -> Day {
        let year = today.civil.year
        let days = [year - 1, year, year + 1].compactMap { Day(year: $0, month: month, day: day) }
        // 29 February may be years away: then it is said with its year.
        guard let best = days.min(by: { abs($0.number - today.number) < abs($1.number - today.number) }) else {
            throw missing("\(month)月\(day)日")
        }
        return best
    }

    private static func missing(_ words: String) -> LooseTime.Misread {
        LooseTime.Misread("\(words)という日はありません。", "There is no such day (\(words)).")
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) throws(LooseTime.Misread) -> Day {
        guard let found = Day(year: year, month: month, day: day) else { throw missing("\(year)年\(month)月\(day)日") }
        guard found >= Era.firstDay else {
            throw LooseTime.Misread(
                "1873年（明治6年）より前の日付は，暦が違うため扱えません。", "Days before 1873 are of another calendar.")
        }
        return found
    }

    private static func day(_ era: Era, _ year: Int, _ month: Int, _ day: Int) throws(LooseTime.Misread) -> Day {
        let words = "\(era.name)\(year)年\(month)月\(day)日"
        guard year > 0, let found = Day(year: era.firstYear + year - 1, month: month, day: day) else {
            throw missing(words)
        }
        guard found >= Era.firstDay else { return try Self.day(era.firstYear + year - 1, month, day) }
        guard Era(of: found) == era else {
            let right = found.japanese ?? found.text
            throw LooseTime.Misread(
                "\(words)はありません。\(right)と書いてください。", "There is no such day (\(words)): write \(right).")
        }
        return found
    }

    /// `(土)`, `（土曜日）`: read over when it is right.
    mutating func weekday(of day: Day) throws(LooseTime.Misread) {
        let before = rest
        let isBracketed = take("(") != nil
        let names: [Character] = ["日", "月", "火", "水", "木", "金", "土"]
        skipSpaces()
        guard let letter = rest.first, let index = names.firstIndex(of: letter) else {
            rest = before
            return
        }
        rest = rest.dropFirst()
        let isNamed = take("曜日", "曜") != nil
        guard isBracketed ? take(")") != nil : isNamed else {
            rest = before
            return
        }
        guard index == day.weekday else {
            throw LooseTime.Misread(
                "\(day.japanese ?? day.text)は\(names[day.weekday])曜日です。日付か曜日を直してください。",
                "\(day.text) is another day of the week. Mend the date or the weekday.")
        }
    }

    /// The minute of the day; nil when no time is written.
    mutating func minute() throws(LooseTime.Misread) -> Int? {
        let before = rest
        _ = take("T")
        if take("正午") != nil { return 12 * 60 }
        let half = take("午前", "午後", "AM", "am", "PM", "pm")
        guard let hour = number()?.value else {
            rest = before
            return nil
        }
        var minute = 0
        var isLate = half.map { ["午後", "PM", "pm"].contains($0) }
        if take("時") != nil {
            if take("半") != nil {
                minute = 30
            } else if let value = number()?.value {
                guard take("分") != nil else { return fail(before) }
                minute = value
                if number() != nil, take("秒") == nil { return fail(before) }
            }
        } else if take(":") != nil {
            guard let value = number(), value.length == 2 else { return fail(before) }
            minute = value.value
            if take(":") != nil, number() == nil { return fail(before) }
        } else {
            return fail(before)
        }
        if isLate == nil, let after = take("AM", "am", "PM", "pm") { isLate = ["PM", "pm"].contains(after) }
        return try Self.minute(hour, minute, isLate: isLate)
    }

    private mutating func fail(_ before: ArraySlice<Character>) -> Int? {
        rest = before
        return nil
    }

    private static func minute(_ hour: Int, _ minute: Int, isLate: Bool?) throws(LooseTime.Misread) -> Int {
        let impossible = LooseTime.Misread(
            "\(hour)時\(minute)分という時刻はありません。", "There is no such time (\(hour):\(minute)).")
        guard minute < 60 else { throw impossible }
        guard let isLate else {
            guard hour < 24 || hour == 24 && minute == 0 else { throw impossible }
            return hour * 60 + minute
        }
        guard hour <= 12 else { throw impossible }
        guard hour == 12 else { return (isLate ? hour + 12 : hour) * 60 + minute }
        // 午後12時 is midnight by the decree of 1872 and noon on a digital clock.
        guard isLate, minute > 0 else {
            throw LooseTime.Misread("昼の12時は「12時」，夜中の12時は「0時」と書いてください。", "Write 12:00 for noon and 0:00 for midnight.")
        }
        return 12 * 60 + minute
    }

    mutating func skipAbout() { _ = take("頃", "ごろ", "ころ") }
}
