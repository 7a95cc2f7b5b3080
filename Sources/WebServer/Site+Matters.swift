import Accounts
import Engine
import HTTPTypes
import Journaling
import Markup
import Notation
import Pages
import ReadModels
import Rules
import Services

extension Site {
    static let matterHandlers: [Route: Dispatcher.Handler] = [
        .matter: { try await $0.matterAnswer($1, $2) }, .matterEntries: { try await $0.entriesAnswer($1, $2) },
        .matterChanges: { try await $0.changesAnswer($1, $2) }, .matterPaper: { try await $0.paperAnswer($1, $2) },
        .act: { try await $0.actAnswer($1, $2) }, .doAct: { try await $0.doActAnswer($1, $2) },
    ]

    private func matterAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let id = visit["matter"]
        let look = try await look(at: id, visit, caller)
        // Whoever reported it sees it; that is not yet somebody who does something about it.
        if try isHeeded(by: caller, look.matter, at: visit.now) {
            try await openings.note(matter: id, by: caller.person, at: visit.now)
            doors.opened(id)
        }
        let opened = try await openings.of(matter: id)
        let context = context(visit, caller)
        let stamp = Views.PieceStamp(
            entries: look.matter.entries, house: caller.record.changes, surveyed: look.survey.situation.at,
            openings: opened.count, linked: try await around(look.matter, caller, at: visit.now),
            mark: context.formToken)
        let piece = try await views.piece(of: id, for: caller.person, stamp: stamp) {
            let page = try await shelf.page(of: look.matter, in: self, words: look.words)
            let around = MatterSurroundings(
                timeline: page.pieces, older: page.older, takesFiles: true, linked: stamp.linked,
                seen: opened.map { .init(person: look.words.person($0.person), at: $0.first) })
            return MatterPiece(
                context, MatterView(try await sight(look, caller)), around, words: look.words)
        }
        return .page(
            matterPage(context, piece, live: "/matters/\(id)/changes?since=\(look.matter.entries)"))
    }

    private func entriesAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let sight = try await sight(visit["matter"], visit, caller)
        let page = try await shelf.page(
            of: sight.matter, before: Int(visit.query["before"]), in: self, words: sight.words)
        return .page(
            entriesPage(
                context(visit, caller), matter: sight.matter.id, kind: sight.words.matter(sight.matter.kind.text),
                entries: page.pieces, older: page.older))
    }

    /// Whether something was entered since a page was made; asked every few seconds, so it folds and shows nothing.
    private func changesAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        guard let matter = try await office.matterNow(visit["matter"]) else { throw Trouble(.notFound) }
        let news = max(0, matter.entries - (Int(visit.query["since"]) ?? 0))
        return Reply(
            .json([
                "news": .int(news), "text": .string(Phrases.Web.news(news).ja),
                "href": .string("/matters/\(matter.id)"),
            ]))
    }

    private func paperAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let sight = try await sight(visit["matter"], visit, caller)
        let id = Name<Paper>(visit["paper"])
        guard
            let sheet = PaperSheet(
                id, number: Int(visit.query["version"]), of: sight.matter, words: sight.words)
        else { throw Trouble(.notFound) }
        return .page(
            paperPage(
                context(visit, caller), sheet, matter: sight.matter.id,
                kind: sight.words.matter(sight.matter.kind.text),
                versions: sight.matter.versions(of: id).map(\.number)))
    }

    // MARK: Acts

    private func actAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let sight = try await sight(visit["matter"], visit, caller)
        guard let key = ActKey(visit["key"]) else { throw Trouble(.notFound) }
        guard let form = ActForm(key, on: sight, entered: visit.draft?.entered ?? visit.query) else {
            throw Trouble(.notFound)
        }
        return .page(actPage(context(visit, caller), form))
    }

    private func doActAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let sight = try await sight(visit["matter"], visit, caller)
        guard let key = ActKey(visit["key"]),
            let form = ActForm(key, on: sight, entered: visit.form)
        else { throw Trouble(.notFound) }
        let context = context(visit, caller)
        if visit.form["step"] == "edit" { return .page(actPage(context, form)) }
        if form.isStale, let seen = form.seen {
            let news = try await shelf.news(of: sight.matter, after: seen, in: self, words: sight.words)
            return .page(actPage(context, form, stage: .overtaken(news)), status: .conflict)
        }
        switch form.read() {
        case .wrong(let groups):
            return .page(actPage(context, form, stage: .wrong(groups)), status: .unprocessableContent)
        case .commands(var commands):
            for index in commands.indices {
                commands[index].person = caller.person
                commands[index].entered = visit.now
                // What one may not see is not there, whatever one does with its number.
                let other = commands[index].other
                if !other.isEmpty, try await seen(other, caller, at: visit.now) == nil {
                    throw OfficeError.unknownMatter(other)
                }
            }
            let isDone = visit.form["step"] == "do"
            let title = Label(ja: form.title, en: form.title)
            if isDone, key.isGrave, let confirm = toConfirm(title, next: visit.target, visit, caller) {
                try await keepDraft(visit, of: .person(caller.person))
                return confirm
            }
            return try await isDone
                ? perform(commands, form, sight, visit, caller) : check(commands, form, sight, visit, caller)
        }
    }

    private func check(
        _ commands: [Command], _ form: ActForm, _ sight: MatterSight, _ visit: Visit, _ caller: Caller
    ) async throws -> Reply {
        let program = try office.program(of: sight.matter)
        let setting = Setting(program: program, house: caller.record.house, digest: office.paperDigest)
        let tried = ActCheck.trying(
            commands, on: sight.matter, in: setting, before: sight.survey.situation, words: sight.words)
        switch tried {
        case .causes(let consequences):
            return .page(actPage(context(visit, caller), form, stage: .check(consequences)))
        case .refused(let refusal, let index):
            return refusedAct(refusal, of: commands[index], form, sight, visit, caller)
        }
    }

    private func perform(
        _ commands: [Command], _ form: ActForm, _ sight: MatterSight, _ visit: Visit, _ caller: Caller
    ) async throws -> Reply {
        let id = sight.matter.id
        do {
            // What is done with evidence is done in the store of files too.
            switch form.key {
            case .verb("seal-evidence"):
                try await office.sealEvidence(by: commands[0], on: id, in: evidence, expecting: form.seen)
            case .verb("open-evidence"):
                let accepted = try await office.openEvidence(
                    by: commands[0], on: id, in: evidence, expecting: form.seen)
                await forgetDraft(visit, caller)
                return download(commands[0], of: id, opened: accepted)
            default: try await office.performAll(commands, on: id, expecting: form.seen)
            }
        } catch let refused as Refused {
            return refusedAct(refused.refusal, of: commands[refused.index], form, sight, visit, caller)
        } catch let error as OfficeError where error.code == .stale {
            let now = try await self.sight(id, visit, caller)
            let news = try await shelf.news(of: now.matter, after: form.seen ?? 0, in: self, words: now.words)
            return .page(actPage(context(visit, caller), form, stage: .overtaken(news)), status: .conflict)
        }
        return await done(visit, to: "/matters/\(id)", for: caller)
    }

    private func refusedAct(
        _ refusal: Refusal, of command: Command, _ form: ActForm, _ sight: MatterSight, _ visit: Visit,
        _ caller: Caller
    ) -> Reply {
        let notice = RefusalNotice(refusal, act: form.title(of: command), words: sight.words, at: sight.at)
        let asked = ActForm(form.key, on: sight, entered: visit.form, after: refusal) ?? form
        return .page(
            actPage(context(visit, caller), asked, stage: .refused(notice)), status: .unprocessableContent)
    }
}
