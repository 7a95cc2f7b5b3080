import Accounts
import Engine
import HTTPTypes
import Journaling
import Notation
import Pages
import ReadModels
import Rules
import Services

extension Site {
    static let signInHandlers: [Route: Dispatcher.Handler] = [
        .signInForm: { site, visit, caller in
            guard caller.open == nil else { return .redirect("/duties") }
            return site.signInAnswer(visit, caller, SignInModel(next: visit.query["next"]))
        },
        .signIn: { try await $0.doSignIn($1, $2) }, .signOut: { try await $0.doSignOut($1, $2) },
        .link: { try await $0.linkAnswer($1, $2) }, .redeemLink: { try await $0.redeemLink($1, $2) },
        .account: { try await $0.accountAnswer($1, $2) }, .changePassword: { try await $0.changePassword($1, $2) },
        .endOwnSession: { try await $0.endOwnSession($1, $2) },
        .confirmForm: { site, visit, caller in
            .page(
                confirmPage(
                    site.context(visit, caller), act: visit.query["act"], next: Site.inside(visit.query["next"])))
        },
        .confirm: { try await $0.doConfirm($1, $2) },
    ]

    /// A path of this site to go on to; the duties for anything else.
    static func inside(_ path: String) -> String {
        // Browsers drop control characters from an address, so that what looks like a path may name another host.
        path.hasPrefix("/") && !path.hasPrefix("//") && !path.contains("\\")
            && path.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F } ? path : "/duties"
    }

    private func origin(_ visit: Visit) -> Origin {
        Origin(address: visit.address, userAgent: visit.userAgent, device: visit.cookies[cookieName("device")])
    }

    private func signInAnswer(
        _ visit: Visit, _ caller: Caller, _ model: SignInModel, status: HTTPResponse.Status = .ok
    ) -> Reply {
        var model = model
        if caller.record.isDemo { model.demos = demos(caller, at: visit.now) }
        return .page(signInPage(context(visit, caller), model), status: status)
    }

    /// Whom one can sign in as in a demo, each with the posts held; accounts of a demo are called as its persons are.
    private func demos(_ caller: Caller, at: Instant) -> [SignInModel.Demo] {
        let words = try? wordsInForce(caller)
        let held = caller.record.house.holdings.filter { $0.from <= at && $0.to.map { at < $0 } ?? true }
        return demoSignIns.map { demo in
            var demo = demo
            demo.posts = held.filter { $0.person == demo.name }.map { words?.post($0.post.text) ?? $0.post.text }
            return demo
        }
    }

    private func doSignIn(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let next = visit.form["next"]
        do throws(AccountFailure) {
            let new = try await signIn.signIn(
                name: visit.form["name"], password: visit.form.exact("password"), from: origin(visit), at: visit.now)
            await takeOver(from: caller, to: new.open.account.person)
            return signedIn(new, next: next)
        } catch {
            if case .store = error { throw error }
            var model = SignInModel(name: visit.form["name"], next: next)
            model.problem = error == .refused ? Phrases.Web.badName.ja : error.japanese
            var reply = signInAnswer(visit, caller, model, status: .unprocessableContent)
            if case .wait(let seconds) = error {
                reply = signInAnswer(visit, caller, model, status: .tooManyRequests)
                reply.headers[.retryAfter] = String(seconds)
            }
            return reply
        }
    }

    private func signedIn(_ new: SignIn.NewSession, next: String) -> Reply {
        Reply(
            .redirect(Self.inside(next)),
            cookies: [
                cookie("session", new.token, seconds: nil), cookie("device", new.device, seconds: 365 * 86_400),
            ])
    }

    private func doSignOut(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        if let token = visit.cookies[cookieName("session")] { try await signIn.signOut(token, at: visit.now) }
        return Reply(.redirect("/"), cookies: [cookie("session", "", seconds: 0)])
    }

    // MARK: Links

    private func linkAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let context = context(visit, caller)
        guard let found = try await signIn.link(visit["token"], at: visit.now) else {
            return .page(linkGonePage(context), status: .gone)
        }
        let form = PasswordForm(context, asksCurrent: false, shortest: PasswordRule.shortest)
        return .page(linkPage(context, token: visit["token"], name: found.account.name.text, form))
    }

    private func redeemLink(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let context = context(visit, caller)
        guard let found = try await signIn.link(visit["token"], at: visit.now) else {
            return .page(linkGonePage(context), status: .gone)
        }
        var form = PasswordForm(
            context, entered: visit.form, asksCurrent: false, shortest: PasswordRule.shortest)
        guard let password = form.password else {
            return .page(
                linkPage(context, token: visit["token"], name: found.account.name.text, form),
                status: .unprocessableContent)
        }
        do throws(AccountFailure) {
            return signedIn(
                try await signIn.redeem(visit["token"], password: password, from: origin(visit), at: visit.now),
                next: "")
        } catch {
            guard case .password = error else { throw error }
            form = PasswordForm(
                context, entered: visit.form, asksCurrent: false, shortest: PasswordRule.shortest,
                problem: error.japanese)
            return .page(
                linkPage(context, token: visit["token"], name: found.account.name.text, form),
                status: .unprocessableContent)
        }
    }

    // MARK: One's own account

    private func accountAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let context = context(visit, caller)
        return .page(
            accountPage(
                context, sessions: try await sessions(visit, caller),
                PasswordForm(context, asksCurrent: true, shortest: PasswordRule.shortest),
                done: visit.query["changed"] == "password"))
    }

    private func sessions(_ visit: Visit, _ caller: Caller) async throws -> SessionsModel {
        SessionsModel(
            lines: try await signIn.sessions(of: caller.person, at: visit.now).map { session in
                SessionsModel.Line(session, name: caller.record.house.people[caller.person]?.name ?? "", caller)
            })
    }

    private func changePassword(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let context = context(visit, caller)
        func answer(_ form: PasswordForm) async throws -> Reply {
            .page(
                accountPage(context, sessions: try await sessions(visit, caller), form),
                status: .unprocessableContent)
        }
        let form = PasswordForm(context, entered: visit.form, asksCurrent: true, shortest: PasswordRule.shortest)
        guard let password = form.password, let token = visit.cookies[cookieName("session")] else {
            return try await answer(form)
        }
        do throws(AccountFailure) {
            try await signIn.changePassword(token, current: form.current, new: password, at: visit.now)
        } catch {
            switch error {
            case .password:
                return try await answer(
                    PasswordForm(
                        context, entered: visit.form, asksCurrent: true, shortest: PasswordRule.shortest,
                        problem: error.japanese))
            case .refused:
                return try await answer(
                    PasswordForm(
                        context, entered: visit.form, asksCurrent: true, shortest: PasswordRule.shortest,
                        currentProblem: error.japanese))
            default: throw error
            }
        }
        return .redirect("/account?changed=password")
    }

    private func endOwnSession(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        guard let id = TokenHash(hex: visit.form["session"]) else { throw Trouble(.notFound) }
        try await signIn.end(id, of: caller.person, at: visit.now)
        return .redirect("/account")
    }

    private func doConfirm(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        guard let token = visit.cookies[cookieName("session")] else { throw Trouble(.unauthorized) }
        do throws(AccountFailure) {
            _ = try await signIn.confirm(token, password: visit.form.exact("password"), at: visit.now)
            return .redirect(Self.inside(visit.form["next"]))
        } catch {
            guard error == .refused else { throw error }
            return .page(
                confirmPage(
                    context(visit, caller), act: visit.form["act"], next: Self.inside(visit.form["next"]),
                    problem: error.japanese), status: .unprocessableContent)
        }
    }
}

extension SessionsModel.Line {
    /// A session in words.
    init(_ session: Session, name: String, _ caller: Caller) {
        self.init(
            id: session.id.description, name: name, began: session.createdAt, seen: session.seenAt,
            browser: session.userAgent, address: session.address, isThis: session.id == caller.open?.session.id)
    }
}
