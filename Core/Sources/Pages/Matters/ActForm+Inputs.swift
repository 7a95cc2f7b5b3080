import Engine
import Notation
import ReadModels
import Rules

extension ActForm {
    private typealias Says = Phrases.Matters

    func say(_ label: Label) -> String { words.pick(label) }

    /// *Not known yet* and *none of them*, as forms send them: no name of a rulebook begins with these.
    static let notKnown = "?"
    static let none = "-"

    func makeGroups() -> [Group] {
        switch key {
        case .act: stepGroups() + [gateGroup(), whenGroup(), inFactGroup()]
        case .each: parts.isEmpty ? [] : [partsGroup(), whenGroup()]
        case .pass, .read: [Group(inputs: [textInput()]), whenGroup()]
        case .ask: askGroups() + [whenGroup()]
        case .decide: [decisionGroup(), whenGroup()]
        case .answer(let id, let item):
            [Group(inputs: program.fact(id).map { factInputs($0, item: item, required: true) } ?? [])]
                + [Group(inputs: [textInput()] + postInputs()), whenGroup()]
        case .enter(let id): paperGroups(.init(paper: id), requiring: []) + [Group(inputs: postInputs()), whenGroup()]
        case .add(let id): [addGroup(id), whenGroup()]
        case .free: [freeGroup(), gateGroup(), whenGroup(), inFactGroup()]
        case .verb(let verb): [verbGroup(verb), whenGroup()]
        }
    }

    // MARK: A step

    func stepGroups() -> [Group] {
        guard let step else { return [] }
        var first = Group()
        let asked = Set(duties.flatMap(\.asks))
        for ask in step.asks {
            guard let fact = program.fact(ask.fact) else { continue }
            let name = "fact.\(ask.fact)"
            guard asked.contains(ask.fact) || demanded.contains(ask.fact.text) || entered.names.contains(name) else {
                continue
            }
            first.inputs += factInputs(fact, item: fact.per == nil ? nil : item, required: true)
        }
        if let part = step.names {
            first.inputs.append(
                Input(
                    "name.\(part)", words.post(part.text), hint: say(Says.nameHint), required: true,
                    shape: .select(people), values: values("name.\(part)")))
        }
        let addressees = duties.flatMap(\.to).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        if addressees.count > 1 {
            first.inputs.append(
                Input(
                    "to", say(Says.to), hint: say(Says.toHint),
                    shape: .checks(addressees.map { .init($0, words.addressee($0)) }), values: values("to")))
        }
        if let item = matter.items.first(where: { $0.id == item }),
            let move = step.moves.first(where: { $0.from == item.state }), move.to.count > 1
        {
            let states = program.itemKind(item.kind)?.states ?? []
            first.inputs.append(
                Input(
                    "moves", say(Says.moves), required: true,
                    shape: .radio(
                        move.to.map { id in .init(id, label(states.first { $0.id == id }?.label, or: id)) }),
                    values: values("moves")))
        }
        let papers = step.paper.map { paperGroups($0, requiring: Set(duties.flatMap(\.missing))) } ?? []
        return [first] + papers + [Group(inputs: [textInput()])]
    }

    // MARK: Papers

    /// The fields of a paper, or of one part of it, as they stand in the newest version.
    func paperGroups(_ use: Step.PaperUse, requiring missing: Set<Name<Field>>) -> [Group] {
        guard let paper = program.paper(use.paper) else { return [] }
        let current = matter.versions(of: use.paper).last
        var group = Group(say(Says.paper(words.paper(use.paper))), note: current == nil ? "" : say(Says.paperNote))
        for field in paper.fields where use.part == nil || field.part == use.part {
            if let fixed = field.fixed {
                group.fixed.append(.init(label: words.field(field), text: words.pick(fixed)))
                continue
            }
            let required = missing.contains(field.id) || demanded.contains(field.id.text)
            group.inputs.append(
                fieldInput(field, required: required, before: current?.fields[field.id] ?? ""))
        }
        if !paper.marks.isEmpty {
            group.inputs.append(
                Input(
                    "mark", say(Says.marks), hint: say(Says.marksHint),
                    shape: .checks(paper.marks.map { .init($0.id, label($0.label, or: $0.id)) }),
                    values: values("mark", or: current?.marks ?? [])))
        }
        return [group]
    }

