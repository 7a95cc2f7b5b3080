import GRDB
import Glibc
import Journaling
import Notation

/// What a backup holds, as `backup.json` in it says.
public struct BackupRecord: Hashable, Sendable {
    /// When it was made: milliseconds since 1970 UTC.
    public var madeAt: Int64
    /// Whether the installation's key is in it; without it the contents cannot be read.
    public var includesKey: Bool
    /// The id of the key that it needs.
    public var keyID: String
    /// The last entry of each organisation.
    public var heads: [String: Head]
}

extension SQLiteJournal {
    /// Copies the journal into a new file while it is written to, and returns the last entry of the copy.
    ///
    /// - Throws: `notEmpty` when the file is there; `diskFull`, `io`.
    package func copy(to path: String) async throws(JournalError) -> Head {
        guard !FileSystem.exists(path) else { throw FileSystem.failure(path, EEXIST) }
        do {
            return try await offload { [self] in
                let target = try DatabaseQueue(path: path)
                try reader.backup(to: target)
                let head = try target.writeWithoutTransaction { db in
                    // The copy is one file, without a write-ahead file beside it.
                    _ = try db.number("PRAGMA journal_mode = DELETE")
                    return try Opening.head(db, genesis: genesis, checking: true).head
                }
                try target.close()
                let file = try OpenFile(path, O_RDONLY)
                try file.sync()
                return head
            }
        } catch {
            throw JournalError(sqlite: error)
        }
    }
}

extension DataFolder {
    /// Copies the folder into a new one while its journals are written to.
    ///
    /// Each journal is copied as of one instant; its files after it, so that none that an entry names is missing.
    ///
    /// - Parameters:
    ///   - path: A folder that is not there yet, or is empty.
    ///   - journals: The open journals; those of other organisations are opened for reading.
    ///   - includingKey: Whether to copy the installation's key. Whoever has key and copy can read everything.
    /// - Throws: `notEmpty`, `diskFull`, `readOnly`, `io`.
    public func backup(
        to path: String, journals: [SQLiteJournal] = [], includingKey: Bool = false
    ) async throws(JournalError) -> BackupRecord {
        try Self.mustBeEmpty(path)
        try FileSystem.makeFolder("\(path)/orgs")
        try FileSystem.makeFolder("\(path)/keys")
        var heads: [String: Head] = [:]
        for organisation in try organisations() {
            let target = "\(path)/orgs/\(organisation)"
            try FileSystem.makeFolder("\(target)/files")
            if let journal = journals.first(where: { $0.organisation == organisation }) {
                heads[organisation] = try await journal.copy(to: "\(target)/journal.sqlite")
            } else if FileSystem.exists("\(folder(of: organisation))/journal.sqlite") {
                let journal = try SQLiteJournal(
                    path: "\(folder(of: organisation))/journal.sqlite", organisation: organisation, key: key,
                    lock: nil, projections: [])
                heads[organisation] = try await journal.copy(to: "\(target)/journal.sqlite")
                try await journal.close()
            }
            // After the journal, so that no file and no edition that an entry names is missing.
            for part in ["files", "rulebooks"] where FileSystem.isFolder("\(folder(of: organisation))/\(part)") {
                try FileSystem.copyTree("\(folder(of: organisation))/\(part)", to: "\(target)/\(part)")
            }
        }
        if includingKey { try key.write(to: Self.keyPath(path)) }
        let record = BackupRecord(
            madeAt: JournalClock.system.wall(), includesKey: includingKey, keyID: key.id, heads: heads)
        try FileSystem.create("\(path)/backup.json", Array((record.json.pretty + "\n").utf8))
        try FileSystem.create("\(path)/VERSION", Array("\(Self.format)\n".utf8), mode: 0o644)
        return record
    }

    /// Makes a data folder of a backup and verifies every journal, deeply, against the heads that it carries.
    ///
    /// - Parameters:
    ///   - source: The backup.
    ///   - path: A folder that is not there yet, or is empty.
    ///   - keyFile: The installation's key, when the backup does not hold it.
    /// - Throws: `notEmpty`, `corrupt` when the backup does not verify, `notFound` without a key, `newerFormat`, `io`.
    ///   Only a folder without `VERSION`, which cannot be opened, is left behind then.
    public static func restore(
        from source: String, to path: String, keyFile: String? = nil
    ) async throws(JournalError) -> BackupRecord {
        try mustBeEmpty(path)
        let record = try BackupRecord(reading: "\(source)/backup.json")
        let keySource = keyFile ?? keyPath(source)
        guard FileSystem.exists(keySource) else {
            throw JournalError(
                .notFound, "鍵がありません。控えの鍵（\(record.keyID)）のファイルを指定してください",
                "the backup does not hold the installation's key \(record.keyID): name its file")
        }
        let key = try InstallationKey(reading: keySource)
        guard key.id == record.keyID else { throw .corrupt("the key is \(key.id), and \(record.keyID) is needed") }
        try FileSystem.makeFolder("\(path)/keys")
        try FileSystem.copyTree("\(source)/orgs", to: "\(path)/orgs")
        try key.write(to: keyPath(path))
        for (organisation, head) in record.heads.sorted(by: { $0.key < $1.key }) {
            let journal = try SQLiteJournal(
                path: "\(path)/orgs/\(organisation)/journal.sqlite", organisation: organisation, key: key, lock: nil,
                projections: [])
            let verification = try await journal.verify(against: head, deep: true)
            try await journal.close()
            if let finding = verification.finding { throw .corrupt("\(organisation): \(finding.english)") }
        }
        let version = try FileSystem.read("\(source)/VERSION", limit: 100)
        try FileSystem.create("\(path)/VERSION", version, mode: 0o644)
        return record
    }

    private static func mustBeEmpty(_ path: String) throws(JournalError) {
        guard FileSystem.exists(path) else { return }
        guard FileSystem.isFolder(path), try FileSystem.names(in: path).isEmpty else {
            throw JournalError(.notEmpty, "空ではありません：\(path)", "not empty: \(path)")
        }
    }
}

extension BackupRecord {
    /// The record as JSON, as it stands in `backup.json`.
    public var json: JSON {
        [
            "madeAt": .int(Int(madeAt)), "includesKey": .bool(includesKey), "keyID": .string(keyID),
            "heads": .object(heads.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value.description)) }),
        ]
    }

    /// Reads `backup.json`.
    ///
    /// - Throws: `notFound` when the folder is no backup, `corrupt`.
    public init(reading path: String) throws(JournalError) {
        let bytes = try FileSystem.read(path, limit: 1 << 20)
        guard let json = try? JSON(reading: bytes), let madeAt = json["madeAt"]?.int,
            let includesKey = json["includesKey"]?.bool, let keyID = json["keyID"]?.string
        else { throw .corrupt("\(path) is no record of a backup") }
        var heads: [String: Head] = [:]
        for member in json["heads"]?.members ?? [] {
            guard let head = member.value.string.flatMap({ Head($0) }) else {
                throw .corrupt("\(path) has a head that is none")
            }
            heads[member.name] = head
        }
        self.init(madeAt: Int64(madeAt), includesKey: includesKey, keyID: keyID, heads: heads)
    }
}
