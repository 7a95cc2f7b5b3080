import Pages
import Rules

extension Phrases {
    /// What the server itself has to say.
    enum Web {
        static let officeHours = Label(ja: "執務時間内", en: "office hours")
        static let afterHours = Label(ja: "執務時間外", en: "after hours")
        static let changePosts = Label(ja: "役職に就く人・代理を変える", en: "Change who holds a post")
        static func entry(_ register: String) -> Label {
            Label(ja: "\(register)への記載", en: "the entry in \(register)")
        }
        static let formLeft = Label(ja: "入力していた画面", en: "the form")
        static let backToReport = Label(ja: "通報の画面へ戻る", en: "Back to the report")
        static let badName = Label(ja: "利用者名かパスワードが違います。", en: "Name or password is wrong.")
        static let badViewName = Label(
            ja: "表示の名前を，60字以内で入力してください。", en: "Give the view a name of up to 60 characters.")
        static func open(_ kind: String) -> Label { Label(ja: "\(kind)を始める", en: "Open: \(kind)") }
        static let makeAdministrator = Label(ja: "管理者のアカウントを作る", en: "Make an administrator")
        static func disable(_ name: String) -> Label { Label(ja: "\(name)のアカウントを停止する", en: "Disable \(name)") }
        static func reset(_ name: String) -> Label {
            Label(ja: "\(name)のパスワード設定用のリンクを作る", en: "Make a password link for \(name)")
        }
        static let dutiesChanged = Label(
            ja: "対応事項が変わりました。最新の一覧を表示する", en: "Your duties have changed. Show them as they are now")

        static func news(_ count: Int) -> Label {
            Label(ja: count == 0 ? "" : "新しい記録が\(count)件あります", en: count == 0 ? "" : "\(count) new entries")
        }

        static func words(of cause: Trouble.Cause) -> Label? {
            switch cause {
            case .usual: nil
            case .otherSite:
                Label(ja: "ほかのサイトから送られたため，受け付けませんでした。", en: "It was sent from another site.")
            case .mark:
                Label(
                    ja: "画面を開いてから時間がたったか，この端末の画面から送られていません。入力した内容は下にあります。",
                    en: "The page is too old, or the form is not one of ours. What you typed is below.")
            case .encoding:
                Label(
                    ja: "文字の形式（UTF-8）が正しくありません。何も記録されていません。",
                    en: "The text is not UTF-8. Nothing was recorded.")
            case .tooLong(let limit):
                Label(ja: "文章が長すぎます（\(megabytes(limit))まで）。", en: "The text is too long (\(megabytes(limit)) at most).")
            case .fileTooLong(let limit):
                Label(
                    ja: "添付が大きすぎます（1つにつき\(megabytes(limit))まで）。",
                    en: "An attachment is too large (\(megabytes(limit)) at most).")
            case .noRoom:
                Label(
                    ja: "添付を保存する場所が足りないため，受け付けませんでした。添付なしでもう一度送り，ファイルは別の方法で渡してください。",
                    en: "There is no room for attachments. Send it without them, and hand them over in another way.")
            case .tooManyFiles(let limit):
                Label(ja: "添付が多すぎます（一度に\(limit)個まで）。", en: "Too many attachments (\(limit) at a time).")
            case .said(let label): label
            }
        }

        private static func megabytes(_ bytes: Int) -> String { "\(bytes / 1_048_576)MB" }
    }
}
