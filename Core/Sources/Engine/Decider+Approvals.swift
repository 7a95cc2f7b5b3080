import Notation
import Rules

extension Decider {
    /// An approval and the subject it is about.
    struct Target: Hashable {
        var approval: Approval
        var subject: String
    }

    /// Asks for an approval; fields that come with it are written first, so that what is asked for is on paper.
    func ask() throws(Refusal) -> Outcome {
        let candidates = targets()
        var changes: [Change] = []
        var later = self
        if let written = try draft(candidates.first) {
            changes.append(.written(written))
            var matter = matter
            matter.apply(event(Actor(person: command.person), changes))
            later = Decider(command: command, matter: matter, setting: setting)
        }
        let (target, actor, digest) = try later.request(among: candidates)
        changes.append(
            .asked(
                .init(
                    approval: target.approval.id, subject: target.subject, digest: digest,
                    items: frame.coveredItems(target.approval))))
        return outcome(event(actor, clauses: clauses(target), changes))
    }

    /// The new version of the paper that the fields given with a request make.
    private func draft(_ target: Target?) throws(Refusal) -> Change.Written? {
        guard !command.fields.isEmpty || !command.marks.isEmpty, let target else { return nil }
        let use = target.approval.paper ?? frame.paper(of: target.subject)
        guard let paper = try content(use, .matter), paper.isNew else { return nil }
        return paper.written
    }

    /// What may be asked for now, by whom, and on which hash.
    private func request(among candidates: [Target]) throws(Refusal) -> (Target, Actor, String) {
        let target = try one(of: candidates.filter(isAskable), among: candidates)
        let by = frame.resolve(target.approval.askedBy)
        guard let actor = seated(by.seats) else {
            throw Refusal(
                by.isUndecided ? .undecided : .notThePost, clauses: clauses(target), "承認を求めるのは別の役職です。",
                "Another post asks for this.", who: by.seats, questions: by.unknowns.asks.map(\.fact))
        }
        guard let digest = frame.currentDigest(target.approval, subject: target.subject) else {
            throw Refusal(
                .incomplete, clauses: clauses(target), "承認を求める文書がまだありません。", "There is no paper to approve yet.",
                missing: [target.approval.paper?.paper.text ?? ""])
        }
        if let use = target.approval.paper {
            let fields = matter.papers[use.paper]?.last?.fields ?? [:]
            let missing = frame.missingFields(use, in: fields, .matter)
            let carriers = missing.flatMap(\.clauses) + (program.papers[use.paper]?.clauses ?? []) + clauses(target)
            guard missing.isEmpty else {
                throw Refusal(
                    .incomplete, clauses: carriers.unique, "様式に記載漏れがあります。", "The paper is not complete.",
                    missing: missing.map(\.id.text))
            }
        }
        return (target, actor, digest)
    }

    private func isAskable(_ target: Target) -> Bool {
        switch frame.stage(target.approval, subject: target.subject) {
        case .toAsk: true
        default:
            frame.isRejected(target.approval, subject: target.subject)
                || frame.isSpent(target.approval, subject: target.subject)
                    && frame.isGranted(target.approval, subject: target.subject)
        }
    }

    /// Asked, and not decided yet.
    private func isUndecided(_ target: Target) -> Bool {
        switch frame.stage(target.approval, subject: target.subject) {
        case .toDecide, .toRead: true
        default: false
        }
    }

    /// Grants, returns or refuses what was asked.
    func decideRequest(_ result: Change.Decided.Outcome) throws(Refusal) -> Outcome {
        let candidates = targets()
        let target = try one(of: candidates.filter(isUndecided), among: candidates)
        guard let request = frame.liveRequest(target.approval, subject: target.subject) else {
            throw Refusal(.closedStep, clauses: clauses(target), "まだ求められていません。", "Nothing has been asked.")
        }
        if let reader = frame.nextReader(target.approval, request: request) {
            throw Refusal(
                .closedStep, clauses: clauses(target) + reader.clauses, "先に回議の読み手が見ます。",
                "A reader comes first.", who: reader.seats)
        }
        let bound = frame.givers(target.approval, request: request)
        if bound.isUndecided {
            throw Refusal(
                .undecided, clauses: clauses(target) + bound.clauses, "誰が決めるかがまだ決まりません。",
                "Who decides is not settled yet.", questions: bound.unknowns.asks.map(\.fact))
        }
        let missing = frame.missing(target.approval, request: request, bound: bound)
        let actor = try giver(target, request: request, bound: bound, missing: missing)
        let clauses = (clauses(target) + bound.clauses).unique
        if result != .granted, command.reason.isEmpty, command.text.isEmpty {
            throw Refusal(.unanswered, clauses: clauses, "理由を書いてください。", "Give a reason.", missing: ["reason"])
        }
        return outcome(
            event(
                actor, clauses: clauses,
                [
                    .decided(
                        .init(
                            approval: target.approval.id, subject: target.subject, digest: request.digest,
                            outcome: result))
                ]))
    }

