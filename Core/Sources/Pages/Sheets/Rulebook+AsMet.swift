import Rules

extension Rulebook {
    /// The playbooks in groups, in the order in which somebody meets them who is called at night.
    ///
    /// First what cannot begin unless somebody is in danger, then what begins with every report, then what follows
    /// from a kind of report alone, then the rest of the reported matter, then everything else; within each of these
    /// as the rulebook has them. It follows from the conditions of the playbooks and from how one reports.
    var playbooksAsMet: [[Playbook]] {
        guard let reporting = reporting.first else { return [playbooks] }
        let ranked = Dictionary(grouping: playbooks) { rank($0, under: reporting) }
        return ranked.sorted { $0.key < $1.key }.map(\.value)
    }

    private func rank(_ playbook: Playbook, under reporting: Reporting) -> Int {
        if let danger = reporting.danger, truth(playbook.begins, [danger: ["no"]]) == false { return 0 }
        let kind = matters.first { $0.id == reporting.matter }
        let isReported =
            (playbook.matters.isEmpty || playbook.matters.contains(reporting.matter))
            && (kind?.playbooks.isEmpty ?? true || kind?.playbooks.contains(playbook.id) == true)
        guard isReported else { return 4 }
        if truth(playbook.begins, [:]) == true { return 1 }
        return reporting.kinds.contains { truth(playbook.begins, $0.answers) == true } ? 2 : 3
    }

    /// What follows from these answers alone, with nothing else known; nil when it is open.
    private func truth(_ condition: Condition, _ answers: [Name<Fact>: [String]]) -> Bool? {
        switch condition {
        case .always: return true
        case .all(let parts):
            let found = parts.map { truth($0, answers) }
            return found.contains(false) ? false : found.contains(nil) ? nil : true
        case .any(let parts):
            let found = parts.map { truth($0, answers) }
            return found.contains(true) ? true : found.contains(nil) ? nil : false
        case .not(let inner): return truth(inner, answers).map { !$0 }
        case .unlessSure(let inner): return truth(inner, answers) != true
        case .term(let id): return terms.first { $0.id == id }.flatMap { truth($0.condition, answers) }
        case .fact(let id, .oneOf(let values)): return answers[id].map { !Set($0).isDisjoint(with: values) }
        case .fact(let id, .none): return answers[id].map(\.isEmpty)
        case .fact(let id, .known): return answers[id].map { _ in true }
        case .fact(_, .atLeast), .fact(_, .below), .done, .begun, .round, .ended, .granted, .asked, .rejected, .way,
            .deviated, .filled, .written, .marked, .same, .some, .every, .itemState, .column, .inRegister, .child,
            .hour, .openedAt, .exercise:
            return nil
        }
    }
}
