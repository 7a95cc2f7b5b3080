import Engine
import Notation
import Pages
import Rules
import Testing

@Suite struct `Reading a report` {
    typealias Small = SmallReporting

    @Test func `five answers are enough, and open a matter`() throws {
        let report = try Small.report(Small.entered())
        let (matter, events) = try Small.matter([report.open])
        #expect(matter.kind == "incident" && matter.isOpen)
        // The matter begins when the notice arrives; when it was noticed stands in the text.
        #expect(events[0].happened == Small.morning)
        #expect(events[0].actor.person == "reporter")
        #expect(events[0].actor.onBehalf == "例示 花子")
        #expect(report.isDanger == false && report.later.isEmpty)
        #expect(
            events[0].text == """
                【何が起きたか】画面がおかしい
                【人の命や体の危険】ない
                【どこで】図書館
                【いつ気付いたか】令和8年6月3日（2026-06-03）09:50（「2026-06-03T09:50」と記入）
                【通報した人】例示 花子
                """)
    }

    @Test func `unknown is an answer everywhere`() throws {
        let report = try Small.report(
            Small.entered(["danger": "unknown", "where": "わからない", "when": "わからない", "who": "匿名", "kind": "unknown"]))
        #expect(report.isDanger == nil)
        #expect(report.open.happened == Small.morning)
        #expect(report.open.answers == [.init(fact: "danger", value: .notKnown)])
        _ = try Small.matter([report.open])
    }

    @Test(arguments: ["令和8年6月3日 午前9時50分", "R8.6.3 9:50", "６月３日 ９時５０分頃", "2026/6/3 9:50"])
    func `dates are understood as people write them`(when: String) throws {
        let text = try Small.report(Small.entered(["when": when])).open.text
        #expect(text.contains("【いつ気付いたか】令和8年6月3日（2026-06-03）09:50"))
    }

    @Test(arguments: ["今", "たった今", "now"])
    func `now is the moment of the report`(when: String) throws {
        let text = try Small.report(Small.entered(["when": when])).open.text
        #expect(text.contains("【いつ気付いたか】令和8年6月3日（2026-06-03）10:00（「\(when)」と記入）"))
    }

    @Test func `words that are no date are kept as words`() throws {
        let report = try Small.report(Small.entered(["when": "今朝"]))
        #expect(report.open.happened == Small.morning)
        #expect(report.open.text.contains("【いつ気付いたか】今朝\n"))
    }

    @Test func `danger, outsiders and plain kinds become answers`() throws {
        let report = try Small.report(Small.entered(["danger": "yes", "outside": "yes", "kind": "strange"]))
        #expect(report.isDanger == true)
        #expect(
            report.open.answers == [
                .init(fact: "danger", value: .values(["yes"])), .init(fact: "kind", value: .values(["system"])),
                .init(fact: "outsider", value: .values(["yes"])),
            ])
    }

    @Test(arguments: ["no", "unknown"])
    func `a kind that means danger is not taken back by another answer`(danger: String) throws {
        let report = try Small.report(Small.entered(["danger": danger, "kind": "threat"]))
        #expect(report.open.answers.first == .init(fact: "danger", value: .values(["yes"])))
        #expect(report.isDanger == true)
    }

    @Test func `nothing at all is five errors, each with what to do`() throws {
        let errors = try Small.errors(Entered())
        #expect(errors.keys.sorted() == ["danger", "what", "when", "where", "who"])
        #expect(errors["where"] == "どこかを書いてください。分からないときは「分からない」と書きます。")
    }

    @Test(arguments: [
        ("what", String(repeating: "あ", count: 4001), "長すぎます。4000文字までのところ，今は4001文字です。あと1文字減らすか，ファイルにして添えてください。"),
        ("where", String(repeating: "x", count: 205), "長すぎます。200文字までのところ，今は205文字です。あと5文字減らすか，ファイルにして添えてください。"),
        ("what", "鐘\u{7}が鳴る", "使えない制御文字（U+0007）が入っています。取り除いてください。"),
        ("who", "\u{9B}31m", "使えない制御文字（U+009B）が入っています。取り除いてください。"),
        ("what", "\u{200B}\u{200D}", "何が起きたかを書いてください。一言でも構いません。"),
        ("when", "2026-06-04T10:00", "未来の日時です（令和8年6月4日（2026-06-04）10:00と読みました）。気付いた日時を書いてください。"),
        ("when", "1969-12-31T10:00", "古すぎる日時です（昭和44年12月31日（1969-12-31）10:00と読みました）。1970年からの日時を書いてください。"),
        ("when", "2月30日", "2月30日という日はありません。"), ("danger", "maybe", "一覧の中から選び直してください。"),
        ("kind", "no-such", "一覧の中から選び直してください。"), ("outside", "both", "一覧の中から選び直してください。"),
    ])
    func `bad input is said exactly`(name: String, value: String, message: String) throws {
        #expect(try Small.errors(Small.entered([name: value])) == [name: message])
    }

    @Test func `a letter with a thousand marks is too long`() throws {
        let errors = try Small.errors(Small.entered(["who": "e" + String(repeating: "\u{301}", count: 4000)]))
        #expect(errors["who"]?.hasPrefix("長すぎます。") == true)
    }

    @Test func `nobody can write a line that looks like one of ours`() throws {
        let report = try Small.report(Small.entered(["what": "一行目\n【通報した人】校長", "where": "一\n【通報した人】校長"]))
        let lines = report.open.text.split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("【通報した人】") } == ["【通報した人】例示 花子"])
    }

    @Test func `rare kanji and variants survive`() throws {
        let report = try Small.report(Small.entered(["who": "葛󠄀城 𠮷野"]))
        #expect(try Small.matter([report.open]).events[0].text.hasSuffix("【通報した人】葛󠄀城 𠮷野"))
        #expect(report.open.onBehalf.unicodeScalars.elementsEqual("葛󠄀城 𠮷野".unicodeScalars))
    }

    @Test func `a reader reports as themselves, and nobody without the right enters an exercise`() throws {
        let context = Small.context(reader: Small.clerk)
        let report = try Small.report(Small.entered(["drill": "yes", "for-caller": "yes"]), context)
        #expect(report.open.person == "yoko" && report.open.onBehalf.isEmpty)
        #expect(!report.open.exercise)
        #expect(!report.open.text.contains("受け付けた人"))
        #expect(try Small.report(Small.entered(["drill": "yes"]), context, desk: true).open.exercise)
    }
}

