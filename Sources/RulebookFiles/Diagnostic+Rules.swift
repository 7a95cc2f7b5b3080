import Rules

extension Diagnostic.Words {
    static func allOfOutsideGrant() -> Self {
        .init(
            "all-of-outside-grant", "'all-of' is only for who gives an approval", ja: "all-of は承認する者にだけ使える",
            mend: "use each-of for one duty each, or move it to 'given-by'",
            mendJa: "各人に義務を一つずつ課すなら each-of を使うか，given-by に移す")
    }

    static func choiceShape(_ count: Int) -> Self {
        .init(
            "choice-shape",
            count == 0 ? "nobody is named here" : "\(count) ways of naming somebody stand side by side",
            ja: count == 0 ? "だれも指定していない" : "人の指定が \(count) 通り並んでいる",
            mend: "write exactly one of post, any-of, each-of, all-of, first",
            mendJa: "post，any-of，each-of，all-of，first のどれか一つだけを書く")
    }

    static func unitOfPart(_ part: String) -> Self {
        .init(
            "unit-of-part", "'\(part)' is a part, and a part has no unit", ja: "「\(part)」は当事者の役で，所属単位を持たない",
            mend: "delete 'unit' or name a post", mendJa: "unit を消すか，役割を書く")
    }

    static func recordedByInside(_ post: String) -> Self {
        .init(
            "recorded-by-inside", "'recorded-by' is for outside posts, and '\(post)' is not one",
            ja: "recorded-by は外部の役割のためのもので，「\(post)」は外部でない",
            mend: "add 'outside: yes' or delete 'recorded-by'", mendJa: "outside: yes を足すか，recorded-by を消す")
    }

    static func boundTwice(_ part: String) -> Self {
        .init(
            "bound-twice", "the part '\(part)' has both 'bound' and 'is'", ja: "当事者の役「\(part)」に bound と is の両方がある",
            mend: "keep one of them", mendJa: "どちらかだけにする")
    }

    static func excludesByRule(_ part: String) -> Self {
        .init(
            "excludes-by-rule", "the part '\(part)' is read from a rule, and only a bound person can be excluded",
            ja: "当事者の役「\(part)」は規則から決まる役で，除外できるのは案件で決まった人だけである",
            mend: "delete 'excludes', or write 'bound: named' instead of 'is'",
            mendJa: "excludes を消すか，is の代わりに bound: named と書く")
    }

    static func excludesNobody(_ fact: String) -> Self {
        .init(
            "excludes-nobody", "the fact '\(fact)' is not answered with a person, so it excludes nobody",
            ja: "確認事項「\(fact)」の答えは人でないので，誰も除外できない",
            mend: "write 'type: person', or delete 'excludes'", mendJa: "type: person と書くか，excludes を消す")
    }

    static func excludedBears(_ part: String) -> Self {
        .init(
            "excluded-bears", "the part '\(part)' is excluded and so neither acts, answers, decides nor reads",
            ja: "当事者の役「\(part)」は案件から除外されるので，行うことも，答えることも，決めることも，読むこともできない",
            mend: "name somebody else, who hears that person", mendJa: "その人から聴く役割を書く")
    }

    static func notNamed(_ part: String) -> Self {
        .init(
            "not-named", "the part '\(part)' is not bound by naming", ja: "当事者の役「\(part)」は指名で決まるものでない",
            mend: "write 'bound: named' at the part, or name another one",
            mendJa: "その役に bound: named と書くか，別の役を書く")
    }

    static func notOpening(_ part: String) -> Self {
        .init(
            "not-opening", "the part '\(part)' is not bound when a matter is opened",
            ja: "当事者の役「\(part)」は案件を開くときに決まるものでない",
            mend: "write 'bound: opening' at the part, or name another one", mendJa: "その役に bound: opening と書くか，別の役を書く")
    }

    static func unitOfOnePost(_ post: String) -> Self {
        .init(
            "unit-of-one-post", "there is one '\(post)' for all units", ja: "「\(post)」は全体に一人で，単位ごとにはいない",
            mend: "write 'per:' at the post, or delete 'unit'", mendJa: "その役割に per: を書くか，unit を消す")
    }

