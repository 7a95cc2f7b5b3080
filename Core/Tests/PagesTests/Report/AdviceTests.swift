import Engine
import Notation
import Pages
import Rules
import Testing

/// What whoever has reported is told.
@Suite struct `Advice at once` {
    typealias Small = SmallReporting

    private func told(_ more: [String: String] = [:], at: Instant = Small.morning) throws -> Advice {
        let report = try Small.report(Small.entered(more))
        return advice(
            Small.reporting, on: try Small.matter([report.open]).matter, in: Small.program, house: Small.house, at: at)
    }

    @Test func `a sentence is told when its condition holds, and when that is not known`() throws {
        #expect(try told().dos.map(\.id) == ["unplug", "wait"])
        #expect(try told().donts.map(\.id) == ["touch"])
        #expect(try told(["kind": "strange"]).dos.map(\.id) == ["unplug", "wait"])
        #expect(try told(["kind": "strange"]).donts.map(\.id) == [])
        #expect(try told(["kind": "broken"]).dos.map(\.id) == ["wait"])
    }

    @Test func `whom to ring depends on the hour`() throws {
        let day = try told(["outside": "no"]).calls
        #expect(day.first?.lines.map(\.seat.post) == ["desk"])
        let night = try told(["outside": "no"], at: Small.night).calls
        #expect(night.first?.lines.map(\.seat.post) == ["night"])
        #expect(night.first?.lines.first?.contacts.map(\.number) == ["0000-00-0000"])
        #expect(night.first?.clauses == ["C-1", "C-4"])
    }

    @Test func `where it is not known who is meant, everybody is named whom it may be`() throws {
        #expect(try told().calls.first?.lines.map(\.seat.post) == ["gate", "desk"])
        #expect(try told(["outside": "yes"]).calls.first?.lines.map(\.seat.post) == ["gate"])
    }

    @Test func `a post without a number has that of the post that holds it, or of whoever acts for it`() throws {
        let lines = try told().calls.first?.lines ?? []
        #expect(lines.map { $0.contacts.map(\.dialled) } == [["00000002"], ["0001"]])
    }

    @Test func `a number outside its hours is not given`() throws {
        var house = Small.house
        house.set(.init(post: "night", label: "公用携帯", number: "", hours: .afterHours))
        #expect(house.contacts.count == 2)
        let empty = Matter(id: "")
        let night = advice(Small.reporting, on: empty, in: Small.program, house: house, at: Small.night)
        #expect(night.calls.first?.lines.first?.contacts == [])
    }

    @Test func `a number set again replaces the first`() {
        var house = Small.house
        house.set(.init(post: "night", label: "公用携帯", number: "000", hours: .afterHours))
        #expect(house.contacts.map(\.number) == ["0001", "000", "(0000) 0002"])
    }

    @Test(arguments: [("0000-00-0000", true), ("内線1", false), ("12", false), ("+00 (0)00", true), ("", false)])
    func `only what can be dialled is a number`(number: String, isRingable: Bool) {
        #expect(House.Contact(number: number).isRingable == isRingable)
    }
}
