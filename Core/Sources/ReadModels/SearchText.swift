/// A text as search sees it: what people hold to be the same letter is one letter.
///
/// Folded are: full-width and half-width forms (ＡＢＣ, ｶﾞ), katakana to hiragana, letter case, circled numbers to 20
/// and Roman numerals, the many dashes and wave dashes, and a combining voice mark onto the kana before it.
/// Variation selectors and other invisible marks are left out, so that a name is found with and without them.
/// Spaces, line breaks and controls of every kind become one space, which no word reaches across.
///
/// Not folded, on purpose or for want of a table: variant kanji (斎 and 齋 stay two), CJK compatibility ideographs, the
/// long-vowel mark (サーバ is found in サーバー, not the other way round), squared words and units (㍿, ㌔), accents,
/// ligatures, superscripts. The pure half has no Unicode normalisation (NFKC), hence the tables here.
/// Source of the forms: The Unicode Standard, Halfwidth and Fullwidth Forms, U+FF00–U+FFEF.
public enum SearchText {
    /// The folded text: its words parted by single spaces, none at either end.
    public static func folded(_ text: String) -> String {
        var folder = Folder(capacity: text.utf8.count)
        for scalar in text.unicodeScalars { folder.take(scalar) }
        if folder.text.utf8.last == 0x20 { folder.text.removeLast() }
        return folder.text
    }

    /// The words that somebody looks for, folded; empty when there is nothing to look for.
    ///
    /// A text must hold each of them, anywhere. No character has a meaning of its own.
    public static func words(_ query: String) -> [String] {
        folded(query).split(separator: " ").map(String.init)
    }
}

private struct Folder {
    var text = ""
    /// The last scalar, held back because a voice mark may follow it.
    private var held: Unicode.Scalar?

    init(capacity: Int) { text.reserveCapacity(capacity) }

    mutating func take(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x21...0x40, 0x5B...0x7E: put(scalar)
        case 0x41...0x5A: put(scalar.value + 0x20)
        case 0...0x20, 0x7F...0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: space()
        case 0xAD, 0x180B...0x180F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF,
            0xE0100...0xE01EF:
            break
        case 0x3099, 0xFF9E: voice(1, else: 0x309B)
        case 0x309A, 0xFF9F: voice(2, else: 0x309C)
        // ァ to ヶ, and the marks of repetition; ヷ to ヺ have no hiragana.
        case 0x30A1...0x30F6, 0x30FD, 0x30FE: put(scalar.value - 0x60)
        case 0xFF01...0xFF5E: take(scalar.value - 0xFEE0)
        case 0xFF61...0xFF9D: take(Self.halfWidth[Int(scalar.value - 0xFF61)].value)
        case 0xFFE0...0xFFE6: put(Self.signs[Int(scalar.value - 0xFFE0)].value)
        case 0x2010...0x2015, 0x2212: put(0x2D)
        case 0x301C: put(0x7E)
        case 0x2460...0x2473: number(scalar.value - 0x245F)
        case 0x2160...0x217F: roman(Int(scalar.value & 0xF))
        // Kana, kanji and everything else without case, without a look at the tables of Unicode.
        case 0x2E80...0xFB00, 0x1F000...: put(scalar)
        default:
            for lower in scalar.properties.lowercaseMapping.unicodeScalars { put(lower) }
        }
    }

    private mutating func take(_ value: UInt32) {
        if let scalar = Unicode.Scalar(value) { take(scalar) }
    }

    private mutating func put(_ value: UInt32) {
        if let scalar = Unicode.Scalar(value) { put(scalar) }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        text.unicodeScalars.append(scalar)
        held = scalar
    }

    private mutating func space() {
        if let held, held != " " { put(" ") }
    }

    /// Joins a voice mark to the kana before it: か and ゛ are が, は and ゜ are ぱ.
    private mutating func voice(_ step: UInt32, else mark: UInt32) {
        guard let held, let joined = Self.voiced(held.value, step) else { return put(mark) }
        text.unicodeScalars.removeLast()
        put(joined)
    }

    private static func voiced(_ kana: UInt32, _ step: UInt32) -> UInt32? {
        switch kana {
        // か to ぢ: every second one is plain.
        case 0x304B...0x3062: step == 1 && kana % 2 == 1 ? kana + 1 : nil
        // つ, て, と after the small っ.
        case 0x3064, 0x3066, 0x3068: step == 1 ? kana + 1 : nil
        // は to ぽ: plain, voiced, half-voiced.
        case 0x306F...0x307D: kana % 3 == 0 ? kana + step : nil
        case 0x3046: step == 1 ? 0x3094 : nil
        case 0x309D: step == 1 ? 0x309E : nil
        default: nil
        }
    }

    private mutating func number(_ number: UInt32) {
        for digit in String(number).unicodeScalars { put(digit) }
    }

    private mutating func roman(_ index: Int) {
        for letter in Self.numerals[index].unicodeScalars { put(letter) }
    }

    /// U+FF61 to U+FF9D.
    private static let halfWidth = Array(
        "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン".unicodeScalars)
    /// U+FFE0 to U+FFE6.
    private static let signs = Array("¢£¬¯¦¥₩".unicodeScalars)
    /// Ⅰ to Ⅻ, Ⅼ, Ⅽ, Ⅾ, Ⅿ.
    private static let numerals = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "l", "c", "d", "m",
    ]
}
