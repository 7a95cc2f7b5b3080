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
            contents(context, sections, &h)
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
            h.p(.class("trail")) { h in h.a(model.book.title, href: "/rulebook") }
            entries(context, section, headings: .two, &h)
            h.element("nav", [.named("aria-label", context.say(Words.sections))]) { h in
                h.ul(.class("pages")) { h in
                    for other in [number - 1, number + 1] where sections.indices.contains(other - 1) {
                        h.li { h in h.a(sections[other - 1].title, href: "/rulebook/sections/\(other)") }
                    }
                }
            }
        }
    case .all:
        return page(context, title: model.book.title, reserving: 262_144) { h in
            h.p(.class("trail no-print")) { h in h.a(context.say(Words.contents), href: "/rulebook") }
            legend(context, model.book, &h)
            for (index, section) in sections.enumerated() {
                h.h2(section.title, .id("section-\(index + 1)"))
                entries(context, section, headings: .three, &h)
            }
        }
    }
}

private enum Depth { case two, three }

private func contents(_ context: PageContext, _ sections: [Book.Section], _ h: inout HTML) {
    h.ol { h in
        for (index, section) in sections.enumerated() {
            h.li { h in
                h.a(section.title, href: "/rulebook/sections/\(index + 1)")
                h.text(context.say(Phrases.RulebookPages.entryCount(section.entries.count)))
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

private func entries(_ context: PageContext, _ section: Book.Section, headings: Depth, _ h: inout HTML) {
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
            links(context, entry.allClauses, &h)
        }
    }
}

/// The ids of the clauses as links; the sentence has their printed numbers already.
private func links(_ context: PageContext, _ clauses: [Clause.ID], _ h: inout HTML) {
    guard !clauses.isEmpty else { return }
    var seen: Set<Clause.ID> = []
    h.p(.class("clause no-print")) { h in
        h.text(context.say(Phrases.RulebookPages.clauseLinks))
        for id in clauses where seen.insert(id).inserted {
            h.text("　")
            h.a(id.text, href: ClauseLine(id: id).path)
        }
    }
}

/// One clause.
public func clausePage(_ context: PageContext, _ model: ClauseModel) -> HTML {
    typealias Words = Phrases.RulebookPages
    let clause = model.clause
    return page(context, title: context.say(Words.clause(clause.cite.isEmpty ? clause.id.text : clause.cite))) { h in
        h.p(.class("trail")) { h in h.a(context.say(Phrases.Frame.rulebook), href: "/rulebook") }
        h.p(model.sentence.isEmpty ? context.say(Words.noSentence) : model.sentence, .class("summary"))
        h.dl(.class("facts")) { h in
            h.term(context.say(Words.ledgerID), clause.id.text)
            h.term(context.say(Words.tierName), context.say(Words.tier(clause.tier)))
            h.term(context.say(Words.kindName), context.say(Words.kind(clause.kind)))
            if !clause.when.isEmpty { h.term(context.say(Words.when), clause.when) }
            if !clause.timing.isEmpty { h.term(context.say(Words.timing), clause.timing) }
            if let repeats = model.repeats {
                h.term(context.say(Words.repeats)) { h in clauseLine(context, repeats, &h) }
            }
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
        h.p(.class("trail")) { h in h.a(context.say(Phrases.Frame.rulebook), href: "/rulebook") }
        h.p(context.say(Words.readingsIntro))
        let open = readings.filter(\.isOpen).count
        h.p(context.say(Words.openCount(open, of: readings.count)), .class(open > 0 ? "notice warn" : "notice good"))
        for reading in readings { readingSection(context, reading, heading: .two, &h) }
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
    }
}
