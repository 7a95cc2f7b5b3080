import Notation
import Rules

/// How moments are read from what people write, and written for them.
///
/// A parameter of what reads and shows reports, so that the calendar is one decision of whoever wires it.
public struct ReportDates: Sendable {
    /// What somebody's words for a time come to.
    public enum Meaning: Hashable, Sendable {
        case moment(Instant)
        /// A date that is understood and cannot be, with what is wrong with it; empty when there is nothing to add.
        case impossible(Label)
        /// No date at all, such as 今朝: kept as words.
        case words
    }

    /// Reads what was written, seen from a moment.
    public var read: @Sendable (String, Instant) -> Meaning
    /// Writes a moment with its era and its year.
    public var write: @Sendable (Instant) -> String

    /// Makes a way of reading and writing moments.
    public init(
        read: @escaping @Sendable (String, Instant) -> Meaning, write: @escaping @Sendable (Instant) -> String
    ) {
        self.read = read
        self.write = write
    }
}
