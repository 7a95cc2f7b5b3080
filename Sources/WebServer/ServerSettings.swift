/// How a server is reached and what it lets in.
public struct ServerSettings: Sendable {
    /// The address to listen at.
    public var address = "127.0.0.1"
    /// The port; 0 lets the system choose.
    public var port = 8080
    /// Files of a certificate chain and its key, in PEM.
    public var certificate: (chain: String, key: String)?
    /// The network of a proxy that ends TLS and says who asks (`X-Forwarded-For`); empty means none is trusted.
    public var trustedProxy = ""
    /// Serves plain HTTP beyond this machine all the same.
    public var allowsPlain = false
    /// Reports from one address in ten minutes; more are asked to wait.
    public var reportsPerTenMinutes = 60
    /// The largest file, in bytes.
    public var longestFile = 100 * 1_048_576
    /// The most files with one form.
    public var mostFiles = 20
    /// The longest form without its files, in bytes.
    public var longestForm = 4 * 1_048_576

    /// The room on the disk that is kept for the record, in bytes: with less, no files are taken.
    public var leastFree = 1 << 30

    /// The settings of a machine that serves itself.
    public init() {}

    /// Whether browsers reach it by TLS.
    public var isSecure: Bool { certificate != nil || !trustedProxy.isEmpty }

    /// Whether an address is this machine's alone (RFC 6890): a name that only begins like one is not.
    static func isLoopback(_ address: String) -> Bool {
        if address == "localhost" || address == "::1" { return true }
        let pieces = address.split(separator: ".", omittingEmptySubsequences: false)
        return pieces.count == 4 && pieces.first == "127" && pieces.allSatisfy { UInt8($0) != nil }
    }

    /// Whether it is reached from this machine only.
    public var isLoopback: Bool { Self.isLoopback(address) }

}
