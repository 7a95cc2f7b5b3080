import Engine
import Notation
import Rules

/// Why the office could not do what was asked, other than by the rules and other than by the store.
public struct OfficeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it is.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        case unknownPerson = "unknown-person"
        case unknownPost = "unknown-post"
        case unknownMatter = "unknown-matter"
        case unknownRegister = "unknown-register"
        case unknownRow = "unknown-row"
        case unknownTiming = "unknown-timing"
        case unknownEdition = "unknown-edition"
        /// No rulebook has been adopted yet.
        case noRulebook = "no-rulebook"
        /// The matter has moved on since it was looked at.
        case stale
        /// Others were faster, again and again.
        case busy
        /// A value that cannot be: a time, an id, a control character, a text that is too long.
        case badValue = "bad-value"
        /// An entry that this program cannot read.
        case unreadable
        /// The content of a file of evidence is not where it was kept.
        case missingFile = "missing-file"
        /// It must still be kept: it has not ended, or the end of its retention is not set or has not come.
        case kept
        /// The content was destroyed by an approved disposal (廃棄済).
        case erased
    }

    /// What kind of failure it is.
    public var code: Code
    /// The sentence for a person, in Japanese.
    public var japanese: String
    /// The sentence for a person, in English.
    public var english: String

    /// Makes an error.
    public init(_ code: Code, _ japanese: String, _ english: String) {
        self.code = code
        self.japanese = japanese
        self.english = english
    }

    /// Both sentences.
    public var description: String { "\(japanese) / \(english)" }
}

extension OfficeError {
    static func unknownPerson(_ id: String) -> OfficeError {
        OfficeError(.unknownPerson, "この人は登録されていません：\(id)", "this person is not known: \(id)")
    }

    static func unknownPost(_ id: String) -> OfficeError {
        OfficeError(.unknownPost, "規程集にそのような役職はありません：\(id)", "the rulebook has no such post: \(id)")
    }

    /// Nobody knows a matter of this number, or whoever asks must not know.
    public static func unknownMatter(_ id: String) -> OfficeError {
        OfficeError(.unknownMatter, "この番号の案件はありません：\(id)", "there is no matter \(id)")
    }

    static func unknownTiming(_ id: String) -> OfficeError {
        OfficeError(.unknownTiming, "規程集にそのような時期の言葉はありません：\(id)", "the rulebook has no timing word \(id)")
    }

    static func unknownRegister(_ id: String) -> OfficeError {
        OfficeError(.unknownRegister, "規程集にそのような台帳はありません：\(id)", "the rulebook has no register \(id)")
    }

    static func badValue(_ ja: String, _ en: String) -> OfficeError { OfficeError(.badValue, ja, en) }

    static func missingFile(_ name: String) -> OfficeError {
        OfficeError(
            .missingFile, "証拠のファイルが見つかりません（\(name)）。控えから戻すよう，システム管理者に知らせてください",
            "the file of evidence is not there (\(name)): the administrator restores it from a backup")
    }

    static func unreadable(_ what: String) -> OfficeError {
        OfficeError(
            .unreadable, "読めない記録があります（\(what)）。初動を更新するか，verify で確かめてください",
            "an entry cannot be read (\(what)): update Shodo, or run verify")
    }
}

/// The rules refused an act. It stands in the record as an attempt.
public struct Refused: Error, Hashable, Sendable {
    /// The ground, who may, and what would make it lawful.
    public var refusal: Refusal
    /// The matter; empty when one was to be opened.
    public var matter: String
    /// Which of several acts it was, from 0.
    public var index: Int
    /// The edition whose clauses the refusal names.
    public var edition: EditionKey
}

/// A rulebook of one edition, read in one way.
public struct EditionKey: Hashable, Sendable {
    /// The rulebook's id.
    public var rulebook: String
    /// The edition.
    public var edition: String
    /// The alternative adopted for each reading.
    public var adopted: [Name<Reading>: String]

    /// Makes a key.
    public init(rulebook: String, edition: String, adopted: [Name<Reading>: String] = [:]) {
        self.rulebook = rulebook
        self.edition = edition
        self.adopted = adopted
    }
}
