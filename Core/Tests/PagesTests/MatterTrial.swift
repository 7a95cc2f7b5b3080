import Books
import Engine
import Markup
import Notation
import Pages
import ReadModels
import Rules

/// One matter of a small rulebook while a test plays it; a minute passes with each command.
struct MatterTrial {
    let program: Program
    let ledger: Ledger
    var house: House
    var matter = Matter(id: "2026-000127")
    var entries: [RecordedEntry] = []
    var strikings = Strikings()
    var now = Instant(reading: "2026-06-01T10:00", zone: .japan) ?? Instant(milliseconds: 0)

    init(_ rulebook: Rulebook = .small, house: House = .small) {
        program = Program(rulebook)
        self.house = house
        ledger = Ledger(clauses: Rulebook.clauses)
    }

    /// A matter that somebody without a post has opened.
    static func begin(_ rulebook: Rulebook = .small) throws -> MatterTrial {
        var trial = MatterTrial(rulebook)
        try trial.do("open", by: "nagai") { $0.matterKind = "incident" }
        return trial
    }

    var words: Words { Words(language: .ja, house: house, program: program, ledger: ledger).about(matter) }
    var setting: Setting {
        Setting(program: program, house: house) { bytes in
            String(
                bytes.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }, radix: 16)
        }
    }

    mutating func `do`(_ verb: String, by person: String, _ edit: (inout Command) -> Void = { _ in }) throws {
        now = now.adding(milliseconds: 60_000)
        var command = Command(verb: verb, person: person, happened: now, entered: now)
        edit(&command)
        try enter(command)
    }

    mutating func enter(_ command: Command) throws {
        var command = command
        command.newIDs = ["2026-000200"]
        let outcome = try decide(command, on: matter, in: setting)
        matter.apply(outcome.event)
        let number = matter.entries
        for struck in strikings.take(outcome.event, number: number) {
            entries[struck - 1].struck = strikings[struck]
        }
        entries.append(RecordedEntry(number: number, event: outcome.event, head: "\(number)"))
    }

    func sight(of reader: String) -> MatterSight {
        MatterSight(
            matter: matter, survey: survey(matter, in: program, house: house, at: now), entries: entries,
            first: entries.first,
            words: words, reader: reader, at: now)
    }

    func view(of reader: String) -> MatterView { MatterView(sight(of: reader)) }

    func form(_ key: String, by reader: String, _ entered: [(name: String, value: String)] = []) -> ActForm? {
        let pairs = entered.isEmpty ? [] : entered + [("seen", String(matter.entries))]
        return ActKey(key).flatMap { ActForm($0, on: sight(of: reader), entered: Entered(pairs)) }
    }

    func check(_ commands: [Command]) -> ActCheck {
        ActCheck.trying(
            commands, on: matter, in: setting, before: survey(matter, in: program, house: house, at: now).situation,
            words: words)
    }

    func context(_ reader: String) -> PageContext {
        PageContext(
            organisation: "例示工業高等専門学校", isDemo: true, now: now,
            reader: .init(person: reader, name: words.person(reader), posts: ["情報担当係長"], owed: 2), formToken: "token",
            requestID: "r-1", path: "/matters/\(matter.id)")
    }

    var timeline: [HTML] {
        entries.reversed().map { timelineEntryHTML($0, of: matter.id, words: words) }
    }
}

extension House {
    static let small: House = {
        var house = House()
        let posts = ["aoki": "lead", "mori": "officer", "kato": "clerk"]
        let names = ["aoki": "例示 青木", "mori": "例示 森", "kato": "例示 加藤", "nagai": "例示 永井"]
        for (id, name) in names {
            house.people[id] = .init(id: id, name: name)
            guard let post = posts[id] else { continue }
            house.holdings.append(.init(post: Name(post), person: id, from: Instant(milliseconds: 0)))
        }
        house.people["desk"] = .init(id: "desk", name: "通報画面", isSystem: true)
        house.holdings.sort { $0.person < $1.person }
        house.targets["promptly"] = Rules.Duration(minutes: 30)
        return house
    }()
}

extension Rulebook {
    static let clauses: [Clause] = [
        clause("C-tell", "第6条", "情報担当係長は，総務課に速やかに知らせる。"),
        clause("C-cut", "第8条", "情報担当係長は，外部との接続を切る。"),
        clause("C-ok", "第8条第2項", "接続を切るには，責任者の承認を要する。"),
        clause("C-keep", "第10条", "情報担当係長は，ディスクの写しを取る。"),
        clause("C-no", "第10条第3項", "証拠の保全が終わるまで，機器を元に戻してはならない。"),
        clause("C-report", "第11条", "総務課は，本部に報告する。"),
        clause("C-clock", "第11条第2項", "報告は，知った日から3日以内に行う。"),
        clause("F-leak", "第7条", "個人情報の漏えいの有無を確かめる。"),
    ]

    private static func clause(_ id: String, _ cite: String, _ ja: String) -> Clause {
        Clause(id: Name(id), cite: cite, kind: .duty, tier: .enforce, label: Label(ja: ja))
    }

