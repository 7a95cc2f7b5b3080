import Pages

/// Reads `application/x-www-form-urlencoded` text, of a body or a query (WHATWG URL, 5.1).
package enum FormText {
    /// What is wrong with a text.
    package enum Fault: Error, Hashable {
        /// It is not UTF-8 when it is decoded, or a `%` is not followed by two digits.
        case encoding
        case tooManyInputs
    }

    /// More inputs than any form of ours has.
    package static let mostInputs = 2000

    /// Reads all inputs, in their order.
    package static func read(_ bytes: some Collection<UInt8>) throws -> Entered {
        var pairs: [(name: String, value: String)] = []
        for piece in bytes.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: true) {
            guard pairs.count < mostInputs else { throw Fault.tooManyInputs }
            let parts = piece.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? try decode(parts[1]) : ""
            pairs.append((try decode(parts[0]), value))
        }
        return Entered(pairs)
    }

    /// Decodes `%XX` in a piece of a path, where a `+` is a plus.
    package static func decodePath(_ bytes: some Collection<UInt8>) throws -> String { try decode(bytes, plus: false) }

    /// Decodes `+` and `%XX`.
    package static func decode(_ bytes: some Collection<UInt8>, plus: Bool = true) throws -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+") where plus: decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else {
                    throw Fault.encoding
                }
                decoded.append(high << 4 | low)
            default: decoded.append(byte)
            }
        }
        guard let text = String(validating: decoded, as: UTF8.self) else { throw Fault.encoding }
        return text
    }

    /// Writes a value so that it can stand in a path or a query.
    package static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default: encoded += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return encoded
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
