import Engine
import Journaling
import Notation
import Rules
import Services
import Testing

@Suite struct `The house` {
    static let every: [HouseEvent] = [
        .organisationNamed(.init(name: Label(ja: "例示", en: "Example"), timezone: "Asia/Tokyo", zone: .japan)),
        .personEntered(.init(id: "ada", name: "例示 花子", unit: "soumu")),
        .personEntered(.init(id: "desk", name: "通報画面", isSystem: true)),
        .accountChanged(person: "ada", .madeAdministrator), .accountChanged(person: "ada", .linked),
        .unitNamed(id: "soumu", name: Label(ja: "総務課", en: "General affairs")), .unitNamed(id: "soumu", name: Label()),
        .holdingBegun(.init(post: "clerk", unit: "soumu", person: "ada", from: Instant(milliseconds: 1))),
        .holdingEnded(post: "clerk", unit: "soumu", person: "ada", at: Instant(milliseconds: 5)),
        .absenceEntered(.init(person: "ada", from: Instant(milliseconds: 1), to: Instant(milliseconds: 2))),
        .standInNamed(.init(post: "clerk", unit: "", person: "ada")),
        .standInEnded(.init(post: "clerk", unit: "", person: "ada")), .hoursSet(opens: 510, closes: 1035),
        .closedDaysSet([Day(number: 20_000)]), .targetSet(word: "promptly", Duration(days: 1)),
        .vacancySet(person: "ada"),
        .contactSet(.init(post: "clerk", unit: "soumu", label: "公用携帯", number: "0000-00-0000", hours: .afterHours)),
        .contactSet(.init(person: "ada", number: "0000")), .unopenedMinutesSet(30),
        .rulebookAdopted(
            .init(
                rulebook: "small", edition: "1",
                confirmations: [
                    .init(reading: "r", choice: "a", by: "ada", at: Instant(milliseconds: 9)),
                    .init(reading: "s", choice: "b", by: "", at: Instant(milliseconds: 9)),
                ], digest: "00")), .demoMarked,
    ]

    @Test(arguments: every)
    func `reads back every event that it writes`(event: HouseEvent) throws {
        #expect(HouseEvent(json: event.json) == event)
        #expect(HouseEvent(json: try JSON(reading: event.json.bytes)) == event)
    }

    @Test func `writes events under names that never change`() {
        let golden = """
            {"event":"organisation-named","ja":"例示","en":"Example","timezone":"Asia/Tokyo","offset":540}
            {"event":"person-entered","person":"ada","name":"例示 花子","unit":"soumu"}
            {"event":"person-entered","person":"desk","name":"通報画面","system":true}
            {"event":"account-changed","person":"ada","deed":"made-administrator"}
            {"event":"account-changed","person":"ada","deed":"linked"}
            {"event":"unit-named","unit":"soumu","ja":"総務課","en":"General affairs"}
            {"event":"unit-named","unit":"soumu"}
            {"event":"holding-begun","post":"clerk","unit":"soumu","person":"ada","from":1}
            {"event":"holding-ended","post":"clerk","unit":"soumu","person":"ada","at":5}
            {"event":"absence-entered","person":"ada","from":1,"to":2}
            {"event":"stand-in-named","post":"clerk","person":"ada"}
            {"event":"stand-in-ended","post":"clerk","person":"ada"}
            {"event":"hours-set","opens":510,"closes":1035}
            {"event":"closed-days-set","days":["2024-10-04"]}
            {"event":"target-set","word":"promptly","length":"P1D"}
            {"event":"vacancy-set","person":"ada"}
            {"event":"contact-set","post":"clerk","unit":"soumu","label":"公用携帯","number":"0000-00-0000",\
            "hours":"after-hours"}
            {"event":"contact-set","person":"ada","number":"0000","hours":"always"}
            {"event":"unopened-minutes-set","minutes":30}
            {"event":"rulebook-adopted","rulebook":"small","edition":"1","digest":"00","readings":\
            [{"reading":"r","choice":"a","by":"ada","at":9},{"reading":"s","choice":"b","at":9}]}
            {"event":"demo-marked"}
            """
        #expect(Self.every.map(\.json.text).joined(separator: "\n") == golden)
    }

