import Engine
import Notation
import ReadModels
import Rules

/// The form by which somebody who has signed in opens a matter of a kind, an application to take something out among them.
public struct OpenMatterForm: Sendable {
    /// A fact that is asked at opening.
    public struct Asked: Sendable {
        /// The rules of the fact.
        public var fact: Fact
        /// What it asks.
        public var label: String
        /// The clauses it rests on.
        public var clauses: [ClauseLine]

        /// Makes a question.
        public init(fact: Fact, label: String, clauses: [ClauseLine] = []) {
            self.fact = fact
            self.label = label
            self.clauses = clauses
        }
    }

    /// Rows of a register that can be put on the matter's list at once.
    public struct Things: Sendable {
        /// The kind of item.
        public var kind: Name<ItemKind>
        /// What it is called.
        public var label: String
        /// The rows that can be chosen.
        public var rows: [Input.Option]

        /// Makes a list of rows.
        public init(kind: Name<ItemKind>, label: String, rows: [Input.Option]) {
            self.kind = kind
            self.label = label
            self.rows = rows
        }
    }

    /// What follows from the form: the opening, then the items, each a command on the same matter.
    public struct Orders: Sendable, Hashable {
        /// The command that opens the matter.
        public var open: Command
        /// The commands that put the chosen things on its list.
        public var items: [Command]
    }

    /// The kind of matter.
    public var kind: Name<MatterKind>
    /// What it is called.
    public var title: String
    /// The clauses it rests on.
    public var clauses: [ClauseLine]
    /// What is asked, the danger to life before all else.
    public let asked: [Asked]
    /// What can be put on its list.
    public var things: [Things]
    /// Whether the reader may open a drill of it.
    public var mayExercise: Bool
    /// The inputs with what was typed and what was wrong.
    public private(set) var inputs: [Input] = []
    /// The names of the inputs that can wait: they are folded, so that what cannot wait is seen.
    public let folded: Set<String>
    private let danger: Set<Name<Fact>>
    private let isOpenToAll: Bool
    private var answers: [Command.Given] = []
    private var chosen: [(kind: Name<ItemKind>, row: String)] = []
    private var text = ""
    private var exercise = false
    private var happened: Instant?

    /// The empty form.
    ///
    /// - Parameter rows: rows chosen beforehand, such as the one whose page led here.
    public init(
        _ context: PageContext, kind: MatterKind, words: Words, asked: [Asked], things: [Things] = [],
        mayExercise: Bool = true, rows: [String] = [], form: DomainForm
    ) {
        self.kind = kind.id
        title = words.matter(kind.id.text)
        clauses = kind.clauses.map { ClauseLine($0, words: words) }
        (danger, self.asked) = Self.dangerFirst(asked, kind: kind.id, words: words)
        let danger = danger
        let waiting = self.asked.filter { !danger.contains($0.fact.id) }
        folded = waiting.count == self.asked.count ? [] : Set(waiting.map { Self.name($0.fact) })
        isOpenToAll = kind.openedBy.shape == .anyone
        self.things = things
        self.mayExercise = mayExercise
        makeInputs(context, form: form, entered: nil, rows: rows)
    }

    /// What the rulebook's reports ask of danger comes first; a kind that reports open asks it whoever opens it.
    private static func dangerFirst(
        _ asked: [Asked], kind: Name<MatterKind>, words: Words
    ) -> (danger: Set<Name<Fact>>, asked: [Asked]) {
        let book = words.program.rulebook
        let danger = Set(book.reporting.compactMap(\.danger))
        let own = book.reporting.filter { $0.matter == kind }.compactMap(\.danger)
        let missing = book.facts.filter { fact in
            own.contains(fact.id) && fact.fromAnyone && !asked.contains { $0.fact.id == fact.id }
        }.map { Asked(fact: $0, label: words.fact($0.id), clauses: words.lines($0.clauses)) }
        let first = missing + asked.filter { danger.contains($0.fact.id) }
        return (danger, first + asked.filter { !danger.contains($0.fact.id) })
    }

    /// Reads what was entered: the facts and things that this form asks for, by their names, and nothing else.
    public mutating func read(_ context: PageContext, _ entered: Entered, form: DomainForm) {
        answers = []
        chosen = []
        text = entered["text"]
        exercise = mayExercise && entered["exercise"] == "yes"
        makeInputs(context, form: form, entered: entered, rows: [])
        for ask in asked where entered[Self.name(ask.fact)] == Self.notKnown {
            answers.append(.init(fact: ask.fact.id, value: .notKnown))
        }
    }

