/// An attribute of an element: a literal name, and a value that is escaped.
///
/// There is none for a style or a script, so that a page keeps a strict Content-Security-Policy by construction.
public struct Attribute: Sendable, Hashable {
    /// What stands behind the name.
    enum Value: Sendable, Hashable {
        case absent
        case flag
        case text(String)
    }

    let name: StaticString
    let value: Value

    private init(_ name: StaticString, _ value: Value) {
        self.name = name
        self.value = value
    }

    /// An attribute with a value.
    public static func named(_ name: StaticString, _ value: String) -> Attribute {
        precondition(isHarmless(name), "styles and scripts are never written into a page")
        return Attribute(name, .text(value))
    }

    /// An attribute with a value, or none.
    public static func named(_ name: StaticString, _ value: String?) -> Attribute {
        value.map { .named(name, $0) } ?? Attribute(name, .absent)
    }

    /// An attribute that is there or not.
    public static func flag(_ name: StaticString, _ on: Bool = true) -> Attribute {
        Attribute(name, on ? .flag : .absent)
    }

    /// Names of the look; literals, joined with spaces.
    public static func `class`(_ names: String) -> Attribute { Attribute("class", .text(names)) }
    /// The id by which labels, links and scripts find it.
    public static func id(_ id: String) -> Attribute { Attribute("id", .text(id)) }
    /// Where a link leads: a path of this site, a part of this page, a telephone number or a mail address.
    ///
    /// Anything else, `javascript:` above all, leads to the top of the page.
    public static func href(_ target: String) -> Attribute {
        Attribute("href", .text(isOurs(target) ? target : "#"))
    }
    /// Where a form goes.
    public static func action(_ path: String) -> Attribute {
        Attribute("action", .text(isOurs(path) ? path : "#"))
    }
    /// The name of an input.
    public static func name(_ name: String) -> Attribute { Attribute("name", .text(name)) }
    /// The value of an input.
    public static func value(_ value: String) -> Attribute { Attribute("value", .text(value)) }
    /// The kind of an input.
    public static func type(_ type: String) -> Attribute { Attribute("type", .text(type)) }

    private static func isOurs(_ target: String) -> Bool {
        // Browsers drop these from an address, and what is left may name another host.
        guard target.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return false }
        return (target.hasPrefix("/") && !target.hasPrefix("//") && !target.hasPrefix("/\\")) || target.hasPrefix("#")
            || target.hasPrefix("?") || target.hasPrefix("tel:") || target.hasPrefix("mailto:") || target.isEmpty
    }

    private static func isHarmless(_ name: StaticString) -> Bool {
        name.withUTF8Buffer { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            return text != "style" && text != "srcdoc" && !text.hasPrefix("on")
        }
    }

    /// Two attributes are the same when they would be written the same.
    public static func == (left: Attribute, right: Attribute) -> Bool {
        left.spelling == right.spelling && left.value == right.value
    }

    /// Hashes what is written.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(spelling)
        hasher.combine(value)
    }

    private var spelling: String { name.withUTF8Buffer { String(decoding: $0, as: UTF8.self) } }
}
