import Notation
import Rules

extension Decider {
    /// Nobody who is excluded acts, and nobody acts for them; what they say is taken down by others.
    func checkSight() throws(Refusal) {
        if frame.excluded.contains(command.person) { throw excluded(command.person) }
        let isTakenDown = ["statement", "note"].contains(command.verb) || command.inFact
        if !isTakenDown, frame.excluded.contains(command.onBehalf) { throw excluded(command.onBehalf) }
    }

    /// The refusal of naming somebody who is excluded for something to do here; nil when they are not.
    func refusal(naming person: String) -> Refusal? { frame.excluded.contains(person) ? excluded(person) : nil }

    private func excluded(_ person: String) -> Refusal {
        let clauses = exclusions(of: matter, in: program).filter { $0.person == person }.flatMap(\.clauses).unique
        return Refusal(
            .excluded, clauses: clauses, "この案件から除外されている人は，行うことも閲覧することもできません。述べることは，ほかの人が聞き取りとして記録します。",
            "Whoever is excluded from this matter neither acts in it nor reads it. What they say is taken down by others.",
            who: frame.concern.seats)
    }

    /// The persons whom a matter excludes with this one when it comes out of it.
    var inheritedExclusions: [String] { exclusions(of: matter, in: program).map(\.person).unique }

    /// Excludes somebody, readmits them, names a reader or takes the name back.
    func sight() throws(Refusal) -> Outcome {
        guard command.to.count == 1, let person = command.to.first, house.canBeNamed(person) else {
            throw Refusal(.malformed, "誰についてかを一人示してください。", "Say whom it is about, one person.", missing: ["to"])
        }
        let actor = try sightActor(
            "この案件に関わる役職の人だけが，誰が見てよいかを決められます。",
            "Only the holder of a post that this matter concerns decides who may see it.")
        try require(command.reason, "reason", "理由を書いてください。", "Give a reason.")
        let change: Change
        switch command.verb {
        case "exclude":
            if matter.excludedBy[person] != nil { throw already("既に除外されています。", "They are excluded already.") }
            change = .excluded(person: person)
            try checkSomebodyIsLeft(after: change, actor)
        case "readmit":
            if !frame.excluded.contains(person) { throw already("除外されていません。", "They are not excluded.") }
            change = .readmitted(person: person)
        case "show-to":
            if let refusal = refusal(naming: person) { throw refusal }
            if matter.readers[person] != nil { throw already("既に閲覧者です。", "They are a reader already.") }
            change = .shown(person: person)
        default:
            if matter.readers[person] == nil { throw already("指名された閲覧者ではありません。", "They are no named reader.") }
            change = .unshown(person: person)
        }
        return outcome(event(actor, [change]))
    }

    private func already(_ ja: String, _ en: String) -> Refusal { Refusal(.malformed, ja, en, missing: ["to"]) }

    /// An exclusion after which nobody could act would be one that nobody could lift.
    private func checkSomebodyIsLeft(after change: Change, _ actor: Actor) throws(Refusal) {
        var later = matter
        later.apply(event(actor, [change]))
        let then = Frame(program: program, matter: later, house: house, at: command.happened)
        guard then.isSightSettled else {
            throw Refusal(
                .excluded, "除外すると，この案件に関わる人が誰もいなくなります。", "Nobody that the matter concerns would be left.",
                who: frame.sightSeats)
        }
    }

    // MARK: Who says it

    /// The person as one who says who sees the matter, when it happened and when it is entered; the words are for others.
    func sightActor(_ ja: String, _ en: String) throws(Refusal) -> Actor {
        let seats = frame.sightSeats
        // The post they say they act for is checked first: a wrong one is another mistake.
        let general = try generalActor()
        let post = command.post == nil ? nil : general.post
        let isNow = command.entered == command.happened
        let entry = isNow ? frame : Frame(program: program, matter: matter, house: house, at: command.entered)
        guard let fit = frame.fit(command.person, seats, as: post),
            isNow || entry.fit(command.person, entry.sightSeats) != nil
        else { throw Refusal(.notThePost, ja, en, who: entry.sightSeats) }
        return fit.seat.post.text.isEmpty ? general : actor(fit.seat, fit.fitting)
    }

    // MARK: Corrections

    /// Their own entries anybody corrects; those of others, and what says who sees, whoever says who sees.
    func checkMayStrike(_ entry: Int, as actor: Actor, answering changes: [Change]) throws(Refusal) -> Actor {
        var later = matter
        later.apply(event(actor, [.struck(entry: entry)] + changes))
        if matter.saysWhoSees(entry, in: program)
            || matter.readers != later.readers
            || exclusions(of: matter, in: program) != exclusions(of: later, in: program)
        {
            return try sightActor(
                "誰が見てよいかを変える訂正は，この案件に関わる役職の人だけができます。",
                "Only the holder of a post that this matter concerns corrects who may see it.")
        }
        if matter.author(of: entry) == command.person { return actor }
        return try sightActor(
            "ほかの人の記録は，この案件に関わる役職の人だけが訂正できます。自分の記録は，本人が訂正できます。",
            "Only the holder of a post that this matter concerns corrects what others entered; anybody their own entries."
        )
    }
}
