import Engine
import Journaling
import Notation

/// What lists, search and counts of matters are answered from: a projection beside the journal that can be made anew.
///
/// It holds nothing that does not follow from the journal. Every answer is about what its viewer may see and nothing
/// else: counts as well. The first of its words that a caller needs are in `MatterQuery` and `MatterViewer`.
public protocol MatterIndex: Sendable {
    /// How far in the journal it has been brought; nil when it is empty or not finished.
    func head() async throws(MatterIndexError) -> Head?

    /// Writes matters, each in place of the one with its id, all of them or none.
    ///
    /// What an erased matter said is gone from the file when this returns.
    ///
    /// - Parameter head: how far in the journal the index has been brought with this; nil while more is to come.
    func put(_ matters: [IndexedMatter], upTo head: Head?) async throws(MatterIndexError)

    /// Throws everything away, the file with it, and begins anew.
    func clear() async throws(MatterIndexError)

    /// The matters that fit, a page of them, with counts of all.
    func query(_ query: MatterQuery) async throws(MatterIndexError) -> MatterPage

    /// Open matters on which one of the viewer's keys owes something, the earliest due first, those without a time last.
    ///
    /// - Parameters:
    ///   - first: how many of them are left out at the beginning.
    ///   - limit: how many are told at most.
    func owed(to viewer: MatterViewer, from first: Int, limit: Int) async throws(MatterIndexError) -> [OwedMatter]

    /// Open matters that began before a moment and that nobody has opened yet, the oldest first.
    func unopened(
        for viewer: MatterViewer, before: Instant, limit: Int
    ) async throws(MatterIndexError) -> [MatterLine]

    /// Matters whose `recheck` has come, ended ones too; not for any viewer.
    func outdated(at: Instant) async throws(MatterIndexError) -> [String]

    /// Matters that a change of the house can touch: open ones, and ended ones that exclude somebody or have a `recheck`.
    ///
    /// Not for any viewer.
    func dependent() async throws(MatterIndexError) -> [String]

    /// How many open matters run under each edition; not for any viewer.
    func openByEdition() async throws(MatterIndexError) -> [String: Int]

    /// Gives the file back.
    func close() async throws(MatterIndexError)
}

extension MatterIndex {
    /// Throws everything away and takes in what `batches` gives until it gives nothing more.
    ///
    /// - Parameter head: the journal's head before the first batch was read, so that nothing entered since is missed.
    public func rebuild(
        upTo head: Head, isolation: isolated (any _Concurrency.Actor)? = #isolation,
        from batches: () async throws -> [IndexedMatter]?
    ) async throws {
        try await clear()
        while let batch = try await batches() { try await put(batch, upTo: nil) }
        try await put([], upTo: head)
    }
}

/// Why the index could not answer.
public struct MatterIndexError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it is.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The file is damaged: clear it and take everything in anew.
        case damaged
        /// The disk is full.
        case diskFull = "disk-full"
        /// It was closed.
        case closed
        /// A cursor that no page gave.
        case badCursor = "bad-cursor"
        /// Reading or writing failed for another reason.
        case io
    }

    /// What kind of failure it is.
    public var code: Code
    /// What the system said underneath, for the log.
    public var cause: String

    /// Makes an error.
    public init(_ code: Code, cause: String = "") {
        self.code = code
        self.cause = cause
    }

    /// The sentence for a person, in Japanese.
    public var japanese: String {
        switch code {
        case .damaged: "案件の索引が壊れています。記録から作り直します"
        case .diskFull: "ディスクに空きがないため，案件の索引を更新できません"
        case .closed: "案件の索引は閉じられました"
        case .badCursor: "一覧の続きの位置が正しくありません。最初から表示し直してください"
        case .io: "案件の索引の読み書きに失敗しました"
        }
    }

    /// The sentence for a person, in English.
    public var english: String {
        switch code {
        case .damaged: "the index of matters is damaged; it is made anew from the journal"
        case .diskFull: "the disk is full: the index of matters cannot be kept up"
        case .closed: "the index of matters was closed"
        case .badCursor: "no page of the list gave this cursor; begin again"
        case .io: "reading or writing the index of matters failed"
        }
    }

    /// As it is written for people and in logs.
    public var description: String {
        "\(code.rawValue): \(japanese) / \(english)" + (cause.isEmpty ? "" : " (\(cause))")
    }
}

