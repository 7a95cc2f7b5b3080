import Rules

/// Reads one mapping and remembers which keys were used and which were asked for.
///
/// What was asked for and not found gives the suggestion for what was found and not asked for, so the known keys are
/// written down once: where they are read.
struct Reader {
    let decoder: Decoder
    let node: Node
    private let entries: [Node.Entry]
    private var used: Set<Int> = []
    private var asked: [String] = []

    init(_ decoder: Decoder, _ node: Node) {
        self.decoder = decoder
        self.node = node
        entries = node.entries
    }

    /// The value under a key; nil when there is none or it is gone.
    mutating func take(_ key: String) -> Node? {
        if decoder.log != nil { asked.append(key) }
        for index in entries.indices where entries[index].key.text == key {
            if decoder.log != nil { used.insert(index) }
            let value = entries[index].value
            return decoder.isGone(value) ? nil : value
        }
        return nil
    }

    /// Whether the key is written, gone or not.
    func has(_ key: String) -> Bool { entries.contains { $0.key.text == key } }

    /// The value under a key, without which this mapping cannot be.
    mutating func essential(_ key: String) -> Node? {
        guard let value = take(key) else { return nil }
        decoder.link(value, to: node)
        return value
    }

    /// Reports when a key is missing.
    mutating func required(_ key: String, what: (en: String, ja: String)) -> Node? {
        let value = essential(key)
        if value == nil { decoder.report(node, .missingKey(key, what: what)) }
        return value
    }

    mutating func text(_ key: String) -> String? { take(key).flatMap { decoder.text($0) } }

    mutating func yesNo(_ key: String, otherwise: Bool = false) -> Bool {
        guard let value = take(key), let answer = decoder.yesNo(value) else { return otherwise }
        return answer
    }

    /// The clauses that the mapping names; reads what any mapping may carry.
    mutating func carrier() -> [Clause.ID] {
        if let value = take("in-reading") { decoder.inReading(value, of: node) }
        guard let value = take("clause") else { return [] }
        return decoder.clauses(value, of: node)
    }

    mutating func label() -> Label { Label(ja: text("ja") ?? "", en: text("en") ?? "") }

    /// The label and the clauses.
    mutating func head() -> (label: Label, clauses: [Clause.ID]) { (label(), carrier()) }

    /// Reports keys that nobody asked for.
    func finish() {
        guard decoder.log != nil, used.count < entries.count else { return }
        for index in entries.indices where !used.contains(index) {
            let key = entries[index].key
            if entries[index].value.isBlank, key.text?.contains(" ") == true {
                decoder.report(key, .commaInText(key.text ?? ""))
                continue
            }
            decoder.report(key, .unknownKey(key.text ?? "", near: nearest(to: key.text ?? "", in: asked), known: asked))
        }
    }
}

/// The candidate that is most like the word, if any is like it at all.
func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
    let letters = Array(word.unicodeScalars)
    guard (3...100).contains(letters.count) else { return nil }
    var best: (word: String, distance: Int)?
    for candidate in candidates where abs(candidate.unicodeScalars.count - letters.count) <= 4 {
        if letters.count == 3, candidate.unicodeScalars.first != letters.first { continue }
        let distance = editDistance(letters, Array(candidate.unicodeScalars))
        if distance < best?.distance ?? .max || (distance == best?.distance && candidate < (best?.word ?? "")) {
            best = (candidate, distance)
        }
    }
    guard let best, best.distance <= max(1, letters.count / 3) else { return nil }
    return best.word
}

/// How many letters must be put in, left out, changed or swapped to make one word of the other.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var row = Array(0...right.count)
    for i in 0..<left.count {
        var next = [i + 1]
        for j in 0..<right.count {
            var cost = min(row[j] + (left[i] == right[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1)
            if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { cost = min(cost, before[j - 1] + 1) }
            next.append(cost)
        }
        before = row
        row = next
    }
    return row[right.count]
}
