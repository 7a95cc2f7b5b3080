import Notation
import Rules
import Testing

@testable import Engine

@Suite struct `What every matter can` {
    @Test func `a note needs words, changes nothing and is an entry`() throws {
        var trial = try Trial.begin(rules([step("a")]))
        #expect(trial.refusal("note", by: "nagai") { $0.text = " \n\u{3000}" }?.missing == ["text"])
        let before = trial.duties
        try trial.do("note", by: "nagai") { $0.text = "it smells of smoke" }
        #expect(trial.duties == before)
        #expect(trial.matter.entries == 2)
        #expect(trial.events.last?.text == "it smells of smoke")
    }

    @Test func `a statement names its speaker and its time`() throws {
        var trial = try Trial.begin(rules([]))
        #expect(trial.refusal("statement", by: "kato") { $0.text = "I opened it" }?.missing == ["speaker"])
        #expect(trial.refusal("statement", by: "kato") { $0.onBehalf = "a student" }?.missing == ["text"])
        try trial.do("statement", by: "kato") {
            ($0.text, $0.onBehalf, $0.happened) = ("I opened it", "a student", time("2026-06-01T09:30"))
        }
        let last = try #require(trial.events.last)
        #expect(last.changes == [.statement(speaker: "a student")])
        #expect(last.happened == time("2026-06-01T09:30"))
        #expect(last.actor == Actor(person: "kato", post: "clerk", onBehalf: "a student"))
    }

    @Test func `a linked matter is named, and a matter is not linked with itself`() throws {
        var trial = try Trial.begin(rules([]))
        #expect(trial.refusal("link", by: "aoki")?.missing == ["other"])
        #expect(trial.refusal("link", by: "aoki") { $0.other = "m1" }?.kind == .malformed)
        try trial.do("link", by: "aoki") { $0.other = "m7" }
        #expect(trial.matter.links == ["m7"])
    }

    @Test func `a duplicate is merged into the other with a reason, and ends`() throws {
        var trial = try Trial.begin(rules([step("a")]))
        #expect(trial.refusal("merge", by: "aoki") { $0.reason = "the same" }?.missing == ["other"])
        #expect(trial.refusal("merge", by: "aoki") { $0.other = "m7" }?.missing == ["reason"])
        #expect(trial.refusal("merge", by: "aoki") { ($0.other, $0.reason) = ("m1", "x") }?.kind == .malformed)
        try trial.do("merge", by: "aoki") { ($0.other, $0.reason) = ("m7", "the same") }
        #expect(trial.matter.ended == .init(how: .merged, endings: ["merged"], into: "m7"))
        let tidings = trial.tidings
        #expect(tidings.map(\.matter) == ["m7"])
        #expect(tidings.first?.event.changes == [.linked("m1")])
        #expect(!trial.matter.isOpen)
    }

