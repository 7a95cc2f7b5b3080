import Notation
import Rules
import Testing

@testable import Engine

@Suite struct `Bad input` {
    static func trial() throws -> Trial {
        var trial = try Trial.begin(
            rules([step("a") { $0.paper = .init(paper: "plan") }, step("b", after: ["a"])]) {
                $0.registers = [Register(id: "assets", columns: [])]
                $0.facts.append(Fact(id: "asset", domain: .row("assets"), askedOf: .lead))
                $0.papers[0].fields += [
                    Field(id: "when", shape: .datetime), Field(id: "day", shape: .date), Field(id: "ok", shape: .bool),
                    Field(id: "pick", shape: .choice, options: [option("one"), option("two")]),
                ]
            })
        trial.house.registers["assets"] = ["r1": .init(values: [:])]
        return trial
    }

    @Test func `what enters things for the program is nobody, until it is appointed to a post`() throws {
        var trial = try Trial.begin(rules([step("a") { $0.names = "responder" }, step("b", by: .officer)]))
        trial.house.people["desk"] = .init(id: "desk", name: "通報画面", isSystem: true)
        let naming: [(String, (inout Command) -> Void)] = [
            ("answer", { $0.answer("who", "desk") }), ("hand-over", { $0.to = ["desk"] }),
            ("exclude", { ($0.to, $0.reason) = (["desk"], "x") }),
            ("show-to", { ($0.to, $0.reason) = (["desk"], "x") }),
            ("do", { ($0.step, $0.names) = ("a", ["responder": "desk"]) }),
        ]
        for (verb, edit) in naming { #expect(trial.refusal(verb, by: "aoki", edit) != nil, "\(verb)") }
        // It enters what it is there to enter.
        try trial.do("note", by: "desk") { $0.text = "x" }
        trial.house.hold("clerk", "desk")
        for (verb, edit) in naming { #expect(trial.refusal(verb, by: "aoki", edit) == nil, "\(verb)") }
        #expect(trial.house.namable.contains("desk"))
    }

    @Test func `what is not known is said, with its name`() throws {
        let trial = try Self.trial()
        let unknown: [(String, (inout Command) -> Void)] = [
            ("nowhere", { _ in }), ("answer", { $0.answer("nowhere", "yes") }), ("do", { $0.step = "nowhere" }),
            ("do", { $0.clause = "C-nowhere" }), ("note", { ($0.text, $0.post) = ("x", "nowhere") }),
            ("enter", { ($0.paper, $0.fields) = ("nowhere", [.init("what", "x")]) }),
            ("enter", { ($0.paper, $0.fields) = ("plan", [.init("nowhere", "x")]) }),
            ("enter", { ($0.paper, $0.fields, $0.marks) = ("plan", [.init("what", "x")], ["nowhere"]) }),
            ("add-item", { ($0.item, $0.itemKind) = ("x", "nowhere") }), ("ask", { $0.approval = "nowhere" }),
            ("grant", { $0.clause = "C-nowhere" }), ("tell", { $0.to = ["nowhere"] }),
            ("tell", { $0.paper = "nowhere" }),
            ("do", { ($0.step, $0.fields) = ("b", [.init("nowhere", "x")]) }),
        ]
        for (index, (verb, edit)) in unknown.enumerated() {
            let refusal = trial.refusal(verb, by: "aoki", edit)
            #expect(refusal != nil, "\(index) \(verb)")
            #expect(refusal.map { $0.kind == .malformed || $0.kind == .closedStep } ?? false, "\(index) \(verb)")
            #expect(refusal.map { !$0.reason.ja.isEmpty && !$0.reason.en.isEmpty } ?? false)
        }
        #expect(trial.refusal("note", by: "stranger") { $0.text = "x" }?.kind == .malformed)
    }

    @Test(arguments: [
        ("hot", "maybe"), ("hot", "YES"), ("hot", ""), ("hot", "true"), ("persons", "-1"), ("persons", "12人"),
        ("persons", "１２"), ("persons", "1.5"), ("persons", ""), ("persons", "99999999999999999999"),
        ("kind", "nothing"),
        ("reach", ""), ("received", "yesterday"), ("received", "2026-02-30T10:00"), ("received", "2026-06-01T25:00"),
        ("received", "10000-01-01"), ("day", "2026-13-01"), ("day", "2026-06-01T10:00"), ("who", "stranger"),
        ("asset", "nowhere"), ("words", ""), ("words", " \u{3000}\n"),
    ])
    func `a value of the wrong type is refused with the fact`(fact: String, value: String) throws {
        let trial = try Self.trial()
        let refusal = try #require(trial.refusal("answer", by: "aoki") { $0.answer(Name(fact), value) })
        #expect(refusal.kind == .unknownValue)
        #expect(refusal.missing == [fact])
    }

    @Test(arguments: ["hot", "persons", "reach", "received", "words"])
    func `several values, or none, for a fact that takes one are refused`(fact: String) throws {
        let trial = try Self.trial()
        for values in [[], ["yes", "no"], ["1", "2"]] {
            let refusal = trial.refusal("answer", by: "aoki") {
                $0.answers = [.init(fact: Name(fact), value: .values(values))]
            }
            #expect(refusal?.kind == .unknownValue)
        }
        #expect(trial.refusal("answer", by: "aoki")?.kind == .malformed)
    }

    @Test(arguments: [("when", "soon"), ("day", "2026-02-29"), ("ok", "maybe"), ("pick", "three")])
    func `a field that is not written as it should be is refused`(field: String, value: String) throws {
        let trial = try Self.trial()
        let refusal = trial.refusal("enter", by: "aoki") {
            ($0.paper, $0.fields) = ("plan", [.init(Name(field), value)])
        }
        #expect(refusal?.kind == .unknownValue)
        #expect(refusal?.missing == [field])
    }

    @Test func `a paper that does not change is not written again`() throws {
        var trial = try Self.trial()
        try trial.write("x")
        #expect(trial.refusal("enter", by: "aoki") { ($0.paper, $0.fields) = ("plan", [.init("what", "x")]) } != nil)
    }

    @Test func `a time in the future, before all time, or past all time is refused`() throws {
        let trial = try Self.trial()
        let note = { (edit: @escaping (inout Command) -> Void) in
            trial.refusal("note", by: "aoki") {
                $0.text = "x"
                edit(&$0)
            }
        }
        #expect(note { $0.happened = $0.entered.adding(milliseconds: 300_000) } == nil)
        #expect(note { $0.happened = $0.entered.adding(milliseconds: 300_001) }?.kind == .malformed)
        #expect(note { $0.happened = Instant(milliseconds: -1) }?.kind == .malformed)
        #expect(note { $0.happened = Instant(milliseconds: 0) } == nil)
        for extreme in [Int64.max, Int64.max - 1, .min] {
            let at = Instant(milliseconds: extreme)
            #expect(note { ($0.happened, $0.entered) = (at, at) }?.kind == .malformed)
            #expect(note { $0.entered = at }?.kind == .malformed)
            #expect(note { $0.happened = at }?.kind == .malformed)
        }
    }

    @Test func `the time of entry never goes back, and may stand still`() throws {
        var trial = try Self.trial()
        let last = trial.matter.lastEntered
        #expect(
            trial.refusal("note", by: "aoki") {
                ($0.text, $0.entered, $0.happened) = ("x", last.adding(milliseconds: -1), last.adding(milliseconds: -1))
            }?.kind == .malformed)
        try trial.do("note", by: "aoki") { ($0.text, $0.entered, $0.happened) = ("x", last, last) }
    }

    @Test func `an act twice, an act out of order and an act after the end are refused`() throws {
        var trial = try Self.trial()
        #expect(trial.refusal(of: "b", by: "aoki")?.kind == .closedStep)
        try trial.perform("a", by: "aoki") { $0.field("what", "x") }
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .closedStep)
        try trial.do("withdraw", by: "aoki") { $0.reason = "x" }
        #expect(trial.refusal(of: "b", by: "aoki")?.kind == .closed)
    }

