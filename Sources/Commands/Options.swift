import ArgumentParser
import Books
import Foundation
import Notation

/// The data folder.
struct DataOption: ParsableArguments {
    @Option(name: .long, help: "The data folder (データのフォルダー).")
    var data: String
}

extension Language: @retroactive ExpressibleByArgument {}

struct LanguageOption: ParsableArguments {
    @Option(name: .long, help: "Language of labels: ja or en.")
    var language: Language = .ja
}

/// `name=value`.
struct Pair: ExpressibleByArgument, Hashable {
    var name: String
    var value: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else { return nil }
        name = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
    }
}

/// Reads a moment as people type it: with or without a zone, or just the hour of today.
func moment(_ text: String, zone: Zone, now: Instant) throws -> Instant {
    if let at = Instant(reading: text, zone: zone)
        ?? Instant(reading: now.day(in: zone).text + "T" + text, zone: zone)
    {
        return at
    }
    throw UsageError(
        "「\(text)」は日時として読めません。2026-06-01T21:10 か 21:10 の形で書いてください",
        "“\(text)” is no time; write it like 2026-06-01T21:10 or 21:10")
}

/// Reads a text from a file, or from standard input for `-`.
func readText(_ path: String) throws -> String {
    let data: Data
    if path == "-" {
        data = StandardInput.read()
    } else {
        guard let content = FileManager.default.contents(atPath: Surroundings.path(path)) else {
            throw UsageError("ファイルを読めません：\(path)", "the file cannot be read: \(path)")
        }
        data = content
    }
    guard let text = String(validating: data, as: UTF8.self) else {
        throw UsageError("文字コードがUTF-8ではありません：\(path)", "the text is not UTF-8: \(path)")
    }
    return text
}

/// Refuses arguments that are not UTF-8, which would otherwise be changed in silence.
public func checkArguments() {
    for index in 0..<Int(CommandLine.argc) {
        guard let argument = CommandLine.unsafeArgv[index] else { continue }
        let bytes = UnsafeBufferPointer(start: argument, count: strlen(argument)).map { UInt8(bitPattern: $0) }
        guard String(validating: bytes, as: UTF8.self) == nil else { continue }
        complain(
            "引数\(index)の文字コードがUTF-8ではありません。端末の文字コードを確かめてください\n"
                + "argument \(index) is not UTF-8; check the encoding of your terminal")
        exit(64)
    }
}
