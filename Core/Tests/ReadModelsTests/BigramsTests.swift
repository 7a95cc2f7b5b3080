import ReadModels
import Testing

@Suite struct `Text is folded for search` {
    @Test(arguments: [
        ("ＡＢＣ１２３－ｘ", "abc123-x"), ("ｻｰﾊﾞｰ", "さーばー"), ("ﾊﾟｿｺﾝ", "ぱそこん"), ("サーバー", "さーばー"), ("ヴァイオリン", "ゔぁいおりん"),
        ("ｳﾞ", "ゔ"), ("Server", "server"), ("ΑΒΓ", "αβγ"), ("①⑳", "120"), ("Ⅳ章", "iv章"), ("東京〜大阪", "東京~大阪"),
        ("東京～大阪", "東京~大阪"), ("３−１", "3-1"), ("ヽヾ", "ゝゞ"), ("ﾞ", "゛"), ("あﾞ", "あ゛"), ("￥100", "¥100"), ("ヷ", "ヷ"),
    ])
    func `forms of one letter are one letter`(text: String, folded: String) {
        #expect(SearchText.folded(text) == folded)
    }

    @Test func `voice marks join every kana that has a voiced form, and no other`() {
        let plain = "かきくけこさしすせそたちつてとはひふへほうゝ"
        let voiced = "がぎぐげござじずぜぞだぢづでどばびぶべぼゔゞ"
        for (kana, joined) in zip(plain.unicodeScalars, voiced.unicodeScalars) {
            let folded = SearchText.folded("\(kana)\u{3099}")
            #expect(Array(folded.unicodeScalars) == [joined])
        }
        for (kana, joined) in zip("はひふへほ".unicodeScalars, "ぱぴぷぺぽ".unicodeScalars) {
            #expect(Array(SearchText.folded("\(kana)\u{309A}").unicodeScalars) == [joined])
        }
        for kana in "がばぱっなまかー".unicodeScalars {
            let step: Unicode.Scalar = "\u{309A}"
            #expect(Array(SearchText.folded("\(kana)\(step)").unicodeScalars) == [kana, "\u{309C}"])
        }
    }

    @Test func `a voice mark does not reach across a space`() {
        #expect(Array(SearchText.folded("か \u{3099}").unicodeScalars) == ["か", " ", "\u{309B}"])
    }

    @Test func `variation selectors and invisible marks are left out`() {
        #expect(SearchText.folded("葛\u{E0100}城") == "葛城")
        #expect(SearchText.folded("辻\u{FE00}\u{200B}本\u{FEFF}") == "辻本")
    }

    @Test func `variant kanji and rare kanji stay what they are`() {
        #expect(SearchText.folded("斎齋斉齊") == "斎齋斉齊")
        #expect(SearchText.folded("𠮷野家と𩸽") == "𠮷野家と𩸽")
    }

    @Test func `spaces, line breaks and controls are one space and none at the beginning`() {
        #expect(SearchText.folded(" \u{3000}校内\n\nLAN\n") == "校内 lan")
        #expect(SearchText.words("\u{3000} 校内\r\n\tLAN\u{0} 障害 ") == ["校内", "lan", "障害"])
        #expect(SearchText.words(" \u{3000}\u{E0100}") == [])
    }
}

@Suite struct `Texts are cut into pairs` {
    @Test func `a text gives its pairs and the last character of each word`() {
        #expect(Bigrams.pairs(of: "個人情報 漏") == ["個人", "人情", "情報", "報", "漏"])
    }

    @Test func `a query gives pairs alone, and one character where there is no pair`() {
        #expect(Bigrams.pairs(of: "個人情報", for: .query) == ["個人", "人情", "情報"])
        #expect(Bigrams.pairs(of: "漏", for: .query) == ["漏"])
    }

    @Test func `a pair may reach beyond the basic plane`() {
        #expect(Bigrams.pairs(of: "𠮷野", for: .query) == ["𠮷野"])
        #expect(Bigrams.pairs(of: "a𠮷") == ["a𠮷", "𠮷"])
    }

    @Test func `bytes that are no UTF-8 stay within the buffer`() {
        for bytes: [UInt8] in [[0x80], [0xE3, 0x81], [0xFF, 0x20, 0xF0], [0x20, 0x20], []] {
            bytes.withUnsafeBufferPointer { buffer in
                Bigrams.places(in: buffer, for: .text) { place in
                    #expect(place.upperBound <= buffer.count && !place.isEmpty)
                    return true
                }
            }
        }
    }

    @Test func `cutting ends when nobody wants more`() {
        var count = 0
        let bytes = Array("abc def".utf8)
        bytes.withUnsafeBufferPointer { buffer in
            Bigrams.places(in: buffer, for: .text) { _ in
                count += 1
                return false
            }
        }
        #expect(count == 1)
    }
}
