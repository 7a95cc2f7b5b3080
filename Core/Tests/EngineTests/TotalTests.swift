import Notation
import Rules
import Testing

@testable import Engine

@Suite struct `Nothing traps` {
    static let ends: Set = ["close", "withdraw", "merge", "false-alarm"]
    static let verbs =
        Command.engineVerbs.subtracting(ends).sorted() + ["v0", "v1", "v2", "v3", "v0", "v1", "v2", "v3", "nowhere"]

    static func command(_ chance: inout Chance, now: Instant, open: Bool) -> Command {
        let entered = chance.one(in: 30) ? chance.instant() : now
        var command = Command(
            verb: open ? "open" : chance.one(in: 25) ? chance.pick(ends.sorted(), or: "") : chance.pick(verbs, or: ""),
            person: chance.person(),
            happened: chance.one(in: 12) ? chance.instant() : entered, entered: entered)
        if chance.one(in: 4) { command.post = (chance.name("p") as Name<Post>).text }
        if chance.one(in: 6) { command.onBehalf = "somebody" }
        if chance.one(in: 2) { command.step = chance.name("s") }
        if chance.one(in: 4) { command.clause = chance.name("C") }
        if chance.one(in: 2) { command.approval = chance.name("a") }
        if chance.one(in: 4) {
            command.subject = chance.pick(["s0", "s1", "v0", "v1", "close", "", "nowhere"], or: "")
        }
        if chance.one(in: 2) { command.item = chance.pick(["i1", "i2", "", "nowhere"], or: "i1") }
        if chance.one(in: 2) { command.itemKind = chance.name("i") }
        command.answers = chance.few(2) { chance in
            .init(
                fact: chance.name("f"), item: chance.one(in: 3) ? "i1" : nil,
                value: chance.one(in: 5) ? .notKnown : .values(chance.few(2) { $0.text() }))
        }
        if chance.one(in: 3) { command.paper = chance.name("d") }
        command.fields = chance.few(2) { .init($0.name("x"), $0.text()) }
        if chance.one(in: 6) { command.marks = ["m1"] }
        command.to = chance.few(1) { $0.pick(["p0", "p3", "q1", "q2", "h1", "nowhere"], or: "p0") }
        if chance.one(in: 3) { command.names = [chance.name("q"): chance.person()] }
        if chance.one(in: 4) { command.cites = chance.pick(["i1", "nowhere"], or: "i1") }
        if chance.one(in: 6) { command.way = chance.name("w") }
        if chance.one(in: 3) { command.moves = chance.pick(["out", "gone", "nowhere"], or: "out") }
        command.text = chance.text()
        command.reason = chance.text()
        command.inFact = chance.one(in: 4)
        command.exercise = chance.one(in: 5)
        if open || chance.one(in: 4) { command.matterKind = chance.name("k") }
        if chance.one(in: 3) { command.playbook = chance.name("b") }
        command.other = chance.pick(["", "m1", "m2"], or: "")
        if chance.one(in: 2) { command.entry = Int.random(in: -2...12, using: &chance) }
        command.edition = chance.text()
        command.newIDs = chance.few(1) { _ in "m9" }
        return command
    }

