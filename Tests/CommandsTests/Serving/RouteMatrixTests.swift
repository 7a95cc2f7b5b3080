import Foundation
import Notation
import Testing

/// Every route of the table × everybody who holds a post, somebody excluded, and nobody.
@Suite struct `Who may ask for what` {
    /// A route, as `shodo routes` prints it.
    struct Route {
        var method: String
        var path: String
        var need: String
        var answer: String
    }

    @Test func `holds for every route and every post`() async throws {
        let demo = try DemoCollege()
        let server = try RunningServer(demo.data)
        let matter = try await server.report("研究棟の端末の様子がおかしい")
        let excluded = "goro"
        let file = try await prepare(matter, demo, server)
        #expect(
            try demo.run(
                "matter", "act", matter, "--act", "exclude", "--by", "yoko", "--to", excluded, "--reason", "本人に関わる"
            ).code == 0)
        let routes = try demo.routes()
        #expect(routes.count > 60)
        let names = demo.people
        #expect(names.count > 10)
        for name in names {
            let browser = Visitor(port: server.port)
            try await browser.signIn(name)
            // The list says what this person may see; every route of the matter must say the same.
            let sees = try await browser.get("/matters?q=\(matter)").text.contains("\"/matters/\(matter)\"")
            // These are known beforehand; what the list says of the others is held against every route.
            if let known = Self.known[name] { #expect(sees == known, "\(name) sees the matter: \(sees)") }
            for route in routes {
                let path = try demo.fill(route.path, matter: matter, file: file)
                // Signing out would end the walk, and the form of signing in is for those who have not.
                guard !["/sign-out", "/sign-in"].contains(route.path) else { continue }
                let answer = try await browser.ask(path, method: route.method)
                let wanted = try expected(route, name: name, sees: sees)
                #expect(
                    wanted.contains(outcome(answer)),
                    "\(name): \(route.method) \(path) answered \(answer.status) (\(outcome(answer))), not \(wanted)")
            }
        }
        let stranger = Visitor(port: server.port)
        for route in routes {
            let path = try demo.fill(route.path, matter: matter, file: file)
            let answer = try await stranger.ask(path, method: route.method)
            let wanted = try expectedOfNobody(route)
            #expect(
                wanted.contains(outcome(answer)),
                "nobody: \(route.method) \(path) answered \(answer.status) (\(outcome(answer))), not \(wanted)")
        }
        #expect(server.stop() == 0)
    }

    /// The excluded one, the administrator and whoever only receives do not see it; the lead and general affairs do.
    private static let known = ["goro": false, "admin": false, "kumi": false, "shiro": true, "yoko": true]

    /// Writes a paper of the matter and keeps a file in it, so that there is something to be hidden; the file.
    private func prepare(_ matter: String, _ demo: DemoCollege, _ server: RunningServer) async throws -> String {
        #expect(
            try demo.run(
                "matter", "act", matter, "--act", "enter", "--by", "shiro", "--paper", "incident-report", "--field",
                "finder=例示 花子"
            ).code == 0)
        let file = demo.temporary.path + "/note.txt"
        try Data("端末の画面".utf8).write(to: URL(fileURLWithPath: file))
        let kept = try demo.run("evidence", "keep", matter, file, "--by", "shiro", "--from", "shiro")
        #expect(kept.code == 0, "\(kept.complaint)")
        let reader = Visitor(port: server.port)
        try await reader.signIn("shiro")
        let page = try await reader.get("/matters/\(matter)").text
        #expect(page.contains("/matters/\(matter)/papers/incident-report"))
        let start = try #require(page.range(of: "/matters/\(matter)/files/"))
        return String(page[start.upperBound...].prefix { $0 != "\"" })
    }

    /// What an answer means for whoever asked.
    enum Outcome: String { case page, elsewhere, signIn, unmarked, refused, hidden, unauthorised, other }

    private func outcome(_ answer: RunningServer.Answer) -> Outcome {
        switch answer.status {
        case 200: .page
        case 303: (answer.headers["location"] ?? "").hasPrefix("/sign-in") ? .signIn : .elsewhere
        case 401: .unauthorised
        // The mark is asked for only after the person was found to be somebody who may.
        case 403: answer.text.contains("この端末の画面から送られていません") ? .unmarked : .refused
        case 404: .hidden
        default: .other
        }
    }

    private func expected(_ route: Route, name: String, sees: Bool) throws -> Set<Outcome> {
        let isPost = route.method == "POST"
        let allowed: Set<Outcome> = isPost ? [.unmarked] : [.page, .elsewhere]
        switch route.need {
        case "anybody": return isPost ? allowed : allowed.union([.other])
        case "receipt", "person", "seePeople", "seeJournal": return allowed
        // The administrator holds no post, and the post of `kumi` only receives notices.
        case "seeRegister", "writeRegister": return ["admin", "kumi"].contains(name) ? [.refused] : allowed
        case "seeMatter", "actOnMatter":
            return sees ? allowed : [.hidden]
        case "managePeople", "administer": return name == "admin" ? allowed : [.refused]
        case "enterAbsence": return name == "admin" || name == "hanako" ? allowed : [.refused]
        default:
            Issue.record("a need that this test does not know: \(route.need)")
            return []
        }
    }

    private func expectedOfNobody(_ route: Route) throws -> Set<Outcome> {
        switch route.need {
        case "anybody", "receipt": route.method == "POST" ? [.unmarked] : [.page, .elsewhere, .other]
        default: route.method == "GET" && route.answer == "page" ? [.signIn] : [.unauthorised]
        }
    }
}

/// The invented college with its accounts.
struct DemoCollege {
    let temporary = TemporaryFolder()
    var data: String { temporary.path + "/data" }
    let people: [String]

    init() throws {
        let made = try ShodoProgram.run([
            "demo", "--data", temporary.path + "/data", "--rulebook", College.rulebook, "--matters", "1",
        ])
        #expect(made.code == 0, "\(made.complaint)")
        people = [
            "admin", "ichiro", "jiro", "saburo", "shiro", "goro", "hanako", "yoko", "taro", "rei", "rokuro", "nana",
            "hachiro", "kumi",
        ]
    }

    func run(_ arguments: String...) throws -> ShodoProgram.Result {
        try ShodoProgram.run(arguments + ["--data", data])
    }

    func routes() throws -> [`Who may ask for what`.Route] {
        let printed = try ShodoProgram.run(["routes", "--format", "json"])
        return try JSON(reading: Array(printed.output.utf8)).array.map { row in
            func text(_ name: String) -> String { row[name]?.string ?? "" }
            return .init(
                method: text("method"), path: text("path"), need: text("need"), answer: text("answer"))
        }
    }

    /// A path with something real in each place; a place that this test does not know fails it.
    func fill(_ path: String, matter: String, file: String) throws -> String {
        let known = [
            "matter": matter, "key": "verb.note", "paper": "incident-report", "file": file,
            "register": "emergency-contacts", "row": "network-lead", "clause": "K-3-3", "section": "1",
            "person": "hanako", "post": "promotion-lead", "setting": "hours", "token": "none", "name": "shodo.css",
            "form": "report",
        ]
        var filled = path
        while let start = filled.firstIndex(of: "{"), let end = filled.firstIndex(of: "}") {
            let name = String(filled[filled.index(after: start)..<end])
            let value = try #require(known[name], "a place that this test does not know: {\(name)}")
            filled.replaceSubrange(start...end, with: value)
        }
        // Whose holding is ended stands behind the path.
        return filled.hasSuffix("/end") && filled.hasPrefix("/posts/") ? filled + "?person=shiro" : filled
    }
}
