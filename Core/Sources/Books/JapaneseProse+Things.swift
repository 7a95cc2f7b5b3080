import Rules

extension JapaneseProse {
    func write(_ post: Post) -> Draft {
        let name = quote(lookup.words(post.label, or: post.id.text))
        var words: [String] = []
        if post.outside {
            words.append("外部の者とする")
        } else if let holder = post.heldBy {
            words.append("\(lookup.who(holder.text))が務める")
        } else if post.holder == post.label.ja, !post.holder.isEmpty {
            words.append("その職にある者とする")
        } else if !post.holder.isEmpty {
            words.append("\(post.holder)をもって充てる")
        } else {
            words.append("組織が別に定める者をもって充てる")
        }
        if post.perUnit != nil { words[0] = (lookup.unit(of: post.id) ?? "部署") + "ごとに置き，" + words[0] }
        var text = sentence(name + "は，" + words[0], post.clauses)
        if let superior = post.superior { text += "上位の職は\(lookup.who(superior.text))とする。" }
        if !post.standIns.isEmpty {
            text +=
                "不在のときは，\(post.standIns.map { lookup.who($0.text) }.joined(separator: "，"))"
                + (post.standIns.count > 1 ? "の順に" : "が") + "代わることができる。"
        }
        if !post.sees { text += "宛先となるだけでは案件を閲覧することができない。" }
        if let recorder = post.recordedBy { text += "その行為は，\(lookup.who(recorder.text))が記録する。" }
        return Draft(title: nil, sentence: text)
    }

    func write(_ part: Part) -> Draft {
        let name = quote(lookup.words(part.label, or: part.id.text))
        let words =
            switch part.binding {
            case .opening: "は，案件を起こす者又は起こすときに指名された者とする"
            case .named: "は，対応手順の中で指名された者とする"
            case .rule(let choice): "は，" + roleHolder(choice) + "とする"
            }
        var text = sentence(name + words, part.clauses)
        if let excludes = part.excludes { text += sentence("その者は，案件を閲覧することができない", excludes.clauses) }
        return Draft(title: nil, sentence: text)
    }

    private func roleHolder(_ choice: Choice) -> String {
        guard case .first(let rows) = choice.shape else { return noun(choice) }
        let live = Self.live(rows)
        guard live.count > 1 || live.first.map({ $0.when != .always }) == true else { return noun(choice) }
        return live.map { whenTopic($0.when) + noun($0.choice) }.joined(separator: "，") + cite(choice.clauses)
    }

    func write(_ fact: Fact) -> Draft {
        let name = question(fact.id)
        let options = fact.domain.options
        let isListed = options.count > 6 || options.contains { !$0.clauses.isEmpty }
        let how = answering(fact.domain, isListed: isListed)
        let each = fact.per.map { lookup.item($0) + "ごとに，" } ?? ""
        var text: String
        switch (fact.askedOf, fact.fromAnyone) {
        case (let choice?, true):
            text = sentence("\(name)は，\(each)誰でも\(how)答えることができる", fact.clauses)
            text += "\(noun(choice))が答えたときは，その答えによる。"
        case (let choice?, false): text = sentence("\(name)は，\(each)\(noun(choice))が\(how)答える", fact.clauses)
        case (nil, _): text = sentence("\(name)は，\(each)誰でも\(how)答えることができる", fact.clauses)
        }
        if let excludes = fact.excludes { text += sentence("その者は，案件を閲覧することができない", excludes.clauses) }
        if fact.made { text += "確かめるほか，処置をしてその状態にすることもできる。" }
        return Draft(title: nil, sentence: text, lines: isListed ? lines(options) : [])
    }

    private func lines(_ options: [Domain.Option]) -> [Book.Line] {
        options.map { option in
            let words = quote(lookup.words(option.label, or: option.id))
            return Book.Line(id: option.id, clauses: option.clauses, sentence: words + cite(option.clauses))
        }
    }

    /// The manner of an answer.
    private func answering(_ domain: Domain, isListed: Bool) -> String {
        switch domain {
        case .yesNo: return "はい・いいえで"
        case .choice(let options, let several):
            let words = isListed ? "次のうち" : quotes(options.map { lookup.words($0.label, or: $0.id) }, "，") + "のうち"
            return words + (several ? "当てはまるものをすべて（なければその旨を）" : "一つを選んで")
        case .number(let unit): return "数（\(self.unit(unit))）で"
        case .text: return "文で"
        case .instant: return "日時で"
        case .date: return "日付で"
        case .person, .people: return "人の名で"
        case .row(let register): return "台帳\(quote(lookup.register(register)))の記載を選んで"
        }
    }

    func write(_ term: Term) -> Draft {
        let name = quote(lookup.words(term.label, or: term.id.text))
        let words = when(term.condition) ?? "常に当てはまること"
        return Draft(title: nil, sentence: sentence("\(name)とは，\(words)をいう", term.clauses))
    }

