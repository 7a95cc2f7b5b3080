import Notation
import Rules
import Testing

@testable import Engine

@Suite struct `Done in fact` {
    static func book(_ edit: (inout Rulebook) -> Void = { _ in }) -> Rulebook {
        rules([step("check"), step("a", "fix", after: ["check"]) { $0.asks = [.init(fact: "hot")] }]) {
            $0.forbids = [forbid(until: .yes("wide"))]
            edit(&$0)
        }
    }

    @Test func `what has happened is recorded against every rule, with clause, reason and time`() throws {
        var trial = try Trial.begin(Self.book { $0.approvals = [approval()] })
        #expect(trial.refusal(of: "a", by: "aoki") != nil)
        let done = try trial.perform("a", by: "aoki") {
            $0.inFact = true
            $0.reason = "smoke"
            $0.happened = time("2026-06-01T09:55")
        }
        #expect(done.deviations == ["no", "ok"])
        #expect(trial.matter.deviations.map(\.clauses) == [["C-no"], ["C-ok"]])
        #expect(trial.matter.deviations.map(\.reason) == ["smoke", "smoke"])
        #expect(trial.matter.deviations.first?.at == time("2026-06-01T09:55"))
        #expect(trial.matter.deviations.first?.person == "aoki")
        #expect(trial.truth(.done(["a"])) == .yes)
        #expect(trial.truth(.deviated("no")) == .yes)
        #expect(trial.truth(.deviated("other")) == .no)
        #expect(trial.truth(.deviated(nil)) == .yes)
    }

    @Test func `what was lawful is no deviation though it is entered as done`() throws {
        var trial = try Trial.begin(rules([step("a", "fix")]) { $0.approvals = [approval()] })
        try trial.do("ask", by: "aoki")
        try trial.do("grant", by: "mori")
        #expect(try trial.perform("a", by: "aoki") { $0.inFact = true }.deviations == [])
        #expect(trial.duties == [])
    }

    @Test func `an act out of its order is a deviation from its own step`() throws {
        var trial = try Trial.begin(rules([step("check"), step("a", after: ["check"])]))
        let done = try trial.perform("a", by: "aoki") { $0.inFact = true }
        #expect(done.deviations == ["a"])
        #expect(trial.matter.deviations.map(\.clauses) == [["C-a"]])
        #expect(trial.duties == ["check: lead"])
    }

    @Test func `neither an open answer nor an empty field nor another hand refuses it`() throws {
        var trial = try Trial.begin(
            rules([
                step("a") {
                    $0.asks = [.init(fact: "hot")]
                    $0.paper = .init(paper: "plan")
                    $0.names = "responder"
                }
            ]))
        #expect(trial.refusal(of: "a", by: "nagai") != nil)
        try trial.perform("a", by: "nagai") { $0.inFact = true }
        #expect(trial.truth(.done(["a"])) == .yes)
    }

    @Test func `the request that should have come before is owed afterwards`() throws {
        var trial = try Trial.begin(
            rules([step("draft"), step("a", "fix")]) { $0.approvals = [approval { $0.after = ["draft"] }] })
        #expect(trial.duties == ["draft: lead", "a: lead"])
        try trial.perform("a", by: "aoki") { $0.inFact = true }
        #expect(trial.duties == ["draft: lead", "ask ok: lead"])
        try trial.do("ask", by: "aoki")
        #expect(trial.duties == ["draft: lead", "decide ok: officer"])
        try trial.do("grant", by: "mori")
        #expect(trial.duties == ["draft: lead"])
    }

    @Test func `the request is owed afterwards for an item too`() throws {
        var trial = try Trial.begin(
            rules([step("a", "fix") { $0.each = "thing" }]) {
                $0.items = [.thing]
                $0.approvals = [approval()]
            })
        try trial.do("add-item", by: "aoki") { ($0.item, $0.itemKind) = ("t1", "thing") }
        try trial.perform("a", by: "aoki") { ($0.item, $0.inFact) = ("t1", true) }
        #expect(trial.duties == ["ask ok: lead"])
        try trial.do("ask", by: "aoki")
        try trial.do("grant", by: "mori")
        #expect(trial.duties == [])
    }

