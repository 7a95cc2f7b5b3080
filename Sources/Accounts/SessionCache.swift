import Notation
import Synchronization

/// The sessions that were asked for lately, so that a page asks no file who it is for.
///
/// Whoever ends a session first writes to the store and then forgets it here. What was read from the store before the
/// forgetting is never kept after it: a reader says at which turn it began, and every forgetting begins a new turn.
final class SessionCache: Sendable {
    private struct State {
        var turn = 0
        var open: [TokenHash: OpenSession] = [:]
    }

    private let state = Mutex(State())
    private let limit: Int

    init(limit: Int = 20_000) { self.limit = limit }

    /// The session if it is at hand, and the turn to give back with what the store says otherwise.
    func find(_ id: TokenHash) -> (open: OpenSession?, turn: Int) {
        state.withLock { ($0.open[id], $0.turn) }
    }

    /// Keeps what the store said at a turn.
    func keep(_ open: OpenSession, readAt turn: Int) {
        state.withLock { state in
            guard state.turn == turn else { return }
            if state.open.count >= limit { state.open.removeAll() }
            state.open[open.session.id] = open
        }
    }

    /// Notes that a session was used; true for the one caller that shall write it down.
    func see(_ id: TokenHash, at now: Instant, every milliseconds: Int64) -> Bool {
        state.withLock { state in
            guard let seen = state.open[id]?.session.seenAt,
                now.milliseconds - seen.milliseconds >= milliseconds
            else { return false }
            state.open[id]?.session.seenAt = now
            return true
        }
    }

    /// Forgets one session.
    func forget(_ id: TokenHash) {
        state.withLock { state in
            state.turn += 1
            state.open[id] = nil
        }
    }

    /// Forgets all sessions of a person.
    func forget(person: String) {
        state.withLock { state in
            state.turn += 1
            state.open = state.open.filter { $0.value.session.person != person }
        }
    }
}
