import Engine
import Markup
import Notation
import Pages
import ReadModels
import Rules
import Testing

@Suite("Evidence on the pages of a matter")
struct EvidenceFormTests {
    static let picture = Command.File(hash: String(repeating: "a", count: 64), size: 120_000, name: "画面.png")
    static let mail = Command.File(hash: String(repeating: "b", count: 64), size: 900, name: "mail.eml", sealed: true)

    /// A matter with a picture and a sealed mail; `mori`, the officer, takes sealed evidence out.
    static func begin() throws -> MatterTrial {
        var trial = try MatterTrial.begin()
        trial.house.openers = ["officer"]
        for file in [picture, mail] {
            try trial.do("keep-evidence", by: "aoki") { ($0.file, $0.from) = (file, "nagai") }
        }
        return trial
    }

    func command(_ form: ActForm?) throws -> Command {
        guard case .commands(let commands)? = form?.read() else { throw Missing() }
        return try #require(commands.first)
    }

    struct Missing: Error {}

    private func offered(_ form: ActForm?) -> [String] {
        guard case .select(let options)? = form?.inputs.first(where: { $0.name == "file" })?.shape else { return [] }
        return options.map(\.value)
    }

    private func page(_ trial: MatterTrial, _ person: String) -> String {
        let context = trial.context(person)
        let around = MatterSurroundings(timeline: trial.timeline, takesFiles: true)
        return matterPage(context, MatterPiece(context, trial.view(of: person), around, words: trial.words)).string
    }

    @Test("each verb offers the files that it can be about, and takes no other")
    func offers() throws {
        let trial = try Self.begin()
        let (picture, mail) = (Self.picture.hash, Self.mail.hash)
        #expect(offered(trial.form("verb.pass-evidence", by: "aoki")) == [picture, mail])
        #expect(offered(trial.form("verb.seal-evidence", by: "aoki")) == [picture])
        #expect(offered(trial.form("verb.open-evidence", by: "mori")) == [mail])
        let other = trial.form("verb.seal-evidence", by: "aoki", [("file", mail), ("reason", "x")])
        guard case .wrong(let groups)? = other?.read() else { throw Missing() }
        #expect(groups.flatMap(\.inputs).filter { !$0.error.isEmpty }.map(\.name) == ["file"])
    }

    @Test("what is passed on and what is sealed is a line of its custody, by name")
    func custody() throws {
        var trial = try Self.begin()
        let typed = [("file", Self.picture.hash), ("to", "例示警察署"), ("text", "受領書あり")]
        try trial.enter(try command(trial.form("verb.pass-evidence", by: "aoki", typed)))
        let sealing = [("file", Self.picture.hash), ("reason", "違法な画像だった")]
        try trial.enter(try command(trial.form("verb.seal-evidence", by: "aoki", sealing)))
        #expect(trial.matter.evidence[0].isSealed && trial.matter.evidence[0].custody.last?.to == "例示警察署")
        let page = page(trial, "aoki")
        #expect(
            trial.view(of: "aoki").files[0].custody.map(\.text)
                == ["例示 永井 → 例示 青木", "例示 青木 → 例示警察署", "例示 青木が封印した"])
        #expect(page.contains("例示 永井 → 例示 青木") && page.contains("例示 青木が封印した"))
        let again = try command(trial.form("verb.pass-evidence", by: "aoki", typed))
        guard case .refused(let refusal, _) = trial.check([again]) else { throw Missing() }
        #expect(refusal.missing == ["to"])
        #expect(page.contains("証拠：画面.png　aaaaaaaaaaaa"))
        #expect(trial.view(of: "aoki").verbs.allSatisfy { $0.key != .verb("seal-evidence") })
    }

    @Test("that a seal stays, and who will take it out, is said before it is done; nothing of it is called quiet")
    func cautions() throws {
        var trial = try Self.begin()
        let sealing = try command(
            trial.form("verb.seal-evidence", by: "aoki", [("file", Self.picture.hash), ("reason", "x")]))
        guard case .causes(let causes) = trial.check([sealing]) else { throw Missing() }
        #expect(!causes.isQuiet && causes.cautions.count == 1 && causes.cautions[0].contains("だけになります"))
        trial.house.openers = []
        guard case .causes(let unnamed) = trial.check([sealing]) else { throw Missing() }
        #expect(unnamed.cautions.first?.contains("だれも取り出せなくなります") == true)
        let passing = try command(
            trial.form("verb.pass-evidence", by: "aoki", [("file", Self.picture.hash), ("to", "例示警察署")]))
        guard case .causes(let passed) = trial.check([passing]) else { throw Missing() }
        #expect(!passed.isQuiet && passed.cautions.isEmpty)
        var early = passing
        early.happened = trial.matter.openedAt
        guard case .refused(let refusal, _) = trial.check([early]) else { throw Missing() }
        #expect(refusal.missing == ["happened"])
    }

    @Test("what is sealed is taken out by a named post with a reason, and refused to another with who may")
    func opening() throws {
        var trial = try Self.begin()
        let typed = [("file", Self.mail.hash), ("reason", "鑑定に出すため")]
        let other = try command(trial.form("verb.open-evidence", by: "aoki", typed))
        guard case .refused(let refusal, _) = trial.check([other]) else { throw Missing() }
        #expect(refusal.kind == .notThePost && refusal.who.map(\.name) == ["officer"])
        var unnamed = trial
        unnamed.house.openers = []
        guard case .refused(let nobody, _) = unnamed.check([other]) else { throw Missing() }
        #expect(nobody.kind == .notThePost && nobody.who.isEmpty && page(unnamed, "aoki").contains("行える役職を定めてもらってください"))
        #expect(trial.view(of: "aoki").verbs.contains { $0.key == .verb("open-evidence") && $0.refusal != nil })
        let command = try command(trial.form("verb.open-evidence", by: "mori", typed))
        guard case .causes = trial.check([command]) else { throw Missing() }
        try trial.enter(command)
        #expect(trial.matter.evidence[1].openings.map(\.person) == ["mori"])
        #expect(page(trial, "mori").contains("例示 森が取り出した"))
        #expect(page(trial, "mori").contains("封印された証拠を取り出す"))
    }
}
