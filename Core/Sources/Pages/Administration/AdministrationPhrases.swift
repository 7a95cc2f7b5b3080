import Rules

extension Phrases {
    /// What the pages of administration say.
    enum Administration {
        static let accounts = phrase("アカウント", "Accounts")
        static let accountsHint = phrase("利用者を登録し，使い捨てのリンクを渡し，停止します。", "Make, reset and disable accounts.")
        static let sessions = phrase("サインイン中の端末", "Sessions")
        static let sessionCount = phrase("端末の数", "Sessions")
        static let sessionsHint = phrase("だれがどの端末でサインインしているかを確かめ，サインアウトさせます。", "See and end sessions.")
        static let settings = phrase("設定", "Settings")
        static let settingsHint = phrase(
            "執務時間，休日，目標の時間，通報の警告。変更には理由が要ります。", "Hours, days, targets; each with a reason.")
        static func linkTitle(_ name: String) -> Label { phrase("\(name)のための使い捨てリンク", "One-time link for \(name)") }
        static let linkHint = phrase(
            "この画面を離れると二度と表示されません。本人に直接渡してください。有効期限：", "Shown only once. Hand it over in person. Valid until ")
        static let make = phrase("アカウントを作る", "Make an account")
        static let makeHint = phrase(
            "パスワードは本人が決めます。作ると，本人に渡す使い捨てリンクが表示されます。", "The person chooses the password by a one-time link.")
        static let makeLink = phrase("作ってリンクを表示する", "Make it and show the link")
        static let person = phrase("氏名", "Person")
        static let signInName = phrase("利用者名", "Sign-in name")
        static let signInNameHint = phrase("64文字まで。", "Up to 64 characters.")
        static let rights = phrase("権限", "Rights")
        static let administers = phrase("アカウントと設定を変えられる", "May change accounts and settings")
        static let state = phrase("状態", "State")
        static let lastUsed = phrase("最後の利用", "Last used")
        static let acts = phrase("操作", "Acts")
        static let disabled = phrase("停止中", "disabled")
        static let inUse = phrase("利用中", "in use")
        static let noPassword = phrase("パスワード未設定", "no password yet")
        static let administrator = phrase("管理者", "administrator")
        static let reset = phrase("パスワードを決め直すためのリンクを作る", "Reset by a link")
        static let endSessions = phrase("すべての端末でサインアウトさせる", "End all sessions")
        static let disable = phrase("停止する", "Disable")
        static let enable = phrase("利用を再開する", "Enable")
        static let began = phrase("サインインした日時", "Began")
        static let seen = phrase("最後の利用", "Last seen")
        static let browser = phrase("ブラウザー", "Browser")
        static let unknownBrowser = phrase("不明", "unknown")
        static let address = phrase("接続元", "From")
        static let thisSession = phrase("この端末", "this one")
        static let endSession = phrase("サインアウトさせる", "End")
        static let hours = phrase("執務時間", "Office hours")
        static let opens = phrase("始まり", "From")
        static let closes = phrase("終わり", "Until")
        static let clockHint = phrase("例：8:30", "Such as 8:30")
        static let badClock = phrase("時刻として読めません。「8:30」のように入力してください。", "Write the time as 8:30.")
        static let opensMissing = phrase("始まりの時刻を入力してください。", "Enter when they begin.")
        static let closesMissing = phrase("終わりの時刻を入力してください。", "Enter when they end.")
        static let endsBefore = phrase("終わりは始まりより後にしてください。", "The end must come after the beginning.")
        static let closedDays = phrase("休日（土日のほか）", "Closed days")
        static let closedDaysHint = phrase(
            "一行に一日。例：2026-12-29。ここにある日がすべてになります。", "One day a line; the list replaces the one before.")
        static func badDay(_ text: String) -> Label { phrase("「\(text)」は日付として読めません。", "“\(text)” is no date.") }
        static func closedDayCount(_ count: Int) -> Label { phrase("登録済み（今日以降）\(count)日", "\(count) from today on") }
        static let targets = phrase("「直ちに」等の目標時間", "Targets")
        static let targetsHint = phrase(
            "「直ちに」「速やかに」などに，この組織での目標の時間を決めます。決めない言葉は，経過時間だけを示します。", "What words such as “promptly” mean here.")
        static func target(_ word: String) -> Label { phrase("「\(word)」の目標", "Target of “\(word)”") }
        static let length = phrase("目標の時間", "Length")
        static let lengthHint = phrase("例：30分，2時間，1日", "Such as 30分, 2時間, 1日, PT30M")
        static let badLength = phrase("長さとして読めません。「30分」「2時間」「1日」のように入力してください。", "Write it as 30分, 2時間 or 1日.")
        static let unopened = phrase("未開封の通報の警告", "Warning of unopened reports")
        static let unopenedMinutes = phrase("何分開かれなければ警告するか", "After how many minutes")
        static let unopenedHint = phrase("1〜1440。すべての画面に赤で示されます。", "1 to 1440; shown in red on every page.")
        static let badMinutes = phrase("1から1440までの整数を入力してください。", "Enter a whole number from 1 to 1440.")
        static let vacancy = phrase("だれも就いていない役職を引き受ける人", "Who takes what nobody holds")
        static let vacancyHint = phrase(
            "就任者も代理もいないときに，対応がこの人に回ります。", "Duties go to this person when nobody else can act.")
        static let again = phrase(
            "パスワードを確かめました。まだ何も変わっていません。行うことをもう一度押してください。",
            "The password is right. Nothing has changed yet: press once more what is to be done.")
        static let openers = phrase("封印された証拠を取り出せる役職", "Who takes sealed evidence out")
        static let openersHint = phrase(
            "違法なもの・悪意のあるものは封印され，ここで選んだ役職だけが理由を書いて取り出せます。",
            "What is illegal or malicious is sealed; only these posts take it out, with a reason.")
        static let reason = phrase("変える理由", "Reason")
        static let reasonHint = phrase("記録に残ります。決めた会議や文書があれば書いてください。", "It is kept in the record.")
        static let reasonMissing = phrase("変える理由を入力してください。", "Enter the reason.")
        static let set = phrase("変更する", "Change")
        static let change = phrase("変更する", "Change")
        static let notSet = phrase("未設定", "not set")
        static func minutes(_ count: Int) -> Label { phrase("\(count)分", "\(count) minutes") }
        static func length(_ length: Duration) -> Label {
            var ja = length.days > 0 ? "\(length.days)日" : ""
            if length.minutes >= 60 { ja += "\(length.minutes / 60)時間" }
            if length.minutes % 60 > 0 { ja += "\(length.minutes % 60)分" }
            return phrase(ja, length.iso)
        }
        static let editions = phrase("採用した規程集の版", "Adopted editions")
        static let edition = phrase("規程集・版", "Edition")
        static let openMatters = phrase("対応中の案件", "Open matters")
        static let readings = phrase("解釈", "Readings")
        static let digest = phrase("照合値", "Digest")
        static let current = phrase("新しい案件に適用", "for new matters")
        static let earlier = phrase("以前の版", "earlier")
        static let allConfirmed = phrase("すべて確認済み", "all confirmed")
        static func unconfirmed(_ count: Int) -> Label { phrase("未確認\(count)件", "\(count) not confirmed") }
    }
}
