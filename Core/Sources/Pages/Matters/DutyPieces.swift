import Engine
import Markup
import Notation
import ReadModels
import Rules

private typealias Says = Phrases.Matters

/// A duty with its clause, its reason, its time and the act one click away.
///
/// - Parameters:
///   - matter: shown above it in a list over several matters.
///   - heading: nil where what is to be done is the title of the page.
func dutyPiece(
    _ context: PageContext, _ duty: DutyView, words: Words, matter: (text: String, path: String)? = nil,
    heading: StaticString? = "h3", isMain: Bool = false, showsAct: Bool = true, _ h: inout HTML
) {
    let isLate = duty.isOverdue(at: context.now)
    h.section(.class(isLate ? "duty overdue" : "duty")) { h in
        if let matter { h.p(.class("trail")) { h in h.a(matter.text, href: matter.path) } }
        func held(_ h: inout HTML) {
            h.span(context.say(Says.state(RefusedAct.Ground.held)), .class("state waiting"))
        }
        if let heading {
            h.element(heading) { h in
                h.text(duty.what)
                if !duty.held.isEmpty {
                    h.text("　")
                    held(&h)
                }
            }
        } else if !duty.held.isEmpty {
            h.p { h in held(&h) }
        }
        if !duty.thing.isEmpty { h.p(context.say(Says.thing) + duty.thing, .class("small")) }
        dueLine(context, duty, words: words, &h)
        clausesPiece(context, duty.clauses, &h)
        h.p(.class("why")) { h in
            h.text(context.say(Says.because) + duty.why.joined(separator: "，"))
        }
        if duty.isMine, duty.standsIn { h.p(context.say(Says.standsIn), .class("small")) }
        if !duty.isMine { h.p(context.say(Says.bearer) + duty.bearers, .class("who")) }
        if !duty.to.isEmpty { h.p(context.say(Says.addressed) + duty.to.joined(separator: "・")) }
        if !duty.asks.isEmpty { h.p(context.say(Says.asksWith) + duty.asks.listed, .class("small")) }
        if !duty.missing.isEmpty {
            h.p(context.say(Says.toFill) + duty.missing.listed, .class("small"))
        }
        for hold in duty.held { holdPiece(context, hold, matter: duty.matter, &h) }
        if duty.isMine, showsAct {
            h.div(.class("acts")) { h in
                let isHeld = !duty.held.isEmpty
                h.a(
                    context.say(isHeld ? Says.look : label(duty.kind)), href: duty.key.path(on: duty.matter),
                    .class(isHeld ? "button quiet" : isMain ? "button main" : "button"))
                if duty.together > 1, case .act(let step, _) = duty.key {
                    h.a(
                        context.say(Says.together(min(duty.together, ActForm.mostParts))),
                        href: ActKey.each(step).path(on: duty.matter),
                        .class("button"))
                }
            }
        }
    }
}

private func label(_ kind: Duty.Kind) -> Label {
    switch kind {
    case .act, .pass, .ask: Says.doThis
    case .decide: Says.decideThis
    case .read, .readLater: Says.readThis
    }
}

/// When it is due, or how long it has been open; what has no time is never red.
private func dueLine(_ context: PageContext, _ duty: DutyView, words: Words, _ h: inout HTML) {
    let elapsed = context.say(Says.elapsed(words.elapsed(from: duty.since, to: context.now)))
    guard let due = duty.due else {
        h.p(.class("elapsed")) { h in
            if !duty.target.isEmpty { h.text(duty.target + "　") }
            h.text(context.say(Says.since))
            h.moment(context, duty.since)
            h.text("　" + elapsed)
        }
        return
    }
    let isLate = due < context.now
    h.p(.class(isLate ? "due overdue" : "due")) { h in
        if isLate { h.text(context.say(Says.overdue)) }
        h.text(context.say(Says.until))
        h.limit(context, due)
        h.text(
            isLate
                ? "（\(context.say(Says.late))\(words.elapsed(from: due, to: context.now))）"
                : "（\(context.say(Says.left))\(words.elapsed(from: context.now, to: due))）")
        if !duty.target.isEmpty { h.text("　" + duty.target) }
    }
    h.p(.class("small")) { h in
        h.text(context.say(Says.since))
        h.moment(context, duty.since)
        h.text("　" + elapsed)
    }
}

/// Clauses with their sentences; nothing when there are none.
func clausesPiece(_ context: PageContext, _ clauses: [ClauseLine], _ h: inout HTML) {
    guard !clauses.isEmpty else { return }
    h.ul(.class("plain")) { h in for clause in clauses { h.li { h in clauseLine(context, clause, &h) } } }
}

/// What holds an act, and what would lift that.
private func holdPiece(_ context: PageContext, _ hold: DutyView.Hold, matter: String, _ h: inout HTML) {
    h.div(.class("notice")) { h in
        h.p { h in
            h.text(context.say(Says.heldBy) + hold.gate)
            clauseNumbers(context, hold.clauses, &h)
        }
        if !hold.lifts.isEmpty {
            h.p(context.say(Says.liftedBy))
            clausesPiece(context, hold.lifts, &h)
        }
        linksPiece(context, Says.answerFirst, hold.questions, matter: matter, &h)
    }
}

/// Forms to go to first; nothing when there are none.
func linksPiece(
    _ context: PageContext, _ label: Label, _ links: [DutyView.Link], matter: String, _ h: inout HTML
) {
    guard !links.isEmpty else { return }
    h.p { h in
        h.text(context.say(label))
        for (index, link) in links.enumerated() {
            if index > 0 { h.text("，") }
            h.a(link.text, href: link.key.path(on: matter))
        }
    }
}
