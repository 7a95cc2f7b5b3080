import Rules

extension Phrases {
    /// What the pages say to whoever reports.
    enum Report {
        static let title = phrase("通報する", "Report")
        static let lead = phrase(
            "必須の欄は五つです。分からないことは「分からない」で構いません。登録もサインインも要りません。",
            "Five answers are required. What you do not know may stay unknown. No account is needed.")
        static let lifeFirst = phrase(
            "人の命や体に危険があるときは，先に110番・119番へ", "If life or body is in danger, ring the emergency number first")
        static func ring(_ number: String, _ who: String) -> Label {
            phrase("\(number)番（\(who)）", "\(number) (\(who))")
        }
        static let danger = phrase("人の命や体に危険がありますか", "Is anyone's life or body in danger?")
        static let dangerYes = phrase("危険がある", "Yes")
        static let dangerYesHint = phrase("先に110番・119番へ。そのあとで構いません。", "Ring the emergency number first.")
        static let dangerNo = phrase("危険はない", "No")
        static let unknown = phrase("分からない", "I do not know")
        static let what = phrase("何が起きましたか", "What has happened?")
        static let whatHint = phrase("見たまま，聞いたままを書いてください。例：パソコンに知らない画面が出て，操作できない。", "As you saw or heard it.")
        static let place = phrase("どこですか", "Where?")
        static let placeHint = phrase("場所，機器，ページのアドレスなど。例：図書館の3番の端末", "A place, a device, an address of a page.")
        static let when = phrase("いつ気付きましたか", "When did you notice it?")
        static let whenHint = phrase(
            "例：今，11月21日 14:05，11月21日 午後2時，令和8年11月21日 14時5分", "For example: now, 2026-11-21 14:05.")
        static let who = phrase("あなたはどなたですか", "Who are you?")
        static let whoHint = phrase("お名前か連絡先のどちらか。例：例示 花子（学生），又は電話番号", "Your name, or how to reach you.")
        static let callerWho = phrase("通報した人はどなたですか", "Who is the caller?")
        static let contact = phrase("連絡先（電話番号かメールアドレス）", "How to reach you (telephone or mail)")
        static let contactHint = phrase(
            "組織の外の方は，できるだけお書きください。起きたことを確かめ，結果をお知らせするためにだけ使います。",
            "If you are from outside, please give one: it is used only to check what happened and to tell you the result."
        )
        static let outside = phrase("組織の外の方ですか", "Are you from outside the organisation?")
        static let outsideYes = phrase("はい（外部の者です）", "Yes, from outside")
        static let outsideNo = phrase("いいえ（内部の者です）", "No, I belong to it")
        static let more = phrase("もっと詳しく（任意）", "More (optional)")
        static let kind = phrase("近いものはどれですか", "Which is the nearest?")
        static let files = phrase("写真やファイル", "Photographs and files")
        static func filesHint(_ count: Int, _ megabytes: Int) -> Label {
            phrase(
                "\(count)個まで，一つ\(megabytes)MBまで。あとからも加えられます。",
                "Up to \(count), each up to \(megabytes) MB. You can add more later.")
        }
        static let desk = phrase("電話で受けた通報（受付の担当者用）", "A report taken by telephone (for the desk)")
        static let forCaller = phrase("電話などで受けた通報を，その人に代わって入力する", "I enter this for somebody who has called")
        static let readBack = phrase("内容を読み上げて，通報した人に確かめた（復唱）", "I have read it back to the caller")
        static let past = phrase("もう済んだこと", "What has been done already")
        static let pastHint = phrase("電話などで済ませたことを，ここでまとめて記録します。使わない行は空のままにします。", "Leave unused lines empty.")
        static func pastWhat(_ number: Int) -> Label { phrase("\(number) 何をしたか", "\(number) What was done") }
        static func pastWhen(_ number: Int) -> Label { phrase("\(number) いつ", "\(number) When") }
        static func pastWho(_ number: Int) -> Label { phrase("\(number) だれが", "\(number) Who") }
        static func pastAct(_ number: Int) -> Label { phrase("\(number) どの行為に当たるか", "\(number) Which act it is") }
        static let exercise = phrase("訓練として入力する（あとで変えられません）", "This is an exercise; it cannot be changed later")
        static let send = phrase("通報する", "Send the report")
        static let callInstead = phrase("電話でも通報できます（今つながる番号）", "You can also telephone (these numbers answer now)")
        static let noNumbers = phrase(
            "今つながる電話番号は登録されていません。この画面から知らせてください。", "No telephone number answers now. Please report on this page.")
        static let noNumber = phrase("今つながる番号は登録されていません", "No number answers now")
        static let office = phrase("執務時間内", "in office hours")
        static let afterHours = phrase("執務時間外", "after hours")
        static let tooMany = phrase("受付が混み合っています", "Too many reports at once")
        static func tooManyWait(_ seconds: Int) -> Label {
            let wait =
                seconds <= 120
                ? phrase("\(seconds)秒ほど", "\(seconds) seconds")
                : phrase("\((seconds + 59) / 60)分ほど", "\((seconds + 59) / 60) minutes")
            return phrase(
                "まだ受け付けていません。書いたことはこの下に残っています。\(wait.ja)待ってから，もう一度「通報する」を押してください。急ぐときは電話してください。",
                "Your report has not been received yet. What you wrote is kept below. Wait about \(wait.en) and send it again, or telephone."
            )
        }
        static let filesAgain = phrase("ファイルは，もう一度選んでください。", "Please choose the files again.")
    }

