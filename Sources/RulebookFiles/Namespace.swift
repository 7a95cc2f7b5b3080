/// The kinds of ids in a rulebook; an id is unique within its kind, or within its owner where there is one.
public enum Namespace: String, Hashable, Sendable, CaseIterable {
    case clause, post, part, fact, term, act, timing, playbook, step, ending, forbid, approval, way, clock, start
    case period
    case paper, section, mark, field, register, column, refusal, item, state, matter, notice, reading, alternative
    /// A way of reporting, and what it holds.
    case reporting, plain = "plain-kind", told = "sentence", call, emergency = "emergency-number"
    /// A kind of acts.
    case kind
    /// A value of a choice, of a fact, a column or a field.
    case choice
    /// An item or row of a clause, in the ledger.
    case entry

    /// What people call it.
    var words: (en: String, ja: String) {
        switch self {
        case .clause: ("clause", "条項")
        case .post: ("post", "役割")
        case .part: ("part", "当事者の役")
        case .fact: ("fact", "事実")
        case .term: ("term", "用語")
        case .act: ("act", "行為の語")
        case .kind: ("kind of acts", "行為の種類")
        case .timing: ("timing word", "時期の語")
        case .playbook: ("playbook", "手順書")
        case .step: ("step", "手順")
        case .ending: ("ending", "終わり方")
        case .forbid: ("forbid", "禁止")
        case .approval: ("approval", "承認")
        case .way: ("way", "通り道")
        case .clock: ("clock", "時計")
        case .start: ("start", "起算点")
        case .period: ("period", "期間")
        case .paper: ("paper", "書類")
        case .section: ("part", "部分")
        case .mark: ("mark", "印")
        case .field: ("field", "欄")
        case .register: ("register", "台帳")
        case .column: ("column", "列")
        case .refusal: ("refusal", "登録拒否")
        case .item: ("kind of item", "対象の種類")
        case .state: ("state", "状態")
        case .matter: ("kind of matter", "案件の種類")
        case .notice: ("notice", "お知らせ")
        case .reading: ("reading", "読み方")
        case .alternative: ("alternative", "選択肢")
        case .reporting: ("way of reporting", "通報の仕方")
        case .plain: ("kind in plain words", "ふだんの言葉の区分")
        case .told: ("sentence", "文")
        case .call: ("call", "電話の相手")
        case .emergency: ("emergency number", "緊急の番号")
        case .choice: ("value", "値")
        case .entry: ("item of the ledger", "条項一覧の項目")
        }
    }
}

/// An id with its kind and, where ids are unique only within an owner, the owner.
struct Key: Hashable {
    var space: Namespace
    var owner: String
    var id: String

    init(_ space: Namespace, _ id: String, in owner: String = "") {
        self.space = space
        self.owner = owner
        self.id = id
    }
}
