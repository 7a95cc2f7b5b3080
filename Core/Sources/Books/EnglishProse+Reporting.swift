import Rules

extension EnglishProse {
    func write(_ reporting: Reporting) -> Draft {
        let name = quote(lookup.words(reporting.label, or: reporting.id.text))
        var text = [
            sentence(
                "anyone may open a matter of the kind \(quote(lookup.matter(reporting.matter))) by \(name)",
                reporting.clauses)
        ]
        if let danger = reporting.danger { text.append("The first question is \(quote(low(lookup.fact(danger)))).") }
        if let outside = reporting.outside {
            text.append("That somebody is from outside answers \(quote(low(lookup.fact(outside)))).")
        }
        let life = reporting.life
        var lines: [Book.Line] = []
        if !life.emergencies.isEmpty {
            let numbers = life.emergencies.map { "\($0.number) (\(lookup.words($0.label, or: $0.id)))" }
            lines.append(
                line(
                    "life", sentence("where life or body is in danger, ring \(list(numbers)) first", life.clauses),
                    life.clauses + life.emergencies.flatMap(\.clauses)))
        }
        lines += life.dos.map { told($0, "Told where life is in danger") }
        lines += life.calls.map { call($0, "where life or body is in danger, ") }
        lines += reporting.kinds.map { kind in
            let answers = kind.answers.sorted { $0.key < $1.key }.map { fact, values in
                let domain = lookup.fact(fact)?.domain
                return
                    "\(quote(low(lookup.fact(fact)))) with \(quotes(values.map { lookup.value($0, of: domain) }, "and"))"
            }
            let means = answers.isEmpty ? "is written down" : "answers " + list(answers, "and")
            let words = quote(lookup.words(kind.label, or: kind.id)) + " " + means
            return line(kind.id, sentence(words, kind.clauses), kind.clauses)
        }
        lines += reporting.dos.map { told($0, "Told to do") }
        lines += reporting.donts.map { told($0, "Told not to do") }
        lines += reporting.calls.map { call($0, "") }
        return Draft(title: nil, sentence: text.joined(separator: " "), lines: lines)
    }

    private func line(_ id: String, _ words: String, _ clauses: [Clause.ID]) -> Book.Line {
        Book.Line(id: id, clauses: clauses.unique, sentence: words)
    }

    private func told(_ told: Reporting.Sentence, _ what: String) -> Book.Line {
        var words = lookup.told(told, joined: " ")
        if words.hasSuffix(".") { words = String(words.dropLast()) }
        let when = when(told.when).map { " " + $0 } ?? ""
        return line(told.id, "[\(what)\(when)] " + sentence(words, told.clauses), told.clauses)
    }

    private func call(_ call: Reporting.Call, _ what: String) -> Book.Line {
        let label = lookup.words(call.label, or: "")
        let when = when(call.when).map { $0 + ", " } ?? ""
        let words = what + when + "telephone \(actor(call.whom)) at once" + (label.isEmpty ? "" : ": " + low(label))
        return line(call.id, sentence(words, call.clauses), call.clauses + call.whom.deepClauses)
    }
}
