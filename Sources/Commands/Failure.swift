import ArgumentParser
import Engine
import Foundation
import Journaling
import Notation
import RulebookFiles
import Rules
import Services

extension ExitCode {
    /// The answer is no.
    static let no = ExitCode(1)
    /// Refused by the rules.
    static let refused = ExitCode(2)
    /// The command line is wrong.
    static let usage = ExitCode(64)
    /// The folder or a file cannot be used.
    static let folder = ExitCode(74)
}

/// A mistake on the command line, in both languages.
struct UsageError: Error {
    var ja: String
    var en: String

    init(_ ja: String, _ en: String) {
        self.ja = ja
        self.en = en
    }
}

/// Runs a command; every failure becomes a clear message and a documented exit code.
func reporting(_ output: Format = .text, _ body: () async throws -> Void) async throws {
    do {
        do {
            try await body()
        } catch let held as ControlSocket.Held {
            // The folder is a running server's: it carries out the verb.
            throw try ControlSocket.forward(to: held)
        }
    } catch let code as ExitCode {
        throw code
    } catch {
        let failure = CommandFailure(error)
        complain("\(failure.ja)\n\(failure.en)")
        if output == .json {
            print(
                JSON.object([
                    .init(
                        "error",
                        ["code": .string(failure.code), "ja": .string(failure.ja), "en": .string(failure.en)])
                ]).text)
        }
        throw failure.exit
    }
}

/// What is said of an error, and how the program ends.
struct CommandFailure {
    var code: String
    var ja: String
    var en: String
    var exit: ExitCode

    init(_ error: any Error) {
        switch error {
        case let error as UsageError: (code, ja, en, exit) = ("usage", error.ja, error.en, .usage)
        case let error as OfficeError:
            (code, ja, en) = (error.code.rawValue, error.japanese, error.english)
            switch error.code {
            case .stale, .busy, .erased, .kept: exit = .no
            case .noRulebook, .unknownEdition, .unreadable, .missingFile: exit = .folder
            default: exit = .usage
            }
        case let error as JournalError:
            (code, ja, en) = (error.code.rawValue, error.japanese, error.english)
            if let cause = error.cause { en += " (\(cause))" }
            switch error.code {
            case .invalid: exit = .usage
            case .conflict, .erased, .held, .sealed: exit = .no
            default: exit = .folder
            }
        case let error as Diagnostic: (code, ja, en, exit) = (error.code, error.ja, error.description, .no)
        case let error as CocoaError:
            let path = error.filePath ?? ""
            exit = .folder
            switch error.code {
            case .fileWriteOutOfSpace:
                (code, ja, en) = ("disk-full", "ディスクに空きがありません：\(path)", "the disk is full: \(path)")
            case .fileWriteVolumeReadOnly, .fileWriteNoPermission:
                (code, ja, en) = ("read-only", "書き込めません：\(path)", "it cannot be written: \(path)")
            default:
                (code, ja, en) = (
                    "io", "ファイルを読み書きできません：\(path)",
                    "a file cannot be read or written: \(path) (\(error.code.rawValue))"
                )
            }
        default: (code, ja, en, exit) = ("failure", "失敗しました：\(error)", "it failed: \(error)", .no)
        }
    }
}
