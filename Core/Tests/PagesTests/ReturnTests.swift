import Engine
import Markup
import Notation
import Pages
import ReadModels
import Rules
import Testing

@Suite("A request that was given back")
struct ReturnTests {
    private func page(_ trial: MatterTrial, _ person: String) -> String {
        let context = trial.context(person)
        let around = MatterSurroundings(timeline: trial.timeline)
        return matterPage(context, MatterPiece(context, trial.view(of: person), around, words: trial.words)).string
    }

    @Test("is said with its reason on the matter and on the form of whoever asked, until it is asked again")
    func returned() throws {
        var trial = try MatterTrial.begin()
        try trial.do("ask", by: "aoki") { $0.approval = "ok" }
        #expect(trial.view(of: "aoki").returns.isEmpty)
        try trial.do("return", by: "mori") { ($0.approval, $0.reason) = ("ok", "切る範囲を書いてください") }
        let back = try #require(trial.view(of: "aoki").returns.first)
        #expect(back.text == "接続を切る承認" && back.reason == "切る範囲を書いてください" && back.isMine)
        #expect(!trial.view(of: "mori").returns[0].isMine)
        #expect(page(trial, "aoki").contains("差し戻されました：接続を切る承認"))
        let form = try #require(trial.form("ask.ok~cut", by: "aoki"))
        #expect(actPage(trial.context("aoki"), form).string.contains("切る範囲を書いてください"))
        try trial.do("ask", by: "aoki") { $0.approval = "ok" }
        #expect(trial.view(of: "aoki").returns.isEmpty && !page(trial, "aoki").contains("差し戻されました"))
    }
}
