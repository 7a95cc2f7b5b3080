import Markup
import Notation
import Rules

/// One input of a form, with its label and what was wrong with it.
public struct Input: Sendable, Hashable {
    /// How it is entered.
    public enum Shape: Sendable, Hashable {
        /// One line; `kind` is that of HTML (`text`, `tel`, `email`, `password`).
        case line(kind: String = "text")
        /// A moment or a day in one line, as people write it (`LooseTime`): the browsers' own inputs know no 和暦.
        case moment, day
        case lines(rows: Int = 4)
        /// One of several, each seen: for up to seven.
        case radio([Option])
        /// Any of several.
        case checks([Option])
        /// One of many.
        case select([Option])
        case file(several: Bool)
    }

    /// One of several values.
    public struct Option: Sendable, Hashable {
        /// What is sent.
        public var value: String
        /// What is read.
        public var text: String
        /// What it means, in smaller letters.
        public var hint: String

        /// Makes an option.
        public init(_ value: String, _ text: String, hint: String = "") {
            self.value = value
            self.text = text
            self.hint = hint
        }
    }

    /// The name under which it is sent.
    public var name: String
    /// What it is.
    public var label: String
    /// What to write, in a sentence.
    public var hint: String
    /// Whether it must be filled in.
    public var required: Bool
    /// How it is entered.
    public var shape: Shape
    /// What was entered before.
    public var values: [String]
    /// What was wrong with that; empty when nothing was.
    public var error: String
    /// What the browser may fill in.
    public var autocomplete: String?

    /// The input with what was typed into it before, when it was there then.
    func filled(from draft: PageContext.Draft) -> Input {
        guard draft.entered.names.contains(name) else { return self }
        var filled = self
        filled.values = draft.entered.all(name)
        return filled
    }

    /// Makes an input.
    public init(
        _ name: String, _ label: String, hint: String = "", required: Bool = false, shape: Shape = .line(),
        values: [String] = [], error: String = "", autocomplete: String? = nil
    ) {
        self.name = name
        self.label = label
        self.hint = hint
        self.required = required
        self.shape = shape
        self.values = values
        self.error = error
        self.autocomplete = autocomplete
    }

    /// Whether one chooses, and types nothing.
    var isChosen: Bool {
        switch shape {
        case .radio, .checks, .select: true
        case .line, .moment, .day, .lines, .file: false
        }
    }

    /// What is wrong with it, with its label where the sentence does not begin with that.
    var complaint: String { error.hasPrefix(label) ? error : "\(label)：\(error)" }

    /// The id of what a link in the error summary leads to.
    var anchor: String {
        switch shape {
        case .radio, .checks: "\(name)-1"
        case .line, .moment, .day, .lines, .select, .file: name
        }
    }
}

/// The errors of a form, at the top of its page, each a link to its input; nothing when there are none.
public func errorSummary(_ context: PageContext, _ inputs: [Input], also: [String] = [], _ h: inout HTML) {
    let wrong = inputs.filter { !$0.error.isEmpty }
    guard !wrong.isEmpty || !also.isEmpty else { return }
    h.section(.class("errors"), .id("errors"), .named("role", "alert"), .named("tabindex", "-1")) { h in
        h.h2(context.say(Phrases.Frame.errors))
        h.ul { h in
            for sentence in also { h.li(sentence) }
            for input in wrong {
                h.li { h in h.a(input.complaint, href: "#\(input.anchor)") }
            }
        }
    }
}

/// One input with its label, hint and error.
public func field(_ context: PageContext, _ input: Input, _ h: inout HTML) {
    let input = context.draft.map(input.filled(from:)) ?? input
    let wrong = !input.error.isEmpty
    h.div(.class(wrong ? "field wrong" : "field")) { h in
        switch input.shape {
        case .radio(let options): group(context, input, options, kind: "radio", &h)
        case .checks(let options): group(context, input, options, kind: "checkbox", &h)
        case .line, .moment, .day, .lines, .select, .file:
            h.element("label", [.named("for", input.name)]) { h in heading(context, input, &h) }
            notes(input, &h)
            single(context, input, &h)
        }
    }
}

private func heading(_ context: PageContext, _ input: Input, _ h: inout HTML) {
    h.text(input.label)
    let word = input.required ? Phrases.Frame.required : Phrases.Frame.optional
    h.span(context.say(word), .class(input.required ? "mark required" : "mark"))
}

private func notes(_ input: Input, _ h: inout HTML) {
    if !input.hint.isEmpty { h.p(input.hint, .class("hint"), .id("\(input.name)-hint")) }
    if !input.error.isEmpty { h.p(input.error, .class("error"), .id("\(input.name)-error")) }
}

