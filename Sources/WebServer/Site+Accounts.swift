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
    static let accountHandlers: [Route: Dispatcher.Handler] = [
        .administration: { site, visit, caller in .page(administrationPage(site.context(visit, caller))) },
        .accounts: { site, visit, caller in
            .page(
                accountsPage(
                    site.context(visit, caller), try await site.accounts(visit, caller),
                    isConfirmed: !visit.query["confirmed"].isEmpty))
        },
        .newAccount: { site, visit, caller in
            let context = site.context(visit, caller)
            let people = try await site.peopleWithoutAccount(caller)
            let entered = visit.query["person"].isEmpty ? nil : visit.query
            return .page(newAccountPage(context, AccountForm(context, entered: entered, people: people)))
        },
        .makeAccount: { try await $0.makeAccount($1, $2) }, .disableAccount: { try await $0.disableAccount($1, $2) },
        .resetAccount: { try await $0.resetAccount($1, $2) },
        .enableAccount: { site, visit, caller in
            let person = try await site.accountPerson(visit)
            try await site.signIn.enable(person)
            try await site.enter(.enabled, person, caller)
            return .redirect(accountsPath)
        },
        .endSessionsOf: { site, visit, caller in
            let person = try await site.accountPerson(visit)
            let own = person == caller.person ? caller.open?.session.id : nil
            try await site.signIn.endSessions(of: person, except: own, at: visit.now)
            return .redirect(accountsPath)
        },
        .sessions: { site, visit, caller in
            .page(sessionsPage(site.context(visit, caller), try await site.allSessions(visit, caller)))
        },
        .endSession: { try await $0.endSessionAnswer($1, $2) },
    ]

    private static let accountsPath = "/administration/accounts"

    private func name(_ person: String, _ caller: Caller) -> String {
        let name = caller.record.house.people[person]?.name ?? ""
        return name.isEmpty ? person : name
    }

    private func accountPerson(_ visit: Visit) async throws -> String {
        let person = visit["person"]
        guard try await signIn.account(of: person) != nil else { throw Trouble(.notFound) }
        return person
    }

    private func accounts(
        _ visit: Visit, _ caller: Caller, link: AccountsModel.Link? = nil
    ) async throws -> AccountsModel {
        var lines: [AccountsModel.Line] = []
        for account in try await signIn.accounts() {
            lines.append(
                .init(
                    person: account.person, name: name(account.person, caller), signInName: account.name.text,
                    made: account.createdAt, lastUsed: try await signIn.lastUse(of: account.person),
                    disabled: account.disabledAt, administers: account.isAdministrator,
                    hasPassword: account.password != nil,
                    sessions: try await signIn.sessions(of: account.person, at: visit.now).count))
        }
        return AccountsModel(accounts: lines, without: try await peopleWithoutAccount(caller), link: link)
    }

    private func peopleWithoutAccount(_ caller: Caller) async throws -> [Input.Option] {
        let with = Set(try await signIn.accounts().map(\.person))
        let words = try wordsInForce(caller)
        return words.house.namable.filter { !with.contains($0) && $0 != Self.reporter }
            .map { Input.Option($0, words.person($0), hint: words.unit(words.house.people[$0]?.unit ?? "")) }
    }

    private func makeAccount(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let context = context(visit, caller)
        let people = try await peopleWithoutAccount(caller)
        let form = AccountForm(context, entered: visit.form, people: people)
        guard form.isFine else { return .page(newAccountPage(context, form), status: .unprocessableContent) }
        if form.administers {
            let typed = [("person", form.person), ("name", form.signInName), ("administers", "yes")]
            let next =
                Self.accountsPath + "/new?"
                + typed.map { "\($0.0)=\(FormText.encode($0.1))" }.joined(separator: "&")
            if let confirm = toConfirm(Phrases.Web.makeAdministrator, next: next, visit, caller) { return confirm }
        }
        do throws(AccountFailure) {
            try await signIn.makeAccount(
                person: form.person, name: form.signInName, isAdministrator: form.administers, at: visit.now)
        } catch {
            guard error == .name || error == .taken else { throw error }
            let wrong = AccountForm(context, entered: visit.form, people: people, problem: error.japanese)
            return .page(newAccountPage(context, wrong), status: .unprocessableContent)
        }
        await forgetDraft(visit, caller)
        try await enter(form.administers ? .madeAdministrator : .made, form.person, caller)
        return try await linked(form.person, purpose: .welcome, visit, caller)
    }

    /// The accounts with a new link, which is told this once and kept nowhere.
    private func linked(
        _ person: String, purpose: OneTimeLink.Purpose, _ visit: Visit, _ caller: Caller
    ) async throws -> Reply {
        let token = try await signIn.makeLink(for: person, purpose: purpose, at: visit.now)
        guard let made = try await signIn.link(token, at: visit.now) else { throw Trouble(.internalServerError) }
        let host = visit.host.isEmpty ? "\(settings.address):\(settings.port)" : visit.host
        let link = AccountsModel.Link(
            name: name(person, caller), address: "\(settings.isSecure ? "https" : "http")://\(host)/link/\(token)",
            expires: made.link.expiresAt)
        var context = context(visit, caller)
        if purpose == .welcome { context.sent = visit.target }
        return .page(accountsPage(context, try await accounts(visit, caller, link: link)))
    }

    private func resetAccount(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let person = try await accountPerson(visit)
        let act = Phrases.Web.reset(name(person, caller))
        if let confirm = toConfirm(act, next: Self.accountsPath + "?confirmed=yes", visit, caller) { return confirm }
        try await enter(.linked, person, caller)
        return try await linked(person, purpose: .reset, visit, caller)
    }

    private func disableAccount(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let person = try await accountPerson(visit)
        let act = Phrases.Web.disable(name(person, caller))
        if let confirm = toConfirm(act, next: Self.accountsPath + "?confirmed=yes", visit, caller) { return confirm }
        do throws(AccountFailure) {
            try await signIn.disable(person, at: visit.now)
        } catch {
            guard error == .lastAdministrator else { throw error }
            let page = accountsPage(
                context(visit, caller), try await accounts(visit, caller), problem: error.japanese)
            return .page(page, status: .unprocessableContent)
        }
        try await enter(.disabled, person, caller)
        return await done(visit, to: Self.accountsPath, for: caller)
    }

    /// Enters in the record what was done with an account: whoever can set a password can act as that person.
    func enter(_ deed: HouseEvent.AccountDeed, _ person: String, _ caller: Caller) async throws {
        try await office.enter([.accountChanged(person: person, deed)], by: caller.person)
    }

    // MARK: Sessions

    private func allSessions(_ visit: Visit, _ caller: Caller) async throws -> SessionsModel {
        var lines: [SessionsModel.Line] = []
        for account in try await signIn.accounts() {
            lines += try await signIn.sessions(of: account.person, at: visit.now).map {
                SessionsModel.Line($0, name: name(account.person, caller), caller)
            }
        }
        return SessionsModel(lines: lines.sorted { $1.seen < $0.seen })
    }

    private func endSessionAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        guard let id = TokenHash(hex: visit.form["session"]) else { throw Trouble(.notFound) }
        for account in try await signIn.accounts() {
            let sessions = try await signIn.sessions(of: account.person, at: visit.now)
            guard sessions.contains(where: { $0.id == id }) else { continue }
            try await signIn.end(id, of: account.person, at: visit.now)
        }
        return .redirect("/administration/sessions")
    }
}
