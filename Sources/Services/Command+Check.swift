import Engine
import Notation
import Rules

extension Command {
    /// The longest text that is kept: a megabyte.
    public static let longest = 1_048_576
    /// The longest id.
    static let longestID = 200

    /// Refuses control characters and what is too long, wherever it stands in the command.
    func checkTexts() throws {
        var ids = [verb, person, row, other, edition] + marks + to
        ids += [post, step?.text, clause?.text, approval?.text, subject, item, itemKind?.text].compactMap { $0 }
        ids += [paper?.text, cites, way?.text, moves, matterKind?.text, playbook?.text].compactMap { $0 }
        ids += [file?.hash].compactMap { $0 }
        ids += names.flatMap { [$0.key.text, $0.value] }
        ids += adopted.flatMap { [$0.key.text, $0.value] }
        ids += answers.flatMap { [$0.fact.text, $0.item ?? ""] } + fields.map(\.field.text)
        for id in ids { try checkID(id) }
        for text in [self.text, reason, onBehalf, from, file?.name ?? ""] + fields.map(\.value) { try checkText(text) }
        for given in answers {
            guard case .values(let values) = given.value else { continue }
            for value in values { try checkText(value) }
        }
    }
}

/// Refuses an id that could not stand in a record.
func checkID(_ text: String) throws {
    guard text.utf8.count <= Command.longestID else {
        throw OfficeError.badValue("名前や番号が長すぎます（200バイトまで）", "an id is too long (200 bytes at most)")
    }
    if let scalar = text.unicodeScalars.first(where: { isControl($0) }) { throw controlCharacter(scalar, in: text) }
}

/// Refuses a text that could not stand in a record; line breaks and tabs may be in it.
func checkText(_ text: String) throws {
    guard text.utf8.count <= Command.longest else {
        throw OfficeError.badValue(
            "文章が長すぎます（\(text.utf8.count)バイト，1MBまで）。ファイルとして添えてください",
            "the text is too long (\(text.utf8.count) bytes, 1 MB at most); attach it as a file")
    }
    if let scalar = text.unicodeScalars.first(where: { isControl($0) && $0 != "\n" && $0 != "\t" }) {
        throw controlCharacter(scalar, in: text)
    }
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
}

private func controlCharacter(_ scalar: Unicode.Scalar, in text: String) -> OfficeError {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: 4 - digits.count) + digits
    return .badValue(
        "使えない制御文字（\(code)）が入っています。取り除いてください", "there is a control character (\(code)) in it; take it out")
}
