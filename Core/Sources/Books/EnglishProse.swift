import Rules

/// The book in English.
struct EnglishProse: Prose {
    let lookup: Lookup

    var rulebook: Rulebook { lookup.rulebook }

    var legend: [String] {
        [
            "Numbers in parentheses are those of the clauses behind the words before them; what has none rests on no clause.",
            "“After” a step means: once it is done, or when it need not be done.",
            "While the condition of an act is unknown, the point is asked and the act is not yet owed.",
            "While the condition of a prohibition is unknown, the prohibition stands; while its “until” is unknown, it is not lifted; while the condition of an exception is unknown, the exception is closed.",
            "Where several persons are listed with their conditions, the first that applies counts.",
            "While it is unknown who is to act, nobody named further on takes their place.",
            "An approval may also be called a permission, an instruction or a consent.",
            "“Not known yet” is an answer to every question.",
        ]
    }

    func title(_ identity: Rulebook.Identity) -> String {
        let issuer = lookup.words(identity.issuer, or: "")
        return lookup.words(identity.title, or: identity.id)
            + " (" + (issuer.isEmpty ? "" : issuer + ", ") + "edition \(identity.edition))"
    }

    func heading(_ heading: Heading) -> String {
        switch heading {
        case .identity: "This rulebook"
        case .posts: "Posts and parts"
        case .facts: "Questions"
        case .terms: "Terms"
        case .acts: "Words for acts and times"
        case .matters: "Matters and items"
        case .playbook(let id): "Process: \(lookup.playbook(id))"
        case .common: "Approvals, prohibitions and time limits outside the processes"
        case .papers: "Papers"
        case .registers: "Registers"
        case .notices: "Notices"
        case .reporting: "How to report"
        case .readings: "Readings"
        case .restatements: "Clauses that repeat another"
        }
    }

    func quote(_ words: String) -> String { "“\(words)”" }

    func list(_ words: [String], _ conjunction: String = "or") -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }

    func quotes(_ words: [String], _ conjunction: String = "or") -> String {
        list(words.unique.map(quote), conjunction)
    }

    func cite(_ clauses: [Clause.ID]) -> String {
        let numbers = lookup.numbers(clauses)
        return numbers.isEmpty ? "" : " (" + numbers.joined(separator: ", ") + ")"
    }

    /// A whole sentence: a capital first, the numbers of its clauses and a full stop last.
    func sentence(_ words: String, _ clauses: [Clause.ID] = []) -> String {
        words.prefix(1).uppercased() + words.dropFirst() + cite(clauses) + "."
    }

    /// Words for the middle of a sentence: without a capital that only began a label.
    func low(_ words: String) -> String {
        let parts = words.split(separator: " ", maxSplits: 1)
        guard let first = parts.first, first.dropFirst().allSatisfy({ !$0.isUppercase }) else { return words }
        return words.prefix(1).lowercased() + words.dropFirst()
    }

    /// The name of a post or part, with its article.
    func who(_ id: String) -> String {
        let name = lookup.who(id)
        let words = name.split(separator: " ")
        if words.first?.lowercased() == "the" { return name }
        let isPlain = words.count < 2 || words.dropFirst().contains { $0.first?.isLowercase == true }
        return "the " + (isPlain ? low(name) : name)
    }

    func condition(_ condition: Condition) -> String { when(condition) ?? "" }

    /// “where …”, or nil when it always holds.
    func when(_ condition: Condition, in scope: Scope = Scope()) -> String? {
        phrase(condition, in: scope).map { "where " + $0.words }
    }

    func duration(_ duration: Duration) -> String {
        func count(_ number: Int, _ unit: String) -> String { "\(number) \(unit)\(number == 1 ? "" : "s")" }
        var parts: [String] = []
        if duration.days > 0 { parts.append(count(duration.days, "day")) }
        if duration.minutes >= 60 { parts.append(count(duration.minutes / 60, "hour")) }
        if duration.minutes % 60 > 0 { parts.append(count(duration.minutes % 60, "minute")) }
        return list(parts, "and")
    }
}

/// A statement in English and its contrary.
struct EnglishPhrase {
    var words: String
    var negative: String
    var isCompound = false

    init(_ words: String, _ negative: String) {
        self.words = words
        self.negative = negative
    }

    var contrary: EnglishPhrase { EnglishPhrase(negative, words) }

    var unlessSure: EnglishPhrase {
        EnglishPhrase("it is not certain that " + words, "it is certain that " + words)
    }

    static func joined(_ phrases: [EnglishPhrase], _ word: String) -> EnglishPhrase? {
        guard phrases.count > 1 else { return phrases.first }
        let parts = phrases.map { $0.isCompound ? "(\($0.words))" : $0.words }
        let words = parts.joined(separator: " \(word) ")
        var phrase = EnglishPhrase(words, "it is not so that (\(words))")
        phrase.isCompound = true
        return phrase
    }
}
