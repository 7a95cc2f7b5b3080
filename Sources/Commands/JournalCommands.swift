import ArgumentParser
import Foundation
import Journaling
import Notation
import Services

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that nothing in the record was altered. 記録が改変されていないことを確かめます。",
        discussion: """
            Exit 0 when everything is whole, 1 when not; the first entry that is wrong is named. With a head from a \
            receipt, a print or a backup, a cut tail and a rewritten chain are found too. 廃棄済 names what an approved \
            disposal destroyed, which is not wrong.
            """)

    @OptionGroup var folder: DataOption

    @Option(name: .long, help: "A head kept elsewhere, POSITION:HASH (控え).")
    var head: String?

    @Flag(name: .long, help: "Also open every content and compare it.")
    var deep = false

    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let kept = try head.map { text in
                guard let head = Head(text) else {
                    throw UsageError("控えは 位置:ハッシュ の形です：\(text)", "a head looks like POSITION:HASH: \(text)")
                }
                return head
            }
            let installation = try Installation.open(folder.data, for: .reading)
            let found = try await installation.journal.verify(against: kept, deep: deep)
            let altered = found.isWhole ? try await installation.alteredEditions() : []
            let isWhole = found.isWhole && altered.isEmpty
            switch output.format {
            case .text:
                print("記録 \(found.entries)件　控え \(found.head)")
                if !found.erased.isEmpty {
                    let names = found.erased.map(\.text).joined(separator: ", ")
                    print("廃棄済 \(found.erased.count)件（記録\(found.erasedEntries)件）：\(names)")
                }
                if let finding = found.finding { print("\(finding.japanese)\n\(finding.english)") }
                for edition in altered {
                    print("採用した規程集が変わっています：\(edition)\nthe adopted rulebook was changed: \(edition)")
                }
                print(isWhole ? "異常はありません whole" : "異常があります not whole")
            case .json:
                print(
                    JSON.object([
                        .init("whole", .bool(isWhole)), .init("entries", .int(found.entries)),
                        .init("head", .string(found.head.description)),
                        .init("erased", .strings(found.erased.map(\.text))),
                        .init("erasedEntries", .int(found.erasedEntries)),
                        .init(
                            "finding",
                            found.finding.map {
                                [
                                    "position": .int($0.position), "ja": .string($0.japanese),
                                    "en": .string($0.english),
                                ]
                            } ?? .null), .init("alteredEditions", .strings(altered)),
                    ]).text)
            }
            if !isWhole { throw ExitCode.no }
        }
    }
}

extension Installation {
    /// The adopted editions whose files are not as they were when they were adopted.
    func alteredEditions() async throws -> [String] {
        var altered: [String] = []
        for adoption in try await office.house().adoptions where try !shelf.isUnchanged(adoption) {
            let name = "\(adoption.rulebook) \(adoption.edition)"
            if !altered.contains(name) { altered.append(name) }
        }
        return altered
    }
}

struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Derive all lists anew from the record. 一覧を記録から作り直します。",
        discussion: "The digest that is printed is the same before and after, or the lists were damaged.")

    @OptionGroup var folder: DataOption
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let installation = try Installation.open(folder.data, for: .writing)
            let before = try await installation.journal.projectionDigest()
            let after = try await installation.journal.rebuild()
            try await installation.close()
            switch output.format {
            case .text:
                print(before == after ? "作り直しました。前と同じです" : "作り直しました。前の一覧は壊れていました")
                print(after)
            case .json:
                print(
                    JSON.object([
                        .init("before", .string("\(before)")), .init("after", .string("\(after)")),
                        .init("same", .bool(before == after)),
                    ]).text)
            }
        }
    }
}

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the data folder while it is used. 使用中のデータの写しを作ります。",
        discussion: "Keep the installation's key (keys/installation.key) apart from the copies.")

    @OptionGroup var folder: DataOption

    @Option(name: .long, help: "The folder to make; it must not exist or be empty.")
    var output: String

    @Flag(name: .long, help: "Copy the key too. Whoever has copy and key can read everything (鍵も写す).")
    var includingKey = false

    @Option(name: .long, help: "text or json.")
    var format: Format = .text

    func run() async throws {
        try await reporting(format) {
            let record = try await Installation.backup(folder.data, to: output, includingKey: includingKey)
            switch format {
            case .text:
                print("写しを作りました：\(output)")
                for (organisation, head) in record.heads.sorted(by: { $0.key < $1.key }) {
                    print("  \(organisation)　控え \(head)")
                }
                if !includingKey { print("鍵（\(record.keyID)）は写していません。別に保管してください") }
            case .json: print(record.json.text)
            }
        }
    }
}

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Make a data folder of a backup and verify it. 写しからデータを戻し，確かめます。")

    @Option(name: .long, help: "The backup.")
    var from: String

    @OptionGroup var folder: DataOption

    @Option(name: .long, help: "The installation's key, when the backup does not hold it (鍵のファイル).")
    var key: String?

    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let record = try await Installation.restore(from: from, to: folder.data, keyFile: key)
            switch output.format {
            case .text: print("戻しました。記録に異常はありません：\(folder.data)")
            case .json: print(record.json.text)
            }
        }
    }
}

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring an older data folder up to this program. 古い形式のデータを新しくします。",
        discussion: "A copy is made under backups/ first. A newer folder is refused.")

    @OptionGroup var folder: DataOption

    func run() async throws {
        try await reporting {
            let installation = try Installation.open(folder.data, for: .writing)
            let head = try await installation.head()
            try await installation.close()
            print("形式 \(DataFolder.format) です：\(folder.data)　控え \(head)")
        }
    }
}
