import Accounts
import HTTPTypes
import Journaling
import Markup
import Pages
import Rules
import Services

/// Why a request could not be answered, as a status and words that show nothing of the inside.
struct Trouble: Error {
    /// Causes with words of their own, where the status alone says too little.
    enum Cause: Sendable, Hashable {
        case usual
        /// The form was sent from another site.
        case otherSite
        /// The form's mark is not ours or no longer.
        case mark
        case encoding
        case tooLong(limit: Int)
        case fileTooLong(limit: Int)
        case tooManyFiles(limit: Int)
        case noRoom
        /// The office's or the journal's own sentence for people.
        case said(Label)
    }

    var status: HTTPResponse.Status
    var cause: Cause
    /// For the log: a word of the program, never anything that was typed.
    var kind: String
    var retryAfter: Int?
    /// What was typed.
    var kept: [KeptText] = []

    init(_ status: HTTPResponse.Status, _ cause: Cause = .usual, kind: String = "", retryAfter: Int? = nil) {
        self.status = status
        self.cause = cause
        self.kind = kind
        self.retryAfter = retryAfter
    }

    /// What an error that somebody threw means to whoever asked.
    init(_ error: any Error) {
        switch error {
        case let trouble as Trouble: self = trouble
        case let fault as BodyReader.Fault: self.init(body: fault)
        case is FormText.Fault: self.init(.badRequest, .encoding, kind: "encoding")
        case let error as OfficeError: self.init(office: error)
        case let error as JournalError: self.init(journal: error)
        case AccountFailure.wait(let seconds): self.init(.tooManyRequests, kind: "wait", retryAfter: seconds)
        case AccountFailure.store(let error): self.init(journal: error)
        case let error as AccountFailure:
            self.init(.unprocessableContent, .said(Label(ja: error.japanese, en: error.english)), kind: "account")
        default: self.init(.internalServerError, kind: "\(type(of: error))")
        }
    }

    private init(body fault: BodyReader.Fault) {
        switch fault {
        case .tooLong: self.init(.contentTooLarge, kind: "body")
        case .noRoom: self.init(.init(code: 507, reasonPhrase: "Insufficient Storage"), .noRoom, kind: "room")
        case .busy: self.init(.serviceUnavailable, kind: "busy", retryAfter: 30)
        case .tooSlow: self.init(.requestTimeout, kind: "slow")
        case .fileTooLong(let limit): self.init(.contentTooLarge, .fileTooLong(limit: limit), kind: "file")
        case .tooManyFiles(let limit): self.init(.contentTooLarge, .tooManyFiles(limit: limit), kind: "files")
        case .malformed: self.init(.badRequest, kind: "malformed")
        case .encoding: self.init(.badRequest, .encoding, kind: "encoding")
        case .kind: self.init(.unsupportedMediaType, kind: "kind")
        }
    }

    private init(office error: OfficeError) {
        let said = Cause.said(Label(ja: error.japanese, en: error.english))
        switch error.code {
        case .unknownMatter, .unknownRegister, .unknownRow, .unknownPost, .unknownPerson, .unknownEdition,
            .unknownTiming:
            self.init(.notFound, kind: error.code.rawValue)
        case .stale, .busy, .kept: self.init(.conflict, said, kind: error.code.rawValue)
        case .badValue: self.init(.unprocessableContent, said, kind: error.code.rawValue)
        case .erased: self.init(.gone, said, kind: error.code.rawValue)
        case .noRulebook: self.init(.serviceUnavailable, said, kind: error.code.rawValue)
        case .missingFile: self.init(.internalServerError, said, kind: error.code.rawValue)
        case .unreadable: self.init(.internalServerError, kind: error.code.rawValue)
        }
    }

    private init(journal error: JournalError) {
        let said = Cause.said(Label(ja: error.japanese, en: error.english))
        switch error.code {
        case .diskFull, .readOnly:
            self.init(.init(code: 507, reasonPhrase: "Insufficient Storage"), said, kind: "\(error.code)")
        case .conflict: self.init(.conflict, kind: "\(error.code)")
        case .erased: self.init(.gone, kind: "\(error.code)")
        case .closed: self.init(.serviceUnavailable, kind: "\(error.code)", retryAfter: 5)
        default: self.init(.internalServerError, kind: "\(error.code)")
        }
    }

    /// The page for it.
    func page(_ context: PageContext) -> HTML {
        var notice = ErrorNotice(context, status: status.code, wait: retryAfter, kept: kept)
        if let words = Phrases.Web.words(of: cause) { notice.cause = context.say(words) }
        return errorPage(context, notice)
    }
}
