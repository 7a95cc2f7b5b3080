import Engine
import Notation
import Rules

/// What `may` is asked about, and what it answers.
public enum Access {
    /// What somebody wants to do with a page, a list, a file or a stream.
    public enum Deed: String, Hashable, Sendable, CaseIterable {
        /// Read, search, count, download, follow live.
        case see
        /// Enter something: an act of a matter, a row, one's own absence. What the rules say of it is asked afterwards.
        case act
        /// Report something that was found.
        case report
        /// Add to one's own report.
        case addToReport = "add-to-report"
        case print
        /// Change who holds what.
        case manage
        /// Change accounts and settings.
        case administer
        /// Check that the journal is whole.
        case verify
    }

    /// What it is done to.
    public enum Object: Hashable, Sendable {
        /// What anybody may have: the report form, the sign-in page, what this is.
        case publicPage
        /// One's own report, by its receipt; proved when the pass-phrase was right.
        case receipt(isProved: Bool)
        /// What one owes oneself; whoever asks.
        case home
        case matter(MatterAccess)
        /// A file that lies with a matter.
        case file(MatterAccess)
        /// The list of matters, its search and its counts; each row is asked for by itself, or by the keys.
        case matters
        case register(Name<Register>)
        case rulebook
        case people
        /// The list of entries: numbers, times and hashes, never what they say.
        case journal
        case administration
        /// An account, of this person.
        case account(String)
        /// Contact sheets and first-steps sheets.
        case sheets
    }

    /// What is answered: yes, or no with the reason and who may.
    public enum Answer: Hashable, Sendable {
        case allowed
        case refused(Refused)

        public var isAllowed: Bool { self == .allowed }
    }

    public struct Refused: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable {
            /// Nobody is signed in.
            case notSignedIn = "not-signed-in"
            case wrongPassPhrase = "wrong-pass-phrase"
            /// They hold no post, or only posts that receive and do not see.
            case noPost = "no-post"
            /// The matter does not concern them, or they are excluded: the two must not be told apart.
            case notConcerned = "not-concerned"
            case notAdministrator = "not-administrator"
            case notYours = "not-yours"
            /// It cannot be done to this at all.
            case impossible
        }

        public var kind: Kind
        public var reason: Label
        public var who: Label
    }
}

/// What authorisation is decided by, besides what is asked for.
public struct AccessSetting: Sendable {
    public var program: Program
    public var house: House

    public init(program: Program, house: House) {
        self.program = program
        self.house = house
    }
}

/// Decides whether somebody may do something: the only place where that is decided.
///
/// Every route, list, search, count, file and live update asks here, or compares the keys of `MatterAccess`, which is the
/// same. Pure. A nil viewer is nobody: whoever has not signed in. An administrator keeps accounts, posts and the
/// journal's soundness and by that alone sees no matter; an auditor sees one as a named reader. Registers hold people's
/// numbers and what is worth stealing: they are for whoever holds, or stands in for, a post that sees. What the rulebook says of
/// an act, and who enters rows of a register, is the engine's answer and comes after this one.
public func may(
    _ viewer: Viewer?, _ deed: Access.Deed, on object: Access.Object, at: Instant, in setting: AccessSetting
) -> Access.Answer {
    switch (object, deed) {
    case (.publicPage, .see), (.publicPage, .report), (.publicPage, .print): return .allowed
    case (.receipt(let isProved), .see), (.receipt(let isProved), .addToReport), (.receipt(let isProved), .print):
        return isProved ? .allowed : .refused(.wrongPassPhrase)
    default: break
    }
    guard object.permits(deed) else { return .refused(.impossible) }
    guard let viewer, setting.house.people[viewer.person] != nil || viewer.isAdministrator else {
        return .refused(.notSignedIn)
    }
    switch object {
    case .publicPage, .receipt: return .refused(.impossible)
    case .home, .matters, .rulebook, .sheets: return .allowed
    case .register:
        let isSeen = viewer.holdsSeeingPost(at: at, program: setting.program, house: setting.house)
        return isSeen ? .allowed : .refused(.noPost)
    case .matter(let access), .file(let access):
        let keys = viewer.keys(at: at, program: setting.program, house: setting.house)
        return access.isOpen(to: viewer, with: keys) ? .allowed : .refused(.notConcerned)
    case .people:
        return deed != .manage || viewer.isAdministrator ? .allowed : .refused(.notAdministrator)
    case .journal: return deed == .verify || viewer.isAdministrator ? .allowed : .refused(.notAdministrator)
    case .administration: return viewer.isAdministrator ? .allowed : .refused(.notAdministrator)
    case .account(let person):
        return viewer.isAdministrator || person == viewer.person && deed != .administer ? .allowed : .refused(.notYours)
    }
}

extension Access.Object {
    /// Whether the deed makes sense here at all, whoever asks.
    func permits(_ deed: Access.Deed) -> Bool {
        switch self {
        case .publicPage: [.see, .report, .print].contains(deed)
        case .receipt: [.see, .addToReport, .print].contains(deed)
        case .home, .rulebook, .sheets: [.see, .print].contains(deed)
        case .matter, .file, .matters, .register: [.see, .act, .print].contains(deed)
        case .people: [.see, .act, .print, .manage].contains(deed)
        case .journal: [.see, .print, .verify].contains(deed)
        case .administration: [.see, .administer].contains(deed)
        case .account: [.see, .act, .administer].contains(deed)
        }
    }
}

extension Access.Refused {
    static let notSignedIn = Self(
        kind: .notSignedIn, reason: Label(ja: "サインインが要ります。", en: "You must sign in."),
        who: Label(ja: "サインインした人", en: "anybody who is signed in"))
    static let wrongPassPhrase = Self(
        kind: .wrongPassPhrase,
        reason: Label(ja: "受付番号と合言葉が合いません。", en: "The receipt number and the pass-phrase do not fit."),
        who: Label(ja: "受付番号と合言葉を知っている人", en: "whoever knows the receipt number and the pass-phrase"))
    static let notConcerned = Self(
        kind: .notConcerned,
        reason: Label(ja: "この案件は，あなたの閲覧できるものではありません。", en: "This matter is not one that you may see."),
        who: Label(
            ja: "案件に関わる役職の人，案件で行為をした人，閲覧者に指名された人",
            en: "holders of the posts that it concerns, whoever has acted in it, and named readers"))
    static let noPost = Self(
        kind: .noPost,
        reason: Label(ja: "台帳は，事務を受け持つ役職の人だけが閲覧できます。", en: "Registers are for holders of posts with duties."),
        who: Label(ja: "事務を受け持つ役職の人", en: "holders of posts with duties"))
    static let notAdministrator = Self(
        kind: .notAdministrator, reason: Label(ja: "管理者だけができます。", en: "Only an administrator may."),
        who: Label(ja: "管理者", en: "an administrator"))
    static let notYours = Self(
        kind: .notYours, reason: Label(ja: "ほかの人のアカウントです。", en: "It is somebody else's account."),
        who: Label(ja: "本人と管理者", en: "the person themselves and an administrator"))
    static let impossible = Self(
        kind: .impossible, reason: Label(ja: "ここではできません。", en: "That cannot be done here."),
        who: Label(ja: "誰にもできません", en: "nobody"))
}
