import Testing

@testable import Books

@Suite struct `Japanese inflection` {
    @Test(arguments: [
        ("副責任者に報告する", "副責任者に報告し", "副責任者に報告した", "副責任者に報告して", "副責任者に報告しない"),
        ("推進員に対策を命じる", "推進員に対策を命じ", "推進員に対策を命じた", "推進員に対策を命じて", "推進員に対策を命じない"),
        ("念書を取る", "念書を取り", "念書を取った", "念書を取って", "念書を取らない"),
        ("要因を突き止める（物理）", "要因を突き止め（物理）", "要因を突き止めた（物理）", "要因を突き止めて（物理）", "要因を突き止めない（物理）"),
        ("指示を仰ぐ", "指示を仰ぎ", "指示を仰いだ", "指示を仰いで", "指示を仰がない"),
        ("停止を解く", "停止を解き", "停止を解いた", "停止を解いて", "停止を解かない"),
        ("調査を行う", "調査を行い", "調査を行った", "調査を行って", "調査を行わない"),
        ("学外へ出す", "学外へ出し", "学外へ出した", "学外へ出して", "学外へ出さない"),
        ("支援を頼む", "支援を頼み", "支援を頼んだ", "支援を頼んで", "支援を頼まない"),
        ("内容を見る", "内容を見", "内容を見た", "内容を見て", "内容を見ない"),
        ("点検", "点検を行い", "点検を行った", "点検を行って", "点検を行わない"),
    ])
    func `a label is inflected`(label: String, joined: String, past: String, te: String, negative: String) {
        let verb = JapaneseVerb(label)
        #expect([verb.joined, verb.past, verb.te, verb.negative] == [joined, past, te, negative])
    }

    @Test(arguments: [
        ("全学ネットワークに影響するか", "全学ネットワークに影響する", "全学ネットワークに影響しない"),
        ("海外からの請求か", "海外からの請求である", "海外からの請求でない"),
        ("責任者に報告が届いている", "責任者に報告が届いている", "責任者に報告が届いていない"),
        ("発信元利用者等を特定できたか", "発信元利用者等を特定できた", "発信元利用者等を特定できていない"),
        ("広がるおそれがあるか", "広がるおそれがある", "広がるおそれがない"),
        ("見極めが難しい", "見極めが難しい", "見極めが難しくない"),
    ])
    func `a question becomes a statement`(label: String, plain: String, negative: String) {
        let phrase = JapanesePhrase(saying: label)
        #expect(phrase.plain == plain)
        #expect(phrase.negative == negative)
    }
}
