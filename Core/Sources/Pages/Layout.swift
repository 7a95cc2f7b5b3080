import Books
import Markup
import Rules

/// A whole page: what stands around, and what the function writes into its middle.
///
/// - Parameters:
///   - title: also the heading; the browser's title adds the organisation.
///   - refreshes: a page that lists what arrives; the script asks this path for news.
public func page(
    _ context: PageContext, title: String, live refreshes: String? = nil, reserving: Int = 8192,
    main: (inout HTML) -> Void
) -> HTML {
    HTML(reserving: reserving) { h in
        h.doctype()
        h.element("html", [.named("lang", context.language.rawValue)]) { h in
            h.element("head") { h in
                h.void("meta", [.named("charset", "utf-8")])
                h.void("meta", [.name("viewport"), .named("content", "width=device-width, initial-scale=1")])
                h.void("meta", [.name("color-scheme"), .named("content", "light dark")])
                h.element("title", text: "\(title) — \(context.organisation) \(context.say(Phrases.Frame.product))")
                h.void("link", [.named("rel", "stylesheet"), .href("/assets/shodo.css")])
                h.void("link", [.named("rel", "icon"), .type("image/svg+xml"), .href("/assets/shodo.svg")])
                h.element("script", [.named("src", "/assets/shodo.js"), .flag("defer")]) { _ in }
            }
            let body: [Attribute] = [
                .named("data-live", refreshes), .named("data-reader", context.reader?.person),
                .named("data-sent", context.sent),
            ]
            h.element("body", body) { h in
                h.a(context.say(Phrases.Frame.skip), href: "#main", .class("skip"))
                header(context, &h)
                h.element("main", [.id("main"), .named("tabindex", "-1")]) { h in
                    if refreshes != nil { h.div(.class("news"), .named("role", "status"), .flag("data-news")) { _ in } }
                    alarms(context, &h)
                    h.h1(title)
                    if context.isEntered {
                        h.section(.class("notice good"), .named("role", "status")) { h in
                            h.p(context.say(Phrases.Frame.entered))
                        }
                    }
                    main(&h)
                }
                footer(context, &h)
            }
        }
    }
}

private func header(_ context: PageContext, _ h: inout HTML) {
    h.element("header", [.class("site")]) { h in
        if context.isDemo { h.p(context.say(Phrases.Frame.demo), .class("demo-banner")) }
        h.div(.class("site-name")) { h in
            h.a(context.say(Phrases.Frame.product), href: "/", .class("product"))
            h.span(context.organisation, .class("organisation"))
        }
        h.element("nav", [.named("aria-label", context.say(Phrases.Frame.menu))]) { h in
            let entries = menu(context)
            list(entries.prefix(first), context, &h)
            if entries.count > first || context.reader != nil { more(entries.dropFirst(first), context, &h) }
        }
    }
}

/// How many entries of the menu stand open on a telephone.
private let first = 3

/// The rest of the menu. On a telephone it opens above the page, without a script: a browser that cannot do that shows
/// all of it; on a desk it stands beside the first entries.
private func more(_ entries: ArraySlice<(path: String, text: String)>, _ context: PageContext, _ h: inout HTML) {
    let opens: [Attribute] = [.type("button"), .class("menu-button quiet"), .named("popovertarget", "menu")]
    h.element("button", opens, text: context.say(Phrases.Frame.menu))
    h.div(.class("more"), .id("menu"), .flag("popover")) { h in
        h.element(
            "button", opens + [.named("popovertargetaction", "hide")], text: context.say(Phrases.Frame.closeMenu))
        if !entries.isEmpty { list(entries, context, &h) }
        if let reader = context.reader { signedIn(reader, context, &h) }
    }
}

private func list(_ entries: ArraySlice<(path: String, text: String)>, _ context: PageContext, _ h: inout HTML) {
    h.ul(.class("menu")) { h in
        for entry in entries {
            h.li { h in
                // A post belongs to people and posts, wherever its page is.
                let path = context.path.hasPrefix("/posts/") ? "/people" : context.path
                let here = path == entry.path || path.hasPrefix(entry.path + "/")
                h.a(entry.text, href: entry.path, .named("aria-current", here ? "page" : nil))
            }
        }
    }
}

private func signedIn(_ reader: PageContext.Reader, _ context: PageContext, _ h: inout HTML) {
    h.div(.class("reader")) { h in
        h.a(reader.name, href: "/account")
        if !reader.posts.isEmpty { h.span(reader.posts.joined(separator: "・"), .class("posts")) }
        h.element("form", [.named("method", "post"), .action("/sign-out")]) { h in
            token(context, &h)
            h.element("button", [.class("quiet")], text: context.say(Phrases.Frame.signOut))
        }
    }
}

private func menu(_ context: PageContext) -> [(path: String, text: String)] {
    typealias Words = Phrases.Frame
    var entries: [(String, Label)] = [("/report", Words.report)]
    if let reader = context.reader {
        entries += [
            ("/duties", Words.duties), ("/matters", Words.matters), ("/registers", Words.registers),
            ("/rulebook", Words.rulebook), ("/people", Words.people), ("/sheets", Words.sheets),
            ("/journal", Words.journal),
        ]
        if reader.administers { entries.append(("/administration", Words.administration)) }
    } else {
        entries.append(("/sign-in", Words.signIn))
    }
    return entries.map { path, label in
        let owed = path == "/duties" ? context.reader?.owed : nil
        return (path, context.say(label) + (owed.map { "（\($0)）" } ?? ""))
    }
}

private func alarms(_ context: PageContext, _ h: inout HTML) {
    guard context.reader != nil else { return }
    if context.isPreparing {
        h.section(.class("notice warn"), .named("role", "status")) { h in h.p(context.say(Phrases.Frame.preparing)) }
    }
    guard !context.alarms.isEmpty else { return }
    h.section(.class("alarm"), .named("role", "alert")) { h in
        h.element("p", [], text: context.say(Phrases.Frame.unopened(context.alarms.count)))
        // That there is one is everybody's business; which one it is, only theirs whom it concerns.
        let own = context.alarms.filter { !$0.matter.isEmpty }
        guard !own.isEmpty else { return h.p(context.say(Phrases.Frame.notYours)) }
        h.ul { h in
            for alarm in own.prefix(5) {
                h.li { h in
                    h.a(context.say(Phrases.Frame.open(alarm.matter)), href: "/matters/\(alarm.matter)")
                    h.text("　\(context.say(Phrases.Frame.reported)) ")
                    h.element("time", text: context.time(alarm.since))
                }
            }
        }
    }
}

private func footer(_ context: PageContext, _ h: inout HTML) {
    h.element("footer", [.class("site")]) { h in
        h.p { h in
            h.text("\(context.organisation)　\(context.say(Phrases.Frame.product))　\(context.say(Phrases.Frame.shown)) ")
            h.element("time", text: context.time(context.now))
        }
    }
}

/// A button that prints the page; it is seen where there is a script.
public func printButton(_ context: PageContext, _ h: inout HTML) {
    h.element(
        "button", [.type("button"), .flag("data-print"), .flag("hidden"), .class("no-print")],
        text: context.say(Phrases.Frame.print))
}

/// The hidden input that proves that a form is ours.
public func token(_ context: PageContext, _ h: inout HTML) {
    h.void("input", [.type("hidden"), .name("token"), .value(context.formToken)])
}
