import ReadModels
import Rules

extension KeptText {
    /// What was typed in an input of one of our forms, known only by its name; nil for what nobody typed.
    ///
    /// The form itself cannot be made again where this is shown: its words are those that it has in every matter.
    public init?(input name: String, text: String) {
        guard !Self.unseen.contains(name), !name.contains("password"), !name.contains("phrase") else { return nil }
        let kind = Self.kinds.first { name.hasPrefix($0.prefix) }?.label
        self.init(label: (kind ?? Self.labels[name] ?? Phrases.Kept.other).ja, text: text)
    }

    /// What stands in a form without being seen in it.
    private static let unseen: Set = ["token", "seen", "step", "version", "next", "act", "once"]

    private static let kinds: [(prefix: String, label: Label)] = [
        ("fact.", Phrases.Kept.fact), ("fact-", Phrases.Kept.fact), ("field.", Phrases.Kept.field),
        ("column-", Phrases.Kept.column), ("items-", Phrases.Kept.item), ("item-", Phrases.Kept.item),
        ("past-", Phrases.Report.past), ("name.", Phrases.People.person),
    ]

    private static let labels: [String: Label] = {
        typealias Field = ReportForm.Field
        return [
            Field.danger: Phrases.Report.danger, Field.what: Phrases.Report.what, Field.place: Phrases.Report.place,
            Field.when: Phrases.Report.when, Field.who: Phrases.Report.who, Field.contact: Phrases.Report.contact,
            Field.outside: Phrases.Report.outside, Field.kind: Phrases.Report.kind,
            Field.forCaller: Phrases.Report.forCaller, Field.readBack: Phrases.Report.readBack,
            Field.exercise: Phrases.Report.exercise, "text": Phrases.Kept.text, "reason": Phrases.Matters.reason,
            "infact": Phrases.Matters.inFactLabel, "infact-reason": Phrases.Matters.inFactReason,
            "happened": Phrases.Matters.happened, "speaker": Phrases.Matters.speaker, "behalf": Phrases.Matters.behalf,
            "outcome": Phrases.Matters.decision, "to": Phrases.Matters.to, "other": Phrases.Matters.other,
            "entry": Phrases.Matters.entry, "row": Phrases.Registers.number, "number": Phrases.Receipt.number,
            "name": Phrases.People.name, "unit": Phrases.People.unit, "note": Phrases.Kept.text,
        ]
    }()
}

extension Phrases {
    /// What was typed is called when its form is not at hand.
    enum Kept {
        static let fact = phrase("確認事項の答え", "An answer")
        static let field = phrase("文書の欄", "A field of a paper")
        static let column = phrase("台帳の欄", "A column of a register")
        static let item = phrase("対象", "An item")
        static let text = phrase("記録する内容", "What was written")
        static let other = phrase("そのほかの入力", "Another input")
    }
}
