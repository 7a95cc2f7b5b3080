import Markup
import Pages

// The pages of whoever works on a matter.
extension Gallery {
    static let duties = page(officer, title: "私の対応", live: "/duties/news?since=1284") { h in
        h.p("情報セキュリティ推進責任者，情報担当係長（代理）としての対応が3件あります。", .class("summary"))
        h.div(.class("duties")) { h in
            duty(&h, late: true, "外部との接続を切るか決める", "第8条第2項", due: "期限 4月1日 9:00（50分過ぎています）")
            duty(&h, late: false, "校長に第一報を伝える", "第9条", due: "期限 4月1日 11:00（あと1時間10分）")
            duty(&h, late: false, "聞き取りの結果を書く", "第12条第1項", due: nil)
        }
    }

    private static func duty(_ h: inout HTML, late: Bool, _ what: String, _ clause: String, due: String?) {
        h.element("article", [.class(late ? "duty overdue" : "duty")]) { h in
            h.h2(what)
            h.p { h in
                h.span(late ? "期限超過" : "着手できます", .class(late ? "state late" : "state open"))
                h.text("　")
                h.a("2026-000127 実習室PCのウイルス感染の疑い", href: "/matters/2026-000127")
            }
            h.p("なぜ：被害が広がるおそれがあると 9:12 に記録されたため。", .class("why"))
            h.p("根拠：インシデント対応手順 \(clause)", .class("clause"))
            if let due { h.p(due, .class("due")) } else { h.p("始まってから 2時間5分", .class("elapsed")) }
            h.p(.class("acts")) { h in
                h.a("決める", href: "/matters/2026-000127/acts/x", .class(late ? "button main" : "button"))
                h.a("案件を見る", href: "/matters/2026-000127")
            }
        }
    }

    static let matter = page(officer, title: "2026-000127 実習室PCのウイルス感染の疑い") { h in
        h.p("外部との接続を切る決定を待っています。個人情報が漏れたかどうかは，まだ分かっていません。", .class("summary"))
        h.div(.class("acts")) { h in
            h.a("接続を切るか決める", href: "/matters/x", .class("button main"))
            h.a("記録を書き足す", href: "/matters/x", .class("button"))
            printButton(officer, &h)
        }
        h.h2("対応手順")
        steps(&h)
        h.h2("期限")
        h.section(.class("clock")) { h in
            h.h3("本部への報告")
            h.p("4月8日 24:00 まで（あと6日）", .class("due"))
            h.p("数え方：知った日を1日目とします。民法の数え方では 4月9日 24:00 です。", .class("counted"))
        }
        h.h2("いまはできないこと")
        h.section(.class("refused")) { h in
            h.h3("感染したPCを元に戻す")
            h.p { h in h.span("できません", .class("state unowed")) }
            h.p("根拠：第10条第3項", .class("clause"))
            h.p("証拠の保全が終わっていないため。", .class("reason"))
            h.p("できる人：情報担当係長", .class("who"))
            h.p("次にすること：ディスクの写しを取り，記録してください。", .class("next"))
        }
        h.h2("確認事項")
        h.dl(.class("facts")) { h in
            h.term("気づいた日時", "令和8年4月1日 9:05")
            h.term("個人情報の有無") { h in h.span("分からない", .class("state waiting")) }
            h.term("台数", "3台")
        }
        h.h2("経過")
        timeline(&h)
        h.section(.class("notice warn")) { h in h.p("この案件は訓練です。") }
        h.section(.class("notice good")) { h in h.p("記録しました。") }
    }

    private static func steps(_ h: inout HTML) {
        h.ol(.class("steps")) { h in
            for (state, word, what, post, clause) in [
                ("done", "済み", "第一報を受ける", "総務課", "第6条"),
                ("open", "着手できます", "外部との接続を切るか決める", "情報セキュリティ推進責任者", "第8条第2項"),
                ("waiting", "承認待ち", "学内に知らせる", "校長", "第11条第1項"),
                ("unowed", "不要", "警察に相談する", "総務課", "第14条"), ("ended", "終わりました", "聞き取り", "情報担当係長", "第7条"),
            ] {
                h.li { h in
                    h.span(word, .class("state \(state)"))
                    h.span(what, .class("what"))
                    h.span(post, .class("post"))
                    h.span(clause, .class("clause"))
                }
            }
        }
    }

