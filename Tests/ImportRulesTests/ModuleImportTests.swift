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
        "Rules": ["Notation"],
        "Engine": ["Rules", "Notation"],
        "Scenarios": ["Engine", "Rules", "Notation"],
        "Books": ["Rules"],
    ]

    /// The half that touches the world, beside `system`.
    static let shell: [String: Set<String>] = [
        "Journaling": ["Notation", "Crypto", "Dispatch"],
        "JournalSQLite": ["Journaling", "Notation", "GRDB", "GRDBSQLite", "Dispatch"],
        "JournalTesting": ["Journaling", "Notation", "Testing"],
        "RulebookFiles": ["Rules", "Scenarios", "Notation", "Yams"],
        "Services": ["Journaling", "Engine", "Rules", "Notation", "Crypto"],
        "Commands": [
            "Journaling", "JournalSQLite", "RulebookFiles", "Services", "Books", "Engine", "Rules", "Scenarios",
            "Notation", "ArgumentParser", "Crypto",
        ],
        "shodo": ["Commands", "ArgumentParser"],
        "journal-hammer": ["Journaling", "JournalSQLite", "Notation"],
        "shodo-bench": [
            "Journaling", "JournalSQLite", "RulebookFiles", "Services", "Engine", "Rules", "Scenarios", "Notation",
            "GRDBSQLite",
        ],
    ]

    /// Drivers and frameworks, and the only modules that may see them, tests included.
    static let walls: [String: Set<String>] = [
        "GRDB": ["JournalSQLite", "JournalSQLiteTests"],
        "GRDBSQLite": ["JournalSQLite", "JournalSQLiteTests", "shodo-bench"],
        "Yams": ["RulebookFiles"],
        "ArgumentParser": ["Commands", "CommandsTests", "shodo"],
        "Crypto": ["Journaling", "Services", "Commands"],
    ]

    /// Everything that a test target of the shell may import.
    static let tests = Set(core.keys).union(shell.keys).union(system).union(["Testing", "Dispatch"])
        .union(walls.keys)
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

    @Test(arguments: Repository.tests)
    func `tests import our modules and no new package`(file: File) {
        for name in imports(of: file) {
            #expect(ImportTable.tests.contains(name), "\(file.path) imports \(name)")
            guard let walled = ImportTable.walls[name] else { continue }
            #expect(walled.contains(file.module ?? ""), "\(file.path) imports \(name); only \(walled.sorted()) may")
        }
    }

    @Test func `each driver is behind its wall`() {
        for (driver, modules) in ImportTable.walls {
            for (module, row) in ImportTable.shell where row.contains(driver) {
                #expect(modules.contains(module), "the row of \(module) opens the wall around \(driver)")
            }
            for (module, row) in ImportTable.core {
                #expect(!row.contains(driver), "the row of \(module) lets \(driver) into the pure half")
            }
        }
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
