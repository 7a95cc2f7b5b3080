import Books
import Engine
import Foundation
import Markup
import Notation
import Pages
import ReadModels
import Rules
import Testing

@Suite("The list of matters")
struct MatterListTests {
    let context = SmallVillage.context("/matters")
    let kinds = [Input.Option("take-out", "持ち出し"), Input.Option("audit", "内部監査")]

    private func filter(_ pairs: [(String, String)]) -> MatterListFilter {
        MatterListFilter(Entered(pairs.map { (name: $0.0, value: $0.1) }), kinds: kinds.map(\.value)) {
            Day(reading: $0)
        }
    }

    private var rows: [MatterListModel.Row] {
        [
            .init(
                matter: "2026-014", title: "USBメモリの持ち出し", kind: "持ち出し", opened: SmallVillage.at("2026-05-30T09:10"),
                lastEntered: SmallVillage.at("2026-06-01T08:00"), due: SmallVillage.at("2026-05-31T17:15"),
                who: ["情報セキュリティ責任者"], mine: true),
            .init(
                matter: "2026-015", title: "訓練：書庫の点検", kind: "内部監査", opened: SmallVillage.at("2026-06-01T09:00"),
                lastEntered: SmallVillage.at("2026-06-01T09:00"), exercise: true, unopened: true),
            .init(
                matter: "2026-002", title: "図面の持ち出し", kind: "持ち出し", state: "closed",
                opened: SmallVillage.at("2026-04-01T09:00"), lastEntered: SmallVillage.at("2026-04-03T09:00")),
        ]
    }

    @Test("it shows filters, counts, rows, marks and saved views")
    func whole() throws {
        let saved = filter([("q", "USB"), ("kind", "take-out")])
        let model = MatterListModel(
            filter: filter([("state", "open"), ("state", "closed")]), kinds: kinds, rows: rows,
            counts: ["open": 2, "closed": 1], next: "c1", saved: [SavedFilter(name: "持ち出し USB", filter: saved)],
            mayOpen: true)
        let page = matterListPage(context, model)
        try RecordedPage.expect(page, "matters")
        #expect(page.string.contains("全3件（対応中2件，終了1件）"))
        #expect(page.string.contains("href=\"/matters?state=open&amp;state=closed&amp;after=c1\""))
        #expect(page.string.contains("due overdue"))
    }

    @Test("the search is one line, what narrows is folded, and the main act of the page is to open a matter")
    func beginning() {
        let html = matterListPage(context, MatterListModel(filter: filter([("mine", "yes")]), mayOpen: true)).string
        #expect(html.contains("<div class=\"search\">"))
        #expect(html.contains("class=\"button main\">案件を起こす・申請する"))
        #expect(!html.contains("<button class=\"main\">"))
        #expect(html.contains("<summary>絞り込む：私の対応があるものだけ</summary>"))
        #expect(!html.contains("<details open"))
    }

    @Test("a list that is empty without a filter says what will be there")
    func empty() {
        let said = "通報を受けるとここに載ります。"
        #expect(matterListPage(context, MatterListModel()).string.contains(said))
        let narrowed = MatterListModel(filter: filter([("state", "open")]))
        #expect(!matterListPage(context, narrowed).string.contains(said))
    }

    @Test("a filter and its address say the same")
    func address() {
        let given = filter([
            ("q", " 図面　持 "), ("state", "open"), ("kind", "take-out"), ("kind", "no-such"), ("exercise", "without"),
            ("mine", "yes"), ("from", "2026-04-01"), ("after", "x"), ("role", "admin"),
        ])
        #expect(given.search == "図面　持")
        #expect(given.kinds == ["take-out"])
        #expect(filter(given.pairs.map { ($0.name, $0.value) }) == given)
        #expect(given.path.hasPrefix("/matters?q=%E5%9B%B3"))
        #expect(MatterListFilter().path == "/matters")
    }

    @Test("a day that cannot be read stays as typed, with its error")
    func badDay() {
        let model = MatterListModel(filter: filter([("from", "きのう")]), kinds: kinds)
        let html = matterListPage(context, model).string
        #expect(html.contains("value=\"きのう\""))
        #expect(html.contains("href=\"#from\""))
    }

    @Test("a view is saved under a name with the filter that is shown")
    func saving() {
        let entered = Entered([(name: "name", value: "私の持ち出し"), (name: "mine", value: "yes")])
        let view = SavedFilter(entered, kinds: kinds.map(\.value))
        #expect(view?.name == "私の持ち出し")
        #expect(view?.filter.path == "/matters?mine=yes")
        #expect(SavedFilter(Entered([(name: "name", value: " ")]), kinds: []) == nil)
    }

    @Test("the rules say which kinds a person may open, and who opens the others")
    func openable() throws {
        let kinds = OpenableKind.all(words: SmallVillage.words, person: "hashida", at: SmallVillage.now)
        #expect(kinds.map(\.kind) == ["take-out", "audit"])
        #expect(kinds[0].who.isEmpty)
        #expect(kinds[1].who == "監査人")
        #expect(kinds[0].begins == ["持ち出しの許可から返却まで"])
        #expect(kinds[1].begins.isEmpty)
        try RecordedPage.expect(openableKindsPage(context, kinds), "matters-new")
    }
}

