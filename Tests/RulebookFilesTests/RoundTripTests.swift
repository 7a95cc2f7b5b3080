import Foundation
import Notation
import RulebookFiles
import Rules
import Testing

@Suite struct `Taking out and renaming` {
    @Test(arguments: Fixtures.small)
    func `without any one clause the written rulebook loads clean and is the same as the built one`(url: URL) throws {
        let whole = RulebookFolder.read(at: url)
        for clause in whole.ledger.clauses.map(\.id) {
            try Fixtures.withFolder { target in
                try whole.writeReduced(without: clause, to: target)
                let reduced = RulebookFolder.read(at: target)
                #expect(reduced.check().map(\.description) == [], "without \(clause)")
                #expect(reduced.rulebook() == whole.rulebook(without: clause), "without \(clause)")
                #expect(reduced.ledger == whole.ledger)
            }
        }
    }

    @Test(arguments: Fixtures.small)
    func `scenarios and the ledger are copied as they are`(url: URL) throws {
        try Fixtures.withFolder { target in
            let whole = RulebookFolder.read(at: url)
            let clause = try #require(whole.ledger.clauses.first)
            try whole.writeReduced(without: clause.id, to: target)
            for part in ["ledger", "scenarios", "demo"] {
                let source = url.appending(path: part)
                let paths = FileManager.default.enumerator(atPath: source.path)?.compactMap { $0 as? String } ?? []
                for path in paths where path.hasSuffix(".yaml") {
                    let copy = try Data(contentsOf: target.appending(path: part).appending(path: path))
                    #expect(try copy == Data(contentsOf: source.appending(path: path)))
                }
            }
        }
    }

    @Test func `a folder that holds something is not written over`() throws {
        try Fixtures.withFolder { target in
            try Data("x".utf8).write(to: target.appending(path: "mine.txt"))
            let whole = RulebookFolder.read(at: Fixtures.small[0])
            #expect(throws: (any Error).self) { try whole.writeReduced(without: "E-1", to: target) }
        }
    }

    @Test(arguments: Fixtures.small)
    func `nothing dangles under any alternative of any reading, whatever clause is out`(url: URL) {
        let folder = RulebookFolder.read(at: url)
        let standard = Dictionary(
            uniqueKeysWithValues: folder.readings.filter { !$0.choices.isEmpty }.map { ($0.id, $0.standard) })
        for reading in folder.readings {
            for choice in reading.choices {
                for clause in [nil] + folder.ledger.clauses.map({ Optional($0.id) }) {
                    let adopted = standard.merging([reading.id: choice.id]) { $1 }
                    let dangling = folder.dangling(without: clause, adopted: adopted).map(\.description)
                    #expect(dangling == [], "\(choice.id) without \(clause?.text ?? "nothing")")
                }
            }
        }
    }

    @Test(arguments: Fixtures.small)
    func `renamed and renamed back, a rulebook is what it was`(url: URL) throws {
        let folder = RulebookFolder.read(at: url)
        let (renamed, table) = folder.renamed { _, id in "x" + id.reversed() }
        #expect(renamed.check().map(\.description) == [])
        #expect(renamed.rulebook() != folder.rulebook())
        #expect(Set(renamed.ledger.clauses.map(\.id.text)).isDisjoint(with: folder.ledger.clauses.map(\.id.text)))
        for clause in folder.ledger.clauses { #expect(table[.clause, clause.id.text].hasPrefix("x")) }
        let (back, _) = renamed.renamed { _, id in String(id.dropFirst().reversed()) }
        #expect(back.rulebook() == folder.rulebook())
        #expect(back.ledger == folder.ledger)
        try Fixtures.withFolder { target in
            try renamed.write(to: target)
            let written = RulebookFolder.read(at: target)
            #expect(written.check().map(\.description) == [])
            #expect(written.rulebook() == renamed.rulebook())
            #expect(written.ledger == renamed.ledger)
        }
    }

    @Test func `no id survives a renaming`() {
        let folder = RulebookFolder.read(at: Fixtures.small[0])
        let (renamed, _) = folder.renamed { space, id in "\(space)-" + id.lowercased() + "-q" }
        #expect(folder.idsInUse().count > 30)
        #expect(renamed.idsInUse().isDisjoint(with: folder.idsInUse()))
    }

    @Test func `a scenario is renamed with its rulebook`() throws {
        let folder = RulebookFolder.read(at: Fixtures.small[0])
        let (_, table) = folder.renamed { space, id in "\(space)-\(id)" }
        let url = Fixtures.small[0].appending(path: "scenarios")
        let scenario = table.scenario(try #require(ScenarioFiles.read([url]).documents.first).json)
        #expect(scenario["clauses"] == ["clause-E-15"])
        #expect(scenario["people"]?["sato"] == "post-lead")
        #expect(scenario["people"]?["kato"]?["posts"] == ["post-officer"])
        #expect(scenario["readings"] == ["reading-width": "alternative-narrow"])
        #expect(scenario["house"]?["targets"] == ["timing-promptly": "P1D"])
        let row: JSON = ["column-title": "機器", "column-level": "choice-C1"]
        #expect(scenario["house"]?["registers"] == ["register-asset": ["a1": row]])
        let acts = try #require(scenario["do"]?.array)
        #expect(acts[0]["by"] == "kato")
        #expect(acts[0]["act"] == "open")
        #expect(acts[0]["answers"] == ["fact-kind": ["choice-system"], "fact-urgent": "yes", "fact-persons": "3"])
        #expect(acts[1]["moves"] == "state-suspended")
        #expect(acts[1]["refused"]?["who"] == ["post-lead"])
        #expect(acts[1]["refused"]?["missing"] == ["field-summary"])
        #expect(acts[2]["expect"]?["duties"]?.array.first == "clause-E-15 post-lead")
        #expect(acts[2]["expect"]?["duties"]?.array.last?["word"] == "timing-promptly")
        #expect(acts[2]["expect"]?["questions"] == ["fact-kind post-lead"])
        #expect(acts[2]["expect"]?["items"] == ["a1": "state-suspended"])
    }
}
