import Accounts
import Pages
import Services

extension Site {
    /// What each route does. The table of routes is the other half; the start compares them.
    static let handlers: [Route: Dispatcher.Handler] = handlerTables.reduce(into: [:]) {
        $0.merge($1) { first, _ in first }
    }

    /// The same by parts of the house; no route stands in two of them.
    static let handlerTables: [[Route: Dispatcher.Handler]] = [
        reportHandlers, signInHandlers, matterHandlers, fileHandlers, listHandlers, openingHandlers, registerHandlers,
        rulebookHandlers, peopleHandlers, postHandlers, sheetHandlers, journalHandlers, accountHandlers,
        settingHandlers,
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
    func done(_ forms: String..., to path: String, for caller: Caller) async -> Reply {
        for form in forms { try? await drafts.remove(of: .person(caller.person), form: form) }
        return .redirect("\(path)?done=\(FormText.encode(forms.joined(separator: " ")))")
    }

    /// Brings everything up that requests rely on: the lists of matters, and the reports that nobody has opened.
    func begin() async throws {
        try await indexing.flush()
        try await noteUnopened()
    }

    /// Looks again for reports that nobody has opened: after something was entered beside the pages.
    public func lookForUnopened() async throws {
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
