import Markup
import ReadModels
import Rules

/// What can be printed: one sheet for each post, the contacts, a blank report.
///
/// - Parameter posts: the id and words of each post of the organisation.
public func sheetsPage(_ context: PageContext, posts: [Input.Option]) -> HTML {
    typealias Words = Phrases.Sheets
    return page(context, title: context.say(Phrases.Frame.sheets)) { h in
        h.p(context.say(Words.intro))
        h.ul(.class("plain")) { h in
            h.li { h in h.a(context.say(Words.contacts), href: "/sheets/contacts", .class("button")) }
            h.li { h in h.a(context.say(Words.report), href: "/sheets/report", .class("button")) }
        }
        h.h2(context.say(Words.byPost))
        h.ul { h in
            for post in posts { h.li { h in h.a(post.text, href: "/sheets/posts/\(pathPart(post.value))") } }
        }
    }
}

/// A sheet to print, of one side or two, each with edition and day.
private func sheet(
    _ context: PageContext, title: String, stamp: SheetStamp, _ inside: (inout HTML) -> Void
) -> HTML {
    page(context, title: title, reserving: 16384) { h in
        h.p(.class("acts no-print")) { h in
            h.element(
                "button", [.class("main"), .type("button"), .flag("data-print"), .flag("hidden")],
                text: context.say(Phrases.Sheets.print))
            h.a(context.say(Phrases.Frame.sheets), href: "/sheets", .class("button quiet"))
        }
        h.element("article", [.class("sheet")]) { h in
            h.p(context.say(Phrases.Sheets.stamp(stamp)), .class("small"))
            inside(&h)
        }
    }
}

/// The sheet of one post, one side of A4: first steps, whom to ring, what is forbidden.
///
/// - Parameter isFollowing: the sheet with what does not stand on the first; it may have several sides.
public func postSheetPage(_ context: PageContext, _ model: PostSheetModel, isFollowing: Bool = false) -> HTML {
    typealias Words = Phrases.Sheets
    if isFollowing, !model.following.isEmpty {
        return sheet(context, title: context.say(Words.following(model.title)), stamp: model.stamp) { h in
            write(context, model.following, &h)
        }
    }
    return sheet(context, title: context.say(Words.postTitle(model.title)), stamp: model.stamp) { h in
        if !model.holders.isEmpty {
            h.p(context.say(Words.holders(model.holders.joined(separator: "・"))))
        }
        h.p { h in h.strong(context.say(Words.emergency)) }
        h.h2(context.say(Words.first))
        if model.parts.isEmpty { h.p(context.say(Words.noSteps)) }
        write(context, model.parts, &h)
        if !model.following.isEmpty {
            h.p { h in
                h.strong(context.say(Words.overleaf))
                h.a(context.say(Words.printFollowing), href: "?part=following", .class("no-print"))
            }
        }
        callNow(context, model.contacts.map(CallRow.init), title: Words.ring, missing: .room, &h)
        if !model.forbidden.isEmpty {
            h.h2(context.say(Words.forbidden))
            h.ul(.class("dont")) { h in
                for it in model.forbidden {
                    h.li { h in
                        h.text(it.what)
                        clauseNumbers(context, it.clauses, &h)
                    }
                }
            }
        }
    }
}

private func write(_ context: PageContext, _ parts: [PostSheetModel.Part], _ h: inout HTML) {
    typealias Words = Phrases.Sheets
    for part in parts {
        h.h3(part.before > 0 ? context.say(Words.goingOn(part.title)) : part.title)
        h.element("ol", [.class("first"), .named("start", part.before > 0 ? String(part.before + 1) : nil)]) { h in
            for step in part.steps { h.li { h in write(context, step, &h) } }
        }
        if part.goesOn { h.p(context.say(Words.goesOn(part.title)), .class("hint")) }
    }
}

private func write(_ context: PageContext, _ step: PostSheetModel.Item, _ h: inout HTML) {
    h.strong(step.what)
    if !step.capacity.isEmpty { h.text(context.say(Phrases.Sheets.capacity(step.capacity))) }
    if !step.to.isEmpty { h.text(context.say(Phrases.Sheets.to(step.to))) }
    if !step.soon.isEmpty { h.span("　" + step.soon, .class("due")) }
    for clause in step.clauses {
        h.text("　")
        h.element("strong") { h in h.a(clause.cite, href: clause.path) }
    }
}

/// The contact list, to be hung up.
public func contactSheetPage(_ context: PageContext, _ contacts: [Contact], stamp: SheetStamp) -> HTML {
    typealias Words = Phrases.Sheets
    return sheet(context, title: context.say(Words.contacts), stamp: stamp) { h in
        h.p(context.say(Words.emergency))
        h.element("table", [.class("blank")]) { h in
            h.element("caption", text: context.say(Words.contacts))
            h.element("thead") { h in
                h.element("tr") { h in
                    for heading in [Words.who, Words.telephone, Words.hours, Words.kind] {
                        h.element("th", [.named("scope", "col")], text: context.say(heading))
                    }
                }
            }
            h.element("tbody") { h in
                for contact in contacts {
                    h.element("tr") { h in
                        h.element("th", [.named("scope", "row")], text: contact.who)
                        h.element("td", [.named("data-label", context.say(Words.telephone))]) { h in
                            for number in CallRow(contact).numbers { telephone(context, number, &h) }
                        }
                        for (label, text) in [(Words.hours, contact.hours), (Words.kind, contact.kind)] {
                            h.element("td", [.named("data-label", context.say(label))], text: text)
                        }
                    }
                }
            }
        }
    }
}

