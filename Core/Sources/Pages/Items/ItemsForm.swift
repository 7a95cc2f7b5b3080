import Engine
import Markup
import Notation
import ReadModels
import Rules

/// Items of a matter, each with a state to choose: the check of what came back, one by one.
///
/// General: it knows no organisation's states. Each item that was answered becomes a command of the step.
public struct ItemsForm: Sendable {
    /// One item.
    public struct Item: Sendable, Hashable {
        /// Its id.
        public var id: String
        /// What it is, in words.
        public var label: String
        /// The state it is in, in words.
        public var state: String
        /// The states it may move to, in words; empty when the act is done without moving it.
        public var moves: [Input.Option]

        /// Makes an item.
        public init(id: String, label: String, state: String, moves: [Input.Option]) {
            self.id = id
            self.label = label
            self.state = state
            self.moves = moves
        }
    }

    /// The matter.
    public var matter: String
    /// The step that is done for each item.
    public var step: Name<Step>
    /// The act of the step.
    public var act: String
    /// What the step says.
    public var title: String
    /// The clauses of the step.
    public var clauses: [ClauseLine]
    /// The items, in order.
    public var items: [Item]
    /// Where the form goes.
    public var path: String
    private var chosen: [String: String] = [:]
    private var errors: [String: String] = [:]
    private var note = ""

    /// The empty form.
    public init(
        matter: String, step: Name<Step>, act: String, title: String, clauses: [ClauseLine] = [], items: [Item],
        path: String
    ) {
        self.matter = matter
        self.step = step
        self.act = act
        self.title = title
        self.clauses = clauses
        self.items = items
        self.path = path
    }

    /// Takes what was entered: for each of the items shown, one of its own states; other names are not read.
    public mutating func read(_ context: PageContext, _ entered: Entered) {
        chosen = [:]
        errors = [:]
        note = entered["note"]
        for (index, item) in items.enumerated() {
            let value = entered[name(index)]
            guard !value.isEmpty else { continue }
            chosen[item.id] = value
            if !options(context, item).contains(where: { $0.value == value }) {
                errors[item.id] = context.say(Phrases.Registers.badChoice)
            }
        }
        if chosen.isEmpty, let first = items.first { errors[first.id] = context.say(Phrases.Items.nothing) }
    }

    /// One command for each item that was answered, in order; empty while something is wrong.
    public func commands(person: String, post: String? = nil, happened: Instant, entered: Instant) -> [Command] {
        guard errors.isEmpty else { return [] }
        return items.compactMap { item in
            guard let state = chosen[item.id] else { return nil }
            var command = Command(verb: act, person: person, happened: happened, entered: entered)
            command.post = post
            command.step = step
            command.item = item.id
            command.moves = item.moves.isEmpty ? nil : state
            command.text = note
            return command
        }
    }

    /// The items that were not answered.
    public var unanswered: [String] { items.filter { chosen[$0.id] == nil }.map(\.label) }

    func inputs(_ context: PageContext) -> [Input] {
        items.enumerated().map { index, item in
            Input(
                name(index), item.label, hint: context.say(Phrases.Items.now(item.state)),
                shape: .radio(options(context, item) + [Input.Option("", context.say(Phrases.Items.notChecked))]),
                values: [chosen[item.id] ?? ""], error: errors[item.id] ?? "")
        }
    }

    func noteInput(_ context: PageContext) -> Input {
        Input("note", context.say(Phrases.Items.note), shape: .lines(rows: 2), values: [note])
    }

    private func options(_ context: PageContext, _ item: Item) -> [Input.Option] {
        item.moves.isEmpty ? [Input.Option("done", context.say(Phrases.Items.done))] : item.moves
    }

    private func name(_ index: Int) -> String { "item-\(index + 1)" }
}

/// The page of a check item by item.
public func itemsFormPage(_ context: PageContext, _ form: ItemsForm, refusals: [RefusalNotice] = []) -> HTML {
    typealias Words = Phrases.Items
    return page(context, title: form.title) { h in
        h.p(.class("trail")) { h in h.a(form.matter, href: "/matters/\(pathPart(form.matter))") }
        clauseNumbers(context, form.clauses, &h)
        let inputs = form.inputs(context)
        errorSummary(context, inputs, &h)
        for refusal in refusals { refusalSection(context, refusal, &h) }
        if form.items.isEmpty {
            h.none(context)
        } else {
            h.p(context.say(Words.intro(form.items.count)))
            Pages.form(
                context, to: form.path, id: "items-\(form.matter)-\(form.step)", send: context.say(Words.enter),
                inside: { h in
                    for input in inputs { field(context, input, &h) }
                    field(context, form.noteInput(context), &h)
                }, &h)
        }
    }
}

extension Phrases {
    /// What the check of items says.
    enum Items {
        static func intro(_ count: Int) -> Label {
            phrase("\(count)点を一つずつ確かめます。確かめていない物は，後で続きから入力できます。", "\(count) items, one by one.")
        }
        static func now(_ state: String) -> Label { phrase("今の状態：\(state)", "Now: \(state)") }
        static let notChecked = phrase("まだ確かめていない", "Not checked yet")
        static let done = phrase("行った", "Done")
        static let note = phrase("気付いたこと", "Remarks")
        static let enter = phrase("記録する", "Record")
        static let nothing = phrase("少なくとも一つの物について選んでください。", "Choose for at least one item.")
    }
}
