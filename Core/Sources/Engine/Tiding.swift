import Notation
import Rules

/// What another matter is told because of an event, as an entry of its own.
public struct Tiding: Hashable, Sendable {
    /// The matter that is told.
    public var matter: String
    /// What is entered there. Its time of entry is that of the event; whoever enters it may have to move it on.
    public var event: Event
}

extension Matter {
    /// Whom an event of this matter concerns beside itself, after it was applied.
    ///
    /// A matter that ends or is reopened tells the one it was opened from, which may wait for it; one that is merged
    /// into another is linked from there, so that whoever reads the other finds it.
    public func tidings(of event: Event) -> [Tiding] {
        func tell(_ matter: String, _ act: String, _ change: Change) -> Tiding {
            Tiding(
                matter: matter,
                event: Event(
                    act: act, happened: event.happened, entered: event.entered, actor: event.actor, changes: [change]))
        }
        return event.changes.flatMap { change -> [Tiding] in
            var tidings: [Tiding] = []
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
            return tidings
        }
    }
}
