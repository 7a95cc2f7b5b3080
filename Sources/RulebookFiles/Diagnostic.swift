import Rules

/// One mistake in a file: where it is, what is wrong and how to mend it.
public struct Diagnostic: Hashable, Sendable, Error {
    /// Where.
    public var place: Place
    /// A stable word for programs, such as `unknown-key`.
    public var code: String
    /// What is wrong, in both languages.
    public var message: Label
    /// How to mend it, in both languages.
    public var mend: Label

    /// Makes a diagnostic.
    public init(_ words: Words, at place: Place) {
        self.place = place
        self.code = words.code
        self.message = words.message
        self.mend = words.mend
    }

    /// What is said of a mistake, without its place.
    public struct Words: Hashable, Sendable {
        var code: String
        var message: Label
        var mend: Label

        init(_ code: String, _ en: String, ja: String, mend: String, mendJa: String) {
            self.code = code
            self.message = Label(ja: ja, en: en)
            self.mend = Label(ja: mendJa, en: mend)
        }
    }

    /// The file, as in the place.
    public var file: String { place.file }
    /// The line, from 1.
    public var line: Int { place.line }
    /// The column, from 1.
    public var column: Int { place.column }
}

extension Diagnostic: CustomStringConvertible {
    /// `file:line:column: message — mend`, in English.
    public var description: String { "\(file):\(line):\(column): \(message.en) — \(mend.en)" }

    /// `file:line:column: message — mend`, in Japanese.
    public var ja: String { "\(file):\(line):\(column): \(message.ja) — \(mend.ja)" }

    /// The diagnostics by place, each once.
    static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return diagnostics.filter { seen.insert($0).inserted }
            .sorted { ($0.place, $0.code, $0.message.en) < ($1.place, $1.code, $1.message.en) }
    }
}