    /// What is wrong with what was entered, and how to mend it.
    enum ReportError {
        static let danger = phrase(
            "危険があるかどうかを選んでください。分からないときは「分からない」を選びます。", "Choose one; “I do not know” is an answer.")
        static let choice = phrase("一覧の中から選び直してください。", "Choose one of the list.")
        static let what = phrase("何が起きたかを書いてください。一言でも構いません。", "Say what has happened; a few words are enough.")
        static let place = phrase("どこかを書いてください。分からないときは「分からない」と書きます。", "Say where, or that you do not know.")
        static let when = phrase("いつ気付いたかを書いてください。分からないときは「分からない」と書きます。", "Say when, or that you do not know.")
        static let who = phrase(
            "お名前か連絡先を書いてください。名乗れないときは「匿名」と書きます。", "Give your name or how to reach you, or write “anonymous”.")
        static func long(_ most: Int, _ now: Int) -> Label {
            phrase(
                "長すぎます。\(most)文字までのところ，今は\(now)文字です。あと\(now - most)文字減らすか，ファイルにして添えてください。",
                "Too long: \(now) characters, \(most) at most. Shorten it by \(now - most), or attach a file.")
        }
        static func control(_ code: String) -> Label {
            phrase("使えない制御文字（\(code)）が入っています。取り除いてください。", "There is a control character (\(code)) in it; take it out.")
        }
        static func future(_ read: String) -> Label {
            phrase("未来の日時です（\(read)と読みました）。気付いた日時を書いてください。", "That is in the future (read as \(read)).")
        }
        static func ancient(_ read: String) -> Label {
            phrase("古すぎる日時です（\(read)と読みました）。1970年からの日時を書いてください。", "That is too long ago (read as \(read)).")
        }
        static let impossible = phrase(
            "ない日時です。「11月21日 14:05」のように書くか，分からないときは「分からない」と書いてください。",
            "There is no such date. Write it as 2026-11-21 14:05, or that you do not know.")
        static let pastWhat = phrase("何をしたかを書いてください。", "Say what was done.")
        static let pastWhen = phrase("日時を「11月21日 14:05」のように書いてください。", "Write the time as 2026-11-21 14:05.")
        static let pastWho = phrase("だれがしたかを書いてください。", "Say who did it.")
    }

    /// The text of a report as it stands in the record; Japanese, whatever the language of the page.
    enum ReportText {
        static let danger = "人の命や体の危険"
        static let what = "何が起きたか"
        static let place = "どこで"
        static let when = "いつ気付いたか"
        static let who = "通報した人"
        static let contact = "連絡先"
        static let outside = "組織の外の人か"
        static let kind = "近いもの"
        static let taken = "受け付けた人"
        static let readBack = "復唱による確認"
        static let yes = "はい"
        static let no = "いいえ"
        static let there = "ある"
        static let none = "ない"
        static let unknown = "分からない"
        static let done = "した"
        static let notYet = "まだ"
        static func written(_ words: String) -> String { "（「\(words)」と記入）" }
        static let past = "電話等で済ませたことの記録"
        static let added = "通報した人からの追加"
    }
}
