import Books
import Engine
import Notation
import Pages
import ReadModels
import Rules

/// An invented village with a ledger of assets, take-outs, a few posts and one reading.
enum SmallVillage {
    static let now = at("2026-06-01T10:00")

    static func at(_ text: String) -> Instant { Instant(reading: text, zone: .japan) ?? Instant(milliseconds: 0) }

    static func ja(_ text: String) -> Label { Label(ja: text, en: "") }

    static func option(_ id: String, _ text: String) -> Domain.Option { .init(id: id, label: ja(text)) }

    static let ledger = Ledger(clauses: [
        Clause(id: "M-1", cite: "1-1", kind: .register, tier: .enforce, label: ja("情報資産を台帳に載せる。")),
        Clause(id: "M-2", cite: "1-2", kind: .prohibition, tier: .enforce, label: ja("機密性3の資産には取扱者を定める。")),
        Clause(id: "M-3", cite: "2-1", kind: .approval, tier: .enforce, label: ja("持ち出しには責任者の許可が要る。")),
        Clause(
            id: "M-4", cite: "2-2", kind: .duty, tier: .guide, label: ja("返却のときは一点ずつ確かめる。"), when: "返却のとき",
            timing: "immediate"),
        Clause(id: "M-5", cite: "3-1", kind: .principle, tier: .state, label: ja("情報資産を大切に扱う。")),
        Clause(id: "M-6", cite: "3-2", kind: .prohibition, tier: .enforce, label: ja("許可なく持ち出さない。")),
    ])

    static let rulebook: Rulebook = {
        var book = Rulebook()
        book.identity = .init(
            id: "mura", edition: "2026-1", title: ja("例示村情報セキュリティ実施手順"), issuer: ja("例示村"),
            effectiveFrom: "2026-04-01")
        book.posts = [
            Post(id: "officer", label: ja("情報セキュリティ責任者"), clauses: ["M-1"], standIns: ["chief"]),
            Post(id: "chief", label: ja("統括責任者")), Post(id: "staff", label: ja("職員")),
            Post(id: "desk", label: ja("窓口"), heldBy: "officer"), Post(id: "auditor", label: ja("監査人")),
            Post(id: "police", label: ja("警察"), outside: true),
        ]
        book.parts = [Part(id: "applicant", label: ja("申請者"), binding: .opening)]
        book.facts = [
            Fact(id: "purpose", label: ja("持ち出しの目的"), clauses: ["M-3"], domain: .text, fromAnyone: true),
            Fact(id: "planned-return", label: ja("返却の予定"), domain: .date, fromAnyone: true),
            Fact(id: "encrypted", label: ja("暗号化しているか"), domain: .yesNo, fromAnyone: true),
            Fact(id: "copies", label: ja("部数"), domain: .number(unit: "copies"), fromAnyone: true),
        ]
        book.timings = [TimingWord(id: "immediate", label: ja("直ちに"), clauses: ["M-4"])]
        book.acts = [
            Act(id: "draft", label: ja("書く")), Act(id: "permit", label: ja("許可する")),
            Act(id: "carry", label: ja("持ち出す")), Act(id: "check", label: ja("確かめる")),
        ]
        book.registers = [place, asset]
        book.items = [
            ItemKind(
                id: "thing", label: ja("持ち出す物"),
                states: [
                    option("listed", "申請中"), option("out", "持ち出し中"), option("back", "返却済み"), option("missing", "不足"),
                ],
                register: "asset")
        ]
        book.matters = [
            MatterKind(
                id: "take-out", label: ja("持ち出し"), clauses: ["M-3"], openedBy: Choice(.post("staff", unit: nil)),
                applicant: "applicant", items: ["thing"]),
            MatterKind(id: "audit", label: ja("内部監査"), openedBy: Choice(.post("auditor", unit: nil))),
        ]
        book.playbooks = [
            Playbook(
                id: "take-out", label: ja("持ち出しの許可から返却まで"), clauses: ["M-3"], matters: ["take-out"],
                steps: [
                    Step(id: "fill", label: ja("申請書に書く"), act: "draft", by: Choice(.part("applicant"))),
                    Step(
                        id: "permit", label: ja("理由を確かめて許可する"), clauses: ["M-3"], act: "permit",
                        by: Choice(.post("officer", unit: nil)), to: Choice(.part("applicant")), after: ["fill"],
                        due: .init(.word("immediate"))),
                    Step(
                        id: "carry", label: ja("持ち出す"), clauses: ["M-6"], act: "carry",
                        by: Choice(.part("applicant")), each: "thing", moves: [.init(from: "listed", to: ["out"])]),
                    Step(
                        id: "back", label: ja("返却を一点ずつ確かめる"), clauses: ["M-4"], act: "check",
                        by: Choice(.post("officer", unit: nil)), after: ["carry"], each: "thing", inStates: ["out"],
                        moves: [.init(from: "out", to: ["back", "missing"])]),
                ])
        ]
        book.forbids = [
            Forbid(
                id: "no-take-out", label: ja("許可のない持ち出し"), clauses: ["M-6"],
                selectors: [Selector(acts: ["carry", "permit"])], until: .fact("encrypted", .oneOf(["yes"])))
        ]
        book.readings = [
            Reading(
                id: "light", label: ja("機密性1の持ち出しにも許可が要るか"), clauses: ["M-3"],
                choices: [option("all", "すべてに要る"), option("some", "機密性2以上に要る")], standard: "all",
                because: ja("文に例外がないため。"))
        ]
        book.adopted = ["light": "all"]
        return book
    }()

