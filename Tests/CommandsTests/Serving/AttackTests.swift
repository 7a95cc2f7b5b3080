import Foundation
import Testing

/// What somebody tries who knows the program and means no good.
@Suite(.serialized) struct `An attacker` {
    private static let said = "共有の机の端末に知らない画面が出た"

    @Test(arguments: [
        "/%09/evil.example", "//evil.example", "/%0A/evil.example", "/%5Cevil.example", "https://evil.example",
    ])
    func `is not led elsewhere by signing in`(next: String) async throws {
        let demo = try DemoOrganisation("kosen")
        let server = try RunningServer(demo.data)
        let visitor = Visitor(port: server.port)
        let typed = try #require(next.removingPercentEncoding)
        let answer = try await visitor.post(
            "/sign-in",
            [
                "token": try await visitor.mark(of: "/sign-in"), "name": "shiro", "password": "reiji-no-demo-desu",
                "next": typed,
            ])
        #expect(answer.status == 303 && answer.headers["location"] == "/duties")
    }

    @Test func `gets no body for a HEAD, and opens nothing by it`() async throws {
        let demo = try DemoOrganisation("kosen")
        let server = try RunningServer(demo.data)
        let answer = try server.visitor.raw(
            "HEAD /sign-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", isLast: true)
        #expect(answer.hasPrefix("HTTP/1.1 200") && answer.hasSuffix("\r\n\r\n") && !answer.contains("<html"))
        let reader = Visitor(port: server.port)
        let (matter, file) = try await keep(on: reader, server)
        func entries() async throws -> String { try await reader.get("/matters/\(matter)/changes?since=0").text }
        let before = try await entries()
        #expect(try await reader.ask("/matters/\(matter)/files/\(file)", method: "HEAD").status == 405)
        let other = ["Sec-Fetch-Site": "cross-site"]
        #expect(try await reader.get("/matters/\(matter)/files/\(file)", headers: other).status == 403)
        #expect(try await entries() == before)
        #expect(try await reader.get("/matters/\(matter)/files/\(file)").text == "hello")
        #expect(try await entries() != before)
    }