    private func fieldInput(_ field: Field, required: Bool, before: String) -> Input {
        let name = "field.\(field.id)"
        let shown = field.fact.flatMap { fact in
            matter.answer(to: fact).map { say(Says.shownFact(words.value($0, of: fact))) }
        }
        let options = field.options.map { Input.Option($0.id, label($0.label, or: $0.id)) }
        let several = field.shape == .multichoice && !options.isEmpty
        let shape: Input.Shape =
            switch field.shape {
            case .date: .day
            case .datetime: .moment
            case .bool: .radio(yesNo)
            case .choice where !options.isEmpty: options.count > 7 ? .select(options) : .radio(options)
            case .multichoice where !options.isEmpty: .checks(options)
            case .text, .table: .lines(rows: 3)
            case .choice, .multichoice, .person, .seal: .line()
            }
        let old = before.isEmpty ? [] : several ? before.split(separator: ",").map(String.init) : [local(before, field)]
        return Input(
            name, words.field(field), hint: [shown, timeHint(shape)].compactMap { $0 }.joined(separator: "　"),
            required: required, shape: shape, values: values(name, or: old))
    }

    /// A moment as people write it.
    private func local(_ value: String, _ field: Field) -> String {
        field.shape == .datetime ? words.moment(value) : value
    }

    // MARK: Facts

    /// The inputs of an answer; *not known yet* is always among what can be answered.
    func factInputs(_ fact: Fact, item: String?, required: Bool) -> [Input] {
        let name = "fact.\(fact.id)"
        let standing = matter.answer(to: fact.id, item: item)
        let hint = standing.map { say(Says.standing(words.value($0, of: fact.id))) } ?? ""
        let unknown = Input.Option(Self.notKnown, say(Says.notKnown))
        func input(_ shape: Input.Shape, _ more: String = "", label: String? = nil) -> Input {
            Input(
                name, label ?? words.fact(fact.id), hint: [hint, more].filter { !$0.isEmpty }.joined(separator: "　"),
                required: required, shape: shape, values: values(name))
        }
        switch fact.domain {
        case .yesNo: return [input(.radio(yesNo + [unknown]))]
        case .choice(let options, let several):
            let all = options.map { Input.Option($0.id, label($0.label, or: $0.id), hint: sentence($0.clauses)) }
            if several {
                return [input(.checks(all + [.init(Self.none, say(Says.none)), unknown]), say(Says.severalHint))]
            }
            return [input(all.count > 7 ? .select(all + [unknown]) : .radio(all + [unknown]))]
        case .person: return [input(.select(people + [unknown]))]
        case .people: return [input(.checks(people + [unknown]), say(Says.severalHint))]
        case .row(let register): return [input(.select(rows(of: register) + [unknown]))]
        case .number(let unit):
            let label = words.fact(fact.id) + say(Says.unit(unit))
            return [input(.line(kind: "number"), label: label), unknownInput(name, unknown)]
        case .text: return [input(.lines(rows: 3)), unknownInput(name, unknown)]
        case .instant: return [input(.moment, timeHint(.moment) ?? ""), unknownInput(name, unknown)]
        case .date: return [input(.day, timeHint(.day) ?? ""), unknownInput(name, unknown)]
        }
    }

    /// How a moment or a day can be written; nil for what is neither.
    private func timeHint(_ shape: Input.Shape) -> String? {
        switch shape {
        case .moment: say(Phrases.Registers.instantHint)
        case .day: say(Phrases.Registers.dayHint)
        default: nil
        }
    }

    private func unknownInput(_ name: String, _ option: Input.Option) -> Input {
        Input(
            name + ".unknown", say(Says.whenUnknown), shape: .checks([option]), values: values(name + ".unknown"))
    }

