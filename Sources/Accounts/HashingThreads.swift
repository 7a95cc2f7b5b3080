import Dispatch
import Foundation
import Synchronization

/// A few threads for work that blocks, so that Argon2 keeps no thread of the cooperative pool.
///
/// What waits is limited: a flood of attempts is turned away at once and cannot pile up memory. Who is known goes ahead
/// of strangers and has a line of their own, so that a flood does not keep an officer out.
public final class HashingThreads: Sendable {
    private let line: Line
    private let limit: Int

    /// Starts the threads.
    ///
    /// - Parameters:
    ///   - count: How many; each takes the memory of one hash while it works.
    ///   - limit: How many jobs may wait in each of the two lines.
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
    ///
    /// - Parameter isKnown: Whether it goes ahead of those of strangers.
    public func run<R: Sendable>(isKnown: Bool = false, _ job: @escaping @Sendable () -> R) async -> R? {
        await withCheckedContinuation { continuation in
            let isTaken = line.add({ continuation.resume(returning: job()) }, ahead: isKnown, atMost: limit)
            if !isTaken { continuation.resume(returning: nil) }
        }
    }

    private final class Line: Sendable {
        private struct Jobs {
            var known: [@Sendable () -> Void] = []
            var strangers: [@Sendable () -> Void] = []
            var isClosed = false

            mutating func next() -> (@Sendable () -> Void)? {
                if !known.isEmpty { return known.removeFirst() }
                return strangers.isEmpty ? nil : strangers.removeFirst()
            }
        }

        private let jobs = Mutex(Jobs())
        private let wake = DispatchSemaphore(value: 0)

        func add(_ job: @escaping @Sendable () -> Void, ahead: Bool, atMost limit: Int) -> Bool {
            let isTaken = jobs.withLock { jobs in
                guard (ahead ? jobs.known : jobs.strangers).count < limit else { return false }
                if ahead { jobs.known.append(job) } else { jobs.strangers.append(job) }
                return true
            }
            if isTaken { wake.signal() }
            return isTaken
        }

        /// The next job; nil when there will be none.
        func next() -> (@Sendable () -> Void)? {
            while true {
                wake.wait()
                let (job, isClosed) = jobs.withLock { jobs in (jobs.next(), jobs.isClosed) }
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
