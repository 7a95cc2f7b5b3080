import Markup
import ReadModels
import Rules

/// The answer to an act that the rules forbid, as a page: clause, reason, who may, what next.
///
/// - Parameters:
///   - back: where to go on; the first link.
///   - inFact: where to enter that it has already been done, for what happened can always be recorded.
///   - kept: what was typed, so that nothing of it is lost.
public func refusalPage(
    _ context: PageContext, _ notice: RefusalNotice, back: PageLink, inFact: PageLink? = nil,
    kept: [KeptText] = []
) -> HTML {
    page(context, title: context.say(Phrases.Refusals.title)) { h in
        refusalSection(context, notice, inFact: inFact, &h)
        keptTexts(context, kept, &h)
        h.p { h in h.a(back.text, href: back.path, .class("button main")) }
        requestLine(context, &h)
    }
}

/// The same inside another page: a section of the class `refused`.
public func refusalSection(
    _ context: PageContext, _ notice: RefusalNotice, inFact: PageLink? = nil, _ h: inout HTML
) {
    typealias Words = Phrases.Refusals
    h.section(.class("refused"), .named("role", "alert")) { h in
        h.h2(notice.act.isEmpty ? context.say(Words.notDone) : context.say(Words.notDone(notice.act)))
        h.p(notice.reason)
        if !notice.clauses.isEmpty {
            h.h3(context.say(Words.clauses))
            clauses(context, notice.clauses, &h)
        }
        words(context, Words.missing, notice.missing, &h)
        words(context, Words.questions, notice.questions, &h)
        words(context, Words.steps, notice.steps, &h)
        words(context, Words.who, notice.who, &h)
        h.h3(context.say(Words.next))
        h.p(context.say(Words.next(notice)))
        if !notice.ways.isEmpty {
            h.p(context.say(Words.ways))
            h.ul { h in for way in notice.ways { h.li(way) } }
        }
        if !notice.lawfulBy.isEmpty {
            h.p(context.say(Words.lawfulBy))
            h.ul { h in for clause in notice.lawfulBy { h.li { h in clauseLine(context, clause, &h) } } }
        }
        if let inFact {
            h.p { h in
                h.text(context.say(Words.inFact))
                h.a(inFact.text, href: inFact.path)
            }
        }
    }
}

/// How many clauses are read before what to do about them.
private let first = 6

/// The clauses with their sentences; of many, the rest is folded, or nobody would find who may and what next.
private func clauses(_ context: PageContext, _ lines: [ClauseLine], _ h: inout HTML) {
    h.ul { h in for clause in lines.prefix(first) { h.li { h in clauseLine(context, clause, &h) } } }
    let rest = lines.dropFirst(first)
    guard !rest.isEmpty else { return }
    h.element("details") { h in
        h.element("summary", text: context.say(Phrases.Refusals.moreClauses(rest.count)))
        h.ul { h in for clause in rest { h.li { h in clauseLine(context, clause, &h) } } }
    }
}

private func words(_ context: PageContext, _ heading: Label, _ words: [String], _ h: inout HTML) {
    guard !words.isEmpty else { return }
    h.h3(context.say(heading))
    h.ul { h in for word in words { h.li(word) } }
}
