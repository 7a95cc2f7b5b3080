import Engine
import Notation
import ReadModels
import Rules

extension ActForm {
    /// What was entered, read by the rules of the form.
    public enum Reading: Sendable, Hashable {
        /// One command, or one for each thing.
        case commands([Command])
        /// The parts of the form with what was wrong at each input; what was typed stands in them.
        case wrong([Group])
    }

    /// Reads what was entered. Only what the form asks for is read, name by name.
    public func read() -> Reading {
        let (commands, errors) = readAll()
        if errors.isEmpty, !commands.isEmpty { return .commands(commands) }
        var groups = groups
        for group in groups.indices {
            for index in groups[group].inputs.indices {
                groups[group].inputs[index].error = errors[groups[group].inputs[index].name] ?? ""
            }
        }
        return .wrong(groups)
    }

    private func readAll() -> (commands: [Command], errors: [String: String]) {
        if case .each = key { return readParts() }
        var taking = Taking(form: self)
        return ([taking.command()], taking.errors)
    }
}

/// Takes values out of what was entered and remembers what is wrong with them.
private struct Taking {
    let form: ActForm
    var errors: [String: String] = [:]

    private typealias Says = Phrases.Matters
    private var zone: Zone { form.words.house.zone }
    private var inputs: [Input] { form.inputs }

    init(form: ActForm) { self.form = form }

    mutating func command() -> Command {
        let happened = moment("happened") ?? form.sight.at
        var command = Command(verb: "", person: form.sight.reader, happened: happened, entered: form.sight.at)
        if happened > form.sight.at { errors["happened"] = form.say(Says.future) }
        command.text = one("text")
        command.reason = one("reason")
        command.onBehalf = one("speaker").isEmpty ? one("behalf") : one("speaker")
        command.post = optional("post")
        command.to = several("to")
        name(&command)
        command.inFact = several("infact").contains("yes")
        if command.inFact {
            command.reason = one("infact-reason")
            if command.reason.isEmpty { errors["infact-reason"] = form.say(Says.needed) }
        }
        answers(&command)
        fields(&command)
        parts(&command)
        rest(&command)
        require(unless: command.inFact)
        return command
    }

    /// What the key itself says: the verb, and what it is about.
    private mutating func name(_ command: inout Command) {
        switch form.key {
        case .act(let step, let item):
            command.verb = form.program.step(step)?.act.text ?? ""
            (command.step, command.item) = (step, item)
        // Each thing has a form of its own.
        case .each: break
        case .pass(let step, let item): (command.verb, command.step, command.item) = ("pass", step, item)
        case .ask(let approval, let subject):
            command.verb = "ask"
            about(approval, subject, &command)
        case .decide(let approval, let subject):
            command.verb = one("outcome")
            about(approval, subject, &command)
            if command.verb == "return" || command.verb == "refuse", command.reason.isEmpty {
                errors["reason"] = form.say(Says.needed)
            }
        case .read(let approval, let subject):
            command.verb = "pass"
            about(approval, subject, &command)
        case .answer(_, let item): (command.verb, command.item) = ("answer", item)
        case .enter(let paper): (command.verb, command.paper) = ("enter", paper)
        case .add(let kind):
            (command.verb, command.itemKind) = ("add-item", kind)
            command.row = one("row")
            command.item = command.row.isEmpty ? one("item") : command.row
        case .free(let act):
            command.verb = act.text
            command.paper = optional("paper").map { Name($0) }
        case .verb(let verb): command.verb = verb
        }
    }

    private func about(_ approval: Name<Approval>, _ subject: String, _ command: inout Command) {
        command.approval = approval
        guard subject.hasPrefix("act:") else {
            command.subject = subject.isEmpty ? nil : subject
            return
        }
        let word = subject.dropFirst(4).prefix { $0 != "/" }
        command.subject = String(word)
        command.paper = form.paperOf(subject)
    }

    private mutating func answers(_ command: inout Command) {
        for input in inputs where input.name.hasPrefix("fact.") && !input.name.hasSuffix(".unknown") {
            let fact = Name<Fact>(String(input.name.dropFirst("fact.".count)))
            guard let rules = form.program.fact(fact) else { continue }
            let values = chosen(input)
            let saysUnknown =
                form.entered[input.name + ".unknown"] == ActForm.notKnown || values.contains(ActForm.notKnown)
            let real = values.filter { $0 != ActForm.notKnown && $0 != ActForm.none }
            let item = rules.per == nil ? nil : form.item
            if saysUnknown || values.contains(ActForm.none) {
                if !real.isEmpty || values.count > 1 {
                    errors[input.name] = form.say(Says.contradiction)
                } else {
                    command.answers.append(.init(fact: fact, item: item, value: saysUnknown ? .notKnown : .values([])))
                }
            } else if !real.isEmpty, let values = checked(real, rules.domain, input.name) {
                command.answers.append(.init(fact: fact, item: item, value: .values(values)))
            }
        }
    }

    /// Values as the record has them; nil, with an error, when they cannot be read.
    private mutating func checked(_ values: [String], _ domain: Domain, _ name: String) -> [String]? {
        switch domain {
        case .number:
            guard let number = Int(narrow(values[0])), number >= 0 else {
                errors[name] = form.say(Says.notANumber)
                return nil
            }
            return [String(number)]
        case .instant:
            return moment(values[0], name).map { [$0.text(in: zone)] }
        case .date: return day(values[0], name).map { [$0.text] }
        case .yesNo, .choice, .text, .person, .people, .row: return values
        }
    }

