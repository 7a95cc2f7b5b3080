import JournalSQLite
import Journaling
import Notation
import Services

/// Fills a demo folder up by entering its played matters again under further numbers.
///
/// Playing a million acts takes half an hour; what a start costs depends on how many there are, not on who decided them.
enum Multiply {
    /// - Parameters:
    ///   - path: a folder made by `shodo demo`, served by nobody.
    ///   - entries: how many entries the journal has afterwards, at least.
    static func run(_ path: String, to entries: Int) async throws {
        let journal = try DataFolder.open(at: path).openJournal(of: "main", projections: [MatterList()])
        let prefix = "matter:"
        let played = try await journal.streams(prefix: prefix).map(\.stream)
        guard !played.isEmpty else { throw Unmeasured("the folder has no matter") }
        var stories: [[Draft]] = []
        for stream in played {
            stories.append(try await journal.entries(of: stream).map(draft))
        }
        // Numbers that the folder's own matters do not reach.
        var number = 10_000_000
        while try await journal.head().position < entries {
            var batches: [StreamBatch] = []
            while batches.reduce(0, { $0 + $1.drafts.count }) < 1000 {
                batches.append(
                    StreamBatch(
                        StreamName("\(prefix)2026-\(number)"), expecting: 0, drafts: stories[number % stories.count]))
                number += 1
            }
            try await journal.append(batches)
        }
        try await journal.close()
    }

    private static func draft(_ recorded: RecordedEntry) throws -> Draft {
        let entry = recorded.entry
        return Draft(
            kind: entry.kind, kindVersion: entry.kindVersion, happenedAt: entry.happenedAt, actor: entry.actor,
            post: entry.post, onBehalf: entry.onBehalf, payload: try recorded.payload.json())
    }
}