    /// What a duty or a question asks for, more or less.
    static func command(
        _ chance: inout Chance, now: Instant, for situation: Situation, in program: Program, ended: Bool
    ) -> Command {
        var command = command(&chance, now: now, open: false)
        (command.happened, command.entered, command.inFact, command.post) = (now, now, chance.one(in: 8), nil)
        (command.clause, command.way, command.subject, command.to) = (nil, nil, nil, [])
        if ended {
            (command.verb, command.reason) = ("reopen", "x")
            return command
        }
        if chance.one(in: 3), let question = situation.questions.randomElement(using: &chance) {
            command.verb = "answer"
            command.person = chance.pick(question.bearers.flatMap(\.persons), or: command.person)
            command.answers = [answer(&chance, question.fact, item: question.item, program)]
            return command
        }
        let owed = situation.duties + situation.permitted
        guard let duty = owed.randomElement(using: &chance) else { return command }
        command.verb =
            duty.act == "grant" ? chance.pick(["grant", "grant", "return", "refuse", "take-up"], or: "") : duty.act
        command.person = chance.pick(duty.bearers.flatMap(\.persons), or: command.person)
        (command.step, command.approval, command.item) = (duty.step, duty.approval, duty.item)
        if !duty.subject.isEmpty {
            command.subject = duty.subject.hasPrefix("act:") ? String(duty.subject.dropFirst(4)) : duty.subject
        }
        command.answers = duty.asks.map { answer(&chance, $0, item: duty.item, program) }
        let paper =
            duty.step.flatMap { program.steps[$0]?.paper?.paper }
            ?? duty.approval.flatMap { program.approvals[$0]?.paper?.paper }
        command.fields = (paper.flatMap { program.papers[$0] }?.fields ?? []).filter { _ in !chance.one(in: 4) }.map {
            .init($0.id, $0.shape == .date ? "2026-06-01" : "yes")
        }
        (command.marks, command.reason, command.newIDs) = ([], "x", ["m9"])
        if let part = duty.step.flatMap({ program.steps[$0]?.names }) { command.names = [part: chance.person()] }
        command.moves = chance.one(in: 2) ? "out" : nil
        return command
    }

    static func answer(
        _ chance: inout Chance, _ fact: Name<Fact>, item: String?, _ program: Program
    ) -> Command.Given {
        let value: String =
            switch program.facts[fact]?.domain {
            case .number: chance.pick(["1", "5"], or: "")
            case .instant: "2026-06-0\(Int.random(in: 1...9, using: &chance))T10:00"
            case .person: "h1"
            default: chance.pick(["yes", "yes", "no", "x"], or: "")
            }
        return .init(fact: fact, item: item, value: chance.one(in: 8) ? .notKnown : .values([value]))
    }

    /// 200 rulebooks with 100 commands each.
    @Test(arguments: 0..<200)
    func `whatever is commanded under whatever rules comes to an entry or to a refusal with words`(seed: Int) throws {
        var chance = Chance(seed: UInt64(seed))
        let program = Program(chance.rulebook())
        let setting = Setting(program: program, house: chance.house()) { "\($0.hashValue)" }
        var matter = Matter(id: "m1")
        var events: [Event] = []
        var now = Instant(milliseconds: 1_780_279_200_000)
        for turn in 0..<100 {
            now = max(now, matter.lastEntered).adding(milliseconds: Int64.random(in: 0...4_000_000, using: &chance))
            let situation = Engine.situation(matter, in: program, house: setting.house, at: now)
            let command =
                matter.entries == 0 || chance.one(in: 3)
                ? Self.command(&chance, now: now, open: matter.entries == 0)
                : Self.command(&chance, now: now, for: situation, in: program, ended: matter.ended != nil)
            let before = matter
            do throws(Refusal) {
                let outcome = try decide(command, on: matter, in: setting)
                #expect(outcome.event.entered >= before.lastEntered)
                #expect(Self.isFair(outcome.event, in: matter, program))
                matter.apply(outcome.event)
                events.append(outcome.event)
                let back = (try? JSON(reading: outcome.event.json.bytes)).flatMap(Event.init(json:))
                #expect(back == outcome.event)
            } catch {
                #expect(!error.reason.ja.isEmpty && !error.reason.en.isEmpty)
                #expect(matter == before)
            }
            if turn % 5 == 0 {
                let after = Engine.situation(matter, in: program, house: setting.house, at: now)
                #expect(after.closing.may == after.closing.obstacles.isEmpty)
                #expect(after == Engine.situation(matter, in: program, house: setting.house, at: now))
                _ = probe(matter, in: program, house: setting.house, at: now)
            }
        }
        #expect(Matter(id: "m1", events: events) == matter)
    }

    /// Nobody decides what he asked for, where the rulebook does not let him.
    static func isFair(_ event: Event, in matter: Matter, _ program: Program) -> Bool {
        event.changes.allSatisfy { change in
            guard case .decided(let decided) = change, ![.read, .takenUp].contains(decided.outcome),
                program.approvals[decided.approval]?.notBy.contains("asker") == true
            else { return true }
            return matter.asker(of: decided.approval, subject: decided.subject) != event.actor.person
        }
    }

