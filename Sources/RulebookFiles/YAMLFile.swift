import Foundation
import Yams

/// Reads YAML text into nodes, all scalars as text.
struct YAMLFile {
    /// The roots of the documents in the file.
    var documents: [Node] = []
    var diagnostics: [Diagnostic] = []

    /// Reads one file; every mistake is a diagnostic.
    ///
    /// - Parameters:
    ///   - counter: the number of the next node; advanced past the nodes that were read.
    init(url: URL, name: String, counter: inout Int) {
        guard let data = try? Data(contentsOf: url) else {
            diagnostics.append(Diagnostic(.unreadable(), at: Place(file: name, line: 1, column: 1)))
            return
        }
        read(Array(data), name: name, counter: &counter)
    }

    /// Reads one text.
    init(bytes: [UInt8], name: String, counter: inout Int) { read(bytes, name: name, counter: &counter) }

    private mutating func read(_ bytes: [UInt8], name: String, counter: inout Int) {
        let start = Place(file: name, line: 1, column: 1)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            diagnostics.append(Diagnostic(.byteOrderMark(), at: start))
            return
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            diagnostics.append(Diagnostic(.notUTF8(), at: Self.placeOfBadByte(bytes, name: name)))
            return
        }
        diagnostics += Self.refused(in: bytes, name: name)
        guard diagnostics.isEmpty else { return }
        do {
            let parser = try Yams.Parser(yaml: text, resolver: .basic, encoding: .utf8)
            var reader = NodeReader(file: name, counter: counter)
            while let root = try parser.nextRoot() { documents.append(reader.node(root, depth: 0)) }
            counter = reader.counter
            diagnostics += reader.diagnostics
        } catch {
            documents = []
            diagnostics.append(Self.diagnostic(of: error, name: name))
        }
    }

    private static func placeOfBadByte(_ bytes: [UInt8], name: String) -> Place {
        var line = 1
        var start = bytes.startIndex
        for index in bytes.indices where bytes[index] == 0x0A {
            if String(validating: bytes[start...index], as: UTF8.self) == nil { break }
            line += 1
            start = index + 1
        }
        let rest = bytes[start...].prefix { $0 != 0x0A }
        var column = 1
        var good = rest.prefix(0)
        for index in rest.indices where String(validating: rest[rest.startIndex...index], as: UTF8.self) != nil {
            good = rest[rest.startIndex...index]
        }
        column += String(decoding: good, as: UTF8.self).unicodeScalars.count
        return Place(file: name, line: line, column: column)
    }

    /// Tabs that indent, and control characters.
    private static func refused(in bytes: [UInt8], name: String) -> [Diagnostic] {
        var found: [Diagnostic] = []
        var line = 1
        var lineStart = 0
        var indenting = true
        func place(_ index: Int) -> Place {
            let before = String(decoding: bytes[lineStart..<index], as: UTF8.self)
            return Place(file: name, line: line, column: before.unicodeScalars.count + 1)
        }
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case 0x0A:
                line += 1
                lineStart = index + 1
                indenting = true
            case UInt8(ascii: " "), 0x0D: break
            case 0x09:
                if indenting { found.append(Diagnostic(.tab(), at: place(index))) }
            case 0..<0x20, 0x7F: found.append(Diagnostic(.control(byte), at: place(index)))
            default: indenting = false
            }
        }
        return found
    }

    private static func diagnostic(of error: any Error, name: String) -> Diagnostic {
        func at(_ mark: Mark) -> Place { Place(file: name, line: max(1, mark.line), column: max(1, mark.column)) }
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            let isOpen = context?.text.contains("flow") == true || problem.contains("unexpected end of stream")
            return Diagnostic(
                .syntax(problem, context: context?.text), at: at(isOpen ? context?.mark ?? mark : mark))
        case .composer(_, let problem, let mark, _):
            if problem.contains("alias") { return Diagnostic(.alias(), at: at(mark)) }
            return Diagnostic(.syntax(problem, context: nil), at: at(mark))
        case .duplicatedKeysInMapping(let keys, let context):
            return Diagnostic(.duplicateKey(keys.joined(separator: ", ")), at: at(context.mark))
        case .reader(let problem, _, _, _):
            return Diagnostic(.syntax(problem, context: nil), at: Place(file: name, line: 1, column: 1))
        default:
            return Diagnostic(.syntax("\(error)", context: nil), at: Place(file: name, line: 1, column: 1))
        }
    }
}

/// Turns the composed nodes of Yams into ours.
private struct NodeReader {
    static let deepest = 100
    let file: String
    var counter: Int
    var diagnostics: [Diagnostic] = []

    init(file: String, counter: Int) {
        self.file = file
        self.counter = counter
    }

    mutating func node(_ node: Yams.Node, depth: Int, isKey: Bool = false) -> Node {
        let index = counter
        counter += 1
        let place = Place(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
        guard node.anchor == nil else {
            diagnostics.append(Diagnostic(.anchor(), at: place))
            return Node(.scalar(""), place: place, index: index, end: counter)
        }
        guard depth < Self.deepest else {
            diagnostics.append(Diagnostic(.tooDeep(), at: place))
            return Node(.scalar(""), place: place, index: index, end: counter)
        }
        switch node {
        case .scalar(let scalar):
            let isPlain = scalar.style == .plain || scalar.style == .any
            refuseTag(scalar.tag, isKey: isKey, quoted: !isPlain, at: place)
            return Node(.scalar(scalar.string), place: place, index: index, end: counter, isPlain: isPlain)
        case .mapping(let mapping):
            refuseTag(mapping.tag, isKey: isKey, quoted: false, at: place)
            let entries = mapping.map { pair in
                let key = self.node(pair.key, depth: depth + 1, isKey: true)
                if key.text == nil { diagnostics.append(Diagnostic(.keyIsNoText(), at: key.place)) }
                return Node.Entry(key: key, value: self.node(pair.value, depth: depth + 1))
            }
            return Node(.mapping(entries), place: place, index: index, end: counter)
        case .sequence(let sequence):
            refuseTag(sequence.tag, isKey: isKey, quoted: false, at: place)
            let elements = sequence.map { self.node($0, depth: depth + 1) }
            return Node(.sequence(elements), place: place, index: index, end: counter)
        case .alias:
            diagnostics.append(Diagnostic(.alias(), at: place))
            return Node(.scalar(""), place: place, index: index, end: counter)
        }
    }

    /// Yams gives quoted scalars, and keys that it has compared, the tag of texts; every other tag was written.
    private mutating func refuseTag(_ tag: Tag, isKey: Bool, quoted: Bool, at place: Place) {
        let name = tag.description
        guard !name.isEmpty, !(name == "tag:yaml.org,2002:str" && (isKey || quoted)) else { return }
        diagnostics.append(Diagnostic(.tag(name), at: place))
    }
}
