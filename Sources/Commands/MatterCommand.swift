import ArgumentParser
import Books
import Engine
import Journaling
import Notation
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

extension Words {
    /// A change in words; nil for what the line says anyway.
    func change(_ change: Change) -> String? {
        switch change {
        case .answered(let it):
            return "\(fact(it.fact))＝\(value(it.value, of: it.fact))"
        case .done(let it):
            return (it.step.map { step($0.text) } ?? say("手順にない行為", "an act that no step foresaw"))
                + (it.item.map { "（\($0)）" } ?? "") + (it.inFact ? say("（実際に行われたこと）", " (done in fact)") : "")
        case .written(let it): return "\(paper(it.paper)) " + say("第\(it.number)版", "version \(it.number)")
        case .asked(let it): return say("決裁を求める：", "asked: ") + gate(it.approval.text)
        case .decided(let it): return "\(gate(it.approval.text))：\(it.outcome.rawValue)"
        case .itemAdded(let it): return say("加えた物：", "item: ") + it.id + (it.text.isEmpty ? "" : " \(it.text)")
        case .itemMoved(let item, let state): return "\(item) → \(state)"
        case .deviated(let gate, let ids): return say("【逸脱】", "[deviation] ") + self.gate(gate) + clauses(ids)
        case .warned(let gate, let ids): return say("【注意】", "[warning] ") + self.gate(gate) + clauses(ids)
        case .wayUsed(let gate, let way, _): return say("用いた道：", "way: ") + "\(self.gate(gate)) \(way)"
        case .childOpened(let id, let kind, _): return say("開いた案件：", "opened: ") + "\(id) \(matter(kind.text))"
        case .childEnded(let id, let ending): return say("終わった案件：", "ended: ") + "\(id) \(ending)"
        case .childReopened(let id): return say("再開された案件：", "reopened: ") + id
        case .struck(let entry): return say("取消線：記録\(entry)", "struck: entry \(entry)")
        case .statement(let speaker): return say("話した人：", "speaker: ") + speaker
        case .linked(let other): return say("結んだ案件：", "linked: ") + other
        case .ended(let it): return say("終わり方：", "ended: ") + it.how.rawValue
        case .handedOver(_, let from, let to): return "\(person(from)) → \(person(to))"
        case .moved(let edition, _): return say("移った版：", "moved to edition ") + edition
        case .bound(let part, let person): return "\(post(part.text))＝\(self.person(person))"
        case .evidenceKept(let it):
            return say("証拠：", "evidence: ") + "\(it.name)　\(it.from) → \(person(it.to))　\(it.file.prefix(12))"
                + (it.sealed ? say("【封印】", " [sealed]") : "")
        case .evidencePassed(let file, let from, let to):
            return say("証拠：", "evidence: ") + "\(file.prefix(12))　\(person(from)) → \(person(to))"
        case .evidenceSealed(let file), .evidenceOpened(let file):
            return say("証拠：", "evidence: ") + String(file.prefix(12))
        case .opened, .passedOn, .roundBegun, .reopened: return nil
        }
    }
}
