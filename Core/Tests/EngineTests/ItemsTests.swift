import Notation
import Rules
import Testing

@testable import Engine

@Suite struct `Things on the list` {
    static func book(_ steps: [Step] = [], register: Bool = false) -> Rulebook {
        rules(steps) {
            $0.registers = [Register(id: "assets", columns: [.init(id: "class", domain: .text)])]
            $0.items = [
                ItemKind(
                    id: "thing", clauses: ["I-thing"],
                    states: [option("in"), option("out"), option("back"), option("gone")],
                    register: register ? "assets" : nil), ItemKind(id: "other", states: [option("x")]),
            ]
            $0.matters[0].items = ["thing"]
        }
    }

    static func trial(_ steps: [Step], _ ids: String...) throws -> Trial {
        var trial = try Trial.begin(book(steps))
        for id in ids { try trial.do("add-item", by: "aoki") { $0.item = id } }
        return trial
    }

    @Test func `a thing is added once, in the first state of its kind`() throws {
        let trial = try Self.trial([], "t1")
        #expect(trial.matter.items.map(\.kind) == ["thing"])
        #expect(trial.matter.items.map(\.state) == ["in"])
        #expect(trial.refusal("add-item", by: "aoki") { $0.item = "t1" }?.clauses == ["I-thing"])
        #expect(trial.refusal("add-item", by: "aoki")?.kind == .malformed)
        #expect(trial.refusal("add-item", by: "aoki") { $0.item = "" }?.kind == .malformed)
        #expect(
            trial.refusal("add-item", by: "aoki") { ($0.item, $0.itemKind) = ("t2", "nowhere") }?.kind == .malformed)
    }

    @Test func `a thing of a kind that the matter does not hold is refused`() throws {
        let trial = try Self.trial([])
        #expect(trial.refusal("add-item", by: "aoki") { ($0.item, $0.itemKind) = ("o1", "other") }?.kind == .malformed)
    }

    @Test func `a thing of a register is a row of it`() throws {
        var trial = try Trial.begin(Self.book(register: true))
        trial.house.registers["assets"] = ["r1": .init(values: ["class": ["A"]])]
        #expect(trial.refusal("add-item", by: "aoki") { $0.item = "nowhere" }?.kind == .unknownValue)
        try trial.do("add-item", by: "aoki") { $0.item = "r1" }
        try trial.do("add-item", by: "aoki") { ($0.item, $0.row) = ("second", "r1") }
        #expect(trial.matter.items.map(\.row) == ["r1", "r1"])
        let classA = Condition.every("thing", where: .column(["class"], .oneOf(["A"])), except: [])
        #expect(trial.truth(classA) == .yes)
    }

    @Test func `each thing has a duty of its own`() throws {
        var trial = try Self.trial([step("a") { $0.each = "thing" }, step("b", after: ["a"])], "t1", "t2")
        #expect(trial.duties == ["a[t1]: lead", "a[t2]: lead"])
        #expect(trial.refusal("do", by: "aoki")?.kind == .ambiguous)
        #expect(trial.refusal("do", by: "aoki")?.missing == ["t1", "t2"])
        try trial.perform("a", by: "aoki") { $0.item = "t2" }
        #expect(trial.duties == ["a[t1]: lead"])
        #expect(trial.refusal(of: "a", by: "aoki") { $0.item = "t2" }?.kind == .closedStep)
        #expect(trial.refusal(of: "a", by: "aoki") { $0.item = "t3" } != nil)
        try trial.perform("a", by: "aoki") { $0.item = "t1" }
        #expect(trial.duties == ["b: lead"])
    }

    @Test func `what follows under the same kind follows for that thing`() throws {
        var trial = try Self.trial(
            [step("a") { $0.each = "thing" }, step("b", after: ["a"]) { $0.each = "thing" }], "t1", "t2")
        try trial.perform("a", by: "aoki") { $0.item = "t2" }
        #expect(trial.duties == ["a[t1]: lead", "b[t2]: lead"])
    }

    @Test func `an act moves the thing, and says where when there are several ways`() throws {
        let out = step("take") {
            ($0.each, $0.inStates) = ("thing", ["in"])
            $0.moves = [.init(from: "in", to: ["out"])]
        }
        let back = step("return") {
            ($0.each, $0.inStates) = ("thing", ["out"])
            $0.moves = [.init(from: "out", to: ["back", "gone"])]
        }
        var trial = try Self.trial([out, back], "t1")
        #expect(trial.duties == ["take[t1]: lead"])
        try trial.perform("take", by: "aoki") { $0.item = "t1" }
        #expect(trial.duties == ["return[t1]: lead"])
        #expect(trial.duty("return")?.since == trial.now)
        #expect(trial.refusal(of: "return", by: "aoki") { $0.item = "t1" }?.missing == ["back", "gone"])
        #expect(trial.refusal(of: "return", by: "aoki") { ($0.item, $0.moves) = ("t1", "in") }?.kind == .unanswered)
        try trial.perform("return", by: "aoki") { ($0.item, $0.moves) = ("t1", "gone") }
        #expect(trial.matter.items.map(\.state) == ["gone"])
    }

    @Test func `with no thing on the list a step for each owes nothing, and is not done either`() throws {
        let trial = try Self.trial([step("a") { $0.each = "thing" }])
        #expect(trial.duties == [])
        #expect(trial.truth(.done(["a"])) == .no)
    }
}

