import Notation
import Rules

/// An approval is about a paper, or, when it is of none, about one step at a time: its *subject*.
extension Frame {
    /// The subject under which a step waits for an approval.
    func subject(of approval: Approval, for step: Name<Step>?) -> String {
        approval.paper == nil ? step?.text ?? "" : ""
    }

    /// The subject of an act that no step foresaw: its word, and its paper if it has one.
    static func freeSubject(_ act: String, _ paper: Name<Paper>?) -> String {
        "act:" + act + (paper.map { "/" + $0.text } ?? "")
    }

    /// The subject under which the closing of the matter waits for an approval of no paper.
    static let closing = freeSubject("close", nil)

    /// The paper a subject is about: that of the step, or that of a free act.
    func paper(of subject: String) -> Step.PaperUse? {
        if let step = program.steps[Name(subject)] { return step.paper }
        guard subject.hasPrefix("act:"), let slash = subject.firstIndex(of: "/") else { return nil }
        return Step.PaperUse(paper: Name(String(subject[subject.index(after: slash)...])))
    }

    func onAnySubject(_ id: Name<Approval>, _ test: (Approval, String) -> Bool) -> Bool {
        guard let approval = program.approvals[id] else { return false }
        guard approval.paper == nil else { return test(approval, "") }
        let subjects = Set(matter.requests[id, default: []].map(\.subject))
        return subjects.contains { test(approval, $0) }
    }

    /// The hash of what would be approved now; nil while there is nothing to approve.
    func currentDigest(_ approval: Approval, subject: String) -> String? {
        if let use = approval.paper {
            return matter.papers[use.paper]?.last?.digests[use.part ?? ""]
        }
        guard let use = paper(of: subject) else { return "" }
        return matter.papers[use.paper]?.last?.digests[use.part ?? ""] ?? ""
    }

    /// The items that an approval must cover now: those on which an act that waits for it could still be done.
    func coveredItems(_ approval: Approval) -> [String] {
        var covered: [String] = []
        for step in program.gatedBy[approval.id, default: []] {
            guard let kind = step.each else { continue }
            let from = step.moves.map(\.from) + step.inStates
            for item in items(kind) where from.isEmpty || from.contains(item.state) {
                if !covered.contains(item.id) { covered.append(item.id) }
            }
        }
        return covered
    }

    private func roundStart(_ approval: Approval) -> Int {
        approval.playbook.flatMap { matter.rounds[$0]?.from } ?? 0
    }

    /// The request that counts: on the present hash, covering the present list, and not returned since.
    func liveRequest(_ approval: Approval, subject: String) -> Matter.Request? {
        guard let requests = matter.requests[approval.id], let digest = currentDigest(approval, subject: subject),
            let last = requests.last(where: { $0.subject == subject && $0.entry > roundStart(approval) }),
            last.digest == digest
        else { return nil }
        let returned = matter.decisions[approval.id]?.last { $0.subject == subject && $0.outcome == .returned }
        guard last.entry > returned?.entry ?? 0 else { return nil }
        if subject.hasPrefix("act:") {
            // One grant lets one message go: an act that followed it has used it up.
            let word = Self.word(of: subject)
            if matter.freeActs.contains(where: { $0.act.text == word && $0.entry > last.entry }) { return nil }
        }
        let covered = coveredItems(approval)
        return covered.allSatisfy(last.items.contains) ? last : nil
    }

    private func decisions(on request: Matter.Request, of approval: Approval) -> [Matter.Decision] {
        matter.decisions[approval.id, default: []].filter {
            $0.entry > request.entry && $0.subject == request.subject && $0.digest == request.digest
        }
    }

    func isRejected(_ approval: Approval, subject: String) -> Bool {
        guard let request = liveRequest(approval, subject: subject) else { return false }
        return decisions(on: request, of: approval).last { $0.outcome != .read && $0.outcome != .takenUp }?.outcome
            == .refused
    }

    func isRejected(_ approval: Approval, for step: Name<Step>) -> Bool {
        matter.decisions[approval.id] != nil && isRejected(approval, subject: subject(of: approval, for: step))
    }

