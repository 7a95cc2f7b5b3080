import Notation
import Rules

extension Decider {
    /// A step found for a command, with the item it is for.
    struct Found {
        var step: Step
        var item: String?
        var status: StepStatus
    }

    /// Does an act of the rulebook: under an open step, or freely.
    func act() throws(Refusal) -> Outcome {
        guard program.acts[Name(command.verb)] != nil else {
            throw Refusal(
                .malformed, "そのような行為の語はありません（\(command.verb)）。", "There is no such act (\(command.verb)).")
        }
        let named = command.step != nil || command.clause != nil
        let found = matchingSteps()
        let open = found.filter { $0.status == .open }
        if let one = try choose(open) { return try perform(one) }
        if named {
            guard let best = found.first else {
                throw Refusal(
                    .malformed, clauses: command.clause.map { [$0] } ?? [], "この案件に，その条項のその行為はありません。",
                    "No step of this matter has that clause and that act.")
            }
            if command.inFact { return try perform(best) }
            throw withGates(closedStep(best), best)
        }
        if program.acts[Name(command.verb)]?.needsStep == true, !command.inFact {
            let refusal = needsStep(found)
            throw found.first.map { withGates(refusal, $0) } ?? refusal
        }
        return try free()
    }

    /// A step that is closed can be forbidden besides; the refusal names both grounds.
    private func withGates(_ refusal: Refusal, _ found: Found) -> Refusal {
        let deed = Deed(
            act: found.step.act, to: addressees(found.step, frame.scope(of: found.item)),
            paper: found.step.paper?.paper, marks: command.marks, step: found.step,
            playbook: program.playbookOf[found.step.id], program: program)
        let blocks = frame.pass(
            .init(deed: deed, step: found.step, item: found.item, cites: command.cites, way: command.way)
        ).blocks
        var refusal = refusal
        refusal.clauses = (refusal.clauses + blocks.flatMap(\.clauses)).unique
        refusal.lawfulBy = (refusal.lawfulBy + blocks.flatMap(\.lawfulBy)).unique
        refusal.questions = (refusal.questions + blocks.flatMap { $0.unknowns.asks.map(\.fact) }).unique
        return refusal
    }

    /// The steps of running playbooks that the command could mean.
    private func matchingSteps() -> [Found] {
        var found: [Found] = []
        var wider: [Found] = []
        for playbook in program.playbooks(of: matter.kind) {
            for step in playbook.steps where step.act.text == command.verb {
                let isNamed: Bool
                if let id = command.step {
                    isNamed = step.id == id
                } else if let clause = command.clause {
                    isNamed = step.clauses.contains(clause)
                    if !isNamed, step.innerClauses.contains(clause) { wider += self.found(step) }
                } else {
                    isNamed = true
                }
                if isNamed { found += self.found(step) }
            }
        }
        return found.isEmpty ? wider : found
    }

    private func found(_ step: Step) -> [Found] {
        let items = frame.itemsOf(step).filter { command.item == nil || step.each == nil || $0?.id == command.item }
        return items.map { Found(step: step, item: $0?.id, status: frame.status(step, item: $0?.id)) }
    }

    /// The one step that is meant; two that fit are an error that lists them.
    private func choose(_ open: [Found]) throws(Refusal) -> Found? {
        guard open.count > 1 else { return open.first }
        let fitting = open.filter { found in
            let marks = frame.liveMarks(found.step.id, item: found.item)
            let legs = frame.undone(found.step, item: found.item, marks: marks)
            return seated(legs.flatMap(\.by)) != nil
                && (command.to.isEmpty || legs.contains { $0.to.contains { command.to.contains($0.name) } })
        }
        guard fitting.count > 1 else { return fitting.first ?? open.first }
        guard
            command.step == nil && command.clause == nil || Set(fitting.map(\.step.id)).count > 1 || command.item == nil
        else { return fitting.first }
        throw Refusal(
            .ambiguous, "当てはまる手順が二つ以上あります。条項か対象を示してください。",
            "More than one open step fits. Name the clause or the item.",
            missing: fitting.compactMap(\.item).unique, steps: fitting.map(\.step.id).unique)
    }

