import Accounts
import AccountsSQLite
import Crypto
import Engine
import Foundation
import JournalSQLite
import Journaling
import Logging
import MatterIndexSQLite
import Notation
import Pages
import ReadModels
import RulebookFiles
import Rules
import Services
import Synchronization
import WebServer

/// Everything behind a data folder, put together. The only place that names stores, files and services at once.
struct Installation {
    let folder: DataFolder
    let journal: any Journal
    let office: Office
    let shelf: RulebookShelf
    /// The files of evidence beside the journal.
    let evidence: EvidenceStore
    private let bell = EntryBell()
    private let organisation: String
    private var isLent = false

    /// Opens the one organisation of a data folder.
    static func open(
        _ path: String, for access: DataFolder.Access, clock: JournalClock = .system
    ) throws -> Installation {
        if let shared = Surroundings.current.installation { return try shared.lent(for: path) }
        let folder: DataFolder
        do {
            folder = try DataFolder.open(at: path, for: access)
        } catch {
            guard error.code == .locked else { throw error }
            let socket = ControlSocket.path(in: path)
            guard FileManager.default.fileExists(atPath: socket) else { throw error }
            throw ControlSocket.Held(path: socket)
        }
        return try Installation(folder, organisation: try onlyOrganisation(of: folder), clock: clock)
    }

    /// The same installation for a verb that the server carries out: closing it closes nothing.
    private func lent(for path: String) throws -> Installation {
        let asked = URL(fileURLWithPath: Surroundings.path(path)).resolvingSymlinksInPath().path
        guard asked == URL(fileURLWithPath: folder.path).resolvingSymlinksInPath().path else {
            throw UsageError(
                "動いている初動のデータフォルダーではありません：\(path)", "the running server holds another data folder than \(path)")
        }
        var lent = self
        lent.isLent = true
        return lent
    }

    /// Makes a data folder with one organisation, whose journal is still empty.
    static func create(_ path: String, organisation: String, clock: JournalClock = .system) throws -> Installation {
        let folder = try DataFolder.create(at: path)
        try folder.addOrganisation(organisation)
        return try Installation(folder, organisation: organisation, clock: clock)
    }

    private init(_ folder: DataFolder, organisation: String, clock: JournalClock) throws {
        self.folder = folder
        self.organisation = organisation
        let bell = bell
        let journal = try folder.openJournal(of: organisation, projections: [MatterList()], clock: clock)
        self.journal = journal
        evidence = folder.evidence(of: journal)
        let shelf = RulebookShelf(root: folder.folder(of: organisation) + "/rulebooks")
        self.shelf = shelf
        office = Office(
            journal: journal, clock: { Instant(milliseconds: clock.wall()) }, digest: paperDigest,
            entered: { _ in bell.ring() },
            programs: { try shelf.program($0) })
    }

    /// The web application over this installation, with the stores that only it needs.
    struct Served {
        let site: Site
        let indexing: MatterIndexing
        let accounts: SQLiteAccountStore
        let index: SQLiteMatterIndex

        func close() async throws {
            try await index.close()
            try await accounts.close()
        }
    }

    /// Puts the web application together.
    func site(settings: ServerSettings, demoSignIns: [SignInModel.Demo], log: Logger) throws -> Served {
        let accounts = try folder.openAccounts(of: organisation)
        let index = try SQLiteMatterIndex(folder: folder.folder(of: organisation))
        let openings = Openings(store: accounts)
        let indexing = MatterIndexing(
            office: office, index: index, bell: bell,
            firstOpened: { matter, events in
                let first = try await openings.first(among: [matter])[matter]
                return [first, MatterIndexing.firstEntryOfAnother(events)].compactMap { $0 }.min()
            }, concerns: { MatterConcern(MatterAccess($0, program: $1, house: $2, at: $3)) })
        var rules = SignIn.Settings()
        rules.allowsDemo = !demoSignIns.isEmpty
        let uploads = folder.folder(of: organisation) + "/uploads"
        try? FileManager.default.removeItem(atPath: uploads)
        try FileManager.default.createDirectory(
            atPath: uploads, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let shelf = shelf
        let site = Site(
            .init(
                office: office, journal: journal, signIn: SignIn(store: accounts, settings: rules),
                drafts: Drafts(store: accounts), openings: openings,
                receipts: folder.receipts(of: organisation, store: accounts), formKey: folder.formKey,
                ledger: { try shelf.folder($0.rulebook, $0.edition).ledger }, index: index, indexing: indexing,
                uploads: uploads), settings: settings, demoSignIns: demoSignIns, log: log)
        return Served(site: site, indexing: indexing, accounts: accounts, index: index)
    }

    /// Signs people up, for making a folder.
    func withAccounts<Result>(_ body: (SignIn) async throws -> Result) async throws -> Result {
        let accounts = try folder.openAccounts(of: organisation)
        let result = try await body(SignIn(store: accounts))
        try await accounts.close()
        return result
    }

    private static func onlyOrganisation(of folder: DataFolder) throws -> String {
        let ids = try folder.organisations()
        guard let id = ids.first else {
            throw JournalError(
                .notFound, "このフォルダーには組織がありません。`shodo init` で作ってください",
                "the folder holds no organisation; make one with `shodo init`")
        }
        guard ids.count == 1 else {
            throw JournalError(
                .invalid, "組織が複数あります（\(ids.joined(separator: ", "))）。この版の初動は一つだけ扱えます",
                "there are several organisations (\(ids.joined(separator: ", "))); this version handles one")
        }
        return id
    }

    /// Writes what has been appended and gives the folder back.
    func close() async throws { if !isLent { try await journal.close() } }

    /// The last entry.
    func head() async throws -> Head { try await journal.head() }

    /// Copies a data folder while it is used.
    static func backup(_ path: String, to target: String, includingKey: Bool) async throws -> Backup {
        let folder = try DataFolder.open(at: path, for: .reading)
        let record = try await folder.backup(to: target, includingKey: includingKey)
        try await folder.copyAccounts(into: target)
        return Backup(record)
    }

    /// Makes a data folder of a backup, and verifies it.
    static func restore(from source: String, to path: String, keyFile: String?) async throws -> Backup {
        Backup(try await DataFolder.restore(from: source, to: path, keyFile: keyFile))
    }

    /// What a backup says of itself.
    struct Backup {
        var json: JSON
        var heads: [String: Head]
        var keyID: String

        init(_ record: BackupRecord) {
            json = record.json
            heads = record.heads
            keyID = record.keyID
        }
    }
}

/// The rulebooks of an organisation, a folder for each edition that was ever adopted.
final class RulebookShelf: Sendable {
    let root: String
    private let folders = Mutex<[String: RulebookFolder]>([:])

