import Notation
import Rules
import Testing

@testable import Engine

@Suite struct `Who reads and who decides for another` {
    static func asked(
        house: House = .small, by asker: String = "aoki", _ edit: (inout ApprovalDraft) -> Void = { _ in }
    ) throws -> Trial {
        var trial = try Trial.begin(
            rules([step("a", "fix")]) { book in
                book.posts += [Post(id: "second"), Post(id: "third")]
                book.approvals = [approval()]
                book.approvals[0] = book.approvals[0].with(edit)
            }, house: house)
        try trial.do("ask", by: asker)
        return trial
    }

    static var readers: House {
        var house = House.small
        house.hold("second", "sada")
        house.hold("third", "toda")
        return house
    }

    @Test func `readers come in their order, and the decision after them`() throws {
        var trial = try Self.asked(house: Self.readers) { $0.through = [.post("second"), .post("third")] }
        #expect(trial.duties == ["a: lead", "read ok: second"])
        let refusal = try #require(trial.refusal("grant", by: "mori"))
        #expect(refusal.kind == .closedStep)
        #expect(refusal.who.map(\.name) == ["second"])
        #expect(trial.refusal("pass", by: "toda")?.kind == .closedStep)
        try trial.do("pass", by: "sada")
        #expect(trial.duties == ["a: lead", "read ok: third"])
        try trial.do("pass", by: "toda")
        #expect(trial.duties == ["a: lead", "decide ok: officer"])
        try trial.do("grant", by: "mori")
        #expect(trial.duties == ["a: lead"])
    }

    @Test func `a reader who is away is passed over and reads later`() throws {
        var house = Self.readers
        house.away("sada", to: "2026-06-02")
        var trial = try Self.asked(house: house) { $0.through = [.post("second"), .post("third")] }
        #expect(trial.duties == ["a: lead", "read ok: third"])
        try trial.do("pass", by: "toda")
        try trial.do("grant", by: "mori")
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
        trial.now = time("2026-06-03T09:00")
        #expect(trial.duties == ["a: lead", "read-later ok: second"])
        try trial.perform("a", by: "aoki")
        #expect(trial.duties == ["read-later ok: second"])
        try trial.do("pass", by: "sada")
        #expect(trial.duties == [])
    }

    @Test func `a reader who asked himself is passed over and reads nothing later`() throws {
        var house = Self.readers
        house.hold("second", "aoki")
        var trial = try Self.asked(house: house) { $0.through = [.post("second")] }
        #expect(trial.duties == ["a: lead", "decide ok: officer"])
        try trial.do("grant", by: "mori")
        #expect(trial.duties == ["a: lead"])
    }

    @Test func `a reader who is a part of the matter can read`() throws {
        var trial = try Self.asked { $0.through = [.part("finder")] }
        #expect(trial.duties == ["a: lead", "read ok: finder"])
        try trial.do("pass", by: "nagai")
        #expect(trial.duties == ["a: lead", "decide ok: officer"])
    }

    @Test func `a reader who is nobody yet holds nothing up`() throws {
        var trial = try Self.asked { $0.through = [.part("responder")] }
        #expect(trial.duties == ["a: lead", "decide ok: officer"])
        try trial.do("grant", by: "mori")
        #expect(trial.duties == ["a: lead"])
    }

    @Test func `a changed paper is read again`() throws {
        var trial = try Trial.begin(
            rules([step("a", "fix")]) { book in
                book.posts.append(Post(id: "second"))
                book.approvals = [approval(of: "plan") { $0.through = [.post("second")] }]
            }, house: Self.readers)
        try trial.do("ask", by: "aoki") { $0.field("what", "once") }
        try trial.do("pass", by: "sada")
        try trial.write("twice")
        try trial.do("ask", by: "aoki")
        #expect(trial.duties == ["a: lead", "read ok: second"])
    }

