import Journaling
import Notation
import Testing

extension JournalCompliance {
    static let reading: [Check] = [
        Check("everything that was said of an entry comes back") { make in
            let clock = TestClock()
            let journal = try await make([], clock.clock)
            let draft = Draft(
                kind: "step.done", kindVersion: 3, happenedAt: -1, actor: "p-1", post: "window", onBehalf: "p-2",
                payload: ["step": "s1", "count": 3])
            try await journal.append([draft], to: "matter:1", expecting: 0)
            let recorded = try #require(try await journal.entries(of: "matter:1").first)
            #expect(recorded.entry.kind == "step.done")
            #expect(recorded.entry.kindVersion == 3)
            #expect(recorded.entry.happenedAt == -1)
            #expect(recorded.entry.enteredAt == Sample.start)
            #expect(recorded.entry.actor == "p-1")
            #expect(recorded.entry.post == "window")
            #expect(recorded.entry.onBehalf == "p-2")
            #expect(try recorded.payload.json() == draft.payload)
        },
        Check("rare kanji, variation selectors, NUL and a megabyte of text come back byte for byte") { make in
            let journal = try await make([], TestClock().clock)
            let long = String(repeating: Sample.rareText, count: 1 + 1_000_000 / Sample.rareText.utf8.count)
            let drafts = [Sample.draft("note.made", Sample.rareText), Sample.draft("note.made", long)]
            try await journal.append(drafts, to: "matter:葛\u{E0100}", expecting: 0)
            let back = try await journal.entries(of: "matter:葛\u{E0100}").map { try $0.payload.json()["text"]?.string }
            #expect(back.map { $0.map { Array($0.utf8) } } == [Array(Sample.rareText.utf8), Array(long.utf8)])
            #expect(try await journal.verify(against: nil, deep: true).isWhole)
        },
        Check("a stream is read after a version, the journal after a position") { make in
            let journal = try await make([], TestClock().clock)
            for version in 0..<5 {
                try await journal.append([Sample.draft()], to: "matter:1", expecting: .exactly(version))
            }
            #expect(try await journal.entries(of: "matter:1", after: 3).map(\.entry.version) == [4, 5])
            #expect(try await journal.entries(of: "matter:0").isEmpty)
            #expect(try await journal.entries(after: 1, limit: 2).map(\.entry.position) == [2, 3])
        },
        Check("all streams of a prefix are read together, by position, and a disposed one says so") { make in
            let journal = try await make([], TestClock().clock)
            for stream in ["register:b/1", "house", "register:a/葛\u{E0100}", "register:", "registers", "register:b/1"] {
                try await journal.append(
                    [Sample.draft("row.entered", stream)], to: StreamName(stream), expecting: .any)
            }
            try await journal.erase("register:", by: Sample.authority)
            let found = try await journal.entries(ofAll: "register:")
            #expect(found.map(\.entry.position) == [1, 3, 4, 6])
            #expect(found.map { $0.payload == .erased } == [false, false, true, false])
            #expect(try found[1].payload.json()["text"]?.string == "register:a/葛\u{E0100}")
            #expect(try await journal.entries(ofAll: "nothing").isEmpty)
        },
        Check("streams are listed by prefix with what they began with") { make in
            let clock = TestClock()
            let journal = try await make([], clock.clock)
            try await journal.append([Sample.draft("matter.opened")], to: "matter:2", expecting: 0)
            try await journal.append([Sample.draft("matter.opened")], to: "matter:1", expecting: 0)
            try await journal.append([Sample.draft("asset.added")], to: "register:asset:a1", expecting: 0)
            clock.pass(5000)
            try await journal.append([Sample.draft("step.done")], to: "matter:1", expecting: 1)
            let matters = try await journal.streams(prefix: "matter:")
            #expect(
                matters.first
                    == StreamSummary(
                        stream: "matter:1", version: 2, kind: "matter.opened", openedAt: Sample.start,
                        lastKind: "step.done", enteredAt: Sample.start + 5000))
            #expect(matters.map(\.stream) == ["matter:1", "matter:2"])
            #expect(try await journal.streams().count == 3)
        },
        Check("anonymous refusals are counted by day and are no entries") { make in
            let journal = try await make([], TestClock().clock)
            for day in ["2026-04-01", "2026-04-01", "2026-04-02"] { try await journal.countAnonymousRefusal(on: day) }
            #expect(try await journal.anonymousRefusals() == ["2026-04-01": 2, "2026-04-02": 1])
            #expect(try await journal.head().position == 0)
        },
        Check("a head of another chain, or beyond the end, is found") { make in
            let journal = try await make([], TestClock().clock)
            let receipt = try await journal.append([Sample.draft(), Sample.draft()], to: "matter:1", expecting: 0)
            let other = Head(position: 1, hash: receipt.head.hash)
            let rewritten = try await journal.verify(against: other, deep: false).finding
            #expect(rewritten?.damage == .rewritten)
            #expect(rewritten?.position == 1)
            let beyond = Head(position: 3, hash: receipt.head.hash)
            #expect(try await journal.verify(against: beyond, deep: false).finding?.damage == .cutTail(end: 2))
        },
        Check("a closed journal says so") { make in
            let journal = try await make([], TestClock().clock)
            try await journal.close()
            let error = await #expect(throws: JournalError.self) {
                try await journal.append([Sample.draft()], to: "matter:1", expecting: 0)
            }
            #expect(error?.code == .closed)
            #expect(await #expect(throws: JournalError.self) { try await journal.head() }?.code == .closed)
        },
    ]

    static let time: [Check] = [
        Check("a clock set back is an entry, and the time of entry is held") { make in
            let clock = TestClock()
            let journal = try await make([], clock.clock)
            try await journal.append([Sample.draft()], to: "matter:1", expecting: 0)
            clock.move(-3_600_000)
            try await journal.append([Sample.draft()], to: "matter:1", expecting: 1)
            clock.pass(1000)
            try await journal.append([Sample.draft()], to: "matter:1", expecting: 2)
            let entries = try await journal.entries(after: 0, limit: 10)
            #expect(entries.map(\.entry.kind) == ["note.made", "clock.jumped", "note.made", "note.made"])
            #expect(entries.allSatisfy { $0.entry.enteredAt == Sample.start })
            let jump = try entries[1].payload.json()
            #expect(jump["expected"]?.int == Int(Sample.start))
            #expect(jump["reading"]?.int == Int(Sample.start) - 3_600_000)
        },
        Check("a clock set forward is an entry too") { make in
            let clock = TestClock()
            let journal = try await make([], clock.clock)
            try await journal.append([Sample.draft()], to: "matter:1", expecting: 0)
            clock.pass(500)
            clock.move(60_000)
            try await journal.append([Sample.draft()], to: "matter:1", expecting: 1)
            let entries = try await journal.entries(after: 0, limit: 10)
            #expect(entries.map(\.entry.kind) == ["note.made", "clock.jumped", "note.made"])
            #expect(entries.last?.entry.enteredAt == Sample.start + 60_500)
        },
        Check("corrections of at most a second pass in silence, and never make time go back") { make in
            let clock = TestClock()
            let journal = try await make([], clock.clock)
            try await journal.append([Sample.draft()], to: "matter:1", expecting: 0)
            clock.move(-1000)
            try await journal.append([Sample.draft()], to: "matter:1", expecting: 1)
            let entries = try await journal.entries(after: 0, limit: 10).map(\.entry)
            #expect(entries.map(\.kind) == ["note.made", "note.made"])
            #expect(entries.map(\.enteredAt) == [Sample.start, Sample.start])
        },
    ]
}
