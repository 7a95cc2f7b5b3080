import Engine
import Markup
import Notation
import Rules

/// People and posts: who holds what, who stands in, who is away.
public func peoplePage(_ context: PageContext, _ model: PeopleModel) -> HTML {
    typealias Words = Phrases.People
    return page(context, title: context.say(Words.title), reserving: 32768) { h in
        if model.mayChange {
            h.p(.class("acts")) { h in h.a(context.say(Words.enterPerson), href: "/people/new", .class("button main")) }
        }
        let vacant = model.posts.filter { $0.isVacant || $0.isUncovered }
        if !vacant.isEmpty {
            h.section(.class("notice warn")) { h in
                h.h2(context.say(Words.vacant(vacant.count)))
                h.ul { h in
                    for post in vacant {
                        h.li { h in
                            h.a(post.title, href: "/posts/\(pathPart(post.post))")
                            if post.isUncovered { h.text(context.say(Words.uncovered)) }
                        }
                    }
                }
            }
        }
        h.h2(context.say(Words.posts))
        h.listTable(
            context, caption: context.say(Words.postsCaption),
            headings: [Words.post, Words.holders, Words.standInNow],
            rows: model.posts.filter { !$0.isOutside }
        ) { post in
            [
                { $0.a(post.title, href: "/posts/\(pathPart(post.post))") },
                { h in holders(context, post, &h) },
                { $0.text(post.standsInNow.joined(separator: "・")) },
            ]
        }
        h.h2(context.say(Words.people))
        h.listTable(
            context, caption: context.say(Words.peopleCaption),
            headings: [Words.person, Words.unit, Words.posts, Words.away], rows: model.people
        ) { person in
            [
                { $0.a(person.name, href: "/people/\(pathPart(person.person))") }, { $0.text(person.unit) },
                { $0.text(person.posts.joined(separator: "，")) },
                { h in
                    guard let until = person.awayUntil else { return }
                    h.span(context.say(Words.isAway), .class("state waiting"))
                    h.limit(context, until)
                    h.text(context.say(Words.until))
                },
            ]
        }
        let outside = model.posts.filter(\.isOutside)
        if !outside.isEmpty {
            h.h2(context.say(Words.outside))
            h.ul { h in for post in outside { h.li { h in h.a(post.title, href: "/posts/\(pathPart(post.post))") } } }
        }
    }
}

private func holders(_ context: PageContext, _ post: PeopleModel.PostLine, _ h: inout HTML) {
    typealias Words = Phrases.People
    if post.holders.isEmpty {
        if post.heldBy.isEmpty {
            h.span(context.say(Words.nobody), .class("state waiting"))
        } else {
            h.text(context.say(Words.heldBy(post.heldBy)))
        }
    }
    for (index, holding) in post.holders.enumerated() {
        if index > 0 { h.br() }
        h.a(holding.name, href: "/people/\(pathPart(holding.person))", .class("name"))
        if !holding.unitName.isEmpty { h.text("（\(holding.unitName)）") }
        h.text("　")
        if holding.isAway { h.span(context.say(Words.isAway), .class("state waiting")) }
        h.element("span", [.class("small name")]) { h in
            since(context, holding.from, &h)
            if holding.from.milliseconds != 0 { h.text(context.say(Words.onwards)) }
        }
    }
}

/// One person, with the list for handing over.
public func personPage(_ context: PageContext, _ model: PersonModel) -> HTML {
    typealias Words = Phrases.People
    return page(context, title: model.name) { h in
        h.p(.class("trail")) { h in h.back(context, to: context.say(Words.title), "/people") }
        if !model.unit.isEmpty { h.p(model.unit) }
        if model.mayEnterAbsence {
            h.p(.class("acts")) { h in
                h.a(
                    context.say(Words.enterAbsence), href: "/people/\(pathPart(model.person))/absence", .class("button")
                )
                if model.mayChange {
                    h.a(
                        context.say(Words.amendPerson), href: "/people/\(pathPart(model.person))/amend",
                        .class("button quiet"))
                }
            }
        }
        h.h2(context.say(Words.posts))
        holdingTable(context, model.holdings, by: .post, mayChange: model.mayChange, &h)
        if !model.standsInFor.isEmpty {
            h.h3(context.say(Words.standsInFor))
            h.ul { h in for post in model.standsInFor { h.li(post) } }
        }
        h.h2(context.say(Words.absences))
        if model.absences.isEmpty { h.p(context.say(Words.noAbsences), .class("hint")) }
        h.ul { h in
            for absence in model.absences {
                h.li { h in
                    h.beginning(context, absence.from)
                    h.text("〜")
                    h.limit(context, absence.to)
                }
            }
        }
        h.h2(context.say(Words.handover))
        h.p(context.say(Words.handoverHint), .class("hint"))
        guard !model.owed.isEmpty else { return h.p(context.say(Words.nothingOwed), .class("hint")) }
        h.listTable(
            context, caption: context.say(Words.handoverCaption),
            headings: [Words.matter, Words.post, Words.duty, Words.due, Words.alone], rows: model.owed
        ) { line in
            [
                { $0.matterLink(line.matter, line.title) },
                { $0.text(line.post) }, { $0.text(line.duty) }, { $0.limit(context, line.due) },
                { h in if line.onlyThisPerson { h.span(context.say(Words.onlyThis), .class("state waiting")) } },
            ]
        }
    }
}

