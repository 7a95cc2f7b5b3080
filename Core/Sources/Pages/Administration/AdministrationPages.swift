import Markup
import Notation
import ReadModels
import Rules

/// What can be administered.
public func administrationPage(_ context: PageContext) -> HTML {
    typealias Words = Phrases.Administration
    return page(context, title: context.say(Phrases.Frame.administration)) { h in
        h.ul(.class("plain")) { h in
            for (path, title, hint) in [
                ("accounts", Words.accounts, Words.accountsHint), ("sessions", Words.sessions, Words.sessionsHint),
                ("settings", Words.settings, Words.settingsHint),
            ] {
                h.li { h in
                    h.a(context.say(title), href: "/administration/\(path)", .class("button"))
                    h.p(context.say(hint), .class("hint"))
                }
            }
        }
    }
}

private func trail(_ context: PageContext, _ h: inout HTML) {
    h.p(.class("trail")) { h in
        h.back(context, to: context.say(Phrases.Frame.administration), "/administration")
    }
}

/// The accounts, with the link that was made just now.
///
/// - Parameter isConfirmed: the password was just typed for something here, which is now to be done again.
public func accountsPage(
    _ context: PageContext, _ model: AccountsModel, problem: String = "", isConfirmed: Bool = false
) -> HTML {
    typealias Words = Phrases.Administration
    return page(context, title: context.say(Words.accounts), reserving: 32768) { h in
        trail(context, &h)
        errorSummary(context, [], also: problem.isEmpty ? [] : [problem], &h)
        if isConfirmed {
            h.section(.class("notice warn"), .named("role", "status")) { h in h.p(context.say(Words.again)) }
        }
        if let link = model.link {
            h.section(.class("receipt")) { h in
                h.h2(context.say(Words.linkTitle(link.name)))
                h.p { h in h.element("code", text: link.address) }
                h.p { h in
                    h.text(context.say(Words.linkHint))
                    h.limit(context, link.expires)
                }
            }
        }
        if !model.without.isEmpty {
            h.p(.class("acts")) { h in
                h.a(context.say(Words.make), href: "/administration/accounts/new", .class("button main"))
            }
        }
        guard !model.accounts.isEmpty else { return h.none(context) }
        h.listTable(
            context, caption: context.say(Words.accounts), showsCaption: false,
            headings: [Words.person, Words.signInName, Words.state, Words.lastUsed, Words.sessionCount, Words.acts],
            rows: model.accounts
        ) { account in
            [
                { $0.a(account.name, href: "/people/\(pathPart(account.person))") }, { $0.text(account.signInName) },
                { h in state(context, account, &h) }, { $0.moment(context, account.lastUsed) },
                { $0.text(String(account.sessions)) }, { h in acts(context, account, &h) },
            ]
        }
    }
}

private func state(_ context: PageContext, _ account: AccountsModel.Line, _ h: inout HTML) {
    typealias Words = Phrases.Administration
    if account.disabled != nil {
        h.span(context.say(Words.disabled), .class("state ended"))
    } else {
        h.span(
            context.say(account.hasPassword ? Words.inUse : Words.noPassword),
            .class(account.hasPassword ? "state done" : "state waiting"))
    }
    if account.administers { h.span(context.say(Words.administrator), .class("state")) }
}

private func acts(_ context: PageContext, _ account: AccountsModel.Line, _ h: inout HTML) {
    typealias Words = Phrases.Administration
    let path = "/administration/accounts/\(pathPart(account.person))"
    func button(_ key: String, _ label: Label, isGrave: Bool = false) {
        let text = context.say(label)
        h.buttonForm(context, to: "\(path)/\(key)", text: text, label: "\(account.name)：\(text)", isGrave: isGrave)
    }
    if account.disabled == nil {
        button("reset", Words.reset)
        button("end-sessions", Words.endSessions)
        button("disable", Words.disable, isGrave: true)
    } else {
        button("enable", Words.enable)
    }
}

/// The page by which an account is made.
public func newAccountPage(_ context: PageContext, _ form: AccountForm) -> HTML {
    typealias Words = Phrases.Administration
    return page(context, title: context.say(Words.make)) { h in
        trail(context, &h)
        errorSummary(context, form.inputs, &h)
        h.p(context.say(Words.makeHint))
        Pages.form(
            context, to: "/administration/accounts/new", id: "account", send: context.say(Words.makeLink),
            inside: { h in for input in form.inputs { field(context, input, &h) } }, &h)
    }
}

/// All sessions.
public func sessionsPage(_ context: PageContext, _ model: SessionsModel) -> HTML {
    typealias Words = Phrases.Administration
    return page(context, title: context.say(Words.sessions), reserving: 32768) { h in
        trail(context, &h)
        sessionTable(context, model.lines, to: "/administration/sessions/end", whose: true, &h)
    }
}

