import ArgumentParser
import Books
import Engine
import Journaling
import Notation
import ReadModels
import Rules
import Services

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Report what was found and open a matter. 見付けたことを届け出て，案件を開きます。",
        discussion: """
            Prints the receipt number, what must be done now by which clause, what is asked, what not to do, and whom \
            to tell. Facts that are not known are simply left out; they are asked later.
            受付番号，今すべきことと根拠の条項，確かめること，知らせる相手を示します。分からないことは書かなくて構いません。
            """)

    @OptionGroup var folder: DataOption

    @Option(name: .long, help: "Who reports: a person's id (報告する人).")
    var by: String

    @Option(name: [.long, .customLong("matter")], help: "The kind of matter; default: the rulebook's first (案件の種類).")
    var kind: String?

    @Option(name: .long, help: "An answer, FACT=VALUE; several values parted by commas. Repeatable (確認事項の答え).")
    var answer: [Pair] = []

    @Option(name: .long, help: "What was found, in words (内容).")
    var text: String?

    @Option(name: .long, help: "A file with the words, or - for standard input.")
    var textFile: String?

    @Option(name: .long, help: "When it was found, such as 2026-06-01T21:10; default: now (いつ).")
    var happened: String?

    @Option(name: .long, help: "Who is bound as a part, PART=PERSON. Repeatable.")
    var name: [Pair] = []

    @Flag(name: .long, help: "This is a drill (訓練). It cannot be changed later.")
    var exercise = false

    @OptionGroup var language: LanguageOption
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let desk = try await Desk.open(folder.data, for: .writing, language: language.language)
            let program = try await desk.office.programInForce()
            var members: [JSON.Member] = [.init("act", "open"), .init("by", .string(by))]
            if let kind { members.append(.init("matter", .string(kind))) }
            if let words = try textFile.map(readText) ?? text { members.append(.init("text", .string(words))) }
            if let happened { members.append(.init("happened", .string(happened))) }
            if exercise { members.append(.init("exercise", "yes")) }
            members.append(.init("answers", .object(try Pair.members(answer))))
            members.append(.init("names", .object(try Pair.members(name))))
            let command = try await desk.command(.object(members), program)
            let accepted = try await desk.accepting(output.format) { try await desk.office.open(command) }
            let (situation, matter, _) = try await desk.office.situation(accepted.matter)
            let words = try await desk.words(for: matter)
            try await desk.close()
            let text = SituationText(situation: situation, matter: matter, words: words)
            switch output.format {
            case .json:
                print(
                    JSON.object(
                        accepted.members + [
                            .init("tell", .strings(text.tells)),
                            .init(
                                "situation", SituationJSON(situation: situation, matter: matter, words: words).json),
                        ]
                    ).text)
            case .text:
                print(words.say("受付番号 ", "Receipt number ") + accepted.matter)
                print(accepted.line(words))
                if !text.tells.isEmpty {
                    print(words.say("今知らせる相手：", "Tell now: ") + text.tells.joined(separator: "，"))
                }
                print(text.text)
            }
        }
    }
}

extension Pair {
    /// The pairs as members; a name said twice collects its values.
    static func members(_ pairs: [Pair]) throws -> [JSON.Member] {
        var members: [JSON.Member] = []
        for pair in pairs {
            guard !members.contains(where: { $0.name == pair.name }) else {
                throw UsageError("同じ項目が二度あります：\(pair.name)", "given twice: \(pair.name)")
            }
            members.append(.init(pair.name, .string(pair.value)))
        }
        return members
    }
}

extension Accepted {
    /// The receipt as data.
    var members: [JSON.Member] {
        [
            .init("matter", .string(matter)),
            .init(
                "receipt",
                [
                    "positions": .array([.int(receipt.positions.lowerBound), .int(receipt.positions.upperBound - 1)]),
                    "head": .string(receipt.head.description),
                ]), .init("opened", .strings(opened)), .init("warnings", .strings(warnings.map(\.text))),
        ]
    }

    /// The receipt in a line, to be written down or printed.
    func line(_ words: Words) -> String {
        words.say("記録 ", "Entry ") + receipt.positions.map(String.init).joined(separator: ", ")
            + words.say("　控え ", "  head ") + receipt.head.description
    }
}
