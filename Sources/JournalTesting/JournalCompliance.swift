import Journaling
import Notation
import Testing

/// The contract of `Journal` as tests. A store enrols with a suite that makes journals and runs every check:
///
/// ```swift
/// @Test(arguments: JournalCompliance.checks) func `keeps the contract`(check: JournalCompliance.Check) async throws {
///     try await check.run { projections, clock in … }
/// }
/// ```
public enum JournalCompliance {
    /// Makes an empty journal with these projections and this clock.
    public typealias Make = @Sendable ([any Projection], JournalClock) async throws -> any Journal

    /// One rule of the contract and the test that shows it.
    public struct Check: Sendable, CustomTestStringConvertible {
        /// The rule, as a sentence.
        public var testDescription: String
        /// The test.
        public var run: @Sendable (Make) async throws -> Void

        init(_ sentence: String, _ run: @escaping @Sendable (Make) async throws -> Void) {
            testDescription = sentence
            self.run = run
        }
    }

    /// All rules.
    public static let checks: [Check] = appending + reading + disposal + projecting + time
}

/// A clock that tests set.
public final class TestClock: Sendable {
    private let times: ClockReadings
    /// The clock to hand to a journal.
    public var clock: JournalClock {
        let times = times
        return JournalClock(wall: { times.wall }, steady: { times.steady })
    }

    /// Starts on 2026-04-01, 09:00 in Japan.
    public init() { times = ClockReadings(wall: Sample.start) }

    /// Lets time pass on both clocks, in milliseconds.
    public func pass(_ milliseconds: Int64) { times.add(wall: milliseconds, steady: milliseconds) }

    /// Moves the wall clock alone, as a person or a time service does, in milliseconds.
    public func move(_ milliseconds: Int64) { times.add(wall: milliseconds, steady: 0) }
}

/// Values for tests; all invented.
public enum Sample {
    /// 2026-04-01T09:00+09:00 in milliseconds since 1970 UTC.
    public static let start: Int64 = 1_775_001_600_000

    /// A draft with a text.
    public static func draft(_ kind: String = "note.made", _ text: String = "本文", at time: Int64 = start) -> Draft {
        Draft(kind: kind, happenedAt: time, actor: "p-1", post: "window", payload: ["text": .string(text)])
    }

    /// An authority for disposals and holds.
    public static let authority = Authority(
        actor: "p-9", post: "head", reference: "matter:disposal-1", happenedAt: start)

    /// Rare characters: a surrogate pair, an ideographic variation sequence, half-width kana, NUL, a combining mark.
    public static let rareText = "𠮷野家 葛\u{E0100}城 辻\u{E0101} ﾊﾝｶｸ \u{0} か\u{3099} 👩‍👩‍👧 \u{FEFF}末尾"
}
