import Notation
import ReadModels
import Rules

/// The form by which one setting is changed; a reason is always asked.
public struct SettingForm: Sendable {
    /// Which setting.
    public enum Setting: Sendable, Hashable {
        case hours
        case closedDays
        case target(Name<TimingWord>)
        case unopened
        case vacancy
        case openers

        /// The last part of its address.
        public var key: String {
            switch self {
            case .hours: "hours"
            case .closedDays: "closed-days"
            case .target(let word): "target-\(word)"
            case .unopened: "unopened"
            case .vacancy: "vacancy"
            case .openers: "openers"
            }
        }

        /// Reads the last part of an address; nil when there is no such setting.
        public init?(key: String, words: [Name<TimingWord>]) {
            let all: [Setting] = [.hours, .closedDays, .unopened, .vacancy, .openers] + words.map { .target($0) }
            guard let found = all.first(where: { $0.key == key }) else { return nil }
            self = found
        }
    }

    /// What is to be recorded, and why.
    public struct Change: Sendable, Hashable {
        /// The entry of the organisation's record.
        public var entry: HouseEntry
        /// The reason.
        public var reason: String
    }

    /// Which setting.
    public var setting: Setting
    /// What it is called.
    public var title: String
    /// The inputs with what was typed and what was wrong.
    public private(set) var inputs: [Input] = []
    /// What is to be recorded; nil while something is wrong, or nothing was entered yet.
    public private(set) var change: Change?

    /// The form, with what was entered if something was.
    public init(
        _ context: PageContext, _ setting: Setting, model: SettingsModel, entered: Entered? = nil, form: DomainForm
    ) {
        typealias Words = Phrases.Administration
        self.setting = setting
        func say(_ label: Label) -> String { context.say(label) }
        var entry: HouseEntry?
        switch setting {
        case .hours:
            title = say(Words.hours)
            let opens = line(say(Words.opens), "opens", clock(model.opens), entered, hint: say(Words.clockHint))
            let closes = line(say(Words.closes), "closes", clock(model.closes), entered)
            let (from, to) = (Self.minute(opens), Self.minute(closes))
            if from == nil { fail(0, say(opens.isEmpty ? Words.opensMissing : Words.badClock)) }
            if to == nil { fail(1, say(closes.isEmpty ? Words.closesMissing : Words.badClock)) }
            if let from, let to {
                if to <= from { fail(1, say(Words.endsBefore)) }
                entry = .hoursSet(opens: from, closes: to)
            }
        case .closedDays:
            title = say(Words.closedDays)
            let typed = line(
                say(Words.closedDays), "days", model.closedDays.map(\.text).joined(separator: "\n"), entered,
                hint: say(Words.closedDaysHint), rows: 8, required: false)
            let lines = typed.split(whereSeparator: { $0 == "\n" || $0 == "," || $0 == "，" || $0 == " " }).map(
                String.init)
            let days = lines.map { (text: $0, day: form.day($0)) }
            if let bad = days.first(where: { $0.day == nil }) { fail(0, say(Words.badDay(bad.text))) }
            entry = .closedDaysSet(Set(days.compactMap(\.day)).sorted())
        case .target(let word):
            let target = model.targets.first { $0.word == word }
            title = say(Words.target(target?.title ?? word.text))
            let typed = line(
                say(Words.length), "length", target?.length.map { say(Words.length($0)) } ?? "", entered,
                hint: say(Words.lengthHint))
            if let length = Self.length(typed) {
                entry = .targetSet(word: word, length)
            } else {
                fail(0, say(Words.badLength))
            }
        case .unopened:
            title = say(Words.unopened)
            let typed = line(
                say(Words.unopenedMinutes), "minutes", String(model.unopenedMinutes), entered,
                hint: say(Words.unopenedHint))
            if let minutes = DomainForm.number(typed), (1...1440).contains(minutes) {
                entry = .unopenedMinutesSet(minutes)
            } else {
                fail(0, say(Words.badMinutes))
            }
        case .vacancy:
            title = say(Words.vacancy)
            var form = form
            // Whoever it is now may stay: at first it is the administrator's account, which nobody can name otherwise.
            if let now = model.vacancy, !form.people.contains(where: { $0.value == now.value }) {
                form.people.insert(now, at: 0)
            }
            let reading = entered.map { form.read(context, $0, "person", .person) }
            inputs = [
                form.input(
                    context, "person", title, .person, hint: say(Words.vacancyHint), required: true,
                    values: reading?.values ?? model.vacancy.map { [$0.value] } ?? [], error: reading?.error ?? "")
            ]
            if let person = reading?.values.first { entry = .vacancySet(person: person) }
            if entered != nil, entry == nil { fail(0, say(Phrases.Registers.mustChoose)) }
        case .openers:
            title = say(Words.openers)
            let chosen = (entered.map { $0.all("post") } ?? model.openers).uniqued
            inputs = [
                Input("post", title, hint: say(Words.openersHint), shape: .checks(model.posts), values: chosen)
            ]
            if chosen.allSatisfy({ id in model.posts.contains { $0.value == id } }) {
                entry = .openersSet(chosen.map { Name($0) })
            } else {
                fail(0, say(Phrases.Matters.notAnOption))
            }
        }
        let reason = line(say(Words.reason), "reason", "", entered, hint: say(Words.reasonHint), rows: 2)
        if reason.isEmpty { fail(inputs.count - 1, say(Words.reasonMissing)) }
        if entered == nil {
            for index in inputs.indices { inputs[index].error = "" }
        } else if let entry, inputs.allSatisfy(\.error.isEmpty) {
            change = Change(entry: entry, reason: reason)
        }
    }

    private mutating func line(
        _ label: String, _ name: String, _ value: String, _ entered: Entered?, hint: String = "", rows: Int = 1,
        required: Bool = true
    ) -> String {
        let text = entered.map { $0[name] } ?? value
        inputs.append(
            Input(
                name, label, hint: hint, required: required, shape: rows > 1 ? .lines(rows: rows) : .line(),
                values: [text]))
        return text
    }

    private mutating func fail(_ index: Int, _ error: String) {
        if inputs[index].error.isEmpty { inputs[index].error = error }
    }

    /// `8:30` or `17:15` as minutes of the day.
    static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: text.contains("：") ? "：" : ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hour = DomainForm.number(String(parts[0])), hour < 25,
            let minute = DomainForm.number(String(parts[1])), minute < 60, hour * 60 + minute <= 1440
        else { return nil }
        return hour * 60 + minute
    }

    /// `30分`, `2時間`, `1日`, `1日12時間` or ISO 8601; more than nothing.
    static func length(_ text: String) -> Duration? {
        if let iso = Duration(iso: text) { return iso.milliseconds > 0 ? iso : nil }
        var rest = text[...]
        var length = Duration()
        for (unit, days, minutes) in [("日", 1, 0), ("時間", 0, 60), ("分", 0, 1)] {
            guard let place = rest.firstRange(of: unit) else { continue }
            guard let number = DomainForm.number(String(rest[..<place.lowerBound])), number < 100_000 else {
                return nil
            }
            length.days += number * days
            length.minutes += number * minutes
            rest = rest[place.upperBound...]
        }
        return rest.isEmpty && length.milliseconds > 0 ? length : nil
    }
}

/// Minutes of the day as `08:30`.
func clock(_ minute: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    return two(minute / 60) + ":" + two(minute % 60)
}
