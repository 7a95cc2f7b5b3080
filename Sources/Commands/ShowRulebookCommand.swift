import ArgumentParser
import Notation
import ReadModels
import RulebookFiles
import Rules

struct ShowRulebook: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "List the public ids of a rulebook with their words and values.",
        discussion: "Without a choice of lists, all are printed.")

    @Argument(help: "The folder of the rulebook.")
    var directory: String

    @Flag(name: .long, help: "Facts and the values they take.")
    var facts = false

    @Flag(name: .long, help: "Posts and parts.")
    var posts = false

    @Flag(name: .long, help: "Words for acts.")
    var acts = false

    @Flag(name: .long, help: "Kinds of items and their states.")
    var items = false

    @Flag(name: .long, help: "Papers and their fields.")
    var papers = false

    @OptionGroup var output: FormatOption

    func run() throws {
        let ids = PublicIDs(rulebook: try openRulebook(directory).rulebook())
        let lists = [
            ("facts", facts, ids.facts), ("posts", posts, ids.posts), ("acts", acts, ids.acts),
            ("items", items, ids.items), ("papers", papers, ids.papers),
        ]
        let isAll = lists.allSatisfy { !$0.1 }
        let chosen = lists.filter { isAll || $0.1 }
        switch output.format {
        case .json: print(JSON.object(chosen.map { .init($0.0, .array($0.2)) }).text)
        case .text: for (name, _, rows) in chosen { rows.forEach { print(PublicIDs.line($0, in: name)) } }
        }
    }
}

/// What may be named from outside a rulebook: in scenarios, on the command line, by other programs.
struct PublicIDs {
    let rulebook: Rulebook

    var facts: [JSON] {
        rulebook.facts.map { fact in
            var members = Self.named(fact.id.text, fact.label) + Self.domain(fact.domain)
            if let kind = fact.per { members.append(.init("per", .string(kind.text))) }
            if fact.made { members.append(.init("made", .bool(true))) }
            return .object(members)
        }
    }

    var posts: [JSON] {
        rulebook.posts.map { post in
            .object(
                Self.named(post.id.text, post.label) + [
                    .init("kind", .string("post")), .init("outside", .bool(post.outside)),
                    .init("per", post.perUnit.map { .string($0) } ?? .null),
                    .init("held_by", post.heldBy.map { .string($0.text) } ?? .null),
                ])
        }
            + rulebook.parts.map { part in
                let bound =
                    switch part.binding {
                    case .opening: "opening"
                    case .named: "named"
                    case .rule: "rule"
                    }
                return .object(
                    Self.named(part.id.text, part.label) + [
                        .init("kind", .string("part")), .init("bound", .string(bound)),
                    ])
            }
    }

    var acts: [JSON] {
        rulebook.acts.map { act in
            .object(Self.named(act.id.text, act.label) + [.init("kinds", .array(act.kinds.map { .string($0) }))])
        }
    }

    var items: [JSON] {
        rulebook.items.map { item in
            .object(Self.named(item.id.text, item.label) + [.init("states", Self.options(item.states))])
        }
    }

    var papers: [JSON] {
        rulebook.papers.map { paper in
            let parts = paper.parts.map { JSON.object(Self.named($0.id, $0.label)) }
            let marks = paper.marks.map { JSON.object(Self.named($0.id, $0.label)) }
            return .object(
                Self.named(paper.id.text, paper.label) + [
                    .init("parts", .array(parts)), .init("marks", .array(marks)),
                    .init("fields", .array(paper.fields.map(Self.field))),
                ])
        }
    }

    private static func field(_ field: Field) -> JSON {
        let required =
            switch field.required {
            case nil: "no"
            case .always: "yes"
            case .some: "when"
            }
        var members =
            named(field.id.text, field.label) + [
                .init("type", .string(field.shape.rawValue)), .init("part", field.part.map { .string($0) } ?? .null),
                .init("required", .string(required)),
            ]
        if !field.options.isEmpty { members.append(.init("options", options(field.options))) }
        return .object(members)
    }

    private static func named(_ id: String, _ label: Label) -> [JSON.Member] {
        [.init("id", .string(id)), .init("ja", .string(label.ja)), .init("en", .string(label.en))]
    }

    private static func options(_ options: [Domain.Option]) -> JSON {
        .array(
            options.map { option in
                var members = named(option.id, option.label)
                if let item = option.item { members.append(.init("item", .string(item))) }
                return .object(members)
            })
    }

    private static func domain(_ domain: Domain) -> [JSON.Member] {
        func type(_ name: String) -> JSON.Member { .init("type", .string(name)) }
        switch domain {
        case .yesNo: return [type("yes-no")]
        case .choice(let values, let several):
            return [type("choice"), .init("several", .bool(several)), .init("choices", options(values))]
        case .number(let unit): return [type("number"), .init("unit", .string(unit))]
        case .text: return [type("text")]
        case .instant: return [type("instant")]
        case .date: return [type("date")]
        case .person: return [type("person")]
        case .people: return [type("people")]
        case .row(let register): return [type("row"), .init("register", .string(register.text))]
        }
    }

    /// One row as text: the list, the id, the words, and the ids of values, states or fields.
    static func line(_ row: JSON, in list: String) -> String {
        let words = ["id", "type", "ja", "en"].compactMap { row[$0]?.string }.filter { !$0.isEmpty }
        let inner = ["choices", "states", "kinds", "fields"].compactMap { row[$0]?.array }.first ?? []
        let ids = inner.compactMap { $0["id"]?.string ?? $0.string }
        let name = String(list.dropLast())
        return ([name] + words).joined(separator: "  ") + (ids.isEmpty ? "" : "  [" + ids.joined(separator: ", ") + "]")
    }
}
