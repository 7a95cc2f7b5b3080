import ArgumentParser
import Foundation
import Journaling
import Logging
import Notation
import Pages
import Services
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
    @Option(name: .long, help: "The most files with one form (default 20).")
    var mostFiles: Int?
    @Option(name: .long, help: "Lines of the log: info, warning, error or none (default info).")
    var log: String?

    /// What was given on the command line.
    var given: [ServeSetting: String] {
        var values: [ServeSetting: String] = [:]
        values[.bind] = bind
        values[.port] = port.map(String.init)
        values[.tlsCert] = tlsCert
        values[.tlsKey] = tlsKey
        values[.trustedProxy] = trustedProxy
        values[.allowPlainHTTP] = allowPlainHttp ? "true" : nil
        values[.reportsPerTenMinutes] = reportsPerTenMinutes.map(String.init)
        values[.longestFile] = longestFile.map(String.init)
        values[.mostFiles] = mostFiles.map(String.init)
        values[.log] = log
        return values
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
        let (settings, level) = try ServeSetting.read(options.given, folder: folder)
        let installation: Installation
        do {
            installation = try Installation.open(folder, for: .writing, clock: clock)
        } catch let held as ControlSocket.Held {
            // Serving is nothing that the other server could do for us.
            throw held.locked
        }
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
        let site = served.site
        let control = try ControlServer(installation, in: folder) { try? await site.lookForUnopened() }
        // Ends with this function, below; it waits for entries and has nobody to report to.
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
        // Verbs under way are finished before what they write to is closed.
        await control.finish()
        try await served.close()
        try await installation.close()
        log.info("stopped")
    }
}
