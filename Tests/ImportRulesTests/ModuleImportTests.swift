import Foundation
import Testing

/// Which module may import what.
///
/// `--explicit-target-dependency-import-check error` sees undeclared imports of our own targets; it does not see an
/// undeclared import of a package's module. This table sees both, and a line of it is read faster than a manifest.
enum ImportTable {
    /// What the toolchain brings and every module outside `Core` may use.
    static let system: Set<String> = ["Foundation", "Glibc", "Synchronization"]

    /// The pure half: nothing but itself.
    static let core: [String: Set<String>] = [
        "Notation": [],
        "Rules": [],
        "Engine": ["Rules", "Notation"],
        "ReadModels": ["Books", "Engine", "Rules", "Notation"],
        "Scenarios": ["Engine", "Rules", "Notation"],
        "Books": ["Rules"],
        "Markup": [],
        "Pages": ["Books", "Engine", "Markup", "Notation", "ReadModels", "Rules"],
    ]

    /// The half that touches the world, beside `system`.
    static let shell: [String: Set<String>] = [
        "Journaling": ["Notation", "Crypto", "Dispatch"],
        "JournalSQLite": ["Journaling", "Notation", "GRDB", "GRDBSQLite", "Dispatch"],
        "MatterIndexSQLite": [
            "Dispatch", "Journaling", "Services", "Notation", "ReadModels", "GRDB", "GRDBSQLite",
        ],
        "JournalTesting": ["Journaling", "Notation", "Testing"],
        "Accounts": ["CArgon2", "Crypto", "Dispatch", "Journaling", "Notation"],
        "AccountsSQLite": ["Accounts", "Crypto", "Dispatch", "GRDB", "JournalSQLite", "Journaling", "Notation"],
        "RulebookFiles": ["Rules", "Notation", "Yams"],
        "Services": ["Journaling", "Engine", "Rules", "Notation"],
        "WebServer": [
            "Accounts", "Assets", "Books", "Crypto", "Engine", "HTTPTypes", "Hummingbird", "HummingbirdCore",
            "HummingbirdTLS", "Journaling", "Logging", "Markup", "NIOCore", "NIOSSL", "Notation", "Pages", "ReadModels",
            "Rules", "ServiceLifecycle", "Services", "UnixSignals",
        ],
        "Commands": [
            "Accounts", "AccountsSQLite", "ArgumentParser", "Books", "Configuration", "Crypto", "Dispatch", "Engine",
            "JournalSQLite", "Journaling", "Logging", "MatterIndexSQLite", "Notation", "Pages", "ReadModels",
            "RulebookFiles", "Rules", "Scenarios", "Services", "WebServer",
        ],
        "shodo": ["Commands", "ArgumentParser"],
        "journal-hammer": ["Journaling", "JournalSQLite", "Notation"],
        "shodo-bench": [
            "Journaling", "JournalSQLite", "MatterIndexSQLite", "RulebookFiles", "Services", "Engine", "Rules",
            "Scenarios", "Notation", "GRDBSQLite",
        ],
    ]

    /// The tests of the shell, beside `system` and `Testing`. A test of what people run imports nothing that it tests.
    static let tests: [String: Set<String>] = [
        "JournalingTests": ["Journaling", "JournalTesting"],
        "JournalSQLiteTests": ["Journaling", "JournalSQLite", "JournalTesting", "Notation", "GRDB"],
        "AccountsTests": ["Accounts", "AccountsSQLite", "Journaling", "Notation", "GRDB", "Dispatch"],
        "AssetsTests": ["Assets"],
        "ImportRulesTests": [],
        "RulebookFilesTests": ["RulebookFiles", "Engine", "Rules", "Scenarios", "Notation"],
        "RulebookTests": ["RulebookFiles", "Engine", "Rules", "Scenarios", "Notation"],
        "BooksGoldenTests": ["Commands", "RulebookFiles", "Books", "Rules"],
        "ServicesTests": ["Services", "Journaling", "JournalSQLite", "Engine", "Rules", "Notation"],
        "MatterIndexTests": [
            "MatterIndexSQLite", "Services", "Journaling", "JournalSQLite", "Engine", "Rules", "Notation",
        ],
        "CommandsTests": ["Notation", "FoundationNetworking"],
        "test-server": ["Commands", "Journaling"],
        "WebServerTests": ["WebServer", "Pages", "Notation", "Logging", "Synchronization"],
    ]

    /// Drivers and frameworks, and the only modules that may see them, tests included.
    static let walls: [String: Set<String>] = [
        "GRDB": ["JournalSQLite", "MatterIndexSQLite", "JournalSQLiteTests", "AccountsSQLite", "AccountsTests"],
        "CArgon2": ["Accounts"],
        "GRDBSQLite": ["JournalSQLite", "MatterIndexSQLite", "shodo-bench"],
        "Yams": ["RulebookFiles"],
        "ArgumentParser": ["Commands", "shodo"],
        "Crypto": ["Journaling", "Commands", "Accounts", "AccountsSQLite", "WebServer"],
        "Hummingbird": ["WebServer"],
        "Configuration": ["Commands"],
    ]

