/// A Japanese verb phrase in its dictionary form, and the forms of it that rules need.
///
/// The labels of steps are such phrases. A label that ends in no verb is taken as the name of a deed and gets する.
struct JapaneseVerb {
    /// 報告する
    let plain: String
    /// 報告し
    let joined: String
    /// 報告した
    let past: String
    /// 報告して
    let te: String
    /// 報告しない
    let negative: String
    /// 報告せず
    let without: String

    init(_ phrase: String) {
        let (words, tail) = JapaneseVerb.parted(phrase)
        let stems = Stems(words)
        plain = stems.plain + tail
        joined = stems.joined + tail
        past = stems.past + tail
        te = String(stems.past.dropLast()) + (stems.past.hasSuffix("だ") ? "で" : "て") + tail
        negative = stems.negative + tail
        without = JapaneseVerb.without(stems.negative) + tail
    }

    /// 「…しない」 before かつ: 「…せず」, and 「…がなく」 where no verb is denied.
    static func without(_ negative: String) -> String {
        for state in ["ていない", "でいない"] where negative.hasSuffix(state) {
            return negative.dropLast(3) + "おらず"
        }
        let stem = String(negative.dropLast(2))
        guard negative.hasSuffix("ない"), let last = stem.last else { return negative }
        if "がはもでくに".contains(last) { return stem + "なく" }
        return last == "し" ? String(stem.dropLast()) + "せず" : stem + "ず"
    }

    /// The words and a remark in parentheses at their end, which takes no part in the inflection.
    static func parted(_ phrase: String) -> (words: String, tail: String) {
        guard phrase.hasSuffix("）") else { return (phrase, "") }
        var depth = 0
        var index = phrase.endIndex
        while index > phrase.startIndex {
            index = phrase.index(before: index)
            if phrase[index] == "）" { depth += 1 }
            if phrase[index] == "（" { depth -= 1 }
            if depth == 0 { break }
        }
        guard index > phrase.startIndex else { return (phrase, "") }
        return (String(phrase[..<index]), String(phrase[index...]))
    }

    /// Puts words behind a phrase, but before the remark in parentheses at its end.
    static func follow(_ phrase: String, _ words: String) -> String {
        let (front, tail) = parted(phrase)
        return front + words + tail
    }

    /// Whether a phrase ends in a verb in its dictionary form.
    static func isVerb(_ phrase: String) -> Bool {
        guard let last = parted(phrase).words.last else { return false }
        return "うくぐすつぬぶむる".contains(last)
    }
}

/// The inflection itself.
private struct Stems {
    var plain: String
    var joined: String
    var past: String
    var negative: String

    init(_ words: String) {
        plain = words
        func cut(_ count: Int) -> String { String(words.dropLast(count)) }
        guard JapaneseVerb.isVerb(words), let last = words.last else {
            plain = words + "を行う"
            joined = words + "を行い"
            past = words + "を行った"
            negative = words + "を行わない"
            return
        }
        joined = ""
        past = ""
        negative = ""
        func set(_ join: String, _ past: String, _ not: String, cutting count: Int = 1) {
            joined = cut(count) + join
            self.past = cut(count) + past
            negative = cut(count) + not
        }
        switch last {
        case "る" where words.hasSuffix("する"): set("し", "した", "しない", cutting: 2)
        case "る" where words.hasSuffix("ずる"): set("じ", "じた", "じない", cutting: 2)
        case "る" where words.hasSuffix("来る"): set("", "た", "ない")
        case "る" where words.hasSuffix("ある"): set("あり", "あった", "ない", cutting: 2)
        case "る" where Self.isPossible(cut(2)) && words.hasSuffix("うる"): set("え", "えた", "えない", cutting: 2)
        case "る" where Self.isOneStep(cut(1)): set("", "た", "ない")
        case "る": set("り", "った", "らない")
        case "う" where words.hasSuffix("問う"): set("い", "うた", "わない")
        case "う": set("い", "った", "わない")
        case "つ": set("ち", "った", "たない")
        case "く" where words.hasSuffix("行く") || words.hasSuffix("いく"): set("き", "った", "かない")
        case "く": set("き", "いた", "かない")
        case "ぐ": set("ぎ", "いだ", "がない")
        case "す": set("し", "した", "さない")
        case "ぬ": set("に", "んだ", "なない")
        case "ぶ": set("び", "んだ", "ばない")
        default: set("み", "んだ", "まない")
        }
    }

    /// Whether うる behind this is the うる of possibility: 及びうる.
    private static func isPossible(_ stem: String) -> Bool { stem.last.map { "いきぎしちにびみり".contains($0) } ?? false }

    /// Whether a verb in る drops it (一段), by what stands before it.
    private static func isOneStep(_ stem: String) -> Bool {
        guard let last = stem.last else { return false }
        if "いきぎしじちぢにひびぴみりえけげせぜてでねへべぺめれ".contains(last) { return !stem.hasSuffix("はい") }
        return "見得出経着似煮居診".contains(last)
    }
}
