import Testing

@Suite struct `Sources have a shape` {
    static let longest = 400
    static let drawers: Set<String> = [
        "common", "utils", "util", "utilities", "helpers", "helper", "managers", "shared", "misc", "extensions",
        "support", "core",
    ]

    @Test func `no source file is longer than 400 lines`() {
        for file in Repository.everything {
            let count = file.text.utf8.count { $0 == UInt8(ascii: "\n") }
            #expect(count <= Self.longest, "\(file.path): cut it by what it is about")
        }
    }

    @Test func `no target and no folder has the name of a drawer`() {
        for file in Repository.everything {
            // The package `Core` is the one exception: it has a definition of one line.
            for folder in file.path.split(separator: "/").dropFirst().dropLast() {
                #expect(!Self.drawers.contains(folder.lowercased()), "\(file.path): name what is in \(folder)")
            }
        }
    }

    @Test(arguments: ["Package.swift", "Core/Package.swift"])
    func `every target is built with warnings as errors`(path: String) throws {
        let manifest = try Repository.file(path).code
        #expect(manifest.contains(".treatAllWarnings(as: .error)"))
        let made = [".target(", ".testTarget(", ".executableTarget("]
            .reduce(0) { $0 + manifest.ranges(of: $1).count }
        let strict = manifest.ranges(of: "Settings: strict").count
        #expect(made == strict, "\(path) makes \(made) kinds of target and \(strict) of them are strict")
    }

    @Test func `every folder of sources is a target`() throws {
        for (manifest, folder) in [("Package.swift", "Sources"), ("Core/Package.swift", "Core/Sources")] {
            let names = try Repository.file(manifest).literals.map(\.text)
            for module in Repository.folders(in: folder) {
                #expect(names.contains(module), "\(folder)/\(module) is in no target of \(manifest)")
            }
        }
    }
}
