import Notation
import Rules

/// A clock as it stands at a moment.
public struct ClockFace: Hashable, Sendable {
    public enum State: String, Hashable, Sendable {
        case notStarted = "not-started"
        case running, ended, stopped
    }

    /// One way of counting, from one start.
    public struct Reckoning: Hashable, Sendable {
        public var start: String
        public var label: Label
        public var clauses: [Clause.ID]
        public var from: Instant?
        public var end: Instant?
    }

    public var id: Name<Clock>
    public var label: Label
    public var clauses: [Clause.ID]
    public var kind: Clock.Kind
    public var state: State
    /// The end that counts; nil while a start that is needed is unknown.
    public var end: Instant?
    public var reckonings: [Reckoning]
    public var beside: String
    /// The same reckoned by the period of a law: shown beside it, never merged.
    public var law: LawFace?

    /// What a law says of the same starts. Nothing follows from it.
    public struct LawFace: Hashable, Sendable {
        public var period: Name<Period>
        public var label: Label
        public var clauses: [Clause.ID]
        public var reckonings: [Reckoning]
        /// The rows that hold on the days from which it counts; a start for which there is none has no end.
        public var rows: [Period.Row]
        /// The end by the law, of the start that the clock takes.
        public var end: Instant?
    }
}

extension Frame {
    /// A clock as it stands now; nil when it is not of this matter.
    func clock(_ id: Name<Clock>) -> ClockFace? {
        guard let clock = program.clocks[id] else { return nil }
        if let playbook = clock.playbook, begun(playbook) != .yes { return nil }
        var face = ClockFace(
            id: id, label: clock.label, clauses: clock.clauses, kind: clock.kind, state: .notStarted, end: nil,
            reckonings: [], beside: clock.beside)
        for start in clock.starts {
            let from = instant(of: start.source)
            face.reckonings.append(
                .init(
                    start: start.id, label: start.label, clauses: start.clauses, from: from,
                    end: from.flatMap { end(of: clock, from: $0) }))
        }
        let begun = face.reckonings.contains { $0.from != nil }
        guard begun else { return face }
        face.end = end(of: clock, face.reckonings)
        face.law = law(of: clock, face.reckonings)
        let stopped = clock.stops.flatMap { stops in
            once(.clock(id), or: nil) { truth(stops) == .yes ? moment(stops, .matter) : nil }
        }
        // A wait that has ended stays ended; a deadline that was met late runs no more.
        if let stopped, clock.kind == .due || face.end.map({ stopped < $0 }) ?? true {
            face.state = .stopped
        } else if let end = face.end, at >= end {
            face.state = .ended
        } else {
            face.state = .running
        }
        return face
    }

    /// The face of the law beside a clock, by the row that holds on the day from which each start counts.
    private func law(of clock: Clock, _ reckonings: [ClockFace.Reckoning]) -> ClockFace.LawFace? {
        guard let period = program.rulebook.periods.first(where: { $0.id == clock.period }) else { return nil }
        var face = ClockFace.LawFace(
            period: period.id, label: period.label, clauses: period.clauses, reckonings: [], rows: [], end: nil)
        for reckoning in reckonings {
            var other = reckoning
            let row = reckoning.from.flatMap { from in
                let day = from.day(in: house.zone).text
                return period.rows.first { $0.holds(on: day) }
            }
            other.end = row.flatMap { row in
                reckoning.from.flatMap { end(of: row.lasts, counting: row.counting, from: $0) }
            }
            if let row, !face.rows.contains(row) { face.rows.append(row) }
            face.reckonings.append(other)
        }
        face.end = end(of: clock, face.reckonings)
        return face
    }

    private func end(of clock: Clock, _ reckonings: [ClockFace.Reckoning]) -> Instant? {
        switch clock.takes {
        case .start(let id): return reckonings.first { $0.start == id }?.end
        case .earlier: return reckonings.compactMap(\.end).min()
        case .later:
            // A start that is unknown could be later than all others: the clock does not end.
            guard reckonings.allSatisfy({ $0.end != nil }) else { return nil }
            return reckonings.compactMap(\.end).max()
        }
    }

    private func instant(of source: Clock.Source) -> Instant? {
        switch source {
        case .done(let id):
            // A step for each item starts the clock when it is done for the first of them.
            guard let step = program.steps[id] else { return nil }
            return itemsOf(step).compactMap { liveMarks(id, item: $0?.id).last?.at }.min()
        case .fact(let fact): return instant(of: fact)
        }
    }

    private func instant(of fact: Name<Fact>) -> Instant? {
        standing(fact, .matter)?.value.single.flatMap { Instant(reading: $0, zone: house.zone) }
    }

    private func end(of clock: Clock, from: Instant) -> Instant? {
        switch clock.counting {
        case .toInstant: return clock.until.flatMap { instant(of: $0) }
        case .hours, .daysFirstOut, .daysFirstInRolled:
            return clock.lasts.flatMap { end(of: $0, counting: clock.counting, from: from) }
        }
    }

    private func end(of lasts: Duration, counting: Clock.Counting, from: Instant) -> Instant? {
        switch counting {
        case .toInstant: return nil
        case .hours: return from.adding(milliseconds: lasts.milliseconds)
        case .daysFirstOut:
            let last = from.day(in: house.zone).adding(days: lasts.days)
            return last.adding(days: 1).start(in: house.zone)
        case .daysFirstInRolled:
            var last = from.day(in: house.zone).adding(days: lasts.days - 1)
            while !house.isWorkingDay(last) { last = last.adding(days: 1) }
            return last.adding(days: 1).start(in: house.zone)
        }
    }
}
