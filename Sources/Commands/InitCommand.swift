import Accounts
import ArgumentParser
import Engine
import Foundation
import Journaling
import Notation
import RulebookFiles
import Rules
import Services
import WebServer

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a data folder for an organisation. 組織のデータフォルダーを作ります。",
        discussion: """
            Checks the rulebook, copies it into the data folder, makes the journal and enters the organisation. Until \
            posts are assigned (`shodo post assign`), everything falls to the person `admin`.
            規程集を確かめて写し，記録を作ります。役職を割り当てるまでは，すべて admin に回ります。
            """)

    @OptionGroup var folder: DataOption

    @Option(name: .long, help: "The folder of the rulebook (規程集).")
    var rulebook: String

    @Option(name: .long, help: "What the organisation is called (組織の名前).")
    var organisation: String

    @Option(name: .long, help: "Its time zone, without daylight saving: a name such as Asia/Tokyo, or +09:00.")
    var timezone = "Asia/Tokyo"

    @Option(
        name: .long,
        help: "A file with people, holders, hours, targets, closed days and registers, as in a rulebook's demo folder.")
    var house: String?

    @Option(name: .long, help: "The id of the organisation's folder: a-z, 0-9, hyphen.")
    var id = "main"

    func run() async throws {
        try await reporting {
            let zone = try Zone(named: timezone, now: Date())
            let book = try openRulebook(rulebook)
            var founding = Founding(
                organisation: id, name: .init(name: Label(ja: organisation), timezone: timezone, zone: zone),
                rulebook: book)
            if let house {
                let json = try OrganisationFiles.read(at: URL(fileURLWithPath: house)).json
                founding.sheet = OrganisationSheet(json: json, zone: zone)
            }
            let installation = try await founding.make(in: folder.data)
            let record = try await installation.office.house()
            let head = try await installation.head()
            let link = try await installation.firstLink()
            try await installation.close()
            print("作成しました：\(folder.data)（\(organisation)）")
            print("規程集 \(record.adoption?.rulebook ?? "") \(record.adoption?.edition ?? "")")
            let readings = record.adoption?.confirmations.count ?? 0
            if readings > 0 { print("解釈 \(readings)件は既定のままで，まだ誰も確かめていません") }
            print("記録 \(head)")
            print("管理者 admin の最初のサインイン（24時間，一度だけ）：/link/\(link)")
        }
    }
}

extension Installation {
    /// Makes the first administrator's account; the last part of the link by which the password is set.
    func firstLink() async throws -> String {
        let now = office.now
        return try await withAccounts { signIn in
            try await signIn.makeAccount(person: "admin", name: "admin", isAdministrator: true, at: now)
            return try await signIn.makeLink(for: "admin", purpose: .first, at: now)
        }
    }
}

/// The making of a data folder: all of it, or nothing stays behind.
struct Founding {
    var organisation: String
    var name: HouseEvent.OrganisationName
    var rulebook: RulebookFolder
    var isDemo = false
    /// The people, posts, hours, targets and registers to begin with.
    var sheet: OrganisationSheet?
    var clock = JournalClock.system

    func make(in path: String) async throws -> Installation {
        try checkName()
        let first = try sheet?.events() ?? []
        let existed = FileManager.default.fileExists(atPath: path)
        if existed, let names = try? FileManager.default.contentsOfDirectory(atPath: path), !names.isEmpty {
            throw JournalError(.notEmpty, "フォルダーが空ではありません：\(path)", "the folder is not empty: \(path)")
        }
        do {
            let installation = try Installation.create(path, organisation: organisation, clock: clock)
            let digest = try installation.shelf.keep(rulebook)
            let now = installation.office.now
            let book = rulebook.rulebook()
            let adoption = HouseEvent.Adoption(
                rulebook: book.identity.id, edition: book.identity.edition,
                confirmations: book.adopted.sorted { $0.key < $1.key }.map {
                    .init(reading: $0.key, choice: $0.value, by: "", at: now)
                }, digest: digest)
            var events: [HouseEvent] = isDemo ? [.demoMarked] : []
            events += [
                .organisationNamed(name),
                .personEntered(.init(id: "admin", name: "管理者", isSystem: true)),
                .personEntered(.init(id: Site.reporter, name: "通報画面", isSystem: true)),
                .vacancySet(person: "admin"), .rulebookAdopted(adoption),
            ]
            try await installation.office.enter(events, by: "admin")
            if !first.isEmpty { try await installation.office.enter(first, by: "admin") }
            try await sheet?.enterRows(in: installation.office)
            return installation
        } catch {
            if Self.mayClear(path, after: error) { Self.clear(path, removing: !existed) }
            throw error
        }
    }

    private func checkName() throws {
        let text = name.name.ja
        guard text.contains(where: { !$0.isWhitespace }), text.utf8.count <= 1000 else {
            throw UsageError("組織の名前が空か，長すぎます", "the organisation's name is empty or too long")
        }
    }

    /// What was there before we began is not ours to clear.
    private static func mayClear(_ path: String, after error: any Error) -> Bool {
        (error as? JournalError)?.code != .notEmpty
    }

    private static func clear(_ path: String, removing folder: Bool) {
        let files = FileManager.default
        if folder {
            try? files.removeItem(atPath: path)
        } else {
            for name in (try? files.contentsOfDirectory(atPath: path)) ?? [] {
                try? files.removeItem(atPath: "\(path)/\(name)")
            }
        }
    }
}

extension Zone {
    /// Reads a zone's name and makes sure that its clocks are never moved.
    ///
    /// Deadlines are counted with a fixed offset, so that what was computed once is computed the same for ever.
    init(named text: String, now: Date) throws {
        if let zone = Zone(reading: text) {
            self = zone
            return
        }
        guard !text.isEmpty, let zone = TimeZone(identifier: text) else {
            throw UsageError(
                "時間帯がありません：\(text)。Asia/Tokyo や +09:00 のように書いてください",
                "there is no time zone \(text); write one like Asia/Tokyo or +09:00")
        }
        let offset = zone.secondsFromGMT(for: now)
        let months = (0..<24).map { now.addingTimeInterval(Double($0) * 30 * 86_400) }
        guard months.allSatisfy({ zone.secondsFromGMT(for: $0) == offset }), offset % 60 == 0 else {
            throw UsageError(
                "\(text)には夏時間があります。初動は夏時間のない時間帯だけを扱います（例：Asia/Tokyo，+09:00）",
                "\(text) has daylight saving; Shodo handles only zones without it (such as Asia/Tokyo or +09:00)")
        }
        self.init(offsetMinutes: offset / 60)
    }
}
