/// The pairs of neighbouring characters of a folded text, by which words are found in a language without spaces.
///
/// Each word of a text gives its pairs in order and at its end its last character alone: 障害 gives 障害 and 害. So two
/// characters are one look-up, more are a phrase of pairs, and one character is whatever begins with it.
public enum Bigrams {
    /// What pairs are made for.
    public enum Purpose: Hashable, Sendable {
        /// A text that is to be found.
        case text
        /// A word that is looked for: without the last character alone, unless there is no other.
        case query
    }

    /// Calls `body` with the place of each pair in the UTF-8 of a text that `SearchText.folded` gave.
    ///
    /// Bytes that are no UTF-8 give pairs that nobody looks for, never a place outside of the buffer.
    ///
    /// - Parameter body: returns false to end it.
    public static func places(
        in folded: UnsafeBufferPointer<UInt8>, for purpose: Purpose, _ body: (Range<Int>) -> Bool
    ) {
        var first = 0
        while first < folded.count {
            guard folded[first] != 0x20 else {
                first += 1
                continue
            }
            var second = after(first, in: folded)
            var isAlone = true
            while second < folded.count, folded[second] != 0x20 {
                let third = after(second, in: folded)
                guard body(first..<third) else { return }
                (first, second, isAlone) = (second, third, false)
            }
            if purpose == .text || isAlone {
                guard body(first..<second) else { return }
            }
            first = second
        }
    }

    private static func after(_ place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var next = place + 1
        while next < bytes.count, bytes[next] & 0xC0 == 0x80 { next += 1 }
        return next
    }

    /// The pairs of a text, in order, after folding it.
    public static func pairs(of text: String, for purpose: Purpose = .text) -> [String] {
        var folded = SearchText.folded(text)
        return folded.withUTF8 { bytes in
            var pairs: [String] = []
            places(in: bytes, for: purpose) { place in
                pairs.append(String(decoding: UnsafeBufferPointer(rebasing: bytes[place]), as: UTF8.self))
                return true
            }
            return pairs
        }
    }
}
