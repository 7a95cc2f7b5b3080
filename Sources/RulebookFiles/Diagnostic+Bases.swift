import Rules

extension Diagnostic.Words {
    static func noBase(_ id: String) -> Self {
        .init(
            "no-base", "the rulebook '\(id)' that this one rests on is not there", ja: "もとにする規程集「\(id)」がない",
            mend: "put its folder '\(id)' beside this one", mendJa: "そのフォルダー「\(id)」をこのフォルダーの隣に置く")
    }

    static func otherBase(_ id: String, _ edition: String, found: String) -> Self {
        .init(
            "other-base", "'\(id)' of the edition \(edition) is asked for, and \(found) is there",
            ja: "「\(id)」の版 \(edition) が要るのに，あるのは \(found) である",
            mend: "put that edition there, or name the one that is", mendJa: "その版を置くか，ある版を書く")
    }

    static func brokenBase(_ id: String, _ first: String) -> Self {
        .init(
            "broken-base", "the rulebook '\(id)' that this one rests on has mistakes: \(first)",
            ja: "もとにする規程集「\(id)」に誤りがある：\(first)", mend: "mend it first: shodo rulebook check",
            mendJa: "先にそれを直す（shodo rulebook check）")
    }

    static func baseOnBase(_ id: String) -> Self {
        .init(
            "base-on-base", "'\(id)' itself rests on another rulebook", ja: "「\(id)」自体が別の規程集をもとにしている",
            mend: "name the other one here too and delete 'rests-on' there", mendJa: "ここにその規程集も書き，あちらの rests-on を消す")
    }

    static func baseTwice(_ id: String) -> Self {
        .init(
            "base-twice", "'\(id)' is named twice", ja: "「\(id)」が二度書かれている", mend: "keep one of them",
            mendJa: "どちらかだけにする")
    }

    static func rowsOverlap(at day: String) -> Self {
        .init(
            "rows-overlap", "two rows hold on \(day)", ja: "\(day) に二つの行が効力を持つ",
            mend: "end the one before with 'valid-to' the day before", mendJa: "前の行に，その前日までの valid-to を書く")
    }

    static func rowEndsBefore(_ from: String) -> Self {
        .init(
            "row-ends-before", "the row ends before it begins on \(from)", ja: "行の終わりが始まり（\(from)）より前である",
            mend: "correct 'valid-from' or 'valid-to'", mendJa: "valid-from か valid-to を直す")
    }
}
