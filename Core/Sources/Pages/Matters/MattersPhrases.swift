import Engine
import ReadModels
import Rules

extension Phrases.Matters {
    private static func phrase(_ ja: String, _ en: String = "") -> Label { Phrases.phrase(ja, en) }

    static func title(_ id: String, _ kind: String) -> Label { phrase("\(kind)　\(id)", "\(kind) \(id)") }
    static let gist = phrase("この案件の内容", "What it is about")
    static let exercise = phrase("これは訓練です。", "This is an exercise.")
    static let myDuties = phrase("私の対応", "My duties")
    static func othersDuties(_ count: Int) -> Label { phrase("他の人の対応事項（\(count)件）", "Owed by others (\(count))") }
    static let nothingMine = phrase("今，あなたがすることはありません。", "You owe nothing here now.")
    static let permitted = phrase("必要に応じて行えること", "What you may do")
    static let doThis = phrase("これを行う", "Do this")
    static let decideThis = phrase("内容を見て決める", "Look and decide")
    static let readThis = phrase("目を通す", "Read it")
    static let answerThis = phrase("答える", "Answer")
    static let because = phrase("理由：", "Why: ")
    static let since = phrase("開始 ", "Since ")
    static let until = phrase("期限 ", "Due ")
    static let untilThen = phrase("元の期限 ", "Was due ")
    static let overdue = phrase("【期限を過ぎています】", "[overdue] ")
    static let left = phrase("あと", "left: ")
    static let late = phrase("超過 ", "late by ")
    static func elapsed(_ length: String) -> Label { phrase("\(length)経過", "for \(length)") }
    static let bearer = phrase("担当：", "By: ")
    static let thing = phrase("対象：", "About: ")
    static let addressed = phrase("相手：", "To: ")
    static let asksWith = phrase("併せて答えること：", "To answer with it: ")
    static let toFill = phrase("書き足すこと：", "To fill in: ")
    static let heldBy = phrase("今は行えない理由：", "Held by: ")
    static let liftedBy = phrase("行えるようになる根拠の条項：", "Lifted by: ")
    static let answerFirst = phrase("先に答えること：", "Answer first: ")
    static let standsIn = phrase("代理として", "standing in")
    static let questions = phrase("答えがまだの確認事項", "Open questions")
    static let questionsHint = phrase(
        "次のことに答えてください。分からなければ「まだ分からない」と答えられます。", "Please answer; not known yet is an answer.")
    static let hangs = phrase("これで決まること：", "Hangs on it: ")
    static let askedBefore = phrase("前の答えは「まだ分からない」です。", "Answered before: not known yet.")
    static let clocks = phrase("期限", "Clocks")
    static let counting = phrase("期間：", "Length: ")
    static let noEnd = phrase("いつから数えるかがまだ分からないため，期限が決まりません。", "A start is not known yet.")
    static let reckonings = phrase("数え方", "Ways of counting")
    static let reckoning = phrase("数え始め", "From")
    static let from = phrase("いつから", "Since when")
    static let end = phrase("いつまで", "Until when")
    static let counts = phrase("採る", "counts")
    static let differs = phrase("数え方によって期限が違います。「採る」とあるものがこの規程での期限です。", "The ways differ; the one marked counts.")
    static let beside = phrase("法令（規程の文とは別に示します）：", "The law beside: ")
    static let refused = phrase("今はできないこと", "What you cannot do now")
    static func refusedCount(_ count: Int) -> Label {
        phrase("今はできないこと（\(count)件）", "What you cannot do now (\(count))")
    }
    static let cannot = phrase("できません", "not now")
    static let ground = phrase("根拠：", "Clauses: ")
    static let whoMay = phrase("できる人：", "Who may: ")
    static let whatNext = phrase("次にすること：", "What next: ")
    static let look = phrase("詳しく見る・実際に行われたことを記録する", "See more, or record that it was done")
    static let fillIn = phrase("記入して確かめる", "Fill it in, and see")
    static let verbs = phrase("いつでもできること", "What every matter has")
    static let otherVerbs = phrase(
        "そのほかの操作（訂正・引継ぎ・公開範囲・統合など）", "Other acts: correcting, handing over, readers, merging")
    static let steps = phrase("対応手順", "Playbooks")
    static func progress(_ done: Int, _ of: Int) -> Label { phrase("（\(of)件中\(done)件済み）", " (\(done) of \(of) done)") }
    static func undecided(_ count: Int) -> Label {
        phrase(
            "始まるかどうかが決まっていない対応手順（\(count)件）",
            "Playbooks of which it is not known yet whether they begin (\(count))")
    }
    static let undecidedHint = phrase(
        "上の確認事項に答えると，始まるか，要らないかが決まります。", "The questions above decide whether they begin.")
    static func othersQuestions(_ count: Int) -> Label {
        phrase("他の人が答える確認事項（\(count)件）", "Questions for others (\(count))")
    }
    static func andMore(_ count: Int) -> Label { phrase("ほか\(count)件", "and \(count) more") }
    static func notOwed(_ count: Int) -> Label {
        phrase("今の事実では不要な手順（\(count)件）", "Not owed as facts stand (\(count))")
    }
    static let waitsFor = phrase("先に済ませる手順：", "After: ")
    static let hangsOn = phrase("次の答えで決まります：", "Hangs on: ")
    static let items = phrase("対象の一覧", "Items")
    static let itemName = phrase("番号", "Number")
    static let itemText = phrase("内容", "What it is")
    static let itemState = phrase("状態", "State")
    static let itemSince = phrase("いつから", "Since")
    static let addItem = phrase("加える", "Add")
    static let facts = phrase("分かっていること", "What is known")
    static let contradicted = phrase("答えが食い違っています", "Answers differ")
    static let stands = phrase("採用", "stands")
    static let onlySaid = phrase("申告のみ（採用された答えはありません）", "Statements only")
    static let amend = phrase("改める", "Answer anew")
    static let statements = phrase("聞き取り・申告", "Statements")
    static let papers = phrase("文書", "Papers")
    static func version(_ number: Int) -> Label { phrase("第\(number)版", "version \(number)") }
    static let newest = phrase("最新", "newest")
    static let files = phrase("ファイル", "Files")
    static let sealed = phrase("封印", "sealed")
    static let custody = phrase("保全と引渡しの記録", "Custody")
    static let handling = phrase("取扱い", "Handling")
    static let sealThese = phrase("違法なもの・悪意のあるもの（封印する）", "Illegal or malicious (sealed)")
    static let addFile = phrase("ファイルを添える", "Attach a file")
    static let timeline = phrase("記録", "Record")
    static func older(_ count: Int) -> Label { phrase("これより前の記録（\(count)件）", "Older entries (\(count))") }
    static let newer = phrase("案件に戻る", "Back to the matter")
    static let entered = phrase("入力 ", "entered ")
    static func entryNumber(_ number: Int) -> Label { phrase("記録\(number)", "Entry \(number)") }
    static let deviation = phrase("逸脱", "Deviation")
    static let done = phrase("実際に行われたこと", "Done in fact")
    static let struck = phrase("取消線", "Struck")
    static func struckBy(_ who: String, _ entry: Int) -> Label {
        phrase("　\(who)が記録\(entry)で訂正", " by \(who), entry \(entry)")
    }
    static let reasonIs = phrase("理由：", "Reason: ")
    static let correct = phrase("訂正する", "Correct")
    static let seen = phrase("閲覧した人", "Who has seen it")
    static let seenAt = phrase("最後に閲覧した日時", "Last seen")
    static let awaits = phrase("次の案件が終わるのを待っています：", "Waits for the end of: ")
    static let related = phrase("つながりのある案件", "Related matters")
    static let parent = phrase("元の案件", "Opened from")
    static let child = phrase("この案件から起こした案件", "Opened from here")
    static let link = phrase("関連付けた案件", "Linked")
    static let merged = phrase("まとめた先", "Merged into")
    static let running = phrase("対応中", "running")
    static let closing = phrase("終えるには", "Closing")
    static let mayClose = phrase("終えられます。終わり方：", "It may be closed.")
    static func mayNotClose(_ duties: Int, _ questions: Int) -> Label {
        let ja = [duties > 0 ? "対応事項\(duties)件" : "", questions > 0 ? "確認事項\(questions)件" : ""]
        let left = ja.filter { !$0.isEmpty }.joined(separator: "，")
        return phrase(
            "まだ終えられません。" + (left.isEmpty ? "" : left + "が残っています。"),
            "It cannot be closed yet: \(duties) duties and \(questions) questions are left.")
    }
    static let deviations = phrase("逸脱の一覧", "Deviations")
    static let notices = phrase("知っておくこと", "Good to know")
    static let about = phrase("この案件について", "About this matter")
    static let rulebook = phrase("規程集の版", "Rulebook edition")
    static let opened = phrase("起こした日時と人", "Opened")
    static let entries = phrase("記録の数", "Entries")
    static func entryCount(_ count: Int) -> Label { phrase("\(count)件", "\(count)") }

