import Notation
import Rules
import Testing

@testable import Engine

@Suite struct `Prohibitions` {
    /// Whether the act of a step or a free act is refused by the prohibition `no`.
    static func refuses(
        _ selector: Selector, _ verb: String, step: Step? = nil, _ edit: (inout Command) -> Void = { _ in }
    ) throws -> Bool {
        let trial = try Trial.begin(rules([step].compactMap { $0 }) { $0.forbids = [forbid(selector)] })
        let refusal = trial.refusal(verb, by: "aoki") {
            $0.step = step?.id
            edit(&$0)
        }
        if let refusal { #expect(refusal.kind == .forbidden && refusal.clauses == ["C-no"]) }
        return refusal != nil
    }

    static func forbid(_ selector: Selector) -> Forbid { EngineTests.forbid("no", selector) }

    @Test func `an act word is met by that act and no other, under a step or free`() throws {
        let selector = Selector(acts: ["fix"])
        #expect(try Self.refuses(selector, "fix"))
        #expect(try Self.refuses(selector, "fix", step: step("a", "fix")))
        #expect(try !Self.refuses(selector, "stop"))
        #expect(try !Self.refuses(selector, "stop", step: step("a", "stop")))
    }

    @Test func `a kind of act is met by every act of that kind`() throws {
        let selector = Selector(acts: ["respond"])
        #expect(try Self.refuses(selector, "fix"))
        #expect(try Self.refuses(selector, "stop", step: step("a", "stop")))
        #expect(try !Self.refuses(selector, "tell"))
    }

    @Test func `an addressee is met by what goes to that post`() throws {
        let selector = Selector(to: ["head"])
        #expect(try Self.refuses(selector, "tell", step: step("a", "tell") { $0.to = .head }))
        #expect(try !Self.refuses(selector, "tell", step: step("a", "tell") { $0.to = .clerk }))
        #expect(try Self.refuses(selector, "tell") { $0.to = ["clerk", "head"] })
        #expect(try !Self.refuses(selector, "tell") { $0.to = ["clerk"] })
        #expect(try !Self.refuses(selector, "tell"))
    }

    @Test func `what reaches outside is met by the act that says so and by an outside addressee`() throws {
        let selector = Selector(reachesOutside: true)
        #expect(try Self.refuses(selector, "send"))
        #expect(try Self.refuses(selector, "send", step: step("a", "send") { $0.to = .head }))
        #expect(try Self.refuses(selector, "tell", step: step("a", "tell") { $0.to = .police }))
        #expect(try Self.refuses(selector, "tell") { $0.to = ["police"] })
        #expect(try !Self.refuses(selector, "tell") { $0.to = ["head"] })
        #expect(try !Self.refuses(selector, "tell", step: step("a", "tell") { $0.to = .head }))
    }

    @Test func `naming another addressee with a step does not lead round what reaches outside`() throws {
        let selector = Selector(reachesOutside: true)
        let inside = step("a", "tell") { $0.to = .head }
        #expect(try Trial.begin(rules([inside])).refusal(of: "a", by: "aoki") { $0.to = ["police"] } != nil)
        #expect(try Self.refuses(selector, "tell", step: step("a", "tell")) { $0.to = ["police"] })
        #expect(try !Self.refuses(selector, "tell", step: step("a", "tell")) { $0.to = ["head"] })
    }

    @Test func `an addressee who is a part that the rule makes an outside post reaches outside`() throws {
        let trial = try Trial.begin(
            rules([step("a", "tell") { $0.to = .part("other-side") }]) {
                $0.parts.append(Part(id: "other-side", binding: .rule(.police)))
                $0.forbids = [Self.forbid(Selector(reachesOutside: true))]
            })
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .forbidden)
        #expect(trial.refusal("tell", by: "aoki") { $0.to = ["other-side"] }?.kind == .forbidden)
    }

    @Test func `a paper is met by the act that uses it`() throws {
        let selector = Selector(papers: ["plan"])
        #expect(try Self.refuses(selector, "do", step: step("a") { $0.paper = .init(paper: "plan") }))
        #expect(try !Self.refuses(selector, "do", step: step("a")))
        #expect(try Self.refuses(selector, "tell") { $0.paper = "plan" })
        #expect(try !Self.refuses(selector, "tell"))
    }

