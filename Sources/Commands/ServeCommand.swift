import ArgumentParser
import Configuration
import Foundation
import Journaling
import Logging
import Notation
import Pages
import Services
import SystemPackage
import WebServer

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the web application. 画面を提供します。",
        discussion: """
            Settings come from the options, then from the environment (SHODO_BIND, SHODO_PORT, …), then from \
            serve.json in the data folder; docs/reference/serve.md has the table. Ends on SIGTERM or SIGINT after the \
            requests under way.
            設定は，オプション，環境変数，データフォルダーの serve.json の順に見ます。
            """)

    @OptionGroup var folder: DataOption
    @OptionGroup var options: ServeOptions

    func run() async throws {
        try await reporting {
            try await Serving(folder: folder.data, options: options, clock: .system).run()
        }
    }
}

/// How the server is reached; what is not given is looked for elsewhere.
struct ServeOptions: ParsableArguments {
    @Option(name: .long, help: "The address to listen at (default 127.0.0.1).")
    var bind: String?
    @Option(name: .long, help: "The port (default 8080); 0 lets the system choose.")
    var port: Int?
    @Option(name: .long, help: "A certificate chain in PEM (TLS証明書).")
    var tlsCert: String?
    @Option(name: .long, help: "Its key in PEM.")
    var tlsKey: String?
    @Option(name: .long, help: "The address of a proxy that ends TLS and is believed about who asks.")
    var trustedProxy: String?
    @Flag(name: .long, help: "Serve plain HTTP beyond this machine all the same.")
    var allowPlainHttp = false
    @Option(name: .long, help: "Reports from one address in ten minutes (default 60).")
    var reportsPerTenMinutes: Int?
    @Option(name: .long, help: "The largest file in megabytes (default 100).")
    var longestFile: Int?
    @Option(name: .long, help: "Lines of the log: info, warning, error or none (default info).")
    var log: String?

    /// What was given on the command line, as the configuration names it.
    private var given: [AbsoluteConfigKey: ConfigValue] {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        func set(_ key: String, _ value: String?) {
            if let value { values[AbsoluteConfigKey(ConfigKey(key))] = ConfigValue(.string(value), isSecret: false) }
        }
        func set(_ key: String, _ value: Int?) {
            if let value { values[AbsoluteConfigKey(ConfigKey(key))] = ConfigValue(.int(value), isSecret: false) }
        }
        set("shodo.bind", bind)
        set("shodo.port", port)
        set("shodo.tls-cert", tlsCert)
        set("shodo.tls-key", tlsKey)
        set("shodo.trusted-proxy", trustedProxy)
        set("shodo.reports-per-ten-minutes", reportsPerTenMinutes)
        set("shodo.longest-file", longestFile)
        set("shodo.log", log)
        if allowPlainHttp {
            values[AbsoluteConfigKey(ConfigKey("shodo.allow-plain-http"))] = ConfigValue(.bool(true), isSecret: false)
        }
        return values
    }

    /// The settings: options, then environment, then the file in the data folder.
    func settings(folder: String) async throws -> (server: ServerSettings, level: Logger.Level?) {
        var providers: [any ConfigProvider] = [InMemoryProvider(values: given), EnvironmentVariablesProvider()]
        let file = "\(folder)/serve.json"
        if FileManager.default.fileExists(atPath: file) {
            do {
                providers.append(try await FileProvider<JSONSnapshot>(filePath: .init(file)))
            } catch {
                throw UsageError("設定ファイルを読めません：\(file)", "the settings cannot be read: \(file) (\(error))")
            }
        }
        let reader = ConfigReader(providers: providers).scoped(to: "shodo")
        var server = ServerSettings()
        server.address = reader.string(forKey: "bind", default: server.address)
        server.port = reader.int(forKey: "port", default: server.port)
        server.trustedProxy = reader.string(forKey: "trusted-proxy", default: "")
        server.allowsPlain = reader.bool(forKey: "allow-plain-http", default: false)
        server.reportsPerTenMinutes = reader.int(
            forKey: "reports-per-ten-minutes", default: server.reportsPerTenMinutes)
        server.longestFile = reader.int(forKey: "longest-file", default: server.longestFile / 1_048_576) * 1_048_576
        switch (reader.string(forKey: "tls-cert"), reader.string(forKey: "tls-key")) {
        case (let chain?, let key?): server.certificate = (chain, key)
        case (nil, nil): break
        default: throw UsageError("--tls-cert と --tls-key は両方要ります", "--tls-cert and --tls-key go together")
        }
        guard (0...65_535).contains(server.port) else {
            throw UsageError("ポートは0から65535までです：\(server.port)", "a port is 0 to 65535: \(server.port)")
        }
        let level = reader.string(forKey: "log", default: "info")
        guard level == "none" || Logger.Level(rawValue: level) != nil else {
            throw UsageError("記録の細かさを読めません：\(level)", "unknown level: \(level)")
        }
        return (server, Logger.Level(rawValue: level))
    }
}

/// One run of the server: opens the folder, serves, and gives it back.
public struct Serving {
    let folder: String
    let options: ServeOptions
    let clock: JournalClock

    init(folder: String, options: ServeOptions, clock: JournalClock) {
        self.folder = folder
        self.options = options
        self.clock = clock
    }

    /// Serves a folder under another clock, for programs that test with days that pass in a moment.
    public init(folder: String, arguments: [String], clock: JournalClock) throws {
        self.init(folder: folder, options: try ServeOptions.parse(arguments), clock: clock)
    }

    /// Serves until a signal comes.
    public func run() async throws {
        let (settings, level) = try await options.settings(folder: folder)
        let installation = try Installation.open(folder, for: .writing, clock: clock)
        let clock = clock
        var log = Logger(label: "shodo") { label in
            JSONLog(
                label: label, level: level ?? .critical, time: { Instant(milliseconds: clock.wall()) },
                write: { line in FileHandle.standardError.write(Data((line + "\n").utf8)) })
        }
        log.logLevel = level ?? .critical
        let record = try await installation.office.house()
        let served = try installation.site(
            settings: settings, demoSignIns: record.isDemo ? demoSignIns(record) : [], log: log)
        let server = try WebServer(site: served.site, settings: settings, isDemo: record.isDemo, log: log)
        let control = try ControlServer(installation, in: folder)
        let indexing = Task { await served.indexing.run() }
        defer {
            control.stop()
            indexing.cancel()
        }
        let started = log
        let scheme = settings.certificate == nil ? "http" : "https"
        try await server.run { port in
            started.info("started", metadata: ["port": .stringConvertible(port)])
            Swift.print("初動 \(scheme)://\(settings.address):\(port)")
            if record.isDemo {
                for demo in demoSignIns(record) { Swift.print("  \(demo.name) / \(demo.password)　\(demo.who)") }
            }
            fflush(nil)
        }
        try await served.close()
        try await installation.close()
        log.info("stopped")
    }
}
