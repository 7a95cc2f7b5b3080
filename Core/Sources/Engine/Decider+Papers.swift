import Notation
import Rules

/// What a paper would hold after an act.
struct PaperContent {
    var paper: Name<Paper>
    var number: Int
    var fields: [Name<Field>: String]
    var marks: [String]
    var digests: [String: String]
    /// The act changes it, so a new version is written.
    var isNew: Bool

    var written: Change.Written {
        Change.Written(
            paper: paper, number: number,
            fields: fields.sorted { $0.key < $1.key }.map { .init($0.key, $0.value) }, marks: marks,
            digests: digests)
    }
}

extension Decider {
    /// The paper as it would be after the act: the current version with the given fields.
    func content(_ use: Step.PaperUse?, _ scope: Frame.Scope) throws(Refusal) -> PaperContent? {
        if let use, program.papers[use.paper] == nil, command.paper == use.paper {
            throw Refusal(
                .malformed, "そのような様式はありません（\(use.paper)）。", "There is no such paper (\(use.paper)).",
                missing: [use.paper.text])
        }
        guard let use, let paper = program.papers[use.paper] else {
            guard command.fields.isEmpty else {
                throw Refusal(
                    .malformed, "この行為には様式がありません。", "There is no paper with this act.",
                    missing: command.fields.map(\.field.text))
            }
            return nil
        }
        let current = matter.papers[use.paper]?.last
        var fields = current?.fields ?? [:]
        for given in command.fields {
            guard let field = paper.fields.first(where: { $0.id == given.field }) else {
                throw Refusal(
                    .malformed, clauses: paper.clauses, "様式にその欄はありません（\(given.field)）。",
                    "The paper has no such field (\(given.field)).", missing: [given.field.text])
            }
            try check(given.value, field)
            fields[given.field] = given.value
        }
        for field in paper.fields {
            if let fixed = field.fixed { fields[field.id] = fixed.ja.isEmpty ? fixed.en : fixed.ja }
        }
        for mark in command.marks where !paper.marks.contains(where: { $0.id == mark }) {
            throw Refusal(.malformed, "様式にその印はありません（\(mark)）。", "The paper has no such mark (\(mark)).")
        }
        let marks = command.fields.isEmpty && command.marks.isEmpty ? current?.marks ?? [] : command.marks
        // By their bytes: letters that Unicode holds equal, as two forms of a kanji, are a change of the words.
        let isSame = current.map { current in
            current.fields.count == fields.count && current.marks == marks
                && fields.allSatisfy { field, value in
                    current.fields[field].map { $0.utf8.elementsEqual(value.utf8) } ?? false
                }
        }
        let isNew = isSame != true
        return PaperContent(
            paper: use.paper, number: (current?.number ?? 0) + (isNew ? 1 : 0), fields: fields, marks: marks,
            digests: isNew ? digests(paper, fields, marks) : current?.digests ?? [:], isNew: isNew)
    }

    private func check(_ value: String, _ field: Field) throws(Refusal) {
        let isGood: Bool
        switch field.shape {
        case .date: isGood = Day(reading: String(value.prefix(10))) != nil
        case .datetime: isGood = Instant(reading: value, zone: house.zone) != nil
        case .bool: isGood = value == "yes" || value == "no"
        case .choice where !field.options.isEmpty: isGood = field.options.contains { $0.id == value }
        case .multichoice where !field.options.isEmpty:
            isGood = value.split(separator: ",").allSatisfy { one in field.options.contains { $0.id == one } }
        case .text, .choice, .multichoice, .person, .seal, .table: isGood = value.utf8.count <= 1_048_576
        }
        guard isGood || value.isEmpty else {
            throw Refusal(
                .unknownValue, clauses: field.clauses, "「\(field.label.ja)」の書き方が違います。",
                "“\(field.label.en)” is not written as it should be.", missing: [field.id.text])
        }
    }

