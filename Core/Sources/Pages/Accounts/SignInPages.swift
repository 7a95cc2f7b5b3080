import Markup
import Notation
import Rules

/// Signing in: what was typed before, and what was wrong with it.
public struct SignInModel: Sendable, Hashable {
    /// Somebody to try the demo as.
    public struct Demo: Sendable, Hashable {
        /// The name to sign in with.
        public var name: String
        /// The password, which everybody may know.
        public var password: String
        /// Who it is, in words.
        public var who: String

        /// The posts held, in words.
        public var posts: [String]

        /// Makes a demo sign-in.
        public init(name: String, password: String, who: String, posts: [String] = []) {
            self.name = name
            self.password = password
            self.who = who
            self.posts = posts
        }
    }

    /// The name that was typed.
    public var name: String
    /// Why it did not work, in words; empty when nothing was tried.
    public var problem: String
    /// Where to go afterwards; a path of this site.
    public var next: String
    /// The demo's sign-ins; only of a demo folder.
    public var demos: [Demo]

    /// Makes a model.
    public init(name: String = "", problem: String = "", next: String = "", demos: [Demo] = []) {
        self.name = name
        self.problem = problem
        self.next = next
        self.demos = demos
    }
}

/// The page to sign in.
public func signInPage(_ context: PageContext, _ model: SignInModel) -> HTML {
    typealias Words = Phrases.Accounts
    return page(context, title: context.say(Phrases.Frame.signIn)) { h in
        errorSummary(context, [], also: model.problem.isEmpty ? [] : [model.problem], &h)
        signInForm(context, model, &h)
        h.p(context.say(Words.forgotten), .class("hint"))
        h.p { h in
            h.text(context.say(Words.noAccount))
            h.a(context.say(Phrases.Frame.report), href: "/report")
            h.text("　")
            h.a(context.say(Phrases.Receipt.title), href: "/receipt")
        }
        if context.isDemo, !model.demos.isEmpty {
            h.h2(context.say(Words.demo))
            h.div(.class("captioned")) { h in
                h.listTable(
                    context, caption: context.say(Words.demo),
                    headings: [Words.name, Words.password, Words.who, Phrases.People.post], rows: model.demos
                ) { demo in
                    [
                        { $0.element("code", text: demo.name) }, { $0.element("code", text: demo.password) },
                        { $0.text(demo.who) }, { $0.text(demo.posts.joined(separator: "，")) },
                    ]
                }
            }
        }
    }
}

private func signInForm(_ context: PageContext, _ model: SignInModel, _ h: inout HTML) {
    typealias Words = Phrases.Accounts
    passwordForm(
        context, to: "/sign-in", hidden: [("next", model.next)], send: Phrases.Frame.signIn,
        inputs: [
            Input("name", context.say(Words.name), required: true, values: [model.name], autocomplete: "username"),
            Input(
                "password", context.say(Words.password), required: true, shape: .line(kind: "password"),
                autocomplete: "current-password"),
        ], &h)
}

/// A form with passwords: it is never kept as a draft.
private func passwordForm(
    _ context: PageContext, to path: String, hidden: [(name: String, value: String)] = [], send: Label,
    inputs: [Input], _ h: inout HTML
) {
    h.element("form", [.named("method", "post"), .action(path), .flag("novalidate")]) { h in
        token(context, &h)
        for it in hidden where !it.value.isEmpty {
            h.void("input", [.type("hidden"), .name(it.name), .value(it.value)])
        }
        for input in inputs { field(context, input, &h) }
        h.element("button", [.class("main")], text: context.say(send))
    }
}

/// The session is over: what was typed has been kept, and where.
///
/// - Parameters:
///   - draft: where the draft is kept; nil when there was nothing to keep.
///   - kept: what was typed, for copying.
public func sessionEndedPage(
    _ context: PageContext, _ model: SignInModel, draft: PageLink?, kept: [KeptText] = []
) -> HTML {
    typealias Words = Phrases.Accounts
    return page(context, title: context.say(Words.ended)) { h in
        errorSummary(context, [], also: model.problem.isEmpty ? [] : [model.problem], &h)
        h.section(.class("notice")) { h in
            h.p(context.say(Words.endedWhy))
            if let draft {
                h.p { h in
                    h.text(context.say(Words.draftKept))
                    h.a(draft.text, href: draft.path)
                }
            }
            h.p(context.say(Words.notSent))
        }
        signInForm(context, model, &h)
        keptTexts(context, kept, &h)
    }
}

