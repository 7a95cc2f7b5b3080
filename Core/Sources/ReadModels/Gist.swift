import Engine
import Notation
import Rules

/// What a matter is about, as its first entry says it: what was reported or applied for, and by whom.
public struct Gist: Hashable, Sendable {
    /// The words of the entry, and what it answers in words; a line for each.
    public var lines: [String]
    /// When it happened.
    public var at: Instant
    /// Who reported it or opened the matter.
    public var by: String

    /// Longer words are read in the record.
    private static let longest = 300

    /// Nil when the entry is not at hand, was struck through, or says nothing.
    public init?(_ sight: MatterSight) {
        guard let first = sight.first, first.struck == nil else { return nil }
        let (words, event) = (sight.words, first.event)
        var lines = event.text.isEmpty ? [] : [event.text]
        for case .answered(let it) in event.changes {
            guard let fact = words.program.fact(it.fact), case .text = fact.domain, case .values(let values) = it.value
            else { continue }
            lines += values.filter { $0 != event.text }.map { "\(words.fact(it.fact))：\($0)" }
        }
        guard !lines.isEmpty else { return nil }
        self.lines = lines.map { $0.count > Self.longest ? $0.prefix(Self.longest) + "…" : $0 }
        at = event.happened
        by = words.actor(event.actor)
    }
}
