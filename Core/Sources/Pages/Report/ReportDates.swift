import Notation
import Rules

/// How moments are read from what people write, and written for them.
///
/// A parameter of what reads and shows reports, so that the calendar is one decision of whoever wires it.
public struct ReportDates: Sendable {
    /// What somebody's words for a time come to.
    public enum Meaning: Hashable, Sendable {
        case moment(Instant)
        /// A date that is understood and cannot be, with what is wrong with it; empty when there is nothing to add.
        case impossible(Label)
        /// No date at all, such as 今朝: kept as words.
        case words
    }

    /// Reads what was written, seen from a moment.
    public var read: @Sendable (String, Instant) -> Meaning
    /// Writes a moment with its era and its year.
    public var write: @Sendable (Instant) -> String

    /// Makes a way of reading and writing moments.
    public init(
        read: @escaping @Sendable (String, Instant) -> Meaning, write: @escaping @Sendable (Instant) -> String
    ) {
        self.read = read
        self.write = write
    }
}

extension ReportDates {
    /// Dates as people in Japan write them, with 和暦 or without; written as 「令和8年6月3日（2026-06-03）10:00」.
    public static func japanese(in zone: Zone) -> ReportDates {
        ReportDates(
            read: { text, now in
                do throws(LooseTime.Misread) {
                    guard let time = try LooseTime.read(text, now: now, zone: zone) else { return .words }
                    return .moment(time.instant(in: zone))
                } catch {
                    return .impossible(Label(ja: error.ja, en: error.en))
                }
            },
            write: { at in
                let day = at.day(in: zone)
                let clock = String(at.text(in: zone).dropFirst(day.text.count + 1).prefix(5))
                return (day.japanese.map { "\($0)（\(day.text)）" } ?? day.text) + clock
            })
    }
}
