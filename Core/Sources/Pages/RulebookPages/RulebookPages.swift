import Books
import Markup
import ReadModels
import Rules

/// The rulebook, read as a book.
public func rulebookPage(_ context: PageContext, _ model: RulebookModel) -> HTML {
    typealias Words = Phrases.RulebookPages
    let sections = model.book.sections
    switch model.shown {
    case .contents:
        return page(context, title: model.book.title, reserving: 32768) { h in
            if !model.effectiveFrom.isEmpty { h.p(context.say(Words.effective(model.effectiveFrom))) }
            h.p(.class("acts no-print")) { h in
                h.a(context.say(Words.readings(model.unconfirmed)), href: "/rulebook/readings", .class("button"))
                h.a(context.say(Words.all), href: "/rulebook?all=yes", .class("button quiet"))
            }
            h.h2(context.say(Words.contents))
            contents(context, model, &h)
            legend(context, model.book, &h)
            h.h2(context.say(Words.clauses))
            h.element("details") { h in
                h.element("summary", text: context.say(Words.clauseCount(model.clauses.count)))
                h.ul { h in for clause in model.clauses { h.li { h in clauseLine(context, clause, &h) } } }
            }
        }
    case .section(let number):
        let section = sections[number - 1]
        return page(context, title: section.title, reserving: 65536) { h in
            h.p(.class("trail")) { h in h.back(context, to: context.say(Words.contents), "/rulebook") }
            entries(context, section, of: model, headings: .two, &h)
            let order = model.order.procedures + model.order.rest
            let place = order.firstIndex(of: number - 1) ?? 0
            h.element("nav", [.named("aria-label", context.say(Words.sections))]) { h in
                h.ul(.class("pages")) { h in
                    for other in [place - 1, place + 1] where order.indices.contains(other) {
                        let index = order[other]
                        h.li { h in h.a(sections[index].title, href: "/rulebook/sections/\(index + 1)") }
                    }
                }
            }
        }
    case .all:
        return page(context, title: model.book.title, reserving: 262_144) { h in
            h.p(.class("trail no-print")) { h in h.back(context, to: context.say(Words.contents), "/rulebook") }
            legend(context, model.book, &h)
            for (index, section) in sections.enumerated() {
                h.h2(section.title, .id("section-\(index + 1)"))
                entries(context, section, of: model, headings: .three, &h)
            }
        }
    }
}

private enum Depth { case two, three }

private func contents(_ context: PageContext, _ model: RulebookModel, _ h: inout HTML) {
    typealias Words = Phrases.RulebookPages
    for (heading, order) in [(Words.procedures, model.order.procedures), (Words.rest, model.order.rest)]
    where !order.isEmpty {
        h.h3(context.say(heading))
        h.ul { h in
            for index in order {
                let section = model.book.sections[index]
                h.li { h in
                    h.a(section.title, href: "/rulebook/sections/\(index + 1)")
                    h.text(context.say(Words.entryCount(section.entries.count)))
                }
            }
        }
    }
}

private func legend(_ context: PageContext, _ book: Book, _ h: inout HTML) {
    h.element("details") { h in
        h.element("summary", text: context.say(Phrases.RulebookPages.legend))
        h.ul { h in for sentence in book.legend { h.li(sentence) } }
    }
}

