import Engine
import Notation
import Rules

/// Reads what was entered on the page for reporting.
public enum ReportForm {
    /// What comes of it.
    public enum Outcome: Sendable {
        case report(Report)
        /// What is wrong, by the name of the input; nothing that was entered is lost.
        case wrong([String: String])
    }

    /// A report that can be entered.
    public struct Report: Sendable {
        /// Opens the matter.
        public var open: Command
        /// What was done already, in the order of the page; to be entered in the matter that `open` opens.
        public var later: [Command]
        /// Whether somebody is in danger; nil when it is not known.
        public var isDanger: Bool?
    }

    /// The longest words, in characters.
    public static let longest = (what: 4000, line: 200)
    /// The most lines of what was done already.
    public static let mostPast = 20

    /// The names of the inputs.
    enum Field {
        static let danger = "danger"
        static let what = "what"
        static let place = "where"
        static let when = "when"
        static let who = "who"
        static let contact = "contact"
        static let outside = "outside"
        static let kind = "kind"
        static let files = "files"
        static let forCaller = "for-caller"
        static let readBack = "read-back"
        static let exercise = "drill"
        static let once = "once"
        static func past(_ part: String, _ number: Int) -> String { "past-\(part)-\(number)" }
    }

    /// Reads a report.
    ///
    /// - Parameters:
    ///   - person: who enters it: the reader, or the person of the house that stands for reports without an account.
    ///   - dates: how times are read.
    public static func read(
        _ entered: Entered, _ context: PageContext, _ model: ReportModel, by person: String, dates: ReportDates
    ) -> Outcome {
        var reading = ReportReading(entered: entered, context: context, model: model, dates: dates)
        return reading.outcome(by: person)
    }
}

/// One reading of a form: what is right is taken, what is wrong is said.
struct ReportReading {
    let entered: Entered
    let context: PageContext
    let model: ReportModel
    let dates: ReportDates
    private(set) var errors: [String: String] = [:]

    private typealias Field = ReportForm.Field
    private typealias Wrong = Phrases.ReportError

    init(entered: Entered, context: PageContext, model: ReportModel, dates: ReportDates) {
        self.entered = entered
        self.context = context
        self.model = model
        self.dates = dates
    }

    mutating func outcome(by person: String) -> ReportForm.Outcome {
        let danger = one(Field.danger, of: ["yes", "no", "unknown"], missing: Wrong.danger)
        let what = text(Field.what, most: ReportForm.longest.what, missing: Wrong.what)
        let place = line(Field.place, missing: Wrong.place)
        let (whenWords, noticed) = noticed()
        let contact = line(Field.contact)
        // Whoever can be reached has said who they are.
        let name = contact.isEmpty ? line(Field.who, missing: Wrong.who) : line(Field.who)
        let who = name.isEmpty ? contact : name
        let outside = one(Field.outside, of: ["yes", "no"])
        let kind = kind()
        let isForCaller = model.takesForCallers && !entered[Field.forCaller].isEmpty
        let past = past(by: person)
        guard errors.isEmpty else { return .wrong(errors) }

        // What a desk owes follows from when the notice reaches it; when it was noticed stands in the text.
        var open = Command(verb: "open", person: person, happened: context.now, entered: context.now)
        open.matterKind = model.reporting.matter
        open.answers = answers(danger: danger, outside: outside, kind: kind)
        open.exercise = model.opensExercises && !entered[Field.exercise].isEmpty
        if context.reader == nil || isForCaller { open.onBehalf = who }
        open.text =
            ReportText(
                danger: danger, what: what, place: place, when: whenWords,
                noticed: noticed.map(dates.write), who: who, contact: contact, outside: outside,
                kind: kind.map { context.ja($0.label) } ?? "", taker: isForCaller ? context.reader?.name : nil,
                isReadBack: !entered[Field.readBack].isEmpty
            ).text
        let isDanger = danger == "yes" || kind.map(meansDanger) == true
        return .report(.init(open: open, later: past, isDanger: isDanger ? true : danger == "no" ? false : nil))
    }

    private func meansDanger(_ kind: Reporting.Kind) -> Bool {
        model.reporting.danger.map { kind.answers[$0] == ["yes"] } ?? false
    }

    private func answers(danger: String, outside: String, kind: Reporting.Kind?) -> [Command.Given] {
        var given: [Name<Fact>: Answer] = [:]
        for (fact, values) in kind?.answers ?? [:] { given[fact] = .values(values) }
        if let fact = model.reporting.outside, !outside.isEmpty { given[fact] = .values([outside]) }
        // What the person says of danger stands above what the kind implies, except that "no" or "unknown" never
        // takes back a danger that the chosen kind names.
        if let fact = model.reporting.danger, danger == "yes" || given[fact] == nil {
            given[fact] = danger == "unknown" ? .notKnown : .values([danger])
        }
        return given.sorted { $0.key < $1.key }.map { Command.Given(fact: $0.key, value: $0.value) }
    }

    // MARK: Inputs

    private mutating func one(_ name: String, of values: [String], missing: Label? = nil) -> String {
        let value = entered[name]
        if value.isEmpty {
            if let missing { errors[name] = context.say(missing) }
        } else if !values.contains(value) {
            errors[name] = context.say(Wrong.choice)
        }
        return value
    }

