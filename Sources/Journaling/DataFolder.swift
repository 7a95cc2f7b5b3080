import Foundation

/// The folder that holds everything an installation knows: keys, and for each organisation its journal and files.
///
/// ```
/// VERSION                        the format, a whole number
/// lock                           held by the one process that writes
/// keys/installation.key          0600; backups leave it out unless asked
/// orgs/ORG/journal.sqlite        the journal
/// orgs/ORG/files/                evidence, encrypted, by content
/// backups/format-N-TIME/         made before a migration
/// ```
public final class DataFolder: Sendable {
    /// The format that this program writes.
    public static let format = 1

    /// What a folder is opened for.
    public enum Access: Hashable, Sendable {
        /// Reading and writing; no other process may write at the same time.
        case writing
        /// Reading only, also while another process writes.
        case reading
    }

    /// The folder's path.
    public let path: String
    /// What it was opened for.
    public let access: Access
    /// The installation's key.
    public let key: InstallationKey
    /// The right to write, kept by whoever writes.
    package let lock: FolderLock?

    private init(path: String, access: Access, key: InstallationKey, lock: FolderLock?) {
        self.path = path
        self.access = access
        self.key = key
        self.lock = lock
    }

    /// Makes a new folder with a new installation key and no organisation, and opens it for writing.
    ///
    /// - Throws: `notEmpty` when something is there already; `readOnly`, `diskFull`, `io`.
    public static func create(at path: String) throws(JournalError) -> DataFolder {
        if FileSystem.exists(path) {
            guard FileSystem.isFolder(path), try FileSystem.names(in: path).isEmpty else {
                throw JournalError(
                    .notEmpty, "フォルダーが空ではありません：\(path)", "the folder is not empty: \(path)")
            }
        }
        for folder in ["keys", "orgs"] { try FileSystem.makeFolder("\(path)/\(folder)") }
        let key = InstallationKey()
        try key.write(to: Self.keyPath(path))
        let lock = try FolderLock(path)
        // VERSION comes last: a folder without it was never finished.
        try FileSystem.create("\(path)/VERSION", Array("\(format)\n".utf8), mode: 0o644)
        return DataFolder(path: path, access: .writing, key: key, lock: lock)
    }

    /// Opens a folder.
    ///
    /// For writing, an older folder is first copied to `backups` and then migrated; a newer one is refused.
    ///
    /// - Throws: `notFound`, `corrupt` when it is no Shodo folder or parts are missing, `newerFormat`, `locked` when
    ///   another process writes, `readOnly`, `diskFull`, `io`.
    public static func open(at path: String, for access: Access = .writing) throws(JournalError) -> DataFolder {
        try open(at: path, for: access, format: format, migrations: [])
    }

    /// As `open(at:for:)`, with the program's format and migrations, so that tests can play a later program.
    package static func open(
        at path: String, for access: Access, format: Int, migrations: [FolderMigration]
    ) throws(JournalError) -> DataFolder {
        guard FileSystem.isFolder(path) else {
            throw JournalError(.notFound, "フォルダーがありません：\(path)", "there is no folder \(path)")
        }
        try check(try version(of: path), against: format)
        let lock = access == .writing ? try FolderLock(path) : nil
        // Read again: another process may have migrated it before the lock was ours.
        let found = try version(of: path)
        try check(found, against: format)
        if found < format {
            guard lock != nil else {
                throw JournalError(
                    .readOnly, "古い形式（\(found)）です。先に `shodo migrate` を実行してください",
                    "the folder has the older format \(found); run `shodo migrate` first")
            }
            try migrate(path, from: found, to: format, migrations)
        }
        for folder in ["keys", "orgs"] where !FileSystem.isFolder("\(path)/\(folder)") {
            throw .corrupt("\(path)/\(folder) is missing")
        }
        return DataFolder(path: path, access: access, key: try InstallationKey(reading: keyPath(path)), lock: lock)
    }

    /// The ids of the organisations, sorted.
    public func organisations() throws(JournalError) -> [String] { try FileSystem.names(in: "\(path)/orgs") }

