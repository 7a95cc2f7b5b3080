import Notation
import Rules

/// Works out one command against one frame.
struct Decider {
    let command: Command
    let matter: Matter
    let setting: Setting
    let frame: Frame

    init(command: Command, matter: Matter, setting: Setting) {
        self.command = command
        self.matter = matter
        self.setting = setting
        frame = Frame(program: setting.program, matter: matter, house: setting.house, at: command.happened)
    }

    /// What can still be done with a matter that has ended.
    private static let afterTheEnd: Set = [
        "reopen", "note", "statement", "correct", "link", "pass", "exclude", "readmit", "show-to", "unshow",
        "keep-evidence", "pass-evidence", "seal-evidence", "open-evidence",
    ]

    var program: Program { setting.program }
    var house: House { setting.house }

    func outcome() throws(Refusal) -> Outcome {
        try checkTimes()
        try checkLengths()
        guard house.people[command.person] != nil else {
            throw Refusal(
                .malformed, "この人は登録されていません（\(command.person)）。",
                "This person is not known (\(command.person)).")
        }
        if command.verb == "open" { return try open() }
        guard matter.entries > 0 else {
            throw Refusal(.malformed, "この案件はまだありません。", "There is no such matter yet.")
        }
        try checkSight()
        if matter.ended != nil, !Self.afterTheEnd.contains(command.verb) {
            throw Refusal(
                .closed, "この案件は終わっています。続けるには再開してください。", "The matter has ended. Reopen it to go on.",
                lawfulBy: [])
        }
        switch command.verb {
        case "answer": return try answer()
        case "ask": return try ask()
        case "grant": return try decideRequest(.granted)
        case "return": return try decideRequest(.returned)
        case "refuse": return try decideRequest(.refused)
        case "take-up": return try takeUp()
        case "pass": return try passOn()
        case "enter": return try enterPaper()
        case "add-item": return try addItem()
        case "note", "statement", "correct", "link", "merge", "split", "false-alarm", "withdraw", "close", "reopen",
            "hand-over", "begin-again", "move", "exclude", "readmit", "show-to", "unshow":
            return try manage()
        case "keep-evidence", "pass-evidence", "seal-evidence", "open-evidence": return try evidence()
        default: return try act()
        }
    }

    /// What may still be entered when the matter has ended.
    private func checkLengths() throws(Refusal) {
        guard command.text.utf8.count <= 4_194_304, command.reason.utf8.count <= 4_194_304 else {
            throw Refusal(.malformed, "長すぎます（4MBまで）。", "It is too long (4 MB at most).", missing: ["text"])
        }
    }

    func checkTimes() throws(Refusal) {
        // The year 9999 is the last that can be written.
        guard command.entered.milliseconds < 253_402_300_800_000 else {
            throw Refusal(.malformed, "記録の時刻が正しくありません。", "The time of entry is impossible.")
        }
        // Five minutes of patience for clocks that do not agree.
        if command.happened > command.entered.adding(milliseconds: 300_000) {
            throw Refusal(
                .malformed, "起きた時刻が未来になっています。", "The time at which it happened lies in the future.")
        }
        if command.happened < Instant(milliseconds: 0) {
            throw Refusal(.malformed, "起きた時刻が正しくありません。", "The time at which it happened is impossible.")
        }
        if command.entered < matter.lastEntered {
            throw Refusal(
                .malformed, "記録の時刻が前の記録より古くなっています。", "The time of entry lies before the last entry.")
        }
    }

    func event(_ actor: Actor, clauses: [Clause.ID] = [], _ changes: [Change]) -> Event {
        Event(
            act: command.verb, happened: command.happened, entered: command.entered, actor: actor,
            text: command.text, reason: command.reason, clauses: clauses, changes: changes)
    }

    func outcome(_ event: Event) -> Outcome { Outcome(event: event, opened: [], warnings: []) }

    /// The person as somebody in general: the post they say, or the first one they hold.
    func generalActor() throws(Refusal) -> Actor {
        if let post = command.post {
            guard program.posts[Name(post)] != nil || program.parts[Name(post)] != nil else {
                throw Refusal(.malformed, "そのような役職はありません（\(post)）。", "There is no such post (\(post)).")
            }
            let seats =
                program.posts[Name(post)].map { [Seat(post: $0.id)] } ?? frame.resolve(Choice(.part(Name(post)))).seats
            guard let fit = frame.fit(command.person, seats) else {
                throw Refusal(
                    .notThePost, "その役職に就いていません（\(post)）。", "You do not hold that post (\(post)).", who: seats)
            }
            return actor(fit.seat, fit.fitting)
        }
        let held = house.holdings.first {
            $0.person == command.person && $0.from <= command.happened
                && command.happened < $0.to ?? Instant(milliseconds: .max)
        }
        return Actor(
            person: command.person, post: held?.post.text ?? "", unit: held?.unit ?? "", onBehalf: command.onBehalf)
    }

    func actor(_ seat: Seat, _ fitting: Fitting) -> Actor {
        Actor(
            person: command.person, post: seat.post.text.isEmpty ? seat.part?.text ?? "" : seat.post.text,
            unit: seat.unit, standsIn: fitting == .standIn, onBehalf: command.onBehalf)
    }

    /// The seat among these that the person acts for; outside posts are entered by those who record for them.
    func seated(_ seats: [Seat]) -> Actor? { seated(seats, in: frame) }

    /// The same at another moment.
    func seated(_ seats: [Seat], in frame: Frame) -> Actor? {
        if let fit = frame.fit(command.person, seats, as: command.post) { return actor(fit.seat, fit.fitting) }
        for seat in seats {
            guard let recorder = program.posts[seat.post]?.recordedBy,
                let fit = frame.fit(command.person, [Seat(post: recorder)])
            else { continue }
            var actor = actor(fit.seat, fit.fitting)
            actor.onBehalf = seat.post.text
            actor.post = seat.post.text
            return actor
        }
        return nil
    }
}
