import Accounts
import Engine
import HTTPTypes
import Hummingbird
import Notation
import Pages
import ReadModels
import Rules
import Services

extension Site {
    /// Who asks: the session of the cookie, and the organisation as it is now.
    func caller(_ visit: Visit) async throws -> Caller {
        let record = try await office.house()
        var open: OpenSession?
        if let token = visit.cookies[cookieName("session")] {
            open = try await signIn.session(token, at: visit.now, isUse: !visit.route.isPoll)
        }
        let program = try record.adoption.map { try office.program($0.key) }
        let known = visit.cookies[cookieName("visitor")] ?? ""
        let visitor = Self.isToken(known) ? known : Chance.system.token()
        var caller = Caller(open: open, visitor: visitor, record: record, program: program)
        caller.alarms = await alarms(for: caller, at: visit.now)
        return caller
    }

    /// Whether a text can be a token that we gave.
    private static func isToken(_ text: String) -> Bool {
        text.utf8.count == 43
            && text.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
                    || $0 == UInt8(ascii: "_")
            }
    }

    /// The name of a cookie; browsers bind the prefix to TLS and to this host.
    func cookieName(_ name: String) -> String { (settings.isSecure ? "__Host-shodo-" : "shodo-") + name }

    /// A cookie that scripts cannot read.
    func cookie(_ name: String, _ value: String, seconds: Int?) -> String {
        var text = "\(cookieName(name))=\(value); Path=/; HttpOnly; SameSite=Lax"
        if let seconds { text += "; Max-Age=\(seconds)" }
        return settings.isSecure ? text + "; Secure" : text
    }

    /// The address of whoever asks; what a header says counts only when a trusted proxy says it.
    func address(of request: Request, remote: String) -> String {
        guard !settings.trustedProxy.isEmpty, remote == settings.trustedProxy,
            let named = HTTPField.Name("X-Forwarded-For"), let chain = request.headers[named],
            let last = chain.split(separator: ",").last
        else { return remote }
        return Self.withoutPort(String(last.filter { $0 != " " }.prefix(64)))
    }

    /// An address as some proxies write it, with a port: `192.0.2.1:5678`, `[2001:db8::1]:5678`.
    static func withoutPort(_ address: String) -> String {
        if address.hasPrefix("["), let end = address.firstIndex(of: "]") {
            return String(address[address.index(after: address.startIndex)..<end])
        }
        let pieces = address.split(separator: ":", omittingEmptySubsequences: false)
        return pieces.count == 2 ? String(pieces[0]) : address
    }

    /// Whether somebody who looks at a matter may do something about it, or only has reported it.
    func isHeeded(by caller: Caller, _ matter: Matter, at now: Instant) throws -> Bool {
        guard caller.person == matter.openedBy.person, let viewer = caller.viewer else { return true }
        return viewer.holdsSeeingPost(at: now, program: try office.program(of: matter), house: caller.record.house)
    }

    /// Whether a form comes from a page of ours, as browsers say it (Fetch Metadata).
    func isSameSite(_ request: Request) -> Bool {
        guard let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name] else { return true }
        return site == "same-origin" || site == "none"
    }

    /// The answer to somebody whose form does not carry the mark of this session; nil when it does.
    ///
    /// What was typed is kept: as a draft of the person where one is signed in, and on the page itself.
    func unmarked(_ visit: Visit, _ caller: Caller) async throws -> Reply? {
        guard !formKey.accepts(visit.form["token"], for: caller.holder, form: Self.formName) else { return nil }
        var trouble = Trouble(.forbidden, .mark, kind: "mark")
        trouble.kept = Self.kept(visit.form)
        return .page(trouble.page(context(visit, caller)), status: trouble.status)
    }

    /// What was typed, for showing again; passwords and marks are not among it.
    static func kept(_ form: Entered) -> [KeptText] {
        form.names.flatMap { name in form.all(name).compactMap { KeptText(input: name, text: $0) } }
    }

    /// The answer to somebody who may not; nil for who may. The one place where routes are authorised.
    func refusal(of visit: Visit, _ caller: Caller) async throws -> Reply? {
        if visit.route.need == .anybody || visit.route.need == .receipt { return nil }
        guard caller.open != nil else { return try await toSignIn(visit) }
        guard let (object, program) = try await object(of: visit, caller) else { throw Trouble(.notFound) }
        let answer = may(caller, visit.route.need.deed, on: object, at: visit.now, program: program)
        guard case .refused(let refused) = answer else { return nil }
        // Whether a matter is there is not told to whom it does not concern.
        guard !visit.route.need.hides else { throw Trouble(.notFound) }
        let context = context(visit, caller)
        var notice = ErrorNotice(context, status: 403)
        notice.cause = context.say(refused.reason)
        notice.who = context.say(refused.who)
        return .page(errorPage(context, notice), status: .forbidden)
    }

    /// Whoever has no session is asked to sign in and comes back to the same page.
    private func toSignIn(_ visit: Visit) async throws -> Reply {
        guard visit.route.method == .get, visit.route.answer == .page else { throw Trouble(.unauthorized) }
        return .redirect("/sign-in?next=\(FormText.encode(visit.target))")
    }
}
