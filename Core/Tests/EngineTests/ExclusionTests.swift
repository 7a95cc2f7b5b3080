import Notation
import Rules
import Testing

@testable import Engine

@Suite struct `Who is excluded` {
    /// The part `suspect` is named by the clerk and excludes; the fact `who` excludes when asked to.
    static func rules(_ steps: [Step] = [], _ edit: (inout Rulebook) -> Void = { _ in }) -> Rulebook {
        let name = step("name", "tell", by: .clerk) { $0.names = "suspect" }
        return EngineTests.rules([name] + steps) { book in
            book.parts.append(
                Part(
                    id: "suspect", clauses: ["S-part"], binding: .named, excludes: Excludes(clauses: ["S-excludes"])))
            edit(&book)
        }
    }

    static func begun(
        _ steps: [Step], house: House = .small, _ edit: (inout Rulebook) -> Void = { _ in }
    ) throws -> Trial { try Trial.begin(rules(steps, edit), house: house) }

    func persons(_ trial: Trial, _ step: Name<Step>) -> [String]? { trial.duty(step)?.bearers.flatMap(\.persons) }

    @Test func `whoever is bound as a part that excludes can do nothing from then on`() throws {
        var trial = try Self.begun([step("a"), step("b", by: .clerk)])
        try trial.perform("name", by: "kato") { $0.names = ["suspect": "aoki"] }
        let refusal = try #require(trial.refusal("do", by: "aoki") { $0.step = "a" })
        #expect(refusal.kind == .excluded)
        #expect(refusal.clauses == ["S-part", "S-excludes"])
        for verb in [
            "note", "answer", "ask", "grant", "close", "hand-over", "exclude", "readmit", "show-to", "correct",
        ] {
            #expect(trial.refusal(verb, by: "aoki")?.kind == .excluded, "\(verb)")
        }
        #expect(exclusions(of: trial.matter, in: trial.program).map(\.ground) == [.part("suspect")])
    }

    @Test func `what they say is taken down by others, and nobody acts for them`() throws {
        var trial = try Self.begun([step("a", by: .clerk)])
        try trial.perform("name", by: "kato") { $0.names = ["suspect": "aoki"] }
        try trial.do("statement", by: "kato") {
            $0.text = "It was not me."
            $0.onBehalf = "aoki"
        }
        #expect(trial.refusal("do", by: "kato") { $0.onBehalf = "aoki" }?.kind == .excluded)
        try trial.do("do", by: "kato") {
            $0.step = "a"
            $0.onBehalf = "aoki"
            $0.inFact = true
            $0.reason = "he had done it before we knew"
        }
    }

    @Test func `the duty of an excluded holder goes to another holder`() throws {
        var house = House.small
        house.hold("lead", "abe")
        var trial = try Self.begun([step("a")], house: house)
        #expect(persons(trial, "a") == ["aoki", "abe"])
        try trial.perform("name", by: "kato") { $0.names = ["suspect": "aoki"] }
        #expect(persons(trial, "a") == ["abe"])
        #expect(trial.duty("a")?.bearers.map(\.standsIn) == [false])
    }

    @Test func `the stand-ins of the only holder do not step in because of the exclusion; the superior does`() throws {
        var house = House.small
        house.hold("deputy", "doi")
        house.standIns = [.init(post: "lead", person: "ueda")]
        var trial = try Self.begun([step("a")], house: house) { book in
            book.posts[0].standIns = ["deputy"]
            book.posts.append(Post(id: "deputy"))
        }
        try trial.perform("name", by: "kato") { $0.names = ["suspect": "aoki"] }
        #expect(persons(trial, "a") == ["mori"])
        #expect(trial.duty("a")?.bearers.map(\.standsIn) == [true])
        #expect(trial.refusal("do", by: "ueda") { $0.step = "a" }?.kind == .notThePost)
        #expect(trial.refusal("do", by: "doi") { $0.step = "a" }?.kind == .notThePost)
        let outcome = try trial.perform("a", by: "mori")
        #expect(outcome.event.actor == Actor(person: "mori", post: "lead", standsIn: true))
    }

    @Test func `stand-ins still step in for a holder who is merely away`() throws {
        var house = House.small
        house.hold("lead", "abe")
        house.standIns = [.init(post: "lead", person: "ueda")]
        house.away("abe")
        var trial = try Self.begun([step("a")], house: house)
        try trial.perform("name", by: "kato") { $0.names = ["suspect": "aoki"] }
        #expect(persons(trial, "a") == ["ueda"])
    }

    @Test func `somebody excluded does not stand in for another`() throws {
        var house = House.small
        house.standIns = [.init(post: "lead", person: "ueda"), .init(post: "lead", person: "nagai")]
        house.away("aoki")
        var trial = try Self.begun([step("a")], house: house)
        #expect(persons(trial, "a") == ["ueda", "nagai"])
        try trial.perform("name", by: "kato") { $0.names = ["suspect": "ueda"] }
        #expect(persons(trial, "a") == ["nagai"])
    }