    @Test func `a matter is split with a reason into one of the same kind that is linked with it`() throws {
        var trial = try Trial.begin(rules([])) { $0.exercise = true }
        #expect(trial.refusal("split", by: "aoki")?.missing == ["reason"])
        #expect(trial.refusal("split", by: "aoki") { ($0.reason, $0.newIDs) = ("two things", []) }?.kind == .malformed)
        let outcome = try trial.do("split", by: "aoki") {
            ($0.reason, $0.newIDs) = ("two things", ["m2"])
            $0.answer("kind", "system")
        }
        let opening = try #require(outcome.opened.first)
        #expect(opening.id == "m2")
        let other = Matter(id: "m2", events: [opening.event])
        #expect(other.kind == "case")
        #expect(other.exercise)
        #expect(other.links == ["m1"])
        #expect(trial.matter.links == ["m2"])
        #expect(other.bound["finder"] == "nagai")
        #expect(other.standing("kind", item: nil)?.value == .values(["system"]))
        #expect(
            trial.refusal("split", by: "aoki") {
                $0.reason = "x"
                $0.answer("nowhere", "yes")
            }?.kind == .malformed)
    }

    @Test func `a false alarm needs a reason and ends the matter whatever is open`() throws {
        var trial = try Trial.begin(rules([step("a")]))
        #expect(trial.refusal("false-alarm", by: "aoki")?.missing == ["reason"])
        try trial.do("false-alarm", by: "aoki") { $0.reason = "a test bell" }
        #expect(trial.matter.ended?.how == .falseAlarm)
        #expect(trial.matter.ended?.endings == ["false-alarm"])
    }

    @Test func `only who opened it or the holder of a post withdraws it`() throws {
        let trial = try Trial.begin(rules([step("a")]))
        #expect(trial.refusal("withdraw", by: "ueda") { $0.reason = "x" }?.kind == .notThePost)
        #expect(trial.refusal("withdraw", by: "nagai")?.missing == ["reason"])
        #expect(trial.refusal("withdraw", by: "nagai") { $0.reason = "x" } == nil)
        #expect(trial.refusal("withdraw", by: "kato") { $0.reason = "x" } == nil)
    }

    @Test func `after the end nothing is done until it is reopened with a reason`() throws {
        var trial = try Trial.begin(rules([step("a")]))
        try trial.do("withdraw", by: "nagai") { $0.reason = "found it" }
        for verb in [
            "do", "answer", "ask", "grant", "close", "enter", "add-item", "withdraw", "hand-over", "begin-again",
        ] {
            #expect(trial.refusal(verb, by: "aoki")?.kind == .closed)
        }
        try trial.do("note", by: "aoki") { $0.text = "afterthought" }
        #expect(trial.refusal("reopen", by: "aoki")?.missing == ["reason"])
        try trial.do("reopen", by: "aoki") { $0.reason = "lost again" }
        #expect(trial.matter.isOpen)
        try trial.perform("a", by: "aoki")
        #expect(trial.refusal("reopen", by: "aoki") { $0.reason = "x" }?.kind == .malformed)
    }

    @Test func `closing is refused with everything that stands against it`() throws {
        var trial = try Trial.begin(
            rules([step("a"), step("b", when: .yes("hot"))]) {
                $0.forbids = [forbid("stay", Selector(close: true), until: .done(["a"]))]
                $0.matters[0].endings = [Ending(id: "over", clauses: ["C-over"], when: .done(["a"]))]
            })
        let refusal = try #require(trial.refusal("close", by: "aoki"))
        #expect(refusal.kind == .mayNotClose)
        #expect(refusal.clauses == ["C-a", "F-hot", "C-b", "C-stay", "C-over"])
        #expect(refusal.missing == ["a", "hot", "stay", "case"])
        #expect(refusal.who.map(\.name) == ["lead"])
        try trial.perform("a", by: "aoki")
        #expect(trial.refusal("close", by: "aoki")?.missing == ["hot"])
        try trial.answer("hot", "no")
        #expect(trial.refusal("close", by: "nagai")?.kind == .notThePost)
        try trial.do("close", by: "aoki")
        #expect(trial.matter.ended == .init(how: .closed, endings: ["over"], into: ""))
    }

    @Test func `without endings of the matter each playbook that has begun needs one of its own`() throws {
        var trial = try Trial.begin(
            rules([]) {
                $0.playbooks[0].endings = [
                    Ending(id: "good", clauses: ["C-good"], when: .yes("hot")),
                    Ending(id: "bad", when: .fact("hot", .oneOf(["no"]))),
                ]
            })
        #expect(trial.situation.closing.obstacles == [.noEnding(of: "work", clauses: ["C-good", "F-hot"])])
        try trial.answer("hot", "no")
        #expect(trial.situation.endings == ["bad"])
        try trial.do("close", by: "aoki")
        #expect(trial.matter.ended?.endings == ["bad"])
    }

    @Test func `an ending without a clause stands on what it waits for, and whoever does that is named`() throws {
        var trial = try Trial.begin(
            rules([step("a", by: .officer, when: .yes("hot"))]) {
                $0.playbooks[0].endings = [
                    Ending(id: "good", when: .all([.done(["a"]), .unlessSure(.not(.yes("hot")))]))
                ]
            })
        try trial.answer("hot", "no")
        let refusal = try #require(trial.refusal("close", by: "aoki"))
        #expect(refusal.clauses == ["C-a", "F-hot"])
        #expect(refusal.who.map(\.name) == ["officer"])
        #expect(refusal.missing == ["work"])
    }

    @Test func `an ending that waits for the state of items stands on the steps that bring them there`() throws {
        var trial = try Trial.begin(
            rules([
                step("bring", by: .clerk, when: .yes("hot")) { step in
                    (step.each, step.moves) = ("thing", [.init(from: "out", to: ["in"])])
                }
            ]) {
                $0.items = [ItemKind(id: "thing", clauses: ["C-thing"], states: [option("out"), option("in")])]
                $0.matters[0].endings = [
                    Ending(id: "over", when: .every("thing", where: .itemState(["in"]), except: []))
                ]
            })
        try trial.do("add-item", by: "aoki") { ($0.item, $0.itemKind) = ("t1", "thing") }
        try trial.answer("hot", "no")
        let refusal = try #require(trial.refusal("close", by: "aoki"))
        #expect(refusal.clauses == ["C-thing", "C-bring"])
        #expect(refusal.who.map(\.name) == ["clerk"])
    }

    @Test func `a matter is handed over to a known person`() throws {
        var trial = try Trial.begin(rules([]))
        #expect(trial.refusal("hand-over", by: "aoki")?.missing == ["to"])
        #expect(trial.refusal("hand-over", by: "aoki") { $0.to = ["stranger"] }?.missing == ["to"])
        let outcome = try trial.do("hand-over", by: "aoki") { $0.to = ["ueda"] }
        #expect(outcome.event.changes == [.handedOver(post: "lead", from: "aoki", to: "ueda")])
    }

    @Test func `an exercise is one from its opening, and nothing makes or unmakes it later`() throws {
        var drill = try Trial.begin(rules([])) { $0.exercise = true }
        var real = try Trial.begin(rules([]))
        #expect(drill.truth(.exercise) == .yes)
        #expect(drill.situation.exercise)
        for (verb, flag) in [("note", false), ("answer", false), ("move", false), ("reopen", true), ("note", true)] {
            _ = try? drill.do(verb, by: "aoki") {
                ($0.exercise, $0.text, $0.edition, $0.reason) = (flag, "x", "e", "r")
            }
            _ = try? real.do(verb, by: "aoki") {
                ($0.exercise, $0.text, $0.edition, $0.reason) = (!flag, "x", "e", "r")
            }
        }
        #expect(drill.matter.exercise)
        #expect(!real.matter.exercise)
        real.add(
            Event(
                act: "open", happened: real.now, entered: real.now, actor: Actor(person: "x"),
                changes: [
                    .opened(.init(kind: "case", rulebook: "", edition: "", adopted: [:], exercise: true, parent: ""))
                ]))
        #expect(!real.matter.exercise)
    }

    @Test func `a matter keeps the edition it began under, and is moved only with a reason`() throws {
        var trial = try Trial.begin(rules([]) { $0.adopted = ["r": "one"] })
        #expect(trial.matter.rulebook == "small")
        #expect(trial.matter.edition == "2026-1")
        #expect(trial.matter.adopted == ["r": "one"])
        #expect(trial.refusal("move", by: "aoki") { $0.edition = "2027-1" }?.missing == ["reason"])
        #expect(trial.refusal("move", by: "aoki") { $0.reason = "x" }?.missing == ["edition"])
        try trial.do("move", by: "aoki") { ($0.edition, $0.reason, $0.adopted) = ("2027-1", "new law", ["r": "two"]) }
        #expect(trial.matter.edition == "2027-1")
        #expect(trial.matter.adopted == ["r": "two"])
        #expect(trial.events.last?.reason == "new law")
    }
}

