import Markup
import Notation
import Rules

/// The list of matters: search, filters, saved views, counts, rows.
public func matterListPage(_ context: PageContext, _ model: MatterListModel) -> HTML {
    typealias Words = Phrases.MatterList
    return page(context, title: context.say(Words.title), reserving: 32768) { h in
        if model.mayOpen {
            h.p(.class("acts")) { h in h.a(context.say(Words.open), href: "/matters/new", .class("button main")) }
        }
        views(context, model, &h)
        filters(context, model, &h)
        counts(context, model, &h)
        if model.rows.isEmpty {
            h.p(context.say(model.filter == MatterListFilter() ? Words.nothing : Words.nothingFound), .class("notice"))
        } else {
            rows(context, model, &h)
        }
        h.pages(
            context, newer: model.isLater ? model.filter.path : nil,
            older: model.next.map { model.filter.path(cursor: $0) })
        saving(context, model, &h)
    }
}

private func views(_ context: PageContext, _ model: MatterListModel, _ h: inout HTML) {
    typealias Words = Phrases.MatterList
    var all = [SavedFilter(name: context.say(Words.all), filter: MatterListFilter())]
    var mine = MatterListFilter()
    mine.mine = true
    mine.states = ["open"]
    all.append(SavedFilter(name: context.say(Words.mineOpen), filter: mine))
    var unopened = MatterListFilter()
    unopened.unopened = true
    all.append(SavedFilter(name: context.say(Words.unopened), filter: unopened))
    h.element("nav", [.named("aria-label", context.say(Words.views))]) { h in
        h.ul(.class("pages")) { h in
            for view in all + model.saved {
                let here = view.filter.path == model.filter.path
                h.li { h in h.a(view.name, href: view.filter.path, .named("aria-current", here ? "page" : nil)) }
            }
        }
    }
}

private func filters(_ context: PageContext, _ model: MatterListModel, _ h: inout HTML) {
    typealias Words = Phrases.MatterList
    let filter = model.filter
    let wrong = filter.unread
    let days = [("from", Words.from, filter.from), ("to", Words.to, filter.to)].map { name, label, day in
        Input(
            name, context.say(label), hint: context.say(Words.dayHint), values: [wrong[name] ?? day?.text ?? ""],
            error: wrong[name] == nil ? "" : context.say(Words.dayUnread))
    }
    errorSummary(context, days, &h)
    h.element("form", [.named("method", "get"), .action("/matters"), .named("role", "search")]) { h in
        h.div(.class("search")) { h in
            field(
                context,
                Input("q", context.say(Words.search), hint: context.say(Words.searchHint), values: [filter.search]), &h)
            h.element("button", text: context.say(Words.show))
        }
        // Folded even when something is set, which the fold says: the list itself is what one came for.
        h.element("details", [.flag("open", !wrong.isEmpty)]) { h in
            h.element("summary", text: context.say(Words.narrow) + active(context, model))
            h.div(.class("filters")) { h in
                field(
                    context,
                    Input(
                        "state", context.say(Words.state),
                        shape: .checks(MatterListFilter.states.map { Input.Option($0, context.say(Words.state($0))) }),
                        values: filter.states), &h)
                if model.kinds.count > 1 {
                    field(
                        context,
                        Input("kind", context.say(Words.kind), shape: .checks(model.kinds), values: filter.kinds), &h)
                }
                field(
                    context,
                    Input(
                        "exercise", context.say(Words.exercises),
                        shape: .radio([
                            .init("", context.say(Words.exercisesBoth)),
                            .init("only", context.say(Words.exercisesOnly)),
                            .init("without", context.say(Words.exercisesWithout)),
                        ]), values: [filter.exercises.rawValue]), &h)
                field(
                    context,
                    Input(
                        "mine", context.say(Words.whose), shape: .checks([.init("yes", context.say(Words.mine))]),
                        values: filter.mine ? ["yes"] : []), &h)
                field(
                    context,
                    Input(
                        "unopened", context.say(Words.opening),
                        shape: .checks([.init("yes", context.say(Words.unopenedOnly))]),
                        values: filter.unopened ? ["yes"] : []), &h)
                for day in days { field(context, day, &h) }
                h.element("button", text: context.say(Words.narrowNow))
            }
        }
    }
}

