// swift-tools-version:6.2
import PackageDescription

// The pure half. It has no dependency, ever: time, identifiers, chance and hashes are arguments.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

func module(_ name: String, uses: [String] = []) -> Target {
    .target(name: name, dependencies: uses.map { .init(stringLiteral: $0) }, swiftSettings: strict)
}

func tests(_ name: String, uses: [String], beside files: [String] = []) -> Target {
    .testTarget(
        name: name, dependencies: uses.map { .init(stringLiteral: $0) }, exclude: files, swiftSettings: strict)
}

let package = Package(
    name: "Core",
    products: ["Notation", "Rules", "Books", "Engine", "Scenarios", "ReadModels", "Markup", "Pages"].map {
        .library(name: $0, targets: [$0])
    },
    targets: [
        module("Notation"),
        module("Rules"),
        module("Books", uses: ["Rules"]),
        module("Engine", uses: ["Rules", "Notation"]),
        module("Scenarios", uses: ["Engine", "Rules", "Notation"]),
        module("ReadModels", uses: ["Books", "Engine", "Rules", "Notation"]),
        module("Markup"),
        module("Pages", uses: ["Markup", "ReadModels", "Books", "Engine", "Rules", "Notation"]),
        tests("NotationTests", uses: ["Notation"]),
        tests("EngineTests", uses: ["Engine", "Scenarios", "Rules", "Notation"]),
        tests("ReadModelsTests", uses: ["ReadModels", "Engine", "Rules", "Notation"]),
        tests("RecordTests", uses: ["Engine", "Rules", "Notation"]),
        tests("BooksTests", uses: ["Books", "Rules"]),
        tests(
            "PagesTests", uses: ["Pages", "Markup", "ReadModels", "Books", "Engine", "Rules", "Notation"],
            beside: ["Golden"]),
    ],
    swiftLanguageModes: [.v6]
)
