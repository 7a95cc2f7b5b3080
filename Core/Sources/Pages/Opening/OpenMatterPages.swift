import Markup
import ReadModels
import Rules

/// A kind of matter that can be opened, or why it cannot.
public struct OpenableKind: Sendable, Hashable {
    /// Its id.
    public var kind: String
    /// What it is called.
    public var title: String
    /// The clauses it rests on.
    public var clauses: [ClauseLine]
    /// What begins with it, in words.
    public var begins: [String]
    /// Who may open it, in words, when the reader may not; empty when the reader may.
    public var who: String

    /// Makes a kind.
    public init(kind: String, title: String, clauses: [ClauseLine] = [], begins: [String] = [], who: String = "") {
        self.kind = kind
        self.title = title
        self.clauses = clauses
        self.begins = begins
        self.who = who
    }
}

/// The kinds of matter: those the reader may open, and who opens the others.
public func openableKindsPage(_ context: PageContext, _ kinds: [OpenableKind]) -> HTML {
    typealias Words = Phrases.Opening
    return page(context, title: context.say(Words.title)) { h in
        let open = kinds.filter(\.who.isEmpty)
        let closed = kinds.filter { !$0.who.isEmpty }
        if open.isEmpty { h.p(context.say(Words.noKind), .class("notice")) }
        h.ul(.class("plain")) { h in
            for kind in open {
                h.li { h in
                    h.a(kind.title, href: "/matters/new\(queryString([("kind", kind.kind)]))", .class("button"))
                    clauseNumbers(context, kind.clauses, &h)
                    explanation(context, kind, &h)
                }
            }
        }
        if !closed.isEmpty {
            h.h2(context.say(Words.others))
            for kind in closed {
                h.section(.class("refused")) { h in
                    h.h3(kind.title)
                    clauseNumbers(context, kind.clauses, &h)
                    explanation(context, kind, &h)
                    h.p(context.say(Words.openedBy(kind.who)), .class("who"))
                }
            }
        }
    }
}

/// What the clauses of a kind say, and what begins with it; nothing where the rulebook says neither.
private func explanation(_ context: PageContext, _ kind: OpenableKind, _ h: inout HTML) {
    let said = kind.clauses.map(\.sentence).filter { !$0.isEmpty }
    if !said.isEmpty { h.p(said.joined(separator: " "), .class("hint")) }
    if !kind.begins.isEmpty { h.p(context.say(Phrases.Opening.begins(kind.begins)), .class("hint")) }
}

/// The form by which a matter is opened.
///
/// - Parameter once: a mark of this one form, so that a second click opens nothing a second time.
public func openMatterPage(
    _ context: PageContext, _ form: OpenMatterForm, once: String = "", refusal: RefusalNotice? = nil
) -> HTML {
    typealias Words = Phrases.Opening
    return page(context, title: context.say(Words.open(form.title))) { h in
        h.p(.class("trail")) { h in h.a(context.say(Words.back), href: "/matters/new") }
        clauseNumbers(context, form.clauses, &h)
        errorSummary(context, form.inputs, &h)
        if let refusal { refusalSection(context, refusal, &h) }
        Pages.form(
            context, to: "/matters/new", id: "open-\(form.kind)", send: context.say(Words.send),
            inside: { h in
                h.void("input", [.type("hidden"), .name("kind"), .value(form.kind.text)])
                h.void("input", [.type("hidden"), .name("once"), .value(once)])
                let waiting = form.inputs.filter { form.folded.contains($0.name) }
                let first = form.inputs.firstIndex { form.folded.contains($0.name) } ?? form.inputs.endIndex
                for input in form.inputs[..<first] { field(context, input, &h) }
                fold(context, waiting, &h)
                for input in form.inputs[first...].dropFirst(waiting.count) { field(context, input, &h) }
            }, &h)
    }
}

/// What can wait, folded; open where something has been typed or is wrong.
private func fold(_ context: PageContext, _ inputs: [Input], _ h: inout HTML) {
    guard !inputs.isEmpty else { return }
    let isOpen = inputs.contains { input in
        let typed = context.draft?.entered.all(input.name) ?? input.values
        return !input.error.isEmpty || typed.contains { !$0.isEmpty }
    }
    h.element("details", [.flag("open", isOpen)]) { h in
        h.element("summary", text: context.say(Phrases.Opening.more(inputs.count)))
        for input in inputs { field(context, input, &h) }
    }
}

extension Phrases {
    /// What the pages that open matters say.
    enum Opening {
        static let title = phrase("案件を起こす・申請する", "Open a matter")
        static let back = phrase("ほかの種類を選ぶ", "Choose another kind")
        static let noKind = phrase("今の役職で起こせる案件はありません。", "Your posts may open none.")
        static let others = phrase("ほかの人が起こすもの", "Opened by others")
        static func openedBy(_ who: String) -> Label { phrase("起こせる人：\(who)", "Opened by \(who)") }
        static func open(_ title: String) -> Label { phrase("\(title)を始める", "Open: \(title)") }
        static let text = phrase("内容", "What it is about")
        static let textHint = phrase("何が起きたか。分かる範囲で構いません。", "What happened, as far as you know.")
        static let reasonHint = phrase("何を，なぜ。分かる範囲で構いません。", "What and why, as far as you know.")
        static func more(_ count: Int) -> Label {
            phrase("ほかに分かっていること（任意，\(count)件）", "What else is known (optional, \(count))")
        }
        static func begins(_ titles: [String]) -> Label {
            phrase("始まる手順：" + titles.joined(separator: "，"), "Begins: " + titles.joined(separator: ", "))
        }
        static let textMissing = phrase("内容を入力してください。", "Say what it is about.")
        static let thingsHint = phrase("台帳から選びます。後から足すこともできます。", "From the register; more can be added later.")
        static let moment = phrase("日時", "When")
        static let happened = phrase("起きた日時", "When it happened")
        static let exercise = phrase("訓練", "Drill")
        static let exerciseHint = phrase("訓練かどうかは始めるときに決まり，後から変えられません。", "Marked from its opening, never later.")
        static let isExercise = phrase("これは訓練です", "This is a drill")
        static let notKnown = phrase("まだ分からない", "Not known yet")
        static let send = phrase("この内容で始める", "Open")
    }
}
