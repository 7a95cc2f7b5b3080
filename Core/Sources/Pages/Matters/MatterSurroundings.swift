import Markup
import Notation

/// What a matter's page shows besides the matter itself.
public struct MatterSurroundings: Sendable {
    /// Somebody who has opened the matter.
    public struct Sight: Sendable, Hashable {
        public var person: String
        public var at: Instant

        /// Makes a line of the list of who has seen it.
        public init(person: String, at: Instant) {
            self.person = person
            self.at = at
        }
    }

    /// Pieces of `timelineEntryHTML`, the newest first, 200 at most.
    public var timeline: [HTML]
    /// How many entries are older than those, and the number before which they lie.
    public var older: (count: Int, before: Int)?
    /// Whether files may be attached.
    public var takesFiles: Bool
    /// Those of the matters around this one that the reader may open; the others are named and lead nowhere.
    public var linked: Set<String>
    public var seen: [Sight]

    /// Brings together what stands around a matter.
    public init(
        timeline: [HTML], older: (count: Int, before: Int)? = nil, takesFiles: Bool = false,
        linked: Set<String> = [], seen: [Sight] = []
    ) {
        self.timeline = timeline
        self.older = older
        self.takesFiles = takesFiles
        self.linked = linked
        self.seen = seen
    }
}
