import Notation

extension Renaming {
    /// A scenario with every id renamed, where ids are known by the keys that hold them.
    ///
    /// Persons, labels of items and matters, and words that no rulebook defines stay as they are.
    public func scenario(_ json: JSON) -> JSON {
        let people = Set(json["people"]?.members.map(\.name) ?? [])
        let labels = Set(json["do"]?.array.compactMap { $0["label"]?.string } ?? [])
        return ScenarioRenaming(table: self, people: people, labels: labels).scenario(json)
    }
}

private struct ScenarioRenaming {
    let table: Renaming
    let people: Set<String>
    let labels: Set<String>

    private func mapped(_ json: JSON, _ name: (String) -> String) -> JSON {
        switch json {
        case .string(let text): .string(name(text))
        case .array(let elements): .array(elements.map { mapped($0, name) })
        default: json
        }
    }

    private func ids(_ json: JSON, _ space: Namespace) -> JSON { mapped(json) { table[space, $0] } }

    private func keyed(_ json: JSON, _ make: (JSON.Member) -> JSON.Member) -> JSON {
        guard case .object(let members) = json else { return json }
        return .object(members.map(make))
    }

    private func post(_ id: String) -> String {
        if people.contains(id) { return id }
        let pieces = id.split(separator: "@", maxSplits: 1).map(String.init)
        let name = pieces.first ?? id
        let new = table.has(.post, name) ? table[.post, name] : table[.part, name]
        return ([new] + pieces.dropFirst()).joined(separator: "@")
    }

    /// `CLAUSE POST`, `FACT POST` or a clause alone.
    private func pair(_ text: String, _ space: Namespace) -> String {
        let pieces = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard let first = pieces.first else { return text }
        return ([table[space, first]] + pieces.dropFirst().map(post)).joined(separator: " ")
    }

    func scenario(_ json: JSON) -> JSON {
        keyed(json) { member in
            let value = member.value
            switch member.name {
            case "clauses": return .init("clauses", ids(value, .clause))
            case "people": return .init("people", keyed(value) { .init($0.name, holder($0.value)) })
            case "readings":
                return .init(
                    "readings",
                    keyed(value) { .init(table[.reading, $0.name], ids($0.value, .alternative)) })
            case "house": return .init("house", house(value))
            case "do": return .init("do", .array(value.array.map { act($0) }))
            default: return member
            }
        }
    }

    private func holder(_ json: JSON) -> JSON {
        guard case .object = json else { return mapped(json, post) }
        return keyed(json) { $0.name == "posts" ? .init("posts", mapped($0.value, post)) : $0 }
    }

    private func house(_ json: JSON) -> JSON {
        keyed(json) { member in
            switch member.name {
            case "targets": .init("targets", keyed(member.value) { .init(table[.timing, $0.name], $0.value) })
            case "stand-ins":
                .init(
                    "stand-ins",
                    .array(
                        member.value.array.map { entry in
                            keyed(entry) { $0.name == "post" ? .init("post", mapped($0.value, post)) : $0 }
                        }))
            case "registers": .init("registers", keyed(member.value) { register($0) })
            default: member
            }
        }
    }

    private func register(_ member: JSON.Member) -> JSON.Member {
        let rows = keyed(member.value) { .init($0.name, columns($0.value, of: member.name)) }
        return .init(table[.register, member.name], rows)
    }

    private func columns(_ json: JSON, of register: String) -> JSON {
        keyed(json) { member in
            let owner = register + "." + member.name
            return .init(table[.column, member.name], mapped(member.value) { table.value($0, of: owner) })
        }
    }

