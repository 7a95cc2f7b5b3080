import Journaling

extension DataFolder {
    /// Opens the journal of an organisation, for what the folder was opened for; makes it when it is new.
    ///
    /// One process opens one journal at most once for writing. The folder stays locked while folder or journal live.
    ///
    /// - Throws: `notFound` for an unknown organisation, `corrupt`, `readOnly`, `diskFull`, `io`.
    public func openJournal(
        of organisation: String, projections: [any Projection] = [], clock: JournalClock = .system
    ) throws(JournalError) -> SQLiteJournal {
        try openJournal(of: organisation, projections: projections, clock: clock, options: .init())
    }

    /// As `openJournal`, with powers that only tests may have.
    package func openJournal(
        of organisation: String, projections: [any Projection] = [], clock: JournalClock = .system,
        options: SQLiteJournal.Options
    ) throws(JournalError) -> SQLiteJournal {
        guard FileSystem.isFolder(folder(of: organisation)) else {
            throw JournalError(.notFound, "組織がありません：\(organisation)", "there is no organisation \(organisation)")
        }
        return try SQLiteJournal(
            path: "\(folder(of: organisation))/journal.sqlite", organisation: organisation, key: key,
            lock: lock, projections: projections, clock: clock, options: options)
    }

    /// The evidence files of an organisation, encrypted under the keys of its journal's streams.
    public func evidence(of journal: SQLiteJournal) -> EvidenceStore {
        EvidenceStore(folder: "\(folder(of: journal.organisation))/files", canWrite: access == .writing) {
            stream throws(JournalError) in try await journal.key(of: stream)
        }
    }
}
