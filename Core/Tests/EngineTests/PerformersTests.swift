import Notation
import Rules
import Testing

@testable import Engine

@Suite struct `Who performs` {
    @Test func `the holder of the post, and nobody else`() throws {
        var trial = try Trial.begin(rules([step("a")]))
        #expect(trial.duty("a")?.bearers.map(\.persons) == [["aoki"]])
        let refusal = try #require(trial.refusal(of: "a", by: "mori"))
        #expect(refusal.kind == .notThePost)
        #expect(refusal.clauses == ["C-a"])
        #expect(refusal.who.map(\.name) == ["lead"])
        let done = try trial.perform("a", by: "aoki")
        #expect(done.event.actor == Actor(person: "aoki", post: "lead"))
        #expect(done.event.clauses == ["C-a"])
    }

    @Test func `a holding counts from its first moment to before its last`() throws {
        var house = House.small
        house.holdings[0] = .init(
            post: "lead", person: "aoki", from: time("2026-06-01T09:00"), to: time("2026-06-01T10:05"))
        house.holdings.append(.init(post: "lead", person: "ueda", from: time("2026-06-01T10:05")))
        var trial = try Trial.begin(rules([step("a")]), house: house)
        #expect(trial.duty("a")?.bearers.map(\.persons) == [["aoki"]])
        trial.now = time("2026-06-01T10:05")
        #expect(trial.duty("a")?.bearers.map(\.persons) == [["ueda"]])
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .notThePost)
    }

    @Test func `two holders of one post can each do it`() throws {
        var house = House.small
        house.hold("lead", "ueda")
        let trial = try Trial.begin(rules([step("a")]), house: house)
        #expect(trial.duty("a")?.bearers.map(\.persons) == [["aoki", "ueda"]])
        #expect(trial.refusal(of: "a", by: "ueda") == nil)
    }

    @Test func `while the holder is away the named stand-in acts, and that is written down`() throws {
        var house = House.small
        house.standIns = [.init(post: "lead", person: "ueda")]
        var trial = try Trial.begin(rules([step("a")]), house: house)
        #expect(trial.refusal(of: "a", by: "ueda")?.kind == .notThePost)
        trial.house.away("aoki", from: "2026-06-01T10:00", to: "2026-06-01T12:00")
        #expect(trial.duty("a")?.bearers.map(\.persons) == [["ueda"]])
        #expect(trial.duty("a")?.bearers.map(\.standsIn) == [true])
        var later = trial
        later.now = time("2026-06-01T12:00")
        #expect(later.duty("a")?.bearers.map(\.persons) == [["aoki"]])
        let done = try trial.perform("a", by: "ueda")
        #expect(done.event.actor == Actor(person: "ueda", post: "lead", standsIn: true))
    }

    @Test func `a stand-in who is away too is passed over for the posts that may stand in, in order`() throws {
        var house = House.small
        house.standIns = [.init(post: "lead", person: "ueda")]
        for person in ["aoki", "ueda"] { house.away(person) }
        let book = rules([step("a")]) { $0.posts[0].standIns = ["clerk", "head"] }
        var trial = try Trial.begin(book, house: house)
        #expect(trial.duty("a")?.bearers.map(\.persons) == [["kato"]])
        trial.house.away("kato")
        #expect(trial.duty("a")?.bearers.map(\.persons) == [["hara"]])
        trial.house.away("hara")
        #expect(trial.duty("a")?.bearers.map(\.persons) == [["mori"]])
    }

    @Test func `the superior acts for a post that nobody holds, and the superior's superior after him`() throws {
        var trial = try Trial.begin(rules([step("a")]), house: House(["mori": ["officer"], "hara": ["head"]]))
        #expect(trial.duty("a")?.bearers.map(\.persons) == [["mori"]])
        trial.house.away("mori")
        #expect(trial.duty("a")?.bearers.map(\.persons) == [["hara"]])
    }

    @Test func `the vacancy takes what nobody can, and only then`() throws {
        var house = House(["hara": ["head"], "kato": ["clerk"]])
        house.vacancy = "ueda"
        let book = rules([step("a")]) { $0.posts[0].standIns = ["officer", "clerk"] }
        var trial = try Trial.begin(book, house: house)
        // The officer is vacant; the officer's superior comes before the vacancy does.
        #expect(trial.duty("a")?.bearers.map(\.persons) == [["hara"]])
        trial.house.away("hara")
        #expect(trial.duty("a")?.bearers.map(\.persons) == [["kato"]])
        trial.house.away("kato")
        #expect(trial.duty("a")?.bearers.map(\.persons) == [["ueda"]])
        try trial.perform("a", by: "ueda")
    }

    @Test func `who holds the post that a post is held by acts as this one too`() throws {
        let book = rules([step("a", by: .post("desk"))]) { $0.posts.append(Post(id: "desk", heldBy: "clerk")) }
        var trial = try Trial.begin(book)
        #expect(trial.duties == ["a: desk"])
        #expect(trial.duty("a")?.bearers.map(\.persons) == [["kato"]])
        #expect(try trial.perform("a", by: "kato").event.actor.post == "desk")
    }

    @Test func `when the holder of that other post is away, whoever stands in for it acts as this one too`() throws {
        var house = House.small
        house.standIns = [.init(post: "clerk", person: "ueda")]
        house.away("kato")
        let book = rules([step("a", by: .post("desk"))]) { $0.posts.append(Post(id: "desk", heldBy: "clerk")) }
        var trial = try Trial.begin(book, house: house)
        #expect(trial.duty("a")?.bearers.map(\.persons) == [["ueda"]])
        #expect(trial.duty("a")?.bearers.map(\.standsIn) == [true])
        #expect(trial.house.actors(for: "desk", at: trial.now, in: trial.program) == ["ueda"])
        #expect(trial.house.standsIn(for: "desk", at: trial.now, in: trial.program) == ["ueda"])
        // Somebody named for this very post comes first.
        var named = trial
        named.house.standIns.append(.init(post: "desk", person: "nagai"))
        #expect(named.duty("a")?.bearers.map(\.persons) == [["nagai"]])
        // Who was appointed to the post itself is stood in for by nobody of the other.
        var own = trial
        own.house.hold("desk", "nagai")
        own.house.away("nagai")
        #expect(own.duty("a")?.bearers.map(\.persons) == [[]])
        #expect(try trial.perform("a", by: "ueda").event.actor == Actor(person: "ueda", post: "desk", standsIn: true))
    }

    /// 300 rulebooks with an organisation each.
    @Test(arguments: 0..<300)
    func `a post that is held by another one has somebody whenever that one has`(seed: Int) {
        var chance = Chance(seed: UInt64(seed))
        let program = Program(chance.rulebook())
        let house = chance.house()
        let at = chance.instant()
        for excluded in [[], Set([chance.person(), chance.person()])] {
            for post in program.rulebook.posts {
                guard let host = post.heldBy, !house.holdings.contains(where: { $0.post == post.id }),
                    !house.actors(for: host, at: at, in: program, excluding: excluded).isEmpty
                else { continue }
                #expect(!house.actors(for: post.id, at: at, in: program, excluding: excluded).isEmpty, "\(post.id)")
            }
        }
    }

    @Test func `posts that are held by each other have no holder, and nothing hangs`() throws {
        let book = rules([step("a", by: .post("one"))]) {
            $0.posts += [Post(id: "one", heldBy: "two"), Post(id: "two", heldBy: "one")]
        }
        let trial = try Trial.begin(book)
        #expect(trial.duty("a")?.bearers.map(\.persons) == [[]])
    }

    @Test func `any of several is one duty, done for all when one does it`() throws {
        var trial = try Trial.begin(rules([step("a", by: .any(of: .lead, .clerk))]))
        #expect(trial.duties == ["a: lead|clerk"])
        #expect(try trial.perform("a", by: "kato").event.actor.post == "clerk")
        #expect(trial.duties == [])
    }

    @Test func `each of several is a duty of its own`() throws {
        var trial = try Trial.begin(rules([step("a", by: .each(of: .lead, .clerk)), step("b", after: ["a"])]))
        #expect(trial.duties == ["a: lead", "a: clerk"])
        try trial.perform("a", by: "kato")
        #expect(trial.duties == ["a: lead"])
        #expect(trial.refusal(of: "a", by: "kato")?.kind == .notThePost)
        try trial.perform("a", by: "aoki")
        #expect(trial.duties == ["b: lead"])
    }

    @Test func `a report to each of several is owed to each, and the act says to whom`() throws {
        var trial = try Trial.begin(rules([step("a", "tell") { $0.to = .each(of: .officer, .head) }]))
        #expect(trial.situation.duties.map(\.to) == [["officer"], ["head"]])
        try trial.perform("a", by: "aoki") { $0.to = ["head"] }
        #expect(trial.situation.duties.map(\.to) == [["officer"]])
        try trial.perform("a", by: "aoki") { $0.to = ["officer"] }
        #expect(trial.duties == [])
    }

    @Test func `of the rows of first the first true one counts`() throws {
        let choice = Choice.first((.yes("hot"), .officer), (.yes("wide"), .head), (.always, .lead))
        var trial = try Trial.begin(rules([step("a", by: choice)]))
        try trial.answer("wide", "yes")
        #expect(trial.situation.duties.map(\.bearers) == [[]])
        try trial.answer("hot", "no")
        #expect(trial.duties == ["a: head"])
        try trial.answer("hot", "yes")
        #expect(trial.duties == ["a: officer"])
    }

    @Test func `anyone is any known person, with or without a post`() throws {
        let trial = try Trial.begin(rules([step("a", by: .anyone)]))
        #expect(trial.refusal(of: "a", by: "nagai") == nil)
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
        #expect(trial.refusal(of: "a", by: "stranger")?.kind == .malformed)
    }

    @Test func `what an outside post does is entered by the post that records it, on its behalf`() throws {
        var trial = try Trial.begin(rules([step("a", by: .post("ministry")), step("b", by: .police)]))
        #expect(trial.duties == ["a: ministry", "b: police"])
        #expect(trial.duty("a")?.bearers.map(\.persons) == [["kato"]])
        #expect(trial.duty("b")?.bearers.map(\.persons) == [[]])
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .notThePost)
        let actor = try trial.perform("a", by: "kato").event.actor
        #expect(actor == Actor(person: "kato", post: "ministry", onBehalf: "ministry"))
    }

    @Test func `a step that may be recorded by anyone takes the entry of whoever was there`() throws {
        var trial = try Trial.begin(rules([step("a") { $0.recordedByAnyone = true }]))
        try trial.perform("a", by: "nagai")
        #expect(trial.duties == [])
    }

    @Test func `the post to act for is found by itself, and a post that one does not hold is refused`() throws {
        var house = House.small
        house.hold("officer", "aoki")
        let trial = try Trial.begin(rules([step("a", by: .any(of: .clerk, .officer))]), house: house)
        var one = trial
        #expect(try one.perform("a", by: "aoki").event.actor.post == "officer")
        #expect(trial.refusal(of: "a", by: "aoki") { $0.post = "clerk" }?.kind == .notThePost)
        #expect(trial.refusal(of: "a", by: "aoki") { $0.post = "nothing" }?.kind == .notThePost)
    }
}

