import Notation
import Pages

/// A file that came with a form, kept in a temporary file until it is taken in or let go.
struct Upload: Hashable, Sendable {
    /// The name of the input.
    var input: String
    /// What the person's machine calls it; only ever shown and given back, never used as a path.
    var filename: String
    /// Where its bytes lie.
    var path: String
    /// How many bytes.
    var length: Int
}

/// What came in a request, after everything about it was checked that does not need the matter.
struct Visit: Sendable {
    /// The route that was asked for.
    let route: Route
    /// What stands in the path.
    let parameters: [String: String]
    /// What stands behind the `?`.
    let query: Entered
    /// What was typed.
    let form: Entered
    /// What was attached.
    let uploads: [Upload]
    /// The moment of the request.
    let now: Instant
    /// By which a line of the log is found.
    let requestID: String
    /// Where it came from; behind a trusted proxy, what the proxy says.
    let address: String
    /// What the browser calls itself.
    let userAgent: String
    /// The name and port by which the server was asked for, as the browser says; empty when it is none.
    let host: String
    /// The cookies by name.
    let cookies: [String: String]
    /// The path that was asked for.
    let path: String
    /// The path with what stands behind the `?`, as it was asked for: what a draft is called.
    let target: String
    /// What was typed into the form of this page before, and not sent.
    var draft: PageContext.Draft?

    subscript(_ name: String) -> String { parameters[name] ?? "" }
}
