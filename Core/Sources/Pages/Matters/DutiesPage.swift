import Markup
import ReadModels
import Rules

/// Everything a reader owes, over all matters, the most urgent first; the act itself is one click away.
///
/// - Parameters:
///   - live: the path that says whether something has arrived since.
///   - newer: the path of the most urgent; nil when these are they.
///   - older: the path of those that come after; nil when there are none.
public func dutiesPage(
    _ context: PageContext, _ list: DutyList, words: Words, live: String? = nil, newer: String? = nil,
    older: String? = nil
) -> HTML {
    typealias Says = Phrases.Matters
    return page(
        context, title: context.say(Phrases.Frame.duties), live: live, reserving: 4096 + list.count * 1536
    ) { h in
        guard list.count > 0 else {
            h.section(.class("notice")) { h in
                h.p(context.say(Says.dutiesNone))
                h.p(context.say(Says.dutiesNoneHint), .class("hint"))
            }
            h.div(.class("acts")) { h in
                h.a(context.say(Says.allMatters), href: "/matters", .class("button"))
                if context.reader?.administers == true {
                    h.a(context.say(Phrases.Frame.people), href: "/people", .class("button quiet"))
                    h.a(context.say(Phrases.Frame.administration), href: "/administration", .class("button quiet"))
                }
            }
            h.pages(context, newer: newer, older: older)
            return
        }
        var isFirst = true
        for group in list.groups {
            h.h2(context.say(Says.group(group.urgency)) + context.say(Says.count(group.lines.count)))
            h.div(.class("duties")) { h in
                for line in group.lines {
                    let drill = line.exercise ? words.say("【訓練】", "[Exercise] ") : ""
                    dutyPiece(
                        context, line.duty, words: words,
                        matter: ("\(drill)\(line.kind)　\(line.duty.matter)", "/matters/\(line.duty.matter)"),
                        isMain: isFirst, &h)
                    isFirst = false
                }
            }
        }
        h.pages(context, newer: newer, older: older)
    }
}
