import Books
import Engine
import Foundation
import Notation
import Pages
import ReadModels
import Rules
import Testing

/// A small rulebook that says how one reports, and the house under it.
enum SmallReporting {
    static let reporting = Reporting(
        id: "public", label: Label(ja: "通報"), clauses: ["C-1"], matter: "incident", danger: "danger",
        outside: "outsider",
        kinds: [
            .init(id: "strange", label: Label(ja: "パソコンの様子がおかしい"), answers: ["kind": ["system"]]),
            .init(id: "broken", label: Label(ja: "物が壊れた"), answers: ["kind": ["physical"]]),
            .init(id: "threat", label: Label(ja: "予告を見た"), answers: ["danger": ["yes"], "kind": ["content"]]),
        ],
        dos: [
            .init(
                id: "unplug", label: Label(ja: "ケーブルを抜く"), clauses: ["C-2"],
                when: .fact("kind", .oneOf(["system"]))),
            .init(id: "wait", clauses: ["C-3"]),
        ],
        donts: [
            .init(id: "touch", label: Label(ja: "触れない"), when: .fact("kind", .oneOf(["physical"])))
        ],
        calls: [
            .init(
                id: "desk", label: Label(ja: "受付"), clauses: ["C-1"],
                whom: Choice(
                    .first([
                        .init(when: .hour(.afterHours), choice: Choice(.post("night", unit: nil), clauses: ["C-4"])),
                        .init(
                            when: .fact("outsider", .oneOf(["yes"])), choice: Choice(.post("gate", unit: nil))),
                        .init(when: .always, choice: Choice(.post("desk", unit: nil))),
                    ])))
        ],
        life: .init(
            clauses: ["C-5"],
            emergencies: [
                .init(id: "police", label: Label(ja: "警察"), number: "110"),
                .init(id: "fire", label: Label(ja: "消防・救急"), number: "119"),
            ], dos: [.init(id: "leave", label: Label(ja: "その場を離れる"))],
            calls: [.init(id: "chief", label: Label(ja: "次に"), whom: Choice(.post("chief", unit: nil)))]))

    static let rulebook: Rulebook = {
        var book = Rulebook()
        book.identity = .init(id: "small", edition: "1")
        book.posts = [
            Post(id: "desk", label: Label(ja: "窓口"), heldBy: "center"), Post(id: "center", label: Label(ja: "センター")),
            Post(id: "gate", label: Label(ja: "外の窓口")), Post(id: "night", label: Label(ja: "夜の窓口")),
            Post(id: "chief", label: Label(ja: "責任者")),
        ]
        book.facts = [
            Fact(id: "danger", domain: .yesNo, fromAnyone: true),
            Fact(id: "outsider", domain: .yesNo, fromAnyone: true),
            Fact(
                id: "kind",
                domain: .choice([.init(id: "system"), .init(id: "physical"), .init(id: "content")], several: true),
                fromAnyone: true),
        ]
        book.acts = [Act(id: "shut", label: Label(ja: "止める")), Act(id: "ring", label: Label(ja: "電話する"))]
        book.forbids = [
            Forbid(id: "no-shut", clauses: ["C-6"], selectors: [Selector(acts: ["shut"])], when: .always)
        ]
        book.matters = [MatterKind(id: "incident", label: Label(ja: "事案"))]
        book.reporting = [reporting]
        return book
    }()

    static let ledger = Ledger(clauses: [
        Clause(id: "C-1", cite: "1条", kind: .duty, tier: .guide, label: Label(ja: "通報する。")),
        Clause(id: "C-2", cite: "2条", kind: .duty, tier: .guide, label: Label(ja: "切り離す。")),
        Clause(id: "C-3", cite: "3条", kind: .duty, tier: .guide, label: Label(ja: "担当者を待つ。")),
        Clause(id: "C-4", cite: "4条", kind: .role, tier: .enforce, label: Label(ja: "夜は当直が受ける。")),
    ])

    static let house: House = {
        var house = House()
        house.people = [
            "reporter": .init(id: "reporter", name: "通報画面"), "yoko": .init(id: "yoko", name: "例示 洋子"),
            "goro": .init(id: "goro", name: "例示 五郎"),
        ]
        let long = Instant(milliseconds: 0)
        house.holdings = [
            .init(post: "center", person: "goro", from: long), .init(post: "gate", person: "yoko", from: long),
            .init(post: "chief", person: "yoko", from: long),
        ]
        house.contacts = [
            .init(post: "center", label: "内線", number: "0001", hours: .office),
            .init(post: "night", label: "公用携帯", number: "0000-00-0000", hours: .afterHours),
            .init(person: "yoko", number: "(0000) 0002"),
        ]
        return house
    }()

    static let program = Program(rulebook)
    static let words = Words(language: .ja, house: house, program: program, ledger: ledger)
    /// A Wednesday, ten in the morning in Japan.
    static let morning = Instant(milliseconds: 1_780_448_400_000)
    /// Two at night.
    static let night = Instant(milliseconds: 1_780_419_600_000)

    static let dates = ReportDates.japanese(in: .japan)

    static func context(_ now: Instant = morning, reader: PageContext.Reader? = nil) -> PageContext {
        PageContext(
            organisation: "例示高専", now: now, reader: reader, formToken: "T0", requestID: "r-1", path: "/report")
    }

    static let clerk = PageContext.Reader(person: "yoko", name: "例示 洋子", posts: ["総務課"])

    static func model(desk: Bool = false, at: Instant = morning) throws -> ReportModel {
        try #require(
            ReportModel(words: words, at: at, takesForCallers: desk, opensExercises: desk, once: "once-1"))
    }

    /// The five answers, with others put in their place.
    static func entered(_ more: [String: String] = [:]) -> Entered {
        let five = [
            "danger": "no", "what": "画面がおかしい", "where": "図書館", "when": "2026-06-03T09:50", "who": "例示 花子",
        ]
        return Entered(five.merging(more) { $1 }.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) })
    }

    static func report(
        _ entered: Entered, _ context: PageContext = context(), desk: Bool = false
    ) throws -> ReportForm.Report {
        let outcome = ReportForm.read(
            entered, context, try model(desk: desk), by: context.reader?.person ?? "reporter", dates: dates)
        guard case .report(let report) = outcome else {
            Issue.record("wrong: \(outcome)")
            throw CancellationError()
        }
        return report
    }

    static func errors(_ entered: Entered, desk: Bool = false) throws -> [String: String] {
        let outcome = ReportForm.read(
            entered, context(reader: desk ? clerk : nil), try model(desk: desk), by: "reporter", dates: dates)
        guard case .wrong(let errors) = outcome else { return [:] }
        return errors
    }

    /// The matter after commands, as the engine decides them.
    static func matter(_ commands: [Command]) throws -> (matter: Matter, events: [Event]) {
        var matter = Matter(id: "2026-0001")
        var events: [Event] = []
        let setting = Setting(program: program, house: house) { bytes in String(bytes.count) }
        for command in commands {
            let event = try decide(command, on: matter, in: setting).event
            matter.apply(event)
            events.append(event)
        }
        return (matter, events)
    }
}

/// Pages as they were when somebody last looked at them; `RECORD=1` records them anew.
func expectPage(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden/\(name).html")
    let broken = text.replacing("><", with: ">\n<") + "\n"
    if ProcessInfo.processInfo.environment["RECORD"] == "1" { try Data(broken.utf8).write(to: url) }
    let recorded = try? String(contentsOf: url, encoding: .utf8)
    #expect(broken == recorded, "\(name) is not as recorded", sourceLocation: sourceLocation)
}
