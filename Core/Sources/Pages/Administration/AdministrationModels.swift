import Notation
import ReadModels
import Rules

/// The accounts, as an administrator sees them.
public struct AccountsModel: Sendable, Hashable {
    /// One account.
    public struct Line: Sendable, Hashable {
        /// The person's id.
        public var person: String
        /// The person, in words.
        public var name: String
        /// The name to sign in with.
        public var signInName: String
        /// When it was made.
        public var made: Instant
        /// When somebody signed in last; nil when nobody did.
        public var lastUsed: Instant?
        /// Since when it is out of use; nil while it is in use.
        public var disabled: Instant?
        /// Whether it may make accounts and settings.
        public var administers: Bool
        /// Whether a password has been chosen.
        public var hasPassword: Bool
        /// How many browsers are signed in.
        public var sessions: Int

        /// Makes a line.
        public init(
            person: String, name: String, signInName: String, made: Instant, lastUsed: Instant? = nil,
            disabled: Instant? = nil, administers: Bool = false, hasPassword: Bool = true, sessions: Int = 0
        ) {
            self.person = person
            self.name = name
            self.signInName = signInName
            self.made = made
            self.lastUsed = lastUsed
            self.disabled = disabled
            self.administers = administers
            self.hasPassword = hasPassword
            self.sessions = sessions
        }
    }

    /// A link that was made just now; shown once.
    public struct Link: Sendable, Hashable {
        /// For whom, in words.
        public var name: String
        /// The whole address, to be handed over.
        public var address: String
        /// Until when it counts.
        public var expires: Instant

        /// Makes a link.
        public init(name: String, address: String, expires: Instant) {
            self.name = name
            self.address = address
            self.expires = expires
        }
    }

    /// The accounts.
    public var accounts: [Line]
    /// The people who have none.
    public var without: [Input.Option]
    /// The link that was made just now.
    public var link: Link?

    /// Makes a model.
    public init(accounts: [Line], without: [Input.Option] = [], link: Link? = nil) {
        self.accounts = accounts
        self.without = without
        self.link = link
    }
}

/// The form by which an account is made.
public struct AccountForm: Sendable, Hashable {
    /// The inputs with what was typed and what was wrong.
    public private(set) var inputs: [Input]
    /// The person's id.
    public private(set) var person = ""
    /// The name to sign in with.
    public private(set) var signInName = ""
    /// Whether it may make accounts and settings.
    public private(set) var administers = false

    /// The form, with what was entered if something was.
    ///
    /// - Parameters:
    ///   - people: those who have no account.
    ///   - problem: why an account was not made, in words; shown at the name.
    public init(_ context: PageContext, entered: Entered? = nil, people: [Input.Option], problem: String = "") {
        typealias Words = Phrases.Administration
        if let entered {
            person = people.contains { $0.value == entered["person"] } ? entered["person"] : ""
            signInName = entered["name"]
            administers = entered["administers"] == "yes"
        }
        let must = context.say(Phrases.Registers.mustFill)
        let choose = context.say(Phrases.Registers.mustChoose)
        inputs = [
            Input(
                "person", context.say(Words.person), required: true, shape: .select(people),
                values: [person], error: entered != nil && person.isEmpty ? choose : ""),
            Input(
                "name", context.say(Words.signInName), hint: context.say(Words.signInNameHint), required: true,
                values: [signInName], error: entered != nil && signInName.isEmpty ? must : problem),
            Input(
                "administers", context.say(Words.rights),
                shape: .checks([.init("yes", context.say(Words.administers))]),
                values: administers ? ["yes"] : []),
        ]
    }

    /// Whether the account can be made.
    public var isFine: Bool { inputs.allSatisfy(\.error.isEmpty) && !person.isEmpty }
}

/// Browsers in which somebody is signed in.
public struct SessionsModel: Sendable, Hashable {
    /// One session.
    public struct Line: Sendable, Hashable {
        /// The id by which it is ended; no secret.
        public var id: String
        /// Whose it is, in words.
        public var name: String
        /// When it began.
        public var began: Instant
        /// When a page was last asked for.
        public var seen: Instant
        /// What the browser calls itself.
        public var browser: String
        /// Where it came from.
        public var address: String
        /// Whether it is the one of this page.
        public var isThis: Bool

        /// Makes a line.
        public init(
            id: String, name: String, began: Instant, seen: Instant, browser: String, address: String,
            isThis: Bool = false
        ) {
            self.id = id
            self.name = name
            self.began = began
            self.seen = seen
            self.browser = browser
            self.address = address
            self.isThis = isThis
        }
    }

    /// The sessions, the last seen first.
    public var lines: [Line]

    /// Makes a model.
    public init(lines: [Line]) { self.lines = lines }
}

/// What the organisation has set, and the editions it has adopted.
public struct SettingsModel: Sendable, Hashable {
    /// A word for how soon, with what it means here.
    public struct Target: Sendable, Hashable {
        /// The word's id.
        public var word: Name<TimingWord>
        /// The word.
        public var title: String
        /// The clauses that use it.
        public var clauses: [ClauseLine]
        /// What it means here; nil while nothing is set.
        public var length: Duration?

        /// Makes a target.
        public init(word: Name<TimingWord>, title: String, clauses: [ClauseLine] = [], length: Duration? = nil) {
            self.word = word
            self.title = title
            self.clauses = clauses
            self.length = length
        }
    }

    /// An edition that was adopted.
    public struct Edition: Sendable, Hashable {
        /// The rulebook, in words.
        public var title: String
        /// The edition.
        public var edition: String
        /// The hash over its files.
        public var digest: String
        /// How many of its readings nobody has confirmed.
        public var unconfirmed: Int
        /// How many matters run under it.
        public var openMatters: Int
        /// Whether new matters begin under it.
        public var isCurrent: Bool

        /// Makes a line.
        public init(
            title: String, edition: String, digest: String, unconfirmed: Int, openMatters: Int, isCurrent: Bool
        ) {
            self.title = title
            self.edition = edition
            self.digest = digest
            self.unconfirmed = unconfirmed
            self.openMatters = openMatters
            self.isCurrent = isCurrent
        }
    }

    /// Office hours in minutes of the day.
    public var opens: Int
    /// The end of office hours.
    public var closes: Int
    /// Closed days besides Saturdays and Sundays, in order.
    public var closedDays: [Day]
    /// The words for how soon.
    public var targets: [Target]
    /// After how many minutes an unopened report is shown in red.
    public var unopenedMinutes: Int
    /// Who takes what nobody holds; id and name.
    public var vacancy: Input.Option?
    /// The posts of this house; id and name.
    public var posts: [Input.Option]
    /// The posts that take sealed evidence out, by id.
    public var openers: [String]
    /// The editions, the newest first.
    public var editions: [Edition]

    /// Makes a model.
    public init(
        opens: Int, closes: Int, closedDays: [Day] = [], targets: [Target] = [], unopenedMinutes: Int,
        vacancy: Input.Option? = nil, posts: [Input.Option] = [], openers: [String] = [], editions: [Edition] = []
    ) {
        self.opens = opens
        self.closes = closes
        self.closedDays = closedDays
        self.targets = targets
        self.unopenedMinutes = unopenedMinutes
        self.vacancy = vacancy
        self.posts = posts
        self.openers = openers
        self.editions = editions
    }
}
