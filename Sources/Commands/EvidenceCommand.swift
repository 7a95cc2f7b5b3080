import ArgumentParser
import Engine
import Foundation
import Journaling
import Notation
import ReadModels
import Services

/// Files of evidence of a matter.
struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "Keep files of evidence of a matter, and get them out again. 証拠ファイルを扱います。",
        discussion: """
            A file is kept by the SHA-256 of its content, encrypted under the matter's key. Every taking in, passing \
            on, sealing and opening is an entry: the line of custody. What is illegal or malicious is sealed; it is \
            opened only by the posts named with `organisation set --opener`, with a reason.
            保全・引渡し・封印・開封はすべて記録になります。違法なもの・危険なものは封印します。
            """,
        subcommands: [
            KeepEvidence.self, ListEvidence.self, OpenEvidence.self, PassEvidence.self, SealEvidence.self,
        ])
}

/// Who does something with evidence, and when.
struct CustodyOptions: ParsableArguments {
    @Option(name: .long, help: "Who does it: a person's id (だれが).")
    var by: String

    @Option(name: .customLong("as"), help: "The post to act for (どの役職として).")
    var post: String?

    @Option(name: .long, help: "When it happened; default: now (いつ).")
    var happened: String?

    @Option(name: .long, help: "Words (文章).")
    var text = ""

    func command(_ desk: Desk) async throws -> Command {
        let now = desk.office.now
        let zone = try await desk.office.house().house.zone
        var command = Command(
            verb: "", person: by, happened: try happened.map { try moment($0, zone: zone, now: now) } ?? now,
            entered: now)
        command.post = post
        command.text = text
        return command
    }
}

/// A file of a matter, by its hash or the beginning of it.
private func known(_ text: String, of id: String, _ desk: Desk) async throws -> Command.File {
    let all = try await desk.office.matter(id).evidence
    let found = all.filter { $0.file.hasPrefix(text.lowercased()) }
    guard text.count >= 6, found.count == 1, let one = found.first else {
        throw UsageError(
            "その証拠はありません：\(text)（`evidence list` で確かめ，SHA-256の初めの6文字以上を示してください）",
            "there is no such evidence: \(text) (see `evidence list`; give at least 6 digits of the SHA-256)")
    }
    return .init(hash: one.file, size: one.size, name: one.name, sealed: one.isSealed)
}

/// Says what was entered.
private func tell(_ accepted: Accepted, _ file: String, _ desk: Desk, _ format: Format) async throws {
    try await desk.close()
    switch format {
    case .text: print("記録しました。\(file)　\(accepted.receipt.head)")
    case .json:
        print(
            JSON.object([
                .init("matter", .string(accepted.matter)), .init("file", .string(file)),
                .init("head", .string("\(accepted.receipt.head)")),
            ]).text)
    }
}

struct KeepEvidence: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keep", abstract: "Take a file of evidence in. 証拠ファイルを保全します。",
        discussion: "Afterwards the file on this disk is yours to delete or to lock away.")

    @OptionGroup var folder: DataOption

    @Argument(help: "The matter's number (案件の番号).")
    var id: String

    @Argument(help: "The file (ファイル).")
    var file: String

    @Option(name: .long, help: "From whom it came (だれから).")
    var from: String

    @Option(name: .long, help: "Who keeps it now; default: who enters it (だれに).")
    var to: String?

    @Option(name: .long, help: "What it is called; default: the file's name (名前).")
    var name: String?

    @Flag(name: .long, help: "It is illegal or malicious: never previewed, opened only by named posts (封印する).")
    var sealed = false

    @OptionGroup var custody: CustodyOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let chunks = try FileChunks(path: Surroundings.path(file))
            let desk = try await Desk.open(folder.data, for: .writing)
            var command = try await custody.command(desk)
            command.from = from
            command.to = [to].compactMap { $0 }
            command.file = .init(
                hash: "", name: name ?? URL(fileURLWithPath: file).lastPathComponent, sealed: sealed)
            let accepted = try await desk.accepting(output.format) {
                try await desk.office.keepEvidence(chunks, by: command, on: id, in: desk.installation.evidence)
            }
            try await tell(accepted, try await desk.office.matter(id).evidence.last?.file ?? "", desk, output.format)
        }
    }
}