    private mutating func kind() -> Reporting.Kind? {
        let value = one(Field.kind, of: model.reporting.kinds.map(\.id) + ["unknown"])
        return model.reporting.kinds.first { $0.id == value }
    }

    private mutating func line(_ name: String, missing: Label? = nil) -> String {
        // Line breaks would let one input look like another in the text of the report.
        String(text(name, most: ReportForm.longest.line, missing: missing).map { $0.isNewline ? " " : $0 })
    }

    private mutating func text(_ name: String, most: Int, missing: Label?) -> String {
        let value = entered[name]
        if TextCheck.isBlank(value) {
            if let missing { errors[name] = context.say(missing) }
        } else if let wrong = TextCheck.problem(value, most: most) {
            errors[name] = context.say(wrong)
        }
        return value
    }

    // MARK: Times

    private mutating func noticed() -> (words: String, at: Instant?) {
        let words = line(Field.when, missing: Wrong.when)
        guard errors[Field.when] == nil, !Self.isUnknown(words) else { return (words, nil) }
        // Whoever has just seen it need not look at a clock.
        if Self.isNow(words) { return (words, context.now) }
        return (words, moment(words, Field.when))
    }

    /// The moment that the words mean; nil for words that are no date, and for a date that cannot be, which is said.
    private mutating func moment(_ words: String, _ name: String) -> Instant? {
        switch dates.read(words, context.now) {
        case .words: return nil
        case .impossible(let why):
            errors[name] = why.isEmpty ? context.say(Wrong.impossible) : context.say(why)
            return nil
        case .moment(let at):
            // Five minutes of patience, as the engine has, for clocks that do not agree.
            if at > context.now.adding(milliseconds: 300_000) {
                errors[name] = context.say(Wrong.future(dates.write(at)))
            } else if at < Instant(milliseconds: 0) {
                errors[name] = context.say(Wrong.ancient(dates.write(at)))
            } else {
                return min(at, context.now)
            }
            return nil
        }
    }

    static func isUnknown(_ words: String) -> Bool {
        ["わからない", "分からない", "わかりません", "分かりません", "不明", "unknown", "i do not know"].contains(words.lowercased())
    }

    static func isNow(_ words: String) -> Bool { ["今", "いま", "たった今", "now"].contains(words.lowercased()) }

    // MARK: What was done already

    private mutating func past(by person: String) -> [Command] {
        guard model.takesForCallers else { return [] }
        var commands: [Command] = []
        for number in 1...ReportForm.mostPast {
            let (what, when) = (Field.past("what", number), Field.past("when", number))
            let (who, act) = (Field.past("who", number), Field.past("act", number))
            guard [what, when, who, act].contains(where: { !entered[$0].isEmpty }) else { continue }
            let words = text(what, most: ReportForm.longest.what, missing: Wrong.pastWhat)
            let doer = line(who, missing: Wrong.pastWho)
            let verb = one(act, of: model.acts.map(\.value))
            let time = line(when, missing: Wrong.pastWhen)
            let at = errors[when] == nil ? moment(time, when) : nil
            if at == nil, errors[when] == nil { errors[when] = context.say(Wrong.pastWhen) }
            var command = Command(
                verb: verb.isEmpty ? "note" : verb, person: person, happened: at ?? context.now,
                entered: context.now)
            command.onBehalf = doer
            command.text = words
            if !verb.isEmpty {
                command.inFact = true
                command.reason = Phrases.ReportText.past
            }
            commands.append(command)
        }
        return commands
    }
}

/// The text of a report, in one layout for ever: a heading in 【】 and its words, one below the other.
struct ReportText {
    var danger: String
    var what: String
    var place: String
    /// As it was written.
    var when: String
    /// As it was understood.
    var noticed: String?
    var who: String
    var contact: String
    var outside: String
    var kind: String
    /// Who took the report for a caller.
    var taker: String?
    var isReadBack: Bool

    private typealias Words = Phrases.ReportText

    var text: String {
        var lines: [String] = []
        func add(_ heading: String, _ words: String) {
            if !words.isEmpty { lines.append("【\(heading)】\(words)") }
        }
        // What happened is what a list shows of it. Further lines are set in, so that nobody can write one that looks
        // like one of ours.
        add(Words.what, what.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n　"))
        add(Words.danger, danger == "yes" ? Words.there : danger == "no" ? Words.none : Words.unknown)
        add(Words.kind, kind)
        add(Words.place, place)
        add(Words.when, noticed.map { $0 + Words.written(when) } ?? when)
        add(Words.who, who)
        add(Words.contact, contact)
        add(Words.outside, outside == "yes" ? Words.yes : outside == "no" ? Words.no : "")
        if let taker {
            add(Words.taken, taker)
            add(Words.readBack, isReadBack ? Words.done : Words.notYet)
        }
        return lines.joined(separator: "\n")
    }
}

extension PageContext {
    /// The Japanese words, which the record keeps.
    func ja(_ label: Label) -> String { label.ja.isEmpty ? label.en : label.ja }
}
