import Foundation
import Testing

@Suite struct `Settings of the server` {
    /// Writes the file of settings into a folder.
    private func settle(_ text: String, _ data: String) throws {
        try text.write(toFile: data + "/serve.json", atomically: true, encoding: .utf8)
    }

    @Test func `come from the option before the environment before the file`() async throws {
        let college = try College()
        try settle(#"{"reports-per-ten-minutes": 1, "log": "none"}"#, college.data)
        func refusals(_ options: [String], _ environment: [String: String]) async throws -> Int {
            let server = try RunningServer(college.data, options, environment: environment)
            var refused = 0
            for _ in 0..<4 {
                let answer = try await server.post(
                    "/report",
                    [
                        "token": try await server.mark(), "danger": "no", "what": "画面", "where": "研究棟", "when": "今",
                        "who": "花子",
                    ])
                if answer.status == 429 {
                    refused += 1
                    #expect(answer.headers["retry-after"] != nil)
                    #expect(answer.text.contains("画面"))
                }
            }
            #expect(server.stop() == 0)
            return refused
        }
        #expect(try await refusals([], [:]) == 3)
        #expect(try await refusals([], ["SHODO_REPORTS_PER_TEN_MINUTES": "2"]) == 2)
        let both = ["SHODO_REPORTS_PER_TEN_MINUTES": "2"]
        #expect(try await refusals(["--reports-per-ten-minutes", "3"], both) == 1)
    }

    @Test func `have one name on every way`() throws {
        let college = try College()
        // Each way makes the same mistake, so the message shows that it was read.
        let ways: [(setting: String, option: String, variable: String, wrong: String)] = [
            ("port", "--port", "SHODO_PORT", "70000"),
            ("reports-per-ten-minutes", "--reports-per-ten-minutes", "SHODO_REPORTS_PER_TEN_MINUTES", "0"),
            ("longest-file", "--longest-file", "SHODO_LONGEST_FILE", "0"),
            ("most-files", "--most-files", "SHODO_MOST_FILES", "99999"),
            ("log", "--log", "SHODO_LOG", "loud"),
        ]
        for way in ways {
            try? FileManager.default.removeItem(atPath: college.data + "/serve.json")
            let option = try college.run("serve", way.option, way.wrong)
            #expect(option.code == 64 && option.complaint.contains(way.setting), "\(way): \(option.complaint)")
            let variable = try ShodoProgram.run(
                ["serve", "--data", college.data], environment: [way.variable: way.wrong])
            #expect(variable.code == 64 && variable.complaint.contains(way.setting), "\(way): \(variable.complaint)")
            try settle("{\"\(way.setting)\": \"\(way.wrong)\"}", college.data)
            let file = try college.run("serve")
            #expect(file.code == 64 && file.complaint.contains(way.setting), "\(way): \(file.complaint)")
        }
        let table = try String(
            contentsOf: ShodoProgram.root.appending(path: "docs/reference/serve.md"), encoding: .utf8)
        for way in ways { #expect(table.contains("| `\(way.setting)` | `\(way.variable)` |")) }
    }

    @Test(arguments: [
        ("SHODO_TLS_CERT", "/nowhere.pem", "tls-cert"), ("SHODO_ALLOW_PLAIN_HTTP", "perhaps", "allow-plain-http"),
    ])
    func `are read from the environment under names with underscores`(name: String, value: String, said: String) throws
    {
        let college = try College()
        let result = try ShodoProgram.run(["serve", "--data", college.data], environment: [name: value])
        #expect(result.code == 64 && result.complaint.contains(said), "\(result.complaint)")
    }

    @Test(arguments: [
        #"{"bnid": "0.0.0.0"}"#, #"{"port": 1, "port": 2}"#, #"{"port": "many"}"#, #"{"bind": ["0.0.0.0"]}"#,
        #"{"allow-plain-http": "perhaps"}"#, "[]", "port=80", "",
    ])
    func `that are wrong in the file stop the start`(text: String) throws {
        let college = try College()
        try settle(text, college.data)
        #expect(try college.run("serve").code == 64)
    }

    @Test(arguments: ["0.0.0.0", "192.0.2.1", "::"])
    func `never lead to plain HTTP beyond this machine unless it is forced`(address: String) throws {
        let college = try College()
        let result = try college.run("serve", "--bind", address, "--port", "0")
        #expect(result.code == 1)
        #expect(result.complaint.contains("--tls-cert") && result.complaint.contains("暗号化"))
    }

    @Test func `let plain HTTP out when it is forced, or a proxy ends TLS`() async throws {
        let college = try College()
        for way in [["--allow-plain-http"], ["--trusted-proxy", "127.0.0.1"]] {
            let server = try RunningServer(college.data, ["--bind", "0.0.0.0"] + way)
            let answer = try await server.get("/")
            #expect(answer.status == 200)
            let cookie = answer.headers["set-cookie"] ?? ""
            let isSecure = way.count == 2
            #expect(cookie.hasPrefix(isSecure ? "__Host-shodo-visitor=" : "shodo-visitor="))
            #expect(cookie.contains("; Secure") == isSecure)
            #expect(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax"))
            #expect((answer.headers["strict-transport-security"] != nil) == isSecure)
            #expect(server.stop() == 0)
        }
    }

    @Test func `never let a demo beyond this machine`() throws {
        let folder = TemporaryFolder()
        let data = folder.path + "/demo"
        let made = try ShodoProgram.run(["demo", "--data", data, "--rulebook", College.rulebook, "--matters", "0"])
        #expect(made.code == 0, "\(made.complaint)")
        for way in [["--allow-plain-http"], ["--trusted-proxy", "127.0.0.1"], []] {
            let result = try ShodoProgram.run(["serve", "--data", data, "--bind", "0.0.0.0", "--port", "0"] + way)
            #expect(result.code == 1)
            #expect(result.complaint.contains("デモ"))
        }
        let server = try RunningServer(data)
        #expect(server.greeting.contains("shiro"))
    }

    @Test func `make it speak TLS with secure cookies`() throws {
        let college = try College()
        let folder = ShodoProgram.root.appending(path: "Tests/Fixtures/tls").path
        let options = ["--tls-cert", folder + "/loopback.crt", "--tls-key", folder + "/loopback.key"]
        let server = try RunningServer(college.data, ["--bind", "0.0.0.0"] + options)
        #expect(server.greeting.hasPrefix("初動 https://"))
        let script = """
            import http.client, ssl, sys
            context = ssl.create_default_context(cafile=sys.argv[2])
            connection = http.client.HTTPSConnection("127.0.0.1", int(sys.argv[1]), context=context)
            connection.request("GET", "/")
            answer = connection.getresponse()
            print(answer.status, connection.sock.version() if connection.sock else "")
            print(answer.headers["Set-Cookie"])
            print(answer.headers["Strict-Transport-Security"])
            """
        let said = try run("python3", "-c", script, "\(server.port)", folder + "/loopback.crt")
        #expect(said.hasPrefix("200"), "\(said)")
        #expect(said.contains("__Host-shodo-visitor=") && said.contains("; Secure"))
        #expect(said.contains("max-age="))
        let half = try college.run("serve", "--tls-cert", folder + "/loopback.crt", "--port", "0")
        #expect(half.code == 64)
    }

    private func run(_ command: String...) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
