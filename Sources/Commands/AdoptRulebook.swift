import ArgumentParser
import Engine
import Journaling
import Notation
import RulebookFiles
import Rules
import Services

struct AdoptRulebook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt",
        abstract: "Put an edition in force and confirm its readings. 版を採用し，解釈を確かめます。",
        discussion: """
            Matters opened from now on begin under it; matters that run end under the edition they began under, unless \
            somebody moves them (act `move`). A reading that is not given keeps its default, unconfirmed.
            """)

    @Argument(help: "The folder of the rulebook (規程集).")
    var directory: String

    @OptionGroup var folder: DataOption

    @Option(name: .long, help: "A reading that is confirmed, READING=CHOICE. Repeatable (解釈).")
    var reading: [Pair] = []

    @Option(name: .long, help: "Who adopts it: a person's id (だれが).")
    var by = "admin"

    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let book = try openRulebook(directory)
            var confirmed: [Name<Reading>: String] = [:]
            for pair in reading {
                guard let known = book.rulebook().readings.first(where: { $0.id.text == pair.name }) else {
                    throw UsageError("そのような解釈はありません：\(pair.name)", "there is no reading \(pair.name)")
                }
                guard known.choices.contains(where: { $0.id == pair.value }) else {
                    let choices = known.choices.map(\.id).joined(separator: ", ")
                    throw UsageError(
                        "\(pair.name) で選べるのは \(choices) です", "choose for \(pair.name) from \(choices)")
                }
                confirmed[known.id] = pair.value
            }
            let installation = try Installation.open(folder.data, for: .writing)
            let now = installation.office.now
            let identity = book.rulebook().identity
            // Checked before the copy, so that a stranger leaves nothing behind.
            guard try await installation.office.house().house.people[by] != nil else {
                throw UsageError("この人は登録されていません：\(by)", "this person is not known: \(by)")
            }
            let digest = try installation.shelf.keep(book)
            let adoption = HouseEvent.Adoption(
                rulebook: identity.id, edition: identity.edition,
                confirmations: book.rulebook(adopting: confirmed).adopted.sorted { $0.key < $1.key }.map {
                    .init(reading: $0.key, choice: $0.value, by: confirmed[$0.key] == nil ? "" : by, at: now)
                }, digest: digest)
            let receipt = try await installation.office.enter([.rulebookAdopted(adoption)], by: by)
            try await installation.close()
            switch output.format {
            case .text: print("採用しました：\(identity.id) \(identity.edition)　\(receipt.head)")
            case .json:
                print(
                    JSON.object([
                        .init("rulebook", .string(identity.id)), .init("edition", .string(identity.edition)),
                        .init("head", .string(receipt.head.description)),
                    ]).text)
            }
        }
    }
}