    @Test func `a matter is opened once, and nothing is done before`() throws {
        let trial = try Self.trial()
        #expect(trial.refusal("open", by: "aoki") { $0.matterKind = "case" }?.kind == .malformed)
        let unopened = Trial(rules([step("a")]))
        for verb in ["do", "answer", "note", "close", "ask", "reopen"] {
            #expect(unopened.refusal(verb, by: "aoki")?.kind == .malformed)
        }
    }

    @Test func `a megabyte of text is kept, and more than can be is refused with a reason`() throws {
        var trial = try Self.trial()
        let megabyte = String(repeating: "長い文", count: 1_048_576 / 9)
        try trial.do("note", by: "aoki") { $0.text = megabyte }
        #expect(trial.events.last?.text == megabyte)
        try trial.answer("words", megabyte)
        try trial.write(megabyte)
        let five = String(repeating: "x", count: 5_000_000)
        #expect(trial.refusal("note", by: "aoki") { $0.text = five }?.kind == .malformed)
        #expect(trial.refusal("tell", by: "aoki") { $0.text = five }?.kind == .malformed)
        #expect(trial.refusal("tell", by: "aoki") { $0.reason = five }?.kind == .malformed)
        #expect(trial.refusal("answer", by: "aoki") { $0.answer("words", five) }?.kind == .unknownValue)
        #expect(trial.refusal("enter", by: "aoki") { ($0.paper, $0.fields) = ("plan", [.init("what", five)]) } != nil)
    }

