import Rules

extension EnglishProse {
    /// A condition as a statement; nil when it always holds.
    func phrase(_ condition: Condition, in scope: Scope = Scope()) -> EnglishPhrase? {
        switch condition {
        case .always: nil
        case .all(let inner): EnglishPhrase.joined(inner.compactMap { phrase($0, in: scope) }, "and")
        case .any(let inner): EnglishPhrase.joined(inner.compactMap { phrase($0, in: scope) }, "or")
        case .not(let inner): phrase(inner, in: scope)?.contrary
        case .unlessSure(let inner): phrase(inner, in: scope)?.unlessSure
        case .term(let id): held(quote(low(lookup.term(id))))
        case .fact(let id, let test):
            value("the answer to \(quote(low(lookup.fact(id))))", (lookup.fact(id) as Fact?)?.domain, test)
        case .done(let steps): done(quotes(steps.map { low(lookup.step($0)) }, "and"), count: steps.count)
        case .some, .every, .itemState, .column, .inRegister, .child: things(condition, in: scope)
        case .granted, .asked, .rejected, .way, .deviated, .filled, .written, .marked: papers(condition)
        default: events(condition)
        }
    }

    private func held(_ words: String) -> EnglishPhrase { EnglishPhrase("\(words) holds", "\(words) does not hold") }

    private func done(_ words: String, count: Int = 1) -> EnglishPhrase {
        EnglishPhrase("\(words) \(count == 1 ? "is" : "are") done", "\(words) \(count == 1 ? "is" : "are") not done")
    }

    private func said(_ subject: String, _ rest: String, verb: String = "has", not: String = "has not") -> EnglishPhrase
    {
        EnglishPhrase("\(subject) \(verb) \(rest)", "\(subject) \(not) \(rest)")
    }

    private func being(_ subject: String, _ rest: String) -> EnglishPhrase {
        said(subject, rest, verb: "is", not: "is not")
    }

    private func events(_ condition: Condition) -> EnglishPhrase {
        switch condition {
        case .begun(let id): said("the process \(quote(lookup.playbook(id)))", "begun")
        case .round(let id, let least): being("the process \(quote(lookup.playbook(id)))", "in round \(least) or later")
        case .ended(let id): said("the time \(quote(lookup.clock(id)))", "run out")
        case .same(let parts): being(list(parts.map { who($0.text) }, "and"), "the same person")
        case .hour(let hours): being("it", hours == .office ? "within office hours" : "outside office hours")
        case .openedAt(let hours):
            said(
                "the matter", hours == .office ? "opened within office hours" : "opened outside office hours",
                verb: "was", not: "was not")
        default: being("it", "a drill")
        }
    }

    private func papers(_ condition: Condition) -> EnglishPhrase? {
        func gate(_ id: String) -> String { quote(low(lookup.gate(id))) }
        switch condition {
        case .granted(let id): return said(gate(id.text), "been granted")
        case .asked(let id): return said(gate(id.text), "been asked for")
        case .rejected(let id): return said(gate(id.text), "been refused")
        case .way(let id):
            return said("something", "done under \(quote(low(lookup.way(id))))", verb: "was", not: "was not")
        case .deviated(let id):
            let rule = id.flatMap { $0 == "any" ? nil : gate($0) } ?? "a prohibition or an approval"
            return said("something", "done in fact against \(rule)", verb: "was", not: "was not")
        case .filled(let paper, let field):
            return being("\(quote(lookup.field(field, of: paper))) of \(quote(lookup.paper(paper)))", "filled in")
        case .marked(let paper, let mark):
            return being(quote(lookup.paper(paper)), "marked \(quote(lookup.mark(mark, of: [paper])))")
        case .written(let paper): return being(quote(lookup.paper(paper)), "written")
        default: return nil
        }
    }

