import Notation
import Rules
import Testing

@testable import Engine

@Suite struct `Three values` {
    static let values: [Truth] = [.no, .unknown, .yes]

    /// Yes over unknown over no, as numbers.
    static func rank(_ value: Truth) -> Int { values.firstIndex(of: value) ?? 0 }

    /// Answers that make the facts hot, wide and urgent have these values.
    static func trial(_ given: [Truth]) throws -> Trial {
        var trial = try Trial.begin(rules([]))
        for (fact, value) in zip(["hot", "wide", "urgent"], given) where value != .unknown {
            try trial.answer(Name(fact), value == .yes ? "yes" : "no")
        }
        return trial
    }

    static let triples: [[Truth]] = values.flatMap { first in
        values.flatMap { second in values.map { [first, second, $0] } }
    }

    @Test(arguments: triples)
    func `all is the least of its parts, any the greatest, in whatever order`(given: [Truth]) throws {
        let trial = try Self.trial(given)
        let parts: [Condition] = [.yes("hot"), .yes("wide"), .yes("urgent")]
        let ranks = given.map(Self.rank)
        #expect(Self.rank(trial.truth(.all(parts))) == ranks.min())
        #expect(Self.rank(trial.truth(.all(parts.reversed()))) == ranks.min())
        #expect(Self.rank(trial.truth(.any(parts))) == ranks.max())
        #expect(Self.rank(trial.truth(.any(parts.reversed()))) == ranks.max())
    }

    @Test(arguments: triples)
    func `De Morgan, double negation and absorption hold`(given: [Truth]) throws {
        let trial = try Self.trial(given)
        let a = Condition.yes("hot")
        let b = Condition.yes("wide")
        #expect(trial.truth(.not(.all([a, b]))) == trial.truth(.any([.not(a), .not(b)])))
        #expect(trial.truth(.not(.any([a, b]))) == trial.truth(.all([.not(a), .not(b)])))
        #expect(trial.truth(.not(.not(a))) == trial.truth(a))
        #expect(trial.truth(.all([a, .any([a, b])])) == trial.truth(a))
        #expect(trial.truth(.any([a, .all([a, b])])) == trial.truth(a))
    }

    @Test(arguments: triples)
    func `learning an answer never turns a settled value round`(given: [Truth]) throws {
        let before = try Self.trial(given)
        let condition = Condition.any([.all([.yes("hot"), .not(.yes("wide"))]), .yes("urgent")])
        guard before.truth(condition) != .unknown else { return }
        for (fact, value) in zip(["hot", "wide", "urgent"], given) where value == .unknown {
            for answer in ["yes", "no"] {
                var after = before
                try after.answer(Name(fact), answer)
                #expect(after.truth(condition) == before.truth(condition))
            }
        }
    }

    @Test func `nothing at all is true of all and false of any`() throws {
        let trial = try Self.trial([])
        #expect(trial.truth(.all([])) == .yes)
        #expect(trial.truth(.any([])) == .no)
    }

    @Test(arguments: values)
    func `unless-sure is true when its condition is false or unknown, and never unknown`(value: Truth) throws {
        let trial = try Self.trial([value])
        #expect(trial.truth(.unlessSure(.yes("hot"))) == (value == .yes ? .no : .yes))
        #expect(trial.truth(.not(.unlessSure(.yes("hot")))) == (value == .yes ? .yes : .no))
    }

    @Test func `whether a fact is known is never itself unknown`() throws {
        var trial = try Self.trial([])
        #expect(trial.truth(.fact("hot", .known)) == .no)
        try trial.doubt("hot")
        #expect(trial.truth(.fact("hot", .known)) == .no)
        #expect(trial.truth(.yes("hot")) == .unknown)
        try trial.answer("hot", "no")
        #expect(trial.truth(.fact("hot", .known)) == .yes)
    }

    @Test func `none is true of a fact that was answered with no choice, and unknown before`() throws {
        var trial = try Self.trial([])
        #expect(trial.truth(.fact("kind", .none)) == .unknown)
        try trial.answer("kind", "system")
        #expect(trial.truth(.fact("kind", .none)) == .no)
        try trial.answer("kind")
        #expect(trial.truth(.fact("kind", .none)) == .yes)
        #expect(trial.truth(.fact("kind", .oneOf(["system"]))) == .no)
        #expect(trial.truth(.fact("kind", .known)) == .yes)
    }

    @Test func `of several choices it is enough that one is among those asked for`() throws {
        var trial = try Self.trial([])
        try trial.answer("kind", "physical", "content")
        #expect(trial.truth(.fact("kind", .oneOf(["content"]))) == .yes)
        #expect(trial.truth(.fact("kind", .oneOf(["system"]))) == .no)
        #expect(trial.truth(.fact("kind", .oneOf(["system", "physical"]))) == .yes)
        #expect(trial.truth(.all([.fact("kind", .oneOf(["physical"])), .fact("kind", .oneOf(["content"]))])) == .yes)
    }

