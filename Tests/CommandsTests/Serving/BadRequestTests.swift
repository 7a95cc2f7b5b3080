import Foundation
import Notation
import Testing

/// What comes in wrong, by mistake or on purpose: the right status, a clear message, nothing lost, nothing half done.
@Suite struct `A request that is not as it should be` {
    private static let said = "共有の机の𠮷野さんの端末に，葛󠄀城という署名の画面が出た"

    /// The inputs of a report that is in order, with others in their place.
    private func report(_ token: String, _ others: [String: String] = [:]) -> [String: String] {
        ["token": token, "danger": "no", "what": Self.said, "where": "研究棟", "when": "今", "who": "例示 花子"]
            .merging(others) { $1 }
    }

    private func matters(_ college: College) throws -> Int {
        try #require(try college.run("matter", "list", "--format", "json").json?.array.count)
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        var input: String
        var value: String
        /// What the page says of it.
        var says: String
        var testDescription: String { "\(input): \(value.prefix(20))" }
    }

    @Test(arguments: [
        Wrong(input: "what", value: "", says: "何が起きたかを書いてください"),
        Wrong(input: "what", value: String(repeating: "あ", count: 200_000), says: "4000文字までのところ，今は200000文字です"),
        Wrong(input: "what", value: "画\u{0}面\u{7}", says: "制御文字（U+0000）"),
        Wrong(input: "where", value: "", says: "どこかを書いてください"),
        Wrong(input: "who", value: "", says: "お名前か連絡先を書いてください"),
        Wrong(input: "danger", value: "perhaps", says: "一覧の中から選び直してください"),
        Wrong(input: "when", value: "令和90年1月1日", says: "未来の日時です"),
        Wrong(input: "when", value: "令和8年2月30日", says: "令和8年2月30日という日はありません"),
    ])
    func `says what is wrong with a report, and keeps the rest`(wrong: Wrong) async throws {
        let college = try College()
        let server = try RunningServer(college.data)
        let fields = report(try await server.mark(), [wrong.input: wrong.value])
        let answer = try await server.visitor.post("/report", fields)
        #expect(answer.status == 422)
        #expect(answer.text.contains(wrong.says))
        for (name, value) in fields where name != wrong.input && name != "token" && name != "danger" {
            #expect(answer.text.contains(value), "\(name) was lost")
        }
        #expect(try matters(college) == 0)
    }

    @Test(arguments: ["what=%FF%FE", "what=%ED%A0%80", "what=%4", "what=%zz"])
    func `in another encoding is not guessed at`(body: String) async throws {
        let college = try College()
        let server = try RunningServer(college.data)
        let answer = try await server.visitor.ask("/report", method: "POST", body: Data(body.utf8))
        #expect(answer.status == 400)
        #expect(answer.text.contains("何も記録されていません"))
        #expect(try matters(college) == 0)
    }

    @Test func `with rare characters is kept to the last of them, from the form to the journal and the page`()
        async throws
    {
        let demo = try DemoOrganisation("kosen")
        let server = try RunningServer(demo.data)
        let matter = try await server.report(Self.said)
        let shown = try demo.run("matter", "log", matter, "--format", "json")
        #expect(shown.output.contains(Self.said))
        let reader = Visitor(port: server.port)
        try await reader.signIn("shiro")
        #expect(try await reader.get("/matters/\(matter)").text.contains(Self.said))
        let word = try #require("葛󠄀城".addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        let found = try await reader.get("/matters?q=\(word)")
        #expect(found.text.contains("/matters/\(matter)\""))
    }

