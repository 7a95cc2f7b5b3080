import ArgumentParser
import Engine
import Journaling
import Notation
import ReadModels
import Rules
import Services

/// What the organisation has set for itself.
struct OrganisationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organisation",
        abstract: "Show and change what the organisation has set. 組織の設定を示し，改めます。",
        subcommands: [ShowOrganisation.self, SetOrganisation.self])
}

struct ShowOrganisation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the name, office hours, closed days, targets and the rulebook in force. 今の設定を示します。")

    @OptionGroup var folder: DataOption
    @OptionGroup var language: LanguageOption
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let desk = try await Desk.open(folder.data, for: .reading, language: language.language)
            let record = try await desk.office.house()
            let words = try await desk.wordsInForce()
            let house = record.house
            let targets = house.targets.sorted { $0.key < $1.key }
            let days = house.closedDays.map(\.text).sorted()
            switch output.format {
            case .text:
                print(words.say("名前　", "name ") + words.pick(record.name) + "　\(record.timezone)")
                print(words.say("執務時間　", "office hours ") + "\(clock(house.opens))-\(clock(house.closes))")
                print(
                    words.say("休業日（土日のほか）　", "closed days besides Saturdays and Sundays ") + days.joined(separator: " ")
                )
                for (word, length) in targets {
                    print(words.say("目標　", "target ") + "\(words.timing(word)) (\(word))　\(length.iso)")
                }
                for (id, name) in house.units.sorted(by: { $0.key < $1.key }) {
                    print(words.say("部署　", "unit ") + "\(words.pick(name)) (\(id))")
                }
                print(words.say("空席の役職を引き受ける人　", "who takes what nobody holds ") + words.person(house.vacancy))
                let openers = house.openers.map { words.post($0.text) }.joined(separator: "・")
                print(words.say("封印された証拠を開く役職　", "posts that open sealed evidence ") + openers)
                if let it = record.adoption { print(words.say("規程集　", "rulebook ") + "\(it.rulebook) \(it.edition)") }
            case .json:
                print(
                    JSON.object([
                        .init("name", ["ja": .string(record.name.ja), "en": .string(record.name.en)]),
                        .init("timezone", .string(record.timezone)), .init("opens", .string(clock(house.opens))),
                        .init("closes", .string(clock(house.closes))), .init("closedDays", .strings(days)),
                        .init("targets", .object(targets.map { .init($0.key.text, .string($0.value.iso)) })),
                        .init(
                            "units",
                            .object(
                                house.units.sorted { $0.key < $1.key }.map { id, name in
                                    .init(id, ["ja": .string(name.ja), "en": .string(name.en)])
                                })), .init("vacancy", .string(house.vacancy)),
                        .init("openers", .strings(house.openers.map(\.text))),
                        .init("rulebook", record.adoption.map { .string($0.rulebook) } ?? .null),
                        .init("edition", record.adoption.map { .string($0.edition) } ?? .null),
                    ]).text)
            }
        }
    }

    private func clock(_ minutes: Int) -> String {
        let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minutes / 60)):\(two(minutes % 60))"
    }
}

struct SetOrganisation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Change the name, office hours, closed days, targets and who takes vacancies. 設定を改めます。",
        discussion: """
            What is not named stays as it is. All that is named is entered together, or nothing of it. Deadlines that \
            run are counted with what is set now.
            """)

    @OptionGroup var folder: DataOption

    @Option(name: .long, help: "What the organisation is called (組織の名前).")
    var name: String?

    @Option(name: .long, help: "When the office opens, such as 08:30 (始業).")
    var opens: String?

    @Option(name: .long, help: "When the office closes, such as 17:15 (終業).")
    var closes: String?

    @Option(name: .long, help: "A day on which the office is closed, besides Saturdays and Sundays. Repeatable (休業日).")
    var closedDay: [String] = []

    @Option(name: .long, help: "A day that is a closed day no longer. Repeatable (休業日でなくする日).")
    var openDay: [String] = []

    @Option(
        name: .long, help: "WORD=LENGTH: what a word such as 速やかに means here, such as promptly=P1D. Repeatable (目標).")
    var target: [Pair] = []

    @Option(
        name: .long, help: "ID=NAME: what a unit is called, such as soumu=総務課. Repeatable (部署の名前).")
    var unit: [Pair] = []

    @Option(name: .long, help: "Who takes what nobody holds: a person's id (空席の役職を引き受ける人).")
    var vacancy: String?

    @Option(name: .long, help: "A post that may open sealed evidence, in place of those before. Repeatable (封印を開く役職).")
    var opener: [String] = []

    @OptionGroup var by: ByOption
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let desk = try await Desk.open(folder.data, for: .writing)
            let events = try events(changing: try await desk.office.house())
            guard !events.isEmpty else {
                throw UsageError("改めることがありません", "nothing is said to be changed; see --help")
            }
            try await enter(events, by: by.by, desk, output.format)
        }
    }

    private func events(changing record: HouseRecord) throws -> [HouseEvent] {
        var events: [HouseEvent] = []
        if let name {
            guard name.contains(where: { !$0.isWhitespace }) else {
                throw UsageError("組織の名前が空です", "the organisation's name is empty")
            }
            events.append(
                .organisationNamed(
                    .init(
                        name: Label(ja: name, en: record.name.en), timezone: record.timezone, zone: record.house.zone)))
        }
        if opens != nil || closes != nil {
            events.append(
                .hoursSet(
                    opens: try opens.map(minutes) ?? record.house.opens,
                    closes: try closes.map(minutes) ?? record.house.closes))
        }
        if !closedDay.isEmpty || !openDay.isEmpty {
            let closed = try Set(closedDay.map(day))
            let open = try Set(openDay.map(day))
            guard closed.isDisjoint(with: open) else {
                throw UsageError("同じ日が休業日でもあり休業日でもない日でもあります", "a day is named both as closed and as open")
            }
            events.append(.closedDaysSet(record.house.closedDays.union(closed).subtracting(open).sorted()))
        }
        for pair in target {
            guard let length = Rules.Duration(iso: pair.value) else {
                throw UsageError(
                    "長さとして読めません：\(pair.value)。P1D や PT30M の形で書いてください",
                    "“\(pair.value)” is no length; write it like P1D or PT30M")
            }
            events.append(.targetSet(word: Name(pair.name), length))
        }
        for pair in unit {
            let name = Label(ja: pair.value, en: record.house.units[pair.name]?.en ?? "")
            events.append(.unitNamed(id: pair.name, name: name))
        }
        if let vacancy { events.append(.vacancySet(person: vacancy)) }
        if !opener.isEmpty { events.append(.openersSet(opener.map { Name($0) })) }
        return events
    }

    private func minutes(_ text: String) throws -> Int {
        guard let minutes = minutesOfDay(text) else {
            throw UsageError("時刻として読めません：\(text)。08:30 の形で書いてください", "“\(text)” is no time of day; write it like 08:30")
        }
        return minutes
    }

    private func day(_ text: String) throws -> Day {
        guard let day = Day(reading: text) else {
            throw UsageError(
                "日付として読めません：\(text)。2026-12-29 の形で書いてください", "“\(text)” is no day; write it like 2026-12-29")
        }
        return day
    }
}
