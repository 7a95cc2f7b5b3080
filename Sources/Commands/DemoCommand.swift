import ArgumentParser
import Engine
import Foundation
import Journaling
import Notation
import RulebookFiles
import Rules
import Scenarios
import Services
import Synchronization

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Make a data folder with an invented organisation and played matters. 試すためのデータを作ります。",
        discussion: """
            The organisation is `demo/organisation.yaml` of the rulebook. A folder that is a demo already gets further \
            matters; any other folder that holds something is refused.
            """)

    @OptionGroup var folder: DataOption

    @Option(name: .long, help: "The folder of the rulebook (規程集).")
    var rulebook: String

    @Option(name: .long, help: "How many matters to play.")
    var matters = 3

    @Option(name: .long, help: "How many entries each matter gets, at most.")
    var entries = 12

    @OptionGroup var output: FormatOption

    func validate() throws {
        guard matters >= 0, entries >= 1 else { throw ValidationError("--matters and --entries are counts.") }
    }

    func run() async throws {
        try await reporting(output.format) {
            // The played time ends now, so that whoever opens the folder next goes on from there.
            let clock = DemoClock(end: JournalClock.system.wall(), ticks: matters * entries)
            let installation = try await founded(clock)
            let made = try await play(installation, clock)
            try await installation.makeDemoAccounts()
            let head = try await installation.head()
            try await installation.close()
            switch output.format {
            case .text:
                print("デモを用意しました：\(folder.data)　案件 \(made.count)件　記録 \(head)")
                for id in made.prefix(20) { print("  \(id)") }
            case .json:
                print(JSON.object([.init("matters", .strings(made)), .init("head", .string(head.description))]).text)
            }
        }
    }

    private func founded(_ clock: DemoClock) async throws -> Installation {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.data)) ?? []
        if !names.isEmpty {
            let installation = try Installation.open(folder.data, for: .writing, clock: clock.journal)
            guard try await installation.office.house().isDemo else {
                try await installation.close()
                throw JournalError(
                    .notEmpty, "デモではないデータがあります：\(folder.data)", "the folder holds data that is no demo: \(folder.data)")
            }
            return installation
        }
        let book = try openRulebook(rulebook)
        let file = book.url.appending(path: "demo/organisation.yaml")
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw UsageError("この規程集にはデモの組織がありません：\(file.path)", "the rulebook has no demo: \(file.path)")
        }
        let json = try OrganisationFiles.read(at: file).json
        let timezone = OrganisationSheet(json: json, zone: .japan).timezone
        let zone = try Zone(named: timezone, now: Date())
        let sheet = OrganisationSheet(json: json, zone: zone)
        var founding = Founding(
            organisation: "main", name: .init(name: sheet.name, timezone: timezone, zone: zone), rulebook: book)
        founding.isDemo = true
        founding.clock = clock.journal
        founding.sheet = sheet
        return try await founding.make(in: folder.data)
    }

    private func play(_ installation: Installation, _ clock: DemoClock) async throws -> [String] {
        let office = installation.office
        return try await withThrowingTaskGroup(of: String.self) { group in
            var made: [String] = []
            for number in 0..<matters {
                if number >= 32, let id = try await group.next() { made.append(id) }
                group.addTask { try await playDemoMatter(number, entries: entries, in: office, clock: clock) }
            }
            for try await id in group { made.append(id) }
            return made.sorted()
        }
    }
}

/// Plays one matter of the demo by chance, the same for the same number, and returns its id.
///
/// What the rules would refuse is left out, so that only what was done stands in the record.
func playDemoMatter(_ number: Int, entries: Int, in office: Office, clock: DemoClock) async throws -> String {
    let program = try await office.programInForce()
    let house = try await office.house().house
    var walker = Walker(program: program, house: house, seed: UInt64(number), digest: paperDigest)
    walker.setOut()
    let kind = number == 0 ? program.rulebook.matters.first?.id : nil
    var id: String?
    var kept = 0
    for _ in 0..<(entries * 20 + 50) where kept < entries {
        guard let known = id else {
            guard let command = walker.opening(at: office.now, kind: kind),
                (try? decide(command, on: Matter(id: ""), in: walker.setting)) != nil
            else { continue }
            clock.tick()
            id = try await office.open(command).matter
            kept = 1
            continue
        }
        let (situation, matter, _) = try await office.situation(known)
        guard var command = walker.next(on: matter, situation, at: office.now) else { continue }
        command.entered = max(office.now, matter.lastEntered)
        command.newIDs = ["dry"]
        guard let outcome = try? decide(command, on: matter, in: walker.setting) else { continue }
        clock.tick()
        try await office.perform(command, on: known)
        for case .done(let done) in outcome.event.changes {
            if let step = done.step { walker.done[step, default: 0] += 1 }
        }
        kept += 1
    }
    guard let id else { throw UsageError("デモの案件を開ける人がいません", "nobody can open a matter of the demo") }
    return id
}

/// A clock that is moved by what is played, and ends at the present.
final class DemoClock: Sendable {
    private let time: Mutex<Int64>
    private let end: Int64
    private let step: Int64

    /// - Parameters:
    ///   - end: the present.
    ///   - ticks: how many entries there will be, about.
    init(end: Int64, ticks: Int) {
        self.end = end
        let span: Int64 = 30 * 86_400_000
        step = max(1, min(600_000, span / Int64(max(1, ticks))))
        time = Mutex(end - min(span, step * Int64(ticks + 1)))
    }

    /// Moves the clock to the next entry.
    func tick() { time.withLock { $0 = min(end, $0 + step) } }

    var journal: JournalClock {
        JournalClock(wall: { self.time.withLock { $0 } }, steady: { self.time.withLock { $0 } })
    }
}
