import Notation
import Rules
import Testing

@testable import Engine

@Suite struct `Rehearsals` {
    static let program = Program(
        rules([step("tell"), step("answer", after: ["tell"]), step("climb", when: .ended("silence"))]) {
            $0.clocks = [
                Clock(
                    id: "silence", kind: .wait, starts: [.init(id: "told", source: .done("tell"))],
                    lasts: Duration(minutes: 30), counting: .hours, stops: .any([.done(["answer"]), .yes("hot")]))
            ]
        })

    static func met(late: Bool) -> Set<String> {
        var assumptions = Assumptions()
        assumptions.late = late
        var rehearsal = Rehearsal(
            program: program, house: Rehearsal.house(for: program, units: [], registers: [:]), kind: "case", items: [],
            assumptions: assumptions)
        _ = rehearsal.settle()
        return rehearsal.met
    }

    @Test func `what is owed only when nobody answers is met when whoever is waited for is silent`() {
        #expect(!Self.met(late: false).contains("step:climb"))
        #expect(Self.met(late: true).contains("step:climb"))
        #expect(Self.met(late: true).contains("step:answer"))
    }
}
