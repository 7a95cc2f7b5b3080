import Notation
import Rules

extension Decider {
    /// Answers facts; whose answer counts is written into the event.
    func answer() throws(Refusal) -> Outcome {
        guard !command.answers.isEmpty else {
            throw Refusal(.malformed, "答えがありません。", "There is no answer.")
        }
        var actor = try generalActor()
        let answered = try check(command.answers)
        var changes: [Change] = []
        var clauses: [Clause.ID] = []
        for given in answered {
            guard let fact = program.facts[given.fact] else { continue }
            var weight = Change.Weight.statement
            if let asked = fact.askedOf {
                let seats = frame.resolve(asked, frame.scope(of: given.item)).seats
                if let seat = seated(seats) {
                    weight = .asked
                    actor = seat
                }
            } else {
                weight = .asked
            }
            if weight == .statement, fact.fromAnyone { weight = .anyone }
            changes.append(
                .answered(.init(fact: given.fact, item: given.item, value: given.value, weight: weight)))
            clauses += fact.clauses
        }
        return outcome(event(actor, clauses: clauses.unique, changes))
    }

    /// An answer as it is recorded, with what it counts: that of the post asked, of the act that asks, or of anybody.
    func weighed(_ given: Command.Given, isAsked: Bool = false) -> Change {
        let fact = program.facts[given.fact]
        let scope = frame.scope(of: given.item ?? command.item)
        let seats = fact?.askedOf.map { frame.resolve($0, scope).seats } ?? []
        let weight: Change.Weight =
            isAsked || fact?.askedOf == nil || seated(seats) != nil
            ? .asked : fact?.fromAnyone == true ? .anyone : .statement
        return .answered(.init(fact: given.fact, item: given.item, value: given.value, weight: weight))
    }

    /// Checks answers against the domains of their facts and puts an item where one is needed.
    func check(_ answers: [Command.Given]) throws(Refusal) -> [Command.Given] {
        var checked: [Command.Given] = []
        for var given in answers {
            guard let fact = program.facts[given.fact] else {
                throw Refusal(
                    .malformed, "そのような確認事項はありません（\(given.fact)）。", "There is no such fact (\(given.fact)).",
                    missing: [given.fact.text])
            }
            if let kind = fact.per {
                given.item = given.item ?? command.item
                guard let item = given.item, matter.items.contains(where: { $0.id == item && $0.kind == kind }) else {
                    throw Refusal(
                        .malformed, "どの対象についての答えかを示してください（\(fact.id)）。",
                        "Say which item the answer is about (\(fact.id)).", missing: [fact.id.text])
                }
            } else {
                given.item = nil
            }
            if case .values(let values) = given.value {
                try check(values, fact.domain, name: fact.id.text, clauses: fact.clauses)
            }
            checked.append(given)
        }
        return checked
    }

    /// Checks values against a domain.
    func check(
        _ values: [String], _ domain: Domain, name: String, clauses: [Clause.ID]
    ) throws(Refusal) {
        func bad(_ value: String, _ ja: String, _ en: String) -> Refusal {
            Refusal(
                .unknownValue, clauses: clauses, "「\(value)」は\(name)の答えになりません。\(ja)",
                "“\(value)” is no answer to \(name). \(en)", missing: [name])
        }
        if !domain.isSeveral, values.count != 1, domain != .people {
            throw bad(values.joined(separator: ","), "一つだけ答えてください。", "Give one answer.")
        }
        for value in values {
            switch domain {
            case .yesNo:
                if value != "yes" && value != "no" { throw bad(value, "yes か no で答えます。", "Answer yes or no.") }
            case .choice(let options, _):
                if !options.contains(where: { $0.id == value }) {
                    let names = options.map(\.id).joined(separator: ", ")
                    throw bad(value, "選べるのは \(names) です。", "Choose from \(names).")
                }
            case .number(let unit):
                guard let number = Int(value), number >= 0 else {
                    throw bad(value, "\(unit)の数を整数で答えます。", "Give a whole number of \(unit).")
                }
            case .text:
                if !value.contains(where: { !$0.isWhitespace }) { throw bad(value, "言葉で答えます。", "Answer in words.") }
                if value.utf8.count > 1_048_576 { throw bad("…", "長すぎます（1MBまで）。", "It is too long (1 MB at most).") }
            case .instant:
                if Instant(reading: value, zone: house.zone) == nil {
                    throw bad(value, "日時を 2026-06-01T21:10 の形で答えます。", "Give a time such as 2026-06-01T21:10.")
                }
            case .date:
                if Day(reading: value) == nil {
                    throw bad(value, "日付を 2026-06-01 の形で答えます。", "Give a date such as 2026-06-01.")
                }
            case .person, .people:
                if !house.canBeNamed(value) { throw bad(value, "登録された人を選びます。", "Choose a known person.") }
            case .row(let register):
                if house.registers[register]?[value] == nil {
                    throw bad(value, "台帳にある行を選びます。", "Choose a row of the register.")
                }
            }
        }
    }

    /// Opens a matter.
    func open() throws(Refusal) -> Outcome {
        guard matter.entries == 0 else {
            throw Refusal(.malformed, "この番号の案件は既にあります。", "There is already a matter with this id.")
        }
        let kinds = program.rulebook.matters
        guard let kind = command.matterKind.map({ program.matters[$0] }) ?? kinds.first else {
            throw Refusal(
                .malformed, "そのような種類の案件はありません。", "There is no such kind of matter.",
                missing: kinds.map(\.id.text))
        }
        let seats = frame.resolve(kind.openedBy).seats
        guard let actor = seated(seats) ?? frame.fit(command.person, seats).map({ self.actor($0.seat, $0.fitting) })
        else {
            throw Refusal(
                .notThePost, clauses: kind.clauses, "この案件を開けるのは別の役職です。", "Another post opens this kind of matter.",
                who: seats)
        }
        let answered = try check(command.answers)
        var changes: [Change] = [
            .opened(
                .init(
                    kind: kind.id, rulebook: program.rulebook.identity.id,
                    edition: program.rulebook.identity.edition, adopted: program.rulebook.adopted,
                    exercise: command.exercise, parent: command.other))
        ]
        for part in program.rulebook.parts where part.binding == .opening {
            changes.append(.bound(part: part.id, person: command.names[part.id] ?? command.person))
        }
        // Whose answer counts is read with the parts bound: the applicant answers for himself.
        var opened = matter
        opened.apply(event(actor, changes))
        let then = Decider(command: command, matter: opened, setting: setting)
        for given in answered {
            guard let fact = program.facts[given.fact] else { continue }
            let asked = fact.askedOf.map { then.frame.resolve($0).seats } ?? []
            let weight: Change.Weight =
                fact.askedOf == nil || then.seated(asked) != nil ? .asked : fact.fromAnyone ? .anyone : .statement
            changes.append(
                .answered(.init(fact: given.fact, item: given.item, value: given.value, weight: weight)))
        }
        return outcome(event(actor, clauses: kind.clauses, changes))
    }
}
