// The elements that pages use, by their own names.

extension HTML {
    /// A paragraph.
    public mutating func p(_ attributes: Attribute..., inside: (inout HTML) -> Void) {
        element("p", attributes, inside)
    }
    /// A paragraph of text.
    public mutating func p(_ text: String, _ attributes: Attribute...) { element("p", attributes, text: text) }
    /// A heading of the page.
    public mutating func h1(_ text: String, _ attributes: Attribute...) { element("h1", attributes, text: text) }
    /// A heading of a part.
    public mutating func h2(_ text: String, _ attributes: Attribute...) { element("h2", attributes, text: text) }
    /// A heading within a part.
    public mutating func h3(_ text: String, _ attributes: Attribute...) { element("h3", attributes, text: text) }
    /// A block.
    public mutating func div(_ attributes: Attribute..., inside: (inout HTML) -> Void) {
        element("div", attributes, inside)
    }
    /// A part of a page with its own heading.
    public mutating func section(_ attributes: Attribute..., inside: (inout HTML) -> Void) {
        element("section", attributes, inside)
    }
    /// A stretch of text.
    public mutating func span(_ text: String, _ attributes: Attribute...) { element("span", attributes, text: text) }
    /// What stands out.
    public mutating func strong(_ text: String) { element("strong", text: text) }
    /// A link with text.
    public mutating func a(_ text: String, href: String, _ attributes: Attribute...) {
        element("a", [.href(href)] + attributes, text: text)
    }
    /// A list without order.
    public mutating func ul(_ attributes: Attribute..., inside: (inout HTML) -> Void) {
        element("ul", attributes, inside)
    }
    /// A list in order.
    public mutating func ol(_ attributes: Attribute..., inside: (inout HTML) -> Void) {
        element("ol", attributes, inside)
    }
    /// An entry of a list.
    public mutating func li(_ attributes: Attribute..., inside: (inout HTML) -> Void) {
        element("li", attributes, inside)
    }
    /// An entry of a list, of text.
    public mutating func li(_ text: String, _ attributes: Attribute...) { element("li", attributes, text: text) }
    /// A list of terms and what they are.
    public mutating func dl(_ attributes: Attribute..., inside: (inout HTML) -> Void) {
        element("dl", attributes, inside)
    }
    /// A term with what it is.
    public mutating func term(_ term: String, _ inside: (inout HTML) -> Void) {
        element("dt", text: term)
        element("dd", [], inside)
    }
    /// A term with what it is, of text.
    public mutating func term(_ term: String, _ text: String) { self.term(term) { $0.text(text) } }
    /// A line break.
    public mutating func br() { void("br") }
    /// Text of several lines: its line breaks stand.
    public mutating func lines(_ text: String) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { br() }
            self.text(String(line))
        }
    }
}
