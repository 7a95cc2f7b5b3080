// swift-tools-version:6.2
import PackageDescription

// The half that touches the world. `Composition` inside `Commands` is the one place that names both sides.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let strictC: [CSetting] = [.treatAllWarnings(as: .error)]

func core(_ name: String) -> Target.Dependency { .product(name: name, package: "Core") }

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

func module(_ name: String, uses: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: uses, swiftSettings: strict)
}

func tests(_ name: String, uses: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: uses, swiftSettings: strict)
}

let package = Package(
    name: "shodo",
    products: [.executable(name: "shodo", targets: ["shodo"])],
    dependencies: [
        .package(path: "Core"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    ],
    targets: [
        module("Journaling", uses: [core("Notation"), crypto]),
        module("JournalSQLite", uses: ["Journaling", core("Notation"), grdb, sqlite]),
        module(
            "MatterIndexSQLite",
            uses: ["Journaling", "Services", core("Notation"), core("ReadModels"), grdb, sqlite]),
        // Plain C: `#embed` puts the files into the program in a moment, which Swift's own way takes minutes for.
        .target(name: "Assets", exclude: ["files"], cSettings: strictC),
        module("JournalTesting", uses: ["Journaling", core("Notation")]),
        .executableTarget(
            name: "journal-hammer", dependencies: ["Journaling", "JournalSQLite", core("Notation")],
            swiftSettings: strict),
        .executableTarget(
            name: "shodo-bench",
            dependencies: [
                "Journaling", "JournalSQLite", "MatterIndexSQLite", "RulebookFiles", "Services", core("Engine"),
                core("Rules"), core("Scenarios"), core("Notation"), sqlite,
            ],
            path: "Benchmarks/shodo-bench", swiftSettings: strict),
        tests("JournalingTests", uses: ["Journaling", "JournalTesting", core("Notation")]),
        tests(
            "JournalSQLiteTests",
            uses: ["Journaling", "JournalSQLite", "JournalTesting", "journal-hammer", core("Notation"), grdb]),
        .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        module("Accounts", uses: ["CArgon2", "Journaling", core("Notation"), crypto]),
        module(
            "AccountsSQLite", uses: ["Accounts", "Journaling", "JournalSQLite", core("Notation"), crypto, grdb]),
        tests(
            "AccountsTests",
            uses: ["Accounts", "AccountsSQLite", "Journaling", core("Notation"), grdb]),
        module("RulebookFiles", uses: [core("Rules"), core("Notation"), yams]),
        module("Services", uses: ["Journaling", core("Engine"), core("Rules"), core("Notation")]),
        module(
            "WebServer",
            uses: [
                "Journaling", "Services", core("Pages"), core("Markup"), core("ReadModels"), core("Books"),
                core("Engine"), core("Rules"), core("Notation"), hummingbird, hummingbirdTLS, logging, httpTypes,
                nioCore, nioSSL, lifecycle, crypto, "Accounts", "Assets",
            ]),
        module(
            "Commands",
            uses: [
                "Accounts", "AccountsSQLite", "Journaling", "JournalSQLite", "MatterIndexSQLite", "RulebookFiles",
                "Services", "WebServer", core("Books"), core("Engine"), core("ReadModels"), core("Rules"),
                core("Pages"), core("Scenarios"), core("Notation"), arguments, configuration, crypto, logging,
            ]),
        tests(
            "ServicesTests",
            uses: ["Services", "Journaling", "JournalSQLite", core("Engine"), core("Rules"), core("Notation")]),
        tests(
            "MatterIndexTests",
            uses: [
                "MatterIndexSQLite", "Services", "Journaling", "JournalSQLite", core("Engine"), core("Rules"),
                core("Notation"),
            ]),
        tests("CommandsTests", uses: ["shodo", core("Notation")]),
        tests("ImportRulesTests", uses: []),
        tests("AssetsTests", uses: ["Assets"]),
        tests(
            "RulebookFilesTests",
            uses: ["RulebookFiles", core("Engine"), core("Rules"), core("Scenarios"), core("Notation")]),
        tests(
            "RulebookTests",
            uses: ["RulebookFiles", core("Engine"), core("Rules"), core("Scenarios"), core("Notation")]),
        tests("BooksGoldenTests", uses: ["Commands", "RulebookFiles", core("Books"), core("Rules")]),
        .executableTarget(name: "shodo", dependencies: ["Commands", arguments], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
