import Notation
import Testing

@Suite struct `A moment as people read it` {
    private func at(_ text: String) -> Instant { Instant(reading: text, zone: .japan) ?? Instant(milliseconds: 0) }

    @Test func `goes to the minute, where the organisation is`() {
        #expect(at("2026-06-01T09:05:59").minute(in: .japan) == "2026-06-01 09:05")
        #expect(at("2026-06-01T09:05").minute(in: Zone(offsetMinutes: 0)) == "2026-06-01 00:05")
    }

    @Test func `ends a day at 24 o'clock of that day, for nobody reads midnight as the day before`() {
        #expect(at("2026-06-02T00:00").limit(in: .japan) == "2026-06-01 24:00")
        #expect(at("2027-01-01T00:00").limit(in: .japan) == "2026-12-31 24:00")
        #expect(at("2026-06-02T00:00").limit(in: Zone(offsetMinutes: 0)) == "2026-06-01 15:00")
        #expect(at("2026-06-02T00:01").limit(in: .japan) == "2026-06-02 00:01")
        #expect(at("2026-06-01T17:15").limit(in: .japan) == "2026-06-01 17:15")
    }
}
