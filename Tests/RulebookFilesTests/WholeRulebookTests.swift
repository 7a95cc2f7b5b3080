import Engine
import Foundation
import Notation
import RulebookFiles
import Rules
import Scenarios
import Testing

@Suite struct `The rulebooks of the repository` {
    @Test(arguments: Fixtures.whole)
    func `load without a diagnostic`(url: URL) {
        #expect(RulebookFolder.read(at: url).check().map(\.description) == [])
        #expect(ScenarioFiles.read([url.appending(path: "scenarios")]).diagnostics == [])
    }

    @Test(arguments: Fixtures.whole)
    func `nothing dangles under any alternative of any reading`(url: URL) {
        let folder = RulebookFolder.read(at: url)
        for reading in folder.readings {
            for choice in reading.choices {
                let dangling = folder.dangling(without: nil, adopted: [reading.id: choice.id])
                #expect(dangling.map(\.description) == [], "\(reading.id): \(choice.id)")
            }
        }
    }

    @Test(arguments: Fixtures.whole)
    func `nothing dangles without any one clause`(url: URL) {
        let folder = RulebookFolder.read(at: url)
        for clause in folder.idsInUse(.clause) {
            let dangling = folder.dangling(without: Name(clause), adopted: [:])
            #expect(dangling.map(\.description) == [], "without \(clause)")
        }
    }

    @Test(arguments: Fixtures.whole)
    func `written without a clause they load clean and are the same as built`(url: URL) throws {
        let whole = RulebookFolder.read(at: url)
        let carried = whole.idsInUse(.clause).sorted()
        for clause in carried.enumerated().filter({ $0.offset % 25 == 0 }).map(\.element) {
            try Fixtures.withFolder { target in
                try whole.writeReduced(without: Name(clause), to: target)
                let reduced = RulebookFolder.read(at: target)
                #expect(reduced.check().map(\.description) == [], "without \(clause)")
                #expect(reduced.rulebook() == whole.rulebook(without: Name(clause)), "without \(clause)")
            }
        }
    }

    @Test(arguments: Fixtures.whole)
    func `renamed by a random bijection they play every scenario alike`(url: URL) throws {
        let folder = RulebookFolder.read(at: url)
        var names = RandomNames(seed: 20_260_401)
        let (renamed, table) = folder.renamed { names.name(for: $0, $1) }
        #expect(renamed.check().map(\.description) == [])
        var programs: [[Name<Reading>: String]: (Program, Program)] = [:]
        for document in ScenarioFiles.read([url.appending(path: "scenarios")]).documents {
            guard let one = try? Scenario(json: document.json, zone: .japan) else { continue }
            let two = try Scenario(json: table.scenario(document.json), zone: .japan)
            let both =
                programs[one.readings]
                ?? (Program(folder.rulebook(adopting: one.readings)), Program(renamed.rulebook(adopting: two.readings)))
            programs[one.readings] = both
            let before = Play(program: both.0, digest: { "\($0.hashValue)" }).run(one).failures
            let after = Play(program: both.1, digest: { "\($0.hashValue)" }).run(two).failures
            let first = after.first.map { "expected \($0.expected), found \($0.found)" } ?? ""
            #expect(before.map(\.step) == after.map(\.step), "\(document.file):\(document.line) \(first)")
        }
    }
}

/// New ids without any likeness to the old ones, the same for the same id.
private struct RandomNames {
    private var state: UInt64
    private var given: [String: String] = [:]

    init(seed: UInt64) { state = seed }

    mutating func name(for space: Namespace, _ id: String) -> String {
        // Words of the language may be values of a choice too, and keep their meaning in scenarios.
        if space == .choice, ["yes", "no", "none"].contains(id) { return id }
        let shared: [Namespace: Namespace] = [.part: .post, .term: .fact, .kind: .act, .approval: .forbid]
        let key = "\(shared[space] ?? space) \(id)"
        if let name = given[key] { return name }
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let name = "x" + String(state >> 32, radix: 36) + "-\(given.count)"
        given[key] = name
        return name
    }
}
