import Notation
import Rules
import Testing

@testable import Engine

@Suite struct `Approvals` {
    /// The step `a` fixes; the officer must approve the paper `plan` that the step `draft` writes.
    static func onPaper(_ edit: (inout ApprovalDraft) -> Void = { _ in }) -> Rulebook {
        rules([step("draft") { $0.paper = .init(paper: "plan") }, step("a", "fix", after: ["draft"])]) {
            $0.approvals = [
                approval(of: "plan") {
                    $0.after = ["draft"]
                    edit(&$0)
                }
            ]
        }
    }

    static func drafted(_ book: Rulebook = onPaper(), house: House = .small) throws -> Trial {
        var trial = try Trial.begin(book, house: house)
        try trial.perform("draft", by: "aoki") { $0.field("what", "once") }
        return trial
    }

    @Test func `asking is owed when what comes before is done, and deciding when it is asked`() throws {
        var trial = try Trial.begin(Self.onPaper())
        #expect(trial.duties == ["draft: lead"])
        #expect(trial.refusal("ask", by: "aoki")?.kind == .closedStep)
        try trial.perform("draft", by: "aoki") { $0.field("what", "once") }
        #expect(trial.duties == ["a: lead", "ask ok: lead"])
        let held = try #require(trial.duty("a")?.held.first)
        #expect(held.gate == "ok")
        #expect(held.lawfulBy == ["C-ok"])
        try trial.do("ask", by: "aoki")
        #expect(trial.duties == ["a: lead", "decide ok: officer"])
        #expect(trial.situation.gates.map(Trial.text) == ["decide ok: officer"])
        #expect(trial.situation.gates.first?.because.last == .asked("ok", by: "aoki", entry: 3))
        try trial.do("grant", by: "mori")
        #expect(trial.duties == ["a: lead"])
        #expect(trial.duty("a")?.held == [])
        try trial.perform("a", by: "aoki")
        #expect(trial.duties == [])
    }

    @Test func `before the grant the act is refused with the clause, the giver and what makes it lawful`() throws {
        let trial = try Self.drafted()
        let refusal = try #require(trial.refusal(of: "a", by: "aoki"))
        #expect(refusal.kind == .notGranted)
        #expect(refusal.clauses == ["C-ok"])
        #expect(refusal.lawfulBy == ["C-ok"])
        #expect(refusal.who.map(\.name) == ["officer"])
    }

    @Test func `only the post that asks may ask, and only the post that gives may grant`() throws {
        var trial = try Self.drafted()
        #expect(trial.refusal("ask", by: "kato")?.kind == .notThePost)
        #expect(trial.refusal("grant", by: "mori")?.kind == .closedStep)
        try trial.do("ask", by: "aoki")
        #expect(trial.refusal("ask", by: "aoki")?.kind == .closedStep)
        let refusal = try #require(trial.refusal("grant", by: "hara"))
        #expect(refusal.kind == .notThePost)
        #expect(refusal.who.map(\.name) == ["officer"])
        for verb in ["grant", "return", "refuse"] { #expect(trial.refusal(verb, by: "nagai") != nil) }
    }

    @Test func `a paper that is not complete cannot be asked for`() throws {
        var trial = try Trial.begin(
            rules([step("a", "fix")]) { $0.approvals = [approval(of: "plan")] })
        #expect(trial.refusal("ask", by: "aoki")?.kind == .incomplete)
        try trial.do("enter", by: "aoki") { ($0.paper, $0.fields) = ("plan", [.init("why", "x")]) }
        #expect(trial.refusal("ask", by: "aoki")?.missing == ["what"])
        try trial.do("ask", by: "aoki") { $0.field("what", "once") }
        #expect(trial.matter.versionNumber(of: "plan") == 2)
        #expect(trial.duties == ["a: lead", "decide ok: officer"])
    }

    @Test func `what is returned is drafted and asked for again`() throws {
        var trial = try Self.drafted()
        try trial.do("ask", by: "aoki")
        #expect(trial.refusal("return", by: "mori")?.missing == ["reason"])
        try trial.do("return", by: "mori") { $0.reason = "too short" }
        #expect(trial.duties == ["draft: lead"])
        #expect(trial.refusal("grant", by: "mori") != nil)
        try trial.perform("draft", by: "aoki") { $0.field("what", "twice") }
        #expect(trial.duties == ["a: lead", "ask ok: lead"])
        try trial.do("ask", by: "aoki")
        try trial.do("grant", by: "mori")
        try trial.perform("a", by: "aoki")
    }

    @Test func `the steps to do again after a return are those that the approval names`() throws {
        var book = Self.onPaper { $0.redo = ["look"] }
        book.playbooks[0].steps.append(step("look", "tell"))
        var trial = try Self.drafted(book)
        try trial.perform("look", by: "aoki")
        try trial.do("ask", by: "aoki")
        try trial.do("return", by: "mori") { $0.reason = "look again" }
        #expect(trial.duties == ["a: lead", "look: lead", "ask ok: lead"])
    }

    @Test func `a refusal puts what waits to rest, until it is asked anew`() throws {
        var trial = try Self.drafted()
        try trial.do("ask", by: "aoki")
        #expect(trial.refusal("refuse", by: "mori")?.missing == ["reason"])
        try trial.do("refuse", by: "mori") { $0.reason = "no" }
        #expect(trial.duties == [])
        #expect(trial.truth(.rejected("ok")) == .yes)
        #expect(trial.situation.closing.may)
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .closedStep)
        #expect(trial.refusal(of: "a", by: "aoki")?.clauses == ["C-a", "C-ok"])
        try trial.do("ask", by: "aoki")
        #expect(trial.truth(.rejected("ok")) == .no)
        #expect(trial.duties == ["a: lead", "decide ok: officer"])
        try trial.do("grant", by: "mori")
        try trial.perform("a", by: "aoki")
    }