    private func act(_ json: JSON) -> JSON {
        let register = json["register"]?.string ?? ""
        let paper = json["paper"]?.string
        return keyed(json) { member in
            let (name, value) = (member.name, member.value)
            switch name {
            case "expect": return .init(name, expectation(value))
            case "answers": return .init(name, answers(value))
            case "values": return .init(name, columns(value, of: register))
            case "fields":
                return .init(
                    name,
                    keyed(value) { field in
                        let new = mapped(field.value) { table.value($0, ofField: field.name, in: paper) }
                        return .init(table[.field, field.name], new)
                    })
            case "names", "parts":
                return .init(name, keyed(value) { .init(table[.part, $0.name], mapped($0.value, post)) })
            case "refused":
                guard case .object = value else { return .init(name, ids(value, .clause)) }
                return .init(name, keyed(value) { $0.name == "missing" ? missing($0.value, register) : plain($0) })
            default: return plain(member)
            }
        }
    }

    private func answers(_ json: JSON) -> JSON {
        keyed(json) { member in
            .init(table[.fact, member.name], mapped(member.value) { table.value($0, of: member.name) })
        }
    }

    /// A key that always holds the same kind of id.
    private func plain(_ member: JSON.Member) -> JSON.Member {
        let spaces: [String: Namespace] = [
            "clause": .clause, "clauses": .clause, "lawful-by": .clause, "held": .clause, "step": .step, "act": .act,
            "warned": .clause, "approval": .approval, "kind": .item, "moves": .state, "marks": .mark, "way": .way,
            "register": .register,
            "paper": .paper, "word": .timing, "fact": .fact, "playbook": .playbook,
        ]
        if let space = spaces[member.name] { return .init(member.name, ids(member.value, space)) }
        switch member.name {
        case "matter": return .init("matter", mapped(member.value) { labels.contains($0) ? $0 : table[.matter, $0] })
        case "for": return .init("for", mapped(member.value, subject))
        case "by", "as", "to", "post", "who": return .init(member.name, mapped(member.value, post))
        default: return member
        }
    }

    /// What an approval is asked for: a step, or `act:word` and `act:word/paper` for an act that no step foresaw.
    private func subject(_ text: String) -> String {
        guard text.hasPrefix("act:") else { return table[.step, text] }
        let pieces = text.dropFirst(4).split(separator: "/", maxSplits: 1).map(String.init)
        let paper = pieces.dropFirst().map { table[.paper, $0] }
        return "act:" + ([table[.act, pieces.first ?? ""]] + paper).joined(separator: "/")
    }

    /// What an incomplete entry lacks: columns of a register, fields of a paper, or facts.
    private func missing(_ json: JSON, _ register: String) -> JSON.Member {
        let spaces: [Namespace] = register.isEmpty ? [.field, .fact] : [.column]
        return .init(
            "missing", mapped(json) { id in spaces.first { table.has($0, id) }.map { table[$0, id] } ?? id })
    }

    private func expected(_ json: JSON) -> JSON { keyed(json, plain) }

    private func expectation(_ json: JSON) -> JSON {
        keyed(json) { member in
            let (name, value) = (member.name, member.value)
            switch name {
            case "duties", "permitted": return .init(name, list(value, .clause))
            case "questions": return .init(name, list(value, .fact))
            case "gates", "clocks", "refused-now", "deviations": return .init(name, list(value, .clause))
            case "notices":
                return .init(name, mapped(value) { table.has(.notice, $0) ? table[.notice, $0] : table[.clause, $0] })
            case "papers": return .init(name, list(value, .paper))
            case "playbooks": return .init(name, ids(value, .playbook))
            case "items": return .init(name, keyed(value) { .init($0.name, ids($0.value, .state)) })
            case "matters": return .init(name, keyed(value) { .init(table[.matter, $0.name], $0.value) })
            case "ending": return .init(name, ids(value, .ending))
            case "may-close": return .init(name, keyed(value) { .init($0.name, ids($0.value, .clause)) })
            default: return plain(member)
            }
        }
    }

    private func list(_ json: JSON, _ space: Namespace) -> JSON {
        .array(
            json.array.map { element in
                guard let text = element.string else { return expected(element) }
                return .string(pair(text, space))
            })
    }
}
