import Engine
import Markup
import Notation
import Pages
import ReadModels
import Rules
import Testing

@Suite("Forms of acts")
struct ActFormTests {
    func names(_ form: ActForm?) -> [String] { form?.inputs.map(\.name) ?? [] }

    func command(_ form: ActForm?) throws -> Command {
        guard case .commands(let commands)? = form?.read(), commands.count == 1 else { throw Missing() }
        return commands[0]
    }

    func errors(_ form: ActForm?) -> [String: String] {
        guard case .wrong(let groups)? = form?.read() else { return [:] }
        let wrong = groups.flatMap(\.inputs).filter { !$0.error.isEmpty }
        return Dictionary(wrong.map { ($0.name, $0.error) }, uniquingKeysWith: { first, _ in first })
    }

    struct Missing: Error {}

    @Test(
        "a key stands in a path as it is and is read again",
        arguments: [
            ActKey.act("tell", item: nil), .each("copy"), .act("copy", item: "端末 1/~"), .pass("tell", item: "a.b"),
            .ask("ok", subject: "cut"), .decide("ok", subject: "act:send/letter"), .read("ok", subject: ""),
            .answer("leak", item: nil), .answer("media", item: "=E3"), .enter("first-report"), .add("disk"),
            .free("tell"),
            .verb("note"),
        ])
    func keys(key: ActKey) {
        #expect(ActKey(key.text) == key)
        #expect(key.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x2F && $0 != 0x25 && $0 != 0x3F })
        #expect(pathPart(key.text).replacing("%3D", with: "=") == key.text)
    }

    @Test(
        "what no key is spelt like is none",
        arguments: [
            "", "act", "act.", "act.~x", "act.x~", "go.x", "act.x~%41", "act.x~=4", "act.x~=41", "verb.", "act.あ",
        ])
    func noKeys(text: String) { #expect(ActKey(text) == nil) }

    @Test(
        "a moment is read as people write it, and shown as it was understood before it is done",
        arguments: ["令和8年6月1日 9時30分", "R8.6.1 09:30", "2026-06-01 09:30", "６月１日　午前９時半", "2026-06-01T09:30"])
    func moments(typed: String) throws {
        let trial = try MatterTrial.begin()
        let form = try #require(trial.form("verb.note", by: "aoki", [("text", "x"), ("happened", typed)]))
        let command = try command(form)
        #expect(command.happened == Instant(reading: "2026-06-01T09:30", zone: trial.house.zone))
        let tried = trial.check([command])
        guard case .causes(let consequences) = tried else { throw Missing() }
        let page = actPage(trial.context("aoki"), form, stage: .check(consequences)).string
        #expect(page.contains("2026-06-01 09:30") && page.contains(typed))
    }

    @Test(
        "a moment that cannot be, or has no time of day, is asked for again and stays as it was typed",
        arguments: ["平成38年6月1日 9時", "6月1日", "昨日", "2026-02-30 10:00", "令和8年6月1日(火) 9時"])
    func noMoments(typed: String) throws {
        let trial = try MatterTrial.begin()
        let form = trial.form("verb.note", by: "aoki", [("text", "x"), ("happened", typed)])
        #expect(errors(form)["happened"]?.isEmpty == false)
        #expect(form?.inputs.first { $0.name == "happened" }?.values == [typed])
    }

    @Test("no form offers what enters things for the program as a person, and none takes it")
    func persons() throws {
        let trial = try MatterTrial.begin()
        #expect(trial.house.people["desk"]?.isSystem == true)
        for key in ["act.tell", "answer.known", "verb.hand-over", "verb.exclude", "verb.show-to"] {
            let form = try #require(trial.form(key, by: "aoki"))
            var offers = 0
            for case .select(let options) in form.inputs.map(\.shape) {
                offers += 1
                #expect(!options.contains { $0.value == "desk" }, "\(key)")
            }
            #expect(offers > 0, "\(key)")
        }
        let named = trial.form("verb.hand-over", by: "aoki", [("to", "desk"), ("text", "x")])
        #expect(errors(named)["to"]?.isEmpty == false)
        #expect(
            PeopleModel(words: trial.words, at: trial.now).people.map(\.person) == ["aoki", "kato", "mori", "nagai"])
    }

    @Test("a form is only of what the rulebook has")
    func unknown() throws {
        let trial = try MatterTrial.begin()
        for key in ["act.nothing", "decide.nothing", "answer.nothing", "answer.media", "verb.erase", "add.car"] {
            #expect(trial.form(key, by: "aoki") == nil, "\(key)")
        }
    }

