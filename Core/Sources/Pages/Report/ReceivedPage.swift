import Engine
import Markup
import Notation
import ReadModels
import Rules

/// What whoever has reported is handed: once, at once.
public struct ReceivedModel: Sendable {
    /// The matter, which is the receipt number.
    public var number: String
    /// What proves the right to come back.
    public var passPhrase: String
    /// When it was received, in words.
    public var at: Instant
    /// With its era and its year.
    public var atWords: String
    public var isDanger: Bool
    public var isExercise: Bool
    public var emergencies: [EmergencyNow]
    public var lifeDos: [String]
    public var lifeCalls: [CallNow]
    public var dos: [String]
    public var donts: [String]
    public var calls: [CallNow]
    /// The position of the report in the journal.
    public var position: Int
    /// The hash that the journal ends with, in hexadecimal.
    public var head: String
    /// How many files came with it.
    public var files: Int
    /// How many more could not be kept.
    public var lost: Int
    /// How many things were entered as done already.
    public var past: Int

    /// The receipt of a matter that has just been opened.
    ///
    /// - Parameters:
    ///   - isDanger: as in the report; nil counts as no.
    public init(
        matter: Matter, reporting: Reporting, words: Words, at: Instant, dates: ReportDates, isDanger: Bool?,
        passPhrase: String, position: Int, head: String, files: Int = 0, lost: Int = 0,
        past: Int = 0
    ) {
        let told = advice(reporting, on: matter, in: words.program, house: words.house, at: at)
        number = matter.id
        self.passPhrase = passPhrase
        self.at = at
        atWords = dates.write(at)
        self.isDanger = isDanger ?? false
        isExercise = matter.exercise
        emergencies = reporting.life.emergencies.map {
            EmergencyNow(number: $0.number, label: words.pick($0.label))
        }
        lifeDos = told.lifeDos.map { $0.told(words) }
        lifeCalls = told.lifeCalls.map { CallNow($0, words: words) }
        dos = told.dos.map { $0.told(words) }
        donts = told.donts.map { $0.told(words) }
        calls = told.calls.map { CallNow($0, words: words) }
        self.position = position
        self.head = head
        self.files = files
        self.lost = lost
        self.past = past
    }
}

/// The page after a report: life first where somebody is in danger, then the receipt, what not to do and what to do,
/// whom to telephone now; what is kept as proof comes last, folded away.
public func receivedPage(_ context: PageContext, _ model: ReceivedModel) -> HTML {
    typealias Words = Phrases.Receipt
    // The draft on this machine is over.
    var context = context
    context.sent = "/report"
    return page(context, title: context.say(Words.received)) { h in
        lostPiece(context, model.lost, &h)
        if model.isExercise { h.p(.class("notice")) { h in h.strong(context.say(Words.exercise)) } }
        if model.isDanger { life(context, model, &h) }
        receipt(context, model, &h)
        // What must not be done comes before what helps: a machine that was switched off cannot be asked any more.
        h.div(.class("two")) { h in
            told(context, model.donts, title: Words.donts, list: "dont", &h)
            told(context, model.dos, title: Words.dos, list: "do", &h)
        }
        callNow(
            context, model.calls, except: model.isDanger ? model.lifeCalls : [], title: Words.call,
            none: Words.noNumbers, &h)
        h.section { h in
            h.h2(context.say(Words.addLater))
            h.p(context.say(Words.addHow))
            h.p { h in h.a(context.say(Words.title), href: "/receipt", .class("button")) }
        }
        proof(context, model, &h)
        h.element(
            "button", [.type("button"), .class("quiet"), .flag("data-print"), .flag("hidden")],
            text: context.say(Words.print))
    }
}

private func life(_ context: PageContext, _ model: ReceivedModel, _ h: inout HTML) {
    h.section(.class("life"), .named("role", "alert")) { h in
        h.h2(context.say(Phrases.Receipt.lifeTitle))
        emergencies(context, model.emergencies, &h)
        if !model.lifeDos.isEmpty {
            h.ul(.class("do")) { h in for sentence in model.lifeDos { h.li(sentence) } }
        }
    }
    callNow(context, model.lifeCalls, title: Phrases.Receipt.thenCall, none: nil, &h)
}

private func receipt(_ context: PageContext, _ model: ReceivedModel, _ h: inout HTML) {
    h.section(.class("receipt")) { h in
        h.dl { h in
            h.term(context.say(Phrases.Receipt.number), model.number)
            h.term(context.say(Phrases.Receipt.passPhrase), model.passPhrase)
        }
        h.p(context.say(Phrases.Receipt.keep))
    }
}

private func told(_ context: PageContext, _ sentences: [String], title: Label, list: String, _ h: inout HTML) {
    guard !sentences.isEmpty else { return }
    h.section { h in
        h.h2(context.say(title))
        h.ul(.class(list)) { h in for sentence in sentences { h.li(sentence) } }
    }
}

private func proof(_ context: PageContext, _ model: ReceivedModel, _ h: inout HTML) {
    typealias Words = Phrases.Receipt
    h.element("details", [.class("proof")]) { h in
        h.element("summary", text: context.say(Words.proof))
        h.dl(.class("facts")) { h in
            h.term(context.say(Words.at)) { h in
                h.element("time", [.named("datetime", model.at.text(in: context.zone))], text: model.atWords)
            }
            h.term(context.say(Words.position), String(model.position))
            h.term(context.say(Words.head), String(model.head.prefix(16)))
            h.term(context.say(Words.headFull)) { h in
                h.element("code", text: "\(model.position):\(model.head)")
            }
            if model.files > 0 { h.term(context.say(Words.filesTaken), context.say(Words.fileCount(model.files))) }
            if model.past > 0 { h.term(context.say(Words.pastTaken), String(model.past)) }
        }
        h.p(context.say(Words.proofWhy), .class("hint"))
    }
}

/// That files could not be kept, and what to do with them.
func lostPiece(_ context: PageContext, _ count: Int, _ h: inout HTML) {
    guard count > 0 else { return }
    h.section(.class("notice warn"), .named("role", "alert")) { h in h.p(context.say(Phrases.Receipt.lost(count))) }
}
