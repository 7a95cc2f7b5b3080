import Markup
import ReadModels
import Rules

private typealias Says = Phrases.Matters

/// One version of a paper with its fields, printed by the browser.
///
/// - Parameter versions: the numbers of all versions, for going to another.
public func paperPage(
    _ context: PageContext, _ sheet: PaperSheet, matter: String, kind: String, versions: [Int]
) -> HTML {
    page(context, title: sheet.title, reserving: 16_384) { h in
        h.p(.class("trail no-print")) { h in
            h.a(context.say(Says.title(matter, kind)), href: "/matters/\(pathPart(matter))")
        }
        if sheet.number != sheet.newest {
            h.section(.class("notice warn")) { h in
                h.p { h in
                    h.text(context.say(Says.notNewest))
                    h.a(
                        context.say(Says.version(sheet.newest)), href: paperPath(matter, sheet.id, sheet.newest))
                }
            }
        }
        paperPiece(context, sheet, heading: "h2", &h)
        let others = versions.filter { $0 != sheet.number }
        if !others.isEmpty {
            h.element("nav", [.class("no-print"), .named("aria-label", context.say(Says.versions))]) { h in
                h.h2(context.say(Says.versions))
                h.ul { h in
                    for number in others.reversed() {
                        h.li { h in
                            h.a(context.say(Says.version(number)), href: paperPath(matter, sheet.id, number))
                        }
                    }
                }
            }
        }
        h.p { h in printButton(context, &h) }
    }
}

/// The fields of a paper, part by part, with what was changed since the version before.
///
/// - Parameter foldsBlanks: where somebody decides on a telephone, what nobody has written yet is folded away.
func paperPiece(
    _ context: PageContext, _ sheet: PaperSheet, heading: StaticString, foldsBlanks: Bool = false, _ h: inout HTML
) {
    var blanks: [PaperSheet.FieldLine] = []
    h.section(.class("paper")) { h in
        h.element(heading, text: "\(sheet.title)　\(context.say(Says.version(sheet.number)))")
        clausesPiece(context, sheet.clauses, &h)
        for part in sheet.parts {
            let fields = part.fields.filter { !foldsBlanks || !$0.value.isEmpty || $0.before != nil }
            if foldsBlanks { blanks += part.fields.filter { $0.value.isEmpty && $0.before == nil } }
            guard !fields.isEmpty else { continue }
            if !part.label.isEmpty {
                h.h3(part.label)
                clausesPiece(context, part.clauses, &h)
            }
            h.dl(.class("facts")) { h in for field in fields { fieldPiece(context, field, &h) } }
        }
        h.dl(.class("facts")) { h in
            if !sheet.marks.isEmpty { h.term(context.say(Says.marks), sheet.marks.joined(separator: "・")) }
            h.term(context.say(Says.author), sheet.author)
            h.term(context.say(Says.written)) { h in h.moment(context, sheet.at) }
            if !sheet.digest.isEmpty { h.term(context.say(Says.hash)) { $0.element("code", text: sheet.digest) } }
        }
        guard !blanks.isEmpty else { return }
        h.element("details") { h in
            h.element("summary", text: context.say(Says.blanks(blanks.count)))
            h.dl(.class("facts")) { h in for field in blanks { fieldPiece(context, field, &h) } }
        }
    }
}

private func fieldPiece(_ context: PageContext, _ field: PaperSheet.FieldLine, _ h: inout HTML) {
    h.term(field.label) { h in
        if field.value.isEmpty { h.span(context.say(Says.empty), .class("small")) } else { h.lines(field.value) }
        if let before = field.before {
            h.p(.class("small")) { h in
                h.text(context.say(Says.was))
                h.element("del") { h in h.text(before.isEmpty ? context.say(Says.empty) : before) }
            }
        }
    }
}
