import Engine
import Notation
import Rules

extension Scenario {
    /// The organisation of a scenario: its people, and what `house` says.
    static func house(_ json: JSON, zone: Zone, start: Instant) throws(Fault) -> House {
        var house = House()
        house.zone = zone
        let long = Instant(milliseconds: 0)
        for person in json["people"]?.members ?? [] {
            let unit = person.value["unit"]?.string ?? ""
            let posts: [String] =
                person.value["posts"].map(\.texts) ?? person.value["post"].map(\.texts) ?? person.value.texts
            house.people[person.name] = .init(id: person.name, name: person.name, unit: unit)
            for post in posts {
                let parts = post.split(separator: "@", maxSplits: 1).map(String.init)
                house.holdings.append(
                    .init(
                        post: Name(parts.first ?? post), unit: parts.count > 1 ? parts[1] : unit, person: person.name,
                        from: long))
            }
        }
        guard let given = json["house"] else { return house }
        let known: Set = ["targets", "hours", "closed-days", "absent", "stand-ins", "registers", "vacancy"]
        for member in given.members where !known.contains(member.name) {
            throw Fault(message: "unknown key “\(member.name)” in `house`", entry: nil)
        }
        for target in given["targets"]?.members ?? [] {
            guard let length = target.value.string.flatMap({ Duration(iso: $0) }) else {
                throw Fault(message: "the target of “\(target.name)” is no duration such as PT30M", entry: nil)
            }
            house.targets[Name(target.name)] = length
        }
        if let hours = given["hours"] {
            house.opens = minutes(hours["open"]?.string) ?? house.opens
            house.closes = minutes(hours["close"]?.string) ?? house.closes
        }
        house.closedDays = Set(given["closed-days"].texts.compactMap(Day.init(reading:)))
        for absence in given["absent"]?.array ?? [] {
            guard let from = absence["from"]?.string.flatMap({ Instant(reading: $0, zone: zone) }),
                let to = absence["to"]?.string.flatMap({ Instant(reading: $0, zone: zone) })
            else { throw Fault(message: "an absence needs person, from and to", entry: nil) }
            house.absences.append(.init(person: absence["person"]?.string ?? "", from: from, to: to))
        }
        for standIn in given["stand-ins"]?.array ?? [] {
            house.standIns.append(
                .init(
                    post: Name(standIn["post"]?.string ?? ""), unit: standIn["unit"]?.string ?? "",
                    person: standIn["person"]?.string ?? ""))
        }
        house.vacancy = given["vacancy"]?.string ?? ""
        for register in given["registers"]?.members ?? [] {
            for row in register.value.members {
                let values = Dictionary(
                    row.value.members.map { ($0.name, $0.value.texts) }, uniquingKeysWith: { $1 })
                house.registers[Name(register.name), default: [:]][row.name] = .init(values: values)
            }
        }
        return house
    }

    private static func minutes(_ text: String?) -> Int? {
        guard let parts = text?.split(separator: ":"), parts.count == 2, let hours = Int(parts[0]),
            let minutes = Int(parts[1]), hours < 24, minutes < 60
        else { return nil }
        return hours * 60 + minutes
    }
}