/// The password once more, before one of the gravest acts.
///
/// - Parameters:
///   - act: what is about to be done, in words; empty when nothing is.
///   - next: where to go on.
public func confirmPage(_ context: PageContext, act: String, next: String, problem: String = "") -> HTML {
    typealias Words = Phrases.Accounts
    return page(context, title: context.say(Words.confirm)) { h in
        errorSummary(context, [], also: problem.isEmpty ? [] : [problem], &h)
        h.p(context.say(Words.confirmWhy(act)))
        passwordForm(
            context, to: "/account/confirm", hidden: [("next", next), ("act", act)], send: Words.goOn,
            inputs: [
                Input(
                    "password", context.say(Words.password), required: true, shape: .line(kind: "password"),
                    autocomplete: "current-password")
            ], &h)
    }
}

/// A new password, entered twice.
public struct PasswordForm: Sendable, Hashable {
    /// The password in use; empty where none is asked.
    public private(set) var current = ""
    /// The new one; nil while something is wrong.
    public private(set) var password: String?
    /// The inputs with what was wrong; passwords are never shown again.
    public private(set) var inputs: [Input]

    /// The form, with what was entered if something was.
    ///
    /// - Parameters:
    ///   - asksCurrent: whether the password in use is asked.
    ///   - shortest: the least length in characters.
    ///   - problem: why the new one was not taken, in words.
    ///   - currentProblem: why the one in use was not taken, in words.
    public init(
        _ context: PageContext, entered: Entered? = nil, asksCurrent: Bool, shortest: Int, problem: String = "",
        currentProblem: String = ""
    ) {
        typealias Words = Phrases.Accounts
        var new = Input(
            "new", context.say(Words.newPassword), hint: context.say(Words.passwordHint(shortest)), required: true,
            shape: .line(kind: "password"), error: problem, autocomplete: "new-password")
        var again = Input(
            "again", context.say(Words.again), required: true, shape: .line(kind: "password"),
            autocomplete: "new-password")
        var now = Input(
            "current", context.say(Words.current), required: true, shape: .line(kind: "password"),
            error: currentProblem, autocomplete: "current-password")
        if let entered {
            current = asksCurrent ? entered["current"] : ""
            if asksCurrent, current.isEmpty { now.error = context.say(Phrases.Registers.mustFill) }
            if entered["new"].isEmpty {
                new.error = context.say(Phrases.Registers.mustFill)
            } else if entered["new"].count < shortest {
                new.error = context.say(Words.tooShort(shortest))
            } else if entered["again"] != entered["new"] {
                again.error = context.say(Words.differs)
            }
            if [new, again, now].allSatisfy(\.error.isEmpty) { password = entered["new"] }
        }
        inputs = (asksCurrent ? [now] : []) + [new, again]
    }
}

/// The page of a one-time link: a password is chosen.
///
/// - Parameter name: the name to sign in with, so that one knows whose link it is.
public func linkPage(_ context: PageContext, token link: String, name: String, _ form: PasswordForm) -> HTML {
    typealias Words = Phrases.Accounts
    return page(context, title: context.say(Words.choose)) { h in
        errorSummary(context, form.inputs, &h)
        h.dl(.class("facts")) { h in h.term(context.say(Words.name), name) }
        passwordForm(context, to: "/link/\(pathPart(link))", send: Words.set, inputs: form.inputs, &h)
    }
}

/// A link that was used or has expired.
public func linkGonePage(_ context: PageContext) -> HTML {
    typealias Words = Phrases.Accounts
    return errorPage(
        context,
        ErrorNotice(
            status: 410, what: context.say(Words.linkGone), cause: context.say(Words.linkGoneWhy),
            who: context.say(Words.linkGoneWho), next: context.say(Words.linkGoneNext),
            links: [PageLink("/sign-in", context.say(Phrases.Frame.signIn))]))
}

