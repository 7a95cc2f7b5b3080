import Engine
import Foundation
import JournalSQLite
import Journaling
import Notation
import Rules
import Services
import Synchronization

/// A small rulebook: a parent whose step opens a child; a child with one step; an edition of each name.
enum Books {
    static func book(edition: String) -> Rulebook {
        var book = Rulebook()
        book.identity = .init(id: "small", edition: edition)
        book.posts = [Post(id: "clerk"), Post(id: "head")]
        book.acts = [Act(id: "start"), Act(id: "finish"), Act(id: "sign")]
        book.facts = [Fact(id: "size", domain: .number(unit: "records"))]
        book.registers = [
            Register(
                id: "things", owner: Choice(.post("clerk", unit: nil)),
                columns: [.init(id: "name", domain: .text, required: .always)])
        ]
        book.matters = [
            MatterKind(id: "parent", playbooks: ["parent-work"]), MatterKind(id: "child", playbooks: ["child-work"]),
        ]
        let clerk = Choice(.post("clerk", unit: nil))
        book.playbooks = [
            Playbook(
                id: "parent-work", matters: ["parent"],
                steps: [
                    Step(id: "begin", act: "start", by: clerk, opens: .init(matter: "child")),
                    Step(id: "sign-off", clauses: ["C-1"], act: "sign", by: Choice(.post("head", unit: nil))),
                ]),
            Playbook(
                id: "child-work", matters: ["child"], steps: [Step(id: "end", act: "finish", by: clerk)]),
        ]
        return book
    }
}

/// A clock that tests move.
final class HandClock: Sendable {
    private let time = Mutex<Int64>(1_780_000_000_000)
    var now: Instant { Instant(milliseconds: time.withLock { $0 }) }
    func pass(_ minutes: Int) { time.withLock { $0 += Int64(minutes) * 60_000 } }
}

/// A journal of one kind, with offices that stand before it.
final class Rig: Sendable {
    enum Store: String, CaseIterable, Sendable { case memory, sqlite }

    let journal: any Journal
    let clock = HandClock()
    let asked = Mutex<[EditionKey]>([])
    private let path: String?

    init(_ store: Store) throws {
        switch store {
        case .memory:
            path = nil
            journal = InMemoryJournal(projections: [MatterList()])
        case .sqlite:
            let path = FileManager.default.temporaryDirectory.path + "/shodo-test-" + UUID().uuidString
            self.path = path
            let folder = try DataFolder.create(at: path)
            try folder.addOrganisation("org")
            journal = try folder.openJournal(of: "org", projections: [MatterList()])
        }
    }

    deinit { if let path { try? FileManager.default.removeItem(atPath: path) } }

    func office() -> Office {
        let clock = self.clock
        return Office(
            journal: journal, clock: { clock.now },
            digest: { bytes in bytes.map(String.init).joined(separator: ",") },
            programs: { [weak self] key in
                self?.asked.withLock { $0.append(key) }
                return Program(Books.book(edition: key.edition))
            })
    }

    /// An office with ada as clerk, ben as head and the first edition in force.
    func founded() async throws -> Office {
        let office = office()
        let long = Instant(milliseconds: 0)
        try await office.enter(
            [
                .organisationNamed(.init(name: Label(ja: "例示"), timezone: "Asia/Tokyo", zone: .japan)),
                .personEntered(.init(id: "ada")), .personEntered(.init(id: "ben")), .vacancySet(person: "ada"),
                .rulebookAdopted(.init(rulebook: "small", edition: "1", digest: "")),
                .holdingBegun(.init(post: "clerk", person: "ada", from: long)),
                .holdingBegun(.init(post: "head", person: "ben", from: long)),
            ], by: "ada")
        return office
    }

    func command(_ verb: String, by person: String = "ada") -> Command {
        Command(verb: verb, person: person, happened: clock.now, entered: clock.now)
    }
}
