import Foundation
import Journaling
import MatterIndexSQLite
import Notation
import Services
import Testing

@Suite struct `Matters are listed` {
    private func shelf(_ count: Int) async throws -> Shelf {
        let shelf = try Shelf()
        try await shelf.index.put(
            (1...count).map { number in
                Samples.matter(number, texts: ["障害\(number)"]) { line in
                    line.kind = number % 3 == 0 ? "claim" : "incident"
                    line.state = number % 2 == 0 ? .closed : .open
                    line.exercise = number % 5 == 0
                    line.parent = number == 7 ? Samples.id(6) : ""
                    line.nextDue = number % 4 == 0 ? Samples.start.adding(milliseconds: Int64(-number)) : nil
                    line.firstOpened = number == 1 ? nil : Samples.start
                    // Several at one moment, so that only the number tells them apart.
                    line.lastEntered = Samples.start.adding(milliseconds: Int64(number / 3))
                }
            }, upTo: Samples.head)
        return shelf
    }

    private func ids(_ shelf: Shelf, _ change: (inout MatterQuery) -> Void) async throws -> [String] {
        var query = MatterQuery(viewer: Samples.clerk)
        change(&query)
        return try await shelf.index.query(query).lines.map(\.id)
    }

    @Test func `every filter keeps to what it says`() async throws {
        let shelf = try await shelf(20)
        func numbers(_ change: (inout MatterQuery.Filter) -> Void) async throws -> [Int] {
            try await ids(shelf) { change(&$0.filter) }.compactMap { Int($0.dropFirst(5)) }.sorted()
        }
        #expect(try await numbers { $0.states = [.closed] } == Array(stride(from: 2, through: 20, by: 2)))
        #expect(try await numbers { $0.kinds = ["claim"] } == [3, 6, 9, 12, 15, 18])
        #expect(try await numbers { $0.kinds = ["claim", "incident"] }.count == 20)
        #expect(try await numbers { $0.exercise = true } == [5, 10, 15, 20])
        #expect(try await numbers { $0.exercise = false }.count == 16)
        #expect(try await numbers { $0.parent = Samples.id(6) } == [7])
        #expect(try await numbers { $0.parent = "" }.isEmpty)
        #expect(try await numbers { $0.hasDue = true } == [4, 8, 12, 16, 20])
        #expect(try await numbers { $0.hasDue = false }.count == 15)
        #expect(try await numbers { $0.unopened = true } == [1])
        #expect(
            try await numbers {
                $0.openedFrom = Samples.start.adding(milliseconds: 5 * 60_000)
                $0.openedBefore = Samples.start.adding(milliseconds: 8 * 60_000)
            } == [5, 6, 7])
        #expect(
            try await numbers {
                $0.kinds = ["claim"]
                $0.states = [.open]
                $0.search = "障害1"
            } == [15])
    }

    @Test func `a list of what one owes has the open matters on which one of one's keys owes something`() async throws {
        let shelf = try Shelf()
        try await shelf.index.put(
            (1...6).map { number in
                var matter = Samples.matter(number) { $0.state = number == 6 ? .closed : .open }
                matter.owed = number % 2 == 0 ? [Owed(key: "post:clerk")] : number == 3 ? [Owed(key: "post:head")] : []
                return matter
            }, upTo: Samples.head)
        #expect(try await ids(shelf) { $0.filter.owed = true } == [Samples.id(4), Samples.id(2)])
        var query = MatterQuery(viewer: Samples.clerk)
        query.filter.owed = true
        #expect(try await shelf.index.query(query).counts == [.open: 2])
        #expect(MatterQuery.Filter(json: query.filter.json) == query.filter)
        #expect(
            try await ids(shelf) {
                $0.viewer = Samples.auditor; $0.filter.owed = true
            }.count == 3)
    }

    @Test func `pages follow on each other without a gap or a repetition`() async throws {
        let shelf = try await shelf(50)
        for order in MatterQuery.Order.allCases {
            let all = try await ids(shelf) { $0.order = order }
            #expect(all.count == 50)
            for size in [1, 7, 49, 50] {
                var query = MatterQuery(viewer: Samples.clerk, order: order, size: size)
                var found: [String] = []
                repeat {
                    let page = try await shelf.index.query(query)
                    #expect(page.total == 50)
                    found += page.lines.map(\.id)
                    query.cursor = page.next
                } while query.cursor != nil
                #expect(found == all)
            }
        }
    }

    @Test func `what comes in meanwhile shifts no page`() async throws {
        let shelf = try await shelf(30)
        var query = MatterQuery(viewer: Samples.clerk, size: 10)
        let first = try await shelf.index.query(query)
        try await shelf.index.put((31...40).map { Samples.matter($0) }, upTo: nil)
        query.cursor = first.next
        let second = try await shelf.index.query(query)
        #expect(Set(first.lines.map(\.id)).isDisjoint(with: second.lines.map(\.id)))
        #expect((first.lines + second.lines).compactMap { Int($0.id.dropFirst(5)) } == Array((11...30).reversed()))
    }

    @Test func `what is due comes first, and what is never due last`() async throws {
        let shelf = try await shelf(9)
        #expect(try await ids(shelf) { $0.order = .due }.prefix(2) == [Samples.id(8), Samples.id(4)])
    }

    @Test(arguments: ["", "x", "1", "1.2.3", "1.", "9999999999999999999.1", "'; DROP TABLE matter"])
    func `a cursor that no page gave is refused`(cursor: String) async throws {
        let shelf = try await shelf(3)
        var query = MatterQuery(viewer: Samples.clerk)
        query.cursor = cursor
        await #expect(throws: MatterIndexError(.badCursor)) { try await shelf.index.query(query) }
    }

    @Test func `a line holds what was put`() async throws {
        let shelf = try Shelf()
        let at = Samples.start
        let line = MatterLine(
            id: "2026-000001", kind: "incident", state: .falseAlarm, exercise: true, parent: "2026-000000",
            openedAt: at,
            lastEntered: at.adding(milliseconds: 1), entries: 12, title: "題", summary: "要旨", edition: "2", level: "重大",
            firstOpened: at.adding(milliseconds: 2), nextDue: at.adding(milliseconds: 3))
        try await shelf.index.put([IndexedMatter(line: line, keys: ["post:clerk"])], upTo: nil)
        #expect(try await shelf.index.query(MatterQuery(viewer: Samples.clerk)).lines == [line])
    }

    @Test func `a saved view is read back as it was`() {
        var filter = MatterQuery.Filter()
        #expect(MatterQuery.Filter(json: filter.json) == filter)
        filter.states = [.open, .falseAlarm]
        filter.kinds = ["incident", "claim"]
        filter.exercise = false
        filter.parent = "2026-000001"
        filter.openedFrom = Samples.start
        filter.openedBefore = Samples.start.adding(milliseconds: 1)
        filter.hasDue = true
        filter.unopened = true
        filter.search = "障害"
        #expect(MatterQuery.Filter(json: filter.json) == filter)
    }

    @Test func `owed matters come by the earliest time of the keys that are asked for`() async throws {
        let shelf = try Shelf()
        func at(_ minutes: Int64) -> Instant { Samples.start.adding(milliseconds: minutes * 60_000) }
        func matter(_ number: Int, _ owed: [Owed], _ state: MatterState = .open) -> IndexedMatter {
            var matter = Samples.matter(number) { $0.state = state }
            matter.owed = owed
            return matter
        }
        try await shelf.index.put(
            [
                matter(1, [Owed(key: "post:clerk", due: at(9)), Owed(key: "post:clerk", due: at(5))]),
                matter(2, [Owed(key: "post:clerk")]),
                matter(3, [Owed(key: "post:head", due: at(1)), Owed(key: "person:ada", due: at(7))]),
                matter(4, [Owed(key: "post:clerk", due: at(1))], .closed),
                matter(5, [Owed(key: "post:head", due: at(1))]),
            ], upTo: nil)
        let owed = try await shelf.index.owed(to: Samples.clerk, from: 0, limit: 10)
        #expect(owed.map(\.id) == [1, 3, 2].map(Samples.id))
        #expect(owed.map(\.due) == [at(5), at(7), nil])
        #expect(try await shelf.index.owed(to: Samples.clerk, from: 0, limit: 1).map(\.id) == [Samples.id(1)])
        #expect(
            try await shelf.index.owed(to: Samples.clerk, from: 1, limit: .max).map(\.id) == [3, 2].map(Samples.id))
    }

    @Test func `open matters are counted by the edition that they run under, whoever may see them`() async throws {
        let shelf = try Shelf()
        #expect(try await shelf.index.openByEdition() == [:])
        try await shelf.index.put(
            (1...7).map { number in
                Samples.matter(number, keys: number == 1 ? ["person:ben"] : ["post:clerk", "not:ada"]) { line in
                    line.edition = number < 4 ? "2025-1" : "2026-1"
                    line.state = number == 7 ? .merged : .open
                }
            }, upTo: nil)
        #expect(try await shelf.index.openByEdition() == ["2025-1": 3, "2026-1": 3])
        try await shelf.index.put([Samples.matter(1) { ($0.edition, $0.state) = ("2026-1", .open) }], upTo: nil)
        #expect(try await shelf.index.openByEdition() == ["2025-1": 2, "2026-1": 4])
    }

    @Test func `a change of the house can touch what is open, and what is ended and excludes somebody`() async throws {
        let shelf = try Shelf()
        var timed = Samples.matter(3) { $0.state = .closed }
        timed.recheck = Samples.start
        try await shelf.index.put(
            [
                Samples.matter(1), Samples.matter(2) { $0.state = .closed }, timed,
                Samples.matter(4, keys: ["post:clerk", "not:ben"]) { $0.state = .closed },
            ], upTo: nil)
        #expect(try await shelf.index.dependent() == [1, 3, 4].map(Samples.id))
        #expect(try await shelf.index.outdated(at: Samples.start) == [Samples.id(3)])
        #expect(try await shelf.index.outdated(at: Samples.start.adding(milliseconds: -1)).isEmpty)
    }
}
