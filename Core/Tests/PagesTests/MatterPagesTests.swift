import Engine
import Foundation
import Markup
import Notation
import Pages
import ReadModels
import Rules
import Testing

/// The pages of a matter that has been worked on, as they were when somebody last looked at them.
@Suite("Pages of a matter") struct MatterPagesTests {
    /// A matter with something of everything.
    static func worked() throws -> MatterTrial {
        var trial = try MatterTrial.begin()
        try trial.do("add-item", by: "aoki") { command in
            command.item = "端末1"
            command.text = "実習室のPC"
        }
        try trial.do("add-item", by: "aoki") { command in
            command.item = "端末2"
            command.text = "事務室のPC"
        }
        try trial.do("statement", by: "kato") { command in
            command.onBehalf = "実習中の学生"
            command.text = "昼休みから身に覚えのない画面が出ていた。"
        }
        try trial.do("answer", by: "nagai") { $0.answers = [.init(fact: "leak", value: .values(["no"]))] }
        try trial.do("tell", by: "aoki") { command in
            command.text = "電話で知らせた。"
            command.answers = [
                .init(fact: "leak", value: .values(["yes"])), .init(fact: "persons", value: .values(["12"])),
            ]
        }
        try trial.do("answer", by: "aoki") { $0.answers = [.init(fact: "known", value: .values(["2026-05-29T09:00"]))] }
        try trial.do("note", by: "aoki") { $0.text = "感染したのは三台である。" }
        try trial.do("correct", by: "aoki") { command in
            command.entry = 8
            command.reason = "二台だった。"
        }
        try trial.do("cut", by: "aoki") { command in
            command.inFact = true
            command.reason = "被害が広がりそうで，承認を待てなかった。"
        }
        try trial.do("enter", by: "kato") { command in
            command.paper = "first-report"
            command.fields = [.init("what", "実習室のPCが感染した疑いがある。"), .init("size", "one")]
        }
        try trial.do("enter", by: "kato") { command in
            command.paper = "first-report"
            command.fields = [.init("what", "実習室と事務室のPC二台が感染した疑いがある。"), .init("size", "many")]
            command.marks = ["secret"]
        }
        let picture = Command.File(hash: String(repeating: "a", count: 64), size: 120_000, name: "画面.png")
        try trial.do("keep-evidence", by: "aoki") { ($0.file, $0.from) = (picture, "aoki") }
        try trial.do("pass-evidence", by: "aoki") { ($0.file, $0.to) = (picture, ["例示警察署"]) }
        let mail = Command.File(hash: String(repeating: "b", count: 64), size: 4_000, name: "不審なメール.eml", sealed: true)
        try trial.do("keep-evidence", by: "aoki") { ($0.file, $0.from) = (mail, "nagai") }
        return trial
    }

    static let names = [
        "matter-lead", "matter-clerk", "act", "act-wrong", "act-check", "act-refused", "act-decide", "act-each",
        "act-sealed", "duties-list", "duties-none", "paper",
    ]