    /// Whether it can be sent to the engine.
    public var isFine: Bool { inputs.allSatisfy(\.error.isEmpty) }

    /// What is to be done; nil while something is wrong with the form.
    ///
    /// - Parameter item: makes the id of an item from its place on the list, from 1.
    public func orders(
        person: String, post: String? = nil, entered: Instant, item: (Int) -> String = { "i\($0)" }
    ) -> Orders? {
        guard isFine else { return nil }
        let at = happened ?? entered
        var open = Command(verb: "open", person: person, happened: at, entered: entered)
        open.post = post
        open.matterKind = kind
        open.answers = answers
        open.text = text
        open.exercise = exercise
        let items = chosen.enumerated().map { index, thing in
            var command = Command(verb: "add-item", person: person, happened: at, entered: entered)
            command.post = post
            command.itemKind = thing.kind
            command.item = item(index + 1)
            command.row = thing.row
            return command
        }
        return Orders(open: open, items: items)
    }

    static let notKnown = "not-known"
    static func name(_ fact: Fact) -> String { "fact-\(fact.id)" }

    private mutating func makeInputs(_ context: PageContext, form: DomainForm, entered: Entered?, rows: [String]) {
        typealias Words = Phrases.Opening
        let urgent = asked.filter { danger.contains($0.fact.id) }
        inputs = urgent.map { input(context, $0, form: form, entered: entered) }
        inputs.append(
            Input(
                "text", context.say(Words.text), hint: context.say(isOpenToAll ? Words.textHint : Words.reasonHint),
                required: true, shape: .lines(), values: [text],
                error: entered != nil && text.isEmpty ? context.say(Words.textMissing) : ""))
        for thing in things where !thing.rows.isEmpty {
            let name = "items-\(thing.kind)"
            let typed = entered?.all(name) ?? rows
            let known = typed.filter { row in thing.rows.contains { $0.value == row } }
            chosen += known.map { (thing.kind, $0) }
            let problem =
                known.count < typed.count
                ? Phrases.Registers.badChoice : known.isEmpty ? Phrases.Registers.mustChoose : Label()
            inputs.append(
                Input(
                    name, thing.label, hint: context.say(Words.thingsHint), required: true, shape: .checks(thing.rows),
                    values: known, error: entered == nil ? "" : context.say(problem)))
        }
        for ask in asked.dropFirst(urgent.count) { inputs.append(input(context, ask, form: form, entered: entered)) }
        let when = entered?["happened"] ?? ""
        happened = when.isEmpty ? nil : form.instant(when)
        inputs.append(
            Input(
                "happened", context.say(isOpenToAll ? Words.happened : Words.moment),
                hint: context.say(Phrases.Registers.happenedHint),
                values: [when],
                error: !when.isEmpty && happened == nil ? context.say(Phrases.Registers.badInstant) : ""))
        if mayExercise {
            inputs.append(
                Input(
                    "exercise", context.say(Words.exercise), hint: context.say(Words.exerciseHint),
                    shape: .checks([.init("yes", context.say(Words.isExercise))]), values: exercise ? ["yes"] : []))
        }
    }

    private mutating func input(
        _ context: PageContext, _ ask: Asked, form: DomainForm, entered: Entered?
    ) -> Input {
        let name = Self.name(ask.fact)
        let hint = ask.clauses.isEmpty ? "" : "〔" + ask.clauses.map(\.cite).joined(separator: "，") + "〕"
        let isUnknown = entered?[name] == Self.notKnown
        let reading = entered.flatMap { isUnknown ? nil : form.read(context, $0, name, ask.fact.domain) }
        if let reading, reading.error.isEmpty, !reading.values.isEmpty {
            answers.append(.init(fact: ask.fact.id, value: .values(reading.values)))
        }
        var input = form.input(
            context, name, ask.label, ask.fact.domain, hint: hint,
            values: isUnknown ? [Self.notKnown] : reading?.values ?? [], error: reading?.error ?? "")
        // Not known yet is an answer, wherever one chooses among a few.
        if case .radio(let options) = input.shape {
            input.shape = .radio(
                options.filter { !$0.value.isEmpty }
                    + [Input.Option(Self.notKnown, context.say(Phrases.Opening.notKnown))])
        }
        return input
    }
}
