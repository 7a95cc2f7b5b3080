import Foundation

/// Where the journal reads the time: a wall clock that people may set, and one that only runs on.
public struct JournalClock: Sendable {
    /// Milliseconds since 1970 UTC.
    public var wall: @Sendable () -> Int64
    /// Milliseconds since some start that never changes while the program runs, sleep included.
    public var steady: @Sendable () -> Int64

    /// Makes a clock, for tests mostly.
    public init(wall: @escaping @Sendable () -> Int64, steady: @escaping @Sendable () -> Int64) {
        self.wall = wall
        self.steady = steady
    }

    /// The clocks of this machine.
    public static let system = JournalClock(
        wall: { read(CLOCK_REALTIME) }, steady: { read(CLOCK_BOOTTIME) })

    private static func read(_ id: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(id, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

/// A wall clock that did not go on as it should have: both readings, in milliseconds since 1970 UTC.
package struct ClockJump: Hashable, Sendable {
    /// What the clock should have read.
    package var expected: Int64
    /// What it read.
    package var reading: Int64
}

/// Makes of the wall clock's readings a time that never goes back, and says when the clock was moved.
///
/// A correction of at most one second, as time services make, passes in silence.
package struct EnteredTime: Sendable {
    /// The time of the last entry.
    package private(set) var last: Int64
    private var before: (wall: Int64, steady: Int64)?

    package init(last: Int64) { self.last = last }

    package mutating func read(_ clock: JournalClock) -> (at: Int64, jump: ClockJump?) {
        let wall = clock.wall()
        let steady = clock.steady()
        var jump: ClockJump?
        if let before {
            let expected = before.wall + (steady - before.steady)
            if abs(wall - expected) > 1000 { jump = ClockJump(expected: expected, reading: wall) }
        } else if wall < last, last - wall > 1000 {
            jump = ClockJump(expected: last, reading: wall)
        }
        before = (wall, steady)
        last = max(last, wall)
        return (last, jump)
    }
}