    @Test("the facts that an act must answer are asked for, and what an answer brings with it after the first try")
    func asks() throws {
        var trial = try MatterTrial.begin()
        let form = trial.form("act.tell", by: "aoki")
        #expect(names(form).contains("fact.leak") && !names(form).contains("fact.persons"))
        let typed = [("fact.leak", "yes"), ("text", "電話した")]
        let command = try command(trial.form("act.tell", by: "aoki", typed))
        guard case .refused(let refusal, 0) = trial.check([command]) else { throw Missing() }
        #expect(refusal.kind == .unanswered)
        let key = try #require(ActKey("act.tell"))
        let again = ActForm(
            key, on: trial.sight(of: "aoki"), entered: Entered(typed + [("seen", "1")]), after: refusal)
        #expect(names(again).contains("fact.persons"))
        #expect(again?.inputs.first { $0.name == "text" }?.values == ["電話した"])
        let whole = try self.command(trial.form("act.tell", by: "aoki", typed + [("fact.persons", "１２")]))
        #expect(whole.answers.last?.value == .values(["12"]))
        try trial.enter(whole)
        #expect(trial.matter.answer(to: "persons") == .values(["12"]))
    }

    @Test("not known yet is an answer, and not one beside another")
    func notKnown() throws {
        let trial = try MatterTrial.begin()
        let form = trial.form("act.tell", by: "aoki", [("fact.leak", "?")])
        #expect(try command(form).answers == [.init(fact: "leak", value: .notKnown)])
        let number = trial.form("answer.persons", by: "aoki", [("fact.persons.unknown", "?")])
        #expect(try command(number).answers == [.init(fact: "persons", value: .notKnown)])
        let both = trial.form("answer.persons", by: "aoki", [("fact.persons", "3"), ("fact.persons.unknown", "?")])
        #expect(errors(both).keys.contains("fact.persons"))
    }

