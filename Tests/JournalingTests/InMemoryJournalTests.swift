import JournalTesting
import Journaling
import Testing

@Suite struct `A journal in memory` {
    @Test(arguments: JournalCompliance.checks)
    func `keeps the contract`(check: JournalCompliance.Check) async throws {
        try await check.run { projections, clock in InMemoryJournal(projections: projections, clock: clock) }
    }
}
