import Notation
import Rules

@testable import Engine

/// Chance that comes out the same each time: SplitMix64.
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// True once in so many times.
    mutating func one(in times: Int) -> Bool { Int.random(in: 0..<times, using: &self) == 0 }

    mutating func pick<Value>(_ values: [Value], or other: Value) -> Value {
        values.randomElement(using: &self) ?? other
    }

    mutating func few<Value>(_ most: Int, _ make: (inout Chance) -> Value) -> [Value] {
        var values: [Value] = []
        for _ in 0..<Int.random(in: 0...most, using: &self) { values.append(make(&self)) }
        return values
    }

    /// A name of few, so that most hit something and some hang in the air.
    mutating func name<Subject>(_ prefix: String) -> Name<Subject> {
        Name(one(in: 25) ? "nowhere" : prefix + String(Int.random(in: 0..<4, using: &self)))
    }

    mutating func text() -> String {
        pick(
            ["", "x", "yes", "no", "5", "2026-06-01", "2026-06-01T10:00", "\u{0}", "葛\u{E0100}", " ", "p1", "i1"],
            or: "")
    }

    mutating func instant() -> Instant {
        if one(in: 40) {
            return Instant(milliseconds: pick([.max, .min, -1, 0, .max - 1, 253_402_300_799_999], or: 0))
        }
        return Instant(milliseconds: 1_780_279_200_000 + Int64.random(in: -900_000_000...900_000_000, using: &self))
    }
}

// MARK: Rulebooks by chance

extension Chance {
    mutating func condition(_ depth: Int = 2, terms: Int = 4) -> Condition {
        let kinds = depth > 0 ? 27 : 23
        switch Int.random(in: -10..<kinds, using: &self) {
        case -10...1: return .always
        case 2, 3, 4: return .fact(name("f"), test())
        case 5: return .done(few(2) { $0.name("s") })
        case 6: return .begun(name("b"))
        case 7: return .round(name("b"), atLeast: 2)
        case 8: return .ended(name("c"))
        case 9: return .granted(name("a"))
        case 10: return .asked(name("a"))
        case 11: return .rejected(name("a"))
        case 12: return .way(name("w"))
        case 13: return .deviated(one(in: 2) ? nil : "n1")
        case 14: return .filled(name("d"), name("x"))
        case 15: return .written(name("d"))
        case 16: return .marked(name("d"), "m1")
        case 17: return .same(few(3) { $0.name("q") })
        case 18: return .itemState([pick(["in", "out"], or: "in")])
        case 19: return .column([pick(["unit", "place", "no"], or: "no")], test())
        case 20: return .child(name("k"), ending: one(in: 2) ? nil : "e1")
        case 21: return one(in: 2) ? .hour(.office) : .openedAt(.afterHours)
        case 22: return terms > 0 ? .term(Name("t\(Int.random(in: 0..<terms, using: &self))")) : .exercise
        case 23: return .all(few(3) { $0.condition(depth - 1, terms: terms) })
        case 24: return .any(few(3) { $0.condition(depth - 1, terms: terms) })
        case 25:
            let inner = condition(depth - 1, terms: terms)
            return one(in: 2) ? .not(inner) : .unlessSure(inner)
        default:
            let inner = condition(depth - 1, terms: terms)
            return pick(
                [
                    .some(name("i"), where: inner, except: ["out"]), .every(name("i"), where: inner, except: []),
                    .inRegister(name("r"), where: inner),
                ], or: .always)
        }
    }

    mutating func test() -> ValueTest {
        pick([.oneOf(["yes"]), .oneOf(["no", "x"]), .none, .known, .atLeast(3), .below(3)], or: .known)
    }

    mutating func choice(_ depth: Int = 2) -> Choice {
        switch Int.random(in: -4..<(depth > 0 ? 10 : 6), using: &self) {
        case -4, -3, -2, -1, 0, 1, 2: return Choice(.post(name("p"), unit: nil), clauses: [name("C")])
        case 3: return Choice(.post(name("p"), unit: one(in: 2) ? .items : .part(name("q"))))
        case 4: return Choice(.part(name("q")))
        case 5: return Choice(.anyone)
        case 6: return Choice(.anyOf(few(3) { $0.choice(depth - 1) }))
        case 7: return Choice(.eachOf(few(3) { $0.choice(depth - 1) }))
        case 8: return Choice(.allOf(few(3) { $0.choice(depth - 1) }))
        default:
            return Choice(.first(few(3) { .init(when: $0.condition(1), choice: $0.choice(depth - 1)) }))
        }
    }

