import Markup
import ReadModels
import Rules

extension ClauseLine {
    /// The page of the clause.
    public var path: String { "/rulebook/clauses/\(pathPart(id.text))" }
}

/// A clause with its sentence, in a line of its own.
public func clauseLine(_ context: PageContext, _ clause: ClauseLine, _ h: inout HTML) {
    h.a(clause.cite, href: clause.path, .class("clause"))
    if !clause.sentence.isEmpty { h.text("　" + clause.sentence) }
}

/// The numbers of clauses in brackets, each a link; nothing when there are none.
public func clauseNumbers(_ context: PageContext, _ clauses: [ClauseLine], _ h: inout HTML) {
    guard !clauses.isEmpty else { return }
    h.element("span", [.class("clause")]) { h in
        h.text("〔")
        for (index, clause) in clauses.enumerated() {
            if index > 0 { h.text("，") }
            h.a(clause.cite, href: clause.path)
        }
        h.text("〕")
    }
}

/// Text as one part of a path: what is not a letter of ASCII, a digit or one of `-._~` is percent-encoded.
public func pathPart(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            result.unicodeScalars.append(Unicode.Scalar(byte))
        default:
            let digits = String(byte, radix: 16, uppercase: true)
            result += (digits.count == 1 ? "%0" : "%") + digits
        }
    }
    // A part that is only dots would be taken as a step in the path.
    return result == "." || result == ".." ? result.replacing(".", with: "%2E") : result
}
