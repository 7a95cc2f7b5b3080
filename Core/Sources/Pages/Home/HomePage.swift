import Markup
import Rules

/// The first page for somebody who has not signed in: report, ring, look up, sign in.
///
/// - Parameters:
///   - contacts: whom to ring at this hour.
///   - isOffice: whether the office is open now; nil leaves it unsaid.
public func homePage(_ context: PageContext, contacts: [Contact], isOffice: Bool? = nil) -> HTML {
    typealias Words = Phrases.Home
    return page(context, title: context.say(Words.title(context.organisation))) { h in
        h.p(context.say(Words.intro), .class("summary"))
        h.section(.class("life")) { h in
            h.h2(context.say(Words.danger))
            h.p { h in
                h.a(context.say(Words.police), href: "tel:110", .class("button"))
                h.text(" ")
                h.a(context.say(Words.fire), href: "tel:119", .class("button"))
            }
        }
        h.p { h in h.a(context.say(Words.report), href: "/report", .class("button main")) }
        h.p(context.say(Words.reportHint), .class("hint"))
        if contacts.isEmpty {
            h.p(context.say(Words.noNumbers), .class("notice"))
        } else {
            callNow(
                context, contacts.map(CallRow.init),
                title: isOffice == nil ? Words.ring : isOffice == true ? Words.ringOffice : Words.ringAfter, &h)
        }
        h.h2(context.say(Words.reported))
        h.p(context.say(Words.receiptHint))
        h.p { h in h.a(context.say(Phrases.Receipt.title), href: "/receipt", .class("button")) }
        if context.reader == nil {
            h.h2(context.say(Words.staff))
            h.p { h in h.a(context.say(Phrases.Frame.signIn), href: "/sign-in", .class("button")) }
        }
    }
}

extension Phrases {
    /// What the first page says.
    enum Home {
        static func title(_ organisation: String) -> Label {
            phrase("\(organisation)の緊急の連絡", "Emergency reports to \(organisation)")
        }
        static let intro = phrase("「おかしい」と思ったら，すぐに知らせてください。確かでなくて構いません。", "If something seems wrong, tell us at once.")
        static let danger = phrase("人の命に危険があるとき", "Danger to life")
        static let police = phrase("110番（警察）", "110 (police)")
        static let fire = phrase("119番（消防・救急）", "119 (fire, ambulance)")
        static let report = phrase("通報する", "Report")
        static let reportHint = phrase("1分ほどで終わります。アカウントは要りません。", "It takes a minute; no account is needed.")
        static let ring = phrase("電話で知らせる", "Ring")
        static let ringOffice = phrase("今，電話で知らせる（執務時間内）", "Ring now (office hours)")
        static let ringAfter = phrase("今，電話で知らせる（執務時間外）", "Ring now (after hours)")
        static let noNumbers = phrase(
            "今つながる電話番号は登録されていません。「通報する」から知らせてください。",
            "No telephone number answers now. Please tell us with “Report”.")
        static let reported = phrase("もう通報した方", "You have reported already")
        static let receiptHint = phrase(
            "受付番号と合言葉で，その後の様子を見たり，書き足したりできます。", "See what has become of it and add to it, with number and pass-phrase.")
        static let staff = phrase("職員の方", "Staff")
    }
}
