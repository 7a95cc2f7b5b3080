import Foundation

/// The ids and names that rulebooks declare, found by a simple scan of their YAML.
///
/// The loader is not used: these tests must not depend on what they watch over. The scan takes the keys under the
/// sections that declare things, in block and in flow style.
enum RulebookNames {
    /// Sections and keys whose members are declared ids.
    private static let declaring: Set<String> = [
        "posts", "parts", "facts", "terms", "acts", "kinds", "timings", "playbooks", "steps", "forbids", "approvals",
        "ways", "clocks", "papers", "fields", "marks", "registers", "columns", "refuses", "items", "matters",
        "endings", "notices", "readings", "choices", "units", "people",
    ]

    /// Every declared id, with a place where it is declared.
    static let declared: [String: String] = {
        var found: [String: String] = [:]
        for file in rules {
            for (id, line) in ids(in: file) where found[id] == nil { found[id] = "\(file.path):\(line)" }
        }
        return found
    }()

    /// The files that hold rules: no ledgers, no scenarios.
    static let rules = Repository.files(under: "Rulebooks", ending: ".yaml").filter {
        !$0.path.contains("/ledger/") && !$0.path.contains("/scenarios/")
    }

    /// Names of the organisations: issuers, titles, demo organisations, and the folders themselves.
    static let organisations: [String: String] = {
        var found: [String: String] = [:]
        for file in rules where file.path.hasSuffix("rulebook.yaml") || file.path.contains("/demo/") {
            for line in file.lines {
                let trimmed = line.trimmingCharacters(in: .whitespaces)
                guard ["title:", "issuer:", "ja:", "en:"].contains(where: trimmed.hasPrefix), line.hasPrefix("  "),
                    file.path.contains("/demo/") || !trimmed.hasPrefix("ja:") && !trimmed.hasPrefix("en:")
                else { continue }
                for name in names(in: trimmed) where name.count > 2 { found[name] = file.path }
            }
        }
        return found
    }()

    private static func names(in line: String) -> [String] {
        let marks = CharacterSet(charactersIn: "{},\"")
        return line.components(separatedBy: marks).compactMap { part in
            let words = part.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            let name = words.count == 2 ? words[1] : part.trimmingCharacters(in: .whitespaces)
            return name.isEmpty || name.hasSuffix(":") ? nil : name
        }
    }

    static func ids(in file: File) -> [(id: String, line: Int)] {
        var found: [(String, Int)] = []
        var path: [(indent: Int, key: String)] = []
        for (number, line) in file.lines.enumerated() {
            let indent = line.prefix { $0 == " " }.count
            let rest = line.dropFirst(indent)
            if rest.isEmpty || rest.first == "#" { continue }
            while let last = path.last, last.indent >= indent { path.removeLast() }
            if let key = key(of: rest) {
                if let parent = path.last?.key, declaring.contains(parent) { found.append((key, number + 1)) }
                path.append((indent, key))
            }
            for match in rest.matches(of: /([a-z0-9]+(?:-[a-z0-9]+)*): \{(?:ja|en|clause|item|type|in-reading):/) {
                found.append((String(match.output.1), number + 1))
            }
        }
        return found
    }

    private static func key(of line: Substring) -> String? {
        guard let match = line.prefixMatch(of: /([a-z0-9]+(?:-[a-z0-9]+)*):(?: |$)/) else { return nil }
        return String(match.output.1)
    }
}
