import Notation

extension InMemoryJournal {
    struct State: Sendable {
        var chain: ChainBuilder
        var entries: [Entry] = []
        var contents: [Int: Commitment] = [:]
        var versions: [StreamName: Int] = [:]
        var retentions: [StreamName: Retention] = [:]
        var erased: Set<StreamName> = []
        var rows: [String: [StreamName: [String: ProjectionRow]]] = [:]
        var refusals: [String: Int] = [:]
        var isClosed = false

        init(chain: ChainBuilder) { self.chain = chain }

        mutating func add(_ draft: Draft, to stream: StreamName, _ projections: [any Projection]) throws(JournalError) {
            let version = (versions[stream] ?? 0) + 1
            let content = Commitment(salting: draft.payload)
            let entry = chain.add(draft, to: stream, version: version, commitment: content.hash)
            entries.append(entry)
            contents[entry.position] = content
            versions[stream] = version
            for projection in projections { try apply(projection, recorded(entry)) }
        }

        func recorded(_ entry: Entry) -> RecordedEntry {
            RecordedEntry(entry: entry, payload: contents[entry.position]?.payload.map(Payload.content) ?? .erased)
        }

        mutating func apply(_ projection: any Projection, _ recorded: RecordedEntry) throws(JournalError) {
            let stream = recorded.entry.stream
            let table = MemoryRows(rows[projection.name]?[stream] ?? [:], keepsPersonal: !erased.contains(stream))
            try projection.apply(recorded, to: table)
            rows[projection.name, default: [:]][stream] = table.rows
        }

        mutating func erase(_ stream: StreamName, _ projections: [any Projection]) throws(JournalError) {
            erased.insert(stream)
            let own = entries.filter { $0.stream == stream }
            for entry in own { contents[entry.position] = nil }
            for projection in projections {
                rows[projection.name]?[stream] = nil
                for entry in own { try apply(projection, recorded(entry)) }
            }
        }

        mutating func rebuild(_ projections: [any Projection]) throws(JournalError) {
            rows = [:]
            for entry in entries {
                for projection in projections { try apply(projection, recorded(entry)) }
            }
        }

        func allRows(of projection: String) -> [StreamRow] {
            let streams = rows[projection] ?? [:]
            let all = streams.flatMap { stream, rows in rows.values.map { StreamRow(stream: stream, row: $0) } }
            return all.sorted { left, right in
                func path(_ row: StreamRow) -> [[UInt8]] {
                    [Array(row.row.order.utf8), Array(row.stream.text.utf8), Array(row.row.key.utf8)]
                }
                return path(left).lexicographicallyPrecedes(path(right)) { $0.lexicographicallyPrecedes($1) }
            }
        }

        func verify(genesis: Hash256, against head: Head?) -> Verification {
            var encoder = EntryEncoder()
            var last = Head(position: 0, hash: genesis)
            var finding: Verification.Finding?
            if let head, head.position == 0, head.hash != genesis {
                finding = .init(position: 0, damage: .rewritten)
            }
            for entry in entries where finding == nil {
                if entry.previous != last.hash || encoder.hash(of: entry) != entry.hash {
                    finding = .init(position: entry.position, damage: .altered(.fields))
                } else if head?.position == entry.position, head?.hash != entry.hash {
                    finding = .init(position: entry.position, damage: .rewritten)
                }
                last = entry.head
            }
            if finding == nil, let head, head.position > last.position {
                finding = .init(position: head.position, damage: .cutTail(end: last.position))
            }
            return Verification(
                entries: entries.count, head: last, erased: erased.sorted(),
                erasedEntries: entries.count { erased.contains($0.stream) }, finding: finding)
        }
    }
}

private final class MemoryRows: ProjectionRows {
    private(set) var rows: [String: ProjectionRow]
    private let keepsPersonal: Bool

    init(_ rows: [String: ProjectionRow], keepsPersonal: Bool) {
        self.rows = rows
        self.keepsPersonal = keepsPersonal
    }

    func row(_ key: String) -> ProjectionRow? { rows[key] }

    func put(_ row: ProjectionRow) {
        var row = row
        if !keepsPersonal { row.personal = nil }
        rows[row.key] = row
    }

    func remove(_ key: String) { rows[key] = nil }
}

extension JournalError {
    package static func held(_ stream: StreamName) -> JournalError {
        JournalError(.held, "法的保全中のため廃棄できません（\(stream)）", "\(stream) is under a legal hold and cannot be disposed of")
    }

    package static func unknown(_ stream: StreamName) -> JournalError {
        JournalError(.notFound, "その案件又は台帳はありません（\(stream)）", "there is no stream \(stream)")
    }
}

/// A digest over rows, the same in every store.
package struct RowDigest {
    private var chain = Hash256(of: Array("shodo.rows/1".utf8))
    private var encoder = EntryEncoder()

    package init() {}

    package mutating func add(_ projection: String, _ row: StreamRow) {
        encoder.begin()
        encoder.add(chain)
        encoder.add(projection)
        encoder.add(row.stream.text)
        encoder.add(row.row.key)
        encoder.add(row.row.order)
        encoder.add(row.row.value.text)
        encoder.add(row.row.personal?.text)
        chain = encoder.hash()
    }

    package var hash: Hash256 { chain }
}
