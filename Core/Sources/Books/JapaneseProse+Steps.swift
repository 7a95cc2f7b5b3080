import Rules

extension JapaneseProse {
    func write(_ playbook: Playbook) -> Draft {
        let matters = playbook.matters.map(lookup.matter)
        let place = matters.isEmpty ? "すべての案件" : quotes(matters) + "の案件"
        let begins = when(playbook.begins).map { JapaneseVerb.follow($0, "に") + "始まる" } ?? "案件が起きた時から行う"
        let words = "この対応手順は，\(place)において，\(begins)"
        return Draft(
            title: nil, sentence: sentence(words, playbook.clauses), lines: playbook.endings.map { line($0) })
    }

    func line(_ ending: Ending) -> Book.Line {
        let words = (when(ending.when).map { topic($0) + "，" } ?? "") + quote(lookup.words(ending.label, or: ending.id))
        return Book.Line(id: ending.id, clauses: ending.clauses, sentence: sentence(words + "として終わる", ending.clauses))
    }

    func write(_ step: Step) -> Draft {
        var verb = lookup.step(step.id)
        if !JapaneseVerb.isVerb(verb) { verb += "を行う" }
        var before: [String] = []
        if let each = step.each { before.append(self.each(each, in: step.inStates)) }
        let scope = Scope(item: step.each, register: lookup.register(behind: step.each))
        if let when = when(step.when, in: scope) { before.append(when) }
        before += [after(step.after), afterAny(step.afterAny)].compactMap(\.self)
        if let due = step.due, let words = limit(due, verb: verb) { before.append(words) }
        if let via = step.via {
            if let named = single(via).flatMap({ naming($0, in: verb, particles: ["を経て", "を通じて", "から"]) }) {
                verb = named
            } else {
                before.append(noun(via) + "を経て")
            }
        }
        if let to = step.to { address(to, in: &verb, before: &before) }
        if let use = step.paper { before.append(paper(use) + "により") }
        var words = subject(step.by) + (before + [verb]).joined(separator: "，")
        if step.may { words = subject(step.by) + (before + [may(verb)]).joined(separator: "，") }
        let rest = further(step)
        let (asked, lines) = asks(step.asks)
        return Draft(title: nil, sentence: sentence(words, step.clauses) + asked + rest, lines: lines)
    }

    /// The addressee, in the verb phrase when that names it, else before it.
    private func address(_ to: Choice, in verb: inout String, before: inout [String]) {
        let particles = ["に", "へ", "まで", "を", "あて"]
        if let name = single(to), let named = naming(name, in: verb, particles: particles) {
            verb = named
        } else {
            before.append(noun(to) + "に対し")
        }
    }

    /// The name of a choice that is one post or part and names no clause of its own.
    private func single(_ choice: Choice) -> String? {
        guard choice.clauses.isEmpty else { return nil }
        switch choice.shape {
        case .post, .part: return noun(choice)
        case .first(let rows):
            let rows = Self.live(rows)
            guard rows.count == 1, let row = rows.first, row.when == .always else { return nil }
            return single(row.choice)
        default: return nil
        }
    }

    private func may(_ verb: String) -> String {
        let (words, tail) = JapaneseVerb.parted(verb)
        return words + "ことができる" + tail
    }

    private func each(_ item: Name<ItemKind>, in states: [String]) -> String {
        let state = states.isEmpty ? "" : quotes(states.map { lookup.state($0, of: item) }) + "の"
        return state + lookup.item(item) + "ごとに"
    }

    /// How soon; nil when the verb phrase says it already.
    private func limit(_ due: Step.Due, verb: String) -> String? {
        switch due.limit {
        case .word(let id):
            let word = lookup.timing(id)
            return verb.contains(word) && due.clauses.isEmpty ? nil : word + cite(due.clauses)
        case .duration(let length): return "必要が生じてから\(duration(length))以内に" + cite(due.clauses)
        case .clock(let id): return quote(lookup.clock(id)) + "の満了までに" + cite(due.clauses)
        }
    }

    func paper(_ use: Step.PaperUse) -> String {
        let part = use.part.map { "の\(quote(lookup.part($0, of: use.paper)))の部" } ?? ""
        return "様式\(quote(lookup.paper(use.paper)))\(part)" + cite(use.clauses)
    }

    /// A question by its words; those that only state something become one.
    func question(_ id: Name<Fact>) -> String {
        let fact: Fact? = lookup.fact(id)
        let words: String = lookup.fact(id)
        let isStatement = JapaneseVerb.isVerb(words) || ["た", "ない", "いる"].contains { words.hasSuffix($0) }
        return quote(fact?.domain == .yesNo && isStatement ? words + "か" : words)
    }

    /// What the act must answer: in the sentence, or as lines when there is much of it.
    private func asks(_ asks: [Step.Ask]) -> (words: String, lines: [Book.Line]) {
        guard !asks.isEmpty else { return ("", []) }
        func words(_ ask: Step.Ask) -> String {
            let limit = when(ask.when).map { "（" + $0 + "に限る）" } ?? ""
            return question(ask.fact) + limit
        }
        guard asks.count > 3 else {
            return (sentence("その際，" + list(asks.map { words($0) + cite($0.clauses) }, "及び") + "に答える"), [])
        }
        let lines = asks.map { ask in
            Book.Line(id: ask.fact.text, clauses: ask.clauses, sentence: sentence(words(ask) + "に答える", ask.clauses))
        }
        return ("その際，次の確認事項に答える。", lines)
    }

    /// What else follows from the act.
    private func further(_ step: Step) -> String {
        var words: [String] = []
        let item = step.each.map { lookup.item($0) } ?? "対象"
        for target in step.moves.map(\.to).unique {
            let from = step.moves.filter { $0.to == target }.map { lookup.state($0.from, of: step.each) }
            let to = target.map { lookup.state($0, of: step.each) }
            words.append("これにより，\(item)は\(quotes(from))から\(quotes(to))に移る。")
        }
        if let part = step.names {
            words.append("\(step.asks.isEmpty ? "その際" : "また")，\(quote(lookup.who(part.text)))となる者を指名する。")
        }
        if let opens = step.opens {
            words.append(
                sentence("これにより，\(quote(lookup.matter(opens.matter)))の案件を新たに起こす", opens.clauses) + hands(opens))
        }
        if let playbook = step.restarts { words.append("これにより，対応手順「\(lookup.playbook(playbook))」を初めからやり直す。") }
        if step.recordedByAnyone { words.append("行ったことは，その場にいた者なら誰でも記録することができる。") }
        return words.joined()
    }

    private func hands(_ opens: Step.Opening) -> String {
        guard !opens.hands.isEmpty else { return "" }
        let words = opens.hands.sorted { $0.key < $1.key }.map { id, handed in
            let fact: Fact? = lookup.fact(id)
            switch handed {
            case .value(let values):
                let words = quotes(values.map { yesNo($0, fact?.domain) }, "及び")
                return quote(lookup.fact(id)) + "は" + words + "とする"
            case .fact(let here) where here == id: return quote(lookup.fact(id)) + "はここでの答えを引き継ぐ"
            case .fact(let here): return quote(lookup.fact(id)) + "は" + quote(lookup.fact(here)) + "の答えを引き継ぐ"
            }
        }
        return "その案件では，" + words.joined(separator: "，") + "。"
    }

    private func yesNo(_ value: String, _ domain: Domain?) -> String {
        guard domain == .yesNo else { return lookup.value(value, of: domain) }
        return value == "yes" ? "はい" : "いいえ"
    }
}
