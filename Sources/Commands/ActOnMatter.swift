import ArgumentParser
import Books
import Engine
import Foundation
import Journaling
import Notation
import ReadModels
import RulebookFiles
import Rules
import Services

struct ActOnMatter: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "act",
        abstract: "Do an act on a matter, or record that it was done. 案件について行為をし，又は行われたことを記録します。",
        discussion: """
            VERB is an act of the rulebook (`rulebook show DIR --acts`) or one that every matter has: answer, ask, \
            grant, return, refuse, take-up, pass, enter, add-item, note, statement, correct, link, merge, split, \
            false-alarm, withdraw, close, reopen, hand-over, begin-again, move, \
            exclude, readmit, show-to, unshow. What the rules forbid is refused with the clause (exit 2); what has \
            already happened is recorded with --in-fact, as a deviation.
            規程が禁じることは根拠を示して断ります。既に行われたことは --in-fact で逸脱として記録します。
            """)

    @OptionGroup var folder: DataOption

    @Argument(help: "The matter's number (案件の番号).")
    var id: String

    @Argument(help: "The act, instead of --act (行為).")
    var verb: String?

    @OptionGroup var act: ActOptions

    @Option(
        name: .long, help: "Enter several past acts together from a paper log: a YAML list of acts as in scenarios.")
    var log: String?

    @Option(name: .long, help: "The number of entries you have seen; refused when there are others now.")
    var expecting: Int?

    @OptionGroup var language: LanguageOption
    @OptionGroup var output: FormatOption

    func validate() throws {
        if verb != nil, act.act != nil { throw ValidationError("Give the act once, as VERB or with --act.") }
        let given = verb ?? act.act
        if log == nil, act.by == nil || given == nil { throw ValidationError("Give --by and an act, or --log.") }
        if log != nil, given != nil { throw ValidationError("--log and an act exclude each other.") }
    }

    func run() async throws {
        try await reporting(output.format) {
            let forms = try log.map { try PaperLog(path: $0, by: act.by).acts } ?? [try act.form(verb)]
            let desk = try await Desk.open(folder.data, for: .writing, language: language.language)
            let program = try desk.office.program(of: try await desk.office.matter(id))
            var commands: [Command] = []
            for form in forms { commands.append(try await desk.command(form, program)) }
            let accepted = try await desk.accepting(output.format) {
                try await desk.office.performAll(commands, on: id, expecting: expecting)
            }
            let (situation, matter, _) = try await desk.office.situation(id)
            let words = try await desk.words(for: matter)
            try await desk.close()
            switch output.format {
            case .json:
                let json = SituationJSON(situation: situation, matter: matter, words: words).json
                print(JSON.object(accepted.members + [.init("situation", json)]).text)
            case .text:
                print(words.say("記録しました。", "Entered. ") + accepted.line(words))
                for child in accepted.opened { print(words.say("開いた案件：", "Opened: ") + child) }
                for clause in accepted.warnings {
                    print(words.say("注意：", "Warning: ") + words.clause(clause) + "　" + words.sentence(clause))
                }
                for change in accepted.events.flatMap(\.changes) {
                    if case .deviated = change, let said = words.change(change) { print(said) }
                }
                print(SituationText(situation: situation, matter: matter, words: words).brief)
            }
        }
    }
}

