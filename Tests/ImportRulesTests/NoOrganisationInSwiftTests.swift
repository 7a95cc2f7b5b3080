import Foundation
import Testing

/// Words of the language or of an interface that some rulebook happens to use as an id as well.
///
/// Each has a reason. A name that only one organisation uses never belongs here: give the language a general word.
private let allowed: [String: String] = [
    "same-person": "the ground of a refusal (docs/reference/scenario.md); also an alternative of a reading",
    "handed-over": "a change in the event record; also a step",
    "not-found": "a code of JournalError; also a choice of a fact",
    "stand-in": "a verb of posts; also a choice of a reading",
    "asked-by": "a key of an approval in the language; also a field of a paper",
    "given-by": "a key of an approval in the language; also a field of a paper",
]

@Suite struct `No organisation lives in Swift` {
    @Test(arguments: Repository.product)
    func `no literal is a clause id`(file: File) {
        for literal in file.literals {
            if let match = literal.text.firstMatch(of: /\b[KUPVC]-(?:[0-9]{1,2}|R[0-9])\b/) {
                Issue.record("\(file.path):\(literal.line) names the clause \(match.output)…: say it in a rulebook")
            }
        }
    }

    @Test(arguments: Repository.product)
    func `no literal is an id that a rulebook declares`(file: File) {
        for literal in file.literals where literal.text.contains("-") {
            guard let place = RulebookNames.declared[literal.text], allowed[literal.text] == nil else { continue }
            Issue.record("\(file.path):\(literal.line) says \"\(literal.text)\", declared in \(place)")
        }
    }

    @Test(arguments: Repository.product)
    func `no literal names an organisation`(file: File) {
        for literal in file.literals {
            for (name, place) in RulebookNames.organisations where literal.text.contains(name) {
                Issue.record("\(file.path):\(literal.line) says “\(name)”, which is of \(place)")
            }
        }
    }

    @Test func `the scan finds the ids of the rulebooks`() {
        #expect(RulebookNames.declared.count > 300)
        #expect(RulebookNames.organisations.count > 3)
    }

    @Test func `every exception is still needed`() {
        let said = Set(Repository.product.flatMap { $0.literals.map(\.text) })
        for (word, reason) in allowed {
            let isNeeded = said.contains(word) && RulebookNames.declared[word] != nil
            #expect(isNeeded, "\(word) (\(reason)) is needed no more")
        }
    }
}
