import Engine
import Markup
import Notation
import ReadModels
import Rules

private typealias Says = Phrases.Matters

/// How an act's page stands: to be filled in, wrong, refused, overtaken, or to be checked before it is done.
public enum ActStage: Sendable {
    case fill
    /// Something was not entered as it should be.
    case wrong([ActForm.Group])
    /// The rules do not allow it.
    case refused(RefusalNotice)
    /// Others came first: their entries, as pieces of `timelineEntryHTML`.
    case overtaken([HTML])
    /// What follows from it; to be confirmed.
    case check(Consequences)
}

/// The form of an act, its check, and the answer when it is refused; what was typed always stands in it.
public func actPage(_ context: PageContext, _ form: ActForm, stage: ActStage = .fill) -> HTML {
    let id = form.matter.id
    let path = form.key.path(on: id) == context.path ? context.target : form.key.path(on: id)
    return page(context, title: form.title, reserving: 24_576) { h in
        h.p(.class("trail")) { h in
            h.a(
                context.say(Says.title(id, form.words.matter(form.matter.kind.text))), href: "/matters/\(pathPart(id))")
        }
        gistPiece(context, form.gist, &h)
        if !form.matter.isOpen { h.section(.class("notice warn")) { h in h.p(context.say(Says.ended)) } }
        switch stage {
        case .check(let consequences):
            consequencesPiece(context, consequences, &h)
            typedPiece(context, form, &h)
            confirmation(context, form, path: path, &h)
            return
        case .wrong(let groups): errorSummary(context, groups.flatMap(\.inputs), &h)
        case .refused(let notice): refusalSection(context, notice, &h)
        case .overtaken(let entries):
            h.section(.class("notice warn"), .named("role", "alert")) { h in
                h.h2(context.say(Says.stale))
                h.p(context.say(Says.staleHint))
                h.ol(.class("timeline")) { h in for entry in entries { h.add(entry) } }
            }
        case .fill: break
        }
        returnsPiece(context, form.sight.returns.filter(\.isMine), &h)
        groundPiece(context, form, &h)
        let picks = form.picks
        guard picks.isEmpty else {
            h.p(context.say(Says.choose))
            h.ul { h in for pick in picks { h.li { h in h.a(pick.text, href: pick.key.path(on: id)) } } }
            return
        }
        thingsPiece(context, form, &h)
        if let paper = form.paper { paperPiece(context, paper, heading: "h2", foldsBlanks: true, &h) }
        var groups = form.groups
        if case .wrong(let wrong) = stage { groups = wrong }
        guard form.inputs.isEmpty else { return formPiece(context, form, groups, path: path, &h) }
        h.p { h in h.a(context.say(Says.back), href: "/matters/\(pathPart(id))", .class("button")) }
    }
}

/// Why this is to be done: clauses with their sentences, what it follows from, when.
private func groundPiece(_ context: PageContext, _ form: ActForm, _ h: inout HTML) {
    if let duty = form.duty {
        let view = DutyView(duty, of: form.matter, words: form.words, reader: form.sight.reader)
        if !view.isMine { h.section(.class("notice warn")) { h in h.p(context.say(Says.notOpen)) } }
        dutyPiece(context, view, words: form.words, heading: nil, showsAct: false, &h)
        return
    }
    switch form.key {
    case .act, .pass, .ask, .decide, .read:
        h.section(.class("notice warn")) { h in h.p(context.say(Says.notOpen)) }
    case .each:
        if form.parts.isEmpty { h.section(.class("notice warn")) { h in h.p(context.say(Says.noThings)) } }
    case .answer, .enter, .add, .free, .verb: break
    }
    if !form.clauses.isEmpty {
        h.h2(context.say(Says.clausesHere))
        clausesPiece(context, form.clauses, &h)
    }
}

/// What a request is about: whoever decides sees every thing on the list beside the paper.
private func thingsPiece(_ context: PageContext, _ form: ActForm, _ h: inout HTML) {
    switch form.key {
    case .ask, .decide, .read: break
    case .act, .each, .pass, .answer, .enter, .add, .free, .verb: return
    }
    guard !form.matter.items.isEmpty else { return }
    h.h2(context.say(Says.items) + context.say(Says.count(form.matter.items.count)))
    h.ul { h in
        for item in form.matter.items {
            let kind = form.program.itemKind(item.kind)
            h.li { h in
                let name = form.words.name(of: item.id)
                if let register = kind?.register, !item.row.isEmpty {
                    h.a(name, href: "/registers/\(pathPart(register.text))/rows/\(pathPart(item.row))")
                } else {
                    h.text(name)
                }
                let state = kind?.states.first { $0.id == item.state }.map { form.words.pick($0.label) } ?? item.state
                if !state.isEmpty {
                    h.text("　")
                    h.span(state, .class("state open"))
                }
            }
        }
    }
}

private func formPiece(
    _ context: PageContext, _ form: ActForm, _ groups: [ActForm.Group], path: String, _ h: inout HTML
) {
    draftNotice(context, &h)
    h.element(
        "form",
        [.named("method", "post"), .action(path), .id("act"), .flag("novalidate")] + draftMarks(context, of: path)
    ) { h in
        token(context, &h)
        hidden("seen", String(form.matter.entries), &h)
        for group in groups { groupPiece(context, group, &h) }
        h.div(.class("acts")) { h in
            send("check", Says.check, context, look: "main", &h)
            h.a(context.say(Says.back), href: "/matters/\(pathPart(form.matter.id))", .class("button quiet"))
        }
        draftStatus(context, &h)
    }
}

