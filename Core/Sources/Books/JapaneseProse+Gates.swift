import Rules

extension JapaneseProse {
    func write(_ forbid: Forbid) -> Draft {
        let deed = JapaneseVerb(self.deed(forbid.selectors, under: forbid.playbook))
        var words: [String] = []
        if let when = when(forbid.when) { words.append(topic(when)) }
        if let until = forbid.until, let phrase = phrase(until) {
            words.append(JapaneseVerb.follow(phrase.until, "まで"))
        }
        let (te, tail) = JapaneseVerb.parted(deed.te)
        words.append(te + "はならない" + tail)
        var sentence = sentence(words.joined(separator: "，"), forbid.clauses)
        if forbid.warns { sentence += "これに反するときも，拒まず，警告し，なお行ったときはその旨を記録する。" }
        return Draft(
            title: lookup.words(forbid.label, or: forbid.id.text), sentence: sentence,
            lines: forbid.ways.map { line($0, under: forbid.playbook, "この限りでない") })
    }

    /// A way as the proviso under its gate.
    private func line(_ way: Way, under playbook: Name<Playbook>?, _ consequence: String) -> Book.Line {
        var words = "ただし，"
        if let when = when(way.when) { words += JapaneseVerb.follow(when, "に，") }
        if let register = way.cites {
            words += "台帳\(quote(lookup.register(register)))の記載で効力のあるものを示して"
        } else {
            words += quote(lookup.words(way.label, or: way.id.text)) + "として"
        }
        words += JapaneseVerb.follow(way.only.isEmpty ? "行う" : deed(way.only, under: playbook), "とき")
        words = topic(words) + "，" + consequence
        var sentence = sentence(words, way.clauses)
        if !way.owes.isEmpty { sentence += "この場合には，事後に\(quotes(way.owes.map(lookup.step), "及び"))を行う。" }
        return Book.Line(id: way.id.text, clauses: way.clauses, sentence: sentence)
    }

    func write(_ approval: Approval) -> Draft {
        var before: [String] = []
        if let when = when(approval.when) { before.append(when) }
        if let after = after(approval.after) { before.append(after) }
        let about = approval.paper.map { paper($0) + "について" }
        if let about { before.append(about) }
        before.append("承認を申請" + (approval.may ? "することができる" : "する"))
        var words = sentence(subject(approval.askedBy) + before.joined(separator: "，"), approval.clauses)
        let rows = rows(of: approval.givenBy)
        words += rows.isEmpty ? sentence("承認は，" + givers(approval.givenBy)) : "承認を行う者は，次のとおりとする。"
        if !approval.notBy.isEmpty {
            words += sentence(list(approval.notBy.map(person)) + "は，承認することができない")
        } else {
            words += "申請した本人も，承認することができる。"
        }
        if !approval.different, case .allOf = approval.givenBy.shape { words += "同じ人が兼ねて承認してもよい。" }
        if !approval.before.isEmpty {
            let deed = JapaneseVerb(self.deed(approval.before, under: approval.playbook))
            let (te, tail) = JapaneseVerb.parted(deed.te)
            let scope = when(approval.when).map { _ in "この場合には，" } ?? ""
            words += sentence(scope + "この承認を得るまで，" + te + "はならない" + tail)
        }
        if !approval.through.isEmpty {
            words += sentence(
                "承認に先立ち，" + approval.through.map(noun).joined(separator: "，")
                    + (approval.through.count > 1 ? "の順に" : "に") + "回議する")
        }
        if !approval.shownTo.isEmpty { words += sentence("承認の後，" + list(approval.shownTo.map(noun), "及び") + "に供覧する") }
        if !approval.redo.isEmpty {
            words += sentence("差し戻されたときは，" + quotes(approval.redo.map(lookup.step), "及び") + "をやり直す")
        }
        return Draft(
            title: lookup.words(approval.label, or: approval.id.text), sentence: words,
            lines: rows + approval.ways.map { line($0, under: approval.playbook, "この承認を要しない") })
    }

    /// Those who give it as lines of their own, when there are many rows.
    private func rows(of choice: Choice) -> [Book.Line] {
        guard case .first(let rows) = choice.shape, Self.live(rows).count > 3 else { return [] }
        return Self.live(rows).enumerated().map { index, row in
            let clauses = row.choice.clauses
            let giver = noun(Choice(row.choice.shape))
            return Book.Line(
                id: "given-by/\(index)", clauses: row.choice.deepClauses,
                sentence: sentence(whenTopic(row.when) + "，" + giver + "が行う", clauses))
        }
    }

    /// Who gives it: row by row where it depends.
    private func givers(_ choice: Choice) -> String {
        guard case .first(let rows) = choice.shape else { return noun(choice) + "が行う" }
        let live = Self.live(rows)
        guard live.count > 1 || live.first.map({ $0.when != .always }) == true else { return noun(choice) + "が行う" }
        let words = live.map { row in whenTopic(row.when) + noun(row.choice) + "が" }
        return words.joined(separator: "，") + "行う" + cite(choice.clauses)
    }

    private func person(_ id: String) -> String {
        switch id {
        case "asker": "申請した本人"
        case "author": "起案した本人"
        default: lookup.who(id) + "である本人"
        }
    }