    @Test func `a mark is met by the words that carry it, and no longer when it is taken off`() throws {
        let selector = Selector(marks: ["apology"])
        let writing = step("a") { $0.paper = .init(paper: "plan") }
        #expect(
            try Self.refuses(selector, "do", step: writing) {
                $0.field("what", "sorry")
                $0.marks = ["apology"]
            })
        #expect(try !Self.refuses(selector, "do", step: writing) { $0.field("what", "hello") })
        var trial = try Trial.begin(rules([writing]) { $0.forbids = [Self.forbid(selector)] })
        try trial.do("enter", by: "aoki") {
            ($0.paper, $0.fields, $0.marks) = ("plan", [.init("what", "sorry")], ["apology"])
        }
        #expect(trial.truth(.marked("plan", "apology")) == .yes)
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .forbidden)
        #expect(trial.refusal(of: "a", by: "aoki") { $0.field("what", "hello") } == nil)
    }

    @Test func `a step and a playbook are met by that step and by the steps of that playbook`() throws {
        let one = Selector(steps: ["a"])
        #expect(try Self.refuses(one, "do", step: step("a")))
        #expect(try !Self.refuses(one, "do", step: step("b")))
        #expect(try !Self.refuses(one, "fix"))
        #expect(try Self.refuses(Selector(playbooks: ["work"]), "do", step: step("b")))
        #expect(try !Self.refuses(Selector(playbooks: ["other"]), "do", step: step("b")))
    }

    @Test func `all that a selector says must match, and one of several selectors is enough`() throws {
        let both = Selector(acts: ["tell"], to: ["head"])
        #expect(try Self.refuses(both, "tell") { $0.to = ["head"] })
        #expect(try !Self.refuses(both, "do") { $0.to = ["head"] })
        #expect(try !Self.refuses(both, "tell") { $0.to = ["clerk"] })
        let trial = try Trial.begin(
            rules([]) {
                $0.forbids = [Self.forbid(Selector(acts: ["fix"]))]
                $0.forbids[0] = $0.forbids[0].with { $0.selectors.append(Selector(acts: ["tell"])) }
            })
        #expect(trial.refusal("tell", by: "aoki")?.kind == .forbidden)
        #expect(trial.refusal("fix", by: "aoki")?.kind == .forbidden)
        #expect(trial.refusal("stop", by: "aoki") == nil)
    }

    @Test func `a prohibition of closing stands before closing and before nothing else`() throws {
        let trial = try Trial.begin(
            rules([step("a") { $0.may = true }]) { $0.forbids = [Self.forbid(Selector(close: true))] })
        #expect(trial.refusal("close", by: "aoki")?.clauses == ["C-no"])
        #expect(trial.situation.closing.obstacles == [.forbidden(gate: "no", clauses: ["C-no"])])
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
        #expect(
            try Trial.begin(rules([]) { $0.forbids = [Self.forbid(Selector())] }).refusal("close", by: "aoki") == nil)
    }

    @Test func `a prohibition is in force while its condition is true, and until its end is`() throws {
        var trial = try Trial.begin(
            rules([step("check"), step("a", "fix")]) {
                $0.forbids = [EngineTests.forbid(when: .yes("hot"), until: .done(["check"]))]
            })
        try trial.answer("hot", "no")
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
        try trial.answer("hot", "yes")
        let refusal = try #require(trial.refusal(of: "a", by: "aoki"))
        #expect(refusal.kind == .forbidden)
        #expect(refusal.lawfulBy == ["C-check"])
        #expect(refusal.questions == [])
        try trial.perform("check", by: "aoki")
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
    }

    @Test func `a refusal names every prohibition that stands, every way through, and every open question`() throws {
        let trial = try Trial.begin(
            rules([step("a", "fix")]) {
                $0.forbids = [
                    EngineTests.forbid("one", when: .yes("hot")) { $0.ways = [way("urgent", when: .yes("urgent"))] },
                    EngineTests.forbid("two", until: .granted("ok")),
                ]
                $0.approvals = [approval(before: Selector(acts: ["stop"]))]
            })
        let refusal = try #require(trial.refusal(of: "a", by: "aoki"))
        #expect(refusal.clauses == ["C-one", "C-two"])
        #expect(refusal.lawfulBy == ["C-urgent", "C-ok"])
        #expect(refusal.questions == ["hot"])
        #expect(trial.duty("a")?.held.map(\.gate) == ["one", "two"])
        #expect(trial.duty("a")?.held.map(\.lawfulBy) == [["C-urgent"], ["C-ok"]])
    }

    @Test func `a closed step that is forbidden besides names both grounds`() throws {
        let trial = try Trial.begin(
            rules([step("b"), step("a", "fix", after: ["b"])]) { $0.forbids = [EngineTests.forbid()] })
        let refusal = try #require(trial.refusal(of: "a", by: "aoki"))
        #expect(refusal.kind == .closedStep)
        #expect(refusal.clauses == ["C-a", "C-no"])
    }

    @Test func `a way lets only those acts through that it is for`() throws {
        let trial = try Trial.begin(
            rules([step("a", "fix"), step("b", "stop")]) {
                $0.forbids = [
                    EngineTests.forbid("no", Selector(acts: ["respond"])) {
                        $0.ways = [way("interim") { $0.only = [Selector(acts: ["stop"])] }]
                    }
                ]
            })
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .forbidden)
        var open = trial
        #expect(try open.perform("b", by: "aoki").ways == ["interim"])
        #expect(open.truth(.way("interim")) == .yes)
    }

    @Test func `a way owes something afterwards`() throws {
        var trial = try Trial.begin(
            rules([step("a", "fix"), step("write-up", when: .way("oral"))]) {
                $0.forbids = [
                    EngineTests.forbid { $0.ways = [way("oral", when: .yes("urgent")) { $0.owes = ["write-up"] }] }
                ]
            })
        try trial.answer("urgent", "yes")
        #expect(trial.duties == ["a: lead"])
        try trial.perform("a", by: "aoki")
        #expect(trial.duties == ["write-up: lead"])
        #expect(trial.duty("write-up")?.since == trial.now)
    }

    @Test func `insisting on a way that is closed is refused though another is open`() throws {
        let trial = try Trial.begin(
            rules([step("a", "fix")]) {
                $0.forbids = [EngineTests.forbid { $0.ways = [way("one"), way("two", when: .yes("hot"))] }]
            })
        var one = trial
        #expect(try one.perform("a", by: "aoki").ways == ["one"])
        #expect(trial.refusal(of: "a", by: "aoki") { $0.way = "two" }?.kind == .forbidden)
    }

    @Test func `a way that no gate has is refused`() throws {
        let trial = try Trial.begin(rules([step("a", "fix")]))
        #expect(trial.refusal(of: "a", by: "aoki") { $0.way = "nowhere" }?.kind == .malformed)
    }

    @Test func `insisting on a way of one gate does not close another that is granted or has ways of its own`() throws {
        var trial = try Trial.begin(
            rules([step("a", "fix")]) {
                $0.forbids = [
                    EngineTests.forbid("one") { $0.ways = [way("oral")] },
                    EngineTests.forbid("two") { $0.ways = [way("other")] },
                ]
                $0.approvals = [approval()]
            })
        try trial.do("ask", by: "aoki")
        try trial.do("grant", by: "mori")
        #expect(try trial.perform("a", by: "aoki") { $0.way = "oral" }.ways == ["oral", "other"])
    }

    @Test func `a prohibition that only warns lets the act go and records that the person went on`() throws {
        var trial = try Trial.begin(rules([step("a", "fix")]) { $0.forbids = [EngineTests.forbid { $0.warns = true }] })
        #expect(trial.duty("a")?.held == [])
        let done = try trial.perform("a", by: "aoki")
        #expect(done.warnings == ["C-no"])
        #expect(done.event.changes.contains(.warned(gate: "no", clauses: ["C-no"])))
        #expect(trial.matter.deviations == [])
    }

    @Test func `a prohibition of a playbook is in force only while that runs`() throws {
        var trial = try Trial.begin(
            rules([step("a", "fix")]) {
                $0.playbooks.append(Playbook(id: "other", begins: .yes("hot")))
                $0.forbids = [EngineTests.forbid { $0.playbook = "other" }]
            })
        try trial.answer("hot", "no")
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
        try trial.answer("hot", "yes")
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .forbidden)
    }

    @Test func `an act that needs a step cannot be done freely, and the refusal names the steps`() throws {
        var trial = try Trial.begin(rules([step("a", "wipe", when: .yes("hot"))]))
        let refusal = try #require(trial.refusal("wipe", by: "aoki"))
        #expect(refusal.kind == .closedStep)
        #expect(refusal.clauses == ["A-wipe"])
        #expect(refusal.lawfulBy == ["C-a"])
        try trial.answer("hot", "yes")
        #expect(trial.refusal("wipe", by: "aoki") == nil)
    }

    @Test func `under each a prohibition looks at the item`() throws {
        var trial = try Trial.begin(
            rules([step("a", "fix") { $0.each = "thing" }]) {
                $0.items = [.thing]
                $0.facts.append(Fact(id: "sealed", domain: .yesNo, askedOf: .lead, per: "thing"))
                $0.forbids = [EngineTests.forbid(when: .yes("sealed"))]
            })
        for id in ["t1", "t2"] { try trial.do("add-item", by: "aoki") { ($0.item, $0.itemKind) = (id, "thing") } }
        try trial.answer("sealed", "yes", item: "t1")
        try trial.answer("sealed", "no", item: "t2")
        #expect(trial.refusal(of: "a", by: "aoki") { $0.item = "t1" }?.kind == .forbidden)
        #expect(trial.refusal(of: "a", by: "aoki") { $0.item = "t2" } == nil)
    }

    @Test func `the steps that a gate touches are known beforehand`() {
        let program = Program(
            rules([step("a", "fix"), step("b", "stop"), step("c", "tell") { $0.to = .police }]) {
                $0.forbids = [Self.forbid(Selector(acts: ["respond"]))]
                $0.approvals = [approval(before: Selector(reachesOutside: true))]
            })
        #expect(program.touched.map(\.gate) == ["no", "ok"])
        #expect(program.touched.map(\.steps) == [["a", "b"], ["c"]])
    }
}