    init(root: String) { self.root = root }

    func path(_ rulebook: String, _ edition: String) -> String { "\(root)/\(rulebook)/\(edition)" }

    /// The files of an edition.
    func folder(_ rulebook: String, _ edition: String) throws -> RulebookFolder {
        let path = path(rulebook, edition)
        if let known = folders.withLock({ $0[path] }) { return known }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw OfficeError(
                .unknownEdition, "規程集\(rulebook)の版\(edition)がありません：\(path)",
                "there is no edition \(edition) of \(rulebook): \(path)")
        }
        let read = RulebookFolder.read(at: URL(fileURLWithPath: path))
        if let first = read.check().first {
            throw JournalError(
                .corrupt, "採用した規程集が壊れています：\(first.ja)", "the adopted rulebook is damaged: \(first)")
        }
        folders.withLock { $0[path] = read }
        return read
    }

    func program(_ key: EditionKey) throws -> Program {
        Program(try folder(key.rulebook, key.edition).rulebook(adopting: key.adopted))
    }

    /// Puts a copy of a checked rulebook on the shelf and says how it is known.
    ///
    /// An edition that is there already must be the same, byte by byte: what was adopted never changes.
    func keep(_ folder: RulebookFolder) throws -> String {
        let identity = folder.rulebook().identity
        let target = path(identity.id, identity.edition)
        let part = target + ".part"
        try FileManager.default.createDirectory(atPath: "\(root)/\(identity.id)", withIntermediateDirectories: true)
        try? FileManager.default.removeItem(atPath: part)
        defer { try? FileManager.default.removeItem(atPath: part) }
        try FileManager.default.copyItem(atPath: folder.url.path, toPath: part)
        try folder.copyBases(into: URL(fileURLWithPath: part))
        let digest = try Self.digest(of: URL(fileURLWithPath: part))
        if FileManager.default.fileExists(atPath: target) {
            guard try Self.digest(of: URL(fileURLWithPath: target)) == digest else {
                throw OfficeError(
                    .badValue, "同じ版（\(identity.edition)）の内容が違います。版の名前を改めてください",
                    "there is another text under the edition \(identity.edition); give the edition a new name")
            }
            return digest
        }
        try FileManager.default.moveItem(atPath: part, toPath: target)
        return digest
    }

    /// Whether the files of an adopted edition are as they were.
    func isUnchanged(_ adoption: HouseEvent.Adoption) throws -> Bool {
        let url = URL(fileURLWithPath: path(adoption.rulebook, adoption.edition))
        guard FileManager.default.fileExists(atPath: url.path) else { return false }
        return try Self.digest(of: url) == adoption.digest
    }

    /// A hash over the paths and contents of all files below a folder.
    static func digest(of url: URL) throws -> String {
        var hash = SHA256()
        let names = (FileManager.default.enumerator(atPath: url.path)?.allObjects as? [String] ?? []).sorted()
        for name in names where !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
            var isFolder: ObjCBool = false
            let file = url.appending(path: name)
            guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            let content = try Data(contentsOf: file)
            hash.update(data: Data("\(name.utf8.count) \(content.count) \(name)\n".utf8))
            hash.update(data: content)
        }
        return hash.finalize().map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }.joined()
    }
}