    @Test(arguments: [("99", Truth.no), ("100", .yes), ("101", .yes), ("0", .no)])
    func `at-least counts its own number in, below counts it out`(answer: String, atLeast: Truth) throws {
        var trial = try Self.trial([])
        #expect(trial.truth(.fact("persons", .atLeast(100))) == .unknown)
        try trial.answer("persons", answer)
        #expect(trial.truth(.fact("persons", .atLeast(100))) == atLeast)
        #expect(trial.truth(.fact("persons", .below(100))) == atLeast.negated)
    }

    @Test func `a term has the value of its condition, and one that is missing is unknown`() throws {
        var trial = try Trial.begin(
            rules([]) { $0.terms = [Term(id: "serious", condition: .all([.yes("hot"), .yes("wide")]))] })
        #expect(trial.truth(.term("serious")) == .unknown)
        #expect(trial.truth(.term("nowhere")) == .unknown)
        try trial.answer("wide", "no")
        #expect(trial.truth(.term("serious")) == .no)
    }

    @Test func `of no items neither some nor every is true`() throws {
        let trial = try Trial.begin(rules([]) { $0.items = [.thing] })
        #expect(trial.truth(.every("thing", where: .always, except: [])) == .no)
        #expect(trial.truth(.some("thing", where: .always, except: [])) == .no)
    }

    @Test func `some and every look at each item by its own answer, leaving out states that do not count`() throws {
        var trial = try Trial.begin(
            rules([]) {
                $0.items = [.thing]
                $0.facts.append(Fact(id: "broken", domain: .yesNo, askedOf: .lead, per: "thing"))
            })
        try trial.do("add-item", by: "aoki") { ($0.item, $0.itemKind) = ("t1", "thing") }
        try trial.do("add-item", by: "aoki") { ($0.item, $0.itemKind) = ("t2", "thing") }
        let some = Condition.some("thing", where: .yes("broken"), except: ["gone"])
        let every = Condition.every("thing", where: .yes("broken"), except: ["gone"])
        #expect(trial.truth(some) == .unknown)
        try trial.answer("broken", "yes", item: "t1")
        #expect(trial.truth(some) == .yes)
        #expect(trial.truth(every) == .unknown)
        try trial.answer("broken", "no", item: "t2")
        #expect(trial.truth(every) == .no)
        trial.add(
            Event(
                act: "x", happened: trial.now, entered: trial.now, actor: Actor(person: "aoki"),
                changes: [.itemMoved(item: "t2", state: "gone")]))
        #expect(trial.truth(every) == .yes)
    }
}

extension ItemKind {
    static let thing = ItemKind(id: "thing", states: [option("in"), option("out"), option("gone")])
}

@Suite struct `What unknown means` {
    @Test func `an unknown condition of a step is a question and no duty yet`() throws {
        var trial = try Trial.begin(rules([step("a", when: .yes("hot"))]))
        #expect(trial.duties == [])
        #expect(trial.questions == ["hot: lead"])
        #expect(trial.question("hot")?.hangs == ["a"])
        #expect(trial.question("hot")?.clauses == ["F-hot", "C-a"])
        #expect(trial.question("hot")?.askedBefore == false)
        try trial.doubt("hot")
        #expect(trial.questions == ["hot: lead"])
        #expect(trial.question("hot")?.askedBefore == true)
        try trial.answer("hot", "yes")
        #expect(trial.duties == ["a: lead"])
        #expect(trial.questions == [])
    }

    @Test func `an unknown condition of a step refuses the act and names the question`() throws {
        let trial = try Trial.begin(rules([step("a", when: .yes("hot"))]))
        let refusal = try #require(trial.refusal(of: "a", by: "aoki"))
        #expect(refusal.kind == .closedStep)
        #expect(refusal.questions == ["hot"])
        #expect(refusal.clauses == ["C-a"])
    }

    @Test func `only the facts that decide are asked`() throws {
        var trial = try Trial.begin(rules([step("a", when: .all([.yes("hot"), .yes("wide")]))]))
        #expect(trial.questions == ["hot: lead", "wide: lead"])
        try trial.answer("hot", "no")
        #expect(trial.questions == [])
        #expect(trial.duties == [])
    }

    @Test func `an unknown beginning of a playbook is a question and opens none of its steps`() throws {
        var trial = try Trial.begin(rules([step("a"), step("b")]) { $0.playbooks[0].begins = .yes("hot") })
        #expect(trial.duties == [])
        #expect(trial.question("hot")?.hangs == ["work"])
        #expect(trial.situation.playbooks == [])
        try trial.answer("hot", "yes")
        #expect(trial.duties == ["a: lead", "b: lead"])
        #expect(trial.situation.playbooks == ["work"])
    }