    static func state(_ state: StepState.State) -> (word: Label, look: String) {
        switch state {
        case .done: (phrase("済み", "done"), "done")
        case .open: (phrase("すること", "open"), "open")
        case .waiting: (phrase("順番待ち", "waiting"), "waiting")
        case .unknown: (phrase("答え待ち", "unknown"), "waiting")
        case .notOwed: (phrase("不要", "not owed"), "unowed")
        }
    }

    static func state(_ ground: RefusedAct.Ground) -> Label {
        switch ground {
        case .others: phrase("他の役職", "another post")
        case .held: phrase("止まっています", "held")
        case .forbidden: phrase("禁止", "forbidden")
        case .waiting: phrase("順番待ち", "waiting")
        }
    }

    // The form of an act, its check, and what came meanwhile.
    static let back = phrase("案件に戻る", "Back to the matter")
    static let check = phrase("内容を確かめる", "Check it")
    static let doIt = phrase("このとおり行う", "Do it")
    static let mend = phrase("戻って直す", "Go back and mend")
    static let notOpen = phrase(
        "今はこの行為をする番ではありません。既に行われていたときは，下で記録できます。",
        "This is not open for you now. What was done in fact can be recorded below.")
    static let ended = phrase("この案件は終わっています。", "The matter has ended.")
    static let clausesHere = phrase("根拠となる条項", "Clauses")
    static let choose = phrase("どれについてかを選んでください。", "Choose what it is about.")
    static let stale = phrase("入力している間に，他の記録が加わりました", "Others were entered meanwhile")
    static let staleHint = phrase(
        "下の新しい記録を確かめてから，もう一度お進みください。入力した内容はそのまま残っています。",
        "Read what is new, then go on. What you typed is still there.")
    static let checkTitle = phrase("まだ行われていません。次のようになります", "Nothing is done yet. This is what follows")
    static let entersThis = phrase("記録されること", "What is entered")
    static func returned(_ what: String) -> Label { phrase("差し戻されました：\(what)", "Returned: \(what)") }
    static let returnReason = phrase("理由：", "Reason: ")
    static let afterDownload = phrase(
        "「このとおり行う」を押すと記録され，ファイルを受け取ります。受け取ったら「案件に戻る」を押してください。",
        "It is entered, and the file comes. Then go back to the matter.")
    static let warns = phrase("注意", "Warning")
    static let sendsTo = phrase("送り先・相手", "It goes to")
    static let outside = phrase("組織の外に出ます。", "It leaves the organisation.")
    static let newDuties = phrase("新しく生じる対応事項", "New duties")
    static let endedDuties = phrase("なくなる対応事項", "No longer owed")
    static let newQuestions = phrase("新しく生じる確認事項", "New questions")
    static let clocksToo = phrase("期限の動き", "Clocks")
    static let newHolds = phrase("新たに止まること", "Held from now on")
    static let lifted = phrase("止まっていて，行えるようになること", "No longer held")
    static let begun = phrase("始まる対応手順", "Playbooks that begin")
    static let endings = phrase("終わること", "What ends")
    static let opens = phrase("新しく起こる案件", "Matters that are opened")
    static let endsMatter = phrase("この案件が終わります。", "The matter ends.")
    static let quiet = phrase("記録が加わるだけで，ほかに変わることはありません。", "Nothing follows but the entry.")
    static let typed = phrase("入力した内容", "What you typed")
    static let yours = phrase("【あなた】", "[you] ")