@Suite struct `Corrections` {
    @Test func `what is struck no longer counts, and the old entry stays`() throws {
        var trial = try Trial.begin(rules([step("a", when: .yes("hot")), step("b")]))
        try trial.answer("hot", "yes")
        try trial.perform("a", by: "aoki")
        let events = trial.events
        #expect(trial.refusal("correct", by: "aoki") { $0.entry = 2 }?.missing == ["reason"])
        try trial.do("correct", by: "aoki") { ($0.entry, $0.reason) = (2, "a mistake") }
        #expect(trial.truth(.yes("hot")) == .unknown)
        #expect(trial.questions == [])
        try trial.do("correct", by: "aoki") { ($0.entry, $0.reason) = (3, "another room") }
        #expect(trial.questions == ["hot: lead"])
        #expect(Array(trial.events.prefix(3)) == events)
        #expect(trial.matter.entries == 5)
    }

    @Test func `striking the latest answer lets the one before stand again`() throws {
        var trial = try Trial.begin(rules([]))
        try trial.answer("hot", "no")
        try trial.answer("hot", "yes")
        try trial.do("correct", by: "aoki") { ($0.entry, $0.reason) = (3, "mistyped") }
        #expect(trial.truth(.yes("hot")) == .no)
    }

    @Test func `a correction can carry the right answer`() throws {
        var trial = try Trial.begin(rules([]))
        try trial.answer("persons", "1000")
        try trial.do("correct", by: "aoki") {
            ($0.entry, $0.reason) = (2, "a nought too many")
            $0.answer("persons", "100")
        }
        #expect(trial.truth(.fact("persons", .below(1000))) == .yes)
    }

