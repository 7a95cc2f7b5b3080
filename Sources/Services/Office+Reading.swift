import Engine
import Journaling
import Notation
import Rules

/// One entry of a matter, as people read it.
public struct TimelineEntry: Hashable, Sendable {
    /// Its place in the matter, from 1: what corrections name.
    public var number: Int
    /// Its place in the journal, and its hash.
    public var head: Head
    /// What was entered.
    public var event: Event
    /// The entry that struck this one through, if any.
    public var struckBy: Int?
    /// The prohibitions it went against, with their clauses.
    public var deviations: [(gate: String, clauses: [Clause.ID])] {
        event.changes.compactMap { change in
            if case .deviated(let gate, let clauses) = change { (gate, clauses) } else { nil }
        }
    }
}

/// One line of the list of matters.
public struct MatterSummary: Hashable, Sendable {
    /// The number.
    public var id: String
    /// The kind of matter, as the rulebook names it.
    public var kind: String
    /// `open`, or how it ended; `erased` after a disposal.
    public var state: String
    /// Whether it is a drill.
    public var exercise: Bool
    /// The matter that it was opened from; empty when none.
    public var parent: String
    /// The edition that it runs under.
    public var edition: String
    /// When it began.
    public var openedAt: Instant
    /// When the last entry was made.
    public var lastEntered: Instant
    /// How many entries it has.
    public var entries: Int
}

/// Which matters to list.
public struct MatterFilter: Hashable, Sendable {
    /// Only open ones, or only ended ones; nil means both.
    public var open: Bool?
    /// Only matters of this kind; nil means all.
    public var kind: String?
    /// Only drills, or none; nil means both.
    public var exercise: Bool?

    /// Makes a filter that lets everything through unless something is said.
    public init(open: Bool? = nil, kind: String? = nil, exercise: Bool? = nil) {
        self.open = open
        self.kind = kind
        self.exercise = exercise
    }
}

extension Office {
    /// A matter as it stood at a moment, of what had happened by then; by default, now.
    ///
    /// What was entered later than it happened, from a paper log, counts from when it happened.
    /// - Throws: `OfficeError` when there is no such matter, or was none yet.
    public func matter(_ id: String, at: Instant? = nil) async throws -> Matter {
        guard let now = try await folded(id) else { throw OfficeError.unknownMatter(id) }
        guard let at, at < clock() else { return now }
        var events = try await events(of: id).map(\.event)
        guard let first = events.first, first.happened <= at else {
            throw OfficeError(
                .unknownMatter, "その時刻には案件\(id)はまだありません", "at that moment there was no matter \(id) yet")
        }
        while let last = events.last, last.happened > at { events.removeLast() }
        // What came later in between stays as an empty entry, so that corrections still name the right ones.
        for index in events.indices where events[index].happened > at { events[index].changes = [] }
        return Matter(id: id, events: events)
    }

    /// A matter as it is now; nil when there is none with this number.
    ///
    /// - Throws: `OfficeError` when its content was destroyed, and those of the journal.
    public func matterNow(_ id: String) async throws -> Matter? {
        guard !id.isEmpty, id.utf8.count <= Command.longestID else { return nil }
        return try await folded(id)
    }

    /// What follows from a matter at a moment, past or to come; writes nothing.
    public func situation(_ id: String, at: Instant? = nil) async throws -> (Situation, Matter, Program) {
        let moment = at ?? now
        let matter = try await matter(id, at: at)
        let program = try program(of: matter)
        // The organisation as it was known when the last of it was entered.
        let house = try await house(at: max(moment, matter.lastEntered)).house
        return (Engine.situation(matter, in: program, house: house, at: moment), matter, program)
    }

    /// The hash by which papers are known, for trying an act without entering it.
    public var paperDigest: @Sendable ([UInt8]) -> String { digest }

    /// The entries of a matter after one of them, oldest first; what struck them is not looked for.
    public func timeline(_ id: String, after number: Int) async throws -> [TimelineEntry] {
        try await events(of: id, after: number).enumerated().map { index, entry in
            TimelineEntry(
                number: number + index + 1, head: entry.recorded.entry.head, event: entry.event, struckBy: nil)
        }
    }

    /// The entries of a matter, oldest first, with those that were struck through.
    public func timeline(_ id: String) async throws -> [TimelineEntry] {
        let events = try await events(of: id)
        guard !events.isEmpty else { throw OfficeError.unknownMatter(id) }
        var struck: [Int: Int] = [:]
        for (index, entry) in events.enumerated() {
            for case .struck(let number) in entry.event.changes { struck[number] = index + 1 }
        }
        return events.enumerated().map { index, entry in
            TimelineEntry(
                number: index + 1, head: entry.recorded.entry.head, event: entry.event,
                struckBy: struck[index + 1])
        }
    }

    /// The matters, newest last.
    public func list(_ filter: MatterFilter = MatterFilter()) async throws -> [MatterSummary] {
        let rows = try await journal.rows(of: MatterList.name)
        let streams = Dictionary(
            try await journal.streams(prefix: MatterList.prefix).map { ($0.stream, $0) },
            uniquingKeysWith: { first, _ in first })
        return rows.compactMap { row -> MatterSummary? in
            guard let line = MatterList.Line(row.row.value), let stream = streams[row.stream] else { return nil }
            if let open = filter.open, open != (line.state == "open") { return nil }
            if let kind = filter.kind, kind != line.kind { return nil }
            if let exercise = filter.exercise, exercise != line.exercise { return nil }
            return MatterSummary(
                id: String(row.stream.text.dropFirst(MatterList.prefix.count)), kind: line.kind, state: line.state,
                exercise: line.exercise, parent: line.parent, edition: line.edition,
                openedAt: Instant(milliseconds: line.opened),
                lastEntered: Instant(milliseconds: stream.enteredAt), entries: stream.version)
        }
    }

    /// Everything recorded of a matter with the hashes that prove it, for somebody outside to keep and check.
    public func export(_ id: String) async throws -> JSON {
        let recorded = try await journal.entries(of: Self.stream(id))
        guard !recorded.isEmpty else { throw OfficeError.unknownMatter(id) }
        let head = try await journal.head()
        let entries = try recorded.map { recorded -> JSON in
            let entry = recorded.entry
            let content: JSON = recorded.payload == .erased ? .null : try recorded.payload.json()
            return .object([
                .init("position", .int(entry.position)), .init("number", .int(entry.version)),
                .init("kind", .string(entry.kind)), .init("happened", .int(Int(entry.happenedAt))),
                .init("entered", .int(Int(entry.enteredAt))), .init("actor", .string(entry.actor)),
                .init("post", entry.post.map(JSON.string) ?? .null),
                .init("onBehalf", entry.onBehalf.map(JSON.string) ?? .null),
                .init("commitment", .string("\(entry.commitment)")), .init("previous", .string("\(entry.previous)")),
                .init("hash", .string("\(entry.hash)")), .init("content", content),
            ])
        }
        return [
            "matter": .string(id), "organisation": .string(journal.organisation),
            "head": .string(head.description), "entries": .array(entries),
        ]
    }
}
