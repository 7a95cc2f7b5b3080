import Engine
import Notation
import Rules

/// A file of evidence with its line of custody.
public struct FileView: Hashable, Sendable {
    /// Something that was done with it.
    public struct Line: Hashable, Sendable {
        public var at: Instant
        public var text: String
    }

    /// The SHA-256 of its content.
    public var id: String
    public var name: String
    /// Its size in words.
    public var size: String
    /// Illegal or malicious: only named posts take it out, with a reason.
    public var isSealed: Bool
    /// From whom to whom it went and who took it out, the oldest first.
    public var custody: [Line]
}

extension FileView {
    init(_ file: Matter.Evidence, words: Words) {
        id = file.file
        name = file.name
        size = words.size(file.size)
        isSealed = file.isSealed
        let hands = file.custody.map { hand in
            let (from, to) = (words.person(hand.from), words.person(hand.to))
            return (
                hand.entry,
                Line(at: hand.at, text: from == to ? from + words.say("が添えた", " attached it") : "\(from) → \(to)")
            )
        }
        let openings = file.openings.map {
            ($0.entry, Line(at: $0.at, text: words.person($0.person) + words.say("が取り出した", " took it out")))
        }
        custody = (hands + openings).sorted { $0.0 < $1.0 }.map(\.1)
    }
}

extension Words {
    /// A size in whole kilobytes or megabytes.
    func size(_ bytes: Int) -> String {
        bytes < 1_048_576 ? "\(max(1, (bytes + 1023) / 1024))KB" : "\((bytes + 524_288) / 1_048_576)MB"
    }
}
