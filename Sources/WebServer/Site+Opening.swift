import Accounts
import Books
import Engine
import HTTPTypes
import Notation
import Pages
import ReadModels
import Rules
import Services

extension Site {
    static let openingHandlers: [Route: Dispatcher.Handler] = [
        .newMatter: { try await $0.newMatterAnswer($1, $2) }, .openMatter: { try await $0.openMatterAnswer($1, $2) },
    ]

    private func newMatterAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let context = context(visit, caller)
        let id = visit.query["kind"]
        guard !id.isEmpty else {
            let kinds = OpenableKind.all(words: try wordsInForce(caller), person: caller.person, at: visit.now)
            return .page(openableKindsPage(context, kinds))
        }
        let (form, _) = try openForm(id, visit, caller, context, rows: visit.query.all("row"))
        return .page(openMatterPage(context, form, once: Chance.system.token()))
    }

    private func openMatterAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let context = context(visit, caller)
        var (form, inputs) = try openForm(visit.form["kind"], visit, caller, context)
        form.read(context, visit.form, form: inputs)
        guard let orders = form.orders(person: caller.person, entered: visit.now) else {
            return .page(
                openMatterPage(context, form, once: Chance.system.token()), status: .unprocessableContent)
        }
        // A second click, or a page sent again after going back, leads to what the first has opened.
        let once = visit.form["once"]
        if let matter = await sent.begin(once) {
            return await done(visit, to: "/matters/\(FormText.encode(matter))", for: caller)
        }
        var opened: String?
        defer { sent.end(once, matter: opened) }
        do {
            let accepted = try await office.open(orders.open, then: orders.items)
            opened = accepted.matter
            return await done(visit, to: "/matters/\(FormText.encode(accepted.matter))", for: caller)
        } catch let refused as Refused {
            let notice = RefusalNotice(
                refused.refusal, act: form.title, words: try wordsInForce(caller), at: visit.now)
            return .page(
                openMatterPage(context, form, once: Chance.system.token(), refusal: notice),
                status: .unprocessableContent)
        }
    }

    private func openForm(
        _ id: String, _ visit: Visit, _ caller: Caller, _ context: PageContext, rows: [String] = []
    ) throws -> (form: OpenMatterForm, inputs: DomainForm) {
        let words = try wordsInForce(caller)
        let rulebook = words.program.rulebook
        guard let kind = rulebook.matters.first(where: { $0.id.text == id }) else { throw Trouble(.notFound) }
        // The form shows what can be chosen: it is for whoever may open such a matter.
        let openable = OpenableKind.all(words: words, person: caller.person, at: visit.now)
        guard openable.contains(where: { $0.kind == id && $0.who.isEmpty }) else { throw Trouble(.forbidden) }
        let inputs = DomainForm(words: words, now: visit.now)
        let things = kind.items.compactMap { id -> OpenMatterForm.Things? in
            guard let item = rulebook.items.first(where: { $0.id == id }), let register = item.register,
                may(caller, .see, on: .register(register), at: visit.now).isAllowed
            else { return nil }
            let label = words.pick(item.label)
            return .init(kind: id, label: label.isEmpty ? id.text : label, rows: inputs.rows[register] ?? [])
        }
        let form = OpenMatterForm(
            context, kind: kind, words: words, asked: asked(kind, words, caller, at: visit.now), things: things,
            rows: rows, form: inputs)
        return (form, inputs)
    }

    /// What a new matter of a kind would ask its opener at once: tried, and nothing is recorded.
    private func asked(
        _ kind: MatterKind, _ words: Words, _ caller: Caller, at: Instant
    ) -> [OpenMatterForm.Asked] {
        let program = words.program
        let house = caller.record.house
        var command = Command(verb: "open", person: caller.person, happened: at, entered: at)
        command.matterKind = kind.id
        let setting = Setting(program: program, house: house, digest: office.paperDigest)
        var matter = Matter(id: "trial")
        guard let outcome = try? decide(command, on: matter, in: setting) else { return [] }
        matter.apply(outcome.event)
        return situation(matter, in: program, house: house, at: at).questions.compactMap { question in
            guard question.item == nil, question.bearers.contains(where: { $0.includes(caller.person) }),
                let fact = program.rulebook.facts.first(where: { $0.id == question.fact })
            else { return nil }
            return .init(fact: fact, label: words.fact(fact.id), clauses: words.lines(fact.clauses))
        }
    }
}
