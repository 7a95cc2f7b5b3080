import Notation
import Rules

/// What another matter is told because of an event, as an entry of its own.
public struct Tiding: Hashable, Sendable {
    /// The matter that is told.
    public var matter: String
    /// What is entered there. Its time of entry is that of the event; whoever enters it may have to move it on.
    public var event: Event

    /// The words for what is told. Whoever caused it has acted in the other matter, not in the one that is told.
    static let acts: Set<String> = [
        "child-ended", "child-reopened", "merged-in", "excluded-above", "readmitted-above",
    ]

    init(_ matter: String, _ act: String, _ change: Change, because event: Event) {
        self.matter = matter
        self.event = Event(
            act: act, happened: event.happened, entered: event.entered, actor: event.actor, changes: [change])
    }
}

extension Matter {
    /// Whom an event of this matter concerns beside itself, after it was applied.
    ///
    /// A matter that ends or is reopened tells the one it was opened from, which may wait for it; one that is merged
    /// into another is linked from there, so that whoever reads the other finds it. Whoever loses sight of a matter, by
    /// whatever ground, loses sight of those that were opened or split off from it, ended ones too; and comes to see
    /// them again with it.
    ///
    /// - Parameters:
    ///   - before: who was excluded before the event.
    ///   - program: the rules that the matter runs under after it.
    public func tidings(of event: Event, excluded before: Set<String>, in program: Program) -> [Tiding] {
        func tell(_ matter: String, _ act: String, _ change: Change) -> Tiding {
            Tiding(matter, act, change, because: event)
        }
        var tidings: [Tiding] = []
        for change in event.changes {
            switch change {
            case .ended(let ended):
                if !parent.isEmpty {
                    let ending = ended.endings.first ?? ended.how.rawValue
                    tidings.append(tell(parent, "child-ended", .childEnded(id: id, ending: ending)))
                }
                if !ended.into.isEmpty { tidings.append(tell(ended.into, "merged-in", .linked(id))) }
            case .reopened:
                if !parent.isEmpty { tidings.append(tell(parent, "child-reopened", .childReopened(id: id))) }
            default: break
            }
        }
        let now = excluded(in: program)
        // What is opened by this very event takes the exclusions along.
        let opened = event.changes.compactMap { change in
            switch change {
            case .childOpened(let id, _, _), .linked(let id): id
            default: nil
            }
        }
        for below in children.map(\.id) + splitOff where !opened.contains(below) {
            for person in now.subtracting(before).sorted() {
                tidings.append(tell(below, "excluded-above", .excludedAbove(person: person)))
            }
            for person in before.subtracting(now).sorted() {
                tidings.append(tell(below, "readmitted-above", .readmittedAbove(person: person)))
            }
        }
        return tidings
    }

    /// Whether what it is told changes anything here: an exclusion that did not come from above is not lifted from there.
    public func heeds(_ tiding: Tiding) -> Bool {
        tiding.event.changes.contains { change in
            if case .readmittedAbove(let person) = change { excludedAbove[person] != nil } else { true }
        }
    }
}
