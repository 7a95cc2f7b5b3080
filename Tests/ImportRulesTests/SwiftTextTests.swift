import Testing

@Suite struct `A source taken apart` {
    @Test func `comments and strings are blanked and literals are kept with their line`() {
        let text = SwiftText(
            """
            let a = "one" // Date()
            /* UUID() /* nested */ still */ let b = f("two \\(g("three")) end")
            let c = #"four \\n "quoted" "#
            """)
        #expect(!text.code.contains("Date("))
        #expect(!text.code.contains("UUID("))
        #expect(text.code.contains("let b = f("))
        #expect(text.code.contains("g("))
        #expect(text.literals.map(\.text) == ["one", "three", "two … end", "four \\n \"quoted\" "])
        #expect(text.literals.map(\.line) == [1, 2, 2, 3])
    }

    @Test func `a multi-line string is one literal`() {
        let quotes = String(repeating: "\"", count: 3)
        let text = SwiftText("let a = \(quotes)\n  K-1 \"x\"\n  \(quotes)\nlet b = Date()")
        #expect(text.literals.count == 1)
        #expect(text.code.contains("Date("))
    }
}
