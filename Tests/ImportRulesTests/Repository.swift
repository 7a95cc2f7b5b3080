import Foundation
import Testing

/// The files of this repository, read as text.
enum Repository {
    static let root: URL = {
        let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        return here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }()

    /// Every file with this ending below a folder of the repository, sorted; none when the folder is not there.
    static func files(under folder: String, ending: String) -> [File] {
        let base = root.appending(path: folder)
        guard let paths = FileManager.default.subpaths(atPath: base.path) else { return [] }
        return paths.sorted().compactMap { path in
            guard path.hasSuffix(ending), !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }),
                let text = try? String(contentsOf: base.appending(path: path), encoding: .utf8)
            else { return nil }
            return File("\(folder)/\(path)", text)
        }
    }

    /// The names of the folders directly in a folder.
    static func folders(in folder: String) -> [String] {
        let base = root.appending(path: folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: base.path)) ?? []
        return names.sorted().filter { name in
            let values = try? base.appending(path: name).resourceValues(forKeys: [.isDirectoryKey])
            return !name.hasPrefix(".") && values?.isDirectory == true
        }
    }

    /// A file of the repository.
    static func file(_ path: String) throws -> File {
        File(path, try String(contentsOf: root.appending(path: path), encoding: .utf8))
    }

    static let core = files(under: "Core/Sources", ending: ".swift")
    static let shell = files(under: "Sources", ending: ".swift")
    static let tests = files(under: "Tests", ending: ".swift")
    static let coreTests = files(under: "Core/Tests", ending: ".swift")
    static let benchmarks = files(under: "Benchmarks", ending: ".swift")

    /// What is shipped.
    static let product = core + shell

    /// Every Swift file that people write here.
    static let everything = product + coreTests + tests + benchmarks
}

/// A file and its text.
struct File: Sendable, CustomTestStringConvertible {
    var path: String
    var text: String
    /// The text taken apart, if it is Swift; else nothing.
    var code: String
    var literals: [SwiftText.Literal]

    init(_ path: String, _ text: String) {
        self.path = path
        self.text = text
        let swift = path.hasSuffix(".swift") ? SwiftText(text) : nil
        code = swift?.code ?? ""
        literals = swift?.literals ?? []
    }

    var testDescription: String { path }

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The module, by the folder below `Sources`, `Tests` or `Benchmarks`.
    var module: String? {
        let parts = path.split(separator: "/").map(String.init)
        guard let index = parts.firstIndex(where: { ["Sources", "Tests", "Benchmarks"].contains($0) }),
            index + 2 < parts.count
        else { return nil }
        return parts[index + 1]
    }
}

@Suite struct `The repository is found` {
    @Test func `there are sources to look at`() {
        #expect(Repository.product.count > 50, "looked in \(Repository.root.path)")
    }
}
