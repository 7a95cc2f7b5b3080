import Engine
import Notation
import ReadModels
import Rules

/// Makes inputs for values of a domain and reads what was entered in them.
///
/// What depends on the world stands in it: who can be named, which rows there are, how days are written.
public struct DomainForm: Sendable {
    /// Everybody who can be named.
    public var people: [Input.Option]
    /// The rows of registers that can be pointed to.
    public var rows: [Name<Register>: [Input.Option]]
    /// Reads a day as people write it; nil when it is none.
    public var day: @Sendable (String) -> Day?
    /// Reads a moment as people write it; nil when it is none.
    public var instant: @Sendable (String) -> Instant?
    /// Reads a moment, or a day as its end, for what lasts until then; nil when it is none.
    public var limit: @Sendable (String) -> Instant?
    /// The zone moments are recorded in.
    public var zone: Zone
    /// What a unit is called, and the unit that is meant by what somebody types.
    public var unitName: @Sendable (String) -> String = { $0 }
    public var unitID: @Sendable (String) -> String = { $0 }

    /// Makes a form with what can be chosen.
    public init(
        people: [Input.Option] = [], rows: [Name<Register>: [Input.Option]] = [:], zone: Zone = .japan,
        day: @escaping @Sendable (String) -> Day? = { Day(reading: $0) },
        instant: (@Sendable (String) -> Instant?)? = nil, limit: (@Sendable (String) -> Instant?)? = nil
    ) {
        self.people = people
        self.rows = rows
        self.zone = zone
        self.day = day
        let read = instant ?? { Instant(reading: $0, zone: zone) }
        self.instant = read
        self.limit = limit ?? read
    }

    /// Takes people and rows in force from the organisation; days and moments are read as Japanese forms have them.
    ///
    /// - Parameter now: a day without a year is the one nearest to it.
    public init(words: Words, now: Instant) {
        let zone = words.house.zone
        @Sendable func read(_ text: String) -> LooseTime? { (try? LooseTime.read(text, now: now, zone: zone)) ?? nil }
        let house = words.house
        self.init(
            people: house.namable.map {
                Input.Option($0, words.person($0), hint: words.unit(house.people[$0]?.unit ?? ""))
            },
            rows: Dictionary(
                words.program.rulebook.registers.map { register in
                    let rows = (house.registers[register.id] ?? [:]).filter { !$0.value.closed }
                    return (
                        register.id,
                        rows.sorted { $0.key < $1.key }.map {
                            Input.Option($0.key, "\($0.key)　\(RowWords(register, words: words).title($0.value))")
                        }
                    )
                }, uniquingKeysWith: { first, _ in first }), zone: zone, day: { read($0)?.day },
            instant: { read($0)?.instant(in: zone) },
            limit: { text in
                guard let time = read(text) else { return nil }
                let at = time.instant(in: zone)
                return time.minute == nil ? at.adding(milliseconds: 86_400_000) : at
            })
        unitName = { words.unit($0) }
        unitID = { words.unitID(of: $0) }
    }

    /// The input for a domain, with these values in it.
    public func input(
        _ context: PageContext, _ name: String, _ label: String, _ domain: Domain, hint: String = "",
        required: Bool = false, values: [String] = [], error: String = ""
    ) -> Input {
        typealias Words = Phrases.Registers
        var input = Input(name, label, hint: hint, required: required, values: values, error: error)
        func choose(_ options: [Input.Option]) -> Input.Shape {
            guard options.count <= 7 else { return .select(options) }
            // What was chosen by mistake can be taken back.
            return .radio(options + (required ? [] : [Input.Option("", context.say(Words.noValue))]))
        }
        func add(_ more: Label) {
            input.hint = [hint, context.say(more)].filter { !$0.isEmpty }.joined(separator: " ")
        }
        switch domain {
        case .yesNo:
            input.shape = choose([.init("yes", context.say(Words.yes)), .init("no", context.say(Words.no))])
        case .choice(let options, let several):
            let options = options.map {
                Input.Option($0.id, context.say($0.label.isEmpty ? Label(ja: $0.id) : $0.label))
            }
            input.shape = several ? .checks(options) : choose(options)
        case .number(let unit):
            input.label += context.say(Words.unit(unit))
            add(Words.numberHint)
        case .text: input.shape = .lines(rows: 2)
        case .instant:
            add(Words.instantHint)
            input.values = values.map(local)
        case .date: add(Words.dayHint)
        case .person: input.shape = .select(people)
        case .people: input.shape = .checks(people)
        case .row(let register):
            let rows = rows[register] ?? []
            if rows.isEmpty { add(Words.noneToChoose) }
            input.shape = .select(rows)
        }
        return input
    }

    /// A recorded moment as it is typed; one with seconds, which nobody types, stays as it was.
    private func local(_ value: String) -> String {
        guard let at = Instant(reading: value, zone: zone), at.milliseconds % 60_000 == 0 else { return value }
        return at.minute(in: zone)
    }

    /// What was entered for a domain: the values as they are recorded, or what is wrong with them.
    ///
    /// Nothing entered is no value and no error.
    public func read(_ context: PageContext, _ entered: Entered, _ name: String, _ domain: Domain) -> Reading {
        typealias Words = Phrases.Registers
        let typed = entered.all(name)
        guard !typed.isEmpty else { return Reading(values: []) }
        func fail(_ label: Label) -> Reading { Reading(values: typed, error: context.say(label)) }
        func oneOf(_ allowed: [String], several: Bool) -> Reading {
            guard several || typed.count == 1, typed.allSatisfy(allowed.contains) else { return fail(Words.badChoice) }
            return Reading(values: typed)
        }
        switch domain {
        case .yesNo: return oneOf(["yes", "no"], several: false)
        case .choice(let options, let several): return oneOf(options.map(\.id), several: several)
        case .number:
            guard let number = Self.number(typed[0]) else { return fail(Words.badNumber) }
            return Reading(values: [String(number)])
        case .text:
            guard typed[0].utf8.count <= 100_000 else { return fail(Words.tooLong) }
            return Reading(values: [typed[0]])
        case .instant:
            guard let instant = instant(typed[0]) else { return fail(Words.badInstant) }
            return Reading(values: [instant.text(in: zone)])
        case .date:
            guard let day = day(typed[0]) else { return fail(Words.badDay) }
            return Reading(values: [day.text])
        case .person: return oneOf(people.map(\.value), several: false)
        case .people: return oneOf(people.map(\.value), several: true)
        case .row(let register): return oneOf((rows[register] ?? []).map(\.value), several: false)
        }
    }

    /// What came of reading an input.
    public struct Reading: Sendable, Hashable {
        /// The values; as they were typed when something is wrong with them.
        public var values: [String]
        /// What is wrong; empty when nothing is.
        public var error = ""
    }

    /// A whole number of 0 or more, full-width digits and separators of thousands allowed.
    static func number(_ text: String) -> Int? {
        var digits = ""
        for scalar in text.unicodeScalars where scalar != "," && scalar != "，" {
            let value = scalar.value
            guard let digit = Unicode.Scalar((0xFF10...0xFF19).contains(value) ? value - 0xFF10 + 0x30 : value),
                ("0"..."9").contains(digit)
            else { return nil }
            digits.unicodeScalars.append(digit)
        }
        return Int(digits)
    }
}