/// Where a matter stands, as lists say it. The numbers are written in the index.
public enum MatterState: Int, Hashable, Sendable, CaseIterable {
    case open, closed, withdrawn, merged, falseAlarm
    /// Its content was destroyed by an approved disposal (廃棄済).
    case erased
}

/// One matter as the index keeps it.
public struct IndexedMatter: Hashable, Sendable {
    /// What lists show of it.
    public var line: MatterLine
    /// Who may see it: `post:ID`, `post:ID@UNIT`, `person:ID`; and `not:ID` for a person who may not, whatever else.
    public var keys: [String]
    /// What is owed on it and by whom.
    public var owed: [Owed]
    /// When it may come out differently though nothing is entered; nil when never.
    public var recheck: Instant?
    /// Everything in it that can be searched, as it was written.
    public var texts: [String]

    /// Makes one.
    public init(
        line: MatterLine, keys: [String] = [], owed: [Owed] = [], recheck: Instant? = nil, texts: [String] = []
    ) {
        self.line = line
        self.keys = keys
        self.owed = owed
        self.recheck = recheck
        self.texts = texts
    }
}

/// Something that is owed by whoever a key means.
public struct Owed: Hashable, Sendable {
    /// `post:ID`, `post:ID@UNIT` or `person:ID`.
    public var key: String
    /// When it is due; nil when no time was set.
    public var due: Instant?

    /// Makes one.
    public init(key: String, due: Instant? = nil) {
        self.key = key
        self.due = due
    }
}

/// One line of a list of matters.
public struct MatterLine: Hashable, Sendable {
    /// The number.
    public var id: String
    /// The kind of matter, as its rulebook names it; empty after a disposal.
    public var kind: String
    /// Where it stands.
    public var state: MatterState
    /// Whether it is a drill.
    public var exercise: Bool
    /// The matter that it was opened from; empty when none.
    public var parent: String
    /// When it began.
    public var openedAt: Instant
    /// When the last entry was made.
    public var lastEntered: Instant
    /// How many entries it has.
    public var entries: Int
    /// What it is about, in a few words; empty when nobody wrote any, and after a disposal.
    public var title: String
    /// The beginning of what was reported.
    public var summary: String
    /// The edition that it runs under.
    public var edition: String
    /// How grave it is, in the rulebook's own word; empty when nobody has said.
    public var level: String
    /// When somebody other than the reporter first opened it; nil when nobody has.
    public var firstOpened: Instant?
    /// The earliest time at which something on it is due; nil when nothing is.
    public var nextDue: Instant?

    /// Makes a line.
    public init(
        id: String, kind: String = "", state: MatterState = .open, exercise: Bool = false, parent: String = "",
        openedAt: Instant, lastEntered: Instant, entries: Int, title: String = "", summary: String = "",
        edition: String = "", level: String = "", firstOpened: Instant? = nil, nextDue: Instant? = nil
    ) {
        self.id = id
        self.kind = kind
        self.state = state
        self.exercise = exercise
        self.parent = parent
        self.openedAt = openedAt
        self.lastEntered = lastEntered
        self.entries = entries
        self.title = title
        self.summary = summary
        self.edition = edition
        self.level = level
        self.firstOpened = firstOpened
        self.nextDue = nextDue
    }
}

/// A matter on which something is owed.
public struct OwedMatter: Hashable, Sendable {
    /// The matter's number.
    public var id: String
    /// The earliest time of what is owed by the keys that were asked for; nil when no time was set.
    public var due: Instant?
    /// When its last entry was entered.
    public var lastEntered: Instant

    /// Makes one.
    public init(id: String, due: Instant?, lastEntered: Instant) {
        self.id = id
        self.due = due
        self.lastEntered = lastEntered
    }
}
