import Engine
import Rules

extension Words {
    /// A change in words; nil for what the line of the entry says anyway.
    public func change(_ change: Change) -> String? {
        switch change {
        case .answered(let it):
            return "\(fact(it.fact))＝\(value(it.value, of: it.fact))" + about(it.item)
        case .done(let it):
            return (it.step.map { step($0.text) } ?? say("手順にない行為", "an act that no step foresaw"))
                + about(it.item) + (it.inFact ? say("（実際に行われたこと）", " (done in fact)") : "")
        case .written(let it): return "\(paper(it.paper)) " + say("第\(it.number)版", "version \(it.number)")
        case .asked(let it): return say("求めた決裁：", "asked: ") + gate(it.approval.text)
        case .decided(let it): return "\(gate(it.approval.text))：\(decided(it.outcome))"
        case .itemAdded(let it):
            let thing = thing(it)
            return say("加えた対象：", "item: ") + it.id + (thing.isEmpty ? "" : "　\(thing)")
        case .itemMoved(let item, let state): return "\(name(of: item)) → \(itemState(state))"
        case .deviated(let gate, let ids): return say("【逸脱】", "[deviation] ") + self.gate(gate) + clauses(ids)
        case .warned(let gate, let ids): return say("【注意】", "[warning] ") + self.gate(gate) + clauses(ids)
        case .wayUsed(let gate, let way, _):
            return say("当てはめた場合：", "way: ") + "\(self.gate(gate)) \(self.way(way))"
        case .childOpened(let id, let kind, _): return say("開いた案件：", "opened: ") + "\(id) \(matter(kind.text))"
        case .childEnded(let id, let ending): return say("終わった案件：", "ended: ") + "\(id) \(self.ending(ending))"
        case .struck(let entry): return say("取消線：記録\(entry)", "struck: entry \(entry)")
        case .statement(let speaker): return say("話した人：", "speaker: ") + person(speaker)
        case .linked(let other): return say("関連付けた案件：", "linked: ") + other
        case .ended(let it): return say("終わり方：", "ended: ") + ended(it.how)
        case .excluded(let person): return say("除外した人：", "excluded: ") + self.person(person)
        case .readmitted(let person): return say("除外を解除した人：", "readmitted: ") + self.person(person)
        case .excludedAbove(let person): return say("除外された人：", "excluded: ") + self.person(person)
        case .readmittedAbove(let person): return say("除外を解除された人：", "readmitted: ") + self.person(person)
        case .shown(let person): return say("閲覧者に加えた人：", "reader: ") + self.person(person)
        case .unshown(let person): return say("閲覧者から除いた人：", "no longer a reader: ") + self.person(person)
        case .handedOver(_, let from, let to): return "\(person(from)) → \(person(to))"
        case .moved(let edition, _): return say("移した版：", "moved to edition ") + edition
        // Whoever only enters for the program is nobody's finder or reporter.
        case .bound(_, let person) where house.people[person]?.isSystem == true: return nil
        case .bound(let part, let person): return "\(post(part.text))＝\(self.person(person))"
        case .childReopened(let id): return say("再開された案件：", "reopened: ") + id
        case .evidenceKept(let it):
            return say("証拠：", "evidence: ") + "\(it.name)　\(person(it.from)) → \(person(it.to))　\(it.file.prefix(12))"
                + (it.sealed ? say("【封印】", " [sealed]") : "")
        case .evidencePassed(let file, let from, let to):
            return say("証拠：", "evidence: ") + "\(name(ofFile: file))　\(person(from)) → \(person(to))"
        case .evidenceSealed(let file), .evidenceOpened(let file):
            return say("証拠：", "evidence: ") + name(ofFile: file)
        case .opened, .passedOn, .roundBegun, .reopened: return nil
        }
    }

    /// A way through a gate; its clauses' words where it has no name.
    public func way(_ id: Name<Way>) -> String {
        let book = program.rulebook
        guard let way = (book.forbids.flatMap(\.ways) + book.approvals.flatMap(\.ways)).first(where: { $0.id == id })
        else { return id.text }
        let label = pick(way.label)
        return label.isEmpty ? way.clauses.first.map(sentence).flatMap { $0.isEmpty ? nil : $0 } ?? id.text : label
    }

    /// A state of items, whichever kind has it first.
    public func itemState(_ id: String) -> String {
        let states = program.rulebook.items.flatMap(\.states)
        let label = states.first { $0.id == id }.map { pick($0.label) } ?? ""
        return label.isEmpty ? id : label
    }
}
