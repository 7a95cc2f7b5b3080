/// Finds out what is wrong with an entry that does not fit where it stands.
///
/// The stores check each entry fast and in their own way; when one fails, they ask here once.
package struct ChainCheck {
    /// The entry that is known good, before the place in question.
    package var last: Head
    /// The entry whose `previous` is this hash, wherever it stands.
    package var following: (Hash256) throws(JournalError) -> Entry?
    /// The entry at a position.
    package var at: (Int) throws(JournalError) -> Entry?
    /// The highest version of the stream before a position.
    package var version: (StreamName, Int) throws(JournalError) -> Int
    /// The commitment of the content that is stored for a position, if it can be opened.
    package var commitment: (Entry) throws(JournalError) -> Hash256?

    package init(
        last: Head, following: @escaping (Hash256) throws(JournalError) -> Entry?,
        at: @escaping (Int) throws(JournalError) -> Entry?,
        version: @escaping (StreamName, Int) throws(JournalError) -> Int,
        commitment: @escaping (Entry) throws(JournalError) -> Hash256?
    ) {
        self.last = last
        self.following = following
        self.at = at
        self.version = version
        self.commitment = commitment
    }

    /// Names what is wrong after `last`.
    ///
    /// - Parameter entry: The next entry that there is.
    package func diagnose(_ entry: Entry) throws(JournalError) -> Verification.Finding {
        let place = last.position + 1
        var encoder = EntryEncoder()
        let rightful = try following(last.hash)
        if let rightful, rightful.position != place {
            return .init(position: place, damage: .reordered(foundAt: rightful.position))
        }
        guard entry.position == place else { return .init(position: place, damage: .missing) }
        func fits(_ change: (inout Entry) -> Void) -> Bool {
            var copy = entry
            change(&copy)
            return encoder.hash(of: copy) == entry.hash
        }
        let part: Verification.Part
        if fits({ $0.previous = last.hash }) {
            part = .link
        } else if entry.previous == last.hash, let next = try at(place + 1), next.previous == encoder.hash(of: entry) {
            part = .hash
        } else if entry.previous != last.hash {
            part = fits { _ in } ? .link : .fields
        } else {
            let version = try version(entry.stream, place) + 1
            let commitment = try commitment(entry)
            if fits({ $0.version = version }) {
                part = .version
            } else if let commitment, fits({ $0.commitment = commitment }) {
                part = .commitment
            } else {
                part = .fields
            }
        }
        return .init(position: place, damage: .altered(part))
    }
}
