import Crypto
import Notation

/// Gives drafts their places in the chain. A store keeps one, copies it for a transaction and keeps the copy when
/// the transaction is durable.
package struct ChainBuilder: Sendable {
    /// The last entry.
    package private(set) var head: Head
    /// The time of the last entry, and the clock.
    package private(set) var time: EnteredTime
    private var encoder = EntryEncoder()

    package init(head: Head, lastEntered: Int64) {
        self.head = head
        time = EnteredTime(last: lastEntered)
    }

    /// Reads the clock once for all entries of a transaction; a jump must be entered first.
    package mutating func tick(_ clock: JournalClock) -> ClockJump? { time.read(clock).jump }

    /// Makes the next entry.
    package mutating func add(
        _ draft: Draft, to stream: StreamName, version: Int, commitment: Hash256
    ) -> Entry {
        var entry = Entry(
            position: head.position + 1, stream: stream, version: version, kind: draft.kind,
            kindVersion: draft.kindVersion, happenedAt: draft.happenedAt, enteredAt: time.last, actor: draft.actor,
            post: draft.post, onBehalf: draft.onBehalf, commitment: commitment, previous: head.hash, hash: head.hash)
        entry.hash = encoder.hash(of: entry)
        head = entry.head
        return entry
    }
}

extension Draft {
    /// The id under which the journal itself makes entries.
    package static let program = "shodo"

    package static func clockJumped(_ jump: ClockJump, heldAt: Int64) -> Draft {
        Draft(
            kind: "clock.jumped", happenedAt: jump.reading, actor: program,
            payload: [
                "expected": .int(Int(jump.expected)), "reading": .int(Int(jump.reading)), "entered": .int(Int(heldAt)),
            ])
    }

    package static func retentionSet(_ retention: Retention, of stream: StreamName, by authority: Authority) -> Draft {
        Draft(
            kind: "retention.set", happenedAt: authority.happenedAt, actor: authority.actor, post: authority.post,
            payload: .compact(
                ("stream", .string(stream.text)), ("reference", .string(authority.reference)),
                ("approver", authority.approver.map(JSON.string)),
                ("reason", authority.reason.isEmpty ? nil : .string(authority.reason)),
                ("class", retention.retentionClass.map(JSON.string)), ("until", retention.until.map { .int(Int($0)) }),
                ("hold", .bool(retention.legalHold))))
    }

    package static func streamErased(_ stream: StreamName, by authority: Authority) -> Draft {
        Draft(
            kind: "stream.erased", happenedAt: authority.happenedAt, actor: authority.actor, post: authority.post,
            payload: .compact(
                ("stream", .string(stream.text)), ("reference", .string(authority.reference)),
                ("approver", authority.approver.map(JSON.string)),
                ("reason", authority.reason.isEmpty ? nil : .string(authority.reason))))
    }
}

/// A payload with the salt that hides it in its commitment.
package struct Commitment: Sendable {
    package static let saltLength = 16
    /// The salt followed by the payload.
    package var salted: [UInt8]
    /// SHA-256 over both.
    package var hash: Hash256

    /// Salts a payload.
    package init(salting payload: JSON) {
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        for _ in 0..<(Self.saltLength / 8) {
            withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) }
        }
        bytes.append(contentsOf: payload.bytes)
        self.init(salted: bytes)
    }

    package init(salted: [UInt8]) {
        self.salted = salted
        hash = Hash256(of: salted)
    }

    /// The payload without its salt; nil when there is not even a salt.
    package var payload: [UInt8]? { salted.count < Self.saltLength ? nil : Array(salted[Self.saltLength...]) }
}
