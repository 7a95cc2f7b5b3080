/// What a full pass finds out about the nodes: mistakes, ids and their uses, and what goes when something goes.
final class Log {
    /// One use of an id in a scalar.
    struct Use: Sendable {
        var key: Key
        /// The scalar that holds it.
        var node: Int
        /// Which dot-separated piece of the scalar it is; nil means the whole.
        var piece: Int?
        /// The node that goes when the id goes; nil when the use does not hang on it.
        var target: Int?
    }

    /// A mapping that exists only while one of these alternatives of a reading is adopted.
    struct Guard {
        var node: Int
        var reading: String
        var alternatives: [String]
    }

    var diagnostics: [Diagnostic] = []
    var uses: [Use] = []
    /// Ids, with the node that carries the definition.
    var definitions: [(key: Key, node: Int)] = []
    /// When the first goes, the second goes.
    var links: [(from: Int, to: Int)] = []
    /// Nodes that go when the last of these goes.
    var collapsing: [(node: Int, contents: [Int])] = []
    /// Mappings that name a clause.
    var carriers: [(clause: String, node: Int)] = []
    /// Nodes that go when all of these ids are gone.
    var alternatives: [(node: Int, keys: [Key])] = []
    /// Mappings that exist only under certain readings.
    var guards: [Guard] = []
}
