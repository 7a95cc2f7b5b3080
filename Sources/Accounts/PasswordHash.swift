internal import CArgon2
import Foundation
import Journaling

/// What is kept of a password: Argon2id as a PHC string, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`.
///
/// Source: RFC 9106; the parameters are the OWASP Password Storage Cheat Sheet's. Making and verifying one blocks the
/// thread for tens of milliseconds: do it on `HashingThreads`.
public struct PasswordHash: Hashable, Sendable, CustomStringConvertible {
    /// How much work a guess costs.
    public struct Cost: Hashable, Sendable {
        /// Memory in KiB, at least 8 for each lane.
        public var memory: UInt32
        /// How often the memory is gone over.
        public var passes: UInt32
        /// Lanes.
        public var lanes: UInt32

        /// Makes a cost.
        public init(memory: UInt32, passes: UInt32, lanes: UInt32) {
            self.memory = memory
            self.passes = passes
            self.lanes = lanes
        }

        /// 19 MiB, two passes, one lane.
        public static let standard = Cost(memory: 19 * 1024, passes: 2, lanes: 1)
    }

    /// The PHC string.
    public let phc: String
    /// What it cost.
    public let cost: Cost

    /// Takes a PHC string from a store; nil when it is no Argon2id of version 1.3.
    public init?(phc: String) {
        let parts = phc.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0].isEmpty, parts[1] == "argon2id", parts[2] == "v=19", phc.utf8.count < 512
        else { return nil }
        let numbers = parts[3].split(separator: ",").map { $0.split(separator: "=") }
        guard numbers.count == 3, numbers.map({ $0.first ?? "" }) == ["m", "t", "p"],
            let memory = numbers[0].last.flatMap({ UInt32($0) }), let passes = numbers[1].last.flatMap({ UInt32($0) }),
            let lanes = numbers[2].last.flatMap({ UInt32($0) }), !parts[4].isEmpty, !parts[5].isEmpty
        else { return nil }
        self.phc = phc
        cost = Cost(memory: memory, passes: passes, lanes: lanes)
    }

    /// Hashes a password.
    ///
    /// - Parameter salt: 16 random bytes.
    /// - Throws: `io` when the library fails, which means that there is too little memory.
    public init(of password: Password, salt: [UInt8], cost: Cost = .standard) throws(JournalError) {
        var encoded = [CChar](repeating: 0, count: 512)
        let bytes = password.bytes
        let code = argon2id_hash_encoded(
            cost.passes, cost.memory, cost.lanes, bytes, bytes.count, salt, salt.count, 32, &encoded, encoded.count)
        guard code == ARGON2_OK.rawValue else { throw Self.failure(code) }
        phc = String(decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        self.cost = cost
    }

    /// A hash that no password has, at the same price: so that an unknown name takes as long as a known one.
    public static func decoy(cost: Cost, chance: Chance) -> PasswordHash {
        func text(_ count: Int) -> String { Data(chance.bytes(count)).base64EncodedString().replacing("=", with: "") }
        return PasswordHash(
            known: "$argon2id$v=19$m=\(cost.memory),t=\(cost.passes),p=\(cost.lanes)$\(text(16))$\(text(32))",
            cost: cost)
    }

    private init(known phc: String, cost: Cost) {
        self.phc = phc
        self.cost = cost
    }

    /// Whether this is the password. The library compares in constant time.
    ///
    /// - Throws: `io` when the library fails for another reason than a wrong password.
    public func matches(_ password: Password) throws(JournalError) -> Bool {
        let bytes = password.bytes
        let code = argon2id_verify(phc, bytes, bytes.count)
        if code == ARGON2_OK.rawValue { return true }
        guard code == ARGON2_VERIFY_MISMATCH.rawValue else { throw Self.failure(code) }
        return false
    }

    /// Whether it cost less than this in any respect, so that it should be made anew at the next sign-in.
    public func isCheaper(than wanted: Cost) -> Bool {
        cost.memory < wanted.memory || cost.passes < wanted.passes || cost.lanes < wanted.lanes
    }

    /// Says nothing of the hash, so that it gets into no log.
    public var description: String { "argon2id(m=\(cost.memory),t=\(cost.passes),p=\(cost.lanes))" }

    private static func failure(_ code: Int32) -> JournalError {
        .io("Argon2id", cause: argon2_error_message(code).map { String(cString: $0) } ?? "code \(code)")
    }
}

/// A password as it was typed, normalised with NFKC so that every keyboard yields the same bytes (RFC 8265).
///
/// It is never printed and never longer than 1,024 bytes.
public struct Password: Hashable, Sendable, CustomStringConvertible {
    let text: String
    var bytes: [UInt8] { Array(text.utf8) }

    /// Takes what was typed; nil when it is empty or longer than 1,024 bytes.
    public init?(_ typed: String) {
        guard (1...1024).contains(typed.utf8.count) else { return nil }
        let text = typed.compatible
        guard text.utf8.count <= 4096 else { return nil }
        self.text = text
    }

    /// Says nothing.
    public var description: String { "password" }
}
