import ArgumentParser
import Engine
import Journaling
import Notation
import Rules
import Services

/// Enters, replaces or takes out a telephone number.
struct SetContact: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact",
        abstract: "Enter a telephone number of a post or a person. 役職や人の電話番号を登録します。",
        discussion: """
            Whoever reports is shown the numbers that answer at that hour. A number of the same post, label and hours \
            is replaced; --remove takes it out.
            通報した人には，その時刻に通じる番号を示します。同じ役職・名称・時間帯の番号は置き換わります。--remove で消します。
            """)

    @OptionGroup var folder: DataOption

    @Argument(help: "The post's id in the rulebook, or with --person a person's id (役職，又は人のID).")
    var whose: String

    @Argument(help: "The number: figures, - ( ) + # * and spaces (電話番号).")
    var number: String?

    @Flag(name: .long, help: "The number is a person's (人の番号).")
    var person = false

    @Option(name: .long, help: "The unit, for a post that exists once in each unit (部署).")
    var unit = ""

    @Option(name: .long, help: "What is rung, such as 内線 or 公用携帯 (名称).")
    var label = ""

    @Option(name: .long, help: "When it answers: always, office, after-hours (時間帯).")
    var hours = House.Contact.Hours.always

    @Flag(name: .long, help: "Take the number out (消す).")
    var remove = false

    @OptionGroup var by: ByOption
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            guard remove == (number == nil) else {
                throw UsageError("番号か --remove のどちらか一方を書いてください", "give either a number or --remove")
            }
            let desk = try await Desk.open(folder.data, for: .writing)
            let contact = House.Contact(
                post: person ? "" : Name(whose), unit: unit, person: person ? whose : "", label: label,
                number: number ?? "", hours: hours)
            try await enter([.contactSet(contact)], by: by.by, desk, output.format)
        }
    }
}

extension House.Contact.Hours: @retroactive ExpressibleByArgument {}