    @Test func `that brings two gigabytes is told so, and what was typed beside them is there`() async throws {
        let college = try College()
        let server = try RunningServer(college.data)
        let visitor = Visitor(port: server.port)
        let mark = try await visitor.mark()
        let cookie = try #require(visitor.cookie("visitor"))
        let size = 1 << 31
        let fields = [("token", mark), ("what", Self.said)].map {
            "--q\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n"
        }
        let body =
            fields.joined()
            + "--q\r\nContent-Disposition: form-data; name=\"files\"; filename=\"disk.img\"\r\n\r\n"
        let end = "\r\n--q--\r\n"
        let answer = try visitor.raw(
            "POST /report HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: \(cookie)\r\n"
                + "Content-Type: multipart/form-data; boundary=q\r\n"
                + "Content-Length: \(body.utf8.count + size + end.utf8.count)\r\n\r\n\(body)", zeros: size, end: end,
            isLast: true)
        #expect(answer.hasPrefix("HTTP/1.1 413 "))
        #expect(answer.contains(Self.said))
        #expect(try matters(college) == 0)
        let folder = try #require(uploads(in: college.data))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test func `with two thousand files keeps what was typed and says how many there may be`() async throws {
        let college = try College()
        let server = try RunningServer(college.data)
        var body = ""
        for (name, value) in report(try await server.mark()) {
            body += "--q\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        for file in 0..<2000 {
            body += "--q\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(file).txt\"\r\n\r\n\(file)\r\n"
        }
        let answer = try await server.visitor.ask(
            "/report", method: "POST", body: Data((body + "--q--\r\n").utf8),
            headers: ["Content-Type": "multipart/form-data; boundary=q"])
        #expect(answer.status == 413)
        #expect(answer.text.contains(Self.said) && answer.text.contains("添付が多すぎます"))
        #expect(try matters(college) == 0)
        let left = try FileManager.default.subpathsOfDirectory(atPath: college.data).filter { $0.hasSuffix(".part") }
        #expect(left.isEmpty)
    }