    static func html(_ name: String) throws -> HTML {
        let trial = try worked()
        func sheet() throws -> PaperSheet {
            try #require(PaperSheet("first-report", of: trial.matter, words: trial.words))
        }
        func form(_ key: String, _ person: String, _ entered: [(String, String)] = []) throws -> ActForm {
            try #require(trial.form(key, by: person, entered.map { (name: $0.0, value: $0.1) }))
        }
        let copy = ActKey.act("copy", item: "端末1").text
        switch name {
        case "matter-lead", "matter-clerk":
            let person = name == "matter-lead" ? "aoki" : "kato"
            let around = MatterSurroundings(
                timeline: trial.timeline, takesFiles: true, seen: [.init(person: "例示 加藤", at: trial.now)])
            let context = trial.context(person)
            let piece = MatterPiece(context, trial.view(of: person), around, words: trial.words)
            return matterPage(context, piece, live: "/matters/2026-000127/changes?since=12")
        case "act": return actPage(trial.context("kato"), try form("act.report", "kato"))
        case "act-wrong":
            let wrong = try form(copy, "aoki", [("moves", "copied"), ("text", "写した")])
            guard case .wrong(let groups) = wrong.read() else { return HTML() }
            return actPage(trial.context("aoki"), wrong, stage: .wrong(groups))
        case "act-check":
            let form = try form(copy, "aoki", [("fact.media", "safe"), ("moves", "copied")])
            guard case .commands(let commands) = form.read(), case .causes(let causes) = trial.check(commands) else {
                return HTML()
            }
            return actPage(trial.context("aoki"), form, stage: .check(causes))
        case "act-refused":
            let form = try form("act.restore", "aoki", [("text", "元に戻したい")])
            guard case .commands(let commands) = form.read(),
                case .refused(let refusal, _) = trial.check(commands)
            else { return HTML() }
            let notice = RefusalNotice(refusal, act: form.title, words: trial.words, at: trial.now)
            return actPage(trial.context("aoki"), form, stage: .refused(notice))
        case "act-each":
            let typed = [("thing.1.moves", "copied"), ("thing.2.text", "あとで写す")]
            let form = try form("each.copy", "aoki", typed)
            guard case .wrong(let groups) = form.read() else { return HTML() }
            return actPage(trial.context("aoki"), form, stage: .wrong(groups))
        case "act-sealed": return actPage(trial.context("mori"), try form("verb.open-evidence", "mori"))
        case "act-decide":
            var asked = try MatterTrial.begin()
            try asked.do("ask", by: "aoki") { $0.approval = "ok" }
            let form = try #require(asked.form("decide.ok~cut", by: "mori"))
            return actPage(asked.context("mori"), form)
        case "duties-list", "duties-none":
            var later = trial
            later.now = later.now.adding(milliseconds: 7_200_000)
            let person = name == "duties-none" ? "mori" : "aoki"
            let situation = later.sight(of: person).survey.situation
            let lines = DutyList.lines(situation, of: later.matter, words: later.words, reader: person)
            return dutiesPage(later.context(person), DutyList(lines, at: later.now), words: later.words)
        default:
            return paperPage(
                trial.context("kato"), try sheet(), matter: trial.matter.id, kind: "情報セキュリティインシデント", versions: [1, 2])
        }
    }

    @Test("the pages are written as recorded", arguments: names)
    func recorded(name: String) throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/matters/\(name).html")
        var text = try Self.html(name).string
        #expect(!text.isEmpty)
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

    @Test("a matter and each of its acts begin with what was reported, unless that was struck through")
    func gist() throws {
        var trial = MatterTrial(.small)
        try trial.do("open", by: "nagai") {
            $0.matterKind = "incident"
            $0.text = "知らない画面が出て動かない"
        }
        #expect(Gist(trial.sight(of: "aoki"))?.lines == ["知らない画面が出て動かない"])
        let form = try #require(trial.form("verb.note", by: "aoki"))
        #expect(actPage(trial.context("aoki"), form).string.contains("class=\"gist\""))
        trial.entries[0].struck = Striking(entry: 2, person: "aoki", at: trial.now, reason: "x")
        #expect(Gist(trial.sight(of: "aoki")) == nil)
    }

    @Test("what changes what a matter is, or who sees it, is folded away below the daily work")
    func folded() throws {
        let trial = try MatterTrial.begin()
        let view = trial.view(of: "aoki")
        let piece = MatterPiece(trial.context("aoki"), view, .init(timeline: []), words: trial.words)
        let page = matterPage(trial.context("aoki"), piece).string
        let parts = page.components(separatedBy: "そのほかの操作")
        #expect(parts.count == 2)
        #expect(parts[0].contains("acts/verb.note") && !parts[0].contains("acts/verb.exclude\" class=\"button quiet\""))
        #expect(parts[1].contains("acts/verb.exclude"))
    }

    @Test("no id stands twice on a page, and headings go down one at a time", arguments: names)
    func sound(name: String) throws {
        let text = try Self.html(name).string
        let ids = text.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count, "\(ids.filter { id in ids.count { $0 == id } > 1 })")
        let levels = text.matches(of: /<h([1-6])[\s>]/).compactMap { Int($0.1) }
        #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
        for (before, after) in zip(levels, levels.dropFirst()) { #expect(after <= before + 1, "\(levels)") }
        for target in text.matches(of: /href="#(entry-[0-9]+)"/) { #expect(ids.contains(String(target.1))) }
    }
}
