import Foundation
import Notation
import Testing

@Suite struct `The command line while a server runs` {
    private func socket(_ college: College) -> String { college.data + "/shodo.sock" }

    @Test func `enters reports, acts, posts and rows through the server`() async throws {
        let college = try College()
        let server = try RunningServer(college.data)
        let assigned = try college.run("post", "assign", "promotion-staff", "hanako", "--name", "例示 花子")
        #expect(assigned.code == 0 && assigned.output.contains("記録しました"), "\(assigned.complaint)")
        let posts = [
            try college.run("post", "stand-in", "promotion-staff", "admin"),
            try college.run("post", "absence", "hanako", "--from", "2030-01-01", "--until", "2030-01-02"),
            try college.run("post", "contact", "promotion-staff", "0000", "--hours", "office"),
            try college.run("post", "assign", "users", "hanako"),
            try college.run("post", "end", "users", "hanako"),
        ]
        #expect(posts.map(\.code) == [0, 0, 0, 0, 0], "\(posts.map(\.complaint))")
        let report = try college.run(
            "report", "--by", "hanako", "--text", "𠮷の端末", "--answer", "kind=system", "--format", "json")
        #expect(report.code == 0 && report.complaint.isEmpty, "\(report.complaint)")
        let id = try #require(report.json?["matter"]?.string)
        let act = try college.run(
            "matter", "act", id, "report", "--by", "hanako", "--clause", "K-3-3", "--format", "json")
        #expect(act.code == 0, "\(act.complaint)\(act.output)")
        #expect(act.json?["matter"]?.string == id)
        let row = try college.run(
            "register", "add", "user-announcements", "hold", "--by", "admin", "--value", "subject=emergency-hold",
            "--value", "wording=お知らせ", "--value", "place=手引", "--value", "from=2026-04-01")
        #expect(row.code == 0, "\(row.complaint)\(row.output)")
        #expect(server.stop() == 0)
        // What came back was no echo: it stands in the record without the server.
        #expect(try college.run("matter", "log", id, "--format", "json").json?.array.count == 2)
        #expect(try college.run("register", "show", "user-announcements").output.contains("hold"))
        #expect(try college.run("post", "list").output.contains("例示 花子"))
        #expect(try college.run("verify", "--deep").code == 0)
    }

