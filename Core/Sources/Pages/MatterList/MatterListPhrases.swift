import Rules

extension Phrases {
    /// What the list of matters says.
    enum MatterList {
        static let title = phrase("案件の一覧", "Matters")
        static let open = phrase("案件を起こす・申請する", "Open a matter")
        static let views = phrase("表示の切替え", "Views")
        static let all = phrase("すべて", "All")
        static let mineOpen = phrase("私の対応があるもの", "Mine to act on")
        static let unopened = phrase("未開封", "Unopened")
        static let search = phrase("ことばで探す", "Search")
        static let searchHint = phrase("一文字から。空白で区切ると，すべてを含むもの。", "From one character.")
        static let narrow = phrase("絞り込む", "Narrow")
        static let state = phrase("状態", "State")
        static let kind = phrase("種類", "Kind")
        static let exercises = phrase("訓練", "Drills")
        static let exercisesBoth = phrase("実際の案件と訓練", "Both")
        static let exercisesOnly = phrase("訓練だけ", "Drills only")
        static let exercisesWithout = phrase("訓練を除く", "Without drills")
        static let whose = phrase("担当", "Whose")
        static let mine = phrase("私の対応があるものだけ", "Only where I must act")
        static let opening = phrase("開封", "Opening")
        static let unopenedOnly = phrase("まだだれも開いていないものだけ", "Only what nobody has opened")
        static let from = phrase("受付日（から）", "Opened from")
        static let to = phrase("受付日（まで）", "Opened until")
        static let dayHint = phrase("例：令和8年6月1日，2026-06-01", "Such as 2026-06-01")
        static let dayUnread = phrase("日付として読めません。「2026-06-01」のように入力してください。", "Write the day as 2026-06-01.")
        static let show = phrase("探す", "Search")
        static let narrowNow = phrase("この条件で表示する", "Show")
        static let clear = phrase("条件を消す", "Clear")
        static let nothing = phrase(
            "案件はまだありません。通報を受けるとここに載ります。", "There are no matters yet. What is reported appears here.")
        static let nothingFound = phrase(
            "条件に合う案件はありません。ことばを短くするか，条件を減らしてください。", "Nothing fits. Use fewer words or filters.")
        static let caption = phrase("案件（番号，件名，種類）", "Matters: number, title, kind")
        static let matter = phrase("案件", "Matter")
        static let opened = phrase("受付", "Opened")
        static let lastEntered = phrase("最後の記録", "Last entry")
        static let due = phrase("次の期限", "Next due")
        static let who = phrase("対応する人", "Who must act")
        static let you = phrase("あなたの対応", "yours")
        static let exercise = phrase("訓練", "Drill")
        static let isUnopened = phrase("未開封", "Unopened")
        static let late = phrase("（期限切れ）", " (overdue)")
        static let saving = phrase("この表示を保存する", "Save this view")
        static let viewName = phrase("表示の名前", "Name of the view")
        static let viewHint = phrase("60字まで。同じ名前の表示は置き換わります。", "Up to 60 characters; the same name is replaced.")
        static let save = phrase("保存する", "Save")
        static let delete = phrase("消す", "Delete")
        static func delete(_ name: String) -> Label { phrase("表示「\(name)」を消す", "Delete the view “\(name)”") }
        static func total(_ count: Int) -> Label { phrase("全\(count)件", "\(count) in all") }
        static func count(_ word: String, _ count: Int) -> Label {
            let label = state(word)
            return phrase("\(label.ja)\(count)件", "\(count) \(label.en)")
        }
        static func state(_ word: String) -> Label {
            switch word {
            case "open": phrase("対応中", "open")
            case "closed": phrase("終了", "closed")
            case "withdrawn": phrase("取下げ", "withdrawn")
            case "merged": phrase("統合済み", "merged")
            case "false-alarm": phrase("誤報", "false alarm")
            case "erased": phrase("廃棄済み", "erased")
            default: phrase(word, word)
            }
        }
    }
}
