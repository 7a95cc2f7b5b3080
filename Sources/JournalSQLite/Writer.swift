import Dispatch
import Foundation
import Journaling
import Synchronization

/// One thing to be written, and what to tell whoever waits for it.
struct WriteRequest: Sendable {
    /// Whether it is done as quickly as a commit, so that the caller's thread may do it.
    var isShort = false
    /// Does the work inside the group's transaction and returns what tells the waiter that it is durable.
    var run: @Sendable (WriteTransaction) throws(JournalError) -> @Sendable () -> Void
    /// Tells the waiter that nothing was written.
    var fail: @Sendable (JournalError) -> Void
}

/// Lets one write at a time, and what comes in meanwhile share the next commit.
///
/// Whoever comes while nobody writes, writes at once on the thread that it is on: handing over to another thread and
/// back costs a quarter of a commit on a quick disk. What comes in while somebody writes is written by a thread of its
/// own. So at most one thread of the caller's pool is ever held, for its own commit alone, and none on a slow disk.
final class Writer: Sendable {
    private struct Line {
        var requests: [WriteRequest] = []
        /// Whether the thread sleeps; then whoever comes may write.
        var isIdle = false
        /// Whether a caller writes.
        var isLed = false
        var isClosing = false
        var hasEnded = false
        var waiting: [@Sendable () -> Void] = []
        /// What a commit took of late.
        var usual = Duration.zero

        mutating func took(_ duration: Duration) { usual = (usual * 7 + duration) / 8 }
    }

    private enum Turn {
        case lead, wait, wake, refused
    }

    private let line = Mutex(Line())
    private let waiting = Atomic<Int>(0)
    private let wake = DispatchSemaphore(value: 0)
    private let body: @Sendable ([WriteRequest]) -> Void
    /// At most so many requests share a commit.
    private static let groupLimit = 512
    /// How long the thread looks for more before it sleeps.
    private static let lingering = Duration.microseconds(150)
    /// A caller writes by itself where a commit usually takes less: a longer one would hold up the caller's pool.
    private static let quick = Duration.milliseconds(2)

    /// Starts the thread.
    ///
    /// - Parameter body: Writes one group; never called by two threads at once.
    init(body: @escaping @Sendable ([WriteRequest]) -> Void) {
        self.body = body
        let thread = Thread { [self] in
            while let group = next() { write(group) }
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

    /// Writes a request or hands it over. False when the writer was closed; then nothing will be told.
    func submit(_ request: WriteRequest) -> Bool {
        let turn = line.withLock { line -> Turn in
            guard !line.isClosing else { return .refused }
            if request.isShort, line.isIdle, !line.isLed, line.usual < Self.quick {
                line.isLed = true
                return .lead
            }
            line.requests.append(request)
            waiting.add(1, ordering: .releasing)
            guard line.isIdle, !line.isLed else { return .wait }
            line.isIdle = false
            return .wake
        }
        switch turn {
        case .lead: lead(request)
        case .wait: break
        case .wake: wake.signal()
        case .refused: return false
        }
        return true
    }

    /// Writes on the caller's thread, and leaves to the other thread what came in meanwhile.
    private func lead(_ request: WriteRequest) {
        write([request])
        let mustWake = line.withLock { line in
            line.isLed = false
            guard !line.requests.isEmpty || line.isClosing else { return false }
            line.isIdle = false
            return true
        }
        if mustWake { wake.signal() }
    }

    private func write(_ group: [WriteRequest]) {
        let start = ContinuousClock.now
        body(group)
        let duration = ContinuousClock.now - start
        line.withLock { $0.took(duration) }
    }

    /// Takes no more requests, finishes those that wait, and returns when the thread has ended.
    func close() async {
        await withCheckedContinuation { continuation in
            let (ended, mustWake) = line.withLock { line in
                line.isClosing = true
                if !line.hasEnded { line.waiting.append { continuation.resume() } }
                // A caller that writes wakes the thread when it is done.
                guard line.isIdle, !line.isLed else { return (line.hasEnded, false) }
                line.isIdle = false
                return (line.hasEnded, true)
            }
            if mustWake { wake.signal() }
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