    private func giver(
        _ target: Target, request: Matter.Request, bound: Bound, missing: [[Seat]]
    ) throws(Refusal) -> Actor {
        let clauses = (clauses(target) + bound.clauses).unique
        let seats = missing.flatMap { $0 }
        for who in target.approval.notBy {
            let barred: Set<String> =
                switch who {
                case "asker": [request.by.person]
                case "author":
                    Set(
                        (target.approval.paper?.paper ?? frame.paper(of: target.subject)?.paper)
                            .flatMap { matter.papers[$0]?.last?.author }.map { [$0] } ?? [])
                default: frame.persons(of: Name(who))
                }
            if barred.contains(command.person) {
                throw Refusal(
                    .applicant, clauses: clauses, "申し出た本人は決められません。", "Whoever asked for it may not decide it.",
                    who: seats.isEmpty ? bound.seats : seats)
            }
        }
        let granted = matter.decisions[target.approval.id, default: []].filter {
            $0.outcome == .granted && $0.entry > request.entry && $0.digest == request.digest
                && $0.subject == request.subject
        }
        if target.approval.different, granted.contains(where: { $0.by.person == command.person }) {
            throw Refusal(
                .samePerson, clauses: clauses, "二人の別の人の決裁が要ります。", "Two different persons must decide.", who: seats)
        }
        guard let actor = seated(seats) else {
            throw Refusal(
                .notThePost, clauses: clauses, "決めるのは別の役職です。", "Another post decides this.",
                who: seats.isEmpty ? bound.seats : seats)
        }
        try checkIsSeatedAtEntry(seats, clauses)
        return actor
    }

    /// Whoever decides holds the post when it is entered as well: nobody dates a decision back to when they held it.
    ///
    /// Whoever was away then counts as away now, so that what a stand-in decided is still entered when the holder is back.
    private func checkIsSeatedAtEntry(_ seats: [Seat], _ clauses: [Clause.ID]) throws(Refusal) {
        guard command.entered != command.happened else { return }
        var house = house
        house.absences = house.absences.filter { $0.from <= command.happened && command.happened < $0.to }
        for index in house.absences.indices { house.absences[index].to = Instant(milliseconds: .max) }
        let entry = Frame(program: program, matter: matter, house: house, at: command.entered)
        guard seated(seats, in: entry) == nil else { return }
        throw Refusal(
            .notThePost, clauses: clauses,
            "さかのぼって行うには，今もその役職にあることが要ります。今その役職にある人が，今の日時で行い，以前の決裁があればそれを書き添えます。",
            "To date it back one must hold the post now as well. Its holder does it as of now and says what was decided.",
            who: seats)
    }

    /// A superior takes the decision up (引上げ).
    func takeUp() throws(Refusal) -> Outcome {
        let candidates = targets()
        let target = try one(of: candidates.filter(isUndecided), among: candidates)
        let superiors = frame.superiors(of: frame.resolve(target.approval.givenBy).seats)
        guard let actor = seated(superiors) else {
            throw Refusal(
                .notThePost, clauses: clauses(target), "引き上げられるのは上位の役職です。", "Only a superior may take it up.",
                who: superiors)
        }
        try checkIsSeatedAtEntry(superiors, clauses(target))
        guard let request = frame.liveRequest(target.approval, subject: target.subject) else {
            throw Refusal(.closedStep, clauses: clauses(target), "まだ求められていません。", "Nothing has been asked.")
        }
        if target.approval.notBy.contains("asker"), request.by.person == command.person {
            throw Refusal(
                .applicant, clauses: clauses(target), "申し出た本人は引き上げられません。", "Whoever asked for it may not take it up.",
                who: superiors)
        }
        return outcome(
            event(
                actor, clauses: clauses(target),
                [
                    .decided(
                        .init(
                            approval: target.approval.id, subject: target.subject, digest: request.digest,
                            outcome: .takenUp))
                ]))
    }

