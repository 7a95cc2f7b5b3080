import Rules

extension EnglishProse {
    func write(_ playbook: Playbook) -> Draft {
        let matters = playbook.matters.map(lookup.matter)
        let place = matters.isEmpty ? "on every matter" : "on matters of the kind " + quotes(matters)
        let begins = when(playbook.begins).map { "begins \($0)" } ?? "begins at once"
        return Draft(
            title: nil, sentence: sentence("This process \(begins), \(place)", playbook.clauses),
            lines: playbook.endings.map { line($0) })
    }

    func line(_ ending: Ending) -> Book.Line {
        let words =
            "it ends as \(quote(lookup.words(ending.label, or: ending.id)))"
            + (when(ending.when).map { " " + $0 } ?? "")
        return Book.Line(id: ending.id, clauses: ending.clauses, sentence: sentence(words, ending.clauses))
    }

    func write(_ step: Step) -> Draft {
        let scope = Scope(item: step.each, register: lookup.register(behind: step.each))
        var before: [String] = []
        if let each = step.each {
            let states =
                step.inStates.isEmpty
                ? "" : " that is " + quotes(step.inStates.map { lookup.state($0, of: each) })
            before.append("for each \(low(lookup.item(each)))\(states)")
        }
        before += [when(step.when, in: scope), after(step.after), afterAny(step.afterAny)].compactMap(\.self)
        var words = before.isEmpty ? "" : before.joined(separator: ", ") + ", "
        words += actor(step.by) + (step.may ? " may " : " must ") + low(lookup.step(step.id))
        var details: [String] = []
        if let to = step.to { details.append("to \(actor(to))") }
        if let via = step.via { details.append("through \(actor(via))") }
        if let use = step.paper { details.append("on \(paper(use))") }
        if let due = step.due { details.append(limit(due)) }
        if !details.isEmpty { words += " – " + details.joined(separator: ", ") }
        let (asked, lines) = asks(step.asks)
        return Draft(
            title: nil, sentence: ([sentence(words, step.clauses)] + asked + further(step)).joined(separator: " "),
            lines: lines)
    }

    private func limit(_ due: Step.Due) -> String {
        switch due.limit {
        case .word(let id): low(lookup.timing(id)) + cite(due.clauses)
        case .duration(let length): "within \(duration(length)) of becoming due" + cite(due.clauses)
        case .clock(let id): "before \(quote(lookup.clock(id))) runs out" + cite(due.clauses)
        }
    }

    func paper(_ use: Step.PaperUse) -> String {
        let part = use.part.map { "the part \(quote(lookup.part($0, of: use.paper))) of " } ?? ""
        return part + quote(lookup.paper(use.paper)) + cite(use.clauses)
    }

    private func asks(_ asks: [Step.Ask]) -> ([String], [Book.Line]) {
        guard !asks.isEmpty else { return ([], []) }
        func words(_ ask: Step.Ask) -> String {
            quote(low(lookup.fact(ask.fact))) + (when(ask.when).map { " (only \($0))" } ?? "")
        }
        guard asks.count > 3 else {
            return ([sentence("this answers " + list(asks.map { words($0) + cite($0.clauses) }, "and"))], [])
        }
        let lines = asks.map { ask in
            Book.Line(id: ask.fact.text, clauses: ask.clauses, sentence: sentence(words(ask), ask.clauses))
        }
        return (["This answers:"], lines)
    }

    private func further(_ step: Step) -> [String] {
        var words: [String] = []
        for move in step.moves {
            let item = step.each.map { low(lookup.item($0)) } ?? "item"
            let to = quotes(move.to.map { lookup.state($0, of: step.each) })
            words.append("The \(item) goes from \(quote(lookup.state(move.from, of: step.each))) to \(to).")
        }
        if let part = step.names { words.append("It names \(who(part.text)).") }
        if let opens = step.opens {
            words.append(sentence("it opens a matter of the kind \(quote(lookup.matter(opens.matter)))", opens.clauses))
            for (id, handed) in opens.hands.sorted(by: { $0.key < $1.key }) {
                let fact: Fact? = lookup.fact(id)
                let name = quote(low(lookup.fact(id)))
                switch handed {
                case .value(let values):
                    words.append(
                        "There the answer to \(name) is \(quotes(values.map { lookup.value($0, of: fact?.domain) }, "and"))."
                    )
                case .fact(let here):
                    words.append(
                        "There the answer to \(name) is the one given here to \(quote(low(lookup.fact(here)))).")
                }
            }
        }
        if let playbook = step.restarts {
            words.append("The process \(quote(lookup.playbook(playbook))) begins again.")
        }
        if step.recordedByAnyone { words.append("Whoever was there may record it.") }
        return words
    }
}