private func entries(
    _ context: PageContext, _ section: Book.Section, of model: RulebookModel, headings: Depth, _ h: inout HTML
) {
    let clauses = Dictionary(model.clauses.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for entry in section.entries {
        h.section(.id("\(entry.kind.rawValue)-\(pathPart(entry.id))")) { h in
            if let title = entry.title {
                if headings == .two { h.h2(title) } else { h.h3(title) }
            }
            h.p { h in
                h.span(context.say(Phrases.RulebookPages.kind(entry.kind)), .class("state"))
                h.text("　" + entry.sentence)
            }
            if !entry.lines.isEmpty {
                h.ul { h in for line in entry.lines { h.li(line.sentence) } }
            }
            links(context, entry.allClauses.map { clauses[$0] ?? ClauseLine(id: $0) }, &h)
        }
    }
}

/// The clauses as links, each printed number once: ids of the ledger say nothing to whoever reads.
private func links(_ context: PageContext, _ clauses: [ClauseLine], _ h: inout HTML) {
    guard !clauses.isEmpty else { return }
    var seen: Set<String> = []
    h.p(.class("clause no-print")) { h in
        h.text(context.say(Phrases.RulebookPages.clauseLinks))
        for clause in clauses where seen.insert(clause.cite).inserted {
            if seen.count > 1 { h.text("，") }
            h.a(clause.cite, href: clause.path)
        }
    }
}

/// One clause.
public func clausePage(_ context: PageContext, _ model: ClauseModel) -> HTML {
    typealias Words = Phrases.RulebookPages
    let clause = model.clause
    return page(context, title: context.say(Words.clause(clause.cite.isEmpty ? clause.id.text : clause.cite))) { h in
        h.p(.class("trail")) { h in h.back(context, to: context.say(Phrases.Frame.rulebook), "/rulebook") }
        h.p(model.sentence.isEmpty ? context.say(Words.noSentence) : model.sentence, .class("summary"))
        h.dl(.class("facts")) { h in
            h.term(context.say(Words.tierName), context.say(Words.tier(clause.tier)))
            h.term(context.say(Words.kindName), context.say(Words.kind(clause.kind)))
            if !clause.when.isEmpty { h.term(context.say(Words.when), clause.when) }
            if !clause.timing.isEmpty { h.term(context.say(Words.timing), clause.timing) }
            if let repeats = model.repeats {
                h.term(context.say(Words.repeats)) { h in clauseLine(context, repeats, &h) }
            }
        }
        h.element("details") { h in
            h.element("summary", text: context.say(Words.ledgerID))
            h.p { h in h.element("code", text: clause.id.text) }
        }
        h.h2(context.say(Words.carriers))
        if model.carriers.isEmpty {
            h.p(context.say(model.repeats == nil ? Words.noCarrier : Words.carriedElsewhere), .class("hint"))
        } else {
            h.ul { h in
                for carrier in model.carriers {
                    h.li { h in
                        h.a(context.say(Words.kind(carrier.kind)), href: carrier.path)
                        h.text("　" + carrier.sentence)
                    }
                }
            }
        }
        h.h2(context.say(Words.scenarios))
        if model.scenarios.isEmpty { h.none(context) } else { h.ul { h in for name in model.scenarios { h.li(name) } } }
        h.h2(context.say(Words.readingsOfClause))
        if model.readings.isEmpty { h.none(context) }
        for reading in model.readings { readingSection(context, reading, heading: .three, &h) }
    }
}

/// Every reading: the alternatives, the default, what was adopted, who confirmed it.
public func readingsPage(_ context: PageContext, _ readings: [ReadingLine]) -> HTML {
    typealias Words = Phrases.RulebookPages
    return page(context, title: context.say(Words.readingsTitle), reserving: 32768) { h in
        h.p(.class("trail")) { h in h.back(context, to: context.say(Phrases.Frame.rulebook), "/rulebook") }
        h.p(context.say(Words.readingsIntro))
        let open = readings.filter(\.isOpen)
        h.section(.class(open.isEmpty ? "notice good" : "notice warn")) { h in
            h.p(context.say(Words.openCount(open.count, of: readings.count)))
            guard !open.isEmpty else { return }
            h.p(context.say(Words.whoConfirms))
            h.element("details") { h in
                h.element("summary", text: context.say(Words.howToConfirm))
                h.p(context.say(Words.confirmHint))
                h.p { h in h.element("code", text: context.say(Words.adoptCommand)) }
            }
        }
        for reading in open + readings.filter({ !$0.isOpen }) {
            readingSection(context, reading, heading: .two, &h)
        }
    }
}

private func readingSection(_ context: PageContext, _ reading: ReadingLine, heading: Depth, _ h: inout HTML) {
    typealias Words = Phrases.RulebookPages
    h.section(.id("reading-\(pathPart(reading.id))")) { h in
        if heading == .two { h.h2(reading.title) } else { h.h3(reading.title) }
        clauseNumbers(context, reading.clauses, &h)
        h.ul { h in
            for alternative in reading.alternatives {
                h.li { h in
                    if alternative.isAdopted { h.span(context.say(Words.adopted), .class("state done")) }
                    if alternative.isStandard { h.span(context.say(Words.standard), .class("state")) }
                    h.text(alternative.text)
                }
            }
        }
        h.dl(.class("facts")) { h in
            if !reading.because.isEmpty { h.term(context.say(Words.because), reading.because) }
            if !reading.untouched.isEmpty { h.term(context.say(Words.untouched), reading.untouched) }
            if !reading.alternatives.isEmpty {
                h.term(context.say(Words.confirmed)) { h in
                    guard let confirmation = reading.confirmation, !confirmation.by.isEmpty else {
                        return h.span(context.say(Words.unconfirmed), .class("state waiting"))
                    }
                    h.text(confirmation.by + "　")
                    h.moment(context, confirmation.at)
                }
            }
        }
        guard reading.isOpen else { return }
        h.element("details") { h in
            h.element("summary", text: context.say(Words.choiceForCommand))
            h.ul { h in
                for alternative in reading.alternatives {
                    h.li { h in
                        h.element("code", text: "--reading \(reading.id)=\(alternative.id)")
                        h.text(" " + alternative.text)
                    }
                }
            }
        }
    }
}
