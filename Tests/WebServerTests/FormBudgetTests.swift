import Testing
import WebServer

@Suite struct `Forms that come in` {
    @Test func `share a memory that none of them can take from all the others`() {
        let budget = FormBudget(most: 100)
        var first = FormBudget.Share(budget)
        var second = FormBudget.Share(budget)
        let begun = first.take(60)
        let tooMuch = second.take(41)
        let rest = second.take(40)
        let over = first.take(1)
        #expect(begun && !tooMuch && rest && !over)
        first.giveBack()
        let again = second.take(60)
        #expect(again)
        // Giving back twice gives nothing that was not taken.
        first.giveBack()
        let invented = first.take(1)
        #expect(!invented)
        second.giveBack()
        let whole = first.take(100)
        #expect(whole)
    }

    @Test func `may begin slowly on a bad line, and are ended when they only hold a place`() {
        let start = ContinuousClock.now
        var line = Pace(at: start)
        let begins = line.goesOn(1, at: start + .seconds(29))
        let goesOn = line.goesOn(512 * 40, at: start + .seconds(40))
        let stands = line.goesOn(0, at: start + .seconds(60))
        #expect(begins && goesOn && !stands)
        var dripping = Pace(at: start)
        for second in 1..<30 {
            let isHeard = dripping.goesOn(1, at: start + .seconds(second))
            #expect(isHeard)
        }
        let isEnded = !dripping.goesOn(1, at: start + .seconds(30))
        #expect(isEnded)
    }
}
