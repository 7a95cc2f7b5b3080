import Foundation
import Notation
import Testing

/// A small file system in memory, unmounted with its owner.
private final class SmallDisk: Sendable {
    let path: String

    /// Whether one can be mounted here. Asked once.
    static let isPermitted: Bool = (try? SmallDisk(megabytes: 1)) != nil

    struct Refused: Error {}

    init(megabytes: Int) throws {
        path = FileManager.default.temporaryDirectory.path + "/shodo-disk-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard try Self.mount("-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", path) else {
            try? FileManager.default.removeItem(atPath: path)
            throw Refused()
        }
    }

    static func mount(_ arguments: String...) throws -> Bool { try call("mount", arguments) }

    private static func call(_ program: String, _ arguments: [String]) throws -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    deinit {
        _ = try? Self.call("umount", ["-l", path])
        try? FileManager.default.removeItem(atPath: path)
    }
}

@Suite(.enabled(if: SmallDisk.isPermitted, "a test mounts a small tmpfs, which is not permitted here"))
struct `A disk that refuses, at the command line` {
    private func founded(on disk: SmallDisk) throws -> String {
        let data = disk.path + "/data"
        let made = try ShodoProgram.run(
            ["init", "--rulebook", ShodoProgram.library, "--organisation", "例示図書館", "--data", data])
        #expect(made.code == 0, "\(made.complaint)")
        return data
    }

    private func report(_ data: String, _ more: String...) throws -> ShodoProgram.Result {
        try ShodoProgram.run(["report", "--by", "admin", "--data", data] + more)
    }

    @Test func `full, is named, and what was entered before stays whole`() throws {
        let disk = try SmallDisk(megabytes: 3)
        let data = try founded(on: disk)
        #expect(try report(data, "--text", "一件目").code == 0)
        let head = try ShodoProgram.run(["verify", "--data", data, "--format", "json"]).json?["head"]?.string ?? ""
        let filler = disk.path + "/filler"
        var size = 3 << 20
        _ = FileManager.default.createFile(atPath: filler, contents: nil)
        let handle = try #require(FileHandle(forWritingAtPath: filler))
        while size >= 4096 {
            if (try? handle.write(contentsOf: Data(count: size))) == nil { size /= 2 }
        }
        try handle.close()
        let words = TemporaryFolder()
        try String(repeating: "あ", count: 300_000).write(
            toFile: words.path + "/text", atomically: true, encoding: .utf8)
        let refused = try report(data, "--text-file", words.path + "/text", "--format", "json")
        #expect(refused.code == 74, "\(refused.output)\(refused.complaint)")
        #expect(refused.json?["error"]?["code"]?.string == "disk-full", "\(refused.output)\(refused.complaint)")
        #expect(refused.complaint.contains("ディスクに空きがありません"))
        let elsewhere = try ShodoProgram.run(
            ["init", "--rulebook", ShodoProgram.library, "--organisation", "x", "--data", disk.path + "/other"])
        #expect(elsewhere.code == 74)
        #expect(elsewhere.complaint.contains("空きがありません"), "\(elsewhere.complaint)")
        #expect(!FileManager.default.fileExists(atPath: disk.path + "/other"))
        try FileManager.default.removeItem(atPath: filler)
        #expect(try ShodoProgram.run(["verify", "--deep", "--head", head, "--data", data]).code == 0)
        #expect(try ShodoProgram.run(["matter", "list", "--data", data, "--format", "json"]).json?.array.count == 1)
        #expect(try report(data, "--text", "二件目").code == 0)
    }

    @Test func `nearly full, takes no file over the web, keeps what was typed, and takes the report without`()
        async throws
    {
        // Room for the record, and less than the gigabyte that is kept free for it.
        let disk = try SmallDisk(megabytes: 64)
        let data = disk.path + "/data"
        let made = try ShodoProgram.run(
            ["init", "--rulebook", College.rulebook, "--organisation", "例示高専", "--data", data])
        #expect(made.code == 0, "\(made.complaint)")
        let server = try RunningServer(data)
        let visitor = server.visitor
        var body = Data()
        let typed = [
            ("token", try await visitor.mark()), ("danger", "no"), ("what", "空きのない夜"), ("where", "研究棟"), ("when", "今"),
            ("who", "例示 花子"),
        ]
        for (name, value) in typed {
            body.append(Data("--q\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8))
        }
        body.append(
            Data("--q\r\nContent-Disposition: form-data; name=\"files\"; filename=\"x.txt\"\r\n\r\nx\r\n--q--\r\n".utf8)
        )
        let answer = try await visitor.ask(
            "/report", method: "POST", body: body, headers: ["Content-Type": "multipart/form-data; boundary=q"])
        #expect(answer.status == 507 && answer.text.contains("空きのない夜"), "\(answer.status)")
        #expect(
            try ShodoProgram.run(["matter", "list", "--data", data, "--format", "json"]).json?.array.isEmpty == true)
        let number = try await server.report("空きのない夜")
        #expect(!number.isEmpty)
        #expect(server.stop() == 0)
    }

    @Test func `to be written, is still read, and says so to who writes`() throws {
        let disk = try SmallDisk(megabytes: 8)
        let data = try founded(on: disk)
        #expect(try report(data, "--text", "一件目").code == 0)
        #expect(try SmallDisk.mount("-o", "remount,ro", disk.path))
        let refused = try report(data, "--format", "json")
        #expect(refused.code == 74)
        #expect(refused.json?["error"]?["code"]?.string == "read-only", "\(refused.output)\(refused.complaint)")
        for verb in [["matter", "list"], ["organisation", "show"], ["verify"], ["retention", "list"]] {
            #expect(try ShodoProgram.run(verb + ["--data", data]).code == 0, "\(verb)")
        }
        let elsewhere = try ShodoProgram.run(
            ["init", "--rulebook", ShodoProgram.library, "--organisation", "x", "--data", disk.path + "/other"])
        #expect(elsewhere.code == 74)
        #expect(elsewhere.complaint.contains("書き込めません"), "\(elsewhere.complaint)")
    }
}