/// What the list is narrowed to, in words, so that it is seen while the form is folded.
private func active(_ context: PageContext, _ model: MatterListModel) -> String {
    typealias Words = Phrases.MatterList
    let filter = model.filter
    var words = filter.states.map { context.say(Words.state($0)) }
    words += model.kinds.filter { filter.kinds.contains($0.value) }.map(\.text)
    switch filter.exercises {
    case .both: break
    case .only: words.append(context.say(Words.exercisesOnly))
    case .without: words.append(context.say(Words.exercisesWithout))
    }
    if filter.mine { words.append(context.say(Words.mine)) }
    if filter.unopened { words.append(context.say(Words.unopened)) }
    if filter.from != nil || filter.to != nil {
        words.append("\(filter.from?.text ?? "")〜\(filter.to?.text ?? "")")
    }
    return words.isEmpty ? "" : "：" + words.joined(separator: "，")
}

private func counts(_ context: PageContext, _ model: MatterListModel, _ h: inout HTML) {
    typealias Words = Phrases.MatterList
    let total = model.counts.values.reduce(0, +)
    let parts = MatterListFilter.states.compactMap { state in
        model.counts[state].map { context.say(Words.count(state, $0)) }
    }
    h.p(.class("counts")) { h in
        h.text(context.say(Words.total(total)) + (parts.isEmpty ? "" : "（" + parts.joined(separator: "，") + "）"))
        guard model.filter != MatterListFilter() else { return }
        h.text("　")
        h.a(context.say(Words.clear), href: "/matters")
    }
}

private func rows(_ context: PageContext, _ model: MatterListModel, _ h: inout HTML) {
    typealias Words = Phrases.MatterList
    h.listTable(
        context, caption: context.say(Words.caption), showsCaption: false,
        headings: [Words.matter, Words.state, Words.opened, Words.lastEntered, Words.due, Words.who],
        rows: model.rows
    ) { row in
        [
            { h in
                h.matterLink(row.matter, row.title)
                if !row.kind.isEmpty { h.p(row.kind, .class("small")) }
                if row.exercise { h.span(context.say(Words.exercise), .class("state waiting")) }
                if row.unopened { h.span(context.say(Words.isUnopened), .class("state late")) }
            },
            {
                $0.span(context.say(Words.state(row.state)), .class(row.state == "open" ? "state open" : "state ended"))
            },
            { $0.moment(context, row.opened) }, { $0.moment(context, row.lastEntered) },
            { h in
                guard let due = row.due else { return h.text("—") }
                let late = due < context.now
                h.element("span", [.class(late ? "due overdue" : "due")]) { h in
                    h.limit(context, due)
                    if late { h.text(context.say(Words.late)) }
                }
            },
            { h in
                if row.mine { h.span(context.say(Words.you), .class("state waiting")) }
                h.text(row.who.isEmpty ? (row.mine ? "" : "—") : row.who.joined(separator: "・"))
            },
        ]
    }
}

private func saving(_ context: PageContext, _ model: MatterListModel, _ h: inout HTML) {
    typealias Words = Phrases.MatterList
    h.element("details") { h in
        h.element("summary", text: context.say(Words.saving))
        h.element("form", [.named("method", "post"), .action("/matters/views")]) { h in
            token(context, &h)
            for pair in model.filter.pairs {
                h.void("input", [.type("hidden"), .name(pair.name), .value(pair.value)])
            }
            field(
                context, Input("name", context.say(Words.viewName), hint: context.say(Words.viewHint), required: true),
                &h)
            h.element("button", text: context.say(Words.save))
        }
        if !model.saved.isEmpty {
            h.ul(.class("plain")) { h in
                for view in model.saved {
                    h.li { h in
                        h.text(view.name)
                        h.buttonForm(
                            context, to: "/matters/views/delete", hidden: [("name", view.name)],
                            text: context.say(Words.delete), label: context.say(Words.delete(view.name)))
                    }
                }
            }
        }
    }
}
