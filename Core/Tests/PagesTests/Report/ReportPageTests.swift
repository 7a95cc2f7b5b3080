import Engine
import Markup
import Notation
import Pages
import Rules
import Testing

/// What proves the right to see a receipt.
private let claim = ReceiptForm.Claim(number: "2026-0001", passPhrase: "たぬき さくら みかん とけい")

@Suite struct `The pages for reporting` {
    typealias Small = SmallReporting

    private func received(_ more: [String: String] = [:], at: Instant = Small.morning) throws -> ReceivedModel {
        let report = try Small.report(Small.entered(more))
        return ReceivedModel(
            matter: try Small.matter([report.open]).matter, reporting: Small.reporting, words: Small.words, at: at,
            dates: Small.dates, isDanger: report.isDanger, passPhrase: "たぬき・さくら・みかん・とけい",
            position: 42, head: String(repeating: "0123456789abcdef", count: 4))
    }

    @Test func `reads as recorded, empty`() throws {
        try expectPage(reportPage(Small.context(), Small.model()).string, "report")
    }

    @Test func `reads as recorded, with errors, at the desk`() throws {
        let entered = Small.entered(["what": "", "when": "2月30日", "past-what-1": "電話した"])
        let context = Small.context(reader: Small.clerk)
        let model = try Small.model(desk: true)
        guard
            case .wrong(let errors) = ReportForm.read(entered, context, model, by: "yoko", dates: Small.dates)
        else { throw CancellationError() }
        try expectPage(reportPage(context, model, entered: entered, errors: errors).string, "report-desk-errors")
    }

    @Test func `reads as recorded, received, by day and in danger at night`() throws {
        try expectPage(receivedPage(Small.context(), received(["kind": "strange"])).string, "received")
        let night = Small.context(Small.night)
        let danger = try received(["danger": "yes"], at: Small.night)
        try expectPage(receivedPage(night, danger).string, "received-danger")
    }

    @Test func `reads as recorded, a receipt and the way to it`() throws {
        let report = try Small.report(Small.entered())
        let (matter, events) = try Small.matter([report.open])
        let model = try #require(ReceiptModel(matter: matter, events: events, wasOpened: true, person: "reporter"))
        try expectPage(receiptPage(Small.context(), model, claim: claim, dates: Small.dates).string, "receipt")
        try expectPage(receiptEntryPage(Small.context(), isUnknown: true).string, "receipt-entry")
    }

    @Test func `asks for five things and no more`() throws {
        for desk in [false, true] {
            let text = reportPage(Small.context(reader: desk ? Small.clerk : nil), try Small.model(desk: desk)).string
            #expect(text.split(separator: "mark required").count - 1 == 5)
            #expect(
                text.firstRange(of: "name=\"danger\"")!.lowerBound < text.firstRange(of: "name=\"what\"")!.lowerBound)
        }
    }

    @Test func `danger is the first thing on the page, with numbers to tap`() throws {
        let text = reportPage(Small.context(), try Small.model()).string
        let life = try #require(text.firstRange(of: "人の命や体に危険があるときは，先に110番・119番へ"))
        #expect(life.lowerBound < text.firstRange(of: "<form method=\"post\" action=\"/report\"")!.lowerBound)
        #expect(text.contains("href=\"tel:110\"") && text.contains("href=\"tel:119\""))
    }

    @Test func `in danger the numbers stand before the receipt, and not otherwise`() throws {
        let text = receivedPage(Small.context(), try received(["danger": "yes"])).string
        #expect(text.firstRange(of: "tel:119")!.lowerBound < text.firstRange(of: "受付番号")!.lowerBound)
        #expect(text.contains("責任者"))
        #expect(!receivedPage(Small.context(), try received()).string.contains("tel:119"))
    }

    @Test func `after a report come number and pass-phrase, then what not to do, what to do, and the telephone`() throws
    {
        let text = receivedPage(Small.context(), try received(["kind": "broken"])).string
        let places = try ["受付番号", "合言葉", "触れない", "担当者を待つ。", "内線0001", "42:0123456789abcdef"].map {
            try #require(text.firstRange(of: $0)).lowerBound
        }
        #expect(places == places.sorted())
    }

    @Test func `the proof is folded away`() throws {
        let text = receivedPage(Small.context(), try received()).string
        let fold = try #require(text.firstRange(of: "<details class=\"proof\">"))
        #expect(fold.lowerBound < text.firstRange(of: "記録の位置")!.lowerBound)
    }

    @Test func `who is named to ring in danger is not named once more`() throws {
        var model = try received(["danger": "yes"])
        model.calls += model.lifeCalls
        let text = receivedPage(Small.context(), model).string
        #expect(text.split(separator: "責任者").count - 1 == 1)
    }

    @Test func `an extension is no link, and desks at one number are one line`() throws {
        let number = CallNow.Number(label: "内線", number: "0001", dialled: "0001", hours: .office)
        var model = try Small.model()
        model.calls = [
            CallNow(
                purpose: "受付", posts: [.init(name: "学内窓口", numbers: [number]), .init(name: "学外窓口", numbers: [number])])
        ]
        let text = reportPage(Small.context(), model).string
        #expect(text.contains("学内窓口・学外窓口") && !text.contains("tel:0001"))
        #expect(text.split(separator: "内線0001（構内の電話から）").count - 1 == 1)
    }

    @Test func `where no number answers now the pages say so instead of offering the telephone`() throws {
        var model = try Small.model()
        model.calls = [CallNow(purpose: "受付", posts: [.init(name: "窓口", numbers: [])])]
        let text = reportPage(Small.context(), model).string
        #expect(text.contains("今つながる電話番号は登録されていません。この画面から知らせてください。"))
        #expect(!text.contains("call-now"))
    }

    @Test func `the numbers of clauses are not shown to whoever reports`() throws {
        for text in [
            reportPage(Small.context(), try Small.model()).string,
            receivedPage(Small.context(), try received(["danger": "yes"])).string,
        ] {
            #expect(!text.contains("1条") && !text.contains("3条"))
        }
    }

    @Test func `what an emergency number is for stands beside it, not within its name`() {
        let police = EmergencyNow(number: "110", label: "警察（事件，予告）")
        #expect(police.who == "警察" && police.cases == "事件，予告")
        #expect(EmergencyNow(number: "119", label: "消防・救急").cases == "")
    }

    @Test func `names of persons are never shown to whoever reports`() throws {
        for text in [
            reportPage(Small.context(), try Small.model()).string, receivedPage(Small.context(), try received()).string,
        ] {
            #expect(!text.contains("洋子") && !text.contains("五郎"))
        }
    }

    @Test func `the receipt has number, pass-phrase, position and head, and ends the draft`() throws {
        let text = receivedPage(Small.context(), try received()).string
        for piece in ["2026-0001", "たぬき・さくら・みかん・とけい", "42:0123456789abcdef", "data-sent=\"/report\"", "data-print"] {
            #expect(text.contains(piece), "\(piece)")
        }
    }

    @Test func `too many requests keep all that was typed`() throws {
        let entered = Small.entered([
            "what": "<b>火</b>", "danger": "yes", "kind": "strange", "contact": "a@example.com",
        ])
        let text = tooManyReportsPage(Small.context(), try Small.model(), entered: entered, retryAfter: 30).string
        for piece in ["&lt;b&gt;火&lt;/b&gt;", "図書館", "例示 花子", "a@example.com", "30秒", "r-1", "tel:119"] {
            #expect(text.contains(piece), "\(piece)")
        }
        #expect(text.contains("value=\"yes\" checked") && text.contains("value=\"strange\" checked"))
        #expect(!text.contains("<b>火"))
    }
}

