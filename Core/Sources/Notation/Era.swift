/// An era of the Japanese calendar (元号) since the year began with an emperor's reign.
///
/// Source of the first days: 元号法 (昭和54年法律第43号) and the orders of each change; Meiji counts from 1868-01-25, and
/// the Gregorian calendar is used since 1873-01-01 (明治5年太政官布告第337号). Earlier days are of another calendar and
/// are neither read nor written here.
public enum Era: Int, Hashable, Sendable, CaseIterable {
    case meiji, taisho, showa, heisei, reiwa

    /// The first day on which a date is of the Gregorian calendar and of this series of eras.
    public static let firstDay = Day(number: -35_428)

    /// `令和`.
    public var name: String {
        switch self {
        case .meiji: "明治"
        case .taisho: "大正"
        case .showa: "昭和"
        case .heisei: "平成"
        case .reiwa: "令和"
        }
    }

    /// `R`, as offices abbreviate it.
    public var letter: String {
        switch self {
        case .meiji: "M"
        case .taisho: "T"
        case .showa: "S"
        case .heisei: "H"
        case .reiwa: "R"
        }
    }

    /// The Gregorian year of the first year.
    public var firstYear: Int {
        switch self {
        case .meiji: 1868
        case .taisho: 1912
        case .showa: 1926
        case .heisei: 1989
        case .reiwa: 2019
        }
    }

    /// The first day of the era.
    public var start: Day {
        let number: Int
        switch self {
        case .meiji: number = -37_231
        case .taisho: number = -20_974
        case .showa: number = -15_713
        case .heisei: number = 6947
        case .reiwa: number = 18_017
        }
        return Day(number: number)
    }

    /// The era of a day; nil before 1873-01-01.
    public init?(of day: Day) {
        guard day >= Self.firstDay, let era = Self.allCases.last(where: { $0.start <= day }) else { return nil }
        self = era
    }
}

extension Day {
    /// `令和8年11月21日`; the first year is 元年. Nil before 1873-01-01.
    public var japanese: String? {
        guard let era = Era(of: self) else { return nil }
        let (year, month, day) = civil
        let ofEra = year - era.firstYear + 1
        return era.name + (ofEra == 1 ? "元" : String(ofEra)) + "年\(month)月\(day)日"
    }

    /// `R8.11.21`, for narrow columns. Nil before 1873-01-01.
    public var japaneseShort: String? {
        guard let era = Era(of: self) else { return nil }
        let (year, month, day) = civil
        return "\(era.letter)\(year - era.firstYear + 1).\(month).\(day)"
    }
}
