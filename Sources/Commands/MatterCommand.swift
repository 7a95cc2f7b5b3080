import ArgumentParser
import Books
import Engine
import Journaling
import Notation
import ReadModels
import Rules
import Services

/// What one can do with matters.
struct MatterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matter",
        abstract: "List, show, act on, log and export matters. 案件を扱います。",
        subcommands: [ListMatters.self, ShowMatter.self, ActOnMatter.self, LogMatter.self, ExportMatter.self])
}

struct ListMatters: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the matters. 案件の一覧です。")

    @OptionGroup var folder: DataOption

    @Flag(name: .long, help: "Only matters that have not ended (対応中だけ).")
    var open = false

    @Flag(name: .long, help: "Only matters that have ended (終了だけ).")
    var ended = false

    @Option(name: .long, help: "Only matters of this kind (種類).")
    var kind: String?

    @OptionGroup var language: LanguageOption
    @OptionGroup var output: FormatOption

    func validate() throws {
        if open, ended { throw ValidationError("--open and --ended exclude each other.") }
    }

    func run() async throws {
        try await reporting(output.format) {
            let desk = try await Desk.open(folder.data, for: .reading, language: language.language)
            let all = try await desk.office.list(MatterFilter(open: open ? true : ended ? false : nil, kind: kind))
            let words = try await desk.wordsInForce()
            switch output.format {
            case .text:
                for it in all {
                    let drill = it.exercise ? words.say("【訓練】", "[exercise] ") : ""
                    print(
                        "\(it.id)　\(drill)\(words.matter(it.kind))　\(it.state)　\(words.time(it.openedAt))　"
                            + words.say("記録\(it.entries)件", "\(it.entries) entries"))
                }
                print(words.say("\(all.count)件", "\(all.count) matters"))
            case .json:
                print(
                    JSON.array(
                        all.map {
                            [
                                "id": .string($0.id), "kind": .string($0.kind), "state": .string($0.state),
                                "exercise": .bool($0.exercise), "parent": .string($0.parent),
                                "edition": .string($0.edition),
                                "opened": .string($0.openedAt.text(in: words.house.zone)),
                                "entered": .string($0.lastEntered.text(in: words.house.zone)),
                                "entries": .int($0.entries),
                            ]
                        }
                    ).text)
            }
        }
    }
}

struct ShowMatter: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show who must do what now and why. 今だれが何をすべきかと，その根拠を示します。",
        discussion: "With --at, as it stands at that moment, past or to come; nothing is written.")

    @OptionGroup var folder: DataOption

    @Argument(help: "The matter's number (案件の番号).")
    var id: String

    @Option(name: .long, help: "The moment, such as 2026-06-01T21:10; default: now.")
    var at: String?

    @OptionGroup var language: LanguageOption
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let desk = try await Desk.open(folder.data, for: .reading, language: language.language)
            let zone = try await desk.office.house().house.zone
            let moment = try at.map { try Commands.moment($0, zone: zone, now: desk.office.now) }
            let (situation, matter, _) = try await desk.office.situation(id, at: moment)
            let words = try await desk.words(for: matter)
            switch output.format {
            case .text: print(SituationText(situation: situation, matter: matter, words: words).text)
            case .json: print(SituationJSON(situation: situation, matter: matter, words: words).json.text)
            }
        }
    }
}

struct LogMatter: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Show every entry of a matter, oldest first. 案件の記録を古い順に示します。")

    @OptionGroup var folder: DataOption

    @Argument(help: "The matter's number (案件の番号).")
    var id: String

    @OptionGroup var language: LanguageOption
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let desk = try await Desk.open(folder.data, for: .reading, language: language.language)
            let timeline = try await desk.office.timeline(id)
            let words = try await desk.words(for: try await desk.office.matter(id))
            switch output.format {
            case .text: for entry in timeline { print(entry.line(words)) }
            case .json: print(JSON.array(timeline.map { $0.json(words) }).text)
            }
        }
    }
}

struct ExportMatter: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print everything recorded of a matter with its hashes, as JSON. 案件の記録をハッシュとともに書き出します。")

    @OptionGroup var folder: DataOption

    @Argument(help: "The matter's number (案件の番号).")
    var id: String

    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let desk = try await Desk.open(folder.data, for: .reading)
            let json = try await desk.office.export(id)
            print(output.format == .json ? json.text : json.pretty)
        }
    }
}

extension TimelineEntry {
    /// The entry in one line, and its words below.
    func line(_ words: Words) -> String {
        let actor = event.actor
        let post =
            actor.post.isEmpty
            ? "" : "（\(words.post(actor.post))\(actor.standsIn ? words.say("・代理", ", standing in") : "")）"
        let behalf =
            actor.onBehalf.isEmpty
            ? "" : words.say("　\(words.person(actor.onBehalf))のために", " for \(words.person(actor.onBehalf))")
        let late = event.entered.milliseconds - event.happened.milliseconds > 60_000
        let entered =
            late ? words.say("（入力 \(words.time(event.entered))）", " (entered \(words.time(event.entered)))") : ""
        let struck = struckBy.map { words.say("　【取消線：記録\($0)】", " [struck by entry \($0)]") } ?? ""
        var lines = [
            "\(number)　\(words.time(event.happened))\(entered)　\(words.person(actor.person))\(post)\(behalf)　"
                + "\(words.act(event.act))\(words.clauses(event.clauses))\(struck)"
        ]
        for change in event.changes {
            if let said = words.change(change) { lines.append("    " + said) }
        }
        if !event.text.isEmpty { lines.append("    " + event.text) }
        if !event.reason.isEmpty { lines.append("    " + words.say("理由：", "reason: ") + event.reason) }
        return lines.joined(separator: "\n")
    }

    func json(_ words: Words) -> JSON {
        let zone = words.house.zone
        return [
            "number": .int(number), "head": .string(head.description),
            "happened": .string(event.happened.text(in: zone)), "entered": .string(event.entered.text(in: zone)),
            "struckBy": struckBy.map(JSON.int) ?? .null,
            "deviations": .array(
                deviations.map { ["gate": .string($0.gate), "clauses": .strings($0.clauses.map(\.text))] }),
            "event": event.json,
        ]
    }
}
