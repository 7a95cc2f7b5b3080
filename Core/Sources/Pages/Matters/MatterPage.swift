import Engine
import Markup
import Notation
import ReadModels
import Rules

private typealias Says = Phrases.Matters

/// What stands in the middle of a matter's page: the same for one reader until something in it changes, so it can be kept.
public struct MatterPiece: Sendable {
    let title: String
    let body: HTML

    /// A matter as one reader sees it, in the order in which a frightened person needs it.
    public init(_ context: PageContext, _ view: MatterView, _ around: MatterSurroundings, words: Words) {
        title = context.say(Says.title(view.id, view.kind))
        let bytes = around.timeline.reduce(0) { $0 + $1.bytes.count }
        body = HTML(reserving: 48_000 + bytes + view.duties.count * 2048) { h in
            if view.exercise { h.section(.class("notice warn")) { h in h.p(context.say(Says.exercise)) } }
            gistPiece(context, view.gist, &h)
            h.p(view.sentence, .class("summary"))
            awaited(context, view, around, &h)
            mine(context, view, words, &h)
            questions(context, view, &h)
            clocks(context, view, words, &h)
            notices(context, view, &h)
            usual(context, view, &h)
            refused(context, view, &h)
            others(context, view, words, &h)
            playbooks(context, view, &h)
            unusual(context, view, &h)
            recordParts(context, view, around, &h)
            h.h2(context.say(Says.timeline), .id("timeline"))
            timelinePiece(context, around.timeline, of: view.id, older: around.older, &h)
            about(context, view, around, &h)
            printButton(context, &h)
        }
    }
}

/// A matter's page.
///
/// - Parameters:
///   - live: the path that says whether something has arrived since.
public func matterPage(_ context: PageContext, _ piece: MatterPiece, live: String? = nil) -> HTML {
    page(context, title: piece.title, live: live, reserving: 8192 + piece.body.bytes.count) { h in
        h.add(piece.body)
    }
}

/// What the matter is about, before anything that follows from it.
func gistPiece(_ context: PageContext, _ gist: Gist?, _ h: inout HTML) {
    guard let gist else { return }
    h.section(.class("gist"), .named("aria-label", context.say(Says.gist))) { h in
        for line in gist.lines { h.p { h in h.lines(line) } }
        h.p(.class("small")) { h in
            h.moment(context, gist.at)
            h.text("　" + gist.by)
        }
    }
}

/// What the matter waits for, with the way there.
private func awaited(_ context: PageContext, _ view: MatterView, _ around: MatterSurroundings, _ h: inout HTML) {
    guard !view.awaited.isEmpty else { return }
    h.section(.class("notice")) { h in
        h.p(context.say(Says.awaits))
        h.ul { h in
            for child in view.awaited {
                h.li { h in matterLink(child.id, "\(child.kind)　\(child.id)", around, &h) }
            }
        }
    }
}

/// A matter around this one: a link for whoever may open it.
func matterLink(_ id: String, _ text: String, _ around: MatterSurroundings, _ h: inout HTML) {
    if around.linked.contains(id) { h.a(text, href: "/matters/\(pathPart(id))") } else { h.text(text) }
}

/// What was given back, with the reason; nothing where nothing was.
func returnsPiece(_ context: PageContext, _ returns: [ReturnView], _ h: inout HTML) {
    for it in returns {
        h.section(.class("notice warn")) { h in
            h.p { h in h.strong(context.say(Says.returned(it.text))) }
            if !it.reason.isEmpty { h.p { h in h.lines(context.say(Says.returnReason) + it.reason) } }
            h.p(.class("small")) { h in
                h.text(it.by + "　")
                h.moment(context, it.at)
            }
        }
    }
}

private func mine(_ context: PageContext, _ view: MatterView, _ words: Words, _ h: inout HTML) {
    returnsPiece(context, view.returns, &h)
    h.h2(context.say(Says.myDuties) + (view.mine.isEmpty ? "" : context.say(Says.count(view.mine.count))))
    if view.mine.isEmpty {
        h.p(context.say(Says.nothingMine), .class("hint"))
    } else {
        h.div(.class("duties")) { h in
            let first = view.mine.first { $0.held.isEmpty }?.key
            for duty in view.mine { dutyPiece(context, duty, words: words, isMain: duty.key == first, &h) }
        }
    }
    guard !view.permitted.isEmpty else { return }
    // Where nothing is owed, what may be done is what one has come for.
    h.element("details", [.flag("open", view.mine.isEmpty)]) { h in
        h.element("summary", text: context.say(Says.permitted) + context.say(Says.count(view.permitted.count)))
        h.div(.class("duties")) { h in
            for duty in view.permitted { dutyPiece(context, duty, words: words, &h) }
        }
    }
}

private func questions(_ context: PageContext, _ view: MatterView, _ h: inout HTML) {
    guard !view.questions.isEmpty else { return }
    h.h2(context.say(Says.questions) + context.say(Says.count(view.questions.count)))
    let mine = view.questions.filter(\.isMine)
    let others = view.questions.filter { !$0.isMine }
    if !mine.isEmpty {
        h.p(context.say(Says.questionsHint), .class("hint"))
        questionList(context, mine, of: view.id, &h)
    }
    guard !others.isEmpty else { return }
    h.element("details") { h in
        h.element("summary", text: context.say(Says.othersQuestions(others.count)))
        questionList(context, others, of: view.id, &h)
    }
}

