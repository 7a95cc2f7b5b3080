import Foundation
import JournalSQLite
import Journaling
import Notation

/// Durable appends: the journal against the bare library, and many writers against one.
enum AppendBench {
    static let payload: JSON = [
        "step": "pb-02.isolate", "text": "端末をネットワークから切り離し，電源は切らずに保全した。", "items": ["端末A-12", "端末A-13"],
    ]

    static func draft() -> Draft {
        Draft(kind: "step.done", happenedAt: 1_775_001_600_000, actor: "person-0001", post: "window", payload: payload)
    }

    static func run(_ report: inout Report) async throws {
        report.add("one sync of 12 KiB", try sync(report.scratch) * 1e6, "µs")
        let raw = RawStore(report.scratch + "/raw.sqlite")
        let folder = try DataFolder.create(at: report.scratch + "/append")
        try folder.addOrganisation("org")
        let journal = try folder.openJournal(of: "org")
        let sealed = [UInt8](repeating: 0xA5, count: payload.bytes.count + 16 + 28)
        let hash = [UInt8](repeating: 0x5A, count: 32)
        let count = 1000
        var bare: [Double] = []
        var ours: [Double] = []
        // In turns, so that a disturbance of the machine meets both.
        for round in 0..<9 {
            bare.append(
                await seconds {
                    for index in 0..<count {
                        raw.append(
                            stream: "matter:\(round)-\(index / 40)", version: index % 40 + 1, sealed: sealed, hash: hash
                        )
                    }
                })
            ours.append(
                try await seconds {
                    for index in 0..<count {
                        try await journal.append(
                            [draft()], to: StreamName("matter:\(round)-\(index / 40)"), expecting: .exactly(index % 40))
                    }
                })
        }
        let one = Double(count) / median(ours.dropFirst().map { $0 })
        report.add("append, C library of SQLite", Double(count) / median(bare.dropFirst().map { $0 }), "1/s")
        report.add("append, journal, 1 writer", one, "1/s")
        report.add(
            "append, journal over C library", median(zip(bare, ours).dropFirst().map { $0 / $1 }), "×", .atLeast(0.7))
        var many: [Double] = []
        for round in 0..<5 {
            many.append(
                try await seconds {
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for writer in 0..<64 {
                            group.addTask {
                                for version in 0..<100 {
                                    try await journal.append(
                                        [draft()], to: StreamName("many:\(round)-\(writer)"),
                                        expecting: .exactly(version))
                                }
                            }
                        }
                        try await group.waitForAll()
                    }
                })
        }
        let all = 6400 / median(many)
        report.add("append, journal, 64 writers", all, "1/s")
        report.add("append, 64 writers over 1", all / one, "×", .atLeast(3))
        try await journal.close()
    }

    /// What the disk asks for one sync after the pages of one commit.
    private static func sync(_ folder: String) throws -> Double {
        let file = open(folder + "/sync", O_RDWR | O_CREAT, 0o600)
        defer { close(file) }
        let bytes = [UInt8](repeating: 1, count: 12360)
        for _ in 0..<300 { _ = write(file, bytes, bytes.count) }
        fsync(file)
        let start = ContinuousClock.now
        for index in 0..<1000 {
            pwrite(file, bytes, bytes.count, off_t(index % 300 * bytes.count))
            fdatasync(file)
        }
        return Double((ContinuousClock.now - start).components.attoseconds) / 1e18 / 1000
            + Double((ContinuousClock.now - start).components.seconds) / 1000
    }
}
