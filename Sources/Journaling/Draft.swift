import Notation

/// An entry before it has a place: what the caller knows.
public struct Draft: Hashable, Sendable {
    /// What happened, for example `step.done`.
    public var kind: String
    /// The version of the payload's shape, from 1.
    public var kindVersion: Int
    /// When it happened: milliseconds since 1970 UTC.
    public var happenedAt: Int64
    /// The opaque id of the person who enters it. Never a name.
    public var actor: String
    /// The post acted for.
    public var post: String?
    /// The person on whose behalf it is entered, as an opaque id.
    public var onBehalf: String?
    /// Facts, free text, names: kept encrypted outside the chain.
    public var payload: JSON

    /// Makes a draft.
    public init(
        kind: String, kindVersion: Int = 1, happenedAt: Int64, actor: String, post: String? = nil,
        onBehalf: String? = nil, payload: JSON = .object([])
    ) {
        self.kind = kind
        self.kindVersion = kindVersion
        self.happenedAt = happenedAt
        self.actor = actor
        self.post = post
        self.onBehalf = onBehalf
        self.payload = payload
    }
}

/// What the caller believes about a stream when it appends.
public enum ExpectedVersion: Hashable, Sendable, ExpressibleByIntegerLiteral {
    /// The stream's last version is this; 0 says that the stream is new.
    case exactly(Int)
    /// Whatever it is: for entries that depend on nothing, such as refused attempts.
    case any

    /// Makes one of a literal.
    public init(integerLiteral value: Int) { self = .exactly(value) }
}

/// The drafts for one stream, appended together with those of others or not at all.
public struct StreamBatch: Hashable, Sendable {
    /// The stream.
    public var stream: StreamName
    /// What the caller read before it decided.
    public var expecting: ExpectedVersion
    /// At least one draft, in order.
    public var drafts: [Draft]

    /// Makes a batch.
    public init(_ stream: StreamName, expecting: ExpectedVersion, drafts: [Draft]) {
        self.stream = stream
        self.expecting = expecting
        self.drafts = drafts
    }
}

/// The acknowledgement of an append: what was entered is durable.
public struct Receipt: Hashable, Sendable {
    /// The positions of the drafts, in the order in which they were given.
    public var positions: Range<Int>
    /// The last of these entries: position and hash, to be printed for the person.
    public var head: Head

    /// Makes a receipt.
    public init(positions: Range<Int>, head: Head) {
        self.positions = positions
        self.head = head
    }
}

extension StreamBatch {
    /// Refuses names and kinds that could not stand in the chain for ever.
    package func validate() throws(JournalError) {
        guard !drafts.isEmpty else { throw .invalid("記録する内容がありません", "nothing to append to \(stream)") }
        try Self.check(stream.text, "stream", limit: 200)
        guard stream != .journal else {
            throw .invalid("この記録の流れには書けません", "the stream \"journal\" is written by the journal itself")
        }
        for draft in drafts { try draft.validate() }
    }

    fileprivate static func check(_ text: String, _ field: String, limit: Int) throws(JournalError) {
        guard !text.isEmpty, text.utf8.count <= limit, text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw .invalid(
                "\(field) の値が使えません（空，\(limit)バイト超，又は制御文字）",
                "\(field) is empty, longer than \(limit) bytes or has a control character")
        }
    }
}

extension Draft {
    package func validate() throws(JournalError) {
        try StreamBatch.check(kind, "kind", limit: 100)
        try StreamBatch.check(actor, "actor", limit: 200)
        if let post { try StreamBatch.check(post, "post", limit: 200) }
        if let onBehalf { try StreamBatch.check(onBehalf, "onBehalf", limit: 200) }
        guard kindVersion >= 1 else { throw .invalid("種別の版は1以上です", "kindVersion is below 1") }
    }
}
