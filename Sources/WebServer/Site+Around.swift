import Engine
import Notation

extension Site {
    /// The matters around one - above, below, beside, after it - that a caller may open.
    func around(_ matter: Matter, _ caller: Caller, at: Instant) async throws -> Set<String> {
        var found: Set<String> = []
        let named = matter.children.map(\.id) + matter.links + [matter.parent, matter.ended?.into ?? ""]
        for id in Set(named) where !id.isEmpty {
            if try await seen(id, caller, at: at) != nil { found.insert(id) }
        }
        return found
    }
}
