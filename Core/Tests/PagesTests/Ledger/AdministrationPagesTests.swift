import Books
import Engine
import Foundation
import Markup
import Notation
import Pages
import ReadModels
import Rules
import Testing

@Suite("Journal, administration and accounts")
struct AdministrationPagesTests {
    let context = SmallVillage.context("/administration")
    let form = DomainForm(words: SmallVillage.words, now: SmallVillage.now)
    let head = String(repeating: "0123456789abcdef", count: 4)

    private func entered(_ pairs: [(String, String)]) -> Entered {
        Entered(pairs.map { (name: $0.0, value: $0.1) })
    }

    private var settings: SettingsModel {
        SettingsModel(
            opens: 510, closes: 1035,
            closedDays: [Day(reading: "2026-12-29"), Day(reading: "2026-05-03")].compactMap { $0 },
            targets: [
                .init(
                    word: "immediate", title: "直ちに", clauses: [ClauseLine("M-4", words: SmallVillage.words)],
                    length: Duration(minutes: 30))
            ], unopenedMinutes: 15, vacancy: .init("fukumura", "副村 一郎"),
            posts: [.init("ciso", "最高情報セキュリティ責任者"), .init("csirt", "CSIRT")], openers: ["csirt"],
            editions: [
                .init(
                    title: "例示村情報セキュリティ実施手順", edition: "2026-1", digest: head, unconfirmed: 1, openMatters: 2,
                    isCurrent: true)
            ])
    }

    @Test("the journal shows its head for copying, its verification and its entries")
    func journal() throws {
        let line = JournalModel.Line(
            position: 42, entered: SmallVillage.now, happened: SmallVillage.at("2026-06-01T09:50"), kind: "案件を開いた",
            actor: "橋田 みちる", matter: "2026-014", head: head)
        let model = JournalModel(
            lines: [line], position: 42, head: head, verification: .sound(at: SmallVillage.now, entries: 42), before: 41
        )
        try RecordedPage.expect(journalPage(context, model), "journal")
        #expect(journalPage(context, model).string.contains("01234567 89abcdef 01234567"))
        let broken = JournalModel(
            lines: [], position: 42, head: head,
            verification: .broken(at: SmallVillage.now, position: 17, what: "内容の値が合いません。"))
        #expect(journalPage(context, broken).string.contains("記録番号17で"))
    }

    @Test("the journal's act is to verify, and it has no column of matters where there is none")
    func verify() {
        let line = JournalModel.Line(
            position: 1, entered: SmallVillage.now, happened: SmallVillage.now, kind: "採用", actor: "管理者", head: head)
        let html = journalPage(context, JournalModel(lines: [line], position: 1, head: head)).string
        #expect(html.contains("<button class=\"main\">今すぐ検証する</button>"))
        #expect(!html.contains(">案件</th>") && html.contains(">照合値</th>"))
    }

