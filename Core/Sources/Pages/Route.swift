/// One address of the web application: the table from which the server is built, and from which its tests are.
///
/// A route that stands here and has no handler stops the start; a handler without a route cannot be written.
public struct Route: Sendable, Hashable {
    /// How it is asked for.
    public enum Method: String, Sendable, Hashable { case get = "GET", post = "POST" }

    /// Whom it is for: what the authorisation function is asked before anything else happens.
    public enum Need: String, Sendable, Hashable {
        /// Anybody, without an account.
        case anybody
        /// Whoever knows the pass-phrase of a report; the handler checks it.
        case receipt
        /// Anybody who has signed in.
        case person
        /// Whoever may see the matter in the path.
        case seeMatter
        /// Whoever may act on the matter in the path.
        case actOnMatter
        /// Whoever may see the register in the path.
        case seeRegister
        /// Whoever may write into the register in the path.
        case writeRegister
        case seePeople, managePeople
        /// Whoever may say that the person in the path is away: the person, and who manages people.
        case enterAbsence
        case seeJournal
        case administer
    }

    /// What it answers with when all is well.
    public enum Answer: String, Sendable, Hashable { case page, redirect, json, file, asset }

    /// States in which its page is looked at by the tests of accessibility; some are seen only after something was sent.
    public enum State: String, Sendable, Hashable, CaseIterable {
        case empty, busy, refused, error
        /// What an act will cause, before it is done; what others did meanwhile; what has just been made, opened or
        /// verified; what has to be sent again because the session was over.
        case check, overtaken, made, opened, verified, ended
    }

    /// How it is asked for.
    public let method: Method
    /// The path; `{name}` stands for one piece of it.
    public let path: String
    /// Whom it is for.
    public let need: Need
    /// What it answers with.
    public let answer: Answer
    /// The states that its page has; empty for what is no page.
    public let states: [State]

    init(_ method: Method, _ path: String, _ need: Need, _ answer: Answer = .page, _ states: [State] = []) {
        self.method = method
        self.path = path
        self.need = need
        self.answer = answer
        self.states = states
    }

    static func get(_ path: String, _ need: Need, _ answer: Answer = .page, states: State...) -> Route {
        Route(.get, path, need, answer, answer == .page ? [.busy] + states : [])
    }

    static func post(_ path: String, _ need: Need, states: State...) -> Route {
        Route(.post, path, need, .redirect, states)
    }

    /// Whether files may come with what is sent there.
    public var takesFiles: Bool { [.sendReport, .addToReport, .addFile].contains(self) }

    /// Whether an open page asks for it by itself: nobody need be there, so that a session does not live on by it.
    public var isPoll: Bool { [.matterChanges, .dutyChanges].contains(self) }

    /// Whether its path gives a form and takes it.
    public var isForm: Bool { Self.formPaths.contains(path) }

    private static let formPaths = Set(all.filter { $0.method == .get }.map(\.path))
        .intersection(all.filter { $0.method == .post }.map(\.path))

    /// The pieces of the path.
    public var pieces: [Substring] { path.split(separator: "/") }

    /// The path with its names filled in; what stands in for a name is encoded.
    public func path(_ values: [String: String] = [:], encode: (String) -> String) -> String {
        "/"
            + pieces.map { piece in
                guard piece.hasPrefix("{"), piece.hasSuffix("}") else { return String(piece) }
                return encode(values[String(piece.dropFirst().dropLast())] ?? "")
            }.joined(separator: "/")
    }
}
