import Pages

/// Finds the route of a path: literal pieces win over names.
package struct Matcher: Sendable {
    /// What a path is.
    package enum Match: Hashable {
        case route(Route, [String: String])
        /// There is such a path, but not for this method.
        case otherMethod([Route.Method])
        case nothing
    }

    private let byLength: [Int: [Route]]

    /// Takes the routes of a table.
    package init(_ routes: [Route]) {
        let literalFirst = routes.sorted { Self.names($0) < Self.names($1) }
        byLength = Dictionary(grouping: literalFirst) { $0.pieces.count }
    }

    /// Where people's own numbers stand, such as 2026/01, and what is named after them: a slash in them is one of theirs.
    private static let free: Set<String> = ["row", "form"]

    private static func names(_ route: Route) -> Int { route.pieces.count { $0.hasPrefix("{") } }

    /// - Parameter path: without the query; its pieces are still encoded.
    package func match(_ method: String, _ path: String) -> Match {
        let pieces = path.split(separator: "/")
        var others: [Route.Method] = []
        for route in byLength[pieces.count] ?? [] {
            guard let values = Self.values(of: pieces, in: route.pieces) else { continue }
            if route.method.rawValue == method || (method == "HEAD" && route.method == .get) {
                return .route(route, values)
            }
            others.append(route.method)
        }
        return others.isEmpty ? .nothing : .otherMethod(others)
    }

    private static func values(of pieces: [Substring], in pattern: [Substring]) -> [String: String]? {
        var values: [String: String] = [:]
        for (piece, expected) in zip(pieces, pattern) {
            if expected.hasPrefix("{") {
                let name = String(expected.dropFirst().dropLast())
                guard let value = try? FormText.decodePath(piece.utf8), free.contains(name) || !value.contains("/")
                else { return nil }
                values[name] = value
            } else if piece != expected {
                return nil
            }
        }
        return values
    }
}
