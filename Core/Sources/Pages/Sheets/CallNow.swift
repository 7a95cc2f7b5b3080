import Engine
import Markup
import Rules

/// One line of whom to ring: who answers at the same numbers, for what.
struct CallRow {
    /// A number and what it rings, such as 内線 or 公用携帯.
    struct Number: Hashable {
        var kind: String
        var number: String
        var dialled: String
    }

    var who: [String]
    var numbers: [Number]
    var notes: [String]

    /// Lines at the same numbers become one: nobody needs to read a number twice.
    static func merged(_ rows: [CallRow]) -> [CallRow] {
        var merged: [CallRow] = []
        for row in rows {
            let same = merged.firstIndex { !row.numbers.isEmpty && $0.numbers == row.numbers }
            guard let same else {
                merged.append(row)
                continue
            }
            merged[same].who += row.who.filter { !merged[same].who.contains($0) }
            merged[same].notes += row.notes.filter { !merged[same].notes.contains($0) }
        }
        return merged
    }
}

/// What is said where a telephone number is missing.
enum NoNumber {
    /// Room to write it: a sheet is filled in by hand.
    case room
    /// That there is none.
    case said
}

/// Whom to ring, in large figures.
func callNow(
    _ context: PageContext, _ rows: [CallRow], title: Label, missing: NoNumber = .said, _ h: inout HTML
) {
    guard !rows.isEmpty else { return }
    h.section(.class("call-now")) { h in
        h.h2(context.say(title))
        h.ul { h in
            for row in CallRow.merged(rows) {
                h.li { h in
                    h.span(row.who.joined(separator: "・"), .class("who"))
                    for number in row.numbers {
                        if !number.kind.isEmpty, !isExtension(number.kind) { h.span(number.kind) }
                        telephone(context, number, &h)
                    }
                    if row.numbers.isEmpty {
                        switch missing {
                        case .room: h.text("＿＿＿＿＿＿＿＿＿＿")
                        case .said: h.span(context.say(Phrases.Report.noNumber))
                        }
                    }
                    let notes = row.notes.filter { !$0.isEmpty }
                    if !notes.isEmpty { h.span(notes.joined(separator: "　"), .class("hours")) }
                }
            }
        }
    }
}

/// A number to tap; an extension, which no telephone from outside can dial, to read.
func telephone(_ context: PageContext, _ number: CallRow.Number, _ h: inout HTML) {
    if isExtension(number.kind) || isExtension(number.number) {
        h.span(context.say(Phrases.Sheets.extension(number.number)), .class("number"))
    } else {
        h.a(number.number, href: "tel:" + number.dialled)
    }
}

/// Whether an organisation has marked a number as one of its own switchboard.
private func isExtension(_ kind: String) -> Bool { kind.contains("内線") || kind.lowercased().contains("extension") }

extension CallRow {
    /// A number of the organisation's list.
    init(_ contact: Contact) {
        who = [contact.who]
        numbers =
            contact.telephone.isEmpty
            ? []
            : [.init(kind: contact.kind, number: contact.telephone, dialled: Pages.dialled(contact.telephone))]
        notes = contact.telephone.isEmpty ? [contact.kind, contact.hours] : [contact.hours]
    }

    /// The lines of calls; posts in `except` are left out, as they stand elsewhere on the page.
    static func rows(_ context: PageContext, _ calls: [CallNow], except: [CallNow] = []) -> [CallRow] {
        let elsewhere = except.flatMap(\.posts)
        return calls.flatMap { call in
            call.posts.filter { !elsewhere.contains($0) }.map { post in
                let hours =
                    switch post.numbers.first?.hours {
                    case .office?: context.say(Phrases.Report.office)
                    case .afterHours?: context.say(Phrases.Report.afterHours)
                    case .always?, nil: ""
                    }
                return CallRow(
                    who: [post.name],
                    numbers: post.numbers.map { .init(kind: $0.label, number: $0.number, dialled: $0.dialled) },
                    notes: [call.purpose, hours])
            }
        }
    }
}

/// What a telephone dials: digits and a plus sign, full-width figures made narrow.
func dialled(_ text: String) -> String {
    var digits = ""
    for scalar in text.unicodeScalars {
        let value = (0xFF10...0xFF19).contains(scalar.value) ? scalar.value - 0xFF10 + 0x30 : scalar.value
        if let narrow = Unicode.Scalar(value), ("0"..."9").contains(narrow) || (narrow == "+" && digits.isEmpty) {
            digits.unicodeScalars.append(narrow)
        }
    }
    return digits
}
