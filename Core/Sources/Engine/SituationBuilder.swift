import Notation
import Rules

/// Goes once through the rules that are alive on a matter and collects what follows.
struct SituationBuilder {
    let frame: Frame
    private var duties: [Duty] = []
    private var permitted: [Duty] = []
    private var questions: [Question] = []
    private var questionIndex: [Unknowns.Ask: Int] = [:]
    private var obstacles: [Closing.Obstacle] = []
    private var begun: [Playbook] = []

    init(frame: Frame) { self.frame = frame }

    private var program: Program { frame.program }

    mutating func build() -> Situation {
        for playbook in program.playbooks(of: frame.matter.kind) { add(playbook) }
        for approval in program.rulebook.approvals { add(approval) }
        addClockQuestions()
        addHeldQuestions()
        let endings = self.endings()
        let closing = self.closing()
        return Situation(
            matter: frame.matter.id, at: frame.at, exercise: frame.matter.exercise, duties: duties,
            permitted: permitted, questions: questions, clocks: clocks(), playbooks: begun.map(\.id),
            endings: endings, notices: notices(), closing: closing)
    }

    private mutating func add(_ playbook: Playbook) {
        switch frame.begun(playbook.id) {
        case .no: return
        case .unknown:
            var unknowns = Unknowns()
            frame.collect(playbook.begins, .matter, into: &unknowns)
            ask(unknowns, hangs: playbook.id.text, clauses: playbook.clauses)
            return
        case .yes: begun.append(playbook)
        }
        for step in playbook.steps {
            for item in frame.itemsOf(step) { add(step, item: item) }
        }
    }

    private mutating func add(_ step: Step, item: Change.Item?) {
        let itemID = item?.id
        let marks = frame.liveMarks(step.id, item: itemID)
        switch frame.status(step, item: itemID) {
        case .done, .notOwed, .waiting: break
        case .unknown(let unknowns):
            ask(unknowns, hangs: step.id.text, clauses: step.clauses)
        case .open:
            if marks.isEmpty || !frame.undone(step, item: itemID, marks: marks).isEmpty {
                addLegs(step, item: itemID, marks: marks)
            } else {
                addPass(step, item: itemID, since: marks.last?.at ?? frame.matter.openedAt)
            }
        }
    }

    private mutating func addLegs(_ step: Step, item: String?, marks: [Matter.Mark]) {
        let scope = frame.scope(of: item)
        let because = frame.because(step, item: item)
        let since = frame.since(step, item: item, because: because)
        let due = frame.due(step, since: since)
        let asks = frame.openAsks(step, item: item)
        let passage = frame.pass(approach(step, item: item))
        let by = frame.resolve(step.by, scope)
        for leg in frame.undone(step, item: item, marks: marks) {
            var duty = Duty(
                kind: .act, act: step.act.text, label: step.label, step: step.id, approval: nil, subject: "",
                item: item, clauses: step.clauses, bearers: frame.bearers(leg.by), to: leg.to.map(\.name).unique,
                since: since, word: due.word, due: due.at, held: passage.blocks.map(Duty.Hold.init),
                asks: asks.map(\.fact), missing: [], because: because)
            if let use = step.paper {
                let fields = frame.matter.papers[use.paper]?.last?.fields ?? [:]
                duty.missing = frame.missingFields(use, in: fields, scope).map(\.id)
            }
            if step.may { permitted.append(duty) } else { duties.append(duty) }
        }
        if by.isUndecided { ask(by.unknowns, hangs: step.id.text, clauses: by.clauses) }
        for ask in asks {
            let fact = program.facts[ask.fact]
            let item = fact?.per == nil ? nil : item
            add(
                .init(fact: ask.fact, item: item), hangs: step.id.text, clauses: ask.clauses + step.clauses,
                otherwise: step.by)
        }
    }

    private func approach(_ step: Step, item: String?) -> Frame.Approach {
        let marks = step.paper.flatMap { frame.matter.papers[$0.paper]?.last?.marks } ?? []
        let deed = Deed(
            act: step.act, to: frame.reached(step.to?.named ?? []), paper: step.paper?.paper, marks: marks, step: step,
            playbook: program.playbookOf[step.id], program: program)
        return Frame.Approach(deed: deed, step: step, item: item)
    }

    private mutating func addPass(_ step: Step, item: String?, since: Instant) {
        guard let via = step.via else { return }
        let bound = frame.resolve(via, frame.scope(of: item))
        duties.append(
            Duty(
                kind: .pass, act: "pass", label: step.label, step: step.id, approval: nil, subject: "", item: item,
                clauses: (step.clauses + bound.clauses).unique, bearers: frame.bearers(bound.seats),
                to: step.to?.named ?? [], since: since, word: nil, due: nil, held: [], asks: [], missing: [],
                because: [.done(step.id, by: "", entry: 0)]))
        if bound.isUndecided { ask(bound.unknowns, hangs: step.id.text, clauses: bound.clauses) }
    }

    // MARK: Approvals

