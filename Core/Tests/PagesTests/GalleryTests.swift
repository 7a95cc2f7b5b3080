import Foundation
import Markup
import Notation
import Pages
import Testing

/// Pages made of every piece of the look, as they were when somebody last looked at them. `make record` records anew.
@Suite("Gallery") struct GalleryTests {
    @Test("the pieces of the look are written as recorded", arguments: Gallery.pages.map(\.name))
    func recorded(name: String) throws {
        let page = try #require(Gallery.pages.first { $0.name == name })
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name).html")
        // A line for each block, so that a difference can be read.
        var text = page.html.string
        for tag in ["</p>", "</li>", "</h1>", "</h2>", "</h3>", "</div>", "</tr>", "</section>", "</dd>", "</head>"] {
            text = text.replacing(tag, with: tag + "\n")
        }
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
            return
        }
        let recorded = String(decoding: try Data(contentsOf: url), as: UTF8.self)
        let difference = zip(text.split(separator: "\n"), recorded.split(separator: "\n")).first { $0 != $1 }
        let lines = difference.map { "now: \($0)\nrecorded: \($1)" } ?? "one is longer"
        #expect(text == recorded, "\(name) changed: `make record`, then look at it\n\(lines)")
    }

    @Test("a form that keeps no draft says nothing of drafts")
    func noDraft() {
        let html = HTML {
            form(Gallery.stranger, to: "/sign-in", id: "sign-in", drafts: false, send: "x", inside: { _ in }, &$0)
        }
        #expect(!html.string.contains("draft"))
    }

    @Test("an input is filled in with what was typed before, and one that was emptied stays empty")
    func refilled() {
        var context = Gallery.officer
        context.draft = .init(Entered(kept: ["what": ["葛\u{E0100}城"], "exercise": []]), savedAt: context.now)
        let html = HTML { h in
            form(
                context, to: "/report", id: "report", send: "x",
                inside: { h in
                    field(context, Input("what", "何が"), &h)
                    field(context, Input("where", "どこで", values: ["図書館"]), &h)
                    field(context, Input("exercise", "訓練", shape: .checks([.init("yes", "はい")]), values: ["yes"]), &h)
                }, &h)
        }.string
        #expect(html.contains("value=\"葛\u{E0100}城\"") && html.contains("value=\"図書館\""))
        #expect(!html.contains("checked") && html.contains("data-draft-at=\"\(context.now.milliseconds)\""))
    }

    @Test("a form of the page goes to the whole address, under which its draft is kept")
    func addresses() {
        var context = Gallery.officer
        (context.path, context.target) = ("/matters/new", "/matters/new?kind=incident")
        func made(_ path: String) -> String {
            HTML { form(context, to: path, id: "x", send: "x", inside: { _ in }, &$0) }.string
        }
        #expect(made("/matters/new").contains("action=\"/matters/new?kind=incident\""))
        #expect(made("/matters/new").contains("data-draft=\"/matters/new?kind=incident\""))
        #expect(made("/elsewhere").contains("action=\"/elsewhere\""))
    }

    @Test("whoever a report does not concern is told what to do about it, and the others get the way there")
    func alarm() {
        var context = Gallery.officer
        let next = "担当者に電話で知らせてください。"
        #expect(!page(context, title: "x") { _ in }.string.contains(next))
        context.alarms = [.init(matter: "", since: context.now)]
        #expect(page(context, title: "x") { _ in }.string.contains(next))
    }

    @Test("the button of the menu opens what is there")
    func menu() {
        let text = page(Gallery.officer, title: "x") { _ in }.string
        #expect(text.contains("popovertarget=\"menu\"") && text.contains("id=\"menu\" popover"))
        #expect(!page(Gallery.stranger, title: "x") { _ in }.string.contains("popover"))
    }

    @Test("lists that are being made anew are said to be so, to whoever reads them")
    func preparing() {
        var (officer, stranger) = (Gallery.officer, Gallery.stranger)
        (officer.isPreparing, stranger.isPreparing) = (true, true)
        #expect(page(officer, title: "x") { _ in }.string.contains("案件の一覧を作り直しています"))
        #expect(!page(stranger, title: "x") { _ in }.string.contains("作り直しています"))
        #expect(!page(Gallery.officer, title: "x") { _ in }.string.contains("作り直しています"))
    }
}
