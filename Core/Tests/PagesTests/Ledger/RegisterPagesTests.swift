import Books
import Engine
import Foundation
import Markup
import Notation
import Pages
import ReadModels
import Rules
import Testing

@Suite("Registers and their rows")
struct RegisterPagesTests {
    let context = SmallVillage.context("/registers/asset")
    let words = SmallVillage.words
    let form = DomainForm(words: SmallVillage.words, now: SmallVillage.now)
    let face = RegisterFace(SmallVillage.asset, words: SmallVillage.words, book: SmallVillage.book)

    private func list(_ pairs: [(String, String)]) -> RegisterListModel {
        RegisterListModel(
            SmallVillage.asset, words: words, book: SmallVillage.book,
            entered: Entered(pairs.map { (name: $0.0, value: $0.1) }), today: SmallVillage.now.day(in: .japan),
            mayEnter: true)
    }

    private let filled: [(String, String)] = [
        ("row", "new-1"), ("column-name", "町内地図"), ("column-class", "C1"), ("column-encryption", "no"),
        ("column-place", "kinko"),
    ]

    private func typed(_ pairs: [(String, String)], _ purpose: RowForm.Purpose = .add) -> RowForm {
        RowForm(
            context, entered: Entered(pairs.map { (name: $0.0, value: $0.1) }), face: face, purpose: purpose,
            row: purpose == .add ? "" : "usb-1", events: purpose == .add ? [] : SmallVillage.events, form: form)
    }

    @Test("the registers say how many rows they have and who keeps them")
    func registers() throws {
        let model = RegistersModel(words: words)
        #expect(model.lines.map(\.rows) == [1, 2])
        #expect(model.lines.map(\.keeper) == ["", "情報セキュリティ責任者"])
        try RecordedPage.expect(registersPage(context, model), "registers")
    }

    @Test("a search looks into every column as it is read, and closed rows wait to be asked for")
    func search() throws {
        #expect(list([]).rows.map(\.id) == ["usb-1", "zu-1"])
        #expect(list([("closed", "yes")]).rows.map(\.id) == ["old-1", "usb-1", "zu-1"])
        #expect(list([("q", "usb")]).rows.map(\.id) == ["usb-1"])
        #expect(list([("q", "機密性3 みちる")]).rows.map(\.id) == ["zu-1"])
        #expect(list([("q", "耐火金庫")]).found == 2)
        #expect(list([("q", "無い物")]).rows.isEmpty)
        try RecordedPage.expect(registerPage(context, list([("closed", "yes")])), "register")
    }