    @Test(
        "a session says which browser it is, and keeps what the browser calls itself",
        arguments: [
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
                "Chrome（Linux）"
            ),
            ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge（Windows）"),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
                "Safari（iPhone）"
            ),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/140.0 Safari/604.1", "Chrome（iPhone）"),
            ("Mozilla/5.0 (Linux; Android 16) Gecko/142.0 Firefox/142.0", "Firefox（Android）"),
            ("curl/8.5.0", "curl"), ("something else", "something else"), ("", "不明"),
        ])
    func browsers(agent: String, name: String) {
        let line = SessionsModel.Line(
            id: "s1", name: "橋田 みちる", began: SmallVillage.now, seen: SmallVillage.now, browser: agent, address: "")
        let html = sessionsPage(context, SessionsModel(lines: [line])).string
        #expect(html.contains("title=\"\(agent)\">\(name)</span>"))
    }

    @Test("office hours that are left empty ask for the time, and a sentence that names its field stands by itself")
    func emptyHours() {
        let form = SettingForm(context, .hours, model: settings, entered: entered([("closes", "17時")]), form: form)
        #expect(form.inputs[0].error == "始まりの時刻を入力してください。")
        #expect(form.inputs[1].error.hasPrefix("時刻として読めません。"))
        let html = settingPage(context, form).string
        #expect(html.contains(">始まりの時刻を入力してください。</a>") && html.contains(">変える理由を入力してください。</a>"))
        #expect(html.contains(">終わり：時刻として読めません。"))
    }

    @Test("a one-time link is shown once, with until when it counts")
    func accounts() throws {
        let model = AccountsModel(
            accounts: [
                .init(
                    person: "somuta", name: "総務田 花子", signInName: "somuta", made: SmallVillage.at("2026-04-01T09:00"),
                    lastUsed: SmallVillage.now, administers: true, sessions: 2),
                .init(
                    person: "hashida", name: "橋田 みちる", signInName: "hashida", made: SmallVillage.now,
                    disabled: SmallVillage.now, hasPassword: false),
            ], without: [.init("keikaku", "計画 三郎")],
            link: .init(
                name: "計画 三郎", address: "https://mura.example/link/abc", expires: SmallVillage.at("2026-06-02T10:00")))
        try RecordedPage.expect(accountsPage(context, model), "accounts")
        let made = AccountForm(
            context, entered: entered([("person", "keikaku"), ("name", "keikaku"), ("administers", "yes")]),
            people: model.without)
        #expect(made.isFine && made.administers && made.signInName == "keikaku")
        let other = AccountForm(context, entered: entered([("person", "somuta")]), people: model.without)
        #expect(!other.isFine && other.person.isEmpty)
        #expect(newAccountPage(context, other).string.contains("href=\"#person\""))
        #expect(other.inputs.first?.error == "選んでください。")
    }

    @Test("every session but one's own can be ended")
    func sessions() throws {
        let lines = [
            SessionsModel.Line(
                id: "s1", name: "総務田 花子", began: SmallVillage.at("2026-06-01T08:30"), seen: SmallVillage.now,
                browser: "Firefox（Windows）", address: "192.0.2.7", isThis: true),
            SessionsModel.Line(
                id: "s2", name: "橋田 みちる", began: SmallVillage.at("2026-05-31T08:30"),
                seen: SmallVillage.at("2026-05-31T18:30"), browser: "Safari（iPhone）", address: "192.0.2.8"),
        ]
        let page = sessionsPage(context, SessionsModel(lines: lines))
        try RecordedPage.expect(page, "sessions")
        #expect(!page.string.contains("value=\"s1\""))
        #expect(page.string.contains("value=\"s2\""))
    }

    @Test("the settings show what each means here and which editions were adopted")
    func shown() throws { try RecordedPage.expect(settingsPage(context, settings), "settings") }

    @Test("a setting is changed with a reason, and not without")
    func change() {
        func change(_ setting: SettingForm.Setting, _ pairs: [(String, String)]) -> HouseEntry? {
            SettingForm(context, setting, model: settings, entered: entered(pairs + [("reason", "例規審査会")]), form: form)
                .change?.entry
        }
        #expect(change(.hours, [("opens", "8：30"), ("closes", "17:15")]) == .hoursSet(opens: 510, closes: 1035))
        #expect(change(.hours, [("opens", "17:15"), ("closes", "8:30")]) == nil)
        #expect(change(.hours, [("opens", "8:75"), ("closes", "17:15")]) == nil)
        let days = ["2026-12-29", "2026-12-30"].compactMap(Day.init(reading:))
        #expect(change(.closedDays, [("days", "2026-12-30\n2026-12-29,2026-12-30")]) == .closedDaysSet(days))
        #expect(change(.closedDays, [("days", "2026-12-30\n元日")]) == nil)
        for (text, length) in [
            ("30分", Duration(minutes: 30)), ("１日12時間", Duration(days: 1, minutes: 720)),
            ("PT2H", Duration(minutes: 120)),
        ] { #expect(change(.target("immediate"), [("length", text)]) == .targetSet(word: "immediate", length)) }
        for text in ["", "すぐ", "0分", "30", "分"] { #expect(change(.target("immediate"), [("length", text)]) == nil) }
        #expect(change(.unopened, [("minutes", "20")]) == .unopenedMinutesSet(20))
        #expect(change(.unopened, [("minutes", "0")]) == nil)
        #expect(change(.vacancy, [("person", "somuta")]) == .vacancySet(person: "somuta"))
        #expect(change(.vacancy, [("person", "nobody")]) == nil)
        #expect(change(.openers, [("post", "csirt"), ("post", "ciso")]) == .openersSet(["csirt", "ciso"]))
        #expect(change(.openers, []) == .openersSet([]))
        #expect(change(.openers, [("post", "nobody")]) == nil)
        var beginning = settings
        beginning.vacancy = .init("admin", "管理者")
        let first = SettingForm(context, .vacancy, model: beginning, form: form)
        #expect(settingPage(context, first).string.contains("<option value=\"admin\" selected>"))
        let silent = SettingForm(context, .unopened, model: settings, entered: entered([("minutes", "20")]), form: form)
        #expect(silent.change == nil)
        #expect(settingPage(context, silent).string.contains("href=\"#reason\""))
        #expect(SettingForm.Setting(key: "target-immediate", words: ["immediate"]) == .target("immediate"))
        #expect(SettingForm.Setting(key: "target-other", words: ["immediate"]) == nil)
    }

    @Test("signing in keeps the name and never the password")
    func signIn() throws {
        let context = SmallVillage.context("/sign-in", signedIn: false)
        let page = signInPage(
            context,
            SignInModel(
                name: "somuta", problem: "利用者名かパスワードが違います。", next: "/duties",
                demos: [
                    .init(name: "somuta", password: "demo-somuta-2026", who: "総務田 花子", posts: ["情報セキュリティ責任者", "職員"])
                ]))
        try RecordedPage.expect(page, "sign-in")
        #expect(page.string.contains("value=\"somuta\""))
        #expect(!page.string.contains("data-draft"))
    }

    @Test("a session that ended says that nothing was sent and where the draft is")
    func ended() throws {
        let context = SmallVillage.context("/sign-in", signedIn: false)
        let page = sessionEndedPage(
            context, SignInModel(next: "/registers/asset/rows/usb-1/amend"),
            draft: PageLink("/registers/asset/rows/usb-1/amend", "台帳の記載"), kept: [.init(label: "理由", text: "名称を直す")])
        try RecordedPage.expect(page, "session-ended")
        #expect(page.string.contains("まだ何も送られていません。"))
        let hidden = page.string.components(separatedBy: "type=\"hidden\"").count - 1
        #expect(hidden == 2, "the token and where to go on; nothing of what was typed")
    }

    @Test("a new password is typed twice and is long enough")
    func passwords() throws {
        func typed(_ pairs: [(String, String)]) -> PasswordForm {
            PasswordForm(context, entered: entered(pairs), asksCurrent: true, shortest: 12)
        }
        let good = [("current", "now now now"), ("new", "correct horse battery"), ("again", "correct horse battery")]
        #expect(typed(good).password == "correct horse battery")
        #expect(typed([good[0], good[1], ("again", "other other other")]).password == nil)
        #expect(typed([good[1], good[2]]).password == nil)
        #expect(typed([good[0], ("new", "short"), ("again", "short")]).password == nil)
        let page = linkPage(
            SmallVillage.context("/link/abc", signedIn: false), token: "abc", name: "keikaku",
            PasswordForm(context, entered: entered([("new", "short")]), asksCurrent: false, shortest: 12))
        try RecordedPage.expect(page, "link")
        #expect(!page.string.contains("value=\"short\""))
        let account = accountPage(
            context, sessions: SessionsModel(lines: []), PasswordForm(context, asksCurrent: true, shortest: 12),
            done: true)
        try RecordedPage.expect(account, "account")
        let next = "/administration/accounts"
        let wrong = confirmPage(context, act: "アカウントの停止", next: next, problem: "パスワードが違います。")
        try RecordedPage.expect(wrong, "confirm")
        #expect(wrong.string.contains("「アカウントの停止」は"))
        // Typed wrongly, the password is asked for once more for the same act.
        #expect(wrong.string.contains("name=\"act\" value=\"アカウントの停止\""))
        let plain = confirmPage(context, act: "", next: next).string
        #expect(!plain.contains("「") && !plain.contains("name=\"act\"") && plain.contains("本人であることを確かめます"))
        #expect(linkGonePage(context).string.contains("管理者に新しいリンク"))
    }
}

@Suite("Sheets to print and the first page")
struct SheetPagesTests {
    let words = SmallVillage.words
    let contacts = [
        Contact(who: "総務課", telephone: "000-0000-0000", hours: "平日 8:30〜17:15", kind: "直通"),
        Contact(who: "情報課", telephone: "0001", hours: "執務時間内", kind: "内線"),
        Contact(who: "宿直", hours: "夜間・休日"),
    ]

    @Test("a post's sheet says the first steps, whom to ring and what is forbidden, dated, with its edition")
    func post() throws {
        let model = try #require(PostSheetModel("officer", words: words, contacts: contacts, at: SmallVillage.now))
        #expect(model.parts.map(\.title) == ["持ち出しの許可から返却まで"])
        #expect(model.parts[0].steps.map(\.what) == ["理由を確かめて許可する", "返却を一点ずつ確かめる"])
        #expect(model.forbidden.map(\.what) == ["許可のない持ち出し"])
        let page = postSheetPage(SmallVillage.context("/sheets/posts/officer"), model)
        try RecordedPage.expect(page, "sheet-post")
        #expect(page.string.contains("令和8年6月1日印刷"))
        #expect(page.string.contains("2026-1版"))
        #expect(page.string.contains("href=\"tel:00000000000\""))
        #expect(PostSheetModel("none", words: words, contacts: [], at: SmallVillage.now) == nil)
    }

    @Test("an extension is read and never tapped: no telephone from outside can dial it")
    func `extension`() throws {
        let stamp = SheetStamp(words: words, today: SmallVillage.now.day(in: .japan))
        let model = try #require(PostSheetModel("officer", words: words, contacts: contacts, at: SmallVillage.now))
        for page in [
            homePage(SmallVillage.context("/", signedIn: false), contacts: contacts),
            contactSheetPage(SmallVillage.context("/sheets/contacts"), contacts, stamp: stamp),
            postSheetPage(SmallVillage.context("/sheets/posts/officer"), model),
        ] {
            #expect(page.string.contains("内線0001（構内の電話から）"))
            #expect(!page.string.contains("tel:0001"))
            #expect(page.string.contains("href=\"tel:00000000000\""))
        }
    }

    @Test("two who answer at one number are one line")
    func merged() {
        let both = [
            Contact(who: "総務課", telephone: "0000-00-0000", hours: "執務時間内"),
            Contact(who: "秘書室", telephone: "0000-00-0000", hours: "執務時間内"),
        ]
        let page = homePage(SmallVillage.context("/", signedIn: false), contacts: both).string
        #expect(page.contains("総務課・秘書室"))
        #expect(page.components(separatedBy: "tel:0000000000").count - 1 == 1)
    }

    @Test("two sheets have every step of the post once, in order, and the first says where it goes on")
    func overleaf() throws {
        var book = SmallVillage.rulebook
        let act = book.playbooks[0].steps[1].act
        book.playbooks += ["long", "longer"].map { id in
            Playbook(
                id: Name(id), label: SmallVillage.ja("長い手順 \(id)"),
                steps: (1...6).map { number in
                    Step(
                        id: Name("\(id)-\(number)"), label: SmallVillage.ja("\(id)の\(number)"), act: act,
                        by: Choice(.post("officer", unit: nil)))
                })
        }
        let words = Words(language: .ja, house: SmallVillage.house, program: Program(book), ledger: SmallVillage.ledger)
        let model = try #require(PostSheetModel("officer", words: words, contacts: contacts, at: SmallVillage.now))
        #expect(model.parts.map(\.steps.count) == [2, 6, 2])
        #expect(model.following.map(\.steps.count) == [4])
        let context = SmallVillage.context("/sheets/posts/officer")
        let first = postSheetPage(context, model).string
        let page = first + postSheetPage(context, model, isFollowing: true).string
        for id in ["long", "longer"] {
            for number in 1...6 {
                #expect(page.components(separatedBy: "<strong>\(id)の\(number)</strong>").count - 1 == 1)
            }
        }
        #expect(page.contains("「長い手順 longer」は別紙に続きます。") && page.contains("<h3>長い手順 longer（続き）</h3>"))
        #expect(page.contains("<ol class=\"first\" start=\"3\">") && first.contains("href=\"?part=following\""))
        #expect(page.components(separatedBy: "<article class=\"sheet\">").count - 1 == 2)
    }

    @Test("the blank report has a box for each answer and room where one writes")
    func report() throws {
        let model = ReportSheetModel(
            facts: SmallVillage.rulebook.facts, words: words, contacts: contacts, at: SmallVillage.now)
        let page = reportSheetPage(SmallVillage.context("/sheets/report"), model)
        try RecordedPage.expect(page, "sheet-report")
        #expect(page.string.contains("□\u{A0}はい　□\u{A0}いいえ　□\u{A0}分からない"))
    }

    @Test("the contacts are a table, and the list of sheets leads to each")
    func contactList() throws {
        let context = SmallVillage.context("/sheets")
        let stamp = SheetStamp(words: words, today: SmallVillage.now.day(in: .japan))
        try RecordedPage.expect(contactSheetPage(context, contacts, stamp: stamp), "sheet-contacts")
        #expect(
            sheetsPage(context, posts: [.init("officer", "情報セキュリティ責任者")]).string
                .contains("href=\"/sheets/posts/officer\""))
    }

    @Test("the first page leads to the report, the telephone, the receipt and the sign-in")
    func home() throws {
        let page = homePage(SmallVillage.context("/", signedIn: false), contacts: contacts, isOffice: true)
        try RecordedPage.expect(page, "home")
        for path in ["/report", "/receipt", "/sign-in", "tel:119", "tel:110"] {
            #expect(page.string.contains("href=\"\(path)\""))
        }
    }

    @Test("without a number that answers the first page says so, and how to report all the same")
    func noNumbers() {
        let page = homePage(SmallVillage.context("/", signedIn: false), contacts: []).string
        #expect(page.contains("今つながる電話番号は登録されていません。「通報する」から知らせてください。"))
    }
}
