import Pages
import Services

extension Site {
    /// What each route does. The table of routes is the other half; the start compares them.
    static let handlers: [Route: Dispatcher.Handler] = [
        reportHandlers, signInHandlers, matterHandlers,
    ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }

    /// Brings everything up that requests rely on: the lists of matters, and the reports that nobody has opened.
    func begin() async throws {
        try await indexing.flush()
        for line in try await index.unopened(for: MatterViewer(person: "", sight: .all), before: office.now, limit: 1000) {
            doors.came(line.id, at: line.openedAt)
        }
    }
}
