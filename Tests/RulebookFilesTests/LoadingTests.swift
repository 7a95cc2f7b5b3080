import Foundation
import Notation
import RulebookFiles
import Rules
import Testing

@Suite struct `Loading a rulebook` {
    let folder = RulebookFolder.read(at: Fixtures.folder.appending(path: "every-key"))
    var book: Rulebook { folder.rulebook() }

    @Test(arguments: Fixtures.small)
    func `a good rulebook has no diagnostics`(url: URL) {
        #expect(RulebookFolder.read(at: url).check().map(\.description) == [])
    }

    @Test func `the ledger's clauses, items and forms are read`() throws {
        #expect(folder.ledger.clauses.count == 44)
        let clause = try #require(folder.ledger.clauses.first { $0.id == "E-8" })
        #expect(clause.items == ["E-8-1", "E-8-2"])
        #expect(clause.label.ja == "架空の文8。")
        #expect(folder.ledger.forms == [LedgerForm(id: "form", fields: ["summary"])])
    }

    @Test func `identity and restatements are read`() {
        #expect(book.identity.id == "every-key")
        #expect(book.identity.edition == "2026-1")
        #expect(book.identity.effectiveFrom == "2026-04-01")
        #expect(book.identity.effectiveTo == "2027-03-31")
        #expect(book.restatements == ["E-2": "E-1"])
        #expect(book.adopted == ["width": "wide"])
    }

    @Test func `files below the folder are merged, the ledger, scenarios and demo left out`() {
        #expect(book.playbooks.map(\.id) == ["respond"])
        #expect(book.posts.map(\.id) == ["lead", "deputy", "officer", "ministry"])
        #expect(book.forbids.map(\.id) == ["freeze", "always-closed"])
        #expect(book.forbids.map(\.playbook) == ["respond", nil])
    }

    @Test func `posts and parts have their holders, substitutes and bindings`() throws {
        let lead = try #require(book.posts.first)
        #expect(lead.standIns == ["deputy", "officer"])
        #expect(book.posts[2].perUnit == "section")
        #expect(book.posts[3].outside && book.posts[3].recordedBy == "lead")
        let commander = Choice(
            .first([
                .init(
                    when: .fact("kind", .oneOf(["system"])),
                    choice: Choice(.post("deputy", unit: nil), clauses: ["E-6"])),
                .init(when: .always, choice: Choice(.post("lead", unit: nil), clauses: ["E-7"])),
            ]))
        #expect(book.parts.map(\.binding) == [.opening, .named, .rule(commander)])
    }

