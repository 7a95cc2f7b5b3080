import Configuration
import Foundation
import Journaling
import Logging
import Notation
import WebServer

/// A setting of the server. Its name is the option's, the key's in `serve.json`, and with `SHODO_` before it and
/// underscores the environment's.
enum ServeSetting: String, CaseIterable {
    case bind
    case port
    case tlsCert = "tls-cert"
    case tlsKey = "tls-key"
    case trustedProxy = "trusted-proxy"
    case allowPlainHTTP = "allow-plain-http"
    case reportsPerTenMinutes = "reports-per-ten-minutes"
    case longestFile = "longest-file"
    case mostFiles = "most-files"
    case log

    /// The settings: options, then environment, then the file in the data folder.
    ///
    /// - Returns: the server's settings, and how much is logged; nil for nothing.
    /// - Throws: `UsageError` for what is unknown or no value of its kind; a setting is never left out in silence.
    static func read(_ given: [ServeSetting: String], folder: String) throws -> (
        server: ServerSettings, level: Logger.Level?
    ) {
        let values = Values(
            reader: ConfigReader(providers: [
                memory(given), EnvironmentVariablesProvider().prefixKeys(with: "shodo"),
                memory(try file("\(folder)/serve.json")),
            ]))
        var server = ServerSettings()
        server.address = values.text(.bind) ?? server.address
        server.port = try values.number(.port, in: 0...65_535) ?? server.port
        server.trustedProxy = values.text(.trustedProxy) ?? ""
        server.allowsPlain = try values.yesNo(.allowPlainHTTP)
        server.reportsPerTenMinutes =
            try values.number(.reportsPerTenMinutes, in: 1...1_000_000_000) ?? server.reportsPerTenMinutes
        server.longestFile =
            try values.number(.longestFile, in: 1...100_000).map { $0 * 1_048_576 } ?? server.longestFile
        server.mostFiles = try values.number(.mostFiles, in: 0...10_000) ?? server.mostFiles
        switch (values.text(.tlsCert), values.text(.tlsKey)) {
        case (let chain?, let key?):
            for file in [chain, key] where !FileManager.default.isReadableFile(atPath: file) {
                throw UsageError("証明書のファイルを読めません：\(file)", "the file cannot be read: \(file)")
            }
            server.certificate = (chain, key)
        case (nil, nil): break
        default: throw UsageError("tls-cert と tls-key は両方要ります", "tls-cert and tls-key go together")
        }
        let level = values.text(.log) ?? "info"
        guard level == "none" || Logger.Level(rawValue: level) != nil else { throw wrong(.log, level) }
        return (server, Logger.Level(rawValue: level))
    }

    private static func memory(_ values: [ServeSetting: String]) -> InMemoryProvider {
        InMemoryProvider(
            values: Dictionary(
                uniqueKeysWithValues: values.map {
                    (AbsoluteConfigKey([$0.key.rawValue]), ConfigValue(.string($0.value), isSecret: false))
                }))
    }

    /// What the file says; nothing when there is none.
    private static func file(_ path: String) throws -> [ServeSetting: String] {
        guard let content = FileManager.default.contents(atPath: path) else { return [:] }
        guard let json = try? JSON(reading: Array(content)), case .object(let members) = json else {
            throw UsageError("設定ファイルを読めません（JSONではありません）：\(path)", "the settings are no JSON object: \(path)")
        }
        var values: [ServeSetting: String] = [:]
        for member in members {
            guard let setting = ServeSetting(rawValue: member.name), values[setting] == nil else {
                let known = allCases.map(\.rawValue).joined(separator: ", ")
                throw UsageError(
                    "設定ファイルに知らない項目か，二度書かれた項目があります：\(member.name)（使えるもの：\(known)）",
                    "unknown or repeated in the settings: \(member.name) (known: \(known))")
            }
            switch member.value {
            case .string(let text): values[setting] = text
            case .int(let number): values[setting] = String(number)
            case .bool(let answer): values[setting] = String(answer)
            default: throw wrong(setting, "\(member.value.text)")
            }
        }
        return values
    }

    static func wrong(_ setting: ServeSetting, _ text: String) -> UsageError {
        UsageError("\(setting.rawValue) の値が違います：\(text)", "\(setting.rawValue) cannot be \(text)")
    }

    /// The values, the first source that has one winning; an empty text is none.
    private struct Values {
        let reader: ConfigReader

        func text(_ setting: ServeSetting) -> String? {
            let text = reader.string(forKey: ConfigKey([setting.rawValue]))
            return text?.isEmpty ?? true ? nil : text
        }

        func number(_ setting: ServeSetting, in range: ClosedRange<Int>) throws -> Int? {
            guard let text = text(setting) else { return nil }
            guard let number = Int(text), range.contains(number) else { throw wrong(setting, text) }
            return number
        }

        func yesNo(_ setting: ServeSetting) throws -> Bool {
            switch text(setting) {
            case nil, "false", "no": false
            case "true", "yes": true
            case let text?: throw wrong(setting, text)
            }
        }
    }
}
