import Notation
import Rules
import Testing

@testable import Engine

@Suite struct `Order by dataflow` {
    @Test func `a step opens when those it follows are done`() throws {
        var trial = try Trial.begin(rules([step("a"), step("b"), step("c", after: ["a", "b"])]))
        #expect(trial.duties == ["a: lead", "b: lead"])
        try trial.perform("a", by: "aoki")
        #expect(trial.duties == ["b: lead"])
        let refusal = try #require(trial.refusal(of: "c", by: "aoki"))
        #expect(refusal.kind == .closedStep)
        #expect(refusal.steps == ["b"])
        #expect(refusal.lawfulBy == ["C-b"])
        try trial.perform("b", by: "aoki")
        #expect(trial.duties == ["c: lead"])
    }

    @Test func `a step that is not owed does not hold what follows it`() throws {
        var trial = try Trial.begin(rules([step("a", when: .yes("hot")), step("b", after: ["a"])]))
        #expect(trial.duties == [])
        try trial.answer("hot", "no")
        #expect(trial.duties == ["b: lead"])
    }

    @Test func `a step of a playbook that has not begun does not hold what follows it`() throws {
        var trial = try Trial.begin(
            rules([step("b", after: ["a"])]) {
                $0.playbooks.append(Playbook(id: "other", begins: .yes("hot"), steps: [step("a")]))
            })
        #expect(trial.duties == [])
        #expect(trial.question("hot")?.hangs == ["other"])
        try trial.answer("hot", "no")
        #expect(trial.duties == ["b: lead"])
        try trial.answer("hot", "yes")
        #expect(trial.duties == ["a: lead"])
    }

    @Test func `a step that merely waits is still owed, so what follows it waits too`() throws {
        let trial = try Trial.begin(rules([step("a"), step("b", after: ["a"]), step("c", after: ["b"])]))
        #expect(trial.duties == ["a: lead"])
        #expect(trial.refusal(of: "c", by: "aoki")?.steps == ["b"])
    }

    @Test func `while a step before is unknown the follower waits, and the question names that step`() throws {
        let trial = try Trial.begin(rules([step("a", when: .yes("hot")), step("b", after: ["a"])]))
        #expect(trial.duties == [])
        #expect(trial.question("hot")?.hangs == ["a"])
        #expect(trial.refusal(of: "b", by: "aoki")?.steps == ["a"])
    }

    @Test func `what follows an optional step sleeps until that is done`() throws {
        var trial = try Trial.begin(rules([step("a") { $0.may = true }, step("b", after: ["a"])]))
        #expect(trial.permitted == ["a: lead"])
        #expect(trial.duties == [])
        #expect(trial.situation.closing.may)
        try trial.perform("a", by: "aoki")
        #expect(trial.duties == ["b: lead"])
    }

    @Test func `what follows an optional step that is not open sleeps, it is not owed`() throws {
        var trial = try Trial.begin(
            rules([
                step("a", when: .yes("hot")) { $0.may = true }, step("b", after: ["a"]), step("c", after: ["b"]),
            ]))
        try trial.answer("hot", "no")
        #expect(trial.duties == ["c: lead"])
    }

    @Test func `after-any needs one of them`() throws {
        var trial = try Trial.begin(rules([step("a"), step("b"), step("c") { $0.afterAny = ["a", "b"] }]))
        #expect(trial.duties == ["a: lead", "b: lead"])
        try trial.perform("b", by: "aoki")
        #expect(trial.duties == ["a: lead", "c: lead"])
    }

    @Test func `after-any of steps that are none of them owed sleeps`() throws {
        var trial = try Trial.begin(
            rules([
                step("a", when: .yes("hot")), step("b", when: .yes("wide")), step("c") { $0.afterAny = ["a", "b"] },
                step("d", after: ["c"]),
            ]))
        #expect(trial.duties == [])
        try trial.answer("hot", "no")
        #expect(trial.duties == [])
        try trial.answer("wide", "no")
        #expect(trial.duties == ["d: lead"])
    }

