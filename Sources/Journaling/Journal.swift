/// The record of one organisation: append-only, hash-chained, with content that can be destroyed.
///
/// Two kinds of store keep this contract, and `JournalCompliance` holds both to it. Every method may throw `closed`,
/// `io` and `corrupt`; the others are named where they occur.
public protocol Journal: Sendable {
    /// The organisation's id.
    var organisation: String { get }

    /// Appends to one stream or to several, all or nothing, and returns when it is durable.
    ///
    /// - Throws: `conflict` when a stream is not at the expected version, `erased` after a disposal, `invalid`,
    ///   `readOnly`, `diskFull`. Nothing was written then.
    @discardableResult
    func append(_ batches: [StreamBatch]) async throws(JournalError) -> Receipt

    /// The entries of one stream after a version, oldest first; empty when the stream is unknown.
    func entries(of stream: StreamName, after version: Int) async throws(JournalError) -> [RecordedEntry]

    /// The entries of all streams whose names begin with this, oldest first.
    func entries(ofAll prefix: String) async throws(JournalError) -> [RecordedEntry]

    /// At most `limit` entries of the whole journal after a position, oldest first.
    func entries(after position: Int, limit: Int) async throws(JournalError) -> [RecordedEntry]

    /// The last position and its hash.
    func head() async throws(JournalError) -> Head

    /// The streams whose names begin with this, by name.
    func streams(prefix: String) async throws(JournalError) -> [StreamSummary]

    /// Rows of a registered projection, by order, then stream, then key.
    ///
    /// - Throws: `notFound` for a name that is not registered.
    func rows(of projection: String, _ query: RowQuery) async throws(JournalError) -> [StreamRow]

    /// The retention of a stream; nil when the stream is unknown.
    func retention(of stream: StreamName) async throws(JournalError) -> Retention?

    /// Sets retention or hold, as an entry `retention.set` of the journal's own stream.
    ///
    /// - Throws: `notFound`, `erased`, and those of `append`.
    @discardableResult
    func setRetention(
        _ retention: Retention, of stream: StreamName, by authority: Authority
    ) async throws(JournalError) -> Receipt

    /// Destroys a stream's key and with it all its content, as an entry `stream.erased` of the journal's own stream.
    ///
    /// The entries stay, verify still passes and says 廃棄済. Copies of the store that were made before keep the key.
    ///
    /// - Throws: `held` under a legal hold, `notFound`, `erased` when it was done before, and those of `append`.
    @discardableResult
    func erase(_ stream: StreamName, by authority: Authority) async throws(JournalError) -> Receipt

    /// Checks the chain from the first entry to the last and names the first thing that is wrong.
    ///
    /// - Parameters:
    ///   - head: A head kept elsewhere: finds a cut tail and a chain that was rewritten as a whole.
    ///   - deep: Whether each content is opened and compared with its commitment.
    func verify(against head: Head?, deep: Bool) async throws(JournalError) -> Verification

    /// Derives all read models anew from the entries and returns their digest, which equals the one before.
    @discardableResult
    func rebuild() async throws(JournalError) -> Hash256

    /// A digest over all rows of all read models.
    func projectionDigest() async throws(JournalError) -> Hash256

    /// Counts a refused attempt of nobody known. Attempts of known persons are entries (`attempt.refused`).
    ///
    /// - Parameter day: The day, as `2026-04-01`.
    func countAnonymousRefusal(on day: String) async throws(JournalError)

    /// The counts by day.
    func anonymousRefusals() async throws(JournalError) -> [String: Int]

    /// Ends all writing and gives the store back. Appends under way are finished first.
    func close() async throws(JournalError)
}

extension Journal {
    /// Appends to one stream; see `append(_:)`.
    @discardableResult
    public func append(
        _ drafts: [Draft], to stream: StreamName, expecting version: ExpectedVersion
    ) async throws(JournalError) -> Receipt {
        try await append([StreamBatch(stream, expecting: version, drafts: drafts)])
    }

    /// All entries of one stream.
    public func entries(of stream: StreamName) async throws(JournalError) -> [RecordedEntry] {
        try await entries(of: stream, after: 0)
    }

    /// All streams.
    public func streams() async throws(JournalError) -> [StreamSummary] { try await streams(prefix: "") }

    /// All rows of a projection.
    public func rows(of projection: String) async throws(JournalError) -> [StreamRow] {
        try await rows(of: projection, RowQuery())
    }
}
