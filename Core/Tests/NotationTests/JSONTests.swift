import Notation
import Testing

@Suite struct `JSON text` {
    @Test func `what is written reads back the same`() throws {
        let numbers = JSON.array([.int(1), .int(-2), .double(1.5)])
        let value = JSON.object([
            .init("text", .string("漢字 葛󠄀 \"\\\n\u{1}")), .init("numbers", numbers), .init("empty", .object([])),
            .init("none", .null), .init("yes", .bool(true)),
        ])
        #expect(try JSON(reading: value.text) == value)
        #expect(try JSON(reading: value.pretty) == value)
    }

    @Test(arguments: ["", "{", "[1,", "\"a", "tru", "{\"a\" 1}", "1 2", "\"\\ud800\"", "\"\u{1}\"", "--1", "[1 2]"])
    func `what is no JSON is refused`(_ text: String) {
        #expect(throws: JSON.SyntaxError.self) { try JSON(reading: text) }
    }

    @Test func `escapes are understood`() throws {
        #expect(try JSON(reading: #""\ud842\udfb7 \u8449\/""#) == "𠮷 葉/")
    }
}
