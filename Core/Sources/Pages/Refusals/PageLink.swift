import Markup
import Rules

/// A link that a page is given: where to, and what it is called.
public struct PageLink: Sendable, Hashable {
    /// The path within this site.
    public var path: String
    /// What it is called.
    public var text: String

    /// Makes a link.
    public init(_ path: String, _ text: String) {
        self.path = path
        self.text = text
    }
}

/// What somebody had typed when it could not be taken: shown again to be copied, never sent again by itself.
public struct KeptText: Sendable, Hashable {
    /// The label of the input.
    public var label: String
    /// What was in it.
    public var text: String

    /// Makes a kept text.
    public init(label: String, text: String) {
        self.label = label
        self.text = text
    }
}

/// What was typed, for copying; nothing when there is none.
func keptTexts(_ context: PageContext, _ kept: [KeptText], _ h: inout HTML) {
    let kept = kept.filter { !$0.text.isEmpty }
    guard !kept.isEmpty else { return }
    h.section(.class("kept")) { h in
        h.h2(context.say(Phrases.Refusals.kept))
        h.p(context.say(Phrases.Refusals.keptHint), .class("hint"))
        h.dl(.class("facts")) { h in
            for it in kept { h.term(it.label) { h in h.lines(it.text) } }
        }
    }
}

/// The request's id, for asking somebody about it.
func requestLine(_ context: PageContext, _ h: inout HTML) {
    guard !context.requestID.isEmpty else { return }
    h.p(.class("hint")) { h in
        h.text(context.say(Phrases.Frame.requestID) + "　")
        h.element("code", text: context.requestID)
    }
}
