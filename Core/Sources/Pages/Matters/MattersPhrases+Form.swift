import ReadModels
import Rules

extension Phrases {
    /// What the pages of a matter and the forms of its acts say.
    enum Matters {
        static let notKnown = phrase("まだ分からない", "Not known yet")
        static let none = phrase("どれでもない", "None of them")
        static let whenUnknown = phrase("分からないとき", "If it is not known")
        static let severalHint = phrase("当てはまるものをすべて選んでください。", "Choose all that apply.")
        static func unit(_ unit: String) -> Label { phrase("（単位：\(Words.measure(unit).ja)）", " (\(unit))") }
        static func standing(_ value: String) -> Label { phrase("今の答え：\(value)", "Answered now: \(value)") }
        static func shownFact(_ value: String) -> Label {
            phrase("空欄なら確認事項の答え（\(value)）が入ります。", "Left empty, the answer (\(value)) is shown.")
        }
        static let nameHint = phrase("この役割に当てる人を選んでください。", "Choose the person for this part.")
        static let to = phrase("相手", "To whom")
        static let toHint = phrase("選ばなければ，すべての相手に行ったことになります。", "With none chosen, it is to all of them.")
        static let freeTo = phrase("相手がいるときに選んでください。", "Choose, if it is addressed to anybody.")
        static let freePaper = phrase("用いる文書", "The paper used")
        static let moves = phrase("どの状態にしますか", "Which state does it come to?")
        static func paper(_ name: String) -> Label { phrase("文書：\(name)", "Paper: \(name)") }
        static let paperNote = phrase(
            "前の版の内容が入っています。変えると新しい版になり，前の版も残ります。",
            "What the last version says is filled in. A change makes a new version; the old one stays.")
        static let eachHint = phrase(
            "物ごとに選んでください。選ばなかった物については何も記録しません。",
            "Choose for each thing. Nothing is entered for those left alone.")
        static func eachMore(_ most: Int) -> Label {
            phrase("一度に示すのは\(most)点までです。残りは，これらを記録した後に示します。", " \(most) at a time; the rest follows.")
        }
        static let notNow = phrase("今は記録しない", "Not now")
        static let takeThis = phrase("この物について記録する", "Enter it for this")
        static let noneTaken = phrase("どの物についても選ばれていません。", "Nothing was chosen for any of them.")
        static let noThings = phrase("今，あなたが記録できる物はありません。", "There is nothing that you could enter now.")
        static func together(_ count: Int) -> Label { phrase("\(count)点をまとめて記録する", "Enter for all \(count)") }
        static let marks = phrase("この版に含まれるもの", "What this version holds")
        static let marksHint = phrase("当てはまるものを選んでください。規程の判断に使われます。", "Choose what applies; rules depend on it.")
        static let decision = phrase("決裁", "Decision")
        static let grant = phrase("承認する", "Approve")
        static let giveBack = phrase("差し戻す", "Return")
        static let giveBackHint = phrase("直して，もう一度求めてもらいます。", "To be mended and asked again.")
        static let refuse = phrase("否決する", "Refuse")
        static let takeUp = phrase("引き上げる", "Take up")
        static let takeUpHint = phrase("上位の役職として，自分が決めることにします。", "As the superior, the decision becomes yours.")
        static let reason = phrase("理由", "Reason")
        static let decisionReason = phrase("差戻し・否決のときは必ず書いてください。", "Needed for a return or a refusal.")
        static let itemID = phrase("番号・名前", "Number or name")
        static let itemHint = phrase("この案件の中で一つに決まる短い名前です（例：端末1）。", "A short name, unique in this matter.")
        static let evidence = phrase("証拠のファイル", "File of evidence")
        static let passTo = phrase("渡した相手", "To whom it went")
        static let passToHint = phrase("組織の外の相手（警察署など）も書けます。", "Somebody outside, such as the police, too.")
        static let sealHint = phrase(
            "違法なもの・悪意のあるものを封印します。封印は解けず，組織が定めた役職だけが理由を書いて取り出せます。",
            "For what is illegal or malicious. A seal stays; only the posts that the organisation named take it out.")
        static let openHint = phrase(
            "理由と日時が記録に残り，確かめた後にファイルを受け取ります。",
            "The reason and the moment stay in the record; the file comes after the check.")
        static let speaker = phrase("話した人", "Who spoke")
        static let speakerHint = phrase("名前又は立場を書いてください。", "A name, or what they are.")
        static let said = phrase("聞き取った内容", "What was said")
        static let text = phrase("記録する言葉", "Words for the record")
        static let entry = phrase("訂正する記録の番号", "The number of the entry to correct")
        static let entryHint = phrase("その記録は消えず，取消線が付いて残ります。", "It stays, struck through.")
        static let other = phrase("相手の案件の番号", "The other matter's number")
        static let into = phrase("まとめる先の案件の番号", "The number of the matter to merge into")
        static let otherHint = phrase("案件の一覧にある番号です。", "As the list of matters has it.")
        static let handTo = phrase("引き継ぐ相手", "Who takes over")
        static let whom = phrase("だれについてですか", "Whom is it about?")
        static let playbook = phrase("やり直す対応手順", "The playbook to begin again")
        static let edition = phrase("移す先の版", "The edition to move to")
        static let post = phrase("どの役職として行いますか", "As which post?")
        static let ways = phrase("止まっている行為を行える場合", "Ways through what holds it")
        static let waysNote = phrase(
            "規程が認める場合に当たるときだけ選んでください。後で行うことが生じるものがあります。",
            "Choose one only if it applies. Some are followed by duties.")
        static let way = phrase("当てはまる場合", "Way")
        static let cites = phrase("根拠とする台帳の行", "The register row relied on")
        static let when = phrase("いつ，だれが", "When and who")
        static let happened = phrase("起きた日時", "When it happened")
        static func happenedHint(_ now: String) -> Label {
            phrase(
                "空欄なら，今（\(now)）として記録します。今でなければ，令和8年6月1日 21時10分のように，日付と時刻を入力します。",
                "Left empty, it is recorded as now (\(now)); otherwise a date and a time.")
        }
        static let behalf = phrase("だれに代わって入力するか", "On whose behalf")
        static let behalfHint = phrase("他の人がしたことを入力するときに選んでください。", "If somebody else did it.")
        static let inFact = phrase("既に行われていたとき", "If it has already been done")
        static let inFactNote = phrase(
            "規程どおりでなくても，実際に行われたことは断らずに記録します。逸脱として理由とともに残り，終えるときに一覧に載ります。",
            "What was done in fact is recorded whatever the rules say: as a deviation, with the reason, listed at closing."
        )
        static let inFactLabel = phrase("実際に行われたことの記録", "A record of what was done")
        static let inFactChoice = phrase("これは既に実際に行われた", "This has already been done in fact")
        static let inFactReason = phrase("規程どおりでなかった理由", "Why the rules were not kept")
        static let needed = phrase("入力してください。", "This is needed.")
        static let contradiction = phrase(
            "「まだ分からない」「どれでもない」は，他の答えと一緒には選べません。", "It cannot be chosen with another answer.")
        static let notANumber = phrase("0以上の整数を入力してください。", "Enter a whole number.")
        static let notAMoment = phrase(
            "日時として読めません。「令和8年6月1日 21時10分」や「2026-06-01 21:10」のように，時刻まで入力してください。",
            "Enter a date and a time, such as 2026-06-01 21:10.")
        static let notADate = phrase(
            "日付として読めません。「令和8年6月1日」や「2026-06-01」のように入力してください。", "Enter a date such as 2026-06-01.")
        static let notAnOption = phrase("選択肢の中から選んでください。", "Choose one of the options.")
        static let tooLong = phrase("長すぎます（1MBまで）。ファイルとして添えてください。", "It is too long (1 MB); attach it as a file.")
        static let future = phrase("未来の日時です。", "That lies in the future.")
    }
}