    /// Makes the folder of a new organisation. Its journal is made when it is first opened.
    ///
    /// - Parameter id: 1 to 40 of `a`–`z`, `0`–`9`, `-`.
    /// - Throws: `invalid`, `notEmpty` when there is one with this id, `readOnly`, `diskFull`, `io`.
    public func addOrganisation(_ id: String) throws(JournalError) {
        guard access == .writing else { throw .readOnly() }
        guard (1...40).contains(id.utf8.count),
            id.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
        else {
            throw .invalid("組織のIDには英小文字，数字，ハイフンだけが使えます：\(id)", "not an organisation's id: \(id)")
        }
        guard !FileSystem.exists(folder(of: id)) else { throw FileSystem.failure(folder(of: id), EEXIST) }
        try FileSystem.makeFolder("\(folder(of: id))/files")
        try FileSystem.syncFolder(folder(of: id))
        try FileSystem.syncFolder("\(path)/orgs")
    }

    /// The folder of one organisation.
    public func folder(of organisation: String) -> String { "\(path)/orgs/\(organisation)" }

    package static func keyPath(_ path: String) -> String { "\(path)/keys/installation.key" }

    private static func version(of path: String) throws(JournalError) -> Int {
        guard FileSystem.exists("\(path)/VERSION") else {
            throw .corrupt("\(path) has no VERSION: no Shodo folder, or one that was not finished")
        }
        let text = String(decoding: try FileSystem.read("\(path)/VERSION", limit: 100), as: UTF8.self)
        guard text.hasSuffix("\n"), let version = Int(text.dropLast()), version > 0 else {
            throw .corrupt("\(path)/VERSION is no number")
        }
        return version
    }

    private static func check(_ found: Int, against format: Int) throws(JournalError) {
        guard found > format else { return }
        throw JournalError(
            .newerFormat, "このデータは新しい版の初動（形式\(found)）で作られました。このプログラム（形式\(format)）では開けません。初動を更新してください",
            "the folder was written by a newer Shodo (format \(found)); this program knows format \(format): update it")
    }

    private static func migrate(
        _ path: String, from: Int, to format: Int, _ migrations: [FolderMigration]
    ) throws(JournalError) {
        let time = JournalClock.system.wall()
        let copy = "\(path)/backups/format-\(from)-\(time)"
        try FileSystem.makeFolder(copy)
        for name in try FileSystem.names(in: path) where name != "backups" && name != "lock" {
            if FileSystem.isFolder("\(path)/\(name)") {
                try FileSystem.copyTree("\(path)/\(name)", to: "\(copy)/\(name)")
            } else {
                try FileSystem.copy("\(path)/\(name)", to: "\(copy)/\(name)")
            }
        }
        try FileSystem.syncFolder(copy)
        for version in from..<format {
            guard let migration = migrations.first(where: { $0.from == version }) else {
                throw .corrupt("there is no way from format \(version) to \(version + 1)")
            }
            try migration.body(path)
            try FileSystem.replace("\(path)/VERSION", Array("\(version + 1)\n".utf8), mode: 0o644)
        }
    }
}

/// One step from a format of the data folder to the next. Written once and never changed.
package struct FolderMigration: Sendable {
    /// The format that it starts from.
    package var from: Int
    /// Changes the folder; must leave one that can be migrated again when it is cut off halfway.
    package var body: @Sendable (String) throws(JournalError) -> Void

    package init(from: Int, body: @escaping @Sendable (String) throws(JournalError) -> Void) {
        self.from = from
        self.body = body
    }
}

/// The right to write to a folder, held by one process at a time and given back when it ends, however it ends.
package final class FolderLock: Sendable {
    private let file: OpenFile

    /// - Throws: `locked` when another process holds it.
    package init(_ folder: String) throws(JournalError) {
        file = try OpenFile("\(folder)/lock", O_RDWR | O_CREAT)
        guard flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let number = errno
            guard number == EWOULDBLOCK else { throw FileSystem.failure("\(folder)/lock", number) }
            throw JournalError(
                .locked, "別の初動がこのデータを使っています：\(folder)", "another Shodo is writing to \(folder)")
        }
    }
}
