import Engine
import Notation
import Rules

/// The words of a matter: what it is searched by, and what a list says it is about.
///
/// An entry that was struck through is not searched by.
struct MatterTexts {
    /// Everything that can be searched, each text once.
    private(set) var all: [String] = []
    /// What it is about, in a few words.
    private(set) var title = ""
    /// The beginning of what was reported.
    private(set) var summary = ""

    private static let titleLength = 60
    private static let summaryLength = 200

    init(matter: Matter, events: [Event], rulebook: Rulebook) {
        let written = Set(
            rulebook.facts.filter { fact in if case .text = fact.domain { true } else { false } }.map(\.id))
        let label = rulebook.matters.first { $0.id == matter.kind }?.label ?? Label()
        var seen: Set<String> = []
        func add(_ text: String) {
            if !text.isEmpty, seen.insert(text).inserted { all.append(text) }
        }
        var struck: Set<Int> = []
        for change in events.flatMap(\.changes) {
            if case .struck(let entry) = change { struck.insert(entry) }
        }
        for text in [matter.id, label.ja, label.en] { add(text) }
        let known = all.count
        for (number, event) in events.enumerated() where !struck.contains(number + 1) {
            add(event.text)
            add(event.reason)
            add(event.actor.onBehalf)
            for change in event.changes {
                switch change {
                case .answered(let answered):
                    guard written.contains(answered.fact), case .values(let values) = answered.value else { continue }
                    for value in values { add(value) }
                case .written(let paper): for field in paper.fields { add(field.value) }
                case .itemAdded(let item):
                    add(item.text)
                    add(item.row)
                case .statement(let speaker): add(speaker)
                // What is sealed is found by nothing of it.
                case .evidenceKept(let file) where !file.sealed:
                    add(file.name)
                    add(file.from)
                case .opened, .done, .passedOn, .asked, .decided, .itemMoved, .bound, .roundBegun, .wayUsed, .deviated,
                    .warned, .childOpened, .childEnded, .struck, .linked, .ended, .reopened, .handedOver, .moved,
                    .excluded, .readmitted, .excludedAbove, .readmittedAbove, .shown, .unshown, .childReopened,
                    .evidenceKept, .evidencePassed, .evidenceSealed, .evidenceOpened:
                    continue
                }
            }
            // What the first entry says, it is about.
            if number == 0, all.count > known { describe(all[known]) }
        }
    }

    private mutating func describe(_ text: String) {
        let lines = text.split(whereSeparator: \.isNewline)
        var first = lines.first ?? ""
        // A report has a heading before each of its lines: that of the first says nothing in a list. One that somebody
        // wrote of their own accord, such as 【至急】, stays.
        if first.hasPrefix("【"), lines.dropFirst().contains(where: { $0.hasPrefix("【") }),
            let end = first.firstIndex(of: "】"), end < first.index(before: first.endIndex)
        {
            first = first[first.index(after: end)...]
        }
        title = String(first.prefix(Self.titleLength))
        summary = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if summary.count > Self.summaryLength { summary = summary.prefix(Self.summaryLength - 1) + "…" }
    }
}

extension MatterState {
    /// Where a folded matter stands.
    init(of matter: Matter) {
        self =
            switch matter.ended?.how {
            case nil: .open
            case .closed: .closed
            case .withdrawn: .withdrawn
            case .merged: .merged
            case .falseAlarm: .falseAlarm
            }
    }
}
