import GRDB
import Journaling
import Synchronization

/// The keys of streams that were used lately, unwrapped.
final class KeyVault: Sendable {
    let installation: InstallationKey
    private let keys = Mutex<[StreamName: StreamKey]>([:])

    init(installation: InstallationKey) { self.installation = installation }

    /// The key if it is at hand: looks into no file.
    func cached(_ stream: StreamName) -> StreamKey? { keys.withLock { $0[stream] } }

    func keep(_ key: StreamKey, for stream: StreamName) {
        keys.withLock { keys in
            if keys.count >= 4096 { keys.removeAll() }
            keys[stream] = key
        }
    }

    func forget(_ stream: StreamName) { keys.withLock { $0[stream] = nil } }

    /// What the tables say of a stream's key.
    enum Found {
        case key(StreamKey)
        case erased
        case nothing
    }

    /// Looks the key up. The caller is inside a transaction; nothing is kept, for that transaction may be rolled back.
    func find(_ stream: StreamName, in db: Database) throws(JournalError) -> Found {
        let statement = try RawStatement(db, "SELECT wrapped_key, key_id FROM key_domains WHERE stream = ?")
        statement.bind(1, stream.text)
        defer { statement.reset() }
        guard try statement.step() else { return .nothing }
        if statement.isNull(0) { return .erased }
        if let key = cached(stream) { return .key(key) }
        guard statement.text(1) == installation.id else {
            throw JournalError(
                .corrupt, "鍵が合いません（鍵 \(statement.text(1)) が必要です）",
                "the installation's key is \(installation.id), and \(statement.text(1)) is needed")
        }
        return .key(try StreamKey(unwrapping: statement.bytes(0), by: installation, stream: stream))
    }
}
