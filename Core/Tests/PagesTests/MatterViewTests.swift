import Engine
import Markup
import Notation
import Pages
import ReadModels
import Rules
import Testing

@Suite("A matter in words")
struct MatterViewTests {
    @Test("the reader's own duties stand first, with clause, reason and time")
    func mine() throws {
        let trial = try MatterTrial.begin()
        let view = trial.view(of: "aoki")
        #expect(view.mine.map(\.what) == ["総務課に知らせる", "外部との接続を切る", "決裁を求める：「外部との接続を切る」の接続を切る承認"])
        let tell = try #require(view.mine.first)
        #expect(tell.clauses.map(\.cite) == ["第6条"] && tell.why == ["案件の開始"])
        #expect(tell.due == trial.matter.openedAt.adding(milliseconds: 1_800_000))
        #expect(view.mine[1].due == nil && !view.mine[1].isOverdue(at: Instant(milliseconds: .max)))
        #expect(view.mine[1].held.map(\.gate) == ["接続を切る承認"])
        #expect(trial.view(of: "kato").mine.isEmpty)
    }

    @Test("the sentence says how much is owed and how much of it is late")
    func sentence() throws {
        var trial = try MatterTrial.begin()
        #expect(trial.view(of: "aoki").sentence.contains("あなたの対応事項が3件あります。"))
        #expect(trial.view(of: "kato").sentence.contains("今，あなたがすることはありません。"))
        trial.now = trial.now.adding(milliseconds: 3_600_000)
        #expect(trial.view(of: "aoki").sentence.contains("うち1件は期限を過ぎています"))
    }

    @Test("each step has the state that the engine gives it")
    func steps() throws {
        var trial = try MatterTrial.begin()
        func states() -> [String: StepState.State] {
            let lines = trial.view(of: "aoki").playbooks.flatMap(\.lines)
            return Dictionary(lines.map { ($0.text, $0.state) }, uniquingKeysWith: { first, _ in first })
        }
        #expect(states()["総務課に知らせる"] == .open && states()["機器を元に戻す"] == .waiting)
        #expect(states()["本部に報告する"] == .waiting)
        try trial.do("tell", by: "aoki") { $0.answers = [.init(fact: "leak", value: .notKnown)] }
        #expect(states()["総務課に知らせる"] == .done && states()["本部に報告する"] == .unknown)
        try trial.do("answer", by: "aoki") { $0.answers = [.init(fact: "leak", value: .values(["no"]))] }
        #expect(states()["本部に報告する"] == .notOwed)
    }

    @Test("a thing is called by its name, by its number where it has none, and by both where it is only described")
    func things() throws {
        var trial = try MatterTrial.begin()
        let long = String(repeating: "長い説明", count: 20)
        for (item, text) in [("d1", ""), ("d2", "実習室のPC"), ("d3", long)] {
            try trial.do("add-item", by: "aoki") { ($0.item, $0.text) = (item, text) }
        }
        let called = ["d1", "d2", "d3"].map(trial.words.about)
        #expect(called == ["（d1）", "（実習室のPC）", "（d3　\(long.prefix(39))…）"])
    }

    @Test("every duty and every open step name each other")
    func agree() throws {
        var trial = try MatterTrial.begin()
        try trial.do("add-item", by: "aoki") { $0.item = "d1" }
        let survey = trial.sight(of: "aoki").survey
        let open = survey.steps.filter { $0.state == .open }.map { ActKey.act($0.step, item: $0.item) }
        let owed = (survey.situation.duties + survey.situation.permitted).filter { $0.kind == .act }.map { ActKey($0) }
        #expect(Set(open) == Set(owed) && !open.isEmpty)
        #expect(survey.situation == situation(trial.matter, in: trial.program, house: trial.house, at: trial.now))
    }

