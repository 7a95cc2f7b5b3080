import Engine
import Notation
import Rules

@testable import ReadModels

/// A small organisation with a small rulebook.
struct Office {
    static let now = Instant(reading: "2026-06-01T10:00", zone: .japan) ?? Instant(milliseconds: 0)
    static let later = Instant(reading: "2026-07-01T10:00", zone: .japan) ?? Instant(milliseconds: 0)

    let program: Program
    var house = House()

    var setting: AccessSetting { AccessSetting(program: program, house: house) }

    /// One person in each post, `nagai` in none, and `kanri` who keeps the accounts.
    init() {
        program = Program(Self.rulebook)
        for (person, post) in [
            ("aoki", "lead"), ("mori", "officer"), ("hara", "head"), ("kato", "clerk"), ("sano", "section"),
        ] {
            house.people[person] = .init(id: person)
            house.holdings.append(
                .init(
                    post: Name(post), unit: post == "section" ? "soumu" : "", person: person,
                    from: Instant(milliseconds: 0)))
        }
        for person in ["nagai", "kanri"] { house.people[person] = .init(id: person) }
        house.registers["assets"] = ["a1": .init(values: ["section": ["soumu"]])]
    }

    static let rulebook: Rulebook = {
        var book = Rulebook()
        book.identity = .init(id: "small", edition: "1")
        book.posts = [
            Post(id: "lead", superior: "officer", standIns: ["clerk"]), Post(id: "officer", superior: "head"),
            Post(id: "head"), Post(id: "clerk"), Post(id: "section", superior: "officer", perUnit: "section"),
            Post(id: "crowd", sees: false), Post(id: "police", outside: true),
            Post(id: "ministry", outside: true, recordedBy: "head"),
        ]
        book.parts = [
            Part(id: "finder", binding: .opening),
            Part(id: "suspect", binding: .named, excludes: Excludes(clauses: ["C-suspect"])),
            Part(id: "chief", binding: .rule(Choice(.post("officer", unit: nil)))),
        ]
        book.facts = [Fact(id: "hot", domain: .yesNo, askedOf: Choice(.part("chief")))]
        book.acts = [Act(id: "do")]
        book.items = [
            ItemKind(id: "thing", states: [Domain.Option(id: "here"), Domain.Option(id: "gone")], register: "assets")
        ]
        book.registers = [
            Register(id: "assets", columns: [.init(id: "section", domain: .text, role: .unit)])
        ]
        book.matters = [MatterKind(id: "case", items: ["thing"])]
        book.playbooks = [
            Playbook(
                id: "work", begins: .always,
                steps: [
                    Step(
                        id: "look", act: "do", by: Choice(.post("lead", unit: nil)),
                        to: Choice(.anyOf([Choice(.post("crowd", unit: nil)), Choice(.post("police", unit: nil))])),
                        due: .init(.duration(Duration(minutes: 60)))),
                    Step(
                        id: "wipe", act: "do", by: Choice(.post("section", unit: .items)), after: ["look"],
                        when: .fact("hot", .oneOf(["yes"]))),
                    Step(id: "wait", act: "do", by: Choice(.post("ministry", unit: nil)), after: ["wipe"]),
                    Step(id: "thank", act: "do", by: Choice(.part("finder")), after: ["wipe"], may: true),
                    Step(id: "burn", act: "do", by: Choice(.part("chief")), when: .fact("hot", .oneOf(["yes"]))),
                ]),
            Playbook(
                id: "more", begins: .fact("hot", .oneOf(["yes"])),
                steps: [Step(id: "tell", act: "do", by: Choice(.post("clerk", unit: nil)))]),
        ]
        return book
    }()

    func access(_ matter: Matter) -> MatterAccess {
        MatterAccess(matter, program: program, house: house, at: Self.now)
    }

    func event(
        by person: String, post: String = "", standsIn: Bool = false, _ changes: [Change]
    ) -> Event {
        Event(
            act: "note", happened: Self.now, entered: Self.now,
            actor: Actor(person: person, post: post, standsIn: standsIn), changes: changes)
    }

