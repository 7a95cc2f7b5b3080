import Rules

extension Diagnostic.Words {
    static func unreadable() -> Self {
        .init(
            "unreadable", "this file cannot be read", ja: "このファイルを読めない",
            mend: "put the file there and allow reading it", mendJa: "ファイルを置き，読めるようにする")
    }

    static func noFiles() -> Self {
        .init(
            "no-files", "there is no rulebook here: no .yaml file was found",
            ja: "規則集がない（.yaml のファイルが見つからない）", mend: "give the folder of a rulebook",
            mendJa: "規則集のフォルダーを指定する")
    }

    static func otherSuffix() -> Self {
        .init(
            "other-suffix", "this file is not read, because its name ends in .yml", ja: "名前が .yml で終わるので，このファイルは読まれない",
            mend: "rename it to .yaml", mendJa: "名前を .yaml に変える")
    }

    static func byteOrderMark() -> Self {
        .init(
            "byte-order-mark", "the file begins with a byte order mark", ja: "ファイルの先頭に BOM がある",
            mend: "save it as UTF-8 without BOM", mendJa: "BOM なしの UTF-8 で保存する")
    }

    static func notUTF8() -> Self {
        .init(
            "not-utf-8", "this is not UTF-8", ja: "UTF-8 でない", mend: "save the file as UTF-8",
            mendJa: "ファイルを UTF-8 で保存する")
    }

    static func tab() -> Self {
        .init(
            "tab", "a tab stands in the indentation", ja: "字下げにタブがある", mend: "indent with spaces",
            mendJa: "空白で字下げする")
    }

    static func control(_ byte: UInt8) -> Self {
        let code = "U+00" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        return .init(
            "control-character", "the control character \(code) stands here", ja: "制御文字 \(code) がある",
            mend: "delete it", mendJa: "消す")
    }

    /// What the YAML parser says, with the commonest of its sentences in Japanese.
    static func syntax(_ problem: String, context: String?) -> Self {
        let words = [context, problem].compactMap { $0 }.joined(separator: ", ")
        let known = [
            ("mapping values are not allowed", "ここで「: 」は使えない"),
            ("did not find expected ',' or '}'", "{ が閉じていないか，「,」がない"),
            ("did not find expected ',' or ']'", "[ が閉じていないか，「,」がない"),
            ("could not find expected ':'", "「:」がない"),
            ("unexpected end of stream", "引用符が閉じていない"),
            ("did not find expected key", "字下げが合わないか，鍵がない"),
            ("cannot start any token", "この文字で値を始められない"),
        ]
        let ja = known.first { problem.contains($0.0) }?.1 ?? words
        return .init(
            "yaml", "this is not YAML: \(words)", ja: "YAML として読めない：\(ja)",
            mend: "check indentation, brackets and quotes here and above; "
                + "quote text that holds ': ' or begins with one of {[*&#!%@",
            mendJa: "ここと上の行の字下げ，括弧，引用符を確かめる。「: 」を含む文字列や {[*&#!%@ で始まる文字列は引用符で囲む")
    }

    static func noLedgerFile(_ path: String) -> Self {
        .init(
            "no-ledger-file", "there is no file \(path)", ja: "\(path) というファイルがない",
            mend: "put the ledger there or mend the name", mendJa: "条項一覧をそこに置くか，名前を直す")
    }

    static func duplicateKey(_ key: String) -> Self {
        .init(
            "duplicate-key", "the key '\(key)' stands twice in one mapping, here for the first time",
            ja: "同じ対応表に鍵「\(key)」が二度ある（ここが最初）", mend: "delete or rename one of them",
            mendJa: "どちらかを消すか，名前を変える")
    }

    static func anchor() -> Self {
        .init(
            "anchor", "anchors (&name) are not allowed", ja: "アンカー（&名前）は使えない",
            mend: "write the text out; give words used twice a name under 'terms'",
            mendJa: "内容をそのまま書く。二度使う条件は terms に名前を付けて置く")
    }

    static func alias() -> Self {
        .init(
            "alias", "aliases (*name) are not allowed", ja: "エイリアス（*名前）は使えない",
            mend: "write the text out; put it in quotes if it is meant to begin with '*'",
            mendJa: "内容をそのまま書く。「*」で始まる文字列なら引用符で囲む")
    }

    static func tag(_ tag: String) -> Self {
        .init(
            "tag", "tags are not allowed: \(tag)", ja: "タグは使えない：\(tag)",
            mend: "delete the tag; all scalars are text and typed by what is declared",
            mendJa: "タグを消す。値はすべて文字列として読み，宣言した型で解釈する")
    }

    static func tooDeep() -> Self {
        .init(
            "too-deep", "this is nested more than 100 levels deep", ja: "入れ子が 100 段を超える",
            mend: "flatten it", mendJa: "入れ子を浅くする")
    }

    static func keyIsNoText() -> Self {
        .init(
            "key-is-no-text", "a key must be a text", ja: "鍵は文字列でなければならない",
            mend: "write 'key: value'", mendJa: "「鍵: 値」の形で書く")
    }

    static func severalDocuments() -> Self {
        .init(
            "several-documents", "a second document begins in this file", ja: "一つのファイルに二つ目の文書がある",
            mend: "delete the line '---' or put the second document into a file of its own",
            mendJa: "「---」の行を消すか，別のファイルに分ける")
    }
}
