/// Reads a `multipart/form-data` body piece by piece (RFC 7578), whatever way it is cut into chunks.
///
/// It keeps no more than a boundary and the headers of one part; the contents go out as they come. A body that is not
/// what it says is an error, never a guess.
package struct MultipartReader {
    /// What comes out.
    package enum Piece: Hashable {
        /// A part begins: the name of its input, and the name of the file if it is one.
        case part(name: String, filename: String?)
        case content([UInt8])
        case end
    }

    /// What is wrong with a body.
    package enum Fault: Error, Hashable {
        case malformed
        case tooManyParts
        case headersTooLong
    }

    private enum State { case preamble, headers, content, after, done }

    private let boundary: [UInt8]
    private let mostParts: Int
    private var state = State.preamble
    private var buffer: [UInt8] = []
    private var parts = 0
    /// The headers of one part, in bytes, are no longer.
    package static let longestHeaders = 4096

    /// - Parameters:
    ///   - boundary: as the content type says, without the dashes.
    ///   - mostParts: more parts than these are an error.
    package init(boundary: String, mostParts: Int) {
        self.boundary = Array("\r\n--\(boundary)".utf8)
        self.mostParts = mostParts
        // The first boundary may stand at the very beginning.
        buffer = Array("\r\n".utf8)
    }

    /// The boundary that a content type names; nil when it is no form with parts.
    package static func boundary(of contentType: String) -> String? {
        let pieces = contentType.split(separator: ";").map { $0.drop { $0 == " " } }
        guard pieces.first?.lowercased() == "multipart/form-data" else { return nil }
        for piece in pieces.dropFirst() where piece.lowercased().hasPrefix("boundary=") {
            let value = piece.dropFirst("boundary=".count).filter { $0 != "\"" }
            return (1...70).contains(value.utf8.count) ? value : nil
        }
        return nil
    }

    /// Takes in a chunk and gives what is complete.
    package mutating func read(_ chunk: some Sequence<UInt8>) throws -> [Piece] {
        buffer.append(contentsOf: chunk)
        var pieces: [Piece] = []
        while let piece = try step() { pieces.append(contentsOf: piece) }
        return pieces
    }

    /// Says that nothing more comes.
    package func finish() throws {
        guard state == .done else { throw Fault.malformed }
    }

    /// One step forward; nil when more must come first.
    private mutating func step() throws -> [Piece]? {
        switch state {
        case .preamble:
            guard let found = find(boundary) else {
                keepTail()
                return nil
            }
            buffer.removeFirst(found + boundary.count)
            state = .after
            return []
        case .after:
            guard buffer.count >= 2 else { return nil }
            let next = Array(buffer.prefix(2))
            buffer.removeFirst(2)
            if next == Array("--".utf8) {
                state = .done
                return [.end]
            }
            guard next == Array("\r\n".utf8) else { throw Fault.malformed }
            parts += 1
            guard parts <= mostParts else { throw Fault.tooManyParts }
            state = .headers
            return []
        case .headers:
            guard let end = find(Array("\r\n\r\n".utf8)) else {
                guard buffer.count <= Self.longestHeaders else { throw Fault.headersTooLong }
                return nil
            }
            guard end <= Self.longestHeaders else { throw Fault.headersTooLong }
            let head = Array(buffer.prefix(end))
            buffer.removeFirst(end + 4)
            state = .content
            return [try Self.part(head)]
        case .content:
            if let found = find(boundary) {
                let content = Array(buffer.prefix(found))
                buffer.removeFirst(found + boundary.count)
                state = .after
                return content.isEmpty ? [] : [.content(content)]
            }
            let sure = buffer.count - boundary.count
            guard sure > 0 else { return nil }
            let content = Array(buffer.prefix(sure))
            buffer.removeFirst(sure)
            return [.content(content)]
        case .done:
            buffer.removeAll()
            return nil
        }
    }

    private mutating func keepTail() {
        let extra = buffer.count - boundary.count
        if extra > 0 { buffer.removeFirst(extra) }
    }

    private func find(_ needle: [UInt8]) -> Int? {
        guard buffer.count >= needle.count, let first = needle.first else { return nil }
        return buffer.withUnsafeBufferPointer { bytes in
            let last = bytes.count - needle.count
            var start = 0
            while start <= last {
                guard bytes[start] == first else {
                    start += 1
                    continue
                }
                if (1..<needle.count).allSatisfy({ bytes[start + $0] == needle[$0] }) { return start }
                start += 1
            }
            return nil
        }
    }

    private static func part(_ head: [UInt8]) throws -> Piece {
        guard let text = String(validating: head, as: UTF8.self) else { throw Fault.malformed }
        for line in text.split(separator: "\r\n") where line.lowercased().hasPrefix("content-disposition:") {
            guard let name = parameter("name", of: line) else { throw Fault.malformed }
            return .part(name: name, filename: parameter("filename", of: line))
        }
        throw Fault.malformed
    }

    /// A quoted parameter; browsers escape the quote as `%22` or with a backslash.
    private static func parameter(_ name: String, of line: Substring) -> String? {
        guard let start = line.range(of: "; \(name)=\"")?.upperBound else { return nil }
        var value = ""
        var escaped = false
        for character in line[start...] {
            if escaped {
                value.append(character)
                escaped = false
            } else if character == "\\" {
                escaped = true
            } else if character == "\"" {
                return value.replacing("%22", with: "\"").replacing("%0D", with: "").replacing("%0A", with: "")
            } else {
                value.append(character)
            }
        }
        return nil
    }
}

extension Substring {
    fileprivate func range(of needle: String) -> Range<Index>? { firstRange(of: needle) }
}