    /// Whether the persons whom the rule asks for *now* have granted the present version.
    func isGranted(_ approval: Approval, subject: String) -> Bool {
        guard let request = liveRequest(approval, subject: subject) else { return false }
        return once(.approval(approval.id), or: false) {
            let bound = givers(approval, request: request)
            guard !bound.isUndecided, !bound.groups.isEmpty else { return false }
            return missing(approval, request: request, bound: bound).isEmpty
        }
    }

    /// Who gives it now: whom the rule asks for, and in their place the superior who took the decision up.
    func givers(_ approval: Approval, request: Matter.Request) -> Bound {
        var bound = resolve(approval.givenBy)
        guard let taken = decisions(on: request, of: approval).last(where: { $0.outcome == .takenUp }) else {
            return bound
        }
        let superior = Seat(post: Name(taken.by.post), unit: taken.by.unit)
        let groups = bound.mode == .all ? bound.groups : [bound.seats]
        bound.groups = groups.map { superiors(of: $0).contains { $0.post == superior.post } ? [superior] : $0 }.unique
        return bound
    }

    /// The posts above these, the nearest first.
    func superiors(of seats: [Seat]) -> [Seat] {
        var found: [Seat] = []
        for seat in seats {
            var next = program.posts[seat.post]?.superior
            while let post = next, !found.contains(where: { $0.post == post }) {
                found.append(Seat(post: post))
                next = program.posts[post]?.superior
            }
        }
        return found
    }

    /// The groups of givers that have not granted yet.
    func missing(_ approval: Approval, request: Matter.Request, bound: Bound) -> [[Seat]] {
        let decided = decisions(on: request, of: approval)
        guard decided.last(where: { $0.outcome == .refused || $0.outcome == .granted })?.outcome != .refused else {
            return bound.groups
        }
        let grants = decided.filter { $0.outcome == .granted }
        let groups = bound.mode == .all ? bound.groups : [bound.seats]
        let candidates = groups.map { group in
            grants.filter { grant in acting(group).contains { $0.isSeat(of: grant.by) } }
        }
        // Two groups are satisfied by two persons, unless the rulebook lets one person be enough.
        var used: Set<String> = []
        var left: [[Seat]] = []
        let order = groups.indices.sorted { candidates[$0].count < candidates[$1].count }
        for index in order {
            let free = candidates[index].first { !approval.different || !used.contains($0.by.person) }
            if let free { used.insert(free.by.person) } else { left.append(groups[index]) }
        }
        return left
    }

    /// Who reads, each for himself; a reader whose part nobody has is passed over.
    private func readers(_ choices: [Choice]) -> [Bound] {
        choices.flatMap { choice in
            let bound = resolve(choice)
            guard bound.mode != .one else { return [bound] }
            return bound.groups.map { Bound(groups: [$0], clauses: bound.clauses) }
        }.filter { !$0.seats.isEmpty || !$0.unknowns.isEmpty }
    }

    private func isRead(_ reader: Bound, _ approval: Approval, request: Matter.Request) -> Bool {
        let read = decisions(on: request, of: approval).filter { $0.outcome == .read }
        if read.contains(where: { mark in acting(reader.seats).contains { $0.isSeat(of: mark.by) } }) { return true }
        // Whoever asked has read it.
        return acting(reader.seats).contains {
            house.fitting(request.by.person, $0, at: at, in: program, excluding: excluded) != nil
        }
    }

    /// The next reader who must pass it on; absent readers are passed over and read later.
    func nextReader(_ approval: Approval, request: Matter.Request) -> Bound? {
        readers(approval.through).first { reader in
            if isRead(reader, approval, request: request) { return false }
            let holders = reader.seats.flatMap { house.direct($0.post, unit: $0.unit, at: at, in: program) }
            return holders.isEmpty || !holders.allSatisfy { house.isAbsent($0, at: at) }
        }
    }

    /// Readers who have not seen what was decided: absent ones, those it is shown to, those somebody decided for.
    func lateReaders(_ approval: Approval, request: Matter.Request) -> [Bound] {
        readers(approval.through + approval.shownTo).filter { !isRead($0, approval, request: request) }
            + represented(approval, request: request)
    }

