import Journaling
import Notation

/// What people typed and did not send, and the views that they keep. It outlives sessions.
public struct Drafts: Sendable {
    /// The longest draft, in bytes of UTF-8.
    public static let longest = 256 * 1024
    /// The most drafts of a person or a browser; the oldest go first.
    public static let most = 50

    private let store: any AccountStore

    /// Takes a store.
    public init(store: any AccountStore) { self.store = store }

    /// Keeps what was typed so far, in place of what was kept for the same form.
    ///
    /// - Throws: `tooLong`, `store`.
    public func save(
        _ text: String, of owner: DraftOwner, form: String, at now: Instant
    ) async throws(AccountFailure) {
        guard text.utf8.count <= Self.longest, form.utf8.count <= 512 else { throw .tooLong(limit: Self.longest) }
        let draft = FormDraft(owner: owner, form: form, text: text, savedAt: now)
        try await stored { () throws(JournalError) in try await store.write([.saveDraft(draft, keeping: Self.most)]) }
    }

    /// What was typed into a form.
    public func draft(of owner: DraftOwner, form: String) async throws(JournalError) -> FormDraft? {
        try await store.draft(of: owner, form: form)
    }

    /// All that somebody typed and did not send, the latest first.
    public func drafts(of owner: DraftOwner) async throws(JournalError) -> [FormDraft] {
        try await store.drafts(of: owner)
    }

    /// The form was sent, or what was typed is thrown away.
    public func remove(of owner: DraftOwner, form: String) async throws(JournalError) {
        try await store.write([.removeDraft(of: owner, form: form)])
    }

    /// What was typed when a session had ended becomes the person's who signs in again.
    public func move(from owner: DraftOwner, form: String, to other: DraftOwner) async throws(JournalError) {
        try await store.write([.moveDraft(from: owner, form: form, to: other)])
    }

    /// A person's saved views, by name.
    public func views(of person: String) async throws(JournalError) -> [SavedView] {
        try await store.views(of: person)
    }

    /// Keeps a view, in place of one with the same name.
    ///
    /// - Throws: `tooLong` for a name over 200 bytes or a query over 4,096, `store`.
    public func save(_ view: SavedView) async throws(AccountFailure) {
        guard (1...200).contains(view.name.utf8.count) else { throw .tooLong(limit: 200) }
        guard view.query.utf8.count <= 4096 else { throw .tooLong(limit: 4096) }
        try await stored { () throws(JournalError) in try await store.write([.saveView(view)]) }
    }

    /// Takes a saved view away.
    public func removeView(of person: String, name: String) async throws(JournalError) {
        try await store.write([.removeView(of: person, name: name)])
    }
}
