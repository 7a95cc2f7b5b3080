import Notation
import Rules
import Testing

@testable import Engine

@Suite struct `Registers` {
    static func book() -> Rulebook {
        rules([]) {
            $0.posts.append(Post(id: "keeper", perUnit: "section"))
            $0.registers = [
                Register(
                    id: "assets", clauses: ["R-assets"], owner: .post("keeper", unit: .items),
                    columns: [
                        .init(id: "section", domain: .text, required: .always, role: .unit),
                        .init(id: "title", clauses: ["R-title"], domain: .text, required: .always),
                        .init(
                            id: "class", clauses: ["R-class"],
                            domain: .choice([option("A"), option("B"), option("C")], several: false), required: .always),
                        .init(
                            id: "handlers", clauses: ["R-handlers"], domain: .people,
                            required: .column(["class"], .oneOf(["C"]))),
                        .init(id: "place", domain: .row("places")), .init(id: "count", domain: .number(unit: "things")),
                    ],
                    refuses: [
                        .init(
                            id: "bad-place", clauses: ["R-bad-place"],
                            when: .all([
                                .column(["class"], .oneOf(["C"])), .column(["place", "lockable"], .oneOf(["no"])),
                            ]))
                    ]),
                Register(id: "places", owner: .officer, columns: [.init(id: "lockable", domain: .yesNo)]),
                Register(id: "free", columns: [.init(id: "x", domain: .text)]),
            ]
        }
    }

    /// An organisation's registers while a test writes in them.
    struct Books {
        var house: House
        let program = Program(Registers.book())
        var now = time("2026-06-01T10:00")

        init() {
            house = .small
            house.hold("keeper", "east-keeper", unit: "east")
            house.hold("keeper", "west-keeper", unit: "west")
            house.registers["places"] = [
                "safe": .init(values: ["lockable": ["yes"]]), "shelf": .init(values: ["lockable": ["no"]]),
            ]
        }

        func command(
            _ row: String, _ values: [String: [String]], by person: String, register: Name<Register> = "assets"
        ) -> RowCommand {
            RowCommand(
                register: register, row: row, values: values, person: person, happened: now, entered: now,
                adds: house.registers[register]?[row] == nil)
        }

        @discardableResult
        mutating func enter(
            _ row: String, _ values: [String: [String]], by person: String = "east-keeper",
            _ edit: (inout RowCommand) -> Void = { _ in }
        ) throws(Refusal) -> RowEvent {
            var command = command(row, values, by: person)
            edit(&command)
            let event = try decide(command, in: Setting(program: program, house: house) { _ in "" })
            house.apply(event)
            return event
        }

        func refusal(
            _ row: String, _ values: [String: [String]], by person: String = "east-keeper",
            _ edit: (inout RowCommand) -> Void = { _ in }
        ) -> Refusal? {
            var books = self
            do throws(Refusal) { try books.enter(row, values, by: person, edit) } catch { return error }
            return nil
        }
    }

    static let whole = ["section": ["east"], "title": ["a disk"], "class": ["A"]]

    @Test func `a row with all that is required is entered by its keeper`() throws {
        var books = Books()
        let event = try books.enter("r1", Self.whole)
        #expect(event.actor == Actor(person: "east-keeper", post: "keeper", unit: "east"))
        #expect(event.clauses == ["R-assets"])
        #expect(books.house.registers["assets"]?["r1"]?.values == Self.whole)
    }

    @Test func `a missing column is refused with its clause`() throws {
        let refusal = try #require(Books().refusal("r1", ["section": ["east"], "class": ["A"]]))
        #expect(refusal.kind == .register)
        #expect(refusal.missing == ["title"])
        #expect(refusal.clauses == ["R-title", "R-assets"])
        #expect(Books().refusal("r1", Self.whole.merging(["title": []]) { $1 })?.missing == ["title"])
    }

    @Test func `a column that is required when another says so is required then, and while that is not known`() throws {
        let books = Books()
        let secret = Self.whole.merging(["class": ["C"]]) { $1 }
        #expect(books.refusal("r1", secret)?.missing == ["handlers"])
        #expect(books.refusal("r1", secret)?.clauses == ["R-handlers", "R-assets"])
        #expect(books.refusal("r1", secret.merging(["handlers": ["aoki", "mori"]]) { $1 }) == nil)
        #expect(books.refusal("r1", ["section": ["east"], "title": ["x"]])?.missing == ["class", "handlers"])
    }

    @Test func `a row that the rulebook refuses is refused, through the row it points to`() throws {
        let books = Books()
        let secret = Self.whole.merging(["class": ["C"], "handlers": ["aoki"], "place": ["shelf"]]) { $1 }
        let refusal = try #require(books.refusal("r1", secret))
        #expect(refusal.kind == .register)
        #expect(refusal.clauses == ["R-bad-place"])
        #expect(books.refusal("r1", secret.merging(["place": ["safe"]]) { $1 }) == nil)
        #expect(books.refusal("r1", secret.merging(["class": ["A"]]) { $1 }) == nil)
    }

