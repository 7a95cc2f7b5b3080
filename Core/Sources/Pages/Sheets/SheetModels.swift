import Books
import Engine
import Notation
import ReadModels
import Rules

/// Somebody to ring: who, by what number, at which hours.
public struct Contact: Sendable, Hashable {
    /// Who or what answers.
    public var who: String
    /// The number as it is dialled; empty leaves room to write one.
    public var telephone: String
    /// When somebody answers, in words; may be empty.
    public var hours: String
    /// What it is for, in words; may be empty.
    public var purpose: String

    /// Makes a contact.
    public init(who: String, telephone: String = "", hours: String = "", purpose: String = "") {
        self.who = who
        self.telephone = telephone
        self.hours = hours
        self.purpose = purpose
    }
}

/// What every sheet says of itself: of which edition, and when it was printed.
public struct SheetStamp: Sendable, Hashable {
    /// The rulebook, in words.
    public var rulebook: String
    /// The edition.
    public var edition: String
    /// The day of printing, with the era.
    public var day: String

    /// Takes the rulebook of the words.
    ///
    /// - Parameter today: the day of printing.
    public init(words: Words, today: Day) {
        let identity = words.program.rulebook.identity
        let title = words.pick(identity.title)
        rulebook = title.isEmpty ? identity.id : title
        edition = identity.edition
        day = words.language == .ja ? today.japanese ?? today.text : today.text
    }
}

/// What a post does first, on one sheet.
public struct PostSheetModel: Sendable, Hashable {
    /// A step that the post begins with.
    public struct First: Sendable, Hashable {
        /// What to do.
        public var what: String
        /// To whom, in words; may be empty.
        public var to: String
        /// How soon, in words; may be empty.
        public var soon: String
        /// The clauses.
        public var clauses: [ClauseLine]
    }

    /// The first steps of a playbook.
    public struct Part: Sendable, Hashable {
        /// The playbook, in words.
        public var title: String
        /// The steps.
        public var steps: [First]
        /// How many further steps the post has in it.
        public var further: Int
    }

    /// What must not be done.
    public struct Forbidden: Sendable, Hashable {
        /// What, in words.
        public var what: String
        /// The clauses.
        public var clauses: [ClauseLine]
    }

    /// The post, in words.
    public var title: String
    /// Who holds it now, in words.
    public var holders: [String]
    /// The first steps, by playbook.
    public var parts: [Part]
    /// What is forbidden.
    public var forbidden: [Forbidden]
    /// Whom to ring.
    public var contacts: [Contact]
    /// Edition and day.
    public var stamp: SheetStamp

    /// At most so many steps of a playbook and so many in all: a sheet has one side.
    static let stepsOfPlaybook = 4
    static let steps = 10
    static let prohibitions = 6

    /// Takes what the rulebook has for a post; nil when it has no such post.
    public init?(_ post: Name<Post>, words: Words, contacts: [Contact], at: Instant) {
        let book = words.program.rulebook
        guard book.posts.contains(where: { $0.id == post }) else { return nil }
        title = words.post(post.text)
        holders = words.house.actors(for: post, at: at, in: words.program).map(words.person)
        self.contacts = contacts
        stamp = SheetStamp(words: words, today: at.day(in: words.house.zone))
        var left = Self.steps
        var parts: [Part] = []
        var own: [Step] = []
        for playbook in book.playbooks {
            let mine = playbook.steps.filter { !$0.may && $0.by.posts.contains(post) }
            own += mine
            guard !mine.isEmpty, left > 0 else { continue }
            let first = mine.prefix(min(Self.stepsOfPlaybook, left))
            left -= first.count
            parts.append(
                Part(
                    title: words.playbook(playbook.id), steps: first.map { Self.first($0, words: words) },
                    further: mine.count - first.count))
        }
        self.parts = parts
        forbidden = book.forbids.filter { forbid in
            !forbid.warns && own.contains { words.program.touches(forbid.id.text, $0.id) }
        }.prefix(Self.prohibitions).map { forbid in
            let label = words.pick(forbid.label)
            return Forbidden(
                what: label.isEmpty ? forbid.clauses.first.map(words.sentence) ?? forbid.id.text : label,
                clauses: forbid.clauses.map { ClauseLine($0, words: words) })
        }
    }

    private static func first(_ step: Step, words: Words) -> First {
        let label = words.step(step.id.text)
        var soon = ""
        switch step.due?.limit {
        case .word(let word): soon = words.timing(word)
        case .duration(let length): soon = words.pick(Phrases.Administration.length(length))
        case .clock(let clock): soon = words.anything(clock.text)
        case nil: break
        }
        return First(
            what: label, to: step.to?.named(words) ?? "", soon: soon,
            clauses: step.clauses.map { ClauseLine($0, words: words) })
    }
}

extension Choice {
    /// The posts named in it, at any depth.
    fileprivate var posts: Set<Name<Post>> {
        switch shape {
        case .post(let post, _): [post]
        case .part, .anyone: []
        case .anyOf(let inner), .eachOf(let inner), .allOf(let inner):
            inner.reduce(into: []) { $0.formUnion($1.posts) }
        case .first(let rows): rows.reduce(into: []) { $0.formUnion($1.choice.posts) }
        }
    }
}

/// A report to be written by hand: each question with room for the answer.
public struct ReportSheetModel: Sendable, Hashable {
    /// One question.
    public struct Line: Sendable, Hashable {
        /// What is asked.
        public var question: String
        /// What may be ticked; empty leaves room to write.
        public var boxes: [String]
        /// How many lines of room.
        public var lines: Int

        /// Makes a line.
        public init(_ question: String, boxes: [String] = [], lines: Int = 1) {
            self.question = question
            self.boxes = boxes
            self.lines = lines
        }
    }

    /// The questions.
    public var lines: [Line]
    /// Where to bring it or whom to ring.
    public var contacts: [Contact]
    /// Edition and day.
    public var stamp: SheetStamp

    /// The questions of every report, then the facts that the rulebook asks of whoever reports.
    public init(facts: [Fact], words: Words, contacts: [Contact], at: Instant) {
        typealias Say = Phrases.Sheets
        let say = words.pick
        let yes = [say(Say.yes), say(Say.no), say(Say.unknown)]
        lines =
            [
                Line(say(Say.danger), boxes: yes), Line(say(Say.what), lines: 4), Line(say(Say.place)),
                Line(say(Say.when)), Line(say(Say.reporter), lines: 2),
            ]
            + facts.map { fact in
                switch fact.domain {
                case .yesNo: Line(words.fact(fact.id), boxes: yes)
                case .choice(let options, _):
                    Line(
                        words.fact(fact.id), boxes: options.map { words.pick($0.label) } + [say(Say.unknown)])
                case .text: Line(words.fact(fact.id), lines: 2)
                case .number(let unit): Line(words.fact(fact.id) + say(Phrases.Registers.unit(unit)))
                case .instant, .date, .person, .people, .row: Line(words.fact(fact.id))
                }
            } + [Line(say(Say.done), lines: 3), Line(say(Say.taker))]
        self.contacts = contacts
        stamp = SheetStamp(words: words, today: at.day(in: words.house.zone))
    }
}
