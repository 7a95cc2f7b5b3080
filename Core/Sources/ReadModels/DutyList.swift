import Engine
import Notation
import Rules

/// What a reader owes over all matters, by urgency.
public struct DutyList: Hashable, Sendable {
    /// How soon something must be done.
    public enum Urgency: String, Hashable, Sendable, CaseIterable {
        case overdue, soon, untimed, later
    }

    /// A duty with its matter.
    public struct Line: Hashable, Sendable {
        public var duty: DutyView
        /// What kind of matter it is of.
        public var kind: String
        public var exercise: Bool
    }

    /// The lines of one urgency.
    public struct Group: Hashable, Sendable {
        public var urgency: Urgency
        public var lines: [Line]
    }

    public var groups: [Group]
    /// How many are owed.
    public var count: Int { groups.reduce(0) { $0 + $1.lines.count } }

    /// Due within this is soon: a day.
    public static let soon: Int64 = 86_400_000

    /// Groups the reader's own duties; what is of others is left out.
    public init(_ lines: [Line], at: Instant) {
        func urgency(_ duty: DutyView) -> Urgency {
            guard let due = duty.due else { return .untimed }
            if due < at { return .overdue }
            return due <= at.adding(milliseconds: Self.soon) ? .soon : .later
        }
        let mine = Dictionary(grouping: lines.filter(\.duty.isMine)) { urgency($0.duty) }
        groups = Urgency.allCases.compactMap { urgency in
            guard let lines = mine[urgency] else { return nil }
            let sorted = lines.sortedStably { ($0.duty.due ?? $0.duty.since) < ($1.duty.due ?? $1.duty.since) }
            return Group(urgency: urgency, lines: sorted)
        }
        // Beside the first of them, as they are shown.
        var noted = groups.flatMap(\.lines).map(\.duty).notingTogether()[...]
        for group in groups.indices {
            for line in groups[group].lines.indices { groups[group].lines[line].duty = noted.removeFirst() }
        }
    }

    /// The lines that one matter gives for a reader.
    public static func lines(
        _ situation: Situation, of matter: Matter, words: Words, reader: String
    ) -> [Line] {
        situation.duties.filter { $0.falls(to: reader) }.map {
            Line(
                duty: DutyView($0, of: matter, words: words, reader: reader),
                kind: words.matter(matter.kind.text), exercise: matter.exercise)
        }
    }
}