    // MARK: Approvals

    private func askGroups() -> [Group] {
        let use: Step.PaperUse? =
            if let use = approval?.paper { use } else if case .ask(_, let subject) = key {
                program.step(Name(subject))?.paper ?? paperOf(subject).map { .init(paper: $0) }
            } else { nil }
        let papers = use.map { paperGroups($0, requiring: []) } ?? []
        return papers + [Group(inputs: [textInput()])]
    }

    private func decisionGroup() -> Group {
        var options = [
            Input.Option("grant", say(Says.grant)), .init("return", say(Says.giveBack), hint: say(Says.giveBackHint)),
            .init("refuse", say(Says.refuse)),
        ]
        if duty.map({ !$0.falls(to: sight.reader) }) ?? true {
            options.append(.init("take-up", say(Says.takeUp), hint: say(Says.takeUpHint)))
        }
        return Group(inputs: [
            Input("outcome", say(Says.decision), required: true, shape: .radio(options), values: values("outcome")),
            Input(
                "reason", say(Says.reason), hint: say(Says.decisionReason), shape: .lines(), values: values("reason")),
        ])
    }

    // MARK: The rest

    private func addGroup(_ id: Name<ItemKind>) -> Group {
        var inputs: [Input] = []
        if let register = program.itemKind(id)?.register {
            let rows = self.rows(of: register).filter { row in !matter.items.contains { $0.id == row.value } }
            inputs.append(
                Input(
                    "row", words.register(register), required: true, shape: .select(rows), values: values("row")))
        } else {
            inputs.append(
                Input("item", say(Says.itemID), hint: say(Says.itemHint), required: true, values: values("item")))
        }
        inputs.append(textInput())
        return Group(inputs: inputs + postInputs())
    }

    private func freeGroup() -> Group {
        let posts = program.rulebook.posts.map { Input.Option($0.id.text, words.post($0.id.text)) }
        let papers = program.rulebook.papers.filter { matter.versionNumber(of: $0.id) > 0 }
        var inputs = [
            textInput(required: true),
            Input("to", say(Says.to), hint: say(Says.freeTo), shape: .select(posts), values: values("to")),
        ]
        if !papers.isEmpty {
            inputs.append(
                Input(
                    "paper", say(Says.freePaper),
                    shape: .select(papers.map { .init($0.id.text, words.paper($0.id)) }), values: values("paper")))
        }
        return Group(inputs: inputs + postInputs())
    }

    private func verbGroup(_ verb: String) -> Group {
        func line(_ name: String, _ text: Label, _ hint: Label = Label(), kind: String = "text") -> Input {
            Input(
                name, say(text), hint: say(hint), required: true, shape: .line(kind: kind), values: values(name))
        }
        let reason = Input(
            "reason", say(Says.reason), required: true, shape: .lines(), values: values("reason"))
        let inputs: [Input] =
            switch verb {
            case "note": [textInput(required: true)]
            case "statement": [line("speaker", Says.speaker, Says.speakerHint), textInput(Says.said, required: true)]
            case "correct": [line("entry", Says.entry, Says.entryHint, kind: "number"), reason]
            case "link": [line("other", Says.other, Says.otherHint)]
            case "merge": [line("other", Says.into, Says.otherHint), reason]
            case "split", "false-alarm", "withdraw", "reopen": [reason]
            case "close": [textInput()]
            case "hand-over":
                [
                    Input(
                        "to", say(Says.handTo), required: true, shape: .select(people), values: values("to")),
                    textInput(),
                ]
            case "show-to", "unshow", "exclude", "readmit":
                [Input("to", say(Says.whom), required: true, shape: .select(people), values: values("to")), reason]
            case "begin-again":
                [
                    Input(
                        "playbook", say(Says.playbook), required: true,
                        shape: .select(
                            sight.survey.situation.playbooks.map { .init($0.text, words.playbook($0)) }),
                        values: values("playbook")), reason,
                ]
            case "pass-evidence", "seal-evidence", "open-evidence": evidenceInputs(verb)
            case "move": [line("edition", Says.edition), reason]
            default: []
            }
        return Group(inputs: inputs.isEmpty ? [] : inputs + postInputs())
    }

