import Foundation
import Markup
import Testing

/// Pages as they were recorded, one element on each line; recorded anew with `RECORD=1`.
enum RecordedPage {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    static func expect(_ page: HTML, _ name: String) throws {
        let text = page.string.replacingOccurrences(of: "><", with: ">\n<") + "\n"
        let environment = ProcessInfo.processInfo.environment
        if let shown = environment["SHOW_PAGES"] {
            try Data(page.bytes).write(to: URL(fileURLWithPath: shown).appending(path: name + ".html"))
        }
        let url = folder.appending(path: name + ".html")
        if environment["RECORD"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            return try Data(text.utf8).write(to: url)
        }
        let recorded = String(decoding: try Data(contentsOf: url), as: UTF8.self)
        let lines = zip(text.split(separator: "\n"), recorded.split(separator: "\n"))
        let difference = lines.first { $0 != $1 }.map { "now: \($0)\nrecorded: \($1)" } ?? "one is longer"
        #expect(text == recorded, "\(name) changed: record it and read the difference\n\(difference)")
    }
}
