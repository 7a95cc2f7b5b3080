import Accounts
import Books
import Engine
import HTTPTypes
import Journaling
import Notation
import Pages
import ReadModels
import Rules
import Services

extension Site {
    static let peopleHandlers: [Route: Dispatcher.Handler] = [
        .people: { site, visit, caller in
            let model = PeopleModel(
                words: try site.wordsInForce(caller), at: visit.now, mayChange: site.mayManage(caller, at: visit.now))
            return .page(peoplePage(site.context(visit, caller), model))
        },
        .person: { try await $0.personAnswer($1, $2) },
        .newPerson: { try $0.houseFormAnswer($1, $2, $0.newPerson) },
        .addPerson: { try await $0.enterHouse($1, $2, $0.newPerson) },
        .amendPersonForm: { try $0.houseFormAnswer($1, $2, $0.amending($1, $2)) },
        .amendPerson: { try await $0.enterHouse($1, $2, $0.amending($1, $2)) },
        .absenceForm: { try $0.houseFormAnswer($1, $2, $0.absence($1, $2)) },
        .enterAbsence: { try await $0.enterHouse($1, $2, $0.absence($1, $2)) },
    ]

    static let postHandlers: [Route: Dispatcher.Handler] = [
        .postHolders: { try $0.postAnswer($1, $2) },
        .assignForm: { site, visit, caller in
            try site.houseFormAnswer(visit, caller, try site.assigning(visit, caller))
        },
        .assign: { site, visit, caller in
            try await site.enterHouse(visit, caller, try site.assigning(visit, caller))
        },
        .endHoldingForm: { try $0.houseFormAnswer($1, $2, $0.ending($1, $2)) },
        .endHolding: { try await $0.enterHouse($1, $2, $0.ending($1, $2)) },
        .standInForm: { site, visit, caller in
            let (post, title) = try site.post(visit, caller)
            return try site.houseFormAnswer(visit, caller, .standIn(post: post, title: title))
        },
        .nameStandIn: { site, visit, caller in
            let (post, title) = try site.post(visit, caller)
            return try await site.enterHouse(visit, caller, .standIn(post: post, title: title))
        },
        .endStandIn: { try await $0.endStandInAnswer($1, $2) },
    ]

    private func mayManage(_ caller: Caller, at: Instant) -> Bool {
        may(caller, .manage, on: .people, at: at).isAllowed
    }

    // MARK: People

