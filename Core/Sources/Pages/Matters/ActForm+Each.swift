import Engine
import ReadModels
import Rules

/// One act on several things of a matter: ten things that come back are checked on one page, each with its own result.
///
/// Each thing has the form that it would have alone; what nothing was chosen for is not entered. All of it is entered
/// together or not at all.
extension ActForm {
    /// A thing with the form of the act on it.
    struct Part: Sendable {
        var item: String
        /// What its inputs begin with.
        var beginning: String
        /// Something was entered for it.
        var isTaken: Bool
        var form: ActForm
    }

    /// Inputs that are asked for once, for all things.
    private static let common: Set = ["happened", "behalf", "seen"]
    /// Marks a thing on which the act asks for nothing.
    private static let take = "take"
    /// So many things stand on a page at most; the rest follows when these are done.
    static let mostParts = 150

    /// Whether an input of the act on one thing is asked for here; what overrules the rules is not.
    private static func isOwn(_ name: String) -> Bool {
        ["moves", "text", "to"].contains(name) || name.hasPrefix("fact.")
    }

    /// The things on which the reader can do it now, in the order of the list.
    func makeParts(after refusal: Refusal?) -> [Part] {
        guard case .each(let step) = key else { return [] }
        let situation = sight.survey.situation
        let open = Set(
            (situation.duties + situation.permitted)
                .filter { $0.kind == .act && $0.step == step && $0.held.isEmpty && $0.falls(to: sight.reader) }
                .compactMap(\.item))
        let taken = Set(entered.names.filter { !entered.all($0).isEmpty }.compactMap(Self.beginning))
        var room = Self.mostParts
        return matter.items.enumerated().compactMap { place, item in
            let beginning = "thing.\(place + 1)."
            // Where others came first, what was typed is still there.
            let isTaken = taken.contains(beginning)
            guard isTaken || open.contains(item.id) && room > 0 else { return nil }
            room -= 1
            let own = entered.part(beginning, shared: Self.common, takes: Self.isOwn)
            let form = ActForm(.act(step, item: item.id), on: sight, entered: own, after: refusal)
            return form.map { Part(item: item.id, beginning: beginning, isTaken: isTaken, form: $0) }
        }
    }

    /// `thing.3.` of `thing.3.moves`; nil for what is of no thing.
    private static func beginning(of name: String) -> String? {
        let pieces = name.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
        return pieces.count == 3 && pieces[0] == "thing" ? "thing.\(pieces[1])." : nil
    }

    func partsGroup() -> Group {
        let more = parts.count < Self.mostParts ? "" : say(Phrases.Matters.eachMore(Self.mostParts))
        return Group(note: say(Phrases.Matters.eachHint) + more, inputs: parts.flatMap(inputs))
    }

    private func inputs(of part: Part) -> [Input] {
        let name = words.name(of: part.item)
        let all = part.form.stepGroups().flatMap(\.inputs)
        let asked = all.filter { $0.name != "text" }
        var inputs = all.map { input in
            var input = input
            // What a thing comes to, where nothing else is asked, needs no more than the name of the thing.
            let isPlain = input.name == "moves" && asked.count == 1
            input.label = isPlain ? name : words.say("\(name)：\(input.label)", "\(name): \(input.label)")
            input.name = part.beginning + input.name
            input.required = false
            switch input.shape {
            case .radio(let options):
                // What was chosen by mistake can be taken back.
                input.shape = .radio(options + [.init("", say(Phrases.Matters.notNow))])
                if input.values.isEmpty { input.values = [""] }
            case .lines: input.shape = .line()
            case .line, .moment, .day, .checks, .select, .file: break
            }
            return input
        }
        if asked.isEmpty {
            let take = part.beginning + Self.take
            inputs.insert(
                Input(
                    take, name, shape: .checks([.init("yes", say(Phrases.Matters.takeThis))]), values: values(take)),
                at: 0)
        }
        return inputs
    }

    /// Reads what was entered for each thing; nothing for those that were left alone.
    func readParts() -> (commands: [Command], errors: [String: String]) {
        var commands: [Command] = []
        var errors: [String: String] = [:]
        for part in parts where part.isTaken {
            let take = part.beginning + Self.take
            if inputs.contains(where: { $0.name == take }), !entered.all(take).contains("yes") {
                errors[take] = say(Phrases.Registers.mustChoose)
            }
            switch part.form.read() {
            case .commands(let read): commands += read
            case .wrong(let groups):
                for input in groups.flatMap(\.inputs) where !input.error.isEmpty {
                    errors[Self.common.contains(input.name) ? input.name : part.beginning + input.name] = input.error
                }
            }
        }
        if commands.isEmpty, errors.isEmpty, let first = inputs.first {
            errors[first.name] = say(Phrases.Matters.noneTaken)
        }
        return (commands, errors)
    }

    /// What one of the acts is called that were read: the act, and the thing it is on.
    public func title(of command: Command) -> String {
        guard case .each = key else { return title }
        return title + words.about(command.item)
    }
}