@Suite struct `Ways round an approval` {
    static func book(_ ways: [Way], steps: [Step] = [step("a", "fix")]) -> Rulebook {
        rules(steps) {
            $0.registers = [
                Register(
                    id: "procedures", owner: .officer,
                    columns: [
                        .init(id: "title", domain: .text), .init(id: "from", domain: .date, role: .from),
                        .init(id: "to", domain: .date, role: .to),
                    ])
            ]
            $0.approvals = [approval { $0.ways = ways }]
        }
    }

    static var house: House {
        var house = House.small
        house.registers["procedures"] = [
            "now": .init(values: ["from": ["2026-06-01"], "to": ["2026-06-01"]]),
            "past": .init(values: ["to": ["2026-05-31"]]), "future": .init(values: ["from": ["2026-06-02"]]),
            "open": .init(values: [:]), "closed": .init(values: [:], closed: true),
        ]
        return house
    }

    @Test func `an approval is deemed given by citing a row in force, and not otherwise`() throws {
        let trial = try Trial.begin(Self.book([way("deemed") { $0.cites = "procedures" }]), house: Self.house)
        let refusal = try #require(trial.refusal(of: "a", by: "aoki"))
        #expect(refusal.kind == .notGranted)
        #expect(refusal.lawfulBy == ["C-ok", "C-deemed"])
        for row in ["past", "future", "closed", "nowhere", ""] {
            #expect(trial.refusal(of: "a", by: "aoki") { $0.cites = row }?.kind == .notGranted)
        }
        for row in ["now", "open"] {
            var one = trial
            let done = try one.perform("a", by: "aoki") { $0.cites = row }
            #expect(done.event.changes.contains(.wayUsed(gate: "ok", way: "deemed", row: row)))
            #expect(one.duties == [])
        }
    }