    @Test func `without a superior the vacancy takes it, and at last anybody who holds a post`() throws {
        var house = House.small
        house.vacancy = "nagai"
        house.standIns = [.init(post: "head", person: "kato")]
        var trial = try Self.begun([step("a", by: .head)], house: house)
        try trial.perform("name", by: "kato") { $0.names = ["suspect": "hara"] }
        #expect(persons(trial, "a") == ["nagai"])
        trial.house.vacancy = "hara"
        #expect(persons(trial, "a") == ["aoki"])  // the first post of the rulebook whose holder is there
        for person in ["aoki", "mori"] { trial.house.away(person) }
        #expect(persons(trial, "a") == ["kato"])  // the stand-in, when there is nobody else at all
        trial.house.away("kato")
        #expect(persons(trial, "a") == [])
    }

    @Test func `in the place of an excluded person a part's duty falls to the vacancy`() throws {
        var house = House.small
        house.vacancy = "kato"
        var trial = try Self.begun([step("a", by: .part("finder"))], house: house)
        #expect(persons(trial, "a") == ["nagai"])
        try trial.perform("name", by: "kato") { $0.names = ["suspect": "nagai"] }
        #expect(persons(trial, "a") == ["kato"])
        try trial.perform("a", by: "kato")
        #expect(trial.duty("a") == nil)
    }

    @Test func `an excluded approver does not decide; the superior does, and nobody reads it for them later`() throws {
        var trial = try Self.begun([step("a", "fix")]) { $0.approvals = [approval()] }
        try trial.do("ask", by: "aoki")
        try trial.perform("name", by: "kato") { $0.names = ["suspect": "mori"] }
        #expect(trial.situation.gates.flatMap(\.bearers).flatMap(\.persons) == ["hara"])
        #expect(trial.refusal("grant", by: "mori")?.kind == .excluded)
        try trial.do("grant", by: "hara")
        #expect(trial.situation.gates == [])
        try trial.perform("a", by: "aoki")
    }

    @Test func `a letter to whom the part names still goes to them`() throws {
        var trial = try Self.begun([step("a", "tell") { $0.to = .part("suspect") }])
        try trial.perform("name", by: "kato") { $0.names = ["suspect": "ueda"] }
        #expect(trial.duty("a")?.to == ["suspect"])
        try trial.perform("a", by: "aoki") { $0.to = ["ueda"] }
    }

    @Test func `an excluded person is named for nothing else`() throws {
        var trial = try Self.begun([step("a") { $0.names = "responder" }])
        try trial.perform("name", by: "kato") { $0.names = ["suspect": "ueda"] }
        let refusal = trial.refusal("do", by: "aoki") {
            $0.step = "a"
            $0.names = ["responder": "ueda"]
        }
        #expect(refusal?.kind == .excluded)
        #expect(trial.refusal("hand-over", by: "aoki") { $0.to = ["ueda"] }?.kind == .excluded)
    }

    @Test func `a fact that excludes does so by the answer that stands, not by what somebody says`() throws {
        var trial = try Trial.begin(
            EngineTests.rules([step("a")]) { book in
                let index = book.facts.firstIndex { $0.id == "who" } ?? 0
                book.facts[index].excludes = Excludes(clauses: ["S-who"])
            })
        try trial.answer("who", "mori", by: "kato")  // not asked of the clerk: a statement only
        #expect(exclusions(of: trial.matter, in: trial.program).isEmpty)
        try trial.answer("who", "mori")
        let found = exclusions(of: trial.matter, in: trial.program)
        #expect(found.map(\.person) == ["mori"])
        #expect(found.map(\.ground) == [.fact("who")])
        #expect(found.flatMap(\.clauses) == ["S-who"])
        try trial.answer("who", "kato")
        #expect(exclusions(of: trial.matter, in: trial.program).map(\.person) == ["kato"])
    }

    @Test func `a matter opened from here takes the exclusions along`() throws {
        var trial = try Self.begun([step("a") { $0.opens = .init(matter: "visit") }])
        try trial.perform("name", by: "kato") { $0.names = ["suspect": "mori"] }
        try trial.perform("a", by: "aoki")
        let child = try #require(trial.opened.first)
        let matter = Matter(id: child.id, events: [child.event])
        #expect(exclusions(of: matter, in: trial.program).map(\.person) == ["mori"])
        try trial.do("split", by: "aoki") {
            $0.reason = "two things"
            $0.newIDs = ["m2"]
        }
        let other = try #require(trial.opened.last)
        #expect(
            exclusions(of: Matter(id: other.id, events: [other.event]), in: trial.program).map(\.person).contains(
                "mori"))
    }
}

@Suite struct `Who lets whom see` {
    static func begun() throws -> Trial { try Trial.begin(rules([step("a"), step("b", by: .officer)])) }

