import Foundation
import Testing

@Suite struct `Duties over very many matters` {
    @Test func `are all listed, page by page and to whoever takes over`() async throws {
        let demo = try DemoOrganisation("kosen")
        let server = try RunningServer(demo.data, ["--reports-per-ten-minutes", "1000"])
        var reported: Set<String> = []
        for number in 1...205 { reported.insert(try await server.report("不審な画面\(number)")) }
        #expect(reported.count == 205)
        let reader = Visitor(port: server.port)
        try await reader.signIn("goro")
        var both = ""
        func missing() -> Set<String> { reported.filter { !both.contains("\"/matters/\($0)\"") } }
        // The lists are brought up beside the requests.
        for _ in 0..<600 {
            both = try await reader.get("/duties").text + reader.get("/duties?from=200").text
            if missing().isEmpty { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(missing().isEmpty, "\(missing().sorted())")
        #expect(both.contains("href=\"/duties?from=200\""))
        #expect(try await reader.get("/duties").text.contains(reported.max() ?? "-") == false)
        // Nothing is left when there is no more, and a number that is none is the first page.
        #expect(try await reader.get("/duties?from=100000").text.contains("あなたの対応事項はありません"))
        #expect(try await reader.get("/duties?from=-1").text.contains("/duties?from=200"))
        let handover = try await reader.get("/people/goro").text
        #expect(reported.allSatisfy { handover.contains("\"/matters/\($0)\"") })
        #expect(server.stop() == 0)
    }

    @Test func `say when they have changed, and only then`() async throws {
        let demo = try DemoOrganisation("kosen")
        let server = try RunningServer(demo.data)
        let reader = Visitor(port: server.port)
        try await reader.signIn("goro")
        func asked() async throws -> String {
            let page = try await reader.get("/duties").text
            let start = try #require(page.range(of: "data-live=\"")).upperBound
            return String(page[start...].prefix { $0 != "\"" })
        }
        let path = try await asked()
        #expect(try await reader.get(path).text.contains("\"news\":0"))
        let number = try await server.report("不審な画面")
        var answer = ""
        for _ in 0..<600 where !answer.contains("\"news\":1") {
            answer = try await reader.get(path).text
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(answer.contains("\"news\":1") && answer.contains("\"/duties\""))
        #expect(!answer.contains(number))
        #expect(try await reader.get(try await asked()).text.contains("\"news\":0"))
        #expect(server.stop() == 0)
    }
}
