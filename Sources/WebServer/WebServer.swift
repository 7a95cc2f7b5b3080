import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import Notation
import ServiceLifecycle
import UnixSignals

/// Serves a site until it is told to stop.
public struct WebServer: Sendable {
    let site: Site
    let settings: ServerSettings
    let log: Logger

    /// Why a server does not start.
    public enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
        /// Plain HTTP beyond this machine, without a proxy that ends TLS.
        case plainBeyondLoopback
        /// A demo folder beyond this machine: its passwords are printed in the documents.
        case demoBeyondLoopback

        /// The sentences for a person, in Japanese and English.
        public var description: String {
            switch self {
            case .plainBeyondLoopback:
                "このコンピューターの外へ暗号化せずに公開することはできません。--tls-cert と --tls-key，または --trusted-proxy を指定してください"
                    + "（どうしても必要なときは --allow-plain-http）"
                    + " / plain HTTP is not served beyond this machine; give --tls-cert and --tls-key, or --trusted-proxy"
            case .demoBeyondLoopback:
                "デモのフォルダーは，このコンピューターの中だけで使えます / a demo folder is never served beyond this machine"
            }
        }
    }

    /// Makes a server, unless it would be unsafe.
    ///
    /// - Parameter log: for what the libraries say of connections; their messages are not ours to vouch for.
    public init(site: Site, settings: ServerSettings, isDemo: Bool, log: Logger) throws {
        if !settings.isLoopback {
            guard !isDemo else { throw Fault.demoBeyondLoopback }
            guard settings.isSecure || settings.allowsPlain else { throw Fault.plainBeyondLoopback }
        }
        self.site = site
        self.settings = settings
        self.log = log
    }

    /// Serves until SIGTERM or SIGINT; requests under way are finished first.
    ///
    /// - Parameter started: told the port when the server listens.
    public func run(started: @escaping @Sendable (Int) async -> Void) async throws {
        // With the server it is ended, and waited for. A usual start is not noticed; what takes longer goes on beside.
        async let _ = site.prepare()
        async let _ = site.tend()
        for _ in 0..<30 where !site.isPrepared { try await Task.sleep(for: .milliseconds(10)) }
        let application = Application(
            responder: try Dispatcher(site: site), server: try channel(),
            configuration: .init(
                address: .hostname(settings.address, port: settings.port), serverName: nil, backlog: 1024,
                availableConnectionsDelegate: .maximum(Self.mostConnections, logger: log)),
            onServerRunning: { channel in await started(channel.localAddress?.port ?? 0) },
            logger: log)
        let group = ServiceGroup(
            configuration: .init(
                services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: log))
        try await group.run()
    }

    /// Half of the files that the system lets the program open: the others are the journal's and what is uploaded.
    private static var mostConnections: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 512 }
        return max(64, min(4096, Int(clamping: limit.rlim_cur) / 2))
    }

    private func channel() throws -> HTTPServerBuilder {
        let plain = HTTPServerBuilder.http1(configuration: .init(idleTimeout: .seconds(75)))
        guard let certificate = settings.certificate else { return plain }
        let chain = try NIOSSLCertificate.fromPEMFile(certificate.chain).map { NIOSSLCertificateSource.certificate($0) }
        let key = try NIOSSLPrivateKey(file: certificate.key, format: .pem)
        var tls = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
        tls.minimumTLSVersion = .tlsv12
        return try .tls(plain, tlsConfiguration: tls)
    }
}
