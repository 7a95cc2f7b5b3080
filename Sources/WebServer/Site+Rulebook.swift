import Books
import Engine
import HTTPTypes
import Notation
import Pages
import ReadModels
import Rules
import Services

extension Site {
    static let rulebookHandlers: [Route: Dispatcher.Handler] = [
        .rulebook: { site, visit, caller in
            try site.rulebookAnswer(visit, caller, visit.query["all"] == "yes" ? .all : .contents)
        },
        .rulebookSection: { site, visit, caller in
            guard let number = Int(visit["section"]) else { throw Trouble(.notFound) }
            return try site.rulebookAnswer(visit, caller, .section(number))
        },
        .clause: { try $0.clauseAnswer($1, $2) },
        .readings: { site, visit, caller in
            .page(readingsPage(site.context(visit, caller), site.readings(caller, try site.wordsInForce(caller))))
        },
    ]

    /// The sentences of a program's rulebook.
    func book(_ program: Program) throws -> Book {
        let key = EditionKey(program)
        return try books.book(key) {
            Book(rulebook: program.rulebook, ledger: try ledger(key), language: .ja)
        }
    }

    private func rulebookAnswer(_ visit: Visit, _ caller: Caller, _ shown: RulebookModel.Shown) throws -> Reply {
        let words = try wordsInForce(caller)
        let model = RulebookModel(
            book: try book(words.program), shown: shown, ledger: try ledger(EditionKey(words.program)), words: words,
            unconfirmed: readings(caller, words).count(where: \.isOpen))
        guard let model else { throw Trouble(.notFound) }
        return .page(rulebookPage(context(visit, caller), model))
    }

    private func clauseAnswer(_ visit: Visit, _ caller: Caller) throws -> Reply {
        let words = try wordsInForce(caller)
        let id = Clause.ID(visit["clause"])
        let key = EditionKey(words.program)
        let model = ClauseModel(
            id, ledger: try ledger(key), book: try book(words.program), words: words,
            scenarios: try books.scenarios(key, make: scenarios)[id] ?? [],
            confirmations: confirmations(caller, words))
        guard let model else { throw Trouble(.notFound) }
        return .page(clausePage(context(visit, caller), model))
    }

    private func readings(_ caller: Caller, _ words: Words) -> [ReadingLine] {
        let confirmations = confirmations(caller, words)
        return words.program.rulebook.readings.map {
            ReadingLine($0, words: words, confirmation: confirmations[$0.id])
        }
    }

    /// Who confirmed which alternative, as the edition in force was adopted.
    private func confirmations(_ caller: Caller, _ words: Words) -> [Name<Reading>: ReadingLine.Confirmation] {
        let all = caller.record.adoption?.confirmations ?? []
        return Dictionary(
            all.map { it in
                let by = it.by.isEmpty ? "" : words.person(it.by)
                return (it.reading, ReadingLine.Confirmation(choice: it.choice, by: by, at: it.at))
            }, uniquingKeysWith: { $1 })
    }
}
