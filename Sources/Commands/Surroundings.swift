import Foundation
import Synchronization

/// What a verb runs in: this process's own terminal, or that of somebody whose verb a running server carries out.
///
/// Verbs print, complain and read through it, so that each of them works the same on both sides of the socket.
struct Surroundings: Sendable {
    /// What was printed, for somebody elsewhere.
    final class Transcript: Sendable {
        private let texts = Mutex<(output: String, errors: String)>(("", ""))

        func print(_ text: String) { texts.withLock { $0.output += text } }
        func complain(_ text: String) { texts.withLock { $0.errors += text } }
        var all: (output: String, errors: String) { texts.withLock { $0 } }
    }

    /// The folder that relative paths are read from; nil for this process's own.
    var directory: String?
    /// What stands in for standard input.
    var input: String?
    /// Where output goes; nil for this process's own.
    var transcript: Transcript?
    /// What the server has open.
    var installation: Installation?

    @TaskLocal static var current = Surroundings()

    /// The path as this process can open it.
    static func path(_ path: String) -> String {
        guard let directory = current.directory, !path.hasPrefix("/") else { return path }
        return directory + "/" + path
    }
}

/// Prints for whoever runs the verb. It stands in for the one of the standard library in this module.
func print(_ text: String, terminator: String = "\n") {
    if let transcript = Surroundings.current.transcript {
        transcript.print(text + terminator)
    } else {
        Swift.print(text, terminator: terminator)
    }
}

/// Prints for people, apart from what is printed for programs.
func complain(_ text: String) {
    if let transcript = Surroundings.current.transcript {
        transcript.complain(text + "\n")
    } else {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}

/// Standard input, read once.
enum StandardInput {
    private static let taken = Mutex<Data?>(nil)

    static func read() -> Data {
        if let input = Surroundings.current.input { return Data(input.utf8) }
        return taken.withLock { taken in
            let data = taken ?? FileHandle.standardInput.readDataToEndOfFile()
            taken = data
            return data
        }
    }
}
