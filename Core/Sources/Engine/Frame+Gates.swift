import Rules

/// Why an act is not lawful now.
struct Block {
    enum Kind { case forbidden, notGranted, undecided }
    var kind: Kind
    var gate: String
    var clauses: [Clause.ID]
    var label: Label
    /// Ways that would let it pass, with their clauses, and the clause of the gate's own `until`.
    var lawfulBy: [Clause.ID]
    var unknowns: Unknowns
    /// Who can lift it: those who give the approval.
    var who: [Seat]
}

/// What the gates say of an act.
struct Passage {
    var blocks: [Block] = []
    var ways: [(gate: String, way: Name<Way>, row: String)] = []
    var warnings: [(gate: String, clauses: [Clause.ID])] = []
}

extension Frame {
    /// What an act says of itself when it meets the gates.
    struct Approach {
        var deed: Deed
        var step: Step?
        var item: String?
        /// The register row relied on.
        var cites: String?
        /// The way insisted on.
        var way: Name<Way>?
        /// The addressees are not those of the step, so every gate is met, not only those that the step can meet.
        var isReaddressed = false
        /// The hash of the step's paper as it would be after the act; nil when it does not change.
        var digest: String?
    }

    /// Meets every prohibition and approval that is in force with an act.
    func pass(_ approach: Approach) -> Passage {
        var passage = Passage()
        let scope = scope(of: approach.item)
        let step = approach.isReaddressed ? nil : approach.step
        let candidates = step.map { program.forbidsOnStep[$0.id, default: []] } ?? program.rulebook.forbids
        for forbid in candidates where forbid.selectors.contains(where: approach.deed.matches) {
            if let playbook = forbid.playbook, begun(playbook) != .yes { continue }
            let when = truth(forbid.when, scope)
            if when == .no || truth(forbid.until ?? .not(.always), scope) == .yes { continue }
            meet(forbid, approach, scope, &passage)
        }
        let approvals = step.map { program.approvalsOnStep[$0.id, default: []] } ?? program.rulebook.approvals
        for approval in approvals where approval.before.contains(where: approach.deed.matches) {
            if let playbook = approval.playbook, begun(playbook) != .yes { continue }
            if truth(approval.when, scope) == .no { continue }
            meet(approval, approach, scope, &passage)
        }
        return passage
    }

    private func meet(_ forbid: Forbid, _ approach: Approach, _ scope: Scope, _ passage: inout Passage) {
        if let used = openWay(forbid.ways, approach, scope) {
            passage.ways.append((forbid.id.text, used.way, used.row))
        } else if forbid.warns {
            passage.warnings.append((forbid.id.text, forbid.clauses))
        } else {
            var unknowns = Unknowns()
            _ = truth(forbid.when, scope, asking: &unknowns)
            if let until = forbid.until { _ = truth(until, scope, asking: &unknowns) }
            passage.blocks.append(
                Block(
                    kind: .forbidden, gate: forbid.id.text, clauses: forbid.clauses, label: forbid.label,
                    lawfulBy: forbid.ways.flatMap(\.clauses) + program.grounds(of: forbid.until).clauses,
                    unknowns: unknowns,
                    who: []))
        }
    }

    private func meet(_ approval: Approval, _ approach: Approach, _ scope: Scope, _ passage: inout Passage) {
        let subject =
            approach.step == nil && approval.paper == nil
            ? Self.freeSubject(approach.deed.act.text, approach.deed.paper)
            : subject(of: approval, for: approach.step?.id)
        let insists = approval.ways.contains { $0.id == approach.way }
        if !insists, isGranted(approval, subject: subject), covers(approval, subject, approach),
            !isSpent(approval, subject: subject)
        {
            return
        }
        if let used = openWay(approval.ways, approach, scope) {
            passage.ways.append((approval.id.text, used.way, used.row))
            return
        }
        let bound = resolve(approval.givenBy)
        var unknowns = bound.unknowns
        _ = truth(approval.when, scope, asking: &unknowns)
        let members = approval.givenBy.allClauses.isEmpty ? [] : bound.clauses
        passage.blocks.append(
            Block(
                kind: bound.isUndecided ? .undecided : .notGranted, gate: approval.id.text,
                clauses: (approval.clauses + members).unique, label: approval.label,
                lawfulBy: (approval.clauses + members + approval.ways.flatMap(\.clauses)).unique, unknowns: unknowns,
                who: bound.seats))
    }

    /// The posts and parts addressed, and the posts that a part comes to now; all it can come to while that is undecided.
    func reached(_ names: [String]) -> [String] {
        names.flatMap { name -> [String] in
            let part = Name<Part>(name)
            guard matter.bound[part] == nil, case .rule? = program.parts[part]?.binding else { return [name] }
            let bound = resolve(Choice(.part(part)))
            return bound.isUndecided ? [name].reachable(program.parts) : [name] + bound.seats.map(\.post.text)
        }
    }

    /// What was granted is what is now to be done: the same words, and this item was on the list.
    private func covers(_ approval: Approval, _ subject: String, _ approach: Approach) -> Bool {
        guard let request = liveRequest(approval, subject: subject) else { return false }
        if let item = approach.item, !request.items.isEmpty, !request.items.contains(item) { return false }
        guard let digest = approach.digest else { return true }
        let isSamePaper = approval.paper == nil || approval.paper?.paper == approach.deed.paper
        guard isSamePaper, approval.paper?.part == nil || approval.paper?.part == approach.step?.paper?.part else {
            return true
        }
        return request.digest == digest
    }

    private func openWay(_ ways: [Way], _ approach: Approach, _ scope: Scope) -> (way: Name<Way>, row: String)? {
        // A way insisted on closes the others of its gate, and says nothing about other gates.
        let insists = ways.contains { $0.id == approach.way }
        for way in ways where !insists || approach.way == way.id {
            if !way.only.isEmpty, !way.only.contains(where: approach.deed.matches) { continue }
            guard truth(way.when, scope) == .yes else { continue }
            guard let register = way.cites else { return (way.id, "") }
            guard let cited = approach.cites, let rules = program.registers[register],
                let row = house.registers[register]?[cited], house.isInForce(row, of: rules, at: at)
            else { continue }
            return (way.id, cited)
        }
        return nil
    }
}

extension Array where Element: Hashable {
    /// The elements in their order, each once.
    var unique: [Element] {
        guard count > 1 else { return self }
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
