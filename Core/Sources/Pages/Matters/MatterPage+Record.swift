import Engine
import Markup
import Notation
import ReadModels
import Rules

private typealias Says = Phrases.Matters

/// What is known and kept: facts, items, papers, statements, files, related matters.
func recordParts(_ context: PageContext, _ view: MatterView, _ around: MatterSurroundings, _ h: inout HTML) {
    facts(context, view, around, &h)
    items(context, view, &h)
    papers(context, view, &h)
    statements(context, view, around, &h)
    files(context, view, around, &h)
    related(context, view, around, &h)
    closing(context, view, around, &h)
}

/// A link to an entry: on this page, or on the page of older entries that begins with it.
private func entryLink(
    _ context: PageContext, _ number: Int, _ view: MatterView, _ around: MatterSurroundings, _ h: inout HTML
) {
    let isOlder = around.older.map { number < $0.before } ?? false
    let page = isOlder ? "/matters/\(pathPart(view.id))/entries?before=\(number + 1)" : ""
    h.a(context.say(Says.entryNumber(number)), href: "\(page)#entry-\(number)")
}

private func facts(
    _ context: PageContext, _ view: MatterView, _ around: MatterSurroundings, _ h: inout HTML
) {
    guard !view.facts.isEmpty else { return }
    h.h2(context.say(Says.facts))
    h.dl(.class("facts")) { h in
        for fact in view.facts {
            h.term(fact.text) { h in
                h.text(fact.value ?? context.say(Says.onlySaid))
                if view.isOpen {
                    h.text("　")
                    h.a(context.say(Says.amend), href: fact.key.path(on: view.id), .class("small no-print"))
                }
                guard fact.given.count > 1 || fact.value == nil else { return }
                if fact.isContradicted { h.p { h in h.strong(context.say(Says.contradicted)) } }
                h.ul(.class("plain")) { h in
                    for given in fact.given {
                        h.li { h in
                            h.text("\(given.value)　\(given.person)　")
                            h.moment(context, given.at)
                            h.text("　")
                            entryLink(context, given.entry, view, around, &h)
                            if given.stands { h.text("　" + context.say(Says.stands)) }
                        }
                    }
                }
            }
        }
    }
}

private func items(_ context: PageContext, _ view: MatterView, _ h: inout HTML) {
    for group in view.items where !group.lines.isEmpty {
        h.h2(group.kind + context.say(Says.count(group.lines.count)))
        h.listTable(
            context, caption: group.kind,
            headings: [Says.itemName, Says.itemText, Says.itemState, Says.itemSince], rows: group.lines
        ) { line in
            [
                { h in
                    if line.register.isEmpty || line.row.isEmpty {
                        h.text(line.id)
                    } else {
                        h.a(line.id, href: "/registers/\(pathPart(line.register))/rows/\(pathPart(line.row))")
                    }
                }, { h in h.text(line.text) }, { h in h.span(line.state, .class("state open")) },
                { h in h.moment(context, line.since) },
            ]
        }
    }
}

private func papers(_ context: PageContext, _ view: MatterView, _ h: inout HTML) {
    guard !view.papers.isEmpty else { return }
    h.h2(context.say(Says.papers))
    h.ul(.class("plain")) { h in
        for paper in view.papers {
            h.li { h in
                h.p { h in
                    h.a(paper.text, href: paperPath(view.id, paper.id, nil))
                    clauseNumbers(context, paper.clauses, &h)
                }
                h.ul { h in
                    for version in paper.versions.reversed() {
                        h.li { h in
                            h.a(
                                context.say(Says.version(version.number)),
                                href: paperPath(view.id, paper.id, version.number))
                            h.text("　\(version.author)　")
                            h.moment(context, version.at)
                            if !version.marks.isEmpty { h.text("　" + version.marks.joined(separator: "・")) }
                        }
                    }
                }
            }
        }
    }
}

/// The path of a paper, of its newest version without a number.
func paperPath(_ matter: String, _ paper: Name<Paper>, _ number: Int?) -> String {
    "/matters/\(pathPart(matter))/papers/\(pathPart(paper.text))" + (number.map { "?version=\($0)" } ?? "")
}

private func statements(
    _ context: PageContext, _ view: MatterView, _ around: MatterSurroundings, _ h: inout HTML
) {
    guard !view.statements.isEmpty else { return }
    h.h2(context.say(Says.statements))
    h.ul(.class("plain")) { h in
        for statement in view.statements {
            h.li { h in
                h.p { h in
                    h.strong(statement.speaker)
                    h.text("　")
                    h.moment(context, statement.at)
                    h.text("　")
                    entryLink(context, statement.entry, view, around, &h)
                }
                if statement.isStruck {
                    h.element("del", [.class("struck")]) { h in
                        h.span(context.say(Says.struck), .class("word"))
                        h.lines(statement.text)
                    }
                } else {
                    h.p { h in h.lines(statement.text) }
                }
                h.p(statement.by, .class("small"))
            }
        }
    }
}