    @Test func `an unknown condition of a prohibition refuses, and names what to answer`() throws {
        var trial = try Trial.begin(rules([step("a", "fix")]) { $0.forbids = [forbid(when: .yes("hot"))] })
        let refusal = try #require(trial.refusal(of: "a", by: "aoki"))
        #expect(refusal.kind == .forbidden)
        #expect(refusal.clauses == ["C-no"])
        #expect(refusal.questions == ["hot"])
        #expect(trial.questions == ["hot: lead"])
        #expect(trial.duty("a")?.held.map(\.gate) == ["no"])
        try trial.answer("hot", "no")
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
    }

    @Test func `an unknown end of a prohibition refuses, and names what to answer`() throws {
        var trial = try Trial.begin(rules([step("a", "fix")]) { $0.forbids = [forbid(until: .yes("wide"))] })
        #expect(trial.refusal(of: "a", by: "aoki")?.questions == ["wide"])
        try trial.answer("wide", "no")
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .forbidden)
        try trial.answer("wide", "yes")
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
    }

    @Test func `an unknown condition of a way leaves it closed`() throws {
        var trial = try Trial.begin(
            rules([step("a", "fix")]) { $0.forbids = [forbid { $0.ways = [way("urgent", when: .yes("urgent"))] }] })
        let refusal = try #require(trial.refusal(of: "a", by: "aoki"))
        #expect(refusal.kind == .forbidden)
        #expect(refusal.lawfulBy == ["C-urgent"])
        try trial.answer("urgent", "yes")
        #expect(try trial.perform("a", by: "aoki").ways == ["urgent"])
    }

    @Test func `an unknown row leaves undecided who, asks, and no later row is looked at`() throws {
        var trial = try Trial.begin(
            rules([step("a", by: .first((.yes("hot"), .officer), (.always, .lead)))]))
        #expect(trial.situation.duties.map(\.bearers) == [[]])
        #expect(trial.questions == ["hot: lead"])
        let refusal = try #require(trial.refusal(of: "a", by: "aoki"))
        #expect(refusal.kind == .undecided)
        #expect(refusal.questions == ["hot"])
        try trial.answer("hot", "no")
        #expect(trial.duties == ["a: lead"])
        try trial.answer("hot", "yes")
        #expect(trial.duties == ["a: officer"])
    }

    @Test func `an unknown ending is not yet an ending`() throws {
        var trial = try Trial.begin(
            rules([]) { $0.matters[0].endings = [Ending(id: "over", clauses: ["C-over"], when: .yes("hot"))] })
        #expect(trial.situation.endings == [])
        #expect(trial.situation.closing.obstacles == [.noEnding(of: "case", clauses: ["C-over"])])
        try trial.answer("hot", "yes")
        #expect(trial.situation.endings == ["over"])
        #expect(trial.situation.closing.may)
    }

    @Test func `an unknown condition of an approval asks, and the gate stands meanwhile`() throws {
        var trial = try Trial.begin(
            rules([step("a", "fix")]) { $0.approvals = [approval { $0.when = .yes("hot") }] })
        #expect(trial.questions == ["hot: lead"])
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .notGranted)
        try trial.answer("hot", "no")
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
        try trial.answer("hot", "yes")
        #expect(trial.duties == ["a: lead", "ask ok: lead"])
    }

    @Test func `an unknown condition of something to ask with an act does not ask`() throws {
        var trial = try Trial.begin(rules([step("a") { $0.asks = [.init(fact: "wide", when: .yes("hot"))] }]))
        #expect(trial.duty("a")?.asks == [])
        try trial.answer("hot", "yes")
        #expect(trial.duty("a")?.asks == ["wide"])
        let refusal = try #require(trial.refusal(of: "a", by: "aoki"))
        #expect(refusal.kind == .unanswered)
        #expect(refusal.missing == ["wide"])
        try trial.perform("a", by: "aoki") { $0.answers = [.init(fact: "wide", value: .notKnown)] }
        #expect(trial.duties == [])
    }

    @Test func `a field that may be required while a fact is unknown is asked for`() throws {
        var trial = try Trial.begin(
            rules([step("a") { $0.paper = .init(paper: "plan") }]) { book in
                book.papers[0].fields[1].required = .yes("hot")
            })
        #expect(trial.refusal(of: "a", by: "aoki") { $0.field("what", "x") }?.missing == ["why"])
        try trial.answer("hot", "no")
        #expect(trial.refusal(of: "a", by: "aoki") { $0.field("what", "x") } == nil)
    }
}
