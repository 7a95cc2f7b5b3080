import Notation
import Rules

// The names in this file are written in records that must be readable for ever. They are never renamed; a change of
// meaning gets a new name. `Event(json:)` reads every shape that was ever written.

extension Event {
    /// The event as it is kept in the record.
    public var json: JSON {
        .compact(
            ("act", .string(act)), ("happened", .int(Int(happened.milliseconds))),
            ("entered", .int(Int(entered.milliseconds))), ("actor", actor.json), ("text", text.json),
            ("reason", reason.json), ("clauses", .strings(clauses.map(\.text))),
            ("changes", .array(changes.map(\.json))))
    }

    /// Reads a recorded event; nil when it is none. Changes of kinds that this program does not know are left out.
    public init?(json: JSON) {
        guard let act = json["act"]?.string, let happened = json["happened"]?.int, let entered = json["entered"]?.int,
            let actor = json["actor"].flatMap(Actor.init(json:))
        else { return nil }
        self.init(
            act: act, happened: Instant(milliseconds: Int64(happened)),
            entered: Instant(milliseconds: Int64(entered)), actor: actor, text: json["text"]?.string ?? "",
            reason: json["reason"]?.string ?? "",
            clauses: json["clauses"]?.array.compactMap(\.string).map { Name($0) } ?? [],
            changes: json["changes"]?.array.compactMap(Change.init(json:)) ?? [])
    }
}

extension String {
    fileprivate var json: JSON? { isEmpty ? nil : .string(self) }
}

extension Actor {
    var json: JSON {
        .compact(
            ("person", .string(person)), ("post", post.json), ("unit", unit.json),
            ("stands-in", standsIn ? true : nil), ("on-behalf", onBehalf.json))
    }

    init?(json: JSON) {
        guard let person = json["person"]?.string else { return nil }
        self.init(
            person: person, post: json["post"]?.string ?? "", unit: json["unit"]?.string ?? "",
            standsIn: json["stands-in"]?.bool ?? false, onBehalf: json["on-behalf"]?.string ?? "")
    }
}

extension Answer {
    var json: JSON {
        switch self {
        case .notKnown: .null
        case .values(let values): .strings(values)
        }
    }

    init(json: JSON?) {
        switch json {
        case .array(let values)?: self = .values(values.compactMap(\.string))
        default: self = .notKnown
        }
    }
}

