/// Writes nodes as YAML again, without those that are gone.
struct YAMLWriter {
    /// Which nodes are gone, by number; empty when none is.
    let gone: [Bool]

    func text(of roots: [Node]) -> String {
        var out = ""
        for (index, root) in roots.enumerated() {
            if index > 0 { out += "---\n" }
            block(root, indent: 0, into: &out)
        }
        return out
    }

    private func isGone(_ node: Node) -> Bool { !gone.isEmpty && gone[node.index] }

    /// A node at the start of a line.
    private func block(_ node: Node, indent: Int, into out: inout String) {
        let margin = String(repeating: " ", count: indent)
        switch node.content {
        case .scalar: out += margin + scalar(node) + "\n"
        case .mapping(let entries):
            for entry in entries where !isGone(entry.value) {
                out += margin + scalar(entry.key) + ":"
                after(entry.value, indent: indent + 2, into: &out)
            }
        case .sequence(let elements):
            for element in elements where !isGone(element) {
                out += margin + "-"
                after(element, indent: indent + 2, into: &out)
            }
        }
    }

    /// A node after `key:` or `-`.
    private func after(_ node: Node, indent: Int, into out: inout String) {
        switch node.content {
        case .scalar: out += node.isBlank ? "\n" : " " + scalar(node) + "\n"
        case .mapping(let entries) where entries.allSatisfy({ isGone($0.value) }): out += " {}\n"
        case .sequence(let elements) where elements.allSatisfy(isGone): out += " []\n"
        case .mapping, .sequence:
            out += "\n"
            block(node, indent: indent, into: &out)
        }
    }

    private func scalar(_ node: Node) -> String {
        let text = node.text ?? ""
        return isPlainID(text) ? text : Self.quoted(text)
    }

    /// A double-quoted scalar; everything but quotes, backslashes and controls stands as it is.
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case "\u{85}": out += "\\N"
            case "\u{2028}": out += "\\L"
            case "\u{2029}": out += "\\P"
            case "\u{FEFF}": out += "\\uFEFF"
            case "\u{0}"..<" ", "\u{7F}"..."\u{9F}":
                let digits = String(scalar.value, radix: 16)
                out += "\\x" + (digits.count == 1 ? "0" : "") + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
