import Engine
import Notation
import Rules

/// One thing that came out otherwise than a scenario says.
public struct Failure: Hashable, Sendable {
    /// What sort of expectation it was; it decides what a clause's failing shows.
    public enum Effect: String, Hashable, Sendable {
        case accepted, refused, duty, permitted, question, gate, clock, playbook, notice, paper, item, deviation, matter
        case closing, ending, excluded, fault
        case refusedNow = "refused-now"
    }
    /// Index into `do`.
    public var step: Int
    public var effect: Effect
    public var expected: String
    public var found: String
    /// The clause that the expectation names, if it names one.
    public var clause: Clause.ID?

    public init(step: Int, effect: Effect, expected: String, found: String, clause: Clause.ID? = nil) {
        self.step = step
        self.effect = effect
        self.expected = expected
        self.found = found
        self.clause = clause
    }
}

/// Something a scenario has shown to be so, for coverage.
public enum Observation: Hashable, Sendable {
    case duty(Clause.ID, due: Bool)
    case permitted(Clause.ID)
    case question(Clause.ID?, Name<Fact>)
    case refused(Clause.ID, Refusal.Kind)
    case lawfulBy(Clause.ID, refusedBy: Clause.ID)
    case accepted(Clause.ID, verb: String)
    /// An act was addressed by this clause and accepted.
    case acted(Clause.ID, verb: String)
    case warned(Clause.ID)
    case gate(Clause.ID)
    case clock(Clause.ID, ClockFace.State)
    case notice(Clause.ID)
    case chosen(Name<Fact>, String)
    case playbook(Name<Playbook>)
    case closing(Clause.ID)
    /// Somebody has lost sight of the matter by it.
    case excluded(Clause.ID)
    case ending(String)
}

/// The values a carrier's condition had at checkpoints.
public struct ShownCondition: Hashable, Sendable {
    public var clauses: [Clause.ID]
    public var overFacts: Bool
    public var values: Set<ConditionValue>
}

/// Plays a scenario on a rulebook and compares what follows with what it expects.
public struct Play: Sendable {
    public let program: Program
    let digest: @Sendable ([UInt8]) -> String

    /// - Parameter digest: the hash that papers are granted on.
    public init(program: Program, digest: @escaping @Sendable ([UInt8]) -> String) {
        self.program = program
        self.digest = digest
    }

    /// What came of a scenario.
    public struct Result: Sendable {
        public var failures: [Failure] = []
        /// What it has shown, with the step that showed it.
        public var observations: [(step: Int, what: Observation)] = []
        /// The matters as they were at the end, in the order they were opened, with their events.
        public var matters: [(id: String, matter: Matter, events: [Event])] = []
        public var checkpoints = 0
        public var openCheckpoints = 0
        /// The values that the conditions of carriers had at checkpoints, by carrier.
        public var conditions: [String: ShownCondition] = [:]
    }

    /// Plays it to the end; a step that fails changes nothing and the next one is played all the same.
    public func run(_ scenario: Scenario, stopAtFirst: Bool = false, probing: Bool = false) -> Result {
        var player = Player(play: self, scenario: scenario, probing: probing)
        for index in scenario.entries.indices {
            player.step(index)
            if stopAtFirst, !player.result.failures.isEmpty { break }
        }
        return player.finish()
    }
}

/// The matters of a scenario while it is played.
struct Player {
    let play: Play
    let scenario: Scenario
    let probing: Bool
    var house: House
    var result = Play.Result()
    var order: [String] = []
    var matters: [String: Matter] = [:]
    var events: [String: [Event]] = [:]
    var labels: [String: String] = [:]
    var lastRefusal: Refusal?

    init(play: Play, scenario: Scenario, probing: Bool) {
        self.play = play
        self.scenario = scenario
        self.probing = probing
        house = scenario.house
    }

    var program: Program { play.program }
    var setting: Setting { Setting(program: program, house: house, digest: play.digest) }

    mutating func step(_ index: Int) {
        let entry = scenario.entries[index]
        switch entry.body {
        case .wait: break
        case .act(let json): act(json, at: entry.at, index: index)
        case .expect(let json):
            result.checkpoints += 1
            if json["at-least"] != nil { result.openCheckpoints += 1 }
            expect(json, at: entry.at, index: index)
        }
    }

    func finish() -> Play.Result {
        var result = result
        result.matters = order.compactMap { id in
            matters[id].map { (id, $0, events[id] ?? []) }
        }
        return result
    }

    mutating func fail(
        _ index: Int, _ effect: Failure.Effect, expected: String, found: String, clause: Clause.ID? = nil
    ) {
        result.failures.append(
            Failure(step: index, effect: effect, expected: expected, found: found, clause: clause))
    }

    mutating func observe(_ index: Int, _ what: Observation) { result.observations.append((index, what)) }

    /// The id of the matter that an entry is about: by label, by kind of an opened child, or the first.
    func matterID(_ json: JSON) -> String? {
        guard let label = json["matter"]?.string else { return order.first }
        return labels[label]
    }

    mutating func add(_ event: Event, to id: String) {
        if matters[id] == nil {
            matters[id] = Matter(id: id)
            order.append(id)
        }
        matters[id]?.apply(event)
        events[id, default: []].append(event)
    }
}
