import Engine
import Journaling
import Notation
import Rules
import Synchronization

/// Where everything that is done to an organisation's record goes through.
///
/// It folds matters from the journal, asks the engine, appends what the engine decided and answers with a receipt.
/// Folded matters are kept by the version of their stream, so that the next act on one reads nothing again. One
/// office stands before one journal; another one that appends to the same matter is noticed at the append.
public final class Office: Sendable {
    /// Makes the rules of an edition ready to run, with these readings.
    public typealias Programs = @Sendable (EditionKey) throws -> Program

    let journal: any Journal
    let digest: @Sendable ([UInt8]) -> String
    let clock: @Sendable () -> Instant
    private let programs: Programs
    private let entered: @Sendable (Receipt) -> Void
    private let state = Mutex(State())

    /// How often an act is decided again when somebody else was first.
    static let attempts = 3

    struct State {
        var house: HouseRecord?
        /// How often something was entered of the house.
        var houseChanges = 0
        var matters: [String: Matter] = [:]
        var programs: [EditionKey: Program] = [:]
        /// The last number that was given to a matter.
        var lastNumber = 0
    }

    /// Opens an office.
    ///
    /// - Parameters:
    ///   - clock: the time at which entries are made.
    ///   - digest: a collision-resistant hash of bytes as text, for what approvals are given on.
    ///   - entered: told of each append that this office made, before whoever acted; it must not wait.
    ///   - programs: the rules of an adopted edition; throws when there is none.
    public init(
        journal: any Journal, clock: @escaping @Sendable () -> Instant,
        digest: @escaping @Sendable ([UInt8]) -> String,
        entered: @escaping @Sendable (Receipt) -> Void = { _ in }, programs: @escaping Programs
    ) {
        self.journal = journal
        self.clock = clock
        self.digest = digest
        self.entered = entered
        self.programs = programs
    }

    /// The time at which something would be entered now.
    public var now: Instant { clock() }

    /// The organisation as it is now.
    public func house() async throws -> HouseRecord {
        while true {
            let (known, changes) = state.withLock { ($0.house, $0.houseChanges) }
            if let known { return known }
            let read = try await HouseRecord.read(from: journal)
            let kept = state.withLock { state -> HouseRecord? in
                if let known = state.house { return known }
                // Something was entered while we read: what we read may lack it.
                guard state.houseChanges == changes else { return nil }
                state.house = read
                return read
            }
            if let kept { return kept }
        }
    }

    /// The organisation as it was known at a moment.
    public func house(at: Instant) async throws -> HouseRecord {
        at >= now ? try await house() : try await HouseRecord.read(from: journal, at: at)
    }

    /// The rules of an edition with its readings.
    public func program(_ key: EditionKey) throws -> Program {
        if let known = state.withLock({ $0.programs[key] }) { return known }
        let made = try programs(key)
        state.withLock { $0.programs[key] = made }
        return made
    }

    /// The rules that a matter opened now begins under.
    public func programInForce() async throws -> Program {
        guard let adoption = try await house().adoption else {
            throw OfficeError(
                .noRulebook, "規程集がまだ採用されていません", "no rulebook has been adopted yet")
        }
        return try program(adoption.key)
    }

    /// The rules that a matter runs under.
    public func program(of matter: Matter) throws -> Program {
        try program(EditionKey(rulebook: matter.rulebook, edition: matter.edition, adopted: matter.adopted))
    }

    /// A matter as it is now, folded; nil when there is none.
    func folded(_ id: String) async throws -> Matter? {
        if let known = state.withLock({ $0.matters[id] }) { return known }
        let events = try await events(of: id).map(\.event)
        guard !events.isEmpty else { return nil }
        let matter = Matter(id: id, events: events)
        keep([matter])
        return matter
    }

    /// The events of a matter with their entries, oldest first.
    func events(of id: String, after number: Int = 0) async throws -> [(recorded: RecordedEntry, event: Event)] {
        try await journal.entries(of: Self.stream(id), after: number).map { recorded in
            guard recorded.payload != .erased else {
                throw OfficeError(.erased, "この案件の内容は廃棄済です：\(id)", "the content of \(id) was destroyed (廃棄済)")
            }
            guard let event = Event(json: try recorded.payload.json()) else {
                throw OfficeError.unreadable("\(recorded.entry.stream) \(recorded.entry.version)")
            }
            return (recorded, event)
        }
    }

    /// Keeps folded matters, the newest of each; forgets everything when there are too many.
    func keep(_ matters: [Matter]) {
        state.withLock { state in
            if state.matters.count + matters.count > 1024 { state.matters.removeAll() }
            for matter in matters where matter.entries > state.matters[matter.id]?.entries ?? 0 {
                state.matters[matter.id] = matter
            }
        }
    }

    /// Forgets what was folded, because the journal holds more.
    func forget(_ ids: [String]) {
        state.withLock { state in
            for id in ids { state.matters[id] = nil }
        }
    }

    func forgetHouse() { state.withLock { $0.house = nil } }

    /// Applies what was just appended to the house, unless it was read anew meanwhile.
    func update(_ change: (inout HouseRecord) -> Void) {
        state.withLock { state in
            state.houseChanges += 1
            guard var house = state.house else { return }
            state.house = nil
            change(&house)
            state.house = house
        }
    }

    /// Appends; nil when a stream was not at the expected version.
    func appended(_ batches: [StreamBatch]) async throws -> Receipt? {
        do throws(JournalError) {
            let receipt = try await journal.append(batches)
            entered(receipt)
            return receipt
        } catch {
            guard error.code == .conflict else { throw error }
            return nil
        }
    }

    /// A number that no matter has had: the position its first entry is expected at, or the next one free.
    func nextNumber(taking: Bool) async throws -> Int {
        let expected = try await journal.head().position + 1
        return state.withLock { state in
            let number = max(expected, state.lastNumber + 1)
            if taking { state.lastNumber = number }
            return number
        }
    }

    /// The number was given to a matter that another opens.
    func take(_ number: Int) { state.withLock { $0.lastNumber = max($0.lastNumber, number) } }

    /// The id of a matter: the year of its opening where the organisation is, and a number.
    static func id(_ number: Int, at: Instant, zone: Zone) -> String {
        let digits = String(number)
        return "\(at.day(in: zone).civil.year)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    static func stream(_ id: String) -> StreamName { StreamName(MatterList.prefix + id) }
}
