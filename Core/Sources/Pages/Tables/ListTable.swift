import Markup
import Notation
import Rules

extension HTML {
    /// A list as a table with caption and headings; each row writes its cells.
    ///
    /// - Parameter rows: for each row, what writes its cells, the first being the row's own heading.
    mutating func listTable<Row>(
        _ context: PageContext, caption: String, headings: [Label], rows: [Row],
        cells: (Row) -> [(inout HTML) -> Void]
    ) {
        element(
            "div", [.class("scroll"), .named("tabindex", "0"), .named("role", "region"), .named("aria-label", caption)]
        ) { h in
            h.element("table", [.class("list")]) { h in
                h.element("caption", text: caption)
                h.element("thead") { h in
                    h.element("tr") { h in
                        for heading in headings {
                            h.element("th", [.named("scope", "col")], text: context.say(heading))
                        }
                    }
                }
                h.element("tbody") { h in
                    for row in rows {
                        h.element("tr") { h in
                            for (index, write) in cells(row).enumerated() {
                                if index == 0 {
                                    h.element("th", [.named("scope", "row")], write)
                                } else {
                                    h.element("td", [], write)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// A moment, to the minute, with its exact value for machines.
    mutating func moment(_ context: PageContext, _ at: Instant) {
        element("time", [.named("datetime", at.text(in: context.zone))], text: context.time(at))
    }

    /// A moment, or a dash where there is none.
    mutating func moment(_ context: PageContext, _ at: Instant?) {
        if let at { moment(context, at) } else { text("—") }
    }

    /// Links to the pages before and after; nothing when there is just one page.
    mutating func pages(_ context: PageContext, newer: String?, older: String?) {
        guard newer != nil || older != nil else { return }
        element("nav", [.class("pages"), .named("aria-label", context.say(Phrases.Tables.pages))]) { h in
            if let newer { h.a(context.say(Phrases.Tables.newer), href: newer, .named("rel", "prev")) }
            if let older { h.a(context.say(Phrases.Tables.older), href: older, .named("rel", "next")) }
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
        static let newer = phrase("新しい方へ", "Newer")
        static let older = phrase("古い方へ", "Older")
        static let none = phrase("ありません。", "None.")
    }
}
