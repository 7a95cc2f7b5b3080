import Notation

/// The content of an entry: facts, free text, names. It lies outside the chain and can be destroyed.
public enum Payload: Hashable, Sendable {
    /// The bytes of one JSON text, exactly as they were appended.
    case content([UInt8])
    /// Destroyed by an approved disposal (廃棄済).
    case erased

    /// The JSON value.
    ///
    /// - Throws: `erased` after a disposal, `corrupt` when the bytes are no JSON.
    public func json() throws(JournalError) -> JSON {
        guard case .content(let bytes) = self else { throw .erased() }
        do throws(JSON.SyntaxError) {
            return try JSON(reading: bytes)
        } catch {
            throw .corrupt("the payload is no JSON", cause: "\(error)")
        }
    }
}

/// An entry with its content.
public struct RecordedEntry: Hashable, Sendable {
    /// What the chain holds.
    public var entry: Entry
    /// What lies outside the chain.
    public var payload: Payload

    /// Joins an entry and its content.
    public init(entry: Entry, payload: Payload) {
        self.entry = entry
        self.payload = payload
    }
}