extension Change {
    var json: JSON {
        func object(_ kind: String, _ members: (String, JSON?)...) -> JSON {
            var all: [JSON.Member] = [.init("change", .string(kind))]
            for (name, value) in members {
                if let value { all.append(.init(name, value)) }
            }
            return .object(all)
        }
        func readings(_ adopted: [Name<Reading>: String]) -> JSON? {
            guard !adopted.isEmpty else { return nil }
            return .object(adopted.sorted { $0.key < $1.key }.map { .init($0.key.text, .string($0.value)) })
        }
        switch self {
        case .opened(let it):
            return object(
                "opened", ("kind", .string(it.kind.text)), ("rulebook", .string(it.rulebook)),
                ("edition", .string(it.edition)), ("adopted", readings(it.adopted)),
                ("exercise", it.exercise ? true : nil), ("parent", it.parent.json))
        case .answered(let it):
            return object(
                "answered", ("fact", .string(it.fact.text)), ("item", it.item.map(JSON.string)),
                ("value", it.value.json), ("weight", .int(it.weight.rawValue)))
        case .done(let it):
            return object(
                "done", ("step", it.step.map { .string($0.text) }), ("act", .string(it.act.text)),
                ("item", it.item.map(JSON.string)), ("to", it.to.isEmpty ? nil : .strings(it.to)),
                ("in-fact", it.inFact ? true : nil))
        case .passedOn(let step, let item):
            return object("passed-on", ("step", .string(step.text)), ("item", item.map(JSON.string)))
        case .written(let it):
            return object(
                "written", ("paper", .string(it.paper.text)), ("number", .int(it.number)),
                ("fields", .object(it.fields.map { .init($0.field.text, .string($0.value)) })),
                ("marks", it.marks.isEmpty ? nil : .strings(it.marks)),
                ("digests", .object(it.digests.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })))
        case .asked(let it):
            return object(
                "asked", ("approval", .string(it.approval.text)), ("subject", it.subject.json),
                ("digest", .string(it.digest)), ("items", it.items.isEmpty ? nil : .strings(it.items)))
        case .decided(let it):
            return object(
                "decided", ("approval", .string(it.approval.text)), ("subject", it.subject.json),
                ("digest", .string(it.digest)), ("outcome", .string(it.outcome.rawValue)))
        case .itemAdded(let it):
            return object(
                "item-added", ("id", .string(it.id)), ("kind", .string(it.kind.text)), ("state", .string(it.state)),
                ("row", it.row.json), ("text", it.text.json))
        case .itemMoved(let item, let state):
            return object("item-moved", ("item", .string(item)), ("state", .string(state)))
        case .bound(let part, let person):
            return object("bound", ("part", .string(part.text)), ("person", .string(person)))
        case .roundBegun(let playbook): return object("round-begun", ("playbook", .string(playbook.text)))
        case .wayUsed(let gate, let way, let row):
            return object("way-used", ("gate", .string(gate)), ("way", .string(way.text)), ("row", row.json))
        case .deviated(let gate, let clauses):
            return object("deviated", ("gate", .string(gate)), ("clauses", .strings(clauses.map(\.text))))
        case .warned(let gate, let clauses):
            return object("warned", ("gate", .string(gate)), ("clauses", .strings(clauses.map(\.text))))
        case .childOpened(let id, let kind, let step):
            return object(
                "child-opened", ("id", .string(id)), ("kind", .string(kind.text)),
                ("step", step.map { .string($0.text) }))
        case .childEnded(let id, let ending):
            return object("child-ended", ("id", .string(id)), ("ending", .string(ending)))
        case .childReopened(let id): return object("child-reopened", ("id", .string(id)))
        case .struck(let entry): return object("struck", ("entry", .int(entry)))
        case .statement(let speaker): return object("statement", ("speaker", .string(speaker)))
        case .linked(let other): return object("linked", ("other", .string(other)))
        case .ended(let it):
            return object(
                "ended", ("how", .string(it.how.rawValue)), ("endings", .strings(it.endings)), ("into", it.into.json))
        case .reopened: return object("reopened")
        case .handedOver(let post, let from, let to):
            return object("handed-over", ("post", .string(post)), ("from", .string(from)), ("to", .string(to)))
        case .excluded(let person): return object("excluded", ("person", .string(person)))
        case .readmitted(let person): return object("readmitted", ("person", .string(person)))
        case .excludedAbove(let person): return object("excluded-above", ("person", .string(person)))
        case .readmittedAbove(let person): return object("readmitted-above", ("person", .string(person)))
        case .shown(let person): return object("shown", ("person", .string(person)))
        case .unshown(let person): return object("unshown", ("person", .string(person)))
        case .evidenceKept(let it):
            return object(
                "evidence-kept", ("file", .string(it.file)), ("size", .int(it.size)), ("name", it.name.json),
                ("sealed", it.sealed ? true : nil), ("from", it.from.json), ("to", it.to.json))
        case .evidencePassed(let file, let from, let to):
            return object("evidence-passed", ("file", .string(file)), ("from", from.json), ("to", to.json))
        case .evidenceSealed(let file): return object("evidence-sealed", ("file", .string(file)))
        case .evidenceOpened(let file): return object("evidence-opened", ("file", .string(file)))
        case .moved(let edition, let adopted):
            return object("moved", ("edition", .string(edition)), ("adopted", readings(adopted)))
        }
    }

    init?(json: JSON) {
        func text(_ name: String) -> String { json[name]?.string ?? "" }
        func optional(_ name: String) -> String? { json[name]?.string }
        func texts(_ name: String) -> [String] { json[name]?.array.compactMap(\.string) ?? [] }
        func clauses() -> [Clause.ID] { texts("clauses").map { Name($0) } }
        func readings() -> [Name<Reading>: String] {
            Dictionary(
                (json["adopted"]?.members ?? []).map { (Name<Reading>($0.name), $0.value.string ?? "") },
                uniquingKeysWith: { $1 })
        }
        switch json["change"]?.string {
        case "opened":
            self = .opened(
                .init(
                    kind: Name(text("kind")), rulebook: text("rulebook"), edition: text("edition"),
                    adopted: readings(), exercise: json["exercise"]?.bool ?? false, parent: text("parent")))
        case "answered":
            self = .answered(
                .init(
                    fact: Name(text("fact")), item: optional("item"), value: Answer(json: json["value"]),
                    weight: Weight(rawValue: json["weight"]?.int ?? 0) ?? .statement))
        case "done":
            self = .done(
                .init(
                    step: optional("step").map { Name($0) }, act: Name(text("act")), item: optional("item"),
                    to: texts("to"), inFact: json["in-fact"]?.bool ?? false))
        case "passed-on": self = .passedOn(step: Name(text("step")), item: optional("item"))
        case "written":
            self = .written(
                .init(
                    paper: Name(text("paper")), number: json["number"]?.int ?? 0,
                    fields: (json["fields"]?.members ?? []).map {
                        FieldValue(Name($0.name), $0.value.string ?? "")
                    }, marks: texts("marks"),
                    digests: Dictionary(
                        (json["digests"]?.members ?? []).map { ($0.name, $0.value.string ?? "") },
                        uniquingKeysWith: { $1 })))
        case "asked":
            self = .asked(
                .init(
                    approval: Name(text("approval")), subject: text("subject"), digest: text("digest"),
                    items: texts("items")))
        case "decided":
            guard let outcome = Decided.Outcome(rawValue: text("outcome")) else { return nil }
            self = .decided(
                .init(
                    approval: Name(text("approval")), subject: text("subject"), digest: text("digest"),
                    outcome: outcome))
        case "item-added":
            self = .itemAdded(
                .init(
                    id: text("id"), kind: Name(text("kind")), state: text("state"), row: text("row"),
                    text: text("text")))
        case "item-moved": self = .itemMoved(item: text("item"), state: text("state"))
        case "bound": self = .bound(part: Name(text("part")), person: text("person"))
        case "round-begun": self = .roundBegun(Name(text("playbook")))
        case "way-used": self = .wayUsed(gate: text("gate"), way: Name(text("way")), row: text("row"))
        case "deviated": self = .deviated(gate: text("gate"), clauses: clauses())
        case "warned": self = .warned(gate: text("gate"), clauses: clauses())
        case "child-opened":
            self = .childOpened(
                id: text("id"), kind: Name(text("kind")), step: optional("step").map { Name($0) })
        case "child-ended": self = .childEnded(id: text("id"), ending: text("ending"))
        case "child-reopened": self = .childReopened(id: text("id"))
        case "struck": self = .struck(entry: json["entry"]?.int ?? 0)
        case "statement": self = .statement(speaker: text("speaker"))
        case "linked": self = .linked(text("other"))
        case "ended":
            guard let how = Ended.How(rawValue: text("how")) else { return nil }
            self = .ended(.init(how: how, endings: texts("endings"), into: text("into")))
        case "reopened": self = .reopened
        case "handed-over": self = .handedOver(post: text("post"), from: text("from"), to: text("to"))
        case "excluded": self = .excluded(person: text("person"))
        case "readmitted": self = .readmitted(person: text("person"))
        case "excluded-above": self = .excludedAbove(person: text("person"))
        case "readmitted-above": self = .readmittedAbove(person: text("person"))
        case "shown": self = .shown(person: text("person"))
        case "unshown": self = .unshown(person: text("person"))
        case "evidence-kept":
            self = .evidenceKept(
                .init(
                    file: text("file"), size: json["size"]?.int ?? 0, name: text("name"),
                    sealed: json["sealed"]?.bool ?? false, from: text("from"), to: text("to")))
        case "evidence-passed": self = .evidencePassed(file: text("file"), from: text("from"), to: text("to"))
        case "evidence-sealed": self = .evidenceSealed(file: text("file"))
        case "evidence-opened": self = .evidenceOpened(file: text("file"))
        case "moved": self = .moved(edition: text("edition"), adopted: readings())
        default: return nil
        }
    }
}
