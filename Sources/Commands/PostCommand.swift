import ArgumentParser
import Books
import Engine
import Foundation
import Journaling
import Notation
import ReadModels
import Rules
import Services

/// Who holds what.
struct PostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "post",
        abstract: "Say who holds which post. 役職と就任者を決めます。",
        subcommands: [
            AssignPost.self, EndPost.self, ListPosts.self, NameStandIn.self, EnterAbsence.self, SetContact.self,
        ])
}

/// Who enters it.
struct ByOption: ParsableArguments {
    @Option(name: .long, help: "Who enters it: a person's id (だれが).")
    var by = "admin"
}

/// Enters events of the house and prints the head.
func enter(_ events: [HouseEvent], by person: String, _ desk: Desk, _ format: Format) async throws {
    let receipt = try await desk.office.enter(events, by: person)
    try await desk.close()
    switch format {
    case .text: print("記録しました。　\(receipt.head)")
    case .json: print(JSON.object([.init("head", .string(receipt.head.description))]).text)
    }
}

struct AssignPost: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "A person holds a post from a moment on. 人を役職に就けます。",
        discussion: "A person who is not known yet needs --name, the name that people read.")

    @OptionGroup var folder: DataOption

    @Argument(help: "The post's id in the rulebook (役職).")
    var post: String

    @Argument(help: "The person's id: short, never a name that must be erased one day (人のID).")
    var person: String

    @Option(name: .long, help: "The unit, for a post that exists once in each unit (部署).")
    var unit: String?

    @Option(name: .long, help: "The person's name, as people read it (氏名).")
    var name: String?

    @Option(name: .long, help: "From when; default: now.")
    var from: String?

    @Option(name: .long, help: "Until when; default: it lasts.")
    var until: String?

    @OptionGroup var by: ByOption
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let desk = try await Desk.open(folder.data, for: .writing)
            let house = try await desk.office.house().house
            let now = desk.office.now
            let start = try from.map { try moment($0, zone: house.zone, now: now) } ?? now
            let end = try until.map { try moment($0, zone: house.zone, now: now) }
            var events: [HouseEvent] = []
            if let name {
                events.append(
                    .personEntered(.init(id: person, name: name, unit: unit ?? house.people[person]?.unit ?? "")))
            } else if house.people[person] == nil {
                throw UsageError(
                    "この人は登録されていません：\(person)。--name で氏名を添えてください",
                    "this person is not known: \(person); give the name with --name")
            }
            events.append(
                .holdingBegun(.init(post: Name(post), unit: unit ?? "", person: person, from: start, to: end)))
            try await enter(events, by: by.by, desk, output.format)
        }
    }
}

struct EndPost: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "A person no longer holds a post. 役職を離れます。")

    @OptionGroup var folder: DataOption

    @Argument(help: "The post's id in the rulebook (役職).")
    var post: String

    @Argument(help: "The person's id (人のID).")
    var person: String

    @Option(name: .long, help: "The unit (部署).")
    var unit = ""

    @Option(name: .long, help: "From when; default: now.")
    var at: String?

    @OptionGroup var by: ByOption
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let desk = try await Desk.open(folder.data, for: .writing)
            let now = desk.office.now
            let zone = try await desk.office.house().house.zone
            let moment = try at.map { try Commands.moment($0, zone: zone, now: now) } ?? now
            try await enter(
                [.holdingEnded(post: Name(post), unit: unit, person: person, at: moment)], by: by.by, desk,
                output.format)
        }
    }
}

struct ListPosts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the posts and who acts for each now. 役職と今の担当の一覧です。")

    @OptionGroup var folder: DataOption
    @OptionGroup var language: LanguageOption
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let desk = try await Desk.open(folder.data, for: .reading, language: language.language)
            let words = try await desk.wordsInForce()
            let now = desk.office.now
            let posts = words.program.rulebook.posts.map { post in
                (post: post, holders: words.house.actors(for: post.id, at: now, in: words.program))
            }
            switch output.format {
            case .text:
                for it in posts {
                    print(
                        "\(it.post.id)　\(words.pick(it.post.label))　"
                            + it.holders.map(words.person).joined(separator: "・"))
                }
            case .json:
                print(
                    JSON.array(
                        posts.map {
                            [
                                "post": .string($0.post.id.text), "ja": .string($0.post.label.ja),
                                "en": .string($0.post.label.en), "persons": .strings($0.holders),
                            ]
                        }
                    ).text)
            }
        }
    }
}

struct NameStandIn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stand-in", abstract: "Name who acts when no holder of a post can. 代理を決めます。")

    @OptionGroup var folder: DataOption

    @Argument(help: "The post's id in the rulebook (役職).")
    var post: String

    @Argument(help: "The person's id (人のID).")
    var person: String

    @Option(name: .long, help: "The unit (部署).")
    var unit = ""

    @Flag(name: .long, help: "No longer (やめる).")
    var remove = false

    @OptionGroup var by: ByOption
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let desk = try await Desk.open(folder.data, for: .writing)
            let standIn = House.StandIn(post: Name(post), unit: unit, person: person)
            try await enter(
                [remove ? .standInEnded(standIn) : .standInNamed(standIn)], by: by.by, desk, output.format)
        }
    }
}

struct EnterAbsence: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "absence", abstract: "A person is away for a time; stand-ins act. 不在を記録します。")

    @OptionGroup var folder: DataOption

    @Argument(help: "The person's id (人のID).")
    var person: String

    @Option(name: .long, help: "From when; default: now.")
    var from: String?

    @Option(name: .long, help: "Until when.")
    var until: String

    @OptionGroup var by: ByOption
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let desk = try await Desk.open(folder.data, for: .writing)
            let now = desk.office.now
            let zone = try await desk.office.house().house.zone
            let start = try from.map { try moment($0, zone: zone, now: now) } ?? now
            let end = try moment(until, zone: zone, now: now)
            try await enter(
                [.absenceEntered(.init(person: person, from: start, to: end))], by: by.by, desk, output.format)
        }
    }
}