    @Test func `steps that wait for each other wait, and nothing hangs`() throws {
        let trial = try Trial.begin(rules([step("a", after: ["b"]), step("b", after: ["a"]), step("c", after: ["c"])]))
        #expect(trial.duties == [])
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .closedStep)
    }

    @Test func `playbooks that begin with each other do not begin, and nothing hangs`() throws {
        let trial = try Trial.begin(
            rules([step("a")]) {
                $0.playbooks[0].begins = .begun("other")
                $0.playbooks.append(Playbook(id: "other", begins: .begun("work"), steps: [step("b")]))
            })
        #expect(trial.duties == [])
        #expect(trial.situation.playbooks == [])
    }

    @Test func `a performer that hangs on its own step being done does not hang`() throws {
        var trial = try Trial.begin(
            rules([step("a", by: .first((.done(["a"]), .officer), (.always, .lead)))]))
        #expect(trial.duties == ["a: lead"])
        try trial.perform("a", by: "aoki")
        #expect(trial.duties == [])
    }

    @Test func `a giver that hangs on its own grant does not hang`() throws {
        var trial = try Trial.begin(
            rules([step("a", "fix")]) {
                $0.approvals = [approval(by: .first((.granted("ok"), .head), (.always, .officer)))]
            })
        try trial.do("ask", by: "aoki")
        #expect(trial.duties == ["a: lead", "decide ok: officer"])
        try trial.do("grant", by: "mori")
        _ = trial.situation
    }

    @Test func `a clock that stops at its own end does not hang`() throws {
        var trial = try Trial.begin(
            rules([]) {
                $0.clocks = [
                    Clock(
                        id: "wait", kind: .wait, starts: [.init(id: "x", source: .fact("received"))],
                        lasts: Duration(days: 1), counting: .daysFirstOut, stops: .ended("wait"))
                ]
            })
        try trial.answer("received", "2026-06-01")
        trial.pass("P3D")
        #expect(trial.clock("wait") != nil)
    }

    @Test func `parts that are each other do not hang`() throws {
        let trial = try Trial.begin(
            rules([step("a", by: .part("left"))]) {
                $0.parts += [
                    Part(id: "left", binding: .rule(.part("right"))), Part(id: "right", binding: .rule(.part("left"))),
                ]
            })
        #expect(trial.situation.duties.flatMap(\.bearers) == [])
        #expect(trial.truth(.same(["left", "right"])) == .unknown)
    }

    @Test func `a step is done once, and a second time is refused`() throws {
        var trial = try Trial.begin(rules([step("a")]))
        try trial.perform("a", by: "aoki")
        let refusal = try #require(trial.refusal(of: "a", by: "aoki"))
        #expect(refusal.kind == .closedStep)
        #expect(refusal.clauses == ["C-a"])
    }

    @Test func `several playbooks run at once, and each begins with its own facts`() throws {
        var trial = try Trial.begin(
            rules([step("a")]) {
                $0.playbooks.append(Playbook(id: "hot-one", begins: .yes("hot"), steps: [step("h")]))
                $0.playbooks.append(Playbook(id: "wide-one", begins: .yes("wide"), steps: [step("w")]))
            })
        try trial.answer("hot", "yes")
        try trial.answer("wide", "yes")
        #expect(trial.situation.playbooks == ["work", "hot-one", "wide-one"])
        #expect(trial.duties == ["a: lead", "h: lead", "w: lead"])
        try trial.answer("hot", "no")
        #expect(trial.duties == ["a: lead", "w: lead"])
    }

    @Test func `a playbook of another kind of matter does not run`() throws {
        let trial = try Trial.begin(
            rules([step("a")]) {
                $0.playbooks.append(Playbook(id: "visits", matters: ["visit"], steps: [step("v")]))
                $0.playbooks.append(Playbook(id: "any", steps: [step("x")]))
                $0.matters[0].playbooks = ["work", "visits"]
            })
        #expect(trial.duties == ["a: lead"])
    }

    @Test func `why a duty is owed names the answers and acts it follows from`() throws {
        var trial = try Trial.begin(rules([step("a"), step("b", after: ["a"], when: .yes("hot"))]))
        #expect(trial.duty("a")?.because == [.opened])
        try trial.answer("hot", "yes")
        try trial.perform("a", by: "aoki")
        #expect(
            trial.duty("b")?.because == [
                .answered("hot", .values(["yes"]), by: "aoki", entry: 2), .done("a", by: "aoki", entry: 3),
            ])
        #expect(trial.duty("b")?.since == trial.now)
    }

    @Test func `a report through another post is done when it has been passed on`() throws {
        var trial = try Trial.begin(
            rules([
                step("a", "tell") { ($0.to, $0.via) = (.head, .clerk) }, step("b", after: ["a"]),
            ]))
        #expect(trial.duty("a")?.to == ["head"])
        try trial.perform("a", by: "aoki")
        #expect(trial.duties == ["pass a: clerk"])
        #expect(trial.refusal("pass", by: "mori")?.kind == .notThePost)
        #expect(trial.refusal(of: "a", by: "aoki") != nil)
        try trial.do("pass", by: "kato")
        #expect(trial.duties == ["b: lead"])
        #expect(trial.refusal("pass", by: "kato")?.kind == .closedStep)
    }

    @Test func `two open steps that fit an act are an error that lists them`() throws {
        var trial = try Trial.begin(rules([step("a"), step("b"), step("c", by: .officer)]))
        let refusal = try #require(trial.refusal("do", by: "aoki"))
        #expect(refusal.kind == .ambiguous)
        #expect(refusal.steps == ["a", "b"])
        try trial.do("do", by: "mori")
        #expect(trial.duties == ["a: lead", "b: lead"])
        try trial.do("do", by: "aoki") { $0.clause = "C-b" }
        #expect(trial.duties == ["a: lead"])
    }
}
