import Notation
import Rules
import Testing

@testable import Engine

/// A matter that opened another one, which opened a third.
private struct Family {
    var matters: [Trial] = []

    init(_ edit: (inout Rulebook) -> Void = { _ in }) throws {
        let steps = [step("a") { $0.opens = .init(matter: "case") }, step("b", by: .officer)]
        matters = [try `Who is excluded`.begun(steps, edit)]
        for _ in 0..<2 { try open() }
    }

    /// The youngest opens another.
    mutating func open() throws {
        let opener = matters.count - 1
        try matters[opener].perform("a", by: "aoki")
        let opening = try #require(matters[opener].opened.last)
        var child = matters[0]
        (child.matter, child.events, child.opened) = (Matter(id: opening.id), [], [])
        child.add(opening.event)
        matters.append(child)
    }

    /// Does something in the first, second or third matter, and brings the news to the others.
    mutating func `do`(_ verb: String, in index: Int, by person: String, to other: String) throws {
        try matters[index].do(verb, by: person) { ($0.to, $0.reason) = ([other], "x") }
        tell(matters[index].tidings)
    }

    mutating func tell(_ tidings: [Tiding]) {
        for tiding in tidings {
            guard let index = matters.firstIndex(where: { $0.matter.id == tiding.matter }),
                matters[index].matter.heeds(tiding)
            else { continue }
            matters[index].add(tiding.event)
            matters[index].now = max(matters[index].now, tiding.event.entered)
            tell(matters[index].tidings)
        }
    }

    /// Who is excluded from each, the eldest first.
    var excluded: [[String]] { matters.map { $0.matter.excluded(in: $0.program).sorted() } }
}

@Suite struct `An exclusion holds in the matters that were opened before it` {
    @Test func `and in those that they opened, and is lifted there with it`() throws {
        var family = try Family()
        try family.do("exclude", in: 0, by: "aoki", to: "mori")
        #expect(family.excluded == [["mori"], ["mori"], ["mori"]])
        let told = try #require(family.matters[2].events.last)
        #expect(told.act == "excluded-above")
        #expect(told.reason.isEmpty, "the reason stays in the matter where it was given")
        #expect(exclusions(of: family.matters[1].matter, in: family.matters[1].program).map(\.ground) == [.above])
        #expect(family.matters[2].refusal("note", by: "mori") { $0.text = "x" }?.kind == .excluded)
        #expect(family.matters[2].duty("b")?.bearers.flatMap(\.persons) == ["hara"])
        try family.do("readmit", in: 0, by: "hara", to: "mori")
        #expect(family.excluded == [[], [], []])
    }

    @Test func `in those that have ended, too`() throws {
        var family = try Family()
        try family.matters[1].do("withdraw", by: "aoki") { $0.reason = "nothing in it" }
        family.tell(family.matters[1].tidings)
        try family.do("exclude", in: 0, by: "aoki", to: "mori")
        #expect(family.excluded == [["mori"], ["mori"], ["mori"]])
    }

    @Test func `whatever ground it rests on, and a correction that undoes it is told as well`() throws {
        var family = try Family()
        try family.matters[0].perform("name", by: "kato") { $0.names = ["suspect": "mori"] }
        family.tell(family.matters[0].tidings)
        #expect(family.excluded == [["mori"], ["mori"], ["mori"]])
        let entry = family.matters[0].matter.entries
        try family.matters[0].do("correct", by: "kato") { ($0.entry, $0.reason) = (entry, "another of that name") }
        family.tell(family.matters[0].tidings)
        #expect(family.excluded == [[], [], []])
    }

    @Test func `but what was entered in the opened one stays when it is lifted above`() throws {
        var family = try Family()
        try family.do("exclude", in: 1, by: "aoki", to: "mori")
        try family.do("exclude", in: 0, by: "aoki", to: "mori")
        #expect(family.excluded == [["mori"], ["mori"], ["mori"]])
        try family.do("readmit", in: 0, by: "hara", to: "mori")
        #expect(family.excluded == [[], ["mori"], ["mori"]])
        // From there it reaches the third, and is lifted with it.
        try family.do("readmit", in: 1, by: "hara", to: "mori")
        #expect(family.excluded == [[], [], []])
    }