    private func things(_ condition: Condition, in scope: Scope) -> EnglishPhrase? {
        func inner(_ condition: Condition, _ kind: Name<ItemKind>) -> String {
            phrase(condition, in: Scope(item: kind, register: lookup.register(behind: kind))).map {
                " for which " + $0.words
            }
                ?? ""
        }
        func except(_ states: [String], _ kind: Name<ItemKind>) -> String {
            states.isEmpty ? "" : " (other than \(quotes(states.map { lookup.state($0, of: kind) })))"
        }
        switch condition {
        case .some(let kind, let condition, let states):
            let what = " \(low(lookup.item(kind)))\(except(states, kind))\(inner(condition, kind))"
            return EnglishPhrase("there is some\(what)", "there is no\(what)")
        case .every(let kind, let condition, let states):
            let subject = "every \(low(lookup.item(kind)))\(except(states, kind))"
            guard
                let phrase = phrase(condition, in: Scope(item: kind, register: lookup.register(behind: kind)))
            else { return EnglishPhrase("there is some \(low(lookup.item(kind)))", "there is none") }
            return EnglishPhrase("for \(subject) \(phrase.words)", "not for \(subject) \(phrase.words)")
        case .itemState(let states): return being("it", quotes(states.map { lookup.state($0, of: scope.item) }))
        case .column(let path, let test):
            let (names, domain) = lookup.columns(path, in: scope.register)
            return value(quotes(Array(names.reversed()), "of"), domain, test)
        case .inRegister(let register, let condition):
            let row = phrase(condition, in: Scope(register: register)).map { " in which " + $0.words } ?? ""
            let words = "row in force of the register \(quote(lookup.register(register)))\(row)"
            return EnglishPhrase("there is a \(words)", "there is no \(words)")
        case .child(let kind, let ending):
            let result = ending.map { " as \(quote(lookup.ending($0, of: kind)))" } ?? ""
            return said("the matter \(quote(lookup.matter(kind))) opened from here", "ended\(result)")
        default: return nil
        }
    }

    private func value(_ subject: String, _ domain: Domain?, _ test: ValueTest) -> EnglishPhrase {
        let unit: String = if case .number(let unit) = domain { " " + unit } else { "" }
        switch test {
        case .oneOf(let values):
            if domain == .yesNo {
                return EnglishPhrase(
                    "\(subject) is \(list(values))", "\(subject) is \(values == ["yes"] ? "no" : "yes")")
            }
            if domain == .people || domain == .person {
                let persons = list(values.map(who))
                return EnglishPhrase("\(subject) names \(persons)", "\(subject) does not name \(persons)")
            }
            let words = quotes(values.map { low(lookup.value($0, of: domain)) })
            return domain?.isSeveral == true
                ? EnglishPhrase("\(subject) includes \(words)", "\(subject) does not include \(words)")
                : being(subject, words)
        case .none: return being(subject, "“none”")
        case .known: return being(subject, "known")
        case .atLeast(let number): return being(subject, "\(number)\(unit) or more")
        case .below(let number): return being(subject, "less than \(number)\(unit)")
        }
    }

    /// “after …” of steps that must be done or not owed.
    func after(_ steps: [Name<Step>]) -> String? {
        steps.isEmpty ? nil : "after " + quotes(steps.map { low(lookup.step($0)) }, "and")
    }

    func afterAny(_ steps: [Name<Step>]) -> String? {
        steps.isEmpty ? nil : "after one of " + quotes(steps.map { low(lookup.step($0)) })
    }

    // MARK: Who

    func noun(_ choice: Choice) -> String {
        let words: String
        switch choice.shape {
        case .post(let post, let unit):
            let name = who(post.text)
            switch unit {
            case nil: words = name
            case .items: words = name + " of the \(low(lookup.unit(of: post) ?? "unit")) of the items"
            case .part(let part): words = name + " of the \(low(lookup.unit(of: post) ?? "unit")) of \(who(part.text))"
            }
        case .part(let part): words = who(part.text)
        case .anyone: words = "anyone"
        case .anyOf(let choices): words = list(choices.map(noun))
        case .eachOf(let choices):
            words = (choices.count > 1 ? "each of " : "") + list(choices.map(noun), "and")
        case .allOf(let choices):
            words = list(choices.map(noun), "and") + (choices.count > 1 ? " together" : "")
        case .first(let rows):
            let rows = JapaneseProse.live(rows)
            guard rows.count > 1 || rows.first.map({ $0.when != .always }) == true else {
                return (rows.first.map { noun($0.choice) } ?? "") + cite(choice.clauses)
            }
            words = rows.map { row in
                noun(row.choice) + " " + (when(row.when) ?? "otherwise")
            }.joined(separator: "; ")
        }
        return words + cite(choice.clauses)
    }

    /// Whether a choice is said row by row.
    func isByRow(_ choice: Choice) -> Bool {
        guard case .first(let rows) = choice.shape else { return false }
        return JapaneseProse.live(rows).contains { $0.when != .always }
    }

    /// Who, inside a sentence: rows stand in brackets.
    func actor(_ choice: Choice) -> String {
        isByRow(choice) ? "the one who is meant here [\(noun(choice))]" : noun(choice)
    }
}
