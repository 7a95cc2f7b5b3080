import Engine
import ReadModels
import Rules

extension Phrases {
    /// What refusals say.
    enum Refusals {
        static let title = phrase("この操作はできません", "This cannot be done")
        static let notDone = phrase("行われていません", "It has not been done")
        static func notDone(_ act: String) -> Label { phrase("「\(act)」は行われていません", "“\(act)” has not been done") }
        static let clauses = phrase("根拠となる条項", "Clauses")
        static func moreClauses(_ count: Int) -> Label { phrase("ほかの条項（\(count)件）", "\(count) more clauses") }
        static let missing = phrase("まだ残っていること", "What is missing")
        static let questions = phrase("先に答えが要る確認事項", "To be answered first")
        static let steps = phrase("関わる手順", "Steps concerned")
        static let who = phrase("行える人・解除できる人", "Who may do it or lift it")
        static let next = phrase("次にすること", "What next")
        static let ways = phrase("次の場合は行えます。", "It may be done when:")
        static let lawfulBy = phrase("次の条項を満たせば行えます。", "It is lawful once these clauses are met:")
        static let inFact = phrase(
            "既に行った場合は，事実として記録できます。", "If it has already been done, it can be recorded as a fact. ")
        static let kept = phrase("入力していた内容", "What you had typed")
        static let keptHint = phrase("控えとして表示しています。自動では送られません。", "Shown for copying; nothing is sent by itself.")

        static func next(_ notice: RefusalNotice) -> Label {
            switch notice.kind {
            case .notThePost where notice.who.isEmpty:
                phrase("システム管理者に連絡し，行える役職を定めてもらってください。", "Ask the administrator to name who may do it.")
            case .forbidden:
                phrase("規程が禁じています。上の条項を確かめ，行える人に相談してください。", "The rules forbid it. Ask whoever may lift it.")
            case .notGranted:
                phrase(
                    "まだ承認されていません。案件の画面から決裁を求めてください。", "It is not approved yet. Ask for approval on the matter's page.")
            case .applicant:
                phrase("申請した本人は決裁できません。ほかの決裁者に回してください。", "Whoever asked may not decide. Let another decide.")
            case .samePerson:
                phrase("別の人の決裁が要ります。もう一人の決裁者に回してください。", "Two different persons are needed.")
            case .notThePost:
                phrase("行える人に連絡し，その人に行ってもらってください。", "Ask the person who may do it.")
            case .closedStep:
                phrase(
                    "この手順は，今は行えません。案件の対応手順で，先に済ませることを確かめてください。", "The step is not open now. See what comes before it.")
            case .incomplete:
                phrase("まだ残っていることを済ませてから，もう一度行ってください。", "Fill in what is missing and try again.")
            case .unanswered:
                phrase(
                    "先に確認事項に答えてください。分からないときは「まだ分からない」と答えられます。",
                    "Answer the questions first; “not known yet” is an answer.")
            case .undecided:
                phrase(
                    "だれが行うかがまだ決まりません。先に確認事項に答えてください。", "Who must do it is not decided yet. Answer the questions first.")
            case .unknownValue:
                phrase("前の画面に戻り，入力を直してください。", "Go back and correct what was entered.")
            case .register:
                phrase("台帳の記載を直してから，もう一度行ってください。", "Correct the row and try again.")
            case .excluded:
                phrase(
                    "この案件の関係者として除外されているため行えません。別の担当者に任せてください。", "You are excluded from this matter. Leave it to others."
                )
            case .closed:
                phrase("続けるには，案件の画面から再開してください。", "Reopen the matter to go on.")
            case .mayNotClose:
                phrase("残っている対応を済ませてから，終えてください。", "Do what is still owed, then close it.")
            case .ambiguous:
                phrase("どの手順として行うかを選び，もう一度行ってください。", "Choose which step it is and try again.")
            case .malformed:
                phrase("前の画面に戻り，入力を確かめてください。", "Go back and check what was entered.")
            }
        }
    }
}
