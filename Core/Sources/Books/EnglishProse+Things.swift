import Rules

extension EnglishProse {
    func write(_ post: Post) -> Draft {
        let name = quote(lookup.words(post.label, or: post.id.text))
        let unit = post.perUnit.map { _ in ", one for each \(low(lookup.unit(of: post.id) ?? "unit"))" } ?? ""
        let holder: String
        if post.outside {
            holder = "is outside the organisation"
        } else if let other = post.heldBy {
            holder = "is held by \(who(other.text))"
        } else {
            holder = "is held by " + (post.holder.isEmpty ? "whom the organisation names" : post.holder)
        }
        var text = [sentence("\(name) \(holder)\(unit)", post.clauses)]
        if let superior = post.superior { text.append("The post above is \(who(superior.text)).") }
        if !post.standIns.isEmpty {
            text.append("When absent, \(list(post.standIns.map { who($0.text) }, "then")) may stand in.")
        }
        if !post.sees { text.append("Being addressed does not open the matter to it.") }
        if let recorder = post.recordedBy { text.append("What it does is recorded by \(who(recorder.text)).") }
        return Draft(title: nil, sentence: text.joined(separator: " "))
    }

    func write(_ part: Part) -> Draft {
        let name = quote(lookup.words(part.label, or: part.id.text))
        let words =
            switch part.binding {
            case .opening: "is the person who opens the matter, or whom the opening names"
            case .named: "is the person whom a step names"
            case .rule(let choice): "is " + noun(choice)
            }
        var text = [sentence("\(name) \(words)", part.clauses)]
        if let excludes = part.excludes {
            text.append(sentence("Whoever it is loses sight of the matter", excludes.clauses))
        }
        return Draft(title: nil, sentence: text.joined(separator: " "))
    }

    func write(_ fact: Fact) -> Draft {
        let name = quote(lookup.words(fact.label, or: fact.id.text))
        let options = fact.domain.options
        let isListed = options.count > 6 || options.contains { !$0.clauses.isEmpty }
        let how = answering(fact.domain, isListed: isListed)
        let each = fact.per.map { ", for each \(low(lookup.item($0)))" } ?? ""
        var text: [String]
        switch (fact.askedOf, fact.fromAnyone) {
        case (let choice?, true):
            text = [
                sentence("\(name) may be answered by anyone \(how)\(each)", fact.clauses),
                "An answer by \(actor(choice)) prevails.",
            ]
        case (let choice?, false):
            text = [sentence("\(name) is answered by \(actor(choice)) \(how)\(each)", fact.clauses)]
        case (nil, _): text = [sentence("\(name) may be answered by anyone \(how)\(each)", fact.clauses)]
        }
        if let excludes = fact.excludes {
            text.append(sentence("Whoever is named loses sight of the matter", excludes.clauses))
        }
        if fact.made { text.append("It can be brought about as well as found.") }
        let lines = options.map { option in
            Book.Line(
                id: option.id, clauses: option.clauses,
                sentence: sentence(quote(lookup.words(option.label, or: option.id)), option.clauses))
        }
        return Draft(title: nil, sentence: text.joined(separator: " "), lines: isListed ? lines : [])
    }

    private func answering(_ domain: Domain, isListed: Bool) -> String {
        switch domain {
        case .yesNo: return "with yes or no"
        case .choice(let options, let several):
            let words = isListed ? "the following" : quotes(options.map { lookup.words($0.label, or: $0.id) })
            return (several ? "with any number of " : "with one of ") + words
        case .number(let unit): return "with a number of \(unit)"
        case .text: return "in words"
        case .instant: return "with a date and time"
        case .date: return "with a date"
        case .person, .people: return "with a name"
        case .row(let register): return "with a row of the register \(quote(lookup.register(register)))"
        }
    }

    func write(_ term: Term) -> Draft {
        let name = quote(lookup.words(term.label, or: term.id.text))
        let words = phrase(term.condition)?.words ?? "anything"
        return Draft(title: nil, sentence: sentence("\(name) means that \(words)", term.clauses))
    }

