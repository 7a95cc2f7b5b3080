import Assets
import HTTPTypes
import Journaling
import Notation
import Services

extension Site {
    /// One of the program's own files.
    func asset(_ name: String, known: String) throws -> Reply {
        guard let file = AssetFile.named(name) else { throw Trouble(.notFound) }
        if known == file.tag { return Reply(.notModified, headers: [.eTag: file.tag]) }
        return Reply(.asset(file.bytes, type: file.type, tag: file.tag))
    }

    /// Whether it can serve: the journal answers and rules are in force. Lists that are still being made keep nobody out.
    func readiness() async -> Reply {
        do {
            let head = try await journal.head()
            let isReady = try await office.house().adoption != nil
            return Reply(
                .json(
                    [
                        "status": .string(isReady ? "ready" : "no-rulebook"), "position": .int(head.position),
                        "lists": .bool(isPrepared),
                    ],
                    status: isReady ? .ok : .serviceUnavailable))
        } catch {
            return Reply(.json(["status": "unavailable"], status: .serviceUnavailable))
        }
    }
}
