import Engine
import Notation
import ReadModels
import Rules

/// What the page for reporting shows.
public struct ReportModel: Sendable {
    /// The form of the rulebook.
    public var reporting: Reporting
    /// Whom one can telephone instead, now.
    public var calls: [CallNow]
    /// Whether the reader may take reports for others and enter what was done already.
    public var takesForCallers: Bool
    /// Whether the reader may open an exercise.
    public var opensExercises: Bool
    /// Act words that something done already can be entered as.
    public var acts: [Input.Option]
    /// How many files, and how large each, in megabytes.
    public var files: Int
    public var megabytes: Int
    /// What tells a second press of the button from a second report; the server makes it.
    public var once: String

    /// Makes a model.
    public init(
        reporting: Reporting, calls: [CallNow] = [], takesForCallers: Bool = false, opensExercises: Bool = false,
        acts: [Input.Option] = [], files: Int = 20, megabytes: Int = 100, once: String = ""
    ) {
        self.reporting = reporting
        self.calls = calls
        self.takesForCallers = takesForCallers
        self.opensExercises = opensExercises
        self.acts = acts
        self.files = files
        self.megabytes = megabytes
        self.once = once
    }

    /// The model of a rulebook's first form at a moment; nil when the rulebook does not say how one reports.
    public init?(
        words: Words, at: Instant, takesForCallers: Bool = false, opensExercises: Bool = false, files: Int = 20,
        megabytes: Int = 100, once: String = ""
    ) {
        let book = words.program.rulebook
        guard let reporting = book.reporting.first else { return nil }
        let told = advice(reporting, on: Matter(id: ""), in: words.program, house: words.house, at: at)
        let acts = book.acts.map { Input.Option($0.id.text, words.pick($0.label)) }
        self.init(
            reporting: reporting, calls: told.calls.map { CallNow($0, words: words) },
            takesForCallers: takesForCallers, opensExercises: opensExercises, acts: takesForCallers ? acts : [],
            files: files, megabytes: megabytes, once: once)
    }
}

/// Somebody to telephone now, in words: posts only, never names of persons.
public struct CallNow: Hashable, Sendable {
    /// A post with its numbers.
    public struct Post: Hashable, Sendable {
        public var name: String
        public var numbers: [Number]

        /// Makes a post.
        public init(name: String, numbers: [Number]) {
            self.name = name
            self.numbers = numbers
        }
    }

    /// A number, as it is read and as it is dialled.
    public struct Number: Hashable, Sendable {
        public var label: String
        public var number: String
        public var dialled: String
        public var hours: House.Contact.Hours

        /// Makes a number.
        public init(label: String, number: String, dialled: String, hours: House.Contact.Hours = .always) {
            self.label = label
            self.number = number
            self.dialled = dialled
            self.hours = hours
        }
    }

    /// What for; may be empty.
    public var purpose: String
    public var posts: [Post]

    /// Makes a call.
    public init(purpose: String, posts: [Post]) {
        self.purpose = purpose
        self.posts = posts
    }

    /// The call of an advice.
    public init(_ call: Advice.Call, words: Words) {
        self.init(
            purpose: words.pick(call.label),
            posts: call.lines.map { line in
                Post(
                    name: words.post(line.seat.name) + words.inUnit(line.seat.unit),
                    numbers: line.contacts.map {
                        Number(label: $0.label, number: $0.number, dialled: $0.dialled, hours: $0.hours)
                    })
            })
    }
}

extension Reporting.Sentence {
    /// What is told to whoever reports: the sentence's own words, or those of its clauses.
    ///
    /// Without the numbers of clauses: whoever reports has no rulebook and needs none.
    func told(_ words: Words) -> String {
        let own = words.pick(label)
        return own.isEmpty ? clauses.map(words.sentence).joined(separator: " ") : own
    }
}

/// A public emergency number in words.
public struct EmergencyNow: Hashable, Sendable {
    public var number: String
    public var who: String
    /// When it is rung, in words; may be empty.
    public var cases: String

    /// Makes a number from how a rulebook calls it: what stands in brackets at the end says when it is rung.
    public init(number: String, label: String) {
        self.number = number
        let opens = label.last == "）" ? label.firstIndex(of: "（") : nil
        who = opens.map { String(label[..<$0]) } ?? label
        cases = opens.map { String(label[label.index(after: $0)...].dropLast()) } ?? ""
    }
}
