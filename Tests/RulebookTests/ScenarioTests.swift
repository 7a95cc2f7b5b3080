import Engine
import Notation
import RulebookFiles
import Rules
import Scenarios
import Testing

@Suite struct `Scenarios of every rulebook` {
    @Test(arguments: Shelved.whole + Shelved.invented)
    func `pass`(book: Shelved) throws {
        #expect(book.folder.check().map(\.description) == [])
        for played in try book.played() {
            #expect(played.result.failures.map(\.description) == [], "\(played.place)")
        }
    }

    @Test(arguments: Shelved.whole + Shelved.invented)
    func `replay from what is stored of them`(book: Shelved) throws {
        var count = 0
        for played in try book.played() {
            for (id, matter, events) in played.result.matters {
                let stored = events.map(\.json.text)
                let read = try stored.map { try Event(json: JSON(reading: $0)) }
                #expect(read == events, "\(played.place)")
                #expect(Matter(id: id, events: read.compactMap { $0 }) == matter, "\(played.place)")
                count += events.count
            }
        }
        #expect(count > 10)
    }

    @Test func `are many, and nearly all checkpoints are exact`() throws {
        let kosen = try #require(Shelved.whole.first { $0.name == "kosen" })
        #expect(try kosen.played().count >= 150)
        for book in Shelved.whole {
            let results = try book.played().map(\.result)
            let open = results.reduce(0) { $0 + $1.openCheckpoints }
            #expect(open * 10 <= results.reduce(0) { $0 + $1.checkpoints }, "\(book.name)")
        }
    }
}

@Suite struct `The invented rulebooks` {
    @Test(arguments: Shelved.invented)
    func `stand the exhaustive check`(book: Shelved) {
        let report = RulebookCheck(rulebook: book.folder.rulebook()).run()
        for finding in report.findings {
            Issue.record("\(finding.kind.rawValue): \(finding.subject) when \(finding.facts.joined(separator: ", "))")
        }
        #expect(report.bounded == [])
    }

    @Test(arguments: Shelved.invented)
    func `show every clause that software enforces`(book: Shelved) throws {
        #expect(try book.coverage().missing.map(\.text) == [])
        #expect(try book.coverage().unshown.map(\.text) == [])
    }
}

extension Failure {
    fileprivate var description: String { "\(effect.rawValue) at \(step + 1): expected \(expected); found \(found)" }
}
