import MatterIndexSQLite
import Notation
import Services
import Testing

@Suite struct `Nobody is shown what they may not see` {
    /// Clerk's, head's, ben's own, and one of the clerk's that excludes ben and ada.
    private func shelf() async throws -> Shelf {
        let shelf = try Shelf()
        try await shelf.index.put(
            [
                Samples.matter(1, texts: ["障害"]),
                Samples.matter(2, texts: ["障害"], keys: ["post:head"]) { $0.state = .closed },
                Samples.matter(3, texts: ["障害"], keys: ["person:ben"]) { $0.nextDue = Samples.start },
                Samples.matter(4, texts: ["障害"], keys: ["post:clerk", "post:head", "not:ben", "not:ada"]),
            ], upTo: Samples.head)
        return shelf
    }

    private func page(
        _ shelf: Shelf, _ viewer: MatterViewer, _ change: (inout MatterQuery.Filter) -> Void = { _ in }
    ) async throws -> MatterPage {
        var query = MatterQuery(viewer: viewer)
        change(&query.filter)
        return try await shelf.index.query(query)
    }

    @Test func `a key of a post or of a person lets in, and an exclusion keeps out`() async throws {
        let shelf = try await shelf()
        #expect(try await shelf.find("", as: Samples.clerk) == [Samples.id(1)])
        #expect(try await shelf.find("障害", as: Samples.clerk) == [Samples.id(1)])
        #expect(try await shelf.find("障", as: Samples.head(of: "ben")) == [Samples.id(2), Samples.id(3)])
        #expect(try await shelf.find("障害", as: Samples.head(of: "eve")) == [Samples.id(2), Samples.id(4)])
    }

    @Test func `who sees all is still kept from what excludes them`() async throws {
        let shelf = try await shelf()
        #expect(try await shelf.find("", as: Samples.auditor).count == 4)
        #expect(try await shelf.find("", as: MatterViewer(person: "ben", sight: .all)).count == 3)
    }

    @Test func `without a key nothing is seen, and an exclusion is no key`() async throws {
        let shelf = try await shelf()
        for keys in [[], ["not:ben"], [""], ["post:%"], ["post:clerk') OR 1=1 --"]] {
            let page = try await page(shelf, MatterViewer(person: "eve", sight: .keys(keys)))
            #expect(page.lines.isEmpty && page.counts.isEmpty && page.next == nil)
        }
    }

    @Test func `counts are of what the viewer may see`() async throws {
        let shelf = try await shelf()
        #expect(try await page(shelf, Samples.clerk).counts == [.open: 1])
        #expect(try await page(shelf, Samples.head(of: "ben")).counts == [.open: 1, .closed: 1])
        #expect(try await page(shelf, Samples.auditor).counts == [.open: 3, .closed: 1])
        let searched = try await page(shelf, Samples.head(of: "ben")) { filter in
            filter.search = "障害"
            filter.states = [.closed]
        }
        #expect(searched.counts == [.closed: 1])
        #expect(searched.total == 1)
    }

    @Test func `what is counted is what is listed, whoever looks`() async throws {
        let keys = ["post:a", "post:b", "post:a@south", "person:ada", "person:ben", "not:ada", "not:ben"]
        let shelf = try Shelf()
        var all: [[String]] = []
        for number in 1...130 {
            // Each key on every third matter or so, in all combinations.
            let own = keys.indices.filter { (number * ($0 + 3) + number / ($0 + 1)) % 3 == 0 }.map { keys[$0] }
            all.append(own)
            try await shelf.index.put([Samples.matter(number, texts: ["障害"], keys: own)], upTo: Samples.head)
        }
        for person in ["ada", "ben", "eve"] {
            for held in [["post:a"], ["post:b", "post:a@south"], []] {
                let held = held + ["person:\(person)"]
                let seen = all.indices.filter { index in
                    !all[index].contains("not:\(person)") && all[index].contains(where: held.contains)
                }
                for search in ["", "障害"] {
                    var query = MatterQuery(viewer: MatterViewer(person: person, sight: .keys(held)), size: 20)
                    query.filter.search = search
                    var listed: [String] = []
                    repeat {
                        let page = try await shelf.index.query(query)
                        #expect(page.total == seen.count)
                        listed += page.lines.map(\.id)
                        query.cursor = page.next
                    } while query.cursor != nil
                    #expect(Set(listed) == Set(seen.map { Samples.id($0 + 1) }) && listed.count == seen.count)
                }
            }
        }
    }

    @Test func `what is owed and what nobody has opened keep to the same rule`() async throws {
        let shelf = try await shelf()
        let later = Samples.start.adding(milliseconds: 3_600_000)
        var owed = Samples.matter(5, keys: ["post:clerk", "not:ada"])
        owed.owed = [Owed(key: "post:clerk", due: later)]
        try await shelf.index.put([owed], upTo: nil)
        #expect(try await shelf.index.owed(to: Samples.clerk, from: 0, limit: 10).isEmpty)
        let eve = MatterViewer(person: "eve", sight: .keys(["post:clerk"]))
        #expect(
            try await shelf.index.owed(to: eve, from: 0, limit: 10)
                == [OwedMatter(id: Samples.id(5), due: later, lastEntered: owed.line.lastEntered)])
        let unopened = try await shelf.index.unopened(for: Samples.clerk, before: later, limit: 10)
        #expect(unopened.map(\.id) == [Samples.id(1)])
        #expect(try await shelf.index.unopened(for: eve, before: later, limit: 10).count == 3)
    }

    @Test func `an exclusion that is entered takes the sight at once, and one that is lifted gives it back`()
        async throws
    {
        let shelf = try await Shelf.holding("障害")
        try await shelf.index.put([Samples.matter(1, texts: ["障害"], keys: ["post:clerk", "not:ada"])], upTo: nil)
        #expect(try await shelf.find("障害").isEmpty)
        try await shelf.index.put([Samples.matter(1, texts: ["障害"])], upTo: nil)
        #expect(try await shelf.find("障害").count == 1)
    }

    @Test func `a unit's post is another key than the post`() async throws {
        let shelf = try Shelf()
        try await shelf.index.put([Samples.matter(1, keys: ["post:teacher@south"])], upTo: nil)
        func viewer(_ key: String) -> MatterViewer { MatterViewer(person: "eve", sight: .keys([key])) }
        #expect(try await shelf.find("", as: viewer("post:teacher@south")).count == 1)
        #expect(try await shelf.find("", as: viewer("post:teacher@north")).isEmpty)
        #expect(try await shelf.find("", as: viewer("post:teacher")).isEmpty)
    }
}
