import Engine
import Notation
import Rules

extension Player {
    static let keys: Set = [
        "at", "by", "as", "act", "clause", "step", "answers", "item", "kind", "row", "fields", "paper", "marks", "to",
        "names", "cites", "way", "moves", "text", "reason", "happened", "in-fact", "matter", "label", "refused",
        "register", "values", "for", "approval", "other", "entry", "exercise", "playbook", "speaker", "on-behalf",
        "adopted", "edition", "note", "closes", "into", "parts", "warned",
    ]

    mutating func act(_ json: JSON, at: Instant, index: Int) {
        for member in json.members where !Self.keys.contains(member.name) {
            fail(index, .fault, expected: "a known key", found: "“\(member.name)”")
            return
        }
        guard let verb = json["act"]?.string else { return }
        let clause = json["clause"]?.string.map { Clause.ID($0) }
        guard let person = person(json["by"]?.string, at: at) else {
            fail(index, .fault, expected: "somebody of `people`", found: json["by"]?.string ?? "nobody", clause: clause)
            return
        }
        if verb == "add-row" || verb == "amend-row" {
            enterRow(json, verb: verb, person: person, at: at, index: index)
            return
        }
        var command: Command
        do throws(Scenario.Fault) {
            command = try self.command(json, verb: verb, person: person, at: at)
        } catch {
            fail(index, .fault, expected: "an act", found: error.message, clause: clause)
            return
        }
        let id: String
        if verb == "open" {
            id = json["label"]?.string ?? (order.isEmpty ? "m1" : "m\(order.count + 1)")
        } else if let known = matterID(json) {
            id = known
        } else {
            fail(index, .fault, expected: "a matter", found: json["matter"]?.string ?? "none is open", clause: clause)
            return
        }
        command.newIDs = ["\(id).\(order.count + 1)"]
        let before = matters[id] ?? Matter(id: id)
        do throws(Refusal) {
            let outcome = try decide(command, on: before, in: setting)
            accepted(outcome, id: id, json: json, command: command, index: index)
        } catch {
            refused(error, json: json, clause: clause, index: index)
        }
    }

    private mutating func accepted(_ outcome: Outcome, id: String, json: JSON, command: Command, index: Int) {
        if let expected = json["refused"] {
            let clause = (expected["clause"]?.string ?? expected.string).map { Clause.ID($0) }
            fail(
                index, .refused, expected: "refused by \(clause?.text ?? "the rules")", found: "accepted",
                clause: clause)
            return
        }
        for text in json["warned"].texts {
            let clause = Clause.ID(text)
            if outcome.warnings.contains(clause) {
                observe(index, .warned(clause))
            } else {
                fail(
                    index, .refused, expected: "a warning by \(text)",
                    found: "warned by \(outcome.warnings.map(\.text))", clause: clause)
            }
        }
        for clause in outcome.event.clauses { observe(index, .accepted(clause, verb: command.verb)) }
        if let text = json["clause"]?.string { observe(index, .acted(Clause.ID(text), verb: command.verb)) }
        for change in outcome.event.changes {
            guard case .wayUsed(let gate, let way, _) = change else { continue }
            let ways = (program.ways(of: gate)).filter { $0.id == way }
            for clause in ways.flatMap(\.clauses) { observe(index, .accepted(clause, verb: command.verb)) }
        }
        for change in outcome.event.changes {
            if case .answered(let given) = change, case .values(let values) = given.value {
                for value in values { observe(index, .chosen(given.fact, value)) }
            }
        }
        let excluded = matters[id]?.excluded(in: program) ?? []
        add(outcome.event, to: id)
        if command.verb == "open" {
            labels[id] = id
            if let kind = command.matterKind, labels[kind.text] == nil { labels[kind.text] = id }
        }
        for opening in outcome.opened {
            add(opening.event, to: opening.id)
            labels[opening.id] = opening.id
            if let kind = matters[opening.id]?.kind, labels[kind.text] == nil { labels[kind.text] = opening.id }
        }
        tell(matters[id]?.tidings(of: outcome.event, excluded: excluded, in: program) ?? [])
    }

    /// Enters what other matters are told, and what they tell in turn.
    private mutating func tell(_ tidings: [Tiding]) {
        for tiding in tidings {
            guard let told = matters[tiding.matter], told.heeds(tiding) else { continue }
            add(tiding.event, to: told.id)
            let more = matters[told.id]?.tidings(of: tiding.event, excluded: told.excluded(in: program), in: program)
            tell(more ?? [])
        }
    }