private func groupPiece(_ context: PageContext, _ group: ActForm.Group, _ h: inout HTML) {
    func body(_ h: inout HTML) {
        if !group.note.isEmpty { h.p(group.note, .class("hint")) }
        if !group.fixed.isEmpty {
            h.dl(.class("facts")) { h in for field in group.fixed { h.term(field.label) { $0.lines(field.text) } } }
        }
        for input in group.inputs { field(context, input, &h) }
    }
    guard !group.heading.isEmpty else { return body(&h) }
    guard group.isDeviation else {
        h.h2(group.heading)
        return body(&h)
    }
    let isUsed = group.inputs.contains { !$0.values.isEmpty || !$0.error.isEmpty }
    h.element("details", [.class("deviation"), .flag("open", isUsed)]) { h in
        h.element("summary", text: group.heading)
        body(&h)
    }
}

private func hidden(_ name: String, _ value: String, _ h: inout HTML) {
    h.void("input", [.type("hidden"), .name(name), .value(value)])
}

private func send(_ step: String, _ label: Label, _ context: PageContext, look: String, _ h: inout HTML) {
    h.element(
        "button", [.type("submit"), .class(look), .name("step"), .value(step)], text: context.say(label))
}

/// Everything that was typed goes along unseen; doing it, or going back to mend it.
private func confirmation(_ context: PageContext, _ form: ActForm, path: String, _ h: inout HTML) {
    h.element("form", [.named("method", "post"), .action(path), .id("do")]) { h in
        token(context, &h)
        hidden("seen", String(form.seen ?? form.matter.entries), &h)
        for input in form.inputs { for value in input.values { hidden(input.name, value, &h) } }
        // The answer is a file, and leaves the page where it is.
        let isDownload = form.key == .verb("open-evidence")
        if isDownload { h.p(context.say(Says.afterDownload), .class("hint")) }
        h.div(.class("acts")) { h in
            send("do", Says.doIt, context, look: "main", &h)
            send("edit", Says.mend, context, look: "quiet", &h)
            if isDownload {
                h.a(context.say(Says.back), href: "/matters/\(pathPart(form.matter.id))", .class("button quiet"))
            }
        }
    }
}

private func typedPiece(_ context: PageContext, _ form: ActForm, _ h: inout HTML) {
    let typed = form.inputs.filter { !$0.values.isEmpty }
    guard !typed.isEmpty else { return }
    h.h2(context.say(Says.typed))
    h.dl(.class("facts")) { h in
        for input in typed {
            h.term(input.label) { h in
                h.lines(input.values.map { input.text(of: $0, in: form) }.joined(separator: "・"))
            }
        }
    }
}

extension Input {
    /// What a value is called among the options; a moment or a day as it was understood.
    fileprivate func text(of value: String, in form: ActForm) -> String {
        func read(_ write: (LooseTime) -> String) -> String { ((try? form.time(value)) ?? nil).map(write) ?? value }
        switch shape {
        case .radio(let options), .checks(let options), .select(let options):
            return options.first { $0.value == value }?.text ?? value
        case .moment: return read { form.words.time($0.instant(in: form.words.house.zone)) }
        case .day: return read(\.day.text)
        case .line, .lines, .file: return value
        }
    }
}

private func consequencesPiece(_ context: PageContext, _ it: Consequences, _ h: inout HTML) {
    h.section(.class("notice"), .named("role", "status")) { h in
        h.h2(context.say(Says.checkTitle))
        if !it.deviations.isEmpty {
            h.div(.class("deviation")) { h in for line in it.deviations { h.p { h in h.strong(line) } } }
        }
        for warning in it.warnings {
            h.p { h in
                h.strong(context.say(Says.warns) + "　")
                h.text(warning.text)
                clauseNumbers(context, warning.clauses, &h)
            }
        }
        for caution in it.cautions {
            h.p { h in
                h.strong(context.say(Says.warns) + "　")
                h.text(caution)
            }
        }
        if it.ends { h.p { h in h.strong(context.say(Says.endsMatter)) } }
        list(context, Says.entersThis, it.changes, &h)
        list(context, Says.sendsTo, it.sent, &h)
        if it.reachesOutside { h.p { h in h.strong(context.say(Says.outside)) } }
        if !it.newDuties.isEmpty {
            h.h3(context.say(Says.newDuties))
            h.ul { h in
                for duty in it.newDuties {
                    h.li { h in
                        h.text((duty.isMine ? context.say(Says.yours) : "") + "\(duty.who)：\(duty.what)")
                        clauseNumbers(context, duty.clauses, &h)
                        if let due = duty.due {
                            h.text("　" + context.say(Says.until))
                            h.limit(context, due)
                        }
                    }
                }
            }
        }
        list(context, Says.endedDuties, it.endedDuties, &h)
        list(context, Says.newQuestions, it.newQuestions, &h)
        list(context, Says.clocksToo, it.clocks, &h)
        list(context, Says.newHolds, it.newHolds, &h)
        list(context, Says.lifted, it.liftedHolds, &h)
        list(context, Says.begun, it.begun, &h)
        list(context, Says.endings, it.ended, &h)
        list(context, Says.opens, it.opened, &h)
        if it.isQuiet { h.p(context.say(Says.quiet)) }
    }
}

private func list(_ context: PageContext, _ heading: Label, _ lines: [String], _ h: inout HTML) {
    guard !lines.isEmpty else { return }
    h.h3(context.say(heading))
    h.ul { h in for line in lines { h.li(line) } }
}
