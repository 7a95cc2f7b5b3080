import Logging
import Notation
import Synchronization

/// Writes each line of the log as one JSON object.
///
/// It takes nothing that people typed and no names: callers give a message that is a literal, and metadata from a
/// short list of keys. Everything else is left out, so that a careless line cannot put somebody into the log.
public struct JSONLog: LogHandler {
    /// The only metadata that is written.
    static let keys: Set<String> = [
        "request", "method", "route", "status", "milliseconds", "bytes", "address", "port", "error", "position", "kind",
        "count", "version",
    ]

    public var metadata: Logger.Metadata = [:]
    public var logLevel: Logger.Level
    let label: String
    let write: @Sendable (String) -> Void
    let time: @Sendable () -> Instant

    public init(label: String, level: Logger.Level, time: @escaping @Sendable () -> Instant, write: @escaping @Sendable (String) -> Void) {
        self.label = label
        logLevel = level
        self.time = time
        self.write = write
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var members: [JSON.Member] = [
            .init("at", .string(time().text(in: Zone(offsetMinutes: 0)))), .init("level", .string(event.level.rawValue)),
            .init("message", .string(label == "shodo" ? event.message.description : "library")),
        ]
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) where Self.keys.contains(key) {
            members.append(.init(key, .string(value.description)))
        }
        write(JSON.object(members).text)
    }
}
