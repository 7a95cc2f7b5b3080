import Foundation
import FoundationNetworking
import Notation
import Testing

/// `shodo serve` in a process of its own, ended with its owner.
final class RunningServer {
    /// The first line that it prints, and those after it.
    let greeting: String
    let port: Int
    let process = Process()
    /// Whoever asks by `get` and `post`.
    let visitor: Visitor
    typealias Answer = Visitor.Answer
    private let files = TemporaryFolder()

    /// Starts it on a port that the system chooses, and waits until it listens.
    init(_ data: String, _ options: [String] = [], environment: [String: String] = [:]) throws {
        let folder = files.path
        let names = ["out", "err"].map { folder + "/" + $0 }
        for name in names { _ = FileManager.default.createFile(atPath: name, contents: nil) }
        process.executableURL = URL(fileURLWithPath: ShodoProgram.binary)
        process.arguments =
            ["serve", "--data", data]
            + (options.contains("--port") || environment["SHODO_PORT"] != nil ? [] : ["--port", "0"]) + options
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: names[0])
        process.standardError = FileHandle(forWritingAtPath: names[1])
        try process.run()
        var said = ""
        for _ in 0..<1200 {
            said = (try? String(contentsOfFile: names[0], encoding: .utf8)) ?? ""
            if said.contains("\n") || !process.isRunning { break }
            Thread.sleep(forTimeInterval: 0.05)
        }
        greeting = said
        let line = said.prefix { $0 != "\n" }
        port = line.split(separator: ":").last.flatMap { Int($0) } ?? 0
        visitor = Visitor(port: port)
        guard port != 0 else {
            throw NotStarted(complaint: (try? String(contentsOfFile: names[1], encoding: .utf8)) ?? "")
        }
        // It answers before its lists are whole; the tests speak of what is so afterwards.
        for _ in 0..<600 {
            let answer = try raw("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n")
            if !answer.hasPrefix("HTTP/1.1 200") || answer.contains("\"lists\":true") { break }
            Thread.sleep(forTimeInterval: 0.05)
        }
    }

    deinit {
        guard process.isRunning else { return }
        // Until it has ended it keeps the folder from the next one.
        kill()
    }

    struct NotStarted: Error {
        var complaint: String
    }

    /// What it has logged so far.
    var log: String { (try? String(contentsOfFile: files.path + "/err", encoding: .utf8)) ?? "" }

    /// Asks it to end; its exit code.
    func stop() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Ends it as a power cut would.
    func kill() {
        _ = Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
        try await visitor.get(path, headers: headers)
    }

    func post(_ path: String, _ fields: [String: String]) async throws -> Answer {
        try await visitor.post(path, fields)
    }

    /// The mark of the form for reporting.
    func mark() async throws -> String { try await visitor.mark() }

    /// Sends these very bytes and nothing more; what comes back.
    func raw(_ text: String) throws -> String { try visitor.raw(text) }

    /// Sends a report; its number, after it was entered.
    func report(_ what: String, who: String = "例示 花子", place: String = "研究棟") async throws -> String {
        try await visitor.report(what, who: who, place: place)
    }
}

/// Somebody's browser with its cookies, which goes only where it is sent.
final class Visitor: Sendable {
    let port: Int
    private let session: URLSession

    init(port: Int) {
        self.port = port
        let settings = URLSessionConfiguration.ephemeral
        settings.timeoutIntervalForRequest = 30
        session = URLSession(configuration: settings, delegate: StayHere(), delegateQueue: nil)
    }

    deinit { session.invalidateAndCancel() }

    struct Answer {
        var status: Int
        var headers: [String: String]
        var text: String

        /// The value of a hidden input.
        func hidden(_ name: String) -> String? {
            text.range(of: "name=\"\(name)\" value=\"").map { String(text[$0.upperBound...].prefix { $0 != "\"" }) }
        }
    }