    @Test func `an approval given by word of mouth owes the writing up, and nobody is asked any more`() throws {
        var trial = try Trial.begin(
            Self.book(
                [way("oral", when: .yes("urgent")) { $0.owes = ["write-up"] }],
                steps: [step("a", "fix"), step("write-up", when: .way("oral"))]))
        #expect(trial.duties == ["a: lead", "ask ok: lead"])
        try trial.answer("urgent", "yes")
        #expect(trial.duties == ["a: lead"])
        try trial.perform("a", by: "aoki")
        #expect(trial.duties == ["write-up: lead"])
    }

    @Test func `what is exempt is not asked for`() throws {
        var trial = try Trial.begin(Self.book([way("exempt", when: .yes("hot"))]))
        try trial.answer("hot", "yes")
        #expect(trial.duties == ["a: lead"])
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
        try trial.answer("hot", "no")
        #expect(trial.duties == ["a: lead", "ask ok: lead"])
    }

    @Test func `a grant needs no way, and a way insisted on is recorded though it is granted`() throws {
        var trial = try Trial.begin(Self.book([way("oral")]))
        try trial.do("enter", by: "aoki") { ($0.paper, $0.fields) = ("plan", [.init("what", "x")]) }
        #expect(try trial.perform("a", by: "aoki") { $0.way = "oral" }.ways == ["oral"])
    }
}
