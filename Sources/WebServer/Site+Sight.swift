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

    /// What a piece of a page was made of.
    struct PieceStamp: Hashable {
        var entries: Int
        var house: Int
        /// When the survey was made that it shows.
        var surveyed: Instant
        /// How many persons have opened the matter.
        var openings: Int
        /// The matters around it that the reader may open.
        var linked: Set<String>
        /// The mark of the forms in it, which is one session's.
        var mark: String
    }
    private struct PostsKey: Hashable {
        var person: String
        var house: Int
        var minute: Int64
    }
    private struct PieceKey: Hashable {
        var matter: String
        var person: String
    }

    private let words = Mutex<[WordsKey: Words]>([:])
    private let surveys = Mutex<[String: Line]>([:])
    private let posts = Mutex<[PostsKey: [String]]>([:])
    private let pieces = Mutex<[PieceKey: (stamp: PieceStamp, piece: MatterPiece)]>([:])
    /// A piece of a long matter has some 150 kB.
    private static let mostPieces = 64

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
        let ends = made.situation.clocks.compactMap(\.end) + made.situation.duties.compactMap(\.due)
        let next = ends.filter { $0 > at }.min()?.milliseconds ?? .max
        let until = min(next, (at.milliseconds / 60_000 + 1) * 60_000)
        surveys.withLock { surveys in
            if surveys.count >= 1024 { surveys.removeAll() }
            surveys[matter.id] = Line(entries: matter.entries, house: house, until: until, survey: made)
        }
        return made
    }

    /// The posts that stand beside a person's name, to the end of the minute.
    func posts(of person: String, house: Int, at: Instant, make: () -> [String]) -> [String] {
        let key = PostsKey(person: person, house: house, minute: at.milliseconds / 60_000)
        if let known = posts.withLock({ $0[key] }) { return known }
        let made = make()
        posts.withLock { posts in
            if posts.count >= 1024 { posts.removeAll() }
            posts[key] = made
        }
        return made
    }

    /// The middle of a matter's page for a reader, made anew when anything that it shows has changed.
    func piece(
        of matter: String, for person: String, stamp: PieceStamp, make: () async throws -> MatterPiece
    ) async rethrows -> MatterPiece {
        let key = PieceKey(matter: matter, person: person)
        if let known = pieces.withLock({ $0[key] }), known.stamp == stamp { return known.piece }
        let made = try await make()
        pieces.withLock { pieces in
            if pieces.count >= Self.mostPieces { pieces.removeAll() }
            pieces[key] = (stamp, made)
        }
        return made
    }
}

/// A matter now: its words and what follows from it, before its record is read.
struct MatterLook {
    let matter: Matter
    let words: Words
    let survey: Survey
    let at: Instant
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

    /// A matter now.
    func look(at id: String, _ visit: Visit, _ caller: Caller) async throws -> MatterLook {
        guard let matter = try await office.matterNow(id) else { throw Trouble(.notFound) }
        let program = try office.program(of: matter)
        let at = max(visit.now, matter.lastEntered)
        let survey = views.survey(of: matter, house: caller.record.changes, at: at) {
            Engine.survey(matter, in: program, house: caller.record.house, at: at)
        }
        return MatterLook(
            matter: matter, words: try words(program, caller.record).about(matter), survey: survey, at: at)
    }

    /// What a caller sees of a matter that they may see.
    func sight(_ id: String, _ visit: Visit, _ caller: Caller) async throws -> MatterSight {
        try await sight(try await look(at: id, visit, caller), caller)
    }

    /// The same of a matter that was looked at.
    func sight(_ look: MatterLook, _ caller: Caller) async throws -> MatterSight {
        let page = try await shelf.page(of: look.matter, in: self, words: look.words)
        return MatterSight(
            matter: look.matter, survey: look.survey, entries: page.statements, first: page.first, words: look.words,
            reader: caller.person, at: look.at)
    }
}