    @Test("a row shows every column, its history with what each entry changed, and the take-outs that concern it")
    func item() throws {
        let matters = [
            RowItemModel.Matter(
                matter: "2026-014", title: "USBメモリの持ち出し", kind: "持ち出し", state: "open", itemState: "持ち出し中",
                opened: SmallVillage.at("2026-05-30T09:10"))
        ]
        let model = try #require(
            RowItemModel(
                SmallVillage.asset, row: "usb-1", words: words, book: SmallVillage.book, events: SmallVillage.events,
                matters: matters, opens: [PageLink("/matters/new?kind=take-out&row=usb-1", "持ち出しを申請する")],
                mayEnter: true))
        #expect(model.history.map(\.what) == [.amended, .added])
        #expect(model.history[0].changes.map(\.column) == ["枚数", "管理者"])
        #expect(model.history[0].changes[0].before == "3部")
        #expect(model.history[0].changes[0].after.isEmpty)
        try RecordedPage.expect(rowPage(context, model), "row")
        #expect(
            RowItemModel(SmallVillage.asset, row: "none", words: words, book: SmallVillage.book, events: []) == nil)
    }

    @Test("a register whose rows are called by another column than a name does not say it twice")
    func named() throws {
        var register = SmallVillage.place
        register.columns[0].id = "title"
        var house = SmallVillage.house
        house.registers["place"] = ["kinko": .init(values: ["title": ["耐火金庫"], "lockable": ["yes"]])]
        let words = Words(language: .ja, house: house, program: SmallVillage.program, ledger: SmallVillage.ledger)
        let model = RegisterListModel(
            register, words: words, book: SmallVillage.book, entered: Entered([]),
            today: SmallVillage.now.day(in: .japan))
        #expect(model.headings == ["鍵がかかる"])
        #expect(model.rows.map(\.title) == ["耐火金庫"])
    }

    @Test(
        "a row is amended under its name, its texts are one line each while they are short, and choices ask to choose")
    func amending() throws {
        let form = RowForm(
            context, face: face, purpose: .amend, row: "usb-1", events: SmallVillage.events, form: form)
        let html = rowFormPage(context, form).string
        #expect(html.contains("<h1>「工事写真のUSBメモリ」の記載を直す</h1>"))
        #expect(html.contains("<textarea id=\"column-name\" name=\"column-name\" required rows=\"1\">"))
        let errors = typed([("row", "a")]).inputs.filter { !$0.error.isEmpty }
        #expect(errors.first { $0.name == "column-name" }?.error == "入力してください。")
        #expect(errors.first { $0.name == "column-class" }?.error == "選んでください。")
    }

    @Test("whoever sees no register is told so")
    func none() {
        var model = RegistersModel(words: words)
        model.lines = []
        #expect(registersPage(context, model).string.contains("あなたの役職で見られる台帳はありません。"))
    }

    @Test("each domain has its own input, and what the register refuses is said beforehand")
    func inputs() throws {
        let page = rowFormPage(context, RowForm(context, face: face, purpose: .add, form: form))
        try RecordedPage.expect(page, "row-new")
        #expect(page.string.contains("機密性3の資産には取扱者が要る"))
    }

    @Test("what the form gives is taken by the engine")
    func taken() throws {
        let command = try #require(typed(filled).command(person: "somuta", entered: SmallVillage.now))
        let event = try decide(
            command, in: Setting(program: SmallVillage.program, house: SmallVillage.house) { _ in "" })
        #expect(event.values["class"] == ["C1"])
        #expect(event.row == "new-1")
    }

    @Test("only the columns of the register are read")
    func allowlist() throws {
        let more = filled + [("column-owner", "x"), ("closes", "yes"), ("person", "fukumura"), ("column-", "y")]
        let command = try #require(typed(more).command(person: "somuta", entered: SmallVillage.now))
        #expect(Set(command.values.keys) == ["name", "class", "encryption", "place"])
        #expect(!command.closes)
        #expect(command.person == "somuta")
    }

    @Test("values outside their domain are errors at their inputs, and stay as typed")
    func errors() {
        let form = typed([
            ("row", ""), ("column-name", ""), ("column-class", "C9"), ("column-encryption", "maybe"),
            ("column-sheets", "-3"), ("column-handlers", "nobody"), ("column-place", "tana"),
            ("column-disposal", "令和8年2月30日"), ("happened", "昨日"),
        ])
        #expect(form.command(person: "somuta", entered: SmallVillage.now) == nil)
        let wrong = Set(form.inputs.filter { !$0.error.isEmpty }.map(\.name))
        #expect(
            wrong == [
                "row", "column-name", "column-class", "column-encryption", "column-sheets", "column-handlers",
                "column-place", "column-disposal", "happened",
            ])
        let html = rowFormPage(context, form).string
        #expect(html.contains("value=\"令和8年2月30日\""))
        #expect(html.contains("value=\"昨日\""))
    }

    @Test("an amendment enters only what was changed, and asks why")
    func amend() throws {
        let same: [(String, String)] = [
            ("version", "2"), ("column-name", "工事写真のUSBメモリ"), ("column-class", "C2"), ("column-encryption", "yes"),
            ("column-place", "kinko"), ("column-keeper", ""), ("column-section", "建設課"),
            ("column-checked", "2026-04-09 16:30"),
        ]
        #expect(typed(same, .amend).command(person: "somuta", entered: SmallVillage.now) == nil)
        let form = typed(same + [("reason", "管理者を外した"), ("happened", "2026-05-20 12:00")], .amend)
        let command = try #require(form.command(person: "somuta", entered: SmallVillage.now))
        #expect(command.values == ["keeper": []])
        #expect(command.happened == SmallVillage.at("2026-05-20T12:00"))
        #expect(!command.adds)
    }

    @Test(
        "a row may have a slash in its number, and none that its address could not have", arguments: ["new", ".", ".."])
    func numbers(reserved: String) throws {
        func form(_ row: String) -> RowForm { typed([("row", row)] + filled.dropFirst()) }
        let html = rowFormPage(context, form(reserved)).string
        #expect(html.contains("「\(reserved)」は番号に使えません。"))
        #expect(form(reserved).command(person: "somuta", entered: SmallVillage.now) == nil)
        #expect(form("2026/01").command(person: "somuta", entered: SmallVillage.now)?.row == "2026/01")
        let amending = RowForm(context, face: face, purpose: .amend, row: "2026/01", events: [], form: self.form)
        #expect(amending.path == "/registers/asset/rows/2026%2F01/amend")
    }

    @Test("a unit is shown and typed by its name, and a moment as people write it; what is recorded is neither")
    func unitsAndMoments() throws {
        let amending = RowForm(
            context, face: face, purpose: .amend, row: "usb-1", events: SmallVillage.events, form: form)
        func values(_ form: RowForm, _ name: String) -> [String]? { form.inputs.first { $0.name == name }?.values }
        #expect(values(amending, "column-section") == ["建設課"])
        #expect(values(amending, "column-checked") == ["2026-04-09 16:30"])
        let more: [(String, String)] = [("column-section", "総務課"), ("column-checked", "令和8年6月1日 9時半")]
        let command = try #require(typed(filled + more).command(person: "somuta", entered: SmallVillage.now))
        #expect(command.values["section"] == ["soumu"])
        #expect(command.values["checked"] == ["2026-06-01T09:30+09:00"])
        #expect(values(typed(more), "column-section") == ["総務課"])
        // What is no name of a unit is one itself.
        let other = typed(filled + [("column-section", "議会事務局")])
        #expect(other.command(person: "somuta", entered: SmallVillage.now)?.values["section"] == ["議会事務局"])
        #expect(list([("q", "建設課")]).rows.map(\.id) == ["usb-1"])
    }

    @Test("when somebody else was first, their change stays, and the form says which")
    func stale() {
        let before: [(String, String)] = [
            ("version", "1"), ("column-name", "写真のUSBメモリ"), ("column-class", "C2"), ("column-encryption", "yes"),
            ("column-place", "kinko"), ("column-sheets", "3"), ("reason", "名称を直す"),
        ]
        let form = typed(before, .amend)
        #expect(form.isStale)
        #expect(form.changed == ["枚数", "管理者"])
        #expect(form.command(person: "somuta", entered: SmallVillage.now) == nil)
        #expect(form.inputs.first { $0.name == "column-keeper" }?.values == ["hashida"])
        #expect(form.inputs.first { $0.name == "column-name" }?.values == ["写真のUSBメモリ"])
        let html = rowFormPage(context, form).string
        #expect(html.contains("name=\"version\" value=\"2\""))
        #expect(html.contains("（枚数，管理者）"))
    }

    @Test("a row is closed with a reason, and nothing of it is changed")
    func close() throws {
        let form = typed([("version", "2"), ("reason", "廃棄した"), ("column-name", "x")], .close)
        let command = try #require(form.command(person: "somuta", entered: SmallVillage.now))
        #expect(command.closes)
        #expect(command.values.isEmpty)
    }

    @Test("the rules say who may enter")
    func keepers() {
        func may(_ person: String, _ row: String?) -> Bool {
            mayEnter(SmallVillage.asset, row: row, words: words, person: person, at: SmallVillage.now)
        }
        #expect(may("somuta", nil))
        #expect(may("somuta", "usb-1"))
        #expect(!may("hashida", nil))
        #expect(!may("hashida", "usb-1"))
    }
}