    @Test("what is missing, impossible or no option is said at its input, and what was typed stays")
    func wrong() throws {
        let trial = try MatterTrial.begin()
        let form = trial.form(
            "act.tell", by: "aoki", [("fact.leak", "maybe"), ("happened", "2026-13-01T10:00"), ("text", "x\u{FE00}葛")])
        #expect(Set(errors(form).keys) == ["fact.leak", "happened"])
        #expect(form?.inputs.first { $0.name == "text" }?.values == ["x\u{FE00}葛"])
        #expect(Set(errors(trial.form("act.tell", by: "aoki", [("text", "")])).keys) == ["fact.leak"])
        #expect(
            errors(trial.form("verb.note", by: "aoki", [("text", "x"), ("happened", "2027-01-01T00:00")])).keys
                .contains("happened"))
        #expect(Set(errors(trial.form("verb.correct", by: "aoki", [("entry", "二")])).keys) == ["entry", "reason"])
    }

    @Test("what the form does not ask for is never read")
    func allowlist() throws {
        let trial = try MatterTrial.begin()
        let form = trial.form(
            "verb.note", by: "aoki",
            [
                ("text", "x"), ("infact", "yes"), ("infact-reason", "y"), ("fact.leak", "yes"), ("to", "kato"),
                ("entry", "1"), ("edition", "2"), ("verb", "close"), ("person", "mori"), ("field.what", "z"),
            ])
        var note = Command(verb: "note", person: "aoki", happened: trial.now, entered: trial.now)
        note.text = "x"
        #expect(try command(form) == note)
    }

    @Test("what was done in fact needs a reason and is its own choice")
    func inFact() throws {
        var trial = try MatterTrial.begin()
        #expect(errors(trial.form("act.cut", by: "aoki", [("infact", "yes")])).keys.contains("infact-reason"))
        let plain = try command(trial.form("act.cut", by: "aoki", [("infact-reason", "急いだ")]))
        #expect(!plain.inFact && plain.reason.isEmpty)
        let command = try command(trial.form("act.cut", by: "aoki", [("infact", "yes"), ("infact-reason", "急いだ")]))
        guard case .causes(let consequences) = trial.check([command]) else { throw Missing() }
        #expect(consequences.deviations.count == 1 && consequences.deviations[0].contains("第8条第2項"))
        try trial.enter(command)
        #expect(trial.matter.deviations.map(\.reason) == ["急いだ"])
    }

    @Test("an approval is asked and decided by forms alone, and a return needs its reason")
    func approvals() throws {
        var trial = try MatterTrial.begin()
        try trial.enter(try command(trial.form("ask.ok~cut", by: "aoki", [("text", "切りたい")])))
        #expect(errors(trial.form("decide.ok~cut", by: "mori", [("outcome", "return")])).keys.contains("reason"))
        #expect(errors(trial.form("decide.ok~cut", by: "mori", [("outcome", "note")])).keys.contains("outcome"))
        let grant = try command(trial.form("decide.ok~cut", by: "mori", [("outcome", "grant")]))
        guard case .causes(let consequences) = trial.check([grant]) else { throw Missing() }
        #expect(consequences.liftedHolds == ["外部との接続を切る：接続を切る承認"])
        #expect(consequences.endedDuties.count == 1)
        try trial.enter(grant)
        try trial.enter(try command(trial.form("act.cut", by: "aoki", [("text", "切った")])))
        #expect(trial.view(of: "aoki").playbooks[0].lines.first { $0.text == "外部との接続を切る" }?.state == .done)
    }

    @Test("an item is added, answered and moved by forms alone")
    func items() throws {
        var trial = try MatterTrial.begin()
        try trial.enter(try command(trial.form("add.disk", by: "aoki", [("item", "端末1"), ("text", "実習室")])))
        let key = ActKey.act("copy", item: "端末1").text
        #expect(Set(names(trial.form(key, by: "aoki"))).isSuperset(of: ["fact.media", "moves"]))
        let copy = try command(trial.form(key, by: "aoki", [("fact.media", "safe"), ("moves", "copied")]))
        try trial.enter(copy)
        #expect(trial.matter.items.map(\.state) == ["copied"])
        #expect(trial.matter.answer(to: "media", item: "端末1") == .values(["safe"]))
    }

    @Test("a paper is written with the act; unchanged, it stays the version it is")
    func paper() throws {
        var trial = try MatterTrial.begin()
        try trial.enter(
            try command(trial.form("act.tell", by: "aoki", [("fact.leak", "yes"), ("fact.persons", "3")]))
        )
        let form = trial.form("act.report", by: "kato")
        #expect(form?.groups.flatMap(\.fixed).map(\.text) == ["インシデント第一報"])
        #expect(form?.inputs.first { $0.name == "field.what" }?.required == true)
        let draft = [("field.what", "漏れた"), ("field.size", "one"), ("mark", "secret")]
        try trial.enter(try command(trial.form("enter.first-report", by: "kato", draft)))
        let same = try command(trial.form("act.report", by: "kato", draft))
        #expect(same.fields.isEmpty)
        try trial.enter(same)
        #expect(trial.matter.versionNumber(of: "first-report") == 1)
        let sheet = PaperSheet("first-report", of: trial.matter, words: trial.words)
        #expect(sheet?.parts.first?.fields.map(\.value) == ["インシデント第一報", "漏れた", "一台"])
        #expect(sheet?.marks == ["取扱注意"])
    }

    @Test("who came later is told, and nothing typed is lost")
    func stale() throws {
        var trial = try MatterTrial.begin()
        try trial.do("note", by: "kato") { $0.text = "先に書いた" }
        let entered = Entered([("text", "あとから"), ("seen", "1")])
        let key = try #require(ActKey("verb.note"))
        let form = try #require(ActForm(key, on: trial.sight(of: "aoki"), entered: entered))
        #expect(form.isStale)
        let html = actPage(trial.context("aoki"), form, stage: .overtaken(Array(trial.timeline.prefix(1)))).string
        #expect(html.contains("先に書いた") && html.contains("あとから") && html.contains("name=\"seen\" value=\"2\""))
    }

    @Test("every form of every duty reads what it asks for, and none is without a way back")
    func everyDuty() throws {
        var trial = try MatterTrial.begin()
        try trial.do("add-item", by: "aoki") { $0.item = "d1" }
        for person in ["aoki", "mori", "kato", "nagai"] {
            for duty in trial.view(of: person).duties {
                let form = try #require(trial.form(duty.key.text, by: person))
                let html = actPage(trial.context(person), form).string
                #expect(html.contains("/matters/2026-000127\""), "\(duty.key.text)")
                #expect(html.contains("name=\"seen\""), "\(duty.key.text)")
            }
            for verb in trial.view(of: person).verbs {
                #expect(trial.form(verb.key.text, by: person) != nil, "\(verb.key.text)")
            }
        }
    }
}