    /// A matter with a file of somebody who has signed in.
    private func keep(on reader: Visitor, _ server: RunningServer) async throws -> (matter: String, file: String) {
        let matter = try await server.report(Self.said)
        try await reader.signIn("shiro")
        let page = try await reader.get("/matters/\(matter)")
        let answer = try await upload(
            "hello", as: "a\u{202E}fdp.txt", to: matter, mark: try #require(page.hidden("token")), reader)
        #expect(answer.status == 303)
        let after = try await reader.get("/matters/\(matter)").text
        #expect(after.contains("afdp.txt") && !after.contains("\u{202E}"))
        let start = try #require(after.range(of: "/matters/\(matter)/files/"))
        return (matter, String(after[start.upperBound...].prefix { $0 != "\"" }))
    }

    private func upload(
        _ text: String, as name: String, to matter: String, mark: String, _ reader: Visitor
    ) async throws -> Visitor.Answer {
        let body =
            "--q\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n\(mark)\r\n"
            + "--q\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n\(text)\r\n--q--\r\n"
        return try await reader.ask(
            "/matters/\(matter)/files", method: "POST", body: Data(body.utf8),
            headers: ["Content-Type": "multipart/form-data; boundary=q"])
    }

    @Test func `who has two sessions finds the mark of each in the pages of each`() async throws {
        let demo = try DemoOrganisation("kosen")
        let server = try RunningServer(demo.data)
        let matter = try await server.report(Self.said)
        for text in ["one", "two"] {
            let reader = Visitor(port: server.port)
            try await reader.signIn("shiro")
            let page = try await reader.get("/matters/\(matter)").text
            let form = try #require(page.range(of: "action=\"/matters/\(matter)/files\""))
            let mark = try #require(page[form.upperBound...].range(of: "name=\"token\" value=\""))
            let token = String(page[mark.upperBound...].prefix { $0 != "\"" })
            #expect(try await upload(text, as: text, to: matter, mark: token, reader).status == 303)
        }
    }

    @Test func `does not silence the alarm of a report by looking at it`() async throws {
        let demo = try DemoOrganisation("kosen")
        let server = try RunningServer(demo.data)
        let reporter = Visitor(port: server.port)
        try await reporter.signIn("kumi")
        let answer = try await reporter.post(
            "/report",
            [
                "token": try await reporter.mark(), "danger": "no", "what": Self.said, "where": "研究棟", "when": "今",
                "who": "例示 久美",
            ])
        let received = try await reporter.get(try #require(answer.headers["location"]))
        let number = try #require(answer.headers["location"]?.number)
        let phrase = try #require(received.text.passPhrase)
        #expect(try await reporter.get("/matters/\(number)").status == 200)
        // Whoever reported while signed in, or by telephone, has a receipt that opens like any other.
        func receipt() async throws -> String {
            let anybody = Visitor(port: server.port)
            let mark = try await anybody.mark(of: "/receipt")
            return try await anybody.post("/receipt", ["token": mark, "number": number, "phrase": phrase]).text
        }
        #expect(try await receipt().contains("受付済"))
        let officer = Visitor(port: server.port)
        try await officer.signIn("goro")
        #expect(try await officer.get("/matters/\(number)").status == 200)
        #expect(try await receipt().contains("担当者が内容を確認"))
    }

    @Test func `leaves no files where none belong`() async throws {
        let demo = try DemoOrganisation("kosen")
        let server = try RunningServer(demo.data)
        let folder = try #require(uploads(in: demo.data))
        let body = "--q\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n"
        // The last is the control: there files may come, and while one does it lies on the disk.
        for (path, isTaken) in [
            ("/account/password", false), ("/people/new", false), ("/sign-in", false), ("/report", true),
        ] {
            let visitor = server.visitor
            let sending = Task.detached {
                // Under way: the end of the body does not come.
                _ = try? visitor.raw(
                    "POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=q\r\n"
                        + "Content-Length: 1048576\r\n\r\n\(body)" + String(repeating: "x", count: 65_536), patience: 2)
            }
            try await Task.sleep(for: .seconds(1))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty == !isTaken, "\(path)")
            await sending.value
        }
    }

    @Test func `reads no rows of registers in the form of what they may not open`() async throws {
        let temporary = TemporaryFolder()
        let data = temporary.path + "/data"
        let village = ShodoProgram.root.appending(path: "Rulebooks/village").path
        #expect(try ShodoProgram.run(["demo", "--data", data, "--rulebook", village]).code == 0)
        let server = try RunningServer(data)
        let administrator = Visitor(port: server.port)
        try await administrator.signIn("admin")
        #expect(try await administrator.get("/registers/asset").status == 403)
        #expect(try await administrator.get("/matters/new?kind=take-out").status == 403)
        let applicant = Visitor(port: server.port)
        try await applicant.signIn("hashida")
        #expect(try await applicant.get("/matters/new?kind=take-out").status == 200)
    }

    @Test func `finds the numbers of posts on the first page, and no person's own`() async throws {
        let demo = try DemoOrganisation("kosen")
        let own = "0000-99-0001"
        #expect(try demo.run("post", "contact", "goro", own, "--person").code == 0)
        #expect(try demo.run("post", "contact", "promotion-lead", "0000-99-0002").code == 0)
        let server = try RunningServer(demo.data)
        let page = try await server.get("/").text
        #expect(page.contains("0000-99-0002") && !page.contains(own))
        let officer = Visitor(port: server.port)
        try await officer.signIn("yoko")
        #expect(try await officer.get("/sheets/contacts").text.contains(own))
    }

    @Test func `does not learn which matters there are by naming them`() async throws {
        let demo = try DemoOrganisation("kosen")
        let server = try RunningServer(demo.data)
        let hidden = try await server.report(Self.said)
        let reporter = Visitor(port: server.port)
        try await reporter.signIn("kumi")
        let own = try await reporter.report(Self.said)
        var answers: [Int] = []
        for other in [hidden, "2026-999999"] {
            let path = "/matters/\(own)/acts/verb.link"
            let form = try await reporter.get(path)
            let fields = [
                "token": try #require(form.hidden("token")), "seen": try #require(form.hidden("seen")), "other": other,
                "step": "do",
            ]
            answers.append(try await reporter.post(path, fields).status)
        }
        #expect(answers == [404, 404])
    }

    @Test func `adds to a report as often as anybody may report, and once with each form`() async throws {
        let demo = try DemoOrganisation("kosen")
        let server = try RunningServer(demo.data, ["--reports-per-ten-minutes", "5"])
        let visitor = Visitor(port: server.port)
        let answer = try await visitor.post(
            "/report",
            [
                "token": try await visitor.mark(), "danger": "no", "what": Self.said, "where": "研究棟", "when": "今",
                "who": "例示 花子",
            ])
        let place = try #require(answer.headers["location"])
        let phrase = try #require(try await visitor.get(place).text.passPhrase)
        let claim = ["number": place.number, "phrase": phrase]
        let opened = try await visitor.post(
            "/receipt", claim.merging(["token": try await visitor.mark(of: "/receipt")]) { $1 })
        let once = try #require(opened.hidden("once"))
        let token = try #require(opened.hidden("token"))
        func add(_ text: String, _ once: String) async throws -> Visitor.Answer {
            try await visitor.post(
                "/receipt/add", claim.merging(["token": token, "once": once, "text": text]) { $1 })
        }
        _ = try await add("書き足し一つ目", once)
        let again = try await add("書き足し一つ目", once)
        #expect(again.text.components(separatedBy: "書き足し一つ目").count == 2)
        var last = again
        for turn in 0..<6 { last = try await add("書き足し\(turn)", "") }
        #expect(last.status == 429 && last.headers["retry-after"] != nil && last.text.contains("書き足し5"))
    }
}

extension String {
    /// The receipt number in the address of a receipt.
    fileprivate var number: String {
        URLComponents(string: self)?.queryItems?.first { $0.name == "number" }?.value ?? ""
    }

    /// The pass-phrase on a receipt.
    fileprivate var passPhrase: String? {
        let words = try? Regex("[ぁ-ん]{2,}(・[ぁ-ん]{2,}){3}")
        return words.flatMap { firstMatch(of: $0) }.map { String(self[$0.range]) }
    }
}

/// Where files lie while they come in.
func uploads(in data: String) -> String? {
    let organisations = (try? FileManager.default.contentsOfDirectory(atPath: data + "/orgs")) ?? []
    return organisations.map { "\(data)/orgs/\($0)/uploads" }.first { FileManager.default.fileExists(atPath: $0) }
}
