import Rules

extension JapaneseProse {
    func write(_ reporting: Reporting) -> Draft {
        let matter = quote(lookup.matter(reporting.matter))
        var text = sentence(
            quote(lookup.words(reporting.label, or: reporting.id.text)) + "により，誰でも\(matter)の案件を起こすことができる",
            reporting.clauses)
        if let danger = reporting.danger { text += "初めに\(question(danger))を聞く。" }
        if let outside = reporting.outside { text += "組織の外の者であることは\(question(outside))の答えとする。" }
        let life = reporting.life
        var lines: [Book.Line] = []
        if !life.emergencies.isEmpty {
            let numbers = life.emergencies.map { "\($0.number)番（\(lookup.words($0.label, or: $0.id))）" }
            lines.append(
                line(
                    "life", sentence("命や体に危険があるときは，先に" + list(numbers) + "に電話する", life.clauses),
                    life.clauses + life.emergencies.flatMap(\.clauses)))
        }
        lines += life.dos.map { told($0, "命や体に危険があるときに伝えること") }
        lines += life.calls.map { call($0, "命や体に危険があるときに") }
        lines += reporting.kinds.map { kind in
            let answers = kind.answers.sorted { $0.key < $1.key }.map { fact, values in
                let domain = lookup.fact(fact)?.domain
                let words = values.map {
                    domain == .yesNo ? ($0 == "yes" ? "はい" : "いいえ") : lookup.value($0, of: domain)
                }
                return question(fact) + "に" + quotes(words, "及び")
            }
            let means = answers.isEmpty ? "その言葉を書き留める" : answers.joined(separator: "，") + "と答えたことになる"
            let words = quote(lookup.words(kind.label, or: kind.id)) + "を選ぶと，" + means
            return line(kind.id, sentence(words, kind.clauses), kind.clauses)
        }
        lines += reporting.dos.map { told($0, "することとして伝えること") }
        lines += reporting.donts.map { told($0, "してはならないこととして伝えること") }
        lines += reporting.calls.map { call($0, "") }
        return Draft(title: nil, sentence: text, lines: lines)
    }

    private func line(_ id: String, _ words: String, _ clauses: [Clause.ID]) -> Book.Line {
        Book.Line(id: id, clauses: clauses.unique, sentence: words)
    }

    private func told(_ told: Reporting.Sentence, _ what: String) -> Book.Line {
        var words = lookup.told(told, joined: "。")
        if words.hasSuffix("。") { words = String(words.dropLast()) }
        let when = when(told.when).map { "，" + $0 } ?? ""
        return line(told.id, sentence("〔\(what)\(when)〕" + words, told.clauses), told.clauses)
    }

    private func call(_ call: Reporting.Call, _ what: String) -> Book.Line {
        let label = lookup.words(call.label, or: "")
        let when = when(call.when).map { "，" + topic($0) } ?? ""
        let words = what + "すぐ電話する相手は\(when)，" + noun(call.whom) + "とする" + (label.isEmpty ? "" : "（\(label)）")
        return line(call.id, sentence(words, call.clauses), call.clauses + call.whom.deepClauses)
    }
}
