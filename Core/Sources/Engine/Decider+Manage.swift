import Notation
import Rules

extension Decider {
    /// The acts that every matter has, whatever its rulebook.
    func manage() throws(Refusal) -> Outcome {
        let actor = try generalActor()
        switch command.verb {
        case "note":
            try require(command.text, "text", "書くことがありません。", "There is nothing to note.")
            return outcome(event(actor, []))
        case "statement":
            try require(command.text, "text", "聞き取った内容を書いてください。", "Write what was said.")
            try require(command.onBehalf, "speaker", "誰が話したかを書いてください。", "Say who spoke.")
            return outcome(event(actor, [.statement(speaker: command.onBehalf)]))
        case "correct": return try correct(actor)
        case "link":
            try require(command.other, "other", "どの案件と関連付けるかを示してください。", "Say which matter to link.")
            try checkIsOther()
            return outcome(event(actor, [.linked(command.other)]))
        case "split":
            guard let id = command.newIDs.first else {
                throw Refusal(.malformed, "新しい案件の番号がありません。", "There is no id for the new matter.")
            }
            try require(command.reason, "reason", "分ける理由を書いてください。", "Give the reason for splitting.")
            return try split(actor, id)
        case "merge":
            try require(command.other, "other", "どの案件にまとめるかを示してください。", "Say into which matter.")
            try checkIsOther()
            return try end(actor, .merged, into: command.other)
        case "false-alarm": return try end(actor, .falseAlarm)
        case "withdraw": return try end(actor, .withdrawn)
        case "close": return try close(actor)
        case "reopen":
            guard matter.ended != nil else {
                throw Refusal(.malformed, "この案件は終わっていません。", "The matter has not ended.")
            }
            try require(command.reason, "reason", "再開の理由を書いてください。", "Give the reason for reopening.")
            return outcome(event(actor, [.reopened]))
        case "hand-over":
            guard let to = command.to.first, house.canBeNamed(to) else {
                throw Refusal(.malformed, "誰に引き継ぐかを示してください。", "Say to whom it is handed over.", missing: ["to"])
            }
            if let refusal = refusal(naming: to) { throw refusal }
            return outcome(event(actor, [.handedOver(post: actor.post, from: command.person, to: to)]))
        case "exclude", "readmit", "show-to", "unshow": return try sight()
        case "begin-again":
            guard let playbook = command.playbook, frame.begun(playbook) == .yes else {
                throw Refusal(
                    .malformed, "始まっている対応手順を示してください。", "Name a playbook that has begun.", missing: ["playbook"])
            }
            try require(command.reason, "reason", "やり直す理由を書いてください。", "Give the reason.")
            return outcome(event(actor, [.roundBegun(playbook)]))
        default:
            try require(command.edition, "edition", "移す先の版を示してください。", "Name the edition to move to.")
            try require(command.reason, "reason", "版を移す理由を書いてください。", "Give the reason for moving.")
            return outcome(event(actor, [.moved(edition: command.edition, adopted: command.adopted)]))
        }
    }

    func require(_ text: String, _ name: String, _ ja: String, _ en: String) throws(Refusal) {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Refusal(.unanswered, ja, en, missing: [name])
        }
    }

    private func checkIsOther() throws(Refusal) {
        if command.other == matter.id {
            throw Refusal(.malformed, "同じ案件です。", "That is the same matter.", missing: ["other"])
        }
    }

    private func correct(_ actor: Actor) throws(Refusal) -> Outcome {
        guard let entry = command.entry, entry > 1, entry <= matter.entries else {
            throw Refusal(
                .malformed, "訂正する記録の番号が正しくありません。", "There is no such entry to correct.", missing: ["entry"])
        }
        try require(command.reason, "reason", "訂正の理由を書いてください。", "Give the reason for the correction.")
        let answers = try check(command.answers).map { weighed($0) }
        let actor = try checkMayStrike(entry, as: actor, answering: answers)
        return outcome(event(actor, [.struck(entry: entry)] + answers))
    }

    private func split(_ actor: Actor, _ id: String) throws(Refusal) -> Outcome {
        let opened = Change.opened(
            .init(
                kind: matter.kind, rulebook: matter.rulebook, edition: matter.edition, adopted: matter.adopted,
                exercise: matter.exercise, parent: ""))
        var changes = [opened, .linked(matter.id)]
        for (part, person) in matter.bound.sorted(by: { $0.key < $1.key }) {
            changes.append(.bound(part: part, person: person))
        }
        changes += inheritedExclusions.map { .excludedAbove(person: $0) }
        for given in try check(command.answers) {
            changes.append(
                .answered(.init(fact: given.fact, item: nil, value: given.value, weight: .anyone)))
        }
        let opening = Outcome.Opening(id: id, event: event(actor, changes))
        return Outcome(event: event(actor, [.linked(id)]), opened: [opening], warnings: [])
    }

    private func end(_ actor: Actor, _ how: Change.Ended.How, into: String = "") throws(Refusal) -> Outcome {
        try require(command.reason, "reason", "理由を書いてください。", "Give a reason.")
        if actor.post.isEmpty, command.person != matter.openedBy.person {
            throw Refusal(
                .notThePost, "役職にある人か，申し出た本人だけができます。", "Only the person who opened it or the holder of a post may.")
        }
        return outcome(event(actor, [.ended(.init(how: how, endings: [how.rawValue], into: into))]))
    }

    private func close(_ actor: Actor) throws(Refusal) -> Outcome {
        let now = frame.situation()
        if let refusal = now.closing.refusal { throw refusal }
        if actor.post.isEmpty {
            throw Refusal(.notThePost, "役職にある人だけが終えられます。", "Only the holder of a post may close it.")
        }
        return outcome(event(actor, [.ended(.init(how: .closed, endings: now.endings, into: ""))]))
    }
}