    @Test func `whoever asked may not decide, whatever post he holds`() throws {
        var house = House.small
        house.hold("officer", "aoki")
        var trial = try Self.drafted(house: house)
        try trial.do("ask", by: "aoki")
        for verb in ["grant", "return", "refuse"] {
            let refusal = try #require(trial.refusal(verb, by: "aoki") { $0.reason = "x" })
            #expect(refusal.kind == .applicant)
            #expect(refusal.clauses == ["C-ok"])
        }
        #expect(trial.refusal("grant", by: "mori") == nil)
    }

    @Test func `whoever asked may not decide as a stand-in either`() throws {
        var house = House.small
        house.away("mori")
        house.standIns = [.init(post: "officer", person: "aoki")]
        var trial = try Self.drafted(house: house)
        try trial.do("ask", by: "aoki")
        #expect(trial.refusal("grant", by: "aoki")?.kind == .applicant)
    }

    @Test func `where the rulebook says so whoever asked may decide`() throws {
        var house = House.small
        house.hold("officer", "aoki")
        var trial = try Self.drafted(Self.onPaper { $0.notBy = [] }, house: house)
        try trial.do("ask", by: "aoki")
        #expect(trial.refusal("grant", by: "aoki") == nil)
    }

    @Test func `the author of the paper is refused where the rulebook says so`() throws {
        var house = House.small
        house.hold("officer", "kato")
        var book = Self.onPaper { $0.notBy = ["asker", "author"] }
        book.playbooks[0].steps[0] = book.playbooks[0].steps[0].with { $0.by = .clerk }
        var trial = try Trial.begin(book, house: house)
        try trial.perform("draft", by: "kato") { $0.field("what", "once") }
        try trial.do("ask", by: "aoki")
        #expect(trial.refusal("grant", by: "kato")?.kind == .applicant)
        #expect(trial.refusal("grant", by: "mori") == nil)
    }

    @Test func `a person bound as a part is refused where the rulebook says so, one of several too`() throws {
        var house = House.small
        house.hold("officer", "ueda")
        var book = Self.onPaper { $0.notBy = ["commander"] }
        book.parts.append(Part(id: "commander", binding: .rule(.any(of: .officer, .clerk))))
        house.holdings.removeAll { $0.person == "mori" }
        var trial = try Self.drafted(book, house: house)
        try trial.do("ask", by: "aoki")
        #expect(trial.refusal("grant", by: "ueda")?.kind == .applicant)
    }

