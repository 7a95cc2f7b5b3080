import Engine
import Foundation
import Markup
import Notation
import Pages
import ReadModels
import Rules
import Testing

@Suite("What is kept of a form")
struct KeptTextTests {
    @Test("is called in words, and neither passwords nor what nobody typed are among it")
    func labels() throws {
        func label(_ name: String) -> String? { KeptText(input: name, text: "x")?.label }
        #expect(label("what") == "何が起きましたか")
        #expect(label("reason") == "理由")
        #expect(label("fact.leak") == "確認事項の答え")
        #expect(label("field.what") == "文書の欄")
        #expect(label("column-name") == "台帳の欄")
        #expect(label("past-what-2") == "もう済んだこと")
        #expect(label("elsewhere") == "そのほかの入力")
        for name in ["token", "seen", "step", "version", "new-password", "phrase", "once"] {
            #expect(label(name) == nil, "\(name)")
        }
    }
}

@Suite("Refusals and errors as pages")
struct RefusalTests {
    let context = SmallVillage.context("/registers/asset")

    private func refused(_ command: RowCommand) throws -> Refusal {
        let setting = Setting(program: SmallVillage.program, house: SmallVillage.house) { _ in "" }
        return try #require(throws: Refusal.self) { _ = try decide(command, in: setting) }
    }

    private func command(by person: String, handlers: [String] = []) -> RowCommand {
        RowCommand(
            register: "asset", row: "new-1",
            values: ["name": ["名簿"], "class": ["C3"], "encryption": ["no"], "place": ["kinko"], "handlers": handlers],
            person: person, happened: SmallVillage.now, entered: SmallVillage.now, adds: true)
    }

    @Test("a refusal says clause, reason, who may, what next and the request's id")
    func whole() throws {
        let notice = RefusalNotice(
            try refused(command(by: "hashida")), act: "台帳に記載する", words: SmallVillage.words, at: SmallVillage.now)
        #expect(notice.kind == .notThePost)
        #expect(notice.who == ["情報セキュリティ責任者（総務田 花子）"])
        let page = refusalPage(
            context, notice, back: PageLink("/registers/asset", "台帳へ戻る"),
            kept: [KeptText(label: "情報資産名", text: "名簿 <b>"), KeptText(label: "空", text: "")])
        try RecordedPage.expect(page, "refusal")
        for text in ["情報資産を台帳に載せる。", "別の役職", "総務田 花子", "r-20260601-0001", "名簿 &lt;b&gt;"] {
            #expect(page.string.contains(text), "\(text)")
        }
    }

    @Test("of many clauses the first are read, and the rest is folded, so that who may and what next is found")
    func manyClauses() {
        func page(_ count: Int) -> String {
            let clause = ClauseLine("1-2", words: SmallVillage.words)
            let notice = RefusalNotice(
                kind: .mayNotClose, reason: "残っていることがあります。", clauses: Array(repeating: clause, count: count))
            return refusalPage(context, notice, back: PageLink("/matters", "一覧へ戻る")).string
        }
        #expect(!page(6).contains("<details>"))
        #expect(page(9).contains("<summary>ほかの条項（3件）</summary>"))
    }

    @Test("what a register refuses is said with its own clause")
    func register() throws {
        let notice = RefusalNotice(try refused(command(by: "somuta")), words: SmallVillage.words, at: SmallVillage.now)
        #expect(notice.clauses.map(\.cite) == ["1-2"])
        #expect(notice.reason.contains("機密性3の資産には取扱者が要る"))
    }

    @Test(
        "every kind of refusal says what to do next",
        arguments: [
            Refusal.Kind.forbidden, .notGranted, .applicant, .samePerson, .notThePost, .closedStep, .incomplete,
            .unanswered, .undecided, .unknownValue, .register, .excluded, .closed, .mayNotClose, .ambiguous, .malformed,
        ])
    func next(_ kind: Refusal.Kind) {
        let page = refusalPage(context, RefusalNotice(kind: kind, reason: "理由"), back: PageLink("/", "戻る"))
        let parts = page.string.components(separatedBy: "<h3>次にすること</h3><p>")
        #expect(parts.count == 2 && !parts[1].hasPrefix("</p>"))
    }

    @Test(
        "an error page says what, cause, who and next, and nothing of the inside",
        arguments: [
            400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503, 418,
        ])
    func errors(status: Int) {
        let notice = ErrorNotice(context, status: status, wait: 90)
        for words in [notice.what, notice.cause, notice.who, notice.next] { #expect(!words.isEmpty) }
        let html = errorPage(context, notice).string
        #expect(html.contains("r-20260601-0001"))
        #expect(html.contains("<h1>\(notice.what)</h1>"))
        #expect(html.contains("href=\"/\" class=\"button main\""))
        for inside in ["Error", "nil", "SQL", "swift", "Optional"] { #expect(!html.contains(inside)) }
    }

    @Test("somebody who must wait is told how long, and keeps what was typed")
    func wait() throws {
        let notice = ErrorNotice(
            context, status: 429, wait: 90, links: [PageLink("/report", "通報に戻る")],
            kept: [KeptText(label: "何が起きましたか", text: "画面が\n真っ暗")])
        let page = errorPage(context, notice)
        try RecordedPage.expect(page, "error-429")
        #expect(page.string.contains("約90秒待ってから"))
        #expect(page.string.contains("画面が<br>真っ暗"))
        #expect(!page.string.contains("type=\"hidden\" name=\"what\""))
    }

    @Test("an id becomes one harmless part of a path")
    func paths() {
        #expect(pathPart("K-3-4-i") == "K-3-4-i")
        #expect(pathPart("../a?b#c") == "..%2Fa%3Fb%23c")
        #expect(pathPart("..") == "%2E%2E")
        #expect(pathPart("台") == "%E5%8F%B0")
    }
}