    /// The holders in whose place a stand-in decided (代決) and who have not read it since.
    private func represented(_ approval: Approval, request: Matter.Request) -> [Bound] {
        let decided = decisions(on: request, of: approval)
        return decided.filter { $0.by.standsIn && ($0.outcome == .granted || $0.outcome == .refused) }.compactMap {
            given in
            let post = Name<Post>(given.by.post)
            let holders = house.direct(post, unit: given.by.unit, at: at, in: program).filter {
                $0 != given.by.person && $0 != request.by.person && !excluded.contains($0)
            }
            let isRead = decided.contains {
                $0.outcome == .read && $0.entry > given.entry && holders.contains($0.by.person)
                    && $0.by.post == post.text
            }
            if holders.isEmpty || isRead { return nil }
            let seats = holders.map { holder in
                var seat = Seat(post: post, unit: given.by.unit)
                seat.person = holder
                return seat
            }
            return Bound(groups: [seats])
        }
    }

    /// Where an approval is, for one subject.
    enum ApprovalStage {
        /// Nothing to do: not needed, not yet, granted and read, or passed by another way.
        case quiet
        /// It must be decided first whether it is needed.
        case unknown(Unknowns)
        case toAsk(may: Bool)
        case toRead(Bound)
        case toDecide(Bound, missing: [[Seat]])
        case toReadLater([Bound])
    }

    func stage(_ approval: Approval, subject: String) -> ApprovalStage {
        if let playbook = approval.playbook, begun(playbook) != .yes { return .quiet }
        if let request = liveRequest(approval, subject: subject) {
            if isSettled(approval, subject: subject), lateReaders(approval, request: request).isEmpty { return .quiet }
            let decided = decisions(on: request, of: approval).last { $0.outcome != .read && $0.outcome != .takenUp }
            if decided?.outcome == .refused {
                let late = represented(approval, request: request)
                return late.isEmpty ? .quiet : .toReadLater(late)
            }
            let bound = givers(approval, request: request)
            let missing = bound.isUndecided ? bound.groups : missing(approval, request: request, bound: bound)
            if !bound.isUndecided, missing.isEmpty {
                let late = lateReaders(approval, request: request)
                return late.isEmpty ? .quiet : .toReadLater(late)
            }
            if let reader = nextReader(approval, request: request) { return .toRead(reader) }
            return .toDecide(bound, missing: missing)
        }
        if passedByWay(approval, subject: subject) || isSettled(approval, subject: subject) { return .quiet }
        var unknowns = Unknowns()
        let needed = truth(approval.when, asking: &unknowns)
        guard needed != .no else { return .quiet }
        guard let may = askable(approval, subject: subject) else { return .quiet }
        if needed == .unknown { return .unknown(unknowns) }
        if isOpenAnyway(approval, subject: subject) { return .quiet }
        return .toAsk(may: may || approval.may)
    }

    /// Every act that could be done now passes by a way that asks for nothing.
    private func isOpenAnyway(_ approval: Approval, subject: String) -> Bool {
        let ways = approval.ways.filter { $0.cites == nil }
        guard !ways.isEmpty, !subject.hasPrefix("act:") else { return false }
        let gated = program.gatedBy[approval.id, default: []].filter { subject.isEmpty || $0.id.text == subject }
        let open = gated.filter { step in itemsOf(step).contains { status(step, item: $0?.id) == .open } }
        return !open.isEmpty
            && open.allSatisfy { step in
                let deed = Deed(
                    act: step.act, to: reached(step.to?.named ?? []), paper: step.paper?.paper, marks: [], step: step,
                    playbook: program.playbookOf[step.id], program: program)
                return ways.contains { way in
                    truth(way.when) == .yes && (way.only.isEmpty || way.only.contains(where: deed.matches))
                }
            }
    }

    /// The act was done through a way instead; of an approval without a paper, the act of this very subject.
    private func passedByWay(_ approval: Approval, subject: String) -> Bool {
        let used = matter.ways.filter { $0.gate == approval.id.text }
        guard !used.isEmpty, !subject.isEmpty else { return !used.isEmpty }
        let entries = Set(used.map(\.entry))
        guard let step = program.steps[Name(subject)] else {
            return matter.freeActs.contains { entries.contains($0.entry) && subject.hasPrefix("act:" + $0.act.text) }
        }
        return itemsOf(step).contains { liveMarks(step.id, item: $0?.id).contains { entries.contains($0.entry) } }
    }

