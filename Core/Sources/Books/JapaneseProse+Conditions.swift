import Rules

extension JapaneseProse {
    /// A condition as a statement; nil when it always holds.
    func phrase(_ condition: Condition, in scope: Scope = Scope()) -> JapanesePhrase? {
        switch condition {
        case .always: nil
        case .all(let inner): JapanesePhrase.all(inner.flatMap(single).compactMap { member($0, in: scope) })
        case .any(let inner):
            isListOfSteps(inner) ? anyDone(inner) : JapanesePhrase.any(inner.compactMap { member($0, in: scope) })
        case .not(let inner): phrase(inner, in: scope)?.contrary
        case .unlessSure(let inner): phrase(inner, in: scope)?.unlessSure
        case .term(let id): JapanesePhrase(saying: lookup.term(id))
        case .fact(let id, let test): answer(id, test)
        case .done(let steps):
            JapanesePhrase.all(steps.map { JapanesePhrase(done: lookup.step($0)) })
        case .some, .every, .itemState, .column, .inRegister, .child: things(condition, in: scope)
        case .granted, .asked, .rejected, .way, .deviated, .filled, .written, .marked: papers(condition)
        default: events(condition)
        }
    }

    /// A condition among several: a term whose words hold a comma of their own stands in quotation marks.
    private func member(_ condition: Condition, in scope: Scope) -> JapanesePhrase? {
        switch condition {
        case .term(let id) where ["，", "又は", "かつ"].contains(where: lookup.term(id).contains):
            JapanesePhrase(verb: quote(lookup.term(id)) + "に当たる")
        case .not(let inner): member(inner, in: scope)?.contrary
        case .unlessSure(let inner): member(inner, in: scope)?.unlessSure
        default: phrase(condition, in: scope)
        }
    }

    /// The parts of a condition that all must hold, each step that is done for itself.
    private func single(_ condition: Condition) -> [Condition] {
        switch condition {
        case .all(let inner): inner.flatMap(single)
        case .done(let steps): steps.map { .done([$0]) }
        default: [condition]
        }
    }

    private func events(_ condition: Condition) -> JapanesePhrase {
        switch condition {
        case .begun(let id): past("対応手順「\(lookup.playbook(id))」が始ま", "った", "って")
        case .round(let id, let least):
            JapanesePhrase(noun: "対応手順「\(lookup.playbook(id))」が\(least)回目以降")
        case .ended(let id): past("\(quote(lookup.clock(id)))が満了し", "た", "て", until: "する")
        case .same(let parts):
            JapanesePhrase(noun: list(parts.map { lookup.who($0.text) }, "と") + "が同じ人")
        case .hour(let hours): JapanesePhrase(noun: hours == .office ? "執務時間内" : "執務時間外")
        case .openedAt(let hours):
            past("案件が\(hours == .office ? "執務時間内" : "執務時間外")に起こされ", "た", "て")
        default: JapanesePhrase(noun: "訓練")
        }
    }

    /// A statement of what has come about: the stem, its past and its て form.
    private func past(_ stem: String, _ past: String, _ te: String, until: String = "る") -> JapanesePhrase {
        let end = (until == "する" ? String(stem.dropLast()) : stem) + until
        return JapanesePhrase(
            plain: stem + past, joined: stem + te + "おり", until: end,
            negative: stem + te + "いない", negativeJoined: stem + te + "おらず")
    }

    private func papers(_ condition: Condition) -> JapanesePhrase {
        switch condition {
        case .granted(let id):
            let words = quoteUnlessPlain(lookup.gate(id.text))
            return JapanesePhrase(
                plain: words + "を得た", joined: words + "を得ており", until: words + "を得る", negative: words + "を得ていない",
                negativeJoined: words + "を得ておらず")
        case .asked(let id): return past(quoteUnlessPlain(lookup.gate(id.text)) + "を申請し", "た", "て", until: "する")
        case .rejected(let id): return past(quoteUnlessPlain(lookup.gate(id.text)) + "が退けられ", "た", "て")
        case .way(let id): return past(quote(lookup.way(id)) + "の扱いによ", "った", "って")
        case .deviated(let id):
            let rule = id.flatMap { $0 == "any" ? nil : quote(lookup.gate($0)) } ?? "禁止又は承認の定め"
            return past(rule + "に反する行為が現に行われ", "た", "て")
        case .filled(let paper, let field):
            return past("様式\(quote(lookup.paper(paper)))の\(quote(lookup.field(field, of: paper)))が記入され", "た", "て")
        case .marked(let paper, let mark):
            let words = "様式\(quote(lookup.paper(paper)))に\(quote(lookup.mark(mark, of: [paper])))の印が"
            return JapanesePhrase(plain: words + "ある", joined: words + "あり", negative: words + "ない")
        case .written(let paper): return past("様式\(quote(lookup.paper(paper)))が書かれ", "た", "て")
        default: return JapanesePhrase(noun: "")
        }
    }

    /// The words of an approval; quoted when they are a sentence.
    private func quoteUnlessPlain(_ words: String) -> String {
        ["承認", "許可", "指示", "同意", "決裁", "同意書", "命令"].contains { JapaneseVerb.parted(words).words.hasSuffix($0) }
            ? words : quote(words) + "についての承認"
    }

