/// The name of one stream of entries: a matter, a register's object, the house.
///
/// Examples: `matter:2026-0001`, `house`, `register:asset:a1`. It stands in the chain for ever, so that it never
/// carries anything personal. At most 200 UTF-8 bytes, not empty, without control characters; `append` checks it.
public struct StreamName: Hashable, Sendable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name as written.
    public var text: String

    /// Makes a name. It is checked when something is appended.
    public init(_ text: String) { self.text = text }

    /// Makes one of a literal.
    public init(stringLiteral value: String) { text = value }

    /// The stream of the journal's own entries: jumps of the clock, retention, holds, disposals.
    public static let journal: StreamName = "journal"

    /// As it is written for people and in logs.
    public var description: String { text }

    /// Compared as UTF-8 bytes.
    public static func < (left: StreamName, right: StreamName) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}
