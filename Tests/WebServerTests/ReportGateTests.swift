import Notation
import Testing
import WebServer

@Suite struct `Reports from one address are counted` {
    private func at(_ seconds: Int64) -> Instant { Instant(milliseconds: 1_780_000_000_000 + seconds * 1000) }

    @Test func `as many as are allowed go through, and the next is told how long to wait`() {
        let gate = ReportGate()
        for second in 0..<3 { #expect(gate.take("192.0.2.1", at: at(Int64(second)), most: 3) == nil) }
        #expect(gate.take("192.0.2.1", at: at(10), most: 3) == 590)
        #expect(gate.take("192.0.2.1", at: at(599), most: 3) == 1)
    }

    @Test func `one comes free for each that is ten minutes old`() {
        let gate = ReportGate()
        for second in [0, 60, 120] { #expect(gate.take("192.0.2.1", at: at(Int64(second)), most: 3) == nil) }
        #expect(gate.take("192.0.2.1", at: at(600), most: 3) == nil)
        #expect(gate.take("192.0.2.1", at: at(601), most: 3) == 59)
        #expect(gate.take("192.0.2.1", at: at(660), most: 3) == nil)
    }

    @Test func `who was asked to wait is not made to wait longer for asking again`() {
        let gate = ReportGate()
        #expect(gate.take("192.0.2.1", at: at(0), most: 1) == nil)
        for second in 1..<600 { #expect(gate.take("192.0.2.1", at: at(Int64(second)), most: 1) != nil) }
        #expect(gate.take("192.0.2.1", at: at(600), most: 1) == nil)
    }

    @Test func `another address is counted by itself`() {
        let gate = ReportGate()
        #expect(gate.take("192.0.2.1", at: at(0), most: 1) == nil)
        #expect(gate.take("192.0.2.2", at: at(0), most: 1) == nil)
        #expect(gate.take("192.0.2.1", at: at(0), most: 1) != nil)
    }
}

@Suite struct `A report that is sent twice is one` {
    private let once = String(repeating: "a", count: 43)

    @Test func `the mark of a form leads to the matter it opened`() async {
        let sent = SentReports()
        #expect(await sent.begin(once) == nil)
        sent.end(once, matter: "2026-000001")
        #expect(await sent.begin(once) == "2026-000001")
    }

    @Test func `a second click waits for the first and is led to the same matter`() async {
        let sent = SentReports()
        #expect(await sent.begin(once) == nil)
        async let second = sent.begin(once)
        try? await Task.sleep(for: .milliseconds(50))
        sent.end(once, matter: "2026-000001")
        #expect(await second == "2026-000001")
    }

    @Test func `one that was not taken may be sent again`() async {
        let sent = SentReports()
        #expect(await sent.begin(once) == nil)
        sent.end(once, matter: nil)
        #expect(await sent.begin(once) == nil)
    }

    @Test(arguments: ["", "short"])
    func `a mark that is none of ours is not kept`(once: String) async {
        let sent = SentReports()
        #expect(await sent.begin(once) == nil)
        sent.end(once, matter: "2026-000001")
        #expect(await sent.begin(once) == nil)
    }
}