    @Test(arguments: [nil, 0, -1, 1, 9] as [Int?])
    func `only an entry that there is can be struck, and never the opening`(entry: Int?) throws {
        let trial = try Trial.begin(rules([]))
        #expect(trial.refusal("correct", by: "aoki") { ($0.entry, $0.reason) = (entry, "x") }?.missing == ["entry"])
    }

    @Test func `striking an act that moved, named, added or began again takes that back too`() throws {
        var trial = try Trial.begin(
            rules([
                step("a") { ($0.each, $0.moves) = ("thing", [.init(from: "in", to: ["out"])]) },
                step("name") { $0.names = "responder" }, step("again") { $0.restarts = "other" },
            ]) {
                $0.items = [.thing]
                $0.playbooks.append(Playbook(id: "other", steps: [step("o")]))
            })
        try trial.do("add-item", by: "aoki") { ($0.item, $0.itemKind) = ("t1", "thing") }
        try trial.perform("a", by: "aoki") { $0.item = "t1" }
        try trial.perform("name", by: "aoki") { $0.names = ["responder": "nagai"] }
        try trial.perform("o", by: "aoki")
        try trial.perform("again", by: "aoki")
        #expect(trial.matter.items.map(\.state) == ["out"])
        #expect(trial.duties == ["o: lead"])
        for entry in [3, 4, 6] { try trial.do("correct", by: "aoki") { ($0.entry, $0.reason) = (entry, "wrong") } }
        #expect(trial.matter.items.map(\.state) == ["in"])
        #expect(trial.matter.bound["responder"] == nil)
        #expect(trial.truth(.round("other", atLeast: 2)) == .no)
        #expect(trial.truth(.done(["o"])) == .yes)
        #expect(trial.duties == ["a[t1]: lead", "name: lead", "again: lead"])
        try trial.do("correct", by: "aoki") { ($0.entry, $0.reason) = (2, "wrong") }
        #expect(trial.matter.items == [])
    }

