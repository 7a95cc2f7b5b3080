import Notation
import Rules

extension Matter {
    /// A file of evidence, with everything that was done with it.
    public struct Evidence: Hashable, Sendable {
        /// The SHA-256 of its content, as 64 hexadecimal digits.
        public var file: String
        /// The length in bytes.
        public var size: Int
        public var name: String
        /// Illegal or malicious: opened only by the posts that the organisation named.
        public var isSealed: Bool
        /// The line of custody, oldest first.
        public var custody: [Custody]
        /// Who had it opened, oldest first.
        public var openings: [Opening]
        /// Who sealed it after it was taken in; nil where it came sealed, or is not.
        public var sealing: Opening?
    }

    /// Evidence went from one to another.
    public struct Custody: Hashable, Sendable {
        public var from: String
        public var to: String
        public var at: Instant
        public var entry: Int
    }

    /// Evidence was taken out to be looked at, or sealed.
    public struct Opening: Hashable, Sendable {
        public var person: String
        public var post: String
        public var at: Instant
        public var entry: Int
    }

    mutating func applyEvidence(_ change: Change, of event: Event) {
        func index(_ file: String) -> Int? { evidence.firstIndex { $0.file == file } }
        func custody(_ from: String, _ to: String) -> Custody {
            Custody(from: from, to: to, at: event.happened, entry: entries)
        }
        func opening() -> Opening {
            Opening(person: event.actor.person, post: event.actor.post, at: event.happened, entry: entries)
        }
        switch change {
        case .evidenceKept(let kept):
            let first = custody(kept.from, kept.to)
            if let known = index(kept.file) {
                evidence[known].custody.append(first)
                evidence[known].isSealed = evidence[known].isSealed || kept.sealed
            } else {
                evidence.append(
                    Evidence(
                        file: kept.file, size: kept.size, name: kept.name, isSealed: kept.sealed, custody: [first],
                        openings: []))
            }
        case .evidencePassed(let file, let from, let to):
            if let known = index(file) { evidence[known].custody.append(custody(from, to)) }
        case .evidenceSealed(let file):
            if let known = index(file) {
                evidence[known].isSealed = true
                evidence[known].sealing = opening()
            }
        case .evidenceOpened(let file):
            if let known = index(file) { evidence[known].openings.append(opening()) }
        default: break
        }
    }
}
