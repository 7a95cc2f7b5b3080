import Foundation
import Notation
import Synchronization
import Testing

@Suite struct `A running server` {
    @Test func `answers probes`() async throws {
        let college = try College()
        let server = try RunningServer(college.data)
        let health = try await server.get("/healthz")
        #expect(health.status == 200 && health.headers["content-type"] == "application/json")
        let ready = try await server.get("/readyz")
        #expect(ready.status == 200)
        let before = try JSON(reading: Array(ready.text.utf8))["position"]?.int ?? 0
        #expect(before > 0)
        _ = try await server.report("画面")
        let after = try JSON(reading: Array(try await server.get("/readyz").text.utf8))["position"]?.int
        #expect(after == before + 1)
        #expect(server.stop() == 0)
    }

    @Test func `makes its lists anew beside the requests when they were lost`() async throws {
        let demo = try DemoOrganisation("kosen")
        let first = try RunningServer(demo.data)
        let matter = try await first.report("画面")
        #expect(first.stop() == 0)
        for end in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: demo.data + "/orgs/main/index.sqlite" + end)
        }
        let server = try RunningServer(demo.data)
        let reader = Visitor(port: server.port)
        try await reader.signIn("shiro")
        let list = try await reader.get("/matters").text
        #expect(list.contains("/matters/\(matter)\"") && !list.contains("作り直しています"))
        #expect(server.stop() == 0)
    }

    @Test func `logs each request as JSON and nothing that somebody typed`() async throws {
        let college = try College()
        let server = try RunningServer(college.data, ["--log", "trace"])
        let names = ["𠮷野花子", "reiji-hanako", "怪しい添付を開いた", "090-0000-0000", "himitsu-no-kotoba"]
        _ = try await server.report(names[2], who: names[0], place: names[3])
        let coded = names.map { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
        // In paths, queries, headers, refused forms and a sign-in that fails.
        for path in ["/\(coded[0])", "/matters/\(coded[1])", "/report?what=\(coded[2])", "/sign-in?next=/\(coded[3])"] {
            _ = try await server.get(
                path,
                headers: ["User-Agent": names[1], "Cookie": "shodo-session=\(names[1])", "Referer": "/" + names[4]])
        }
        _ = try await server.post("/report", ["what": names[2], "who": names[0]])
        _ = try await server.post("/receipt", ["token": "x", "number": "2026-000001", "phrase": names[4]])
        let token = try await server.mark()
        for _ in 0..<2 {
            _ = try await server.post("/sign-in", ["token": token, "name": names[1], "password": names[4]])
        }
        // And through the socket.
        _ = try college.run("post", "assign", "users", names[1], "--name", names[0])
        _ = try college.run("report", "--by", names[1], "--text", names[2])
        #expect(server.stop() == 0)

        let lines = server.log.split(separator: "\n")
        var requests = 0
        for line in lines {
            let json = try JSON(reading: Array(line.utf8))
            #expect(
                json["at"]?.string != nil && json["level"]?.string != nil && json["message"]?.string != nil, "\(line)")
            guard json["message"] == "request" else { continue }
            requests += 1
            #expect(json["request"]?.string?.count == 16)
            #expect(json["route"]?.string != nil && json["status"]?.string != nil)
        }
        #expect(requests >= 11)
        #expect(
            lines.contains { $0.contains("POST /report") } && lines.contains { $0.contains("GET /matters/{matter}") })
        for name in names + coded { #expect(!server.log.contains(name), "\(name)") }
    }

    @Test func `writes no log when none is wanted`() async throws {
        let college = try College()
        let server = try RunningServer(college.data, ["--log", "none"])
        _ = try await server.get("/")
        #expect(server.stop() == 0)
        #expect(server.log.isEmpty)
    }

    @Test func `shows the request id of the log on an error page`() async throws {
        let college = try College()
        let server = try RunningServer(college.data)
        let page = try await server.get("/nowhere")
        #expect(page.status == 404)
        #expect(server.stop() == 0)
        let line = try #require(server.log.split(separator: "\n").last { $0.contains("\"404\"") })
        let id = try #require(try JSON(reading: Array(line.utf8))["request"]?.string)
        #expect(page.text.contains(id))
    }

    @Test func `ends in order, with no request half done`() async throws {
        let college = try College()
        let server = try RunningServer(college.data, ["--reports-per-ten-minutes", "100000"])
        let visitor = server.visitor
        let token = try await visitor.mark()
        // Reports under way while it is told to end: each is answered and entered, or not taken at all.
        let begun = Begun()
        let receipts = try await withThrowingTaskGroup(of: String?.self) { group in
            for client in 0..<8 {
                group.addTask {
                    var last: String?
                    for round in 0..<500 {
                        let fields = [
                            "token": token, "danger": "no", "what": "通報\(client)-\(round)", "where": "研究棟", "when": "今",
                            "who": "花子",
                        ]
                        guard let answer = try? await visitor.post("/report", fields) else { return last }
                        #expect(answer.status == 303 || answer.status == 503, "\(answer.status)")
                        guard answer.status == 303 else { return last }
                        last = answer.headers["location"]
                        begun.clients.withLock { _ = $0.insert(client) }
                    }
                    return last
                }
            }
            // Each has one before the end comes, however slow the machine is, and goes on sending.
            for _ in 0..<6000 where begun.clients.withLock({ $0.count < 8 }) {
                try await Task.sleep(for: .milliseconds(10))
            }
            server.process.terminate()
            var receipts: [String] = []
            for try await receipt in group { if let receipt { receipts.append(receipt) } }
            return receipts
        }
        #expect(server.stop() == 0)
        #expect(receipts.count == 8)
        let listed =
            try college.run("matter", "list", "--format", "json").json?.array.compactMap { $0["id"]?.string } ?? []
        for receipt in receipts { #expect(listed.contains { receipt.contains("number=\($0)") }, "\(receipt)") }
        #expect(try college.run("verify", "--deep").code == 0)
        // Nothing of it is left over for the next one to trip on.
        let next = try RunningServer(college.data)
        #expect(try await next.get("/readyz").status == 200)
        #expect(next.stop() == 0)
    }

    @Test func `finishes the upload that is under way when it is told to end`() async throws {
        let college = try College()
        let server = try RunningServer(college.data)
        let script = #"""
            import os, re, signal, socket, sys, time
            port, process = int(sys.argv[1]), int(sys.argv[2])
            def talk(text, pause=None):
                peer = socket.create_connection(("127.0.0.1", port))
                head, _, body = text.partition("\r\n\r\n")
                peer.sendall((head + "\r\n\r\n").encode() + body.encode()[:10])
                if pause: pause()
                peer.sendall(body.encode()[10:])
                answer = b""
                while True:
                    piece = peer.recv(65536)
                    if not piece: break
                    answer += piece
                return answer.decode()
            page = talk("GET /report HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            token = re.search('name="token" value="([^"]+)"', page)[1]
            cookie = re.search("(?im)^set-cookie: ([^;]+)", page)[1]
            body = "token=" + token + "&danger=no&what=x&where=y&when=%E4%BB%8A&who=z"
            def pause():
                time.sleep(0.3)
                os.kill(process, signal.SIGTERM)
                time.sleep(1)
            print(talk("POST /report HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: %s\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"
                % (cookie, len(body), body), pause).split("\r\n")[0])
            """#
        let python = Process()
        let pipe = Pipe()
        python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        python.arguments = ["python3", "-c", script, "\(server.port)", "\(server.process.processIdentifier)"]
        python.standardOutput = pipe
        try python.run()
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        python.waitUntilExit()
        #expect(said.contains("303"), "\(said)")
        #expect(server.stop() == 0)
        #expect(try college.run("matter", "list", "--format", "json").json?.array.count == 1)
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `ends with 0 on a signal`(signal: Int32) async throws {
        let college = try College()
        let server = try RunningServer(college.data)
        kill(server.process.processIdentifier, signal)
        server.process.waitUntilExit()
        #expect(server.process.terminationStatus == 0)
    }

    @Test func `has lost no receipt when it was killed under load`() throws {
        let result = try torture("--rounds", "3")
        #expect(result.code == 0, "\(result.output)")
        print(result.output)
    }

    @Test func `would be found out if it lost what it had acknowledged`() throws {
        let result = try torture("--rounds", "1", "--lose")
        #expect(result.code == 0 && result.output.contains("acknowledged and is not there"), "\(result.output)")
    }

    private func torture(_ options: String...) throws -> (code: Int32, output: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let script = ShodoProgram.root.appending(path: "Tests/torture/server_torture.py").path
        process.arguments = ["python3", script, ShodoProgram.binary, College.rulebook] + options
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}

/// Which clients have been answered once.
private final class Begun: Sendable {
    let clients = Mutex(Set<Int>())
}
