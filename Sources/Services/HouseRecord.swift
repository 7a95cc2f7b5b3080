import Engine
import Journaling
import Notation
import Rules

/// What has been recorded of the organisation: its own stream and the rows of its registers, folded.
public struct HouseRecord: Sendable {
    /// What the engine is given.
    public private(set) var house = House()
    /// What the organisation is called.
    public private(set) var name = Label()
    /// The zone as the administrator named it.
    public private(set) var timezone = ""
    /// The rulebook and edition that new matters begin under.
    public private(set) var adoption: HouseEvent.Adoption?
    /// Every edition that was ever adopted, oldest first.
    public private(set) var adoptions: [HouseEvent.Adoption] = []
    /// Whether the folder is for trying things out.
    public private(set) var isDemo = false
    /// After how many minutes a report that nobody has opened is shown on every page.
    public private(set) var unopenedMinutes = 15
    /// How often something was entered of the house: what was worked out before holds while it is the same.
    public private(set) var changes = 0
    /// The last version of each stream that was folded in.
    private(set) var versions: [StreamName: Int] = [:]

    static let stream: StreamName = "house"
    static let registers = "register:"
    static let houseKind = "house."
    static let rowKind = "register.row-entered"

    static func stream(of register: Name<Register>, row: String) -> StreamName {
        StreamName("\(registers)\(register)/\(row)")
    }

    /// An organisation of which nothing has been recorded.
    public init() {}

    /// The readings under which an edition was adopted last.
    func adopted(_ edition: String, of rulebook: String) throws -> [Name<Reading>: String] {
        guard let found = adoptions.last(where: { $0.edition == edition && $0.rulebook == rulebook }) else {
            throw OfficeError(
                .unknownEdition, "版\(edition)は採用されていません", "the edition \(edition) was never adopted")
        }
        return found.key.adopted
    }

    /// Reads the organisation from the journal.
    ///
    /// - Parameter at: only what was entered at or before this moment.
    static func read(from journal: any Journal, at: Instant? = nil) async throws -> HouseRecord {
        var recorded = try await journal.entries(of: stream)
        recorded += try await journal.entries(ofAll: registers)
        var record = HouseRecord()
        for entry in recorded.sorted(by: { $0.entry.position < $1.entry.position })
        where at.map({ entry.entry.enteredAt <= $0.milliseconds }) ?? true {
            try record.apply(entry)
        }
        return record
    }

    mutating func apply(_ recorded: RecordedEntry) throws {
        let entry = recorded.entry
        if recorded.payload == .erased {
            changes += 1
            versions[entry.stream] = entry.version
            return
        }
        let json = try recorded.payload.json()
        if entry.kind == Self.rowKind {
            guard let event = RowEvent(json: json) else {
                throw OfficeError.unreadable("\(entry.stream) \(entry.version)")
            }
            apply(event, version: entry.version)
        } else if let event = HouseEvent(json: json) {
            apply(event, version: entry.version)
        } else {
            throw OfficeError.unreadable("\(entry.stream) \(entry.version)")
        }
    }

    mutating func apply(_ event: RowEvent, version: Int) {
        house.apply(event)
        changes += 1
        versions[Self.stream(of: event.register, row: event.row)] = version
    }

    mutating func apply(_ event: HouseEvent, version: Int) {
        changes += 1
        versions[Self.stream] = version
        switch event {
        case .organisationNamed(let it):
            name = it.name
            timezone = it.timezone
            house.zone = it.zone
        case .personEntered(let person): house.people[person.id] = person
        case .unitNamed(let id, let name): house.units[id] = name.isEmpty ? nil : name
        case .holdingBegun(let holding): house.holdings.append(holding)
        case .holdingEnded(let post, let unit, let person, let at):
            for index in house.holdings.indices {
                let it = house.holdings[index]
                guard it.post == post, it.unit == unit, it.person == person, it.to.map({ at < $0 }) ?? true else {
                    continue
                }
                house.holdings[index].to = max(at, it.from)
            }
        case .absenceEntered(let absence): house.absences.append(absence)
        case .standInNamed(let standIn):
            if !house.standIns.contains(standIn) { house.standIns.append(standIn) }
        case .standInEnded(let standIn): house.standIns.removeAll { $0 == standIn }
        case .hoursSet(let opens, let closes):
            house.opens = opens
            house.closes = closes
        case .closedDaysSet(let days): house.closedDays = Set(days)
        case .targetSet(let word, let length): house.targets[word] = length
        case .contactSet(let contact): house.set(contact)
        case .vacancySet(let person): house.vacancy = person
        case .unopenedMinutesSet(let minutes): unopenedMinutes = minutes
        case .openersSet(let posts): house.openers = posts
        case .rulebookAdopted(let it):
            adoption = it
            adoptions.append(it)
        case .accountChanged: break
        case .demoMarked: isDemo = true
        }
    }
}