    /// Everything that has a row.
    static let rows = core.merging(shell) { first, _ in first }.merging(tests) { first, _ in first }
}

@Suite struct `Imports keep to the table` {
    @Test(arguments: Repository.core)
    func `the pure half imports only itself`(file: File) throws {
        let module = try #require(file.module)
        let allowed = try #require(
            ImportTable.core[module], "\(module) is a new module: give it a row in ImportTable.core")
        for name in imports(of: file) {
            #expect(allowed.contains(name), "\(file.path) imports \(name); \(module) may import \(allowed.sorted())")
        }
    }

    @Test(arguments: Repository.shell + Repository.benchmarks)
    func `the shell imports what its row says`(file: File) throws {
        let module = try #require(file.module)
        let row = try #require(
            ImportTable.shell[module], "\(module) is a new module: give it a row in ImportTable.shell")
        let allowed = row.union(ImportTable.system)
        for name in imports(of: file) {
            #expect(allowed.contains(name), "\(file.path) imports \(name); \(module) may import \(allowed.sorted())")
        }
    }

    @Test(arguments: Repository.tests.filter { $0.module != "Fixtures" })
    func `a test of the shell imports what its row says`(file: File) throws {
        let module = try #require(file.module)
        let row = try #require(
            ImportTable.tests[module], "\(module) is a new module: give it a row in ImportTable.tests")
        let allowed = row.union(ImportTable.system).union(["Testing"])
        for name in imports(of: file) {
            #expect(allowed.contains(name), "\(file.path) imports \(name); \(module) may import \(allowed.sorted())")
        }
    }

    @Test func `a row says no more than what is imported`() {
        let files = Repository.product + Repository.benchmarks + Repository.tests
        let imported = Dictionary(grouping: files) { $0.module ?? "" }.mapValues { Set($0.flatMap(imports)) }
        for (module, row) in ImportTable.rows {
            guard let names = imported[module] else {
                Issue.record("there is no module \(module)")
                continue
            }
            #expect(row.subtracting(names) == [], "\(module) imports these no more: shorten its row")
        }
    }

    @Test func `each driver is behind its wall`() {
        for (driver, modules) in ImportTable.walls {
            let open = Set(ImportTable.rows.filter { $0.value.contains(driver) }.keys)
            #expect(open == modules, "the rows that let \(driver) in are \(open.sorted())")
            #expect(open.isDisjoint(with: ImportTable.core.keys), "\(driver) is let into the pure half")
        }
    }

    @Test func `the product contains no test program`() throws {
        // The server whose clock tests move is a target of its own: no product names it, and nothing depends on it.
        let lines = try Repository.file("Package.swift").lines
        let products = lines.filter { $0.contains("products:") }
        #expect(products.count == 1)
        #expect(products.allSatisfy { $0.contains("[.executable(name: \"shodo\", targets: [\"shodo\"])]") })
        let named = lines.filter { $0.contains("\"shodo-test-server\"") }
        #expect(named.count == 1, "shodo-test-server is named elsewhere than where it is declared: \(named)")
        #expect(named.allSatisfy { $0.contains("name: \"shodo-test-server\"") })
        let moving = Repository.product.filter { $0.code.contains("MovedClock") }
        #expect(moving.isEmpty, "a clock that tests move is in \(moving.map(\.path))")
    }

    @Test func `tests of the shell see what is public and no more`() {
        // They are built optimised, where @testable does not work; `package` opens what a test must see.
        for file in Repository.tests {
            #expect(!file.code.contains("@testable"), "\(file.path) uses @testable")
        }
    }

    @Test func `the pure package has no dependency`() throws {
        let manifest = try Repository.file("Core/Package.swift").code
        #expect(!manifest.contains(".package("), "Core/Package.swift depends on a package")
        #expect(!manifest.contains(".plugin("), "Core/Package.swift uses a plugin")
    }

    @Test func `every version is exact`() throws {
        let manifest = try Repository.file("Package.swift")
        for line in manifest.lines where line.contains(".package(url:") {
            #expect(line.contains("exact:"), "not exact: \(line.trimmingCharacters(in: .whitespaces))")
        }
    }

    private func imports(of file: File) -> [String] {
        let words = ["public", "package", "internal", "fileprivate", "private"]
        let kinds = ["struct", "class", "enum", "protocol", "func", "typealias", "let", "var", "actor"]
        return file.code.split(separator: "\n").compactMap { line in
            var parts = line.split(separator: " ").map(String.init)
            while let first = parts.first, first.hasPrefix("@") || words.contains(first) { parts.removeFirst() }
            guard parts.first == "import" else { return nil }
            parts.removeFirst()
            if let kind = parts.first, kinds.contains(kind) { parts.removeFirst() }
            return parts.first?.split(separator: ".").first.map(String.init)
        }
    }
}