    @Test func `a step has all that its keys say`() throws {
        let step = try #require(book.playbooks.first?.steps.first)
        #expect(step.by == Choice(.post("officer", unit: .items)))
        #expect(
            step.to
                == Choice(
                    .eachOf([Choice(.post("lead", unit: nil)), Choice(.post("officer", unit: .part("finder")))]),
                    clauses: ["E-16"]))
        #expect(step.asks.map(\.fact) == ["kind", "stage", "misused"])
        #expect(step.asks[1].when == .fact("kind", .oneOf(["system"])))
        #expect(step.moves == [.init(from: "in-use", to: ["suspended", "restored"])])
        #expect(step.due == .init(.word("promptly"), clauses: ["E-19"]))
        #expect(
            step.when
                == .all([
                    .itemState(["in-use", "suspended"]), .fact("misused", .oneOf(["yes"])),
                    .all([
                        .column(["title"], .known), .column(["place", "lockable"], .oneOf(["no"])),
                        .column(["level"], .oneOf(["C2", "C3"])),
                    ]),
                ]))
        let watch = try #require(book.playbooks.first?.steps[1])
        #expect(watch.due == .init(.duration(Rules.Duration(days: 1, minutes: 720))))
        #expect(
            watch.opens
                == .init(
                    matter: "child",
                    hands: ["kind": .value(["system"]), "persons": .fact("persons"), "urgent": .value(["yes"])],
                    clauses: ["E-21"]))
    }

    @Test func `how one reports has all that its keys say`() throws {
        let reporting = try #require(book.reporting.first)
        #expect(reporting.matter == "incident" && reporting.danger == "urgent" && reporting.outside == "urgent")
        #expect(reporting.kinds.map(\.answers) == [["kind": ["system", "C1"], "persons": ["1"]], [:]])
        #expect(reporting.dos.map(\.id) == ["wait", "as-the-clause-says"])
        #expect(reporting.dos[0].when == .fact("kind", .oneOf(["system"])))
        #expect(reporting.donts.map(\.clauses) == [["E-42"]])
        #expect(reporting.calls.map(\.when) == [.hour(.office)])
        #expect(
            reporting.calls[0].whom
                == Choice(
                    .first([
                        .init(
                            when: .fact("urgent", .oneOf(["yes"])),
                            choice: Choice(.post("deputy", unit: nil), clauses: ["E-43"])),
                        .init(when: .always, choice: Choice(.post("lead", unit: nil))),
                    ])))
        #expect(reporting.life.clauses == ["E-44"])
        #expect(reporting.life.emergencies.map(\.number) == ["110"])
        #expect(reporting.life.dos.map(\.label.ja) == ["離れる"])
        #expect(reporting.life.calls.map(\.id) == ["head"])
    }

    @Test func `a way of reporting goes with its kind of matter, and loses what else is taken out`() {
        #expect(folder.rulebook(without: "E-40").reporting.isEmpty)
        #expect(folder.rulebook(without: "E-41").reporting.first?.kinds.map(\.id) == ["plain"])
        let noRow = folder.rulebook(without: "E-43").reporting.first
        #expect(
            noRow?.calls.first?.whom == Choice(.first([.init(when: .always, choice: Choice(.post("lead", unit: nil)))]))
        )
        #expect(noRow?.life.emergencies == [])
        #expect(folder.rulebook(without: "E-44").reporting.isEmpty)
    }

    @Test func `gates, clocks and papers have all that their keys say`() throws {
        let approval = try #require(book.approvals.first)
        #expect(approval.notBy == ["author", "responder"])
        #expect(!approval.different && approval.may)
        #expect(approval.through.map(\.shape).count == 2)
        #expect(approval.before == [Selector(acts: ["contain", "tell"], papers: ["form"], marks: ["apology"])])
        let clock = try #require(book.clocks.first)
        #expect(clock.starts.map(\.source) == [.done("write-up"), .fact("noticed")])
        #expect(clock.lasts == Rules.Duration(days: 7))
        #expect(book.clocks[1].takes == .start("told"))
        let fields = try #require(book.papers.first?.fields)
        #expect(fields.map(\.required) == [.always, nil, .term("severe"), nil, nil])
        #expect(fields[2].options.map(\.label.ja) == ["高い", "低い（一部）"])
    }

    @Test func `another alternative of a reading changes what exists`() {
        let narrow = folder.rulebook(adopting: ["width": "narrow"])
        #expect(book.playbooks[0].steps.count == 4)
        #expect(narrow.playbooks[0].steps.map(\.id) == ["decide", "watch", "write-up"])
        #expect(narrow.clocks[0].starts.map(\.id) == ["told"])
        #expect(narrow.approvals[0].notBy == ["author"])
        #expect(narrow.adopted == ["width": "narrow"])
    }

    @Test func `a list of a fact's values loses a value with its clause`() throws {
        let book = folder.rulebook(without: "E-9")
        #expect(book.facts[0].domain.options.map(\.id) == ["system", "C1"])
        #expect(book.terms[1].condition == .all([.not(.term("severe")), .fact("kind", .oneOf(["C1"]))]))
        #expect(book.clocks[0].stops == nil)
    }

    @Test func `a clause takes with it what hangs on what it carries`() {
        #expect(folder.rulebook(without: "E-11").terms.map(\.id) == ["mild"])
        let withoutStart = folder.rulebook(without: "E-29")
        #expect(withoutStart.clocks[0].starts.map(\.id) == ["got"])
        #expect(folder.rulebook(without: "E-28").playbooks[0].steps[2].due == nil)
        #expect(folder.rulebook(without: "E-15").playbooks[0].endings[0].when == .done(["watch"]))
        #expect(folder.rulebook(without: "E-14").playbooks[0].endings == [])
        #expect(folder.rulebook(without: "E-23").approvals[0].ways.count == 1)
    }

    @Test func `ids are listed with labels and values`() {
        let ids = folder.ids()
        #expect(ids["posts"]?.array.count == 4)
        #expect(ids["facts"]?.array.first?["choices"]?.array.first?["item"]?.string == "E-8-1")
        #expect(ids["acts"]?.array.map { $0["id"]?.string ?? "" } == ["decide", "report", "contain"])
        #expect(ids["items"]?.array.first?["states"]?.array.count == 3)
        #expect(ids["papers"]?.array.first?["fields"]?.array.count == 5)
    }
}
