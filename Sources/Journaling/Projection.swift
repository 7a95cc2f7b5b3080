import Notation

/// One row of a read model.
public struct ProjectionRow: Hashable, Sendable {
    /// Unique within the projection and the stream.
    public var key: String
    /// What lists are ordered and bounded by, compared as UTF-8 bytes; for times, digits of fixed width.
    public var order: String
    /// What may stay for ever: ids, kinds, times. Stored as it is.
    public var value: JSON
    /// Free text and names. Stored under the stream's key and gone with it.
    public var personal: JSON?

    /// Makes a row.
    public init(key: String, order: String = "", value: JSON, personal: JSON? = nil) {
        self.key = key
        self.order = order
        self.value = value
        self.personal = personal
    }
}

/// A read model that the store keeps up in the transaction of the entries themselves.
///
/// Its rows are partitioned by stream: `apply` sees and writes only the rows of the entry's own stream, and they
/// must follow from that stream's entries alone. That is what lets a disposal re-derive one stream, and a rebuild
/// all of them, to the same bytes.
public protocol Projection: Sendable {
    /// The name, unique in the program.
    var name: String { get }
    /// Raised whenever the rows would come out differently; the store then derives them anew at opening.
    var version: Int { get }
    /// Applies one entry. After a disposal the payload is `.erased`, and must not be an error.
    func apply(_ recorded: RecordedEntry, to rows: any ProjectionRows) throws(JournalError)
}

/// The rows of one projection and one stream, inside the store's transaction.
public protocol ProjectionRows {
    /// The row with this key.
    func row(_ key: String) throws(JournalError) -> ProjectionRow?
    /// Writes a row, in place of the one with its key.
    func put(_ row: ProjectionRow) throws(JournalError)
    /// Takes a row away, if it is there.
    func remove(_ key: String) throws(JournalError)
}

/// Which rows of a projection to read.
public struct RowQuery: Hashable, Sendable {
    /// Only rows of streams whose name begins so.
    public var streamPrefix: String
    /// Only rows with an order not below this.
    public var from: String?
    /// Only rows with an order below this.
    public var below: String?
    /// At most so many rows.
    public var limit: Int

    /// Makes a query; without arguments it reads all rows.
    public init(streamPrefix: String = "", from: String? = nil, below: String? = nil, limit: Int = .max) {
        self.streamPrefix = streamPrefix
        self.from = from
        self.below = below
        self.limit = limit
    }
}

/// A row with the stream that it was derived from.
public struct StreamRow: Hashable, Sendable {
    /// The stream.
    public var stream: StreamName
    /// The row.
    public var row: ProjectionRow

    /// Makes a row.
    public init(stream: StreamName, row: ProjectionRow) {
        self.stream = stream
        self.row = row
    }
}

/// The read model behind `streams(prefix:)`: one row for each stream, written with its first entry. Every store keeps it.
///
/// The version and the last entry are not in it: the index of the entries gives them, and an append touches no more
/// pages than it must.
public struct StreamList: Projection {
    /// The one name.
    public static let name = "streams"

    /// The name, unique in the program.
    public var name: String { Self.name }
    /// The version of the rows.
    public var version: Int { 1 }

    /// Makes the projection.
    public init() {}

    /// See `Projection`.
    public func apply(_ recorded: RecordedEntry, to rows: any ProjectionRows) throws(JournalError) {
        let entry = recorded.entry
        guard entry.version == 1 else { return }
        try rows.put(
            ProjectionRow(key: "", value: ["kind": .string(entry.kind), "opened": .int(Int(entry.happenedAt))]))
    }

    /// Joins a row and the stream's last entry; nil when the row is damaged.
    package static func summary(
        _ stream: StreamName, _ value: JSON, version: Int, lastKind: String, enteredAt: Int64
    ) -> StreamSummary? {
        guard let kind = value["kind"]?.string, let opened = value["opened"]?.int else { return nil }
        return StreamSummary(
            stream: stream, version: version, kind: kind, openedAt: Int64(opened), lastKind: lastKind,
            enteredAt: enteredAt)
    }
}
