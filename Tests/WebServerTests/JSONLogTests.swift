import Logging
import Notation
import Synchronization
import Testing
import WebServer

@Suite struct `The log holds no names and nothing that was typed` {
    private final class Lines: Sendable {
        private let all = Mutex<[String]>([])
        var text: [String] { all.withLock { $0 } }
        func add(_ line: String) { all.withLock { $0.append(line) } }
    }

    private func logger(_ lines: Lines, label: String = "shodo") -> Logger {
        Logger(label: label) { label in
            JSONLog(
                label: label, level: .info, time: { Instant(milliseconds: 1_780_000_000_000) },
                write: { lines.add($0) })
        }
    }

    @Test func `each line is one object with its time, level and message`() throws {
        let lines = Lines()
        logger(lines).info("request", metadata: ["status": "200", "route": "GET /report"])
        let line = try JSON(reading: try #require(lines.text.first))
        #expect(lines.text.count == 1)
        #expect(line["at"]?.string == Instant(milliseconds: 1_780_000_000_000).text(in: Zone(offsetMinutes: 0)))
        #expect(line["level"]?.string == "info")
        #expect(line["message"]?.string == "request")
        #expect(line["status"]?.string == "200")
        #expect(line["route"]?.string == "GET /report")
    }

    @Test func `what is not on the list of keys is left out, wherever it comes from`() {
        let lines = Lines()
        var log = logger(lines)
        log[metadataKey: "person"] = "例示 花子"
        log.warning("failed", metadata: ["name": "例示 花子", "text": "盗まれた", "status": "500"])
        #expect(lines.text.count == 1)
        for planted in ["花子", "盗まれた", "person", "name"] { #expect(!lines.text[0].contains(planted)) }
        #expect(lines.text[0].contains("500"))
    }

    @Test func `what a library says is not written, only that it said something`() throws {
        let lines = Lines()
        logger(lines, label: "some-library").error("could not parse name=例示 花子")
        #expect(try JSON(reading: try #require(lines.text.first))["message"]?.string == "library")
        #expect(!lines.text[0].contains("花子"))
    }

    @Test func `a value with line breaks and quotes stays one line`() throws {
        let lines = Lines()
        logger(lines).info("request", metadata: ["error": "a\n\"b\"\r\u{1B}[31m"])
        #expect(!lines.text[0].contains("\n"))
        #expect(try JSON(reading: lines.text[0])["error"]?.string == "a\n\"b\"\r\u{1B}[31m")
    }
}
