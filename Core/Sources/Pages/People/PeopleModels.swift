import Engine
import Notation
import ReadModels
import Rules

/// Who holds what, who stands in, who is away.
public struct PeopleModel: Sendable, Hashable {
    /// One post and whoever holds it.
    public struct PostLine: Sendable, Hashable {
        /// Its id.
        public var post: String
        /// What it is called.
        public var title: String
        /// Who holds it now.
        public var holders: [HoldingLine]
        /// The post whose holder acts as this one too; empty when there is none.
        public var heldBy: String
        /// Who acts for it now, standing in, when no holder is there; in words.
        public var standsInNow: [String]
        /// Whether it is outside the organisation.
        public var isOutside: Bool
        /// Whether nobody has been appointed.
        public var isVacant: Bool
        /// Whether nobody can act for it now, not even standing in.
        public var isUncovered: Bool
    }

    /// That a person holds a post.
    public struct HoldingLine: Sendable, Hashable {
        /// The post's id.
        public var post: String
        /// The post, in words.
        public var title: String
        /// The unit's id, where there is one in each; else empty.
        public var unit: String
        /// The unit, in words.
        public var unitName: String
        /// The person's id.
        public var person: String
        /// The person, in words.
        public var name: String
        /// From when.
        public var from: Instant
        /// Until when; nil while it lasts.
        public var to: Instant?
        /// Whether the person is away now.
        public var isAway: Bool

        /// Whether it lasts at a moment.
        func lasts(at: Instant) -> Bool { from <= at && at < to ?? Instant(milliseconds: .max) }
    }

    /// One person.
    public struct PersonLine: Sendable, Hashable {
        /// The id.
        public var person: String
        /// The name.
        public var name: String
        /// The unit, in words; may be empty.
        public var unit: String
        /// The posts held now, in words.
        public var posts: [String]
        /// Away until then; nil when present.
        public var awayUntil: Instant?
    }

    /// The posts, in the order of the rulebook.
    public var posts: [PostLine]
    /// The people, by name.
    public var people: [PersonLine]
    /// Whether the reader may change them.
    public var mayChange: Bool

    /// Takes what the organisation has set, at a moment.
    public init(words: Words, at: Instant, mayChange: Bool = false) {
        let house = words.house
        let holdings = Self.holdings(words: words, at: at).filter { $0.lasts(at: at) }
        posts = words.program.rulebook.posts.map { post in
            let own = holdings.filter { $0.post == post.id.text }
            let actors = house.actors(for: post.id, at: at, in: words.program)
            let standsIn = post.outside ? [] : house.standsIn(for: post.id, at: at, in: words.program).map(words.person)
            return PostLine(
                post: post.id.text, title: words.post(post.id.text), holders: own,
                heldBy: post.heldBy.map { words.post($0.text) } ?? "", standsInNow: standsIn, isOutside: post.outside,
                isVacant: !post.outside && own.isEmpty && post.heldBy == nil,
                isUncovered: !post.outside && actors.isEmpty)
        }
        people = house.namable.compactMap { house.people[$0] }.map { person in
            PersonLine(
                person: person.id, name: words.person(person.id), unit: words.unit(person.unit),
                posts: holdings.filter { $0.person == person.id }.map { $0.title + words.inUnit($0.unit) },
                awayUntil: house.absences.filter { $0.person == person.id && $0.from <= at && at < $0.to }.map(\.to)
                    .max())
        }.sorted { ($0.unit, $0.person) < ($1.unit, $1.person) }
        self.mayChange = mayChange
    }

    /// Every holding there ever was, the newest first.
    static func holdings(words: Words, at: Instant) -> [HoldingLine] {
        words.house.holdings.map { holding in
            HoldingLine(
                post: holding.post.text, title: words.post(holding.post.text), unit: holding.unit,
                unitName: words.unit(holding.unit), person: holding.person, name: words.person(holding.person),
                from: holding.from, to: holding.to,
                isAway: words.house.absences.contains { $0.person == holding.person && $0.from <= at && at < $0.to })
        }.sorted { ($1.from, $0.post, $0.person) < ($0.from, $1.post, $1.person) }
    }

}

/// One person: the posts held and once held, absences, what would have to be handed over.
public struct PersonModel: Sendable, Hashable {
    /// Something that is owed, for the handover.
    public struct Owed: Sendable, Hashable {
        /// The matter.
        public var matter: String
        /// What the matter is.
        public var title: String
        /// The post it falls to, in words.
        public var post: String
        /// What is to be done.
        public var duty: String
        /// Until when.
        public var due: Instant?
        /// Whether nobody else can do it now.
        public var onlyThisPerson: Bool