private func questionList(
    _ context: PageContext, _ questions: [QuestionView], of matter: String, _ h: inout HTML
) {
    h.ul(.class("plain")) { h in
        for question in questions {
            h.li { h in
                h.p { h in
                    h.a(
                        question.text, href: question.key.path(on: matter),
                        .named("class", question.isMine ? "button" : nil))
                    clauseNumbers(context, question.clauses, &h)
                }
                // A fact that decides the whole course hangs on a dozen things; three say enough.
                let more = question.hangs.count - 3
                h.p(
                    context.say(Says.bearer) + question.bearers + "　" + context.say(Says.hangs)
                        + question.hangs.prefix(3).listed
                        + (more > 0 ? "，" + context.say(Says.andMore(more)) : ""), .class("small"))
                if question.askedBefore { h.p(context.say(Says.askedBefore), .class("small")) }
            }
        }
    }
}

private func clocks(_ context: PageContext, _ view: MatterView, _ words: Words, _ h: inout HTML) {
    guard !view.clocks.isEmpty else { return }
    h.h2(context.say(Says.clocks))
    for clock in view.clocks {
        h.section(.class("clock")) { h in
            h.h3(clock.text)
            h.p(.class("due")) { h in
                h.span(words.state(clock.state), .class("state \(clock.state == .running ? "open" : "ended")"))
                h.text("　")
                if let end = clock.end {
                    // What has stopped has a deadline no more.
                    h.text(context.say(clock.state == .running ? Says.until : Says.untilThen))
                    h.limit(context, end)
                    if clock.state == .running, end > context.now {
                        h.text("（\(context.say(Says.left))\(words.elapsed(from: context.now, to: end))）")
                    }
                } else {
                    h.text(context.say(Says.noEnd))
                }
            }
            if !clock.counting.isEmpty { h.p(context.say(Says.counting) + clock.counting, .class("counted")) }
            clausesPiece(context, clock.clauses, &h)
            if clock.reckonings.count > 1 { reckonings(context, clock, &h) }
            if !clock.beside.isEmpty { h.p(context.say(Says.beside) + clock.beside, .class("counted")) }
        }
    }
}

private func reckonings(_ context: PageContext, _ clock: ClockView, _ h: inout HTML) {
    if clock.differs { h.p(context.say(Says.differs), .class("counted")) }
    h.listTable(
        context, caption: context.say(Says.reckonings), headings: [Says.reckoning, Says.from, Says.end],
        rows: clock.reckonings
    ) { it in
        [
            { h in
                h.text(it.text)
                clauseNumbers(context, it.clauses, &h)
            }, { h in h.moment(context, it.from) },
            { h in
                h.limit(context, it.end)
                if it.counts { h.text("　" + context.say(Says.counts)) }
            },
        ]
    }
}

private func notices(_ context: PageContext, _ view: MatterView, _ h: inout HTML) {
    guard !view.notices.isEmpty else { return }
    h.h2(context.say(Says.notices))
    h.section(.class("notice")) { h in
        h.ul { h in
            for notice in view.notices {
                h.li { h in
                    h.text(notice.text)
                    clauseNumbers(context, notice.clauses, &h)
                }
            }
        }
    }
}

private func usual(_ context: PageContext, _ view: MatterView, _ h: inout HTML) {
    let verbs = view.verbs.filter { $0.isUsual && $0.refusal == nil }
    guard !verbs.isEmpty else { return }
    h.element("nav", [.class("no-print"), .named("aria-label", context.say(Says.verbs))]) { h in
        h.h2(context.say(Says.verbs))
        verbList(verbs, of: view.id, &h)
    }
}

/// What changes what the matter is, or who sees it, stands apart from the daily work.
private func unusual(_ context: PageContext, _ view: MatterView, _ h: inout HTML) {
    let verbs = view.verbs.filter { !$0.isUsual && $0.refusal == nil }
    guard !verbs.isEmpty else { return }
    h.element("details", [.class("no-print")]) { h in
        h.element("summary", text: context.say(Says.otherVerbs))
        verbList(verbs, of: view.id, &h)
    }
}

private func verbList(_ verbs: [VerbView], of matter: String, _ h: inout HTML) {
    h.ul(.class("plain acts")) { h in
        for verb in verbs { h.li { h in h.a(verb.text, href: verb.key.path(on: matter), .class("button quiet")) } }
    }
}

private func refused(_ context: PageContext, _ view: MatterView, _ h: inout HTML) {
    let verbs = view.verbs.filter { $0.refusal != nil }
    guard !view.refused.isEmpty || !verbs.isEmpty else { return }
    h.element("details") { h in
        h.element("summary", text: context.say(Says.refusedCount(view.refused.count + verbs.count)))
        for act in view.refused { refusedPiece(context, act, of: view.id, &h) }
        for verb in verbs {
            if let refusal = verb.refusal { refusedVerb(context, refusal, form: verb.key.path(on: view.id), &h) }
        }
    }
}

