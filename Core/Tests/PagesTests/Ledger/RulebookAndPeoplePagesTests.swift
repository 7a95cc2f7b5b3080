import Books
import Engine
import Foundation
import Markup
import Notation
import Pages
import ReadModels
import Rules
import Testing

@Suite("The rulebook as a book")
struct RulebookPagesTests {
    let context = SmallVillage.context("/rulebook")
    let words = SmallVillage.words
    let confirmation = ReadingLine.Confirmation(choice: "some", by: "副村 一郎", at: SmallVillage.at("2026-04-01T10:00"))

    private func page(_ shown: RulebookModel.Shown) throws -> HTML {
        rulebookPage(
            context,
            try #require(
                RulebookModel(
                    book: SmallVillage.book, shown: shown, ledger: SmallVillage.ledger, words: words, unconfirmed: 1)))
    }

    @Test("it has contents, and every entry of every section has an address that leads to it")
    func contents() throws {
        try RecordedPage.expect(try page(.contents), "rulebook")
        let all = try page(.all).string
        for (index, section) in SmallVillage.book.sections.enumerated() {
            let html = try page(.section(index + 1)).string
            for entry in section.entries {
                #expect(html.contains("id=\"\(entry.kind.rawValue)-\(pathPart(entry.id))\""))
                #expect(all.contains(HTML(text: entry.sentence).string))
            }
        }
        #expect(
            RulebookModel(book: SmallVillage.book, shown: .section(99), ledger: SmallVillage.ledger, words: words)
                == nil)
    }

    @Test("the contents begin with the procedures: danger to life, then what every report begins with, then the rest")
    func order() throws {
        var book = SmallVillage.rulebook
        book.facts.append(Fact(id: "danger", domain: .yesNo, fromAnyone: true))
        book.terms.append(Term(id: "grave", condition: .all([.fact("danger", .oneOf(["yes"])), .exercise])))
        book.matters.append(MatterKind(id: "incident"))
        book.reporting = [Reporting(id: "report", matter: "incident", danger: "danger")]
        let step = book.playbooks[0].steps[0]
        book.playbooks += [
            Playbook(id: "intake", label: SmallVillage.ja("受付"), matters: ["incident"], steps: [step]),
            Playbook(
                id: "life", label: SmallVillage.ja("生命"), matters: ["incident"], begins: .term("grave"), steps: [step]),
        ]
        let words = Words(language: .ja, house: SmallVillage.house, program: Program(book), ledger: SmallVillage.ledger)
        let made = Book(rulebook: book, ledger: SmallVillage.ledger, language: .ja)
        let model = try #require(RulebookModel(book: made, ledger: SmallVillage.ledger, words: words))
        #expect(model.order.procedures.map { made.sections[$0].playbook } == ["life", "intake", "take-out"])
        let all = (model.order.procedures + model.order.rest).sorted()
        #expect(all == Array(made.sections.indices))
    }

    @Test("clauses are called by their printed numbers, and the id of the ledger is folded")
    func numbers() throws {
        let index = try #require(SmallVillage.book.sections.firstIndex { $0.playbook == "take-out" })
        let html = try page(.section(index + 1)).string
        #expect(html.contains(">2-1</a>") && !html.contains(">M-3</a>"))
    }

    @Test("a playbook is read step by step")
    func section() throws {
        let index = try #require(SmallVillage.book.sections.firstIndex { $0.playbook == "take-out" })
        try RecordedPage.expect(try page(.section(index + 1)), "rulebook-section")
    }

    @Test("a clause says its tier, where it acts, its scenarios and its readings")
    func clause() throws {
        let model = try #require(
            ClauseModel(
                "M-3", ledger: SmallVillage.ledger, book: SmallVillage.book, words: words,
                scenarios: ["持ち出しの許可から返却まで"], confirmations: ["light": confirmation]))
        #expect(!model.carriers.isEmpty)
        #expect(model.carriers.allSatisfy { $0.path.hasPrefix("/rulebook/sections/") })
        try RecordedPage.expect(clausePage(context, model), "clause")
        let bare = try #require(
            ClauseModel("M-5", ledger: SmallVillage.ledger, book: SmallVillage.book, words: words, scenarios: []))
        #expect(clausePage(context, bare).string.contains("まだありません"))
        #expect(
            ClauseModel("none", ledger: SmallVillage.ledger, book: SmallVillage.book, words: words, scenarios: [])
                == nil)
    }

    @Test("a reading says its alternatives, the default, what was adopted and who confirmed it")
    func readings() throws {
        let reading = try #require(SmallVillage.rulebook.readings.first)
        let open = ReadingLine(reading, words: words, confirmation: nil)
        let done = ReadingLine(reading, words: words, confirmation: confirmation)
        #expect(open.isOpen && !done.isOpen)
        #expect(open.alternatives.map(\.isAdopted) == [true, false])
        #expect(done.alternatives.map(\.isAdopted) == [false, true])
        try RecordedPage.expect(readingsPage(context, [open]), "readings")
        #expect(readingsPage(context, [done]).string.contains("副村 一郎"))
    }

    @Test("what nobody has confirmed comes first, and it is said who confirms it and how")
    func unconfirmedFirst() throws {
        let reading = try #require(SmallVillage.rulebook.readings.first)
        var open = ReadingLine(reading, words: words, confirmation: nil)
        open.id = "open"
        let done = ReadingLine(reading, words: words, confirmation: confirmation)
        let html = readingsPage(context, [done, open]).string
        let first = try #require(html.firstRange(of: "reading-open"))
        let second = try #require(html.firstRange(of: "reading-light"))
        #expect(first.lowerBound < second.lowerBound)
        #expect(html.contains("shodo rulebook adopt") && html.contains("--reading open=all"))
        #expect(!html.contains("--reading light="))
        #expect(!readingsPage(context, [done]).string.contains("shodo rulebook adopt"))
    }
}