    /// Tell, cut off after an approval, keep evidence of each disk, report by a clock when something leaked.
    static let small: Rulebook = {
        var book = Rulebook()
        book.identity = .init(id: "small", edition: "2026-1")
        book.posts = [
            Post(id: "lead", label: Label(ja: "情報担当係長"), superior: "officer"),
            Post(id: "officer", label: Label(ja: "推進責任者")), Post(id: "clerk", label: Label(ja: "総務課")),
            Post(id: "head-office", label: Label(ja: "本部"), outside: true),
        ]
        let lead = Choice(.post("lead", unit: nil))
        let officer = Choice(.post("officer", unit: nil))
        let clerk = Choice(.post("clerk", unit: nil))
        let leak = Condition.fact("leak", .oneOf(["yes"]))
        book.timings = [TimingWord(id: "promptly", label: Label(ja: "速やかに"))]
        book.facts = [
            Fact(
                id: "leak", label: Label(ja: "個人情報の漏えいの有無"), clauses: ["F-leak"], domain: .yesNo, askedOf: lead),
            Fact(
                id: "persons", label: Label(ja: "対象となる人の数"), domain: .number(unit: "人"), askedOf: lead),
            Fact(id: "known", label: Label(ja: "知った日時"), domain: .instant, askedOf: lead),
            Fact(
                id: "media", label: Label(ja: "写しの置き場所"),
                domain: .choice(
                    [.init(id: "safe", label: Label(ja: "保管庫")), .init(id: "desk", label: Label(ja: "机"))],
                    several: false),
                askedOf: lead, per: "disk"),
        ]
        book.acts = [
            Act(id: "tell", label: Label(ja: "知らせる")), Act(id: "cut", label: Label(ja: "接続を切る")),
            Act(id: "copy", label: Label(ja: "写しを取る")), Act(id: "restore", label: Label(ja: "元に戻す")),
            Act(id: "report", label: Label(ja: "報告する"), reachesOutside: true),
        ]
        book.items = [
            ItemKind(
                id: "disk", label: Label(ja: "ディスク"),
                states: [
                    .init(id: "found", label: Label(ja: "見つかった")), .init(id: "copied", label: Label(ja: "写しを取った")),
                    .init(id: "broken", label: Label(ja: "写せなかった")),
                ])
        ]
        book.papers = [
            Paper(
                id: "first-report", label: Label(ja: "第一報"), marks: [.init(id: "secret", label: Label(ja: "取扱注意"))],
                fields: [
                    Field(id: "title", label: Label(ja: "表題"), shape: .text, fixed: Label(ja: "インシデント第一報")),
                    Field(id: "what", label: Label(ja: "何が起きたか"), shape: .text, required: .always),
                    Field(
                        id: "size", label: Label(ja: "規模"), shape: .choice,
                        options: [.init(id: "one", label: Label(ja: "一台")), .init(id: "many", label: Label(ja: "複数"))]),
                ])
        ]
        book.playbooks = [
            Playbook(
                id: "work", label: Label(ja: "初動対応"), matters: ["incident"],
                steps: [
                    Step(
                        id: "tell", label: Label(ja: "総務課に知らせる"), clauses: ["C-tell"], act: "tell", by: lead, to: clerk,
                        asks: [.init(fact: "leak"), .init(fact: "persons", when: leak)],
                        due: .init(.word("promptly"))),
                    Step(id: "cut", label: Label(ja: "外部との接続を切る"), clauses: ["C-cut"], act: "cut", by: lead),
                    Step(
                        id: "copy", label: Label(ja: "ディスクの写しを取る"), clauses: ["C-keep"], act: "copy", by: lead,
                        asks: [.init(fact: "media")], each: "disk", inStates: ["found"],
                        moves: [.init(from: "found", to: ["copied", "broken"])]),
                    Step(
                        id: "report", label: Label(ja: "本部に報告する"), clauses: ["C-report"], act: "report", by: clerk,
                        to: Choice(.post("head-office", unit: nil)), after: ["tell"], when: leak,
                        paper: .init(paper: "first-report"), due: .init(.clock("three-days"))),
                    Step(
                        id: "restore", label: Label(ja: "機器を元に戻す"), clauses: [], act: "restore", by: lead,
                        after: ["cut"]),
                ])
        ]
        book.approvals = [
            Approval(
                id: "ok", label: Label(ja: "接続を切る承認"), clauses: ["C-ok"], askedBy: lead,
                before: [Selector(acts: ["cut"])],
                givenBy: officer)
        ]
        book.forbids = [
            Forbid(
                id: "no", label: Label(ja: "保全前の復旧の禁止"), clauses: ["C-no"], selectors: [Selector(acts: ["restore"])],
                until: .every("disk", where: .itemState(["copied", "broken"]), except: []))
        ]
        book.clocks = [
            Clock(
                id: "three-days", label: Label(ja: "本部への報告"), clauses: ["C-clock"], kind: .due,
                starts: [
                    .init(id: "told", label: Label(ja: "総務課が知らされた日"), source: .done("tell")),
                    .init(id: "known", label: Label(ja: "知った日"), source: .fact("known")),
                ], takes: .earlier, lasts: Rules.Duration(days: 3), counting: .daysFirstInRolled,
                beside: "個人情報保護法施行規則第8条（速報は速やかに）")
        ]
        book.matters = [MatterKind(id: "incident", label: Label(ja: "情報セキュリティインシデント"), items: ["disk"])]
        return book
    }()
}
