import ArgumentParser
import Foundation
import Journaling
import Notation
import Synchronization

/// The socket in the data folder through which verbs are carried out by the server that holds the folder.
///
/// Only whoever may write in the folder can open it (0600). One connection carries one verb: the arguments as one JSON
/// text, then the end of writing; back come what was printed and the exit code.
enum ControlSocket {
    static let name = "shodo.sock"

    static func path(in folder: String) -> String { "\(folder)/\(name)" }

    /// The longest verb that is taken, in bytes.
    static let longest = 16 * 1_048_576

    /// Somebody else holds the folder and listens here.
    struct Held: Error {
        var path: String
    }

    /// Hands this process's command line to the server, prints what it says, and ends with its code.
    static func forward(to path: String) throws -> ExitCode {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let input = arguments.contains("-") ? String(decoding: StandardInput.read(), as: UTF8.self) : nil
        let request = JSON.compact(
            ("arguments", .strings(arguments)), ("directory", .string(FileManager.default.currentDirectoryPath)),
            ("input", input.map(JSON.string)))
        let descriptor = try connect(to: path)
        defer { close(descriptor) }
        try write(request.bytes, to: descriptor)
        shutdown(descriptor, Int32(SHUT_WR))
        let answer = try JSON(reading: try read(descriptor))
        if let text = answer["output"]?.string, !text.isEmpty { Swift.print(text, terminator: "") }
        if let text = answer["errors"]?.string, !text.isEmpty { FileHandle.standardError.write(Data(text.utf8)) }
        return ExitCode(Int32(answer["code"]?.int ?? 74))
    }

    /// Carries out a verb that came through the socket.
    static func carryOut(_ request: JSON, with installation: Installation) async -> JSON {
        let transcript = Surroundings.Transcript()
        let surroundings = Surroundings(
            directory: request["directory"]?.string, input: request["input"]?.string, transcript: transcript,
            installation: installation)
        let arguments = request["arguments"]?.array.compactMap(\.string) ?? []
        var code: Int32 = 0
        do {
            try await Surroundings.$current.withValue(surroundings) {
                var command = try Shodo.parseAsRoot(arguments)
                if var command = command as? any AsyncParsableCommand {
                    try await command.run()
                } else {
                    try command.run()
                }
            }
        } catch {
            code = Shodo.exitCode(for: error).rawValue
            if !(error is ExitCode) { transcript.complain(Shodo.fullMessage(for: error) + "\n") }
        }
        let said = transcript.all
        return ["output": .string(said.output), "errors": .string(said.errors), "code": .int(Int(code))]
    }
}

extension ControlSocket {
    /// Why the socket cannot be used.
    private static func failure(_ what: String) -> JournalError {
        let reason = String(cString: strerror(errno))
        return JournalError(
            .io, "動いている初動につながりません（\(what)：\(reason)）", "the running server cannot be reached (\(what): \(reason))")
    }

    private static func address(_ path: String) throws -> sockaddr_un {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8) + [0]
        guard bytes.count <= MemoryLayout.size(ofValue: address.sun_path) else {
            throw JournalError(
                .invalid, "データフォルダーのパスが長すぎます（ソケットは107バイトまで）：\(path)",
                "the path of the data folder is too long for a socket (107 bytes): \(path)")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return address
    }

    private static func open() throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw failure("socket") }
        return descriptor
    }

    private static func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) throws
        -> Int32
    {
        var address = try address(path)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    private static func connect(to path: String) throws -> Int32 {
        let descriptor = try open()
        guard try withAddress(path, { Glibc.connect(descriptor, $0, $1) }) == 0 else {
            close(descriptor)
            throw failure("connect")
        }
        return descriptor
    }

    /// Listens, for this user alone. What an earlier server left is removed; the folder's lock says that it is gone.
    static func listen(at path: String) throws -> Int32 {
        unlink(path)
        let descriptor = try open()
        let mask = umask(0o177)
        defer { umask(mask) }
        guard try withAddress(path, { bind(descriptor, $0, $1) }) == 0, Glibc.listen(descriptor, 16) == 0 else {
            close(descriptor)
            throw failure("bind")
        }
        return descriptor
    }

    static func read(_ descriptor: Int32) throws -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure("read") }
            guard count > 0 else { return all }
            all += buffer[..<count]
            guard all.count <= longest else {
                throw JournalError(.invalid, "長すぎる指示です（16MBまで）", "the verb is too long (16 MB at most)")
            }
        }
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure("write") }
            rest = rest.dropFirst(count)
        }
    }
}

/// The server's end of the socket: a thread that takes verbs, one after the other.
///
/// Verbs are rare and short; a second one waits for the first.
final class ControlServer: Sendable {
    private let descriptor: Int32
    private let path: String

    /// Begins to listen.
    init(_ installation: Installation, in folder: String) throws {
        path = ControlSocket.path(in: folder)
        descriptor = try ControlSocket.listen(at: path)
        let descriptor = descriptor
        Thread.detachNewThread {
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else {
                    if errno == EINTR || errno == ECONNABORTED { continue }
                    return
                }
                Self.serve(connection, installation)
            }
        }
    }

    /// Reads and writes on this thread; only the verb itself runs among the others.
    private static func serve(_ connection: Int32, _ installation: Installation) {
        defer { close(connection) }
        guard let bytes = try? ControlSocket.read(connection), let request = try? JSON(reading: bytes) else { return }
        let done = DispatchSemaphore(value: 0)
        let answer = Mutex<JSON>(.null)
        Task {
            let said = await ControlSocket.carryOut(request, with: installation)
            answer.withLock { $0 = said }
            done.signal()
        }
        done.wait()
        try? ControlSocket.write(answer.withLock { $0 }.bytes, to: connection)
    }

    /// Stops listening.
    func stop() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
        unlink(path)
    }
}