    static func superiorCycle(_ posts: [String]) -> Self {
        let path = (posts + posts.prefix(1)).joined(separator: " → ")
        return .init(
            "superior-cycle", "posts are each other's superiors in a circle: \(path)", ja: "役割の上位が輪になっている：\(path)",
            mend: "delete one 'superior' of the circle", mendJa: "輪のどこかの superior を一つ消す")
    }

    static func typeAndChoices() -> Self {
        .init(
            "type-and-choices", "'type' and 'choices' stand side by side", ja: "type と choices が並んでいる",
            mend: "delete 'type': choices are a type", mendJa: "type を消す（choices が型である）")
    }

    static func unitOfNoNumber() -> Self {
        .init(
            "unit-of-no-number", "only numbers have a unit", ja: "単位を持つのは数だけである",
            mend: "write 'type: number' or delete 'unit'", mendJa: "type: number と書くか，unit を消す")
    }

    static func numberWithoutUnit(_ fact: String) -> Self {
        .init(
            "number-without-unit", "the number '\(fact)' has no unit", ja: "数「\(fact)」に単位がない",
            mend: "add 'unit:' (persons, records, households, …)", mendJa: "unit: に単位（人，件，世帯など）を書く")
    }

    static func severalWithoutChoices() -> Self {
        .init(
            "several-without-choices", "'several' needs 'choices'", ja: "several には choices が要る",
            mend: "add the choices or delete 'several'", mendJa: "choices を足すか，several を消す")
    }

    static func noOptions() -> Self {
        .init(
            "no-options", "nothing can be chosen here", ja: "選べるものがない", mend: "add at least one value",
            mendJa: "値を一つ以上書く")
    }

    static func optionsOfNoChoice() -> Self {
        .init(
            "options-of-no-choice", "only the types choice and multichoice have options",
            ja: "options を持つのは choice と multichoice だけである", mend: "change the type or delete 'options'",
            mendJa: "型を変えるか，options を消す")
    }

    static func requiredTwice() -> Self {
        .init(
            "required-twice", "'required: yes' and 'required-when' stand side by side",
            ja: "required: yes と required-when が並んでいる", mend: "keep one of them", mendJa: "どちらかだけにする")
    }

    static func needsEach() -> Self {
        .init(
            "needs-each", "'in' and 'moves' need 'each'", ja: "in と moves には each が要る",
            mend: "add 'each:' with the kind of item, or delete them", mendJa: "each: に対象の種類を書くか，消す")
    }

    static func askPerItem(_ fact: String, item: String, here: String?) -> Self {
        .init(
            "ask-per-item",
            "'\(fact)' has one answer for each \(item), and this step is done \(here.map { "for each \($0)" } ?? "once")",
            ja: "「\(fact)」は \(item) ごとの答えで，この手順は\(here.map { " \($0) ごとに" } ?? "一度だけ")行う",
            mend: "add 'each: \(item)' to the step, or ask it elsewhere",
            mendJa: "手順に each: \(item) を足すか，別の手順で尋ねる")
    }

    static func unknownLimit(_ word: String, near: String?) -> Self {
        .init(
            "unknown-limit", "'\(word)' is no timing word, clock or duration", ja: "「\(word)」は時期の語でも時計でも長さでもない",
            mend: near.map { "did you mean '\($0)'?" }
                ?? "declare it under 'timings' or 'clocks', or write a duration such as P7D",
            mendJa: near.map { "「\($0)」の誤りではないか" } ?? "timings か clocks で定めるか，P7D のような長さを書く")
    }

    static func handedOtherKind(_ other: String, to fact: String) -> Self {
        .init(
            "handed-other-kind", "the answer of '\(other)' is not of the type of '\(fact)'",
            ja: "「\(other)」の答えは「\(fact)」の型でない", mend: "hand over a fact of the same type",
            mendJa: "同じ型の事実を引き渡す")
    }

    static func emptySelector() -> Self {
        .init(
            "empty-selector", "this would select every act", ja: "これではすべての行為が対象になる",
            mend: "narrow it with act, to, reaches, paper, marked, step, playbook or close",
            mendJa: "act，to，reaches，paper，marked，step，playbook，close のどれかで絞る")
    }

    static func startShape() -> Self {
        .init(
            "start-shape", "a clock starts from a step or from a fact", ja: "時計は手順か事実から数え始める",
            mend: "write {done: step} or {fact: moment}", mendJa: "{done: 手順} か {fact: 時点} を書く")
    }

