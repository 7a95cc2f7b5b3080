/// The pass-phrase (合言葉) that belongs to a receipt: twelve kana that are hard to mistake, in three groups.
///
/// 32 kana give five bits each, sixty together: enough against guessing that is throttled.
public enum PassPhrase {
    /// How many random bytes it is made of.
    public static let bytes = 12
    private static let kana = Array("あいうえおかきくけこさしすせそたちつてとなにのはひふへまみむもや")

    /// The pass-phrase of random bytes; the low five bits of each count.
    ///
    /// - Parameter random: at least twelve bytes of a cryptographic source; missing ones count as zero.
    public static func make(from random: [UInt8]) -> String {
        var text = ""
        for index in 0..<bytes {
            if index > 0, index.isMultiple(of: 4) { text.append("-") }
            text.append(kana[Int(index < random.count ? random[index] : 0) & 31])
        }
        return text
    }

    /// What somebody typed, as it would have been written: katakana become hiragana, everything that is no kana goes.
    public static func plain(_ typed: String) -> String {
        String(
            typed.precomposedKana.compactMap { scalar -> Character? in
                // Katakana lie 0x60 above their hiragana.
                let value = (0x30A1...0x30F6).contains(scalar.value) ? scalar.value - 0x60 : scalar.value
                guard let hiragana = Unicode.Scalar(value) else { return nil }
                let letter = Character(hiragana)
                return kana.contains(letter) ? letter : nil
            })
    }
}

extension String {
    fileprivate var precomposedKana: [Unicode.Scalar] {
        // Half-width katakana, which some telephones type, in the order of their code points.
        let wide = Array(
            "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン".unicodeScalars)
        return unicodeScalars.map { scalar in
            (0xFF66...0xFF9D).contains(scalar.value) ? wide[Int(scalar.value - 0xFF66)] : scalar
        }
    }
}
