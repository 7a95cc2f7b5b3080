/// Where a request comes from, as far as throttling and the list of sessions need to know.
public struct Origin: Hashable, Sendable {
    /// The address of the other side, without a port.
    public var address: String
    /// What the browser calls itself.
    public var userAgent: String
    /// The token of the device cookie, if the browser sent one.
    public var device: String?

    /// Makes an origin.
    public init(address: String, userAgent: String = "", device: String? = nil) {
        self.address = String(address.prefix(64))
        self.userAgent = String(userAgent.filter { $0.asciiValue.map { (32..<127).contains($0) } ?? false }.prefix(120))
        self.device = device
    }

    /// What one subscriber has: the address itself, and of an IPv6 address the first 64 bits (RFC 6177).
    ///
    /// An IPv4 address written as an IPv6 one is the IPv4 address. Anything else is taken as it stands.
    public var network: String {
        let text = address.split(separator: "%", omittingEmptySubsequences: false).first.map(String.init) ?? ""
        guard text.contains(":") else { return text }
        let lower = text.lowercased()
        if lower.hasPrefix("::ffff:"), lower.contains(".") { return String(lower.dropFirst(7)) }
        let halves = lower.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
            .map { $0.split(separator: ":").compactMap { UInt16($0, radix: 16) } }
        guard let head = halves.first else { return lower }
        let tail = halves.count > 1 ? halves[1] : []
        let gap = halves.count > 1 ? max(0, 8 - head.count - tail.count) : 0
        let groups = head + Array(repeating: 0, count: gap) + tail
        guard groups.count >= 4 else { return lower }
        if groups.count == 8, groups.prefix(5).allSatisfy({ $0 == 0 }), groups[5] == 0xFFFF {
            return groups.suffix(2).flatMap { [$0 >> 8, $0 & 0xFF] }.map { String($0) }.joined(separator: ".")
        }
        return groups.prefix(4).map { String($0, radix: 16) }.joined(separator: ":") + "::/64"
    }
}
