import Accounts
import AccountsSQLite
import Foundation
import Journaling
import Notation
import Synchronization

/// A folder that goes away with the process: a store may open another connection for as long as it lives.
final class TemporaryFolder: Sendable {
    private static let root: String = {
        atexit { try? FileManager.default.removeItem(atPath: TemporaryFolder.root) }
        return FileManager.default.temporaryDirectory.path + "/shodo-accounts-" + UUID().uuidString
    }()

    let path = root + "/" + UUID().uuidString

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
}

/// The stores that keep the contract.
enum Kind: String, CaseIterable, Sendable {
    case memory
    case sqlite
}

/// A store, the folder that it lies in, and what is built on it.
struct Rig: Sendable {
    static let start = Instant(reading: "2026-04-01T09:00", zone: .japan) ?? Instant(milliseconds: 0)
    static let password = "ゆきどけの朝に歩く三人で"
    static let other = "an honest weather report"

    let temporary: TemporaryFolder
    let folder: DataFolder
    let store: any AccountStore

    init(_ kind: Kind) throws {
        temporary = try TemporaryFolder()
        folder = try DataFolder.create(at: temporary.path + "/data")
        try folder.addOrganisation("org")
        switch kind {
        case .memory: store = InMemoryAccountStore()
        case .sqlite: store = try folder.openAccounts(of: "org")
        }
    }

    /// Cheap hashes, so that tests of everything else are quick.
    static let cheap = PasswordHash.Cost(memory: 64, passes: 1, lanes: 1)

    static var settings: SignIn.Settings {
        var settings = SignIn.Settings()
        settings.cost = cheap
        return settings
    }

    func signIn(_ settings: SignIn.Settings = Rig.settings, chance: Chance = Rig.chance()) -> SignIn {
        SignIn(store: store, settings: settings, chance: chance, threads: HashingThreads(count: 1))
    }

    /// Chance that is the same in every run.
    static func chance(seed: UInt64 = 1) -> Chance {
        let generator = Mutex(Seeded(seed: seed))
        return Chance { count in
            generator.withLock { generator in (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) } }
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

extension Instant {
    /// So many seconds later.
    func after(_ seconds: Int64) -> Instant { adding(milliseconds: seconds * 1000) }
}

extension Origin {
    static let desk = Origin(address: "192.0.2.10", userAgent: "Desk/1.0")
    static let stranger = Origin(address: "198.51.100.7", userAgent: "Odd/1.0")
}

/// What an operation threw; nil when it did not.
func failure<R>(_ body: () async throws(AccountFailure) -> R) async -> AccountFailure? {
    do throws(AccountFailure) {
        _ = try await body()
        return nil
    } catch {
        return error
    }
}
