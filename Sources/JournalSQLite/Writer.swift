import Dispatch
import Foundation
import Journaling
import Synchronization

/// One thing to be written, and what to tell whoever waits for it.
struct WriteRequest: Sendable {
    /// Does the work inside the group's transaction and returns what tells the waiter that it is durable.
    var run: @Sendable (WriteTransaction) throws(JournalError) -> @Sendable () -> Void
    /// Tells the waiter that nothing was written.
    var fail: @Sendable (JournalError) -> Void
}

/// The one thread that writes. What comes in while it commits is written together in the next commit.
final class Writer: Sendable {
    private struct Line {
        var requests: [WriteRequest] = []
        var isIdle = false
        var isClosing = false
        var hasEnded = false
        var waiting: [@Sendable () -> Void] = []
    }

    private let line = Mutex(Line())
    private let waiting = Atomic<Int>(0)
    private let wake = DispatchSemaphore(value: 0)
    /// At most so many requests share a commit.
    private static let groupLimit = 512
    /// How long the thread looks for more before it sleeps.
    private static let lingering = Duration.microseconds(150)

    /// Starts the thread.
    ///
    /// - Parameter makeBody: Called on the thread; what it returns writes one group.
    init(makeBody: @escaping @Sendable () -> ([WriteRequest]) -> Void) {
        let thread = Thread { [self] in
            let body = makeBody()
            while let group = next() { body(group) }
            let waiting = line.withLock { line in
                line.hasEnded = true
                defer { line.waiting = [] }
                return line.waiting
            }
            for tell in waiting { tell() }
        }
        thread.name = "journal"
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// Hands a request over. False when the writer was closed; then nothing will be told.
    func submit(_ request: WriteRequest) -> Bool {
        let (isOpen, wasIdle) = line.withLock { line in
            guard !line.isClosing else { return (false, false) }
            line.requests.append(request)
            waiting.add(1, ordering: .releasing)
            defer { line.isIdle = false }
            return (true, line.isIdle)
        }
        if wasIdle { wake.signal() }
        return isOpen
    }

    /// Takes no more requests, finishes those that wait, and returns when the thread has ended.
    func close() async {
        await withCheckedContinuation { continuation in
            let (ended, wasIdle) = line.withLock { line in
                line.isClosing = true
                if !line.hasEnded { line.waiting.append { continuation.resume() } }
                defer { line.isIdle = false }
                return (line.hasEnded, line.isIdle)
            }
            if wasIdle { wake.signal() }
            if ended { continuation.resume() }
        }
    }

    /// Looks for a request for a moment before the thread goes to sleep.
    ///
    /// Waking a thread costs about as much as a sync; whoever was just told of one commit often asks for the next.
    private func linger() {
        let start = ContinuousClock.now
        while waiting.load(ordering: .acquiring) == 0 {
            if ContinuousClock.now - start > Self.lingering { return }
        }
    }

    private func next() -> [WriteRequest]? {
        while true {
            linger()
            let (group, isClosing) = line.withLock { line -> ([WriteRequest], Bool) in
                let group = Array(line.requests.prefix(Self.groupLimit))
                line.requests.removeFirst(group.count)
                line.isIdle = group.isEmpty && !line.isClosing
                waiting.subtract(group.count, ordering: .relaxed)
                return (group, line.isClosing)
            }
            if !group.isEmpty { return group }
            if isClosing { return nil }
            wake.wait()
        }
    }
}