    /// Fields that are not as they were; marks go with them, because a version holds both.
    private mutating func fields(_ command: inout Command) {
        let use: Name<Paper>? =
            switch form.key {
            case .act: form.step?.paper?.paper
            case .ask(_, let subject): form.approval?.paper?.paper ?? form.paperOf(subject)
            case .enter(let paper): paper
            default: nil
            }
        guard let use, let paper = form.program.paper(use) else { return }
        let current = form.matter.versions(of: use).last
        var all: [Change.FieldValue] = []
        var isChanged = false
        for field in paper.fields where inputs.contains(where: { $0.name == "field.\(field.id)" }) {
            let name = "field.\(field.id)"
            var value = several(name).joined(separator: ",")
            if field.shape == .text || field.shape == .table { value = one(name) }
            if field.shape == .date, !value.isEmpty { value = day(value, name)?.text ?? value }
            if field.shape == .datetime, !value.isEmpty { value = moment(value, name)?.text(in: zone) ?? value }
            let before = current?.fields[field.id] ?? ""
            let isSame = before.utf8.elementsEqual(value.utf8)
            if !isSame { isChanged = true }
            if !value.isEmpty || !isSame { all.append(.init(field.id, value)) }
        }
        let marks = several("mark")
        guard isChanged || Set(marks) != Set(current?.marks ?? []) else { return }
        command.fields = all
        command.marks = marks
    }

    private mutating func parts(_ command: inout Command) {
        guard let part = form.step?.names else { return }
        let person = one("name.\(part)")
        if !person.isEmpty { command.names[part] = person }
    }

    private mutating func rest(_ command: inout Command) {
        command.moves = optional("moves")
        command.way = optional("way").map { Name($0) }
        command.cites = optional("cites")
        command.file = optional("file").flatMap(form.file)
        command.other = one("other")
        command.edition = one("edition")
        command.playbook = optional("playbook").map { Name($0) }
        let entry = one("entry")
        if !entry.isEmpty {
            command.entry = Int(narrow(entry))
            if command.entry == nil { errors["entry"] = form.say(Says.notANumber) }
        }
    }

    /// What must be there; what was done in fact may be recorded with holes.
    private mutating func require(unless inFact: Bool) {
        for input in inputs where input.required && errors[input.name] == nil {
            if inFact, form.step != nil { continue }
            let isUnknown = form.entered[input.name + ".unknown"] == ActForm.notKnown
            guard form.entered.all(input.name).isEmpty, !isUnknown else { continue }
            errors[input.name] = form.say(input.isChosen ? Phrases.Registers.mustChoose : Says.needed)
        }
    }

    // MARK: Values of inputs that the form has

    private func input(_ name: String) -> Input? { inputs.first { $0.name == name } }

    private mutating func one(_ name: String) -> String { several(name).first ?? "" }

    private mutating func optional(_ name: String) -> String? {
        let value = one(name)
        return value.isEmpty ? nil : value
    }

    private mutating func several(_ name: String) -> [String] { input(name).map { chosen($0) } ?? [] }

    /// The values entered in an input; what is none of its options is an error.
    private mutating func chosen(_ input: Input) -> [String] {
        let values = form.entered.all(input.name)
        switch input.shape {
        case .radio(let options), .checks(let options), .select(let options):
            guard values.allSatisfy({ value in options.contains { $0.value == value } }) else {
                errors[input.name] = form.say(Says.notAnOption)
                return []
            }
            if case .checks = input.shape { return values }
            return Array(values.prefix(1))
        case .line, .moment, .day, .lines, .file:
            let value = values.first ?? ""
            if value.utf8.count > 1_048_576 {
                errors[input.name] = form.say(Says.tooLong)
                return []
            }
            return value.isEmpty ? [] : [value]
        }
    }

    private mutating func moment(_ name: String) -> Instant? {
        let text = one(name)
        return text.isEmpty ? nil : moment(text, name)
    }

    /// A moment as people write it; a day without a time of day is none, for nobody can say later what was meant.
    private mutating func moment(_ text: String, _ name: String) -> Instant? {
        guard let time = time(text, name, else: Says.notAMoment) else { return nil }
        if time.minute == nil { errors[name] = form.say(Says.notAMoment) }
        return time.instant(in: zone)
    }

    private mutating func day(_ text: String, _ name: String) -> Day? { time(text, name, else: Says.notADate)?.day }

    private mutating func time(_ text: String, _ name: String, else wrong: Label) -> LooseTime? {
        do throws(LooseTime.Misread) {
            if let time = try form.time(text) { return time }
            errors[name] = form.say(wrong)
        } catch {
            errors[name] = form.say(Label(ja: error.ja, en: error.en))
        }
        return nil
    }

    /// Full-width figures as the narrow ones.
    private func narrow(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    (0xFF10...0xFF19).contains(scalar.value)
                        ? UnicodeScalar(scalar.value - 0xFF10 + 0x30) ?? scalar : scalar
                }))
    }
}
