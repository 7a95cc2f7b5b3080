import Markup
import Rules

/// Why a request could not be answered, in words for the person who asked: nothing of the inside is in it.
public struct ErrorNotice: Sendable, Hashable {
    /// The HTTP status.
    public var status: Int
    /// What happened; the heading.
    public var what: String
    /// Why, as far as the person can use it.
    public var cause: String
    /// Who can do something about it.
    public var who: String
    /// What to do now.
    public var next: String
    /// Where to go on, the best first; the top page when empty.
    public var links: [PageLink]
    /// What was typed, so that nothing of it is lost.
    public var kept: [KeptText]

    /// Makes a notice with its own words.
    public init(
        status: Int, what: String, cause: String, who: String, next: String, links: [PageLink] = [],
        kept: [KeptText] = []
    ) {
        self.status = status
        self.what = what
        self.cause = cause
        self.who = who
        self.next = next
        self.links = links
        self.kept = kept
    }

    /// The usual words for a status; one that is not known is said as a failure of ours.
    ///
    /// - Parameter wait: after how many seconds to try again, for 429 and 503.
    public init(
        _ context: PageContext, status: Int, wait: Int? = nil, links: [PageLink] = [], kept: [KeptText] = []
    ) {
        let words = Phrases.Errors.words(status, wait: wait)
        self.init(
            status: status, what: context.say(words.what), cause: context.say(words.cause),
            who: context.say(words.who), next: context.say(words.next), links: links, kept: kept)
    }
}

/// The page of a request that could not be answered.
public func errorPage(_ context: PageContext, _ notice: ErrorNotice) -> HTML {
    typealias Words = Phrases.Errors
    return page(context, title: notice.what) { h in
        h.dl(.class("facts")) { h in
            h.term(context.say(Words.cause), notice.cause)
            h.term(context.say(Words.next), notice.next)
            h.term(context.say(Words.who), notice.who)
            h.term(context.say(Words.status), String(notice.status))
        }
        keptTexts(context, notice.kept, &h)
        let links = notice.links.isEmpty ? [PageLink("/", context.say(Words.top))] : notice.links
        for (index, link) in links.enumerated() {
            h.p { h in h.a(link.text, href: link.path, .class(index == 0 ? "button main" : "button quiet")) }
        }
        requestLine(context, &h)
    }
}
