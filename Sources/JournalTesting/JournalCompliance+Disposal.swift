import Journaling
import Notation
import Testing

extension JournalCompliance {
    static let disposal: [Check] = [
        Check("after a disposal the content is gone, the chain stays, and verify says so") { make in
            let journal = try await make([TextProjection()], TestClock().clock)
            try await journal.append([Sample.draft(), Sample.draft()], to: "matter:1", expecting: 0)
            try await journal.append([Sample.draft()], to: "matter:2", expecting: 0)
            let receipt = try await journal.erase("matter:1", by: Sample.authority)
            let entries = try await journal.entries(of: "matter:1")
            #expect(entries.count == 2)
            #expect(entries.allSatisfy { $0.payload == .erased })
            #expect(throws: JournalError.self) { try entries[0].payload.json() }
            #expect(try await journal.entries(of: "matter:2").first?.payload.json()["text"] == "本文")
            let verification = try await journal.verify(against: receipt.head, deep: true)
            #expect(verification.isWhole)
            #expect(verification.erased == ["matter:1"])
            #expect(verification.erasedEntries == 2)
            let record = try #require(try await journal.entries(after: 3, limit: 1).first)
            #expect(record.entry.kind == "stream.erased")
            #expect(record.entry.actor == "p-9")
            #expect(try record.payload.json()["reference"] == "matter:disposal-1")
        },
        Check("a disposal takes the personal part out of the read models, as a rebuild would") { make in
            let journal = try await make([TextProjection()], TestClock().clock)
            try await journal.append([Sample.draft()], to: "matter:1", expecting: 0)
            #expect(try await journal.rows(of: "texts").first?.row.personal == "本文")
            try await journal.erase("matter:1", by: Sample.authority)
            let row = try #require(try await journal.rows(of: "texts", RowQuery(streamPrefix: "matter:")).first?.row)
            #expect(row.personal == nil)
            #expect(row.value["kind"] == "note.made")
            let digest = try await journal.projectionDigest()
            #expect(try await journal.rebuild() == digest)
        },
        Check("nothing is appended to what was disposed of, and it is not disposed of twice") { make in
            let journal = try await make([], TestClock().clock)
            try await journal.append([Sample.draft()], to: "matter:1", expecting: 0)
            try await journal.erase("matter:1", by: Sample.authority)
            let append = await #expect(throws: JournalError.self) {
                try await journal.append([Sample.draft()], to: "matter:1", expecting: 1)
            }
            let again = await #expect(throws: JournalError.self) {
                try await journal.erase("matter:1", by: Sample.authority)
            }
            #expect(append?.code == .erased)
            #expect(again?.code == .erased)
        },
        Check("a legal hold refuses the disposal until it is lifted, and both are entries") { make in
            let journal = try await make([], TestClock().clock)
            try await journal.append([Sample.draft()], to: "matter:1", expecting: 0)
            let held = Retention(retentionClass: "5y", until: Sample.start + 1, legalHold: true)
            try await journal.setRetention(held, of: "matter:1", by: Sample.authority)
            #expect(try await journal.retention(of: "matter:1") == held)
            let error = await #expect(throws: JournalError.self) {
                try await journal.erase("matter:1", by: Sample.authority)
            }
            #expect(error?.code == .held)
            #expect(try await journal.entries(of: "matter:1").first?.payload.json()["text"] == "本文")
            try await journal.setRetention(Retention(), of: "matter:1", by: Sample.authority)
            try await journal.erase("matter:1", by: Sample.authority)
            let kinds = try await journal.entries(of: .journal).map(\.entry.kind)
            #expect(kinds == ["retention.set", "retention.set", "stream.erased"])
        },
        Check("what is unknown, and the journal's own stream, cannot be disposed of") { make in
            let journal = try await make([], TestClock().clock)
            for stream in ["matter:1", StreamName.journal] {
                let error = await #expect(throws: JournalError.self) {
                    try await journal.erase(stream, by: Sample.authority)
                }
                #expect(error?.code == .notFound)
            }
            #expect(try await journal.retention(of: "matter:1") == nil)
        },
    ]

    static let projecting: [Check] = [
        Check("a rebuild gives the read models the same bytes") { make in
            let journal = try await make([TextProjection()], TestClock().clock)
            for index in 0..<40 {
                try await journal.append(
                    [Sample.draft("note.made", "\(index)"), Sample.draft("note.taken", "", at: Int64(index))],
                    to: StreamName("matter:\(index % 7)"), expecting: .any)
            }
            let digest = try await journal.projectionDigest()
            let rows = try await journal.rows(of: "texts")
            #expect(try await journal.rebuild() == digest)
            #expect(try await journal.rows(of: "texts") == rows)
        },
        Check("rows are read by order, bounded, and by the stream's prefix") { make in
            let journal = try await make([TextProjection()], TestClock().clock)
            for time in [30, 10, 20, 40] {
                try await journal.append(
                    [Sample.draft("note.made", "\(time)", at: Int64(time))], to: StreamName("matter:\(time)"),
                    expecting: 0)
            }
            try await journal.append([Sample.draft("note.made", "x", at: 15)], to: "house", expecting: 0)
            func texts(_ query: RowQuery) async throws -> [String?] {
                try await journal.rows(of: "texts", query).map { $0.row.personal?.string }
            }
            #expect(try await texts(RowQuery()) == ["10", "x", "20", "30", "40"])
            #expect(try await texts(RowQuery(streamPrefix: "matter:", limit: 2)) == ["10", "20"])
            #expect(try await texts(RowQuery(from: "15", below: "40")) == ["x", "20", "30"])
        },
        Check("a projection that fails keeps its entry out, and only its own") { make in
            let journal = try await make([PickyProjection()], JournalClock.system)
            let failed = await withTaskGroup(of: Int?.self, returning: [Int].self) { group in
                for index in 0..<20 {
                    group.addTask {
                        let kind = index % 5 == 0 ? "bad" : "good"
                        do {
                            try await journal.append(
                                [Sample.draft(), Sample.draft(kind)], to: StreamName("matter:\(index)"), expecting: 0)
                            return nil
                        } catch { return index }
                    }
                }
                return await group.reduce(into: []) { if let index = $1 { $0.append(index) } }
            }
            #expect(failed.sorted() == [0, 5, 10, 15])
            #expect(try await journal.head().position == 32)
            #expect(try await journal.streams().count == 16)
            #expect(try await journal.verify(against: nil, deep: true).isWhole)
        },
        Check("an unknown projection is not found") { make in
            let journal = try await make([], TestClock().clock)
            let error = await #expect(throws: JournalError.self) { try await journal.rows(of: "nothing") }
            #expect(error?.code == .notFound)
        },
    ]
}

