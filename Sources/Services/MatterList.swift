import Engine
import Journaling
import Notation
import Rules

/// The read model of all matters: one row each, with what lists are filtered by.
///
/// It looks only into the entries that open, end, reopen or move a matter, so that other acts cost nothing.
public struct MatterList: Projection {
    static let name = "matters"
    static let prefix = "matter:"
    static let kind = "matter."
    private static let telling: Set<String> = [
        "close", "withdraw", "merge", "false-alarm", "reopen", "move",
    ]

    /// The one name.
    public var name: String { Self.name }
    /// The shape of its rows.
    public var version: Int { 1 }

    /// Makes the projection.
    public init() {}

    /// Takes in what opens, ends, reopens or moves a matter.
    public func apply(_ recorded: RecordedEntry, to rows: any ProjectionRows) throws(JournalError) {
        let entry = recorded.entry
        guard entry.stream.text.hasPrefix(Self.prefix), entry.kind.hasPrefix(Self.kind),
            entry.version == 1 || Self.telling.contains(String(entry.kind.dropFirst(Self.kind.count)))
        else { return }
        var line = try rows.row("").flatMap { Line($0.value) } ?? Line(opened: entry.happenedAt)
        if recorded.payload == .erased {
            line.state = "erased"
        } else if let event = Event(json: try recorded.payload.json()) {
            for change in event.changes { line.apply(change) }
        }
        try rows.put(ProjectionRow(key: "", order: Self.order(line.opened), value: line.json))
    }

    /// Moments as digits of fixed width.
    static func order(_ milliseconds: Int64) -> String {
        let digits = String(max(0, milliseconds))
        return String(repeating: "0", count: max(0, 16 - digits.count)) + digits
    }

    struct Line {
        var opened: Int64
        var kind = ""
        var state = "open"
        var exercise = false
        var parent = ""
        var edition = ""

        init(opened: Int64) { self.opened = opened }

        mutating func apply(_ change: Change) {
            switch change {
            case .opened(let it):
                kind = it.kind.text
                exercise = it.exercise
                parent = it.parent
                edition = it.edition
            case .ended(let it): state = it.how.rawValue
            case .reopened: state = "open"
            case .moved(let edition, _): self.edition = edition
            default: break
            }
        }

        var json: JSON {
            .compact(
                ("opened", .int(Int(opened))), ("kind", .string(kind)), ("state", .string(state)),
                ("exercise", exercise ? true : nil), ("parent", parent.isEmpty ? nil : .string(parent)),
                ("edition", .string(edition)))
        }

        init?(_ json: JSON) {
            guard let opened = json["opened"]?.int else { return nil }
            self.init(opened: Int64(opened))
            kind = json["kind"]?.string ?? ""
            state = json["state"]?.string ?? ""
            exercise = json["exercise"]?.bool ?? false
            parent = json["parent"]?.string ?? ""
            edition = json["edition"]?.string ?? ""
        }
    }
}