/// Sessions as a table with a button that ends each.
func sessionTable(
    _ context: PageContext, _ lines: [SessionsModel.Line], to path: String, whose: Bool, _ h: inout HTML
) {
    typealias Words = Phrases.Administration
    guard !lines.isEmpty else { return h.none(context) }
    var headings = [Words.began, Words.seen, Words.browser, Words.address, Words.acts]
    if whose { headings.insert(Words.person, at: 0) }
    h.listTable(
        context, caption: context.say(Words.sessions), showsCaption: false, headings: headings, rows: lines
    ) { line in
        var cells: [(inout HTML) -> Void] = [
            { $0.moment(context, line.began) }, { $0.moment(context, line.seen) },
            { $0.element("span", [.named("title", line.browser)], text: context.say(browserName(line.browser))) },
            { $0.text(line.address) },
            { h in
                if line.isThis {
                    h.span(context.say(Words.thisSession), .class("state open"))
                } else {
                    h.buttonForm(
                        context, to: path, hidden: [("session", line.id)], text: context.say(Words.endSession),
                        label: "\(line.name)　\(context.time(line.began))　\(context.say(Words.endSession))")
                }
            },
        ]
        if whose { cells.insert({ $0.span(line.name, .class("name")) }, at: 0) }
        return cells
    }
}

/// The settings and the adopted editions.
public func settingsPage(_ context: PageContext, _ model: SettingsModel) -> HTML {
    typealias Words = Phrases.Administration
    return page(context, title: context.say(Words.settings), reserving: 16384) { h in
        trail(context, &h)
        h.dl(.class("facts")) { h in
            setting(context, Words.hours, "\(clock(model.opens))〜\(clock(model.closes))", .hours, &h)
            setting(
                context, Words.closedDays,
                context.say(
                    Words.closedDayCount(model.closedDays.filter { $0 >= context.now.day(in: context.zone) }.count)),
                .closedDays, &h)
            setting(context, Words.unopened, context.say(Words.minutes(model.unopenedMinutes)), .unopened, &h)
            setting(context, Words.vacancy, model.vacancy?.text ?? context.say(Words.notSet), .vacancy, &h)
            let openers = model.posts.filter { model.openers.contains($0.value) }.map(\.text).listed
            setting(context, Words.openers, openers.isEmpty ? context.say(Words.notSet) : openers, .openers, &h)
        }
        h.h2(context.say(Words.targets))
        h.p(context.say(Words.targetsHint), .class("hint"))
        h.dl(.class("facts")) { h in
            for target in model.targets {
                h.element("dt") { h in
                    h.text(target.title)
                    clauseNumbers(context, target.clauses, &h)
                }
                h.element("dd") { h in
                    value(
                        context, target.length.map { context.say(Words.length($0)) } ?? context.say(Words.notSet),
                        .target(target.word), of: target.title, &h)
                }
            }
        }
        h.h2(context.say(Words.editions))
        guard !model.editions.isEmpty else { return h.none(context) }
        h.listTable(
            context, caption: context.say(Words.editions), showsCaption: false,
            headings: [Words.edition, Words.state, Words.openMatters, Words.readings, Words.digest],
            rows: model.editions
        ) { line in
            [
                { $0.text("\(line.title)　\(line.edition)") },
                {
                    $0.span(
                        context.say(line.isCurrent ? Words.current : Words.earlier),
                        .class(line.isCurrent ? "state done" : "state ended"))
                },
                { $0.text(String(line.openMatters)) },
                { h in
                    h.a(
                        context.say(line.unconfirmed == 0 ? Words.allConfirmed : Words.unconfirmed(line.unconfirmed)),
                        href: "/rulebook/readings")
                },
                { $0.element("code", text: String(line.digest.prefix(16))) },
            ]
        }
    }
}

private func setting(
    _ context: PageContext, _ label: Label, _ text: String, _ setting: SettingForm.Setting, _ h: inout HTML
) {
    h.term(context.say(label)) { h in value(context, text, setting, of: context.say(label), &h) }
}

private func value(
    _ context: PageContext, _ text: String, _ setting: SettingForm.Setting, of name: String, _ h: inout HTML
) {
    h.text(text + "　")
    let change = context.say(Phrases.Administration.change)
    h.a(
        change, href: "/administration/settings/\(pathPart(setting.key))", .named("aria-label", "\(change)：\(name)"))
}

/// The form of one setting.
public func settingPage(_ context: PageContext, _ form: SettingForm) -> HTML {
    page(context, title: form.title) { h in
        h.p(.class("trail")) { h in
            h.back(context, to: context.say(Phrases.Administration.settings), "/administration/settings")
        }
        errorSummary(context, form.inputs, &h)
        Pages.form(
            context, to: "/administration/settings/\(pathPart(form.setting.key))", id: "setting-\(form.setting.key)",
            send: context.say(Phrases.Administration.set),
            inside: { h in for input in form.inputs { field(context, input, &h) } }, &h)
    }
}
