extension JSON {
    /// Why a text is no JSON: what was met, and at which byte.
    public struct SyntaxError: Error, Hashable, Sendable {
        /// What is wrong, in English.
        public var message: String
        /// The byte offset.
        public var offset: Int
    }

    /// Reads one JSON text.
    ///
    /// Nesting deeper than 512, bad UTF-8, lone surrogates and anything after the value are errors.
    public init(reading text: String) throws(SyntaxError) { try self.init(reading: Array(text.utf8)) }

    /// Reads one JSON text from UTF-8 bytes.
    public init(reading bytes: [UInt8]) throws(SyntaxError) {
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSON, SyntaxError> in
            var reader = Reader(bytes: buffer)
            do throws(SyntaxError) {
                let value = try reader.value(depth: 0)
                reader.skipSpace()
                guard reader.index == buffer.count else { throw reader.error("something follows the value") }
                return .success(value)
            } catch {
                return .failure(error)
            }
        }
        self = try result.get()
    }
}

private struct Reader {
    let bytes: UnsafeBufferPointer<UInt8>
    var index = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    func error(_ message: String) -> JSON.SyntaxError { .init(message: message, offset: index) }

    mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    mutating func value(depth: Int) throws(JSON.SyntaxError) -> JSON {
        guard depth < 512 else { throw error("nested too deeply") }
        skipSpace()
        guard index < bytes.count else { throw error("the text ends too early") }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSON.SyntaxError) -> JSON {
        guard index + word.utf8CodeUnitCount <= bytes.count else { throw error("no such word") }
        for offset in 0..<word.utf8CodeUnitCount where bytes[index + offset] != word.utf8Start[offset] {
            throw error("no such word")
        }
        index += word.utf8CodeUnitCount
        return value
    }

    private mutating func object(depth: Int) throws(JSON.SyntaxError) -> JSON {
        index += 1
        var members: [JSON.Member] = []
        skipSpace()
        if index < bytes.count, bytes[index] == UInt8(ascii: "}") {
            index += 1
            return .object(members)
        }
        while true {
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw error("a name is missing") }
            let name = try string()
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { throw error("a colon is missing") }
            index += 1
            members.append(.init(name, try value(depth: depth + 1)))
            skipSpace()
            guard index < bytes.count else { throw error("the text ends too early") }
            switch bytes[index] {
            case UInt8(ascii: ","): index += 1
            case UInt8(ascii: "}"):
                index += 1
                return .object(members)
            default: throw error("a comma is missing")
            }
        }
    }

    private mutating func array(depth: Int) throws(JSON.SyntaxError) -> JSON {
        index += 1
        var elements: [JSON] = []
        skipSpace()
        if index < bytes.count, bytes[index] == UInt8(ascii: "]") {
            index += 1
            return .array(elements)
        }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            guard index < bytes.count else { throw error("the text ends too early") }
            switch bytes[index] {
            case UInt8(ascii: ","): index += 1
            case UInt8(ascii: "]"):
                index += 1
                return .array(elements)
            default: throw error("a comma is missing")
            }
        }
    }

    private mutating func string() throws(JSON.SyntaxError) -> String {
        index += 1
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\") {
            guard bytes[index] >= 0x20 else { throw error("a control character in a text") }
            index += 1
        }
        guard index < bytes.count else { throw error("a text does not end") }
        if bytes[index] == UInt8(ascii: "\"") {
            defer { index += 1 }
            return try decode(bytes[start..<index])
        }
        var out = Array(bytes[start..<index])
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return try decode(out)
            case UInt8(ascii: "\\"):
                index += 1
                try escape(into: &out)
            case 0..<0x20: throw error("a control character in a text")
            default:
                out.append(byte)
                index += 1
            }
        }
        throw error("a text does not end")
    }

    private func decode(_ slice: some Collection<UInt8>) throws(JSON.SyntaxError) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else { throw error("not UTF-8") }
        return text
    }

    private mutating func escape(into out: inout [UInt8]) throws(JSON.SyntaxError) {
        guard index < bytes.count else { throw error("a text does not end") }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "u"):
            var code = try hex()
            if (0xD800..<0xDC00).contains(code) {
                guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
                    bytes[index + 1] == UInt8(ascii: "u")
                else { throw error("half a surrogate pair") }
                index += 2
                let low = try hex()
                guard (0xDC00..<0xE000).contains(low) else { throw error("half a surrogate pair") }
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw error("half a surrogate pair") }
            out.append(contentsOf: Array(String(Character(scalar)).utf8))
        default: throw error("no such escape")
        }
    }

    private mutating func hex() throws(JSON.SyntaxError) -> UInt32 {
        guard index + 4 <= bytes.count else { throw error("four digits are missing") }
        var code: UInt32 = 0
        for offset in 0..<4 {
            guard let digit = Character(Unicode.Scalar(bytes[index + offset])).hexDigitValue else {
                throw error("four digits are missing")
            }
            code = code << 4 + UInt32(digit)
        }
        index += 4
        return code
    }

    private mutating func number() throws(JSON.SyntaxError) -> JSON {
        let start = index
        var whole = true
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): index += 1
            case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"):
                whole = false
                index += 1
            default:
                return try number(from: start, whole: whole)
            }
        }
        return try number(from: start, whole: whole)
    }

    private func number(from start: Int, whole: Bool) throws(JSON.SyntaxError) -> JSON {
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if whole, let number = Int(text) { return .int(number) }
        guard let number = Double(text), number.isFinite, !text.isEmpty else {
            throw .init(message: "no such value", offset: start)
        }
        return .double(number)
    }
}
