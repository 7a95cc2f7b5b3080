import Books
import Notation
import ReadModels
import Rules

/// What every page needs to know of whoever reads it, and of the moment.
public struct PageContext: Sendable {
    /// Who is signed in.
    public struct Reader: Sendable, Hashable {
        /// The person's id.
        public var person: String
        /// The name to show.
        public var name: String
        /// The posts held or stood in for now, as words.
        public var posts: [String]
        /// Whether accounts and settings may be changed.
        public var administers: Bool
        /// How many things are owed now; nil where nobody counted.
        public var owed: Int?

        /// Makes a reader.
        public init(
            person: String, name: String, posts: [String] = [], administers: Bool = false, owed: Int? = nil
        ) {
            self.person = person
            self.name = name
            self.posts = posts
            self.administers = administers
            self.owed = owed
        }
    }

    /// A report that nobody has opened in the set minutes.
    public struct Alarm: Sendable, Hashable {
        /// The matter; empty for a reader whom it does not concern.
        public var matter: String
        /// When it was reported.
        public var since: Instant

        /// Makes an alarm.
        public init(matter: String, since: Instant) {
            self.matter = matter
            self.since = since
        }
    }

    /// What somebody typed into the page's form before, and did not send.
    public struct Draft: Sendable {
        /// What was typed, by the names of inputs.
        public var entered: Entered
        /// When it was kept.
        public var savedAt: Instant

        /// Makes a draft.
        public init(_ entered: Entered, savedAt: Instant) {
            self.entered = entered
            self.savedAt = savedAt
        }
    }

    /// The language of the page.
    public var language: Language
    /// What the organisation is called.
    public var organisation: String
    /// Whether the folder is for trying things out.
    public var isDemo: Bool
    /// Where the organisation's clocks stand.
    public var zone: Zone
    /// The moment the page speaks of.
    public var now: Instant
    /// Nil for somebody who has not signed in.
    public var reader: Reader?
    /// Reports that nobody has opened.
    public var alarms: [Alarm]
    /// The lists are being made anew and miss something.
    public var isPreparing = false
    /// What proves that a form is ours; empty on pages without forms.
    public var formToken: String
    /// The request's id, shown where something went wrong.
    public var requestID: String
    /// The path of the page, so that the menu can say where one is.
    public var path: String
    /// The path with what stands behind the `?`: where the page's form is sent, and what its draft is called.
    public var target: String
    /// What the page's form is filled in with.
    public var draft: Draft?
    /// The form that was done just before, by its address: its draft is over.
    public var sent: String?
    /// Something was entered just before, and the page says so.
    public var isEntered = false

    /// Makes a context.
    public init(
        language: Language = .ja, organisation: String, isDemo: Bool = false, zone: Zone = .japan, now: Instant,
        reader: Reader? = nil, alarms: [Alarm] = [], formToken: String = "", requestID: String = "", path: String = "/",
        target: String? = nil, sent: String? = nil
    ) {
        self.language = language
        self.organisation = organisation
        self.isDemo = isDemo
        self.zone = zone
        self.now = now
        self.reader = reader
        self.alarms = alarms
        self.formToken = formToken
        self.requestID = requestID
        self.path = path
        self.target = target ?? path
        self.sent = sent
    }

    /// The label in the language of the page; the other one when it is empty.
    public func say(_ label: Label) -> String {
        switch language {
        case .ja: label.ja.isEmpty ? label.en : label.ja
        case .en: label.en.isEmpty ? label.ja : label.en
        }
    }

    /// A moment to the minute, where the organisation is.
    public func time(_ at: Instant) -> String { at.minute(in: zone) }
}
