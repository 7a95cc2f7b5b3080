/// How long a stream's content is kept, and whether a legal hold forbids its disposal.
public struct Retention: Hashable, Sendable {
    /// The class in the organisation's records schedule, for example `5y`.
    public var retentionClass: String?
    /// The end of retention: milliseconds since 1970 UTC. Nothing happens by itself when it passes.
    public var until: Int64?
    /// While true, nothing may be destroyed.
    public var legalHold: Bool

    /// Makes a retention.
    public init(retentionClass: String? = nil, until: Int64? = nil, legalHold: Bool = false) {
        self.retentionClass = retentionClass
        self.until = until
        self.legalHold = legalHold
    }
}

/// Who acts, for an entry that the journal writes itself.
public struct Authority: Hashable, Sendable {
    /// The opaque id of the person.
    public var actor: String
    /// The post acted for.
    public var post: String?
    /// The reference of the approval: for a disposal, the approved disposal's matter and paper.
    public var reference: String
    /// Who approved it, as an opaque id; nil when that is said by the reference alone.
    public var approver: String?
    /// Why.
    public var reason: String
    /// When it was decided: milliseconds since 1970 UTC.
    public var happenedAt: Int64

    /// Makes an authority.
    public init(
        actor: String, post: String? = nil, reference: String, approver: String? = nil, reason: String = "",
        happenedAt: Int64
    ) {
        self.actor = actor
        self.post = post
        self.reference = reference
        self.approver = approver
        self.reason = reason
        self.happenedAt = happenedAt
    }
}

/// One stream, as `streams(prefix:)` lists it. It holds nothing that a disposal would have to destroy.
public struct StreamSummary: Hashable, Sendable {
    /// The stream.
    public var stream: StreamName
    /// Its last version.
    public var version: Int
    /// The kind of its first entry.
    public var kind: String
    /// When its first entry happened: milliseconds since 1970 UTC.
    public var openedAt: Int64
    /// The kind of its last entry.
    public var lastKind: String
    /// When its last entry was entered: milliseconds since 1970 UTC.
    public var enteredAt: Int64

    /// Makes a summary.
    public init(
        stream: StreamName, version: Int, kind: String, openedAt: Int64, lastKind: String, enteredAt: Int64
    ) {
        self.stream = stream
        self.version = version
        self.kind = kind
        self.openedAt = openedAt
        self.lastKind = lastKind
        self.enteredAt = enteredAt
    }
}
