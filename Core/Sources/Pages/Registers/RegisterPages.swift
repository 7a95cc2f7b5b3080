import Markup
import Rules

/// The registers, each with who keeps it.
public func registersPage(_ context: PageContext, _ model: RegistersModel) -> HTML {
    typealias Words = Phrases.Registers
    return page(context, title: context.say(Words.title)) { h in
        guard !model.lines.isEmpty else { return h.p(context.say(Words.none), .class("hint")) }
        h.listTable(
            context, caption: context.say(Words.title), showsCaption: false,
            headings: [Words.register, Words.rows, Words.keeper, Words.clauses], rows: model.lines
        ) { line in
            [
                { $0.a(line.title, href: "/registers/\(pathPart(line.register))") }, { $0.text(String(line.rows)) },
                { $0.text(line.keeper.isEmpty ? context.say(Words.anyone) : line.keeper) },
                { clauseNumbers(context, line.clauses, &$0) },
            ]
        }
    }
}

/// The rows of one register: search, closed rows, pages.
public func registerPage(_ context: PageContext, _ model: RegisterListModel) -> HTML {
    typealias Words = Phrases.Registers
    return page(context, title: model.face.title, reserving: 32768) { h in
        h.p(.class("trail")) { h in h.back(context, to: context.say(Words.title), "/registers") }
        if model.mayEnter {
            h.p(.class("acts")) { h in
                h.a(context.say(Words.add), href: model.face.path + "/rows/new", .class("button main"))
            }
        }
        h.element(
            "form", [.named("method", "get"), .action(model.face.path), .named("role", "search"), .class("filters")]
        ) { h in
            field(context, Input("q", context.say(Words.search), values: [model.search]), &h)
            field(
                context,
                Input(
                    "closed", context.say(Words.closedRows(model.closedRows)),
                    shape: .checks([.init("yes", context.say(Words.showClosed))]),
                    values: model.showsClosed ? ["yes"] : []), &h)
            h.element("button", text: context.say(Words.show))
        }
        h.p(context.say(Words.found(model.found)), .class("counts"))
        if model.rows.isEmpty {
            h.p(context.say(model.search.isEmpty ? Words.noRows : Words.nothingFound), .class("notice"))
        } else {
            rows(context, model, &h)
        }
        let last = max(1, (model.found + RegisterListModel.pageSize - 1) / RegisterListModel.pageSize)
        h.pages(
            context, newer: model.pageNumber > 1 ? model.path(page: model.pageNumber - 1) : nil,
            older: model.pageNumber < last ? model.path(page: model.pageNumber + 1) : nil)
        refusals(context, model.face, &h)
    }
}

private func rows(_ context: PageContext, _ model: RegisterListModel, _ h: inout HTML) {
    typealias Words = Phrases.Registers
    let headings = [Words.row] + model.headings.map { Label(ja: $0, en: $0) } + [Words.state]
    h.listTable(
        context, caption: model.face.title, showsCaption: false, headings: headings, rows: model.rows
    ) { row in
        var cells: [(inout HTML) -> Void] = [
            { h in
                h.a("\(row.id)　\(row.title)", href: "\(model.face.path)/rows/\(pathPart(row.id))")
            }
        ]
        for cell in row.cells { cells.append { $0.text(cell) } }
        cells.append { state(context, closed: row.closed, inForce: row.inForce, &$0) }
        return cells
    }
}

private func state(_ context: PageContext, closed: Bool, inForce: Bool, _ h: inout HTML) {
    typealias Words = Phrases.Registers
    let word = closed ? Words.closed : inForce ? Words.inForce : Words.outOfTime
    h.span(context.say(word), .class(closed ? "state ended" : inForce ? "state done" : "state unowed"))
}

/// What a register refuses, with the clauses; nothing when it refuses nothing.
func refusals(_ context: PageContext, _ face: RegisterFace, _ h: inout HTML) {
    guard !face.refuses.isEmpty else { return }
    h.element("details") { h in
        h.element("summary", text: context.say(Phrases.Registers.refuses))
        h.ul { h in
            for refused in face.refuses {
                h.li { h in
                    h.text(refused.sentence)
                    clauseNumbers(context, refused.clauses, &h)
                }
            }
        }
    }
}