    @Test func `sent twice at once is one report, with one receipt`() async throws {
        let college = try College()
        let server = try RunningServer(college.data)
        let page = try await server.get("/report")
        let fields = report(
            try #require(page.hidden("token")), ["once": try #require(page.hidden("once"))])
        let visitor = server.visitor
        let numbers = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 {
                group.addTask { try await visitor.post("/report", fields).headers["location"]?.number ?? "" }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(numbers.count == 1 && numbers.first?.isEmpty == false)
        #expect(try matters(college) == 1)
    }

    @Test func `in its thousands from one address is asked to wait and loses nothing`() async throws {
        let college = try College()
        let server = try RunningServer(college.data, ["--reports-per-ten-minutes", "3"])
        let token = try await server.mark()
        var answers: [Int: Int] = [:]
        for _ in 0..<10 {
            let answer = try await server.visitor.post("/report", report(token))
            answers[answer.status, default: 0] += 1
            guard answer.status == 429 else { continue }
            let seconds = try #require(answer.headers["retry-after"].flatMap { Int($0) })
            #expect((1...600).contains(seconds))
            #expect(answer.text.contains(Self.said))
        }
        #expect(answers == [303: 3, 429: 7])
        #expect(try matters(college) == 3)
    }

    @Test func `with a forged mark, or from another site, is not done and shows what was typed`() async throws {
        let college = try College()
        let server = try RunningServer(college.data)
        let token = try await server.mark()
        for mark in ["", "x", String(token.reversed())] {
            let answer = try await server.visitor.post("/report", report(mark))
            #expect(answer.status == 403)
            #expect(answer.text.contains(Self.said))
        }
        // The mark of one browser is none in another.
        #expect(try await Visitor(port: server.port).post("/report", report(token)).status == 403)
        for site in ["cross-site", "same-site"] {
            let answer = try await server.visitor.post("/report", report(token), headers: ["Sec-Fetch-Site": site])
            #expect(answer.status == 403)
        }
        #expect(try matters(college) == 0)
    }

    @Test func `that begins an application, sent again after going back, begins no other one`() async throws {
        let demo = try DemoOrganisation("village")
        let server = try RunningServer(demo.data)
        let applicant = Visitor(port: server.port)
        try await applicant.signIn("hashida")
        let path = "/matters/new?kind=take-out"
        let form = try await applicant.get(path)
        let fields = [
            "token": try #require(form.hidden("token")), "once": try #require(form.hidden("once")),
            "kind": "take-out", "text": Self.said, "items-thing": "hashi-zu",
        ]
        let first = try await applicant.post(path, fields)
        #expect(first.status == 303, "\(first.text)")
        let place = try #require(first.headers["location"])
        #expect(try await applicant.post(path, fields).headers["location"] == place)
        // An application for nothing would lead nowhere.
        let empty = try await applicant.post(path, fields.filter { $0.key != "items-thing" && $0.key != "once" })
        #expect(empty.status == 422 && empty.text.contains("選んでください") && empty.text.contains(Self.said))
    }

    @Test func `on a page that is no longer true says what has happened and keeps what was typed`() async throws {
        let demo = try DemoOrganisation("kosen")
        let server = try RunningServer(demo.data)
        let matter = try await server.report("画面")
        let (first, second) = (Visitor(port: server.port), Visitor(port: server.port))
        try await first.signIn("shiro")
        try await second.signIn("yoko")
        let path = "/matters/\(matter)/acts/verb.note"
        let form = try await first.get(path)
        let seen = try #require(form.hidden("seen"))
        for (visitor, text) in [(second, "先に書いた覚え"), (first, Self.said)] {
            let answer = try await visitor.post(
                path, ["token": try await visitor.mark(of: path), "seen": seen, "text": text, "step": "do"])
            if visitor === second {
                #expect(answer.status == 303)
            } else {
                #expect(answer.status == 409)
                #expect(answer.text.contains("先に書いた覚え") && answer.text.contains(Self.said))
            }
        }
    }

    @Test func `of a session that has ended keeps what was typed, and gives it back after the next sign-in`()
        async throws
    {
        let demo = try DemoOrganisation("kosen")
        let server = try RunningServer(demo.data)
        let matter = try await server.report("画面")
        let path = "/matters/\(matter)/acts/verb.note"
        let reader = Visitor(port: server.port)
        try await reader.signIn("shiro")
        let form = try await reader.get(path)
        let (token, seen) = (try #require(form.hidden("token")), try #require(form.hidden("seen")))
        #expect(try await reader.post("/sign-out", ["token": token]).status == 303)
        let answer = try await reader.post(path, ["token": token, "seen": seen, "text": Self.said, "step": "do"])
        #expect(answer.status == 303 || answer.status == 401)
        // Whoever signs in first in the same browser does not get it.
        try await reader.signIn("yoko")
        #expect(!(try await reader.get(path).text.contains(Self.said)))
        _ = try await reader.post("/sign-out", ["token": try await reader.mark(of: "/account")])
        try await reader.signIn("shiro")
        #expect(try await reader.get(path).text.contains(Self.said))
        #expect(!(try await reader.get("/matters/\(matter)").text.contains(Self.said)))
    }

    @Test func `of any form, sent when the session had ended, is filled in again after the next sign-in`() async throws
    {
        let demo = try DemoOrganisation("kosen")
        let server = try RunningServer(demo.data)
        let reader = Visitor(port: server.port)
        for (path, input) in [("/people/shiro/absence", "to"), ("/matters/new?kind=incident", "text")] {
            try await reader.signIn("shiro")
            let form = try await reader.get(path)
            #expect(form.text.contains("name=\"\(input)\""), "\(path)")
            let token = try #require(form.hidden("token"))
            _ = try await reader.post("/sign-out", ["token": token])
            let answer = try await reader.post(path, ["token": token, input: Self.said])
            #expect(answer.status == 401 && answer.text.contains(Self.said))
            try await reader.signIn("shiro")
            let again = try await reader.get(path)
            #expect(again.status == 200 && again.text.contains(Self.said), "\(path)")
            // It is nowhere else.
            #expect(!(try await reader.get("/people/shiro").text.contains(Self.said)))
            _ = try await reader.post("/sign-out", ["token": try await reader.mark(of: "/account")])
        }
    }

    @Test func `with a stolen or invented session is nobody's`() async throws {
        let demo = try DemoOrganisation("kosen")
        let server = try RunningServer(demo.data)
        let reader = Visitor(port: server.port)
        try await reader.signIn("shiro")
        let cookie = try #require(reader.cookie("session"))
        let thief = Visitor(port: server.port)
        #expect(try await thief.get("/matters", headers: ["Cookie": cookie]).status == 200)
        // It is worth nothing from the moment its owner signs out.
        #expect(try await reader.post("/sign-out", ["token": try await reader.mark(of: "/account")]).status == 303)
        for cookie in [cookie, cookie + "x", "shodo-session=x"] {
            let answer = try await Visitor(port: server.port).get("/matters", headers: ["Cookie": cookie])
            #expect(answer.status == 303 && answer.headers["location"]?.hasPrefix("/sign-in") == true)
        }
    }

    @Test func `for what is not there and for what is another's gets the same answer`() async throws {
        let demo = try DemoOrganisation("kosen")
        let server = try RunningServer(demo.data)
        let matter = try await server.report("画面")
        let outsider = Visitor(port: server.port)
        try await outsider.signIn("kumi")
        let (others, none) = (
            try await outsider.get("/matters/\(matter)"), try await outsider.get("/matters/2026-999999")
        )
        #expect(others.status == 404 && none.status == 404)
        #expect(try await outsider.get("/nowhere").status == 404)
        #expect(try await outsider.ask("/report", method: "DELETE").status == 405)
    }
}

extension String {
    /// The receipt number in the address of a receipt.
    fileprivate var number: String {
        URLComponents(string: self)?.queryItems?.first { $0.name == "number" }?.value ?? ""
    }
}
