import Pages
import Testing
import WebServer

@Suite struct `What stands in an address or a form is decoded` {
    private func read(_ text: String) throws -> Entered { try FormText.read(text.utf8) }

    @Test func `a plus is a space and a percent sign begins a byte`() throws {
        let form = try read("a=1+2&b=%E5%88%9D%E5%8B%95&c=%2B%26%3d&d=x=y&e&=f")
        #expect(form["a"] == "1 2")
        #expect(form["b"] == "初動")
        #expect(form["c"] == "+&=")
        #expect(form["d"] == "x=y")
        #expect(form.names.contains("e"))
        #expect(form[""] == "f")
    }

    @Test func `a name may come several times and keeps its order`() throws {
        #expect(try read("k=b&k=a&&k=c").all("k") == ["b", "a", "c"])
    }

    @Test func `in a path a plus is a plus`() throws {
        #expect(try FormText.decodePath("a+b%20c".utf8) == "a+b c")
    }

    @Test(arguments: ["a=%", "a=%4", "a=%4g", "%zz=1", "a=%FF", "a=%E5%88", "a=%C0%AF", "a=%ED%A0%80"])
    func `what is no text is an error and never a guess`(text: String) {
        #expect(throws: FormText.Fault.encoding) { try read(text) }
    }

    @Test func `bytes beyond ASCII that are no text are an error`() {
        #expect(throws: FormText.Fault.encoding) { try FormText.read([0x61, 0x3D, 0xFF]) }
    }

    @Test func `more inputs than any form has are an error`() throws {
        let most = Array(repeating: "a=1", count: FormText.mostInputs)
        #expect(try read(most.joined(separator: "&")).all("a").count == FormText.mostInputs)
        #expect(throws: FormText.Fault.tooManyInputs) { try read((most + ["a=1"]).joined(separator: "&")) }
    }

    @Test(arguments: ["", "abc-._~", "a b+c/d?e=f&g#h%", "初動　報告\n", "\u{1F6A8}\u{0}"])
    func `what was encoded is decoded to the same`(text: String) throws {
        let encoded = FormText.encode(text)
        #expect(encoded.utf8.allSatisfy { $0 < 0x80 && ![0x20, 0x2B, 0x2F, 0x26, 0x3D, 0x3F, 0x23].contains($0) })
        #expect(try FormText.decode(encoded.utf8) == text)
        #expect(try FormText.decodePath(encoded.utf8) == text)
    }
}