@Suite struct `Parts bound on a matter` {
    @Test func `a part of the opening is whoever opened, or whom the opening names`() throws {
        let book = rules([step("a", by: .part("finder"))])
        let own = try Trial.begin(book)
        #expect(own.duties == ["a: finder"])
        #expect(own.duty("a")?.bearers.map(\.persons) == [["nagai"]])
        let other = try Trial.begin(book) { $0.names = ["finder": "ueda"] }
        #expect(other.duty("a")?.bearers.map(\.persons) == [["ueda"]])
        #expect(other.refusal(of: "a", by: "nagai")?.kind == .notThePost)
    }

    @Test func `a part that a step names is nobody until then`() throws {
        var trial = try Trial.begin(
            rules([step("name", by: .officer) { $0.names = "responder" }, step("a", by: .part("responder"))]))
        #expect(trial.situation.duties.last?.bearers == [])
        #expect(trial.refusal(of: "name", by: "mori")?.missing == ["responder"])
        #expect(trial.refusal(of: "name", by: "mori") { $0.names = ["responder": "stranger"] }?.kind == .malformed)
        try trial.perform("name", by: "mori") { $0.names = ["responder": "nagai"] }
        #expect(trial.duty("a")?.bearers.map(\.persons) == [["nagai"]])
        #expect(try trial.perform("a", by: "nagai").event.actor.post == "responder")
    }

