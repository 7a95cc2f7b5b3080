import Notation
import Rules
import Testing

@testable import Engine

@Suite struct `Clocks` {
    static func clock(
        _ counting: Clock.Counting, _ length: String?,
        starts: [Clock.Start] = [.init(id: "receipt", source: .fact("received"))],
        _ edit: (inout Clock) -> Void = { _ in }
    ) -> Clock {
        var clock = Clock(
            id: "c", clauses: ["C-c"], kind: .wait, starts: starts, lasts: length.flatMap { Duration(iso: $0) },
            counting: counting)
        edit(&clock)
        return clock
    }

    /// A trial with one clock and the answer to `received`.
    static func trial(
        _ clock: Clock, received: String? = nil, house: House = .small, steps: [Step] = []
    ) throws -> Trial {
        var trial = try Trial.begin(rules(steps) { $0.clocks = [clock] }, house: house)
        if let received { try trial.answer("received", received) }
        return trial
    }

    static func state(_ trial: Trial, at moment: String) -> ClockFace.State? {
        var trial = trial
        trial.now = time(moment)
        return trial.clock("c")?.state
    }

    /// The closed days that law.md's vectors need, 12-29 to 01-03 among them.
    static var closed: House {
        var house = House.small
        let days = [
            "2026-04-29", "2026-05-03", "2026-05-04", "2026-05-05", "2026-05-06", "2026-09-21", "2026-09-22",
            "2026-09-23",
            "2026-10-12", "2026-11-03", "2026-11-23", "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-01",
            "2027-01-02",
            "2027-01-03",
        ]
        house.closedDays = Set(days.compactMap(Day.init(reading:)))
        return house
    }

    @Test(arguments: [
        ("2026-04-01", "2026-04-09"), ("2026-04-28", "2026-05-06"), ("2026-09-15", "2026-09-23"),
        ("2026-12-24", "2027-01-01"),
    ])
    func `seven days with the first day out end with the end of the last day`(received: String, from: String) throws {
        for hour in ["T00:01", "T09:30", "T23:59"] {
            let trial = try Self.trial(
                Self.clock(.daysFirstOut, "P7D"), received: received + hour, house: Self.closed)
            #expect(trial.clock("c")?.end == time(from + "T00:00"))
        }
    }

    @Test(arguments: [
        ("2026-04-06", "P3D", "2026-04-08"), ("2026-04-06", "P5D", "2026-04-10"), ("2026-04-06", "P30D", "2026-05-07"),
        ("2026-04-06", "P60D", "2026-06-04"), ("2026-09-18", "P30D", "2026-10-19"),
        ("2026-09-18", "P60D", "2026-11-16"),
        ("2026-10-30", "P30D", "2026-11-30"), ("2026-10-30", "P60D", "2026-12-28"), ("2026-11-30", "P3D", "2026-12-02"),
        ("2026-11-30", "P5D", "2026-12-04"), ("2026-11-30", "P30D", "2027-01-04"), ("2026-11-30", "P60D", "2027-01-28"),
        ("2026-03-05", "P30D", "2026-04-03"), ("2026-03-05", "P60D", "2026-05-07"), ("2026-03-05", "P5D", "2026-03-09"),
    ])
    func `days from knowing count the first day, and a last day that is closed moves on`(
        known: String, length: String, last: String
    ) throws {
        let clock = Self.clock(.daysFirstInRolled, length)
        for hour in ["T00:00", "T18:45", "T23:59"] {
            let trial = try Self.trial(clock, received: known + hour, house: Self.closed)
            let end = Day(reading: last)?.adding(days: 1).start(in: .japan)
            #expect(trial.clock("c")?.end == end)
        }
    }

    @Test func `days with the first day out do not move for a closed day, rolled days do`() throws {
        let plain = try Self.trial(Self.clock(.daysFirstOut, "P5D"), received: "2026-06-01T10:00")
        #expect(plain.clock("c")?.end == time("2026-06-07T00:00"))  // ends with Saturday
        let rolled = try Self.trial(Self.clock(.daysFirstInRolled, "P6D"), received: "2026-06-01T10:00")
        #expect(rolled.clock("c")?.end == time("2026-06-09T00:00"))  // Saturday moves to Monday
    }

    @Test func `hours run from the moment, over nights and closed days`() throws {
        let trial = try Self.trial(Self.clock(.hours, "PT36H"), received: "2026-06-05T22:15")
        #expect(trial.clock("c")?.end == time("2026-06-07T10:15"))
        #expect(Self.state(trial, at: "2026-06-07T10:14") == .running)
        #expect(Self.state(trial, at: "2026-06-07T10:15") == .ended)
    }

    @Test func `a clock runs to its end and ends in that very moment`() throws {
        let trial = try Self.trial(Self.clock(.daysFirstOut, "P7D"), received: "2026-06-01T10:00")
        #expect(Self.state(trial, at: "2026-06-08T23:59") == .running)
        #expect(Self.state(trial, at: "2026-06-09T00:00") == .ended)
    }

