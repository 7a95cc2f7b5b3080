import Engine
import Markup
import Notation
import ReadModels
import Rules

private typealias Says = Phrases.Matters

/// How many entries a page of the timeline shows.
public let entriesPerPage = 200

/// One entry as a line of the timeline: what was entered never changes, so the piece may be kept.
///
/// It depends on the matter, the entry, whether it has been struck, and the language; not on who reads it nor when.
public func timelineEntryHTML(_ entry: RecordedEntry, of matter: String, words: Words) -> HTML {
    let view = EntryView(entry, words: words)
    let isDeviation = !view.deviations.isEmpty || view.isInFact
    func say(_ label: Label) -> String { words.pick(label) }
    return HTML(reserving: 1024) { h in
        h.li(.id("entry-\(view.number)"), .named("class", isDeviation ? "deviation" : nil)) { h in
            h.div(.class("when")) { h in
                moment(view.happened, words, &h)
                if view.isLate {
                    h.element("span", [.class("entered")]) { h in
                        h.text(say(Says.entered))
                        moment(view.entered, words, &h)
                    }
                }
                h.span(say(Says.entryNumber(view.number)), .class("small"))
            }
            if let struck = view.struck {
                h.p { h in
                    h.strong(say(Says.struck))
                    h.text(say(Says.struckBy(view.struckBy, struck.entry)) + "　")
                    moment(struck.at, words, &h)
                    if !struck.reason.isEmpty { h.text("　" + say(Says.reasonIs) + struck.reason) }
                }
                h.element("del", [.class("struck")]) { h in content(view, say: say, &h) }
            } else {
                content(view, say: say, &h)
            }
            h.p(.class("by")) { h in
                h.text(view.actor)
                if view.struck == nil, view.number > 1 {
                    h.text("　")
                    h.a(
                        say(Says.correct), href: "/matters/\(pathPart(matter))/acts/verb.correct?entry=\(view.number)",
                        .class("small no-print"))
                }
            }
        }
    }
}

private func moment(_ at: Instant, _ words: Words, _ h: inout HTML) {
    h.element("time", [.named("datetime", at.text(in: words.house.zone))], text: words.time(at))
}

private func content(_ view: EntryView, say: (Label) -> String, _ h: inout HTML) {
    h.p { h in
        h.strong(view.act)
        if view.isInFact { h.text("　" + say(Says.done)) }
        for clause in view.clauses {
            h.text("　")
            h.a(clause.cite, href: clause.path, .class("clause"))
        }
    }
    for deviation in view.deviations { h.p { h in h.strong(deviation) } }
    for warning in view.warnings { h.p(warning) }
    for change in view.changes { h.p(change) }
    if !view.text.isEmpty { h.p { h in h.lines(view.text) } }
    if !view.reason.isEmpty { h.p { h in h.lines(say(Says.reasonIs) + view.reason) } }
}

/// The timeline of entries that are HTML already, the newest first, with a link to what is older.
///
/// - Parameter older: how many entries lie before the last one given, and the number before which they do.
func timelinePiece(
    _ context: PageContext, _ entries: [HTML], of matter: String, older: (count: Int, before: Int)?, _ h: inout HTML
) {
    h.ol(.class("timeline")) { h in for entry in entries { h.add(entry) } }
    if let older, older.count > 0 {
        h.p { h in
            h.a(
                context.say(Says.older(older.count)),
                href: "/matters/\(pathPart(matter))/entries?before=\(older.before)", .class("button"))
        }
    }
}

/// The entries of a matter before one of its entries, the newest first.
///
/// - Parameters:
///   - entries: pieces of `timelineEntryHTML`, the newest first.
///   - older: how many entries lie before the last one given, and the number before which they do.
public func entriesPage(
    _ context: PageContext, matter: String, kind: String, entries: [HTML], older: (count: Int, before: Int)?
) -> HTML {
    let bytes = entries.reduce(0) { $0 + $1.bytes.count }
    let title = context.say(Says.title(matter, kind)) + "　" + context.say(Says.timeline)
    return page(context, title: title, reserving: 8192 + bytes) { h in
        h.p(.class("trail")) { h in h.a(context.say(Says.back), href: "/matters/\(pathPart(matter))") }
        if entries.isEmpty { h.none(context) }
        timelinePiece(context, entries, of: matter, older: older, &h)
    }
}
