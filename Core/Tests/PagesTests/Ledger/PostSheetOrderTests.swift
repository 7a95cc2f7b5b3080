import Books
import Engine
import Markup
import Notation
import Pages
import ReadModels
import Rules
import Testing

/// The order in which a sheet has the playbooks follows from their conditions and from how one reports.
@Suite struct `The order of a post's sheet` {
    typealias Small = SmallReporting

    /// Playbooks with one step each, in an order that helps nobody.
    private static let program: Program = {
        var book = Small.rulebook
        func playbook(
            _ id: Name<Playbook>, matter: Name<MatterKind> = "incident", _ begins: Condition,
            by: Choice = Choice(.part("lead"))
        ) -> Playbook {
            Playbook(
                id: id, label: Label(ja: id.text), matters: [matter], begins: begins,
                steps: [
                    Step(
                        id: Name(id.text + "-step"), label: Label(ja: id.text + "の手順"), act: "shut",
                        by: by)
                ])
        }
        book.matters.append(MatterKind(id: "readiness", label: Label(ja: "備え")))
        book.parts = [
            Part(
                id: "lead", label: Label(ja: "指揮する者"),
                binding: .rule(
                    Choice(
                        .first([
                            .init(when: .hour(.afterHours), choice: Choice(.post("night", unit: nil))),
                            .init(when: .always, choice: Choice(.post("chief", unit: nil))),
                        ]))))
        ]
        book.terms = [
            Term(id: "is-system", label: Label(ja: "システム"), condition: .fact("kind", .oneOf(["system"]))),
            Term(
                id: "threat", label: Label(ja: "脅威"),
                condition: .all([.fact("kind", .oneOf(["content"])), .fact("danger", .oneOf(["yes"]))])),
        ]
        book.playbooks = [
            playbook("readiness", matter: "readiness", .always),
            playbook("headquarters", .all([.term("is-system"), .done(["intake-step"])])),
            playbook("claim", .fact("outsider", .oneOf(["yes"]))),
            playbook("system", .all([.term("is-system"), .unlessSure(.fact("outsider", .oneOf(["yes"])))])),
            playbook("intake", .always), playbook("own-intake", .always, by: Choice(.post("chief", unit: nil))),
            playbook("life", .term("threat")),
        ]
        return Program(book)
    }()

    private func sheet(_ post: Name<Post>) throws -> PostSheetModel {
        let words = Words(language: .ja, house: Small.house, program: Self.program, ledger: Small.ledger)
        return try #require(PostSheetModel(post, words: words, contacts: [], at: Small.morning))
    }

    @Test func `danger comes first, then every report, then what a kind of report leads to, then the rest`() throws {
        #expect(
            try sheet("night").parts.map(\.title) == ["life", "intake", "system", "headquarters", "claim", "readiness"])
    }

    @Test func `what names the post itself comes before what may fall to it`() throws {
        #expect(try sheet("chief").parts.map(\.title).prefix(3) == ["life", "own-intake", "intake"])
    }

    @Test func `a step that falls to the post through a part is on the sheet, and says as what`() throws {
        for post in ["chief", "night"] as [Name<Post>] {
            #expect(try sheet(post).parts[0].steps.map(\.capacity) == ["指揮する者"])
            #expect(postSheetPage(Small.context(), try sheet(post)).string.contains("lifeの手順</strong>（指揮する者として）"))
        }
        #expect(try sheet("desk").parts == [])
    }

    @Test func `a prohibition is said once, and none is left out`() throws {
        #expect(try sheet("chief").forbidden.count == 1)
    }
}
