import Markup
import Notation
import Rules

/// A page of the journal, with what its last verification found.
public struct JournalModel: Sendable, Hashable {
    /// One entry.
    public struct Line: Sendable, Hashable {
        /// Its position.
        public var position: Int
        /// When it was entered.
        public var entered: Instant
        /// When it happened.
        public var happened: Instant
        /// What kind of entry it is, in words.
        public var kind: String
        /// Who entered it, in words.
        public var actor: String
        /// The matter, if it is of one that the reader may see; else empty.
        public var matter: String
        /// The head of the chain after it, as hexadecimal digits.
        public var head: String
        /// Whether its content has been destroyed with its key.
        public var isErased: Bool

        /// Makes a line.
        public init(
            position: Int, entered: Instant, happened: Instant, kind: String, actor: String, matter: String = "",
            head: String, isErased: Bool = false
        ) {
            self.position = position
            self.entered = entered
            self.happened = happened
            self.kind = kind
            self.actor = actor
            self.matter = matter
            self.head = head
            self.isErased = isErased
        }
    }

    /// What a verification of the whole chain found.
    public enum Verification: Sendable, Hashable {
        case none
        /// All is as it was written.
        case sound(at: Instant, entries: Int)
        /// Something was altered; the first place.
        case broken(at: Instant, position: Int, what: String)
    }

    /// The entries, newest first.
    public var lines: [Line]
    /// The position of the last entry of the journal.
    public var position: Int
    /// The head of the chain, as hexadecimal digits.
    public var head: String
    /// What the last verification found.
    public var verification: Verification
    /// Where the page after this one begins; nil when this is the last.
    public var before: Int?
    /// Whether this is a page after the first.
    public var isLater: Bool
    /// Whether the reader may see the entries, and not the head and its verification alone.
    public var showsEntries: Bool

    /// Makes a page.
    public init(
        lines: [Line], position: Int, head: String, verification: Verification = .none, before: Int? = nil,
        isLater: Bool = false, showsEntries: Bool = true
    ) {
        self.lines = lines
        self.position = position
        self.head = head
        self.verification = verification
        self.before = before
        self.isLater = isLater
        self.showsEntries = showsEntries
    }
}

/// The journal: its head in large letters, its verification, its entries.
public func journalPage(_ context: PageContext, _ model: JournalModel) -> HTML {
    typealias Words = Phrases.JournalPages
    return page(context, title: context.say(Words.title), reserving: 32768) { h in
        h.section(.class("receipt")) { h in
            h.h2(context.say(Words.headTitle))
            h.dl { h in
                h.term(context.say(Words.position), String(model.position))
                h.term(context.say(Words.head)) { h in h.element("code", text: grouped(model.head)) }
            }
            h.p(context.say(Words.headHint))
        }
        verification(context, model, &h)
        h.element("form", [.named("method", "post"), .action("/journal/verify"), .class("acts")]) { h in
            token(context, &h)
            h.element("button", [.class("main")], text: context.say(Words.verify))
        }
        if model.showsEntries { entries(context, model, &h) }
        h.h2(context.say(Words.export))
        h.p(context.say(Words.exportHint))
        h.p { h in h.element("code", text: "shodo backup") }
    }
}

private func entries(_ context: PageContext, _ model: JournalModel, _ h: inout HTML) {
    typealias Words = Phrases.JournalPages
    h.h2(context.say(Words.entries))
    if model.lines.isEmpty {
        h.none(context)
    } else {
        let hasMatters = model.lines.contains { !$0.matter.isEmpty }
        let headings = [Words.position, Words.entered, Words.happened, Words.kind, Words.actor]
        h.listTable(
            context, caption: context.say(Words.caption),
            headings: headings + (hasMatters ? [Words.matter] : []) + [Words.head], rows: model.lines
        ) { line in
            var cells: [(inout HTML) -> Void] = [
                { $0.text(String(line.position)) }, { $0.moment(context, line.entered) },
                { $0.moment(context, line.happened) },
                { h in
                    h.text(line.kind)
                    if line.isErased { h.span(context.say(Words.erased), .class("state ended")) }
                },
                { $0.span(line.actor, .class("name")) },
            ]
            if hasMatters {
                cells.append { h in
                    if !line.matter.isEmpty { h.a(line.matter, href: "/matters/\(pathPart(line.matter))") }
                }
            }
            cells.append { $0.element("code", text: String(line.head.prefix(12))) }
            return cells
        }
    }
    h.pages(
        context, newer: model.isLater ? "/journal" : nil,
        older: model.before.map { "/journal?before=\($0)" })
}

private func verification(_ context: PageContext, _ model: JournalModel, _ h: inout HTML) {
    typealias Words = Phrases.JournalPages
    switch model.verification {
    case .none: h.p(context.say(Words.notVerified), .class("notice"))
    case .sound(let at, let entries):
        h.p(.class("notice good")) { h in
            h.text(context.say(Words.sound(entries)) + "　")
            h.moment(context, at)
        }
    case .broken(let at, let position, let what):
        h.section(.class("errors"), .named("role", "alert")) { h in
            h.h2(context.say(Words.broken(position)))
            h.p(what)
            h.p(context.say(Words.brokenHint))
            h.p { h in h.moment(context, at) }
        }
    }
}

/// Hexadecimal digits in groups of eight, so that they can be read aloud and copied by hand.
func grouped(_ digits: String) -> String {
    var groups: [Substring] = []
    var rest = digits[...]
    while !rest.isEmpty {
        groups.append(rest.prefix(8))
        rest = rest.dropFirst(8)
    }
    return groups.joined(separator: " ")
}

extension Phrases {
    /// What the pages of the journal say.
    enum JournalPages {
        static let title = phrase("記録の検証", "Journal")
        static let headTitle = phrase("今の記録の照合値", "Head of the record")
        static let position = phrase("記録番号", "Position")
        static let head = phrase("照合値", "Head")
        static let headHint = phrase(
            "照合値を紙や別の場所に写しておくと，この番号までの記録が後から変えられていないことを確かめられます。", "Keep a copy elsewhere; it proves what stands before."
        )
        static let notVerified = phrase("まだ検証していません。", "Not verified yet.")
        static func sound(_ entries: Int) -> Label {
            phrase("検証の結果，\(entries)件すべてが書かれたとおりです。", "All \(entries) entries are as written.")
        }
        static func broken(_ position: Int) -> Label {
            phrase("記録番号\(position)で，書かれた内容と合いません", "Entry \(position) is not as it was written")
        }
        static let brokenHint = phrase(
            "このフォルダーを触らずに控えを取り，管理者に知らせてください。最後に合っていた記録までは信頼できます。",
            "Touch nothing, take a copy, tell the administrator.")
        static let verify = phrase("今すぐ検証する", "Verify now")
        static let entries = phrase("記録の一覧", "Entries")
        static let caption = phrase("新しい順", "Newest first")
        static let entered = phrase("記録", "Entered")
        static let happened = phrase("発生", "Happened")
        static let kind = phrase("種類", "Kind")
        static let actor = phrase("記録した人", "By")
        static let matter = phrase("案件", "Matter")
        static let erased = phrase("内容は廃棄済み", "content destroyed")
        static let export = phrase("控えを取る", "Copy of the record")
        static let exportHint = phrase(
            "記録の全体は，サーバーで次のコマンドを使って別の場所に写せます。写したものだけで検証できます。",
            "The whole record is copied on the server by this command; the copy can be verified by itself:")
    }
}
