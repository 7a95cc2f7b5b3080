import Engine
import HTTPTypes
import Journaling
import Logging
import Notation
import Pages
import ReadModels
import Rules
import Services
import Synchronization

/// What the last verification of the journal found, kept until the program ends; one runs at a time.
final class Verifying: Sendable {
    private let state = Mutex<(found: JournalModel.Verification, isRunning: Bool)>((.none, false))

    var found: JournalModel.Verification { state.withLock { $0.found } }

    /// Runs a verification, unless one is running: then its result will do.
    func run(_ verify: () async throws -> JournalModel.Verification) async throws {
        let isFirst = state.withLock { state in
            defer { state.isRunning = true }
            return !state.isRunning
        }
        guard isFirst else { return }
        do {
            let found = try await verify()
            state.withLock { $0 = (found, false) }
        } catch {
            state.withLock { $0.isRunning = false }
            throw error
        }
    }
}

extension Site {
    static let journalHandlers: [Route: Dispatcher.Handler] = [
        .journal: { try await $0.journalAnswer($1, $2) }, .verifyJournal: { try await $0.verifyAnswer($1, $2) },
    ]

    private static let entriesPerPage = 50

    private func journalAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let head = try await journal.head()
        var model = JournalModel(
            lines: [], position: head.position, head: head.hash.description, verification: verifying.found,
            showsEntries: may(caller, .see, on: .journal, at: visit.now).isAllowed)
        if model.showsEntries {
            let asked = Int(visit.query["before"])
            let before = min(max(1, asked ?? .max), head.position + 1)
            let after = max(0, before - 1 - Self.entriesPerPage)
            for recorded in try await journal.entries(after: after, limit: before - 1 - after).reversed() {
                model.lines.append(try await line(recorded, visit, caller))
            }
            model.before = after > 0 ? after + 1 : nil
            model.isLater = asked != nil
        }
        return .page(journalPage(context(visit, caller), model))
    }

    /// An entry as the list shows it: nothing of what it says.
    private func line(
        _ recorded: Journaling.RecordedEntry, _ visit: Visit, _ caller: Caller
    ) async throws -> JournalModel.Line {
        let entry = recorded.entry
        var matter = ""
        if entry.stream.text.hasPrefix("matter:") {
            let id = String(entry.stream.text.dropFirst("matter:".count))
            if try await seen(id, caller, at: visit.now) != nil { matter = id }
        }
        let name = caller.record.house.people[entry.actor]?.name ?? ""
        return .init(
            position: entry.position, entered: Instant(milliseconds: entry.enteredAt),
            happened: Instant(milliseconds: entry.happenedAt),
            kind: context(visit, caller).say(Phrases.Web.kind(ofEntry: entry.kind)),
            actor: name.isEmpty ? entry.actor : name, matter: matter, head: entry.hash.description,
            isErased: recorded.payload == .erased)
    }

    private func verifyAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        try await verifying.run {
            let found = try await journal.verify(against: nil, deep: true)
            guard let finding = found.finding else { return .sound(at: visit.now, entries: found.entries) }
            log.critical("journal damaged", metadata: ["position": .stringConvertible(finding.position)])
            return .broken(at: visit.now, position: finding.position, what: finding.japanese)
        }
        return .redirect("/journal")
    }
}

extension Phrases.Web {
    /// What sort of entry it is. Of a matter's entries nothing more is said: which act it was is the matter's own.
    static func kind(ofEntry kind: String) -> Label {
        switch kind {
        case "attempt.refused": Label(ja: "できなかった操作", en: "refused attempt")
        case "register.row-entered": Label(ja: "台帳の記載", en: "register row")
        case "clock.jumped": Label(ja: "時計のずれ", en: "clock jumped")
        case "retention.set": Label(ja: "保存期間の設定", en: "retention set")
        case "stream.erased": Label(ja: "廃棄", en: "disposal")
        case let kind where kind.hasPrefix("matter."): Label(ja: "案件の記録", en: "entry of a matter")
        case let kind where kind.hasPrefix("house."): Label(ja: "組織の設定", en: "entry of the organisation")
        default: Label(ja: kind, en: kind)
        }
    }
}