/// A blank report, to be filled in by hand.
public func reportSheetPage(_ context: PageContext, _ model: ReportSheetModel) -> HTML {
    typealias Words = Phrases.Sheets
    return sheet(context, title: context.say(Words.report), stamp: model.stamp) { h in
        h.p(context.say(Words.reportHint))
        h.element("table", [.class("blank")]) { h in
            h.element("caption", text: context.say(Words.report))
            h.element("tbody") { h in
                for line in model.lines {
                    h.element("tr") { h in
                        h.element("th", [.named("scope", "row")], text: line.question)
                        h.element("td") { h in
                            if line.boxes.isEmpty {
                                for _ in 1..<max(1, line.lines) { h.br() }
                            } else {
                                h.text(line.boxes.map { "□\u{A0}" + $0 }.joined(separator: "　"))
                            }
                        }
                    }
                }
            }
        }
        callNow(context, model.contacts.map(CallRow.init), title: Words.ring, missing: .room, &h)
    }
}

extension Phrases {
    /// What the sheets say.
    enum Sheets {
        static let intro = phrase(
            "停電や通信の途絶に備えて，印刷して手元に置くものです。版が変わったら印刷し直してください。", "For when there is no power or network.")
        static let byPost = phrase("役職ごとの「まず何をするか」", "First steps by post")
        static let contacts = phrase("連絡先の一覧", "Contacts")
        static let report = phrase("通報票（手書き用）", "Blank report")
        static let print = phrase("印刷する", "Print")
        static func stamp(_ stamp: SheetStamp) -> Label {
            phrase(
                "\(stamp.day)印刷　\(stamp.rulebook)　\(stamp.edition)版",
                "Printed \(stamp.day), \(stamp.rulebook), edition \(stamp.edition)")
        }
        static func postTitle(_ post: String) -> Label { phrase("\(post)がまずすること", "First steps of \(post)") }
        static func holders(_ names: String) -> Label { phrase("今の就任者：\(names)", "Held by \(names)") }
        static let first = phrase("まずすること", "First")
        static let noSteps = phrase("この役職に定められた手順はありません。", "No step is laid down for this post.")
        static let overleaf = phrase("このほかの手順は，別紙「すること（続き）」にあります。", "All further steps are on the second sheet.")
        static let printFollowing = phrase("別紙を表示して印刷する", "The second sheet")
        static func following(_ post: String) -> Label {
            phrase("\(post)がすること（続き）", "Further steps of \(post)")
        }
        static func goesOn(_ playbook: String) -> Label {
            phrase("「\(playbook)」は別紙に続きます。", "“\(playbook)” goes on on the second sheet.")
        }
        static func goingOn(_ playbook: String) -> Label { phrase("\(playbook)（続き）", "\(playbook) (continued)") }
        static func capacity(_ part: String) -> Label { phrase("（\(part)として）", " (as \(part))") }
        static let ring = phrase("連絡する相手", "Whom to ring")
        static let forbidden = phrase("してはならないこと", "What not to do")
        static func to(_ who: String) -> Label { phrase("　→ \(who)", " → \(who)") }
        static let emergency = phrase("人の命に危険があるときは，先に110番・119番へ。", "Danger to life: ring 110 or 119 first.")
        static let who = phrase("相手", "Who")
        static let telephone = phrase("電話番号", "Telephone")
        static let hours = phrase("時間", "Hours")
        static let kind = phrase("種別", "Kind")
        static func `extension`(_ number: String) -> Label {
            phrase("内線\(number)（構内の電話から）", "extension \(number) (from a telephone on the premises)")
        }
        static let reportHint = phrase("分かるところだけ書いてください。分からない欄は空けたままで構いません。", "Fill in what you know.")
        static let danger = phrase("けが人や，人への危険がありますか", "Is anyone in danger?")
        static let what = phrase("何が起きましたか", "What happened?")
        static let place = phrase("どこで", "Where?")
        static let when = phrase("いつ気付きましたか", "When did you notice?")
        static let reporter = phrase("あなたの名前・所属・連絡先", "Who are you, and how can we reach you?")
        static let yes = phrase("はい", "Yes")
        static let no = phrase("いいえ", "No")
        static let unknown = phrase("分からない", "Not known")
        static let done = phrase("既にしたこと（止めた，抜いた，知らせた相手と時刻）", "What has been done already")
        static let taker = phrase("受けた人・日時", "Taken by, when")
    }
}
