import Engine
import Notation
import Rules
import Services

/// What somebody wants to do, as options or a paper log say it: the same keys as an act of a scenario.
struct CommandForm {
    /// The act: `by`, `act`, `clause`, `answers` and so on.
    var json: JSON
    var house: House
    var program: Program
    var now: Instant

    static let keys: Set = [
        "at", "by", "as", "act", "clause", "step", "answers", "item", "kind", "row", "fields", "paper", "marks", "to",
        "names", "cites", "way", "moves", "text", "reason", "happened", "in-fact", "for", "approval", "other", "into",
        "entry", "exercise", "playbook", "speaker", "on-behalf", "edition", "readings", "note", "matter",
    ]

    /// The command of an act.
    func command() throws -> Command {
        for member in json.members where !Self.keys.contains(member.name) {
            throw UsageError("使えない項目です：\(member.name)", "unknown key: \(member.name)")
        }
        guard let verb = text("act"), let by = text("by") else {
            throw UsageError("act と by が要ります", "`act` and `by` are needed")
        }
        let happened = try (text("happened") ?? text("at")).map { try moment($0, zone: house.zone, now: now) } ?? now
        var command = Command(verb: verb, person: person(by, at: happened), happened: happened, entered: now)
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
            Change.FieldValue(Name($0.name), $0.value.string ?? texts($0.value).joined(separator: ","))
        }
        command.marks = texts(json["marks"])
        command.to = texts(json["to"])
        for name in json["names"]?.members ?? [] { command.names[Name(name.name)] = name.value.string ?? "" }
        command.cites = text("cites")
        command.way = text("way").map { Name($0) }
        command.moves = text("moves")
        command.text = text("text") ?? ""
        command.reason = text("reason") ?? text("in-fact") ?? ""
        command.inFact = json["in-fact"] != nil
        command.exercise = text("exercise") == "yes"
        command.matterKind = text("matter").map { Name($0) }
        command.playbook = text("playbook").map { Name($0) }
        command.other = text("other") ?? text("into") ?? ""
        if let entry = text("entry") {
            guard let number = Int(entry) else {
                throw UsageError("記録の番号は整数です：\(entry)", "the number of an entry is a whole number: \(entry)")
            }
            command.entry = number
        }
        command.edition = text("edition") ?? ""
        for reading in json["readings"]?.members ?? [] {
            command.adopted[Name(reading.name)] = reading.value.string ?? ""
        }
        command.answers = (json["answers"]?.members ?? []).map {
            .init(fact: Name($0.name), item: nil, value: answer($0.value, to: Name($0.name)))
        }
        return command
    }

    private func text(_ key: String) -> String? { json[key]?.string }

    private func texts(_ json: JSON?) -> [String] {
        switch json {
        case .array(let elements)?: elements.compactMap(\.string)
        case .string(let text)?: [text]
        default: []
        }
    }

    /// A person by id, or whoever can act for a post; what is neither stays as it is and is refused later.
    private func person(_ name: String, at: Instant) -> String {
        if house.people[name] != nil { return name }
        return house.actors(for: Name(name), at: at, in: program).first { _ in
            program.rulebook.posts.contains { $0.id.text == name }
        } ?? name
    }

    /// `unknown` is *not known yet*, `none` is *none of the choices*; a comma parts several values.
    private func answer(_ json: JSON, to fact: Name<Fact>) -> Answer {
        switch json {
        case .string("unknown"): return .notKnown
        case .string("none"): return .values([])
        case .string(let text):
            let domain = program.rulebook.facts.first { $0.id == fact }?.domain
            if domain == .yesNo, text == "true" || text == "false" { return .values([text == "true" ? "yes" : "no"]) }
            guard domain?.isSeveral ?? false || domain == .people else { return .values([text]) }
            return .values(text.split(separator: ",").map { String($0.filter { $0 != " " }) })
        default: return .values(texts(json))
        }
    }
}
