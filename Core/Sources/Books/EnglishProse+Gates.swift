import Rules

extension EnglishProse {
    func write(_ forbid: Forbid) -> Draft {
        var words = (when(forbid.when).map { $0 + ", " } ?? "") + "nobody may " + deed(forbid.selectors)
        if let until = forbid.until, let phrase = phrase(until) { words += " until " + phrase.words }
        var text = sentence(words, forbid.clauses)
        if forbid.warns { text += " It is not refused: a warning is given, and going on is recorded." }
        return Draft(
            title: sentence(lookup.words(forbid.label, or: forbid.id.text)), sentence: text,
            lines: forbid.ways.map { line($0, "this does not apply to") })
    }

    private func line(_ way: Way, _ consequence: String) -> Book.Line {
        var words = consequence + " what is done "
        if let register = way.cites {
            words += "by citing a row in force of the register \(quote(lookup.register(register)))"
        } else {
            words += "as \(quote(low(lookup.words(way.label, or: way.id.text))))"
        }
        if let when = when(way.when) { words += " " + when }
        if !way.only.isEmpty { words += ", if it is to \(deed(way.only))" }
        var text = sentence(words, way.clauses)
        if !way.owes.isEmpty {
            text +=
                " Afterwards \(quotes(way.owes.map { low(lookup.step($0)) }, "and")) \(way.owes.count == 1 ? "is" : "are") owed."
        }
        return Book.Line(id: way.id.text, clauses: way.clauses, sentence: text)
    }

    func write(_ approval: Approval) -> Draft {
        let before = [when(approval.when), after(approval.after)].compactMap(\.self)
        var words = before.isEmpty ? "" : before.joined(separator: ", ") + ", "
        words += actor(approval.askedBy) + (approval.may ? " may" : " must") + " ask for this approval"
        if let use = approval.paper { words += " of " + paper(use) }
        let rows = rows(of: approval.givenBy)
        var text = [
            sentence(words, approval.clauses),
            rows.isEmpty ? sentence("it is given by " + noun(approval.givenBy)) : "It is given by:",
        ]
        if !approval.notBy.isEmpty { text.append(sentence(list(approval.notBy.map(person)) + " may not give it")) }
        if approval.notBy.isEmpty { text.append("The person who asked may give it too.") }
        if !approval.different, case .allOf = approval.givenBy.shape {
            text.append("One person may give it for several posts.")
        }
        if !approval.before.isEmpty {
            let scope = approval.when == .always ? "" : "in that case "
            text.append(sentence("\(scope)nobody may \(deed(approval.before)) until it is given"))
        }
        if !approval.through.isEmpty {
            text.append(
                sentence("before the decision it passes " + list(approval.through.map(noun), "and") + " in this order"))
        }
        if !approval.shownTo.isEmpty {
            text.append(sentence("afterwards it is shown to " + list(approval.shownTo.map(noun), "and")))
        }
        if !approval.redo.isEmpty {
            text.append(
                sentence(
                    "when it is returned, " + quotes(approval.redo.map { low(lookup.step($0)) }, "and")
                        + " must be done again"))
        }
        return Draft(
            title: sentence(lookup.words(approval.label, or: approval.id.text)), sentence: text.joined(separator: " "),
            lines: rows + approval.ways.map { line($0, "this approval is not needed for") })
    }

    /// Those who give it as lines of their own, when there are many rows.
    private func rows(of choice: Choice) -> [Book.Line] {
        guard case .first(let rows) = choice.shape, JapaneseProse.live(rows).count > 3 else { return [] }
        return JapaneseProse.live(rows).enumerated().map { index, row in
            let giver = noun(Choice(row.choice.shape)) + " " + (when(row.when) ?? "otherwise")
            return Book.Line(
                id: "given-by/\(index)", clauses: row.choice.deepClauses, sentence: sentence(giver, row.choice.clauses))
        }
    }

    private func person(_ id: String) -> String {
        switch id {
        case "asker": "the person who asked"
        case "author": "the person who drafted it"
        default: "whoever is " + who(id)
        }
    }

    // MARK: Acts

