import Engine
import Notation
import RulebookFiles
import Rules
import Services

/// An organisation as a file of a rulebook's `demo` folder says it.
///
/// People may carry their posts themselves, or `holders` lists them; `house` may wrap what is set.
struct OrganisationSheet {
    let json: JSON
    let zone: Zone

    private var house: JSON { json["house"] ?? json }

    var id: String { json["organisation"]?["id"]?.string ?? "demo" }
    var timezone: String { json["organisation"]?["timezone"]?.string ?? "Asia/Tokyo" }

    var name: Label {
        let named = json["organisation"]?["title"] ?? json["organisation"]
        return Label(ja: named?["ja"]?.string ?? id, en: named?["en"]?.string ?? "")
    }

    /// Everything but the registers, in an order in which each only names what came before.
    func events() throws -> [HouseEvent] {
        var events: [HouseEvent] = []
        var holdings: [HouseEvent] = []
        let long = Instant(milliseconds: 0)
        for unit in json["units"]?.members ?? [] {
            let name = Label(ja: unit.value["ja"]?.string ?? "", en: unit.value["en"]?.string ?? "")
            events.append(.unitNamed(id: unit.name, name: unit.value.string.map { Label(ja: $0) } ?? name))
        }
        for person in json["people"]?.members ?? [] {
            let it = person.value
            let unit = it["unit"]?.string ?? ""
            events.append(
                .personEntered(
                    .init(id: person.name, name: it["name"]?.string ?? it["ja"]?.string ?? person.name, unit: unit)))
            for post in texts(it["posts"]) {
                let parts = post.split(separator: "@", maxSplits: 1).map(String.init)
                holdings.append(
                    .holdingBegun(
                        .init(
                            post: Name(parts.first ?? post), unit: parts.count > 1 ? parts[1] : unit,
                            person: person.name, from: long)))
            }
        }
        for holder in json["holders"]?.array ?? [] {
            holdings.append(
                .holdingBegun(
                    .init(
                        post: Name(text(holder, "post")), unit: text(holder, "unit"), person: text(holder, "person"),
                        from: try instant(holder, "from") ?? long, to: try instant(holder, "to"))))
        }
        events += holdings
        for standIn in house["stand-ins"]?.array ?? [] {
            events.append(
                .standInNamed(
                    .init(
                        post: Name(text(standIn, "post")), unit: text(standIn, "unit"),
                        person: text(standIn, "person"))))
        }
        for target in house["targets"]?.members ?? [] {
            guard let length = target.value.string.flatMap({ Duration(iso: $0) }) else { throw bad(target.name) }
            events.append(.targetSet(word: Name(target.name), length))
        }
        if let hours = house["hours"] {
            guard let opens = minutesOfDay(text(hours, "open")), let closes = minutesOfDay(text(hours, "close")) else {
                throw bad("hours")
            }
            events.append(.hoursSet(opens: opens, closes: closes))
        }
        let days = texts(house["closed-days"])
        if !days.isEmpty { events.append(.closedDaysSet(days.compactMap(Day.init(reading:)))) }
        for absence in house["absent"]?.array ?? [] {
            guard let from = try instant(absence, "from"), let to = try instant(absence, "to") else {
                throw bad("absent")
            }
            events.append(.absenceEntered(.init(person: text(absence, "person"), from: from, to: to)))
        }
        for contact in json["contacts"]?.array ?? [] {
            let hours = contact["hours"]?.string ?? "always"
            guard let hours = House.Contact.Hours(rawValue: hours) else { throw bad("contacts: \(hours)") }
            events.append(
                .contactSet(
                    .init(
                        post: Name(text(contact, "post")), unit: text(contact, "unit"),
                        person: text(contact, "person"), label: text(contact, "label"),
                        number: text(contact, "number"), hours: hours)))
        }
        let openers = texts(house["openers"])
        if !openers.isEmpty { events.append(.openersSet(openers.map { Name($0) })) }
        if let vacancy = house["vacancy"]?.string { events.append(.vacancySet(person: vacancy)) }
        return events
    }

    /// The rows of all registers, in the order of the file.
    var rows: [(register: Name<Register>, row: String, values: [String: [String]])] {
        (house["registers"]?.members ?? []).flatMap { register in
            register.value.members.map { row in
                let values = Dictionary(
                    row.value.members.map { ($0.name, texts($0.value)) }, uniquingKeysWith: { $1 })
                return (Name(register.name), row.name, values)
            }
        }
    }

    private func text(_ json: JSON, _ key: String) -> String { json[key]?.string ?? "" }

    private func texts(_ json: JSON?) -> [String] {
        switch json {
        case .array(let elements)?: elements.compactMap(\.string)
        case .string(let text)?: [text]
        default: []
        }
    }

    private func instant(_ json: JSON, _ key: String) throws -> Instant? {
        guard let text = json[key]?.string, !text.isEmpty else { return nil }
        guard let at = Instant(reading: text, zone: zone) else { throw bad("\(key): \(text)") }
        return at
    }

    private func bad(_ what: String) -> UsageError {
        UsageError("organisation.yaml の \(what) が読めません", "organisation.yaml: \(what) cannot be read")
    }
}

/// Reads a time of day such as `08:30` as minutes.
func minutesOfDay(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]) else { return nil }
    guard (0...24).contains(hour), (0..<60).contains(minute), hour * 60 + minute <= 1440 else { return nil }
    return hour * 60 + minute
}

extension OrganisationSheet {
    /// Enters the rows of the registers, each by somebody whom the rules allow to.
    func enterRows(in office: Office) async throws {
        let program = try await office.programInForce()
        let registers = Set(program.rulebook.registers.map(\.id))
        var house = try await office.house().house
        let people = house.people.keys.sorted()
        var commands: [RowCommand] = []
        for row in rows where registers.contains(row.register) {
            var command = RowCommand(
                register: row.register, row: row.row, values: row.values, person: "", happened: office.now,
                entered: office.now, adds: true)
            let setting = Setting(program: program, house: house, digest: paperDigest)
            guard
                let person = people.first(where: { person in
                    command.person = person
                    return (try? decide(command, in: setting)) != nil
                })
            else {
                complain("台帳の行を飛ばしました：\(row.register)/\(row.row)（書ける人がいないか，規程に合いません）")
                continue
            }
            command.person = person
            house.apply(try decide(command, in: setting))
            commands.append(command)
        }
        if !commands.isEmpty { try await office.enterRows(commands) }
    }
}