@Suite("People and posts")
struct PeoplePagesTests {
    let context = SmallVillage.context("/people")
    let words = SmallVillage.words
    let form = DomainForm(words: SmallVillage.words, now: SmallVillage.now)

    private func typed(_ purpose: HouseForm.Purpose, _ pairs: [(String, String)]) -> HouseForm {
        HouseForm(
            context, purpose, entered: Entered(pairs.map { (name: $0.0, value: $0.1) }),
            ids: Set(words.house.people.keys), form: form)
    }

    @Test("they show who holds what since when, who is away, and which posts nobody can act for")
    func whole() throws {
        var house = SmallVillage.house
        house.absences = [
            .init(person: "somuta", from: SmallVillage.at("2026-05-30T00:00"), to: SmallVillage.at("2026-06-03T00:00"))
        ]
        let words = Words(language: .ja, house: house, program: SmallVillage.program, ledger: SmallVillage.ledger)
        let model = PeopleModel(words: words, at: SmallVillage.now, mayChange: true)
        let officer = try #require(model.posts.first)
        #expect(officer.holders.map(\.isAway) == [true])
        #expect(officer.standsInNow == ["計画 三郎"])
        #expect(model.posts.filter(\.isVacant).map(\.post) == ["auditor"])
        #expect(model.posts.filter(\.isUncovered).map(\.post) == ["auditor"])
        // The desk is held by the officer, whose stand-in stands in there too.
        #expect(model.posts.first { $0.post == "desk" }?.standsInNow == ["計画 三郎"])
        #expect(model.people.first { $0.person == "somuta" }?.posts == ["情報セキュリティ責任者", "職員（総務課）"])
        try RecordedPage.expect(peoplePage(context, model), "people")
    }

