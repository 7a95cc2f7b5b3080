/// A moment, in milliseconds since 1970-01-01T00:00:00Z without leap seconds.
public struct Instant: Hashable, Sendable, Comparable {
    /// Milliseconds since the epoch.
    public var milliseconds: Int64

    /// Makes a moment from milliseconds since the epoch.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// The moment this many milliseconds later; the ends of time are not passed.
    public func adding(milliseconds more: Int64) -> Instant {
        let (sum, isPast) = milliseconds.addingReportingOverflow(more)
        return Instant(milliseconds: isPast ? (more < 0 ? .min : .max) : sum)
    }

    /// The day in a zone.
    public func day(in zone: Zone) -> Day {
        Day(number: Int(local(in: zone).dividedFloor(by: 86_400_000)))
    }

    /// The minute of the day in a zone, 0 to 1439.
    public func minuteOfDay(in zone: Zone) -> Int {
        Int(local(in: zone).remainderFloor(by: 86_400_000) / 60_000)
    }

    private func local(in zone: Zone) -> Int64 { adding(milliseconds: zone.offsetMilliseconds).milliseconds }

    /// `2026-06-01T21:10:00+09:00`; seconds are left out when they are zero, milliseconds are never written.
    public func text(in zone: Zone) -> String {
        let seconds = Int(local(in: zone).remainderFloor(by: 86_400_000) / 1000)
        let tail = seconds % 60 == 0 ? "" : ":" + twoDigits(seconds % 60)
        return day(in: zone).text + "T" + twoDigits(seconds / 3600) + ":" + twoDigits(seconds / 60 % 60) + tail
            + zone.text
    }

    /// `2026-06-01 21:10`: to the minute, as it is read by people.
    public func minute(in zone: Zone) -> String {
        String(text(in: zone).prefix(16)).replacing("T", with: " ")
    }

    /// The same of a moment until which something lasts: midnight is the end of the day before, `2026-05-31 24:00`.
    public func limit(in zone: Zone) -> String {
        guard minuteOfDay(in: zone) == 0 else { return minute(in: zone) }
        return day(in: zone).adding(days: -1).text + " 24:00"
    }

    /// Reads `2026-06-01T21:10`, with optional seconds, fraction and zone; without a zone, `zone` counts.
    ///
    /// A day alone means its first moment. Anything else, and an impossible date or time, is nil.
    public init?(reading text: String, zone: Zone) {
        var rest = Substring(text)
        guard let day = Day(reading: String(rest.prefix(10))) else { return nil }
        rest = rest.dropFirst(10)
        var milliseconds = Int64(day.number) * 86_400_000
        guard !rest.isEmpty else {
            self.init(milliseconds: milliseconds - zone.offsetMilliseconds)
            return
        }
        guard rest.first == "T" || rest.first == " " else { return nil }
        rest = rest.dropFirst()
        func take(_ limit: Int) -> Int64? {
            guard let number = digits(rest.prefix(2)), number < limit else { return nil }
            rest = rest.dropFirst(2)
            return Int64(number)
        }
        guard let hour = take(24), rest.first == ":" else { return nil }
        rest = rest.dropFirst()
        guard let minute = take(60) else { return nil }
        milliseconds += hour * 3_600_000 + minute * 60_000
        if rest.first == ":" {
            rest = rest.dropFirst()
            guard let second = take(60) else { return nil }
            milliseconds += second * 1000
            if rest.first == "." {
                let fraction = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
                guard !fraction.isEmpty, let value = Int64(fraction.prefix(3)) else { return nil }
                milliseconds += fraction.count == 1 ? value * 100 : fraction.count == 2 ? value * 10 : value
                rest = rest.dropFirst(1 + fraction.count)
            }
        }
        let offset = rest.isEmpty ? zone : Zone(reading: String(rest))
        guard let offset else { return nil }
        self.init(milliseconds: milliseconds - offset.offsetMilliseconds)
    }
}

/// A fixed offset from UTC. Japan has had no daylight saving since 1951, so an offset says all that is needed.
public struct Zone: Hashable, Sendable {
    /// Minutes east of Greenwich.
    public var offsetMinutes: Int

    /// Makes a zone from minutes east of Greenwich.
    public init(offsetMinutes: Int) { self.offsetMinutes = offsetMinutes }

    /// Japan Standard Time.
    public static let japan = Zone(offsetMinutes: 540)

    var offsetMilliseconds: Int64 { Int64(offsetMinutes) * 60_000 }

    /// `+09:00`, or `Z` at Greenwich.
    public var text: String {
        guard offsetMinutes != 0 else { return "Z" }
        let size = abs(offsetMinutes)
        return (offsetMinutes < 0 ? "-" : "+") + twoDigits(size / 60) + ":" + twoDigits(size % 60)
    }

    /// Reads `Z`, `+09:00`, `+0900` or `+09`.
    public init?(reading text: String) {
        if text == "Z" {
            self.init(offsetMinutes: 0)
            return
        }
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let figures = text.dropFirst().filter { $0 != ":" }
        guard figures.count == 2 || figures.count == 4, let hours = digits(figures.prefix(2)), hours < 15,
            let minutes = figures.count == 2 ? 0 : digits(figures.suffix(2)), minutes < 60
        else { return nil }
        self.init(offsetMinutes: (sign == "-" ? -1 : 1) * (hours * 60 + minutes))
    }
}

/// A day of the Gregorian calendar, in whatever zone the reader has in mind.
public struct Day: Hashable, Sendable, Comparable {
    /// Days since 1970-01-01.
    public var number: Int

    /// Makes a day from days since 1970-01-01.
    public init(number: Int) { self.number = number }

    public static func < (left: Self, right: Self) -> Bool { left.number < right.number }

    /// The day this many days later.
    public func adding(days: Int) -> Day { Day(number: number + days) }

    /// 0 is Sunday.
    public var weekday: Int { ((number + 4) % 7 + 7) % 7 }

    /// The first moment of the day in a zone.
    public func start(in zone: Zone) -> Instant {
        let (start, isPast) = Int64(number).multipliedReportingOverflow(by: 86_400_000)
        return Instant(milliseconds: isPast ? (number < 0 ? .min : .max) : start)
            .adding(milliseconds: -zone.offsetMilliseconds)
    }

    /// `2026-06-01`.
    public var text: String {
        let (year, month, day) = civil
        let years = String(year)
        return String(repeating: "0", count: max(0, 4 - years.count)) + years + "-" + twoDigits(month) + "-"
            + twoDigits(day)
    }

    /// Year, month and day. Algorithm: Howard Hinnant, "chrono-compatible low-level date algorithms".
    public var civil: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * ofYear + 2) / 153
        let day = ofYear - (153 * month + 2) / 5 + 1
        let civilMonth = month < 10 ? month + 3 : month - 9
        return (yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0), civilMonth, day)
    }

    /// The day of a year, month and day; nil when there is none.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), (1...31).contains(day), (1...9999).contains(year) else { return nil }
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let ofEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear
        self.init(number: era * 146_097 + ofEra - 719_468)
        guard civil == (year, month, day) else { return nil }
    }

    /// Reads `2026-06-01`.
    public init?(reading text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            let year = digits(parts[0]), let month = digits(parts[1]), let day = digits(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

private func digits(_ text: some StringProtocol) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
        return nil
    }
    return Int(text)
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

extension Int64 {
    fileprivate func dividedFloor(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }

    fileprivate func remainderFloor(by divisor: Int64) -> Int64 {
        let rest = self % divisor
        return rest < 0 ? rest + divisor : rest
    }
}