    func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
        try await ask(path, method: "GET", body: nil, headers: headers)
    }

    func post(
        _ path: String, _ fields: [String: String], headers: [String: String] = [:]
    ) async throws -> Answer {
        let safe = CharacterSet.alphanumerics
        let body = fields.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: safe) ?? "")"
        }.joined(separator: "&")
        return try await ask(path, method: "POST", body: Data(body.utf8), headers: headers)
    }

    /// Asks for anything; a POST says that its body is a form, unless the headers say otherwise.
    func ask(
        _ path: String, method: String, body: Data? = nil, headers: [String: String] = [:]
    ) async throws -> Answer {
        let url = try #require(URL(string: "http://127.0.0.1:\(port)\(path)"))
        var request = URLRequest(url: url)
        request.httpMethod = method
        if method == "POST" {
            request.httpBody = body ?? Data()
            request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
        }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await session.data(for: request)
        let answer = try #require(response as? HTTPURLResponse)
        var found: [String: String] = [:]
        for (name, value) in answer.allHeaderFields {
            if let name = name as? String, let value = value as? String { found[name.lowercased()] = value }
        }
        return Answer(status: answer.statusCode, headers: found, text: String(decoding: data, as: UTF8.self))
    }

    /// Sends these very bytes and nothing more; what comes back.
    ///
    /// - Parameters:
    ///   - zeros: how many bytes of nothing follow.
    ///   - end: what follows those.
    ///   - seconds: how long an answer is waited for.
    ///   - isLast: the server ends the connection, and all that comes until then is told.
    func raw(_ text: String, zeros: Int = 0, end: String = "", patience seconds: Int = 30, isLast: Bool = false) throws
        -> String
    {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { Foundation.close(connection) }
        var patience = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isConnected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(connection, $0, size) == 0 }
        }
        try #require(isConnected)
        func send(_ bytes: [UInt8]) throws {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                try #require(count > 0)
                rest = rest.dropFirst(count)
            }
        }
        try send(Array(text.utf8))
        let nothing = [UInt8](repeating: 0, count: 1 << 20)
        for start in stride(from: 0, to: zeros, by: nothing.count) {
            try send(Array(nothing.prefix(min(nothing.count, zeros - start))))
        }
        try send(Array(end.utf8))
        var answer: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65536)
        repeat {
            let count = recv(connection, &piece, piece.count, 0)
            guard count > 0 else { break }
            answer += piece[..<count]
            // One that is kept open says nothing more.
        } while isLast
        return String(decoding: answer, as: UTF8.self)
    }

    /// A cookie as the header that carries it; the end of its name will do.
    func cookie(_ name: String) -> String? {
        session.configuration.httpCookieStorage?.cookies?.first { $0.name.hasSuffix(name) }
            .map { "\($0.name)=\($0.value)" }
    }

    /// The mark of a form.
    func mark(of path: String = "/report") async throws -> String {
        let page = try await get(path)
        return try #require(page.hidden("token"))
    }

    /// Signs in with the password of every demo.
    func signIn(_ name: String) async throws {
        let answer = try await post(
            "/sign-in", ["token": try await mark(of: "/sign-in"), "name": name, "password": "reiji-no-demo-desu"])
        #expect(answer.status == 303, "\(name) cannot sign in: \(answer.status)")
    }

    /// Sends a report; its number, after it was entered.
    func report(_ what: String, who: String = "例示 花子", place: String = "研究棟") async throws -> String {
        let answer = try await post(
            "/report",
            ["token": try await mark(), "danger": "no", "what": what, "where": place, "when": "今", "who": who])
        #expect(answer.status == 303, "\(answer.text)")
        let receipt = answer.headers["location"] ?? ""
        return String(receipt.split(separator: "=").dropFirst().first?.prefix { $0 != "&" } ?? "")
    }
}

/// Redirections are what is looked at.
private final class StayHere: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) { completionHandler(nil) }
}

/// An organisation on the rules of a college, with nobody in it but the administrator and one who reports.
struct College {
    static let rulebook = ShodoProgram.root.appending(path: "Rulebooks/kosen").path
    let temporary = TemporaryFolder()
    var data: String { temporary.path + "/data" }

    init() throws {
        let made = try ShodoProgram.run(["init", "--data", data, "--rulebook", Self.rulebook, "--organisation", "例示高専"])
        #expect(made.code == 0, "\(made.complaint)")
    }

    func run(_ arguments: String..., input: Data? = nil, in directory: String? = nil) throws -> ShodoProgram.Result {
        try ShodoProgram.run(arguments + ["--data", data], input: input, in: directory)
    }
}