@Suite struct `A report taken by telephone` {
    typealias Small = SmallReporting
    let context = Small.context(reader: Small.clerk)

    @Test func `says who took it and whether it was read back`() throws {
        let taken = try Small.report(Small.entered(["for-caller": "yes", "read-back": "yes"]), context, desk: true)
        #expect(taken.open.onBehalf == "例示 花子")
        #expect(taken.open.text.hasSuffix("【受け付けた人】例示 洋子\n【復唱による確認】した"))
        let open = try Small.report(Small.entered(["for-caller": "yes"]), context, desk: true)
        #expect(open.open.text.hasSuffix("【復唱による確認】まだ"))
    }

    private let past = [
        "past-what-1": "当直に電話した", "past-when-1": "2026-06-03T09:51", "past-who-1": "例示 花子",
        "past-what-3": "サーバを止めた", "past-when-3": "2026-06-03T09:55", "past-who-3": "例示 五郎", "past-act-3": "shut",
    ]

    @Test func `what was done already is entered in one go, a forbidden act as a deviation`() throws {
        let report = try Small.report(Small.entered(past), context, desk: true)
        let (matter, events) = try Small.matter([report.open] + report.later)
        #expect(events.map(\.act) == ["open", "note", "shut"])
        #expect(events.map(\.actor.onBehalf) == ["", "例示 花子", "例示 五郎"])
        #expect(events[2].happened.text(in: .japan) == "2026-06-03T09:55+09:00")
        #expect(matter.deviations.map(\.clauses) == [["C-6"]])
    }

    @Test func `a line that is begun must be whole`() throws {
        let errors = try Small.errors(Small.entered(["past-what-2": "電話した", "past-when-2": "さっき"]), desk: true)
        #expect(errors == ["past-when-2": "日時を「11月21日 14:05」のように書いてください。", "past-who-2": "だれがしたかを書いてください。"])
    }

    @Test func `somebody who may not take reports for others enters nothing of it`() throws {
        #expect(try Small.report(Small.entered(past), context).later.isEmpty)
    }
}