    static func notAMoment(_ fact: String) -> Self {
        .init(
            "not-a-moment", "the fact '\(fact)' is no moment", ja: "事実「\(fact)」は時点でない",
            mend: "use a fact of type instant or date", mendJa: "型が instant か date の事実を使う")
    }

    static func clockLength() -> Self {
        .init(
            "clock-length", "a clock has either 'lasts' or, counting to-instant, 'until'",
            ja: "時計は lasts か，to-instant で数えるときの until の，どちらかを持つ",
            mend: "write lasts: P7D, or counts: to-instant with until: a fact",
            mendJa: "lasts: P7D のように書くか，counts: to-instant と until: 事実 を書く")
    }

    static func readingShape(_ id: String, alternatives: Int) -> Self {
        let words: (en: String, ja: String) =
            switch alternatives {
            case 0:
                (
                    "says neither how else the text can be read nor why software is not touched",
                    "に，ほかの選択肢も，動きに関わらない理由もない"
                )
            case 1: ("has only one alternative", "の選択肢が一つしかない")
            default: ("has alternatives, and says that software is not touched", "に，選択肢と，動きに関わらない理由の両方がある")
            }
        return .init(
            "reading-shape", "the reading '\(id)' \(words.en)", ja: "読み方「\(id)」\(words.ja)",
            mend: "give at least two 'choices' with a 'default', or else 'untouched' with ja and en",
            mendJa: "choices を二つ以上と default を書くか，そうでなければ untouched に ja と en を書く")
    }

    static func restatesItself(_ clause: String) -> Self {
        .init(
            "restates-itself", "the clause '\(clause)' restates itself", ja: "条項「\(clause)」が自分自身の言い換えになっている",
            mend: "name the clause that it repeats", mendJa: "元の条項を書く")
    }

    static func noticeWithoutWords(_ id: String) -> Self {
        .init(
            "notice-without-words", "the notice '\(id)' says nothing", ja: "お知らせ「\(id)」に言葉がない",
            mend: "name a clause, whose sentence is shown, or write ja and en",
            mendJa: "条項を書く（その文が示される）か，ja と en を書く")
    }

    static func nothingTold(_ id: String) -> Self {
        .init(
            "nothing-told", "the sentence '\(id)' says nothing", ja: "文「\(id)」に言葉がない",
            mend: "name a clause, whose sentence is told, or write ja and en", mendJa: "条項を書く（その文が伝えられる）か，ja と en を書く")
    }

    static func notYesNoFact(_ id: String) -> Self {
        .init(
            "not-yes-no-fact", "'\(id)' is no yes-no fact of the whole matter", ja: "「\(id)」は案件全体の yes-no の事実でない",
            mend: "name a fact of type yes-no without 'per'", mendJa: "type: yes-no で per のない事実を書く")
    }

    static func notANumberToRing(_ text: String) -> Self {
        .init(
            "not-a-number-to-ring", "'\(text)' is no emergency number", ja: "「\(text)」は緊急の電話番号でない",
            mend: "write the three digits of a public number; numbers of the organisation are its own to enter",
            mendJa: "公の三桁の番号を書く。組織の電話番号は組織が登録する")
    }

    static func answerPerItem(_ id: String) -> Self {
        .init(
            "answer-per-item", "'\(id)' has one answer for each item, and a report has no items yet",
            ja: "「\(id)」は対象ごとに答える事実で，通報の時点では対象がない", mend: "name a fact of the whole matter",
            mendJa: "案件全体の事実を書く")
    }

    static func termCycle(_ terms: [String]) -> Self {
        let path = (terms + terms.prefix(1)).joined(separator: " → ")
        return .init(
            "term-cycle", "terms depend on each other in a circle: \(path)", ja: "用語が輪になって依存している：\(path)",
            mend: "define one of them without the others", mendJa: "どれか一つを，ほかに依らずに定める")
    }

    static func stepCycle(_ steps: [String]) -> Self {
        let path = (steps + steps.prefix(1)).joined(separator: " → ")
        return .init(
            "step-cycle", "steps wait for each other in a circle, so none can ever be done: \(path)",
            ja: "手順が輪になって待ち合い，どれもできない：\(path)", mend: "delete one 'after' of the circle",
            mendJa: "輪のどこかの after を一つ消す")
    }
}