    @Test(arguments: 0..<50)
    func `whatever is entered in a register comes to a row or to a refusal with words`(seed: Int) throws {
        var chance = Chance(seed: UInt64(1000 + seed))
        let program = Program(chance.rulebook())
        var setting = Setting(program: program, house: chance.house()) { "\($0.hashValue)" }
        for _ in 0..<40 {
            let at = chance.instant()
            let command = RowCommand(
                register: chance.name("r"), row: chance.pick(["i1", "i3", ""], or: ""),
                values: [chance.pick(["unit", "from", "place", "no"], or: "unit"): chance.few(2) { $0.text() }],
                person: chance.person(), post: chance.one(in: 4) ? "p1" : nil, happened: at, entered: at,
                closes: chance.one(in: 5), adds: chance.one(in: 2))
            do throws(Refusal) {
                setting.house.apply(try decide(command, in: setting))
            } catch {
                #expect(!error.reason.ja.isEmpty && !error.reason.en.isEmpty)
            }
        }
    }

    static func change(_ chance: inout Chance) -> Change {
        switch Int.random(in: 0..<28, using: &chance) {
        case 0:
            return .opened(
                .init(
                    kind: chance.name("k"), rulebook: chance.text(), edition: chance.text(),
                    adopted: ["r": chance.text()],
                    exercise: chance.one(in: 2), parent: chance.text()))
        case 1:
            return .answered(
                .init(
                    fact: chance.name("f"), item: chance.one(in: 2) ? "i1" : nil,
                    value: chance.one(in: 4) ? .notKnown : .values(chance.few(3) { $0.text() }),
                    weight: chance.pick([.asked, .anyone, .statement], or: .asked)))
        case 2:
            return .done(
                .init(
                    step: chance.one(in: 4) ? nil : chance.name("s"), act: chance.name("v"),
                    item: chance.one(in: 2) ? "i1" : nil, to: chance.few(2) { $0.text() }, inFact: chance.one(in: 3)))
        case 3: return .passedOn(step: chance.name("s"), item: chance.one(in: 2) ? "i1" : nil)
        case 4:
            return .written(
                .init(
                    paper: chance.name("d"), number: Int.random(in: -5...5, using: &chance),
                    fields: chance.few(3) { .init($0.name("x"), $0.text()) }, marks: chance.few(1) { _ in "m1" },
                    digests: ["": chance.text(), "one": chance.text()]))
        case 5:
            return .asked(
                .init(
                    approval: chance.name("a"), subject: chance.pick(["", "s0", "s1", "act:v0", "act:close"], or: ""),
                    digest: chance.text(), items: chance.few(2) { $0.text() }))
        case 6:
            return .decided(
                .init(
                    approval: chance.name("a"), subject: chance.pick(["", "s0", "s1", "act:v0", "act:"], or: ""),
                    digest: chance.text(),
                    outcome: chance.pick([.granted, .returned, .refused, .takenUp, .read], or: .granted)))
        case 7:
            return .itemAdded(
                .init(
                    id: chance.pick(["i1", "i2", ""], or: ""), kind: chance.name("i"), state: chance.text(), row: "i1",
                    text: chance.text()))
        case 8: return .itemMoved(item: chance.pick(["i1", "nowhere"], or: ""), state: "out")
        case 9: return .bound(part: chance.name("q"), person: chance.person())
        case 10: return .roundBegun(chance.name("b"))
        case 11:
            return .wayUsed(
                gate: chance.pick(["a0", "n1", "nowhere"], or: ""), way: chance.name("w"), row: chance.text())
        case 12: return .deviated(gate: chance.pick(["a0", "n1", "s0"], or: ""), clauses: [chance.name("C")])
        case 13: return .warned(gate: "n1", clauses: [])
        case 14: return .childOpened(id: chance.text(), kind: chance.name("k"), step: chance.one(in: 2) ? nil : "s0")
        case 15:
            return chance.one(in: 3) ? .childReopened(id: chance.text()) : .childEnded(id: chance.text(), ending: "e1")
        case 16: return .struck(entry: Int.random(in: -3...40, using: &chance))
        case 17: return .statement(speaker: chance.text())
        case 18: return .linked(chance.text())
        case 19:
            return .ended(
                .init(how: chance.pick([.closed, .falseAlarm], or: .closed), endings: ["e1"], into: chance.text()))
        case 20: return .reopened
        case 21: return .handedOver(post: "p0", from: chance.text(), to: chance.text())
        case 22: return .excluded(person: chance.person())
        case 23:
            return chance.pick(
                [
                    .readmitted(person: chance.person()), .excludedAbove(person: chance.person()),
                    .readmittedAbove(person: chance.person()),
                ], or: .reopened)
        case 24: return .shown(person: chance.person())
        case 25: return .unshown(person: chance.person())
        case 26:
            let file = chance.pick(["ab", "cd", ""], or: "")
            return chance.pick(
                [
                    .evidenceKept(
                        .init(file: file, size: -1, name: chance.text(), sealed: chance.one(in: 2), from: "", to: "")),
                    .evidencePassed(file: file, from: chance.text(), to: chance.text()), .evidenceSealed(file: file),
                    .evidenceOpened(file: file),
                ], or: .reopened)
        default: return .moved(edition: chance.text(), adopted: ["r": chance.text()])
        }
    }

