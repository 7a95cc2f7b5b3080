/// Why the journal could not do what was asked. The caller reads `code`; a person reads the message.
public struct JournalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it is.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// Somebody else appended to the stream first: read, decide again, append again.
        case conflict
        /// A draft or name that the journal cannot hold.
        case invalid
        /// The folder or the journal was opened for reading only.
        case readOnly = "read-only"
        /// The disk is full; nothing of this append was written.
        case diskFull = "disk-full"
        /// The folder or the file is damaged, truncated or no Shodo folder.
        case corrupt
        /// The folder was written by a newer program.
        case newerFormat = "newer-format"
        /// The content was destroyed by an approved disposal.
        case erased
        /// A legal hold forbids the disposal.
        case held
        /// A sealed file, and no capability to open it.
        case sealed
        /// Another process writes to this folder.
        case locked
        /// What was asked for is not there.
        case notFound = "not-found"
        /// The target of a restore, or a new folder, holds something already.
        case notEmpty = "not-empty"
        /// Reading or writing failed for another reason.
        case io
        /// The journal was closed.
        case closed
    }

    /// What kind of failure it is.
    public var code: Code
    /// The sentence for a person, in Japanese.
    public var japanese: String
    /// The sentence for a person, in English.
    public var english: String
    /// What the system said underneath, for the log.
    public var cause: String?

    /// Makes an error.
    public init(_ code: Code, _ japanese: String, _ english: String, cause: String? = nil) {
        self.code = code
        self.japanese = japanese
        self.english = english
        self.cause = cause
    }

    /// As it is written for people and in logs.
    public var description: String {
        "\(code.rawValue): \(japanese) / \(english)" + (cause.map { " (\($0))" } ?? "")
    }
}

extension JournalError {
    package static func conflict(_ stream: StreamName, expected: Int, found: Int) -> JournalError {
        JournalError(
            .conflict, "他の記録が先に入りました（\(stream)：想定した版 \(expected)，現在 \(found)）。読み直してやり直してください",
            "\(stream) is at version \(found), not \(expected): somebody else was first; read again and decide again")
    }

    package static func invalid(_ japanese: String, _ english: String) -> JournalError {
        JournalError(.invalid, japanese, english)
    }

    package static func corrupt(_ what: String, cause: String? = nil) -> JournalError {
        JournalError(.corrupt, "記録が壊れているか，初動のデータではありません：\(what)", "damaged, or no data of Shodo: \(what)", cause: cause)
    }

    package static func erased(_ stream: StreamName? = nil) -> JournalError {
        let name = stream.map { "（\($0)）" } ?? ""
        return JournalError(
            .erased, "内容は廃棄済です\(name)",
            "the content was destroyed by an approved disposal" + (stream.map { ": \($0)" } ?? ""))
    }

    package static func io(_ what: String, cause: String) -> JournalError {
        JournalError(.io, "読み書きに失敗しました：\(what)", "reading or writing failed: \(what)", cause: cause)
    }

    package static func readOnly(cause: String? = nil) -> JournalError {
        JournalError(
            .readOnly, "読取専用のため書き込めません", "opened for reading only, or the folder cannot be written", cause: cause)
    }

    package static func diskFull(cause: String? = nil) -> JournalError {
        JournalError(
            .diskFull, "ディスクに空きがありません。この記録は書かれていません。空きを作ってやり直してください",
            "the disk is full; nothing of this was written; make room and try again", cause: cause)
    }

    package static let closed = JournalError(.closed, "記録は閉じられました", "the journal was closed")
}