    @Test func `a holder of a post that the matter concerns excludes and readmits, with a reason`() throws {
        var trial = try Self.begun()
        #expect(trial.refusal("exclude", by: "aoki")?.missing == ["to"])
        #expect(trial.refusal("exclude", by: "aoki") { $0.to = ["stranger"] }?.missing == ["to"])
        #expect(trial.refusal("exclude", by: "aoki") { $0.to = ["mori"] }?.missing == ["reason"])
        for person in ["ueda", "kato"] {  // no post; a post that nothing here names
            let refusal = trial.refusal("exclude", by: person) {
                $0.to = ["mori"]
                $0.reason = "x"
            }
            #expect(refusal?.kind == .notThePost)
        }
        let outcome = try trial.do("exclude", by: "aoki") {
            $0.to = ["mori"]
            $0.reason = "his brother is the claimant"
        }
        #expect(outcome.event.changes == [.excluded(person: "mori")])
        #expect(exclusions(of: trial.matter, in: trial.program).map(\.ground) == [.entered])
        #expect(trial.duty("b")?.bearers.flatMap(\.persons) == ["hara"])
        #expect(trial.refusal("readmit", by: "mori")?.kind == .excluded)
        try trial.do("readmit", by: "hara") {
            $0.to = ["mori"]
            $0.reason = "another family of the same name"
        }
        #expect(exclusions(of: trial.matter, in: trial.program) == [])
        #expect(trial.duty("b")?.bearers.flatMap(\.persons) == ["mori"])
        // Whoever stood in only for the excluded does so no more.
        for (person, kind) in [("aoki", Refusal.Kind.malformed), ("hara", .notThePost)] {
            let again = trial.refusal("readmit", by: person) {
                $0.to = ["mori"]
                $0.reason = "x"
            }
            #expect(again?.kind == kind)
        }
    }

    @Test func `somebody may withdraw themselves`() throws {
        var trial = try Self.begun()
        try trial.do("exclude", by: "aoki") {
            $0.to = ["aoki"]
            $0.reason = "I was there"
        }
        #expect(trial.refusal("note", by: "aoki") { $0.text = "x" }?.kind == .excluded)
        #expect(trial.duty("a")?.bearers.flatMap(\.persons) == ["mori"])
    }

    @Test func `a readmission lifts what the rules say, until it is found again`() throws {
        var trial = try `Who is excluded`.begun([step("a"), step("again", "tell", by: .clerk) { $0.names = "suspect" }])
        try trial.perform("name", by: "kato") { $0.names = ["suspect": "aoki"] }
        try trial.do("readmit", by: "kato") {
            $0.to = ["aoki"]
            $0.reason = "mistaken for another"
        }
        try trial.perform("a", by: "aoki")
        try trial.perform("again", by: "kato") { $0.names = ["suspect": "aoki"] }
        #expect(trial.refusal("note", by: "aoki") { $0.text = "x" }?.kind == .excluded)
    }

    @Test func `striking the entry undoes it`() throws {
        var trial = try Self.begun()
        try trial.do("exclude", by: "aoki") {
            $0.to = ["mori"]
            $0.reason = "x"
        }
        try trial.do("show-to", by: "aoki") {
            $0.to = ["kato"]
            $0.reason = "x"
        }
        for entry in [2, 3] {
            try trial.do("correct", by: "aoki") {
                $0.entry = entry
                $0.reason = "the wrong person"
            }
        }
        #expect(exclusions(of: trial.matter, in: trial.program) == [])
        #expect(trial.matter.readers == [:])
    }

    @Test func `the last whom it concerns cannot be excluded`() throws {
        var house = House(["aoki": ["lead"]])
        house.vacancy = ""
        let trial = try Trial.begin(rules([step("a")]), house: house)
        let refusal = trial.refusal("exclude", by: "aoki") {
            $0.to = ["aoki"]
            $0.reason = "x"
        }
        #expect(refusal?.kind == .excluded)
    }

    @Test func `a named reader is concerned, does nothing more than before, and may be taken back`() throws {
        var trial = try Self.begun()
        try trial.do("show-to", by: "aoki") {
            $0.to = ["kato"]
            $0.reason = "she writes the press notice"
        }
        #expect(trial.matter.readers.keys.sorted() == ["kato"])
        #expect(concern(trial.matter, in: trial.program, house: trial.house, at: trial.now).persons.contains("kato"))
        #expect(trial.refusal("do", by: "kato") { $0.step = "a" }?.kind == .notThePost)
        try trial.do("unshow", by: "aoki") {
            $0.to = ["kato"]
            $0.reason = "the notice is out"
        }
        #expect(!concern(trial.matter, in: trial.program, house: trial.house, at: trial.now).persons.contains("kato"))
    }

    @Test func `who may see is settled after the end too`() throws {
        var trial = try Self.begun()
        try trial.do("withdraw", by: "aoki") { $0.reason = "nothing in it" }
        try trial.do("exclude", by: "aoki") {
            $0.to = ["mori"]
            $0.reason = "x"
        }
    }

    @Test func `being addressed concerns a post, unless it only receives`() throws {
        let trial = try Trial.begin(
            rules([step("a", "tell") { $0.to = .each(of: .clerk, .post("everybody"), .police) }]) {
                $0.posts.append(Post(id: "everybody", sees: false))
            })
        let posts = concern(trial.matter, in: trial.program, house: trial.house, at: trial.now).seats.map(\.post)
        #expect(posts == ["lead", "clerk"])
    }
}