    private mutating func add(_ approval: Approval) {
        if approval.paper != nil {
            add(approval, subject: "")
            return
        }
        let gated = program.gatedBy[approval.id, default: []]
        if gated.isEmpty || !approval.after.isEmpty && gated.count == 1 {
            add(approval, subject: gated.first?.id.text ?? "")
        } else {
            for step in gated where frame.begun(program.playbookOf[step.id] ?? "") == .yes {
                add(approval, subject: step.id.text)
            }
        }
        if approval.before.contains(where: \.close) { add(approval, subject: Frame.closing) }
        // Acts that no step foresaw: those done without it, and those for which somebody has asked.
        for subject in frame.deviatedWords(approval).map({ Frame.freeSubject($0, nil) })
        where !frame.unasked(approval, subject: subject).isEmpty {
            add(approval, subject: subject)
        }
        let asked = frame.matter.requests[approval.id, default: []].map(\.subject).filter { $0.hasPrefix("act:") }
        for subject in asked.unique
        where subject != Frame.closing && frame.liveRequest(approval, subject: subject) != nil {
            add(approval, subject: subject)
        }
    }

    private mutating func add(_ approval: Approval, subject: String) {
        switch frame.stage(approval, subject: subject) {
        case .quiet: break
        case .unknown(let unknowns): ask(unknowns, hangs: approval.id.text, clauses: approval.clauses)
        case .toAsk(let may):
            let bound = frame.resolve(approval.askedBy)
            let duty = gateDuty(.ask, approval, subject, bound.seats, clauses: askClauses(approval))
            if may { permitted.append(duty) } else { duties.append(duty) }
            if bound.isUndecided { ask(bound.unknowns, hangs: approval.id.text, clauses: bound.clauses) }
        case .toRead(let reader) where reader.seats.isEmpty:
            ask(reader.unknowns, hangs: approval.id.text, clauses: approval.clauses + reader.clauses)
        case .toRead(let reader):
            duties.append(
                gateDuty(.read, approval, subject, reader.seats, clauses: approval.clauses + reader.clauses))
        case .toDecide(let bound, let missing):
            if bound.isUndecided {
                ask(bound.unknowns, hangs: approval.id.text, clauses: bound.clauses)
            }
            for group in missing where !group.isEmpty {
                duties.append(
                    gateDuty(.decide, approval, subject, group, clauses: approval.clauses + bound.clauses))
            }
        case .toReadLater(let readers):
            for reader in readers where reader.seats.isEmpty {
                ask(reader.unknowns, hangs: approval.id.text, clauses: approval.clauses + reader.clauses)
            }
            for reader in readers where !reader.seats.isEmpty {
                duties.append(
                    gateDuty(
                        .readLater, approval, subject, reader.seats, clauses: approval.clauses + reader.clauses))
            }
        }
    }

    /// The clauses that a request stands on: the approval's, and those of the row that holds now.
    private func askClauses(_ approval: Approval) -> [Clause.ID] {
        (approval.clauses + approval.askedBy.allClauses + frame.resolve(approval.givenBy).clauses).unique
    }

    private func gateDuty(
        _ kind: Duty.Kind, _ approval: Approval, _ subject: String, _ seats: [Seat], clauses: [Clause.ID]
    ) -> Duty {
        let request = frame.liveRequest(approval, subject: subject)
        let afters = approval.after.compactMap { id in
            frame.liveMarks(id, item: nil).last.map { (id, $0) }
        }
        var because = afters.map { Duty.Because.done($0.0, by: $0.1.actor.person, entry: $0.1.entry) }
        var since = afters.map(\.1.at).max() ?? frame.matter.openedAt
        if let request, kind != .ask {
            because.append(.asked(approval.id, by: request.by.person, entry: request.entry))
            since = request.at
        }
        return Duty(
            kind: kind, act: kind == .ask ? "ask" : kind == .decide ? "grant" : "pass", label: approval.label,
            step: nil, approval: approval.id, subject: subject, item: nil, clauses: clauses.unique,
            bearers: frame.bearers(seats), to: [], since: since, word: nil, due: nil, held: [], asks: [],
            missing: [], because: because.isEmpty ? [.opened] : because)
    }

    // MARK: Questions

    private mutating func ask(_ unknowns: Unknowns, hangs: String, clauses: [Clause.ID]) {
        for ask in unknowns.asks { add(ask, hangs: hangs, clauses: clauses, otherwise: nil) }
    }

    private mutating func add(
        _ ask: Unknowns.Ask, hangs: String, clauses: [Clause.ID], otherwise: Choice?
    ) {
        if let index = questionIndex[ask] {
            if !questions[index].hangs.contains(hangs) { questions[index].hangs.append(hangs) }
            questions[index].clauses = (questions[index].clauses + clauses).unique
            return
        }
        guard let fact = program.facts[ask.fact] else { return }
        let scope = frame.scope(of: ask.item)
        let bound = (fact.askedOf ?? otherwise).map { frame.resolve($0, scope) }
        questionIndex[ask] = questions.count
        questions.append(
            Question(
                fact: fact.id, label: fact.label, item: ask.item, clauses: (fact.clauses + clauses).unique,
                bearers: frame.bearers(bound?.seats ?? []), hangs: [hangs],
                askedBefore: frame.standing(fact.id, scope)?.value == .notKnown, options: fact.domain.options))
    }

