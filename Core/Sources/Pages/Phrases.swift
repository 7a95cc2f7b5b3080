import Rules

/// What pages say, in one table: a label for each sentence. Each part of the house has a file of its own.
///
/// English is added here without touching a page; while it is empty, the Japanese stands.
public enum Phrases {
    static func phrase(_ ja: String, _ en: String = "") -> Label { Label(ja: ja, en: en) }
}

extension Phrases {
    /// What stands around every page.
    enum Frame {
        static let product = phrase("初動", "Shodo")
        static let skip = phrase("本文へ移動", "Skip to content")
        static let entered = phrase("記録しました。", "Entered.")
        static let restored = phrase("書きかけの内容が入っています（保存した日時）：", "Filled in with what you typed before, kept at ")
        static let demo = phrase(
            "これはデモです。人も組織も架空のもので，本物の通報には使えません。",
            "This is a demo. People and bodies are invented; do not report anything real.")
        static let menu = phrase("メニュー", "Menu")
        static let closeMenu = phrase("閉じる", "Close")
        static let report = phrase("通報する", "Report")
        static let duties = phrase("私の対応", "My duties")
        static let matters = phrase("案件", "Matters")
        static let registers = phrase("台帳", "Registers")
        static let rulebook = phrase("規程集", "Rulebook")
        static let people = phrase("人と役職", "People and posts")
        static let sheets = phrase("印刷用の手順書", "Sheets to print")
        static let journal = phrase("記録の検証", "Journal")
        static let administration = phrase("管理", "Administration")
        static let signIn = phrase("サインイン", "Sign in")
        static let signOut = phrase("サインアウト", "Sign out")
        static let account = phrase("自分のアカウント", "My account")
        static let required = phrase("必須", "required")
        static let optional = phrase("任意", "optional")
        static let errors = phrase("入力を確かめてください", "Please check what you entered")
        static let choose = phrase("選んでください", "Please choose")
        static func unopened(_ count: Int) -> Label {
            phrase("まだだれも開いていない通報があります（\(count)件）", "\(count) reports that nobody has opened")
        }
        static let notYours = phrase(
            "開けるのは担当の役職だけです。担当者に電話で知らせてください。", "Only those in charge can open it. Tell them by telephone.")
        static let reported = phrase("受付", "received")
        static let shown = phrase("表示した日時", "as of")
        static let preparing = phrase(
            "案件の一覧を作り直しています。終わるまで，「私の対応」と一覧に出ていないものがあります。番号を知っている案件は，いつもどおり開けます。",
            "The lists are being made anew. Until that is done, something is missing in them and in My duties. A matter whose number you know opens as ever."
        )
        static func open(_ matter: String) -> Label { phrase("\(matter)を開く", "Open \(matter)") }
        static let requestID = phrase("問合せ番号", "Request id")
        static let print = phrase("印刷する", "Print")
        static let draftSaved = phrase("保存しました", "Saved")
        static let draftLocal = phrase("この端末に保存しました", "Saved on this device")
        static let draftKept = phrase("通信できません。この端末に保存しています", "No connection. Kept on this device")
        static let draftRestored = phrase("書きかけの内容を戻しました", "What you had typed is back")
        static let draftDiscard = phrase("書きかけを消す", "Discard it")
    }
}