    @Test func `where two seals are asked two persons give them, even if one holds both posts`() throws {
        var house = House.small
        house.hold("head", "mori")
        var trial = try Self.drafted(Self.onPaper { $0.givenBy = .all(of: .officer, .head) }, house: house)
        try trial.do("ask", by: "aoki")
        #expect(trial.duties == ["a: lead", "decide ok: officer", "decide ok: head"])
        try trial.do("grant", by: "mori")
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .notGranted)
        #expect(trial.refusal("grant", by: "mori")?.kind == .samePerson)
        #expect(trial.duties == ["a: lead", "decide ok: head"])
        try trial.do("grant", by: "hara")
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
    }

    @Test func `where the rulebook lets one person be enough, one person gives both seals`() throws {
        var house = House.small
        house.hold("head", "mori")
        var trial = try Self.drafted(
            Self.onPaper {
                $0.givenBy = .all(of: .officer, .head)
                $0.different = false
            }, house: house)
        try trial.do("ask", by: "aoki")
        try trial.do("grant", by: "mori")
        try trial.do("grant", by: "mori") { $0.post = "head" }
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
    }

    @Test func `a changed paper asks again, and the grant of the old one does not count`() throws {
        var trial = try Self.drafted()
        try trial.do("ask", by: "aoki")
        try trial.do("grant", by: "mori")
        try trial.write("twice")
        #expect(trial.truth(.granted("ok")) == .no)
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .notGranted)
        #expect(trial.duties == ["a: lead", "ask ok: lead"])
        try trial.do("ask", by: "aoki")
        #expect(trial.duties == ["a: lead", "decide ok: officer"])
        try trial.do("grant", by: "mori")
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
    }

    @Test func `a paper put back to the granted words needs no new grant`() throws {
        var trial = try Self.drafted()
        try trial.do("ask", by: "aoki")
        try trial.do("grant", by: "mori")
        try trial.write("twice")
        try trial.write("once")
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
    }

    @Test func `an act that itself changes the granted paper is refused`() throws {
        var book = Self.onPaper()
        book.playbooks[0].steps[1] = book.playbooks[0].steps[1].with { $0.paper = .init(paper: "plan") }
        var trial = try Self.drafted(book)
        try trial.do("ask", by: "aoki")
        try trial.do("grant", by: "mori")
        #expect(trial.refusal(of: "a", by: "aoki") { $0.field("what", "something else") }?.kind == .notGranted)
        #expect(trial.refusal(of: "a", by: "aoki") { $0.field("what", "once") } == nil)
    }

    @Test func `a grant of one part does not hang on the words of another`() throws {
        var trial = try Self.drafted(Self.onPaper { $0.paper = .init(paper: "plan", part: "first") })
        try trial.do("ask", by: "aoki")
        try trial.do("grant", by: "mori")
        try trial.do("enter", by: "aoki") { ($0.paper, $0.fields) = ("plan", [.init("why", "because")]) }
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
        try trial.write("twice")
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .notGranted)
    }

    @Test func `when a fact changes who must give it, the earlier grant no longer suffices`() throws {
        var trial = try Self.drafted(
            Self.onPaper { $0.givenBy = .first((.yes("wide"), .head), (.always, .officer)) })
        try trial.answer("wide", "no")
        try trial.do("ask", by: "aoki")
        try trial.do("grant", by: "mori")
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
        try trial.answer("wide", "yes")
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .notGranted)
        #expect(trial.duties == ["a: lead", "decide ok: head"])
        try trial.do("grant", by: "hara")
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
        try trial.answer("wide", "no")
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
    }

    @Test func `while it is unknown who gives it nobody decides, and it is asked`() throws {
        var trial = try Self.drafted(
            Self.onPaper { $0.givenBy = .first((.yes("wide"), .head), (.always, .officer)) })
        try trial.do("ask", by: "aoki")
        #expect(trial.duties == ["a: lead"])
        #expect(trial.question("wide")?.hangs.contains("ok") == true)
        let refusal = try #require(trial.refusal("grant", by: "mori"))
        #expect(refusal.kind == .undecided)
        #expect(refusal.questions == ["wide"])
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .undecided)
        try trial.answer("wide", "yes")
        #expect(trial.duties == ["a: lead", "decide ok: head"])
    }

    @Test func `a fact that changes after the act was done with leave asks nobody again`() throws {
        var trial = try Self.drafted(
            Self.onPaper { $0.givenBy = .first((.yes("wide"), .head), (.always, .officer)) })
        try trial.answer("wide", "no")
        try trial.do("ask", by: "aoki")
        try trial.do("grant", by: "mori")
        try trial.perform("a", by: "aoki")
        try trial.answer("wide", "yes")
        #expect(trial.duties == [])
    }

    @Test func `an approval of no paper is given for one step at a time`() throws {
        var trial = try Trial.begin(rules([step("a", "fix"), step("b", "fix")]) { $0.approvals = [approval()] })
        #expect(trial.duties == ["a: lead", "b: lead", "ask ok: lead", "ask ok: lead"])
        let refusal = try #require(trial.refusal("ask", by: "aoki"))
        #expect(refusal.kind == .ambiguous)
        #expect(refusal.missing == ["a", "b"])
        try trial.do("ask", by: "aoki") { $0.subject = "a" }
        try trial.do("grant", by: "mori")
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
        #expect(trial.refusal(of: "b", by: "aoki")?.kind == .notGranted)
        try trial.do("ask", by: "aoki") { $0.subject = "C-b" }
        try trial.do("refuse", by: "mori") { $0.reason = "no" }
        #expect(trial.duties == ["a: lead"])
    }

    @Test func `an approval of no paper stands on the hash of the step's paper`() throws {
        var trial = try Trial.begin(
            rules([step("a", "fix") { $0.paper = .init(paper: "plan") }]) { $0.approvals = [approval()] })
        try trial.do("ask", by: "aoki") { $0.field("what", "once") }
        try trial.do("grant", by: "mori")
        #expect(trial.refusal(of: "a", by: "aoki") { $0.field("what", "twice") }?.kind == .notGranted)
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
        try trial.write("twice")
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .notGranted)
    }

    @Test func `one grant lets one act go that no step foresaw`() throws {
        var trial = try Trial.begin(rules([]) { $0.approvals = [approval(before: Selector(acts: ["send"]))] })
        #expect(trial.refusal("send", by: "aoki")?.kind == .notGranted)
        try trial.do("ask", by: "aoki") { $0.subject = "send" }
        #expect(trial.duties == ["decide ok: officer"])
        #expect(trial.refusal("send", by: "aoki")?.kind == .notGranted)
        try trial.do("grant", by: "mori") { $0.subject = "send" }
        try trial.do("send", by: "aoki")
        #expect(trial.refusal("send", by: "aoki")?.kind == .notGranted)
        #expect(trial.duties == [])
        try trial.do("ask", by: "aoki") { $0.subject = "send" }
        #expect(trial.duties == ["decide ok: officer"])
    }

    @Test func `a thing added to the list after the grant asks again`() throws {
        var trial = try Trial.begin(
            rules([step("a", "fix") { $0.each = "thing" }]) {
                $0.items = [.thing]
                $0.approvals = [approval(of: "plan")]
            })
        try trial.do("add-item", by: "aoki") { ($0.item, $0.itemKind) = ("t1", "thing") }
        try trial.do("ask", by: "aoki") { $0.field("what", "once") }
        try trial.do("grant", by: "mori")
        #expect(trial.refusal(of: "a", by: "aoki") { $0.item = "t1" } == nil)
        try trial.do("add-item", by: "aoki") { ($0.item, $0.itemKind) = ("t2", "thing") }
        #expect(trial.refusal(of: "a", by: "aoki") { $0.item = "t2" }?.kind == .notGranted)
        try trial.do("ask", by: "aoki")
        try trial.do("grant", by: "mori")
        #expect(trial.refusal(of: "a", by: "aoki") { $0.item = "t2" } == nil)
    }

    @Test func `asking that may but need not be done is permitted, and the gate stands all the same`() throws {
        let trial = try Self.drafted(Self.onPaper { $0.may = true })
        #expect(trial.duties == ["a: lead"])
        #expect(trial.permitted == ["ask ok: lead"])
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .notGranted)
    }

    @Test func `an approval of a playbook that has not begun stands before nothing`() throws {
        var trial = try Trial.begin(
            rules([step("a", "fix")]) {
                $0.playbooks.append(Playbook(id: "other", begins: .yes("hot")))
                $0.approvals = [approval { $0.playbook = "other" }]
            })
        try trial.answer("hot", "no")
        #expect(trial.refusal(of: "a", by: "aoki") == nil)
        try trial.answer("hot", "yes")
        #expect(trial.refusal(of: "a", by: "aoki")?.kind == .notGranted)
    }

    @Test func `the conditions asked, granted and rejected follow the present request`() throws {
        var trial = try Self.drafted()
        #expect(trial.truth(.asked("ok")) == .no)
        try trial.do("ask", by: "aoki")
        #expect(trial.truth(.asked("ok")) == .yes)
        #expect(trial.truth(.granted("ok")) == .no)
        try trial.do("return", by: "mori") { $0.reason = "x" }
        #expect(trial.truth(.asked("ok")) == .no)
        try trial.perform("draft", by: "aoki")
        try trial.do("ask", by: "aoki")
        try trial.do("grant", by: "mori")
        #expect(trial.truth(.granted("ok")) == .yes)
    }

    @Test func `an approval before closing lets the matter close once it is given`() throws {
        var trial = try Trial.begin(rules([]) { $0.approvals = [approval(before: Selector(close: true))] })
        let refusal = try #require(trial.refusal("close", by: "aoki"))
        #expect(refusal.clauses == ["C-ok"])
        #expect(trial.permitted == ["ask ok: lead"])
        try trial.do("ask", by: "aoki")
        #expect(trial.duties == ["decide ok: officer"])
        try trial.do("grant", by: "mori")
        try trial.do("close", by: "aoki")
    }

    @Test func `a paper that only unforeseen acts wait for can be asked for at any time`() throws {
        var trial = try Trial.begin(
            rules([]) { $0.approvals = [approval(of: "plan", before: Selector(acts: ["send"]))] })
        #expect(trial.permitted == ["ask ok: lead"])
        try trial.do("ask", by: "aoki") { $0.field("what", "once") }
        #expect(trial.duties == ["decide ok: officer"])
        try trial.do("grant", by: "mori")
        try trial.do("send", by: "aoki")
    }
}
