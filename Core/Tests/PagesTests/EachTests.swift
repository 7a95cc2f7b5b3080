import Engine
import Markup
import Notation
import Pages
import ReadModels
import Rules
import Testing

@Suite("One act on several things at once")
struct EachTests {
    /// A matter with three disks to be copied.
    static func begin() throws -> MatterTrial {
        var trial = try MatterTrial.begin()
        for disk in ["端末1", "端末2", "端末3"] {
            try trial.do("add-item", by: "aoki") {
                $0.itemKind = "disk"
                $0.item = disk
            }
        }
        return trial
    }

    func commands(_ form: ActForm?) -> [Command] {
        guard case .commands(let commands)? = form?.read() else { return [] }
        return commands
    }

    func errors(_ form: ActForm?) -> [String] {
        guard case .wrong(let groups)? = form?.read() else { return [] }
        return groups.flatMap(\.inputs).filter { !$0.error.isEmpty }.map(\.name)
    }

    @Test("the first of the duties leads to one form for all things that are left")
    func link() throws {
        var trial = try Self.begin()
        #expect(trial.view(of: "aoki").duties.filter { $0.together > 0 }.map(\.together) == [3])
        let context = trial.context("aoki")
        let piece = MatterPiece(context, trial.view(of: "aoki"), MatterSurroundings(timeline: []), words: trial.words)
        let page = matterPage(context, piece, live: "").string
        #expect(page.split(separator: "/acts/each.copy\"").count == 2 && page.contains("3点をまとめて記録する"))
        #expect(trial.view(of: "kato").duties.allSatisfy { $0.together == 0 })
        for disk in ["端末1", "端末2"] {
            try trial.do("copy", by: "aoki") {
                (($0.step, $0.item), $0.moves) = (("copy", disk), "copied")
                $0.answers = [.init(fact: "media", item: disk, value: .values(["safe"]))]
            }
        }
        #expect(trial.view(of: "aoki").duties.allSatisfy { $0.together == 0 })
    }

    @Test("each thing is asked for what it is asked for alone, and what is left alone is not entered")
    func some() throws {
        var trial = try Self.begin()
        let form = trial.form("each.copy", by: "aoki")
        let asked = (1...3).flatMap { ["thing.\($0).fact.media", "thing.\($0).moves", "thing.\($0).text"] }
        #expect(form?.inputs.map(\.name) == asked + ["happened", "behalf"])
        #expect(form?.inputs[1].label == "端末1：どの状態にしますか")
        let typed = [
            ("thing.1.fact.media", "safe"), ("thing.1.moves", "copied"), ("thing.2.moves", ""),
            ("thing.3.fact.media", "?"), ("thing.3.moves", "broken"), ("thing.3.text", "読めない"),
            ("happened", "令和8年6月1日 9時30分"),
        ]
        let chosen = try #require(trial.form("each.copy", by: "aoki", typed))
        let commands = commands(chosen)
        #expect(commands.map(\.item) == ["端末1", "端末3"] && commands.map(\.moves) == ["copied", "broken"])
        #expect(commands.map(\.text) == ["", "読めない"] && Set(commands.map(\.happened)).count == 1)
        guard case .causes(let consequences) = trial.check(commands) else { return #expect(Bool(false)) }
        #expect(consequences.endedDuties.count == 2)
        let page = actPage(trial.context("aoki"), chosen, stage: .check(consequences)).string
        #expect(page.contains("今は記録しない") && page.contains("name=\"thing.3.text\" value=\"読めない\""))
        for command in commands { try trial.enter(command) }
        #expect(trial.matter.items.map(\.state) == ["copied", "found", "broken"])
        #expect(trial.matter.answer(to: "media", item: "端末3") == .notKnown)
    }

    @Test("what is half chosen is said at its thing, and choosing nothing is said too")
    func half() throws {
        let trial = try Self.begin()
        let half = [("thing.2.text", "後で"), ("thing.9.moves", "copied"), ("happened", "x")]
        #expect(
            errors(trial.form("each.copy", by: "aoki", half))
                == ["thing.2.fact.media", "thing.2.moves", "happened"])
        #expect(
            errors(trial.form("each.copy", by: "aoki", [("thing.9.moves", "copied")])) == ["thing.1.fact.media"])
        #expect(
            errors(trial.form("each.copy", by: "aoki", [("thing.1.moves", "sold"), ("thing.1.fact.media", "safe")]))
                == ["thing.1.moves"])
    }

    @Test("only what the page asks for is read of a thing, and a moment of its own is none")
    func hidden() throws {
        let trial = try Self.begin()
        let typed = [
            ("thing.1.fact.media", "safe"), ("thing.1.moves", "copied"), ("thing.1.infact", "yes"),
            ("thing.1.infact-reason", "x"), ("thing.1.way", "urgent"), ("thing.1.happened", "x"), ("thing.1.post", "x"),
            ("happened", "令和8年6月1日 9時30分"),
        ]
        let commands = commands(trial.form("each.copy", by: "aoki", typed))
        #expect(commands.count == 1 && commands.allSatisfy { !$0.inFact && $0.way == nil && $0.post == nil })
        #expect(commands.first?.happened == Instant(reading: "2026-06-01T09:30", zone: trial.house.zone))
    }

    @Test("a page has no more things than its inputs can be sent, and says that more follow")
    func many() throws {
        var trial = try MatterTrial.begin()
        for number in 1...160 {
            try trial.do("add-item", by: "aoki") { ($0.itemKind, $0.item) = ("disk", "端末\(number)") }
        }
        let form = try #require(trial.form("each.copy", by: "aoki"))
        #expect(form.inputs.count == 150 * 3 + 2 && form.groups[0].note.contains("150点まで"))
        // What was typed for one that is no longer shown first is still read.
        let late = [("thing.159.fact.media", "safe"), ("thing.159.moves", "copied")]
        #expect(commands(trial.form("each.copy", by: "aoki", late)).map(\.item) == ["端末159"])
    }

    @Test("what somebody else has done meanwhile is refused by the name of the thing, with what was typed still there")
    func overtaken() throws {
        var trial = try Self.begin()
        try trial.do("copy", by: "aoki") {
            (($0.step, $0.item), $0.moves) = (("copy", "端末2"), "broken")
            $0.answers = [.init(fact: "media", item: "端末2", value: .values(["safe"]))]
        }
        let typed = [1, 2].flatMap {
            [("thing.\($0).fact.media", "safe"), ("thing.\($0).moves", "copied"), ("thing.\($0).text", "写した\($0)")]
        }
        let form = try #require(trial.form("each.copy", by: "aoki", typed))
        let commands = commands(form)
        guard case .refused(_, let index) = trial.check(commands) else { return #expect(Bool(false)) }
        #expect(commands[index].item == "端末2" && form.title(of: commands[index]).hasSuffix("（端末2）"))
        #expect(form.inputs.flatMap(\.values).contains("写した2"))
    }

    @Test("a step that is of the matter as a whole has no such form")
    func none() throws {
        let trial = try Self.begin()
        for key in ["each.tell", "each.report", "each.nothing"] {
            #expect(trial.form(key, by: "aoki") == nil, "\(key)")
        }
        let form = try #require(trial.form("each.copy", by: "kato"))
        #expect(form.inputs.isEmpty && commands(form).isEmpty)
        let page = actPage(trial.context("kato"), form).string
        #expect(page.contains("今，あなたが記録できる物はありません。") && !page.contains("<form method=\"post\" action=\"/matters"))
    }
}