    @Test(arguments: [
        "\u{0}\u{1}\u{1F}\u{7F}", "a\u{202E}b", "\u{FEFF}x\u{200B}", "葛\u{E0100}飾区 辻\u{E0101}", "𠮷野家 𩸽", "e\u{301}é",
        "\"\\\n\r\t</script>", "👩‍👩‍👧‍👦",
    ])
    func `rare and control characters are kept as they are`(text: String) throws {
        var trial = try Self.trial()
        try trial.do("note", by: "aoki") { $0.text = text + "." }
        try trial.answer("words", text + ".")
        try trial.write(text + ".")
        for event in trial.events {
            let back = try #require(Event(json: try JSON(reading: event.json.bytes)))
            #expect(back == event)
            #expect(back.json.bytes == event.json.bytes)
        }
        #expect(Array(trial.events[1].text.utf8) == Array((text + ".").utf8))
    }

    @Test func `words that look alike are not the same paper`() throws {
        var trial = try Self.trial()
        try trial.write("e\u{301}")
        try trial.write("é")
        #expect(trial.matter.versionNumber(of: "plan") == 2)
    }

    @Test func `ten thousand answers are all kept and the last of the heaviest stands`() throws {
        var trial = try Self.trial()
        for index in 0..<10_000 {
            trial.add(
                Event(
                    act: "answer", happened: trial.now, entered: trial.now, actor: Actor(person: "aoki", post: "lead"),
                    changes: [
                        .answered(.init(fact: "persons", item: nil, value: .values(["\(index)"]), weight: .asked))
                    ]))
        }
        #expect(trial.truth(.fact("persons", .atLeast(9999))) == .yes)
        #expect(trial.truth(.fact("persons", .below(9999))) == .no)
        try trial.do("answer", by: "aoki") { command in
            for index in 0..<10_000 { command.answer("persons", "\(index)") }
            command.answer("persons", "7")
        }
        #expect(trial.truth(.fact("persons", .below(8))) == .yes)
        try trial.do("correct", by: "aoki") { ($0.entry, $0.reason) = (10_002, "x") }
        #expect(trial.truth(.fact("persons", .atLeast(9999))) == .yes)
    }

    @Test func `a post without a holder is named in the duty, and nobody is refused by accident`() throws {
        let trial = try Trial.begin(rules([step("a")]), house: House(["kato": ["clerk"]]))
        #expect(trial.duties == ["a: lead"])
        #expect(trial.duty("a")?.bearers.map(\.persons) == [[]])
        #expect(trial.refusal(of: "a", by: "kato")?.kind == .notThePost)
    }

    @Test func `a refused command leaves nothing behind`() throws {
        let trial = try Self.trial()
        var other = trial
        for verb in Command.engineVerbs.sorted() + ["do", "fix", "nowhere"] {
            _ = try? other.do(verb, by: "stranger")
        }
        #expect(other.matter == trial.matter)
        #expect(other.events == trial.events)
    }
}
