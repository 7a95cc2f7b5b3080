import Rules
import Testing

@Suite struct `Names of a rulebook` {
    @Test func `are the same when their texts are, byte by byte`() {
        // Written with one character, and with a letter and its mark: they look the same.
        let one = Name<Post>("caf\u{E9}")
        let two = Name<Post>("cafe\u{301}")
        #expect(one.text == two.text && one != two && Set([one, two]).count == 2)
        #expect(one == Name("caf\u{E9}") && Set([one, Name("caf\u{E9}")]).count == 1)
        #expect(Name<Post>("") == "" && Name<Post>("a") < "b")
    }
}
