import Engine
import Markup
import Notation
import Rules

/// How far a report has come, in four words; nothing of the inside.
public enum ReceiptState: Hashable, Sendable, CaseIterable {
    case received, opened, underWay, ended
}

/// What whoever reported may see of it later.
public struct ReceiptModel: Sendable {
    /// Words of whoever reported, with when they were entered.
    public struct Part: Hashable, Sendable {
        public var at: Instant
        public var text: String
    }

    public var number: String
    public var state: ReceiptState
    public var reported: Part
    public var added: [Part]
    /// Something was added just now.
    public var hasJustAdded: Bool

    /// What the record of a matter shows to whoever reported it; nil for a record without an opening.
    ///
    /// - Parameters:
    ///   - events: the matter's record; shown are the opening's words and the notes of `person`, and nothing else.
    ///   - wasOpened: somebody in charge has looked at it.
    ///   - person: the person of the house that stands for reports without an account.
    public init?(
        matter: Matter, events: [Event], wasOpened: Bool, person: String, hasJustAdded: Bool = false
    ) {
        guard let opening = events.first else { return nil }
        number = matter.id
        reported = Part(at: opening.entered, text: opening.text)
        added = events.dropFirst().filter { $0.act == "note" && $0.actor.person == person }
            .map { Part(at: $0.entered, text: $0.text) }
        // What the desk enters together with the opening belongs to the report.
        let isUnderWay = events.dropFirst().contains {
            $0.actor.person != person && !($0.actor == opening.actor && $0.entered == opening.entered)
        }
        state = matter.ended != nil ? .ended : isUnderWay ? .underWay : wasOpened ? .opened : .received
        self.hasJustAdded = hasJustAdded
    }
}

/// The page that asks for a number and a pass-phrase.
///
/// - Parameter isUnknown: there is no such pair; which of the two is wrong is never said.
public func receiptEntryPage(
    _ context: PageContext, entered: Entered = Entered(), errors: [String: String] = [:], isUnknown: Bool = false
) -> HTML {
    typealias Words = Phrases.Receipt
    typealias Field = ReceiptForm.Field
    let inputs = [
        Input(
            Field.number, context.say(Words.number), required: true, values: entered.all(Field.number),
            error: errors[Field.number] ?? "", autocomplete: "off"),
        Input(
            Field.passPhrase, context.say(Words.passPhrase), hint: context.say(Words.phraseHint), required: true,
            values: entered.all(Field.passPhrase), error: errors[Field.passPhrase] ?? "", autocomplete: "off"),
    ]
    return page(context, title: context.say(Words.title)) { h in
        errorSummary(context, inputs, also: isUnknown ? [context.say(Words.noMatch)] : [], &h)
        h.p(context.say(Words.lead))
        // No draft is kept of a pass-phrase.
        h.element("form", [.named("method", "post"), .action("/receipt"), .id("receipt"), .flag("novalidate")]) { h in
            token(context, &h)
            for input in inputs { field(context, input, &h) }
            h.element("button", [.class("main")], text: context.say(Words.show))
        }
    }
}

/// The page of one receipt: what was reported, how far it has come, and room to add.
///
/// - Parameters:
///   - claim: what was proved; it goes along unseen with what is added, and is in no draft.
///   - lost: how many of the files that came with the addition could not be kept.
///   - once: a mark of this one form, so that a second click adds nothing a second time.
public func receiptPage(
    _ context: PageContext, _ model: ReceiptModel, claim: ReceiptForm.Claim, dates: ReportDates, files: Int = 20,
    megabytes: Int = 100, once: String = "", entered: Entered = Entered(), errors: [String: String] = [:],
    lost: Int = 0
) -> HTML {
    typealias Words = Phrases.Receipt
    typealias Field = ReceiptForm.Field
    let inputs = [
        Input(
            Field.text, context.say(Words.addText), hint: context.say(Words.addHint), shape: .lines(),
            values: entered.all(Field.text), error: errors[Field.text] ?? ""),
        Input(
            Field.files, context.say(Phrases.Report.files),
            hint: context.say(Phrases.Report.filesHint(files, megabytes)),
            shape: .file(several: true), error: errors[Field.files] ?? ""),
    ]
    var context = context
    if model.hasJustAdded { context.sent = "/receipt/add" }
    return page(context, title: context.say(Words.title)) { h in
        if model.hasJustAdded {
            h.section(.class("notice good"), .named("role", "status")) { h in h.p(context.say(Words.added)) }
        }
        lostPiece(context, lost, &h)
        errorSummary(context, inputs, &h)
        h.dl(.class("facts")) { h in
            h.term(context.say(Words.number), model.number)
            h.term(context.say(Words.state)) { h in state(context, model.state, &h) }
        }
        h.h2(context.say(Words.said))
        part(context, model.reported, dates, &h)
        if !model.added.isEmpty {
            h.h2(context.say(Words.addedAt))
            for piece in model.added { part(context, piece, dates, &h) }
        }
        h.h2(context.say(Words.add))
        if model.state == .ended { h.p(context.say(Words.endedNote)) }
        form(
            context, to: "/receipt/add", id: "receipt-add", files: true, send: context.say(Words.addSend),
            inside: { h in
                let unseen = [
                    (Field.number, claim.number), (Field.passPhrase, claim.passPhrase), (ReportForm.Field.once, once),
                ]
                for (name, value) in unseen { h.void("input", [.type("hidden"), .name(name), .value(value)]) }
                for input in inputs { field(context, input, &h) }
            }, &h)
    }
}

private func state(_ context: PageContext, _ state: ReceiptState, _ h: inout HTML) {
    switch state {
    case .received: h.span(context.say(Phrases.Receipt.stateReceived), .class("state waiting"))
    case .opened: h.span(context.say(Phrases.Receipt.stateOpened), .class("state open"))
    case .underWay: h.span(context.say(Phrases.Receipt.stateUnderWay), .class("state open"))
    case .ended: h.span(context.say(Phrases.Receipt.stateEnded), .class("state ended"))
    }
}

private func part(_ context: PageContext, _ part: ReceiptModel.Part, _ dates: ReportDates, _ h: inout HTML) {
    h.section(.class("notice")) { h in
        h.p { h in
            h.element(
                "time", [.named("datetime", part.at.text(in: context.zone))], text: dates.write(part.at))
        }
        h.p { h in h.lines(part.text) }
    }
}
