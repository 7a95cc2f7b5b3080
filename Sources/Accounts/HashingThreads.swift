import Dispatch
import Foundation
import Synchronization

/// A few threads for work that blocks, so that Argon2 keeps no thread of the cooperative pool.
///
/// What waits is limited: a flood of attempts is turned away at once and cannot pile up memory.
public final class HashingThreads: Sendable {
    private let line: Line
    private let limit: Int

    /// Starts the threads.
    ///
    /// - Parameters:
    ///   - count: How many; each takes the memory of one hash while it works.
    ///   - limit: How many jobs may wait.
    public init(count: Int = 2, waitingAtMost limit: Int = 64) {
        let line = Line()
        self.line = line
        self.limit = limit
        for number in 0..<max(1, count) {
            let thread = Thread {
                while let job = line.next() { job() }
            }
            thread.name = "hashing-\(number)"
            thread.stackSize = 1 << 20
            thread.start()
        }
    }

    deinit { line.close() }

    /// Runs a job on one of the threads; nil, at once, when too many wait already.
    public func run<R: Sendable>(_ job: @escaping @Sendable () -> R) async -> R? {
        await withCheckedContinuation { continuation in
            let isTaken = line.add({ continuation.resume(returning: job()) }, atMost: limit)
            if !isTaken { continuation.resume(returning: nil) }
        }
    }

    private final class Line: Sendable {
        private let jobs = Mutex<(waiting: [@Sendable () -> Void], isClosed: Bool)>(([], false))
        private let wake = DispatchSemaphore(value: 0)

        func add(_ job: @escaping @Sendable () -> Void, atMost limit: Int) -> Bool {
            let isTaken = jobs.withLock { jobs in
                guard jobs.waiting.count < limit else { return false }
                jobs.waiting.append(job)
                return true
            }
            if isTaken { wake.signal() }
            return isTaken
        }

        /// The next job; nil when there will be none.
        func next() -> (@Sendable () -> Void)? {
            while true {
                wake.wait()
                let (job, isClosed) = jobs.withLock { jobs in
                    (jobs.waiting.isEmpty ? nil : jobs.waiting.removeFirst(), jobs.isClosed)
                }
                if let job { return job }
                if isClosed {
                    // The signal of the closing goes on to the next thread.
                    wake.signal()
                    return nil
                }
            }
        }

        func close() {
            jobs.withLock { $0.isClosed = true }
            wake.signal()
        }
    }
}
