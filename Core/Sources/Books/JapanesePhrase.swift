/// A statement in Japanese, in the forms in which conditions use it.
struct JapanesePhrase {
    /// Before とき, or before a noun: 全学に影響する
    var plain: String
    /// Before かつ: 全学に影響し
    var joined: String
    /// Before まで: 全学に影響する
    var until: String
    /// Before かつ and a まで: 全学に影響し
    var pending: String
    /// The contrary before とき: 全学に影響しない
    var negative: String
    /// The contrary before かつ.
    var negativeJoined: String
    /// It is several statements in one, so that a further one needs かつ or 又は of its own.
    var isCompound = false

    init(plain: String, joined: String, until: String? = nil, negative: String, negativeJoined: String? = nil) {
        self.plain = plain
        self.joined = joined
        self.until = until ?? plain
        pending = joined
        self.negative = negative
        self.negativeJoined =
            negativeJoined ?? negative.replacingLast("い", with: "く")
    }

    /// 「何々である」 of a noun.
    init(noun: String) {
        self.init(plain: noun + "である", joined: noun + "であり", until: noun + "となる", negative: noun + "でない")
    }

    /// A verb phrase in its dictionary form, said of now.
    init(verb phrase: String) {
        let verb = JapaneseVerb(phrase)
        self.init(
            plain: verb.plain, joined: verb.joined, negative: verb.negative, negativeJoined: verb.without)
    }

    /// A verb phrase in its dictionary form, said of what has been done.
    init(done phrase: String) {
        let verb = JapaneseVerb(phrase)
        let (te, tail) = JapaneseVerb.parted(verb.te)
        self.init(
            plain: verb.past, joined: te + "おり" + tail, until: verb.plain, negative: te + "いない" + tail,
            negativeJoined: te + "おらず" + tail)
        pending = verb.joined
    }

    /// The words of a term or of a question, as the rulebook gives them.
    init(saying label: String) {
        var (words, tail) = JapaneseVerb.parted(label)
        for ending in ["かどうか", "か否か", "か"] where words.hasSuffix(ending) {
            words = String(words.dropLast(ending.count))
            break
        }
        func cut(_ count: Int) -> String { String(words.dropLast(count)) }
        let isNoun = ["疑い", "違い", "扱い", "払い", "使い", "願い", "問い", "誓い"].contains { words.hasSuffix($0) }
        if words.hasSuffix("ている") || words.hasSuffix("でいる") {
            self.init(
                plain: words + tail, joined: cut(2) + "おり" + tail,
                until: (words.hasSuffix("れている") ? cut(3) + "る" : words + "状態になる") + tail,
                negative: cut(2) + "いない" + tail, negativeJoined: cut(2) + "おらず" + tail)
        } else if words.hasSuffix("あった") {
            self.init(plain: words + tail, joined: cut(3) + "あり" + tail, negative: cut(3) + "なかった" + tail)
        } else if words.hasSuffix("なかった") {
            self.init(
                plain: words + tail, joined: JapaneseVerb.without(cut(3) + "い") + tail,
                negative: words + "のではない" + tail)
        } else if words.hasSuffix("た") || words.hasSuffix("んだ") || words.hasSuffix("いだ") {
            let te = cut(1) + (words.hasSuffix("だ") ? "で" : "て")
            self.init(
                plain: words + tail, joined: te + "おり" + tail, until: Self.coming(words) + tail,
                negative: te + "いない" + tail, negativeJoined: te + "おらず" + tail)
        } else if words.hasSuffix("である") {
            self.init(noun: cut(3) + tail)
        } else if words.hasSuffix("でない") || words.hasSuffix("ではない") {
            let noun = cut(words.hasSuffix("ではない") ? 4 : 3)
            self.init(
                plain: words + tail, joined: cut(1) + "く" + tail, until: cut(1) + "くなる" + tail,
                negative: noun + "である" + tail, negativeJoined: noun + "であり" + tail)
        } else if words.hasSuffix("ない") {
            let back = Self.positive(of: words)
            self.init(
                plain: words + tail, joined: JapaneseVerb.without(words) + tail, until: cut(1) + "くなる" + tail,
                negative: (back ?? words + "のではない") + tail, negativeJoined: back.map { JapaneseVerb($0).joined + tail })
        } else if words.hasSuffix("い"), !isNoun {
            self.init(
                plain: words + tail, joined: cut(1) + "く" + tail, until: cut(1) + "くなる" + tail,
                negative: cut(1) + "くない" + tail)
        } else if JapaneseVerb.isVerb(words) {
            self.init(verb: words + tail)
        } else {
            self.init(noun: words + tail)
        }
    }