    @Test func `a readmission above says nothing to one that has readmitted already, or never excluded`() throws {
        var family = try Family()
        try family.do("exclude", in: 0, by: "aoki", to: "mori")
        try family.do("readmit", in: 1, by: "hara", to: "mori")
        #expect(family.excluded == [["mori"], [], []])
        let entries = family.matters.map(\.matter.entries)
        try family.do("readmit", in: 0, by: "hara", to: "mori")
        #expect(family.matters.map(\.matter.entries) == [entries[0] + 1, entries[1], entries[2]])
        // A new exclusion above holds anew.
        try family.do("exclude", in: 0, by: "aoki", to: "mori")
        #expect(family.excluded == [["mori"], ["mori"], ["mori"]])
    }

    @Test func `what a matter was opened with is lifted with the one above, in old records too`() throws {
        var family = try Family()
        try family.do("exclude", in: 2, by: "aoki", to: "mori")
        try family.open()
        #expect(family.excluded.last == ["mori"])
        // As it was written before the record knew where an exclusion came from.
        var opening = try #require(family.matters[3].events.first)
        opening.changes = opening.changes.map { change in
            if case .excludedAbove(let person) = change { .excluded(person: person) } else { change }
        }
        family.matters[3].matter = Matter(id: family.matters[3].matter.id, events: [opening])
        try family.do("readmit", in: 2, by: "hara", to: "mori")
        #expect(family.excluded == [[], [], [], []])
    }

    @Test func `an entry that strikes the news undoes it where it was told`() throws {
        var family = try Family()
        try family.do("exclude", in: 0, by: "aoki", to: "mori")
        let entry = family.matters[1].matter.entries
        try family.matters[1].do("correct", by: "aoki") { ($0.entry, $0.reason) = (entry, "he must lead here") }
        #expect(family.excluded[1] == [])
    }

    @Test func `in those that were split off as well, and is lifted there with it`() throws {
        var family = try Family()
        try family.do("exclude", in: 0, by: "aoki", to: "hara")
        try family.matters[0].do("split", by: "aoki") { ($0.reason, $0.newIDs) = ("two things", ["s1"]) }
        let opening = try #require(family.matters[0].opened.last)
        #expect(family.matters[0].tidings.isEmpty, "what is split off takes the exclusions along")
        var other = family.matters[0]
        (other.matter, other.events, other.opened) = (Matter(id: opening.id), [], [])
        other.add(opening.event)
        family.matters.append(other)
        #expect(family.excluded[3] == ["hara"])
        try family.do("exclude", in: 0, by: "aoki", to: "mori")
        #expect(family.excluded == Array(repeating: ["hara", "mori"], count: 4))
        #expect(family.matters[3].refusal("note", by: "mori") { $0.text = "x" }?.kind == .excluded)
        for person in ["mori", "hara"] { try family.do("readmit", in: 0, by: "aoki", to: person) }
        #expect(family.excluded == [[], [], [], []])
        // What is found in the one that was split off says nothing to the other.
        try family.do("exclude", in: 3, by: "aoki", to: "mori")
        #expect(family.excluded == [[], [], [], ["mori"]])
    }

    @Test func `a matter that was split before the record was read anew is told, too`() throws {
        var family = try Family()
        try family.matters[0].do("split", by: "aoki") { ($0.reason, $0.newIDs) = ("two things", ["s1"]) }
        let written = family.matters[0].events.map(\.json)
        family.matters[0].matter = Matter(id: "m1", events: written.compactMap(Event.init(json:)))
        try family.matters[0].do("exclude", by: "aoki") { ($0.to, $0.reason) = (["mori"], "x") }
        #expect(family.matters[0].tidings.map(\.matter).contains("s1"))
    }
}

@Suite struct `What another matter tells` {
    @Test func `opens a matter to nobody: neither what was merged into it, nor what was reopened`() throws {
        var house = House.small
        house.hold("visitor", "ueda")
        let book = rules([step("a")]) { $0.posts.append(Post(id: "visitor")) }
        func isConcerned(_ trial: Trial) -> Bool {
            concern(trial.matter, in: trial.program, house: trial.house, at: trial.now).persons.contains("ueda")
        }
        for act in ["merged-in", "child-reopened", "child-ended", "excluded-above", "readmitted-above"] {
            var trial = try Trial.begin(book, house: house)
            trial.add(
                Event(
                    act: act, happened: trial.now, entered: trial.now, actor: Actor(person: "ueda", post: "visitor"),
                    changes: [.linked("m7")]))
            #expect(!isConcerned(trial), "\(act)")
        }
        var trial = try Trial.begin(book, house: house)
        try trial.do("note", by: "ueda") { $0.text = "x" }
        #expect(isConcerned(trial))
    }
}
