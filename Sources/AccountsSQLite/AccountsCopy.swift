import Dispatch
import GRDB
import Glibc
import JournalSQLite
import Journaling

extension DataFolder {
    /// Copies the accounts of every organisation into a backup of this folder, while they are written to.
    ///
    /// Sessions and one-time links stay behind: what was ended or redeemed after the backup must not live again when it
    /// is restored. Accounts, devices, drafts, receipts come along; drafts open only with the installation's key.
    ///
    /// - Parameter backup: The backup's folder, made by `backup(to:)`.
    /// - Throws: `notEmpty` when it holds accounts already; `diskFull`, `readOnly`, `io`.
    public func copyAccounts(into backup: String) async throws(JournalError) {
        for organisation in try organisations() {
            let source = "\(folder(of: organisation))/accounts.sqlite"
            let target = "\(backup)/orgs/\(organisation)/accounts.sqlite"
            guard FileSystem.exists(source) else { continue }
            try FileSystem.create(target, [], mode: 0o600)
            let failure: JournalError? = await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(returning: Self.copyAccounts(source, to: target))
                }
            }
            if let failure { throw failure }
        }
    }

    private static func copyAccounts(_ source: String, to target: String) -> JournalError? {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(10)
            let reader = try DatabasePool(path: source, configuration: configuration)
            let copy = try DatabaseQueue(path: target)
            try reader.backup(to: copy)
            try copy.writeWithoutTransaction { db in
                // The copy is one file, and what is deleted is not left in free pages.
                _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
                try db.execute(sql: "PRAGMA secure_delete = ON; DELETE FROM sessions; DELETE FROM links")
            }
            try copy.close()
            try OpenFile(target, O_RDONLY).sync()
            return nil
        } catch {
            return JournalError(sqlite: error, file: "accounts.sqlite")
        }
    }
}
