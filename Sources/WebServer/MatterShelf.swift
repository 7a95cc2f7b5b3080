import Engine
import Journaling
import Markup
import Notation
import Pages
import ReadModels
import Services
import Synchronization

/// The entries of matters that are looked at, and the pieces of pages that were made of them.
///
/// What was entered never changes, so a piece is made once; a correction makes the piece of what it strikes anew.
final class MatterShelf: Sendable {
    /// One matter's record as far as it has been read.
    struct Record: Sendable {
        var entries: [ReadModels.RecordedEntry] = []
        var strikings = Strikings()
        var pieces: [Int: HTML] = [:]
        /// The numbers of the entries in which somebody says something.
        var statements: [Int] = []
    }

    /// What is shown of a matter's record at once.
    struct Page: Sendable {
        /// Those in which somebody says something, however old.
        var statements: [ReadModels.RecordedEntry]
        /// The first there is, which says what the matter is about.
        var first: ReadModels.RecordedEntry?
        /// The newest first.
        var pieces: [HTML]
        var older: (count: Int, before: Int)?
    }

    private let records = Mutex<[String: Record]>([:])
    private static let most = 128

    /// The newest entries before a number.
    func page(
        of matter: Matter, before: Int? = nil, in site: Site, words: Words
    ) async throws -> Page {
        let record = try await current(matter, in: site)
        let end = min(record.entries.count, before.map { max(0, $0 - 1) } ?? .max)
        let start = max(0, end - entriesPerPage)
        func struck(_ entry: ReadModels.RecordedEntry) -> ReadModels.RecordedEntry {
            var entry = entry
            entry.struck = record.strikings[entry.number]
            return entry
        }
        let shown = record.entries[start..<end].map(struck)
        var made: [Int: HTML] = [:]
        let pieces = shown.reversed().map { entry -> HTML in
            if let known = record.pieces[entry.number] { return known }
            let piece = timelineEntryHTML(entry, of: matter.id, words: words)
            made[entry.number] = piece
            return piece
        }
        if !made.isEmpty { keep(made, of: matter.id, strikings: record.strikings) }
        return Page(
            statements: record.statements.map { struck(record.entries[$0 - 1]) },
            first: record.entries.first.map(struck), pieces: pieces,
            older: start > 0 ? (count: start, before: start + 1) : nil)
    }

    /// All events of a matter in their order.
    func events(of matter: Matter, in site: Site) async throws -> [Event] {
        try await current(matter, in: site).entries.map(\.event)
    }

    /// The entries after a number, as pieces.
    func news(of matter: Matter, after: Int, in site: Site, words: Words) async throws -> [HTML] {
        try await current(matter, in: site).entries.dropFirst(max(0, after)).suffix(20).map {
            timelineEntryHTML($0, of: matter.id, words: words)
        }
    }

    private func current(_ matter: Matter, in site: Site) async throws -> Record {
        let known = records.withLock { $0[matter.id] } ?? Record()
        guard known.entries.count < matter.entries else { return known }
        var record = known
        for entry in try await site.office.entries(of: matter.id, after: known.entries.count) {
            record.entries.append(entry)
            if entry.event.isSaid { record.statements.append(entry.number) }
            for struck in record.strikings.take(entry.event, number: entry.number) { record.pieces[struck] = nil }
        }
        let read = record
        records.withLock { records in
            if records.count >= Self.most { records.removeAll() }
            if read.entries.count >= records[matter.id]?.entries.count ?? 0 { records[matter.id] = read }
        }
        return record
    }

    /// Keeps pieces, unless what they show was struck meanwhile.
    private func keep(_ made: [Int: HTML], of matter: String, strikings: Strikings) {
        records.withLock { records in
            guard records[matter]?.strikings == strikings else { return }
            records[matter]?.pieces.merge(made) { $1 }
        }
    }
}

extension Office {
    /// The entries of a matter after a number, in words of the read models.
    func entries(of matter: String, after: Int) async throws -> [ReadModels.RecordedEntry] {
        try await timeline(matter, after: after).map {
            ReadModels.RecordedEntry(number: $0.number, event: $0.event, head: $0.head.description)
        }
    }
}

extension Event {
    /// Whether it holds what somebody said: a statement, or why a request was given back.
    fileprivate var isSaid: Bool {
        changes.contains { change in
            switch change {
            case .statement: true
            case .decided(let decided): decided.outcome == .returned
            default: false
            }
        }
    }
}