    mutating func selector() -> Selector {
        Selector(
            acts: few(1) { $0.pick(["v0", "v1", "v2", "kind"], or: "v0") },
            to: few(1) { $0.pick(["p0", "p3", "q1"], or: "") },
            reachesOutside: one(in: 4), papers: one(in: 5) ? [name("d")] : [], marks: one(in: 6) ? ["m1"] : [],
            steps: one(in: 5) ? [name("s")] : [], playbooks: one(in: 6) ? [name("b")] : [], close: one(in: 10))
    }

    mutating func ways() -> [Way] {
        few(2) {
            Way(
                id: $0.name("w"), when: $0.condition(1), only: $0.one(in: 3) ? [$0.selector()] : [],
                cites: $0.one(in: 3) ? $0.name("r") : nil)
        }
    }

    mutating func step(_ id: Int) -> Step {
        var step = StepDraft(Step(id: Name("s\(id)"), clauses: [name("C")], act: name("v"), by: choice()))
        if one(in: 2) { step.to = choice() }
        if one(in: 6) { step.via = choice() }
        step.after = few(2) { $0.name("s") }
        if one(in: 4) { step.afterAny = few(2) { $0.name("s") } }
        step.when = condition()
        step.asks = few(2) { .init(fact: $0.name("f"), when: $0.condition(1)) }
        if one(in: 3) { step.paper = .init(paper: name("d"), part: one(in: 2) ? "one" : nil) }
        if one(in: 3) { (step.each, step.inStates) = (name("i"), few(1) { _ in "in" }) }
        if one(in: 4) { step.moves = [.init(from: "in", to: ["out", "gone"])] }
        if one(in: 3) {
            step.due = .init(
                pick([.word(name("w")), .duration(Duration(days: 1)), .clock(name("c"))], or: .duration(Duration())))
        }
        step.may = one(in: 4)
        if one(in: 6) { step.names = name("q") }
        if one(in: 6) { step.opens = .init(matter: name("k"), hands: [name("f"): .fact(name("f"))]) }
        if one(in: 8) { step.restarts = name("b") }
        step.recordedByAnyone = one(in: 6)
        return step.made
    }