@Suite struct `Matters that open matters` {
    static func book() -> Rulebook {
        rules([
            step("open-visit", by: .lead) {
                $0.opens = .init(
                    matter: "visit", hands: ["wide": .value(["yes"]), "reach": .fact("reach"), "hot": .fact("hot")],
                    clauses: ["C-opens"])
            }, step("settle", when: .child("visit", ending: "seen")), step("any", when: .child("visit", ending: nil)),
        ]) {
            $0.matters[1].endings = [Ending(id: "seen", when: .always)]
            $0.playbooks.append(Playbook(id: "visits", matters: ["visit"], steps: [step("v")]))
        }
    }

    @Test func `the matter it opens knows its parent, gets what is handed over, and runs its own playbook`() throws {
        var trial = try Trial.begin(Self.book()) { $0.exercise = true }
        try trial.answer("reach", "outside")
        #expect(trial.refusal(of: "open-visit", by: "aoki") { $0.newIDs = [] }?.kind == .malformed)
        try trial.perform("open-visit", by: "aoki") { $0.newIDs = ["m2"] }
        let opening = try #require(trial.opened.first)
        #expect(opening.id == "m2")
        #expect(opening.event.clauses == ["C-opens"])
        var child = Trial(Self.book())
        child.matter = Matter(id: "m2", events: [opening.event])
        child.now = trial.now
        #expect(child.matter.parent == "m1")
        #expect(child.matter.exercise)
        #expect(child.matter.bound["finder"] == "aoki")
        #expect(child.truth(.yes("wide")) == .yes)
        #expect(child.truth(.fact("reach", .oneOf(["outside"]))) == .yes)
        #expect(child.truth(.yes("hot")) == .unknown)
        #expect(child.duties == ["v: lead"])
        #expect(trial.matter.children == [.init(id: "m2", kind: "visit", ending: nil)])
    }

