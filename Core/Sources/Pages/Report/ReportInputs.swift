import Rules

/// The inputs of the page for reporting, filled with what was entered.
struct ReportInputs {
    /// The five that must be filled in.
    var required: [Input] = []
    /// How to reach whoever reports.
    var reach: [Input] = []
    /// What may be added.
    var more: [Input] = []
    /// For whoever takes a report for somebody else.
    var desk: [Input] = []
    /// What was done already, line by line.
    var past: [[Input]] = []
    var exercise: Input?

    private typealias Field = ReportForm.Field
    private typealias Words = Phrases.Report

    /// All of them, in the order of the page.
    var all: [Input] { required + reach + more + desk + past.flatMap { $0 } + [exercise].compactMap { $0 } }

    init(_ context: PageContext, _ model: ReportModel, entered: Entered, errors: [String: String]) {
        func input(
            _ name: String, _ label: Label, hint: Label = Label(), required: Bool = false,
            shape: Input.Shape = .line(), autocomplete: String? = nil
        ) -> Input {
            Input(
                name, context.say(label), hint: context.say(hint), required: required, shape: shape,
                values: entered.all(name), error: errors[name] ?? "", autocomplete: autocomplete)
        }
        func tick(_ name: String, _ label: Label) -> Input {
            input(name, label, shape: .checks([.init("yes", context.say(label))]))
        }
        let unknown = Input.Option("unknown", context.say(Words.unknown))
        required = [
            input(
                Field.danger, Words.danger, required: true,
                shape: .radio([
                    .init("yes", context.say(Words.dangerYes), hint: context.say(Words.dangerYesHint)),
                    .init("no", context.say(Words.dangerNo)), unknown,
                ])),
            input(Field.what, Words.what, hint: Words.whatHint, required: true, shape: .lines(rows: 4)),
            input(Field.place, Words.place, hint: Words.placeHint, required: true),
            input(Field.when, Words.when, hint: Words.whenHint, required: true),
            input(Field.who, Words.who, hint: Words.whoHint, required: true, autocomplete: "name"),
        ]
        if context.reader != nil, !entered.names.contains(Field.who) {
            required[4].values = [context.reader?.name ?? ""]
        }
        reach = [input(Field.contact, Words.contact, hint: Words.contactHint)]
        if context.reader == nil || model.takesForCallers {
            reach.append(
                input(
                    Field.outside, Words.outside,
                    shape: .radio([
                        .init("yes", context.say(Words.outsideYes)), .init("no", context.say(Words.outsideNo)),
                    ])))
        }
        let kinds = model.reporting.kinds.map { Input.Option($0.id, context.say($0.label)) }
        if !kinds.isEmpty {
            more.append(
                input(
                    Field.kind, Words.kind, shape: kinds.count < 7 ? .radio(kinds + [unknown]) : .select(kinds)))
        }
        more.append(
            input(
                Field.files, Words.files, hint: Words.filesHint(model.files, model.megabytes),
                shape: .file(several: true)))
        if model.takesForCallers {
            desk = [tick(Field.forCaller, Words.forCaller), tick(Field.readBack, Words.readBack)]
            past = pastLines(entered).map { number in
                [
                    input(Field.past("what", number), Words.pastWhat(number)),
                    input(Field.past("when", number), Words.pastWhen(number)),
                    input(Field.past("who", number), Words.pastWho(number)),
                    input(Field.past("act", number), Words.pastAct(number), shape: .select(model.acts)),
                ]
            }
        }
        if model.opensExercises { exercise = tick(Field.exercise, Words.exercise) }
    }

    /// The lines that are shown: those that are filled, and two more.
    private func pastLines(_ entered: Entered) -> ClosedRange<Int> {
        let parts = ["what", "when", "who", "act"]
        let filled = (1...ReportForm.mostPast).filter { number in
            parts.contains { !entered[Field.past($0, number)].isEmpty }
        }
        return 1...min(ReportForm.mostPast, max(3, (filled.last ?? 0) + 2))
    }
}
