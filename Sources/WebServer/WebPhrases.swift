import Pages
import Rules

extension Phrases {
    /// What the server itself has to say.
    enum Web {
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
                Label(ja: "文字の形式（UTF-8）が正しくありません。", en: "The text is not UTF-8.")
            case .tooLong(let limit):
                Label(ja: "文章が長すぎます（\(megabytes(limit))まで）。", en: "The text is too long (\(megabytes(limit)) at most).")
            case .fileTooLong(let limit):
                Label(
                    ja: "添付が大きすぎます（1つにつき\(megabytes(limit))まで）。",
                    en: "An attachment is too large (\(megabytes(limit)) at most).")
            case .tooManyFiles(let limit):
                Label(ja: "添付が多すぎます（一度に\(limit)個まで）。", en: "Too many attachments (\(limit) at a time).")
            case .said(let label): label
            }
        }

        private static func megabytes(_ bytes: Int) -> String { "\(bytes / 1_048_576)MB" }
    }
}
