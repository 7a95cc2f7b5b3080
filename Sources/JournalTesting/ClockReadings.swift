import Synchronization

/// The two readings of a test clock.
final class ClockReadings: Sendable {
    private let times: Mutex<(wall: Int64, steady: Int64)>

    init(wall: Int64) { times = Mutex((wall, 0)) }

    var wall: Int64 { times.withLock { $0.wall } }
    var steady: Int64 { times.withLock { $0.steady } }

    func add(wall: Int64, steady: Int64) {
        times.withLock {
            $0.wall += wall
            $0.steady += steady
        }
    }
}
