import Rules

/// The book in Japanese, with the punctuation of official papers.
struct JapaneseProse: Prose {
    let lookup: Lookup

    var rulebook: Rulebook { lookup.rulebook }

    var legend: [String] {
        [
            "文末又は語の直後の（　）は，もとになった条項の番号である。番号のないものは，条項に基づかない。",
            "「…した後」とは，その行為を終えたとき，又はその行為をする必要がないときをいう。",
            "行為の条件が不明のときは，その点を問い，明らかになるまで行為の義務は生じない。",
            "禁止の条件が不明のときは，禁止が働く。「…まで」の条件が不明のときは，禁止は解けない。ただし書の条件が不明のときは，ただし書によることができない。",
            "「甲のときは乙，丙のときは丁」と並べたものは，並べた順に見て，初めに当てはまるものによる。",
            "誰が行うかの条件が不明のときは，明らかになるまで定まらず，後に書かれた者を当てない。",
            "承認には，許可，指示，同意その他の名で呼ぶものを含む。",
            "確認事項には「まだ分からない」と答えることができる。",
        ]
    }

    func title(_ identity: Rulebook.Identity) -> String {
        let title = lookup.words(identity.title, or: identity.id)
        let issuer = lookup.words(identity.issuer, or: "")
        return title + "（" + (issuer.isEmpty ? "" : issuer + "，") + "\(identity.edition)版）"
    }

    func heading(_ heading: Heading) -> String {
        switch heading {
        case .identity: "この規則について"
        case .posts: "職と役割"
        case .facts: "確認事項"
        case .terms: "用語"
        case .acts: "行為と時期を表す言葉"
        case .matters: "案件と対象"
        case .playbook(let id): "対応手順「\(lookup.playbook(id))」"
        case .common: "対応手順を問わない承認・禁止・期限"
        case .papers: "様式"
        case .registers: "台帳"
        case .notices: "注意書き"
        case .reporting: "通報の仕方"
        case .readings: "解釈"
        case .restatements: "繰り返しの条項"
        }
    }

    /// A quotation; double brackets when the words hold a quotation themselves.
    func quote(_ words: String) -> String { words.contains("「") ? "『\(words)』" : "「\(words)」" }

    /// 甲，乙又は丙.
    func list(_ words: [String], _ conjunction: String = "又は") -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: "，") + conjunction + last
    }

    func quotes(_ words: [String], _ conjunction: String = "又は") -> String {
        list(words.unique.map(quote), conjunction)
    }

    /// The printed numbers in parentheses; empty without clauses.
    func cite(_ clauses: [Clause.ID]) -> String {
        let numbers = lookup.numbers(clauses)
        return numbers.isEmpty ? "" : "（" + numbers.joined(separator: "，") + "）"
    }

    /// Ends a sentence with the numbers of its clauses.
    func sentence(_ words: String, _ clauses: [Clause.ID] = []) -> String { words + cite(clauses) + "。" }

    func condition(_ condition: Condition) -> String { when(condition) ?? "" }

    /// 「…とき」, or nil when it always holds.
    func when(_ condition: Condition, in scope: Scope = Scope()) -> String? {
        if case .any(let inner) = condition, !isListOfSteps(inner) {
            let whens = inner.compactMap { when($0, in: scope) }
            return whens.count == inner.count ? whens.joined(separator: "，又は") : nil
        }
        return phrase(condition, in: scope).map { JapaneseVerb.follow($0.plain, "とき") }
    }

    /// 「…ときは」 before a consequence; the words for all other cases when it always holds.
    func whenTopic(_ condition: Condition, otherwise: String = "そのほかのときは") -> String {
        when(condition).map(topic) ?? otherwise
    }

    /// 「…とき」 as the topic: 「…ときは」.
    func topic(_ when: String) -> String { JapaneseVerb.follow(when, "は") }

    func duration(_ duration: Duration) -> String {
        var parts: [String] = []
        if duration.days > 0 { parts.append("\(duration.days)日") }
        if duration.minutes >= 60 { parts.append("\(duration.minutes / 60)時間") }
        if duration.minutes % 60 > 0 { parts.append("\(duration.minutes % 60)分") }
        return parts.joined()
    }

    func unit(_ unit: String) -> String { Measure.japanese(unit) }
}

/// What a condition is said of: the item or register row that its words mean.
struct Scope {
    var item: Name<ItemKind>?
    var register: Name<Register>?
}
