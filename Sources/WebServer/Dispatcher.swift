import Accounts
import HTTPTypes
import Hummingbird
import Logging
import Markup
import NIOCore
import Notation
import Pages
import ReadModels
import Services

/// Where a request came from, beside what the library needs.
struct SiteContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let remote: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remote = source.channel.remoteAddress?.ipAddress ?? ""
    }
}

/// Takes every request through the same doors: route, session, authorisation, body, mark, handler, log.
struct Dispatcher: HTTPResponder {
    typealias Context = SiteContext
    /// What a route does. It may throw; what it throws becomes a page that shows nothing of the inside.
    typealias Handler = @Sendable (Site, Visit, Caller) async throws -> Reply

    /// What needs neither the organisation nor a session: the dispatcher answers it itself.
    static let plain: Set<Route> = [.asset, .health, .ready]

    let site: Site
    let matcher: Matcher
    let handlers: [Route: Handler]

    /// - Throws: `MissingHandler` when the table has a route that nothing handles.
    init(site: Site) throws {
        self.site = site
        matcher = Matcher(Route.all)
        handlers = Site.handlers
        if let route = Site.unhandled.first { throw MissingHandler(route: route) }
    }

    /// A route of the table that nothing handles.
    struct MissingHandler: Error, CustomStringConvertible {
        let route: Route
        var description: String { "no handler for \(route.method.rawValue) \(route.path)" }
    }

    func respond(to request: Request, context: SiteContext) async throws -> Response {
        let began = ContinuousClock.now
        let requestID = Self.requestID()
        let now = site.office.now
        let path = request.uri.path
        let arrival = Arrival(
            request: request, path: path, requestID: requestID, now: now,
            address: site.address(of: request, remote: context.remote))
        let match = matcher.match(request.method.rawValue, path)
        var routeName = "-"
        let response: Response
        switch match {
        case .route(let route, let parameters):
            routeName = "\(route.method.rawValue) \(route.path)"
            let isHead = request.method == .head
            // Asking for a file is an entry in its line of custody; asking whether it is there must not be.
            if isHead, route.answer == .file {
                var answer = await failure(arrival, .methodNotAllowed)
                answer.headers[.allow] = "GET"
                response = answer.createHeadResponse()
            } else {
                let answer = await respond(to: arrival, route, parameters)
                response = isHead ? answer.createHeadResponse() : answer
            }
        case .otherMethod(let methods):
            var answer = await failure(arrival, .methodNotAllowed)
            answer.headers[.allow] = methods.map(\.rawValue).joined(separator: ", ")
            response = answer
        case .nothing: response = await failure(arrival, .notFound)
        }
        let spent = (ContinuousClock.now - began).components
        site.log.info(
            "request",
            metadata: [
                "request": .string(requestID), "route": .string(routeName),
                "status": .stringConvertible(response.status.code),
                "milliseconds": .stringConvertible(
                    spent.seconds * 1000 + spent.attoseconds / 1_000_000_000_000_000),
            ])
        return response
    }

    /// What is known of a request before anything of it was looked at.
    struct Arrival {
        let request: Request
        let path: String
        let requestID: String
        let now: Instant
        let address: String

        var cookies: [String: String] {
            var found: [String: String] = [:]
            for header in request.headers[values: .cookie] {
                for piece in header.split(separator: ";") {
                    let parts = piece.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
                    if parts.count == 2 { found[String(parts[0])] = String(parts[1]) }
                }
            }
            return found
        }

        /// Nothing but what names a host, for it is shown in links.
        var host: String {
            let host = request.head.authority ?? ""
            let isName =
                host.utf8.count <= 255
                && host.utf8.allSatisfy {
                    switch $0 {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"),
                        UInt8(ascii: "["), UInt8(ascii: "]"):
                        true
                    default: false
                    }
                }
            return isName ? host : ""
        }

        func visit(_ route: Route, _ parameters: [String: String], form: Entered = Entered(), uploads: [Upload] = [])
            throws -> Visit
        {
            Visit(
                route: route, parameters: parameters, query: try FormText.read((request.uri.query ?? "").utf8),
                form: form, uploads: uploads, now: now, requestID: requestID, address: address,
                userAgent: request.headers[.userAgent] ?? "", host: host, cookies: cookies, path: path,
                target: path + (request.uri.query.map { "?" + $0 } ?? ""))
        }
    }