    // MARK: Acts

    /// The acts that selectors choose, as one verb phrase; the playbook under whose heading it stands goes unsaid.
    func deed(_ selectors: [Selector], under playbook: Name<Playbook>? = nil) -> String {
        let verbs = selectors.map { deed($0, under: playbook) }
        guard let last = verbs.last, verbs.count > 1 else { return verbs.first ?? "行為をする" }
        return verbs.dropLast().map { JapaneseVerb($0).joined }.joined(separator: "，") + "，又は" + last
    }

    private func deed(_ selector: Selector, under playbook: Name<Playbook>?) -> String {
        if selector.close { return "案件を終わらせる" }
        var attributes: [String] = []
        if !selector.playbooks.isEmpty, selector.playbooks != [playbook] {
            attributes.append("対応手順" + quotes(selector.playbooks.map(lookup.playbook)) + "において")
        }
        let isNamed = !selector.to.isEmpty && selector.to.allSatisfy(isOutside)
        if selector.reachesOutside, !isNamed { attributes.append("外部に対し") }
        if !selector.to.isEmpty { attributes.append(list(selector.to.map(lookup.who)) + "に対し") }
        var means: [String] = []
        if !selector.marks.isEmpty {
            means.append(quotes(selector.marks.map { lookup.mark($0, of: selector.papers) }) + "の印のある")
        }
        if !selector.papers.isEmpty { means.append("様式" + quotes(selector.papers.map(lookup.paper))) }
        if !means.isEmpty, selector.papers.isEmpty { means.append("書面") }
        let verb: String
        if let step = selector.steps.first, selector.steps.count == 1 {
            let label = lookup.step(step)
            verb = JapaneseVerb.isVerb(label) ? label : label + "を行う"
        } else if !selector.steps.isEmpty {
            verb = quotes(selector.steps.map(lookup.step)) + "を行う"
        } else if !selector.acts.isEmpty {
            verb = quotes(selector.acts.map(lookup.act)) + "行為をする"
        } else {
            guard means.isEmpty else { return (attributes + [means.joined() + "を出す"]).joined(separator: "，") }
            verb = "連絡その他の行為をする"
        }
        if !means.isEmpty { attributes.append(means.joined() + "により") }
        return (attributes + [verb]).joined(separator: "，")
    }

    private func isOutside(_ id: String) -> Bool { rulebook.posts.contains { $0.id.text == id && $0.outside } }

    // MARK: Clocks

    func write(_ clock: Clock) -> Draft {
        let label = quote(lookup.words(clock.label, or: clock.id.text))
        var words: String
        if let fact = clock.until {
            words = sentence("\(label)は，\(quote(lookup.fact(fact)))の答えの時に満了する", clock.clauses)
        } else {
            words = sentence(
                "\(label)は，\(starts(clock))から\(clock.lasts.map(duration) ?? "")とする", clock.clauses)
        }
        switch clock.counting {
        case .daysFirstOut: words += "初日は算入せず，末日の終わりに満了する。"
        case .daysFirstInRolled: words += "初日を算入し，末日が休日に当たるときは，その翌開庁日に満了する。"
        case .hours: words += "時間を単位として数える。"
        case .toInstant: break
        }
        words += clock.kind == .wait ? "満了するまでは，その満了を条件とする行為をしない。" : "満了するまでに行うべき期限である。"
        if let stops = clock.stops, let when = when(stops) { words += topic(when) + "，進行を止め，満了しない。" }
        if !clock.beside.isEmpty { words += "\(clock.beside)による期間は，並べて示し，これに通算しない。" }
        if let period = clock.period {
            words += "\(quote(lookup.period(period)))（\(period)）による期間は，並べて示し，これに通算しない。"
        }
        return Draft(title: nil, sentence: words)
    }

    func write(_ period: Period) -> Draft {
        let name = quote(lookup.words(period.label, or: period.id.text))
        let rows = period.rows.map { row in
            let days = row.from + "から" + (row.to.isEmpty ? "" : row.to + "まで")
            let counted =
                switch row.counting {
                case .daysFirstOut: "（初日不算入）"
                case .daysFirstInRolled: "（初日算入，末日が休日ならば翌開庁日）"
                case .hours, .toInstant: ""
                }
            return "\(days)は\(duration(row.lasts))\(counted)（\(row.source)，\(row.checkedOn)確認）"
        }
        return Draft(title: nil, sentence: sentence("\(name)は，\(rows.joined(separator: "，"))とする", period.clauses))
    }

    private func starts(_ clock: Clock) -> String {
        func words(_ start: Clock.Start) -> String {
            switch start.source {
            case .done(let step): JapaneseVerb.follow(JapaneseVerb(lookup.step(step)).past, "時") + cite(start.clauses)
            case .fact(let fact): quote(lookup.fact(fact)) + "の答えの時" + cite(start.clauses)
            }
        }
        let all = clock.starts.map(words)
        guard all.count > 1 else { return all.first ?? "" }
        switch clock.takes {
        case .later: return list(all, "と") + "のうち遅い方"
        case .earlier: return list(all, "と") + "のうち早い方"
        case .start(let id): return clock.starts.first { $0.id == id }.map(words) ?? ""
        }
    }
}