    @Test func `gives refusals and mistakes with their words and exit codes`() async throws {
        let college = try College()
        let id = try #require(
            try college.run("report", "--by", "admin", "--text", "画面", "--format", "json").json?["matter"]?.string)
        let verbs: [(code: Int32, words: [String])] = [
            (2, ["matter", "act", id, "close", "--by", "admin"]),
            (2, ["matter", "act", id, "close", "--by", "admin", "--format", "json"]),
            (64, ["matter", "act", id, "no-such-act", "--by", "admin"]),
            (64, ["matter", "act", "2026-999999", "note", "--by", "admin", "--text", "x"]),
            (1, ["matter", "act", id, "note", "--by", "admin", "--text", "x", "--expecting", "99"]),
            (64, ["post", "assign", "no-such-post", "hanako", "--name", "花子"]),
            (64, ["post", "assign", "users", "stranger"]), (64, ["report", "--by", "admin", "--happened", "never"]),
            (64, ["report", "--by", "admin", "--text-file", "/nowhere"]),
        ]
        func results() throws -> [ShodoProgram.Result] {
            try verbs.map { try ShodoProgram.run($0.words + ["--data", college.data]) }
        }
        let without = try results()
        let server = try RunningServer(college.data)
        let with = try results()
        for (index, verb) in verbs.enumerated() {
            #expect(
                without[index].code == verb.code, "\(verb.words) \(without[index].complaint)\(without[index].output)")
            #expect(with[index].code == without[index].code, "\(verb.words)")
            #expect(with[index].output == without[index].output)
            #expect(with[index].complaint == without[index].complaint)
        }
        #expect(with[0].output.contains("できません") && with[1].json?["refused"]?["matter"]?.string == id)
        #expect(server.stop() == 0)
    }

    @Test func `reads standard input and files by relative paths of whoever runs the verb`() async throws {
        let college = try College()
        let server = try RunningServer(college.data)
        let here = college.temporary.path + "/here"
        try FileManager.default.createDirectory(atPath: here, withIntermediateDirectories: true)
        let words = "研究棟の画面\n二行目　𠮷\n"
        for option in [["--text-file", "-"], ["--text-file=-"]] {
            let piped = try ShodoProgram.run(
                ["report", "--by", "admin", "--format", "json", "--data", "../data"] + option, input: Data(words.utf8),
                in: here)
            let id = try #require(piped.json?["matter"]?.string, "\(piped.complaint)")
            #expect(try college.run("matter", "log", id, "--format", "json").output.contains("二行目　𠮷"))
        }
        try words.write(toFile: here + "/words.txt", atomically: true, encoding: .utf8)
        let read = try ShodoProgram.run(
            ["report", "--by", "admin", "--text-file", "words.txt", "--data", "../data", "--format", "json"], in: here)
        #expect(read.code == 0, "\(read.complaint)")
        let bytes = try college.run("report", "--by", "admin", "--text-file", "-", input: Data([0x82, 0xa0]))
        #expect(bytes.code == 64 && bytes.complaint.contains("UTF-8"))
        let id = read.json?["matter"]?.string ?? ""
        try "- {act: note, text: 紙の記録}\n".write(toFile: here + "/log.yaml", atomically: true, encoding: .utf8)
        let log = try ShodoProgram.run(
            ["matter", "act", id, "--log", "log.yaml", "--by", "admin", "--data", "../data"], in: here)
        #expect(log.code == 0, "\(log.complaint)\(log.output)")
        #expect(server.stop() == 0)
    }

    @Test func `adopts an edition while it runs, and says what is wrong with one`() async throws {
        let library = try Library()
        let server = try RunningServer(library.data)
        let next = library.temporary.path + "/next"
        try FileManager.default.copyItem(atPath: ShodoProgram.library, toPath: next)
        let file = next + "/rulebook.yaml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try (text + "\nno-such-key: 1\n").write(toFile: file, atomically: true, encoding: .utf8)
        let broken = try ShodoProgram.run(["rulebook", "adopt", next, "--data", library.data])
        #expect(broken.code == 1 && broken.output.contains("no-such-key"), "\(broken.output)\(broken.complaint)")
        try text.replacing("edition: ", with: "edition: next-").write(toFile: file, atomically: true, encoding: .utf8)
        let adopted = try ShodoProgram.run(["rulebook", "adopt", "next", "--data", "data"], in: library.temporary.path)
        #expect(adopted.code == 0, "\(adopted.output)\(adopted.complaint)")
        #expect(adopted.output.contains("next-"))
        #expect(server.stop() == 0)
    }

    @Test func `makes a new link for whoever lost the first`() async throws {
        let college = try College()
        let server = try RunningServer(college.data)
        let head = { try college.run("verify", "--format", "json").json?["head"]?.string }
        let before = try head()
        let made = try college.run("account", "link", "admin")
        #expect(made.code == 0, "\(made.complaint)")
        let path = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(try await server.get(path).status == 200)
        #expect(try await server.get(String(path.dropLast()) + (path.hasSuffix("A") ? "B" : "A")).status != 200)
        // Whoever has it can act as that person: it is in the record.
        let after = try head()
        #expect(before != nil && after != before)
        #expect(try college.run("account", "link", "reporter").code == 64)
        #expect(try head() == after)
        #expect(server.stop() == 0)
        #expect(try college.run("account", "link", "admin").code == 0)
    }

    @Test func `goes through a socket that its owner alone may open`() async throws {
        let college = try College()
        let server = try RunningServer(college.data)
        let attributes = try FileManager.default.attributesOfItem(atPath: socket(college))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(attributes[.type] as? FileAttributeType == .typeSocket)
        #expect(server.stop() == 0)
        #expect(!FileManager.default.fileExists(atPath: socket(college)))
    }

    @Test func `works on the folder that is named, not on the one that is served`() async throws {
        let served = try College()
        let other = try College()
        let server = try RunningServer(served.data)
        let head = try served.run("verify", "--format", "json").json
        #expect(try other.run("report", "--by", "admin", "--text", "別").code == 0)
        #expect(try served.run("verify", "--format", "json").json == head)
        // Even a request that comes through the wrong socket.
        let request = JSON.compact(
            ("arguments", .strings(["report", "--by", "admin", "--text", "別", "--data", other.data])),
            ("directory", .string("/")))
        let answer = try talk(to: socket(served), request.text)
        #expect(answer?["code"]?.int == 64)
        #expect(try served.run("verify", "--format", "json").json == head)
        #expect(server.stop() == 0)
    }

    @Test(arguments: [["serve", "--port", "0"], ["rebuild"], ["migrate"], ["demo", "--rulebook", College.rulebook]])
    func `does not ask the server for what only a folder at rest allows`(verb: [String]) async throws {
        let college = try College()
        let server = try RunningServer(college.data)
        let result = try ShodoProgram.run(verb + ["--data", college.data])
        #expect(result.code == 74, "\(result.output)\(result.complaint)")
        #expect(result.complaint.contains("使っています"))
        #expect(try await server.get("/healthz").status == 200)
        #expect(try college.run("post", "assign", "users", "hanako", "--name", "花子").code == 0)
        #expect(server.stop() == 0)
    }

    @Test func `does without a server that was killed, and so does the next server`() async throws {
        let college = try College()
        let killed = try RunningServer(college.data)
        let number = try await killed.report("消えてはならない通報")
        killed.kill()
        #expect(FileManager.default.fileExists(atPath: socket(college)))
        #expect(try college.run("matter", "log", number).code == 0)
        #expect(try college.run("post", "assign", "users", "hanako", "--name", "花子").code == 0)
        let next = try RunningServer(college.data)
        #expect(try college.run("post", "end", "users", "hanako").code == 0)
        #expect(next.stop() == 0)
        #expect(try college.run("verify", "--deep").code == 0)
    }

    @Test func `is told when the server ends before it has answered`() async throws {
        let college = try College()
        let server = try RunningServer(college.data)
        // Stopped, it still listens; the verb waits for it.
        kill(server.process.processIdentifier, SIGSTOP)
        let verb = try ShodoProgram.start(["report", "--by", "admin", "--text", "途中", "--data", college.data])
        var ends = 0
        while ends < 2, verb.process.isRunning {
            // The socket that listens, and the end of the connection that waits for it.
            // By a handle: the file says that it is empty, and other ways believe it.
            let list = FileHandle(forReadingAtPath: "/proc/net/unix")?.readDataToEndOfFile() ?? Data()
            let sockets = String(decoding: list, as: UTF8.self)
            ends = sockets.split(separator: "\n").count { $0.hasSuffix(socket(college)) }
            try await Task.sleep(for: .milliseconds(20))
        }
        server.kill()
        let result = verb.result()
        #expect(result.code == 74)
        #expect(result.complaint.contains("途中で終わりました"), "\(result.complaint)")
        #expect(try college.run("verify").code == 0)
    }

    @Test func `is not held up by somebody who connects and keeps silent, nor by nonsense`() async throws {
        let college = try College()
        let server = try RunningServer(college.data)
        let silent = try #require(connect(to: socket(college)))
        defer { close(silent) }
        #expect(try college.run("post", "assign", "users", "hanako", "--name", "花子").code == 0)
        for nonsense in [
            "", "x", "[]", #"{"arguments": 1}"#, #"{"arguments": ["serve"]}"#, #"{"arguments": ["--help"]}"#,
        ] {
            let answer = try talk(to: socket(college), nonsense)
            #expect((answer?["code"]?.int ?? 64) != 0 || nonsense.contains("help"))
        }
        #expect(try await server.get("/healthz").status == 200)
        #expect(server.stop() == 0)
    }

    // MARK: The socket itself

    private func connect(to path: String) -> Int32? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8) + [0]) }
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, size) }
        }
        return result == 0 ? descriptor : nil
    }

    private func talk(to path: String, _ text: String) throws -> JSON? {
        let descriptor = try #require(connect(to: path))
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: Data(text.utf8))
        shutdown(descriptor, Int32(SHUT_WR))
        return try? JSON(reading: Array(try handle.readToEnd() ?? Data()))
    }
}