    @Test func `striking a grant closes the gate again`() throws {
        var trial = try Trial.begin(rules([step("a", "fix")]) { $0.approvals = [approval()] })
        try trial.do("ask", by: "aoki")
        try trial.do("grant", by: "mori")
        try trial.do("correct", by: "mori") { ($0.entry, $0.reason) = (3, "meant another") }
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .notGranted)
        #expect(trial.duties == ["a: lead", "decide ok: officer"])
    }

    @Test func `striking an act that used a grant up gives the grant back`() throws {
        var trial = try Trial.begin(rules([]) { $0.approvals = [approval(before: Selector(acts: ["send"]))] })
        try trial.do("ask", by: "aoki") { $0.subject = "send" }
        try trial.do("grant", by: "mori") { $0.subject = "send" }
        try trial.do("send", by: "aoki")
        #expect(trial.refusal("send", by: "aoki")?.kind == .notGranted)
        try trial.do("correct", by: "aoki") { ($0.entry, $0.reason) = (4, "it was never sent") }
        #expect(trial.refusal("send", by: "aoki") == nil)
    }

    @Test func `a deviation that was entered stays listed though its entry is struck`() throws {
        var trial = try Trial.begin(rules([step("a", "fix")]) { $0.forbids = [forbid()] })
        try trial.perform("a", by: "aoki") { $0.inFact = true }
        try trial.do("correct", by: "aoki") { ($0.entry, $0.reason) = (2, "it was not so") }
        #expect(trial.truth(.done(["a"])) == .no)
        #expect(trial.situation.closing.deviations.map(\.gate) == ["no"])
    }
}

@Suite struct `Rounds` {
    static func book() -> Rulebook {
        rules([
            step("look") { $0.asks = [.init(fact: "hot")] }, step("mend", after: ["look"]),
            step("again", after: ["mend"]) { ($0.restarts, $0.may) = ("work", true) },
            step("recurred", when: .all([.round("work", atLeast: 2), .done(["mend"])])),
        ])
    }

    static func once() throws -> Trial {
        var trial = try Trial.begin(book())
        try trial.perform("look", by: "aoki") { $0.answer("hot", "yes") }
        try trial.perform("mend", by: "aoki")
        return trial
    }

    @Test func `a step that begins a playbook again asks for its steps and answers anew`() throws {
        var trial = try Self.once()
        #expect(trial.duties == [])
        #expect(trial.permitted == ["again: lead"])
        try trial.perform("again", by: "aoki")
        #expect(trial.truth(.round("work", atLeast: 2)) == .yes)
        #expect(trial.duties == ["look: lead"])
        #expect(trial.duty("look")?.asks == ["hot"])
        #expect(trial.truth(.yes("hot")) == .yes)
        #expect(trial.refusal(of: "look", by: "aoki")?.missing == ["hot"])
    }

    @Test func `a recurrence counts only after the same steps have been done again`() throws {
        var trial = try Self.once()
        try trial.perform("again", by: "aoki")
        try trial.perform("look", by: "aoki") { $0.answer("hot", "yes") }
        #expect(trial.duties == ["mend: lead"])
        try trial.perform("mend", by: "aoki")
        #expect(trial.duties == ["recurred: lead"])
        #expect(trial.permitted == ["again: lead"])
    }

    @Test func `anybody with a reason begins a playbook again that has begun`() throws {
        var trial = try Self.once()
        #expect(trial.refusal("begin-again", by: "aoki")?.missing == ["playbook"])
        #expect(trial.refusal("begin-again", by: "aoki") { $0.playbook = "nowhere" }?.missing == ["playbook"])
        #expect(trial.refusal("begin-again", by: "aoki") { $0.playbook = "work" }?.missing == ["reason"])
        try trial.do("begin-again", by: "aoki") { ($0.playbook, $0.reason) = ("work", "it came back") }
        #expect(trial.duties == ["look: lead"])
    }

    @Test func `an approval of a playbook that begins again is asked for again`() throws {
        var trial = try Trial.begin(rules([step("a", "fix")]) { $0.approvals = [approval { $0.playbook = "work" }] })
        try trial.do("ask", by: "aoki")
        try trial.do("grant", by: "mori")
        try trial.perform("a", by: "aoki")
        try trial.do("begin-again", by: "aoki") { ($0.playbook, $0.reason) = ("work", "it came back") }
        #expect(trial.duties == ["a: lead", "ask ok: lead"])
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .notGranted)
    }
}