/// A verb that is refused now. Its form stays open: who fills it in is answered by the rules, and may not be refused then.
private func refusedVerb(_ context: PageContext, _ refusal: RefusalNotice, form: String, _ h: inout HTML) {
    h.section(.class("refused")) { h in
        h.h3(refusal.act)
        h.p { h in h.span(context.say(Says.cannot), .class("state unowed")) }
        if !refusal.clauses.isEmpty {
            h.p(.class("clause")) { h in
                h.text(context.say(Says.ground))
                clauseNumbers(context, refusal.clauses, &h)
            }
        }
        h.p(refusal.reason, .class("reason"))
        if !refusal.who.isEmpty {
            h.p(context.say(Says.whoMay) + refusal.who.joined(separator: "，"), .class("who"))
        }
        let left = refusal.missing.isEmpty ? "" : "（\(refusal.missing.listed)）"
        h.p(context.say(Says.whatNext) + context.say(Phrases.Refusals.next(refusal)) + left, .class("next"))
        formLink(context, Says.fillIn, form, &h)
    }
}

private func formLink(_ context: PageContext, _ label: Label, _ path: String, _ h: inout HTML) {
    h.div(.class("acts no-print")) { h in h.a(context.say(label), href: path, .class("button quiet")) }
}

private func refusedPiece(_ context: PageContext, _ act: RefusedAct, of matter: String, _ h: inout HTML) {
    h.section(.class("refused")) { h in
        h.h3(act.what)
        h.p { h in h.span(context.say(Says.state(act.ground)), .class("state unowed")) }
        if !act.clauses.isEmpty {
            h.p(.class("clause")) { h in
                h.text(context.say(Says.ground))
                clauseNumbers(context, act.clauses, &h)
            }
        }
        h.p(act.reason, .class("reason"))
        if !act.who.isEmpty { h.p(context.say(Says.whoMay) + act.who, .class("who")) }
        if !act.next.isEmpty || !act.lifts.isEmpty {
            h.p(.class("next")) { h in
                h.text(context.say(Says.whatNext) + act.next.listed)
                clauseNumbers(context, act.lifts, &h)
            }
        }
        if let key = act.key { formLink(context, Says.look, key.path(on: matter), &h) }
    }
}

private func others(_ context: PageContext, _ view: MatterView, _ words: Words, _ h: inout HTML) {
    guard !view.others.isEmpty else { return }
    h.element("details") { h in
        h.element("summary", text: context.say(Says.othersDuties(view.others.count)))
        h.div(.class("duties")) { h in for duty in view.others { dutyPiece(context, duty, words: words, &h) } }
    }
}

private func playbooks(_ context: PageContext, _ view: MatterView, _ h: inout HTML) {
    guard !view.playbooks.isEmpty || !view.undecided.isEmpty else { return }
    h.h2(context.say(Says.steps))
    for playbook in view.playbooks {
        let progress = playbook.progress
        let isRunning = playbook.lines.contains { $0.state != .done && $0.state != .notOwed }
        h.element("details", [.flag("open", isRunning)]) { h in
            h.element("summary", text: playbook.text + context.say(Says.progress(progress.done, progress.of)))
            steps(context, playbook.lines.filter { $0.state != .notOwed }, of: view.id, &h)
            let resting = playbook.lines.filter { $0.state == .notOwed }
            if !resting.isEmpty {
                h.element("details") { h in
                    h.element("summary", text: context.say(Says.notOwed(resting.count)))
                    steps(context, resting, of: view.id, &h)
                }
            }
        }
    }
    guard !view.undecided.isEmpty else { return }
    h.element("details") { h in
        h.element("summary", text: context.say(Says.undecided(view.undecided.count)))
        h.p(context.say(Says.undecidedHint), .class("hint"))
        h.ul { h in for playbook in view.undecided { h.li(playbook) } }
    }
}

private func steps(_ context: PageContext, _ lines: [PlaybookView.Line], of matter: String, _ h: inout HTML) {
    guard !lines.isEmpty else { return }
    h.ol(.class("steps")) { h in
        for line in lines {
            h.li { h in
                if line.isHeld {
                    h.span(context.say(Says.state(RefusedAct.Ground.held)), .class("state waiting"))
                } else {
                    let state = Says.state(line.state)
                    h.span(context.say(state.word), .class("state \(state.look)"))
                }
                h.element("span", [.class("what")]) { h in h.a(line.text, href: line.key.path(on: matter)) }
                h.span(line.who, .class("post"))
                if let at = line.doneAt {
                    h.element("span", [.class("due")]) { h in h.moment(context, at) }
                }
                clauseNumbers(context, line.clauses, &h)
                if !line.waitsFor.isEmpty {
                    let label = line.state == .unknown ? Says.hangsOn : Says.waitsFor
                    h.span(context.say(label) + line.waitsFor.listed, .class("small"))
                }
            }
        }
    }
}
