/// One place in a file: lines and columns count from 1, columns in Unicode scalars.
public struct Place: Hashable, Sendable, Comparable {
    /// The file as it is shown to people: its path below the folder that was read.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// The column, from 1.
    public var column: Int

    /// Makes a place.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// Orders by file, then line, then column.
    public static func < (left: Place, right: Place) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}

/// One node of a YAML file whose scalars are all text, with its place.
///
/// The nodes of one reading are numbered in their order, so that a node and everything under it are the numbers
/// `index..<end`. That makes taking a part out a matter of marking a range.
public final class Node: Sendable {
    /// What a node holds.
    public enum Content: Sendable {
        case scalar(String)
        case mapping([Entry])
        case sequence([Node])
    }

    /// One key of a mapping with its value.
    public struct Entry: Sendable {
        /// The key; a scalar, or a diagnostic was given.
        public let key: Node
        /// The value.
        public let value: Node
    }

    /// What this node holds.
    public let content: Content
    /// Where it begins.
    public let place: Place
    /// Its number in this reading.
    public let index: Int
    /// The number after the last node under it.
    public let end: Int
    /// Whether it is a scalar without quotes.
    public let isPlain: Bool

    init(_ content: Content, place: Place, index: Int, end: Int, isPlain: Bool = true) {
        self.content = content
        self.place = place
        self.index = index
        self.end = end
        self.isPlain = isPlain
    }

    /// The text of a scalar, or nil.
    public var text: String? {
        guard case .scalar(let text) = content else { return nil }
        return text
    }

    /// The entries of a mapping; empty for every other node.
    public var entries: [Entry] {
        guard case .mapping(let entries) = content else { return [] }
        return entries
    }

    /// The elements of a sequence; empty for every other node.
    public var elements: [Node] {
        guard case .sequence(let elements) = content else { return [] }
        return elements
    }

    /// Whether nothing at all is written here (`key:`).
    public var isBlank: Bool { isPlain && text?.isEmpty == true }

    /// The value under this key of a mapping, or nil.
    public subscript(_ key: String) -> Node? { entries.first { $0.key.text == key }?.value }
}