    /// The ways through what holds the act, and the register rows they rest on.
    private func gateGroup() -> Group {
        let gates = duties.flatMap(\.held).map(\.gate)
        let ways = gates.flatMap { program.ways(of: $0) }.reduce(into: [Way]()) { all, way in
            if !all.contains(where: { $0.id == way.id }) { all.append(way) }
        }
        guard !ways.isEmpty else { return Group() }
        var group = Group(say(Says.ways), note: say(Says.waysNote))
        group.inputs.append(
            Input(
                "way", say(Says.way),
                shape: .radio(ways.map { .init($0.id.text, words.way($0.id), hint: sentence($0.clauses)) }),
                values: values("way")))
        let registers = ways.compactMap(\.cites)
        let rows = registers.flatMap { self.rows(of: $0) }
        if !registers.isEmpty {
            group.inputs.append(Input("cites", say(Says.cites), shape: .select(rows), values: values("cites")))
        }
        return group
    }

    private func whenGroup() -> Group {
        if case .verb = key, !picks.isEmpty { return Group() }
        let now = words.time(sight.at)
        var inputs = [
            Input(
                "happened", say(Says.happened), hint: say(Says.happenedHint(now)), shape: .moment,
                values: values("happened"))
        ]
        switch key {
        case .act, .each, .pass, .free, .answer:
            inputs.append(
                Input(
                    "behalf", say(Says.behalf), hint: say(Says.behalfHint), shape: .select(people),
                    values: values("behalf")))
        default: break
        }
        return Group(say(Says.when), inputs: inputs)
    }

    /// What has already happened is never refused as a record.
    private func inFactGroup() -> Group {
        var group = Group(
            say(Says.inFact), note: say(Says.inFactNote),
            inputs: [
                Input(
                    "infact", say(Says.inFactLabel), shape: .checks([.init("yes", say(Says.inFactChoice))]),
                    values: values("infact")),
                Input(
                    "infact-reason", say(Says.inFactReason), shape: .lines(rows: 3), values: values("infact-reason")),
            ])
        group.isDeviation = true
        return group
    }

    private func textInput(_ text: Label = Phrases.Matters.text, required: Bool = false) -> Input {
        Input("text", say(text), required: required, shape: .lines(), values: values("text"))
    }

    /// The post to act for, where the reader holds several.
    private func postInputs() -> [Input] {
        var posts: [Name<Post>] = []
        for holding in words.house.holdings
        where holding.person == sight.reader && holding.from <= sight.at
            && sight.at < holding.to ?? Instant(milliseconds: .max) && !posts.contains(holding.post)
        {
            posts.append(holding.post)
        }
        guard posts.count > 1 else { return [] }
        return [
            Input(
                "post", say(Says.post), shape: .select(posts.map { .init($0.text, words.post($0.text)) }),
                values: values("post"))
        ]
    }

    // MARK: Options

    private var yesNo: [Input.Option] { [.init("yes", words.say("はい", "Yes")), .init("no", words.say("いいえ", "No"))] }

    private var people: [Input.Option] {
        words.house.namable.map { .init($0, words.person($0)) }
    }

    private func rows(of register: Name<Register>) -> [Input.Option] {
        (words.house.registers[register] ?? [:]).filter { !$0.value.closed }.sorted { $0.key < $1.key }.map { id, _ in
            let name = words.row(id, of: register)
            return .init(id, name == id ? id : "\(id)　\(name)")
        }
    }

    private func label(_ label: Label?, or id: String) -> String {
        let text = label.map(words.pick) ?? ""
        return text.isEmpty ? id : text
    }

    private func sentence(_ clauses: [Clause.ID]) -> String { clauses.first.map(words.sentence) ?? "" }
}