    @Test func `an act that no step foresaw owes its request afterwards, and that grant lets no second one go`() throws
    {
        var trial = try Trial.begin(rules([]) { $0.approvals = [approval(before: Selector(acts: ["send"]))] })
        #expect(trial.duties == [])
        #expect(
            try trial.do("send", by: "kato") { ($0.inFact, $0.reason) = (true, "told the press") }.deviations == ["ok"])
        #expect(trial.duties == ["ask ok: lead"])
        try trial.do("ask", by: "aoki") { $0.subject = "send" }
        #expect(trial.duties == ["decide ok: officer"])
        try trial.do("grant", by: "mori") { $0.subject = "send" }
        #expect(trial.duties == [])
        #expect(trial.refusal("send", by: "aoki")?.kind == .notGranted)
    }

    @Test func `an act that needs a step is a deviation when it was done without one`() throws {
        var trial = try Trial.begin(rules([]))
        #expect(trial.refusal("wipe", by: "aoki") != nil)
        #expect(try trial.do("wipe", by: "aoki") { $0.inFact = true }.deviations == ["wipe"])
        #expect(trial.matter.deviations.map(\.clauses) == [["A-wipe"]])
    }

    @Test func `deviations are listed at closing and do not stand against it`() throws {
        var trial = try Trial.begin(rules([step("check"), step("a", after: ["check"])]))
        try trial.perform("a", by: "aoki") { ($0.inFact, $0.reason) = (true, "in a hurry") }
        try trial.perform("check", by: "aoki")
        #expect(trial.situation.closing.may)
        #expect(trial.situation.closing.deviations.map(\.gate) == ["a"])
        try trial.do("close", by: "aoki")
        #expect(trial.matter.deviations.count == 1)
    }

    @Test func `several past acts are entered in their order, at their own times`() throws {
        var trial = try Trial.begin(
            rules([
                step("a"), step("b", after: ["a"]),
                step("c", after: ["b"]) { $0.due = .init(.duration(Duration(minutes: 30))) },
            ]))
        for (name, at) in [("a", "08:00"), ("b", "08:10")] {
            let done = try trial.perform(Name(name), by: "aoki") {
                $0.inFact = true
                $0.happened = time("2026-06-01T" + at)
            }
            #expect(done.deviations == [])
        }
        #expect(trial.duties == ["c: lead"])
        #expect(trial.duty("c")?.since == trial.matter.openedAt)
        #expect(trial.events.map(\.entered) == trial.events.map(\.entered).sorted())
    }

    @Test func `an act that came before its approval is a deviation though the approval was entered first`() throws {
        var trial = try Trial.begin(rules([step("a", "fix")]) { $0.approvals = [approval()] })
        let early = trial.now
        trial.pass("PT1H")
        try trial.do("ask", by: "aoki")
        try trial.do("grant", by: "mori")
        let done = try trial.perform("a", by: "aoki") { ($0.inFact, $0.happened) = (true, early) }
        #expect(done.deviations == ["ok"])
    }

    @Test func `a step done before the one it follows is a deviation though that one was entered first`() throws {
        var trial = try Trial.begin(rules([step("check"), step("a", after: ["check"])]))
        let early = trial.now
        trial.pass("PT1H")
        try trial.perform("check", by: "aoki")
        #expect(try trial.perform("a", by: "aoki") { ($0.inFact, $0.happened) = (true, early) }.deviations == ["a"])
    }

    @Test func `the state of an item is moved by what happened only where the rules know such a move`() throws {
        var trial = try Trial.begin(
            rules([step("a") { ($0.each, $0.moves) = ("thing", [.init(from: "out", to: ["gone"])]) }]) {
                $0.items = [.thing]
            })
        try trial.do("add-item", by: "aoki") { ($0.item, $0.itemKind) = ("t1", "thing") }
        try trial.perform("a", by: "aoki") { ($0.item, $0.inFact) = ("t1", true) }
        #expect(trial.matter.items.map(\.state) == ["in"])
    }
}