    private mutating func addClockQuestions() {
        for clock in program.rulebook.clocks {
            guard let face = frame.clock(clock.id), face.state == .running, face.end == nil else { continue }
            if let until = clock.until {
                add(.init(fact: until, item: nil), hangs: clock.id.text, clauses: clock.clauses, otherwise: nil)
            }
            for (start, reckoning) in zip(clock.starts, face.reckonings) where reckoning.from == nil {
                guard case .fact(let fact) = start.source else { continue }
                add(.init(fact: fact, item: nil), hangs: clock.id.text, clauses: start.clauses, otherwise: nil)
            }
        }
    }

    /// A duty that an unknown fact holds makes that fact a question.
    private mutating func addHeldQuestions() {
        for duty in duties {
            for hold in duty.held {
                for fact in hold.questions {
                    let item = program.facts[fact]?.per == nil ? nil : duty.item
                    add(.init(fact: fact, item: item), hangs: hold.gate, clauses: hold.clauses, otherwise: nil)
                }
            }
        }
    }

    // MARK: The rest

    private func clocks() -> [ClockFace] {
        program.rulebook.clocks.compactMap { frame.clock($0.id) }.filter { $0.state != .notStarted }
    }

    private func endings() -> [String] {
        let kind = program.matters[frame.matter.kind]
        return ((kind?.endings ?? []) + begun.flatMap(\.endings)).filter { frame.truth($0.when) == .yes }.map(\.id)
            .unique
    }

    private mutating func closing() -> Closing {
        for duty in duties {
            obstacles.append(
                .duty(step: duty.step?.text ?? duty.approval?.text ?? "", clauses: duty.clauses))
        }
        for question in questions { obstacles.append(.unknown(fact: question.fact, clauses: question.clauses)) }
        let passage = frame.pass(.init(deed: .closing(program: program), step: nil))
        for block in passage.blocks { obstacles.append(.forbidden(gate: block.gate, clauses: block.clauses)) }
        let owing = (duties.flatMap(\.bearers) + questions.flatMap(\.bearers)).map(\.seat)
        let awaited = addEndings()
        let who = owing.isEmpty ? awaited.flatMap { frame.resolve($0.by, .matter).seats } : owing
        return Closing(
            may: obstacles.isEmpty, obstacles: obstacles, who: who.unique, deviations: frame.matter.deviations)
    }

    /// Without an ending, the clauses of the endings stand against closing; those of what the endings wait for are named
    /// where nothing else would be, for while something is owed they would only hide its clauses.
    ///
    /// - Returns: the steps that would bring an ending.
    private mutating func addEndings() -> [Step] {
        var awaited: [Step] = []
        let isSilent = obstacles.allSatisfy(\.clauses.isEmpty)
        func need(_ endings: [Ending], of owner: String, _ clauses: [Clause.ID]) {
            if endings.isEmpty || endings.contains(where: { frame.truth($0.when) == .yes }) { return }
            let grounds = program.grounds(of: endings)
            let behind = grounds.clauses.isEmpty ? clauses : grounds.clauses
            obstacles.append(.noEnding(of: owner, clauses: isSilent ? behind : endings.flatMap(\.clauses)))
            awaited += grounds.steps.compactMap { program.steps[$0] }
        }
        if let kind = program.matters[frame.matter.kind], !kind.endings.isEmpty {
            need(kind.endings, of: kind.id.text, kind.clauses)
        } else {
            for playbook in begun { need(playbook.endings, of: playbook.id.text, playbook.clauses) }
        }
        return awaited
    }

    private func notices() -> [ShownNotice] {
        program.rulebook.notices.filter { notice in
            guard frame.truth(notice.when) == .yes else { return false }
            switch notice.place {
            case .matter(let kind): return kind == frame.matter.kind
            case .playbook(let id): return begun.contains { $0.id == id }
            case .step(let id): return (duties + permitted).contains { $0.step == id }
            case .fact(let id):
                return questions.contains { $0.fact == id } || frame.standing(id, .matter) != nil
            case .paper(let id):
                return (duties + permitted).contains { duty in
                    duty.step.flatMap { program.steps[$0]?.paper?.paper } == id
                        || duty.approval.flatMap { program.approvals[$0]?.paper?.paper } == id
                }
            case .register(let id):
                return program.items.values.contains { $0.register == id && !frame.items($0.id).isEmpty }
            }
        }.map { ShownNotice(id: $0.id, label: $0.label, clauses: $0.clauses, place: $0.place) }
    }
}

extension Duty.Hold {
    init(_ block: Block) {
        self.init(
            gate: block.gate, clauses: block.clauses, lawfulBy: block.lawfulBy,
            questions: block.unknowns.asks.map(\.fact))
    }
}