    private func closedStep(_ found: Found) -> Refusal {
        let step = found.step
        switch found.status {
        case .done:
            return Refusal(
                .closedStep, clauses: step.clauses, "既に済んでいます。", "It has been done already.", steps: [step.id])
        case .waiting(let before):
            let names = before.unique
            return Refusal(
                .closedStep, clauses: step.clauses, "先に済ませる手順があります。", "Another step comes first.",
                lawfulBy: names.flatMap { program.steps[$0]?.clauses ?? [] }.unique, steps: names)
        case .unknown(let unknowns):
            return Refusal(
                .closedStep, clauses: step.clauses, "先に答えの要る確認事項があります。", "A fact must be answered first.",
                questions: unknowns.asks.map(\.fact))
        case .notOwed, .open:
            return Refusal(
                .closedStep, clauses: step.clauses, "今の事実では，この手順は開いていません。",
                "With the facts as they are, this step is not open.", steps: [step.id])
        }
    }

    private func needsStep(_ found: [Found]) -> Refusal {
        let act = program.acts[Name(command.verb)]
        let all = program.playbooks(of: matter.kind).flatMap(\.steps).filter { $0.act.text == command.verb }
        return Refusal(
            .closedStep, clauses: act?.clauses ?? [], "この行為は，根拠となる手順が開いているときだけできます。",
            "This act can be done only under an open step.",
            lawfulBy: all.flatMap(\.clauses).unique, steps: all.map(\.id))
    }

    // MARK: Under a step

    private func perform(_ found: Found) throws(Refusal) -> Outcome {
        let step = found.step
        let scope = frame.scope(of: found.item)
        let marks = frame.liveMarks(step.id, item: found.item)
        let legs = frame.undone(step, item: found.item, marks: marks)
        let by = frame.resolve(step.by, scope)
        let actor = try performer(step, by: by, legs: legs)
        try checkAddressees(of: step, scope)
        let paper = try content(step.paper, scope)
        let deed = Deed(
            act: step.act, to: addressees(step, scope), paper: step.paper?.paper,
            marks: paper?.marks ?? [], step: step, playbook: program.playbookOf[step.id], program: program)
        let then = frameOfAct()
        let passage = then.pass(
            .init(
                deed: deed, step: step, item: found.item, cites: command.cites, way: command.way,
                isReaddressed: !command.to.isEmpty,
                digest: paper.flatMap { $0.isNew ? $0.digests[step.paper?.part ?? ""] : nil }))
        var changes = try changes(of: passage)
        if command.inFact, passage.blocks.isEmpty, then.status(step, item: found.item) != .open {
            changes.append(.deviated(gate: step.id.text, clauses: step.clauses))
        }
        let answered = try answers(step, item: found.item, scope)
        if let paper, !command.inFact { try checkComplete(step, paper, scope, answered: answered) }
        changes.append(
            .done(
                .init(
                    step: step.id, act: step.act, item: found.item, to: command.to,
                    inFact: command.inFact)))
        changes += answered
        if let paper, paper.isNew { changes.append(.written(paper.written)) }
        changes += try move(step, scope)
        changes += try naming(step)
        if let playbook = step.restarts { changes.append(.roundBegun(playbook)) }
        var opened: [Outcome.Opening] = []
        if let opening = step.opens {
            let child = try self.opening(opening, actor: actor, item: scope.item)
            opened.append(child)
            changes.append(.childOpened(id: child.id, kind: opening.matter, step: step.id))
        }
        return Outcome(
            event: event(actor, clauses: step.clauses, changes), opened: opened,
            warnings: passage.warnings.flatMap(\.clauses).unique)
    }

    private func performer(_ step: Step, by: Bound, legs: [Frame.Leg]) throws(Refusal) -> Actor {
        let seats = legs.flatMap(\.by)
        if let actor = seated(seats) { return actor }
        if step.recordedByAnyone || command.inFact {
            var actor = try generalActor()
            if !step.recordedByAnyone, actor.post.isEmpty { actor.post = by.seats.first?.post.text ?? "" }
            return actor
        }
        if by.isUndecided, seats.isEmpty {
            throw Refusal(
                .undecided, clauses: (step.clauses + by.clauses).unique, "誰が行うかがまだ決まりません。",
                "Who does it is not decided yet.", questions: by.unknowns.asks.map(\.fact))
        }
        throw Refusal(
            .notThePost, clauses: (step.clauses + by.clauses).unique, "これを行うのは別の役職です。", "Another post does this.",
            who: seats)
    }

    private func addressees(_ step: Step, _ scope: Frame.Scope) -> [String] {
        if !command.to.isEmpty { return frame.reached(command.to) }
        return step.to.map { frame.resolve($0, scope).seats.flatMap { [$0.name, $0.post.text] }.unique } ?? []
    }

