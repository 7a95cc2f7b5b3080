import Rules

extension JapaneseProse {
    /// Who, as a noun with the numbers of the clauses that it names itself.
    func noun(_ choice: Choice) -> String {
        let words: String
        switch choice.shape {
        case .post(let post, let unit): words = self.post(post, of: unit)
        case .part(let part): words = lookup.who(part.text)
        case .anyone: words = "職員等のうち誰か"
        case .anyOf(let choices): words = list(choices.map(noun))
        case .eachOf(let choices): words = list(choices.map(noun), "及び") + (choices.count > 1 ? "のそれぞれ" : "")
        case .allOf(let choices):
            words = list(choices.map(noun), "及び") + (choices.count == 2 ? "の双方" : choices.count > 2 ? "の全員" : "")
        case .first(let rows):
            let rows = Self.live(rows)
            guard rows.count > 1 || rows.first.map({ $0.when != .always }) == true else {
                return (rows.first.map { noun($0.choice) } ?? "") + cite(choice.clauses)
            }
            words = "次の者（" + rows.map(row).joined(separator: "，") + "）"
        }
        return words + cite(choice.clauses)
    }

    /// The rows up to the first that always holds.
    static func live(_ rows: [Choice.Row]) -> [Choice.Row] {
        guard let end = rows.firstIndex(where: { $0.when == .always }) else { return rows }
        return Array(rows[...end])
    }

    private func row(_ row: Choice.Row) -> String { whenTopic(row.when) + noun(row.choice) }

    private func post(_ post: Name<Post>, of unit: Choice.UnitOf?) -> String {
        let name = lookup.who(post.text)
        switch unit {
        case nil: return name
        case .items: return "対象の" + (lookup.unit(of: post) ?? "部署") + "の" + name
        case .part(let part): return lookup.who(part.text) + "の" + (lookup.unit(of: post) ?? "部署") + "の" + name
        }
    }

    /// Who, before the verb: 「推進責任者は，」, 「甲及び乙は，それぞれ，」, 「誰でも，」.
    func subject(_ choice: Choice) -> String {
        switch choice.shape {
        case .anyone: "誰でも，"
        case .eachOf(let choices) where choices.count > 1:
            list(choices.map(noun), "及び") + cite(choice.clauses) + "は，それぞれ，"
        default: noun(choice) + "は，"
        }
    }

    /// Puts the full name of an addressee where the verb phrase names it by a shorter one; nil when it does not.
    ///
    /// 「副責任者に報告する」 to 情報セキュリティ副責任者 becomes 「情報セキュリティ副責任者に報告する」.
    func naming(_ name: String, in phrase: String, particles: [String]) -> String? {
        let (words, _) = JapaneseVerb.parted(name)
        if particles.contains(where: { phrase.contains(name + $0) }) { return phrase }
        for start in words.indices {
            let suffix = words[start...]
            guard suffix.count > 1 else { return nil }
            for particle in particles {
                guard let place = phrase.firstRange(of: suffix + particle) else { continue }
                let isWordStart =
                    place.lowerBound == phrase.startIndex
                    || !Self.leads(phrase[phrase.index(before: place.lowerBound)])
                guard isWordStart else { continue }
                return phrase.replacingCharacters(in: place, with: name + particle)
            }
        }
        return nil
    }

    /// Whether a character before a name belongs to it: kanji and katakana, or the end of words that describe it.
    private static func leads(_ character: Character) -> Bool {
        guard !"たるいなの".contains(character) else { return true }
        guard let scalar = character.unicodeScalars.first?.value else { return false }
        return (0x4E00...0x9FFF).contains(scalar) || (0x30A1...0x30FC).contains(scalar)
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with words: String) -> String {
        String(self[..<range.lowerBound]) + words + String(self[range.upperBound...])
    }
}