/// A read model with one row for each entry, ordered by when it happened; `note.taken` takes the last row away.
public struct TextProjection: Projection {
    /// The name, unique in the program.
    public var name: String { "texts" }
    /// The version of the rows.
    public var version: Int { 1 }

    /// Makes the projection.
    public init() {}

    /// See `Projection`.
    public func apply(_ recorded: RecordedEntry, to rows: any ProjectionRows) throws(JournalError) {
        let entry = recorded.entry
        guard entry.kind != "note.taken" else { return try rows.remove("\(entry.version - 1)") }
        var text: JSON?
        if case .content = recorded.payload { text = try recorded.payload.json()["text"] }
        try rows.put(
            ProjectionRow(
                key: "\(entry.version)", order: "\(entry.happenedAt)", value: ["kind": .string(entry.kind)],
                personal: text))
    }
}

/// A read model that fails on entries of the kind `bad`, after it has written.
struct PickyProjection: Projection {
    var name: String { "picky" }
    var version: Int { 1 }

    func apply(_ recorded: RecordedEntry, to rows: any ProjectionRows) throws(JournalError) {
        try rows.put(ProjectionRow(key: "x", value: .null))
        if recorded.entry.kind == "bad" { throw JournalError(.invalid, "不可", "bad") }
    }
}