    /// Passes a report on, or reads a request on its way or afterwards.
    func passOn() throws(Refusal) -> Outcome {
        for playbook in program.playbooks(of: matter.kind) {
            for step in playbook.steps where step.via != nil && means(step) {
                for item in frame.itemsOf(step) where command.item == nil || item?.id == command.item {
                    let marks = frame.liveMarks(step.id, item: item?.id)
                    guard let last = marks.last, !frame.isPassed(step.id, item: item?.id, since: last.entry),
                        let via = step.via
                    else { continue }
                    let seats = frame.resolve(via, frame.scope(of: item)).seats
                    guard let actor = seated(seats) else {
                        throw Refusal(
                            .notThePost, clauses: step.clauses, "取り次ぐのは別の役職です。", "Another post passes it on.",
                            who: seats)
                    }
                    return outcome(
                        event(actor, clauses: step.clauses, [.passedOn(step: step.id, item: item?.id)]))
                }
            }
        }
        for target in targets() {
            guard let request = frame.liveRequest(target.approval, subject: target.subject) else { continue }
            let readers: [Bound]
            switch frame.stage(target.approval, subject: target.subject) {
            case .toRead(let reader): readers = [reader]
            case .toReadLater(let late): readers = late
            default: continue
            }
            guard let actor = seated(readers.flatMap(\.seats)) else { continue }
            return outcome(
                event(
                    actor, clauses: clauses(target),
                    [
                        .decided(
                            .init(
                                approval: target.approval.id, subject: target.subject, digest: request.digest,
                                outcome: .read))
                    ]))
        }
        throw Refusal(
            .closedStep, clauses: command.clause.map { [$0] } ?? [], "取り次ぐもの，回議で見るものはありません。",
            "There is nothing for you to pass on or to read.")
    }

    private func means(_ step: Step) -> Bool {
        if let id = command.step { return step.id == id }
        guard let clause = command.clause else { return true }
        return step.clauses.contains(clause) || step.innerClauses.contains(clause)
    }

    // MARK: Finding what is meant

    /// The approvals that the command could mean, each with its subject.
    private func targets() -> [Target] {
        var targets: [Target] = []
        for approval in program.rulebook.approvals where means(approval) {
            if let playbook = approval.playbook, frame.begun(playbook) != .yes { continue }
            guard approval.paper == nil else {
                targets.append(Target(approval: approval, subject: ""))
                continue
            }
            if approval.before.contains(where: \.close), command.subject == nil || command.subject == "close" {
                targets.append(Target(approval: approval, subject: Frame.closing))
            }
            if let word = command.subject, program.acts[Name(word)] != nil, program.steps[Name(word)] == nil {
                targets.append(Target(approval: approval, subject: Frame.freeSubject(word, command.paper)))
                continue
            }
            for step in program.gatedBy[approval.id, default: []] {
                if let subject = command.subject, step.id.text != subject, !step.clauses.contains(Clause.ID(subject)) {
                    continue
                }
                targets.append(Target(approval: approval, subject: step.id.text))
            }
            if program.gatedBy[approval.id, default: []].isEmpty, command.subject != "close" {
                targets.append(Target(approval: approval, subject: command.subject ?? ""))
            }
        }
        return targets
    }

    private func means(_ approval: Approval) -> Bool {
        if let id = command.approval { return approval.id == id }
        guard let clause = command.clause else { return true }
        return approval.clauses.contains(clause) || approval.givenBy.allClauses.contains(clause)
            || approval.askedBy.allClauses.contains(clause)
    }

    private func clauses(_ target: Target) -> [Clause.ID] {
        (target.approval.clauses + frame.resolve(target.approval.givenBy).clauses).unique
    }

    private func one(of ready: [Target], among candidates: [Target]) throws(Refusal) -> Target {
        let ready = ready.unique
        if ready.count == 1, let target = ready.first { return target }
        let clauses = command.clause.map { [$0] } ?? candidates.flatMap(\.approval.clauses).unique
        guard !ready.isEmpty else {
            throw Refusal(
                candidates.isEmpty ? .malformed : .closedStep, clauses: clauses,
                candidates.isEmpty ? "そのような承認はありません。" : "今は求めるものも決めるものもありません。",
                candidates.isEmpty ? "There is no such approval." : "There is nothing to ask or decide now.")
        }
        let mine = ready.filter { target in
            let seats =
                command.verb == "ask"
                ? frame.resolve(target.approval.askedBy).seats : frame.resolve(target.approval.givenBy).seats
            return seated(seats) != nil
        }
        if mine.count == 1, let target = mine.first { return target }
        throw Refusal(
            .ambiguous, clauses: clauses, "当てはまる承認が二つ以上あります。条項と対象を示してください。",
            "More than one approval fits. Name the clause and what it is for.",
            missing: ready.map { $0.subject.isEmpty ? $0.approval.id.text : $0.subject })
    }
}