    @Test func `what is decided is shown afterwards to whom the rulebook says, and to each of several`() throws {
        var trial = try Self.asked(house: Self.readers) {
            $0.shownTo = [.each(of: .post("second"), .post("third")), .clerk]
        }
        try trial.do("grant", by: "mori")
        #expect(
            trial.duties == [
                "a: lead", "read-later ok: second", "read-later ok: third", "read-later ok: clerk",
            ])
        try trial.do("pass", by: "toda")
        #expect(trial.duties == ["a: lead", "read-later ok: second", "read-later ok: clerk"])
        try trial.do("pass", by: "kato")
        try trial.do("pass", by: "sada")
        #expect(trial.duties == ["a: lead"])
    }

    @Test func `a stand-in decides for an absent holder, who reads it afterwards`() throws {
        var house = House.small
        house.away("mori", to: "2026-06-02")
        house.standIns = [.init(post: "officer", person: "ueda")]
        var trial = try Self.asked(house: house)
        #expect(trial.refusal("grant", by: "mori")?.kind == .notThePost)
        let granted = try trial.do("grant", by: "ueda")
        #expect(granted.event.actor == Actor(person: "ueda", post: "officer", standsIn: true))
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
        #expect(trial.duties == ["a: lead", "read-later ok: officer"])
        #expect(trial.situation.duties.last?.bearers.map(\.persons) == [["mori"]])
        #expect(trial.refusal("pass", by: "ueda") != nil)
        try trial.perform("a", by: "aoki")
        #expect(trial.duties == ["read-later ok: officer"])
        trial.now = time("2026-06-02T09:00")
        try trial.do("pass", by: "mori")
        #expect(trial.duties == [])
    }

    @Test func `a holder also reads a refusal that a stand-in gave`() throws {
        var house = House.small
        house.away("mori", to: "2026-06-02")
        house.standIns = [.init(post: "officer", person: "ueda")]
        var trial = try Self.asked(house: house)
        try trial.do("refuse", by: "ueda") { $0.reason = "no" }
        #expect(trial.duties == ["read-later ok: officer"])
        #expect(trial.refusal("ask", by: "aoki") == nil)
        trial.now = time("2026-06-02T09:00")
        try trial.do("pass", by: "mori")
        #expect(trial.duties == [])
        #expect(trial.truth(.rejected("ok")) == .yes)
    }

    @Test func `of a post that nobody holds nobody reads afterwards`() throws {
        var trial = try Self.asked(house: House(["aoki": ["lead"], "hara": ["head"]]))
        try trial.do("grant", by: "hara")
        #expect(trial.duties == ["a: lead"])
    }

    @Test func `a decision of the holder owes nobody a reading`() throws {
        var trial = try Self.asked()
        try trial.do("grant", by: "mori")
        #expect(trial.duties == ["a: lead"])
    }

    @Test func `a superior takes the decision up and gives it instead`() throws {
        var trial = try Self.asked()
        #expect(trial.refusal("take-up", by: "kato")?.kind == .notThePost)
        #expect(trial.refusal("grant", by: "hara")?.kind == .notThePost)
        try trial.do("take-up", by: "hara")
        #expect(trial.duties == ["a: lead", "decide ok: head"])
        #expect(trial.refusal("grant", by: "mori")?.kind == .notThePost)
        try trial.do("grant", by: "hara")
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
        #expect(trial.duties == ["a: lead"])
    }

    @Test func `what was taken up for one step does not let the superior decide for another`() throws {
        var trial = try Trial.begin(rules([step("a", "fix"), step("b", "fix")]) { $0.approvals = [approval()] })
        try trial.do("ask", by: "aoki") { $0.subject = "a" }
        try trial.do("ask", by: "aoki") { $0.subject = "b" }
        try trial.do("take-up", by: "hara") { $0.subject = "a" }
        #expect(trial.refusal("grant", by: "hara") { $0.subject = "b" }?.kind == .notThePost)
        #expect(trial.refusal("grant", by: "hara") { $0.subject = "a" } == nil)
    }

    @Test func `whoever asked may not take the decision up either`() throws {
        var trial = try Self.asked { $0.askedBy = .any(of: .lead, .head) }
        #expect(trial.refusal("take-up", by: "hara") == nil)
        trial = try Self.asked(by: "hara") { $0.askedBy = .any(of: .lead, .head) }
        #expect(trial.refusal("take-up", by: "hara")?.kind == .applicant)
    }

    @Test func `where two give it a superior of one takes up that one's decision only`() throws {
        var trial = try Self.asked { $0.givenBy = .all(of: .officer, .clerk) }
        try trial.do("take-up", by: "hara")
        #expect(trial.duties == ["a: lead", "decide ok: head", "decide ok: clerk"])
        try trial.do("grant", by: "hara")
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .notGranted)
        try trial.do("grant", by: "kato")
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
    }

    @Test func `while it is unknown who reads, nobody decides, and it is asked`() throws {
        var trial = try Self.asked { $0.through = [.first((.yes("hot"), .head), (.always, .clerk))] }
        #expect(trial.duties == ["a: lead"])
        #expect(trial.question("hot")?.hangs == ["ok"])
        #expect(trial.refusal("grant", by: "mori")?.kind == .closedStep)
        try trial.answer("hot", "no")
        #expect(trial.duties == ["a: lead", "read ok: clerk"])
    }

    @Test func `what has been decided cannot be taken up`() throws {
        var trial = try Self.asked()
        try trial.do("grant", by: "mori")
        #expect(trial.refusal("take-up", by: "hara")?.kind == .closedStep)
    }
}