    @Test func `a part by rule is read again each time`() throws {
        var trial = try Trial.begin(
            rules([step("a", by: .part("commander"))]) {
                $0.parts.append(
                    Part(id: "commander", binding: .rule(.first((.yes("hot"), .head), (.always, .officer)))))
            })
        #expect(trial.question("hot")?.hangs == ["a"])
        try trial.answer("hot", "no")
        #expect(trial.duties == ["a: commander"])
        #expect(trial.duty("a")?.bearers.map(\.persons) == [["mori"]])
        try trial.answer("hot", "yes")
        #expect(trial.duty("a")?.bearers.map(\.persons) == [["hara"]])
        #expect(trial.refusal(of: "a", by: "mori")?.kind == .notThePost)
        #expect(trial.refusal("note", by: "hara") { ($0.text, $0.post) = ("x", "commander") } == nil)
        #expect(trial.refusal("note", by: "mori") { ($0.text, $0.post) = ("x", "commander") }?.kind == .notThePost)
    }

    @Test func `whether parts are the same person is unknown until both are bound`() throws {
        var trial = try Trial.begin(rules([step("name", by: .officer) { $0.names = "responder" }]))
        #expect(trial.truth(.same(["finder", "responder"])) == .unknown)
        try trial.perform("name", by: "mori") { $0.names = ["responder": "nagai"] }
        #expect(trial.truth(.same(["finder", "responder"])) == .yes)
    }
}

