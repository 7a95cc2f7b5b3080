import Notation
import Rules
import Testing

@testable import Engine

@Suite struct `Who may say who sees` {
    static let verbs = ["exclude", "readmit", "show-to", "unshow"]

    /// `nagai` and `ueda` are users: a post that only receives, and does a step here.
    static func begun(
        _ steps: [Step] = [step("a"), step("b", by: .officer), step("own", "tell", by: .post("users"))],
        house: House = .crowded, _ edit: (inout Rulebook) -> Void = { _ in }
    ) throws -> Trial {
        try Trial.begin(
            rules(steps) {
                $0.posts.insert(Post(id: "users", sees: false), at: 0)
                edit(&$0)
            }, house: house)
    }

    func refusal(_ trial: Trial, _ verb: String, by person: String, of other: String = "mori") -> Refusal? {
        trial.refusal(verb, by: person) { ($0.to, $0.reason) = ([other], "x") }
    }

    @Test func `is nobody by having reported, by having acted or by a post that only receives`() throws {
        var trial = try Self.begun()
        try trial.perform("own", by: "nagai")
        try trial.do("note", by: "kato") { $0.text = "x" }
        for person in ["nagai", "ueda", "kato"] {
            for verb in Self.verbs {
                let refusal = try #require(self.refusal(trial, verb, by: person), "\(person) \(verb)")
                #expect(refusal.kind == .notThePost)
                #expect(refusal.who.map(\.name) == ["lead", "officer"])
                #expect(refusal.clauses.isEmpty)
            }
        }
        for person in ["aoki", "mori"] { #expect(refusal(trial, "exclude", by: person, of: "hara") == nil) }
    }

    @Test func `is nobody by having been named as a reader or bound as a part`() throws {
        var trial = try Self.begun([step("a"), step("pick", "tell") { $0.names = "responder" }])
        try trial.do("show-to", by: "aoki") { ($0.to, $0.reason) = (["kato"], "x") }
        try trial.perform("pick", by: "aoki") { $0.names = ["responder": "hara"] }
        for person in ["kato", "hara"] { #expect(refusal(trial, "exclude", by: person)?.kind == .notThePost) }
    }

    @Test func `is not somebody who acts for another post of theirs`() throws {
        var house = House.crowded
        house.hold("users", "aoki")
        let trial = try Self.begun(house: house)
        let refusal = trial.refusal("exclude", by: "aoki") {
            ($0.to, $0.reason, $0.post) = (["mori"], "x", "users")
        }
        #expect(refusal?.kind == .notThePost)
        #expect(self.refusal(trial, "exclude", by: "aoki") == nil)
    }

    @Test func `is whoever stands in for a post that it concerns, and is entered as that`() throws {
        var house = House.crowded
        house.standIns = [.init(post: "lead", person: "ueda")]
        house.away("aoki")
        var trial = try Self.begun(house: house)
        let outcome = try trial.do("exclude", by: "ueda") { ($0.to, $0.reason) = (["hara"], "x") }
        #expect(outcome.event.actor == Actor(person: "ueda", post: "lead", standsIn: true))
    }

    @Test func `is whoever takes what nobody holds, when the posts are vacant or there are none`() throws {
        var house = House(["kato": ["clerk"], "nagai": ["users"], "ueda": ["users"]])
        house.vacancy = "kato"
        var trial = try Self.begun(house: house)
        #expect(refusal(trial, "exclude", by: "nagai", of: "ueda")?.kind == .notThePost)
        try trial.do("exclude", by: "kato") { ($0.to, $0.reason) = (["ueda"], "x") }
        trial = try Self.begun([], house: house)
        let refusal = self.refusal(trial, "exclude", by: "nagai", of: "ueda")
        #expect(refusal?.who.map(\.person) == ["kato"])
        let outcome = try trial.do("exclude", by: "kato") { ($0.to, $0.reason) = (["ueda"], "x") }
        #expect(outcome.event.actor == Actor(person: "kato", post: "clerk"))
    }

    @Test func `is without that person the holder of any post that sees: never nobody`() throws {
        let house = House(["kato": ["clerk"], "nagai": ["users"], "ueda": ["users"]])
        for steps in [[], [step("a")]] {
            let trial = try Self.begun(steps, house: house)
            #expect(refusal(trial, "exclude", by: "nagai", of: "ueda")?.kind == .notThePost)
            #expect(refusal(trial, "exclude", by: "kato", of: "ueda") == nil)
        }
    }

    @Test func `the last who may are not excluded in favour of those who only receive`() throws {
        let house = House(["aoki": ["lead"], "nagai": ["users"], "ueda": ["users"]])
        var trial = try Self.begun(house: house)
        #expect(refusal(trial, "exclude", by: "aoki", of: "aoki")?.kind == .excluded)
        // Where the rules exclude them, what is to do goes to those who see before those who receive.
        trial = try `Who is excluded`.begun([step("a")], house: .crowded) {
            $0.posts.insert(Post(id: "users", sees: false), at: 0)
            for index in $0.posts.indices { $0.posts[index].superior = nil }
        }
        try trial.perform("name", by: "kato") { $0.names = ["suspect": "aoki"] }
        #expect(trial.duty("a")?.bearers.flatMap(\.persons) == ["mori"])
    }

    @Test func `is not whoever only records that somebody was named, when that shuts them out`() throws {
        var trial = try `Who is excluded`.begun([step("a")], house: .crowded) {
            $0.posts.insert(Post(id: "users", sees: false), at: 0)
        }
        func inFact(_ person: String, _ names: [Name<Part>: String]) -> Refusal? {
            trial.refusal("tell", by: person) {
                ($0.step, $0.inFact, $0.reason, $0.text, $0.names) = ("name", true, "x", "x", names)
            }
        }
        #expect(inFact("nagai", ["suspect": "mori"])?.kind == .notThePost)
        #expect(inFact("aoki", ["suspect": "mori"]) == nil)
        // That it was done is taken down from anybody.
        #expect(inFact("nagai", [:]) == nil)
        try trial.do("note", by: "nagai") { $0.text = "x" }
    }

    @Test func `is asked as of when it is entered, too`() throws {
        var trial = try Self.begun()
        let then = trial.now.adding(milliseconds: 1)
        trial.pass("P2D")
        trial.house.holdings.removeAll { $0.person == "aoki" }
        let removed = trial.now
        trial.house.holdings.append(
            .init(post: "lead", person: "aoki", from: Instant(milliseconds: 0), to: removed))
        for verb in Self.verbs {
            let refusal = trial.refusal(verb, by: "aoki") {
                ($0.to, $0.reason, $0.happened) = (["mori"], "x", then)
            }
            #expect(refusal?.kind == .notThePost, "\(verb)")
        }
        // Nor does a time at which nobody held anything open it to anybody.
        let early = trial.refusal("exclude", by: "kato") {
            ($0.to, $0.reason, $0.happened) = (["mori"], "x", Instant(milliseconds: 1))
        }
        #expect(early?.kind == .notThePost)
        try trial.do("exclude", by: "mori") { ($0.to, $0.reason, $0.happened) = (["kato"], "x", then) }
    }
}

@Suite struct `Who corrects what` {
    func refusal(_ trial: Trial, of entry: Int, by person: String, _ edit: (inout Command) -> Void = { _ in })
        -> Refusal?
    {
        trial.refusal("correct", by: person) {
            ($0.entry, $0.reason) = (entry, "x")
            edit(&$0)
        }
    }

    @Test func `their own entries anybody, those of others the holders of posts that it concerns`() throws {
        var trial = try `Who may say who sees`.begun()
        try trial.do("note", by: "nagai") { $0.text = "x" }
        #expect(refusal(trial, of: 2, by: "nagai") == nil)
        for person in ["ueda", "kato"] {
            let refusal = try #require(self.refusal(trial, of: 2, by: person))
            #expect(refusal.kind == .notThePost)
            #expect(refusal.who.map(\.name) == ["lead", "officer"])
        }
        #expect(refusal(trial, of: 2, by: "aoki") == nil)
        trial.matter.apply(
            Event(
                act: "merged-in", happened: trial.now, entered: trial.now, actor: Actor(person: "nagai"),
                changes: [.linked("m7")]))
        #expect(refusal(trial, of: 3, by: "nagai")?.kind == .notThePost, "what another matter told is nobody's own")
    }

    @Test func `an exclusion, a readmission and a reader only who may say them, their own as well`() throws {
        var house = House.crowded
        house.hold("lead", "abe")
        var trial = try `Who may say who sees`.begun(house: house)
        for (verb, person) in [("exclude", "hara"), ("readmit", "hara"), ("show-to", "kato"), ("unshow", "kato")] {
            try trial.do(verb, by: "abe") { ($0.to, $0.reason) = ([person], "x") }
        }
        try trial.do("exclude", by: "abe") { ($0.to, $0.reason) = (["ueda"], "x") }
        trial.house.holdings.removeAll { $0.person == "abe" }
        for entry in 2...6 {
            for person in ["abe", "nagai", "kato"] {
                #expect(refusal(trial, of: entry, by: person)?.kind == .notThePost, "\(entry) \(person)")
            }
            #expect(refusal(trial, of: entry, by: "aoki") == nil)
        }
    }

    @Test func `a part or a fact that excludes likewise, and whatever else would lift an exclusion`() throws {
        let items = ItemKind.thing
        var trial = try `Who is excluded`.begun([step("a")], house: .crowded) { book in
            book.items = [items]
            let who = book.facts.firstIndex { $0.id == "who" } ?? 0
            (book.facts[who].excludes, book.facts[who].per) = (Excludes(clauses: ["S-who"]), items.id)
        }
        try trial.perform("name", by: "kato") { $0.names = ["suspect": "mori"] }
        try trial.do("add-item", by: "nagai") { ($0.item, $0.itemKind) = ("t1", items.id) }
        try trial.answer("who", "hara", by: "aoki", item: "t1")
        #expect(trial.matter.excluded(in: trial.program) == ["mori", "hara"])
        // The item is of nagai's own entry, but with it the answer about it goes.
        for entry in 2...4 { #expect(refusal(trial, of: entry, by: "nagai")?.kind == .notThePost, "\(entry)") }
        #expect(refusal(trial, of: 3, by: "aoki") == nil)
        trial.house.holdings.removeAll { $0.person == "kato" }
        #expect(refusal(trial, of: 2, by: "kato")?.kind == .notThePost)
        #expect(refusal(trial, of: 2, by: "aoki") == nil)
    }
}

extension House {
    /// As the small one, with two who hold a post that only receives.
    static var crowded: House {
        var house = small
        for person in ["nagai", "ueda"] { house.hold("users", person) }
        return house
    }
}
