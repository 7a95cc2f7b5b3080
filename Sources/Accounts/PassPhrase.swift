/// Four easy words in hiragana, to be read over the telephone and written on a note: 36 bits.
public struct PassPhrase: Hashable, Sendable, CustomStringConvertible {
    /// How many words.
    public static let length = 4

    /// The words.
    public let words: [String]

    /// Makes a pass-phrase of random bits: two bytes for each word.
    package init(bits: [UInt8]) {
        words = (0..<Self.length).map { index in
            Self.list[(Int(bits[2 * index]) << 8 | Int(bits[2 * index + 1])) % Self.list.count]
        }
    }

    /// The words with a middle dot between them, as they stand on the receipt.
    public var description: String { words.joined(separator: "・") }

    /// The words as they are compared.
    var plain: String { Self.plain(description) }

    /// What counts of something typed: katakana, half-width and full-width forms are the same; spaces, dots and commas
    /// do not count; small kana are large ones, and ぢ, づ, を are じ, ず, お, as one hears them.
    package static func plain(_ typed: String) -> String {
        let text = typed.compatible
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            var scalar = scalar
            if ("ァ"..."ヶ").contains(scalar) { scalar = Unicode.Scalar(scalar.value - 0x60) ?? scalar }
            guard let scalar = heard[scalar] ?? (scalar.properties.isAlphabetic ? scalar : nil) else { continue }
            out.append(scalar)
        }
        return String(out)
    }

    private static let heard: [Unicode.Scalar: Unicode.Scalar] = [
        "ぁ": "あ", "ぃ": "い", "ぅ": "う", "ぇ": "え", "ぉ": "お", "っ": "つ", "ゃ": "や", "ゅ": "ゆ", "ょ": "よ", "ゎ": "わ",
        "ぢ": "じ", "づ": "ず", "を": "お",
    ]
}
