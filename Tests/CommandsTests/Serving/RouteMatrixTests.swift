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

    /// One organisation with a matter in it, and what is known beforehand of who may see what.
    struct Trial: Sendable, CustomTestStringConvertible {
        var rulebook: String
        /// Everybody who can sign in.
        var people: [String]
        /// Who writes a paper of the matter and keeps a file in it.
        var writer: String
        var paper: String
        var field: String
        /// Who is excluded, by whom.
        var excluded: String
        var excluder: String
        /// Who surely sees the matter and who surely does not.
        var known: [String: Bool]
        /// Holds no post, or one that only receives notices: sees no register.
        var withoutRegisters: Set<String>
        /// Something real for each place of a path, beside what every organisation has.
        var places: [String: String]

        var testDescription: String { rulebook }
    }

    static let trials = [
        Trial(
            rulebook: "kosen",
            people: [
                "admin", "ichiro", "jiro", "saburo", "shiro", "goro", "hanako", "yoko", "taro", "rei", "rokuro", "nana",
                "hachiro", "kumi",
            ],
            writer: "shiro", paper: "incident-report", field: "finder=例示 花子", excluded: "goro",
            excluder: "yoko",
            known: ["goro": false, "admin": false, "kumi": false, "shiro": true, "yoko": true],
            withoutRegisters: ["admin", "kumi"],
            places: [
                "register": "emergency-contacts", "row": "network-lead", "clause": "K-3-3", "section": "1",
                "person": "hanako", "post": "promotion-lead", "holder": "shiro",
            ]),
        Trial(
            rulebook: "village",
            people: [
                "admin", "fukumura", "somuta", "kensetsuyama", "juminkawa", "keikaku", "hashida", "madoguchi",
            ],
            writer: "somuta", paper: "take-out-application", field: "purpose=確認",
            excluded: "keikaku", excluder: "somuta",
            // The only one of the CSIRT is excluded, and the administrator takes what nobody holds.
            known: ["keikaku": false, "admin": true, "madoguchi": false, "somuta": true, "juminkawa": true],
            withoutRegisters: ["admin"],
            places: [
                "register": "asset", "row": "hashi-zu", "clause": "V-3-4-1-1-roa", "section": "1", "person": "hashida",
                "post": "ciso", "holder": "fukumura",
            ]),
    ]

    @Test(arguments: trials)
    func `holds for every route and every post`(trial: Trial) async throws {
        let demo = try DemoOrganisation(trial.rulebook)
        let server = try RunningServer(demo.data)
        let matter = try await server.report("机の上の端末の様子がおかしい")
        let file = try await prepare(matter, trial, demo, server)
        #expect(
            try demo.run(
                "matter", "act", matter, "--act", "exclude", "--by", trial.excluder, "--to", trial.excluded, "--reason",
                "本人に関わる"
            ).code == 0)
        let routes = try demo.routes()
        #expect(routes.count > 60)
        for name in trial.people {
            let browser = Visitor(port: server.port)
            try await browser.signIn(name)
            // The list says what this person may see; every route of the matter must say the same.
            let sees = try await browser.get("/matters?q=\(matter)").text.contains("\"/matters/\(matter)\"")
            // These are known beforehand; what the list says of the others is held against every route.
            if let known = trial.known[name] { #expect(sees == known, "\(name) sees the matter: \(sees)") }
            for route in routes {
                let path = try demo.fill(route.path, trial, matter: matter, file: file)
                // Signing out would end the walk, and the form of signing in is for those who have not.
                guard !["/sign-out", "/sign-in"].contains(route.path) else { continue }
                let answer = try await browser.ask(path, method: route.method)
                let wanted = try expected(route, trial, name: name, sees: sees)
                #expect(
                    wanted.contains(outcome(answer)),
                    "\(name): \(route.method) \(path) answered \(answer.status) (\(outcome(answer))), not \(wanted)")
            }
        }
        let stranger = Visitor(port: server.port)
        for route in routes {
            let path = try demo.fill(route.path, trial, matter: matter, file: file)
            let answer = try await stranger.ask(path, method: route.method)
            let wanted = try expectedOfNobody(route)
            #expect(
                wanted.contains(outcome(answer)),
                "nobody: \(route.method) \(path) answered \(answer.status) (\(outcome(answer))), not \(wanted)")
        }
        #expect(server.stop() == 0)
    }

    @Test func `holds at once for whoever stood in for somebody who is excluded`() async throws {
        let demo = try DemoOrganisation("kosen")
        // Receives notices alone, until the lead is away.
        #expect(try demo.run("post", "stand-in", "promotion-lead", "kumi").code == 0)
        #expect(try demo.run("post", "absence", "shiro", "--until", "2099-01-01").code == 0)
        let server = try RunningServer(demo.data)
        let matter = try await server.report("推進責任者が自分で持ち出していた")
        let standIn = Visitor(port: server.port)
        try await standIn.signIn("kumi")
        let places = ["", "/entries", "/changes?since=0", "/acts/verb.note"].map { "/matters/\(matter)\($0)" }
        for path in places { #expect(try await standIn.get(path).status == 200, "\(path)") }
        #expect(try await standIn.get("/duties").text.contains(matter))
        let excluded = try demo.run(
            "matter", "act", matter, "--act", "exclude", "--by", "yoko", "--to", "shiro", "--reason", "本人に関わる")
        #expect(excluded.code == 0, "\(excluded.complaint)")
        for path in places { #expect(try await standIn.get(path).status == 404, "\(path)") }
        for path in ["/duties", "/matters", "/matters?q=持ち出して".encoded, "/people/shiro"] {
            #expect(try await !standIn.get(path).text.contains("\"/matters/\(matter)"), "\(path)")
        }
        #expect(server.stop() == 0)
    }

    /// Writes a paper of the matter and keeps a file in it, so that there is something to be hidden; the file.
    private func prepare(
        _ matter: String, _ trial: Trial, _ demo: DemoOrganisation, _ server: RunningServer
    ) async throws -> String {
        #expect(
            try demo.run(
                "matter", "act", matter, "--act", "enter", "--by", trial.writer, "--paper", trial.paper, "--field",
                trial.field
            ).code == 0)
        let file = demo.temporary.path + "/note.txt"
        try Data("端末の画面".utf8).write(to: URL(fileURLWithPath: file))
        let kept = try demo.run("evidence", "keep", matter, file, "--by", trial.writer, "--from", trial.writer)
        #expect(kept.code == 0, "\(kept.complaint)")
        let reader = Visitor(port: server.port)
        try await reader.signIn(trial.writer)
        let page = try await reader.get("/matters/\(matter)").text
        #expect(page.contains("/matters/\(matter)/papers/\(trial.paper)"))
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

    private func expected(_ route: Route, _ trial: Trial, name: String, sees: Bool) throws -> Set<Outcome> {
        let isPost = route.method == "POST"
        let allowed: Set<Outcome> = isPost ? [.unmarked] : [.page, .elsewhere]
        switch route.need {
        case "anybody": return isPost ? allowed : allowed.union([.other])
        case "receipt", "person", "seePeople", "seeJournal": return allowed
        case "seeRegister", "writeRegister": return trial.withoutRegisters.contains(name) ? [.refused] : allowed
        case "seeMatter", "actOnMatter":
            return sees ? allowed : [.hidden]
        case "managePeople", "administer": return name == "admin" ? allowed : [.refused]
        case "enterAbsence": return name == "admin" || name == trial.places["person"] ? allowed : [.refused]
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
