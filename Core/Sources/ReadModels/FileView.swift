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
        custody = words.custody(of: file)
    }
}

extension Words {
    /// What sealing means here, before it is done.
    var sealing: String {
        let openers = house.openers.map { post($0.text) }.joined(separator: say("・", ", "))
        if !openers.isEmpty {
            return say(
                "封印は解けません。取り出せるのは\(openers)だけになります。", "A seal stays. Only \(openers) will take it out.")
        }
        return say(
            "封印は解けません。取り出せる役職がまだ定められていないので，定めるまでだれも取り出せなくなります。",
            "A seal stays, and nobody will take it out until a post is named for that.")
    }

    /// Whose hands a file went through, who sealed it and who took it out, in the order of the record.
    public func custody(of file: Matter.Evidence) -> [FileView.Line] {
        var lines = file.custody.enumerated().map { nth, hand in
            let (from, to) = (person(hand.from), person(hand.to))
            let isAttached = nth == 0 && hand.from == hand.to
            let text = isAttached ? from + say("が添えた", " attached it") : "\(from) → \(to)"
            return (entry: hand.entry, line: FileView.Line(at: hand.at, text: text))
        }
        if let sealing = file.sealing {
            let text = person(sealing.person) + say("が封印した", " sealed it")
            lines.append((sealing.entry, .init(at: sealing.at, text: text)))
        }
        lines += file.openings.map {
            ($0.entry, .init(at: $0.at, text: person($0.person) + say("が取り出した", " took it out")))
        }
        return lines.sorted { $0.entry < $1.entry }.map(\.line)
    }

    /// A size in whole kilobytes or megabytes.
    func size(_ bytes: Int) -> String {
        bytes < 1_048_576 ? "\(max(1, (bytes + 1023) / 1024))KB" : "\((bytes + 524_288) / 1_048_576)MB"
    }
}
