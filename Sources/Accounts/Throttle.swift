import Notation

/// How fast passwords may be tried. A value: the time is an argument, nothing is asked.
///
/// An attempt is counted when it is let through and given back when it succeeds, so that a thousand at once are counted
/// as a thousand. What is counted against it depends on how well the other side is known:
///
/// - a device from which this account was signed in to before: that device alone;
/// - a network from which this account was signed in to before: the account on that network alone;
/// - anybody else: the account among strangers, and the network.
///
/// So nothing that strangers do ever makes somebody wait who comes from a known device or network.
public struct Throttle: Sendable {
    /// How one count slows down.
    public struct Pace: Hashable, Sendable {
        /// So many attempts are free.
        public var free: Int
        /// How long to wait after the last free one, in seconds; twice as long after each further one.
        public var first: Int
        /// The longest wait, in seconds.
        public var longest: Int

        /// Makes a pace.
        public init(free: Int, first: Int, longest: Int) {
            self.free = max(1, free)
            self.first = max(1, first)
            self.longest = max(1, longest)
        }

        /// How long to wait after so many attempts, in seconds.
        public func wait(after count: Int) -> Int {
            guard count >= free else { return 0 }
            var wait = min(first, longest)
            for _ in 0..<(count - free) where wait < longest { wait = min(longest, wait * 2) }
            return wait
        }
    }

    /// The paces.
    public struct Settings: Hashable, Sendable {
        /// For a known device, or a known network, and one account.
        public var known = Pace(free: 10, first: 1, longest: 60)
        /// For one account among strangers.
        public var account = Pace(free: 5, first: 1, longest: 60)
        /// For one network of strangers.
        public var network = Pace(free: 20, first: 1, longest: 900)
        /// After so many seconds without an attempt a count is forgotten; at least the longest wait.
        public var memory = 3600
        /// At most so many counts are kept.
        public var limit = 50_000

        /// The standard paces.
        public init() {}
    }

    /// Somebody who wants to try.
    public struct Attempt: Hashable, Sendable {
        /// What is tried: a sign-in name, a receipt.
        public var subject: String
        /// Where from (`Origin.network`).
        public var network: String
        /// The device, if it is one from which this subject was opened before.
        public var device: TokenHash?
        /// Whether this subject was opened from this network before.
        public var isNetworkKnown: Bool

        /// Whether it comes from where the subject was opened before.
        public var isKnown: Bool { device != nil || isNetworkKnown }

        /// Makes an attempt.
        public init(subject: String, network: String, device: TokenHash? = nil, isNetworkKnown: Bool = false) {
            self.subject = subject
            self.network = network
            self.device = device
            self.isNetworkKnown = isNetworkKnown
        }
    }

    /// The answer to an attempt.
    public enum Verdict: Hashable, Sendable {
        /// Try.
        case go
        /// Not before so many seconds; at least 1.
        case wait(seconds: Int)
    }

    private enum Line: Hashable {
        case device(String, TokenHash)
        case pair(String, String)
        case account(String)
        case network(String)
    }

    private struct Count {
        var attempts: Int
        var last: Instant
    }

    /// The paces.
    public let settings: Settings
    private var counts: [Line: Count] = [:]

    /// A throttle that has seen nobody.
    public init(settings: Settings = Settings()) { self.settings = settings }

    /// How many counts are kept.
    public var size: Int { counts.count }

    /// Lets an attempt through and counts it, or says how long to wait and counts nothing.
    public mutating func admit(_ attempt: Attempt, at now: Instant) -> Verdict {
        let lines = lines(of: attempt)
        var seconds = 0
        for (line, pace) in lines {
            guard let count = counts[line] else { continue }
            if isForgotten(count, at: now) {
                counts[line] = nil
                continue
            }
            let wait = Int64(pace.wait(after: count.attempts)) * 1000
            // A clock that was set back makes nobody wait longer than the pace says.
            let left = min(wait, count.last.milliseconds + wait - now.milliseconds)
            if left > 0 { seconds = max(seconds, Int((left + 999) / 1000)) }
        }
        guard seconds == 0 else { return .wait(seconds: seconds) }
        for (line, _) in lines {
            if counts[line] == nil { makeRoom(at: now) }
            counts[line, default: Count(attempts: 0, last: now)].attempts += 1
            counts[line]?.last = now
        }
        return .go
    }

    /// The attempt succeeded: its own counts are cleared, and the network gets this one attempt back.
    ///
    /// Somebody with an account of their own cannot clear the network's count by signing in between their guesses.
    public mutating func succeeded(_ attempt: Attempt) {
        for (line, _) in lines(of: attempt) {
            if case .network = line { giveBack(line) } else { counts[line] = nil }
        }
    }

    /// The attempt was never decided: it does not count.
    public mutating func withdrawn(_ attempt: Attempt) {
        for (line, _) in lines(of: attempt) { giveBack(line) }
    }

    private func lines(of attempt: Attempt) -> [(Line, Pace)] {
        if let device = attempt.device { return [(.device(attempt.subject, device), settings.known)] }
        if attempt.isNetworkKnown { return [(.pair(attempt.subject, attempt.network), settings.known)] }
        return [(.account(attempt.subject), settings.account), (.network(attempt.network), settings.network)]
    }

    private mutating func giveBack(_ line: Line) {
        guard let count = counts[line] else { return }
        if count.attempts <= 1 { counts[line] = nil } else { counts[line]?.attempts -= 1 }
    }

    private func isForgotten(_ count: Count, at now: Instant) -> Bool {
        now.milliseconds - count.last.milliseconds >= Int64(settings.memory) * 1000
    }

    /// Forgets what is old when there is no room: first what has run out, then the older half.
    private mutating func makeRoom(at now: Instant) {
        guard counts.count >= settings.limit else { return }
        counts = counts.filter { !isForgotten($0.value, at: now) }
        guard counts.count >= settings.limit else { return }
        let times = counts.values.map(\.last).sorted()
        let middle = times[times.count / 2]
        counts = counts.filter { $0.value.last > middle }
    }
}