struct ListEvidence: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the evidence of a matter with its custody. 証拠と引渡しの記録の一覧です。")

    @OptionGroup var folder: DataOption

    @Argument(help: "The matter's number (案件の番号).")
    var id: String

    @OptionGroup var language: LanguageOption
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let desk = try await Desk.open(folder.data, for: .reading, language: language.language)
            let matter = try await desk.office.matter(id)
            let words = try await desk.words(for: matter)
            switch output.format {
            case .text:
                for it in matter.evidence {
                    let seal = it.isSealed ? words.say("【封印】", " [sealed]") : ""
                    print("\(it.file)　\(it.name)\(seal)　" + words.say("\(it.size)バイト", "\(it.size) bytes"))
                    for line in words.custody(of: it) { print("    \(words.time(line.at))　\(line.text)") }
                }
                print(words.say("\(matter.evidence.count)件", "\(matter.evidence.count) files"))
            case .json: print(JSON.array(matter.evidence.map { $0.json(words) }).text)
            }
        }
    }
}

extension Matter.Evidence {
    fileprivate func json(_ words: Words) -> JSON {
        func at(_ instant: Instant) -> JSON { .string(instant.text(in: words.house.zone)) }
        func opening(_ it: Matter.Opening) -> JSON {
            ["person": .string(it.person), "post": .string(it.post), "at": at(it.at), "entry": .int(it.entry)]
        }
        return [
            "file": .string(file), "name": .string(name), "size": .int(size), "sealed": .bool(isSealed),
            "custody": .array(
                custody.map {
                    ["from": .string($0.from), "to": .string($0.to), "at": at($0.at), "entry": .int($0.entry)]
                }),
            "openings": .array(openings.map(opening)), "sealing": sealing.map(opening) ?? .null,
        ]
    }
}

struct OpenEvidence: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Get a file of evidence out again. 証拠ファイルを取り出します。",
        discussion: "The opening is entered before the first byte is written. A sealed file asks for a reason.")

    @OptionGroup var folder: DataOption

    @Argument(help: "The matter's number (案件の番号).")
    var id: String

    @Argument(help: "The SHA-256 of the file, or at least its first 6 digits.")
    var file: String

    @Option(name: .long, help: "The file to write; it must not exist (書き出すファイル).")
    var output: String

    @Option(name: .long, help: "The reason (理由).")
    var reason = ""

    @OptionGroup var custody: CustodyOptions

    @Option(name: .long, help: "text or json.")
    var format: Format = .text

    func run() async throws {
        try await reporting(format) {
            let desk = try await Desk.open(folder.data, for: .writing)
            var command = try await custody.command(desk)
            let found = try await known(file, of: id, desk)
            command.file = found
            command.reason = reason
            let target = try NewFile(path: Surroundings.path(output))
            do {
                let accepted = try await desk.accepting(format) {
                    let store = desk.installation.evidence
                    let accepted = try await desk.office.openEvidence(by: command, on: id, in: store)
                    try await desk.office.readEvidence(of: command, on: id, opened: accepted, in: store) { piece in
                        try target.write(piece)
                    }
                    return accepted
                }
                try target.keep()
                try await tell(accepted, found.hash, desk, format)
            } catch {
                target.discard()
                throw error
            }
        }
    }
}

struct PassEvidence: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pass", abstract: "Enter that evidence went to somebody else. 証拠の引渡しを記録します。")

    @OptionGroup var folder: DataOption

    @Argument(help: "The matter's number (案件の番号).")
    var id: String

    @Argument(help: "The SHA-256 of the file, or at least its first 6 digits.")
    var file: String

    @Option(name: .long, help: "From whom; default: who had it last (だれから).")
    var from: String?

    @Option(name: .long, help: "To whom (だれに).")
    var to: String

    @OptionGroup var custody: CustodyOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let desk = try await Desk.open(folder.data, for: .writing)
            var command = try await custody.command(desk)
            let found = try await known(file, of: id, desk)
            command.verb = "pass-evidence"
            command.file = found
            command.from = from ?? ""
            command.to = [to]
            let accepted = try await desk.accepting(output.format) { try await desk.office.perform(command, on: id) }
            try await tell(accepted, found.hash, desk, output.format)
        }
    }
}

struct SealEvidence: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal", abstract: "Seal a file of evidence; it stays sealed. 証拠ファイルを封印します。")

    @OptionGroup var folder: DataOption

    @Argument(help: "The matter's number (案件の番号).")
    var id: String

    @Argument(help: "The SHA-256 of the file, or at least its first 6 digits.")
    var file: String

    @Option(name: .long, help: "The reason (理由).")
    var reason: String

    @OptionGroup var custody: CustodyOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let desk = try await Desk.open(folder.data, for: .writing)
            var command = try await custody.command(desk)
            let found = try await known(file, of: id, desk)
            command.file = found
            command.reason = reason
            let accepted = try await desk.accepting(output.format) {
                try await desk.office.sealEvidence(by: command, on: id, in: desk.installation.evidence)
            }
            try await tell(accepted, found.hash, desk, output.format)
        }
    }
}