    @Test("a person's page lists what would have to be handed over")
    func handover() throws {
        let model = try #require(
            PersonModel(
                "somuta", words: words, at: SmallVillage.now,
                owed: [
                    .init(
                        matter: "2026-014", title: "USBメモリの持ち出し", post: "情報セキュリティ責任者", duty: "返却を一点ずつ確かめる",
                        due: SmallVillage.at("2026-06-02T17:15"), onlyThisPerson: true)
                ], mayChange: true))
        try RecordedPage.expect(personPage(context, model), "person")
        #expect(PersonModel("none", words: words, at: SmallVillage.now) == nil)
    }

    @Test("what was held before the record began has no day of 1970")
    func longSince() throws {
        var house = SmallVillage.house
        house.holdings.append(.init(post: "chief", person: "hashida", from: Instant(milliseconds: 0)))
        let words = Words(language: .ja, house: house, program: SmallVillage.program, ledger: SmallVillage.ledger)
        let person = try #require(PersonModel("hashida", words: words, at: SmallVillage.now))
        let pages = [personPage(context, person), peoplePage(context, PeopleModel(words: words, at: SmallVillage.now))]
        for page in pages { #expect(page.string.contains("以前から") && !page.string.contains("1970")) }
    }

    @Test("a holding that begins with a day shows the day, and one in between shows the minute")
    func days() throws {
        var house = SmallVillage.house
        house.holdings.append(.init(post: "chief", person: "hashida", from: SmallVillage.at("2026-05-01T13:30")))
        let words = Words(language: .ja, house: house, program: SmallVillage.program, ledger: SmallVillage.ledger)
        let html = personPage(context, try #require(PersonModel("hashida", words: words, at: SmallVillage.now))).string
        #expect(html.contains(">2026-04-01</time>") && html.contains(">2026-05-01 13:30</time>"))
        #expect(!html.contains(" 00:00<"))
    }

    @Test("where one chooses, an empty answer asks to choose")
    func choose() {
        let form = typed(.standIn(post: "officer", title: ""), [])
        #expect(form.inputs.first?.error == "選んでください。")
    }

    @Test("the page of a post lies within people and posts")
    func menu() throws {
        let model = try #require(PostModel("staff", words: words, at: SmallVillage.now))
        let html = postPage(SmallVillage.context("/posts/staff"), model).string
        #expect(html.contains("<a href=\"/people\" aria-current=\"page\">"))
    }

    @Test("a post shows its holders from and to, and who stands in")
    func post() throws {
        let model = try #require(PostModel("staff", words: words, at: SmallVillage.now, mayChange: true))
        #expect(model.holdings.map(\.person) == ["hashida", "keikaku", "somuta"])
        #expect(model.actors == ["総務田 花子", "橋田 みちる"])
        try RecordedPage.expect(postPage(context, model), "post")
        let officer = try #require(PostModel("officer", words: words, at: SmallVillage.now))
        #expect(officer.standInNames == ["計画 三郎"])
    }

    @Test("what the forms give can be recorded as it is")
    func entries() {
        #expect(
            typed(.person(id: nil, name: "", unit: ""), [("id", "sato-2"), ("name", "佐藤󠄀 葵"), ("unit", "住民課")]).entry
                == .personEntered(id: "sato-2", name: "佐藤󠄀 葵", unit: "住民課"))
        #expect(
            typed(.assign(post: "chief", title: "統括責任者"), [("person", "hashida"), ("from", "令和8年7月1日 午前0時")]).entry
                == .holdingBegun(post: "chief", unit: "", person: "hashida", from: SmallVillage.at("2026-07-01T00:00")))
        let perUnit = HouseForm.Purpose.assign(post: "officer", title: "責任者", isPerUnit: true)
        #expect(typed(perUnit, [("person", "hashida"), ("from", "")]).entry == nil)
        #expect(typed(perUnit, [("person", "hashida"), ("unit", "建設課"), ("from", "")]).entry != nil)
        #expect(
            typed(.end(post: "chief", title: "", unit: "", person: "fukumura", name: ""), []).entry
                == .holdingEnded(post: "chief", unit: "", person: "fukumura", at: SmallVillage.now))
        #expect(
            typed(.absence(person: "somuta", name: ""), [("from", "2026-06-10"), ("to", "2026-06-12")]).entry
                == .absenceEntered(
                    person: "somuta", from: SmallVillage.at("2026-06-10"), to: SmallVillage.at("2026-06-13")))
        #expect(
            typed(.standIn(post: "officer", title: ""), [("person", "keikaku")]).entry
                == .standInNamed(.init(post: "officer", unit: "", person: "keikaku")))
    }

    @Test(
        "what is wrong is said at its input and nothing is given",
        arguments: [
            [("id", "somuta"), ("name", "別人")], [("id", "さとう"), ("name", "佐藤")], [("id", "sato")],
        ])
    func wrongPerson(pairs: [(String, String)]) {
        let form = typed(.person(id: nil, name: "", unit: ""), pairs)
        #expect(form.entry == nil)
        #expect(form.inputs.contains { !$0.error.isEmpty })
    }

    @Test("an absence that ends before it begins is an error, and what was typed stays")
    func absence() {
        let form = typed(.absence(person: "somuta", name: "総務田 花子"), [("from", "2026-06-12"), ("to", "2026-06-10")])
        #expect(form.entry == nil)
        let html = houseFormPage(context, form).string
        #expect(html.contains("value=\"2026-06-10\""))
        #expect(html.contains("終わりは始まりより後にしてください。"))
    }
}
