import Journaling
import Notation
import Synchronization

/// Who has opened which matter, so that a report that nobody has looked at is seen to be one.
///
/// A person's further looks are written down at most once a minute: a page that is reloaded costs no sync.
public final class Openings: Sendable {
    private struct Look: Hashable {
        var matter: String
        var person: String
    }

    private let store: any AccountStore
    private let lately = Mutex<[Look: Instant]>([:])

    /// Takes a store.
    public init(store: any AccountStore) { self.store = store }

    /// A person opened a matter.
    public func note(matter: String, by person: String, at now: Instant) async throws(JournalError) {
        let look = Look(matter: matter, person: person)
        let isNoted = lately.withLock { lately in
            if let last = lately[look], now.milliseconds - last.milliseconds < 60_000 { return true }
            if lately.count >= 10_000 { lately.removeAll() }
            lately[look] = now
            return false
        }
        guard !isNoted else { return }
        do throws(JournalError) {
            try await store.write([.open(matter: matter, by: person, at: now)])
        } catch {
            lately.withLock { $0[look] = nil }
            throw error
        }
    }

    /// Who has opened a matter, in the order of their first time.
    public func of(matter: String) async throws(JournalError) -> [Opening] { try await store.openings(of: matter) }

    /// When each of these matters was first opened by anybody; those that nobody opened are left out.
    public func first(among matters: [String]) async throws(JournalError) -> [String: Instant] {
        try await store.firstOpenings(among: matters)
    }
}
