import Notation
import Synchronization

/// How many reports come from one address: beyond a number in ten minutes it is asked to wait.
///
/// Kept in memory only; a restart forgives.
package final class ReportGate: Sendable {
    private let taken = Mutex<[String: [Int64]]>([:])
    static let span: Int64 = 600_000

    /// Nobody has reported yet.
    package init() {}

    /// Counts a report; in how many seconds to try again when there were too many.
    package func take(_ address: String, at now: Instant, most: Int) -> Int? {
        taken.withLock { taken in
            if taken.count > 10_000 { taken = taken.filter { ($0.value.last ?? 0) > now.milliseconds - Self.span } }
            var times = taken[address] ?? []
            if let first = times.first, first <= now.milliseconds - Self.span {
                times.removeAll { $0 <= now.milliseconds - Self.span }
            }
            guard times.count < most else {
                taken[address] = times
                let next = (times.first ?? now.milliseconds) + Self.span
                return Int(max(1, (next - now.milliseconds + 999) / 1000))
            }
            times.append(now.milliseconds)
            taken[address] = times
            return nil
        }
    }
}

/// Which reports were sent, by the mark that each form carries once: a second click is not a second report.
package final class SentReports: Sendable {
    private enum State {
        case underWay
        case opened(String)
    }

    private let states = Mutex<[String: State]>([:])

    /// Nothing was sent yet.
    package init() {}

    /// What a form with this mark opened, after it was opened if that is under way; nil when it was not sent yet: whoever
    /// asks then sends it, and says so at the end. A mark that is none of ours is let go.
    package func begin(_ once: String) async -> String? {
        guard once.utf8.count == 43 else { return nil }
        while true {
            let state = states.withLock { states -> State? in
                if let state = states[once] { return state }
                if states.count >= 100_000 { states.removeAll() }
                states[once] = .underWay
                return nil
            }
            switch state {
            case nil: return nil
            case .opened(let matter): return matter
            // A second click while the first is being entered.
            case .underWay: try? await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    /// The form has opened a matter; or it has not, and may be sent again.
    package func end(_ once: String, matter: String?) {
        guard once.utf8.count == 43 else { return }
        states.withLock { $0[once] = matter.map { .opened($0) } }
    }
}