    func deed(_ selectors: [Selector]) -> String {
        selectors.isEmpty ? "act" : list(selectors.map(deed))
    }

    private func deed(_ selector: Selector) -> String {
        if selector.close { return "close the matter" }
        var words: String
        if !selector.steps.isEmpty {
            words =
                selector.steps.count == 1
                ? low(lookup.step(selector.steps[0]))
                : "do any of " + quotes(selector.steps.map { low(lookup.step($0)) })
        } else if selector.acts.isEmpty {
            words = selector.papers.isEmpty && selector.marks.isEmpty ? "do anything" : "send anything"
        } else {
            words = list(selector.acts.map { low(lookup.act($0)) }.unique)
        }
        if selector.reachesOutside { words += " towards the outside" }
        if !selector.to.isEmpty { words += " towards " + list(selector.to.map(who)) }
        if !selector.papers.isEmpty { words += " with " + quotes(selector.papers.map(lookup.paper)) }
        if !selector.marks.isEmpty {
            words += " with a paper marked " + quotes(selector.marks.map { lookup.mark($0, of: selector.papers) })
        }
        if !selector.playbooks.isEmpty { words += " in the process " + quotes(selector.playbooks.map(lookup.playbook)) }
        return words
    }

    // MARK: Clocks

    func write(_ clock: Clock) -> Draft {
        let label = quote(low(lookup.words(clock.label, or: clock.id.text)))
        var text: [String] = []
        if let fact = clock.until {
            text.append(
                sentence("\(label) runs out at the moment answered to \(quote(low(lookup.fact(fact))))", clock.clauses))
        } else {
            text.append(sentence("\(label) is \(clock.lasts.map(duration) ?? "") from \(starts(clock))", clock.clauses))
        }
        switch clock.counting {
        case .daysFirstOut: text.append("The first day is not counted; it runs out with the end of the last day.")
        case .daysFirstInRolled:
            text.append("The first day is counted; a last day on a closed day moves to the next open day.")
        case .hours: text.append("It is counted in hours from the moment.")
        case .toInstant: break
        }
        text.append(
            clock.kind == .wait
                ? "What waits for it is not done before it has run out." : "It is a time limit for acting.")
        if let stops = clock.stops, let when = when(stops) {
            text.append(sentence("\(when), it stands still and does not run out"))
        }
        if !clock.beside.isEmpty {
            text.append("The period of \(clock.beside) is shown beside it and never added to it.")
        }
        if let period = clock.period {
            text.append("\(quote(low(lookup.period(period)))) (\(period)) is shown beside it and never added to it.")
        }
        return Draft(title: nil, sentence: text.joined(separator: " "))
    }

    func write(_ period: Period) -> Draft {
        let name = quote(low(lookup.words(period.label, or: period.id.text)))
        let rows = period.rows.map { row in
            let days = "from \(row.from)" + (row.to.isEmpty ? "" : " to \(row.to)")
            let counted =
                switch row.counting {
                case .daysFirstOut: ", the first day not counted"
                case .daysFirstInRolled: ", the first day counted and a last day on a closed day moved on"
                case .hours, .toInstant: ""
                }
            return "\(duration(row.lasts))\(counted) \(days) (\(row.source), checked on \(row.checkedOn))"
        }
        return Draft(title: nil, sentence: sentence("\(name) is \(rows.joined(separator: "; "))", period.clauses))
    }

    private func starts(_ clock: Clock) -> String {
        func words(_ start: Clock.Start) -> String {
            switch start.source {
            case .done(let step): "the moment when \(quote(low(lookup.step(step)))) was done" + cite(start.clauses)
            case .fact(let fact): "the moment answered to \(quote(low(lookup.fact(fact))))" + cite(start.clauses)
            }
        }
        let all = clock.starts.map(words)
        guard all.count > 1 else { return all.first ?? "" }
        switch clock.takes {
        case .later: return "the later of " + list(all, "and")
        case .earlier: return "the earlier of " + list(all, "and")
        case .start(let id): return clock.starts.first { $0.id == id }.map(words) ?? ""
        }
    }
}
