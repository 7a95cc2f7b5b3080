import Rules

extension Phrases {
    /// What error pages say, by status.
    enum Errors {
        static let cause = phrase("理由", "Why")
        static let next = phrase("次にすること", "What next")
        static let who = phrase("対応できる人", "Who can help")
        static let status = phrase("エラー番号", "Status")
        static let top = phrase("最初の画面へ", "To the first page")

        /// The sentences of one status.
        struct Words {
            var what: Label
            var cause: Label
            var who: Label
            var next: Label
        }

        private static let yourself = phrase("あなた自身で続けられます。", "You can go on yourself.")
        private static let administrator = phrase("システムの管理者。問合せ番号を伝えてください。", "The administrator; give the request id.")

        static func words(_ status: Int, wait: Int?) -> Words {
            switch status {
            case 400:
                Words(
                    what: phrase("送られた内容を読み取れませんでした", "What was sent could not be read"),
                    cause: phrase(
                        "通信の途中で欠けたか，画面が古くなっています。何も記録されていません。", "It was cut short, or the page was out of date."),
                    who: yourself, next: phrase("前の画面に戻って読み込み直し，もう一度送ってください。", "Go back, reload and send again."))
            case 401:
                Words(
                    what: phrase("サインインが必要です", "Please sign in"),
                    cause: phrase("この画面は，サインインした人だけが見られます。", "Only those who signed in see this page."), who: yourself,
                    next: phrase("サインインしてください。通報と受付番号での照会は，サインインしなくてもできます。", "Sign in. Reporting needs no account."))
            case 403:
                Words(
                    what: phrase("この画面を見る権限がありません", "You may not see this"),
                    cause: phrase("今の役職では見られないか，関係者として除外されています。", "Your posts do not allow it, or you are excluded."),
                    who: phrase("役職を割り当てる管理者又は案件の担当者。", "The administrator, or those in charge of the matter."),
                    next: phrase("必要な場合は，担当者に内容を確認してください。", "Ask those in charge if you need it."))
            case 404:
                Words(
                    what: phrase("その画面は見つかりません", "There is no such page"),
                    cause: phrase("アドレスが違うか，あなたには示されない画面です。", "The address is wrong, or the page is not shown to you."),
                    who: yourself, next: phrase("最初の画面から，もう一度たどってください。", "Start again from the first page."))
            case 405:
                Words(
                    what: phrase("この画面ではその操作を受け付けません", "This page does not take that request"),
                    cause: phrase("画面の外から送られたか，途中で読み込み直されました。", "It was sent from elsewhere or reloaded midway."),
                    who: yourself, next: phrase("画面を開き直し，ボタンから操作してください。", "Open the page again and use its buttons."))
            case 409:
                Words(
                    what: phrase("先にほかの人が変更しました", "Somebody else was first"),
                    cause: phrase("画面を開いた後に，同じものが変わっています。あなたの操作はまだ行われていません。", "It changed after you opened the page."),
                    who: yourself, next: phrase("新しい内容を確かめてから，もう一度行ってください。", "See what changed, then do it again."))
            case 413:
                Words(
                    what: phrase("大きすぎるため受け取れませんでした", "It is too large"),
                    cause: phrase("添付又は文章が，受け取れる大きさを超えています。", "An attachment or text is over the limit."),
                    who: yourself,
                    next: phrase(
                        "添付を分けるか小さくして送ってください。先に添付なしで通報しても構いません。",
                        "Send less at a time; report without attachments first."))
            case 415:
                Words(
                    what: phrase("この形式は受け取れません", "This form of data is not taken"),
                    cause: phrase("画面の入力欄以外の形式で送られました。", "It did not come from one of our forms."), who: yourself,
                    next: phrase("画面の入力欄から送ってください。", "Use the form on the page."))
            case 422:
                Words(
                    what: phrase("入力に直すところがあります", "Something must be corrected"),
                    cause: phrase("入力された内容のままでは記録できません。", "It cannot be recorded as it is."), who: yourself,
                    next: phrase("前の画面に戻り，示された欄を直してください。", "Go back and correct the inputs that are marked."))
            case 429:
                Words(
                    what: phrase("短い時間に多くの送信がありました", "Too many requests"),
                    cause: phrase("同じ所からの送信が続いたため，一時的に止めています。", "Too much came from the same place."), who: yourself,
                    next: phrase(
                        "\(moment(wait))もう一度送ってください。急ぐときは電話で連絡してください。",
                        "Try again in \(wait ?? 60) seconds, or ring."))
            case 503:
                Words(
                    what: phrase("今は受け付けられません", "Not available now"),
                    cause: phrase("起動中か停止中であるか，保存先に空きがありません。", "Starting, stopping, or out of space."),
                    who: administrator,
                    next: phrase(
                        "\(moment(wait))もう一度送ってください。急ぐときは電話で連絡してください。",
                        "Try again in \(wait ?? 60) seconds, or ring."))
            default:
                Words(
                    what: phrase("処理を終えられませんでした", "It could not be finished"),
                    cause: phrase("こちらの不具合です。途中までの記録は残りません。", "A fault of ours. Nothing was done by half."),
                    who: administrator,
                    next: phrase("少し待ってもう一度行い，続くときは管理者に知らせてください。", "Try again; if it goes on, tell the administrator."))
            }
        }

        private static func moment(_ wait: Int?) -> String {
            guard let wait, wait > 0 else { return "しばらく待ってから，" }
            return wait < 120 ? "約\(wait)秒待ってから，" : "約\((wait + 59) / 60)分待ってから，"
        }
    }
}
