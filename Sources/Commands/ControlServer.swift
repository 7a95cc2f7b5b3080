import Dispatch
import Foundation
import Journaling
import Notation
import Synchronization

/// The server's end of the control socket: takes verbs, one on each connection, until it is stopped.
final class ControlServer: Sendable {
    private let descriptor: Int32
    private let path: String
    private let underWay = DispatchGroup()
    private let isStopped = Mutex(false)

    /// How long somebody who has connected may keep silent, in seconds.
    private static let patience = 10

    /// Begins to listen.
    ///
    /// - Parameter entered: called after each verb, for what must know of entries made beside the pages.
    init(_ installation: Installation, in folder: String, entered: @escaping @Sendable () async -> Void) throws {
        path = ControlSocket.path(in: folder)
        descriptor = try ControlSocket.listen(at: path)
        let descriptor = descriptor
        let underWay = underWay
        Thread.detachNewThread {
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else {
                    if errno == EINTR || errno == ECONNABORTED { continue }
                    // Out of descriptors for a moment, perhaps; nobody else would take the next verb.
                    if errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM {
                        usleep(100_000)
                        continue
                    }
                    close(descriptor)
                    return
                }
                underWay.enter()
                // A thread for each: somebody who connects and keeps silent makes nobody wait.
                Thread.detachNewThread {
                    Self.serve(connection, installation, entered: entered)
                    underWay.leave()
                }
            }
        }
    }

    /// Reads and writes on this thread; only the verb itself runs among the others.
    private static func serve(
        _ connection: Int32, _ installation: Installation, entered: @escaping @Sendable () async -> Void
    ) {
        defer { close(connection) }
        var patience = timeval(tv_sec: Self.patience, tv_usec: 0)
        for side in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(connection, SOL_SOCKET, side, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        guard let bytes = try? ControlSocket.read(connection), let request = try? JSON(reading: bytes) else { return }
        let done = DispatchSemaphore(value: 0)
        let answer = Mutex<JSON>(.null)
        // From this thread into the concurrent world: it waits below until the verb has ended.
        Task {
            let said = await ControlSocket.carryOut(request, with: installation)
            await entered()
            answer.withLock { $0 = said }
            done.signal()
        }
        done.wait()
        try? ControlSocket.write(answer.withLock { $0 }.bytes, to: connection)
    }

    /// Takes no more verbs.
    func stop() {
        let wasStopped = isStopped.withLock { stopped in
            defer { stopped = true }
            return stopped
        }
        guard !wasStopped else { return }
        unlink(path)
        // Wakes the thread that accepts; it closes the descriptor.
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// Takes no more verbs and waits for those under way.
    func finish() async {
        stop()
        await withCheckedContinuation { continuation in
            underWay.notify(queue: .global()) { continuation.resume() }
        }
    }
}
