import ArgumentParser
import Books
import Engine
import Journaling
import Notation
import ReadModels
import RulebookFiles
import Rules
import Services

/// What a verb works with: the opened folder and the words to speak.
struct Desk {
    let installation: Installation
    let language: Language

    var office: Office { installation.office }

    static func open(_ path: String, for access: DataFolder.Access, language: Language = .ja) async throws -> Desk {
        Desk(installation: try Installation.open(path, for: access), language: language)
    }

    func close() async throws { try await installation.close() }

    /// Reads an act as scenarios write it.
    func command(_ form: JSON, _ program: Program) async throws -> Command {
        try CommandForm(json: form, house: try await office.house().house, program: program, now: office.now).command()
    }

    func words(for matter: Matter) async throws -> Words {
        try await words(try office.program(of: matter))
    }

    func wordsInForce() async throws -> Words { try await words(try await office.programInForce()) }

    private func words(_ program: Program) async throws -> Words {
        let identity = program.rulebook.identity
        return Words(
            language: language, house: try await office.house().house, program: program,
            ledger: try installation.shelf.folder(identity.id, identity.edition).wholeLedger)
    }

    /// Does something that the rules may refuse; a refusal is printed, and the program ends with its code.
    func accepting<Result>(_ format: Format, _ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let refused as Refused {
            let words = try await self.words(try office.program(refused.edition))
            try await close()
            let report = RefusalReport(refused: refused, words: words)
            switch format {
            case .text: print(report.text)
            case .json: print(report.json.text)
            }
            throw refused.refusal.kind == .malformed ? ExitCode.usage : ExitCode.refused
        }
    }
}

/// A refusal for people and programs.
struct RefusalReport {
    let refused: Refused
    let words: Words

    private var refusal: Refusal { refused.refusal }
    private func say(_ ja: String, _ en: String) -> String { words.say(ja, en) }

    var text: String {
        var lines = [say("できません：", "Refused: ") + words.pick(refusal.reason)]
        if refused.index > 0 {
            lines.append(
                say("\(refused.index + 1)番目の行為です。何も記録していません。", "It is act \(refused.index + 1). Nothing was entered."))
        }
        for clause in refusal.clauses {
            lines.append(say("根拠：", "by: ") + words.clause(clause) + "　" + words.sentence(clause))
        }
        if !refusal.who.isEmpty {
            lines.append(say("できる人：", "who may: ") + refusal.who.map(who).joined(separator: "，"))
        }
        for clause in refusal.lawfulBy {
            lines.append(say("できるようにするには：", "lawful by: ") + words.clause(clause) + "　" + words.sentence(clause))
        }
        let ways = words.ways(refusal.lawfulBy)
        if !ways.isEmpty { lines.append(say("用いる道：", "the way: ") + ways.map { "--way \($0)" }.joined(separator: "，")) }
        if !refusal.questions.isEmpty {
            lines.append(
                say("先に答えること：", "first answer: ")
                    + refusal.questions.map { "\(words.fact($0)) (\($0))" }.joined(separator: "，"))
        }
        if !refusal.missing.isEmpty {
            lines.append(
                say("足りないもの：", "missing: ")
                    + refusal.missing.map { name in
                        let label = words.anything(name)
                        return label == name ? name : "\(label) (\(name))"
                    }.joined(separator: "，"))
        }
        if !refusal.steps.isEmpty {
            lines.append(
                say("関わる手順：", "steps: ")
                    + refusal.steps.map { "\(words.step($0.text)) (\($0))" }.joined(separator: "，"))
        }
        return lines.joined(separator: "\n")
    }

    private func who(_ seat: Seat) -> String {
        guard !seat.post.text.isEmpty, seat.person.isEmpty else { return words.seat(seat) }
        let names = words.house.actors(for: seat.post, at: .now, in: words.program).map(words.person)
        return words.seat(seat) + (names.isEmpty ? "" : "［\(names.joined(separator: "・"))］")
    }

    var json: JSON {
        func clauses(_ ids: [Clause.ID]) -> JSON {
            .array(ids.map { ["id": .string($0.text), "cite": .string(words.cite($0))] })
        }
        let who = refusal.who.map { seat in
            JSON.compact(
                ("post", .string(seat.name)), ("unit", seat.unit.isEmpty ? nil : .string(seat.unit)),
                ("person", seat.person.isEmpty ? nil : .string(seat.person)))
        }
        return [
            "refused": [
                "matter": .string(refused.matter), "act": .int(refused.index),
                "kind": .string(refusal.kind.rawValue), "clauses": clauses(refusal.clauses),
                "reason": ["ja": .string(refusal.reason.ja), "en": .string(refusal.reason.en)], "who": .array(who),
                "lawfulBy": clauses(refusal.lawfulBy), "ways": .strings(words.ways(refusal.lawfulBy)),
                "questions": .strings(refusal.questions.map(\.text)),
                "missing": .strings(refusal.missing), "steps": .strings(refusal.steps.map(\.text)),
            ]
        ]
    }
}

extension Instant {
    /// The present, by this machine's clock.
    static var now: Instant { Instant(milliseconds: JournalClock.system.wall()) }
}