    @Test func `calls a unit by the name that was entered last`() async throws {
        let rig = try Rig(.memory)
        let office = try await rig.founded()
        for name in ["総務部", "総務課"] {
            try await office.enter([.unitNamed(id: "soumu", name: Label(ja: name))], by: "ada")
        }
        #expect(try await rig.office().house().house.units == ["soumu": Label(ja: "総務課")])
        try await office.enter([.unitNamed(id: "soumu", name: Label())], by: "ada")
        #expect(try await rig.office().house().house.units == [:])
        await #expect(throws: OfficeError.self) {
            try await office.enter([.unitNamed(id: "", name: Label(ja: "総務課"))], by: "ada")
        }
    }

    @Test(arguments: Rig.Store.allCases)
    func `keeps why a setting was changed, and reads entries that say nothing of it`(store: Rig.Store) async throws {
        let rig = try Rig(store)
        let office = try await rig.founded()
        #expect(try await office.house().unopenedMinutes == 15)
        try await office.enter([.unopenedMinutesSet(30)], by: "ada", reason: "夜間は2人のため")
        #expect(try await office.house().unopenedMinutes == 30)
        #expect(try await rig.office().house().unopenedMinutes == 30)
        let entries = try await rig.journal.entries(of: "house")
        let last = try #require(entries.last).payload.json()
        #expect(HouseEvent(json: last) == .unopenedMinutesSet(30))
        #expect(HouseEvent.reason(json: last) == "夜間は2人のため")
        #expect(HouseEvent.reason(json: try #require(entries.first).payload.json()).isEmpty)
        await #expect(throws: OfficeError.self) { try await office.enter([.unopenedMinutesSet(0)], by: "ada") }
    }

    @Test(arguments: Rig.Store.allCases)
    func `refuses a post or a person that nobody knows, and enters nothing of it`(store: Rig.Store) async throws {
        let rig = try Rig(store)
        let office = try await rig.founded()
        let position = try await rig.journal.head().position
        let long = Instant(milliseconds: 0)
        await #expect(throws: OfficeError.self) {
            try await office.enter(
                [
                    .personEntered(.init(id: "eve")),
                    .holdingBegun(.init(post: "nobody-knows", person: "eve", from: long)),
                ], by: "ada")
        }
        #expect(try await rig.journal.head().position == position)
        #expect(try await office.house().house.people["eve"] == nil)
    }

    @Test(arguments: Rig.Store.allCases)
    func `holds the same as its record after many have entered at once`(store: Rig.Store) async throws {
        let rig = try Rig(store)
        let office = try await rig.founded()
        let entered = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<16 {
                group.addTask {
                    let person = HouseEvent.personEntered(.init(id: "p\(number)"))
                    let begun = HouseEvent.holdingBegun(
                        .init(post: "clerk", person: "p\(number)", from: Instant(milliseconds: 0)))
                    // Somebody who meets others three times in a row is told so, and nothing is entered.
                    return (try? await office.enter([person, begun], by: "ada")) == nil ? 0 : 1
                }
            }
            return try await group.reduce(0, +)
        }
        let warm = try await office.house().house
        #expect(warm.holdings.count == entered + 2)
        #expect(try await rig.office().house().house == warm)
    }

    @Test(arguments: Rig.Store.allCases)
    func `keeps the rows of registers, each in a stream of its own`(store: Rig.Store) async throws {
        let rig = try Rig(store)
        let office = try await rig.founded()
        func row(_ id: String, _ values: [String: [String]], by person: String = "ada", adds: Bool = true) -> RowCommand
        {
            RowCommand(
                register: "things", row: id, values: values, person: person, happened: rig.clock.now,
                entered: rig.clock.now, adds: adds)
        }
        try await office.enterRows([row("a", ["name": ["甲"]]), row("b", ["name": ["乙"]])])
        try await office.enterRows([row("a", ["name": ["丙"]], adds: false)])
        await #expect(throws: Refused.self) { try await office.enterRows([row("c", ["name": ["丁"]], by: "ben")]) }
        await #expect(throws: Refused.self) {
            try await office.enterRows([row("d", ["name": ["戊"]]), row("e", [:])])
        }
        let cold = try await rig.office().house().house
        #expect(cold == (try await office.house().house))
        #expect(cold.registers["things"]?.mapValues(\.values) == ["a": ["name": ["丙"]], "b": ["name": ["乙"]]])
        #expect(try await rig.journal.entries(of: "register:things/a").count == 2)
        #expect(try await office.entries(of: "things", row: "a").map(\.values) == [["name": ["甲"]], ["name": ["丙"]]])
        #expect(try await office.entries(of: "things", row: "nowhere").isEmpty)
    }
}
