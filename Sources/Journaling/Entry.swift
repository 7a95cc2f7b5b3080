/// One line of the journal, as the hash chain holds it: everything but the personal content.
public struct Entry: Hashable, Sendable {
    /// The place in the organisation's journal, from 1, without gaps.
    public var position: Int
    /// The stream that it belongs to.
    public var stream: StreamName
    /// The place in the stream, from 1, without gaps.
    public var version: Int
    /// What happened, for example `step.done`. Chosen once and never renamed.
    public var kind: String
    /// The version of the payload's shape, from 1.
    public var kindVersion: Int
    /// When it happened, as the actor said: milliseconds since 1970 UTC.
    public var happenedAt: Int64
    /// When it was entered: milliseconds since 1970 UTC, never before the entry that precedes it.
    public var enteredAt: Int64
    /// The opaque id of the person, or of the program, that made the entry.
    public var actor: String
    /// The post that the actor acted for.
    public var post: String?
    /// The person on whose behalf it was entered.
    public var onBehalf: String?
    /// SHA-256 over the salt and the payload, which lie outside the chain.
    public var commitment: Hash256
    /// The hash of the entry before this one; of the first, the journal's genesis.
    public var previous: Hash256
    /// SHA-256 over the canonical encoding of all the above (see `EntryEncoder`).
    public var hash: Hash256

    /// Makes an entry from stored values; nothing is checked.
    public init(
        position: Int, stream: StreamName, version: Int, kind: String, kindVersion: Int, happenedAt: Int64,
        enteredAt: Int64, actor: String, post: String?, onBehalf: String?, commitment: Hash256, previous: Hash256,
        hash: Hash256
    ) {
        self.position = position
        self.stream = stream
        self.version = version
        self.kind = kind
        self.kindVersion = kindVersion
        self.happenedAt = happenedAt
        self.enteredAt = enteredAt
        self.actor = actor
        self.post = post
        self.onBehalf = onBehalf
        self.commitment = commitment
        self.previous = previous
        self.hash = hash
    }

    /// The position and hash of this entry.
    public var head: Head { Head(position: position, hash: hash) }
}

/// A position and the hash of its entry: who keeps it can later tell whether anything up to there was changed.
///
/// Written `POSITION:HASH`, as receipts, prints and backups carry it.
public struct Head: Hashable, Sendable, CustomStringConvertible {
    /// The position; 0 for an empty journal.
    public var position: Int
    /// The hash of the entry at the position; of an empty journal, its genesis.
    public var hash: Hash256

    /// Makes a head.
    public init(position: Int, hash: Hash256) {
        self.position = position
        self.hash = hash
    }

    /// Reads `POSITION:HASH`; nil when the text is anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let position = Int(parts[0]), position >= 0, let hash = Hash256(hex: String(parts[1]))
        else { return nil }
        self.init(position: position, hash: hash)
    }

    /// As it is written for people and in logs.
    public var description: String { "\(position):\(hash)" }
}
