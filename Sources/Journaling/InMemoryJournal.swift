import Crypto
import Synchronization

/// A journal in memory, for tests: the same contract and the same chain, without encryption.
public final class InMemoryJournal: Journal {
    /// The organisation's id.
    public let organisation: String
    private let clock: JournalClock
    private let projections: [any Projection]
    private let genesis: Hash256
    private let state: Mutex<State>

    /// Makes an empty journal.
    public init(
        organisation: String = "org", projections: [any Projection] = [], clock: JournalClock = .system
    ) {
        self.organisation = organisation
        self.clock = clock
        self.projections = [StreamList()] + projections
        genesis = EntryEncoder.genesis(organisation: organisation, journal: "memory")
        state = Mutex(State(chain: ChainBuilder(head: Head(position: 0, hash: genesis), lastEntered: .min)))
    }

    /// See `Journal`.
    @discardableResult
    public func append(_ batches: [StreamBatch]) async throws(JournalError) -> Receipt {
        for batch in batches { try batch.validate() }
        return try transaction { state throws(JournalError) in
            try self.tick(&state)
            let first = state.chain.head.position + 1
            for batch in batches {
                if state.erased.contains(batch.stream) { throw .erased(batch.stream) }
                let found = state.versions[batch.stream] ?? 0
                if case .exactly(let version) = batch.expecting, version != found {
                    throw .conflict(batch.stream, expected: version, found: found)
                }
                for draft in batch.drafts { try state.add(draft, to: batch.stream, self.projections) }
            }
            return Receipt(positions: first..<(state.chain.head.position + 1), head: state.chain.head)
        }
    }

    /// See `Journal`.
    public func entries(of stream: StreamName, after version: Int) async throws(JournalError) -> [RecordedEntry] {
        try read { state in state.entries.filter { $0.stream == stream && $0.version > version }.map(state.recorded) }
    }

    /// See `Journal`.
    public func entries(ofAll prefix: String) async throws(JournalError) -> [RecordedEntry] {
        try read { state in
            state.entries.filter { $0.stream.text.utf8.starts(with: prefix.utf8) }.map(state.recorded)
        }
    }

    /// See `Journal`.
    public func entries(after position: Int, limit: Int) async throws(JournalError) -> [RecordedEntry] {
        try read { state in state.entries.dropFirst(position).prefix(limit).map(state.recorded) }
    }

    /// See `Journal`.
    public func head() async throws(JournalError) -> Head { try read { $0.chain.head } }

    /// See `Journal`.
    public func streams(prefix: String) async throws(JournalError) -> [StreamSummary] {
        let rows = try await rows(of: StreamList.name, RowQuery(streamPrefix: prefix))
        return try read { state in
            rows.compactMap { row in
                guard let last = state.entries.last(where: { $0.stream == row.stream }) else { return nil }
                return StreamList.summary(
                    row.stream, row.row.value, version: last.version, lastKind: last.kind, enteredAt: last.enteredAt)
            }
        }
    }

    /// See `Journal`.
    public func rows(of projection: String, _ query: RowQuery) async throws(JournalError) -> [StreamRow] {
        try read { state throws(JournalError) in
            guard self.projections.contains(where: { $0.name == projection }) else {
                throw JournalError(.notFound, "一覧がありません：\(projection)", "no such projection: \(projection)")
            }
            return Array(
                state.allRows(of: projection).filter { row in
                    let order = RowOrder(row.row.order)
                    return row.stream.text.utf8.starts(with: query.streamPrefix.utf8)
                        && query.from.map { RowOrder($0) <= order } ?? true
                        && query.below.map { order < RowOrder($0) } ?? true
                }.prefix(query.limit))
        }
    }

    /// See `Journal`.
    public func retention(of stream: StreamName) async throws(JournalError) -> Retention? {
        try read { $0.versions[stream] == nil ? nil : $0.retentions[stream] ?? Retention() }
    }

    /// See `Journal`.
    @discardableResult
    public func setRetention(
        _ retention: Retention, of stream: StreamName, by authority: Authority
    ) async throws(JournalError) -> Receipt {
        try await note(.retentionSet(retention, of: stream, by: authority), about: stream) { state in
            state.retentions[stream] = retention
        }
    }

    /// See `Journal`.
    @discardableResult
    public func erase(_ stream: StreamName, by authority: Authority) async throws(JournalError) -> Receipt {
        try await note(.streamErased(stream, by: authority), about: stream) { state throws(JournalError) in
            if state.retentions[stream]?.legalHold == true { throw .held(stream) }
            try state.erase(stream, self.projections)
        }
    }

    /// See `Journal`.
    public func verify(against head: Head?, deep: Bool) async throws(JournalError) -> Verification {
        try read { state in state.verify(genesis: self.genesis, against: head) }
    }

    /// See `Journal`.
    @discardableResult
    public func rebuild() async throws(JournalError) -> Hash256 {
        try transaction { state throws(JournalError) in try state.rebuild(self.projections) }
        return try await projectionDigest()
    }

    /// See `Journal`.
    public func projectionDigest() async throws(JournalError) -> Hash256 {
        try read { state in
            var digest = RowDigest()
            for name in self.projections.map(\.name).sorted() {
                for row in state.allRows(of: name) { digest.add(name, row) }
            }
            return digest.hash
        }
    }

    /// See `Journal`.
    public func countAnonymousRefusal(on day: String) async throws(JournalError) {
        try transaction { $0.refusals[day, default: 0] += 1 }
    }

    /// See `Journal`.
    public func anonymousRefusals() async throws(JournalError) -> [String: Int] { try read { $0.refusals } }

    /// See `Journal`.
    public func close() async throws(JournalError) { state.withLock { $0.isClosed = true } }

    private func note(
        _ draft: Draft, about stream: StreamName, _ change: (inout State) throws(JournalError) -> Void
    ) async throws(JournalError) -> Receipt {
        try draft.validate()
        return try transaction { state throws(JournalError) in
            guard state.versions[stream] != nil, stream != .journal else { throw .unknown(stream) }
            if state.erased.contains(stream) { throw .erased(stream) }
            try self.tick(&state)
            try change(&state)
            try state.add(draft, to: .journal, self.projections)
            let head = state.chain.head
            return Receipt(positions: head.position..<(head.position + 1), head: head)
        }
    }

    private func tick(_ state: inout State) throws(JournalError) {
        guard let jump = state.chain.tick(clock) else { return }
        try state.add(.clockJumped(jump, heldAt: state.chain.time.last), to: .journal, projections)
    }

    private func read<R: Sendable>(_ body: (State) throws(JournalError) -> R) throws(JournalError) -> R {
        let copy = state.withLock { $0 }
        if copy.isClosed { throw .closed }
        return try body(copy)
    }

    private func transaction<R: Sendable>(
        _ body: (inout State) throws(JournalError) -> R
    ) throws(JournalError) -> R {
        let result = state.withLock { state -> Result<R, JournalError> in
            do throws(JournalError) {
                if state.isClosed { throw .closed }
                var copy = state
                let result = try body(&copy)
                state = copy
                return .success(result)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

/// Texts compared as UTF-8 bytes, as SQLite does.
private struct RowOrder: Comparable {
    var text: String
    init(_ text: String) { self.text = text }
    static func < (left: Self, right: Self) -> Bool { left.text.utf8.lexicographicallyPrecedes(right.text.utf8) }
}
