import ReadModels
import Rules

extension Phrases {
    /// What the pages of registers say.
    enum Registers {
        static let title = phrase("台帳", "Registers")
        static let register = phrase("台帳名", "Register")
        static let rows = phrase("件数", "Rows")
        static let keeper = phrase("記載する人", "Kept by")
        static let anyone = phrase("だれでも", "Anyone")
        static let clauses = phrase("根拠", "Clauses")
        static let add = phrase("新しく記載する", "Add a row")
        static let search = phrase("ことばで探す", "Search")
        static func closedRows(_ count: Int) -> Label { phrase("廃止した記載（\(count)件）", "Closed rows (\(count))") }
        static let showClosed = phrase("廃止した記載も表示する", "Show closed rows")
        static let show = phrase("表示する", "Show")
        static func found(_ count: Int) -> Label { phrase("\(count)件", "\(count) found") }
        static let noRows = phrase("記載はまだありません。", "There are no rows yet.")
        static let nothingFound = phrase("条件に合う記載はありません。ことばを短くするか，廃止した記載も表示してください。", "Nothing fits.")
        static let none = phrase("あなたの役職で見られる台帳はありません。", "Your posts may see no register.")
        static let row = phrase("番号・名称", "Number and name")
        static let state = phrase("状態", "State")
        static let closed = phrase("廃止", "closed")
        static let inForce = phrase("有効", "in force")
        static let outOfTime = phrase("期間外", "out of time")
        static let refuses = phrase("この台帳に記載できないもの", "What this register refuses")
        static let number = phrase("番号", "Number")
        static let numberOfRowHint = phrase(
            "ほかの記載と重ならない番号か記号。後から変えられません。", "Unlike any other; it cannot be changed later.")
        static let amend = phrase("記載を直す", "Amend")
        static let reopen = phrase("記載を直して戻す", "Amend and put back in force")
        static let close = phrase("この記載を廃止する", "Close this row")
        static let contents = phrase("記載内容", "Contents")
        static let matters = phrase("この記載に関わる案件", "Matters")
        static let mattersCaption = phrase("関わる案件の一覧", "Matters that concern this row")
        static let matter = phrase("番号・件名", "Number and title")
        static let kind = phrase("種類", "Kind")
        static let matterState = phrase("案件の状態", "State")
        static let itemState = phrase("対象の状態", "State of the item")
        static let opened = phrase("受付", "Opened")
        static let history = phrase("記載の経過", "History")
        static let entered = phrase("記録 ", "entered ")
        static let standsIn = phrase("・代理", ", standing in")
        static let reason = phrase("理由", "Reason")
        static let blank = phrase("記載なし", "blank")
        static func what(_ what: RowItemModel.Entry.What) -> Label {
            switch what {
            case .added: phrase("記載した", "added")
            case .amended: phrase("直した", "amended")
            case .closed: phrase("廃止した", "closed")
            case .reopened: phrase("廃止した記載を戻した", "put back in force")
            }
        }
        static func addTitle(_ register: String) -> Label { phrase("「\(register)」に記載する", "Add to \(register)") }
        static func amendTitle(_ row: String) -> Label { phrase("「\(row)」の記載を直す", "Amend “\(row)”") }
        static func closeTitle(_ row: String) -> Label { phrase("「\(row)」を廃止する", "Close “\(row)”") }
        static let closeHint = phrase("廃止した記載は消えません。一覧に出なくなり，経過とともに残ります。", "A closed row is kept with its history.")
        static let enter = phrase("台帳に記載する", "Enter")
        static func stale(_ columns: [String]) -> Label {
            let which = columns.isEmpty ? "" : "（\(columns.joined(separator: "，"))）"
            return phrase(
                "画面を開いた後に，ほかの人がこの記載を変えました\(which)。内容を確かめて，もう一度送ってください。",
                "Somebody changed this row meanwhile\(which). Check it and send again.")
        }
        static let rowMissing = phrase("番号を入力してください。", "Enter a number.")
        static func rowReserved(_ row: String) -> Label {
            phrase("「\(row)」は番号に使えません。別の番号にしてください。", "“\(row)” cannot be a number; choose another.")
        }
        static let rowTooLong = phrase("番号は一行で，短くしてください。", "Make it one short line.")
        static let mustFill = phrase("入力してください。", "Please fill this in.")
        static let noneToChoose = phrase(
            "選べるものがまだありません。先にその台帳に記載してください。", "There is none yet: enter it in its register first.")
        static let mustChoose = phrase("選んでください。", "Please choose.")
        static func mustFill(_ when: String) -> Label { phrase("\(when)は必須です。", "Required: \(when)") }
        static let reasonMissing = phrase("理由を入力してください。", "Enter the reason.")
        static let happened = phrase("変更のあった日時", "When it changed")
        static let happenedHint = phrase(
            "今と異なるときだけ入力してください。例：令和8年6月1日 9時30分", "Only when it was not now, such as 2026-06-01 09:30")
        static let yes = phrase("はい", "Yes")
        static let no = phrase("いいえ", "No")
        static let noValue = phrase("記載しない", "Leave blank")
        static let numberHint = phrase("0以上の整数", "A whole number")
        static let instantHint = phrase("例：令和8年6月1日 9時30分，2026-06-01 09:30", "Such as 2026-06-01 09:30")
        static let dayHint = phrase("例：令和8年6月1日，2026-06-01", "Such as 2026-06-01")
        static let badChoice = phrase("示された中から選んでください。", "Choose one of those shown.")
        static let badNumber = phrase("0以上の整数を入力してください。", "Enter a whole number.")
        static let tooLong = phrase("長すぎます。短くしてください。", "It is too long.")
        static let badInstant = phrase("日時として読めません。「2026-06-01 09:30」のように入力してください。", "Write it as 2026-06-01 09:30.")
        static let badDay = phrase("日付として読めません。「2026-06-01」のように入力してください。", "Write it as 2026-06-01.")
        static func unit(_ unit: String) -> Label {
            let measure = Words.measure(unit)
            return phrase("（\(measure.ja)）", " (\(unit))")
        }
    }
}