    @Test("what is refused says its clause, its reason, who may and what next")
    func refused() throws {
        let trial = try MatterTrial.begin()
        let view = trial.view(of: "kato")
        let cut = try #require(view.refused.first { $0.what == "外部との接続を切る" })
        #expect(cut.ground == .others && cut.who.contains("例示 青木") && cut.clauses.map(\.cite) == ["第8条"])
        let restore = try #require(view.refused.first { $0.ground == .forbidden })
        #expect(restore.what == "保全前の復旧の禁止" && restore.clauses.map(\.cite) == ["第10条第3項"])
        let held = trial.view(of: "aoki").refused.filter { $0.ground == .held }
        #expect(held.map(\.clauses).map { $0.map(\.cite) } == [["第8条第2項"]])
    }

    @Test("the verbs of every matter say whether they may be used, as the engine decides")
    func verbs() throws {
        var trial = try MatterTrial.begin()
        func verb(_ verb: String, _ person: String) -> VerbView? {
            trial.view(of: person).verbs.first { $0.key == .verb(verb) }
        }
        #expect(verb("note", "nagai")?.refusal == nil && verb("note", "nagai") != nil)
        #expect(verb("close", "aoki")?.refusal?.kind == .mayNotClose)
        #expect(verb("reopen", "aoki") == nil)
        #expect(verb("false-alarm", "aoki")?.refusal == nil)
        try trial.do("false-alarm", by: "aoki") { $0.reason = "勘違い" }
        #expect(verb("reopen", "aoki")?.refusal == nil && verb("reopen", "aoki") != nil)
        #expect(verb("answer", "aoki") == nil && verb("note", "aoki") != nil)
        #expect(trial.view(of: "aoki").sentence.contains("誤報"))
    }

    @Test("who may say who sees is shown with the refusal: why, who may and what next")
    func refusedSight() throws {
        var trial = try MatterTrial.begin()
        func verb(_ verb: String, _ person: String) -> VerbView? {
            trial.view(of: person).verbs.first { $0.key == .verb(verb) }
        }
        for name in ["exclude", "show-to"] {
            #expect(verb(name, "aoki")?.refusal == nil && verb(name, "aoki") != nil)
            let refusal = try #require(verb(name, "nagai")?.refusal)
            #expect(refusal.kind == .notThePost && refusal.clauses.isEmpty)
            #expect(refusal.who.contains("情報担当係長（例示 青木）") && !refusal.reason.isEmpty)
        }
        #expect(verb("readmit", "nagai") == nil && verb("unshow", "nagai") == nil)
        try trial.do("show-to", by: "aoki") { ($0.to, $0.reason) = (["nagai"], "経過を知らせる") }
        #expect(verb("unshow", "nagai")?.refusal?.kind == .notThePost && verb("unshow", "aoki")?.refusal == nil)
        #expect(verb("correct", "nagai")?.refusal?.kind == .notThePost)
        try trial.do("note", by: "nagai") { $0.text = "二階の端末" }
        #expect(verb("correct", "nagai")?.refusal == nil && verb("correct", "nagai") != nil)
        let context = trial.context("nagai")
        let piece = MatterPiece(context, trial.view(of: "nagai"), .init(timeline: []), words: trial.words)
        let html = matterPage(context, piece).string
        #expect(html.contains("この案件に関わる役職の人だけが，誰が見てよいかを決められます。"))
        #expect(html.contains("行える人に連絡し，その人に行ってもらってください。"))
    }

    @Test("what is refused has a way to its form, where the rules answer")
    func refusedForms() throws {
        let trial = try MatterTrial.begin()
        let view = trial.view(of: "aoki")
        let context = trial.context("aoki")
        let piece = MatterPiece(context, view, .init(timeline: trial.timeline), words: trial.words)
        let html = matterPage(context, piece).string
        #expect(html.contains("/acts/verb.close\" class=\"button quiet\">記入して確かめる</a>"))
        for act in view.refused {
            let key = try #require(act.key, "\(act.what)")
            #expect(html.contains(key.path(on: view.id)) && trial.form(key.text, by: "aoki") != nil)
        }
    }

