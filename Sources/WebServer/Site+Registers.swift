import Engine
import HTTPTypes
import Notation
import Pages
import ReadModels
import Rules
import Services

extension Site {
    static let registerHandlers: [Route: Dispatcher.Handler] = [
        .registers: { site, visit, caller in
            var model = RegistersModel(words: try site.wordsInForce(caller))
            model.lines = model.lines.filter {
                site.may(caller, .see, on: .register(Name($0.register)), at: visit.now).isAllowed
            }
            return .page(registersPage(site.context(visit, caller), model))
        },
        .register: { try $0.registerAnswer($1, $2) }, .row: { try await $0.rowAnswer($1, $2) },
        .newRow: { try await $0.rowFormAnswer($1, $2, .add) }, .addRow: { try await $0.enterRow($1, $2, .add) },
        .amendRowForm: { try await $0.rowFormAnswer($1, $2, .amend) },
        .amendRow: { try await $0.enterRow($1, $2, .amend) },
        .closeRowForm: { try await $0.rowFormAnswer($1, $2, .close) },
        .closeRow: { try await $0.enterRow($1, $2, .close) },
    ]

    private func register(_ visit: Visit, _ words: Words) throws -> Register {
        let id = visit["register"]
        guard let found = words.program.rulebook.registers.first(where: { $0.id.text == id }) else {
            throw Trouble(.notFound)
        }
        return found
    }

    private func registerAnswer(_ visit: Visit, _ caller: Caller) throws -> Reply {
        let words = try wordsInForce(caller)
        let register = try register(visit, words)
        let model = RegisterListModel(
            register, words: words, book: try book(words.program), entered: visit.query,
            today: visit.now.day(in: caller.record.house.zone),
            mayEnter: mayEnter(register, words: words, person: caller.person, at: visit.now))
        return .page(registerPage(context(visit, caller), model))
    }

    // MARK: One row

    private func rowAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let words = try wordsInForce(caller)
        let register = try register(visit, words)
        let row = visit["row"]
        guard caller.record.house.registers[register.id]?[row] != nil else { throw Trouble(.notFound) }
        let model = RowItemModel(
            register, row: row, words: words, book: try book(words.program),
            events: try await office.entries(of: register.id, row: row),
            matters: try await matters(with: row, of: register, words, visit, caller),
            opens: opens(row, of: register, words, visit, caller),
            mayEnter: mayEnter(register, row: row, words: words, person: caller.person, at: visit.now))
        guard let model else { throw Trouble(.notFound) }
        return .page(rowPage(context(visit, caller), model))
    }

    /// The matters with the row on their list, as far as the caller may see them: the search finds the row's id.
    private func matters(
        with row: String, of register: Register, _ words: Words, _ visit: Visit, _ caller: Caller
    ) async throws -> [RowItemModel.Matter] {
        var query = MatterQuery(viewer: try viewer(caller, at: visit.now), size: 100)
        query.filter.search = row
        var found: [RowItemModel.Matter] = []
        for line in try await index.query(query).lines {
            guard try await seen(line.id, caller, at: visit.now) != nil,
                let matter = try await office.matterNow(line.id)
            else { continue }
            let kinds = try office.program(of: matter).rulebook.items.filter { $0.register == register.id }
            for item in matter.items where item.row == row {
                guard let kind = kinds.first(where: { $0.id == item.kind }) else { continue }
                let state = kind.states.first { $0.id == item.state }.map { words.pick($0.label) } ?? ""
                found.append(
                    .init(
                        matter: line.id, title: line.title, kind: words.matter(line.kind), state: line.state.word,
                        itemState: state.isEmpty ? item.state : state, opened: line.openedAt))
            }
        }
        return found
    }

    /// The kinds of matter that the caller may open for a row.
    private func opens(
        _ row: String, of register: Register, _ words: Words, _ visit: Visit, _ caller: Caller
    ) -> [PageLink] {
        let rulebook = words.program.rulebook
        let items = Set(rulebook.items.filter { $0.register == register.id }.map(\.id))
        let kinds = Set(rulebook.matters.filter { !items.isDisjoint(with: $0.items) }.map(\.id.text))
        guard !kinds.isEmpty, caller.record.house.registers[register.id]?[row]?.closed == false else { return [] }
        return OpenableKind.all(words: words, person: caller.person, at: visit.now)
            .filter { kinds.contains($0.kind) && $0.who.isEmpty }.map { kind in
                PageLink(
                    "/matters/new?kind=\(FormText.encode(kind.kind))&row=\(FormText.encode(row))",
                    Phrases.Web.open(kind.title).ja)
            }
    }

    // MARK: Entering

    private func rowForm(
        _ visit: Visit, _ caller: Caller, _ purpose: RowForm.Purpose, entered: Entered?
    ) async throws -> RowForm {
        let words = try wordsInForce(caller)
        let register = try register(visit, words)
        let face = RegisterFace(register, words: words, book: try book(words.program))
        let inputs = DomainForm(words: words, now: visit.now)
        let row = visit["row"]
        if purpose != .add, caller.record.house.registers[register.id]?[row] == nil { throw Trouble(.notFound) }
        let events = purpose == .add ? [] : try await office.entries(of: register.id, row: row)
        let context = context(visit, caller)
        guard let entered else {
            return RowForm(context, face: face, purpose: purpose, row: row, events: events, form: inputs)
        }
        return RowForm(
            context, entered: entered, face: face, purpose: purpose, row: row, events: events, form: inputs)
    }

    private func rowFormAnswer(_ visit: Visit, _ caller: Caller, _ purpose: RowForm.Purpose) async throws -> Reply {
        var context = context(visit, caller)
        if purpose != .add, let draft = visit.draft {
            // What was typed over another version is held against it, so that it fills over nothing newer.
            let form = try await rowForm(visit, caller, purpose, entered: draft.entered)
            context.draft = form.isStale ? nil : draft
            if form.isStale { return .page(rowFormPage(context, form)) }
        }
        return .page(rowFormPage(context, try await rowForm(visit, caller, purpose, entered: nil)))
    }

    private func enterRow(_ visit: Visit, _ caller: Caller, _ purpose: RowForm.Purpose) async throws -> Reply {
        let context = context(visit, caller)
        let asked = try await rowForm(visit, caller, purpose, entered: visit.form)
        guard let command = asked.command(person: caller.person, entered: visit.now) else {
            return .page(rowFormPage(context, asked), status: asked.isStale ? .conflict : .unprocessableContent)
        }
        do {
            try await office.enterRows([command])
        } catch let refused as Refused {
            let act = context.say(Phrases.Web.entry(asked.face.title))
            let notice = RefusalNotice(refused.refusal, act: act, words: try wordsInForce(caller), at: visit.now)
            return .page(rowFormPage(context, asked, refusal: notice), status: .unprocessableContent)
        }
        let path = Route.row.path(
            ["register": command.register.text, "row": command.row], encode: FormText.encode)
        return await done(visit, to: path, for: caller)
    }
}
