import Accounts
import Logging
import Notation
import Pages
import Services
import Synchronization

extension Site {
    /// What each route does. The table of routes is the other half; the start compares them.
    static let handlers: [Route: Dispatcher.Handler] = handlerTables.reduce(into: [:]) {
        $0.merge($1) { first, _ in first }
    }

    /// The same by parts of the house; no route stands in two of them.
    static let handlerTables: [[Route: Dispatcher.Handler]] = [
        reportHandlers, signInHandlers, matterHandlers, dutyHandlers, fileHandlers, listHandlers, openingHandlers,
        registerHandlers, rulebookHandlers, peopleHandlers, postHandlers, sheetHandlers, journalHandlers,
        accountHandlers, settingHandlers, draftHandlers,
    ]

    /// The routes of the table that nothing answers: the server does not start while there is one.
    package static var unhandled: [Route] {
        Route.all.filter { handlers[$0] == nil && !Dispatcher.plain.contains($0) }
    }

    /// The routes that two parts answer, of which one would never be asked.
    package static var handledTwice: [Route] {
        Dictionary(grouping: handlerTables.flatMap(\.keys)) { $0 }.filter { $0.value.count > 1 }.map(\.key)
    }

    /// To a page after something was entered: the draft of its form is over.
    func done(_ visit: Visit, to path: String, for caller: Caller) async -> Reply {
        await forgetDraft(visit, caller)
        return .redirect("\(path)?done=\(FormText.encode(visit.target))")
    }

    /// Brings the lists of matters up, and the reports that nobody has opened, while requests are answered already.
    ///
    /// Until it is done every page says so to whoever is signed in. What fails is logged and tried again.
    func prepare() async {
        while !Task.isCancelled {
            do {
                try await indexing.flush()
                prepared.store(true, ordering: .releasing)
                // Whoever enters something beside the pages from here on looks for it themselves; what came just before
                // must not be forgotten.
                return try await lookForUnopened()
            } catch {
                guard !Task.isCancelled else { return }
                log.error("lists", metadata: ["error": .string("\(type(of: error))")])
                try? await Task.sleep(for: .seconds(5))
            }
        }
    }

    /// Brings the lists up to the moment: a duty that a clock has opened is entered by nobody.
    ///
    /// A page takes in what a page can wait for; `tend` does the rest.
    func freshen() async {
        guard isPrepared else { return }
        try? await indexing.refresh(most: 100)
    }

    /// Once a minute brings the lists up, and once a day forgets what has had its time, until it is cancelled.
    func tend() async {
        var swept: Day?
        while !Task.isCancelled {
            if isPrepared { try? await indexing.refresh() }
            let now = office.now
            let today = now.day(in: .japan)
            if swept != today, (try? await signIn.sweep(at: now)) != nil { swept = today }
            try? await Task.sleep(for: .seconds(60))
        }
    }

    /// Whether the lists are whole.
    var isPrepared: Bool { prepared.load(ordering: .acquiring) }

    /// Looks again for reports that nobody has opened: after something was entered beside the pages.
    public func lookForUnopened() async throws {
        guard isPrepared else { return }
        try await indexing.flush()
        try await noteUnopened()
    }

    private func noteUnopened() async throws {
        let everybody = MatterViewer(person: "", sight: .all)
        let lines = try await index.unopened(for: everybody, before: office.now, limit: 1000)
        // The lists learn of an opening only with the matter's next entry.
        let opened = try await openings.first(among: lines.map(\.id))
        for line in lines where opened[line.id] == nil { doors.came(line.id, at: line.openedAt) }
    }
}