/// One row: every column, its history, the matters it concerns.
public func rowPage(_ context: PageContext, _ model: RowItemModel) -> HTML {
    typealias Words = Phrases.Registers
    return page(context, title: model.title.isEmpty ? model.id : model.title, reserving: 16384) { h in
        h.p(.class("trail")) { h in
            h.a(context.say(Words.title), href: "/registers")
            h.text(" › ")
            h.a(model.face.title, href: model.face.path)
        }
        h.p { h in
            h.text("\(context.say(Words.number))　\(model.id)　")
            h.span(
                context.say(model.closed ? Words.closed : Words.inForce),
                .class(model.closed ? "state ended" : "state done"))
        }
        if model.mayEnter || !model.opens.isEmpty {
            h.p(.class("acts")) { h in
                for (index, link) in model.opens.enumerated() {
                    h.a(link.text, href: link.path, .class(index == 0 ? "button main" : "button"))
                }
                if model.mayEnter {
                    h.a(
                        context.say(model.closed ? Words.reopen : Words.amend), href: model.path + "/amend",
                        .class("button"))
                    if !model.closed {
                        h.a(context.say(Words.close), href: model.path + "/close", .class("button quiet"))
                    }
                }
            }
        }
        h.h2(context.say(Words.contents))
        h.dl(.class("facts")) { h in
            for (column, value) in zip(model.face.columns, model.values) {
                h.element("dt") { h in
                    h.text(column.label)
                    clauseNumbers(context, column.clauses, &h)
                }
                h.element("dd") { h in if value.isEmpty { h.text("—") } else { h.lines(value) } }
            }
        }
        matters(context, model, &h)
        history(context, model, &h)
        refusals(context, model.face, &h)
    }
}

private func matters(_ context: PageContext, _ model: RowItemModel, _ h: inout HTML) {
    typealias Words = Phrases.Registers
    h.h2(context.say(Words.matters))
    guard !model.matters.isEmpty else { return h.none(context) }
    h.listTable(
        context, caption: context.say(Words.mattersCaption),
        headings: [Words.matter, Words.kind, Words.matterState, Words.itemState, Words.opened], rows: model.matters
    ) { line in
        [
            { $0.matterLink(line.matter, line.title) }, { $0.text(line.kind) },
            { $0.text(context.say(Phrases.MatterList.state(line.state))) }, { $0.text(line.itemState) },
            { $0.moment(context, line.opened) },
        ]
    }
}

private func history(_ context: PageContext, _ model: RowItemModel, _ h: inout HTML) {
    typealias Words = Phrases.Registers
    h.h2(context.say(Words.history))
    guard !model.history.isEmpty else { return h.none(context) }
    h.ol(.class("timeline")) { h in
        for entry in model.history {
            h.li { h in
                h.p(.class("when")) { h in
                    h.moment(context, entry.happened)
                    h.text(context.say(Words.what(entry.what)))
                    if entry.entered != entry.happened {
                        h.element("span", [.class("entered")]) { h in
                            h.text(context.say(Words.entered))
                            h.moment(context, entry.entered)
                        }
                    }
                }
                let standsIn = entry.standsIn ? context.say(Words.standsIn) : ""
                h.p(entry.post.isEmpty ? entry.who : "\(entry.who)（\(entry.post)\(standsIn)）", .class("by"))
                if !entry.reason.isEmpty { h.p(context.say(Words.reason) + "：" + entry.reason) }
                if entry.what != .added, !entry.changes.isEmpty {
                    h.ul { h in
                        for change in entry.changes {
                            let before = change.before.isEmpty ? context.say(Words.blank) : change.before
                            let after = change.after.isEmpty ? context.say(Words.blank) : change.after
                            h.li("\(change.column)：\(before) → \(after)")
                        }
                    }
                }
            }
        }
    }
}
