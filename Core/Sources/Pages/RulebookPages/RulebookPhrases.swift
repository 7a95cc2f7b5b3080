import Books
import Rules

extension Phrases {
    /// What the pages of the rulebook say.
    enum RulebookPages {
        static func effective(_ day: String) -> Label { phrase("\(day)から施行", "In force from \(day)") }
        static func readings(_ open: Int) -> Label {
            phrase(open > 0 ? "解釈の一覧（未確認\(open)件）" : "解釈の一覧", open > 0 ? "Readings (\(open) open)" : "Readings")
        }
        static let all = phrase("全体を一つの画面で読む・印刷する", "All on one page")
        static let contents = phrase("目次", "Contents")
        static let sections = phrase("前後の章", "Sections")
        static func entryCount(_ count: Int) -> Label { phrase("（\(count)件）", " (\(count))") }
        static let procedures = phrase("対応手順", "Procedures")
        static let rest = phrase("規程集のほかの部分", "The rest of the rulebook")
        static let legend = phrase("読み方", "How to read it")
        static let clauses = phrase("条項", "Clauses")
        static func clauseCount(_ count: Int) -> Label { phrase("全\(count)条項の一覧", "All \(count) clauses") }
        static let clauseLinks = phrase("条項：", "Clauses:")
        static func clause(_ cite: String) -> Label { phrase("条項 \(cite)", "Clause \(cite)") }
        static let noSentence = phrase("この条項の文はありません。", "There is no sentence.")
        static let ledgerID = phrase("条項の記号（システム内の番号）", "Id within the system")
        static let tierName = phrase("システムの扱い", "Tier")
        static let kindName = phrase("性質", "Kind")
        static let when = phrase("適用される場合", "When")
        static let timing = phrase("時期", "Timing")
        static let repeats = phrase("同じ内容の条項", "Repeats")
        static let carriers = phrase("この条項に基づくもの", "Where it acts")
        static let noCarrier = phrase("この条項に基づく手順や禁止は，まだありません。", "Nothing carries it yet.")
        static let carriedElsewhere = phrase("同じ内容の条項に基づいて扱われます。", "It acts through the clause that it repeats.")
        static let scenarios = phrase("この条項を示す例", "Scenarios")
        static let readingsOfClause = phrase("この条項の解釈", "Readings")
        static let readingsTitle = phrase("解釈の一覧", "Readings")
        static let readingsIntro = phrase("規程の文がはっきりしない所や食い違う所を，ここではどう読むかの一覧です。", "How unclear places are read here.")
        static func openCount(_ open: Int, of all: Int) -> Label {
            open > 0
                ? phrase("\(all)件のうち\(open)件は，まだだれも確認していません。", "\(open) of \(all) are not confirmed.")
                : phrase("\(all)件すべてを確認済みです。", "All \(all) are confirmed.")
        }
        static let whoConfirms = phrase(
            "規程を定める部署が読み方を決め，システムの管理者が記録します。違うと思う読み方は，その部署に知らせてください。",
            "Whoever makes the rules decides how they are read; the administrator records it.")
        static let howToConfirm = phrase("確認を記録する方法（管理者）", "How it is recorded (administrators)")
        static let confirmHint = phrase(
            "サーバーを止め，次のコマンドで記録します。「--reading」は確認した解釈の数だけ並べ，前に確認したものも含めます。指定は各解釈の下にあります。",
            "Stop the server and run this command, with every reading that is confirmed, the earlier ones too.")
        static let adoptCommand = phrase(
            "shodo rulebook adopt 規程集のフォルダー --data データのフォルダー --reading 解釈=読み方 --by 確認した人",
            "shodo rulebook adopt RULEBOOK --data DATA --reading READING=CHOICE --by PERSON")
        static let choiceForCommand = phrase("確認を記録するときの指定", "How it is named in the command")
        static let adopted = phrase("採用", "adopted")
        static let standard = phrase("既定", "default")
        static let because = phrase("既定とする理由", "Why the default")
        static let untouched = phrase("システムが関わらない理由", "Why software is not touched")
        static let confirmed = phrase("確認", "Confirmed")
        static let unconfirmed = phrase("未確認", "not confirmed")

        static func tier(_ tier: Clause.Tier) -> Label {
            switch tier {
            case .enforce: phrase("守らせる（行わせる・拒む・期限を計る）", "enforced")
            case .guide: phrase("導く（必要なときに示し，行ったことを記録する）", "guided")
            case .state: phrase("示す（読めるようにする）", "stated")
            }
        }

        static func kind(_ kind: Clause.Kind) -> Label {
            switch kind {
            case .duty: phrase("義務", "duty")
            case .decision: phrase("判断", "decision")
            case .approval: phrase("承認", "approval")
            case .prohibition: phrase("禁止", "prohibition")
            case .permission: phrase("許容", "permission")
            case .clock: phrase("期限", "clock")
            case .definition: phrase("定義", "definition")
            case .role: phrase("役割", "role")
            case .form: phrase("様式", "form")
            case .register: phrase("台帳", "register")
            case .principle: phrase("原則", "principle")
            }
        }

        static func kind(_ kind: Book.Kind) -> Label {
            switch kind {
            case .post: phrase("役職", "post")
            case .part: phrase("役割", "part")
            case .fact: phrase("確認事項", "fact")
            case .term: phrase("用語", "term")
            case .act: phrase("行為", "act")
            case .timing: phrase("時期を表す言葉", "timing")
            case .matter: phrase("案件", "matter")
            case .item: phrase("対象", "item")
            case .playbook: phrase("対応手順", "playbook")
            case .step: phrase("手順", "step")
            case .approval: phrase("承認", "approval")
            case .forbid: phrase("禁止", "prohibition")
            case .clock: phrase("期限", "clock")
            case .paper: phrase("様式", "paper")
            case .register: phrase("台帳", "register")
            case .notice: phrase("注意書き", "notice")
            case .reporting: phrase("通報の受け方", "reporting")
            case .period: phrase("法令の期間", "period by law")
            case .reading: phrase("解釈", "reading")
            case .restatement: phrase("繰り返し", "restatement")
            }
        }
    }
}
