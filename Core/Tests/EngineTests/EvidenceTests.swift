import Notation
import Rules
import Testing

@testable import Engine

@Suite struct `Evidence` {
    static let hash = String(repeating: "ab", count: 32)

    private static func kept(sealed: Bool = false) throws(Refusal) -> Trial {
        var trial = try Trial.begin(rules([step("a")]))
        try trial.do("keep-evidence", by: "aoki") {
            $0.file = .init(hash: hash, size: 12, name: "screen.png", sealed: sealed)
            $0.from = "a student"
        }
        return trial
    }

    @Test func `is taken in with its name and from whom it came, once`() throws {
        var trial = try Trial.begin(rules([step("a")]))
        let file = Command.File(hash: Self.hash, size: 12, name: "screen.png")
        #expect(trial.refusal("keep-evidence", by: "aoki") { $0.from = "x" }?.missing == ["file"])
        #expect(
            trial.refusal("keep-evidence", by: "aoki") { $0.file = .init(hash: "AB", name: "x") }?.missing == ["file"])
        #expect(trial.refusal("keep-evidence", by: "aoki") { $0.file = file }?.missing == ["from"])
        try trial.do("keep-evidence", by: "aoki") { ($0.file, $0.from) = (file, "a student") }
        let evidence = try #require(trial.matter.evidence.first)
        #expect(evidence.name == "screen.png")
        #expect(evidence.custody.map { [$0.from, $0.to] } == [["a student", "aoki"]])
        #expect(trial.refusal("keep-evidence", by: "aoki") { ($0.file, $0.from) = (file, "x") }?.kind == .malformed)
    }

    @Test func `keeps its line of custody, also when an entry of it is struck`() throws {
        var trial = try Self.kept()
        #expect(trial.refusal("pass-evidence", by: "aoki") { $0.file = .init(hash: Self.hash) }?.missing == ["to"])
        try trial.do("pass-evidence", by: "aoki") { ($0.file, $0.to) = (.init(hash: Self.hash), ["police"]) }
        try trial.do("withdraw", by: "aoki") { $0.reason = "over" }
        try trial.do("pass-evidence", by: "kato") {
            ($0.file, $0.from, $0.to) = (.init(hash: Self.hash), "police", ["court"])
        }
        try trial.do("correct", by: "aoki") { ($0.entry, $0.reason) = (2, "wrong matter") }
        #expect(
            trial.matter.evidence.first?.custody.map { [$0.from, $0.to] } == [
                ["a student", "aoki"], ["aoki", "police"], ["police", "court"],
            ])
        let other = String(repeating: "0", count: 64)
        #expect(trial.refusal("pass-evidence", by: "aoki") { ($0.file, $0.to) = (.init(hash: other), ["x"]) } != nil)
    }

    @Test func `is taken in after the end, for what comes late is evidence as well`() throws {
        var trial = try Trial.begin(rules([step("a")]))
        try trial.do("withdraw", by: "nagai") { $0.reason = "nothing in it" }
        try trial.do("keep-evidence", by: "nagai") {
            ($0.file, $0.from) = (.init(hash: Self.hash, size: 12, name: "memo.txt"), "the one who reported")
        }
        #expect(trial.matter.evidence.map(\.name) == ["memo.txt"])
        #expect(!trial.matter.isOpen)
    }

    @Test func `that is sealed is opened only by the posts that the organisation named, with a reason`() throws {
        var trial = try Self.kept(sealed: true)
        func open(_ person: String, _ reason: String = "the police asks") -> Refusal? {
            trial.refusal("open-evidence", by: person) { ($0.file, $0.reason) = (.init(hash: Self.hash), reason) }
        }
        #expect(open("aoki")?.kind == .notThePost)
        trial.house.openers = ["officer"]
        #expect(open("aoki")?.kind == .notThePost)
        #expect(open("aoki")?.who.map(\.name) == ["officer"])
        let officer = try #require(trial.house.direct("officer", unit: "", at: trial.now, in: trial.program).first)
        #expect(open(officer, "")?.missing == ["reason"])
        try trial.do("open-evidence", by: officer) { ($0.file, $0.reason) = (.init(hash: Self.hash), "police") }
        #expect(trial.matter.evidence.first?.openings.map(\.person) == [officer])
        #expect(trial.matter.evidence.first?.openings.map(\.post) == ["officer"])
    }

    @Test func `can be sealed later, once, with a reason`() throws {
        var trial = try Self.kept()
        try trial.do("open-evidence", by: "kato") { $0.file = .init(hash: Self.hash) }
        #expect(trial.refusal("seal-evidence", by: "aoki") { $0.file = .init(hash: Self.hash) }?.missing == ["reason"])
        try trial.do("seal-evidence", by: "aoki") { ($0.file, $0.reason) = (.init(hash: Self.hash), "malware") }
        #expect(trial.matter.evidence.first?.isSealed == true)
        #expect(
            trial.refusal("seal-evidence", by: "aoki") { ($0.file, $0.reason) = (.init(hash: Self.hash), "x") } != nil)
        #expect(trial.refusal("open-evidence", by: "kato") { $0.file = .init(hash: Self.hash) }?.kind == .notThePost)
    }
}