/// What an act can say.
struct ActOptions: ParsableArguments {
    @Option(name: .long, help: "Who does it: a person's id, or a post (だれが).")
    var by: String?
    @Option(name: .customLong("as"), help: "The post to act for (どの役職として).")
    var post: String?
    @Option(name: .long, help: "The act (行為).")
    var act: String?
    @Option(name: .long, help: "The clause it is done under (条項).")
    var clause: String?
    @Option(name: .long, help: "The step it is done under (手順).")
    var step: String?
    @Option(name: .long, help: "The approval that is asked, granted, returned or refused (決裁).")
    var approval: String?
    @Option(name: .customLong("for"), help: "What an approval of no paper is about.")
    var subject: String?
    @Option(name: .long, help: "An answer, FACT=VALUE; `unknown` is not known yet, `none` is none of them. Repeatable.")
    var answer: [Pair] = []
    @Option(name: .long, help: "A field of the paper, FIELD=VALUE. Repeatable (記入欄).")
    var field: [Pair] = []
    @Option(name: .long, help: "The paper to write (文書).")
    var paper: String?
    @Option(name: .long, help: "A mark of the paper. Repeatable.")
    var mark: [String] = []
    @Option(name: .long, help: "The item (物の番号).")
    var item: String?
    @Option(name: .long, help: "The kind of item to add.")
    var kind: String?
    @Option(name: .long, help: "The register row of the item to add.")
    var row: String?
    @Option(name: .long, help: "To whom. Repeatable (相手).")
    var to: [String] = []
    @Option(name: .long, help: "Whom the act names as a part, PART=PERSON. Repeatable.")
    var name: [Pair] = []
    @Option(name: .long, help: "The register row that is cited.")
    var cites: String?
    @Option(name: .long, help: "The way through a gate.")
    var way: String?
    @Option(name: .long, help: "The state to move the item to.")
    var moves: String?
    @Option(name: .long, help: "Words (文章).")
    var text: String?
    @Option(name: .long, help: "A file with the words, or - for standard input.")
    var textFile: String?
    @Option(name: .long, help: "The reason (理由).")
    var reason: String?
    @Option(name: .long, help: "When it happened; default: now (いつ).")
    var happened: String?
    @Option(name: .long, help: "It was done in fact, whatever the rules say; the reason (実際に行われた理由).")
    var inFact: String?
    @Option(name: .long, help: "Another matter: to link with, or to merge into.")
    var other: String?
    @Option(name: .long, help: "The entry to strike through, for correct.")
    var entry: Int?
    @Option(name: .long, help: "The playbook to begin again.")
    var playbook: String?
    @Option(name: .long, help: "Who spoke, for statement (話した人).")
    var speaker: String?
    @Option(name: .long, help: "On whose behalf it is entered (だれのために).")
    var onBehalf: String?
    @Option(name: .long, help: "The edition to move to.")
    var edition: String?

    /// The act as scenarios write it.
    func form(_ verb: String?) throws -> JSON {
        var members: [JSON.Member] = []
        func add(_ key: String, _ value: String?) {
            if let value { members.append(.init(key, .string(value))) }
        }
        add("by", by)
        add("as", post)
        add("act", verb ?? act)
        add("clause", clause)
        add("step", step)
        add("approval", approval)
        add("for", subject)
        add("paper", paper)
        add("item", item)
        add("kind", kind)
        add("row", row)
        add("cites", cites)
        add("way", way)
        add("moves", moves)
        add("text", try textFile.map(readText) ?? text)
        add("reason", reason)
        add("happened", happened)
        add("in-fact", inFact)
        add("other", other)
        add("entry", entry.map(String.init))
        add("playbook", playbook)
        add("speaker", speaker)
        add("on-behalf", onBehalf)
        add("edition", edition)
        if !mark.isEmpty { members.append(.init("marks", .strings(mark))) }
        if !to.isEmpty { members.append(.init("to", .strings(to))) }
        for (key, pairs) in [("answers", answer), ("fields", field), ("names", name)] where !pairs.isEmpty {
            members.append(.init(key, .object(try Pair.members(pairs))))
        }
        return .object(members)
    }
}

/// Acts that were written down on paper while the machine was away.
struct PaperLog {
    var acts: [JSON]

    /// - Parameter by: who did what names nobody.
    init(path: String, by: String?) throws {
        let path = Surroundings.path(path)
        guard FileManager.default.fileExists(atPath: path) else {
            throw UsageError("ファイルがありません：\(path)", "there is no file \(path)")
        }
        let document = try ActFiles.read(at: URL(fileURLWithPath: path))
        let list = document.json["do"]?.array ?? document.json.array
        guard !list.isEmpty else {
            throw UsageError(
                "行為の一覧がありません：\(path)。`- {at: …, by: …, act: …}` の形で書いてください",
                "\(path) lists no acts; write them like `- {at: …, by: …, act: …}`")
        }
        acts = list.map { act in
            guard let by, act["by"] == nil else { return act }
            return .object(act.members + [.init("by", .string(by))])
        }
    }
}
