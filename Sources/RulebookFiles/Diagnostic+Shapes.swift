import Rules

extension Diagnostic.Words {
    static func unknownKey(_ key: String, near: String?, known: [String]) -> Self {
        let list = Set(known).sorted().joined(separator: ", ")
        return .init(
            "unknown-key", "there is no key '\(key)' here", ja: "ここに鍵「\(key)」は書けない",
            mend: near.map { "did you mean '\($0)'?" } ?? "known here: \(list)",
            mendJa: near.map { "「\($0)」の誤りではないか" } ?? "書ける鍵：\(list)")
    }

    static func commaInText(_ text: String) -> Self {
        .init(
            "comma-in-text", "a comma has cut off '\(text)'", ja: "「\(text)」の前の半角コンマで文が切れている",
            mend: "put the whole text in quotes", mendJa: "文全体を引用符で囲む")
    }

    static func missingKey(_ key: String, what: (en: String, ja: String)) -> Self {
        .init(
            "missing-key", "the key '\(key)' is missing", ja: "鍵「\(key)」がない",
            mend: "add '\(key):' with \(what.en)", mendJa: "「\(key):」に\(what.ja)を書く")
    }

    static func notAMapping() -> Self {
        .init(
            "not-a-mapping", "a mapping is expected here", ja: "ここには対応表（鍵: 値）が要る",
            mend: "write 'key: value' lines, or {key: value}", mendJa: "「鍵: 値」の行か {鍵: 値} を書く")
    }

    static func notAList() -> Self {
        .init(
            "not-a-list", "a list is expected here", ja: "ここには一覧が要る", mend: "write [one, two]",
            mendJa: "[一, 二] の形で書く")
    }

    static func notAText() -> Self {
        .init(
            "not-a-text", "one text is expected here", ja: "ここには文字列が一つ要る",
            mend: "write one word or a quoted text", mendJa: "一語か，引用符で囲んだ文字列を書く")
    }

    static func emptyList() -> Self {
        .init(
            "empty-list", "this list is empty", ja: "一覧が空である", mend: "name something or delete the key",
            mendJa: "何かを書くか，鍵ごと消す")
    }

    static func oneEntry() -> Self {
        .init(
            "one-entry", "exactly one 'key: value' is expected here", ja: "ここには「鍵: 値」がちょうど一つ要る",
            mend: "keep one entry", mendJa: "一つだけにする")
    }

    static func notYesNo(_ text: String) -> Self {
        .init(
            "not-yes-no", "'\(text)' is neither yes nor no", ja: "「\(text)」は yes でも no でもない",
            mend: "write yes or no", mendJa: "yes か no を書く")
    }

    static func notOneOf(_ text: String, _ words: [String]) -> Self {
        let list = words.joined(separator: ", ")
        let near = nearest(to: text, in: words)
        return .init(
            "not-one-of", "'\(text)' is not known here", ja: "「\(text)」はここでは使えない",
            mend: near.map { "did you mean '\($0)'? allowed: \(list)" } ?? "allowed: \(list)",
            mendJa: near.map { "「\($0)」の誤りではないか。書ける語：\(list)" } ?? "書ける語：\(list)")
    }

    static func notANumber(_ text: String) -> Self {
        .init(
            "not-a-number", "'\(text)' is not a whole number", ja: "「\(text)」は整数でない",
            mend: "write digits only, without a unit", mendJa: "数字だけを，単位を付けずに書く")
    }

    static func notADay(_ text: String) -> Self {
        .init(
            "not-a-day", "'\(text)' is not a day", ja: "「\(text)」という日はない", mend: "write YYYY-MM-DD",
            mendJa: "YYYY-MM-DD の形で書く")
    }

    static func notADuration(_ text: String) -> Self {
        .init(
            "not-a-duration", "'\(text)' is not a length of time", ja: "「\(text)」は時間の長さでない",
            mend: "write days, hours or minutes as in P7D, PT24H, PT30M",
            mendJa: "P7D，PT24H，PT30M のように日・時間・分で書く")
    }

    static func badID(_ id: String, free: Bool) -> Self {
        .init(
            "bad-id", "'\(id)' cannot be an id", ja: "「\(id)」は識別子にできない",
            mend: free
                ? "use letters, digits and single hyphens"
                : "use lower case letters, digits and single hyphens (kebab-case)",
            mendJa: free ? "英数字と，間に置く一つのハイフンだけを使う" : "英小文字，数字と，間に置く一つのハイフンだけを使う")
    }

    static func duplicateID(_ key: Key, as space: Namespace, first: Place) -> Self {
        let place = "\(first.file):\(first.line)"
        let clash = space == key.space ? "" : ", as \(space.words.en.withArticle)"
        let clashJa = space == key.space ? "" : "\(space.words.ja)として"
        return .init(
            "duplicate-id", "the \(key.space.words.en) '\(key.id)' is already defined at \(place)\(clash)",
            ja: "\(key.space.words.ja)「\(key.id)」は \(place) で既に\(clashJa)定めてある",
            mend: "rename or delete one of them", mendJa: "どちらかの名前を変えるか，消す")
    }

    static func reservedWord(_ id: String, _ space: Namespace) -> Self {
        .init(
            "reserved-word",
            "'\(id)' is a word of the language and cannot be the id of \(space.words.en.withArticle)",
            ja: "「\(id)」は規則の言語の語なので，\(space.words.ja)の識別子にできない", mend: "choose another id",
            mendJa: "別の識別子にする")
    }

    static func unknownID(_ id: String, _ space: Namespace, owner: String, known: [String]) -> Self {
        unknownID(id, space.rawValue, words: space.words, owner: owner, known: known)
    }

    /// An id that is not there, with the nearest that is, or all that are when they are few.
    static func unknownID(
        _ id: String, _ code: String, words: (en: String, ja: String), owner: String = "", known: [String]
    ) -> Self {
        let near = nearest(to: id, in: known)
        let list = known.count <= 8 && !known.isEmpty ? known.joined(separator: ", ") : nil
        let isListed = code == "clause" || code == "entry"
        return .init(
            "unknown-\(code)",
            owner.isEmpty ? "there is no \(words.en) '\(id)'" : "'\(owner)' has no \(words.en) '\(id)'",
            ja: (owner.isEmpty ? "" : "「\(owner)」に") + "\(words.ja)「\(id)」はない",
            mend: near.map { "did you mean '\($0)'?" } ?? list.map { "there are: \($0)" }
                ?? (isListed ? "take an id from the ledger" : "define it, or use one that is defined"),
            mendJa: near.map { "「\($0)」の誤りではないか" } ?? list.map { "あるもの：\($0)" }
                ?? (isListed ? "条項一覧にある識別子を書く" : "定めるか，定めてあるものを書く"))
    }

    static func noIdentity() -> Self {
        .init(
            "no-identity", "the section 'rulebook' is missing", ja: "rulebook の節がない",
            mend: "add 'rulebook:' with id, edition and title to one of the files",
            mendJa: "いずれかのファイルに rulebook: を置き，id，edition，title を書く")
    }

    static func secondIdentity(first: Place) -> Self {
        .init(
            "second-identity", "the section 'rulebook' stands already at \(first.file):\(first.line)",
            ja: "rulebook の節は \(first.file):\(first.line) に既にある", mend: "keep one of them",
            mendJa: "一つだけにする")
    }
}

extension String {
    /// The word with its indefinite article.
    fileprivate var withArticle: String { ("aeiou".contains(prefix(1)) ? "an " : "a ") + self }
}
