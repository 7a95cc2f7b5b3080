import Notation
import Rules
import Testing

@testable import Engine

@Suite struct `Deciding with an earlier date` {
    static func asked(_ house: House = .small) throws -> (Trial, Instant) {
        var trial = try Trial.begin(rules([step("a", "fix")]) { $0.approvals = [approval()] }, house: house)
        try trial.do("ask", by: "aoki")
        let then = trial.now
        trial.pass("P3D")
        return (trial, then)
    }

    /// From now on somebody no longer holds the post.
    static func remove(_ person: String, from trial: inout Trial, for next: String? = nil) {
        for index in trial.house.holdings.indices where trial.house.holdings[index].person == person {
            let post = trial.house.holdings[index].post
            trial.house.holdings[index].to = trial.now
            if let next { trial.house.holdings.append(.init(post: post, person: next, from: trial.now)) }
        }
    }

    @Test func `is refused to somebody who holds the post no more, and the holder decides as of now`() throws {
        var (trial, then) = try Self.asked()
        Self.remove("mori", from: &trial, for: "ueda")
        for verb in ["grant", "return", "refuse"] {
            let refusal = trial.refusal(verb, by: "mori") { ($0.reason, $0.happened) = ("x", then) }
            #expect(refusal?.kind == .notThePost, "\(verb)")
            #expect(refusal?.clauses == ["C-ok"])
            #expect(refusal?.who.map(\.name) == ["officer"])
        }
        #expect(trial.refusal("grant", by: "ueda") { $0.happened = then }?.kind == .notThePost)
        try trial.do("grant", by: "ueda") { ($0.onBehalf, $0.text) = ("mori", "granted on paper on the first") }
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
    }

    @Test func `is refused to a superior who is none any more`() throws {
        var (trial, then) = try Self.asked()
        Self.remove("hara", from: &trial)
        #expect(trial.refusal("take-up", by: "hara") { $0.happened = then }?.kind == .notThePost)
    }

    @Test func `is lawful for whoever held it then and holds it now`() throws {
        var (trial, then) = try Self.asked()
        let outcome = try trial.do("grant", by: "mori") { $0.happened = then }
        #expect(outcome.event.happened == then && outcome.event.entered > then)
    }

    @Test func `is lawful for a stand-in who decided while the holder was away, as long as they stand in`() throws {
        var house = House.small
        house.away("mori", to: "2026-06-02")
        house.standIns = [.init(post: "officer", person: "ueda")]
        var (trial, then) = try Self.asked(house)
        #expect(trial.refusal("grant", by: "ueda")?.kind == .notThePost, "the holder is back")
        trial.house.standIns = []
        #expect(trial.refusal("grant", by: "ueda") { $0.happened = then }?.kind == .notThePost)
        trial.house.standIns = house.standIns
        let outcome = try trial.do("grant", by: "ueda") { $0.happened = then }
        #expect(outcome.event.actor.standsIn)
        #expect(trial.duties == ["a: lead", "read-later ok: officer"])
    }
}