    @Test func `a change that makes a row bad is refused too`() throws {
        var books = Books()
        try books.enter("r1", Self.whole.merging(["place": ["shelf"], "handlers": ["aoki"]]) { $1 })
        #expect(books.refusal("r1", ["class": ["C"]])?.clauses == ["R-bad-place"])
        try books.enter("r1", ["class": ["B"]])
        #expect(books.house.registers["assets"]?["r1"]?.values["title"] == ["a disk"])
    }

    @Test func `the keeper of another unit may neither enter nor take over a row`() throws {
        var books = Books()
        #expect(books.refusal("r1", Self.whole, by: "west-keeper")?.kind == .notThePost)
        #expect(books.refusal("r1", Self.whole, by: "aoki")?.kind == .notThePost)
        try books.enter("r1", Self.whole)
        #expect(books.refusal("r1", ["title": ["mine"]], by: "west-keeper")?.kind == .notThePost)
        #expect(books.refusal("r1", ["section": ["west"]], by: "west-keeper")?.kind == .notThePost)
        try books.enter("r1", ["section": ["west"]])
        #expect(books.refusal("r1", ["title": ["mine"]], by: "east-keeper")?.kind == .notThePost)
        try books.enter("r1", ["title": ["mine"]], by: "west-keeper")
    }

    @Test func `a row is added once and changed only when it is there`() throws {
        var books = Books()
        #expect(books.refusal("r1", Self.whole) { $0.adds = false }?.kind == .register)
        try books.enter("r1", Self.whole)
        #expect(books.refusal("r1", Self.whole) { $0.adds = true }?.kind == .register)
        #expect(books.refusal("", Self.whole)?.missing == ["row"])
        #expect(books.refusal(String(repeating: "x", count: 201), Self.whole)?.missing == ["row"])
    }

    @Test(arguments: [
        ("class", ["Z"]), ("class", ["A", "B"]), ("handlers", ["stranger"]), ("place", ["nowhere"]), ("count", ["-1"]),
        ("count", ["many"]),
    ])
    func `a value of the wrong type is refused with its column`(column: String, values: [String]) throws {
        let refusal = try #require(Books().refusal("r1", Self.whole.merging([column: values]) { $1 }))
        #expect(refusal.kind == .unknownValue)
        #expect(refusal.missing == [column])
    }

    @Test func `unknown registers, columns and persons are refused`() throws {
        let books = Books()
        #expect(books.refusal("r1", Self.whole) { $0.register = "nowhere" }?.kind == .malformed)
        #expect(books.refusal("r1", Self.whole.merging(["nowhere": ["x"]]) { $1 })?.missing == ["nowhere"])
        #expect(books.refusal("r1", Self.whole, by: "stranger")?.kind == .malformed)
    }

    @Test func `a time in the future or before all time is refused`() throws {
        let books = Books()
        #expect(
            books.refusal("r1", Self.whole) { $0.happened = $0.entered.adding(milliseconds: 600_000) }?.kind
                == .malformed)
        #expect(books.refusal("r1", Self.whole) { $0.happened = Instant(milliseconds: -1) }?.kind == .malformed)
        for extreme in [Int64.max, .min] {
            #expect(
                books.refusal("r1", Self.whole) {
                    ($0.happened, $0.entered) = (Instant(milliseconds: extreme), Instant(milliseconds: extreme))
                }?.kind == .malformed)
        }
    }

    @Test func `a closed row is kept and no longer in force, whatever is missing in it`() throws {
        var books = Books()
        try books.enter("r1", Self.whole)
        let inForce = Condition.inRegister("assets", where: .column(["title"], .oneOf(["a disk"])))
        let trial = { (books: Books) in Trial(Self.book(), house: books.house).truth(inForce) }
        #expect(trial(books) == .yes)
        try books.enter("r1", ["class": []]) { $0.closes = true }
        #expect(trial(books) == .no)
        #expect(books.house.registers["assets"]?["r1"]?.values["title"] == ["a disk"])
    }

    @Test func `a row is in force from its first to its last day, both counted`() throws {
        let book = rules([]) {
            $0.registers = [
                Register(
                    id: "dated",
                    columns: [.init(id: "f", domain: .date, role: .from), .init(id: "t", domain: .date, role: .to)])
            ]
        }
        var trial = Trial(book)
        trial.house.registers["dated"] = ["x": .init(values: ["f": ["2026-06-01"], "t": ["2026-06-30"]])]
        for (at, expected) in [
            ("2026-05-31T23:59", Truth.no), ("2026-06-01T00:00", .yes), ("2026-06-30T23:59", .yes),
            ("2026-07-01T00:00", .no),
        ] {
            trial.now = time(at)
            #expect(trial.truth(.inRegister("dated", where: .always)) == expected)
        }
    }

    @Test func `a register without a keeper is anybody's`() throws {
        #expect(Books().refusal("r1", ["x": ["y"]], by: "nagai") { $0.register = "free" } == nil)
    }
}
