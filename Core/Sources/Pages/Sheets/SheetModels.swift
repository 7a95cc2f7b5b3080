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
    /// What is rung, in words, such as 内線 or 公用携帯; may be empty.
    public var kind: String

    /// Makes a contact.
    public init(who: String, telephone: String = "", hours: String = "", kind: String = "") {
        self.who = who
        self.telephone = telephone
        self.hours = hours
        self.kind = kind
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

/// What a post does: what comes first on one side of a sheet, the rest on the sides that follow.
public struct PostSheetModel: Sendable, Hashable {
    /// A step of the post.
    public struct Item: Sendable, Hashable {
        /// What to do.
        public var what: String
        /// As what, in words, where the post has it through a part that the rules give it; empty otherwise.
        public var capacity: String
        /// To whom, in words; may be empty.
        public var to: String
        /// How soon, in words; may be empty.
        public var soon: String
        /// The clauses.
        public var clauses: [ClauseLine]
    }

    /// The steps of a playbook, or those of them that one side has.
    public struct Part: Sendable, Hashable {
        /// The playbook, in words.
        public var title: String
        /// The steps.
        public var steps: [Item]
        /// How many of its steps stand on the side before.
        public var before: Int
        /// Whether it goes on on the second sheet.
        public var goesOn: Bool
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
    /// The first steps, by playbook: danger to life first, then what begins with every report.
    public var parts: [Part]
    /// All that do not stand on the first side.
    public var following: [Part]
    /// What is forbidden.
    public var forbidden: [Forbidden]
    /// Whom to ring.
    public var contacts: [Contact]
    /// Edition and day.
    public var stamp: SheetStamp

    /// So many steps stand on the first side, with the telephone numbers and what is forbidden.
    static let first = 10

    /// Takes what the rulebook has for a post; nil when it has no such post.
    public init?(_ post: Name<Post>, words: Words, contacts: [Contact], at: Instant) {
        let book = words.program.rulebook
        guard book.posts.contains(where: { $0.id == post }) else { return nil }
        title = words.post(post.text)
        holders = words.house.actors(for: post, at: at, in: words.program).map(words.person)
        self.contacts = contacts
        stamp = SheetStamp(words: words, today: at.day(in: words.house.zone))
        parts = []
        following = []
        var left = Self.first
        var own: [Step] = []
        for (playbook, seats) in book.playbooksAsMet.flatMap({ $0.byNearness(to: post, in: book) }) {
            var items: [Item] = []
            for (step, seat) in seats {
                own.append(step)
                let item = Self.item(step, as: seat, words: words)
                // Two ways to one and the same act are one line for whoever reads it.
                if let same = items.firstIndex(where: { $0.says(item) }) {
                    items[same].clauses += item.clauses.filter { !items[same].clauses.contains($0) }
                } else {
                    items.append(item)
                }
            }
            let here = Array(items.prefix(left))
            let there = Array(items.dropFirst(left))
            left -= here.count
            let title = words.playbook(playbook.id)
            if !here.isEmpty { parts.append(Part(title: title, steps: here, before: 0, goesOn: !there.isEmpty)) }
            if !there.isEmpty {
                following.append(Part(title: title, steps: there, before: here.count, goesOn: false))
            }
        }
        var forbidden: [Forbidden] = []
        for forbid in book.forbids where !forbid.warns {
            guard own.contains(where: { words.program.touches(forbid.id.text, $0.id) }) else { continue }
            let label = words.pick(forbid.label)
            let what = label.isEmpty ? forbid.clauses.first.map(words.sentence) ?? forbid.id.text : label
            let clauses = forbid.clauses.map { ClauseLine($0, words: words) }
            if let same = forbidden.firstIndex(where: { $0.what == what }) {
                forbidden[same].clauses += clauses.filter { !forbidden[same].clauses.contains($0) }
            } else {
                forbidden.append(Forbidden(what: what, clauses: clauses))
            }
        }
        self.forbidden = forbidden
    }

    private static func item(_ step: Step, as seat: Choice.SeatOfPost, words: Words) -> Item {
        var soon = ""
        switch step.due?.limit {
        case .word(let word): soon = words.timing(word)
        case .duration(let length): soon = words.pick(Phrases.Administration.length(length))
        case .clock(let clock): soon = words.anything(clock.text)
        case nil: break
        }
        var capacity = ""
        if case .part(let part) = seat { capacity = words.post(part.text) }
        return Item(
            what: words.step(step.id.text), capacity: capacity, to: step.to?.named(words) ?? "", soon: soon,
            clauses: step.clauses.map { ClauseLine($0, words: words) })
    }
}

extension PostSheetModel.Item {
    /// Whether it reads the same, but for the clauses.
    fileprivate func says(_ other: Self) -> Bool {
        (what, capacity, to, soon) == (other.what, other.capacity, other.to, other.soon)
    }
}

extension [Playbook] {
    /// What each has for a post, those first that name the post itself and not only a part that may fall to it.
    fileprivate func byNearness(
        to post: Name<Post>, in book: Rulebook
    ) -> [(playbook: Playbook, seats: [(step: Step, seat: Choice.SeatOfPost)])] {
        let all = map { playbook in
            let owed = playbook.steps.filter { !$0.may }
            return (
                playbook: playbook,
                seats: owed.compactMap { step in step.by.seat(of: post, in: book).map { (step: step, seat: $0) } }
            )
        }
        let names = all.filter { $0.seats.contains { $0.seat == .own } }
        return names + all.filter { !$0.seats.contains { $0.seat == .own } }
    }
}

extension Choice {
    /// How a choice comes to a post.
    fileprivate enum SeatOfPost: Hashable {
        case own
        /// Through a part whose rule can give it to the post.
        case part(Name<Part>)
    }

    /// How the choice can come to a post; nil when it cannot.
    fileprivate func seat(of post: Name<Post>, in book: Rulebook, seen: Set<Name<Part>> = []) -> SeatOfPost? {
        func best(_ choices: [Choice]) -> SeatOfPost? {
            let found = choices.compactMap { $0.seat(of: post, in: book, seen: seen) }
            return found.contains(.own) ? .own : found.first
        }
        switch shape {
        case .post(let it, _): return it == post ? .own : nil
        case .part(let id):
            guard !seen.contains(id), case .rule(let choice)? = book.parts.first(where: { $0.id == id })?.binding,
                choice.seat(of: post, in: book, seen: seen.union([id])) != nil
            else { return nil }
            return .part(id)
        case .anyone: return nil
        case .anyOf(let inner), .eachOf(let inner), .allOf(let inner): return best(inner)
        case .first(let rows): return best(rows.map(\.choice))
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
