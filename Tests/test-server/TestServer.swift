import Commands
import Foundation
import Journaling
import Synchronization

/// Serves a data folder under a clock that a test moves by writing a number into a file.
///
///     shodo-test-server CLOCK FOLDER [OPTION OF SERVE]...
///
/// `CLOCK` holds how many milliseconds the clock runs ahead of this machine's. It is read whenever the time is, so that
/// a test can go to the eighth day in a moment; both clocks move, as if the days had passed, and never back. This is no
/// part of the product `shodo`: nobody can move the clock of a real record.
@main
enum TestServer {
    static func main() async {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count >= 2, let clock = arguments.first, let folder = arguments.dropFirst().first else {
            FileHandle.standardError.write(Data("usage: shodo-test-server CLOCK FOLDER [OPTION OF SERVE]...\n".utf8))
            exit(64)
        }
        let moved = MovedClock(file: clock)
        do {
            try await Serving(folder: folder, arguments: Array(arguments.dropFirst(2)), clock: moved.journal).run()
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(74)
        }
    }
}

/// The clocks of this machine, ahead by what a file says.
final class MovedClock: Sendable {
    private let file: String
    private let ahead = Mutex<Int64>(0)

    /// - Parameter file: a number in decimal; when it cannot be read, the last one goes on.
    init(file: String) { self.file = file }

    /// Both clocks, moved alike.
    var journal: JournalClock {
        JournalClock(
            wall: { JournalClock.system.wall() + self.read() }, steady: { JournalClock.system.steady() + self.read() })
    }

    private func read() -> Int64 {
        let text = FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let written = Int64(text.trimmingCharacters(in: .whitespacesAndNewlines))
        return ahead.withLock { ahead in
            ahead = max(ahead, written ?? 0)
            return ahead
        }
    }
}
