import Notation
import Rules
import Testing

@testable import Engine

@Suite struct `The event record` {
    @Test(arguments: ChangeSample.all)
    func `every change is written as it always was`(sample: ChangeSample) {
        #expect(sample.change.json.text == sample.text)
    }

    @Test(arguments: ChangeSample.all)
    func `every change is read back as it was written`(sample: ChangeSample) throws {
        #expect(Change(json: try JSON(reading: Array(sample.text.utf8))) == sample.change)
    }

    @Test func `there is a sample of every kind of change`() {
        let shown = Set(ChangeSample.all.map { ChangeSample.Kind($0.change) })
        #expect(shown == Set(ChangeSample.Kind.allCases))
    }

    @Test func `an event is read back as it was written`() throws {
        let event = Event(
            act: "tell", happened: Instant(milliseconds: 1_780_315_800_000),
            entered: Instant(milliseconds: 1_780_315_860_000),
            actor: Actor(person: "aoki", post: "counter", unit: "main", standsIn: true, onBehalf: "reader"),
            text: "𠮷野さん「赤い本」\n二行目", reason: "電話で聞いた", clauses: ["L-4", "L-6"],
            changes: ChangeSample.all.map(\.change))
        #expect(Event(json: try JSON(reading: event.json.bytes)) == event)
    }

    @Test func `a change that this program does not know is left out`() throws {
        let text =
            #"{"act":"a","happened":1,"entered":2,"actor":{"person":"p"},"changes":"#
            + #"[{"change":"of-tomorrow","x":1},{"change":"reopened"}]}"#
        let event = try #require(Event(json: try JSON(reading: Array(text.utf8))))
        #expect(event.changes == [.reopened])
    }
}