    private func personAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let words = try wordsInForce(caller)
        let person = visit["person"]
        guard caller.record.house.people[person] != nil else { throw Trouble(.notFound) }
        let model = PersonModel(
            person, words: words, at: visit.now, owed: try await owed(by: person, visit, caller),
            mayChange: mayManage(caller, at: visit.now),
            mayEnterAbsence: may(caller, .act, on: .account(person), at: visit.now).isAllowed)
        guard let model else { throw Trouble(.notFound) }
        return .page(personPage(context(visit, caller), model))
    }

    /// What a person owes on the matters that the caller may see.
    private func owed(by person: String, _ visit: Visit, _ caller: Caller) async throws -> [PersonModel.Owed] {
        guard let program = caller.program else { return [] }
        let keys = Viewer(person: person).keys(at: visit.now, program: program, house: caller.record.house)
        let viewer = MatterViewer(person: person, sight: .keys(keys.sorted()))
        var owed: [PersonModel.Owed] = []
        await freshen()
        // All of it, however much: whoever takes over must know.
        for line in try await index.owed(to: viewer, from: 0, limit: .max) {
            guard try await seen(line.id, caller, at: visit.now) != nil else { continue }
            let look = try await look(at: line.id, visit, caller)
            for duty in look.survey.situation.duties where duty.falls(to: person) {
                let view = DutyView(duty, of: look.matter, words: look.words, reader: person)
                let seats = duty.bearers.filter { $0.includes(person) }.map { look.words.seat($0.seat) }
                owed.append(
                    .init(
                        matter: line.id, title: look.words.matter(look.matter.kind.text),
                        post: seats.joined(separator: "・"), duty: view.what, due: duty.due,
                        onlyThisPerson: duty.bearers.allSatisfy { !$0.seat.anyone && $0.persons == [person] }))
            }
        }
        return owed
    }

    private var newPerson: HouseForm.Purpose { .person(id: nil, name: "", unit: "") }

    private func known(_ visit: Visit, _ caller: Caller) throws -> House.Person {
        guard let person = caller.record.house.people[visit["person"]] else { throw Trouble(.notFound) }
        return person
    }

    private func amending(_ visit: Visit, _ caller: Caller) throws -> HouseForm.Purpose {
        let person = try known(visit, caller)
        return .person(id: person.id, name: person.name, unit: person.unit)
    }

    private func absence(_ visit: Visit, _ caller: Caller) throws -> HouseForm.Purpose {
        let person = try known(visit, caller)
        return .absence(person: person.id, name: person.name.isEmpty ? person.id : person.name)
    }

    // MARK: Posts

    private func post(_ visit: Visit, _ caller: Caller) throws -> (id: String, title: String) {
        let words = try wordsInForce(caller)
        let id = visit["post"]
        guard words.program.rulebook.posts.contains(where: { $0.id.text == id }) else { throw Trouble(.notFound) }
        return (id, words.post(id))
    }

    private func postAnswer(_ visit: Visit, _ caller: Caller) throws -> Reply {
        let words = try wordsInForce(caller)
        let id = visit["post"]
        let sentence = try book(words.program).entry(.post, id)?.text ?? ""
        let model = PostModel(
            id, words: words, sentence: sentence, at: visit.now, mayChange: mayManage(caller, at: visit.now))
        guard let model else { throw Trouble(.notFound) }
        return .page(postPage(context(visit, caller), model))
    }

    /// The holding that the address names, which must be there.
    private func ending(_ visit: Visit, _ caller: Caller) throws -> HouseForm.Purpose {
        let (id, title) = try post(visit, caller)
        let (person, unit) = (visit.query["person"], visit.query["unit"])
        let isHeld = caller.record.house.holdings.contains {
            $0.post.text == id && $0.person == person && $0.unit == unit && $0.to == nil
        }
        guard isHeld else { throw Trouble(.notFound) }
        return .end(
            post: id, title: title, unit: unit, person: person, name: try wordsInForce(caller).person(person))
    }

    private func endStandInAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let (id, _) = try post(visit, caller)
        let entry = HouseEntry.StandIn(post: id, unit: visit.form["unit"], person: visit.form["person"])
        try await office.enter([HouseEvent(.standInEnded(entry))], by: caller.person)
        return .redirect("/posts/\(FormText.encode(id))")
    }

    // MARK: Forms

    private func assigning(_ visit: Visit, _ caller: Caller) throws -> HouseForm.Purpose {
        let (post, title) = try post(visit, caller)
        let rules = try wordsInForce(caller).program.rulebook.posts.first { $0.id.text == post }
        return .assign(post: post, title: title, isPerUnit: rules?.perUnit != nil)
    }

    private func houseFormAnswer(_ visit: Visit, _ caller: Caller, _ purpose: HouseForm.Purpose) throws -> Reply {
        let context = context(visit, caller)
        let inputs = DomainForm(words: try wordsInForce(caller), now: visit.now)
        return .page(houseFormPage(context, HouseForm(context, purpose, form: inputs)))
    }

    private func enterHouse(
        _ visit: Visit, _ caller: Caller, _ purpose: HouseForm.Purpose
    ) async throws -> Reply {
        let context = context(visit, caller)
        let form = HouseForm(
            context, purpose, entered: visit.form, ids: Set(caller.record.house.people.keys),
            form: DomainForm(words: try wordsInForce(caller), now: visit.now))
        guard let entry = form.entry else {
            return .page(houseFormPage(context, form), status: .unprocessableContent)
        }
        if entry.isGrave, let confirm = toConfirm(Phrases.Web.changePosts, next: visit.target, visit, caller) {
            try await keepDraft(visit, of: .person(caller.person))
            return confirm
        }
        try await office.enter([HouseEvent(entry)], by: caller.person)
        let path =
            switch entry {
            case .personEntered(let id, _, _): "/people/\(FormText.encode(id))"
            case .absenceEntered(let person, _, _): "/people/\(FormText.encode(person))"
            default: "/posts/\(FormText.encode(visit["post"]))"
            }
        return await done(visit, to: path, for: caller)
    }
}