private func files(_ context: PageContext, _ view: MatterView, _ around: MatterSurroundings, _ h: inout HTML) {
    guard !view.files.isEmpty || around.takesFiles else { return }
    h.h2(context.say(Says.files))
    if !view.files.isEmpty {
        h.ul { h in
            for file in view.files { h.li { h in filePiece(context, file, of: view.id, &h) } }
        }
    }
    guard around.takesFiles else { return }
    h.element("details", [.class("no-print")]) { h in
        h.element("summary", text: context.say(Says.addFile))
        form(
            context, to: "/matters/\(pathPart(view.id))/files", id: "files-\(view.id)", files: true, drafts: false,
            send: context.say(Says.addFile),
            inside: { h in
                field(context, Input("file", context.say(Says.files), required: true, shape: .file(several: true)), &h)
                let seal = Input.Option("yes", context.say(Says.sealThese), hint: context.say(Phrases.Matters.sealHint))
                field(context, Input("sealed", context.say(Says.handling), shape: .checks([seal])), &h)
            }, &h)
    }
}

/// A file with what was done with it; one that is sealed leads to the form that asks for the reason.
private func filePiece(_ context: PageContext, _ file: FileView, of matter: String, _ h: inout HTML) {
    h.a(file.name, href: "/matters/\(pathPart(matter))/files/\(pathPart(file.id))")
    h.text("（\(file.size)）")
    if file.isSealed { h.span(context.say(Says.sealed), .class("state waiting")) }
    h.element("details") { h in
        h.element("summary", text: context.say(Says.custody))
        h.ul { h in
            for line in file.custody {
                h.li { h in
                    h.moment(context, line.at)
                    h.text("　" + line.text)
                }
            }
        }
        h.p(.class("small")) { h in
            h.text("SHA-256　")
            h.element("code", text: file.id)
        }
    }
}

private func related(_ context: PageContext, _ view: MatterView, _ around: MatterSurroundings, _ h: inout HTML) {
    let related = view.related
    guard !related.parent.isEmpty || !related.children.isEmpty || !related.links.isEmpty || !related.into.isEmpty
    else { return }
    func link(_ id: String, _ h: inout HTML) { matterLink(id, id, around, &h) }
    h.h2(context.say(Says.related))
    h.dl(.class("facts")) { h in
        if !related.parent.isEmpty { h.term(context.say(Says.parent)) { h in link(related.parent, &h) } }
        if !related.into.isEmpty { h.term(context.say(Says.merged)) { h in link(related.into, &h) } }
        for child in related.children {
            h.term(context.say(Says.child)) { h in
                link(child.id, &h)
                h.text("　\(child.kind)　\(child.ending.isEmpty ? context.say(Says.running) : child.ending)")
            }
        }
        for other in related.links { h.term(context.say(Says.link)) { h in link(other, &h) } }
    }
}

private func closing(
    _ context: PageContext, _ view: MatterView, _ around: MatterSurroundings, _ h: inout HTML
) {
    let closing = view.closing
    if view.isOpen {
        h.h2(context.say(Says.closing))
        if closing.may {
            h.p(context.say(Says.mayClose) + closing.endings.joined(separator: "・"))
        } else {
            h.p(context.say(Says.mayNotClose(closing.duties, closing.questions)))
            if !closing.obstacles.isEmpty {
                h.ul { h in
                    for obstacle in closing.obstacles {
                        h.li { h in
                            h.text(obstacle.text)
                            clauseNumbers(context, obstacle.clauses, &h)
                        }
                    }
                }
            }
        }
    }
    guard !closing.deviations.isEmpty else { return }
    h.h2(context.say(Says.deviations))
    h.ul(.class("plain")) { h in
        for deviation in closing.deviations {
            h.li(.class("deviation")) { h in
                h.p { h in
                    h.strong(context.say(Says.deviation))
                    h.text("　" + deviation.what)
                    clauseNumbers(context, deviation.clauses, &h)
                }
                h.p { h in
                    h.moment(context, deviation.at)
                    h.text("　\(deviation.person)　\(context.say(Says.reasonIs))\(deviation.reason)　")
                    entryLink(context, deviation.entry, view, around, &h)
                }
            }
        }
    }
}

/// Who has seen it, and what the record says of itself.
func about(_ context: PageContext, _ view: MatterView, _ around: MatterSurroundings, _ h: inout HTML) {
    if !around.seen.isEmpty {
        h.element("details") { h in
            h.element("summary", text: context.say(Says.seen) + context.say(Says.count(around.seen.count)))
            h.ul { h in
                for sight in around.seen {
                    h.li { h in
                        h.text(sight.person + "　")
                        h.moment(context, sight.at)
                    }
                }
            }
        }
    }
    h.h2(context.say(Says.about))
    h.dl(.class("facts")) { h in
        h.term(context.say(Says.opened)) { h in
            h.moment(context, view.record.openedAt)
            h.text("　" + view.record.openedBy)
        }
        h.term(context.say(Says.rulebook), "\(view.record.rulebook)　\(view.record.edition)")
        h.term(context.say(Says.entries), context.say(Says.entryCount(view.record.entries)))
    }
}
