import Markup
import Notation

/// What a matter's page shows besides the matter itself.
public struct MatterSurroundings: Sendable {
    /// A file of the matter.
    public struct File: Sendable, Hashable {
        /// The last part of its path.
        public var id: String
        public var name: String
        /// Its size in words.
        public var size: String
        public var at: Instant
        public var by: String

        /// Makes a line of the list of files.
        public init(id: String, name: String, size: String, at: Instant, by: String) {
            self.id = id
            self.name = name
            self.size = size
            self.at = at
            self.by = by
        }
    }

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
    public var files: [File]
    /// Whether files may be attached.
    public var takesFiles: Bool
    /// Those of the matters around this one that the reader may open; the others are named and lead nowhere.
    public var linked: Set<String>
    public var seen: [Sight]

    /// Brings together what stands around a matter.
    public init(
        timeline: [HTML], older: (count: Int, before: Int)? = nil, files: [File] = [], takesFiles: Bool = false,
        linked: Set<String> = [], seen: [Sight] = []
    ) {
        self.timeline = timeline
        self.older = older
        self.files = files
        self.takesFiles = takesFiles
        self.linked = linked
        self.seen = seen
    }
}
