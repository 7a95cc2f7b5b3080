import Engine
import Notation
import Rules

extension House {
    /// The organisation that a rulebook's `demo/organisation.yaml` describes; every scalar is text.
    public init(organisation json: JSON, zone: Zone) {
        // People, with the posts they hold, and `house` are written as in scenarios; the rest may stand beside them.
        if let house = try? Scenario.house(json, zone: zone, start: Instant(milliseconds: 0)) {
            self = house
        } else {
            self.init()
        }
        self.zone = zone
        for person in json["people"]?.members ?? [] {
            people[person.name]?.name = person.value["ja"]?.string ?? person.value["name"]?.string ?? person.name
        }
        for holding in json["holders"]?.array ?? [] {
            let from = holding["from"]?.string.flatMap { Instant(reading: $0, zone: zone) }
            holdings.append(
                .init(
                    post: Name(holding["post"]?.string ?? ""), unit: holding["unit"]?.string ?? "",
                    person: holding["person"]?.string ?? "", from: from ?? Instant(milliseconds: 0),
                    to: holding["to"]?.string.flatMap { Instant(reading: $0, zone: zone) }))
        }
        let beside = JSON.object(
            json.members.filter { ["targets", "hours", "closed-days", "stand-ins", "registers"].contains($0.name) })
        if let more = try? Scenario.house(
            .object([.init("house", beside)]), zone: zone, start: Instant(milliseconds: 0))
        {
            targets.merge(more.targets) { $1 }
            closedDays.formUnion(more.closedDays)
            standIns += more.standIns
            registers.merge(more.registers) { $1 }
            if json["hours"] != nil { (opens, closes) = (more.opens, more.closes) }
        }
        vacancy = people.keys.min() ?? ""
    }
}
