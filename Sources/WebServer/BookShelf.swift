import Books
import Engine
import Rules
import Services
import Synchronization

/// The sentences of each edition and what its scenarios show: made once, for they never change.
final class BookShelf: Sendable {
    private let books = Mutex<[EditionKey: Book]>([:])
    private let scenarios = Mutex<[EditionKey: [Clause.ID: [String]]]>([:])
    private static let most = 8

    func book(_ key: EditionKey, make: () throws -> Book) rethrows -> Book {
        if let known = books.withLock({ $0[key] }) { return known }
        let made = try make()
        books.withLock { books in
            if books.count >= Self.most { books.removeAll() }
            books[key] = made
        }
        return made
    }

    func scenarios(
        _ key: EditionKey, make: (EditionKey) throws -> [Clause.ID: [String]]
    ) rethrows -> [Clause.ID: [String]] {
        if let known = scenarios.withLock({ $0[key] }) { return known }
        let made = try make(key)
        scenarios.withLock { scenarios in
            if scenarios.count >= Self.most { scenarios.removeAll() }
            scenarios[key] = made
        }
        return made
    }
}

extension EditionKey {
    /// The edition and readings of a program.
    init(_ program: Program) {
        let identity = program.rulebook.identity
        self.init(rulebook: identity.id, edition: identity.edition, adopted: program.rulebook.adopted)
    }
}