/// One post: who holds it from when to when, who stands in.
public func postPage(_ context: PageContext, _ model: PostModel) -> HTML {
    typealias Words = Phrases.People
    let path = "/posts/\(pathPart(model.post))"
    return page(context, title: model.title) { h in
        h.p(.class("trail")) { h in h.back(context, to: context.say(Words.title), "/people") }
        if !model.sentence.isEmpty { h.p(model.sentence) }
        clauseNumbers(context, model.clauses, &h)
        h.dl(.class("facts")) { h in
            h.term(
                context.say(Words.actsNow),
                model.actors.isEmpty ? context.say(Words.nobody) : model.actors.joined(separator: "・"))
        }
        h.p(.class("acts")) { h in
            if model.mayChange {
                h.a(context.say(Words.assign), href: path + "/assign", .class("button main"))
                h.a(context.say(Words.nameStandIn), href: path + "/stand-in", .class("button"))
            }
            h.a(context.say(Words.sheet), href: "/sheets\(path)", .class("button quiet"))
        }
        h.h2(context.say(Words.holders))
        holdingTable(context, model.holdings, by: .person, mayChange: model.mayChange, &h)
        h.h2(context.say(Words.standIns))
        if model.standIns.isEmpty { h.none(context) }
        h.ul(.class("plain")) { h in
            for (standIn, name) in zip(model.standIns, model.standInNames) {
                h.li { h in
                    h.text(name)
                    if model.mayChange {
                        h.buttonForm(
                            context, to: path + "/stand-in/end",
                            hidden: [("person", standIn.person), ("unit", standIn.unit)],
                            text: context.say(Words.endStandIn), label: context.say(Words.endStandIn(name)))
                    }
                }
            }
        }
    }
}

/// Since when a post is held; what was held before the record began has no day of its own.
private func since(_ context: PageContext, _ at: Instant, _ h: inout HTML) {
    guard at.milliseconds != 0 else { return h.text(context.say(Phrases.People.longSince)) }
    h.beginning(context, at)
}

private enum Subject { case post, person }

private func holdingTable(
    _ context: PageContext, _ holdings: [PeopleModel.HoldingLine], by subject: Subject, mayChange: Bool,
    _ h: inout HTML
) {
    typealias Words = Phrases.People
    guard !holdings.isEmpty else { return h.none(context) }
    h.listTable(
        context, caption: context.say(Words.holdingsCaption),
        headings: [subject == .post ? Words.post : Words.person, Words.unit, Words.from, Words.to, Words.state],
        rows: holdings
    ) { line in
        let lasts = line.lasts(at: context.now)
        return [
            { h in
                switch subject {
                case .post: h.a(line.title, href: "/posts/\(pathPart(line.post))")
                case .person: h.a(line.name, href: "/people/\(pathPart(line.person))")
                }
            },
            { $0.text(line.unitName) }, { since(context, line.from, &$0) },
            { $0.limit(context, line.to) },
            { h in
                let word = lasts ? Words.lasts : line.from > context.now ? Words.later : Words.over
                h.span(context.say(word), .class(lasts ? "state done" : "state ended"))
                if mayChange, line.to == nil {
                    let query = queryString([("person", line.person), ("unit", line.unit)])
                    h.a(context.say(Words.end), href: "/posts/\(pathPart(line.post))/end\(query)")
                }
            },
        ]
    }
}