    /// Opened by `kato`, with one thing of the section `soumu`.
    var matter: Matter {
        var matter = Matter(id: "m1")
        matter.apply(
            event(by: "kato", [Self.opening, .itemAdded(Self.thing)]))
        return matter
    }

    private static var opening: Change {
        let json = #"{"change":"opened","kind":"case","rulebook":"small","edition":"1"}"#
        return Self.change(json)
    }

    private static var thing: Change.Item {
        guard
            case .itemAdded(let item) = Self.change(
                #"{"change":"item-added","id":"a1","kind":"thing","row":"a1","state":"here"}"#)
        else { preconditionFailure("a change of the record") }
        return item
    }

    private static func change(_ json: String) -> Change {
        let text = #"{"act":"open","happened":0,"entered":0,"actor":{"person":"kato"},"changes":["# + json + "]}"
        guard let json = try? JSON(reading: text), let change = Event(json: json)?.changes.first else {
            preconditionFailure("an event of the record")
        }
        return change
    }
}

/// Numbers that are the same on every run. Algorithm: SplitMix64.
struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(sides))
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[roll(elements.count)] }
}

extension Office {
    private static let persons = ["aoki", "mori", "hara", "kato", "sano", "nagai", "ueda", "kanri"]

    /// An organisation of chance: several holders, none, absences, stand-ins, a vacancy or none.
    init(_ dice: inout Dice) {
        program = Program(Self.rulebook)
        for person in Self.persons {
            house.people[person] = .init(id: person, unit: dice.pick(["soumu", "zeimu", ""]))
        }
        for post in ["lead", "officer", "head", "clerk", "section", "crowd"] {
            for _ in 0..<dice.roll(3) {
                let unit = post == "section" ? dice.pick(["soumu", "zeimu"]) : ""
                let to = dice.roll(5) == 0 ? Self.now : nil
                house.holdings.append(
                    .init(
                        post: Name(post), unit: unit, person: dice.pick(Self.persons),
                        from: Instant(milliseconds: 0), to: to))
            }
            if dice.roll(3) == 0 { house.standIns.append(.init(post: Name(post), person: dice.pick(Self.persons))) }
        }
        for person in Self.persons where dice.roll(4) == 0 {
            house.absences.append(.init(person: person, from: Instant(milliseconds: 0), to: Self.later))
        }
        if dice.roll(3) > 0 { house.vacancy = dice.pick(Self.persons) }
        house.registers["assets"] = ["a1": .init(values: ["section": [dice.pick(["soumu", "zeimu", "nowhere"])]])]
    }

    /// A record of chance.
    func matter(_ dice: inout Dice) -> Matter {
        var matter = self.matter
        for _ in 0..<dice.roll(10) {
            let person = dice.pick(Self.persons)
            let changes: [Change] =
                switch dice.roll(9) {
                case 0: [.excluded(person: person)]
                case 1: [.readmitted(person: person)]
                case 2: [.shown(person: person)]
                case 3: [.unshown(person: person)]
                case 4: [.bound(part: "suspect", person: person)]
                case 5: [.bound(part: "finder", person: person)]
                case 6: [Self.change(#"{"change":"answered","fact":"hot","value":["yes"],"weight":2}"#)]
                case 7: [Self.change(#"{"change":"done","step":"look","act":"do"}"#)]
                default: []
                }
            let post = dice.roll(3) == 0 ? "" : dice.pick(["lead", "officer", "head"])
            matter.apply(
                event(by: dice.pick(Self.persons), post: post, standsIn: !post.isEmpty && dice.roll(2) == 0, changes))
        }
        if dice.roll(6) == 0 {
            matter.apply(event(by: "kato", [Self.change(#"{"change":"ended","how":"withdrawn","endings":[]}"#)]))
        }
        return matter
    }

    /// Whether a person sees a matter, in plain words of the rule rather than in keys.
    func sees(_ person: String, _ matter: Matter, _ excluded: Set<String>) -> Bool {
        if excluded.contains(person) { return false }
        let concern = concern(matter, in: program, house: house, at: Self.now)
        if concern.persons.contains(person) { return true }
        return concern.seats.contains { seat in
            house.actors(for: seat.post, unit: seat.unit, at: Self.now, in: program, excluding: excluded)
                .contains(person)
        }
    }
}