    /// Addressees are posts, parts or people, and those of the step where it has some.
    private func checkAddressees(of step: Step?, _ scope: Frame.Scope = .matter) throws(Refusal) {
        for name in command.to
        where program.posts[Name(name)] == nil && program.parts[Name(name)] == nil && house.people[name] == nil {
            throw Refusal(
                .malformed, "そのような宛先はありません（\(name)）。", "There is no such addressee (\(name)).", missing: ["to"])
        }
        guard let step, let to = step.to, !command.inFact else { return }
        let bound = frame.resolve(to, scope)
        let seats = bound.seats.flatMap { [$0.name, $0.post.text, $0.person] }
        let allowed = bound.isUndecided ? seats + to.named.reachable(program.parts) : seats
        guard command.to.allSatisfy(allowed.contains) else {
            throw Refusal(
                .unknownValue, clauses: (step.clauses + bound.clauses).unique, "この手順の宛先ではありません。",
                "That is not whom this step is addressed to.", who: bound.seats, missing: ["to"])
        }
    }

    /// What had been done, asked and decided when the act happened: a grant that came later does not cover it.
    private func frameOfAct() -> Frame {
        guard command.inFact else { return frame }
        let then = matter.actsUntil(command.happened)
        return Frame(program: program, matter: then, house: house, at: command.happened)
    }

    /// Turns what the gates say into changes, or refuses; what happened in fact becomes a deviation.
    private func changes(of passage: Passage) throws(Refusal) -> [Change] {
        var changes: [Change] = []
        let ways = program.rulebook.forbids.flatMap(\.ways) + program.rulebook.approvals.flatMap(\.ways)
        if let way = command.way, !ways.contains(where: { $0.id == way }) {
            throw Refusal(.malformed, "そのような場合は規程にありません（\(way)）。", "There is no such way (\(way)).", missing: ["way"])
        }
        if let block = passage.blocks.first {
            guard command.inFact else { throw refusal(block, among: passage.blocks) }
            for block in passage.blocks { changes.append(.deviated(gate: block.gate, clauses: block.clauses)) }
        }
        changes += passage.ways.map { .wayUsed(gate: $0.gate, way: $0.way, row: $0.row) }
        changes += passage.warnings.map { .warned(gate: $0.gate, clauses: $0.clauses) }
        return changes
    }

    private func refusal(_ block: Block, among blocks: [Block]) -> Refusal {
        let kind: Refusal.Kind =
            switch block.kind {
            case .forbidden: .forbidden
            case .notGranted: .notGranted
            case .undecided: .undecided
            }
        let name = block.label.isEmpty ? Label(ja: "", en: "") : block.label
        return Refusal(
            kind, clauses: blocks.flatMap(\.clauses).unique,
            kind == .forbidden ? "規程がこれを認めていません。\(name.ja)" : "承認がまだありません。\(name.ja)",
            kind == .forbidden ? "The rules do not allow it. \(name.en)" : "It has not been approved yet. \(name.en)",
            who: blocks.flatMap(\.who).unique, lawfulBy: blocks.flatMap(\.lawfulBy).unique,
            questions: blocks.flatMap { $0.unknowns.asks.map(\.fact) }.unique)
    }

    private func answers(_ step: Step, item: String?, _ scope: Frame.Scope) throws(Refusal) -> [Change] {
        let given = try check(command.answers)
        let names = Set(given.map(\.fact))
        // What is answered with the act can itself decide what else is asked.
        var later = matter
        later.apply(
            event(
                Actor(person: command.person),
                given.map { .answered(.init(fact: $0.fact, item: $0.item, value: $0.value, weight: .asked)) }))
        let then = Frame(program: program, matter: later, house: house, at: command.happened)
        let open = then.openAsks(step, item: item).filter { !names.contains($0.fact) }
        if !open.isEmpty, !command.inFact {
            throw Refusal(
                .unanswered,
                clauses: open.flatMap { $0.clauses + (program.facts[$0.fact]?.clauses ?? []) + step.clauses }.unique,
                "先に答える確認事項があります（分からないときは「まだ分からない」と答えられます）。",
                "There are facts to answer (“unknown” is an answer).", questions: open.map(\.fact),
                missing: open.map(\.fact.text))
        }
        let asked = Set(step.asks.map(\.fact))
        return given.map { weighed($0, isAsked: asked.contains($0.fact)) }
    }

