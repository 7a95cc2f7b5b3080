import Journaling
import Notation
import Testing

extension JournalCompliance {
    static let appending: [Check] = [
        Check("positions and versions count from one without gaps") { make in
            let journal = try await make([], TestClock().clock)
            let first = try await journal.append([Sample.draft(), Sample.draft()], to: "matter:1", expecting: 0)
            let second = try await journal.append([Sample.draft()], to: "matter:2", expecting: 0)
            #expect(first.positions == 1..<3)
            #expect(second.positions == 3..<4)
            #expect(try await journal.entries(of: "matter:1").map(\.entry.version) == [1, 2])
            #expect(try await journal.entries(of: "matter:2").map(\.entry.version) == [1])
        },
        Check("the receipt carries the head, and each entry the hash of the one before") { make in
            let journal = try await make([], TestClock().clock)
            let empty = try await journal.head()
            let receipt = try await journal.append([Sample.draft(), Sample.draft()], to: "matter:1", expecting: 0)
            let entries = try await journal.entries(after: 0, limit: 10).map(\.entry)
            #expect(empty.position == 0)
            #expect(entries.first?.previous == empty.hash)
            #expect(entries.last?.previous == entries.first?.hash)
            #expect(entries.last?.head == receipt.head)
            #expect(try await journal.head() == receipt.head)
            #expect(try await journal.verify(against: receipt.head, deep: true).isWhole)
        },
        Check("an append at a version that is no longer the last conflicts and writes nothing") { make in
            let journal = try await make([], TestClock().clock)
            try await journal.append([Sample.draft()], to: "matter:1", expecting: 0)
            let head = try await journal.head()
            for version in [0, 2, 7] {
                let error = await #expect(throws: JournalError.self) {
                    try await journal.append([Sample.draft()], to: "matter:1", expecting: .exactly(version))
                }
                #expect(error?.code == .conflict)
            }
            #expect(try await journal.head() == head)
        },
        Check("a conflict in one stream keeps the batch out of all streams") { make in
            let journal = try await make([], TestClock().clock)
            try await journal.append([Sample.draft()], to: "matter:1", expecting: 0)
            let error = await #expect(throws: JournalError.self) {
                try await journal.append([
                    StreamBatch("matter:child", expecting: 0, drafts: [Sample.draft()]),
                    StreamBatch("matter:1", expecting: 0, drafts: [Sample.draft()]),
                ])
            }
            #expect(error?.code == .conflict)
            #expect(try await journal.entries(of: "matter:child").isEmpty)
            #expect(try await journal.streams().map(\.stream) == ["matter:1"])
        },
        Check("a matter and the one it opens are appended together") { make in
            let journal = try await make([], TestClock().clock)
            let receipt = try await journal.append([
                StreamBatch("matter:1", expecting: 0, drafts: [Sample.draft("matter.opened")]),
                StreamBatch("matter:2", expecting: 0, drafts: [Sample.draft("matter.opened"), Sample.draft()]),
                StreamBatch("matter:1", expecting: 1, drafts: [Sample.draft("matter.linked")]),
            ])
            #expect(receipt.positions == 1..<5)
            #expect(try await journal.entries(of: "matter:1").map(\.entry.position) == [1, 4])
        },
        Check("any version may be expected of a stream that depends on nothing") { make in
            let journal = try await make([], TestClock().clock)
            for _ in 0..<3 { try await journal.append([Sample.draft("attempt.refused")], to: "house", expecting: .any) }
            #expect(try await journal.entries(of: "house").count == 3)
        },
        Check("names and kinds that cannot stand for ever are refused") { make in
            let journal = try await make([], TestClock().clock)
            var badActor = Sample.draft()
            badActor.actor = "p\u{7}"
            let batches = [
                StreamBatch("", expecting: 0, drafts: [Sample.draft()]),
                StreamBatch("a\nb", expecting: 0, drafts: [Sample.draft()]),
                StreamBatch(StreamName(String(repeating: "x", count: 201)), expecting: 0, drafts: [Sample.draft()]),
                StreamBatch(.journal, expecting: .any, drafts: [Sample.draft()]),
                StreamBatch("matter:1", expecting: 0, drafts: []),
                StreamBatch("matter:1", expecting: 0, drafts: [Sample.draft("")]),
                StreamBatch("matter:1", expecting: 0, drafts: [badActor]),
            ]
            for batch in batches {
                let error = await #expect(throws: JournalError.self) { try await journal.append([batch]) }
                #expect(error?.code == .invalid)
            }
            #expect(try await journal.head().position == 0)
        },
        Check("sixty-four writers at once lose nothing and share one chain") { make in
            let journal = try await make([], JournalClock.system)
            let receipts = try await withThrowingTaskGroup(of: [Receipt].self) { group in
                for writer in 0..<64 {
                    group.addTask {
                        var receipts: [Receipt] = []
                        for version in 0..<5 {
                            receipts.append(
                                try await journal.append(
                                    [Sample.draft()], to: StreamName("matter:\(writer)"), expecting: .exactly(version)))
                        }
                        return receipts
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(Set(receipts.flatMap(\.positions)) == Set(1...320))
            let hashes = Dictionary(
                uniqueKeysWithValues: try await journal.entries(after: 0, limit: 400).map {
                    ($0.entry.position, $0.entry.hash)
                })
            #expect(receipts.allSatisfy { hashes[$0.head.position] == $0.head.hash })
            #expect(try await journal.verify(against: nil, deep: true).isWhole)
        },
        Check("of writers who expect the same version exactly one wins") { make in
            let journal = try await make([], JournalClock.system)
            let won = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<16 {
                    group.addTask { (try? await journal.append([Sample.draft()], to: "matter:1", expecting: 0)) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(won == 1)
            #expect(try await journal.head().position == 1)
        },
    ]
}