    /// Every act that waited for it has been done with leave: a fact that changes later asks nobody again.
    private func isSettled(_ approval: Approval, subject: String) -> Bool {
        let gated = program.gatedBy[approval.id, default: []].filter { subject.isEmpty || $0.id.text == subject }
        var done = 0
        for step in gated {
            for item in itemsOf(step) {
                let marks = liveMarks(step.id, item: item?.id)
                if marks.contains(where: \.inFact) { return false }
                if !marks.isEmpty {
                    done += 1
                } else if status(step, item: item?.id) != .notOwed {
                    return false
                }
            }
        }
        return done > 0
    }

    /// Whether asking is due now, and if so whether it is only allowed; nil when it is not due.
    private func askable(_ approval: Approval, subject: String) -> Bool? {
        if !unasked(approval, subject: subject).isEmpty { return false }
        if subject.hasPrefix("act:"), subject != Self.closing || approval.after.isEmpty { return true }
        let gated = program.gatedBy[approval.id, default: []].filter { subject.isEmpty || $0.id.text == subject }
        let inFact = gated.contains { step in
            itemsOf(step).contains { liveMarks(step.id, item: $0?.id).contains(where: \.inFact) }
        }
        if inFact { return false }
        if !approval.after.isEmpty {
            for id in approval.after {
                guard let step = program.steps[id] else { continue }
                for item in itemsOf(step) {
                    switch status(step, item: item?.id) {
                    case .done: continue
                    case .notOwed: if step.may { return nil }
                    case .open, .waiting, .unknown: return nil
                    }
                }
            }
            return gated.isEmpty || gated.contains { $0.isOwedSomewhere(self) } ? false : nil
        }
        let open = gated.filter { step in itemsOf(step).contains { status(step, item: $0?.id) == .open } }
        // An approval of a paper that no step waits for may be asked at any time.
        guard !open.isEmpty else { return gated.isEmpty && approval.paper != nil ? true : nil }
        return open.allSatisfy(\.may)
    }

    /// The acts that no step foresaw and that were done in fact without this approval.
    private func deviated(_ approval: Approval, subject: String) -> [Matter.Mark] {
        guard !matter.deviations.isEmpty, subject.isEmpty ? approval.paper != nil : subject.hasPrefix("act:") else {
            return []
        }
        let words = subject.isEmpty ? deviatedWords(approval) : [Self.word(of: subject) ?? ""]
        let entries = matter.deviations.filter { $0.gate == approval.id.text }.map(\.entry)
        return matter.freeActs.filter { $0.inFact && entries.contains($0.entry) && words.contains($0.act.text) }
    }

    /// The words of the acts that no step foresaw and that were done in fact without this approval.
    func deviatedWords(_ approval: Approval) -> [String] {
        let entries = matter.deviations.filter { $0.gate == approval.id.text }.map(\.entry)
        guard !entries.isEmpty else { return [] }
        return matter.freeActs.filter { $0.inFact && entries.contains($0.entry) }.map(\.act.text).unique
    }

    /// Those for which nobody has asked since.
    func unasked(_ approval: Approval, subject: String) -> [Matter.Mark] {
        let requests = matter.requests[approval.id, default: []]
        return deviated(approval, subject: subject).filter { mark in !requests.contains { $0.entry > mark.entry } }
    }

    /// The grant was given afterwards for an act done without it, so it lets no other go.
    func isSpent(_ approval: Approval, subject: String) -> Bool {
        guard subject.hasPrefix("act:"), let request = liveRequest(approval, subject: subject) else { return false }
        let earlier = matter.requests[approval.id, default: []].last {
            Self.word(of: $0.subject) == Self.word(of: subject) && $0.entry < request.entry
        }
        return deviated(approval, subject: subject).contains { mark in
            mark.entry < request.entry && mark.entry > earlier?.entry ?? 0
        }
    }

    /// The word of an act that no step foresaw, of a subject that is about one.
    private static func word(of subject: String) -> String? {
        subject.hasPrefix("act:") ? String(subject.dropFirst(4).prefix { $0 != "/" }) : nil
    }
}

extension Step {
    fileprivate func isOwedSomewhere(_ frame: Frame) -> Bool {
        frame.itemsOf(self).contains { frame.status(self, item: $0?.id) != .notOwed }
    }
}