@Suite struct `Coming back with a receipt` {
    typealias Small = SmallReporting

    private func model(_ later: [Command], wasOpened: Bool = false) throws -> ReceiptModel {
        let report = try Small.report(Small.entered())
        let (matter, events) = try Small.matter([report.open] + later)
        return try #require(ReceiptModel(matter: matter, events: events, wasOpened: wasOpened, person: "reporter"))
    }

    private func command(_ verb: String, by person: String, _ text: String) -> Command {
        let later = Small.morning.adding(milliseconds: 60_000)
        var command = Command(verb: verb, person: person, happened: later, entered: later)
        command.text = text
        command.reason = text
        return command
    }

    @Test func `the state goes from received to ended in four words`() throws {
        #expect(try model([]).state == .received)
        #expect(try model([], wasOpened: true).state == .opened)
        let looked = command("note", by: "yoko", "内部の見立て")
        #expect(try model([looked], wasOpened: true).state == .underWay)
        #expect(try model([looked, command("false-alarm", by: "yoko", "誤報")]).state == .ended)
    }

    @Test func `nothing of the inside is shown`() throws {
        let inside = command("note", by: "yoko", "内部の見立て")
        let own = command("note", by: "reporter", "追加です")
        let found = try model([inside, own])
        #expect(found.added.map(\.text) == ["追加です"])
        let text = receiptPage(Small.context(), found, claim: claim, dates: Small.dates).string
        #expect(!text.contains("内部の見立て") && !text.contains("洋子") && text.contains("追加です"))
    }

    @Test func `what is added goes with what was proved, unseen and in no draft`() throws {
        let text = receiptPage(Small.context(), try model([]), claim: claim, dates: Small.dates).string
        for (name, value) in [("number", claim.number), ("phrase", claim.passPhrase)] {
            #expect(text.contains(#"<input type="hidden" name="\#(name)" value="\#(value)">"#))
        }
    }

    @Test func `what is added becomes a note`() throws {
        let entered = Entered([(name: "text", value: "煙も出ている")])
        let (note, errors) = ReceiptForm.added(entered, Small.context(), by: "reporter", onBehalf: "例示 花子", files: 0)
        #expect(errors.isEmpty)
        #expect(try model([try #require(note)]).added.map(\.text) == ["【通報した人からの追加】\n煙も出ている"])
        let file = ReceiptForm.added(Entered(), Small.context(), by: "reporter", onBehalf: "", files: 2).note
        #expect(file?.text.hasSuffix("添えたファイル 2個") == true)
    }

    @Test(arguments: [("", "書き足すことを書くか，ファイルを選んでください。"), ("\u{1B}", "使えない制御文字（U+001B）が入っています。取り除いてください。")])
    func `an addition that cannot be taken says why`(text: String, message: String) {
        let entered = Entered([(name: "text", value: text)])
        let (note, errors) = ReceiptForm.added(entered, Small.context(), by: "reporter", onBehalf: "", files: 0)
        #expect(note == nil && errors == ["text": message])
    }

    @Test func `a claim needs both halves`() {
        let (claim, errors) = ReceiptForm.claim(Entered([(name: "phrase", value: "　")]), Small.context())
        #expect(claim == nil && errors.keys.sorted() == ["number", "phrase"])
        let whole = Entered([(name: "number", value: " 2026-0001 "), (name: "phrase", value: "たぬき さくら みかん とけい")])
        #expect(ReceiptForm.claim(whole, Small.context()).claim?.number == "2026-0001")
        for typed in ["２０２６－０００１", "20260001", "2026‐0001", "2026 0001"] {
            let entered = Entered([(name: "number", value: typed), (name: "phrase", value: "たぬき")])
            #expect(ReceiptForm.claim(entered, Small.context()).claim?.number == "2026-0001", "\(typed)")
        }
    }
}
