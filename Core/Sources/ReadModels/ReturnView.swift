import Engine
import Notation
import Rules

/// A request that was given back, with the reason: to be mended and made again.
public struct ReturnView: Hashable, Sendable {
    /// What was asked for.
    public var text: String
    public var reason: String
    public var by: String
    public var at: Instant
    /// The reader had asked.
    public var isMine: Bool
}

extension MatterSight {
    /// The requests whose last decision gave them back.
    public var returns: [ReturnView] {
        guard matter.isOpen else { return [] }
        return matter.returned.map { returned in
            let event = entries.first { $0.number == returned.entry }?.event
            return ReturnView(
                text: words.gate(returned.approval.text), reason: event?.reason ?? "", by: words.actor(returned.by),
                at: returned.at, isMine: returned.asker == reader)
        }
    }
}
