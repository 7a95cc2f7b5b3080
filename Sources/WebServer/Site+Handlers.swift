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
        reportHandlers, signInHandlers, matterHandlers, listHandlers, openingHandlers, registerHandlers,
        rulebookHandlers, peopleHandlers, postHandlers, sheetHandlers, journalHandlers, accountHandlers,
        settingHandlers,
    ]

    /// To a page after something was entered: the draft of its form is over.
    func done(_ form: String, to path: String, _ caller: Caller) async -> Reply {
        try? await drafts.remove(of: .person(caller.person), form: form)
        return .redirect("\(path)?done=\(FormText.encode(form))")
    }

    /// Brings everything up that requests rely on: the lists of matters, and the reports that nobody has opened.
    func begin() async throws {
        try await indexing.flush()
        for line in try await index.unopened(
            for: MatterViewer(person: "", sight: .all), before: office.now, limit: 1000)
        {
            doors.came(line.id, at: line.openedAt)
        }
    }
}