private func described(_ input: Input) -> Attribute {
    let ids = [input.hint.isEmpty ? nil : "\(input.name)-hint", input.error.isEmpty ? nil : "\(input.name)-error"]
    let text = ids.compactMap { $0 }.joined(separator: " ")
    return .named("aria-describedby", text.isEmpty ? nil : text)
}

private func single(_ context: PageContext, _ input: Input, _ h: inout HTML) {
    var attributes: [Attribute] = [
        .id(input.name), .name(input.name), described(input), .named("autocomplete", input.autocomplete),
        .flag("required", input.required), .named("aria-invalid", input.error.isEmpty ? nil : "true"),
    ]
    switch input.shape {
    case .line(let kind):
        attributes += [.type(kind)]
        if kind != "password" { attributes.append(.value(input.values.first ?? "")) }
        h.void("input", attributes)
    case .moment, .day: h.void("input", attributes + [.type("text"), .value(input.values.first ?? "")])
    case .lines(let rows):
        // The line break after the tag is not part of the text.
        h.element("textarea", attributes + [.named("rows", String(rows))], text: "\n" + (input.values.first ?? ""))
    case .select(let options):
        h.element("select", attributes) { h in
            h.element("option", [.value("")], text: context.say(Phrases.Frame.choose))
            for option in options {
                h.element(
                    "option", [.value(option.value), .flag("selected", input.values.contains(option.value))],
                    text: option.text)
            }
        }
    case .file(let several):
        h.void("input", attributes + [.type("file"), .flag("multiple", several)])
    case .radio, .checks: break
    }
}

private func group(
    _ context: PageContext, _ input: Input, _ options: [Input.Option], kind: String, _ h: inout HTML
) {
    h.element("fieldset", [.id(input.name), described(input)]) { h in
        h.element("legend") { h in heading(context, input, &h) }
        notes(input, &h)
        for (index, option) in options.enumerated() {
            let id = "\(input.name)-\(index + 1)"
            h.div(.class("choice")) { h in
                h.void(
                    "input",
                    [
                        .type(kind), .id(id), .name(input.name), .value(option.value),
                        .flag("checked", input.values.contains(option.value)),
                        .flag("required", input.required && kind == "radio"),
                    ])
                h.element("label", [.named("for", id)]) { h in
                    h.text(option.text)
                    if !option.hint.isEmpty { h.span(option.hint, .class("hint")) }
                }
            }
        }
    }
}

/// A form that is posted, with its token; the function writes the inputs.
///
/// - Parameters:
///   - path: where it is sent. The form of the page itself goes to the page's whole address.
///   - drafts: whether what is typed is kept until it is sent; not where one signs in.
public func form(
    _ context: PageContext, to path: String, id: String, files: Bool = false, drafts: Bool = true, send: String,
    inside: (inout HTML) -> Void, _ h: inout HTML
) {
    let target = path == context.path ? context.target : path
    var attributes: [Attribute] = [.named("method", "post"), .action(target), .id(id), .flag("novalidate")]
    if drafts { attributes += draftMarks(context, of: target) }
    if files { attributes.append(.named("enctype", "multipart/form-data")) }
    if drafts { draftNotice(context, &h) }
    h.element("form", attributes) { h in
        token(context, &h)
        inside(&h)
        h.div(.class("acts")) { h in h.element("button", [.class("main")], text: send) }
        if drafts { draftStatus(context, &h) }
    }
}

/// The marks of a form whose draft is kept, under the address to which it is sent: each person has one for each address.
public func draftMarks(_ context: PageContext, of target: String) -> [Attribute] {
    [
        .named("data-draft", target),
        .named("data-draft-at", context.draft.map { String($0.savedAt.milliseconds) }),
    ]
}

/// Says above a form that it is filled in with what was typed before.
func draftNotice(_ context: PageContext, _ h: inout HTML) {
    guard let draft = context.draft else { return }
    h.p(.class("notice")) { h in
        h.text(context.say(Phrases.Frame.restored))
        h.moment(context, draft.savedAt)
    }
}

/// The line that says whether what is typed has been kept; for a form that is written by hand.
public func draftStatus(_ context: PageContext, _ h: inout HTML) {
    typealias Words = Phrases.Frame
    h.p(
        .class("draft-status"), .named("aria-live", "polite"), .flag("data-draft-status"),
        .named("data-saved", context.say(Words.draftSaved)), .named("data-local", context.say(Words.draftLocal)),
        .named("data-kept", context.say(Words.draftKept)), .named("data-restored", context.say(Words.draftRestored)),
        .named("data-discard", context.say(Words.draftDiscard))
    ) { _ in }
}
