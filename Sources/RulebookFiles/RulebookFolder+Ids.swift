import Notation
import Rules

extension RulebookFolder {
    /// The ids that people and scenarios use, with their labels, by kind.
    ///
    /// One member for each of `posts`, `parts`, `facts`, `terms`, `acts`, `items`, `papers`, `playbooks`, `steps`,
    /// `registers`, `matters`, `readings` and `clocks`, each an array of objects with `id`, `ja` and `en`. Everything
    /// is listed, whatever reading it depends on.
    public func ids() -> JSON {
        let book = Decoder(names: names).rulebook(sections, identity: identity)
        let steps = book.playbooks.flatMap { playbook in
            playbook.steps.map {
                named(
                    $0.id.text, $0.label, ("playbook", .string(playbook.id.text)), ("act", .string($0.act.text)),
                    ("clauses", .strings($0.clauses.map(\.text))))
            }
        }
        return [
            "posts": .array(
                book.posts.map { named($0.id.text, $0.label, ("outside", $0.outside ? "yes" : nil)) }),
            "parts": .array(book.parts.map { named($0.id.text, $0.label) }),
            "facts": .array(
                book.facts.map {
                    named(
                        $0.id.text, $0.label, ("type", .string($0.domain.word)), ("unit", unit($0.domain)),
                        ("choices", options($0.domain.options)), ("per", $0.per.map { .string($0.text) }))
                }),
            "terms": .array(book.terms.map { named($0.id.text, $0.label) }),
            "acts": .array(book.acts.map { named($0.id.text, $0.label, ("kinds", .strings($0.kinds))) }),
            "items": .array(
                book.items.map {
                    named(
                        $0.id.text, $0.label, ("states", options($0.states)),
                        ("register", $0.register.map { .string($0.text) }))
                }),
            "papers": .array(book.papers.map(paper)),
            "playbooks": .array(book.playbooks.map { named($0.id.text, $0.label) }),
            "steps": .array(steps),
            "registers": .array(
                book.registers.map { register in
                    let columns = register.columns.map {
                        named(
                            $0.id, $0.label, ("type", .string($0.domain.word)), ("choices", options($0.domain.options)))
                    }
                    return named(register.id.text, register.label, ("columns", .array(columns)))
                }),
            "matters": .array(
                book.matters.map { named($0.id.text, $0.label, ("items", .strings($0.items.map(\.text)))) }),
            "readings": .array(
                book.readings.map {
                    named(
                        $0.id.text, $0.label, ("choices", options($0.choices)),
                        ("default", $0.standard.isEmpty ? nil : .string($0.standard)))
                }),
            "clocks": .array(book.clocks.map { named($0.id.text, $0.label) }),
        ]
    }

    private func named(_ id: String, _ label: Label, _ more: (String, JSON?)...) -> JSON {
        var members: [JSON.Member] = [.init("id", .string(id))]
        if !label.ja.isEmpty { members.append(.init("ja", .string(label.ja))) }
        if !label.en.isEmpty { members.append(.init("en", .string(label.en))) }
        for (name, value) in more {
            if let value, value != [] { members.append(.init(name, value)) }
        }
        return .object(members)
    }

    private func options(_ options: [Domain.Option]) -> JSON {
        .array(options.map { named($0.id, $0.label, ("item", $0.item.map { .string($0) })) })
    }

    private func unit(_ domain: Domain) -> JSON? {
        guard case .number(let unit) = domain else { return nil }
        return .string(unit)
    }

    private func paper(_ paper: Paper) -> JSON {
        let fields = paper.fields.map {
            named(
                $0.id.text, $0.label, ("type", .string($0.shape.rawValue)), ("part", $0.part.map { .string($0) }),
                ("options", .strings($0.options.map(\.id))))
        }
        return named(
            paper.id.text, paper.label, ("parts", .array(paper.parts.map { named($0.id, $0.label) })),
            ("marks", .array(paper.marks.map { named($0.id, $0.label) })), ("fields", .array(fields)))
    }
}

extension Domain {
    /// The word for the domain, as the rule language writes it.
    fileprivate var word: String {
        switch self {
        case .yesNo: "yes-no"
        case .choice(_, let several): several ? "several" : "choice"
        case .number: "number"
        case .text: "text"
        case .instant: "instant"
        case .date: "date"
        case .person: "person"
        case .people: "people"
        case .row: "row"
        }
    }
}
