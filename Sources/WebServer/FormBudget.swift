import Foundation
import Synchronization

/// The memory that the forms under way may take together: many unfinished ones must not take the server's.
package final class FormBudget: Sendable {
    private let taken = Mutex(0)
    private let most: Int

    package init(most: Int) { self.most = most }

    /// What one form has taken of it.
    package struct Share: ~Copyable {
        private let budget: FormBudget
        private var taken = 0

        package init(_ budget: FormBudget) { self.budget = budget }

        /// Takes more; false when all of it is taken.
        package mutating func take(_ bytes: Int) -> Bool {
            let fits = budget.taken.withLock { taken in
                guard taken + bytes <= budget.most else { return false }
                taken += bytes
                return true
            }
            if fits { taken += bytes }
            return fits
        }

        package mutating func giveBack() {
            let bytes = taken
            budget.taken.withLock { $0 -= bytes }
            taken = 0
        }
    }
}

/// How fast a body comes in. A bad line is slow; what is slower than that only holds a place.
package struct Pace {
    private let began: ContinuousClock.Instant
    private var bytes = 0

    /// The first half minute is everybody's.
    private static let grace = Duration.seconds(30)
    private static let leastPerSecond = 512

    package init(at now: ContinuousClock.Instant = .now) { began = now }

    /// Counts what came; whether it came fast enough so far.
    package mutating func goesOn(_ more: Int, at now: ContinuousClock.Instant = .now) -> Bool {
        bytes += more
        let spent = now - began
        return spent < Self.grace || bytes >= Int(spent.components.seconds) * Self.leastPerSecond
    }
}

/// The room that is left on a disk.
enum FreeSpace {
    /// Free bytes of the disk that a folder lies on; nothing is known of a disk that does not say.
    static func bytes(at folder: String) -> Int {
        let found = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        return (found?[.systemFreeSize] as? NSNumber)?.intValue ?? .max
    }
}
