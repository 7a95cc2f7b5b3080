import Engine
import Rules

/// Reads what is entered on the page of a receipt.
public enum ReceiptForm {
    /// A receipt that somebody claims to hold.
    public struct Claim: Hashable, Sendable {
        /// The matter.
        public var number: String
        /// As it was typed.
        public var passPhrase: String

        /// Makes a claim.
        public init(number: String, passPhrase: String) {
            self.number = number
            self.passPhrase = passPhrase
        }
    }

    /// The names of the inputs.
    enum Field {
        static let number = "number"
        static let passPhrase = "phrase"
        static let text = "text"
        static let files = "files"
    }

    /// Reads a number and a pass-phrase; nil with what is missing.
    public static func claim(_ entered: Entered, _ context: PageContext) -> (claim: Claim?, errors: [String: String]) {
        var errors: [String: String] = [:]
        let number = Self.number(entered[Field.number])
        let phrase = entered[Field.passPhrase]
        if number.isEmpty { errors[Field.number] = context.say(Phrases.Receipt.numberMissing) }
        if phrase.isEmpty { errors[Field.passPhrase] = context.say(Phrases.Receipt.phraseMissing) }
        guard errors.isEmpty else { return (nil, errors) }
        return (Claim(number: number, passPhrase: phrase), [:])
    }

    /// A number as people type it: full-width figures, any dash or none.
    static func number(_ typed: String) -> String {
        let figures = typed.unicodeScalars.compactMap { scalar -> Character? in
            switch scalar.value {
            case 0x30...0x39: Character(scalar)
            case 0xFF10...0xFF19: UnicodeScalar(scalar.value - 0xFF10 + 0x30).map(Character.init)
            default: nil
            }
        }
        guard figures.count > 4, !typed.contains(where: \.isLetter) else { return typed }
        return String(figures[..<4]) + "-" + String(figures[4...])
    }

    /// Reads what is added: a note on the matter.
    ///
    /// - Parameters:
    ///   - person: the person of the house that stands for reports without an account.
    ///   - onBehalf: whoever reported, as the opening names them.
    ///   - files: how many files came with it.
    public static func added(
        _ entered: Entered, _ context: PageContext, by person: String, onBehalf: String, files: Int
    ) -> (note: Command?, errors: [String: String]) {
        var reading = AddedReading(entered: entered, context: context)
        let text = reading.text(files: files)
        guard reading.errors.isEmpty else { return (nil, reading.errors) }
        var note = Command(verb: "note", person: person, happened: context.now, entered: context.now)
        note.onBehalf = onBehalf
        note.text = "【\(Phrases.ReportText.added)】\n" + text
        return (note, [:])
    }
}

private struct AddedReading {
    let entered: Entered
    let context: PageContext
    var errors: [String: String] = [:]

    mutating func text(files: Int) -> String {
        let name = ReceiptForm.Field.text
        let value = entered[name]
        if let wrong = TextCheck.problem(value, most: ReportForm.longest.what) {
            errors[name] = context.say(wrong)
        } else if value.isEmpty, files == 0 {
            errors[name] = context.say(Phrases.Receipt.addMissing)
        } else if value.isEmpty {
            return context.ja(Phrases.Receipt.fileCount(files))
        }
        return value
    }
}

/// What cannot stand in a record, whoever writes it.
enum TextCheck {
    /// What is wrong with a text: a control character, or too many letters.
    static func problem(_ text: String, most: Int) -> Label? {
        if let scalar = text.unicodeScalars.first(where: isControl) { return Phrases.ReportError.control(code(scalar)) }
        if text.count > most { return Phrases.ReportError.long(most, text.count) }
        // One letter may carry any number of marks.
        if text.utf8.count > most * 32 { return Phrases.ReportError.long(most, text.unicodeScalars.count) }
        return nil
    }

    /// Whether there is anything in it that can be seen.
    static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.properties.isDefaultIgnorableCodePoint || $0.properties.isWhitespace }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || (0x7F..<0xA0).contains(scalar.value)
    }

    private static func code(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