    // The list of duties over all matters.
    static let dutiesNone = phrase("今，あなたの対応事項はありません。", "You owe nothing now.")
    static let dutiesNoneHint = phrase("新しく生じると，ここに載ります。案件は一覧から見られます。", "New duties appear here.")
    static let allMatters = phrase("案件の一覧へ", "To the list of matters")
    static func group(_ urgency: DutyList.Urgency) -> Label {
        switch urgency {
        case .overdue: phrase("期限を過ぎたもの", "Overdue")
        case .soon: phrase("期限が近いもの（24時間以内）", "Due within a day")
        case .untimed: phrase("期限の定めがないもの", "Without a due time")
        case .later: phrase("期限がまだ先のもの", "Due later")
        }
    }
    static func count(_ count: Int) -> Label { phrase("（\(count)件）", " (\(count))") }

    // A paper.
    static let author = phrase("作った人", "By")
    static let written = phrase("作った日時", "Written")
    static let hash = phrase("内容のハッシュ値", "Hash of the content")
    static let notNewest = phrase("これは古い版です。", "This is not the newest version.")
    static let versions = phrase("他の版", "Other versions")
    static let was = phrase("前の版：", "Before: ")
    static let empty = phrase("（空欄）", "(empty)")
    static func blanks(_ count: Int) -> Label { phrase("まだ書かれていない欄（\(count)件）", "Not written yet (\(count))") }
}
