import GRDB
import Journaling

/// The columns of an entry, in the one order in which all statements read them.
enum EntryColumns {
    static let list =
        "position, stream, version, kind, kind_version, happened_at, entered_at, actor, post, on_behalf, "
        + "commitment, previous, hash"

    /// Entries `e` with their sealed content as column 13.
    static let recorded = """
        SELECT e.position, e.stream, e.version, e.kind, e.kind_version, e.happened_at, e.entered_at, e.actor, e.post,
            e.on_behalf, e.commitment, e.previous, e.hash, p.sealed
        FROM entries e LEFT JOIN payloads p ON p.position = e.position
        """

    static func entry(_ row: RawStatement) throws(JournalError) -> Entry {
        Entry(
            position: row.int(0), stream: StreamName(row.text(1)), version: row.int(2), kind: row.text(3),
            kindVersion: row.int(4), happenedAt: Int64(row.int(5)), enteredAt: Int64(row.int(6)), actor: row.text(7),
            post: row.optionalText(8), onBehalf: row.optionalText(9), commitment: try row.hash(10),
            previous: try row.hash(11), hash: try row.hash(12))
    }

    /// Opens column 13; without a key the content is erased.
    static func payload(_ row: RawStatement, _ entry: Entry, _ key: StreamKey?) throws(JournalError) -> Payload {
        guard let key else { return .erased }
        guard !row.isNull(13) else { throw .corrupt("the content of entry \(entry.position) is missing") }
        let content = try key.open(content: row.bytes(13))
        guard content.hash == entry.commitment, let payload = content.payload else {
            throw .corrupt("the content of entry \(entry.position) was altered")
        }
        return .content(payload)
    }
}