    private func checkComplete(
        _ step: Step, _ paper: PaperContent, _ scope: Frame.Scope, answered: [Change]
    ) throws(Refusal) {
        guard let use = step.paper else { return }
        // What comes with the act counts: its answers, and the fields that decide whether others are needed.
        var later = matter
        later.apply(event(Actor(person: command.person), answered + (paper.isNew ? [.written(paper.written)] : [])))
        let then = Frame(program: program, matter: later, house: house, at: command.happened)
        let missing = then.missingFields(use, in: paper.fields, then.scope(of: scope.item?.id))
        guard missing.isEmpty else {
            let sheet = program.papers[use.paper]
            throw Refusal(
                .incomplete,
                clauses: (missing.flatMap(\.clauses) + (sheet?.clauses ?? []) + use.clauses + step.clauses).unique,
                "様式に記載漏れがあります。", "The paper is not complete.", missing: missing.map(\.id.text))
        }
    }

    private func move(_ step: Step, _ scope: Frame.Scope) throws(Refusal) -> [Change] {
        guard let item = scope.item, !step.moves.isEmpty else { return [] }
        guard let move = step.moves.first(where: { $0.from == item.state }) else {
            if command.inFact { return [] }
            throw Refusal(
                .closedStep, clauses: step.clauses, "この対象は今その状態にありません。", "The item is not in that state now.")
        }
        let wanted = command.moves ?? (move.to.count == 1 ? move.to.first : nil)
        guard let state = wanted, move.to.contains(state) else {
            throw Refusal(
                .unanswered, clauses: step.clauses, "どの状態にするかを選んでください。", "Choose the state to move to.",
                missing: move.to)
        }
        return [.itemMoved(item: item.id, state: state)]
    }

    private func naming(_ step: Step) throws(Refusal) -> [Change] {
        guard let part = step.names else { return [] }
        guard let person = command.names[part] else {
            if command.inFact { return [] }
            throw Refusal(
                .unanswered, clauses: step.clauses + (program.parts[part]?.clauses ?? []), "誰に当てるかを示してください。",
                "Say who it is.", missing: [part.text])
        }
        guard house.canBeNamed(person) else {
            throw Refusal(.malformed, "この人は登録されていません（\(person)）。", "This person is not known (\(person)).")
        }
        if program.parts[part]?.excludes == nil, !command.inFact, let refusal = refusal(naming: person) {
            throw refusal
        }
        // What was done is taken down from anybody; whom it shuts out is not theirs to say.
        if program.parts[part]?.excludes != nil, command.inFact {
            _ = try sightActor(
                "この人に当てると，案件を見られなくなる人が出ます。当てることは，この案件に関わる役職の人だけができます。",
                "Naming them shuts somebody out: only the holder of a post that this matter concerns names them.")
        }
        return [.bound(part: part, person: person)]
    }

    /// An act that no step foresaw; it meets the same gates.
    private func free() throws(Refusal) -> Outcome {
        let actor = try generalActor()
        try checkAddressees(of: nil)
        let use = command.paper.map { Step.PaperUse(paper: $0) }
        let paper = try content(use, .matter)
        let deed = Deed(
            act: Name(command.verb), to: frame.reached(command.to), paper: command.paper,
            marks: paper?.marks ?? command.marks, step: nil, playbook: nil, program: program)
        let passage = frameOfAct().pass(
            .init(
                deed: deed, step: nil, item: command.item, cites: command.cites, way: command.way,
                digest: paper.flatMap { $0.isNew ? $0.digests[""] : nil }))
        var changes = try changes(of: passage)
        if command.inFact, program.acts[Name(command.verb)]?.needsStep == true, passage.blocks.isEmpty {
            changes.append(.deviated(gate: command.verb, clauses: program.acts[Name(command.verb)]?.clauses ?? []))
        }
        changes.append(
            .done(
                .init(
                    step: nil, act: Name(command.verb), item: command.item, to: command.to,
                    inFact: command.inFact)))
        changes += try check(command.answers).map { weighed($0) }
        if let paper, paper.isNew { changes.append(.written(paper.written)) }
        return Outcome(
            event: event(actor, changes), opened: [], warnings: passage.warnings.flatMap(\.clauses).unique)
    }
}

extension Step {
    /// The clauses that carriers inside the step name.
    var innerClauses: [Clause.ID] {
        by.allClauses + (to?.allClauses ?? []) + (via?.allClauses ?? []) + asks.flatMap(\.clauses)
            + (due?.clauses ?? []) + (paper?.clauses ?? []) + (opens?.clauses ?? [])
    }
}