    @Test func `a deadline that a person enters is what is counted to`() throws {
        var trial = try Self.trial(
            Self.clock(.toInstant, nil, starts: [.init(id: "s", source: .done("a"))]) { $0.until = "ends" },
            steps: [step("a")])
        #expect(trial.clock("c") == nil)
        try trial.perform("a", by: "aoki")
        #expect(trial.clock("c")?.end == nil)
        #expect(trial.clock("c")?.state == .running)
        #expect(trial.question("ends")?.hangs == ["c"])
        try trial.answer("ends", "2026-06-03T17:00")
        #expect(trial.clock("c")?.end == time("2026-06-03T17:00"))
    }

    static func two(_ takes: Clock.Takes) -> Clock {
        clock(
            .daysFirstOut, "P7D",
            starts: [
                .init(id: "notice", clauses: ["C-notice"], source: .done("notify")),
                .init(id: "receipt", clauses: ["C-receipt"], source: .fact("received")),
            ]
        ) { $0.takes = takes }
    }

    @Test func `the later of two starts counts, and while one is unknown nothing ends`() throws {
        var trial = try Self.trial(Self.two(.later), steps: [step("notify")])
        #expect(trial.clock("c") == nil)
        trial.now = time("2026-06-01T12:00")
        try trial.perform("notify", by: "aoki")
        #expect(trial.clock("c")?.end == nil)
        #expect(trial.clock("c")?.reckonings.map(\.end) == [time("2026-06-09T00:00"), nil])
        #expect(Self.state(trial, at: "2027-06-01") == .running)
        #expect(trial.question("received")?.clauses == ["F-received", "C-receipt"])
        try trial.answer("received", "2026-06-03T10:00")
        #expect(trial.clock("c")?.end == time("2026-06-11T00:00"))
        #expect(trial.questions == [])
    }

    @Test func `the earlier of two starts counts`() throws {
        var trial = try Self.trial(Self.two(.earlier), received: "2026-06-03T10:00", steps: [step("notify")])
        #expect(trial.clock("c")?.end == time("2026-06-11T00:00"))
        try trial.perform("notify", by: "aoki") { $0.happened = time("2026-06-01T10:00") }
        #expect(trial.clock("c")?.end == time("2026-06-09T00:00"))
    }

    @Test func `a start that is named counts alone`() throws {
        var trial = try Self.trial(Self.two(.start("notice")), received: "2026-06-03T10:00", steps: [step("notify")])
        #expect(trial.clock("c")?.end == nil)
        try trial.perform("notify", by: "aoki") { $0.happened = time("2026-06-01T10:00") }
        #expect(trial.clock("c")?.end == time("2026-06-09T00:00"))
        #expect(trial.clock("c")?.reckonings.map(\.start) == ["notice", "receipt"])
    }

    @Test func `a receipt that is not known never lets a wait end, even when the answer is taken back`() throws {
        var trial = try Self.trial(Self.two(.later), received: "2026-06-01T10:00", steps: [step("notify")])
        try trial.perform("notify", by: "aoki")
        try trial.doubt("received")
        #expect(Self.state(trial, at: "2026-12-01") == .running)
        #expect(trial.question("received")?.askedBefore == true)
    }

    @Test func `passing the end opens a duty for a person and does nothing else`() throws {
        var trial = try Self.trial(
            Self.clock(.daysFirstOut, "P7D"), received: "2026-06-01T10:00", steps: [step("delete", when: .ended("c"))])
        #expect(trial.duties == [])
        let entries = trial.matter.entries
        trial.now = time("2026-06-09T00:00")
        #expect(trial.duties == ["delete: lead"])
        #expect(trial.duty("delete")?.since == time("2026-06-09T00:00"))
        #expect(trial.matter.entries == entries)
    }

    @Test func `what stops a wait before its end stops it, and after its end it is too late`() throws {
        let clock = Self.clock(.daysFirstOut, "P7D") { $0.stops = .yes("hot") }
        var early = try Self.trial(clock, received: "2026-06-01T10:00")
        early.now = time("2026-06-05T10:00")
        try early.answer("hot", "yes")
        #expect(early.clock("c")?.state == .stopped)
        #expect(Self.state(early, at: "2026-07-01") == .stopped)
        var late = try Self.trial(clock, received: "2026-06-01T10:00")
        late.now = time("2026-06-10T10:00")
        try late.answer("hot", "yes")
        #expect(late.clock("c")?.state == .ended)
    }

    @Test func `a stop that is said again after the end has still stopped it before`() throws {
        let clock = Self.clock(.daysFirstOut, "P7D") { $0.stops = .yes("hot") }
        var trial = try Self.trial(clock, received: "2026-06-01T10:00")
        try trial.answer("hot", "yes")
        trial.now = time("2026-06-20T10:00")
        try trial.answer("hot", "yes")
        #expect(trial.clock("c")?.state == .stopped)
    }

    @Test func `one of several stops before the end is enough, whatever comes after`() throws {
        let clock = Self.clock(.daysFirstOut, "P7D") { $0.stops = .any([.yes("hot"), .done(["a"])]) }
        var trial = try Self.trial(clock, received: "2026-06-01T10:00", steps: [step("a")])
        try trial.answer("hot", "yes")
        trial.now = time("2026-06-20T10:00")
        try trial.perform("a", by: "aoki")
        #expect(trial.clock("c")?.state == .stopped)
    }

