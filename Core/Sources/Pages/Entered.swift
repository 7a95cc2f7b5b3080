import Rules

/// What somebody entered in a form, by the names of its inputs, as it came: nothing is trusted, nothing is lost.
///
/// Forms are read from it name by name; there is no way to fill a model with all of it at once.
public struct Entered: Sendable, Hashable {
    private var values: [String: [String]]

    /// Nothing entered yet.
    public init() { values = [:] }

    /// What came, in its order; a name may come several times.
    public init(_ pairs: [(name: String, value: String)]) {
        values = [:]
        for pair in pairs { values[pair.name, default: []].append(pair.value) }
    }

    /// What was kept of a form, each name with its values; a name without values is one that was left empty.
    public init(kept values: [String: [String]]) { self.values = values }

    /// The first value under a name, without white space around it; empty when there is none.
    public subscript(_ name: String) -> String { Self.trimmed(values[name]?.first ?? "") }

    /// The first value under a name as it came, white space and all: for passwords.
    public func exact(_ name: String) -> String { values[name]?.first ?? "" }

    /// All values under a name, without the empty ones.
    public func all(_ name: String) -> [String] {
        (values[name] ?? []).map(Self.trimmed).filter { !$0.isEmpty }
    }

    /// The names that came.
    public var names: [String] { values.keys.sorted() }

    /// What came under names that begin so, without that beginning, and what came under names that all parts share.
    ///
    /// - Parameter takes: whether a part has an input of that name.
    func part(_ beginning: String, shared: Set<String>, takes: (String) -> Bool) -> Entered {
        var part = Entered()
        for (name, values) in values {
            let own = String(name.dropFirst(beginning.count))
            if name.hasPrefix(beginning), !shared.contains(own), takes(own) {
                part.values[own] = values
            } else if shared.contains(name) {
                part.values[name] = values
            }
        }
        return part
    }

    /// Whether nothing was entered.
    public var isEmpty: Bool { values.values.allSatisfy { $0.allSatisfy(\.isEmpty) } }

    private static func trimmed(_ text: String) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        // Browsers send CR LF; entries have LF.
        return String(text[first...last]).replacing("\r\n", with: "\n")
    }
}