    @Test("answers that contradict each other are both kept, with who gave them")
    func contradiction() throws {
        var trial = try MatterTrial.begin()
        try trial.do("answer", by: "nagai") { $0.answers = [.init(fact: "leak", value: .values(["yes"]))] }
        #expect(trial.view(of: "aoki").facts.first?.value == nil)
        try trial.do("answer", by: "aoki") { $0.answers = [.init(fact: "leak", value: .values(["no"]))] }
        let fact = try #require(trial.view(of: "aoki").facts.first)
        #expect(fact.value == "いいえ" && fact.isContradicted)
        #expect(fact.given.map(\.person) == ["例示 永井", "例示 青木"] && fact.given.map(\.stands) == [false, true])
    }

    @Test("a clock shows every way of counting and the law beside")
    func clock() throws {
        var trial = try MatterTrial.begin()
        try trial.do("answer", by: "aoki") { $0.answers = [.init(fact: "known", value: .values(["2026-05-29T09:00"]))] }
        try trial.do("tell", by: "aoki") { $0.answers = [.init(fact: "leak", value: .values(["no"]))] }
        let clock = try #require(trial.view(of: "kato").clocks.first)
        #expect(clock.reckonings.count == 2 && clock.differs && clock.reckonings.map(\.counts) == [false, true])
        let context = trial.context("kato")
        let around = MatterSurroundings(timeline: trial.timeline)
        let piece = MatterPiece(context, trial.view(of: "kato"), around, words: trial.words)
        let html = matterPage(context, piece).string
        #expect(html.contains("個人情報保護法施行規則第8条") && html.contains("数え方によって期限が違います"))
    }

    @Test("a corrected entry is struck through, with who, when and why")
    func struck() throws {
        var trial = try MatterTrial.begin()
        try trial.do("note", by: "aoki") { $0.text = "三台である" }
        try trial.do("correct", by: "kato") { command in
            command.entry = 2
            command.reason = "数え間違い"
        }
        let html = timelineEntryHTML(trial.entries[1], of: trial.matter.id, words: trial.words).string
        #expect(html.contains("<del class=\"struck\">") && html.contains("三台である"))
        #expect(html.contains("例示 加藤が記録3で訂正") && html.contains("数え間違い"))
    }

    @Test("the list of duties is by urgency, and what has no time is never late")
    func dutyList() throws {
        var trial = try MatterTrial.begin()
        func groups(_ person: String) -> [DutyList.Urgency] {
            let situation = trial.sight(of: person).survey.situation
            let lines = DutyList.lines(situation, of: trial.matter, words: trial.words, reader: person)
            return DutyList(lines, at: trial.now).groups.map(\.urgency)
        }
        #expect(groups("aoki") == [.soon, .untimed] && groups("kato").isEmpty)
        trial.now = trial.now.adding(milliseconds: 3_600_000)
        #expect(groups("aoki") == [.overdue, .untimed])
    }

    @Test("what people typed cannot become markup on any page")
    func escaped() throws {
        var trial = try MatterTrial.begin()
        let bad = "<script>alert(1)</script>\"'><b>"
        try trial.do("note", by: "aoki") { $0.text = bad }
        try trial.do("statement", by: "aoki") { command in
            command.text = bad
            command.onBehalf = bad
        }
        try trial.do("add-item", by: "aoki") { command in
            command.item = bad
            command.text = bad
        }
        try trial.do("enter", by: "kato") { command in
            command.paper = "first-report"
            command.fields = [.init("what", bad)]
        }
        let sheet = try #require(PaperSheet("first-report", of: trial.matter, words: trial.words))
        let form = try #require(trial.form(ActKey.act("copy", item: bad).text, by: "aoki", [("text", bad)]))
        let context = trial.context("aoki")
        let around = MatterSurroundings(timeline: trial.timeline)
        for html in [
            matterPage(context, MatterPiece(context, trial.view(of: "aoki"), around, words: trial.words)),
            actPage(context, form),
            paperPage(context, sheet, matter: bad, kind: bad, versions: [1]),
        ] {
            #expect(!html.string.contains("<script>alert") && !html.string.contains("<b>"))
        }
    }
}