    @Test(arguments: 0..<100)
    func `any events apply in any order, are written and read back, and have a situation`(seed: Int) throws {
        var chance = Chance(seed: UInt64(5000 + seed))
        let program = Program(chance.rulebook())
        let house = chance.house()
        var matter = Matter(id: "m1")
        var written: [Event] = []
        for turn in 0..<60 {
            let event = Event(
                act: chance.text(), happened: chance.instant(), entered: chance.instant(),
                actor: Actor(
                    person: chance.person(), post: chance.pick(["p0", "p1", "q1", ""], or: ""),
                    standsIn: chance.one(in: 3), onBehalf: chance.text()),
                text: chance.text(), reason: chance.text(), clauses: chance.few(2) { $0.name("C") },
                changes: chance.few(3) { Self.change(&$0) })
            matter.apply(event)
            #expect(matter.entries == turn + 1)
            written.append(try #require(Event(json: try JSON(reading: event.json.bytes))))
            if turn % 10 == 0 { _ = Engine.situation(matter, in: program, house: house, at: chance.instant()) }
        }
        #expect(Matter(id: "m1", events: written) == matter)
    }

    @Test func `what is no event is none, and a change of an unknown kind is left out`() throws {
        for text in [
            "null", "[]", "{}", #"{"act":"a"}"#, #"{"act":1,"happened":1,"entered":1,"actor":{"person":"p"}}"#,
        ] {
            #expect(Event(json: try JSON(reading: Array(text.utf8))) == nil)
        }
        let text =
            #"{"act":"a","happened":1,"entered":2,"actor":{"person":"p"},"changes":[{},7,null,{"change":"decided","#
            + #""outcome":"perhaps"},{"change":"later"},{"change":"linked","other":"m2","more":true}]}"#
        let event = try #require(Event(json: try JSON(reading: Array(text.utf8))))
        #expect(event.changes == [.linked("m2")])
    }

    @Test func `moments at the ends of time have a day and a situation`() throws {
        var trial = try Trial.begin(
            rules([step("a", when: .hour(.office)) { $0.due = .init(.duration(Duration(days: 1))) }]) {
                $0.clocks = [Clocks.clock(.daysFirstInRolled, "P30D", starts: [.init(id: "s", source: .done("a"))])]
            })
        for extreme in [Int64.max, .min] {
            let at = Instant(milliseconds: extreme)
            trial.add(
                Event(
                    act: "do", happened: at, entered: at, actor: Actor(person: "aoki", post: "lead"),
                    changes: [.done(.init(step: "a", act: "do", item: nil, to: [], inFact: false))]))
            trial.now = at
            _ = trial.situation
            _ = at.text(in: .japan)
        }
    }
}