@Suite("Opening a matter")
struct OpenMatterTests {
    let context = SmallVillage.context("/matters/new")
    let form = DomainForm(words: SmallVillage.words, now: SmallVillage.now)

    private func empty(rows: [String] = []) throws -> OpenMatterForm {
        let kind = try #require(SmallVillage.rulebook.matters.first)
        let asked = SmallVillage.rulebook.facts.map {
            OpenMatterForm.Asked(
                fact: $0, label: SmallVillage.words.fact($0.id),
                clauses: $0.clauses.map { ClauseLine($0, words: SmallVillage.words) })
        }
        return OpenMatterForm(
            context, kind: kind, words: SmallVillage.words, asked: asked,
            things: [.init(kind: "thing", label: "持ち出す物", rows: form.rows["asset"] ?? [])], rows: rows, form: form)
    }

    @Test("an application to take something out asks the facts and offers the rows of the ledger")
    func page() throws {
        try RecordedPage.expect(openMatterPage(context, try empty(rows: ["usb-1"])), "matter-open")
    }

    @Test("what it gives opens the matter in the engine, with its items")
    func opens() throws {
        var filled = try empty()
        filled.read(
            context,
            Entered([
                (name: "text", value: "現場で写真を見せる"), (name: "items-thing", value: "usb-1"),
                (name: "items-thing", value: "zu-1"), (name: "fact-purpose", value: "現場説明"),
                (name: "fact-planned-return", value: "2026-06-05"), (name: "fact-encrypted", value: "not-known"),
                (name: "fact-copies", value: "１，２００"), (name: "verb", value: "grant"), (name: "exercise", value: "yes"),
            ]), form: form)
        let orders = try #require(filled.orders(person: "hashida", entered: SmallVillage.now))
        #expect(orders.open.verb == "open")
        #expect(orders.open.exercise)
        let setting = Setting(program: SmallVillage.program, house: SmallVillage.house) { _ in "" }
        var matter = Matter(id: "2026-016")
        for command in [orders.open] + orders.items {
            matter.apply(try decide(command, on: matter, in: setting).event)
        }
        #expect(matter.kind == "take-out")
        #expect(matter.items.map(\.row) == ["usb-1", "zu-1"])
        #expect(orders.open.answers.contains(.init(fact: "encrypted", value: .notKnown)))
        #expect(orders.open.answers.contains(.init(fact: "planned-return", value: .values(["2026-06-05"]))))
        #expect(orders.open.answers.contains(.init(fact: "copies", value: .values(["1200"]))))
    }

    @Test("a row that is not offered and a number that is none are errors, and everything typed stays")
    func errors() throws {
        var filled = try empty()
        filled.read(
            context,
            Entered([
                (name: "text", value: "見せる"), (name: "items-thing", value: "old-1"), (name: "fact-copies", value: "三部"),
            ]), form: form)
        #expect(filled.orders(person: "hashida", entered: SmallVillage.now) == nil)
        let html = openMatterPage(context, filled).string
        #expect(html.contains("value=\"三部\""))
        #expect(html.contains("href=\"#items-thing-1\""))
        #expect(html.contains("見せる</textarea>"))
    }

    /// A kind that reports open and anybody may, with a question about danger that the opener is not asked.
    private func incident() throws -> (words: Words, kind: MatterKind) {
        var book = SmallVillage.rulebook
        book.facts.append(Fact(id: "danger", label: SmallVillage.ja("生命に危険があるか"), domain: .yesNo, fromAnyone: true))
        book.matters.append(MatterKind(id: "incident", label: SmallVillage.ja("インシデント")))
        book.reporting = [Reporting(id: "report", matter: "incident", danger: "danger")]
        let words = Words(
            language: .ja, house: SmallVillage.house, program: Program(book), ledger: SmallVillage.ledger)
        return (words, try #require(book.matters.last))
    }

    @Test("what reports ask of danger is asked first whoever opens the matter, and what can wait is folded")
    func danger() throws {
        let (words, kind) = try incident()
        let asked = SmallVillage.rulebook.facts.map { OpenMatterForm.Asked(fact: $0, label: words.fact($0.id)) }
        var filled = OpenMatterForm(context, kind: kind, words: words, asked: asked, form: form)
        #expect(filled.inputs.first?.name == "fact-danger")
        #expect(filled.folded == ["fact-purpose", "fact-planned-return", "fact-encrypted", "fact-copies"])
        let html = openMatterPage(context, filled).string
        #expect(html.contains("何が起きたか。分かる範囲で構いません。"))
        #expect(html.contains("<details><summary>ほかに分かっていること（任意，4件）</summary>"))
        filled.read(
            context,
            Entered([
                (name: "text", value: "予告を見た"), (name: "fact-danger", value: "yes"), (name: "fact-copies", value: "多数"),
            ]), form: form)
        #expect(openMatterPage(context, filled).string.contains("<details open>"))
        filled.read(
            context, Entered([(name: "text", value: "予告を見た"), (name: "fact-danger", value: "yes")]), form: form)
        let orders = try #require(filled.orders(person: "hashida", entered: SmallVillage.now))
        #expect(orders.open.answers == [.init(fact: "danger", value: .values(["yes"]))])
    }

    @Test("a kind without a question about danger folds nothing, and an application asks what and why")
    func application() throws {
        #expect(try empty().folded.isEmpty)
        #expect(openMatterPage(context, try empty()).string.contains("何を，なぜ。"))
    }
}