    func write(_ act: Act) -> Draft {
        let name = quote(lookup.words(act.label, or: act.id.text))
        var words: [String] = []
        if !act.kinds.isEmpty { words.append(quotes(act.kinds.map(lookup.act), "及び") + "ことの一つであり") }
        if act.reachesOutside { words.append("相手を問わず外部に及ぶ行為であり") }
        if act.needsStep { words.append("対応手順に根拠のある場合に限り行うことができる行為であり") }
        var text = words.joined(separator: "，")
        text = text.isEmpty ? "この規則で用いる行為の言葉である" : String(text.dropLast(3)) + "である"
        return Draft(title: nil, sentence: sentence(name + "は，" + text, act.clauses))
    }

    func write(_ timing: TimingWord) -> Draft {
        let name = quote(lookup.words(timing.label, or: timing.id.text))
        return Draft(title: nil, sentence: sentence(name + "がどれだけの時間をいうかは，組織が目安を定める", timing.clauses))
    }

    func write(_ matter: MatterKind) -> Draft {
        let name = quote(lookup.words(matter.label, or: matter.id.text))
        let opener =
            switch matter.openedBy.shape {
            case .anyone: "誰でも"
            default: noun(matter.openedBy) + "が"
            }
        var text = sentence(name + "の案件は，" + opener + "起こすことができる", matter.clauses)
        if let part = matter.applicant { text += "起こした者は，\(quote(lookup.who(part.text)))となる。" }
        if !matter.items.isEmpty { text += "\(list(matter.items.map(lookup.item), "及び"))を対象として並べる。" }
        if !matter.playbooks.isEmpty { text += "行う対応手順は，\(quotes(matter.playbooks.map(lookup.playbook), "及び"))とする。" }
        return Draft(title: nil, sentence: text, lines: matter.endings.map { line($0) })
    }

    func write(_ item: ItemKind) -> Draft {
        let name = quote(lookup.words(item.label, or: item.id.text))
        let source = item.register.map { "台帳\(quote(lookup.register($0)))の記載から選び，" } ?? ""
        let states = quotes(item.states.map { lookup.words($0.label, or: $0.id) }, "，")
        let first = item.states.first.map { "初めは\(quote(lookup.words($0.label, or: $0.id)))とする。" } ?? ""
        let clauses = item.clauses + item.states.flatMap(\.clauses)
        return Draft(
            title: nil, sentence: sentence("\(name)は，\(source)一つずつ，\(states)のいずれかの状態にある", clauses) + first)
    }

    func write(_ notice: Notice) -> Draft {
        var words = lookup.words(notice.label, or: "")
        if words.isEmpty {
            words = notice.clauses.compactMap { lookup.clauses[$0] }.map { lookup.words($0.label, or: $0.id.text) }
                .joined(separator: "。")
        }
        if words.hasSuffix("。") { words = String(words.dropLast()) }
        let place =
            switch notice.place {
            case .step(let id): quote(lookup.step(id)) + "とき"
            case .playbook(let id): "対応手順「\(lookup.playbook(id))」"
            case .paper(let id): "様式\(quote(lookup.paper(id)))"
            case .fact(let id): "確認事項\(quote(lookup.fact(id)))"
            case .register(let id): "台帳\(quote(lookup.register(id)))"
            case .matter(let id): "\(quote(lookup.matter(id)))の案件"
            }
        let when = when(notice.when).map { "，" + $0 } ?? ""
        return Draft(title: nil, sentence: sentence("〔\(place)\(when)に示す注意〕" + words, notice.clauses))
    }

    func write(_ reading: Reading, adopted: String?) -> Draft {
        let question = quote(lookup.words(reading.label, or: reading.id.text))
        guard !reading.choices.isEmpty else {
            let why = lookup.words(reading.untouched, or: "")
            return Draft(title: nil, sentence: sentence("\(question)については，\(why)", reading.clauses))
        }
        let choices = reading.choices.map { lookup.words($0.label, or: $0.id) }
        let taken = adopted ?? reading.standard
        let adopted = lookup.words(reading.choices.first { $0.id == taken }?.label, or: taken)
        var text = sentence("\(question)については，\(quotes(choices, "と"))の読み方がある", reading.clauses)
        text += "ここでは\(quote(adopted))を採る。"
        let why = lookup.words(reading.because, or: "")
        if !why.isEmpty, taken == reading.standard { text += "理由：\(why)。" }
        return Draft(title: nil, sentence: text)
    }

    func write(_ clause: Clause.ID, repeats original: Clause.ID) -> Draft {
        let numbers = lookup.numbers([clause]) + lookup.numbers([original])
        return Draft(title: nil, sentence: "\(numbers.joined(separator: "は，"))を繰り返したものであり，別に働かない。")
    }
}
