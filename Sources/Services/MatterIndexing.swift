import Engine
import Journaling
import Notation
import Rules

/// Keeps the index of matters up with the journal.
///
/// It reads what was entered after the place that the index has reached, whoever entered it, and takes in anew each
/// matter that this touches. Nobody who acts waits for it: they ring the bell, and `run` does the rest; what comes in
/// meanwhile is taken in together.
public actor MatterIndexing {
    /// What a matter's place in the lists follows from; see `MatterConcern`.
    public typealias Concerns = @Sendable (Matter, Program, House, Instant) -> MatterConcern
    /// When somebody other than the reporter first opened a matter; nil when nobody has.
    public typealias FirstOpened = @Sendable (_ matter: String, _ events: [Event]) async throws -> Instant?

    private let office: Office
    private let index: any MatterIndex
    private let bell: EntryBell
    private let concerns: Concerns
    private let firstOpened: FirstOpened
    private let prefixes: [String]
    private var isWorking = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var isChecked = false
    /// Matters that could not be read when they were last taken in, and why: only `.all` sees them in lists.
    public private(set) var unreadable: [String: String] = [:]
    /// Why the index could not be kept up the last time; nil while all is well.
    public private(set) var failure: String?

    /// How many matters are written together.
    static let batch = 200

    /// Makes one; nothing is read yet.
    ///
    /// - Parameters:
    ///   - bell: the one that the office rings.
    ///   - prefixes: streams whose entries touch the matter that is named after the prefix, beside the matter's own.
    public init(
        office: Office, index: any MatterIndex, bell: EntryBell, prefixes: [String] = [],
        firstOpened: @escaping FirstOpened = { _, events in MatterIndexing.firstEntryOfAnother(events) },
        concerns: @escaping Concerns
    ) {
        self.office = office
        self.index = index
        self.bell = bell
        self.prefixes = [MatterList.prefix] + prefixes
        self.firstOpened = firstOpened
        self.concerns = concerns
    }

    /// When somebody who did not make the first entry made one.
    public static func firstEntryOfAnother(_ events: [Event]) -> Instant? {
        events.first { $0.actor.person != events.first?.actor.person }?.entered
    }

    /// Takes in what is entered until the bell is taken down or the task is cancelled.
    ///
    /// A failure is kept in `failure`, and the next entry tries again.
    public func run() async {
        for await _ in bell.rings {
            do {
                try await flush()
                failure = nil
            } catch {
                failure = "\(error)"
            }
        }
    }

    /// Brings the index to the journal's head; call it at the start, and wait for it after an erasure.
    ///
    /// With an empty index, as after a restore, this takes minutes for a hundred thousand matters. A cancelled task ends
    /// it early with whatever error comes of that, and the next time begins anew.
    ///
    /// - Throws: `JournalError`, and `MatterIndexError` when the index cannot be written; damage is mended first.
    public func flush() async throws {
        try await alone { try await self.catchUp() }
    }

    /// Takes in anew the matters that come out differently by now though nothing was entered: a clock has ended, an
    /// absence is over.
    ///
    /// - Parameter most: how many at once, for whoever waits; nobody waits for other work on the index.
    public func refresh(most: Int = .max) async throws {
        if isWorking, most < .max { return }
        let ids = try await index.outdated(at: office.now)
        guard !ids.isEmpty else { return }
        try await alone { try await self.take(Array(ids.prefix(most)), upTo: nil) }
    }

    /// Throws the index away and makes it from the journal.
    public func rebuild() async throws {
        try await alone { try await self.fill() }
    }

    private func catchUp() async throws {
        let head = try await office.journal.head()
        guard let known = try await index.head(), try await isOfThisJournal(known, head) else {
            return try await fill()
        }
        guard known.position < head.position else { return }
        try await take(try await touched(after: known.position, to: head.position), upTo: head)
    }

    /// Whether the index was made from this very journal: after a restore it may know entries that are no more.
    private func isOfThisJournal(_ known: Head, _ head: Head) async throws -> Bool {
        if isChecked, known.position <= head.position { return true }
        guard known.position <= head.position else { return false }
        if known.position > 0 {
            let entry = try await office.journal.entries(after: known.position - 1, limit: 1).first
            guard entry?.entry.head == known else { return false }
        }
        isChecked = true
        return true
    }

    /// The matters that entries between two positions touch, in the order of their ids.
    private func touched(after start: Int, to end: Int) async throws -> [String] {
        var ids: Set<String> = []
        var houseHasChanged = false
        var position = start
        while position < end {
            let entries = try await office.journal.entries(after: position, limit: min(1000, end - position))
            guard let last = entries.last else { break }
            position = last.entry.position
            for recorded in entries {
                let stream = recorded.entry.stream
                if let id = matter(stream) { ids.insert(id) }
                houseHasChanged =
                    houseHasChanged || stream == HouseRecord.stream || stream.text.hasPrefix(HouseRecord.registers)
                guard stream == .journal, recorded.entry.kind == "stream.erased",
                    let name = try recorded.payload.json()["stream"]?.string, let id = matter(StreamName(name))
                else { continue }
                ids.insert(id)
            }
        }
        // Who holds what, and what the registers say, decides who is concerned by what is open, and who stands in for
        // somebody excluded.
        if houseHasChanged { ids.formUnion(try await index.dependent()) }
        return ids.sorted()
    }

    private func matter(_ stream: StreamName) -> String? {
        prefixes.first { stream.text.hasPrefix($0) }.map { String(stream.text.dropFirst($0.count)) }
    }

    private func take(_ ids: [String], upTo head: Head?) async throws {
        var rest = ids[...]
        repeat {
            let matters = try await read(rest.prefix(Self.batch))
            rest = rest.dropFirst(Self.batch)
            try await index.put(matters, upTo: rest.isEmpty ? head : nil)
        } while !rest.isEmpty
    }

    private func fill() async throws {
        let head = try await office.journal.head()
        // The newest first: they are what people look for while the rest comes in.
        var rest = try await office.journal.streams(prefix: MatterList.prefix).compactMap { matter($0.stream) }
            .sorted(by: >)[...]
        unreadable = [:]
        try await index.rebuild(upTo: head) {
            guard !rest.isEmpty else { return nil }
            defer { rest = rest.dropFirst(Self.batch) }
            return try await self.read(rest.prefix(Self.batch))
        }
        isChecked = true
    }

    private func read(_ ids: some Sequence<String>) async throws -> [IndexedMatter] {
        let house = try await office.house().house
        var matters: [IndexedMatter] = []
        for id in ids {
            try Task.checkCancellation()
            let recorded = try await office.journal.entries(of: Office.stream(id))
            guard let first = recorded.first?.entry, let last = recorded.last?.entry else { continue }
            unreadable[id] = nil
            let openedAt = Instant(milliseconds: first.happenedAt)
            let lastEntered = Instant(milliseconds: last.enteredAt)
            var line = MatterLine(id: id, openedAt: openedAt, lastEntered: lastEntered, entries: last.version)
            guard recorded.allSatisfy({ $0.payload != .erased }) else {
                line.state = .erased
                matters.append(IndexedMatter(line: line))
                continue
            }
            do {
                matters.append(try await indexed(id, recorded, house))
            } catch let error as OfficeError {
                // One matter that cannot be read must not keep the others out of the list.
                unreadable[id] = "\(error)"
                matters.append(IndexedMatter(line: line))
            }
        }
        return matters
    }

    private func indexed(_ id: String, _ recorded: [RecordedEntry], _ house: House) async throws -> IndexedMatter {
        let events = try recorded.map { recorded -> Event in
            guard let event = Event(json: try recorded.payload.json()) else {
                throw OfficeError.unreadable("\(recorded.entry.stream) \(recorded.entry.version)")
            }
            return event
        }
        let matter = Matter(id: id, events: events)
        let program = try office.program(of: matter)
        let now = office.now
        let concern = concerns(matter, program, house, now)
        let texts = MatterTexts(matter: matter, events: events, rulebook: program.rulebook)
        let nextDue = concern.owed.compactMap(\.due).min()
        let laterDue = concern.owed.compactMap(\.due).filter { $0 > now }.min()
        return IndexedMatter(
            line: MatterLine(
                id: id, kind: matter.kind.text, state: MatterState(of: matter), exercise: matter.exercise,
                parent: matter.parent, openedAt: matter.openedAt, lastEntered: matter.lastEntered,
                entries: matter.entries, title: texts.title, summary: texts.summary, edition: matter.edition,
                level: concern.level, firstOpened: try await firstOpened(id, events), nextDue: nextDue),
            keys: concern.keys, owed: concern.owed, recheck: concern.recheck ?? laterDue, texts: texts.all)
    }

    /// Runs one piece of work after the other; a damaged index is made anew.
    private func alone(_ work: () async throws -> Void) async throws {
        if isWorking {
            await withCheckedContinuation { waiting.append($0) }
        } else {
            isWorking = true
        }
        defer {
            if waiting.isEmpty { isWorking = false } else { waiting.removeFirst().resume() }
        }
        do {
            try await work()
        } catch let error as MatterIndexError {
            guard error.code == .damaged else { throw error }
            try await fill()
        }
    }
}

/// What a matter's place in the lists follows from, beside its own record.
public struct MatterConcern: Hashable, Sendable {
    /// Who may see it, and `not:ID` for who may not; see `IndexedMatter.keys`.
    public var keys: [String]
    /// What is owed on it and by whom.
    public var owed: [Owed]
    /// How grave it is, in the rulebook's own word; empty when nobody has said.
    public var level: String
    /// When it comes out differently though nothing is entered; nil means when the next of `owed` is due.
    public var recheck: Instant?

    /// Makes one.
    public init(keys: [String], owed: [Owed] = [], level: String = "", recheck: Instant? = nil) {
        self.keys = keys
        self.owed = owed
        self.level = level
        self.recheck = recheck
    }
}

/// What the office rings when something was entered. Ringing never waits.
public struct EntryBell: Sendable {
    let rings: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    /// Makes a bell for one who listens.
    public init() {
        // Several rings that nobody has heard yet are one.
        (rings, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Says that something was entered.
    public func ring() { continuation.yield() }

    /// Lets whoever listens go.
    public func takeDown() { continuation.finish() }
}
