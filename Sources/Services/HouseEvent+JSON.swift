import Engine
import Notation
import Rules

// The names in this file are written in records that must be readable for ever. They are never renamed; a change of
// meaning gets a new name. `HouseEvent(json:)` reads every shape that was ever written.

extension HouseEvent {
    /// The word for it in the record.
    var word: String {
        switch self {
        case .organisationNamed: "organisation-named"
        case .personEntered: "person-entered"
        case .unitNamed: "unit-named"
        case .holdingBegun: "holding-begun"
        case .holdingEnded: "holding-ended"
        case .absenceEntered: "absence-entered"
        case .standInNamed: "stand-in-named"
        case .standInEnded: "stand-in-ended"
        case .hoursSet: "hours-set"
        case .closedDaysSet: "closed-days-set"
        case .targetSet: "target-set"
        case .vacancySet: "vacancy-set"
        case .contactSet: "contact-set"
        case .unopenedMinutesSet: "unopened-minutes-set"
        case .openersSet: "openers-set"
        case .rulebookAdopted: "rulebook-adopted"
        case .accountChanged: "account-changed"
        case .demoMarked: "demo-marked"
        }
    }

    /// The event as it is kept in the record.
    public var json: JSON {
        switch self {
        case .organisationNamed(let it):
            event(
                ("ja", .text(it.name.ja)), ("en", .text(it.name.en)), ("timezone", .text(it.timezone)),
                ("offset", .int(it.zone.offsetMinutes)))
        case .accountChanged(let person, let deed):
            event(("person", .text(person)), ("deed", .text(deed.rawValue)))
        case .personEntered(let it):
            event(
                ("person", .text(it.id)), ("name", .text(it.name)), ("unit", .text(it.unit)),
                ("system", it.isSystem ? true : nil))
        case .unitNamed(let id, let name):
            event(("unit", .text(id)), ("ja", .text(name.ja)), ("en", .text(name.en)))
        case .holdingBegun(let it):
            event(
                ("post", .text(it.post.text)), ("unit", .text(it.unit)), ("person", .text(it.person)),
                ("from", it.from.json), ("to", it.to?.json))
        case .holdingEnded(let post, let unit, let person, let at):
            event(("post", .text(post.text)), ("unit", .text(unit)), ("person", .text(person)), ("at", at.json))
        case .absenceEntered(let it): event(("person", .text(it.person)), ("from", it.from.json), ("to", it.to.json))
        case .standInNamed(let it), .standInEnded(let it):
            event(("post", .text(it.post.text)), ("unit", .text(it.unit)), ("person", .text(it.person)))
        case .hoursSet(let opens, let closes): event(("opens", .int(opens)), ("closes", .int(closes)))
        case .closedDaysSet(let days): event(("days", .strings(days.map(\.text))))
        case .targetSet(let word, let length): event(("word", .text(word.text)), ("length", .text(length.iso)))
        case .vacancySet(let person): event(("person", .text(person)))
        case .contactSet(let it):
            event(
                ("post", .text(it.post.text)), ("unit", .text(it.unit)), ("person", .text(it.person)),
                ("label", .text(it.label)), ("number", .text(it.number)), ("hours", .text(it.hours.rawValue)))
        case .unopenedMinutesSet(let minutes): event(("minutes", .int(minutes)))
        case .openersSet(let posts): event(("posts", .strings(posts.map(\.text))))
        case .rulebookAdopted(let it):
            event(
                ("rulebook", .text(it.rulebook)), ("edition", .text(it.edition)), ("digest", .text(it.digest)),
                ("readings", .array(it.confirmations.map(\.json))))
        case .demoMarked: event()
        }
    }

    /// The event as it is kept in the record, with why it was entered; without a reason it is `json`.
    func json(because reason: String) -> JSON {
        guard !reason.isEmpty else { return json }
        return .object(json.members + [.init("reason", .string(reason))])
    }

    /// Why a recorded event was entered; empty for the many that have no reason.
    public static func reason(json: JSON) -> String { json["reason"]?.string ?? "" }

    private func event(_ members: (String, JSON?)...) -> JSON {
        var all: [JSON.Member] = [.init("event", .string(word))]
        for (name, value) in members {
            if let value { all.append(.init(name, value)) }
        }
        return .object(all)
    }

