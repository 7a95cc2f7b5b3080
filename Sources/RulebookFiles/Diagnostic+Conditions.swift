import Rules

extension Diagnostic.Words {
    static func emptyCondition() -> Self {
        .init(
            "empty-condition", "this condition says nothing", ja: "条件が空である",
            mend: "write a condition, or 'always'", mendJa: "条件か always を書く")
    }

    static func whereAlone() -> Self {
        .init(
            "where-alone", "'where' stands without 'some' or 'every'", ja: "where に some も every も付いていない",
            mend: "add 'some:' or 'every:' with the kind of item beside it",
            mendJa: "some: か every: に対象の種類を書いて並べる")
    }

    static func nestedConditions() -> Self {
        .init(
            "nested-conditions", "lists and all/any are nested more than two levels deep here",
            ja: "一覧や all/any の入れ子が二段を超える", mend: "give the inner condition a name under 'terms'",
            mendJa: "内側の条件に terms で名前を付ける")
    }

    static func bareFact(_ fact: String) -> Self {
        .init(
            "bare-fact", "'\(fact)' is no yes-no fact, so its name alone is no condition",
            ja: "「\(fact)」は yes-no でないので，名前だけでは条件にならない", mend: "write {\(fact): value}",
            mendJa: "{\(fact): 値} と書く")
    }

    static func unknownCondition(_ word: String, near: String?) -> Self {
        .init(
            "unknown-condition", "there is no fact, term or condition '\(word)'", ja: "事実，用語，条件の語に「\(word)」はない",
            mend: near.map { "did you mean '\($0)'?" } ?? "declare it under 'facts' or 'terms'",
            mendJa: near.map { "「\($0)」の誤りではないか" } ?? "facts か terms で定める")
    }

    static func factPerItem(_ fact: String, item: String, here: String?) -> Self {
        .init(
            "fact-per-item",
            "'\(fact)' has one answer for each \(item), and "
                + (here.map { "the item at hand is a \($0)" } ?? "no item is at hand here"),
            ja: "「\(fact)」は \(item) ごとの答えで，ここでは" + (here.map { "\($0) を見ている" } ?? "対象が決まっていない"),
            mend: "write {some: \(item), where: {\(fact): …}}", mendJa: "{some: \(item), where: {\(fact): …}} と書く")
    }

    static func notPaperField(_ text: String) -> Self {
        .init(
            "not-paper-field", "'\(text)' is not the field of a paper", ja: "「\(text)」は書類の欄を指していない",
            mend: "write paper.field", mendJa: "書類.欄 の形で書く")
    }

    static func twoParts() -> Self {
        .init(
            "two-parts", "at least two parts are compared", ja: "比べるには二人以上の役が要る",
            mend: "write [one-part, other-part]", mendJa: "[役, 役] の形で書く")
    }

    static func outsideEach(_ word: String) -> Self {
        .init(
            "outside-each", "'\(word)' needs an item at hand", ja: "\(word) を書くには対象が決まっていなければならない",
            mend: "use it under 'where' of some or every, or in a step with 'each'",
            mendJa: "some か every の where の中，又は each を持つ手順で使う")
    }

    static func itemWithoutRegister(_ item: String) -> Self {
        .init(
            "item-without-register", "items of the kind '\(item)' are no rows of a register",
            ja: "対象の種類「\(item)」は台帳の行でない", mend: "add 'of:' with the register to the kind of item",
            mendJa: "対象の種類に of: で台帳を書く")
    }

    static func notARow(_ column: String) -> Self {
        .init(
            "not-a-row", "the column '\(column)' does not point to a row, so nothing can follow the dot",
            ja: "列「\(column)」は行を指さないので，点の後に続けられない", mend: "use a column with 'row-of'",
            mendJa: "row-of を持つ列を使う")
    }

    static func noneOfOne(_ owner: String) -> Self {
        .init(
            "none-of-one", "'none' is an answer only where several values may be chosen, and '\(owner)' takes one",
            ja: "none は複数選べるところだけの答えで，「\(owner)」は一つを選ぶ",
            mend: "add 'several: yes' to it, or name a value", mendJa: "several: yes を足すか，値を書く")
    }

    static func unknownAsValue(_ owner: String) -> Self {
        .init(
            "unknown-as-value", "'unknown' is no value that a condition can ask for",
            ja: "unknown は条件で問える値でない", mend: "write {not: {\(owner): known}}, or unless-sure",
            mendJa: "{not: {\(owner): known}} か unless-sure を使う")
    }

    static func comparisonOfNoNumber(_ owner: String) -> Self {
        .init(
            "comparison-of-no-number", "'\(owner)' is no number, so it cannot be compared",
            ja: "「\(owner)」は数でないので比べられない", mend: "name one of its values, or a list of them",
            mendJa: "値か，値の一覧を書く")
    }

    static func emptyComparison() -> Self {
        .init(
            "empty-comparison", "nothing is compared here", ja: "何とも比べていない",
            mend: "write {at-least: 100} or {below: 100}", mendJa: "{at-least: 100} か {below: 100} と書く")
    }

    static func onlyKnown(_ owner: String) -> Self {
        .init(
            "only-known", "of '\(owner)' a condition can only ask whether it is known",
            ja: "「\(owner)」について条件で問えるのは，分かっているかどうかだけである", mend: "write {\(owner): known}",
            mendJa: "{\(owner): known} と書く")
    }
}