    /// A rulebook in which much hangs in the air and some leads back to itself; terms alone never do.
    mutating func rulebook() -> Rulebook {
        var book = Rulebook()
        book.posts = (0..<4).map { index in
            Post(
                id: Name("p\(index)"), heldBy: one(in: 5) ? name("p") : nil, superior: one(in: 2) ? name("p") : nil,
                standIns: few(2) { $0.name("p") }, perUnit: one(in: 4) ? "unit" : nil, outside: index == 3,
                recordedBy: one(in: 5) ? name("p") : nil)
        }
        book.parts = (0..<4).map { index in
            Part(id: Name("q\(index)"), binding: index == 0 ? .opening : index == 1 ? .named : .rule(choice()))
        }
        let domains: [Domain] = [
            .yesNo, .choice([option("yes"), option("x")], several: true), .number(unit: "x"), .instant, .text, .person,
        ]
        book.facts = (0..<4).map { index in
            Fact(
                id: Name("f\(index)"), domain: pick(domains, or: .yesNo), askedOf: one(in: 3) ? nil : choice(),
                fromAnyone: one(in: 3), per: one(in: 4) ? name("i") : nil)
        }
        book.terms = (0..<4).map { Term(id: Name("t\($0)"), condition: condition(2, terms: $0)) }
        book.acts = (0..<4).map { index in
            Act(id: Name("v\(index)"), kinds: few(1) { _ in "kind" }, reachesOutside: one(in: 4), needsStep: one(in: 5))
        }
        book.papers = (0..<3).map { index in
            Paper(
                id: Name("d\(index)"), parts: [.init(id: "one")], marks: [.init(id: "m1")],
                fields: (0..<3).map { field in
                    Field(
                        id: Name("x\(field)"), shape: pick([.text, .date, .bool, .choice], or: .text),
                        options: [option("yes")], part: one(in: 2) ? "one" : nil,
                        required: one(in: 2) ? condition(1) : nil, fact: one(in: 5) ? name("f") : nil)
                })
        }
        book.items = (0..<2).map {
            ItemKind(
                id: Name("i\($0)"), states: one(in: 8) ? [] : [option("in"), option("out")],
                register: one(in: 2) ? name("r") : nil)
        }
        book.registers = (0..<2).map {
            Register(
                id: Name("r\($0)"), owner: one(in: 3) ? nil : choice(),
                columns: [
                    .init(id: "unit", domain: .text, required: condition(1), role: .unit),
                    .init(id: "from", domain: .date, role: .from), .init(id: "place", domain: .row(name("r"))),
                ], refuses: few(1) { .init(id: "x", when: $0.condition(1)) })
        }
        book.matters = (0..<2).map { index in
            MatterKind(
                id: Name("k\(index)"), openedBy: one(in: 5) ? choice() : Choice(.anyone),
                items: few(2) { $0.name("i") },
                endings: few(1) { Ending(id: "e1", when: $0.condition()) })
        }
        var next = 0
        book.playbooks = (0..<2).map { index in
            let steps = (0..<Int.random(in: 1...4, using: &self)).map { _ in
                next += 1
                return step(next - 1)
            }
            return Playbook(
                id: Name("b\(index)"), begins: one(in: 2) ? .always : condition(),
                endings: few(1) { Ending(id: "e2", when: $0.condition()) }, steps: steps)
        }
        book.forbids = few(2) { chance in
            Forbid(
                id: Name("n1"), clauses: [chance.name("C")], selectors: chance.few(2) { $0.selector() },
                when: chance.condition(), until: chance.one(in: 2) ? chance.condition() : nil, ways: chance.ways(),
                warns: chance.one(in: 4), playbook: chance.one(in: 3) ? chance.name("b") : nil)
        }
        book.approvals = (0..<Int.random(in: 0...3, using: &self)).map { index in
            var draft = ApprovalDraft(
                Approval(
                    id: Name("a\(index)"), clauses: [name("C")], askedBy: choice(), before: [selector()],
                    givenBy: choice()))
            if one(in: 2) { draft.paper = .init(paper: name("d"), part: one(in: 3) ? "one" : nil) }
            draft.after = few(2) { $0.name("s") }
            if one(in: 2) { draft.when = condition() }
            draft.notBy = few(2) { $0.pick(["asker", "author", "q0", "nowhere"], or: "asker") }
            draft.different = one(in: 2)
            draft.through = few(2) { $0.choice(1) }
            draft.shownTo = few(2) { $0.choice(1) }
            draft.redo = few(1) { $0.name("s") }
            draft.ways = ways()
            draft.may = one(in: 4)
            if one(in: 3) { draft.playbook = name("b") }
            return draft.made
        }
        book.clocks = (0..<3).map { index in
            Clock(
                id: Name("c\(index)"), kind: one(in: 2) ? .wait : .due,
                starts: few(2) { .init(id: "st", source: $0.one(in: 2) ? .done($0.name("s")) : .fact($0.name("f"))) },
                takes: pick([.later, .earlier, .start("st"), .start("nowhere")], or: .later),
                lasts: one(in: 5) ? nil : Duration(days: 2), until: one(in: 3) ? name("f") : nil,
                counting: pick([.daysFirstOut, .daysFirstInRolled, .hours, .toInstant], or: .hours),
                stops: one(in: 2) ? condition() : nil, playbook: one(in: 4) ? name("b") : nil)
        }
        book.notices = few(3) { Notice(id: "z", place: .step($0.name("s")), when: $0.condition()) }
        return book
    }

    mutating func house() -> House {
        var house = House()
        for index in 0..<4 { house.people["h\(index)"] = .init(id: "h\(index)", unit: one(in: 2) ? "u" : "") }
        for index in 0..<4 where !one(in: 5) {
            house.holdings.append(.init(post: Name("p\(index)"), person: "h\(index)", from: Instant(milliseconds: 0)))
        }
        for _ in 0..<3 {
            house.holdings.append(
                .init(
                    post: name("p"), unit: one(in: 3) ? "u" : "", person: person(),
                    from: Instant(milliseconds: 0), to: one(in: 8) ? instant() : nil))
        }
        house.standIns = few(2) { .init(post: $0.name("p"), person: $0.person()) }
        house.absences = few(2) { .init(person: $0.person(), from: $0.instant(), to: $0.instant()) }
        house.vacancy = one(in: 2) ? "" : person()
        house.targets["w1"] = Duration(minutes: 30)
        for register in ["r0", "r1"] {
            for row in ["i1", "i2"] where !one(in: 4) {
                house.registers[Name(register), default: [:]][row] = .init(
                    values: ["unit": few(1) { _ in "u" }, "from": ["2026-01-01"], "place": few(1) { _ in "i1" }],
                    closed: one(in: 6))
            }
        }
        return house
    }

    mutating func person() -> String { one(in: 30) ? "stranger" : "h\(Int.random(in: 0..<4, using: &self))" }
}