    /// Reads a recorded event; nil when it is none that this program knows.
    public init?(json: JSON) {
        func text(_ name: String) -> String { json[name]?.string ?? "" }
        func instant(_ name: String) -> Instant? { json[name].flatMap(Instant.init(json:)) }
        switch json["event"]?.string {
        case "organisation-named":
            self = .organisationNamed(
                .init(
                    name: Label(ja: text("ja"), en: text("en")), timezone: text("timezone"),
                    zone: Zone(offsetMinutes: json["offset"]?.int ?? 540)))
        case "person-entered":
            self = .personEntered(
                .init(
                    id: text("person"), name: text("name"), unit: text("unit"),
                    isSystem: json["system"]?.bool ?? false))
        case "account-changed":
            guard let deed = AccountDeed(rawValue: text("deed")) else { return nil }
            self = .accountChanged(person: text("person"), deed)
        case "unit-named": self = .unitNamed(id: text("unit"), name: Label(ja: text("ja"), en: text("en")))
        case "holding-begun":
            guard let from = instant("from") else { return nil }
            self = .holdingBegun(
                .init(
                    post: Name(text("post")), unit: text("unit"), person: text("person"), from: from,
                    to: instant("to")))
        case "holding-ended":
            guard let at = instant("at") else { return nil }
            self = .holdingEnded(post: Name(text("post")), unit: text("unit"), person: text("person"), at: at)
        case "absence-entered":
            guard let from = instant("from"), let to = instant("to") else { return nil }
            self = .absenceEntered(.init(person: text("person"), from: from, to: to))
        case "stand-in-named":
            self = .standInNamed(.init(post: Name(text("post")), unit: text("unit"), person: text("person")))
        case "stand-in-ended":
            self = .standInEnded(.init(post: Name(text("post")), unit: text("unit"), person: text("person")))
        case "hours-set":
            guard let opens = json["opens"]?.int, let closes = json["closes"]?.int else { return nil }
            self = .hoursSet(opens: opens, closes: closes)
        case "closed-days-set":
            self = .closedDaysSet(json["days"]?.array.compactMap(\.string).compactMap(Day.init(reading:)) ?? [])
        case "target-set":
            guard let length = Duration(iso: text("length")) else { return nil }
            self = .targetSet(word: Name(text("word")), length)
        case "vacancy-set": self = .vacancySet(person: text("person"))
        case "contact-set":
            guard let hours = House.Contact.Hours(rawValue: text("hours")) else { return nil }
            self = .contactSet(
                .init(
                    post: Name(text("post")), unit: text("unit"), person: text("person"), label: text("label"),
                    number: text("number"), hours: hours))
        case "unopened-minutes-set":
            guard let minutes = json["minutes"]?.int else { return nil }
            self = .unopenedMinutesSet(minutes)
        case "openers-set":
            self = .openersSet(json["posts"]?.array.compactMap(\.string).map { Name($0) } ?? [])
        case "rulebook-adopted":
            self = .rulebookAdopted(
                .init(
                    rulebook: text("rulebook"), edition: text("edition"),
                    confirmations: json["readings"]?.array.compactMap(Confirmation.init(json:)) ?? [],
                    digest: text("digest")))
        case "demo-marked": self = .demoMarked
        default: return nil
        }
    }
}

extension HouseEvent.Confirmation {
    fileprivate var json: JSON {
        .compact(
            ("reading", .string(reading.text)), ("choice", .string(choice)), ("by", .text(by)), ("at", at.json))
    }

    fileprivate init?(json: JSON) {
        guard let reading = json["reading"]?.string, let choice = json["choice"]?.string,
            let at = json["at"].flatMap(Instant.init(json:))
        else { return nil }
        self.init(reading: Name(reading), choice: choice, by: json["by"]?.string ?? "", at: at)
    }
}

extension JSON {
    /// The text, or nothing when it is empty.
    fileprivate static func text(_ text: String) -> JSON? { text.isEmpty ? nil : .string(text) }
}

extension Instant {
    fileprivate var json: JSON { .int(Int(milliseconds)) }

    fileprivate init?(json: JSON) {
        guard let number = json.int else { return nil }
        self.init(milliseconds: Int64(number))
    }
}