    static let place = Register(
        id: "place", label: ja("保管場所"),
        columns: [
            .init(id: "name", label: ja("場所"), domain: .text, required: .always),
            .init(id: "lockable", label: ja("鍵がかかる"), domain: .yesNo, required: .always),
        ])

    static let asset = Register(
        id: "asset", label: ja("情報資産管理台帳"), clauses: ["M-1"], owner: Choice(.post("officer", unit: nil)),
        columns: [
            .init(id: "name", label: ja("情報資産名"), domain: .text, required: .always),
            .init(
                id: "class", label: ja("機密性の分類"), clauses: ["M-2"],
                domain: .choice([option("C1", "機密性1"), option("C2", "機密性2"), option("C3", "機密性3")], several: false),
                required: .always),
            .init(
                id: "grounds", label: ja("不開示の類型"),
                domain: .choice([option("law", "法令等"), option("person", "個人")], several: true)),
            .init(id: "encryption", label: ja("暗号化の有無"), domain: .yesNo, required: .always),
            .init(id: "sheets", label: ja("枚数"), domain: .number(unit: "copies")),
            .init(id: "handlers", label: ja("取扱者"), domain: .people),
            .init(id: "keeper", label: ja("管理者"), domain: .person),
            .init(id: "place", label: ja("保管場所"), domain: .row("place"), required: .always),
            .init(id: "section", label: ja("所管課"), domain: .text, role: .unit),
            .init(id: "checked", label: ja("点検した日時"), domain: .instant),
            .init(id: "disposal", label: ja("廃棄日"), domain: .date, role: .to),
        ],
        refuses: [
            .init(
                id: "c3", label: ja("機密性3の資産には取扱者が要る"), clauses: ["M-2"],
                when: .all([.column(["class"], .oneOf(["C3"])), .not(.column(["handlers"], .known))]))
        ])

    /// Two entries of one row, as the engine decides them.
    static let recorded: (house: House, events: [RowEvent]) = {
        var house = bare
        var events: [RowEvent] = []
        var first = RowCommand(
            register: "asset", row: "usb-1",
            values: [
                "name": ["工事写真のUSBメモリ"], "class": ["C2"], "encryption": ["yes"], "place": ["kinko"], "sheets": ["3"],
                "section": ["kensetsu"], "checked": ["2026-04-09T16:30+09:00"],
            ], person: "somuta", happened: at("2026-04-10T09:00"), entered: at("2026-04-10T09:00"), adds: true)
        for values in [first.values, ["keeper": ["hashida"], "sheets": []]] {
            first.values = values
            if let event = try? decide(first, in: Setting(program: program, house: house) { _ in "" }) {
                events.append(event)
                house.apply(event)
            }
            first.adds = false
            first.happened = at("2026-05-01T09:00")
            first.entered = at("2026-05-02T13:05")
            first.reason = "担当が替わったため"
        }
        return (house, events)
    }()

    static var house: House { recorded.house }
    static var events: [RowEvent] { recorded.events }

    static let bare: House = {
        var house = House()
        for (id, name, unit) in [
            ("somuta", "総務田 花子", "soumu"), ("hashida", "橋田 みちる", "kensetsu"), ("fukumura", "副村 一郎", ""),
            ("keikaku", "計画 三郎", "soumu"),
        ] { house.people[id] = .init(id: id, name: name, unit: unit) }
        house.units = ["soumu": ja("総務課"), "kensetsu": ja("建設課")]
        let from = at("2026-04-01T00:00")
        house.holdings = [
            .init(post: "officer", person: "somuta", from: from), .init(post: "chief", person: "fukumura", from: from),
            .init(post: "staff", unit: "soumu", person: "somuta", from: from),
            .init(post: "staff", unit: "kensetsu", person: "hashida", from: from),
            .init(post: "staff", unit: "soumu", person: "keikaku", from: from, to: at("2026-05-01T00:00")),
        ]
        house.standIns = [.init(post: "officer", person: "keikaku")]
        house.registers["place"] = [
            "kinko": .init(values: ["name": ["耐火金庫"], "lockable": ["yes"]]),
            "tana": .init(values: ["name": ["開架の棚"], "lockable": ["no"]], closed: true),
        ]
        house.registers["asset"] = [
            "old-1": .init(values: ["name": ["旧端末"], "class": ["C1"]], closed: true),
            "zu-1": .init(
                values: [
                    "name": ["橋りょう保守図面"], "class": ["C3"], "encryption": ["no"], "place": ["kinko"],
                    "handlers": ["hashida", "somuta"],
                ]),
        ]
        return house
    }()

    static let program = Program(rulebook)
    static let words = Words(language: .ja, house: house, program: program, ledger: ledger)
    static let book = Book(rulebook: rulebook, ledger: ledger, language: .ja)

    static func context(_ path: String, signedIn: Bool = true) -> PageContext {
        PageContext(
            organisation: "例示村", isDemo: true, now: now,
            reader: signedIn
                ? .init(person: "somuta", name: "総務田 花子", posts: ["情報セキュリティ責任者"], administers: true, owed: 2) : nil,
            formToken: "t0", requestID: "r-20260601-0001", path: path)
    }
}
