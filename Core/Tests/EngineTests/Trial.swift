import Notation
import Rules

@testable import Engine

/// One matter of a small rulebook while a test plays it; a minute passes with each command.
struct Trial {
    let program: Program
    var house: House
    var matter = Matter(id: "m1")
    var events: [Event] = []
    var opened: [Outcome.Opening] = []
    /// A Monday in June, in office hours.
    var now = time("2026-06-01T10:00")

    init(_ rulebook: Rulebook, house: House = .small) {
        program = Program(rulebook)
        self.house = house
    }

    /// Opens a matter of the kind `case` by somebody without a post.
    static func begin(
        _ rulebook: Rulebook, house: House = .small, by person: String = "nagai",
        _ edit: (inout Command) -> Void = { _ in }
    ) throws(Refusal) -> Trial {
        var trial = Trial(rulebook, house: house)
        try trial.do("open", by: person) {
            $0.matterKind = "case"
            edit(&$0)
        }
        return trial
    }

    /// The bytes themselves, as numbers, serve as their hash.
    var setting: Setting {
        Setting(program: program, house: house) { $0.count > 10_000 ? "\($0.count)-\($0.hashValue)" : "\($0)" }
    }

    @discardableResult
    mutating func `do`(
        _ verb: String, by person: String, _ edit: (inout Command) -> Void = { _ in }
    ) throws(Refusal) -> Outcome {
        now = now.adding(milliseconds: 60_000)
        var command = Command(verb: verb, person: person, happened: now, entered: now)
        command.newIDs = ["\(matter.id).\(matter.entries)"]
        edit(&command)
        let outcome = try decide(command, on: matter, in: setting)
        add(outcome.event)
        opened += outcome.opened
        return outcome
    }

    mutating func add(_ event: Event) {
        matter.apply(event)
        events.append(event)
    }

    /// What other matters are told because of the last event.
    var tidings: [Tiding] {
        guard let last = events.last else { return [] }
        let before = Matter(id: matter.id, events: events.dropLast())
        return matter.tidings(of: last, excluded: before.excluded(in: program), in: program)
    }

    /// Does a step by its id.
    @discardableResult
    mutating func perform(
        _ step: Name<Step>, by person: String, _ edit: (inout Command) -> Void = { _ in }
    ) throws(Refusal) -> Outcome {
        try self.do(program.steps[step]?.act.text ?? "", by: person) {
            $0.step = step
            edit(&$0)
        }
    }

    mutating func answer(
        _ fact: Name<Fact>, _ values: String..., by person: String = "aoki", item: String? = nil
    ) throws(Refusal) {
        try self.do("answer", by: person) { $0.answers = [.init(fact: fact, item: item, value: .values(values))] }
    }

    /// Answers that it is not known.
    mutating func doubt(_ fact: Name<Fact>, by person: String = "aoki") throws(Refusal) {
        try self.do("answer", by: person) { $0.answers = [.init(fact: fact, value: .notKnown)] }
    }

    /// Writes the required field of the paper `plan`.
    mutating func write(_ what: String, by person: String = "aoki") throws(Refusal) {
        try self.do("enter", by: person) {
            $0.paper = "plan"
            $0.fields = [.init("what", what)]
        }
    }

    /// Why a command is refused, or nil when it is not; the trial stays as it is.
    func refusal(
        _ verb: String, by person: String, _ edit: (inout Command) -> Void = { _ in }
    ) -> Refusal? {
        var trial = self
        do throws(Refusal) { try trial.do(verb, by: person, edit) } catch { return error }
        return nil
    }

    func refusal(of step: Name<Step>, by person: String, _ edit: (inout Command) -> Void = { _ in }) -> Refusal? {
        refusal(program.steps[step]?.act.text ?? "", by: person) {
            $0.step = step
            edit(&$0)
        }
    }

    mutating func pass(_ length: String) {
        now = now.adding(milliseconds: Duration(iso: length)?.milliseconds ?? 0)
    }

    var situation: Situation { Engine.situation(matter, in: program, house: house, at: now) }

    /// `tell: lead`, `ask ok: lead`, `decide ok: officer`, with the item in brackets.
    var duties: [String] { situation.duties.map(Self.text) }
    var permitted: [String] { situation.permitted.map(Self.text) }
    /// `hot: lead`.
    var questions: [String] {
        situation.questions.map { question in
            question.fact.text + (question.item.map { "[\($0)]" } ?? "") + ": "
                + question.bearers.map(\.seat.name).joined(separator: "|")
        }
    }

    func duty(_ step: Name<Step>, item: String? = nil) -> Duty? {
        (situation.duties + situation.permitted).first { $0.step == step && (item == nil || $0.item == item) }
    }

    func question(_ fact: Name<Fact>) -> Question? { situation.questions.first { $0.fact == fact } }

    static func text(_ duty: Duty) -> String {
        let what =
            duty.kind == .act
            ? duty.step?.text ?? "" : duty.kind.rawValue + " " + (duty.approval?.text ?? duty.step?.text ?? "")
        return what + (duty.item.map { "[\($0)]" } ?? "") + ": " + duty.bearers.map(\.seat.name).joined(separator: "|")
    }

    func truth(_ condition: Condition) -> Truth {
        Frame(program: program, matter: matter, house: house, at: now).truth(condition)
    }

    func clock(_ id: Name<Clock>) -> ClockFace? { situation.clocks.first { $0.id == id } }
}

/// A moment in Japan.
func time(_ text: String) -> Instant { Instant(reading: text, zone: .japan) ?? Instant(milliseconds: 0) }

extension House {
    /// One person in every post, `nagai` and `ueda` in none.
    static let small = House(["aoki": ["lead"], "mori": ["officer"], "hara": ["head"], "kato": ["clerk"]])

    init(_ posts: [String: [String]]) {
        self.init()
        for person in posts.keys.sorted() {
            people[person] = .init(id: person)
            for post in posts[person] ?? [] { hold(post, person) }
        }
        for person in ["nagai", "ueda"] where people[person] == nil { people[person] = .init(id: person) }
    }

    mutating func hold(_ post: String, _ person: String, unit: String = "") {
        if people[person] == nil { people[person] = .init(id: person, unit: unit) }
        holdings.append(.init(post: Name(post), unit: unit, person: person, from: Instant(milliseconds: 0)))
    }

    mutating func away(_ person: String, from: String = "2026-01-01", to: String = "2026-12-31") {
        absences.append(.init(person: person, from: time(from), to: time(to)))
    }
}

extension Command {
    /// An answer that comes with the act.
    mutating func answer(_ fact: Name<Fact>, _ values: String...) {
        answers.append(.init(fact: fact, value: .values(values)))
    }

    mutating func field(_ field: Name<Field>, _ value: String) { fields.append(.init(field, value)) }
}

extension Outcome {
    /// The ids of what was deviated from.
    var deviations: [String] {
        event.changes.compactMap {
            guard case .deviated(let gate, _) = $0 else { return nil }
            return gate
        }
    }

    var ways: [String] {
        event.changes.compactMap {
            guard case .wayUsed(_, let way, _) = $0 else { return nil }
            return way.text
        }
    }
}
