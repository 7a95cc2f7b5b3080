import Engine
import HTTPTypes
import Notation
import Pages
import ReadModels
import Rules
import Services

/// 私の対応: one list over all matters, and whether it is still true.
extension Site {
    static let dutyHandlers: [Route: Dispatcher.Handler] = [
        .duties: { try await $0.dutiesAnswer($1, $2) }, .dutyChanges: { try await $0.dutyChangesAnswer($1, $2) },
    ]

    /// How many matters one page of duties looks into; the most urgent stand on the first.
    static let mattersOfDuties = 200

    private func dutiesAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let viewer = try viewer(caller, at: visit.now)
        let first = min(max(0, Int(visit.query["from"]) ?? 0), Int(Int32.max))
        await freshen()
        let matters = try await index.owed(to: viewer, from: first, limit: Self.mattersOfDuties + 1)
        var lines: [DutyList.Line] = []
        for owed in matters.prefix(Self.mattersOfDuties) {
            guard let (access, program) = try await access(to: owed.id, caller, at: visit.now),
                may(caller, .see, on: .matter(access), at: visit.now, program: program).isAllowed
            else { continue }
            let look = try await look(at: owed.id, visit, caller)
            lines += DutyList.lines(
                look.survey.situation, of: look.matter, words: look.words, reader: caller.person)
        }
        let list = DutyList(lines, at: visit.now)
        var context = context(visit, caller)
        let isWhole = first == 0 && matters.count <= Self.mattersOfDuties
        if isWhole { context.reader?.owed = list.count }
        let next = matters.count > Self.mattersOfDuties ? first + Self.mattersOfDuties : nil
        return .page(
            dutiesPage(
                context, list, words: try wordsInForce(caller),
                live: first == 0 ? "/duties/changes?since=\(Self.state(of: matters))" : nil,
                newer: first > 0 ? "/duties" : nil, older: next.map { "/duties?from=\($0)" }))
    }

    /// Whether the list is another than the one that was shown; asked every few seconds, so it looks into no matter.
    private func dutyChangesAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        await freshen()
        let matters = try await index.owed(
            to: try viewer(caller, at: visit.now), from: 0, limit: Self.mattersOfDuties + 1)
        let news = Self.state(of: matters) == visit.query["since"] ? 0 : 1
        return Reply(
            .json(["news": .int(news), "text": .string(Phrases.Web.dutiesChanged.ja), "href": .string("/duties")]))
    }

    /// What another entry, another time or another matter changes.
    private static func state(of matters: [OwedMatter]) -> String {
        let dues = matters.reduce(Int64(0)) { $0 &+ ($1.due?.milliseconds ?? 1) }
        return "\(matters.count).\(matters.map(\.lastEntered.milliseconds).max() ?? 0).\(dues)"
    }

    /// Who asks the lists: with the keys of the posts that they hold or stand in for.
    func viewer(_ caller: Caller, at: Instant) throws -> MatterViewer {
        guard let viewer = caller.viewer, let program = caller.program else {
            return MatterViewer(person: "", sight: .keys([]))
        }
        let keys = viewer.keys(at: at, program: program, house: caller.record.house)
        return MatterViewer(person: viewer.person, sight: .keys(keys.sorted()))
    }
}