    private func things(_ condition: Condition, in scope: Scope) -> JapanesePhrase? {
        switch condition {
        case .some(let kind, let inner, let except):
            let what = (clause(inner, of: kind) ?? "") + lookup.item(kind) + self.except(except, of: kind)
            return JapanesePhrase(plain: what + "がある", joined: what + "があり", negative: what + "がない")
        case .every(let kind, let inner, let except):
            let subject = lookup.item(kind) + self.except(except, of: kind) + "のすべてが，"
            guard var phrase = phrase(inner, in: Scope(item: kind, register: lookup.register(behind: kind))) else {
                return JapanesePhrase(saying: lookup.item(kind) + "がある")
            }
            phrase.negative = ""
            return JapanesePhrase(
                plain: subject + phrase.plain, joined: subject + phrase.joined, until: subject + phrase.until,
                negative: subject + phrase.plain + "のではない")
        case .itemState(let states):
            return JapanesePhrase(noun: quotes(states.map { lookup.state($0, of: scope.item) }))
        case .column(let path, let test):
            let (names, domain) = lookup.columns(path, in: scope.register)
            let name = names.joined(separator: "の")
            return value(name, domain, test)
        case .inRegister(let register, let inner):
            let row = (phrase(inner, in: Scope(register: register))?.plain ?? "") + "記載で効力のあるもの"
            let words = row + "が台帳\(quote(lookup.register(register)))に"
            return JapanesePhrase(plain: words + "ある", joined: words + "あり", negative: words + "ない")
        case .child(let kind, let ending):
            let result = ending.map { quote(lookup.ending($0, of: kind)) + "で" } ?? ""
            return past("この案件から起こした\(quote(lookup.matter(kind)))の案件が\(result)終わ", "った", "って")
        default: return nil
        }
    }

    /// 「…である」 before the name of the item.
    private func clause(_ condition: Condition, of kind: Name<ItemKind>) -> String? {
        if case .itemState(let states) = condition { return quotes(states.map { lookup.state($0, of: kind) }) + "の" }
        return phrase(condition, in: Scope(item: kind, register: lookup.register(behind: kind)))?.plain
    }

    private func except(_ states: [String], of kind: Name<ItemKind>) -> String {
        states.isEmpty ? "" : "（" + quotes(states.map { lookup.state($0, of: kind) }) + "のものを除く）"
    }

    private func answer(_ id: Name<Fact>, _ test: ValueTest) -> JapanesePhrase {
        let fact: Fact? = lookup.fact(id)
        return value(lookup.fact(id), fact?.domain, test)
    }

    /// A test of an answer or a column.
    private func value(_ label: String, _ domain: Domain?, _ test: ValueTest) -> JapanesePhrase {
        let words = JapaneseVerb.parted(label).words
        let subject = words.hasSuffix("か") || label.contains("，") ? quote(label) : label
        switch test {
        case .oneOf(let values):
            if domain == .yesNo {
                guard values.count == 1 else { return value(label, domain, .known) }
                let isPlain = JapaneseVerb.isVerb(label) || ["か", "た", "い"].contains { words.hasSuffix($0) }
                let yes = isPlain ? JapanesePhrase(saying: label) : nil
                if let yes { return values == ["yes"] ? yes : yes.contrary }
                return JapanesePhrase(noun: subject + "が「\(values == ["yes"] ? "はい" : "いいえ")」")
            }
            if domain == .people || domain == .person {
                let held = subject + "に" + list(values.map(lookup.who)) + "が含まれ"
                return JapanesePhrase(
                    plain: held + "る", joined: held, negative: held + "ない", negativeJoined: held + "ず")
            }
            let chosen = quotes(values.map { lookup.value($0, of: domain) })
            guard domain?.isSeveral == true else { return JapanesePhrase(noun: subject + "が" + chosen) }
            let held = subject + "に" + chosen + "が含まれ"
            return JapanesePhrase(plain: held + "る", joined: held, negative: held + "ない", negativeJoined: held + "ず")
        case .none: return JapanesePhrase(noun: subject + "が「いずれでもない」")
        case .known:
            return JapanesePhrase(
                plain: subject + "が分かっている", joined: subject + "が分かっており", until: subject + "が分かる",
                negative: subject + "が分かっていない", negativeJoined: subject + "が分かっておらず")
        case .atLeast(let number): return JapanesePhrase(noun: subject + "が\(number)\(unit(of: domain))以上")
        case .below(let number): return JapanesePhrase(noun: subject + "が\(number)\(unit(of: domain))未満")
        }
    }

    private func unit(of domain: Domain?) -> String {
        guard case .number(let unit) = domain else { return "" }
        return self.unit(unit)
    }

    // MARK: Steps

    /// Whether every one of several conditions is that one step is done.
    func isListOfSteps(_ conditions: [Condition]) -> Bool {
        conditions.count > 1
            && conditions.allSatisfy { condition in
                if case .done(let steps) = condition { return steps.count == 1 }
                return false
            }
    }

    private func anyDone(_ conditions: [Condition]) -> JapanesePhrase {
        let steps = conditions.flatMap { condition in
            if case .done(let steps) = condition { return steps }
            return []
        }
        let words = quotes(steps.map(lookup.step)) + "のいずれかを"
        return JapanesePhrase(
            plain: words + "終えた", joined: words + "終えており", until: words + "終える", negative: words + "終えていない",
            negativeJoined: words + "終えておらず")
    }

    /// 「…した後」 of steps that must be done or not owed.
    func after(_ steps: [Name<Step>]) -> String? {
        switch steps.count {
        case 0: nil
        case 1: JapaneseVerb.follow(JapaneseVerb(lookup.step(steps[0])).past, "後")
        case 2:
            JapaneseVerb(lookup.step(steps[0])).joined + "，かつ，"
                + JapaneseVerb.follow(JapaneseVerb(lookup.step(steps[1])).past, "後")
        default: quotes(steps.map(lookup.step), "及び") + "を終えた後"
        }
    }

    /// 「…のいずれかを終えた後」.
    func afterAny(_ steps: [Name<Step>]) -> String? {
        guard steps.count > 1 else { return after(steps) }
        return quotes(steps.map(lookup.step)) + "のいずれかを終えた後"
    }
}
