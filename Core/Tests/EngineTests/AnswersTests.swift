import Notation
import Rules
import Testing

@testable import Engine

@Suite struct `Answers` {
    @Test func `the post that is asked answers, and what another says is kept beside and does not count`() throws {
        var trial = try Trial.begin(rules([]))
        try trial.answer("hot", "yes", by: "nagai")
        #expect(trial.truth(.yes("hot")) == .unknown)
        try trial.answer("hot", "no")
        try trial.answer("hot", "yes", by: "mori")
        #expect(trial.truth(.yes("hot")) == .no)
        let kept = try #require(trial.matter.answers[.init(id: "hot", item: nil)])
        #expect(kept.map(\.weight) == [.statement, .asked, .statement])
        #expect(kept.map(\.person) == ["nagai", "aoki", "mori"])
        #expect(kept.map(\.post) == ["", "lead", "officer"])
    }

    @Test func `where anybody may answer the latest stands, until the post that is asked answers`() throws {
        var trial = try Trial.begin(rules([]))
        try trial.answer("kind", "system", by: "nagai")
        #expect(trial.truth(.fact("kind", .oneOf(["system"]))) == .yes)
        try trial.answer("kind", "content", by: "ueda")
        #expect(trial.truth(.fact("kind", .oneOf(["system"]))) == .no)
        try trial.answer("kind", "physical")
        try trial.answer("kind", "system", by: "nagai")
        #expect(trial.truth(.fact("kind", .oneOf(["physical"]))) == .yes)
        #expect(trial.truth(.fact("kind", .oneOf(["system"]))) == .no)
    }

    @Test func `a fact that nobody is asked for takes every answer, the latest`() throws {
        var trial = try Trial.begin(rules([]) { $0.facts.append(Fact(id: "free", domain: .yesNo)) })
        try trial.answer("free", "yes", by: "nagai")
        try trial.answer("free", "no", by: "ueda")
        #expect(trial.truth(.yes("free")) == .no)
    }

    @Test func `an answer goes back to unknown, and the doubt of another does not take it back`() throws {
        var trial = try Trial.begin(rules([step("a", when: .yes("hot"))]))
        try trial.answer("hot", "yes")
        try trial.doubt("hot", by: "nagai")
        #expect(trial.duties == ["a: lead"])
        try trial.doubt("hot")
        #expect(trial.duties == [])
        #expect(trial.question("hot")?.askedBefore == true)
    }

    @Test func `a stand-in's answer is that of the post`() throws {
        var house = House.small
        house.away("aoki")
        house.standIns = [.init(post: "lead", person: "ueda")]
        var trial = try Trial.begin(rules([]), house: house)
        try trial.answer("hot", "yes", by: "ueda")
        #expect(trial.truth(.yes("hot")) == .yes)
        #expect(trial.events.last?.actor == Actor(person: "ueda", post: "lead", standsIn: true))
    }

    @Test func `answers that come with the opening count by who gives them`() throws {
        let open = try Trial.begin(rules([])) { command in
            command.answer("hot", "yes")
            command.answer("kind", "system")
        }
        #expect(open.truth(.yes("hot")) == .unknown)
        #expect(open.truth(.fact("kind", .oneOf(["system"]))) == .yes)
        let lead = try Trial.begin(rules([]), by: "aoki") { $0.answer("hot", "yes") }
        #expect(lead.truth(.yes("hot")) == .yes)
    }

    @Test func `answers that come with an act count for what the act asks, and others by who gives them`() throws {
        var trial = try Trial.begin(rules([step("a", by: .clerk) { $0.asks = [.init(fact: "hot")] }]))
        try trial.perform("a", by: "kato") {
            $0.answer("hot", "yes")
            $0.answer("wide", "yes")
        }
        #expect(trial.truth(.yes("hot")) == .yes)
        #expect(trial.truth(.yes("wide")) == .unknown)
    }

    @Test func `answers that come with an act that no step foresaw are kept`() throws {
        var trial = try Trial.begin(rules([]))
        try trial.do("tell", by: "aoki") { $0.answer("hot", "yes") }
        #expect(trial.truth(.yes("hot")) == .yes)
        #expect(trial.refusal("tell", by: "aoki") { $0.answer("nowhere", "yes") }?.kind == .malformed)
    }

    @Test func `what is answered with the act decides what else it asks`() throws {
        let trial = try Trial.begin(
            rules([step("a") { $0.asks = [.init(fact: "hot"), .init(fact: "wide", when: .yes("hot"))] }]))
        #expect(trial.refusal(of: "a", by: "aoki") { $0.answer("hot", "yes") }?.missing == ["wide"])
        #expect(trial.refusal(of: "a", by: "aoki") { $0.answer("hot", "no") } == nil)
    }

    @Test func `a fact per item has an answer for each`() throws {
        var trial = try Trial.begin(
            rules([step("a", when: .yes("broken")) { $0.each = "thing" }]) {
                $0.items = [.thing]
                $0.facts.append(Fact(id: "broken", domain: .yesNo, askedOf: .lead, per: "thing"))
            })
        for id in ["t1", "t2"] { try trial.do("add-item", by: "aoki") { ($0.item, $0.itemKind) = (id, "thing") } }
        #expect(trial.questions == ["broken[t1]: lead", "broken[t2]: lead"])
        try trial.answer("broken", "yes", item: "t2")
        #expect(trial.duties == ["a[t2]: lead"])
        #expect(trial.questions == ["broken[t1]: lead"])
        #expect(trial.refusal("answer", by: "aoki") { $0.answer("broken", "yes") }?.kind == .malformed)
    }

    @Test func `a fact that the act must answer is asked of its own post, else of the performer`() throws {
        let trial = try Trial.begin(
            rules([step("a", by: .clerk) { $0.asks = [.init(fact: "hot"), .init(fact: "free")] }]) {
                $0.facts.append(Fact(id: "free", domain: .yesNo))
            })
        #expect(trial.questions == ["hot: lead", "free: clerk"])
    }
}
