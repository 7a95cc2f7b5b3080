import ArgumentParser
import Books
import Engine
import Journaling
import Notation
import ReadModels
import Rules
import Services

/// What one can do with registers.
struct RegisterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: "List, show and add to the registers. 台帳を扱います。",
        subcommands: [ListRegisters.self, ShowRegister.self, AddRow.self])
}

struct ListRegisters: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the registers of the rulebook. 台帳の一覧です。")

    @OptionGroup var folder: DataOption
    @OptionGroup var language: LanguageOption
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let desk = try await Desk.open(folder.data, for: .reading, language: language.language)
            let words = try await desk.wordsInForce()
            let registers = words.program.rulebook.registers
            switch output.format {
            case .text:
                for it in registers {
                    let count = words.house.registers[it.id]?.count ?? 0
                    print("\(it.id)　\(words.pick(it.label))　" + words.say("\(count)行", "\(count) rows"))
                }
            case .json:
                print(
                    JSON.array(
                        registers.map {
                            [
                                "id": .string($0.id.text), "ja": .string($0.label.ja), "en": .string($0.label.en),
                                "rows": .int(words.house.registers[$0.id]?.count ?? 0),
                                "columns": .strings($0.columns.map(\.id)),
                            ]
                        }
                    ).text)
            }
        }
    }
}

struct ShowRegister: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the rows of a register. 台帳の行を示します。")

    @OptionGroup var folder: DataOption

    @Argument(help: "The register (台帳).")
    var register: String

    @OptionGroup var language: LanguageOption
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let desk = try await Desk.open(folder.data, for: .reading, language: language.language)
            let words = try await desk.wordsInForce()
            let rules = try words.program.rulebook.known(register)
            let rows = (words.house.registers[rules.id] ?? [:]).sorted { $0.key < $1.key }
            switch output.format {
            case .text:
                for (id, row) in rows {
                    let values = rules.columns.compactMap { column -> String? in
                        guard let values = row.values[column.id] else { return nil }
                        let label = words.pick(column.label)
                        return "\(label.isEmpty ? column.id : label)＝\(values.joined(separator: "，"))"
                    }
                    print("\(id)\(row.closed ? words.say("【閉】", " [closed]") : "")　" + values.joined(separator: "　"))
                }
                print(words.say("\(rows.count)行", "\(rows.count) rows"))
            case .json:
                print(
                    JSON.array(
                        rows.map { id, row in
                            [
                                "row": .string(id), "closed": .bool(row.closed),
                                "values": .object(
                                    row.values.sorted { $0.key < $1.key }.map {
                                        .init($0.key, .strings($0.value))
                                    }),
                            ]
                        }
                    ).text)
            }
        }
    }
}

struct AddRow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a row to a register, or amend or close one. 台帳に行を加え，改め，閉じます。",
        discussion: "What the rulebook asks of a row is checked; who may enter it too.")

    @OptionGroup var folder: DataOption

    @Argument(help: "The register (台帳).")
    var register: String

    @Argument(help: "The id of the row (行の番号).")
    var row: String

    @Option(name: .long, help: "COLUMN=VALUE; several values parted by commas, nothing clears. Repeatable (欄の値).")
    var value: [Pair] = []

    @Option(name: .long, help: "Who enters it: a person's id (だれが).")
    var by: String

    @Option(name: .customLong("as"), help: "The post to act for (どの役職として).")
    var post: String?

    @Flag(name: .long, help: "The row is there already; change it (改める).")
    var amend = false

    @Flag(name: .long, help: "The row is kept and no longer in force (閉じる).")
    var close = false

    @Option(name: .long, help: "The reason (理由).")
    var reason = ""

    @OptionGroup var language: LanguageOption
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let desk = try await Desk.open(folder.data, for: .writing, language: language.language)
            let words = try await desk.wordsInForce()
            let rules = try words.program.rulebook.known(register)
            var values: [String: [String]] = [:]
            for pair in value {
                guard values[pair.name] == nil else {
                    throw UsageError("同じ欄が二度あります：\(pair.name)", "given twice: \(pair.name)")
                }
                let domain = rules.columns.first { $0.id == pair.name }?.domain
                let several = domain?.isSeveral ?? false || domain == .people
                values[pair.name] =
                    pair.value.isEmpty
                    ? [] : several ? pair.value.split(separator: ",").map(String.init) : [pair.value]
            }
            let now = desk.office.now
            let command = RowCommand(
                register: rules.id, row: row, values: values, person: by, post: post, happened: now, entered: now,
                reason: reason, closes: close, adds: !amend && !close)
            let receipt = try await desk.accepting(output.format) { try await desk.office.enterRows([command]) }
            try await desk.close()
            switch output.format {
            case .text: print(words.say("記録しました。", "Entered. ") + "\(rules.id)/\(row)　\(receipt.head)")
            case .json:
                print(
                    JSON.object([
                        .init("register", .string(rules.id.text)), .init("row", .string(row)),
                        .init("head", .string(receipt.head.description)),
                    ]).text)
            }
        }
    }
}

extension Rulebook {
    /// The register with this id.
    func known(_ register: String) throws -> Register {
        guard let found = registers.first(where: { $0.id.text == register }) else {
            let ids = registers.map(\.id.text).joined(separator: ", ")
            throw UsageError("そのような台帳はありません：\(register)（\(ids)）", "there is no register \(register) (\(ids))")
        }
        return found
    }
}