    private func digests(_ paper: Paper, _ fields: [Name<Field>: String], _ marks: [String]) -> [String: String] {
        func hash(_ part: String?) -> String {
            let members = paper.fields.filter { part == nil || $0.part == part }.compactMap { field in
                fields[field.id].map { JSON.Member(field.id.text, .string($0)) }
            }
            let all: JSON = .object([
                .init("paper", .string(paper.id.text)), .init("fields", .object(members)),
                .init("marks", .strings(marks.sorted())),
            ])
            return setting.digest(all.bytes)
        }
        var digests = ["": hash(nil)]
        for part in paper.parts { digests[part.id] = hash(part.id) }
        return digests
    }

    /// Writes a paper without doing a step: a draft, or a change of one.
    func enterPaper() throws(Refusal) -> Outcome {
        guard let id = command.paper, let paper = program.papers[id] else {
            throw Refusal(
                .malformed, "どの様式かを示してください。", "Say which paper.", missing: [command.paper?.text ?? "paper"])
        }
        let actor = try generalActor()
        guard let content = try content(.init(paper: id), .matter), content.isNew else {
            throw Refusal(.malformed, clauses: paper.clauses, "前の版と同じです。", "It is the same as the last version.")
        }
        return outcome(event(actor, clauses: paper.clauses, [.written(content.written)]))
    }

    /// Puts a thing on the matter's list.
    func addItem() throws(Refusal) -> Outcome {
        let kinds = program.matters[matter.kind]?.items ?? []
        guard let id = command.item, !id.isEmpty,
            let kindID = command.itemKind ?? (kinds.count == 1 ? kinds.first : nil),
            let kind = program.items[kindID], kinds.isEmpty || kinds.contains(kindID)
        else {
            throw Refusal(
                .malformed, "何を加えるかを示してください。", "Say what to add.", missing: kinds.map(\.text))
        }
        guard !matter.items.contains(where: { $0.id == id }) else {
            throw Refusal(
                .malformed, clauses: kind.clauses, "同じ番号の対象が既にあります。", "There is already an item with this id.")
        }
        if let register = kind.register, house.registers[register]?[command.row.isEmpty ? id : command.row] == nil {
            throw Refusal(
                .unknownValue, clauses: kind.clauses, "台帳にありません（\(command.row.isEmpty ? id : command.row)）。",
                "It is not in the register (\(command.row.isEmpty ? id : command.row)).", missing: [register.text])
        }
        let row = kind.register == nil ? command.row : command.row.isEmpty ? id : command.row
        let item = Change.Item(
            id: id, kind: kind.id, state: kind.states.first?.id ?? "", row: row, text: command.text)
        return outcome(event(try generalActor(), clauses: kind.clauses, [.itemAdded(item)]))
    }

    /// The opening of a matter that a step opens.
    func opening(
        _ opening: Step.Opening, actor: Actor, item: Change.Item?
    ) throws(Refusal) -> Outcome.Opening {
        guard let id = command.newIDs.first else {
            throw Refusal(.malformed, "新しい案件の番号がありません。", "There is no id for the matter to open.")
        }
        var changes: [Change] = [
            .opened(
                .init(
                    kind: opening.matter, rulebook: program.rulebook.identity.id,
                    edition: program.rulebook.identity.edition, adopted: program.rulebook.adopted,
                    exercise: matter.exercise, parent: matter.id))
        ]
        for part in program.rulebook.parts where part.binding == .opening {
            changes.append(.bound(part: part.id, person: command.person))
        }
        changes += inheritedExclusions.map { .excludedAbove(person: $0) }
        for (fact, handed) in opening.hands.sorted(by: { $0.key < $1.key }) {
            let value: Answer? =
                switch handed {
                case .value(let values): .values(values)
                case .fact(let source): frame.standing(source, frame.scope(of: item))?.value
                }
            guard let value else { continue }
            changes.append(.answered(.init(fact: fact, item: nil, value: value, weight: .asked)))
        }
        if let item, let kind = program.matters[opening.matter]?.items.first(where: { $0 == item.kind }) {
            changes.append(
                .itemAdded(
                    .init(
                        id: item.id, kind: kind, state: program.items[kind]?.states.first?.id ?? "", row: item.row,
                        text: item.text)))
        }
        return Outcome.Opening(id: id, event: event(actor, clauses: opening.clauses, changes))
    }
}
