/// A JSON value whose objects keep their members in order.
///
/// The journal, scenarios and `--format json` use it. Written by hand because `Core` has no dependency, because the
/// bytes must be the same on every machine, and because folding a matter decodes thousands of small objects.
/// Source: RFC 8259.
public enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case array([JSON])
    case object([Member])

    /// One name and value of an object.
    public struct Member: Hashable, Sendable {
        /// The name, unique in its object.
        public var name: String
        /// The value.
        public var value: JSON

        /// Makes a member.
        public init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }
}

extension JSON {
    /// The member with this name, or nil when there is none or this is no object.
    public subscript(_ name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The text, or nil when this is not a string.
    public var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The whole number, or nil.
    public var int: Int? {
        switch self {
        case .int(let number): number
        case .double(let number): Int(exactly: number)
        default: nil
        }
    }

    /// The truth value, or nil.
    public var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The elements; empty when this is not an array.
    public var array: [JSON] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    /// The members; empty when this is not an object.
    public var members: [Member] {
        guard case .object(let members) = self else { return [] }
        return members
    }

    /// An object without the members whose value is nil, null, an empty array or an empty object.
    public static func compact(_ members: (String, JSON?)...) -> JSON {
        .object(
            members.compactMap { name, value in
                switch value {
                case nil, .null, .array([]), .object([]): nil
                case .some(let value): Member(name, value)
                }
            })
    }

    /// An array of texts.
    public static func strings(_ texts: some Sequence<String>) -> JSON { .array(texts.map(JSON.string)) }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .int(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
}