/// The reader's own account: posts, sessions, password.
public func accountPage(
    _ context: PageContext, sessions: SessionsModel, _ form: PasswordForm, done: Bool = false
) -> HTML {
    typealias Words = Phrases.Accounts
    return page(context, title: context.say(Phrases.Frame.account)) { h in
        errorSummary(context, form.inputs, &h)
        if done { h.p(context.say(Words.changed), .class("notice good"), .named("role", "status")) }
        if let reader = context.reader {
            h.dl(.class("facts")) { h in
                h.term(context.say(Phrases.People.person), reader.name)
                h.term(
                    context.say(Phrases.People.post),
                    reader.posts.isEmpty ? "—" : reader.posts.joined(separator: "，"))
            }
            h.p { h in h.a(context.say(Words.myPage), href: "/people/\(pathPart(reader.person))") }
        }
        h.h2(context.say(Phrases.Administration.sessions))
        sessionTable(context, sessions.lines, to: "/account/sessions/end", whose: false, &h)
        h.h2(context.say(Words.change))
        passwordForm(context, to: "/account/password", send: Words.change, inputs: form.inputs, &h)
    }
}

extension Phrases {
    /// What the pages of accounts say.
    enum Accounts {
        static let name = phrase("利用者名", "Sign-in name")
        static let password = phrase("パスワード", "Password")
        static let forgotten = phrase(
            "パスワードを忘れたときは，管理者に使い捨てリンクを頼んでください。", "Forgotten? Ask the administrator for a link.")
        static let noAccount = phrase("通報と，その確認・追加は，サインインしなくてもできます。", "Reporting needs no account. ")
        static let demo = phrase("デモの利用者", "Demo sign-ins")
        static let who = phrase("氏名", "Who")
        static let ended = phrase("サインインの有効時間が切れました", "Your session has ended")
        static let endedWhy = phrase("一定の時間がたったか，ほかの端末からサインアウトさせられました。", "Its time was over, or it was ended.")
        static let draftKept = phrase("入力していた内容は下書きに残しました。サインインすると続きから入力できます：", "What you typed is kept as a draft: ")
        static let notSent = phrase("まだ何も送られていません。", "Nothing has been sent.")
        static let confirm = phrase("もう一度パスワードを入力してください", "Please type your password again")
        static func confirmWhy(_ act: String) -> Label {
            act.isEmpty
                ? phrase("続ける前に，本人であることを確かめます。", "Before you go on we make sure that it is you.")
                : phrase(
                    "「\(act)」は重大な操作です。続ける前に，本人であることを確かめます。", "“\(act)” is grave; we make sure that it is you.")
        }
        static let goOn = phrase("確かめて続ける", "Go on")
        static let newPassword = phrase("新しいパスワード", "New password")
        static func passwordHint(_ shortest: Int) -> Label {
            phrase("\(shortest)文字以上。記号や数字を混ぜる決まりはありません。長い文がよいパスワードです。", "At least \(shortest) characters.")
        }
        static func tooShort(_ shortest: Int) -> Label {
            phrase("\(shortest)文字以上にしてください。", "At least \(shortest) characters.")
        }
        static let again = phrase("新しいパスワード（もう一度）", "New password again")
        static let current = phrase("今のパスワード", "Current password")
        static let differs = phrase("二つの入力が違います。", "The two are different.")
        static let choose = phrase("パスワードを決める", "Choose a password")
        static let set = phrase("このパスワードにする", "Set it")
        static let linkGone = phrase("このリンクはもう使えません", "This link is gone")
        static let linkGoneWhy = phrase("一度使われたか，有効期限が切れています。", "It was used, or has expired.")
        static let linkGoneWho = phrase("アカウントの管理者。", "The administrator.")
        static let linkGoneNext = phrase(
            "パスワードを決めた後なら，サインインしてください。そうでなければ，管理者に新しいリンクを頼んでください。", "Sign in, or ask for another link.")
        static let changed = phrase(
            "パスワードを変えました。ほかの端末のサインインは終わりました。", "The password is changed; other sessions have ended.")
        static let change = phrase("パスワードを変える", "Change the password")
        static let myPage = phrase("私の役職と引継ぎの一覧", "My posts and handover list")
    }
}
