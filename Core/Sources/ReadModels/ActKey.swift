import Engine
import Rules

/// What a form on a matter is for, as it stands in its path: stable, and of characters that need no escape in a path.
///
/// `act.tell`, `act.return~disk-1`, `each.return`, `decide.ok~fix`, `answer.hot`, `verb.note`. Bytes other than letters, digits,
/// `-`, `.` and `_` are written `=E3`, so that the text is the same before and after a path is decoded.
public enum ActKey: Hashable, Sendable {
    /// The act of a step.
    case act(Name<Step>, item: String?)
    /// The act of a step on several things at once.
    case each(Name<Step>)
    /// Passing on what was done under a step.
    case pass(Name<Step>, item: String?)
    /// Asking for an approval of a subject, empty where it is of a paper.
    case ask(Name<Approval>, subject: String)
    /// Granting, returning, refusing or taking up.
    case decide(Name<Approval>, subject: String)
    /// Reading a request on its way, or what was decided.
    case read(Name<Approval>, subject: String)
    /// Answering one fact.
    case answer(Name<Fact>, item: String?)
    /// Writing a paper without a step.
    case enter(Name<Paper>)
    /// Putting a thing on the list.
    case add(Name<ItemKind>)
    /// An act that no step foresaw.
    case free(Name<Act>)
    /// A verb that every matter has.
    case verb(String)

    /// What stands before the first full stop.
    private enum Word: String {
        case act, each, pass, ask, decide, read, answer, enter, add, free, verb
    }

    /// Reads a key; nil for everything that `text` never writes.
    public init?(_ text: String) {
        guard let dot = text.firstIndex(of: "."), let word = Word(rawValue: String(text[..<dot])) else { return nil }
        let rest = text[text.index(after: dot)...]
        let parts = rest.split(separator: "~", maxSplits: 1, omittingEmptySubsequences: false).map {
            Self.decoded($0)
        }
        guard let first = parts.first ?? nil, !first.isEmpty else { return nil }
        var second: String?
        if parts.count > 1 {
            guard let text = parts[1], !text.isEmpty else { return nil }
            second = text
        }
        switch word {
        case .act: self = .act(Name(first), item: second)
        case .each: self = .each(Name(first))
        case .pass: self = .pass(Name(first), item: second)
        case .ask: self = .ask(Name(first), subject: second ?? "")
        case .decide: self = .decide(Name(first), subject: second ?? "")
        case .read: self = .read(Name(first), subject: second ?? "")
        case .answer: self = .answer(Name(first), item: second)
        case .enter: self = .enter(Name(first))
        case .add: self = .add(Name(first))
        case .free: self = .free(Name(first))
        case .verb: self = .verb(first)
        }
        guard self.text == text else { return nil }
    }

    /// The key of what a duty asks for.
    public init(_ duty: Duty) {
        let approval = duty.approval ?? ""
        switch duty.kind {
        case .act: self = .act(duty.step ?? "", item: duty.item)
        case .pass: self = .pass(duty.step ?? "", item: duty.item)
        case .ask: self = .ask(approval, subject: duty.subject)
        case .decide: self = .decide(approval, subject: duty.subject)
        case .read, .readLater: self = .read(approval, subject: duty.subject)
        }
    }

    /// The key as it stands in a path.
    public var text: String {
        switch self {
        case .act(let step, let item): Self.written(.act, step.text, item)
        case .each(let step): Self.written(.each, step.text, nil)
        case .pass(let step, let item): Self.written(.pass, step.text, item)
        case .ask(let approval, let subject): Self.written(.ask, approval.text, subject)
        case .decide(let approval, let subject): Self.written(.decide, approval.text, subject)
        case .read(let approval, let subject): Self.written(.read, approval.text, subject)
        case .answer(let fact, let item): Self.written(.answer, fact.text, item)
        case .enter(let paper): Self.written(.enter, paper.text, nil)
        case .add(let kind): Self.written(.add, kind.text, nil)
        case .free(let act): Self.written(.free, act.text, nil)
        case .verb(let verb): Self.written(.verb, verb, nil)
        }
    }

    /// The path of its form.
    public func path(on matter: String) -> String { "/matters/\(matter)/acts/\(text)" }

    private static func written(_ word: Word, _ first: String, _ second: String?) -> String {
        let tail = second.flatMap { $0.isEmpty ? nil : "~" + encoded($0) } ?? ""
        return word.rawValue + "." + encoded(first) + tail
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func encoded(_ text: String) -> String {
        if text.utf8.allSatisfy(isPlain) { return text }
        return text.utf8.map { byte in
            if isPlain(byte) { return String(UnicodeScalar(byte)) }
            let digits = String(byte, radix: 16, uppercase: true)
            return "=" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
    }

    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "=") else {
                guard isPlain(byte) else { return nil }
                bytes.append(byte)
                continue
            }
            let digits = String(Substring(rest.prefix(2)))
            guard digits.utf8.count == 2, let value = UInt8(digits, radix: 16) else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
