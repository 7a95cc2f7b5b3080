import Pages
import Testing
import WebServer

@Suite struct `A path leads to one route` {
    private let matcher = Matcher(Route.all)

    @Test func `what is written out wins over a name`() {
        #expect(matcher.match("GET", "/matters/new") == .route(.newMatter, [:]))
        #expect(matcher.match("GET", "/matters/2026-000001") == .route(.matter, ["matter": "2026-000001"]))
        #expect(matcher.match("GET", "/people/new") == .route(.newPerson, [:]))
        #expect(
            matcher.match("GET", "/registers/assets/rows/new") == .route(.newRow, ["register": "assets"]))
    }

    @Test func `a path that is there for another method says for which`() {
        #expect(matcher.match("DELETE", "/report") == .otherMethod([.get, .post]))
        #expect(matcher.match("POST", "/duties") == .otherMethod([.get]))
        #expect(matcher.match("GET", "/sign-out") == .otherMethod([.post]))
        #expect(matcher.match("POST", "/nowhere") == .nothing)
    }

    @Test func `HEAD is answered where GET is`() {
        #expect(matcher.match("HEAD", "/report") == .route(.report, [:]))
        #expect(matcher.match("HEAD", "/sign-out") == .otherMethod([.post]))
    }

    @Test func `an encoded slash is no way to another path`() {
        #expect(matcher.match("GET", "/matters/a%2Fentries") == .nothing)
        #expect(matcher.match("GET", "/assets/..%2F..%2Fkey") == .nothing)
        #expect(matcher.match("GET", "/people%2Fnew") == .nothing)
    }

    @Test func `the number of a row may have a slash, for the row, its forms and what is typed in them`() {
        let values = ["register": "assets", "row": "2026/01"]
        #expect(matcher.match("GET", "/registers/assets/rows/2026%2F01") == .route(.row, values))
        #expect(matcher.match("POST", "/registers/assets/rows/2026%2F01/amend") == .route(.amendRow, values))
        #expect(Route.row.path(values, encode: FormText.encode) == "/registers/assets/rows/2026%2F01")
        #expect(
            matcher.match("POST", "/drafts/row-assets-2026%2F01")
                == .route(.saveDraft, ["form": "row-assets-2026/01"]))
        #expect(matcher.match("GET", "/registers/a%2Fb/rows/1") == .nothing)
        #expect(matcher.match("GET", "/registers/assets/rows/2026/01") == .nothing)
    }

    @Test func `a name is decoded once, and what is no text leads nowhere`() {
        #expect(matcher.match("GET", "/people/%E5%B1%B1+%2541") == .route(.person, ["person": "山+%41"]))
        #expect(matcher.match("GET", "/people/%FF") == .nothing)
        #expect(matcher.match("GET", "/people/%4") == .nothing)
    }

    @Test func `every route of the table is found by its own path`() {
        for route in Route.all {
            let names = route.pieces.filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
            let values = Dictionary(uniqueKeysWithValues: names.map { ($0, "a b/\($0)".replacing("/", with: "-")) })
            let path = route.path(values, encode: FormText.encode)
            #expect(matcher.match(route.method.rawValue, path) == .route(route, values))
        }
    }

    @Test func `every route has something that handles it, and none has two`() {
        // The files of a matter are answered by a part of their own, which is not there yet.
        let files: Set<Route> = [.matterFile, .addFile]
        #expect(Site.unhandled.filter { !files.contains($0) } == [])
        #expect(Site.handledTwice == [])
    }
}
