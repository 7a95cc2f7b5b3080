import Markup
import Notation
import Pages

/// Pages of invented content that use every class of the look.
enum Gallery {
    static let now = Instant(milliseconds: 1_775_001_600_000)
    static let stranger = PageContext(
        organisation: "例示工業高等専門学校", isDemo: true, now: now, formToken: "token", path: "/report")
    static let officer = PageContext(
        organisation: "例示工業高等専門学校", isDemo: true, now: now,
        reader: .init(
            person: "shiro", name: "例示 四郎", posts: ["情報セキュリティ推進責任者", "情報担当係長"], administers: true, owed: 3),
        alarms: [.init(matter: "2026-000131", since: Instant(milliseconds: 1_775_000_000_000))], formToken: "token",
        path: "/duties")

    static let pages: [(name: String, html: HTML)] = [
        ("report", report(wrong: false)), ("report-errors", report(wrong: true)), ("receipt", receipt),
        ("duties", duties), ("matter", matter), ("matters", matters), ("sheet", sheet),
    ]

    static func report(wrong: Bool) -> HTML {
        let inputs = [
            Input(
                "danger", "だれかの命や身体に危険がありますか", required: true,
                shape: .radio([
                    .init("yes", "はい，または，そのおそれがある", hint: "けが，脅迫，自傷をほのめかす書き込みなど"), .init("no", "いいえ"),
                    .init("unknown", "分からない"),
                ]), values: wrong ? [] : ["no"], error: wrong ? "どれかを選んでください" : ""),
            Input(
                "what", "何が起きましたか", hint: "見たまま，聞いたままで構いません。原因は分からなくて構いません。", required: true,
                shape: .lines(), values: wrong ? ["PCに身に覚えのない画面が出て，ファイルが開けません。"] : []),
            Input(
                "when", "いつ気づきましたか", hint: "例：さきほど，昨日の夕方，令和8年4月1日 9時ごろ", required: true,
                values: wrong ? ["令和99年"] : [], error: wrong ? "これから先の日付です。過ぎた日時を書いてください" : ""),
            Input(
                "where", "どこで", required: true,
                shape: .select([.init("lab", "電子計算機室"), .init("office", "事務室"), .init("outside", "学外")])),
            Input("who", "あなたのお名前か連絡先", hint: "あとで事情を伺うために使います。", required: true),
            Input("kinds", "当てはまるもの", shape: .checks([.init("mail", "メール"), .init("site", "ウェブサイト")])),
            Input("files", "写真や画面の記録", shape: .file(several: true)),
        ]
        return page(stranger, title: "通報する") { h in
            errorSummary(stranger, inputs, &h)
            h.section(.class("notice")) { h in
                h.p { h in
                    h.strong("入力は5つだけです。")
                    h.text("分からないことは「分からない」で構いません。アカウントは要りません。")
                }
            }
            form(
                stranger, to: "/report", id: "report", files: true, send: "通報する",
                inside: { h in for input in inputs { field(stranger, input, &h) } }, &h)
        }
    }

    static let receipt = page(stranger, title: "通報を受け付けました") { h in
        h.section(.class("life")) { h in
            h.h2("命や身体に危険があるときは，先に電話してください")
            h.p("この画面はあとから開けます。")
        }
        h.section(.class("call-now")) { h in
            h.h2("いますぐ電話してください")
            h.ul { h in
                for (number, who, hours) in [
                    ("119", "消防・救急", ""), ("110", "警察", ""), ("100", "総務課（内線）", "平日 8:30〜17:15。夜間は守衛室につながります。"),
                ] {
                    h.li { h in
                        h.a(number, href: "tel:\(number)")
                        h.span(who, .class("who"))
                        if !hours.isEmpty { h.span(hours, .class("hours")) }
                    }
                }
            }
        }
        h.section(.class("receipt")) { h in
            h.h2("受付番号と合言葉を控えてください")
            h.dl { h in
                h.term("受付番号", "2026-000131")
                h.term("合言葉", "あさがお・でんしゃ・みずうみ")
            }
            h.p("あとから書き足すときに使います。")
            printButton(stranger, &h)
        }
        h.div(.class("two")) { h in
            h.section { h in
                h.h2("してください")
                h.ul(.class("do")) { h in
                    h.li("LANケーブルを抜く。無線LANは切る。")
                    h.li("画面を写真に撮る。")
                }
            }
            h.section { h in
                h.h2("しないでください")
                h.ul(.class("dont")) { h in
                    h.li("電源を切らない。再起動しない。")
                    h.li("自分で直そうとしない。ファイルを消さない。")
                }
            }
        }
        h.p("記録の位置 1284　記録の先端 9f2c…71ab", .class("small"))
    }
}