    func write(_ act: Act) -> Draft {
        var words: [String] = []
        if !act.kinds.isEmpty { words.append("is a way to \(list(act.kinds.map { low(lookup.act($0)) }, "and to"))") }
        if act.reachesOutside { words.append("goes to the outside whoever is addressed") }
        if act.needsStep { words.append("is done only where a process provides for it") }
        if words.isEmpty { words.append("is a word for an act") }
        return Draft(
            title: nil,
            sentence: sentence(quote(lookup.words(act.label, or: act.id.text)) + " " + list(words, "and"), act.clauses))
    }

    func write(_ timing: TimingWord) -> Draft {
        let name = quote(lookup.words(timing.label, or: timing.id.text))
        return Draft(
            title: nil, sentence: sentence("how long \(name) is, the organisation sets as a target", timing.clauses))
    }

    func write(_ matter: MatterKind) -> Draft {
        let name = quote(lookup.words(matter.label, or: matter.id.text))
        var text = [sentence("a matter of the kind \(name) may be opened by \(actor(matter.openedBy))", matter.clauses)]
        if let part = matter.applicant { text.append("Whoever opens it is \(who(part.text)).") }
        if !matter.items.isEmpty { text.append("It lists items of the kind \(quotes(matter.items.map(lookup.item))).") }
        if !matter.playbooks.isEmpty {
            text.append("Its processes are \(quotes(matter.playbooks.map(lookup.playbook), "and")).")
        }
        return Draft(title: nil, sentence: text.joined(separator: " "), lines: matter.endings.map { line($0) })
    }

    func write(_ item: ItemKind) -> Draft {
        let name = quote(lookup.words(item.label, or: item.id.text))
        let source = item.register.map { " comes from the register \(quote(lookup.register($0))) and" } ?? ""
        let states = quotes(item.states.map { lookup.words($0.label, or: $0.id) })
        let first = item.states.first.map { ", at first \(quote(lookup.words($0.label, or: $0.id)))" } ?? ""
        return Draft(
            title: nil,
            sentence: sentence(
                "each \(name)\(source) is \(states)\(first)", item.clauses + item.states.flatMap(\.clauses)))
    }

    func write(_ notice: Notice) -> Draft {
        var words = lookup.words(notice.label, or: "")
        if words.isEmpty {
            words = notice.clauses.compactMap { lookup.clauses[$0] }.map { lookup.words($0.label, or: $0.id.text) }
                .joined(separator: " ")
        }
        if words.hasSuffix(".") { words = String(words.dropLast()) }
        let place =
            switch notice.place {
            case .step(let id): "the step \(quote(low(lookup.step(id))))"
            case .playbook(let id): "the process \(quote(lookup.playbook(id)))"
            case .paper(let id): "the paper \(quote(lookup.paper(id)))"
            case .fact(let id): "the question \(quote(low(lookup.fact(id))))"
            case .register(let id): "the register \(quote(lookup.register(id)))"
            case .matter(let id): "matters of the kind \(quote(lookup.matter(id)))"
            }
        let when = when(notice.when).map { " " + $0 } ?? ""
        return Draft(title: nil, sentence: "[Notice shown at \(place)\(when)] " + sentence(words, notice.clauses))
    }

    func write(_ reading: Reading, adopted: String?) -> Draft {
        let question = quote(lookup.words(reading.label, or: reading.id.text))
        guard !reading.choices.isEmpty else {
            let why = low(lookup.words(reading.untouched, or: ""))
            return Draft(title: nil, sentence: sentence("as to \(question): \(why)", reading.clauses))
        }
        let taken = adopted ?? reading.standard
        let choices = reading.choices.map { lookup.words($0.label, or: $0.id) }
        let adopted = lookup.words(reading.choices.first { $0.id == taken }?.label, or: taken)
        var text = sentence("as to \(question), one may read \(quotes(choices))", reading.clauses)
        text += " Adopted here: \(quote(adopted))."
        let why = lookup.words(reading.because, or: "")
        if !why.isEmpty, taken == reading.standard { text += " Because: \(why)." }
        return Draft(title: nil, sentence: text)
    }

    func write(_ clause: Clause.ID, repeats original: Clause.ID) -> Draft {
        let numbers = lookup.numbers([clause]) + lookup.numbers([original])
        return Draft(title: nil, sentence: numbers.joined(separator: " merely repeats ") + ".")
    }
}
