import Markup
import Notation
import Rules

extension HTML {
    /// A list as a table with caption and headings; on a phone each row becomes a card whose cells say their column.
    ///
    /// - Parameters:
    ///   - showsCaption: whether the caption is seen; not where it repeats the heading above it.
    ///   - cells: for each row, what writes its cells, the first being the row's own heading.
    mutating func listTable<Row>(
        _ context: PageContext, caption: String, showsCaption: Bool = true, headings: [Label], rows: [Row],
        cells: (Row) -> [(inout HTML) -> Void]
    ) {
        element("table", [.class("list")]) { h in
            h.element("caption", showsCaption ? [] : [.class("visually-hidden")], text: caption)
            h.element("thead") { h in
                h.element("tr") { h in
                    for heading in headings { h.element("th", [.named("scope", "col")], text: context.say(heading)) }
                }
            }
            h.element("tbody") { h in
                for row in rows {
                    h.element("tr") { h in
                        for (index, write) in cells(row).enumerated() {
                            if index == 0 {
                                h.element("th", [.named("scope", "row")], write)
                            } else {
                                h.element("td", [.named("data-label", context.say(headings[index]))], write)
                            }
                        }
                    }
                }
            }
        }
    }

    /// A link to a matter in a list; its number breaks nowhere, or it cannot be read out on the telephone.
    mutating func matterLink(_ matter: String, _ title: String) {
        element("a", [.href("/matters/\(pathPart(matter))")]) { h in
            h.span(matter, .class("name"))
            h.text("　" + title)
        }
    }

    /// A link back to the page above this one.
    mutating func back(_ context: PageContext, to title: String, _ path: String) {
        a(context.say(Phrases.Tables.back(title)), href: path)
    }

    /// The day from which something lasts; with the time only where it does not begin with the day.
    mutating func beginning(_ context: PageContext, _ at: Instant) {
        let day = at.day(in: context.zone)
        guard day.start(in: context.zone) == at else { return moment(context, at) }
        element("time", [.named("datetime", day.text)], text: day.text)
    }

    /// A moment, to the minute, with its exact value for machines.
    mutating func moment(_ context: PageContext, _ at: Instant) {
        element("time", [.named("datetime", at.text(in: context.zone))], text: context.time(at))
    }

    /// A moment until which something lasts or must be done; a dash where there is none.
    mutating func limit(_ context: PageContext, _ at: Instant?) {
        guard let at else { return text("—") }
        element("time", [.named("datetime", at.text(in: context.zone))], text: at.limit(in: context.zone))
    }

    /// A moment, or a dash where there is none.
    mutating func moment(_ context: PageContext, _ at: Instant?) {
        if let at { moment(context, at) } else { text("—") }
    }

    /// Links to the pages before and after; nothing when there is just one page.
    mutating func pages(_ context: PageContext, newer: String?, older: String?) {
        guard newer != nil || older != nil else { return }
        element("nav", [.named("aria-label", context.say(Phrases.Tables.pages))]) { h in
            h.ul(.class("pages")) { h in
                if let newer {
                    h.li { h in h.a(context.say(Phrases.Tables.newer), href: newer, .named("rel", "prev")) }
                }
                if let older {
                    h.li { h in h.a(context.say(Phrases.Tables.older), href: older, .named("rel", "next")) }
                }
            }
        }
    }

    /// That there is nothing of the kind.
    mutating func none(_ context: PageContext) { p(context.say(Phrases.Tables.none), .class("hint")) }

    /// A small form with one quiet button: for things that are done in a list, row by row.
    mutating func buttonForm(
        _ context: PageContext, to path: String, hidden: [(name: String, value: String)] = [], text: String,
        label: String? = nil, isGrave: Bool = false
    ) {
        element("form", [.named("method", "post"), .action(path)]) { h in
            token(context, &h)
            for pair in hidden { h.void("input", [.type("hidden"), .name(pair.name), .value(pair.value)]) }
            h.element("button", [.class(isGrave ? "quiet grave" : "quiet"), .named("aria-label", label)], text: text)
        }
    }
}

/// A query string from names and values, the empty ones left out; begins with `?`, or is empty.
func queryString(_ pairs: [(name: String, value: String)]) -> String {
    let parts = pairs.filter { !$0.value.isEmpty }.map { "\(pathPart($0.name))=\(pathPart($0.value))" }
    return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
}

extension Phrases {
    /// What stands around lists.
    enum Tables {
        static let pages = phrase("前後のページ", "Pages")
        static let newer = phrase("前のページ", "Page before")
        static let older = phrase("次のページ", "Next page")
        static func back(_ title: String) -> Label { phrase("\(title)へ戻る", "Back to \(title)") }
        static let none = phrase("ありません。", "None.")
    }
}