    private static func timeline(_ h: inout HTML) {
        h.ol(.class("timeline")) { h in
            entry(&h, "4月1日 9:05", "入力 4月1日 9:12", "実習室のPC 3台に身に覚えのない画面が出ていると電話があった。")
            h.li(.class("deviation")) { h in
                when(&h, "4月1日 9:20", "入力 4月1日 9:41")
                h.p { h in
                    h.strong("逸脱　")
                    h.text("承認の前に接続を切った。根拠：第8条第2項")
                }
            }
            h.li { h in
                when(&h, "4月1日 9:30", "入力 4月1日 9:35")
                h.p(.class("struck")) { h in
                    h.span("訂正前", .class("word"))
                    h.text("感染したPCは2台である。")
                }
                h.p("総務課　例示 花子", .class("by"))
            }
        }
    }

    private static func entry(_ h: inout HTML, _ at: String, _ entered: String, _ text: String) {
        h.li { h in
            when(&h, at, entered)
            h.p(text)
            h.p("総務課　例示 花子", .class("by"))
        }
    }

    private static func when(_ h: inout HTML, _ at: String, _ entered: String) {
        h.div(.class("when")) { h in
            h.element("time", text: at)
            h.span(entered, .class("entered"))
        }
    }

    static let matters = page(officer, title: "案件") { h in
        h.element("form", [.class("filters"), .named("method", "get"), .action("/matters"), .named("role", "search")]) {
            h in
            field(officer, Input("q", "言葉で探す", values: ["感染"]), &h)
            field(officer, Input("state", "状態", shape: .select([.init("open", "対応中"), .init("closed", "終了")])), &h)
            h.element("button", text: "探す")
        }
        h.p("3件のうち 1〜3件目", .class("counts"))
        h.element("table", [.class("list")]) { h in
            h.element("caption", text: "案件の一覧")
            h.element("thead") { h in
                h.element("tr") { h in
                    for column in ["番号", "件名", "状態", "受付", "期限"] {
                        h.element("th", [.named("scope", "col")], text: column)
                    }
                }
            }
            h.element("tbody") { h in for number in 127...129 { row(&h, number) } }
        }
        h.div(
            .class("wide"), .named("tabindex", "0"), .named("role", "region"), .named("aria-label", "資産の表")
        ) { h in
            h.element("table") { h in
                h.element("tr") { h in
                    for cell in ["資産番号", "名称", "設置場所", "管理者", "購入日", "点検日"] { h.element("th", text: cell) }
                }
                h.element("tr") { h in
                    for cell in ["A-0012", "実習室PC", "電子計算機室", "情報担当係長", "令和5年4月1日", "令和8年3月1日"] {
                        h.element("td", text: cell)
                    }
                }
            }
        }
        h.element("nav", [.named("aria-label", "ページ")]) { h in
            h.ul(.class("pages")) { h in
                h.li { h in h.element("span", [.named("aria-current", "page")], text: "1") }
                h.li { h in h.a("2", href: "?page=2") }
                h.li { h in h.a("次へ", href: "?page=2") }
            }
        }
        h.element("details") { h in
            h.element("summary", text: "保存した条件")
            h.p("期限が近いもの")
        }
    }

    private static func row(_ h: inout HTML, _ number: Int) {
        h.element("tr") { h in
            h.element("td", [.named("data-label", "番号")]) { h in
                h.a("2026-000\(number)", href: "/matters/2026-000\(number)")
            }
            h.element("td", [.named("data-label", "件名")], text: "実習室PCのウイルス感染の疑い")
            h.element("td", [.named("data-label", "状態")]) { h in h.span("対応中", .class("state open")) }
            h.element("td", [.named("data-label", "受付")], text: "4月1日 9:12")
            h.element("td", [.named("data-label", "期限")], text: "4月8日 24:00")
        }
    }

    static let sheet = page(officer, title: "いまどうする：情報担当係長") { h in
        h.p(.class("acts")) { h in printButton(officer, &h) }
        h.section(.class("sheet")) { h in
            h.h2("最初の1時間")
            h.ol { h in
                h.li("通報を受けたら，受付番号を伝える。")
                h.li("LANケーブルを抜くよう伝える。電源は切らせない。")
                h.li("情報セキュリティ推進責任者に電話する。")
            }
            h.h2("連絡先")
            h.dl(.class("facts")) { h in
                h.term("総務課", "内線 100")
                h.term("守衛室（夜間）", "内線 101")
            }
            h.h2("通報票")
            h.element("table", [.class("blank")]) { h in
                for heading in ["受けた日時", "通報した人", "場所", "何が起きたか"] {
                    h.element("tr") { h in
                        h.element("th", [.named("scope", "row")], text: heading)
                        h.element("td") { _ in }
                    }
                }
            }
        }
    }
}
