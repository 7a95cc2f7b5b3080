/// A piece of a page or of a paper, as bytes of HTML.
///
/// Text can only come in escaped: there is no way to put a string in as markup. Elements are written by functions, so
/// that what is opened is closed; names of elements and attributes are literals, so that nothing that was typed by a
/// person can become one. Pages, mails and papers share it.
public struct HTML: Sendable, Hashable {
    /// The bytes, in UTF-8.
    public private(set) var bytes: [UInt8]

    /// An empty piece.
    public init() { bytes = [] }

    /// A piece made by a function that writes into it.
    public init(reserving capacity: Int = 0, _ write: (inout HTML) -> Void) {
        bytes = []
        if capacity > 0 { bytes.reserveCapacity(capacity) }
        write(&self)
    }

    /// A piece of text.
    public init(text: String) {
        bytes = []
        self.text(text)
    }

    /// Whether nothing has been written.
    public var isEmpty: Bool { bytes.isEmpty }

    /// The same as text, for tests and files.
    public var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Writes text; what would be markup is escaped, and so are quotes.
    ///
    /// Control characters other than tab and line breaks, which HTML does not allow, become U+FFFD.
    public mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { append(escaping: $0) }
    }

    /// Writes a piece that was made before.
    public mutating func add(_ piece: HTML) { bytes.append(contentsOf: piece.bytes) }

    /// Writes an element with what the function writes inside.
    public mutating func element(
        _ name: StaticString, _ attributes: [Attribute] = [], _ inside: (inout HTML) -> Void
    ) {
        open(name, attributes)
        inside(&self)
        close(name)
    }

    /// Writes an element with text inside.
    public mutating func element(_ name: StaticString, _ attributes: [Attribute] = [], text: String) {
        open(name, attributes)
        self.text(text)
        close(name)
    }

    /// Writes an element that has no inside, such as `input`.
    public mutating func void(_ name: StaticString, _ attributes: [Attribute] = []) { open(name, attributes) }

    /// Writes the line with which a page begins.
    public mutating func doctype() { literal("<!DOCTYPE html>\n") }

    private mutating func open(_ name: StaticString, _ attributes: [Attribute]) {
        bytes.append(UInt8(ascii: "<"))
        literal(name)
        for attribute in attributes { append(attribute) }
        bytes.append(UInt8(ascii: ">"))
    }

    private mutating func close(_ name: StaticString) {
        literal("</")
        literal(name)
        bytes.append(UInt8(ascii: ">"))
    }

    private mutating func append(_ attribute: Attribute) {
        switch attribute.value {
        case .absent: return
        case .flag:
            bytes.append(UInt8(ascii: " "))
            literal(attribute.name)
        case .text(let value):
            bytes.append(UInt8(ascii: " "))
            literal(attribute.name)
            literal("=\"")
            text(value)
            bytes.append(UInt8(ascii: "\""))
        }
    }

    private mutating func literal(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func append(escaping source: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in source.indices {
            let escaped: StaticString
            switch source[index] {
            case UInt8(ascii: "&"): escaped = "&amp;"
            case UInt8(ascii: "<"): escaped = "&lt;"
            case UInt8(ascii: ">"): escaped = "&gt;"
            case UInt8(ascii: "\""): escaped = "&quot;"
            case UInt8(ascii: "'"): escaped = "&#39;"
            case 0x00..<0x09, 0x0B, 0x0C, 0x0E..<0x20, 0x7F: escaped = "\u{FFFD}"
            default: continue
            }
            bytes.append(contentsOf: source[start..<index])
            literal(escaped)
            start = index + 1
        }
        bytes.append(contentsOf: source[start...])
    }
}
