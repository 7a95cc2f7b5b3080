import Foundation
import JournalSQLite
import Journaling
import Notation

/// A journal of a million entries: verifying, opening, memory, reading one matter.
enum VerifyBench {
    static func run(_ report: inout Report, entries: Int) async throws {
        let path = report.scratch + "/verify"
        try await measure(path, &report, entries: entries)
        // Folder and journal are gone by now, and with them the lock.
        try child(path, &report)
    }

    private static func measure(_ path: String, _ report: inout Report, entries: Int) async throws {
        let folder = try DataFolder.create(at: path)
        try folder.addOrganisation("org")
        let journal = try folder.openJournal(of: "org")
        let filling = try await seconds { try await fill(journal, entries) }
        report.add("append, journal, 1000 at once", Double(entries) / filling, "1/s")
        let receipt = try await journal.append(
            [StreamBatch("matter:long", expecting: 0, drafts: (0..<500).map { _ in AppendBench.draft() })])
        var read: [Double] = []
        for _ in 0..<9 {
            read.append(try await seconds { _ = try await journal.entries(of: "matter:long") })
        }
        report.add("read and open 500 entries of a matter", median(read) * 1e3, "ms", .atMost(5))
        try await journal.close()

        let again = try folder.openJournal(of: "org")
        let label = entries == 1_000_000 ? "1,000,000" : "\(entries)"
        for deep in [false, true] {
            var whole = false
            let time = try await seconds {
                whole = try await again.verify(against: receipt.head, deep: deep).isWhole
            }
            guard whole else { throw Unmeasured("the journal does not verify") }
            report.add("verify\(deep ? " --deep" : "") of \(label) entries", time, "s", deep ? nil : .atMost(5))
        }
        let rebuilding = try await seconds { try await again.rebuild() }
        report.add("rebuild of \(label) entries", rebuilding, "s")
        try await again.close()
    }

    private static func fill(_ journal: SQLiteJournal, _ entries: Int) async throws {
        for index in 0..<(entries / 1000) {
            try await journal.append(
                (0..<20).map { stream in
                    StreamBatch(
                        StreamName("matter:\(index)-\(stream)"), expecting: 0,
                        drafts: (0..<50).map { _ in AppendBench.draft() })
                })
        }
    }

    /// Opens in a process of its own, so that memory is that of opening alone.
    private static func child(_ path: String, _ report: inout Report) throws {
        var opening: [Double] = []
        var memory: [Double] = []
        for _ in 0..<5 {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
            process.arguments = ["--open", path]
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            let values = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
            opening.append(values[0])
            memory.append(values[1])
        }
        report.add("open the folder", median(opening), "s", .atMost(0.5))
        report.add("resident memory after opening", median(memory), "MB", .atMost(60))
    }

    static func open(_ path: String) async throws {
        var journal: SQLiteJournal?
        let time = try await seconds {
            let opened = try DataFolder.open(at: path).openJournal(of: "org")
            _ = try await opened.head()
            journal = opened
        }
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
        let kilobytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).compactMap { Double($0) }.first ?? 0
        print("\(time) \(kilobytes / 1000)")
        try await journal?.close()
    }
}
