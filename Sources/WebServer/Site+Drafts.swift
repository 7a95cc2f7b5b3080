import Accounts
import HTTPTypes
import Journaling
import Notation
import Pages
import Rules

/// What is typed and not sent. A person has one draft for each address of a form; it outlives the session.
extension Site {
    static let draftHandlers: [Route: Dispatcher.Handler] = [.saveDraft: { try await $0.saveDraft($1, $2) }]

    /// What the caller typed into the form of a page and did not send.
    func draft(for visit: Visit, _ caller: Caller) async throws -> PageContext.Draft? {
        guard caller.open != nil, let kept = try await drafts.draft(of: .person(caller.person), form: visit.target),
            let entered = Entered(draft: kept.text)
        else { return nil }
        return .init(entered, savedAt: kept.savedAt)
    }

    /// The form was sent. A store that cannot be written then only leaves an old draft.
    func forgetDraft(_ visit: Visit, _ caller: Caller) async {
        guard caller.open != nil else { return }
        try? await drafts.remove(of: .person(caller.person), form: visit.target)
    }

    private func saveDraft(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let text = visit.form["draft"]
        guard let json = try? JSON(reading: text), case .object(let members) = json else { throw Trouble(.badRequest) }
        let owner = DraftOwner.person(caller.person)
        if members.isEmpty {
            try await drafts.remove(of: owner, form: visit["form"])
        } else {
            do throws(AccountFailure) {
                try await drafts.save(text, of: owner, form: visit["form"], at: visit.now)
            } catch {
                guard case .tooLong = error else { throw error }
                throw Trouble(.contentTooLarge)
            }
        }
        return Reply(.json(["saved": .int(Int(visit.now.milliseconds))]))
    }

    /// Keeps what was sent as if it had not been sent; passwords are not among it.
    func keepDraft(_ visit: Visit, of owner: DraftOwner) async throws(AccountFailure) {
        let names =
            visit.form.names.filter { KeptText(input: $0, text: "") != nil || $0 == RowForm.version } + [Self.mark]
        let members = names.map { JSON.Member($0, .strings(visit.form.all($0))) }
        try await drafts.save(JSON.object(members).text, of: owner, form: visit.target, at: visit.now)
    }

    // MARK: When the session is over

    /// The answer to a form that was sent when the session was over: what was typed is shown, and kept for after.
    func sessionEnded(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        var draft: PageLink?
        // Anybody can send this, so there is a bound to what is kept for them.
        let network = Origin(address: visit.address).network
        if visit.route.isForm, reportGate.take("kept " + network, at: visit.now, most: Self.mostKept) == nil {
            do throws(AccountFailure) {
                try await keepDraft(visit, of: Self.browser(caller))
                draft = PageLink(visit.target, Phrases.Web.formLeft.ja)
            } catch {
                // Too long to be kept: it stands on the page.
                if case .store = error { throw error }
            }
        }
        return .page(
            sessionEndedPage(
                context(visit, caller), SignInModel(next: draft == nil ? "" : visit.target), draft: draft,
                kept: Self.kept(visit.form)), status: .unauthorized)
    }

    /// What was typed in this browser when a session had ended becomes the person's who signs in again, when the form
    /// had been made for that person: a machine in a staff room has many.
    func takeOver(from caller: Caller, to person: String) async {
        let owner = Self.browser(caller)
        guard let waiting = try? await drafts.drafts(of: owner), !waiting.isEmpty else { return }
        let sessions = (try? await signIn.allSessions(of: person)) ?? []
        for draft in waiting {
            let token = Entered(draft: draft.text)?[Self.mark] ?? ""
            guard sessions.contains(where: { formKey.accepts(token, for: .session($0.id), form: Self.formName) }) else {
                continue
            }
            try? await drafts.move(from: owner, form: draft.form, to: .person(person))
        }
    }

    /// Whoever types in a browser in which nobody has signed in.
    private static func browser(_ caller: Caller) -> DraftOwner { .visitor(TokenHash(of: caller.visitor.utf8)) }

    /// How many forms without a session are kept of one network in ten minutes.
    private static let mostKept = 60

    /// The input with the mark of a form.
    private static let mark = "token"
}

extension Entered {
    /// Reads a draft as the pages keep it: the names of inputs with their values. Nil when it is none.
    init?(draft: String) {
        guard let json = try? JSON(reading: draft), case .object(let members) = json else { return nil }
        self.init(
            kept: Dictionary(members.map { ($0.name, $0.value.array.compactMap(\.string)) }) { first, _ in first })
    }
}
