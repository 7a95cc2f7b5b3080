extension Book {
    /// The whole book as Markdown.
    public var markdown: String {
        var lines = ["# \(title)", ""]
        for sentence in legend { lines.append("- \(sentence)") }
        for section in sections {
            lines += ["", "## \(section.title)", ""]
            for entry in section.entries { lines += Self.markdown(entry) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func markdown(_ entry: Entry) -> [String] {
        let title = entry.title.map { "**\($0)** " } ?? ""
        return ["- \(title)\(entry.sentence)"] + entry.lines.map { "  - \($0.sentence)" }
    }
}
