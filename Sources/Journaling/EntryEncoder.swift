/// Builds the canonical bytes of an entry, whose SHA-256 is the entry's hash. Format 1, for ever.
///
/// The bytes are the fields below in order, each preceded by its length as four bytes, big-endian; a field that is
/// absent (`post`, `onBehalf`) is the length FFFFFFFF alone. Numbers are eight bytes, big-endian, two's complement;
/// texts are UTF-8 as given; hashes are 32 bytes.
///
/// `"shodo.entry/1"`, position, stream, version, kind, kind version, happened at, entered at, actor, post, on behalf,
/// commitment, previous hash. `docs/reference/journal.md` has a verifier in Python.
package struct EntryEncoder {
    private var bytes: [UInt8] = []
    private static let tag = Array("shodo.entry/1".utf8)

    package init() { bytes.reserveCapacity(1024) }

    /// Starts the next entry in the same buffer.
    package mutating func begin() {
        bytes.removeAll(keepingCapacity: true)
        Self.tag.withUnsafeBytes { add($0) }
    }

    package mutating func add(_ field: UnsafeRawBufferPointer) {
        length(UInt32(truncatingIfNeeded: field.count))
        bytes.append(contentsOf: field)
    }

    package mutating func add(_ number: Int64) {
        length(8)
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    package mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    package mutating func add(_ text: String?) {
        if let text { add(text) } else { addNothing() }
    }

    package mutating func addNothing() { length(.max) }

    package mutating func add(_ hash: Hash256) { hash.withBytes { add($0) } }

    /// The hash of what was added since `begin`.
    package func hash() -> Hash256 { bytes.withUnsafeBytes { Hash256(hashing: $0) } }

    private mutating func length(_ count: UInt32) {
        withUnsafeBytes(of: count.bigEndian) { bytes.append(contentsOf: $0) }
    }
}

extension EntryEncoder {
    /// The hash that this entry must carry; its own `hash` is not looked at.
    package mutating func hash(of entry: Entry) -> Hash256 {
        begin()
        add(Int64(entry.position))
        add(entry.stream.text)
        add(Int64(entry.version))
        add(entry.kind)
        add(Int64(entry.kindVersion))
        add(entry.happenedAt)
        add(entry.enteredAt)
        add(entry.actor)
        add(entry.post)
        add(entry.onBehalf)
        add(entry.commitment)
        add(entry.previous)
        return hash()
    }

    /// What stands for the hash before the first entry: it ties the chain to one organisation and one journal.
    package static func genesis(organisation: String, journal: String) -> Hash256 {
        var encoder = EntryEncoder()
        for text in ["shodo.journal/1", organisation, journal] { encoder.add(text) }
        return encoder.hash()
    }
}