@Suite struct `Posts that exist once in each unit` {
    static func book(_ by: Choice, each: Bool = false) -> Rulebook {
        rules([step("a", by: by) { if each { $0.each = "thing" } }]) {
            $0.posts.append(Post(id: "keeper", perUnit: "section"))
            $0.registers = [
                Register(
                    id: "assets", owner: nil,
                    columns: [.init(id: "section", domain: .text, role: .unit), .init(id: "title", domain: .text)])
            ]
            $0.items = [ItemKind(id: "thing", states: [option("in")], register: "assets")]
        }
    }

    static var house: House {
        var house = House.small
        house.hold("keeper", "east-keeper", unit: "east")
        house.hold("keeper", "west-keeper", unit: "west")
        house.registers["assets"] = [
            "r1": .init(values: ["section": ["east"]]), "r2": .init(values: ["section": ["west"]]),
            "r3": .init(values: ["section": ["east"]]),
        ]
        return house
    }

    static func trial(_ by: Choice, each: Bool = false, items: [String]) throws -> Trial {
        var trial = try Trial.begin(book(by, each: each), house: house)
        for row in items { try trial.do("add-item", by: "aoki") { ($0.item, $0.itemKind) = (row, "thing") } }
        return trial
    }

    @Test func `items of two units owe a duty to the holder of each`() throws {
        var trial = try Self.trial(.post("keeper", unit: .items), items: ["r1", "r2", "r3"])
        #expect(trial.situation.duties.map { $0.bearers.map(\.seat.unit) } == [["east"], ["west"]])
        #expect(trial.situation.duties.map { $0.bearers.flatMap(\.persons) } == [["east-keeper"], ["west-keeper"]])
        #expect(try trial.perform("a", by: "west-keeper").event.actor.unit == "west")
        #expect(trial.situation.duties.map { $0.bearers.map(\.seat.unit) } == [["east"]])
        #expect(trial.refusal(of: "a", by: "west-keeper")?.kind == .notThePost)
    }

    @Test func `under each the unit is that of the item`() throws {
        let trial = try Self.trial(.post("keeper", unit: .items), each: true, items: ["r1", "r2"])
        #expect(trial.duty("a", item: "r2")?.bearers.flatMap(\.persons) == ["west-keeper"])
        #expect(trial.refusal(of: "a", by: "west-keeper") { $0.item = "r1" }?.kind == .notThePost)
        #expect(trial.refusal(of: "a", by: "east-keeper") { $0.item = "r1" } == nil)
    }

    @Test func `the unit can be that of the person bound as a part`() throws {
        var house = Self.house
        house.people["nagai"]?.unit = "west"
        let trial = try Trial.begin(Self.book(.post("keeper", unit: .part("finder"))), house: house)
        #expect(trial.situation.duties.map { $0.bearers.flatMap(\.persons) } == [["west-keeper"]])
    }

    @Test func `an approval asked of the posts of two units needs both`() throws {
        var book = Self.book(.lead)
        book.playbooks[0].steps = [step("a", "fix")]
        book.approvals = [approval(by: .post("keeper", unit: .items))]
        var trial = try Trial.begin(book, house: Self.house)
        for row in ["r1", "r2"] { try trial.do("add-item", by: "aoki") { ($0.item, $0.itemKind) = (row, "thing") } }
        try trial.do("ask", by: "aoki")
        try trial.do("grant", by: "east-keeper")
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .notGranted)
        #expect(trial.refusal("grant", by: "east-keeper") != nil)
        try trial.do("grant", by: "west-keeper")
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
    }
}
