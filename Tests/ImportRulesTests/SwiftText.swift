/// A Swift source taken apart: the code without comments and literals, and the literals.
///
/// A scanner of a hundred lines and not a parser: it knows comments, plain, raw and multi-line strings, and
/// interpolation. That is all these tests need, and it keeps swift-syntax out of the build.
struct SwiftText {
    struct Literal {
        var text: String
        var line: Int
    }

    /// The source with comments and the text of strings blanked; lines stay where they are.
    var code: String { String(decoding: kept, as: UTF8.self) }
    private(set) var literals: [Literal] = []

    private let source: [UInt8]
    private var kept: [UInt8] = []
    private var place = 0
    private var line = 1

    init(_ text: String) {
        source = Array(text.utf8)
        kept.reserveCapacity(source.count)
        scanCode(untilParenthesis: false)
    }

    private func looking(at text: String) -> Bool {
        var index = place
        for byte in text.utf8 {
            guard index < source.count, source[index] == byte else { return false }
            index += 1
        }
        return true
    }

    private mutating func take(keep: Bool) -> UInt8 {
        let byte = source[place]
        place += 1
        if byte == UInt8(ascii: "\n") { line += 1 }
        kept.append(keep || byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " "))
        return byte
    }

    private mutating func skip(_ count: Int) {
        for _ in 0..<count where place < source.count { _ = take(keep: false) }
    }

    /// Reads code; inside an interpolation, until the parenthesis that ends it.
    private mutating func scanCode(untilParenthesis: Bool) {
        var depth = 0
        while place < source.count {
            if looking(at: "//") {
                while place < source.count, source[place] != UInt8(ascii: "\n") { skip(1) }
            } else if looking(at: "/*") {
                skipBlockComment()
            } else if let hashes = hashesBeforeQuote() {
                scanString(hashes: hashes)
            } else {
                let byte = take(keep: true)
                guard untilParenthesis else { continue }
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") {
                    depth -= 1
                    if depth == 0 { return }
                }
            }
        }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            if looking(at: "/*") {
                depth += 1
                skip(2)
            } else if looking(at: "*/") {
                depth -= 1
                skip(2)
            } else {
                skip(1)
            }
        } while depth > 0 && place < source.count
    }

    /// How many `#` stand before a quotation mark here; nil when no string begins.
    private func hashesBeforeQuote() -> Int? {
        var index = place
        while index < source.count, source[index] == UInt8(ascii: "#") { index += 1 }
        guard index < source.count, source[index] == UInt8(ascii: "\"") else { return nil }
        return index - place
    }

    private mutating func scanString(hashes: Int) {
        let first = line
        skip(hashes)
        let quote = looking(at: "\"\"\"") ? "\"\"\"" : "\""
        skip(quote.count)
        let marks = String(repeating: "#", count: hashes)
        var text: [UInt8] = []
        while place < source.count, !looking(at: quote + marks) {
            if looking(at: "\\" + marks + "(") {
                skip(1 + hashes)
                text += Array("…".utf8)
                scanCode(untilParenthesis: true)
            } else if looking(at: "\\" + marks) {
                skip(1 + hashes)
                if place < source.count { text.append(take(keep: false)) }
            } else {
                text.append(take(keep: false))
            }
        }
        skip(quote.count + hashes)
        literals.append(Literal(text: String(decoding: text, as: UTF8.self), line: first))
    }
}
