import Rules

/// Finds terms that depend on themselves and steps that wait for each other.
enum Order {
    /// One diagnostic for each cycle.
    static func cycles(in book: Rulebook, at names: Names) -> [Diagnostic] {
        var found: [Diagnostic] = []
        var terms: [String: [String]] = [:]
        for term in book.terms { terms[term.id.text] = term.condition.terms.map(\.text) }
        for cycle in cycles(in: terms) {
            if let place = names.places[Key(.term, cycle[0])] { found.append(Diagnostic(.termCycle(cycle), at: place)) }
        }
        var steps: [String: [String]] = [:]
        for step in book.playbooks.lazy.flatMap(\.steps) {
            steps[step.id.text] = (step.after + (step.afterAny.count == 1 ? step.afterAny : [])).map(\.text)
        }
        for cycle in cycles(in: steps) {
            if let place = names.places[Key(.step, cycle[0])] { found.append(Diagnostic(.stepCycle(cycle), at: place)) }
        }
        var superiors: [String: [String]] = [:]
        for post in book.posts { superiors[post.id.text] = post.superior.map { [$0.text] } ?? [] }
        for cycle in cycles(in: superiors) {
            guard let place = names.places[Key(.post, cycle[0])] else { continue }
            found.append(Diagnostic(.superiorCycle(cycle), at: place))
        }
        return found
    }

    /// The cycles of a graph, each beginning with its smallest name.
    private static func cycles(in graph: [String: [String]]) -> [[String]] {
        var state: [String: Int] = [:]
        var path: [String] = []
        var found: Set<[String]> = []
        func visit(_ name: String) {
            if state[name] == 2 { return }
            if state[name] == 1 {
                let cycle = Array(path[(path.firstIndex(of: name) ?? 0)...])
                let least = cycle.indices.min { cycle[$0] < cycle[$1] } ?? 0
                found.insert(Array(cycle[least...] + cycle[..<least]))
                return
            }
            state[name] = 1
            path.append(name)
            for next in graph[name] ?? [] { visit(next) }
            path.removeLast()
            state[name] = 2
        }
        for name in graph.keys.sorted() { visit(name) }
        return found.sorted { $0.lexicographicallyPrecedes($1) }
    }
}

extension Condition {
    /// The terms that it names.
    var terms: [Name<Term>] {
        switch self {
        case .term(let name): [name]
        case .all(let inner), .any(let inner): inner.flatMap(\.terms)
        case .not(let inner), .unlessSure(let inner): inner.terms
        case .some(_, let inner, _), .every(_, let inner, _), .inRegister(_, let inner): inner.terms
        default: []
        }
    }
}
