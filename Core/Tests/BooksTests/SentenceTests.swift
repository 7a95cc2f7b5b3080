import Books
import Rules
import Testing

@Suite struct `Sentences of a rulebook` {
    @Test func `a step names who, when, to whom, how soon and its clause`() {
        let book = Book(rulebook: Self.rulebook(), ledger: Self.ledger, language: .ja)
        #expect(
            book.sentence(of: "order")
                == "情報セキュリティ推進責任者は，学内だけに収まるとき，切り分けた後，速やかに，情報セキュリティ推進員に対策を指示する（3④）。")
        #expect(book.sentence(of: "rest") == "情報セキュリティ推進員は，休むことができる。")
        #expect(book.sentence(of: "nothing") == nil)
    }

    @Test func `an addressee that the label does not name is written out`() {
        var rulebook = Self.rulebook()
        rulebook.playbooks[0].steps[1] = Step(
            id: "order", label: Label(ja: "推進員に対策を指示する", en: "Order measures"), act: "order",
            by: Choice(.post("lead", unit: nil)), to: Choice(.post("police", unit: nil)))
        let book = Book(rulebook: rulebook, ledger: Self.ledger, language: .ja)
        #expect(book.sentence(of: "order")?.contains("警察に対し，推進員に対策を指示する") == true)
    }

    @Test func `what is unknown is said where it decides`() {
        let book = Book(rulebook: Self.rulebook(), ledger: Self.ledger, language: .ja)
        #expect(book.words(for: .unlessSure(.fact("inside", .oneOf(["yes"])))) == "学内だけに収まることが確かでないとき")
        #expect(book.words(for: .not(.fact("inside", .oneOf(["yes"])))) == "学内だけに収まらないとき")
        #expect(book.words(for: .any([.done(["sort"]), .exercise])) == "切り分けたとき，又は訓練であるとき")
        #expect(book.words(for: .always).isEmpty)
    }

    @Test func `a prohibition says until when and what passes`() throws {
        let book = Book(rulebook: Self.rulebook(), ledger: Self.ledger, language: .ja)
        let entry = try #require(book.entry(.forbid, "early"))
        #expect(entry.sentence == "切り分けるまで，「指示する」行為をしてはならない（3⑤）。")
        #expect(entry.lines.map(\.sentence) == ["ただし，訓練であるときに，「訓練」として行うときは，この限りでない。"])
        #expect(book.entries(naming: "C-2").map(\.id) == ["early"])
    }

    @Test func `English says the same`() {
        let book = Book(rulebook: Self.rulebook(), ledger: Self.ledger, language: .en)
        #expect(
            book.sentence(of: "order")
                == "Where the answer to “does it stay inside” is yes, after “sort it”, the Lead must order measures "
                + "– to the Staff, promptly (3④).")
    }

    static let ledger = Ledger(clauses: [
        Clause(id: "C-1", cite: "3④", kind: .duty, tier: .enforce, label: Label()),
        Clause(id: "C-2", cite: "3⑤", kind: .prohibition, tier: .enforce, label: Label()),
    ])

    static func rulebook() -> Rulebook {
        var book = Rulebook()
        book.posts = [
            Post(id: "lead", label: Label(ja: "情報セキュリティ推進責任者", en: "the Lead")),
            Post(id: "staff", label: Label(ja: "情報セキュリティ推進員", en: "the Staff")),
            Post(id: "police", label: Label(ja: "警察", en: "police"), outside: true),
        ]
        book.facts = [
            Fact(id: "inside", label: Label(ja: "学内だけに収まるか", en: "does it stay inside"), domain: .yesNo)
        ]
        book.acts = [Act(id: "order", label: Label(ja: "指示する", en: "order"))]
        book.timings = [TimingWord(id: "soon", label: Label(ja: "速やかに", en: "promptly"))]
        let lead = Choice(.post("lead", unit: nil))
        let staff = Choice(.post("staff", unit: nil))
        book.playbooks = [
            Playbook(
                id: "first", label: Label(ja: "初め", en: "first"),
                steps: [
                    Step(id: "sort", label: Label(ja: "切り分ける", en: "Sort it"), act: "order", by: lead),
                    Step(
                        id: "order", label: Label(ja: "推進員に対策を指示する", en: "Order measures"), clauses: ["C-1"],
                        act: "order", by: lead, to: staff, after: ["sort"], when: .fact("inside", .oneOf(["yes"])),
                        due: Step.Due(.word("soon"))),
                    Step(id: "rest", label: Label(ja: "休む", en: "Rest"), act: "order", by: staff, may: true),
                ])
        ]
        book.forbids = [
            Forbid(
                id: "early", label: Label(ja: "早すぎない", en: "not too early"), clauses: ["C-2"],
                selectors: [Selector(acts: ["order"])], until: .done(["sort"]),
                ways: [Way(id: "drill", label: Label(ja: "訓練", en: "drill"), when: .exercise)])
        ]
        return book
    }
}