    /// 「…した」 as that which is still to come about.
    private static func coming(_ words: String) -> String {
        let stem = words.dropLast(2)
        let isNamed = stem.suffix(2).allSatisfy { ("\u{4E00}"..."\u{9FFF}").contains($0) }
        return words.hasSuffix("した") && stem.count > 1 && isNamed ? stem + "する" : words + "といえる"
    }

    /// The verb of a few common contraries.
    private static func positive(of words: String) -> String? {
        guard !["何も", "誰も", "どれ", "いずれ"].contains(where: words.contains) else { return nil }
        for (not, yes) in [("できない", "できる"), ("がない", "がある"), ("いない", "いる"), ("要らない", "要る"), ("しない", "する")]
        where words.hasSuffix(not) {
            return String(words.dropLast(not.count)) + yes
        }
        return nil
    }

    /// The contrary.
    var contrary: JapanesePhrase {
        if isCompound {
            return JapanesePhrase(
                plain: plain + "のではない", joined: plain + "のではなく", until: plain + "ことがなくなる", negative: plain)
        }
        var phrase = JapanesePhrase(plain: negative, joined: negativeJoined, negative: plain, negativeJoined: joined)
        if negative.hasSuffix("い") { phrase.until = String(negative.dropLast()) + "くなる" }
        return phrase
    }

    /// False or unknown.
    var unlessSure: JapanesePhrase {
        let words = JapaneseVerb.follow(plain, "ことが確かで")
        return JapanesePhrase(
            plain: JapaneseVerb.follow(words, "ない"), joined: JapaneseVerb.follow(words, "なく"),
            until: JapaneseVerb.follow(words, "なくなる"), negative: JapaneseVerb.follow(words, "ある"),
            negativeJoined: JapaneseVerb.follow(words, "あり"))
    }

    /// All of several.
    static func all(_ phrases: [JapanesePhrase]) -> JapanesePhrase? {
        guard let last = phrases.last, phrases.count > 1 else { return phrases.first }
        let front = phrases.dropLast().map(\.joined).joined(separator: "，")
        var phrase = JapanesePhrase(
            plain: front + "，かつ，" + last.plain, joined: front + "，かつ，" + last.joined,
            until: phrases.dropLast().map(\.pending).joined(separator: "，") + "，かつ，" + last.until, negative: "")
        phrase.isCompound = true
        return phrase
    }

    /// One of several.
    static func any(_ phrases: [JapanesePhrase]) -> JapanesePhrase? {
        guard phrases.count > 1 else { return phrases.first }
        let choice = phrases.map { $0.plain + "か" }.joined(separator: "，") + "のいずれか"
        var phrase = JapanesePhrase(noun: choice)
        phrase.until = phrases.map(\.until).joined(separator: "か，又は")
        phrase.isCompound = true
        return phrase
    }
}

extension String {
    /// Puts another ending in the place of the last one, before a remark in parentheses.
    fileprivate func replacingLast(_ ending: String, with words: String) -> String {
        let (front, tail) = JapaneseVerb.parted(self)
        return front.hasSuffix(ending) ? front.dropLast(ending.count) + words + tail : front + "のであり" + tail
    }
}
