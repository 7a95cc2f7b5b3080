import ArgumentParser
import Engine
import Foundation
import Notation
import RulebookFiles
import Rules
import Scenarios

struct WalkRulebook: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "walk",
        abstract: "Play random lawful cases and hold the engine to what must always be so.",
        discussion: "Each walk is made from its own number, so that a finding can be played again.")

    @Argument(help: "The folder of the rulebook.")
    var directory: String

    @Option(name: .long, help: "How many walks.")
    var walks = 1000

    @Option(name: .long, help: "How many accepted commands each has.")
    var length = 30

    @Option(name: .long, help: "The number of the first walk.")
    var first = 1

    @Option(name: .long, help: "Fail unless so many of 100 steps are done, and every playbook begins.")
    var requireReach: Int?

    @OptionGroup var output: FormatOption

    func run() throws {
        let folder = try openRulebook(directory)
        let file = URL(fileURLWithPath: directory).appending(path: "demo/organisation.yaml")
        let organisation = try OrganisationFiles.read(at: file)
        let house = House(organisation: organisation.json, zone: .japan)
        let program = Program(folder.rulebook())
        let walker = Walker(program: program, house: house, seed: UInt64(first), digest: paperDigest)
        guard let start = Instant(reading: "2026-06-01T09:00", zone: .japan) else { return }
        var walk = Walk()
        walk.run(walks, first: first, length: length, walker: walker, at: start)
        report(walk, program.rulebook)
        if !walk.broken.isEmpty || !reachesEnough(walk, program.rulebook) { throw ExitCode(1) }
    }

    private func reachesEnough(_ walk: Walk, _ rulebook: Rulebook) -> Bool {
        guard let requireReach else { return true }
        let steps = rulebook.playbooks.flatMap(\.steps)
        let reached = steps.count { walk.stepsReached[$0.id] != nil }
        let playbooks = rulebook.playbooks.count { walk.playbooksReached[$0.id] == nil }
        if reached * 100 >= steps.count * requireReach, playbooks == 0 { return true }
        if output.format == .text {
            print("too few: \(requireReach) of 100 steps are asked for, and every playbook")
        }
        return false
    }

    private func report(_ walk: Walk, _ rulebook: Rulebook) {
        let steps = rulebook.playbooks.flatMap(\.steps)
        let unreached = steps.filter { walk.stepsReached[$0.id] == nil }.map(\.id.text)
        let playbooks = rulebook.playbooks.filter { walk.playbooksReached[$0.id] == nil }.map(\.id.text)
        if output.format == .json {
            print(
                JSON.object([
                    .init("walks", .int(walk.walks)), .init("accepted", .int(walk.accepted)),
                    .init("refused", .int(walk.refused)), .init("steps", .int(steps.count)),
                    .init("reached", .int(steps.count - unreached.count)), .init("unreached", .strings(unreached)),
                    .init("playbooks_unreached", .strings(playbooks)), .init("broken", .strings(walk.broken)),
                ]).text)
            return
        }
        print("\(walk.walks) walks, \(walk.accepted) commands accepted, \(walk.refused) refused")
        for (kind, count) in walk.refusals.sorted(by: { $0.value > $1.value }) { print("  refused \(kind): \(count)") }
        print(
            "\(steps.count - unreached.count) of \(steps.count) steps done, and \(playbooks.count) playbooks never begun"
        )
        let counts = steps.map { walk.stepsReached[$0.id, default: 0] }.sorted()
        let quartiles = [0, counts.count / 4, counts.count / 2, counts.count * 3 / 4, counts.count - 1]
        print(
            "times a step was done: " + quartiles.map { String(counts[$0]) }.joined(separator: " · ") + " (quartiles)")
        for playbook in rulebook.playbooks {
            let done = playbook.steps.count { walk.stepsReached[$0.id] != nil }
            print(
                "  \(playbook.id): begun \(walk.playbooksReached[playbook.id, default: 0]), steps \(done)/\(playbook.steps.count)"
            )
        }
        if !unreached.isEmpty { print("never done: " + unreached.joined(separator: " ")) }
        if !playbooks.isEmpty { print("never begun: " + playbooks.joined(separator: " ")) }
        for line in walk.broken.prefix(20) { print("BROKEN " + line) }
    }
}
