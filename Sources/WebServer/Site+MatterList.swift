import Accounts
import Engine
import HTTPTypes
import Journaling
import Notation
import Pages
import ReadModels
import Rules
import Services

extension Site {
    static let listHandlers: [Route: Dispatcher.Handler] = [
        .matters: { try await $0.mattersAnswer($1, $2) }, .saveView: { try await $0.saveViewAnswer($1, $2) },
        .deleteView: { site, visit, caller in
            try await site.drafts.removeView(of: caller.person, name: visit.form["name"])
            return .redirect("/matters")
        },
    ]

    /// Who may see a matter, for a caller who is among them; nil for anybody else, and when it cannot be read.
    func seen(_ id: String, _ caller: Caller, at: Instant) async throws -> MatterAccess? {
        do {
            guard let (access, program) = try await access(to: id, caller, at: at),
                may(caller, .see, on: .matter(access), at: at, program: program).isAllowed
            else { return nil }
            return access
        } catch let error as OfficeError {
            // One matter that was disposed of or cannot be read must not keep the others from being listed.
            guard error.code == .erased || error.code == .unreadable else { throw error }
            return nil
        }
    }

    private func mattersAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let words = try wordsInForce(caller)
        let zone = caller.record.house.zone
        let kinds = words.program.rulebook.matters.map { Input.Option($0.id.text, words.matter($0.id.text)) }
        let filter = MatterListFilter(visit.query, kinds: kinds.map(\.value)) { text in
            ((try? LooseTime.read(text, now: visit.now, zone: zone)) ?? nil)?.day
        }
        let viewer = try viewer(caller, at: visit.now)
        var query = MatterQuery(viewer: viewer, filter: .init(filter, zone: zone))
        let after = visit.query["after"]
        query.cursor = after.isEmpty ? nil : after
        let found: MatterPage
        do {
            await freshen()
            found = try await index.query(query)
        } catch {
            // Somebody has shortened the address: the list begins anew.
            guard error.code == .badCursor else { throw error }
            return .redirect(filter.path)
        }
        var rows: [MatterListModel.Row] = []
        for line in found.lines {
            guard let access = try await seen(line.id, caller, at: visit.now) else { continue }
            rows.append(.init(line, access: access, keys: viewer.keys, words: words))
        }
        let views = try await drafts.views(of: caller.person).compactMap { view -> SavedFilter? in
            guard let entered = try? FormText.read(view.query.utf8) else { return nil }
            return SavedFilter(
                name: view.name,
                filter: MatterListFilter(entered, kinds: kinds.map(\.value)) { Day(reading: $0) })
        }
        let openable = OpenableKind.all(words: words, person: caller.person, at: visit.now)
        let model = MatterListModel(
            filter: filter, kinds: kinds, rows: rows,
            counts: Dictionary(uniqueKeysWithValues: found.counts.map { ($0.key.word, $0.value) }), next: found.next,
            isLater: query.cursor != nil, saved: views, mayOpen: openable.contains(where: \.who.isEmpty))
        return .page(matterListPage(context(visit, caller), model))
    }

    private func saveViewAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let kinds = try wordsInForce(caller).program.rulebook.matters.map(\.id.text)
        guard let saved = SavedFilter(visit.form, kinds: kinds) else {
            throw Trouble(.unprocessableContent, .said(Phrases.Web.badViewName), kind: "view-name")
        }
        let path = saved.filter.path
        let query = path.split(separator: "?", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
        try await drafts.save(SavedView(person: caller.person, name: saved.name, query: query))
        return .redirect(path)
    }
}

extension MatterViewer {
    /// The keys by which the viewer sees; empty for who needs none.
    var keys: Set<String> {
        guard case .keys(let keys) = sight else { return [] }
        return Set(keys)
    }
}

extension MatterQuery.Filter {
    /// What the page is narrowed to; days are those of a zone.
    init(_ filter: MatterListFilter, zone: Zone) {
        self.init()
        states = Set(filter.states.compactMap(MatterState.init(word:)))
        kinds = Set(filter.kinds)
        switch filter.exercises {
        case .both: exercise = nil
        case .only: exercise = true
        case .without: exercise = false
        }
        openedFrom = filter.from?.start(in: zone)
        openedBefore = filter.to.map { Day(number: $0.number + 1).start(in: zone) }
        unopened = filter.unopened
        owed = filter.mine
        search = filter.search
    }
}

extension MatterListModel.Row {
    /// A line of the index in words.
    init(_ line: MatterLine, access: MatterAccess, keys: Set<String>, words: Words) {
        var who: [String] = []
        for key in access.owed.flatMap({ $0.keys.sorted() }) {
            let text = words.bearer(key: key)
            if !who.contains(text) { who.append(text) }
        }
        self.init(
            matter: line.id, title: line.title, kind: words.matter(line.kind), state: line.state.word,
            opened: line.openedAt, lastEntered: line.lastEntered, due: line.nextDue, who: who,
            mine: !access.owed(by: keys).isEmpty, exercise: line.exercise, unopened: line.firstOpened == nil)
    }
}