    @Test func `it tells its parent that it ended, and that it was reopened`() throws {
        var trial = try Trial.begin(Self.book())
        try trial.perform("open-visit", by: "aoki") { $0.newIDs = ["m2"] }
        var visit = Trial(Self.book())
        visit.matter = Matter(id: "m2", events: [try #require(trial.opened.first).event])
        visit.now = trial.now
        try visit.do("withdraw", by: "aoki") { $0.reason = "nobody came" }
        let ended = visit.tidings
        #expect(ended.map(\.matter) == ["m1"])
        trial.add(try #require(ended.first).event)
        #expect(trial.matter.children.map(\.ending) == ["withdrawn"])
        try visit.do("note", by: "aoki") { $0.text = "afterthought" }
        #expect(visit.tidings.isEmpty)
        try visit.do("reopen", by: "aoki") { $0.reason = "somebody came" }
        let reopened = visit.tidings
        trial.add(try #require(reopened.first).event)
        #expect(trial.events.last?.act == "child-reopened")
        #expect(trial.matter.children.map(\.ending) == [nil])
    }

    @Test func `how it ended is what its parent waits for`() throws {
        var trial = try Trial.begin(Self.book())
        try trial.perform("open-visit", by: "aoki") { $0.newIDs = ["m2"] }
        #expect(trial.duties == [])
        trial.add(
            Event(
                act: "child-ended", happened: trial.now, entered: trial.now, actor: Actor(person: "aoki"),
                changes: [.childEnded(id: "m2", ending: "withdrawn")]))
        #expect(trial.duties == ["any: lead"])
        trial.add(
            Event(
                act: "child-ended", happened: trial.now, entered: trial.now, actor: Actor(person: "aoki"),
                changes: [.childEnded(id: "m2", ending: "seen"), .childEnded(id: "m9", ending: "seen")]))
        #expect(trial.duties == ["settle: lead", "any: lead"])
    }

    @Test func `it waits for the one it opened as long as a rule asks how that ends`() throws {
        func awaited(_ trial: Trial) -> [String] {
            survey(trial.matter, in: trial.program, house: trial.house, at: trial.now).awaited.map(\.id)
        }
        var trial = try Trial.begin(Self.book())
        #expect(awaited(trial) == [])
        try trial.perform("open-visit", by: "aoki") { $0.newIDs = ["m2"] }
        #expect(awaited(trial) == ["m2"])
        func tell(_ change: Change) {
            trial.add(
                Event(
                    act: "child-ended", happened: trial.now, entered: trial.now, actor: Actor(person: "aoki"),
                    changes: [change]))
        }
        tell(.childOpened(id: "m3", kind: "visit", step: nil))
        #expect(awaited(trial) == ["m2", "m3"])
        // One that was withdrawn is enough for `any`; `settle` still asks for one that was seen.
        tell(.childEnded(id: "m2", ending: "withdrawn"))
        #expect(awaited(trial) == ["m3"])
        tell(.childEnded(id: "m3", ending: "seen"))
        #expect(awaited(trial) == [])
        tell(.childReopened(id: "m3"))
        #expect(awaited(trial) == ["m3"])
        // Once what asked is done, nothing waits.
        tell(.childEnded(id: "m3", ending: "seen"))
        try trial.perform("settle", by: "aoki")
        tell(.childReopened(id: "m3"))
        try trial.do("withdraw", by: "aoki") { $0.reason = "x" }
        #expect(awaited(trial) == [])
    }

    @Test func `nothing waits for a matter that no rule asks about`() throws {
        var trial = try Trial.begin(rules([step("a") { $0.opens = .init(matter: "visit") }]))
        try trial.perform("a", by: "aoki") { $0.newIDs = ["m2"] }
        #expect(trial.matter.children.map(\.ending) == [nil])
        #expect(survey(trial.matter, in: trial.program, house: trial.house, at: trial.now).awaited == [])
    }

    @Test func `a kind of matter is opened by whom the rulebook says`() throws {
        var book = Self.book()
        book.matters[0].openedBy = .any(of: .lead, .clerk)
        book.matters[0].clauses = ["C-case"]
        let trial = Trial(book)
        let refusal = try #require(trial.refusal("open", by: "nagai") { $0.matterKind = "case" })
        #expect(refusal.kind == .notThePost)
        #expect(refusal.clauses == ["C-case"])
        #expect(trial.refusal("open", by: "kato") { $0.matterKind = "case" } == nil)
        #expect(trial.refusal("open", by: "kato") { $0.matterKind = "nowhere" }?.kind == .malformed)
    }
}
