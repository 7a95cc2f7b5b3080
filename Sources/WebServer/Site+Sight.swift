import Books
import Engine
import HTTPTypes
import Notation
import Pages
import ReadModels
import Rules
import Services
import Synchronization

/// Words and situations that were worked out and hold as long as nothing is entered, or until their time is over.
final class Views: Sendable {
    private struct WordsKey: Hashable {
        var edition: EditionKey
        var house: Int
    }
    private struct Line {
        var entries: Int
        var house: Int
        var until: Int64
        var survey: Survey
    }

    private let words = Mutex<[WordsKey: Words]>([:])
    private let surveys = Mutex<[String: Line]>([:])

    func words(_ edition: EditionKey, house: Int, make: () throws -> Words) rethrows -> Words {
        let key = WordsKey(edition: edition, house: house)
        if let known = words.withLock({ $0[key] }) { return known }
        let made = try make()
        words.withLock { words in
            if words.count >= 8 { words.removeAll() }
            words[key] = made
        }
        return made
    }

    /// What follows from a matter now. Durations are shown to the minute, so it holds to the end of the minute.
    func survey(of matter: Matter, house: Int, at: Instant, make: () -> Survey) -> Survey {
        let known = surveys.withLock { $0[matter.id] }
        if let known, known.entries == matter.entries, known.house == house, at.milliseconds < known.until,
            known.survey.situation.at <= at
        {
            return known.survey
        }
        let made = make()
        let next = made.situation.clocks.compactMap(\.end).filter { $0 > at }.min()?.milliseconds ?? .max
        let until = min(next, (at.milliseconds / 60_000 + 1) * 60_000)
        surveys.withLock { surveys in
            if surveys.count >= 1024 { surveys.removeAll() }
            surveys[matter.id] = Line(entries: matter.entries, house: house, until: until, survey: made)
        }
        return made
    }
}

extension Site {
    /// The words of a program's rulebook and of the organisation.
    func words(_ program: Program, _ record: HouseRecord) throws -> Words {
        let identity = program.rulebook.identity
        let key = EditionKey(rulebook: identity.id, edition: identity.edition, adopted: program.rulebook.adopted)
        return try views.words(key, house: record.changes) {
            Words(language: .ja, house: record.house, program: program, ledger: try ledger(key))
        }
    }

    /// The words of the rules in force.
    func wordsInForce(_ caller: Caller) throws -> Words {
        guard let program = caller.program else { throw Trouble(.serviceUnavailable, kind: "no-rulebook") }
        return try words(program, caller.record)
    }

    /// What a caller sees of a matter that they may see.
    func sight(_ id: String, _ visit: Visit, _ caller: Caller) async throws -> MatterSight {
        guard let matter = try await office.matterNow(id) else { throw Trouble(.notFound) }
        return try await sight(matter, visit, caller)
    }

    /// The same of a matter that is at hand.
    func sight(_ matter: Matter, _ visit: Visit, _ caller: Caller) async throws -> MatterSight {
        let program = try office.program(of: matter)
        let words = try words(program, caller.record)
        let at = max(visit.now, matter.lastEntered)
        let survey = views.survey(of: matter, house: caller.record.changes, at: at) {
            Engine.survey(matter, in: program, house: caller.record.house, at: at)
        }
        let page = try await shelf.page(of: matter, in: self, words: words)
        return MatterSight(
            matter: matter, survey: survey, entries: page.entries, words: words, reader: caller.person, at: at)
    }
}