    private mutating func refused(_ refusal: Refusal, json: JSON, clause: Clause.ID?, index: Int) {
        lastRefusal = refusal
        let found =
            "refused (\(refusal.kind.rawValue)) by \(refusal.clauses.map(\.text).joined(separator: ", "))"
            + (refusal.missing.isEmpty ? "" : " missing \(refusal.missing.joined(separator: ", "))")
            + (refusal.steps.isEmpty ? "" : " steps \(refusal.steps.map(\.text).joined(separator: ", "))")
            + ": \(refusal.reason.en)"
        guard let expected = json["refused"] else {
            fail(index, .accepted, expected: "accepted", found: found, clause: clause)
            return
        }
        let wanted = (expected["clause"]?.string ?? expected.string).map { Clause.ID($0) }
        let lawful = expected["lawful-by"].texts
        if let wanted, !wanted.text.isEmpty, !refusal.clauses.contains(wanted) {
            fail(index, .refused, expected: "refused by \(wanted)", found: found, clause: wanted)
            return
        }
        if let why = expected["why"]?.string, why != refusal.kind.rawValue {
            fail(index, .refused, expected: "refused as \(why)", found: found, clause: wanted)
            return
        }
        let missing = expected["missing"].texts.filter { !refusal.missing.contains($0) }
        let unlawful = lawful.filter { !refusal.lawfulBy.contains(Clause.ID($0)) }
        let who = expected["who"].texts.filter { name in
            !refusal.who.contains { $0.name == name || $0.post.text == name }
        }
        if !missing.isEmpty || !unlawful.isEmpty || !who.isEmpty {
            fail(
                index, .refused, expected: "missing \(missing) lawful by \(unlawful) who \(who)",
                found: found + "; lawful by \(refusal.lawfulBy.map(\.text)) who \(refusal.who.map(\.name))",
                clause: unlawful.first.map { Clause.ID($0) } ?? wanted)
            return
        }
        if let wanted { observe(index, .refused(wanted, refusal.kind)) }
        for clause in lawful {
            observe(index, .lawfulBy(Clause.ID(clause), refusedBy: wanted ?? ""))
        }
    }

    private mutating func enterRow(_ json: JSON, verb: String, person: String, at: Instant, index: Int) {
        let values = Dictionary(
            (json["values"]?.members ?? []).map { ($0.name, $0.value.texts) }, uniquingKeysWith: { $1 })
        let command = RowCommand(
            register: Name(json["register"]?.string ?? ""), row: json["row"]?.string ?? "", values: values,
            person: person, post: json["as"]?.string, happened: at, entered: at,
            reason: json["reason"]?.string ?? "", closes: json["closes"]?.string == "yes", adds: verb == "add-row")
        do throws(Refusal) {
            let event = try decide(command, in: setting)
            if let expected = json["refused"] {
                let clause = (expected["clause"]?.string ?? expected.string).map { Clause.ID($0) }
                fail(index, .refused, expected: "refused", found: "accepted", clause: clause)
                return
            }
            for clause in event.clauses { observe(index, .accepted(clause, verb: verb)) }
            house.apply(event)
        } catch {
            refused(error, json: json, clause: json["clause"]?.string.map { Clause.ID($0) }, index: index)
        }
    }

    /// A person by name, or whoever can act for a post.
    func person(_ name: String?, at: Instant) -> String? {
        guard let name else { return nil }
        if house.people[name] != nil { return name }
        return house.actors(for: Name(name), at: at, in: program).first
    }

    func command(_ json: JSON, verb: String, person: String, at: Instant) throws(Scenario.Fault) -> Command {
        func text(_ key: String) -> String? { json[key]?.string }
        var happened = at
        if let given = text("happened") {
            guard
                let time = Instant(reading: given, zone: house.zone)
                    ?? Instant(reading: at.day(in: house.zone).text + "T" + given, zone: house.zone)
            else { throw Scenario.Fault(message: "`happened: \(given)` is no time", entry: nil) }
            happened = time
        }
        var command = Command(verb: verb, person: person, happened: happened, entered: at)
        command.post = text("as")
        command.onBehalf = text("speaker") ?? text("on-behalf") ?? ""
        command.step = text("step").map { Name($0) }
        command.clause = text("clause").map { Name($0) }
        command.approval = text("approval").map { Name($0) }
        command.subject = text("for")
        command.item = text("item")
        command.itemKind = text("kind").map { Name($0) }
        command.row = text("row") ?? ""
        command.paper = text("paper").map { Name($0) }
        command.fields = (json["fields"]?.members ?? []).map {
            Change.FieldValue(Name($0.name), $0.value.string ?? $0.value.texts.joined(separator: ","))
        }
        command.marks = json["marks"].texts
        command.to = json["to"].texts
        for name in (json["names"]?.members ?? []) + (json["parts"]?.members ?? []) {
            command.names[Name(name.name)] = name.value.string ?? ""
        }
        command.cites = text("cites")
        command.way = text("way").map { Name($0) }
        command.moves = text("moves")
        command.text = text("text") ?? ""
        command.reason = text("reason") ?? text("in-fact") ?? ""
        command.inFact = json["in-fact"] != nil
        command.exercise = text("exercise") == "yes"
        command.matterKind = verb == "open" ? text("matter").map { Name($0) } : nil
        command.playbook = text("playbook").map { Name($0) }
        command.other = text("other") ?? text("into") ?? ""
        command.entry = text("entry").flatMap { Int($0) }
        command.edition = text("edition") ?? ""
        for answer in json["answers"]?.members ?? [] {
            command.answers.append(
                .init(fact: Name(answer.name), item: nil, value: Self.answer(answer.value)))
        }
        return command
    }

    /// `unknown` is *not known yet*, `none` is *none of the choices*; `true` and `false` mean yes and no.
    static func answer(_ json: JSON) -> Answer {
        switch json {
        case .string("unknown"): .notKnown
        case .string("none"): .values([])
        case .string("true"): .values(["yes"])
        case .string("false"): .values(["no"])
        case .string(let text): .values([text])
        default: .values(json.texts)
        }
    }
}