        /// Makes a line.
        public init(
            matter: String, title: String, post: String, duty: String, due: Instant? = nil, onlyThisPerson: Bool = false
        ) {
            self.matter = matter
            self.title = title
            self.post = post
            self.duty = duty
            self.due = due
            self.onlyThisPerson = onlyThisPerson
        }
    }

    /// The id.
    public var person: String
    /// The name.
    public var name: String
    /// The unit, in words; may be empty.
    public var unit: String
    /// The posts, held now and before.
    public var holdings: [PeopleModel.HoldingLine]
    /// The posts the person stands in for by name.
    public var standsInFor: [String]
    /// Absences that are not over.
    public var absences: [House.Absence]
    /// What is owed, by matter, as far as the reader may see it.
    public var owed: [Owed]
    /// Whether the reader may change it.
    public var mayChange: Bool
    /// Whether the reader may say when the person is away: so may the person.
    public var mayEnterAbsence: Bool

    /// Takes what the organisation has set of a person; nil when nobody has this id.
    public init?(
        _ person: String, words: Words, at: Instant, owed: [Owed] = [], mayChange: Bool = false,
        mayEnterAbsence: Bool = false
    ) {
        guard let known = words.house.people[person] else { return nil }
        self.person = person
        name = words.person(person)
        unit = words.unit(known.unit)
        holdings = PeopleModel.holdings(words: words, at: at).filter { $0.person == person }
        standsInFor = words.house.standIns.filter { $0.person == person }.map {
            words.post($0.post.text) + words.inUnit($0.unit)
        }
        absences = words.house.absences.filter { $0.person == person && at < $0.to }.sorted { $0.from < $1.from }
        self.owed = owed
        self.mayChange = mayChange
        self.mayEnterAbsence = mayChange || mayEnterAbsence
    }
}

/// One post: who holds it and held it, who stands in, what the rules say of it.
public struct PostModel: Sendable, Hashable {
    /// The id.
    public var post: String
    /// What it is called.
    public var title: String
    /// The clauses of it.
    public var clauses: [ClauseLine]
    /// What the rulebook says of it, as a sentence; may be empty.
    public var sentence: String
    /// Who holds it and held it, the newest first.
    public var holdings: [PeopleModel.HoldingLine]
    /// Who is named to stand in: person id, name and unit.
    public var standIns: [HouseEntry.StandIn]
    /// Their names, in the same order.
    public var standInNames: [String]
    /// Who can act for it now, in words.
    public var actors: [String]
    /// Whether the reader may change it.
    public var mayChange: Bool

    /// Takes a post of the rulebook; nil when there is none of this id.
    public init?(_ id: String, words: Words, sentence: String = "", at: Instant, mayChange: Bool = false) {
        guard let post = words.program.rulebook.posts.first(where: { $0.id.text == id }) else { return nil }
        self.post = id
        title = words.post(id)
        clauses = post.clauses.map { ClauseLine($0, words: words) }
        self.sentence = sentence
        holdings = PeopleModel.holdings(words: words, at: at).filter { $0.post == id }
        let named = words.house.standIns.filter { $0.post == post.id }
        standIns = named.map { .init(post: id, unit: $0.unit, person: $0.person) }
        standInNames = named.map { words.person($0.person) + words.inUnit($0.unit) }
        actors = words.house.actors(for: post.id, at: at, in: words.program).map(words.person)
        self.mayChange = mayChange
    }
}

/// What is entered of people and posts; each case is one entry of the organisation's own record.
public enum HouseEntry: Sendable, Hashable {
    case personEntered(id: String, name: String, unit: String)
    case holdingBegun(post: String, unit: String, person: String, from: Instant)
    case holdingEnded(post: String, unit: String, person: String, at: Instant)
    case absenceEntered(person: String, from: Instant, to: Instant)
    case standInNamed(StandIn)
    case standInEnded(StandIn)
    case hoursSet(opens: Int, closes: Int)
    case closedDaysSet([Day])
    case targetSet(word: Name<TimingWord>, Duration)
    case vacancySet(person: String)
    case unopenedMinutesSet(Int)
    case openersSet([Name<Post>])

    /// A person who is named to stand in for a post.
    public struct StandIn: Sendable, Hashable {
        /// The post.
        public var post: String
        /// The unit; may be empty.
        public var unit: String
        /// The person.
        public var person: String

        /// Makes a stand-in.
        public init(post: String, unit: String, person: String) {
            self.post = post
            self.unit = unit
            self.person = person
        }
    }
}