    @Test func `a deadline that is met late runs no more`() throws {
        let clock = Self.clock(.hours, "PT24H") { ($0.kind, $0.stops) = (.due, .done(["a"])) }
        var trial = try Self.trial(clock, received: "2026-06-01T10:00", steps: [step("a")])
        trial.now = time("2026-06-05T10:00")
        #expect(trial.clock("c")?.state == .ended)
        try trial.perform("a", by: "aoki")
        #expect(trial.clock("c")?.state == .stopped)
    }

    @Test func `a clock of a playbook that has not begun is not shown`() throws {
        var trial = try Trial.begin(
            rules([]) {
                $0.playbooks.append(Playbook(id: "other", begins: .yes("hot")))
                $0.clocks = [Self.clock(.hours, "PT1H") { $0.playbook = "other" }]
            })
        try trial.answer("received", "2026-06-01T10:00")
        #expect(trial.clock("c") == nil)
        try trial.answer("hot", "yes")
        #expect(trial.clock("c") != nil)
    }

    @Test func `a step for each item starts the clock when it is done for the first of them`() throws {
        var trial = try Trial.begin(
            rules([step("a") { $0.each = "thing" }]) {
                $0.items = [.thing]
                $0.clocks = [Self.clock(.hours, "PT1H", starts: [.init(id: "s", source: .done("a"))])]
            })
        for id in ["t1", "t2"] { try trial.do("add-item", by: "aoki") { ($0.item, $0.itemKind) = (id, "thing") } }
        try trial.perform("a", by: "aoki") { $0.item = "t2" }
        let first = trial.now
        try trial.perform("a", by: "aoki") { $0.item = "t1" }
        #expect(trial.clock("c")?.end == first.adding(milliseconds: 3_600_000))
    }
}

@Suite struct `When a duty is due` {
    static func book(_ limit: Step.Due.Limit) -> Rulebook {
        rules([step("a", when: .yes("hot")) { $0.due = .init(limit) }]) { $0.timings = [TimingWord(id: "promptly")] }
    }

    @Test func `a word of the text is due by the target the organisation set, and by nothing without one`() throws {
        var trial = try Trial.begin(Self.book(.word("promptly")))
        try trial.answer("hot", "yes")
        #expect(trial.duty("a")?.word == "promptly")
        #expect(trial.duty("a")?.due == nil)
        trial.house.targets["promptly"] = Duration(minutes: 30)
        #expect(trial.duty("a")?.since == trial.now)
        #expect(trial.duty("a")?.due == trial.now.adding(milliseconds: 1_800_000))
    }

    @Test func `a length counts from the opening of the duty, which answering again does not move`() throws {
        var trial = try Trial.begin(Self.book(.duration(Duration(minutes: 60))))
        try trial.answer("hot", "yes")
        let due = trial.duty("a")?.due
        #expect(due == trial.now.adding(milliseconds: 3_600_000))
        trial.pass("PT50M")
        try trial.answer("hot", "yes")
        #expect(trial.duty("a")?.due == due)
        try trial.answer("hot", "no")
        try trial.answer("hot", "yes")
        #expect(trial.duty("a")?.since == trial.now)
    }

    @Test func `a clock is due at its end`() throws {
        var book = Self.book(.clock("c"))
        book.clocks = [Clocks.clock(.hours, "PT2H") { $0.kind = .due }]
        var trial = try Trial.begin(book)
        try trial.answer("hot", "yes")
        #expect(trial.duty("a")?.due == nil)
        try trial.answer("received", "2026-06-01T09:00")
        #expect(trial.duty("a")?.due == time("2026-06-01T11:00"))
    }

    @Test func `a duty is since the latest of what it follows from`() throws {
        var trial = try Trial.begin(
            rules([step("a"), step("b", after: ["a"], when: .any([.yes("hot"), .written("plan")]))]))
        try trial.answer("hot", "yes")
        try trial.perform("a", by: "aoki") { $0.happened = $0.happened.adding(milliseconds: -600_000) }
        #expect(trial.duty("b")?.since == trial.events[1].happened)
    }

    @Test func `office hours are those of the organisation, with its closed days`() throws {
        var trial = try Trial.begin(rules([]))
        let hours: [(String, Bool)] = [
            ("2026-06-01T08:29", false), ("2026-06-01T08:30", true), ("2026-06-01T17:14", true),
            ("2026-06-01T17:15", false),
            ("2026-06-06T12:00", false), ("2026-06-07T12:00", false), ("2026-06-02T12:00", false),
        ]
        trial.house.closedDays = Set(["2026-06-02"].compactMap(Day.init(reading:)))
        for (at, isOffice) in hours {
            trial.now = time(at)
            #expect(trial.truth(.hour(.office)) == Truth(isOffice))
            #expect(trial.truth(.hour(.afterHours)) == Truth(!isOffice))
            #expect(trial.truth(.openedAt(.office)) == .yes)
        }
    }
}
