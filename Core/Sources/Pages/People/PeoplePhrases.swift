import Rules

extension Phrases {
    /// What the pages of people and posts say.
    enum People {
        static let title = phrase("人と役職", "People and posts")
        static let enterPerson = phrase("人を登録する", "Enter a person")
        static func vacant(_ count: Int) -> Label {
            phrase("就任者か代理が足りない役職（\(count)）", "Posts without holder or stand-in (\(count))")
        }
        static let uncovered = phrase("：今，職務を行える人がいません", ": nobody can act now")
        static let posts = phrase("役職", "Posts")
        static let postsCaption = phrase("役職と就任者", "Posts and holders")
        static let post = phrase("役職", "Post")
        static let holders = phrase("就任者", "Holders")
        static let onwards = phrase("から", " onwards")
        static let standInNow = phrase("今の代理", "Standing in now")
        static let people = phrase("人", "People")
        static let peopleCaption = phrase("人と役職の一覧", "People and their posts")
        static let person = phrase("氏名", "Person")
        static let unit = phrase("所属", "Unit")
        static let away = phrase("不在", "Away")
        static let isAway = phrase("不在", "away")
        static let until = phrase("まで", " until")
        static let outside = phrase("外部の相手", "Outside")
        static let nobody = phrase("就任者なし", "nobody")
        static func heldBy(_ post: String) -> Label { phrase("\(post)が兼ねる", "held by \(post)") }
        static let enterAbsence = phrase("不在を登録する", "Enter an absence")
        static let amendPerson = phrase("氏名・所属を直す", "Amend")
        static func amendPerson(_ name: String) -> Label { phrase("\(name)の氏名・所属を直す", "Amend \(name)") }
        static let standsInFor = phrase("代理として指名されている役職", "Named to stand in for")
        static let absences = phrase("不在の予定", "Absences")
        static let noAbsences = phrase("不在の予定はありません。", "No absences are planned.")
        static let handover = phrase("引継ぎの一覧", "Handover")
        static let handoverHint = phrase(
            "今この人に求められている対応です。引き継ぐときは，印刷して一つずつ確かめてください。あなたが見られない案件の分は載りません。",
            "What this person owes now, in the matters that you may see.")
        static let nothingOwed = phrase(
            "あなたが見られる案件には，引き継ぐ対応はありません。", "Nothing in the matters that you may see.")
        static let handoverCaption = phrase("引き継ぐ対応", "To hand over")
        static let matter = phrase("案件", "Matter")
        static let duty = phrase("対応事項", "Duty")
        static let due = phrase("期限", "Due")
        static let alone = phrase("代わりに行える人", "Others")
        static let onlyThis = phrase("この人だけ", "nobody else")
        static let actsNow = phrase("今この役職として行える人", "Who can act now")
        static let assign = phrase("就任を登録する", "Assign")
        static func assign(_ post: String) -> Label { phrase("\(post)の就任者を登録する", "Assign \(post)") }
        static let nameStandIn = phrase("代理を指名する", "Name a stand-in")
        static func nameStandIn(_ post: String) -> Label { phrase("\(post)の代理を指名する", "Name a stand-in for \(post)") }
        static let sheet = phrase("この役職の手順書を印刷する", "Sheet to print")
        static let standIns = phrase("指名された代理", "Named stand-ins")
        static let endStandIn = phrase("指名を取り消す", "End")
        static func endStandIn(_ name: String) -> Label { phrase("\(name)の指名を取り消す", "End \(name)") }
        static let holdingsCaption = phrase("就任の経過", "Holdings")
        static let longSince = phrase("以前から", "from before")
        static let from = phrase("いつから", "From")
        static let to = phrase("いつまで", "Until")
        static let state = phrase("状態", "State")
        static let lasts = phrase("在任", "now")
        static let later = phrase("就任予定", "later")
        static let over = phrase("退任", "over")
        static let end = phrase("退任を登録する", "End")
        static func end(_ post: String, _ name: String) -> Label {
            phrase("\(name)の退任を登録する（\(post)）", "End \(name) as \(post)")
        }
        static func absence(_ name: String) -> Label { phrase("\(name)の不在を登録する", "Absence of \(name)") }
        static let personID = phrase("職員番号など（英小文字・数字・ハイフン）", "Staff number or the like (a–z, 0–9, hyphen)")
        static let personIDHint = phrase(
            "記録の中でこの人を見分けます。後から変えられません。サインインの利用者名は，アカウントを作るときに決めます。",
            "Tells this person apart in the record and never changes; the name to sign in with is chosen with the account."
        )
        static let badID = phrase("英小文字，数字，ハイフンだけで，60字までにしてください。", "Only small letters, digits and hyphens.")
        static let idTaken = phrase("この番号はほかの人が使っています。", "Somebody has this id.")
        static let name = phrase("氏名", "Name")
        static let unitHint = phrase("課ごとに置く役職のときだけ入力します。", "Only for posts of which each unit has one.")
        static let unitNeeded = phrase(
            "課ごとに置く役職です。どの課の役職かを入力してください。", "Each unit has one: say which unit's it is.")
        static let limitHint = phrase(
            "時刻を書かなければ，その日の終わりまで。例：令和8年4月1日", "To the end of the day, if no time is given.")
        static let nowHint = phrase("空欄なら今から。例：令和8年4月1日 0時", "Now, if left empty; such as 2026-04-01 00:00")
        static let endsBefore = phrase("終わりは始まりより後にしてください。", "The end must come after the beginning.")
        static let record = phrase("登録する", "Record")
    }
}
