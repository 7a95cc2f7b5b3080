import Testing
import WebServer

@Suite struct `A form with files is read piece by piece` {
    /// Bytes by chance that are the same in every run.
    private struct Chance: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private static let boundary = "----x7MA4YWxkTrZu0gW"

    private static func part(_ name: String, filename: String? = nil, _ content: [UInt8]) -> [UInt8] {
        let file = filename.map { "; filename=\"\($0)\"\r\nContent-Type: application/octet-stream" } ?? ""
        return Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\(file)\r\n\r\n".utf8) + content
            + Array("\r\n".utf8)
    }

    private static let end = Array("--\(boundary)--\r\n".utf8)

    /// What came out: the parts with all of their contents, whatever pieces they came in.
    private struct Part: Hashable {
        var name: String
        var filename: String?
        var content: [UInt8] = []
    }

    private static func gather(_ pieces: [MultipartReader.Piece]) -> [Part] {
        var parts: [Part] = []
        for piece in pieces {
            switch piece {
            case .part(let name, let filename): parts.append(Part(name: name, filename: filename))
            case .content(let bytes): parts[parts.count - 1].content += bytes
            case .end: break
            }
        }
        return parts
    }

    private static func read(_ chunks: [[UInt8]], mostParts: Int = 100) throws -> [Part] {
        var reader = MultipartReader(boundary: boundary, mostParts: mostParts)
        var pieces: [MultipartReader.Piece] = []
        for chunk in chunks { pieces += try reader.read(chunk) }
        try reader.finish()
        #expect(pieces.last == .end)
        return gather(pieces)
    }

    private static func cut(_ body: [UInt8], by chance: inout Chance) -> [[UInt8]] {
        var chunks: [[UInt8]] = []
        var rest = body[...]
        let longest = Int.random(in: 1...64, using: &chance)
        while !rest.isEmpty {
            let length = Int.random(in: 1...longest, using: &chance)
            chunks.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return chunks
    }

    @Test func `the same parts come out whatever way the body is cut`() throws {
        var chance = Chance(state: 20_261_121)
        for _ in 0..<300 {
            var parts: [Part] = []
            var body: [UInt8] = []
            for number in 0..<Int.random(in: 0...5, using: &chance) {
                // Line breaks and dashes come often, for they are what could be taken for a boundary.
                let letters = Array("\r\n--x7é\0".utf8)
                let content = (0..<Int.random(in: 0...200, using: &chance)).map { _ in
                    letters.randomElement(using: &chance) ?? 0
                }
                let filename = Bool.random(using: &chance) ? "写真\(number).jpg" : nil
                parts.append(Part(name: "input-\(number)", filename: filename, content: content))
                body += Self.part("input-\(number)", filename: filename, content)
            }
            body += Self.end
            #expect(try Self.read([body]) == parts)
            #expect(try Self.read(Self.cut(body, by: &chance)) == parts)
            #expect(try Self.read(body.map { [$0] }) == parts)
        }
    }

    @Test func `what only looks like the boundary is content`() throws {
        let near = [
            "--\(Self.boundary)", "\r\n--\(Self.boundary.dropLast())", "\n--\(Self.boundary)\r\n",
            "\r\n-\(Self.boundary)--", "\r\n\r\n--", "\r",
        ]
        for text in near {
            let content = Array("before\(text)after".utf8)
            let body = Self.part("file", filename: "a", content) + Self.end
            #expect(try Self.read([body]) == [Part(name: "file", filename: "a", content: content)])
            #expect(try Self.read(body.map { [$0] }) == [Part(name: "file", filename: "a", content: content)])
        }
    }

    @Test func `a body that ends too early is an error wherever it ends`() throws {
        let body = Self.part("text", Array("本文".utf8)) + Self.part("file", filename: "a", [1, 2, 3]) + Self.end
        // The line break after the last boundary may be missing.
        for length in 0..<(body.count - 2) {
            var reader = MultipartReader(boundary: Self.boundary, mostParts: 10)
            #expect(throws: MultipartReader.Fault.malformed) {
                _ = try reader.read(body.prefix(length))
                try reader.finish()
            }
        }
    }

    @Test func `more parts than are allowed are an error`() throws {
        let part = Self.part("a", [65])
        #expect(try Self.read([part + part + Self.end], mostParts: 2).count == 2)
        #expect(throws: MultipartReader.Fault.tooManyParts) {
            try Self.read([part + part + part + Self.end], mostParts: 2)
        }
    }

    @Test func `headers without an end are an error before they fill the memory`() throws {
        let start = Array("--\(Self.boundary)\r\nContent-Disposition: form-data; name=\"a".utf8)
        #expect(throws: MultipartReader.Fault.headersTooLong) {
            try Self.read([start, Array(repeating: UInt8(ascii: "a"), count: MultipartReader.longestHeaders)])
        }
        let name = String(repeating: "a", count: MultipartReader.longestHeaders)
        #expect(throws: MultipartReader.Fault.headersTooLong) { try Self.read([Self.part(name, []) + Self.end]) }
    }

    @Test func `a name that is not UTF-8 is an error, and one in Japanese is none`() throws {
        let broken =
            Array("--\(Self.boundary)\r\nContent-Disposition: form-data; name=\"".utf8) + [0xFF, 0xFE]
            + Array("\"\r\n\r\n\r\n".utf8) + Self.end
        #expect(throws: MultipartReader.Fault.malformed) { try Self.read([broken]) }
        let whole = Self.part("添付", filename: "報告書.pdf", [1]) + Self.end
        #expect(try Self.read([whole]) == [Part(name: "添付", filename: "報告書.pdf", content: [1])])
    }

    @Test func `a part without a name is an error`() throws {
        let body = Array("--\(Self.boundary)\r\nContent-Type: text/plain\r\n\r\na\r\n".utf8) + Self.end
        #expect(throws: MultipartReader.Fault.malformed) { try Self.read([body]) }
    }

    @Test func `quotes in the name of a file are those that browsers escape`() throws {
        let body = Self.part("file", filename: "a%22b\\\"c.txt", []) + Self.end
        #expect(try Self.read([body]).map(\.filename) == ["a\"b\"c.txt"])
    }

    @Test func `the boundary is what the content type says, and nothing too long`() {
        #expect(MultipartReader.boundary(of: "multipart/form-data; boundary=abc") == "abc")
        #expect(MultipartReader.boundary(of: "Multipart/Form-Data; charset=utf-8; Boundary=\"abc\"") == "abc")
        #expect(MultipartReader.boundary(of: "multipart/form-data") == nil)
        #expect(MultipartReader.boundary(of: "multipart/form-data; boundary=") == nil)
        #expect(MultipartReader.boundary(of: "text/plain; boundary=abc") == nil)
        let long = String(repeating: "a", count: 71)
        #expect(MultipartReader.boundary(of: "multipart/form-data; boundary=\(long)") == nil)
    }
}
