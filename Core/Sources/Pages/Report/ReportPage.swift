import Engine
import Markup
import Rules

/// The page on which anybody reports, also with what was wrong.
///
/// - Parameters:
///   - entered: what was typed before; all of it is kept.
///   - errors: what is wrong, by the name of the input.
public func reportPage(
    _ context: PageContext, _ model: ReportModel, entered: Entered = Entered(), errors: [String: String] = [:]
) -> HTML {
    page(context, title: context.say(Phrases.Report.title)) { h in
        lifeLine(context, model, &h)
        let inputs = ReportInputs(context, model, entered: entered, errors: errors)
        errorSummary(context, inputs.all, &h)
        h.p(context.say(Phrases.Report.lead))
        reportForm(context, model, inputs, &h)
        callInstead(context, model, &h)
    }
}

/// The page for a report that came too soon after others (429): what was typed is kept.
///
/// - Parameter seconds: as in Retry-After.
public func tooManyReportsPage(
    _ context: PageContext, _ model: ReportModel, entered: Entered, retryAfter seconds: Int
) -> HTML {
    page(context, title: context.say(Phrases.Report.tooMany)) { h in
        lifeLine(context, model, &h)
        h.section(.class("notice warn"), .named("role", "alert")) { h in
            h.p(context.say(Phrases.Report.tooManyWait(seconds)))
            h.p(context.say(Phrases.Report.filesAgain))
        }
        callInstead(context, model, &h)
        reportForm(
            context, model, ReportInputs(context, model, entered: entered, errors: [:]), &h)
        h.p("\(context.say(Phrases.Frame.requestID)) \(context.requestID)", .class("small"))
    }
}

/// The line about danger to life, with the numbers as links.
private func lifeLine(_ context: PageContext, _ model: ReportModel, _ h: inout HTML) {
    h.section(.class("life")) { h in
        h.p { h in h.strong(context.say(Phrases.Report.lifeFirst)) }
        emergencies(context, model.reporting.life.emergencies.map { now(context, $0) }, &h)
    }
}

private func now(_ context: PageContext, _ emergency: Reporting.Emergency) -> EmergencyNow {
    EmergencyNow(number: emergency.number, label: context.say(emergency.label))
}

/// The emergency numbers as links.
func emergencies(_ context: PageContext, _ numbers: [EmergencyNow], _ h: inout HTML) {
    guard !numbers.isEmpty else { return }
    h.ul(.class("plain")) { h in
        for emergency in numbers {
            h.li { h in
                h.a(
                    context.say(Phrases.Report.ring(emergency.number, emergency.who)), href: "tel:\(emergency.number)",
                    .class("button"))
                if !emergency.cases.isEmpty { h.span(emergency.cases, .class("hint")) }
            }
        }
    }
}

private func reportForm(
    _ context: PageContext, _ model: ReportModel, _ inputs: ReportInputs, _ h: inout HTML
) {
    form(
        context, to: "/report", id: "report", files: true, send: context.say(Phrases.Report.send),
        inside: { h in
            h.void("input", [.type("hidden"), .name(ReportForm.Field.once), .value(model.once)])
            for input in inputs.required + inputs.reach { field(context, input, &h) }
            folded(context.say(Phrases.Report.more), inputs.more, &h) { h in
                for input in inputs.more { field(context, input, &h) }
            }
            if !inputs.desk.isEmpty {
                folded(context.say(Phrases.Report.desk), inputs.desk + inputs.past.flatMap { $0 }, &h) { h in
                    for input in inputs.desk { field(context, input, &h) }
                    h.h2(context.say(Phrases.Report.past))
                    h.p(context.say(Phrases.Report.pastHint), .class("hint"))
                    for input in inputs.past.flatMap({ $0 }) { field(context, input, &h) }
                }
            }
            if let exercise = inputs.exercise { field(context, exercise, &h) }
        }, &h)
}

/// A part that can be folded away; open where something is entered or wrong.
private func folded(_ title: String, _ inputs: [Input], _ h: inout HTML, inside: (inout HTML) -> Void) {
    let isOpen = inputs.contains { !$0.values.isEmpty || !$0.error.isEmpty }
    h.element("details", [.flag("open", isOpen)]) { h in
        h.element("summary", text: title)
        inside(&h)
    }
}

private func callInstead(_ context: PageContext, _ model: ReportModel, _ h: inout HTML) {
    callNow(context, model.calls, title: Phrases.Report.callInstead, none: Phrases.Report.noNumbers, &h)
}

/// Whom to telephone now, each number a link.
///
/// - Parameters:
///   - except: calls that stand elsewhere on the page.
///   - none: what is said where nobody can be rung; nil names the posts all the same.
func callNow(
    _ context: PageContext, _ calls: [CallNow], except: [CallNow] = [], title: Label, none: Label?, _ h: inout HTML
) {
    if let none, !calls.contains(where: { $0.posts.contains { !$0.numbers.isEmpty } }) {
        return h.p(context.say(none), .class("notice"))
    }
    callNow(context, CallRow.rows(context, calls, except: except), title: title, &h)
}
