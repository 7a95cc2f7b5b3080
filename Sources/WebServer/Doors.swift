import Notation
import Pages
import Synchronization

/// The reports that nobody has opened yet.
///
/// Kept in memory, because every signed-in page shows the old ones; filled at the start from what is stored.
final class Doors: Sendable {
    private let waiting = Mutex<[String: Instant]>([:])

    /// A report came in.
    func came(_ matter: String, at: Instant) { waiting.withLock { $0[matter] = at } }

    /// Somebody opened it.
    func opened(_ matter: String) {
        waiting.withLock { waiting in
            if waiting[matter] != nil { waiting[matter] = nil }
        }
    }

    /// Those that came in before a moment, the oldest first.
    func unopened(before line: Instant) -> [PageContext.Alarm] {
        waiting.withLock { waiting in
            guard !waiting.isEmpty else { return [] }
            return waiting.filter { $0.value <= line }.sorted { $0.value < $1.value }
                .map { PageContext.Alarm(matter: $0.key, since: $0.value) }
        }
    }
}
