import Foundation
import Notation
import Testing

@Suite struct `The organisation on the command line` {
    @Test func `changes hours, closed days, targets and the vacancy, and leaves the rest`() throws {
        let library = try Library()
        func shown() throws -> JSON { try library.run("organisation", "show", "--format", "json").json ?? .null }
        #expect(try shown()["opens"] == "08:30")
        let set = try library.run(
            "organisation", "set", "--opens", "9:00", "--closed-day", "2026-12-29", "--closed-day", "2026-08-13",
            "--target", "promptly=PT4H", "--vacancy", "mori", "--opener", "director", "--name", "例示 中央図書館",
            "--unit", "desk=カウンター係")
        #expect(set.code == 0, "\(set.complaint)")
        let now = try shown()
        #expect(now["opens"] == "09:00")
        #expect(now["closes"] == "17:15")
        #expect(now["closedDays"] == ["2026-08-13", "2026-12-29"])
        #expect(now["targets"]?["promptly"]?.string == "PT4H")
        #expect(now["vacancy"] == "mori")
        #expect(now["openers"] == ["director"])
        #expect(now["name"]?["ja"] == "例示 中央図書館")
        #expect(now["units"]?["desk"]?["ja"] == "カウンター係")
        #expect(try library.run("organisation", "set", "--open-day", "2026-12-29", "--closes", "24:00").code == 0)
        #expect(try shown()["closedDays"] == ["2026-08-13"])
        #expect(try shown()["opens"] == "09:00")
        #expect(try shown()["closes"] == "24:00")
        #expect(try library.run("organisation", "show").output.contains("例示 森"))
    }

    static let mistakes: [[String]] = [
        [], ["--opens", "25:00"], ["--opens", "9"], ["--opens", "9:60"], ["--opens", "18:00"], ["--closes", "08:00"],
        ["--closed-day", "2026-02-30"], ["--closed-day", "2026-01-05", "--open-day", "2026-01-05"],
        ["--target", "promptly"], ["--target", "promptly=soon"], ["--target", "promptly=P0D"],
        ["--target", "never=P1D"],
        ["--unit", "desk"], ["--unit", "=係"], ["--vacancy", "nobody"], ["--opener", "emperor"], ["--name", " "],
        ["--name", "a\u{7}"],
        ["--opens", "09:00", "--by", "nobody"], ["--opens", "09:00", "--vacancy", "nobody"],
    ]

    @Test func `refuses what cannot be, and enters nothing of it`() throws {
        let library = try Library()
        let before = try library.head()
        for arguments in Self.mistakes {
            let result = try ShodoProgram.run(["organisation", "set"] + arguments + ["--data", library.data])
            #expect(result.code == 64, "\(arguments): \(result.code) \(result.output)\(result.complaint)")
            #expect(result.complaint.contains("\n"), "\(arguments)")
        }
        #expect(try library.head() == before)
        #expect(try ShodoProgram.run(["organisation", "show", "--data", "/no/such/folder"]).code == 74)
    }
}