    private func respond(to arrival: Arrival, _ route: Route, _ parameters: [String: String]) async -> Response {
        // These come first: a probe must be cheap.
        if Self.plain.contains(route) {
            return await plain(arrival, route, parameters)
        }
        var uploads: [Upload] = []
        do {
            var visit = try arrival.visit(route, parameters)
            let caller = try await site.caller(visit)
            // Somebody whose session is over has typed something: it is read, so that it can be given back.
            let isOver = route.method == .post && caller.open == nil && route.need.asksForSession
            if !isOver, let refused = try await site.refusal(of: visit, caller) {
                return await finish(refused, visit, caller)
            }
            if route.method == .post || route.answer == .file {
                guard site.isSameSite(arrival.request) else { throw Trouble(.forbidden, .otherSite) }
            }
            if route.method == .post {
                let takes = route.takesFiles && !isOver ? site.settings.mostFiles : 0
                let body = try await BodyReader(site: site, mostFiles: takes).read(arrival.request)
                uploads = body.uploads
                visit = try arrival.visit(route, parameters, form: body.form, uploads: body.uploads)
                if isOver {
                    BodyReader.remove(uploads)
                    return await finish(try await site.sessionEnded(visit, caller), visit, caller)
                }
                if let refused = try await site.unmarked(visit, caller) {
                    BodyReader.remove(uploads)
                    return await finish(refused, visit, caller)
                }
                if let fault = body.fault {
                    var trouble = Trouble(fault)
                    trouble.kept = Site.kept(body.form)
                    throw trouble
                }
            } else if route.isForm {
                visit.draft = try await site.draft(for: visit, caller)
            }
            guard let handler = handlers[route] else { throw Trouble(.notFound) }
            let reply = try await handler(site, visit, caller)
            BodyReader.remove(uploads)
            return await finish(reply, visit, caller)
        } catch {
            BodyReader.remove(uploads)
            return await failure(arrival, Trouble(error))
        }
    }

    private func finish(_ reply: Reply, _ visit: Visit, _ caller: Caller) async -> Response {
        var cookies = reply.cookies
        if caller.open == nil, visit.cookies[site.cookieName("visitor")] != caller.visitor {
            cookies.append(site.cookie("visitor", caller.visitor, seconds: 30 * 86_400))
        }
        return reply.answer.response(secure: site.settings.isSecure, cookies: cookies, extra: reply.headers)
    }

    private func plain(_ arrival: Arrival, _ route: Route, _ parameters: [String: String]) async -> Response {
        do {
            let reply: Reply
            switch route {
            case .asset:
                reply = try site.asset(
                    parameters["name"] ?? "", known: arrival.request.headers[.ifNoneMatch] ?? "")
            case .health: reply = .init(.json(["status": "ok"]))
            default: reply = await site.readiness()
            }
            return reply.answer.response(secure: site.settings.isSecure, cookies: [], extra: reply.headers)
        } catch {
            return await failure(arrival, Trouble(error))
        }
    }

    private func failure(_ arrival: Arrival, _ status: HTTPResponse.Status) async -> Response {
        await failure(arrival, Trouble(status))
    }

    private func failure(_ arrival: Arrival, _ trouble: Trouble) async -> Response {
        if trouble.status.code >= 500 {
            site.log.error(
                "failed",
                metadata: ["request": .string(arrival.requestID), "error": .string(trouble.kind)])
        }
        guard let visit = try? arrival.visit(.home, [:]), let caller = try? await site.caller(visit) else {
            let context = PageContext(organisation: "", now: arrival.now, requestID: arrival.requestID)
            return Answer.page(trouble.page(context), status: trouble.status).response(secure: site.settings.isSecure)
        }
        var headers = HTTPFields()
        if let seconds = trouble.retryAfter { headers[.retryAfter] = String(seconds) }
        let reply = Reply(
            .page(trouble.page(site.context(visit, caller)), status: trouble.status), headers: headers)
        return await finish(reply, visit, caller)
    }

    /// Sixteen hexadecimal digits by chance.
    private static func requestID() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// An answer with its cookies and further headers.
struct Reply: Sendable {
    var answer: Answer
    var cookies: [String] = []
    var headers: HTTPFields = [:]

    init(_ answer: Answer, cookies: [String] = [], headers: HTTPFields = [:]) {
        self.answer = answer
        self.cookies = cookies
        self.headers = headers
    }

    static func page(_ html: HTML, status: HTTPResponse.Status = .ok) -> Reply { Reply(.page(html, status: status)) }
    static func redirect(_ path: String) -> Reply { Reply(.redirect(path)) }
}
